"""Tables of pupils as readers see them: a cell for each participation, with its count shown or hidden."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from publication.loading.diagnostics import Position
from publication.loading.loader import LoadedData, LoadedRecord
from publication.model.attendance import Attendance, names
from publication.model.danish import WORDS
from publication.model.seasons import Season
from publication.model.types import SMALLEST_SHOWN
from publication.validation.same_pupils import Pupils

MOST_HIDDEN = SMALLEST_SHOWN - 1

Name = tuple[str, str]
"""What a text may name: the field of a cell (`municipality`, `special_school`, …) and a value there, such as an id."""
Selection = tuple[frozenset[Name], ...]
"""Cells that have one name of each of these sets; the empty selection is every cell."""


@dataclass(frozen=True, eq=False)
class Cell:
    """One participation as one edition tells of it. `count` is None where any edition hides it, and then stands for
    `least` to MOST_HIDDEN. Cells with one id are of the same pupils, and equal.
    """

    id: str
    year: int
    municipality: str
    special_school: tuple[str, ...]
    culture_school: tuple[str, ...]
    format: str
    culture_teachers: int
    special_teachers: int
    teams: int | None
    """How many teams (»hold«) the pupils were in, where it is said."""
    count: int | None
    least: int
    position: Position
    title: str = ""
    record: str = ""
    """The id of the participation in the edition that tells of it."""
    partnership: str = ""
    period: Season = Season(0)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Cell) and self.id == other.id

    def __hash__(self) -> int:
        return hash(self.id)

    @property
    def names(self) -> Iterator[Name]:
        yield "municipality", self.municipality
        yield "format", self.format
        yield from (("special_school", id_) for id_ in self.special_school)
        yield from (("culture_school", id_) for id_ in self.culture_school)

    @property
    def content(self) -> tuple[object, ...]:
        """What it adds to a group."""
        adults = self.culture_teachers, self.special_teachers
        return self.id, self.year, *self.names, *adults, self.teams, self.count, self.least

    @property
    def school(self) -> str:
        """What messages call the school."""
        return self.title or self.id


def cell(pupils: Pupils, loaded: LoadedRecord, one: Attendance) -> Cell:
    """What one edition tells of some pupils. A partnership that has not begun may have had nobody."""
    return Cell(
        id=pupils.id,
        year=one.year,
        municipality=one.municipality or "",
        special_school=tuple(school.id for school in one.special_schools),
        culture_school=tuple(school.id for school in one.culture_schools),
        format=one.partnership.format or "",
        culture_teachers=one.culture_teachers,
        special_teachers=one.special_teachers,
        teams=teams(one.participation.groups or ""),
        count=one.pupils.number if one.pupils and not pupils.hidden else None,
        least=1 if all(other.partnership.since for _, other in pupils.told.values()) else 0,
        position=loaded.at("pupils"),
        title=names(one.special_schools),
        record=one.participation.id,
        partnership=one.partnership.id,
        period=one.participation.period,
    )


def teams(text: str) -> int | None:
    """`to hold og solo` → 2."""
    found = re.search(r"(\w+) hold\b", text.lower().replace("é", "e"))
    if not found:
        return None
    word = "en" if found[1] == "et" else found[1]
    return int(word) if word.isdecimal() else WORDS.index(word) if word in WORDS else None


@dataclass(frozen=True)
class Group:
    """Some cells: the sum of the counts that are shown, and the cells whose counts are hidden."""

    cells: tuple[Cell, ...]

    @cached_property
    def visible(self) -> int:
        return sum(cell.count or 0 for cell in self.cells)

    @cached_property
    def hidden(self) -> tuple[Cell, ...]:
        return tuple(cell for cell in self.cells if cell.count is None)


class Table:
    """Cells to be asked for by year and by what a text names. `spellings` are the ways to write each name."""

    def __init__(self, cells: Iterable[Cell], spellings: Iterable[tuple[str, Name]]) -> None:
        self.cells = tuple(cells)
        self._by_year: dict[int, list[Cell]] = defaultdict(list)
        self._by_name: dict[Name, list[Cell]] = defaultdict(list)
        for cell in self.cells:
            self._by_year[cell.year].append(cell)
            for name in cell.names:
                self._by_name[name].append(cell)
        self._groups: dict[tuple[tuple[int, ...], Selection], Group] = {}
        self._spelt: dict[str, list[tuple[str, Name]]] = defaultdict(list)
        for text, name in spellings:
            if not name[0].endswith("_school") or name in self._by_name:
                self._spelt[_first_word(text)].append((text, name))

    @property
    def years(self) -> list[int]:
        return sorted(self._by_year)

    @property
    def municipalities(self) -> list[str]:
        return [value for field, value in self._by_name if field == "municipality" and value]

    @property
    def hidden(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.count is None]

    def group(self, years: Iterable[int], selection: Selection = ()) -> Group:
        """The cells of these years that the selection takes in."""
        key = (tuple(years), selection)
        if key not in self._groups:
            self._groups[key] = Group(tuple(self._selected(*key)))
        return self._groups[key]

    def _selected(self, years: tuple[int, ...], selection: Selection) -> Iterator[Cell]:
        if not selection:
            for year in years:
                yield from self._by_year.get(year, ())
            return
        seen: set[Cell] = set()
        for name in sorted(selection[0]):
            for cell in self._by_name.get(name, ()):
                inside = cell.year in years and all(not names.isdisjoint(cell.names) for names in selection)
                if inside and cell not in seen:
                    seen.add(cell)
                    yield cell

    def named_in(self, text: str) -> set[Name]:
        """The municipalities, schools and formats that a text names, in whatever case and with the Danish genitive."""
        text = folded(text)
        found = set()
        for word in re.finditer(r"\w+", text):
            for spelling, name in self._spelt.get(word[0], []) + self._spelt.get(word[0].removesuffix("s"), []):
                rest = text[word.start() + len(spelling) :]
                if text.startswith(spelling, word.start()) and not re.match(r"(?!s\b)\w", rest):
                    found.add(name)
        return found


def spellings(data: LoadedData) -> Iterator[tuple[str, Name]]:
    """The ways to write the names of municipalities, formats and schools, in any edition."""
    found: dict[tuple[str, Name], None] = {}
    for edition in data.told:
        for kind, field in (("municipalities", "municipality"), ("formats", "format")):
            found |= {(folded(record.name), (field, record.id)): None for _, record in edition.records(kind)}
        for _, school in edition.records("schools"):
            for text in (school.name, *school.former_names):
                # `Nordskolen (Basen)` is also called `Nordskolen`.
                for spelt in (text, text.split(" (")[0]):
                    sides = ("special_school", "culture_school")
                    found |= {(folded(spelt), (side, school.id)): None for side in sides}
    yield from found


def folded(text: str) -> str:
    """Text to be compared: composed letters, plain spaces, no case."""
    return " ".join(unicodedata.normalize("NFC", text).replace("\u00ad", "").split()).casefold()


def _first_word(text: str) -> str:
    found = re.search(r"\w+", text)
    return found[0] if found else ""
