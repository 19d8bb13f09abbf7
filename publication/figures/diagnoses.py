"""How many have more than one diagnosis, then and later: of a hundred circles each, as many filled as there are per cent."""

from __future__ import annotations

from dataclasses import dataclass

from publication.figures.geometry import LINE_HEIGHT, WIDTH, Drawing, Point, rounded
from publication.model.queries import Queries
from publication.model.records import Figure

BEFORE, AFTER = "herning-komorbiditet-foer", "herning-komorbiditet-efter"
"""The ids in `data/figures.yml` of the two shares."""

_SIDE = 10  # circles beside each other
_PITCH = 15.5
_RADIUS = 6
_TOP = LINE_HEIGHT + 6


@dataclass(frozen=True)
class Hundred:
    """A hundred circles for one share: `filled` of them are those counted, `empty` the others."""

    figure: Figure
    left: float
    filled: tuple[Point, ...]
    empty: tuple[Point, ...]


@dataclass(frozen=True)
class Diagnoses(Drawing):
    before: Hundred
    after: Hundred
    radius: float = _RADIUS


def diagnoses(queries: Queries) -> Diagnoses | None:
    """The two shares beside each other; None when the data does not hold both with a value."""
    before, after = (queries.figures.get(id_) for id_ in (BEFORE, AFTER))
    if not before or not after or before.value is None or after.value is None:
        return None
    side = _SIDE * _PITCH
    return Diagnoses(_hundred(before, 0), _hundred(after, WIDTH - side), height=_TOP + side)


def _hundred(figure: Figure, left: float) -> Hundred:
    places = tuple(
        Point(rounded(left + (place % _SIDE + 0.5) * _PITCH), rounded(_TOP + (place // _SIDE + 0.5) * _PITCH))
        for place in range(_SIDE * _SIDE)
    )
    counted = round(float(figure.value or 0))
    return Hundred(figure, rounded(left), places[:counted], places[counted:])
