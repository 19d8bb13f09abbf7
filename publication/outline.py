"""The contents of a page: its second-level headings, read from the finished HTML, wherever they came from."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser


class _Headings(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, str]] = []
        self._id: str | None = None
        self._text: list[str] = []
        self._link = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        if tag == "h2" and names.get("id"):
            self._id, self._text = names["id"], []
        elif tag == "a" and "link-to" in (names.get("class") or ""):
            self._link = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "h2" and self._id:
            self.found.append((self._id, " ".join("".join(self._text).split())))
            self._id = None
        elif tag == "a":
            self._link = False

    def handle_data(self, data: str) -> None:
        if self._id and not self._link:
            self._text.append(data)


@dataclass(frozen=True)
class Heading:
    """A heading's text and the way to it on its page, such as `#udtalelser`."""

    title: str
    url: str


def contents(html: str) -> list[Heading]:
    """Every `<h2 id>` of a page, without the words of the link to it."""
    parser = _Headings()
    parser.feed(html)
    return [Heading(title=text, url=f"#{id_}") for id_, text in parser.found]
