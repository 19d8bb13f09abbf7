"""Each page as plain Markdown, made from its finished content so that the two cannot disagree."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urljoin

from markdownify import ATX, MarkdownConverter

from publication.web import html
from publication.web.deployment import Deployment
from publication.web.page import Page

_PLACE = {kind: re.compile(rf"\bat-{kind}(\d+)") for kind in "rc"}


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

    def convert_ul(self, el: Any, text: str, parent_tags: Any) -> str:
        if "is-map" in el.get("class", ()):
            return _map_of(el.find_all("li"), self._address)
        return str(super().convert_ul(el, text, parent_tags))

    def convert_a(self, el: Any, text: str, parent_tags: Any) -> str:
        if el.get("href"):
            el["href"] = urljoin(self._address, el["href"])
        el.attrs.pop("title", None)
        return str(super().convert_a(el, text, parent_tags))

    def convert_code(self, el: Any, text: str, parent_tags: Any) -> str:
        if "pre" in parent_tags:
            return text
        return f"`{text}`" if text.strip() else ""


def _map_of(places: list[Any], address: str) -> str:
    """The municipalities as a table in which each stands where it lies on the map."""
    cells: dict[tuple[int, int], str] = {}
    for place in places:
        row, column = (int(_PLACE[kind].search(" ".join(place["class"]))[1]) for kind in "rc")  # type: ignore[index]
        link = place.find("a")
        cells[row, column] = f"[{link.get_text(' ', strip=True)}]({urljoin(address, link['href'])})"
    rows, columns = (range(1, max(at) + 1) for at in zip(*cells, strict=True))
    lines = [" | ".join(cells.get((row, column), " ") for column in columns) for row in rows]
    lines.insert(1, " | ".join("---" for _ in columns))
    return "\n\n" + "\n".join(f"| {line} |" for line in lines) + "\n\n"


def markdown(page: Page, deployment: Deployment) -> str:
    """A page as Markdown: title, summary, content, and its address."""
    address = deployment.absolute(page.address)
    text = _Converter(address).convert(page.content)
    text = re.sub(r"[ \t]+\n", "\n", text.replace("\u00ad", ""))
    text = re.sub(r"\n{3,}", "\n\n", text).strip()
    about = f"{page.summary}\n\n" if page.summary else ""
    return f"# {page.title}\n\n{about}{text}\n\n---\n\n{address}\n"
