"""The files in `data/` as records, with the place of every value, and everything wrong with any of them at once."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args

from pydantic import ValidationError

from publication.loading.diagnostics import Diagnostic, Position, nearest
from publication.model.kinds import KINDS, Kind, Publication
from publication.loading.strict_yaml import EMPTY, NO_SPACE, Mark, Root, Spot, grow, line_and_column, text_of
from publication.model.types import is_slug

LONGEST_QUOTED = 60  # signs of a value that a message repeats

Path_ = tuple[str | int, ...]


def _place(file: str, lines_before: int, mark: Mark) -> Position:
    line, column = line_and_column(mark)
    return Position(file, lines_before + line + 1, column + 1)


# --- What was read --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Entry:
    """One record as it stands in its file: the raw fields, the record (unless it has diagnostics), and where all that is."""

    kind: Kind
    file: str
    raw: dict[str, Any]
    spot: Spot
    lines_before: int
    record: Any | None

    @property
    def id(self) -> str:
        value = self.raw.get("id")
        return value if isinstance(value, str) else ""

    def at(self, *path: str | int) -> Position:
        """The place of the value at the end of `path`; of the nearest group around it where there is none."""
        here: Spot | Mark = self.spot
        for step in path:
            if not isinstance(here, Spot) or step not in here.below:
                break
            here = here.below[step]
        return self._place(here.mark if isinstance(here, Spot) else here)

    def at_key(self, *path: str | int) -> Position:
        """The place of the name of the field at the end of `path`; of the group around it where it has none."""
        around: Any = self.spot
        for step in path[:-1]:
            below = around.below.get(step)
            if not isinstance(below, Spot):
                break
            around = below
        return self._place(around.keys.get(str(path[-1]), around.mark) if path else around.mark)

    def _place(self, mark: Mark) -> Position:
        return _place(self.file, self.lines_before, mark)


@dataclass(frozen=True)
class Reading:
    """All that stands in a folder of data: entries per kind in file order, and the diagnostics of reading them."""

    entries: dict[str, tuple[Entry, ...]]
    diagnostics: tuple[Diagnostic, ...]
    unread: frozenset[str] = frozenset()  # kinds of which not every record could be told apart

    def records(self, kind: str) -> list[tuple[Entry, Any]]:
        """The entries of one kind that became records, each with its record."""
        return [(entry, entry.record) for entry in self.entries[kind] if entry.record is not None]

    def all_entries(self) -> Iterator[Entry]:
        """Every entry of every kind, in file order."""
        for entries in self.entries.values():
            yield from entries

    def ids(self, kind: str) -> set[str]:
        """The ids of one kind, those of records with diagnostics too."""
        return {entry.id for entry in self.entries[kind]}

    def is_complete(self, kind: str) -> bool:
        """Whether every record of one kind could be read, so that they may be counted."""
        return kind not in self.unread and all(entry.record is not None for entry in self.entries[kind])

    @property
    def publication(self) -> Publication | None:
        """The publication, if nothing was wrong with reading it."""
        if self.diagnostics:
            return None
        lists: dict[str, Any] = {
            name: self.entries[name][0].record if kind.single else tuple(entry.record for entry in self.entries[name])
            for name, kind in KINDS.items()
        }
        return Publication(
            **lists, lines={(entry.kind.name, entry.id): entry.at().line for entry in self.all_entries()}
        )


# --- One file -------------------------------------------------------------------------------------


def _read_file(path: Path, file: str, kind: Kind) -> tuple[tuple[Entry, ...], list[Diagnostic], bool]:
    """The entries of one file, its diagnostics, and whether every record in it could be told apart."""
    start = Position(file)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return (), [start.diagnostic("mangler-fil", "filen mangler")], False
    except OSError:
        return (), [start.diagnostic("ulaeselig-fil", "filen kan ikke åbnes; se efter, om den er en fil")], False
    return _read(data, file, kind)


@lru_cache(2 * len(KINDS))  # Whoever writes changes one file at a time.
def _read(data: bytes, file: str, kind: Kind) -> tuple[tuple[Entry, ...], list[Diagnostic], bool]:
    """The same for what stands in the file. Nobody changes what is returned: the same file gives the same again."""
    start = Position(file)
    text, diagnostics = text_of(data, file)
    tree = grow(text, file)
    # In a text with strange signs the parser only stumbles again over what is already said.
    diagnostics += [diagnostic for diagnostic in tree.diagnostics if not diagnostics or diagnostic.code != "yaml-form"]
    entries: list[Entry] = []
    whole = tree.whole
    for root in tree.roots:
        records, misshapen = _records_in(root, file)
        whole = whole and not misshapen
        diagnostics += misshapen
        for raw, spot in records:
            entry, found = _entry(raw, spot, kind, file, root.lines_before)
            entries.append(entry)
            diagnostics += found
    if not entries and not kind.may_be_empty:
        return (), diagnostics or [start.diagnostic("tom-fil", f"filen er tom; der skal stå mindst én post ({kind.one})")], False
    if kind.single:
        diagnostics += [entry.at().diagnostic("for-mange", "filen må kun rumme én post") for entry in entries[1:]]
    # A record whose id cannot be read may be the one that others refer to.
    return tuple(entries), diagnostics, whole and all(is_slug(entry.id) for entry in entries)


def _records_in(root: Root, file: str) -> tuple[list[tuple[Any, Spot]], list[Diagnostic]]:
    """The records of a list with their spots, and what is no record."""

    def diagnostic(spot: Spot | Mark, message: str) -> Diagnostic:
        mark = spot.mark if isinstance(spot, Spot) else spot
        return _place(file, root.lines_before, mark).diagnostic("forkert-slags", message)

    if root.value == "":
        return [], []
    if not isinstance(root.value, list):
        message = "filen skal være en liste af poster, og hver post begynder med en bindestreg"
        return [], [diagnostic(root.spot, message)]
    below = [(raw, root.spot.below[number]) for number, raw in enumerate(root.value)]
    message = "posten skal bestå af felter, for eksempel: id: herlev"
    return (
        [(raw, spot) for raw, spot in below if isinstance(raw, dict)],
        [diagnostic(spot, message) for raw, spot in below if not isinstance(raw, dict)],
    )


# --- One record -----------------------------------------------------------------------------------


def _entry(raw: dict[str, Any], spot: Spot, kind: Kind, file: str, lines_before: int) -> tuple[Entry, list[Diagnostic]]:
    """One record, or what is wrong with it."""
    try:
        return Entry(kind, file, raw, spot, lines_before, kind.model.model_validate(raw)), []
    except ValidationError as error:
        entry = Entry(kind, file, raw, spot, lines_before, None)
        return entry, _diagnostics_of(entry, error.errors(include_url=False))


def _diagnostics_of(entry: Entry, errors: list[Any]) -> list[Diagnostic]:
    """What the model found, in Danish. A missing field that is only misspelt is said once."""
    unknown = [(one["loc"], _field_like(entry.kind, one["loc"])) for one in errors if one["type"] == "extra_forbidden"]
    meant = {(*path[:-1], guess) for path, guess in unknown}
    diagnostics = [_unknown(entry, path, guess) for path, guess in unknown]
    for one in errors:
        path = one["loc"]
        if one["type"] == "missing":
            if path not in meant and one["input"]:
                diagnostics.append(_missing(entry, path))
        # A list whose items have diagnostics of their own is not too short as well.
        elif one["type"] != "extra_forbidden" and not (one["type"] == "too_short" and one["input"]):
            diagnostics.append(_value_diagnostic(entry.at(*path), one))
    return diagnostics


def _unknown(entry: Entry, path: Path_, guess: str | None) -> Diagnostic:
    place = entry.at_key(*path)
    if ":" in str(path[-1]):  # such as `title:"Kor: en bog"`
        return place.diagnostic("yaml-form", NO_SPACE)
    return place.diagnostic("ukendt-felt", f"feltet «{path[-1]}» kendes ikke her", guess)


def _missing(entry: Entry, path: Path_) -> Diagnostic:
    """A field that is not there, said at the record, or at the name of the group it should have stood in."""
    group = path[:-1]
    place = entry.at_key(*group) if group and isinstance(group[-1], str) else entry.at(*group)
    title = _titles(entry.kind.model, group)[str(path[-1])]
    return place.diagnostic("mangler-felt", f"feltet «{path[-1]}» mangler ({title})")


def _value_diagnostic(place: Position, one: Any) -> Diagnostic:
    """The diagnostic of one value: empty, of the wrong shape, not among the choices, or what its type says about it."""
    given, kind, context = one["input"], one["type"], one.get("ctx", {})
    if given in ({}, []) or (isinstance(given, str) and not given.strip()):
        return place.diagnostic("tom-vaerdi", context["message"] if kind == "tom-vaerdi" else EMPTY)
    if "message" in context:
        message = context["message"]
        if isinstance(given, str) and len(given) > LONGEST_QUOTED:
            message = message.replace(given, f"{given[:LONGEST_QUOTED]}…")
        return place.diagnostic(kind, message, context.get("suggestion"))
    if kind == "literal_error" and isinstance(given, str):
        choices = re.findall(r"'([^']*)'", context["expected"])
        listed = ", ".join(f"«{choice}»" for choice in choices)
        shown = given if len(given) <= LONGEST_QUOTED else f"{given[:LONGEST_QUOTED]}…"
        message = f"«{shown}» kan ikke vælges her; vælg mellem {listed}"
        return place.diagnostic("ukendt-valg", message, nearest(given, choices))
    return place.diagnostic("forkert-slags", _SHAPES.get(kind, "her skal stå én værdi, ikke en liste eller flere felter"))


_SHAPES = {
    "tuple_type": "her skal stå en liste med hver værdi på sin egen linje efter en bindestreg",
    "model_type": "her skal stå flere felter, hvert på sin egen linje og rykket ind",
}


def _titles(model: type[Any], path: Path_) -> dict[str, str]:
    """The fields of the group at the end of `path` in a model, with their Danish titles."""
    for step in path:
        if isinstance(step, str):
            model = next(part for part in _parts(model.model_fields[step].annotation) if hasattr(part, "model_fields"))
    return {name: info.title or "" for name, info in model.model_fields.items()}


def _parts(annotation: Any) -> Iterator[Any]:
    """A type and all the types it is made of."""
    yield annotation
    for part in get_args(annotation):
        yield from _parts(part)


def _field_like(kind: Kind, path: Path_) -> str | None:
    """The field an editor probably meant: the same word written otherwise, its Danish title, or something like it."""
    titles = _titles(kind.model, path[:-1])
    word = str(path[-1]).split(":")[0].lower().strip()
    plain = re.sub(r"[- ]", "_", word)
    by_title = {title.lower(): name for name, title in titles.items()}
    return plain if plain in titles else by_title.get(word) or nearest(plain, titles)


# --- The folder -----------------------------------------------------------------------------------


@contextmanager
def without_gc() -> Iterator[None]:
    """Look for no garbage among hundreds of thousands of small objects that all live on: it takes most of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _shown(folder: Path) -> str:
    """The folder as diagnostics name it: from where the command runs if it is below, else its name alone."""
    try:
        shown = folder.resolve().relative_to(Path.cwd().resolve()).as_posix()
    except (ValueError, OSError):
        return folder.name or "data"
    return folder.name if shown == "." else shown


def _strays(folder: Path, shown: str) -> Iterator[Diagnostic]:
    """Files in the folder that look like data and are read by nobody."""
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() in {".yml", ".yaml"} and path.name not in {f"{name}.yml" for name in KINDS}:
            guess = nearest(path.stem, KINDS)
            message = "filen kendes ikke og bliver ikke læst; ret dens navn, eller slet den"
            yield Position(f"{shown}/{path.name}").diagnostic("ukendt-fil", message, f"{guess}.yml" if guess else None)


def gather(folder: Path) -> Reading:
    """Read every file in the folder; nothing that stands in them raises an exception."""
    shown = _shown(folder)
    entries: dict[str, tuple[Entry, ...]] = {name: () for name in KINDS}
    try:
        diagnostics = list(_strays(folder, shown))
    except OSError:
        diagnostic = Position(shown).diagnostic("mangler-mappe", "mappen med data findes ikke eller kan ikke åbnes")
        return Reading(entries, (diagnostic,), frozenset(KINDS))
    unread = set()
    with without_gc():
        for name, kind in KINDS.items():
            entries[name], found, whole = _read_file(folder / f"{name}.yml", f"{shown}/{name}.yml", kind)
            diagnostics += found
            if not whole:
                unread.add(name)
    return Reading(entries, tuple(sorted(set(diagnostics))), frozenset(unread))


def read(folder: Path) -> tuple[Publication | None, list[Diagnostic]]:
    """The records of a folder without the rules between them: all of them, or `None` and every diagnostic."""
    reading = gather(folder)
    return reading.publication, list(reading.diagnostics)
