"""What pages ask of a publication: which records belong to a municipality, a topic, a source.

Everything is grouped once, so that a page costs the same at 8 municipalities and at 98.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TypeVar

from publication.model.danish import sort_key
from publication.model.kinds import Publication
from publication.model.records import Chair, Figure, Format, MediaItem, Municipality, Partnership, Source, Statement
from publication.model.register import Register, register

T = TypeVar("T")


def grouped(items: Iterable[T], keys: Callable[[T], Iterable[str]]) -> dict[str, list[T]]:
    """The items under each of their keys, in their order."""
    groups: dict[str, list[T]] = defaultdict(list)
    for item in items:
        for key in dict.fromkeys(keys(item)):
            groups[key].append(item)
    return groups


def by_group(figures: Iterable[Figure]) -> dict[str | None, list[Figure]]:
    """Facts under the headings they stand under, in the order the file has them."""
    groups: dict[str | None, list[Figure]] = defaultdict(list)
    for figure in figures:
        groups[figure.group].append(figure)
    return dict(groups)


class Queries:
    """The questions, each answered from an index that is made when it is first asked."""

    def __init__(self, publication: Publication) -> None:
        self.publication = publication

    # --- One record by its id -----------------------------------------------------------------

    @cached_property
    def municipalities(self) -> dict[str, Municipality]:
        return {record.id: record for record in self.publication.municipalities}

    @cached_property
    def sources(self) -> dict[str, Source]:
        return {record.id: record for record in self.publication.sources}

    @cached_property
    def figures(self) -> dict[str, Figure]:
        return {record.id: record for record in self.publication.figures}

    @cached_property
    def formats(self) -> dict[str, Format]:
        return {record.id: record for record in self.publication.formats}

    @cached_property
    def statements(self) -> dict[str, Statement]:
        return {record.id: record for record in self.publication.statements}

    # --- A municipality's own -----------------------------------------------------------------

    @cached_property
    def partnerships_of(self) -> dict[str, list[Partnership]]:
        return grouped(self.publication.partnerships, lambda record: [record.municipality])

    @cached_property
    def media_of(self) -> dict[str, list[MediaItem]]:
        return grouped(self.publication.media_coverage, lambda record: record.municipalities)

    @cached_property
    def statements_of(self) -> dict[str, list[Statement]]:
        return grouped(
            self.publication.statements,
            lambda record: [speaker.municipality for speaker in record.speakers if speaker.municipality],
        )

    @cached_property
    def chairs_of(self) -> dict[str, list[Chair]]:
        return grouped(self.publication.initiative.chairs, lambda chair: [chair.municipality])

    def years_of(self, municipality: str) -> dict[int, list[Partnership]]:
        """A municipality's partnerships by the year they began, oldest first."""
        years: dict[int, list[Partnership]] = defaultdict(list)
        for partnership in self.partnerships_of.get(municipality, []):
            years[partnership.year.year].append(partnership)
        return dict(sorted(years.items()))

    @cached_property
    def in_danish_order(self) -> list[Municipality]:
        return sorted(self.publication.municipalities, key=lambda record: sort_key(record.name))

    @cached_property
    def register(self) -> Register | None:
        """Where all municipalities stand, when they are more than a figure shows."""
        return register(self.in_danish_order)

    @cached_property
    def _places(self) -> dict[tuple[int, int], Municipality]:
        return {(record.tile.row, record.tile.column): record for record in self.publication.municipalities}

    @cached_property
    def _order(self) -> dict[str, int]:
        return {record.id: place for place, record in enumerate(self.in_danish_order)}

    def neighbours(self, municipality: Municipality) -> list[Municipality]:
        """Where to go on to: the municipalities whose tiles touch this one's; else the next in the alphabet."""
        row, column = municipality.tile.row, municipality.tile.column
        touching = [
            self._places[place]
            for place in (
                (row + down, column + right) for down in (-1, 0, 1) for right in (-1, 0, 1) if (down, right) != (0, 0)
            )
            if place in self._places
        ]
        if touching:
            return sorted(touching, key=lambda record: sort_key(record.name))
        order, here = self.in_danish_order, self._order[municipality.id]
        return [record for record in (order[here - 1], order[(here + 1) % len(order)]) if record is not municipality]

    # --- Facts --------------------------------------------------------------------------------

    @cached_property
    def figures_on(self) -> dict[str, list[Figure]]:
        return grouped(self.publication.figures, lambda record: [record.topic])
