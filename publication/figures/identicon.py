"""A municipality's tile: four building blocks, always the same four for the same code."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

Shape = Literal["quarter", "half", "circle", "square", "leaf", "ring"]
T = TypeVar("T")


@dataclass(frozen=True)
class Block:
    """One block in a unit square: a shape, turned clockwise in quarters, on a ground.

    `colour` is one of the five block colours (1-5); `ground` is one of them too, or 0 for tinted paper.
    Unturned, a quarter disc has its corner top left, a half disc its flat side up, and a leaf
    its points top left and bottom right.
    """

    shape: Shape
    turn: int
    colour: int
    ground: int


# The colours that sit well beside each other, as digits: two for the shapes, one for the ground of an accent.
_PALETTES = [tuple(map(int, digits)) for digits in "142 132 245 213 352 324 421 452 543 531".split()]
# Which of two kinds of block stands where, read as two lines of two. Never four of a kind.
_ARRANGEMENTS = [tuple(map(int, digits)) for digits in "0110 0011 0101 0001 1000 0100".split()]
# The turn at which a quarter disc's corner lies in the middle of the tile, so that neighbours meet.
_INWARD = (2, 3, 1, 0)
_LEADING: Sequence[Shape] = ("quarter", "leaf", "half")
_ANSWERING: Sequence[Shape] = ("circle", "square", "ring", "quarter", "leaf", "half")


def blocks(code: str) -> tuple[Block, ...]:
    """The four blocks of a tile, row by row from the top left, worked out from a municipality's code."""
    numbers = iter(hashlib.sha256(f"byggeklods {code}".encode()).digest())

    def pick(options: Sequence[T]) -> T:
        """What looks random and never changes for a code; the order of the picks decides what each gives."""
        return options[next(numbers) % len(options)]

    shape, answer, accent = pick(_PALETTES)
    leading = pick(_LEADING)
    answering = pick([other for other in _ANSWERING if other != leading])
    arrangement = pick(_ARRANGEMENTS)
    offsets = (pick(range(4)), pick(range(4)))
    grounds = pick(((0, 0), (0, accent), (accent, 0), (0, shape)))
    return tuple(
        Block((leading, answering)[kind], (_INWARD[place] + offsets[kind]) % 4, (shape, answer)[kind], grounds[kind])
        for place, kind in enumerate(arrangement)
    )
