"""The site's icons, drawn from the same building blocks as everything else."""

from __future__ import annotations

from functools import partial
from urllib.parse import quote

from publication.figures.identicon import Block
from publication.sharing import share_cards
from publication.web.cache import Cache, made_by

# The blocks beside the site's name in the masthead.
LOGO = (Block("quarter", 2, 1, 0), Block("circle", 0, 2, 0), Block("square", 0, 4, 0), Block("quarter", 0, 3, 0))

# Size of each picture, and how much of it is air around the blocks. Systems cut a circle or
# rounded square out of what they put on a home screen; a tenth on each side is safe from that.
# A browser that takes no drawing for an icon asks for favicon.ico by itself; site.js names the others.
_SIZES = {
    "favicon.ico": (48, 0.0),
    "apple-touch-icon.png": (180, 0.14),
    "icon-192.png": (192, 0.0),
    "icon-512.png": (512, 0.0),
    "icon-maskable-512.png": (512, 0.2),
}


def inline(svg: str) -> str:
    """The address of an icon that stands in the page itself: one request less, and the smallest of all."""
    return f"data:image/svg+xml,{quote(svg.strip(), safe='/:=,')}"


def files(palette: share_cards.Colours, cache: Cache) -> dict[str, bytes]:
    """The icons that are files, by name."""
    fingerprint = made_by(__name__, "publication.sharing.card_painter", "publication.figures.identicon", packages=("pillow",))
    colours = repr(sorted(palette.items()))
    return {name: cache.get(["icon", fingerprint, colours, name], partial(_drawn, name, palette)) for name in _SIZES}


def _drawn(name: str, palette: share_cards.Colours) -> bytes:
    from publication.sharing import card_painter

    size, air = _SIZES[name]
    return card_painter.icon(LOGO, size, air, palette, form="ICO" if name.endswith(".ico") else "PNG")
