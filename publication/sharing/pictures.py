"""The finished share cards and icons. Drawing one takes some 30 ms, so they come from the cache."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from publication.figures.identicon import Block
from publication.sharing.share_cards import Colours, ShareCard
from publication.web.cache import Cache, made_by

# The blocks beside the site's name in the masthead.
LOGO = (Block("quarter", 2, 1, 0), Block("circle", 0, 2, 0), Block("square", 0, 4, 0), Block("quarter", 0, 3, 0))

# Size of each icon, and how much of it is empty around the blocks. Systems cut a circle or
# rounded square out of what they put on a home screen; a tenth on each side is safe from that.
# Browsers that take no SVG icon ask for favicon.ico by themselves; site.js names the others.
_ICONS = {
    "favicon.ico": (48, 0.0),
    "apple-touch-icon.png": (180, 0.14),
    "icon-192.png": (192, 0.0),
    "icon-512.png": (512, 0.0),
    "icon-maskable-512.png": (512, 0.2),
}


@dataclass(frozen=True)
class Picture:
    """A finished card: its PNG, and a name with a hash of it, so that a changed card gets a new address."""

    name: str
    content: bytes


def _key(what: str, palette: Colours) -> list[str]:
    packages = ("pillow", "font-source-sans-pro", "font-source-serif-pro")
    painter = made_by("publication.sharing.card_painter", "publication.figures.identicon", packages=packages)
    return [painter, repr(sorted(palette.items())), what]


def draw_all(
    cards: Mapping[str, ShareCard],
    palette: Colours,
    cache: Cache,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> dict[str, Picture]:
    """Every card under its stem. `progress` gets how many of those that were not in the cache are done, and of how many."""

    def paint(card: ShareCard) -> bytes:
        # Pillow and the fonts take a tenth of a second to load, and most builds draw nothing.
        from publication.sharing import card_painter

        return card_painter.draw(card, palette)

    def draw(card: ShareCard) -> bytes:
        return cache.get(_key(repr(card), palette), lambda: paint(card))

    missing = [card for card in cards.values() if _key(repr(card), palette) not in cache]
    with ThreadPoolExecutor(os.cpu_count()) as workers:
        for done, _ in enumerate(workers.map(draw, missing), start=1):
            progress(done, len(missing))
    return {stem: named(stem, draw(card)) for stem, card in cards.items()}


def named(stem: str, content: bytes) -> Picture:
    return Picture(f"{stem}.{hashlib.sha256(content).hexdigest()[:10]}.png", content)


def icons(palette: Colours, cache: Cache) -> dict[str, bytes]:
    """The icons that are files, by name."""

    def draw(name: str, size: int, margin: float) -> bytes:
        from publication.sharing import card_painter

        return card_painter.icon(LOGO, size, margin, palette, form="ICO" if name.endswith(".ico") else "PNG")

    return {
        name: cache.get(_key(repr((name, about, LOGO)), palette), lambda name=name, about=about: draw(name, *about))
        for name, about in _ICONS.items()
    }
