"""The framework of working together: cases placed on two axes, how closely the parties work and in whose frame.

A case's group in the data, such as »Integreret og civil«, says where it lies: by the first words of the labels that the
axes' ends have. A case that names both ends of an axis lies between them.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from publication.figures.geometry import MARKER_RADIUS, WIDTH, Drawing, Point, rounded
from publication.model.queries import Queries
from publication.model.records import Figure

COORDINATING, INTEGRATED = "cfbu-ramme-koordinerende", "cfbu-ramme-integreret"
PUBLIC, CIVIL = "cfbu-ramme-offentlig", "cfbu-ramme-civil"
"""The ids in `data/figures.yml` of the four ends of the framework's two axes."""

_END_HEIGHT = 28  # the word at an end of the upright axis
_ABOVE_AXIS = 34  # the words above the level axis
_BELOW_AXIS = 8
_CASES_IN_LINE = 3
_PITCH = 2 * MARKER_RADIUS + 6  # from one case to the next


@dataclass(frozen=True)
class AxisEnd:
    """One end of an axis."""

    figure: Figure

    @property
    def word(self) -> str:
        """What the drawing shows there."""
        return self.figure.label.split()[0]


@dataclass(frozen=True)
class Case(Point):
    """A numbered case; `across` and `down` are the ends that its group names on each axis, one or both."""

    number: int
    figure: Figure
    across: tuple[AxisEnd, ...]
    down: tuple[AxisEnd, ...]


@dataclass(frozen=True)
class Framework(Drawing):
    left: AxisEnd
    right: AxisEnd
    top: AxisEnd
    bottom: AxisEnd
    cases: tuple[Case, ...]
    axis: float
    radius: float = MARKER_RADIUS


def framework(queries: Queries) -> Framework | None:
    """The framework with the cases that its topic places in it; None when the data does not hold its four ends."""
    known = [queries.figures.get(id_) for id_ in (COORDINATING, INTEGRATED, CIVIL, PUBLIC)]
    ends = [AxisEnd(figure) for figure in known if figure]
    if len(ends) < len(known):
        return None
    left, right, top, bottom = ends
    placed = [
        (figure, across, down)
        for figure in queries.figures_on[left.figure.topic]
        if (across := _named(figure, left, right)) and (down := _named(figure, top, bottom))
    ]
    cells: dict[tuple[tuple[AxisEnd, ...], ...], list[Figure]] = {}
    for figure, across, down in placed:
        cells.setdefault((across, down), []).append(figure)
    lines = max((ceil(len(cell) / _CASES_IN_LINE) for cell in cells.values()), default=1)
    cell_height = lines * _PITCH
    axis = _END_HEIGHT + cell_height + _ABOVE_AXIS
    xs = {(left,): WIDTH / 6, (left, right): WIDTH / 2, (right,): WIDTH * 5 / 6}
    ys = {(top,): _END_HEIGHT + cell_height / 2, (top, bottom): axis, (bottom,): axis + _BELOW_AXIS + cell_height / 2}

    def case(number: int, figure: Figure, across: tuple[AxisEnd, ...], down: tuple[AxisEnd, ...]) -> Case:
        cell = cells[across, down]
        line, column = divmod(cell.index(figure), _CASES_IN_LINE)
        in_line = min(_CASES_IN_LINE, len(cell) - line * _CASES_IN_LINE)
        x = rounded(xs[across] + (column - (in_line - 1) / 2) * _PITCH)
        y = rounded(ys[down] + (line - (lines - 1) / 2) * _PITCH)
        return Case(x, y, number, figure, across, down)

    cases = tuple(case(number, *each) for number, each in enumerate(placed, start=1))
    return Framework(*ends, cases, axis, height=axis + _BELOW_AXIS + cell_height + _END_HEIGHT)


def _named(figure: Figure, *ends: AxisEnd) -> tuple[AxisEnd, ...]:
    """The ends that a figure's group names."""
    words = (figure.group or "").lower().replace(",", " ").split()
    return tuple(end for end in ends if end.word.lower() in words)
