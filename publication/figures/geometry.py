"""What all drawings share: bars, points and lines of text in a drawing's units, their scale, and a figure's sources.

A text of 16 units is more than 12 pixels tall where a drawing WIDTH units wide fills a screen of 320 pixels. The style
sheet decides how a drawing looks, and the templates hold its words.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from publication.model.records import Sourced

WIDTH = 340
LINE_HEIGHT = 20
BAR_HEIGHT = 18
MARKER_RADIUS = 13
_LETTERS_IN_LINE = 38  # fits WIDTH whatever the letters are


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """What every figure with a drawing has: its size."""

    height: float
    width: float = WIDTH


@dataclass(frozen=True)
class Bar:
    """A bar that ends in a quarter disc, like a building block; its lower right corner is the exact value."""

    x: float
    y: float
    width: float
    height: float = BAR_HEIGHT

    @property
    def end(self) -> float:
        return rounded(self.x + self.width)

    @property
    def foot(self) -> float:
        return rounded(self.y + self.height)

    @property
    def radius(self) -> float:
        return min(self.width, self.height)

    @property
    def turn(self) -> float:
        """The x at which the straight upper edge ends and the quarter disc begins."""
        return rounded(self.end - self.radius)


@dataclass(frozen=True)
class Point:
    x: float
    y: float


@dataclass(frozen=True)
class TextLine:
    """One line of text; `y` is its baseline."""

    text: str
    y: float


def rounded(number: float) -> float:
    """A coordinate with at most one decimal: small drawings, and the same bytes on every machine."""
    result = round(number, 1)
    return int(result) if result == int(result) else result


def to_scale(room: float, values: Sequence[float]) -> Callable[[float], float]:
    """The length of a value's bar, when the largest of the values fills the room; 0 when none is above 0."""
    largest = max(values, default=0)
    scale = room / largest if largest else 0
    return lambda value: rounded(value * scale)


def baseline(top: float) -> float:
    """The baseline of a line of text whose upper edge is at `top`."""
    return rounded(top + 15)


def label(text: str, top: float, room: float = WIDTH) -> tuple[TextLine, ...]:
    """A label broken into lines that fit the drawing, or a part of it, from `top` down."""
    lines = textwrap.wrap(text, int(_LETTERS_IN_LINE * room / WIDTH)) or [text]
    return tuple(TextLine(line, baseline(top + index * LINE_HEIGHT)) for index, line in enumerate(lines))


def figure_sources(records: Iterable[Sourced]) -> tuple[Sourced, ...]:
    """The first record of each page of each source, in their order: what the source line of a figure names."""
    first: dict[tuple[str, str | None], Sourced] = {}
    for record in records:
        first.setdefault((record.source, record.page), record)
    return tuple(first.values())
