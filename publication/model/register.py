"""Where all municipalities stand when they are more than a figure shows: a table in parts, and a map beside it.

A page may weigh no more for ninety-eight municipalities, or a thousand, than for eight. So a figure shows
at most MOST of them and leads to the register, which is there only when it is needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from publication.model.records import Municipality

MOST = 10
"""How many municipalities a figure shows. More, and /kommuner/ with all its figures grows too heavy."""

PART = 100
"""How many a part of the table holds at most."""

MAPPED = 120
"""How many the map holds at most; Denmark has 98."""

DRAWN = 40
"""How many the map draws each with its pattern."""

SIDE = 20
"""How many rows and columns the map has at most: as many as the style sheet knows."""

ADDRESS = "/kommuner/alle/"
MAP_ADDRESS = "/kommuner/kort/"
MAP_SOURCE = "kommuner/kort.md"

OWN = frozenset({"alle", "kort"})
"""The ids that no municipality may have, because the register lies where its page would."""


@dataclass(frozen=True)
class Part:
    """A part of the table; parts are counted from 1, and the first lies at the register's own address."""

    number: int
    records: tuple[Municipality, ...]

    @property
    def first(self) -> Municipality:
        return self.records[0]

    @property
    def last(self) -> Municipality:
        return self.records[-1]

    @property
    def address(self) -> str:
        return ADDRESS if self.number == 1 else f"{ADDRESS}{self.number}/"

    @property
    def source(self) -> str:
        """Its Markdown below `docs/`."""
        return f"{ADDRESS[1:]}{'index' if self.number == 1 else self.number}.md"


@dataclass(frozen=True)
class Register:
    """All municipalities, in parts of the same size in Danish order; `map_address` only when a map can hold them."""

    count: int
    parts: tuple[Part, ...]
    map_address: str | None
    address: str = ADDRESS

    @property
    def drawn(self) -> bool:
        """Whether the map has room for everybody's pattern."""
        return self.count <= DRAWN

    def fits_a_map_of(self, most: int) -> bool:
        """Whether a page that has room for so many on a map can show all of them."""
        return self.map_address is not None and self.count <= most

    def part(self, number: int) -> Part:
        return self.parts[number - 1]


def register(in_order: Sequence[Municipality]) -> Register | None:
    """The register of the municipalities, given in Danish order; None when there are so few that figures show all."""
    if len(in_order) <= MOST:
        return None
    size = ceil(len(in_order) / ceil(len(in_order) / PART))
    starts = range(0, len(in_order), size)
    parts = tuple(
        Part(number, tuple(in_order[start : start + size])) for number, start in enumerate(starts, start=1)
    )
    return Register(len(in_order), parts, MAP_ADDRESS if _fits_a_map(in_order) else None)


def _fits_a_map(records: Sequence[Municipality]) -> bool:
    def span(places: Sequence[int]) -> int:
        return max(places) - min(places) + 1

    rows, columns = [record.tile.row for record in records], [record.tile.column for record in records]
    return len(records) <= MAPPED and span(rows) <= SIDE and span(columns) <= SIDE
