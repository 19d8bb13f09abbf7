"""Strict YAML: every file in `data/` read into records, with the line and column of every value and all faults at once.

Built on the events of the YAML parser, not on its loader: a loader guesses types,
keeps the last of two equal keys, follows aliases, and recurses until it crashes.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import yaml
from pydantic import ValidationError

from publication.faults import Fault, Place, nearest
from publication.records import KINDS, Kind, Publication, Record
from publication.values import Written, WrittenPlain

# libyaml's parser where PyYAML was built with it, the slower one in Python where not.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

LONGEST_QUOTED = 60  # signs of a value that a message repeats
DEEPEST = 12  # levels of lists and fields; records use five


# --- The tree of one file -------------------------------------------------------------------------


class Spot:
    """Where a list or a group of fields stands, and everything in it. A single value's spot is the parser's mark."""

    __slots__ = ("below", "keys", "mark")

    def __init__(self, mark: Any) -> None:
        self.mark = mark
        self.keys: dict[str, Any] = {}
        self.below: dict[str | int, Any] = {}


class _Unreadable(Exception):
    """The text is not YAML from here on."""

    def __init__(self, line: int, column: int, code: str, message: str) -> None:
        super().__init__(message)
        self.line, self.column, self.code, self.message = line, column, code, message


_SHORTCUT = "YAML-genvejene &, * og ! bruges ikke her; skriv værdien helt ud, eller sæt anførselstegn om den"
_LOST = "alt efter # regnes for en kommentar og går tabt; sæt anførselstegn om værdien, eller flyt kommentaren op på sin egen linje"


class _Builder:
    """Turns the events of one text into plain dicts, lists and `Written`, with a `Spot` beside each."""

    def __init__(self, text: str, file: str, first_line: int = 0) -> None:
        self.text = text
        self.lines = _lines(text)
        self.place_of = lambda line, column: Place(file, first_line + line + 1, column + 1)
        self.faults: list[Fault] = []
        self.hashes = {
            number for number, line in enumerate(self.lines) if " #" in line and not line.lstrip().startswith("#")
        }

    def fault(self, mark: Any, code: str, message: str, suggestion: str | None = None) -> None:
        self.faults.append(self.place_of(mark.line, mark.column).fault(code, message, suggestion))

    def build(self) -> tuple[Any, Any]:
        """The root of the one document and its spot; `None` where there is nothing. Raises `_Unreadable`."""
        root: list[Any] = []
        spots: dict[str | int, Any] = {}
        stack: list[tuple[Any, Spot]] = []
        container: Any = root
        spot = Spot(None)
        spot.below = spots
        key: str | None = None
        expects_key = False
        documents = 0
        for event in self._events():
            kind = type(event)
            if kind is yaml.ScalarEvent:
                if event.anchor is not None or event.tag is not None:
                    self.fault(event.start_mark, "yaml-genvej", _SHORTCUT)
                if expects_key:
                    key, expects_key = event.value, False
                    if key in container:
                        first = spot.keys[key].line
                        where = self.place_of(first, 0).line
                        self.fault(event.start_mark, "dobbelt-felt", f"feltet «{key}» står to gange; det står også i linje {where}")
                        key = None
                    else:
                        spot.keys[key] = event.start_mark
                    continue
                value: Any = Written(event.value) if event.style else WrittenPlain(event.value)
                below: Any = event.start_mark
                if self.hashes and not event.style and event.end_mark.line in self.hashes:
                    self._comment(event)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                if expects_key:
                    raise self._unreadable(event.start_mark, "yaml-form", "et felts navn skal være ét ord")
                if event.anchor is not None or event.tag is not None:
                    self.fault(event.start_mark, "yaml-genvej", _SHORTCUT)
                if len(stack) >= DEEPEST:
                    raise self._unreadable(event.start_mark, "yaml-form", "der er for mange lag af lister og felter inden i hinanden")
                value = {} if kind is yaml.MappingStartEvent else []
                below = Spot(event.start_mark)
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                container, spot = stack.pop()
                expects_key = isinstance(container, dict)
                continue
            elif kind is yaml.AliasEvent:
                self.fault(event.start_mark, "yaml-genvej", _SHORTCUT)
                if expects_key:
                    key, expects_key = None, False
                    continue
                value, below = Written(f"*{event.anchor}"), event.start_mark
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self.fault(event.start_mark, "flere-dokumenter", "tre bindestreger begynder et nyt dokument; slet linjen, så filen er ét")
                    break
                continue
            else:
                continue
            if isinstance(container, dict):
                expects_key = True
                if key is not None:
                    container[key], spot.below[key] = value, below
            else:
                spot.below[len(container)] = below
                container.append(value)
            if isinstance(below, Spot):
                stack.append((container, spot))
                container, spot, expects_key = value, below, isinstance(value, dict)
        return (root[0], spots[0]) if root else (None, None)

    def _events(self) -> Iterator[Any]:
        """The parser's events; what it says in English about a fault becomes Danish here."""
        loader = _Loader(self.text)
        try:
            while (event := loader.get_event()) is not None:
                yield event
                if type(event) is yaml.StreamEndEvent:
                    return
        except yaml.MarkedYAMLError as error:
            raise self._syntax(error) from None
        except yaml.YAMLError:
            raise _Unreadable(0, 0, "yaml-form", "filen kan ikke læses som YAML") from None
        finally:
            loader.dispose()

    def _unreadable(self, mark: Any, code: str, message: str) -> _Unreadable:
        return _Unreadable(mark.line, mark.column, code, message)

    def _comment(self, event: Any) -> None:
        rest = self.lines[event.end_mark.line][event.end_mark.column :]
        if re.match(r"\s+#", rest):
            mark = yaml.Mark("", 0, event.end_mark.line, event.end_mark.column + rest.index("#"), None, None)
            self.fault(mark, "kommentar", _LOST)

    def _syntax(self, error: yaml.MarkedYAMLError) -> _Unreadable:
        """What the parser stumbled on, in Danish, at the line an editor has to look at."""
        problem = f"{error.context or ''} {error.problem or ''}"
        mark = error.problem_mark or error.context_mark
        start = error.context_mark or mark
        if mark is None:
            return _Unreadable(0, 0, "yaml-form", "filen kan ikke læses som YAML")
        line = self._line(mark.line)

        def at(where: Any, message: str, code: str = "yaml-form") -> _Unreadable:
            return _Unreadable(min(where.line, max(len(self.lines) - 1, 0)), where.column, code, message)

        if "\u00a0" in self._line(start.line) or "\u00a0" in line:
            where = start if "\u00a0" in self._line(start.line) else mark
            return at(where, "linjen rummer et hårdt mellemrum, som ofte følger med, når man kopierer; slet mellemrummene, og skriv dem igen")
        if "quoted scalar" in problem and ("end of stream" in problem or "document indicator" in problem):
            return at(start, "anførselstegnet, der begynder her, bliver ikke lukket igen")
        if "escape" in problem:
            return at(mark, "en omvendt skråstreg virker ikke mellem disse anførselstegn; brug enkelte anførselstegn (') i stedet")
        if "simple key" in problem or "expected ':'" in problem:
            return self._no_colon(start, at)
        if "cannot start any token" in problem:
            return at(mark, f"en værdi kan ikke begynde med «{line[mark.column : mark.column + 1]}»; sæt anførselstegn om hele værdien")
        if "anchor" in problem or "alias" in problem or "tag" in problem or "directive" in problem:
            return at(mark, _SHORTCUT, "yaml-genvej")
        if "mapping values are not allowed" in problem:
            if re.match(r"\s*(?:- )*[\w-]+:\s+\S.*:(?:\s|$)", line):
                return at(mark, "et kolon midt i en tekst forvirrer; sæt anførselstegn om hele teksten")
            return at(mark, "linjen er rykket forkert ind, eller linjen over mangler sin værdi")
        if "expected ',' or" in problem:
            return at(start, "listen, der begynder her, bliver ikke lukket igen")
        if "block sequence entries" in problem:
            return at(mark, "en bindestreg med mellemrum kan ikke stå her; sæt anførselstegn om teksten, eller ryk linjen på plads")
        if re.search(r"[\"'][^:#]*$", line[: mark.column]):
            return at(mark, "der står mere efter det sidste anførselstegn; sæt anførselstegn om hele værdien")
        return at(mark, "linjen er rykket forkert ind; den skal stå lige under de andre felter i posten")

    def _no_colon(self, start: Any, at: Any) -> _Unreadable:
        if re.match(r"\s*(?:- )?[\w-]+:\S", self._line(start.line)):
            return at(start, "der mangler et mellemrum efter kolon")
        return at(start, "linjen er hverken et felt eller en del af en værdi; der mangler et kolon, et anførselstegn eller en indrykning")

    def _line(self, number: int) -> str:
        return self.lines[number] if number < len(self.lines) else ""


def _lines(text: str) -> list[str]:
    """The lines of a text as the YAML parser counts them."""
    return re.split(r"\r\n|\r|\n", text)


# --- Bytes to text --------------------------------------------------------------------------------

# What ends a line for YAML but for no editor, and what YAML does not let stand in a file at all.
_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def _likely(sign: str) -> str:
    """A sign as it is; a byte that is no UTF-8 as the letter it is in files from older Windows programs."""
    return sign if not "\udc80" <= sign <= "\udcff" else bytes([ord(sign) - 0xDC00]).decode("cp1252", "replace")


def _text_of(data: bytes, file: str) -> tuple[str, list[Fault]]:
    """The file's text, made harmless for the parser, and what is wrong with its signs."""
    faults: list[Fault] = []
    if data.startswith(b"\xef\xbb\xbf"):
        faults.append(Place(file).fault("bom", "filen begynder med et usynligt mærke (BOM); gem den som UTF-8 uden BOM"))
        data = data[3:]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
        faults.append(Place(file, line, column).fault("tegnsaet", "filen er ikke gemt som UTF-8; gem den igen med tegnsættet UTF-8"))
        # Read on with what the byte most likely stood for, so that the file's other faults are found as well.
        text = "".join(_likely(sign) for sign in data.decode("utf-8", "surrogateescape"))
    odd: list[Fault] = []
    for number, line_text in enumerate(_lines(text), start=1):
        if "\t" in line_text:
            place = Place(file, number, line_text.index("\t") + 1)
            odd.append(place.fault("tabulator", "linjen rummer et tabulatortegn; brug mellemrum"))
        sign = _ODD.search(line_text)
        if sign and not faults:
            place = Place(file, number, sign.start() + 1)
            odd.append(place.fault("usynligt-tegn", "linjen rummer et usynligt tegn; slet det"))
    text = re.sub(r"(?m)^[ \t]*\t[ \t]*", lambda indent: indent[0].replace("\t", "  "), text).replace("\t", " ")
    return _ODD.sub(" ", text), faults + odd


# --- One file -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Entry:
    """One record as it stands in its file: the raw fields, the record (unless it has faults) and where each value is."""

    kind: Kind
    file: str
    raw: dict[str, Any]
    spot: Spot
    first_line: int
    record: Any | None

    @property
    def id(self) -> str:
        value = self.raw.get("id")
        return value if isinstance(value, str) else ""

    def at(self, *path: str | int) -> Place:
        """The place of the value at the end of `path`; of the nearest group around it where there is none."""
        here: Any = self.spot
        for step in path:
            if not isinstance(here, Spot) or step not in here.below:
                break
            here = here.below[step]
        return self._place(here.mark if isinstance(here, Spot) else here)

    def at_key(self, *path: str | int) -> Place:
        """The place of the field's name, or of the group it should have stood in."""
        around: Any = self.spot
        for step in path[:-1]:
            below = around.below.get(step) if isinstance(around, Spot) else None
            if not isinstance(below, Spot):
                break
            around = below
        mark = around.keys.get(path[-1]) if path else None
        return self._place(mark or around.mark)

    def at_group(self, *path: str | int) -> Place:
        """The place of the name of the group at the end of `path`; of the record itself where the path is empty."""
        if path and isinstance(path[-1], str):
            return self.at_key(*path)
        return self.at(*path)

    def _place(self, mark: Any) -> Place:
        return Place(self.file, self.first_line + mark.line + 1, mark.column + 1)


@dataclass(frozen=True)
class Reading:
    """All that stands in a folder of data: entries per kind in file order, and the faults of reading them."""

    folder: str
    entries: dict[str, tuple[Entry, ...]]
    faults: tuple[Fault, ...]
    unread: frozenset[str] = frozenset()  # kinds of which not every record could be told apart

    def records(self, kind: str) -> list[tuple[Entry, Any]]:
        """The entries of one kind that became records, each with its record."""
        return [(entry, entry.record) for entry in self.entries[kind] if entry.record is not None]

    def all_entries(self) -> Iterator[Entry]:
        """Every entry of every kind, in file order."""
        for entries in self.entries.values():
            yield from entries

    def ids(self, kind: str) -> set[str]:
        """The ids of one kind, those of records with faults too."""
        return {entry.id for entry in self.entries[kind]}

    def is_complete(self, kind: str) -> bool:
        """Whether every record of one kind could be read, so that they may be counted."""
        return kind not in self.unread and all(entry.record is not None for entry in self.entries[kind])

    @property
    def publication(self) -> Publication | None:
        """The publication, if nothing is wrong."""
        if self.faults:
            return None
        lists = {
            name: self.entries[name][0].record if kind.single else tuple(entry.record for entry in self.entries[name])
            for name, kind in KINDS.items()
        }
        lines = {(name, entry.id): entry.at().line for name in KINDS for entry in self.entries[name]}
        return Publication(**lists, lines=lines)


def _parse(text: str, file: str, kind: Kind) -> tuple[list[tuple[Any, Any, int]], list[Fault], bool]:
    """The roots in a text as (value, spot, first line), the faults, and whether some of it could not be read.

    A file that is not YAML is read again record by record, so that one slip does not hide the others.
    """
    whole = _Builder(text, file)
    try:
        value, spot = whole.build()
        return ([] if value is None else [(value, spot, 0)]), whole.faults, False
    except _Unreadable as slip:
        first_slip = _slip_fault(slip, file, 0)
    roots: list[tuple[Any, Any, int]] = []
    faults: list[Fault] = []
    slips: list[Fault] = []
    for first_line, chunk in _chunks(text):
        part = _Builder(chunk, file, first_line)
        try:
            value, spot = part.build()
        except _Unreadable as slip:
            slips.append(_slip_fault(slip, file, first_line))
        else:
            if value is not None:
                roots.append((value, spot, first_line))
        faults += part.faults
    return roots, faults + (slips or [first_slip]), True


def _slip_fault(slip: _Unreadable, file: str, first_line: int) -> Fault:
    return Place(file, first_line + slip.line + 1, slip.column + 1).fault(slip.code, slip.message)


def _chunks(text: str) -> Iterator[tuple[int, str]]:
    """The text cut before each line that begins a record, with the number of lines before each piece."""
    lines = _lines(text)
    starts = [number for number, line in enumerate(lines) if line == "-" or line.startswith("- ")]
    for start, end in zip([0, *starts], [*starts, len(lines)], strict=True):
        if start < end:
            yield start, "\n".join(lines[start:end]) + "\n"


def _read_file(path: Path, file: str, kind: Kind) -> tuple[tuple[Entry, ...], list[Fault], bool]:
    """The entries of one file, its faults, and whether some of it could not be read."""
    start = Place(file)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return (), [start.fault("mangler-fil", "filen mangler")], True
    except OSError:
        return (), [start.fault("ulaeselig-fil", "filen kan ikke læses; se efter, om den er en fil, og om du må åbne den")], True
    text, faults = _text_of(data, file)
    damaged = bool(faults)
    roots, found, unread = _parse(text, file, kind)
    if damaged:
        # The parser only stumbles again over what is already said.
        found = [fault for fault in found if fault.code != "yaml-form"]
    faults += found
    entries: list[Entry] = []
    for value, spot, first_line in roots:
        records, wrong_shape = _records_in(value, spot, kind, file, first_line)
        faults += wrong_shape
        unread = unread or bool(wrong_shape)
        for raw, where in records:
            entry, found = _entry(raw, where, kind, file, first_line)
            entries.append(entry)
            faults += found
    if not entries and not faults and not kind.may_be_empty:
        faults.append(start.fault("tom-fil", f"filen er tom; der skal stå mindst én post ({kind.one})"))
        unread = True
    if kind.single and len(entries) > 1:
        faults.append(entries[1].at().fault("for-mange", "filen må kun rumme én post"))
    return tuple(entries), faults, unread


def _records_in(value: Any, spot: Any, kind: Kind, file: str, first_line: int) -> tuple[list[tuple[Any, Any]], list[Fault]]:
    """The records of one root with their spots."""

    def fault(mark: Any, message: str) -> Fault:
        return Place(file, first_line + mark.line + 1, mark.column + 1).fault("forkert-slags", message)

    if not isinstance(value, list):
        mark = spot.mark if isinstance(spot, Spot) else spot
        return [], [fault(mark, "filen skal være en liste af poster, og hver post begynder med en bindestreg")]
    records: list[tuple[Any, Any]] = []
    faults: list[Fault] = []
    for number, raw in enumerate(value):
        below = spot.below[number]
        if isinstance(raw, dict):
            records.append((raw, below))
        else:
            mark = below.mark if isinstance(below, Spot) else below
            faults.append(fault(mark, "posten skal bestå af felter, for eksempel: id: herlev"))
    return records, faults


# --- One record -----------------------------------------------------------------------------------


def _entry(raw: dict[str, Any], spot: Spot, kind: Kind, file: str, first_line: int) -> tuple[Entry, list[Fault]]:
    """One record, or what is wrong with it."""
    try:
        record: Record | None = kind.model.model_validate(raw)
    except ValidationError as error:
        entry = Entry(kind, file, raw, spot, first_line, None)
        return entry, _faults_of(entry, error)
    entry = Entry(kind, file, raw, spot, first_line, record)
    return entry, list(_empty_lists(entry, raw, ()))


def _empty_lists(entry: Entry, raw: Any, path: tuple[str | int, ...]) -> Iterator[Fault]:
    """`[]` says nothing: a list that is empty is left out."""
    if isinstance(raw, dict | list):
        if not raw:
            yield entry.at(*path).fault("tom-vaerdi", _EMPTY)
        steps = raw.items() if isinstance(raw, dict) else enumerate(raw)
        for step, value in steps:
            if isinstance(value, dict | list):
                yield from _empty_lists(entry, value, (*path, step))


_EMPTY = "feltet er tomt; skriv en værdi, eller slet linjen"


def _faults_of(entry: Entry, error: ValidationError) -> list[Fault]:
    """What pydantic found, in Danish. A missing field that is only misspelt is said once."""
    found = error.errors(include_url=False)
    suggested: set[tuple[tuple[Any, ...], str | None]] = set()
    faults: list[Fault] = []
    for one in found:
        if one["type"] == "extra_forbidden":
            path = one["loc"]
            titles = _fields(entry.kind.model, path[:-1])
            guess = _field_like(str(path[-1]), titles)
            suggested.add((path[:-1], guess))
            message = f"feltet «{path[-1]}» kendes ikke her"
            faults.append(entry.at_key(*path).fault("ukendt-felt", message, guess))
    for one in found:
        path = one["loc"]
        if one["type"] == "extra_forbidden":
            continue
        if one["type"] == "missing":
            if (path[:-1], path[-1]) not in suggested:
                title = _fields(entry.kind.model, path[:-1]).get(str(path[-1]), "")
                message = f"feltet «{path[-1]}» mangler ({title})"
                faults.append(entry.at_group(*path[:-1]).fault("mangler-felt", message))
            continue
        faults.append(_value_fault(entry, one))
    return faults


def _value_fault(entry: Entry, one: Any) -> Fault:
    """The fault of one value: empty, of the wrong shape, not among the choices, or what its type says about it."""
    place, given = entry.at(*one["loc"]), one["input"]
    kind, context = one["type"], one.get("ctx", {})
    if given in ({}, []) or (isinstance(given, str) and not given.strip() and "message" not in context):
        return place.fault("tom-vaerdi", _EMPTY)
    if isinstance(given, str) and not given.strip():
        return place.fault("tom-vaerdi", context["message"] if kind == "tom-vaerdi" else _EMPTY)
    if "message" in context:
        message = context["message"]
        if isinstance(given, str) and len(given) > LONGEST_QUOTED:
            message = message.replace(given, f"{given[:LONGEST_QUOTED]}…")
        return place.fault(kind, message, context.get("suggestion"))
    if kind == "literal_error":
        if not isinstance(given, str):
            return place.fault("forkert-slags", "her skal stå én værdi, ikke en liste eller flere felter")
        choices = re.findall(r"'([^']*)'", context["expected"])
        listed = ", ".join(f"«{choice}»" for choice in choices)
        return place.fault("ukendt-valg", f"«{given}» kan ikke vælges her; vælg mellem {listed}", nearest(given, choices))
    if kind in {"tuple_type", "list_type"}:
        return place.fault("forkert-slags", "her skal stå en liste med hver værdi på sin egen linje efter en bindestreg")
    if kind in {"model_type", "dict_type", "model_attributes_type"}:
        return place.fault("forkert-slags", "her skal stå flere felter, hvert på sin egen linje og rykket ind")
    return place.fault("forkert-slags", "værdien passer ikke i feltet")


def _fields(model: type[Any], path: tuple[Any, ...]) -> dict[str, str]:
    """The fields of the group at the end of `path` in a model, with their Danish titles."""
    for step in path:
        if isinstance(step, str):
            inner = model.model_fields[step].annotation
            models = [one for one in _types_in(inner) if hasattr(one, "model_fields")]
            if not models:
                return {}
            model = models[0]
    return {name: info.title or "" for name, info in model.model_fields.items()}


def _types_in(annotation: Any) -> Iterator[Any]:
    yield annotation
    for part in get_args(annotation):
        yield from _types_in(part)


def _field_like(word: str, titles: dict[str, str]) -> str | None:
    """The field an editor probably meant: the same word in other letters, its Danish title, or something like it."""
    plain = word.lower().strip().replace("-", "_").replace(" ", "_")
    if plain in titles:
        return plain
    for name, title in titles.items():
        if title.lower() == word.lower().strip():
            return name
    return nearest(plain, titles)


# --- The folder -----------------------------------------------------------------------------------


@contextmanager
def without_gc() -> Iterator[None]:
    """Hundreds of thousands of small objects that all live on: looking for garbage among them takes most of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _shown(folder: Path) -> str:
    """The folder as faults name it: from where the command runs if it is below, else its name alone."""
    try:
        shown = folder.resolve().relative_to(Path.cwd().resolve()).as_posix()
    except (ValueError, OSError):
        return folder.name or "data"
    return folder.name if shown == "." else shown


def _strays(folder: Path, shown: str) -> Iterator[Fault]:
    """Files in the folder that look like data and are read by nobody."""
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() in {".yml", ".yaml"} and not (path.suffix == ".yml" and path.stem in KINDS):
            guess = nearest(path.stem, KINDS)
            message = "filen kendes ikke og bliver ikke læst; ret dens navn, eller slet den"
            yield Place(f"{shown}/{path.name}").fault("ukendt-fil", message, f"{guess}.yml" if guess else None)


def gather(folder: Path) -> Reading:
    """Read every file in the folder; nothing that stands in them raises an exception."""
    shown = _shown(folder)
    nothing: dict[str, tuple[Entry, ...]] = {name: () for name in KINDS}
    try:
        strays = list(_strays(folder, shown))
    except OSError:
        fault = Place(shown).fault("mangler-mappe", "mappen med data findes ikke eller kan ikke åbnes")
        return Reading(shown, nothing, (fault,), frozenset(KINDS))
    entries, faults, unread = dict(nothing), strays, set()
    with without_gc():
        for name, kind in KINDS.items():
            entries[name], found, incomplete = _read_file(folder / f"{name}.yml", f"{shown}/{name}.yml", kind)
            faults += found
            if incomplete:
                unread.add(name)
    return Reading(shown, entries, tuple(sorted(set(faults))), frozenset(unread))


def read(folder: Path) -> tuple[Publication | None, list[Fault]]:
    """The records of a folder without the rules between them: all of them, or `None` and every fault."""
    reading = gather(folder)
    return reading.publication, list(reading.faults)
