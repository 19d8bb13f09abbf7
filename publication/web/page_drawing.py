"""The drawing of a page: what is in `publication/figures/vignettes.py` needs to know of it."""

from __future__ import annotations

from functools import partial

from publication.figures.vignettes import Told, Vignette, vignette
from publication.model.records import Figure
from publication.web import html
from publication.web.build_context import BuildContext
from publication.web.page import Page


def drawing_of(page: Page, context: BuildContext) -> Vignette | None:
    """The vignette of a page; none on the front page, and on a municipality's, which has its own tile."""
    if page.municipality or page.address == "/":
        return None
    facts = tuple(record for record in page.shown.values() if isinstance(record, Figure))
    told = Told(context.queries, context.today, facts, partial(html.section_lengths, page.content))
    return vignette(told, str(page.meta.get("drawing", "facts")))
