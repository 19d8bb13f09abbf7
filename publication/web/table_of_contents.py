"""The contents of a page: its second-level headings, read from the finished HTML, wherever they came from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

# The HTML is our own, from Markdown and escaping templates, so no attribute holds a bare `>`.
_HEADING = re.compile(r"<h2\b[^>]*\bid=\"([^\"]+)\"[^>]*>(.*?)</h2>", re.DOTALL)
_LINK = re.compile(r"<a\b[^>]*\bclass=\"[^\"]*\blink-to\b[^>]*>.*?</a>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Heading:
    """A heading's text and the way to it on its page, such as `#udtalelser`."""

    title: str
    url: str


def contents(html: str) -> list[Heading]:
    """Every `<h2 id>` of a page, without the words of the link to it."""
    return [Heading(title=_text(inner), url=f"#{unescape(id_)}") for id_, inner in _HEADING.findall(html)]


def _text(html: str) -> str:
    return " ".join(unescape(_TAG.sub("", _LINK.sub("", html))).split())
