"""The kinds of record, one for each file in `data/`, with Danish names and order; and all records as a publication."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from publication.model import records
from publication.model.danish import sort_key
from publication.model.seasons import Season


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
    "Efter kommune i alfabetisk rækkefølge (id), inden for kommunen det ældste først. Hele indsatsens står øverst.",
    lambda one: (one.municipality or "", ((one.since or one.starting or Season(9999)).order)),
)
_BY_SEASON = (
    "Efter periode, den ældste først, og inden for den efter samarbejde i alfabetisk rækkefølge (id).",
    lambda one: (one.period.order, one.partnership),
)
_BY_MUNICIPALITY_AND_PERIOD = (
    "Efter kommune i alfabetisk rækkefølge (id), inden for kommunen den ældste periode først.",
    attrgetter("municipality", "counts_period"),
)
_OLDEST_FIRST = ("Den ældste først.", attrgetter("when"))
_NEWEST_FIRST = ("Den nyeste først.", lambda change: -change.date.toordinal())

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("initiative", records.Initiative, "indsats", "indsatsen", "Filen rummer kun én post.", single=True),
        Kind("editions", records.Edition, "udgave", "udgaver", "Den ældste først.", attrgetter("year")),
        Kind("municipalities", records.Municipality, "kommune", "kommuner", _BY_NAME, lambda one: sort_key(one.name)),
        Kind("statistics", records.Statistics, "statistik", "statistik", *_BY_MUNICIPALITY_AND_PERIOD, may_be_empty=True),
        Kind("schools", records.School, "sted", "steder", _BY_NAME, lambda one: sort_key(one.name)),
        Kind("partnerships", records.Partnership, "samarbejde", "samarbejder", *_BY_MUNICIPALITY),
        Kind("participations", records.Participation, "deltagelse", "deltagelse", *_BY_SEASON, may_be_empty=True),
        Kind("media_coverage", records.MediaItem, "omtale", "omtaler"),
        Kind("principles", records.Principle, "princip", "principper"),
        Kind("statements", records.Statement, "udtalelse", "udtalelser"),
        Kind("timeline", records.TimelineEvent, "begivenhed", "begivenheder", *_OLDEST_FIRST),
        Kind("formats", records.Format, "format", "formater", "Det korteste først.", attrgetter("minutes")),
        Kind("training", records.Training, "uddannelse", "uddannelser", *_OLDEST_FIRST),
        Kind("figures", records.Figure, "oplysning", "oplysninger"),
        Kind("sources", records.Source, "kilde", "kilder"),
        Kind("glossary", records.Term, "ord", "ord", _BY_NAME, lambda one: sort_key(one.term), may_be_empty=True),
        Kind("pictures", records.Picture, "billede", "billeder", "Efter id i alfabetisk rækkefølge.", attrgetter("id"), may_be_empty=True),
        Kind("changes", records.Change, "ændring", "ændringer", *_NEWEST_FIRST, may_be_empty=True),
    )
}


@dataclass(frozen=True)
class Publication:
    """All records, read and checked. `lines` says where each stands: (kind, id) → line in its file, from 1."""

    initiative: records.Initiative
    editions: tuple[records.Edition, ...]
    municipalities: tuple[records.Municipality, ...]
    statistics: tuple[records.Statistics, ...]
    schools: tuple[records.School, ...]
    partnerships: tuple[records.Partnership, ...]
    participations: tuple[records.Participation, ...]
    media_coverage: tuple[records.MediaItem, ...]
    principles: tuple[records.Principle, ...]
    statements: tuple[records.Statement, ...]
    timeline: tuple[records.TimelineEvent, ...]
    formats: tuple[records.Format, ...]
    training: tuple[records.Training, ...]
    figures: tuple[records.Figure, ...]
    sources: tuple[records.Source, ...]
    glossary: tuple[records.Term, ...]
    pictures: tuple[records.Picture, ...]
    changes: tuple[records.Change, ...]
    lines: dict[tuple[str, str], int]

    def line(self, kind: str, id_: str) -> int:
        """The line in `data/<kind>.yml` on which the record with this id begins."""
        return self.lines[kind, id_]

    @property
    def edition(self) -> records.Edition:
        """The newest complete edition, whose numbers the pages show; a rule sees to it that there is one."""
        return max((one for one in self.editions if one.complete), key=attrgetter("year"))

    @property
    def running_edition(self) -> records.Edition | None:
        """The edition that is being reported now, if there is one."""
        later = [one for one in self.editions if not one.complete and one.year > self.edition.year]
        return max(later, key=attrgetter("year"), default=None)

    @property
    def published(self) -> dt.date:
        """The day on which the newest complete edition came out; a rule sees to it that it has one."""
        return self.edition.published or dt.date.min

    @property
    def changed(self) -> dt.date:
        """The day of the newest change, or of the edition where there is none since."""
        return max([self.published, *(change.date for change in self.changes)])
