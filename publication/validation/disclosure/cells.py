"""The table of pupils as readers see it: a cell for each partnership and year, with its count shown or hidden."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from publication.loading.diagnostics import Position
from publication.loading.loader import LoadedData
from publication.model.danish import WORDS
from publication.model.types import SMALLEST_SHOWN

MOST_HIDDEN = SMALLEST_SHOWN - 1

Name = tuple[str, str]
"""What a text may name: the field of a cell (`municipality`, `special_school`, …) and its value there."""
Selection = tuple[frozenset[Name], ...]
"""Cells that have one name of each of these sets; the empty selection is every cell."""


@dataclass(frozen=True, eq=False)
class Cell:
    """One partnership in one year. `count` is None where it is hidden, and then stands for `least` to MOST_HIDDEN."""

    id: str
    year: int
    municipality: str
    special_school: str
    culture_school: str
    format: str
    culture_teachers: int
    special_teachers: int
    teams: int | None
    """How many teams («hold») the pupils were in, where it is said."""
    count: int | None
    least: int
    position: Position

    @property
    def names(self) -> Iterator[Name]:
        for field in ("municipality", "special_school", "culture_school", "format"):
            yield field, getattr(self, field)


def cells(data: LoadedData) -> Iterator[Cell]:
    """Every count of pupils in the data. A partnership that has not begun may have had nobody."""
    for loaded, record in data.records("partnerships"):
        part = record.participation
        if part:
            yield Cell(
                id=record.id,
                year=record.year.year,
                municipality=record.municipality,
                special_school=record.special_school or "",
                culture_school=record.culture_school or "",
                format=record.format or "",
                culture_teachers=part.culture_teachers,
                special_teachers=part.special_teachers,
                teams=teams(part.groups or ""),
                count=part.pupils.number,
                least=0 if record.status == "under opstart" else 1,
                position=loaded.at("participation", "pupils"),
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
        for name in self._by_name:
            if name[0].endswith("_school") and name[1]:
                # `Nordskolen (Basen)` is also called `Nordskolen`.
                for text in {name[1], name[1].split(" (")[0]}:
                    yield folded(text), name

    @property
    def years(self) -> list[int]:
        return sorted(self._by_year)

    @property
    def municipalities(self) -> list[str]:
        return [value for field, value in self._by_name if field == "municipality"]

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
