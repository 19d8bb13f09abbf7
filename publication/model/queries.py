"""What pages ask of a publication: which records belong to a municipality, a topic, a source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import TypeVar

from publication.model.danish import sort_key
from publication.model.kinds import Publication
from publication.model.records import Municipality, Partnership, Record
from publication.model.register import MOST, Register

T = TypeVar("T")
Key = TypeVar("Key")
R = TypeVar("R", bound=Record)


def grouped(items: Iterable[T], keys: Callable[[T], Iterable[Key]]) -> dict[Key, list[T]]:
    """The items under each of their keys, in their order."""
    groups: dict[Key, list[T]] = defaultdict(list)
    for item in items:
        for key in dict.fromkeys(keys(item)):
            groups[key].append(item)
    return dict(groups)


def _by_id(records: Iterable[R]) -> dict[str, R]:
    return {record.id: record for record in records}


class Queries:
    """Indexes of a publication, made once. Those by municipality and topic have no key where there is nothing."""

    def __init__(self, publication: Publication) -> None:
        self.publication = publication
        self.municipalities = _by_id(publication.municipalities)
        self.sources = _by_id(publication.sources)
        self.figures = _by_id(publication.figures)
        self.formats = _by_id(publication.formats)
        self.statements = _by_id(publication.statements)

        self.partnerships_of = grouped(publication.partnerships, lambda record: [record.municipality])
        self.media_of = grouped(publication.media_coverage, lambda record: record.municipalities)
        self.statements_of = grouped(
            publication.statements, lambda record: [one.municipality for one in record.speakers if one.municipality]
        )
        self.chairs_of = grouped(publication.initiative.chairs, lambda chair: [chair.municipality])
        self.figures_on = grouped(publication.figures, lambda record: [record.topic])

        self.in_danish_order = sorted(publication.municipalities, key=lambda record: sort_key(record.name))
        self.register = Register(tuple(self.in_danish_order)) if len(self.in_danish_order) > MOST else None
        """Where all municipalities stand, when they are more than a figure shows."""

    def years_of(self, municipality: str) -> dict[int, list[Partnership]]:
        """A municipality's partnerships by the year they began, oldest first."""
        years = grouped(self.partnerships_of.get(municipality, []), lambda record: [record.year.year])
        return dict(sorted(years.items()))

    def neighbours(self, municipality: Municipality) -> list[Municipality]:
        """Where to go on to: the municipalities whose tiles touch this one's; else those beside it in the alphabet."""
        order, tile = self.in_danish_order, municipality.tile
        touching = [
            record
            for record in order
            if abs(record.tile.row - tile.row) <= 1 and abs(record.tile.column - tile.column) <= 1
        ]
        here = order.index(municipality)
        beside = [order[here - 1], order[(here + 1) % len(order)]]
        return [record for record in (touching if len(touching) > 1 else beside) if record is not municipality]
