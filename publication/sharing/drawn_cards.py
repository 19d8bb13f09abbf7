"""Finished share cards. Drawing one takes some 30 ms, so they come from the cache, under all that they show and the code that draws."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from publication.sharing.share_cards import Colours, ShareCard
from publication.web.cache import Cache, made_by


@dataclass(frozen=True)
class DrawnCard:
    """A finished card: its PNG, and a name with a hash of it, so that a changed card gets a new address."""

    name: str
    content: bytes


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
