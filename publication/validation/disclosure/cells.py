"""The table of pupils as readers see it: a cell for each participation, with its count shown or hidden."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from publication.loading.diagnostics import Position
from publication.loading.loader import LoadedData
from publication.model.attendance import names
from publication.model.danish import WORDS
from publication.model.types import SMALLEST_SHOWN

MOST_HIDDEN = SMALLEST_SHOWN - 1

Name = tuple[str, str]
"""What a text may name: the field of a cell (`municipality`, `special_school`, …) and a value there, such as an id."""
Selection = tuple[frozenset[Name], ...]
"""Cells that have one name of each of these sets; the empty selection is every cell."""


@dataclass(frozen=True, eq=False)
class Cell:
    """One participation. `count` is None where it is hidden, and then stands for `least` to MOST_HIDDEN."""

    id: str
    year: int
    municipality: str
    special_school: tuple[str, ...]
    culture_school: tuple[str, ...]
    format: str
    culture_teachers: int
    special_teachers: int
    teams: int | None
    """How many teams («hold») the pupils were in, where it is said."""
    count: int | None
    least: int
    position: Position
    title: str = ""

    @property
    def names(self) -> Iterator[Name]:
        yield "municipality", self.municipality
        yield "format", self.format
        yield from (("special_school", id_) for id_ in self.special_school)
        yield from (("culture_school", id_) for id_ in self.culture_school)

    @property
    def school(self) -> str:
        """What messages call the school."""
        return self.title or self.id


def cells(data: LoadedData) -> Iterator[Cell]:
    """Every count of pupils in the data. A partnership that has not begun may have had nobody."""
    for loaded, one in data.attendances:
        if one.pupils:
            yield Cell(
                id=one.participation.id,
                year=one.year,
                municipality=one.municipality or "",
                special_school=tuple(school.id for school in one.special_schools),
                culture_school=tuple(school.id for school in one.culture_schools),
                format=one.partnership.format or "",
                culture_teachers=one.culture_teachers,
                special_teachers=one.special_teachers,
                teams=teams(one.participation.groups or ""),
                count=one.pupils.number,
                least=1 if one.partnership.since else 0,
                position=loaded.at("pupils"),
                title=names(one.special_schools),
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
    """All cells, to be asked for by year and by what a text names."""

    def __init__(self, data: LoadedData) -> None:
        self.cells = tuple(cells(data))
        self._by_year: dict[int, list[Cell]] = defaultdict(list)
        self._by_name: dict[Name, list[Cell]] = defaultdict(list)
        for cell in self.cells:
            self._by_year[cell.year].append(cell)
            for name in cell.names:
                self._by_name[name].append(cell)
        self._groups: dict[tuple[tuple[int, ...], Selection], Group] = {}
        self._spelt: dict[str, list[tuple[str, Name]]] = defaultdict(list)
        for text, name in self._spellings(data):
            self._spelt[_first_word(text)].append((text, name))

    def _spellings(self, data: LoadedData) -> Iterator[tuple[str, Name]]:
        titles = [("municipality", data.records("municipalities")), ("format", data.records("formats"))]
        for kind, records in titles:
            yield from ((folded(record.name), (kind, record.id)) for _, record in records)
        for _, school in data.records("schools"):
            for side in ("special_school", "culture_school"):
                if (side, school.id) in self._by_name:
                    for text in (school.name, *school.former_names):
                        # `Nordskolen (Basen)` is also called `Nordskolen`.
                        yield from ((folded(spelt), (side, school.id)) for spelt in {text, text.split(" (")[0]})

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


def folded(text: str) -> str:
    """Text to be compared: composed letters, plain spaces, no case."""
    return " ".join(unicodedata.normalize("NFC", text).replace("\u00ad", "").split()).casefold()


def _first_word(text: str) -> str:
    found = re.search(r"\w+", text)
    return found[0] if found else ""
