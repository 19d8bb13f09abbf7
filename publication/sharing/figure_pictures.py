"""Each figure as a picture for somebody's slides, as SVG and as PNG, beside the page that shows it.

It is made of the finished figure: its title, key, notes and drawing, its numbered list where the drawing holds only
numbers, its sources, and the address it is from. Drawing one takes some 100 ms, so they come from the cache.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from publication.sharing.figure_styles import FigureStyles
from publication.web.cache import Cache, made_by
from publication.web.page import Page

_FIGURE = re.compile(r'<figure class="chart.*?</figure>', re.DOTALL)
_OFFERED = re.compile(r'href="(figur-[a-z0-9-]+)\.svg"')
_MADE_BY = (
    "publication.sharing.figure_pictures",
    "publication.sharing.figure_sheet",
    "publication.sharing.figure_styles",
    "publication.sharing.svg_painter",
)
_PACKAGES = ("pillow", "lxml", "font-source-sans-pro", "font-source-serif-pro")


@dataclass(frozen=True)
class FigurePicture:
    """A figure that its page offers as a picture: `path` is where, without `.svg` or `.png`, `address` is its own."""

    path: str
    address: str
    html: str


def offered(pages: Iterable[Page], absolute: Callable[[str], str]) -> Iterator[FigurePicture]:
    """The figures of the living pages that offer themselves as a picture."""
    for page in pages:
        for found in _FIGURE.finditer(page.content) if "<figure" in page.content else ():
            if name := _OFFERED.search(found[0]):
                path = page.address.lstrip("/")
                yield FigurePicture(path + name[1], f"{absolute(path)}#{name[1]}", found[0])


def files(
    figures: Iterable[FigurePicture],
    style_sheet: str,
    cache: Cache,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> dict[str, bytes]:
    """Both files of each figure by their path. `progress` gets how many that were not in the cache are done, and of how many."""
    styles = FigureStyles(style_sheet)
    maker = made_by(*_MADE_BY, packages=_PACKAGES)

    def key(figure: FigurePicture, kind: str) -> list[str]:
        return ["figure picture", maker, styles.fingerprint, figure.address, figure.html, kind]

    def svg(figure: FigurePicture) -> bytes:
        # Pillow and the fonts take a tenth of a second to load, and most builds draw nothing.
        from publication.sharing import figure_sheet

        return figure_sheet.svg(figure.html, figure.address, styles)

    def png(drawing: bytes) -> bytes:
        from publication.sharing import svg_painter

        return svg_painter.png(drawing)

    def draw(figure: FigurePicture) -> dict[str, bytes]:
        drawing = cache.get(key(figure, "svg"), lambda: svg(figure))
        painted = cache.get(key(figure, "png"), lambda: png(drawing))
        return {f"{figure.path}.svg": drawing, f"{figure.path}.png": painted}

    every = list(figures)
    missing = [figure for figure in every if key(figure, "png") not in cache]
    with ThreadPoolExecutor(os.cpu_count()) as workers:
        for done, _ in enumerate(workers.map(draw, missing), start=1):
            progress(done, len(missing))
    return {path: content for figure in every for path, content in draw(figure).items()}
