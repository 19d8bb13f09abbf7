"""The kinds of record, one for each file in `data/`, with Danish names and order; and all records as a publication."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from publication.model import danish
from publication.model.records import (
    Change,
    Figure,
    Format,
    Initiative,
    MediaItem,
    Municipality,
    Partnership,
    Principle,
    Record,
    Source,
    Statement,
    Term,
    TimelineEvent,
    Training,
)
from publication.model.types import Moment


@dataclass(frozen=True)
class Kind:
    """One file in `data/`: what a record in it is, what it is called in Danish, and the order its records stand in."""

    name: str
    model: type[Record]
    one: str
    many: str
    order: str = "Rækkefølgen er den, der vises på siden."
    sort_key: Callable[[Any], Any] | None = None
    single: bool = False
    may_be_empty: bool = False

    @property
    def file(self) -> str:
        return f"data/{self.name}.yml"


def _when(record: Any) -> Moment:
    return record.when


BY_NAME = "Efter navn i alfabetisk rækkefølge; aa står som å."
BY_TIME = "Den ældste først."

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("initiative", Initiative, "indsats", "indsatsen", "Filen rummer kun én post.", single=True),
        Kind(
            "municipalities", Municipality, "kommune", "kommuner", BY_NAME, lambda record: danish.sort_key(record.name)
        ),
        Kind(
            "partnerships",
            Partnership,
            "samarbejde",
            "samarbejder",
            "Efter kommune i alfabetisk rækkefølge (id), inden for kommunen det ældste først.",
            lambda record: (record.municipality, record.year),
        ),
        Kind("media_coverage", MediaItem, "omtale", "omtaler"),
        Kind("principles", Principle, "princip", "principper"),
        Kind("statements", Statement, "udtalelse", "udtalelser"),
        Kind("timeline", TimelineEvent, "begivenhed", "begivenheder", BY_TIME, _when),
        Kind("formats", Format, "format", "formater", "Det korteste først.", lambda record: record.minutes),
        Kind("training", Training, "uddannelse", "uddannelser", BY_TIME, _when),
        Kind("figures", Figure, "oplysning", "oplysninger"),
        Kind("sources", Source, "kilde", "kilder"),
        Kind("glossary", Term, "ord", "ord", BY_NAME, lambda record: danish.sort_key(record.term), may_be_empty=True),
        Kind(
            "changes",
            Change,
            "ændring",
            "ændringer",
            "Den nyeste først.",
            lambda record: -record.date.toordinal(),
            may_be_empty=True,
        ),
    )
}


@dataclass(frozen=True)
class Publication:
    """All records, read and checked. `lines` says where each stands: (kind, id) → line in its file, from 1."""

    initiative: Initiative
    municipalities: tuple[Municipality, ...]
    partnerships: tuple[Partnership, ...]
    media_coverage: tuple[MediaItem, ...]
    principles: tuple[Principle, ...]
    statements: tuple[Statement, ...]
    timeline: tuple[TimelineEvent, ...]
    formats: tuple[Format, ...]
    training: tuple[Training, ...]
    figures: tuple[Figure, ...]
    sources: tuple[Source, ...]
    glossary: tuple[Term, ...]
    changes: tuple[Change, ...]
    lines: dict[tuple[str, str], int]

    def line(self, kind: str, id_: str) -> int:
        """The line in `data/<kind>.yml` on which the record with this id begins."""
        return self.lines[kind, id_]

    @property
    def changed(self) -> dt.date:
        """The day the data last changed: that of the newest change, or of the edition."""
        return max([self.initiative.published, *(change.date for change in self.changes)])
