"""The drawing of a page: what is in `publication/figures/vignettes.py` needs to know of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import partial

from publication.figures.vignettes import Told, Vignette, vignette
from publication.model.records import Figure
from publication.web import html
from publication.web.build_context import BuildContext
from publication.web.page import Page


def drawing_of(page: Page, context: BuildContext, pages: Iterable[Page]) -> Vignette | None:
    """The vignette of a page among all pages; none on the front page, and on a municipality's, which has its own tile."""
    if page.municipality or page.address == "/":
        return None
    addresses = [each.living for each in pages if not each.municipality and each.edition == page.edition]
    below = [address.split("/")[-2] for address in addresses if address.startswith(page.living) and address != page.living]
    parts = Counter(address.split("/")[1] for address in addresses if address != "/")
    told = Told(
        context.queries,
        context.today,
        facts=tuple(record for record in page.shown.values() if isinstance(record, Figure)),
        sections=partial(html.section_lengths, page.content),
        parts=tuple(parts.values()),
        topics=tuple(below),
    )
    return vignette(told, str(page.meta.get("drawing", "facts")))
