"""Shares of pupils in special-needs education: of all municipalities in a chart, and of one beside the country's."""

from __future__ import annotations

from dataclasses import dataclass

from publication.figures.geometry import (
    BAR_HEIGHT,
    LINE_HEIGHT,
    WIDTH,
    Bar,
    baseline,
    figure_sources,
    rounded,
    scale_to,
)
from publication.model.queries import Queries
from publication.model.records import Figure, Municipality, Sourced
from publication.model.register import MOST

NATIONAL_SHARE = "landstal-segregeret"
"""The id in `data/figures.yml` of the share of all Danish pupils who are taught in special-needs education."""


@dataclass(frozen=True)
class ShareRow:
    """A municipality's share: its label above its bar."""

    municipality: Municipality
    label_y: float
    bar: Bar


@dataclass(frozen=True)
class NationalLine:
    """The national share as a line across the bars; the `text-anchor` keeps its label inside the drawing."""

    figure: Figure
    x: float
    anchor: str


@dataclass(frozen=True)
class ShareChart:
    """`rows` are the municipalities shown; `count` and `above` (a larger share than the country's) are of all."""

    height: float
    rows: tuple[ShareRow, ...]
    count: int
    above: int
    national: NationalLine | None
    periods: tuple[str, ...]
    sources: tuple[Sourced, ...]
    width: float = WIDTH


def share_chart(queries: Queries) -> ShareChart:
    """The MOST largest shares, the largest first, and the national share as a line; without it when it is not known."""
    everyone = sorted(queries.in_danish_order, key=lambda record: -record.statistics.share_special)
    records = everyone[:MOST]
    national = _national(queries)
    scale = scale_to(WIDTH, [*map(_share, records), _value(national)])
    top = LINE_HEIGHT + 10 if national else 0
    step = LINE_HEIGHT + BAR_HEIGHT + 8
    return ShareChart(
        height=top + step * len(records),
        rows=tuple(_row(record, top + index * step, scale) for index, record in enumerate(records)),
        count=len(everyone),
        above=sum(_share(record) > _value(national) for record in everyone) if national else 0,
        national=_line(national, rounded(_value(national) * scale)) if national else None,
        periods=tuple(dict.fromkeys(record.statistics.share_period for record in everyone)),
        sources=_sources(records, national),
    )


@dataclass(frozen=True)
class ShareOf:
    """One municipality's share beside the country's."""

    height: float
    own: ShareRow
    national: Figure | None
    national_label_y: float
    national_bar: Bar
    sources: tuple[Sourced, ...]
    width: float = WIDTH


def share_of(queries: Queries, municipality: Municipality) -> ShareOf:
    """A municipality's share and the national one, on the same scale; `national` is None when it is not known."""
    national = _national(queries)
    scale = scale_to(WIDTH, [_share(municipality), _value(national)])
    step = LINE_HEIGHT + BAR_HEIGHT + 12
    return ShareOf(
        height=step * (2 if national else 1),
        own=_row(municipality, 0, scale),
        national=national,
        national_label_y=baseline(step),
        national_bar=Bar(0, step + LINE_HEIGHT, rounded(_value(national) * scale)),
        sources=_sources([municipality], national),
    )


def _row(municipality: Municipality, top: float, scale: float) -> ShareRow:
    return ShareRow(municipality, baseline(top), Bar(0, top + LINE_HEIGHT, rounded(_share(municipality) * scale)))


def _line(figure: Figure, x: float) -> NationalLine:
    return NationalLine(figure, x, anchor="end" if x > WIDTH / 2 else "start")


def _national(queries: Queries) -> Figure | None:
    """The national share, when the data has it with a value."""
    figure = queries.figures.get(NATIONAL_SHARE)
    return figure if figure and figure.value is not None else None


def _share(municipality: Municipality) -> float:
    return float(municipality.statistics.share_special)


def _value(national: Figure | None) -> float:
    return float(national.value) if national and national.value is not None else 0.0


def _sources(records: list[Municipality], national: Figure | None) -> tuple[Sourced, ...]:
    return figure_sources([*(record.statistics for record in records), *([national] if national else [])])
