"""A page as plain Markdown, made from its finished content, so that the two cannot disagree."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urljoin

from bs4 import BeautifulSoup
from markdownify import ATX, MarkdownConverter

from publication.web.page import Page
from publication.web.deployment import Deployment

# What says nothing outside a page on a screen, by class.
_SCREEN = {"link-to", "edit-link", "unseen", "tile-art", "key", "term-note", "books"}


class _Converter(MarkdownConverter):  # type: ignore[misc]  # untyped library
    """Markdown of a page's content; a drawing becomes the words that stand for it."""

    def __init__(self, address: str) -> None:
        super().__init__(heading_style=ATX, bullets="-", strip=["button", "script", "template"], wrap=False)
        self._address = address

    def convert_svg(self, el: Any, text: str, parent_tags: Any) -> str:
        said = [found.get_text(" ", strip=True) for name in ("title", "desc") if (found := el.find(name, recursive=False))]
        return f"\n\nFigur: {' – '.join(said)}\n\n" if said else ""

    def convert_a(self, el: Any, text: str, parent_tags: Any) -> str:
        if el.get("href"):
            el["href"] = urljoin(self._address, el["href"])
        el.attrs.pop("title", None)
        return str(super().convert_a(el, text, parent_tags))

    def convert_code(self, el: Any, text: str, parent_tags: Any) -> str:
        return f"`{text}`" if text.strip() else ""


def markdown(page: Page, deployment: Deployment) -> str:
    """A page as Markdown: title, what it is about, its content, and where it is read."""
    address = deployment.absolute(page.address)
    soup = BeautifulSoup(page.content, "html.parser")
    for element in [*soup.find_all("caption"), *soup.find_all(class_=lambda names: names in _SCREEN)]:
        # Taken out with an element around it, it is gone already.
        if not element.decomposed:
            element.decompose()
    for foot in soup.find_all("tfoot"):
        # A sum is a row like the others; a foot would become a second table.
        foot.find_parent("table").find("tbody").extend(foot.find_all("tr"))
        foot.decompose()
    text = _Converter(address).convert_soup(soup)
    text = re.sub(r"[ \t]+\n", "\n", text.replace("\u00ad", ""))
    text = re.sub(r"\n{3,}", "\n\n", text).strip()
    about = f"{page.summary}\n\n" if page.summary else ""
    return f"# {page.title}\n\n{about}{text}\n\n---\n\n{address}\n"
