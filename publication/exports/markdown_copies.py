"""Each page as plain Markdown, made from its finished content so that the two cannot disagree."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urljoin

from markdownify import ATX, MarkdownConverter

from publication.web import html
from publication.web.deployment import Deployment
from publication.web.page import Page


class _Converter(MarkdownConverter):  # type: ignore[misc]  # untyped library
    """Markdown of a page's content; a drawing becomes its title and description."""

    def __init__(self, address: str) -> None:
        super().__init__(heading_style=ATX, bullets="-", strip=["button", "script", "template"], wrap=False)
        self._address = address

    def process_tag(self, node: Any, parent_tags: Any = None) -> str:
        if html.is_skipped(node.attrs, "markdown") or node.name == "caption":
            return ""
        if node.name == "tfoot":
            # A sum is a row like the others; a foot would become a second table.
            node.name = "tbody"
        return str(super().process_tag(node, parent_tags))

    def convert_svg(self, el: Any, text: str, parent_tags: Any) -> str:
        said = [found.get_text(" ", strip=True) for found in el.find_all(["title", "desc"], recursive=False)]
        return f"\n\nFigur: {' – '.join(said)}\n\n" if said else ""

    def convert_a(self, el: Any, text: str, parent_tags: Any) -> str:
        if el.get("href"):
            el["href"] = urljoin(self._address, el["href"])
        el.attrs.pop("title", None)
        return str(super().convert_a(el, text, parent_tags))

    def convert_code(self, el: Any, text: str, parent_tags: Any) -> str:
        if "pre" in parent_tags:
            return text
        return f"`{text}`" if text.strip() else ""


def markdown(page: Page, deployment: Deployment) -> str:
    """A page as Markdown: title, summary, content, and its address."""
    address = deployment.absolute(page.address)
    text = _Converter(address).convert(page.content)
    text = re.sub(r"[ \t]+\n", "\n", text.replace("\u00ad", ""))
    text = re.sub(r"\n{3,}", "\n\n", text).strip()
    about = f"{page.summary}\n\n" if page.summary else ""
    return f"# {page.title}\n\n{about}{text}\n\n---\n\n{address}\n"
