"""What a built page says, as lines of text with the heading they stand under, so that two builds can be compared."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import TypeVar

from publication.web import html

T = TypeVar("T")

# Elements whose text stands apart from what is around it; a row of a table is one line.
_LINES = frozenset(
    """
    main header footer section article aside div figure ul ol dl table details svg
    h1 h2 h3 h4 h5 h6 p li dt dd tr figcaption text title desc summary blockquote caption pre
    """.split()
)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
# Not said by the page itself: ways about the site and the page, and programs.
_LEFT_OUT = frozenset("nav script style template".split())


@dataclass(frozen=True)
class Line:
    """A line of a page: the heading it stands under, the id to find it by, and what it says."""

    heading: str
    anchor: str
    text: str


@dataclass(frozen=True)
class Difference:
    """A line that reads otherwise: nothing before where it is new, nothing after where it is gone."""

    heading: str
    anchor: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class PageText:
    """A page's title, what it says, and what its share picture shows."""

    title: str
    lines: tuple[Line, ...]
    card: str


class _Lines:
    """The lines of a page's `<main>`, gathered element by element."""

    def __init__(self, main: html.HtmlElement) -> None:
        self.found: list[Line] = []
        self._text: list[str] = []
        self._heading = Line("", "", "")
        self._read(main)

    def _read(self, element: html.HtmlElement) -> None:
        stands_apart = element.tag in _LINES
        if stands_apart and (above := element.getparent()) is not None:
            self._end_line(above)
        self._text.append(element.text or " " * (element.tag == "br"))
        for child in element:
            if child.tag not in _LEFT_OUT and not html.is_skipped(child.attrib):
                self._read(child)
            self._text.append(child.tail or "")
        if stands_apart:
            self._end_line(element)

    def _end_line(self, element: html.HtmlElement) -> None:
        text = html.tidy("".join(self._text))
        self._text.clear()
        if not text:
            return
        holders = (one.get("id") for one in (element, *element.iterancestors()) if one.tag != "main")
        anchor = next(filter(None, holders), "")
        if element.tag in _HEADINGS:
            self._heading = Line(text, anchor, text)
        self.found.append(Line(self._heading.heading, anchor or self._heading.anchor, text))


def read(page: str) -> PageText:
    """What the HTML of a page says."""
    root = html.parse(page)
    meta = html.meta(root)
    lines = [line for main in root.iter("main") for line in _Lines(main).found]
    head = [html.tidy(root.findtext(".//title") or ""), html.tidy(meta.get("description", ""))]
    title = next((line.text for line in lines if line.heading == line.text), head[0])
    return PageText(title, (*(Line("", "", text) for text in head if text), *lines), meta.get("og:image:alt", ""))


def differences(before: tuple[Line, ...], after: tuple[Line, ...]) -> list[Difference]:
    """The lines that read otherwise, in the order of the page."""
    found: list[Difference] = []
    for gone, come in changed_pairs(before, after, lambda line: line.text):
        place = come or gone
        assert place
        found.append(Difference(place.heading, place.anchor, gone.text if gone else None, come.text if come else None))
    return found


def changed_pairs(
    before: Sequence[T], after: Sequence[T], text: Callable[[T], str]
) -> Iterator[tuple[T | None, T | None]]:
    """What was with what is, wherever the texts differ; nothing on the side that is shorter there."""
    matcher = difflib.SequenceMatcher(None, [*map(text, before)], [*map(text, after)], autojunk=False)
    for what, start, end, new_start, new_end in matcher.get_opcodes():
        if what != "equal":
            yield from zip_longest(before[start:end], after[new_start:new_end])


LONG = 160  # signs of a line that are read at a glance
_CONTEXT = 50


def around(before: str | None, after: str | None) -> tuple[str | None, str | None]:
    """Two long lines cut down to where they differ, with some words on both sides."""
    if before is None or after is None or max(len(before), len(after)) <= LONG:
        return before, after
    shortest = min(len(before), len(after))
    start = next((at for at in range(shortest) if before[at] != after[at]), shortest)
    rest = shortest - start
    end = next((at for at in range(rest) if before[-1 - at] != after[-1 - at]), rest)
    first = before.rfind(" ", 0, max(start - _CONTEXT, 0)) + 1
    return _part(before, first, len(before) - end), _part(after, first, len(after) - end)


def _part(text: str, start: int, end: int) -> str:
    """A part of a text with what follows until a word ends, and signs for what is left out."""
    stop = text.find(" ", min(end + _CONTEXT, len(text)))
    stop = len(text) if stop < 0 else stop
    return ("…" if start else "") + text[start:stop] + ("…" if stop < len(text) else "")
