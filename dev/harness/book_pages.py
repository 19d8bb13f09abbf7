"""How full the pages of a book are, and which of them end a chapter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

# Where the text stands on a page, as parts of its height: within the margins of `overrides/book/book.css`.
_TOP, _BOTTOM = 23 / 250, 229 / 250
# Cover, imprint and contents are not text.
FRONT = 3
AVERAGE, LEAST = 0.85, 1 / 3


@dataclass(frozen=True)
class BookPage:
    """A page: its number, how far down it is filled, and whether a chapter of the first level ends on it."""

    number: int
    fill: float
    is_last: bool


def pages(file: Path) -> list[BookPage]:
    """The pages of a book after its contents."""
    book = pypdfium2.PdfDocument(file)
    starts = {mark.get_dest().get_index() for mark in book.get_toc() if mark.level == 0}
    last = {start - 1 for start in starts} | {len(book) - 1}
    return [BookPage(at + 1, _fill(book[at]), at in last) for at in range(FRONT, len(book))]


def _fill(page: pypdfium2.PdfPage) -> float:
    """The lowest ink of a page, as a part of the height that its text may have."""
    picture = page.render(scale=1).to_pil().convert("L")
    top, bottom = round(_TOP * picture.height), round(_BOTTOM * picture.height)
    ink = picture.crop((0, top, picture.width, bottom)).point(lambda light: 255 if light < 250 else 0).getbbox()
    return ink[3] / (bottom - top) if ink else 0.0


def complaints(found: Sequence[BookPage]) -> list[str]:
    """What a reader of the book would see: much empty paper, or a page with little on it before its chapter ends."""
    average = sum(page.fill for page in found) / len(found)
    scarce = [f"page {page.number}: {page.fill:.0%} full" for page in found if page.fill < LEAST and not page.is_last]
    return ([f"pages are {average:.1%} full on average"] if average < AVERAGE else []) + scarce
