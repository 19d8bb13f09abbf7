"""What a built page says, as lines of text with the heading they stand under, so that two builds can be compared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from publication.web import html

# Elements whose text is not part of the line around them; a row of a table is one line.
_LINES = frozenset(
    """
    main header footer section article aside div figure ul ol dl table details svg
    h1 h2 h3 h4 h5 h6 p li dt dd tr figcaption text title desc summary blockquote caption pre
    """.split()
)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
# Menus and programs: a change in them is no change of what the page says.
_LEFT_OUT = frozenset("nav script style template".split())


class Line(NamedTuple):
    """A line of a page: the heading it stands under, the nearest id above it, and what it says."""

    heading: str
    anchor: str
    text: str


class PageText(NamedTuple):
    """A page's title, what it says, and what its share card shows."""

    title: str
    lines: tuple[Line, ...]
    card: str


def read(page: str) -> PageText:
    """What the HTML of a page says. What is no HTML says nothing."""
    root = html.parse(page)
    meta = html.meta(root)
    lines = [line for main in root.iter("main") for line in _lines(main)]
    head = [html.tidy(root.findtext(".//title") or ""), html.tidy(meta.get("description", ""))]
    title = next((line.text for line in lines if line.heading == line.text), head[0])
    return PageText(title, (*(Line("", "", text) for text in head if text), *lines), meta.get("og:image:alt", ""))


def _lines(main: html.HtmlElement) -> Iterator[Line]:
    strings: list[str] = []
    above = Line("", "", "")
    for piece in _pieces(main):
        if isinstance(piece, str):
            strings.append(piece)
        elif text := html.tidy("".join(strings)):
            strings.clear()
            ids = (element.get("id") for element in (piece, *piece.iterancestors()) if element.tag != "main")
            anchor = next(filter(None, ids), "")
            if piece.tag in _HEADINGS:
                above = Line(text, anchor, text)
            yield Line(above.heading, anchor or above.anchor, text)


def _pieces(element: html.HtmlElement) -> Iterator[str | html.HtmlElement]:
    """The strings of an element in their order and, wherever a line ends, the element that the line belongs to."""
    is_line = element.tag in _LINES
    if is_line and (parent := element.getparent()) is not None:
        yield parent
    yield element.text or " " * (element.tag == "br")
    for child in element:
        if child.tag not in _LEFT_OUT and not html.is_skipped(child.attrib, tool="readability"):
            yield from _pieces(child)
        yield child.tail or ""
    if is_line:
        yield element
