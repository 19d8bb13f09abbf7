"""Share cards: the picture that a shared link shows, drawn from what its page holds and in the publication's colours.

Drawing one takes some 30 ms, so finished cards lie in the cache under all that they show and the code that draws them.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from publication.figures.identicon import Block
from publication.web.cache import Cache, made_by

WIDTH, HEIGHT = 1200, 630
LARGEST = 100_000
"""Bytes a card may weigh: some services fetch no larger picture from a phone."""

Cell = tuple[int, int]
"""A row and a column, counted from the upper left."""


@dataclass(frozen=True)
class Art:
    """The tiles of a card: the cells of all, and the blocks of those that are drawn and not only marked."""

    cells: tuple[Cell, ...] = ()
    drawn: tuple[tuple[Cell, tuple[Block, ...]], ...] = ()


@dataclass(frozen=True)
class Number:
    value: str
    label: str


@dataclass(frozen=True)
class ShareCard:
    """Everything a card shows."""

    kicker: str
    title: str
    numbers: tuple[Number, ...]
    art: Art


@dataclass(frozen=True)
class DrawnCard:
    """A finished card: its PNG, and a name with a hash of it, so that a changed card gets a new address."""

    name: str
    content: bytes


Colours = Mapping[str, str]


def colours(style_sheet: str) -> Colours:
    """The colours of the light scheme, as the style sheet's first `:root` names them."""
    root = re.search(r":root\s*\{(.*?)\}", style_sheet, re.DOTALL)
    return dict(re.findall(r"--([a-z0-9-]+):\s*(#[0-9a-f]{6})\b", root[1] if root else ""))


def draw_all(
    cards: Mapping[str, ShareCard],
    palette: Colours,
    cache: Cache,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> dict[str, DrawnCard]:
    """Every card under its stem. `progress` hears how many of those that the cache has not are done."""
    fingerprint = made_by(
        "publication.sharing.card_painter",
        "publication.figures.identicon",
        packages=("pillow", "font-source-sans-pro", "font-source-serif-pro"),
    )

    def key(card: ShareCard) -> list[str]:
        return ["card", fingerprint, repr(sorted(palette.items())), repr(card)]

    def draw(card: ShareCard) -> bytes:
        # Pillow and the fonts take a tenth of a second to load, and most builds draw nothing.
        from publication.sharing import card_painter

        return cache.get(key(card), lambda: card_painter.draw(card, palette))

    missing = [card for card in cards.values() if key(card) not in cache]
    with ThreadPoolExecutor(os.cpu_count()) as workers:
        for done, _ in enumerate(workers.map(draw, missing), start=1):
            progress(done, len(missing))
    return {stem: named(stem, draw(card)) for stem, card in cards.items()}


def named(stem: str, content: bytes) -> DrawnCard:
    return DrawnCard(f"{stem}.{hashlib.sha256(content).hexdigest()[:10]}.png", content)


def stem(address: str) -> str:
    """What a page's card is called: `/kommuner/herlev/` → `kommuner-herlev`, the front page `forside`."""
    return address.strip("/").replace("/", "-") or "forside"


def at(cells: tuple[Cell, ...], own: Cell, blocks: tuple[Block, ...]) -> Art:
    """The map of all municipalities, with the one's own tile drawn."""
    return Art(cells, ((own, blocks),))


def wall(all_blocks: Sequence[tuple[Block, ...]], seed: str) -> Art:
    """Up to nine municipalities' tiles laid as a wall, others first on each page."""
    if not all_blocks:
        return Art()
    first = hashlib.sha256(seed.encode()).digest()[0] % len(all_blocks)
    side = 3 if len(all_blocks) >= 9 else 2 if len(all_blocks) >= 4 else 1
    cells = tuple((place // side, place % side) for place in range(side * side))
    return Art(cells, tuple((cell, all_blocks[(first + place) % len(all_blocks)]) for place, cell in enumerate(cells)))
