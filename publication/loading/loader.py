"""The files in `data/` as records, with the position of every value, and everything wrong with any of them at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from publication.loading import record_diagnostics
from publication.loading.decoding import decode
from publication.loading.diagnostics import Diagnostic, Position, nearest
from publication.loading.stray_files import stray_files
from publication.loading.strict_yaml import Positions, parse
from publication.model.attendance import Attendance, attendances
from publication.model.fields import FieldPath, field_at, references
from publication.model.kinds import KINDS, Kind, Publication
from publication.model.types import is_slug, parse_slug, slug


@dataclass(frozen=True)
class LoadedRecord:
    """One record as it stands in its file: its raw fields, the record unless it has diagnostics, and the positions."""

    kind: Kind
    file: str
    raw: dict[str, Any]
    positions: Positions
    record: Any | None

    @property
    def id(self) -> str:
        value = self.raw.get("id")
        return value if isinstance(value, str) else ""

    @cached_property
    def references(self) -> list[tuple[str, str, FieldPath]]:
        """The ids of other records that stand in it, as (kind, id, path)."""
        return list(references(self.kind.model, self.raw))

    def at(self, *path: str | int) -> Position:
        """The position of the value at the end of `path`; of the nearest group around it where there is none."""
        return self.positions.at(path)

    def at_key(self, *path: str | int) -> Position:
        """The position of the name of the field at the end of `path`; of the group around it where it has none."""
        return self.positions.at_key(path)


@dataclass(frozen=True)
class LoadedData:
    """All that stands in a folder of data: records by kind in the order of the file, and the diagnostics of reading."""

    by_kind: dict[str, tuple[LoadedRecord, ...]]
    diagnostics: tuple[Diagnostic, ...]
    unread: frozenset[str] = frozenset()  # kinds of which not every record could be told apart
    kept: tuple[LoadedData, ...] = ()  # the editions that are kept beside it, each as it was told

    @property
    def told(self) -> tuple[LoadedData, ...]:
        """Everything that is told somewhere: now, and in each kept edition."""
        return self, *self.kept

    def records(self, kind: str) -> list[tuple[LoadedRecord, Any]]:
        """The records of one kind without diagnostics, each as loaded and as the model has it."""
        return [(loaded, loaded.record) for loaded in self.by_kind[kind] if loaded.record is not None]

    def all_records(self) -> Iterator[LoadedRecord]:
        """Every record of every kind, in file order."""
        return chain.from_iterable(self.by_kind.values())

    def ids(self, kind: str) -> set[str]:
        """The ids of one kind, those of records with diagnostics too."""
        return {loaded.id for loaded in self.by_kind[kind]}

    def is_complete(self, kind: str) -> bool:
        """Whether every record of one kind could be read, so that they may be counted."""
        return kind not in self.unread and all(loaded.record is not None for loaded in self.by_kind[kind])

    @cached_property
    def attendances(self) -> list[tuple[LoadedRecord, Attendance]]:
        """The participations without diagnostics whose partnership is there, each with what it refers to."""
        loaded = {id(record): loaded for loaded, record in self.records("participations")}
        schools, partnerships = ([one for _, one in self.records(kind)] for kind in ("schools", "partnerships"))
        found = attendances(schools, partnerships, (one for _, one in self.records("participations")))
        return [(loaded[id(one.participation)], one) for one in found]

    @property
    def counts_are_complete(self) -> bool:
        """Whether all that counts of pupils depend on could be read, and is there, so that they may be added up."""
        return (
            all(self.is_complete(kind) for kind in ("schools", "partnerships", "participations"))
            and len(self.attendances) == len(self.by_kind["participations"])
            and all(one.names_both_sides for _, one in self.attendances if one.pupils)
        )

    @property
    def publication(self) -> Publication | None:
        """The publication, if nothing was wrong with reading it."""
        if self.diagnostics:
            return None
        lists: dict[str, Any] = {
            name: self.by_kind[name][0].record if kind.single else tuple(loaded.record for loaded in self.by_kind[name])
            for name, kind in KINDS.items()
        }
        lines = {(loaded.kind.name, loaded.id): loaded.at().line for loaded in self.all_records()}
        return Publication(**lists, lines=lines)


def load(folder: Path, named: str = "") -> LoadedData:
    """Read every file in the folder. Nothing that stands in them raises an exception.

    `named` is what diagnostics call a folder that does not lie below the one where the command runs.
    """
    shown = _shown(folder, named)
    by_kind: dict[str, tuple[LoadedRecord, ...]] = dict.fromkeys(KINDS, ())
    try:
        diagnostics = list(stray_files(folder, shown))
    except OSError:
        diagnostic = Position(shown).diagnostic("mangler-mappe", "mappen med data findes ikke eller kan ikke åbnes")
        return LoadedData(by_kind, (diagnostic,), frozenset(KINDS))
    unread = set()
    for name, kind in KINDS.items():
        by_kind[name], found, whole = _load_file(folder / f"{name}.yml", f"{shown}/{name}.yml", kind)
        diagnostics += found
        if not whole:
            unread.add(name)
    diagnostics += _misread_references(by_kind)
    return LoadedData(by_kind, tuple(sorted(set(diagnostics))), frozenset(unread))


def read(folder: Path) -> tuple[Publication | None, list[Diagnostic]]:
    """The records of a folder without the rules between them: all of them, or `None` and every diagnostic."""
    data = load(folder)
    return data.publication, list(data.diagnostics)


def _shown(folder: Path, named: str) -> str:
    """The folder as diagnostics name it: from where the command runs if it is below, else by the name that is given."""
    try:
        shown = folder.resolve().relative_to(Path.cwd().resolve()).as_posix()
    except (ValueError, OSError):
        return named or folder.name or "data"
    return folder.name if shown == "." else shown


def _misread_references(by_kind: dict[str, tuple[LoadedRecord, ...]]) -> Iterator[Diagnostic]:
    """What stands in the place of an id and is none, such as a source's title or address, with the id that is meant."""
    for loaded in chain.from_iterable(by_kind.values()):
        if loaded.record is None:
            for kind, text, path in loaded.references:
                # A text in the place of a list has its diagnostic already.
                known = field_at(loaded.kind.model, path)
                in_its_place = not known or not known.is_list or isinstance(path[-1], int)
                if in_its_place and _is_no_id(text):
                    message = f"her skal stå et id fra {kind}.yml: det, der står efter »id« i posten"
                    yield loaded.at(*path).diagnostic("id", message, _meant(text, by_kind[kind]))


def _is_no_id(text: str) -> bool:
    """Whether nothing else is wrong with a text than that it is no id."""
    try:
        parse_slug(text)
    except PydanticCustomError as error:
        return error.type == "id"
    return False


def _meant(text: str, records: tuple[LoadedRecord, ...]) -> str | None:
    """The id of the record with this name or address, or with one much like it."""
    known = {
        words if field.endswith("url") else slug(words): record.id
        for record in reversed(records)
        for field in ("http_url", "url", "short", "title", "former_names", "name", "id")
        for words in _listed(record.raw.get(field))
        if isinstance(words, str) and is_slug(record.id)
    }
    guess = text if text in known else nearest(slug(text), known)
    return known[guess] if guess else None


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


# Bytes and records of a file; one with a whole country over ten years is smaller.
LARGEST, MOST_RECORDS = 3_000_000, 20_000

# The records of one file, its diagnostics, and whether every record in it could be told apart.
LoadedFile = tuple[tuple[LoadedRecord, ...], list[Diagnostic], bool]


def _load_file(path: Path, file: str, kind: Kind) -> LoadedFile:
    try:
        if path.stat().st_size > LARGEST:
            message = f"filen fylder mere end {LARGEST // 1_000_000} megabyte og bliver ikke læst"
            return (), [Position(file).diagnostic("for-stor", message)], False
        content = path.read_bytes()
    except FileNotFoundError:
        return (), [Position(file).diagnostic("mangler-fil", "filen mangler")], False
    except OSError:
        message = "filen kan ikke åbnes; se efter, om den er en fil"
        return (), [Position(file).diagnostic("ulaeselig-fil", message)], False
    records, diagnostics, whole = _load_content(content, kind)
    named = tuple(replace(one, file=file, positions=replace(one.positions, file=file)) for one in records)
    return named, [replace(one, file=file) for one in diagnostics], whole


# An editor changes one file at a time, and most files of kept editions are alike.
@lru_cache(24 * len(KINDS))
def _load_content(content: bytes, kind: Kind) -> LoadedFile:
    """The same for the content of a file without its name. What is returned is shared, so nobody may change it."""
    file = ""
    text, diagnostics = decode(content, file)
    if text.count("\n- ") > MOST_RECORDS:
        message = f"filen rummer mere end {MOST_RECORDS} poster og bliver ikke læst"
        return (), [Position(file).diagnostic("for-stor", message)], False
    parsed = parse(text, file)
    # In a text with odd characters the parser only stumbles again over what is already said.
    diagnostics += [one for one in parsed.diagnostics if not diagnostics or one.code != "yaml-form"]
    records: list[LoadedRecord] = []
    # Which of two versions of a record will stand is not known yet.
    whole = parsed.whole and not any(one.code == "flettemaerke" for one in diagnostics)
    for raw, positions, misshapen in (item for value, where in parsed.values for item in _items(value, where)):
        if misshapen:
            whole = False
            diagnostics.append(positions.at().diagnostic("forkert-slags", misshapen))
        else:
            record, wrong = _loaded_record(raw, positions, kind, file)
            records.append(record)
            diagnostics += wrong
    if not records and not kind.may_be_empty:
        message = f"filen er tom; der skal stå mindst én post ({kind.one})"
        return (), diagnostics or [Position(file).diagnostic("tom-fil", message)], False
    if kind.single:
        diagnostics += [extra.at().diagnostic("for-mange", "filen må kun rumme én post") for extra in records[1:]]
    # A record whose id cannot be read may be the one that others refer to.
    return tuple(records), diagnostics, whole and all(is_slug(record.id) for record in records)


def _items(value: Any, positions: Positions) -> Iterator[tuple[Any, Positions, str]]:
    """The items of a list of records with their positions, each with what is wrong with its shape, if anything is."""
    if isinstance(value, list):
        for number, raw in enumerate(value):
            message = "" if isinstance(raw, dict) else "posten skal bestå af felter, for eksempel: id: herlev"
            yield raw, positions.below(number), message
    elif value != "":
        yield value, positions, "filen skal være en liste af poster, og hver post begynder med en bindestreg"


def _loaded_record(raw: Any, positions: Positions, kind: Kind, file: str) -> tuple[LoadedRecord, list[Diagnostic]]:
    """One record, and what is wrong with it."""
    record, diagnostics = None, []
    try:
        record = kind.model.model_validate(raw)
    except ValidationError as error:
        diagnostics = record_diagnostics.in_danish(kind.model, error.errors(include_url=False), positions)
    return LoadedRecord(kind, file, raw, positions, record), diagnostics
