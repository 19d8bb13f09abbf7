"""The shares of CFBU's survey: bars on tracks as long as the whole, in a group for each thing that was asked about."""

from __future__ import annotations

from dataclasses import dataclass

from publication.figures.geometry import (
    BAR_HEIGHT,
    LINE_HEIGHT,
    WIDTH,
    Bar,
    Drawing,
    TextLine,
    baseline,
    label,
    rounded,
)
from publication.model.queries import Queries
from publication.model.records import Figure

GROUPS = (
    ("cfbu-boern-indsats", "cfbu-samarbejder"),
    ("cfbu-sociale-maal", "cfbu-faglige-maal", "cfbu-andre-maal"),
    ("cfbu-boligsocial-udfoerer", "cfbu-frivillige-udfoerer"),
)
"""The ids in `data/figures.yml` of the shares; those of a group are shares of the same."""

_BELOW_BAR = 8
_BETWEEN_GROUPS = 14


@dataclass(frozen=True)
class SurveyRow:
    """A share: what it is of stands above its bar, and the bar on a track that is 100 %."""

    figure: Figure
    label: tuple[TextLine, ...]
    bar: Bar
    track: Bar
    value_y: float


@dataclass(frozen=True)
class SurveyGroup:
    heading_y: float
    rows: tuple[SurveyRow, ...]


@dataclass(frozen=True)
class Survey(Drawing):
    groups: tuple[SurveyGroup, ...]


def survey(queries: Queries) -> Survey | None:
    """The survey's shares; None when the data does not hold each with a value."""
    figures = [queries.figures.get(id_) for ids in GROUPS for id_ in ids]
    if not all(figure and figure.value is not None for figure in figures):
        return None
    groups: list[SurveyGroup] = []
    top = 0.0
    for ids in GROUPS:
        heading_y = baseline(top)
        top += LINE_HEIGHT + 4
        rows: list[SurveyRow] = []
        for id_ in ids:
            rows.append(_row(queries.figures[id_], top))
            top = rows[-1].track.foot + _BELOW_BAR
        groups.append(SurveyGroup(heading_y, tuple(rows)))
        top += _BETWEEN_GROUPS
    return Survey(tuple(groups), height=rounded(top - _BETWEEN_GROUPS - _BELOW_BAR))


_VALUE_ROOM = 60  # right of the tracks, for a value such as »100 %«


def _row(figure: Figure, top: float) -> SurveyRow:
    lines = label(figure.label, top)
    y = rounded(top + LINE_HEIGHT * len(lines))
    whole = WIDTH - _VALUE_ROOM
    bar = Bar(0, y, rounded(whole * float(figure.value or 0) / 100))
    return SurveyRow(figure, lines, bar, Bar(0, y, whole), rounded(y + BAR_HEIGHT - 4))
