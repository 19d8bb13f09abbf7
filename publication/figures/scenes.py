"""Small pictures of what the easy pages tell, laid of the same blocks as the municipalities' tiles.

A picture is a list of pieces on a ground of units: a child is one unit wide. What each shows is said in words in its
template.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from publication.figures.geometry import rounded

Shape = Literal["quarter", "half", "circle", "square", "leaf", "ring"]
GROUND = 0  # the colour of tinted paper; 1-5 are the colours of the blocks


@dataclass(frozen=True)
class Piece:
    """One block: its shape, its colour, its upper left corner, its size, and how it is turned, as in a tile."""

    shape: Shape
    colour: int
    x: float
    y: float
    width: float
    height: float
    turn: int = 0


    @property
    def top(self) -> float:
        """Where it begins to be seen: a half disc with its flat side down fills the lower half of its square."""
        return self.y + self.height / 2 if self.shape == "half" and self.turn == 2 else self.y


@dataclass(frozen=True)
class Scene:
    """A picture: its pieces, and the size of the part of the ground that they fill."""

    pieces: tuple[Piece, ...]
    width: float = 6.8

    @property
    def top(self) -> float:
        return min(piece.top for piece in self.pieces)

    @property
    def height(self) -> float:
        return rounded(max(piece.y + piece.height for piece in self.pieces) - self.top)


Pieces = list[Piece]


def _piece(
    shape: Shape, colour: int, x: float, y: float, width: float, height: float | None = None, turn: int = 0
) -> Piece:
    tall = width if height is None else height
    return Piece(shape, colour, rounded(x), rounded(y), rounded(width), rounded(tall), turn)


def _person(x: float, foot: float, size: float, colour: int) -> Pieces:
    """Somebody who stands on `foot`: a head above shoulders as wide as `size`."""
    head = 0.46 * size
    # A half disc fills the lower half of its square.
    return [
        _piece("circle", colour, x + (size - head) / 2, foot - 0.53 * size - head, head),
        _piece("half", colour, x, foot - size, size, turn=2),
    ]


def _note(x: float, foot: float, size: float, colour: int) -> Pieces:
    return [
        _piece("circle", colour, x, foot - 0.4 * size, 0.4 * size),
        _piece("square", colour, x + 0.3 * size, foot - size, 0.1 * size, 0.8 * size),
        _piece("quarter", colour, x + 0.4 * size, foot - size, 0.35 * size),
    ]


def _drum(x: float, foot: float, colour: int, trim: int) -> Pieces:
    return [
        _piece("square", colour, x, foot - 0.8, 1.2, 0.8),
        _piece("square", trim, x - 0.08, foot - 0.86, 1.36, 0.16),
        _piece("square", trim, x - 0.08, foot - 0.16, 1.36, 0.16),
    ]


def _guitar(x: float, foot: float, colour: int, neck: int) -> Pieces:
    return [
        _piece("square", neck, x + 0.42, foot - 2.5, 0.16, 1.6),
        _piece("square", neck, x + 0.34, foot - 2.7, 0.32, 0.3),
        _piece("circle", colour, x + 0.12, foot - 1.55, 0.76),
        _piece("circle", colour, x, foot - 1, 1),
        _piece("circle", GROUND, x + 0.34, foot - 1.05, 0.32),
    ]


def _arch(x: float, foot: float, width: float, height: float, colour: int) -> Piece:
    return _piece("half", colour, x, foot - 2 * height, width, 2 * height, turn=2)


def _school(x: float, foot: float, colour: int, roof: int, size: float = 1) -> Pieces:
    wide = 1.5 * size
    return [
        _piece("square", colour, x, foot - size, wide, size),
        _arch(x - 0.1, foot - size, wide + 0.2, 0.7 * size, roof),
        _piece("square", GROUND, x + 0.18 * size, foot - 0.75 * size, 0.38 * size),
        _piece("square", GROUND, x + 0.94 * size, foot - 0.75 * size, 0.38 * size),
    ]


def _tree(x: float, foot: float, size: float) -> Pieces:
    return [
        _piece("square", 2, x + 0.44 * size, foot - size, 0.12 * size, size),
        _piece("leaf", 3, x + 0.1 * size, foot - 1.3 * size, 0.8 * size),
    ]


def _children(x: float, foot: float, *colours: int) -> Pieces:
    return [piece for place, colour in enumerate(colours) for piece in _person(x + place * 1.12, foot, 1, colour)]


def _together() -> Pieces:
    return [*_person(0, 3, 1.6, 4), *_children(1.75, 3, 2, 1, 3), *_person(5.2, 3, 1.6, 5)]


def _music() -> Pieces:
    return [
        *_person(0, 3, 1.3, 1),
        *_drum(1.6, 3, 2, 4),
        *_guitar(3.3, 3, 1, 4),
        *_person(4.4, 3, 1.3, 5),
        *_note(1.9, 1.9, 1, 3),
        *_note(5.9, 2, 1, 4),
    ]


def _few() -> Pieces:
    return [
        *_person(0, 3, 1.3, 2),
        *_person(1.45, 3, 1.3, 5),
        *_drum(3, 3, 1, 4),
        *_note(3.2, 1.9, 1, 3),
        *_person(4.7, 3, 1.9, 4),
    ]


def _many() -> Pieces:
    back = _children(0.9, 2, 3, 4, 5, 2)
    front = _children(0.3, 3, 1, 2, 3, 5, 4)
    return [*back, *front, *_note(5.6, 1.6, 1, 1)]


def _week() -> Pieces:
    """Four weeks of seven days, with one day in each."""
    days = [(column, line) for line in range(4) for column in range(7)]
    squares = [_piece("square", GROUND, 0.2 + column * 0.86, line * 0.75, 0.66, 0.6) for column, line in days]
    return [*squares, *(_piece("circle", 1, 0.2 + 2 * 0.86 + 0.07, line * 0.75 + 0.04, 0.52) for line in range(4))]


def _adults() -> Pieces:
    return [*_person(0.2, 3, 2.1, 4), *_person(2.75, 3, 1.2, 3), *_person(4.3, 3, 2.1, 1), *_note(3.1, 1, 0.9, 2)]


def _language() -> Pieces:
    return [
        _arch(1.35, 3, 4.1, 1.7, 2),
        _arch(2.1, 3, 2.6, 1.05, GROUND),
        *_person(0, 3, 1.2, 3),
        *_person(5.6, 3, 1.2, 5),
        *_note(3.1, 1.2, 0.9, 4),
    ]


def _friends() -> Pieces:
    return [
        *_person(1.5, 3, 1.8, 1),
        *_person(3.5, 3, 1.8, 4),
        _piece("leaf", 2, 2.95, 0.3, 0.9, turn=1),
        _piece("circle", 5, 0.5, 0.9, 0.5),
        _piece("circle", 3, 5.7, 0.9, 0.5),
    ]


def _everybody() -> Pieces:
    return [_arch(0, 3, 6.8, 2.4, GROUND), *_children(0.65, 3, 1, 2, 3, 4, 5)]


def _same() -> Pieces:
    return [
        piece
        for place in range(3)
        for piece in [
            _piece("circle", 1, place * 2.3 + 0.1, 0.6, 0.9),
            _piece("quarter", 4, place * 2.3 + 1.05, 0.6, 0.9),
            _piece("square", 3, place * 2.3 + 0.1, 1.55, 0.9),
            _piece("leaf", 2, place * 2.3 + 1.05, 1.55, 0.9),
        ]
    ]


def _break() -> Pieces:
    return [
        _arch(0, 3, 4.4, 2.4, 3),
        _arch(0.6, 3, 3.2, 1.8, GROUND),
        *_person(1.65, 3, 1.1, 5),
        *_note(5.3, 2.9, 1.1, 1),
    ]


def _play() -> Pieces:
    return [
        *_person(0.1, 3, 1.3, 1),
        _piece("circle", 2, 1.5, 1, 0.8),
        *_person(2.5, 3, 1.3, 4),
        _piece("ring", 5, 4, 1.2, 1),
        *_person(5.3, 3, 1.3, 3),
    ]


def _joy() -> Pieces:
    """Somebody with arms up beneath a sun."""
    sun = [_piece("circle", 2, 2.7, 0, 1.2), _piece("leaf", 2, 1.4, 0.2, 0.7, turn=1), _piece("leaf", 2, 4.5, 0.2, 0.7)]
    arms = [_piece("leaf", 1, 1.75, 1.55, 0.8), _piece("leaf", 1, 4.05, 1.55, 0.8, turn=1)]
    return [*sun, *arms, *_person(2.45, 3.4, 1.7, 1)]


def _tells() -> Pieces:
    return [
        *_person(0.1, 3, 2.2, 4),
        _piece("square", 2, 2.9, 0.4, 3.7, 1.5),
        _piece("quarter", 2, 2.9, 1.9, 0.7),
        *(_piece("circle", GROUND, 3.45 + place * 1.05, 0.9, 0.5) for place in range(3)),
    ]


def _concert() -> Pieces:
    """Two who play on a stage, and the heads of those who look on."""
    heads = [_piece("half", 4, 0.3 + place * 1.3, 2.3, 1, turn=2) for place in range(5)]
    return [
        *_person(1.2, 2, 1.3, 1),
        *_guitar(2.9, 2, 2, 4),
        *_person(4.3, 2, 1.3, 5),
        _piece("square", 3, 0.3, 2.05, 6.2, 0.35),
        *heads,
    ]


def _next() -> Pieces:
    return [*_school(0.2, 3, 4, 1), *_school(2.6, 3, 3, 2), *_school(5, 3, 1, 5)]


def _at_school() -> Pieces:
    return [*_school(0.3, 3, 4, 1, 1.5), *_children(2.9, 3, 2, 5), *_tree(5.2, 3, 1.4)]


def _town() -> Pieces:
    return [
        *_school(0.1, 3, 2, 4, 0.8),
        *_tree(1.5, 3, 1.2),
        *_school(2.7, 3, 1, 3, 1.3),
        *_tree(4.6, 3, 1),
        *_school(5.6, 3, 4, 5, 0.7),
    ]


def _painting() -> Pieces:
    return [
        *_children(0.4, 3, 5),
        _piece("square", 4, 2.75, 1.9, 0.16, 1.1),
        _piece("square", 4, 5.1, 1.9, 0.16, 1.1),
        _piece("square", 4, 2.4, 0, 3.2, 2.3),
        _piece("square", GROUND, 2.55, 0.15, 2.9, 2),
        _piece("leaf", 3, 2.8, 0.9, 1),
        _piece("circle", 2, 4.2, 0.35, 0.8),
        _piece("quarter", 1, 4.1, 1.35, 0.7, turn=3),
    ]


def _call() -> Pieces:
    return [
        _piece("square", 4, 0.9, 0, 1.8, 3),
        _piece("square", GROUND, 1.1, 0.3, 1.4, 1.9),
        _piece("circle", GROUND, 1.6, 2.4, 0.4),
        _piece("square", 2, 3.4, 0.4, 2.8, 1.8),
        _piece("leaf", GROUND, 4.1, 0.75, 1.1),
        _piece("quarter", 2, 3.4, 2.2, 0.7),
    ]


SCENES = {
    name: Scene(tuple(pieces()))
    for name, pieces in {
        "sammen": _together,
        "musik": _music,
        "uge": _week,
        "faa": _few,
        "mange": _many,
        "voksne": _adults,
        "skole": _at_school,
        "sprog": _language,
        "venner": _friends,
        "alle": _everybody,
        "det-samme": _same,
        "leg": _play,
        "pause": _break,
        "glaede": _joy,
        "by": _town,
        "fortaeller": _tells,
        "koncert": _concert,
        "flere-skoler": _next,
        "billede": _painting,
        "ring": _call,
    }.items()
}
"""Every picture by the name that authors write."""
