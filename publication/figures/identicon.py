"""How a municipality's tile is worked out: four building blocks, always the same four for the same code."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
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


# The colours that sit well beside each other: two for the shapes, one for the ground of an accent.
_PALETTES: Sequence[tuple[int, int, int]] = (
    (1, 4, 2),
    (1, 3, 2),
    (2, 4, 5),
    (2, 1, 3),
    (3, 5, 2),
    (3, 2, 4),
    (4, 2, 1),
    (4, 5, 2),
    (5, 4, 3),
    (5, 3, 1),
)

# Which of two kinds of block stands where, read as two lines of two. Never four of a kind.
_ARRANGEMENTS: Sequence[tuple[int, int, int, int]] = (
    (0, 1, 1, 0),
    (0, 0, 1, 1),
    (0, 1, 0, 1),
    (0, 0, 0, 1),
    (1, 0, 0, 0),
    (0, 1, 0, 0),
)

# The turn at which a quarter disc's corner lies in the middle of the tile, so that neighbours meet.
_INWARD: Sequence[int] = (2, 3, 1, 0)

_LEADING: Sequence[Shape] = ("quarter", "leaf", "half")
_ANSWERING: Sequence[Shape] = ("circle", "square", "ring", "quarter", "leaf", "half")


def blocks(code: str) -> tuple[Block, Block, Block, Block]:
    """Return the four blocks of a tile, row by row from the top left, worked out from a municipality's code."""
    choices = _choices(code)
    shape, answer, accent = _pick(choices, _PALETTES)
    leading = _pick(choices, _LEADING)
    answering = _pick(choices, [other for other in _ANSWERING if other != leading])
    arrangement = _pick(choices, _ARRANGEMENTS)
    offsets = (_pick(choices, range(4)), _pick(choices, range(4)))
    grounds = _pick(choices, ((0, 0), (0, accent), (accent, 0), (0, shape)))

    def block(position: int, kind: int) -> Block:
        ground = grounds[kind]
        return Block(
            shape=(leading, answering)[kind],
            turn=(_INWARD[position] + offsets[kind]) % 4,
            colour=(shape, answer)[kind],
            ground=ground,
        )

    first, second, third, fourth = (block(position, kind) for position, kind in enumerate(arrangement))
    return first, second, third, fourth


def _choices(code: str) -> Iterator[int]:
    """Yield numbers that look random and never change for a code."""
    return iter(hashlib.sha256(f"byggeklods {code}".encode()).digest())


def _pick(choices: Iterator[int], options: Sequence[T]) -> T:
    return options[next(choices) % len(options)]
