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
from publication.model.records import Figure, Municipality, Sourced
from publication.model.register import MOST

NATIONAL_SHARE = "landstal-segregeret"
"""The id in `data/figures.yml` of the share of all Danish pupils who are taught in special-needs education."""


@dataclass(frozen=True)
class ShareRow:
    """A share: its label above its bar; `municipality` is None for the country's."""

    municipality: Municipality | None
    label_y: float
    bar: Bar


@dataclass(frozen=True)
class NationalLine:
    """The national share as a line across the bars; the `text-anchor` keeps its label inside the drawing."""

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
    sources: tuple[Sourced, ...]


def share_chart(queries: Queries) -> ShareChart:
    """The MOST largest shares, the largest first, and the national share as a line; without it when it is not known."""
    everyone = sorted(queries.in_danish_order, key=lambda record: -record.statistics.share_special)
    records = everyone[:MOST]
    national = _national(queries)
    length = to_scale(WIDTH, [*map(_share, records), _value(national)])
    top = LINE_HEIGHT + 10 if national else 0
    step = LINE_HEIGHT + BAR_HEIGHT + 8
    return ShareChart(
        rows=tuple(_row(record, top + place * step, length(_share(record))) for place, record in enumerate(records)),
        count=len(everyone),
        above=sum(_share(record) > _value(national) for record in everyone) if national else 0,
        national=NationalLine(national, length(_value(national))) if national else None,
        periods=tuple(dict.fromkeys(record.statistics.share_period for record in everyone)),
        sources=_sources(records, national),
        height=top + step * len(records),
    )


@dataclass(frozen=True)
class ShareOf(Drawing):
    """One municipality's share beside the country's."""

    own: ShareRow
    national: Figure | None
    national_row: ShareRow
    sources: tuple[Sourced, ...]


def share_of(queries: Queries, municipality: Municipality) -> ShareOf:
    """A municipality's share and the national one, on the same scale; `national` is None when it is not known."""
    national = _national(queries)
    length = to_scale(WIDTH, [_share(municipality), _value(national)])
    step = LINE_HEIGHT + BAR_HEIGHT + 12
    return ShareOf(
        own=_row(municipality, 0, length(_share(municipality))),
        national=national,
        national_row=_row(None, step, length(_value(national))),
        sources=_sources([municipality], national),
        height=step * (2 if national else 1),
    )


def _row(municipality: Municipality | None, top: float, length: float) -> ShareRow:
    return ShareRow(municipality, baseline(top), Bar(0, top + LINE_HEIGHT, length))


def _national(queries: Queries) -> Figure | None:
    """The national share, when the data has it with a value."""
    figure = queries.figures.get(NATIONAL_SHARE)
    return figure if figure and figure.value is not None else None


def _share(municipality: Municipality) -> float:
    return float(municipality.statistics.share_special)


def _value(national: Figure | None) -> float:
    return float(national.value or 0) if national else 0.0


def _sources(records: Sequence[Municipality], national: Figure | None) -> tuple[Sourced, ...]:
    return figure_sources([*(record.statistics for record in records), *([national] if national else [])])
