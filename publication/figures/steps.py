"""The steps from a child who does not thrive to one who does, beneath each other on a line."""

from __future__ import annotations

from dataclasses import dataclass

from publication.figures.geometry import LINE_HEIGHT, MARKER_RADIUS, WIDTH, Drawing, Point, TextLine, label, rounded
from publication.model.queries import Queries
from publication.model.records import Figure

TOPIC, GROUP = "skole-og-boligomraade", "Fra et barn mistrives, til det trives"
"""Where the steps stand in `data/figures.yml`, in their order."""

_TEXT_LEFT = 2 * MARKER_RADIUS + 14
_BETWEEN = 12


@dataclass(frozen=True)
class Step(Point):
    """A step's number on the line, and its text beside it."""

    number: int
    figure: Figure
    text: tuple[TextLine, ...]


@dataclass(frozen=True)
class Steps(Drawing):
    steps: tuple[Step, ...]
    text_left: float = _TEXT_LEFT
    radius: float = MARKER_RADIUS


def steps(queries: Queries) -> Steps | None:
    """The steps in their order; None when the data has none."""
    figures = [figure for figure in queries.figures_on.get(TOPIC, ()) if figure.group == GROUP]
    found: list[Step] = []
    top = 3.0
    for number, figure in enumerate(figures, start=1):
        lines = label(figure.text, top, WIDTH - _TEXT_LEFT)
        found.append(Step(MARKER_RADIUS + 1, rounded(top + LINE_HEIGHT / 2), number, figure, lines))
        top += max(LINE_HEIGHT * len(lines), 2 * MARKER_RADIUS) + _BETWEEN
    return Steps(tuple(found), height=rounded(top)) if found else None
