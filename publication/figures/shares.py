"""Shares of pupils in special-needs education: of all municipalities in a chart, and of one beside the country's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from publication.figures.geometry import (
    BAR_HEIGHT,
    LINE_HEIGHT,
    WIDTH,
    Bar,
    Drawing,
    baseline,
    figure_sources,
    to_scale,
)
from publication.model.queries import Queries
from publication.model.records import Figure, Municipality, Sourced, Statistics
from publication.model.register import MOST

NATIONAL_SHARE = "landstal-segregeret"
"""The id in `data/figures.yml` of the share of all Danish pupils who are taught in special-needs education."""


@dataclass(frozen=True)
class ShareRow:
    """A share: its label above its bar; `municipality` and `statistics` are None for the country's."""

    municipality: Municipality | None
    statistics: Statistics | None
    label_y: float
    bar: Bar


@dataclass(frozen=True)
class NationalLine:
    """The national share as a line behind the bars; the `text-anchor` keeps its label inside the drawing."""

    figure: Figure
    x: float

    @property
    def anchor(self) -> str:
        return "end" if self.x > WIDTH / 2 else "start"


@dataclass(frozen=True)
class ShareChart(Drawing):
    """`rows` are the municipalities shown; `count` and `above` (a larger share than the country's) are of all."""

    rows: tuple[ShareRow, ...]
    count: int
    above: int
    national: NationalLine | None
    periods: tuple[str, ...]
    without: tuple[Municipality, ...]
    """Those whose share is not known."""
    sources: tuple[Sourced, ...]


def share_chart(queries: Queries) -> ShareChart:
    """The MOST largest shares, the largest first, and the national share as a line; without it when it is not known."""
    counted = [(record, queries.statistics_of[record.id]) for record in queries.members if record.id in queries.statistics_of]
    everyone = sorted(counted, key=lambda pair: -pair[1].share_special)
    records = everyone[:MOST]
    national = _national(queries)
    length = to_scale(WIDTH, [*(_share(statistics) for _, statistics in records), _value(national)])
    top = LINE_HEIGHT + 10 if national else 0
    step = LINE_HEIGHT + BAR_HEIGHT + 8
    return ShareChart(
        rows=tuple(
            _row(record, statistics, top + place * step, length(_share(statistics)))
            for place, (record, statistics) in enumerate(records)
        ),
        count=len(everyone),
        above=sum(_share(statistics) > _value(national) for _, statistics in everyone) if national else 0,
        national=NationalLine(national, length(_value(national))) if national else None,
        periods=tuple(dict.fromkeys(statistics.share_period for _, statistics in everyone)),
        without=tuple(record for record in queries.members if record.id not in queries.statistics_of),
        sources=_sources([statistics for _, statistics in records], national),
        height=top + step * len(records),
    )


@dataclass(frozen=True)
class ShareOf(Drawing):
    """One municipality's share beside the country's; `earlier` are those of earlier periods, the newest first."""

    own: ShareRow
    earlier: tuple[Statistics, ...]
    national: Figure | None
    national_row: ShareRow
    sources: tuple[Sourced, ...]


def share_of(queries: Queries, municipality: Municipality) -> ShareOf | None:
    """A municipality's share and the national one, on the same scale; `national` is None when it is not known.

    None for a municipality without statistics.
    """
    if municipality.id not in queries.all_statistics_of:
        return None
    statistics, *earlier = queries.all_statistics_of[municipality.id]
    national = _national(queries)
    length = to_scale(WIDTH, [_share(statistics), _value(national)])
    step = LINE_HEIGHT + BAR_HEIGHT + 12
    return ShareOf(
        own=_row(municipality, statistics, 0, length(_share(statistics))),
        earlier=tuple(earlier),
        national=national,
        national_row=_row(None, None, step, length(_value(national))),
        sources=_sources([statistics, *earlier], national),
        height=step * (2 if national else 1),
    )


def _row(municipality: Municipality | None, statistics: Statistics | None, top: float, length: float) -> ShareRow:
    return ShareRow(municipality, statistics, baseline(top), Bar(0, top + LINE_HEIGHT, length))


def _national(queries: Queries) -> Figure | None:
    """The national share, when the data has it with a value."""
    figure = queries.figures.get(NATIONAL_SHARE)
    return figure if figure and figure.value is not None else None


def _share(statistics: Statistics) -> float:
    return float(statistics.share_special)


def _value(national: Figure | None) -> float:
    return float(national.value or 0) if national else 0.0


def _sources(records: Sequence[Statistics], national: Figure | None) -> tuple[Sourced, ...]:
    return figure_sources([*records, *([national] if national else [])])
