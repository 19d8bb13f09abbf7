"""Share cards: the picture that a shared link shows, drawn from what its page holds and in the publication's colours.

A card is drawn only when what it shows, or this way of drawing it, has changed:
finished cards lie in a cache under a digest of everything that goes into them. What paints them,
`painting.py`, is loaded only by a build in which one is missing.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import PIL

from publication.web.cache import write_whole
from publication.figures.identicon import Block

WIDTH, HEIGHT = 1200, 630
LARGEST = 100_000
"""Bytes a card may weigh: some services fetch no larger picture from a phone."""

Spot = tuple[int, int]
"""A row and a column, counted from the upper left."""


@dataclass(frozen=True)
class Art:
    """The tiles of a card: where they all lie, and the blocks of those that are drawn and not only marked."""

    spots: tuple[Spot, ...] = ()
    drawn: tuple[tuple[Spot, tuple[Block, ...]], ...] = ()


@dataclass(frozen=True)
class Number:
    value: str
    label: str


@dataclass(frozen=True)
class Card:
    """Everything a card shows."""

    kicker: str
    title: str
    numbers: tuple[Number, ...]
    art: Art


@dataclass(frozen=True)
class Drawn:
    """A finished card: its name with a hash of its content, and where the PNG lies."""

    name: str
    file: Path


Colours = Mapping[str, str]


def colours(style_sheet: str) -> Colours:
    """The colours of the light scheme, as the style sheet's first `:root` names them."""
    root = re.search(r":root\s*\{(.*?)\}", style_sheet, re.DOTALL)
    return dict(re.findall(r"--([a-z0-9-]+):\s*(#[0-9a-f]{6})\b", root[1] if root else ""))


# --- All cards of a build -------------------------------------------------------------------------


def draw_all(
    cards: Mapping[str, Card],
    palette: Colours,
    cache: Path,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> tuple[dict[str, Drawn], int]:
    """Every card under its stem, and how many had to be drawn; the others come from the cache.

    `progress` hears how many of the missing ones are done.
    """
    cache.mkdir(parents=True, exist_ok=True)
    digests = {stem: digest(card, palette) for stem, card in cards.items()}
    missing = {value: cards[stem] for stem, value in digests.items() if not (cache / f"{value}.png").exists()}

    def draw_one(entry: tuple[str, Card]) -> None:
        from publication.sharing import card_painter

        value, card = entry
        write_whole(cache / f"{value}.png", card_painter.draw(card, palette))

    with ThreadPoolExecutor(os.cpu_count()) as workers:
        for done, _ in enumerate(workers.map(draw_one, missing.items()), start=1):
            progress(done, len(missing))
    return {stem: named(stem, cache / f"{value}.png") for stem, value in digests.items()}, len(missing)


def digest(card: Card, palette: Colours) -> str:
    """A name for all that decides how a card comes out."""
    own = f"{card.kicker!r}{card.title!r}{card.numbers!r}{card.art.drawn!r}"
    return hashlib.sha256(
        f"{_way_of_drawing()}{sorted(palette.items())}{_told(card.art.spots)}{own}".encode()
    ).hexdigest()[:24]


@lru_cache(8)
def _told(spots: tuple[Spot, ...]) -> str:
    """The map as a text; the cards of all municipalities have the same one."""
    return hashlib.sha256(repr(spots).encode()).hexdigest()


@cache
def _way_of_drawing() -> str:
    painting = Path(__file__).with_name("painting.py")
    return hashlib.sha256(card_painter.read_bytes() + PIL.__version__.encode()).hexdigest()


def named(stem: str, file: Path) -> Drawn:
    return Drawn(f"{stem}.{hashlib.sha256(file.read_bytes()).hexdigest()[:10]}.png", file)


def stem(address: str) -> str:
    """What a page's card is called: `/kommuner/herlev/` → `kommuner-herlev`, the front page `forside`."""
    return address.strip("/").replace("/", "-") or "forside"


def at(spots: tuple[Spot, ...], own: Spot, blocks: tuple[Block, ...]) -> Art:
    """The map of all municipalities, with the one's own tile drawn."""
    return Art(spots, ((own, blocks),))


def wall(all_blocks: Sequence[tuple[Block, ...]], seed: str) -> Art:
    """Up to nine municipalities' tiles laid as a wall, others first on each page."""
    if not all_blocks:
        return Art()
    first = hashlib.sha256(seed.encode()).digest()[0] % len(all_blocks)
    side = 3 if len(all_blocks) >= 9 else 2 if len(all_blocks) >= 4 else 1
    spots = tuple((place // side, place % side) for place in range(side * side))
    return Art(spots, tuple((spot, all_blocks[(first + place) % len(all_blocks)]) for place, spot in enumerate(spots)))
