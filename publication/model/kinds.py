"""The kinds of record, one for each file in `data/`, with Danish names and order; and all records as a publication."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from publication.model import records
from publication.model.danish import sort_key


@dataclass(frozen=True)
class Kind:
    """One file in `data/`: what a record in it is, what it is called in Danish, and the order its records stand in."""

    name: str
    model: type[records.Record]
    one: str
    many: str
    order: str = "Rækkefølgen er den, der vises på siden."
    sort_key: Callable[[Any], Any] | None = None
    single: bool = False
    may_be_empty: bool = False

    @property
    def file(self) -> str:
        return f"data/{self.name}.yml"


_BY_NAME = "Efter navn i alfabetisk rækkefølge; aa står som å."
_BY_MUNICIPALITY = (
    "Efter kommune i alfabetisk rækkefølge (id), inden for kommunen det ældste først.",
    attrgetter("municipality", "year"),
)
_OLDEST_FIRST = ("Den ældste først.", attrgetter("when"))
_NEWEST_FIRST = ("Den nyeste først.", lambda change: -change.date.toordinal())

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("initiative", records.Initiative, "indsats", "indsatsen", "Filen rummer kun én post.", single=True),
        Kind("municipalities", records.Municipality, "kommune", "kommuner", _BY_NAME, lambda one: sort_key(one.name)),
        Kind("partnerships", records.Partnership, "samarbejde", "samarbejder", *_BY_MUNICIPALITY),
        Kind("media_coverage", records.MediaItem, "omtale", "omtaler"),
        Kind("principles", records.Principle, "princip", "principper"),
        Kind("statements", records.Statement, "udtalelse", "udtalelser"),
        Kind("timeline", records.TimelineEvent, "begivenhed", "begivenheder", *_OLDEST_FIRST),
        Kind("formats", records.Format, "format", "formater", "Det korteste først.", attrgetter("minutes")),
        Kind("training", records.Training, "uddannelse", "uddannelser", *_OLDEST_FIRST),
        Kind("figures", records.Figure, "oplysning", "oplysninger"),
        Kind("sources", records.Source, "kilde", "kilder"),
        Kind("glossary", records.Term, "ord", "ord", _BY_NAME, lambda one: sort_key(one.term), may_be_empty=True),
        Kind("changes", records.Change, "ændring", "ændringer", *_NEWEST_FIRST, may_be_empty=True),
    )
}


@dataclass(frozen=True)
class Publication:
    """All records, read and checked. `lines` says where each stands: (kind, id) → line in its file, from 1."""

    initiative: records.Initiative
    municipalities: tuple[records.Municipality, ...]
    partnerships: tuple[records.Partnership, ...]
    media_coverage: tuple[records.MediaItem, ...]
    principles: tuple[records.Principle, ...]
    statements: tuple[records.Statement, ...]
    timeline: tuple[records.TimelineEvent, ...]
    formats: tuple[records.Format, ...]
    training: tuple[records.Training, ...]
    figures: tuple[records.Figure, ...]
    sources: tuple[records.Source, ...]
    glossary: tuple[records.Term, ...]
    changes: tuple[records.Change, ...]
    lines: dict[tuple[str, str], int]

    def line(self, kind: str, id_: str) -> int:
        """The line in `data/<kind>.yml` on which the record with this id begins."""
        return self.lines[kind, id_]

    @property
    def changed(self) -> dt.date:
        """The day of the newest change, or of the edition where there is none since."""
        return max([self.initiative.published, *(change.date for change in self.changes)])
