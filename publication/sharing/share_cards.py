"""Share cards: what the picture of a shared link shows. `card_painter.py` draws it, `pictures.py` keeps it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from publication.figures.identicon import Block
from publication.figures.vignettes import Piece

WIDTH, HEIGHT = 1200, 630

Cell = tuple[int, int]
"""A row and a column, counted from the upper left."""


@dataclass(frozen=True)
class Art:
    """The tiles of a card: the cell and the blocks of each. Or the `pieces` of a page's own drawing, or its `photograph`."""

    tiles: tuple[tuple[Cell, tuple[Block, ...]], ...] = ()
    pieces: tuple[Piece, ...] = ()
    photograph: bytes = b""


@dataclass(frozen=True)
class ShareCard:
    """Everything a card shows: the publication, the page, what it tells in a few words, and a number where it has one."""

    kicker: str
    title: str
    text: str
    art: Art
    number: str = ""


Colours = Mapping[str, str]


def colours(style_sheet: str) -> Colours:
    """The colours of the light scheme, as the style sheet's first `:root` names them."""
    root = re.search(r":root\s*\{(.*?)\}", style_sheet, re.DOTALL)
    return dict(re.findall(r"--([a-z0-9-]+):\s*(#[0-9a-f]{6})\b", root[1] if root else ""))


def stem(address: str) -> str:
    """The name of a page's card and citation files: `kommuner-herlev` of `/kommuner/herlev/`, `forside` of `/`."""
    return address.strip("/").replace("/", "-") or "forside"


def alone(blocks: tuple[Block, ...]) -> Art:
    """One municipality's tile, as large as there is room."""
    return Art((((0, 0), blocks),))


def wall(all_blocks: Sequence[tuple[Block, ...]], seed: str) -> Art:
    """Up to nine municipalities' tiles in a square. `seed` decides which comes first, so that pages look different."""
    if not all_blocks:
        return Art()
    first = hashlib.sha256(seed.encode()).digest()[0] % len(all_blocks)
    side = 3 if len(all_blocks) >= 9 else 2 if len(all_blocks) >= 4 else 1
    cells = [(place // side, place % side) for place in range(side * side)]
    return Art(tuple((cell, all_blocks[(first + place) % len(all_blocks)]) for place, cell in enumerate(cells)))
