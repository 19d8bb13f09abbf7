"""Average grades: each a point on a line, because a bar would need a grade that is nothing to begin at."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor

from publication.figures.geometry import LINE_HEIGHT, WIDTH, Drawing, Point, TextLine, label, rounded
from publication.model.queries import Queries
from publication.model.records import Figure

GRADES = ("cfbu-karakter-udsatte", "cfbu-karakter-almene", "cfbu-karakter-alle")
"""The ids in `data/figures.yml` of the averages."""

_RADIUS = 9
_LINE = 2 * _RADIUS + 6  # the room of a line with its point
_INSET = 12  # the numbers at both ends of the scale stay inside the drawing


@dataclass(frozen=True)
class Grade(Point):
    """An average: `x` and `y` are its point, what it is the average of stands above."""

    figure: Figure
    label: tuple[TextLine, ...]


@dataclass(frozen=True)
class Tick:
    x: float
    grade: int


@dataclass(frozen=True)
class Grades(Drawing):
    grades: tuple[Grade, ...]
    ticks: tuple[Tick, ...]
    axis: float
    radius: float = _RADIUS


def grades(queries: Queries) -> Grades | None:
    """The averages on one scale of whole grades; None when the data does not hold each with a value."""
    known = [queries.figures.get(id_) for id_ in GRADES]
    figures = [figure for figure in known if figure and figure.value is not None]
    if len(figures) < len(known):
        return None
    values = [float(figure.value or 0) for figure in figures]
    first, last = floor(min(values)), ceil(max(values))

    def across(grade: float) -> float:
        return rounded(_INSET + (grade - first) * (WIDTH - 2 * _INSET) / max(last - first, 1))

    found: list[Grade] = []
    top = 0.0
    for figure, value in zip(figures, values, strict=True):
        lines = label(figure.label, top)
        top += LINE_HEIGHT * len(lines)
        found.append(Grade(across(value), rounded(top + _LINE / 2), figure, lines))
        top += _LINE + 6
    ticks = tuple(Tick(across(grade), grade) for grade in range(first, last + 1))
    return Grades(tuple(found), ticks, axis=top, height=top + 26)
