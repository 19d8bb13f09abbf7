"""What a built page says, as lines of text with the heading they stand under, so that two builds can be compared."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import zip_longest
from typing import NamedTuple, TypeVar

T = TypeVar("T")

# Elements whose text stands apart from what is around it; a row of a table is one line.
_LINES = frozenset(
    """
    main header footer section article aside div figure ul ol dl table details svg
    h1 h2 h3 h4 h5 h6 p li dt dd tr figcaption text title desc summary blockquote caption pre
    """.split()
)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
# Not said by the page itself: ways about the site and the page, and programs.
_SILENT = frozenset("nav script style template".split())
_SILENT_CLASSES = frozenset({"link-to", "contents", "skip"})


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


class _Open(NamedTuple):
    tag: str
    anchor: str


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self.head: dict[str, str] = {}
        self._stack: list[_Open] = []
        self._silent = 0
        self._text: list[str] = []
        self._heading = ""
        self._heading_anchor = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "meta":
            self.head.setdefault(given.get("name") or given.get("property") or "", given.get("content", ""))
        if tag in _VOID:
            self._text.append(" ")
            return
        if self._silent or tag in _SILENT or _SILENT_CLASSES & set(given.get("class", "").split()):
            self._silent += 1
        elif tag in _LINES:
            self._flush()
        self._stack.append(_Open(tag, given.get("id", "")))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # In SVG an element may close itself; it says nothing.
        if tag in _VOID:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if not any(one.tag == tag for one in self._stack):
            return
        while self._stack:
            if self._stack[-1].tag in _LINES and not self._silent:
                self._flush()
            closed = self._stack.pop()
            self._silent = max(self._silent - 1, 0)
            if closed.tag == tag:
                break

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._text.append(data)

    def _flush(self) -> None:
        """End the line that is being read."""
        text = " ".join("".join(self._text).replace("\u00ad", "").split())
        self._text.clear()
        tags = [one.tag for one in self._stack]
        if not text or not tags:
            return
        if "main" not in tags:
            if tags[-1] == "title":
                self.head.setdefault("title", text)
            return
        anchor = next((one.anchor for one in reversed(self._stack) if one.anchor and one.tag != "main"), "")
        if tags[-1] in _HEADINGS:
            self._heading, self._heading_anchor = text, anchor
        self.lines.append(Line(self._heading, anchor or self._heading_anchor, text))


@dataclass(frozen=True)
class Said:
    """A page's title, what it says, and what its share picture shows."""

    title: str
    lines: tuple[Line, ...]
    card: str


def said(html: str) -> Said:
    """What the HTML of a page says."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    head = reader.head
    title = next((line.text for line in reader.lines if line.heading == line.text), head.get("title", ""))
    seen = [Line("", "", head[name]) for name in ("title", "description") if head.get(name)]
    return Said(title, (*seen, *reader.lines), head.get("og:image:alt", ""))


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
