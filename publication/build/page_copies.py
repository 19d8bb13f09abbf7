"""Pages in another shape: as plain Markdown, and those that say in another language or more easily what others say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from publication.model import danish, english
from publication.model.types import parse_day
from publication.web.cache import Cache, made_by
from publication.web.deployment import Deployment
from publication.web.page import Page


def as_markdown(page: Page, where: Deployment, cache: Cache) -> bytes:
    """A page as plain Markdown. Converting one takes some 20 ms, so it comes from the cache."""
    modules = ("publication.exports.markdown_copies", "publication.web.html")
    fingerprint = made_by(*modules, packages=("markdownify", "beautifulsoup4"))
    key = ["markdown", fingerprint, where.site, page.title, page.summary, page.address, page.content]

    def convert() -> bytes:
        # The converter takes a tenth of a second to load, and most builds convert nothing.
        from publication.exports import markdown_copies

        return markdown_copies.markdown(page, where).encode()

    return cache.get(key, convert)


def followed(page: Page, changed: Mapping[str, dt.date]) -> dict[str, Any]:
    """Of a page that follows others: `as_of`, the day of which they were, and whether they have `moved_on` since.

    `changed` says when files last changed, where that is known.
    """
    if not (as_of := page.meta.get("as_of")):
        return {}
    day = parse_day(str(as_of))
    files = [f"docs/{path}" for path in page.meta.get("translation_of") or []]
    return {
        "as_of": (english if page.language == "en" else danish).moment(day),
        "moved_on": any(changed[file] > day for file in files if file in changed),
    }
