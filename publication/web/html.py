"""Reading HTML: every tool that looks at a page of this site parses it here, with lxml.

What a tool leaves out is said in the templates, by attributes and never by a list of classes:

    data-screen-only           helps whoever uses the page on a screen and says nothing elsewhere: left out by all
    data-skip="book markdown"  left out by the tools named: book, markdown (the copies), glossary, readability, aloud
    data-unsearched            left out by the search, and not read aloud; of a drawing, what it shows is read
    data-content               what a page has to say stands here: all that is searched, read aloud and in the book
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

_SCREEN_ONLY, _SKIP = "data-screen-only", "data-skip"
# The links of headings to themselves. Markdown, which makes most of them, can give them a class and no attribute.
_PERMALINK = "link-to"
SCREEN_ONLY = f"[{_SCREEN_ONLY}], .{_PERMALINK}"
"""A selector of all that is for the screen alone."""

_XHTML, _SVG = "http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg"
# A reader of HTML lowers all names; XML has these with their capitals.
SVG_NAMES = {
    name.lower(): name
    for name in "viewBox preserveAspectRatio pathLength textLength lengthAdjust textPath clipPath clipPathUnits "
    "linearGradient radialGradient gradientUnits gradientTransform patternUnits patternTransform".split()
}


class Heading(NamedTuple):
    """A heading's text and the way to it on its page, such as `#udtalelser`."""

    title: str
    url: str


def parse(html: str) -> HtmlElement:
    """A page, or a part of one, as a tree without comments; what is no HTML gives a tree with nothing in it."""
    parser = HTMLParser(remove_comments=True, remove_pis=True)
    try:
        return document_fromstring(html, parser)
    except etree.ParserError:
        return document_fromstring("<html></html>", parser)


def is_skipped(attributes: Mapping[str, str], tool: str = "") -> bool:
    """Whether a tool leaves out an element with these attributes."""
    for_screen = _SCREEN_ONLY in attributes or _PERMALINK in attributes.get("class", "")
    return for_screen or tool in attributes.get(_SKIP, "").split()


def tidy(text: str) -> str:
    """A text on one line, without soft hyphens."""
    return " ".join(text.replace("\u00ad", "").split())


def text(element: HtmlElement, tool: str = "") -> str:
    """What an element says to a tool, on one line."""
    return tidy("".join(_strings(element, tool)))


def _strings(element: HtmlElement, tool: str) -> Iterator[str]:
    yield " " if element.tag == "br" else element.text or ""
    for child in element:
        if not is_skipped(child.attrib, tool):
            yield from _strings(child, tool)
        yield child.tail or ""


def headings(page: HtmlElement) -> list[Heading]:
    """Every `<h2 id>` of a page, without the words of the link to it."""
    return [Heading(text(heading), f"#{heading.get('id')}") for heading in page.iterfind(".//h2[@id]")]


_EVERY_ID = etree.XPath("//@id", smart_strings=False)


def ids(page: HtmlElement) -> list[str]:
    """Every id on a page, in order and once."""
    return list(dict.fromkeys(_EVERY_ID(page)))


class Outline(NamedTuple):
    """What a page offers to links: its headings of the second level, and all its ids."""

    headings: list[Heading]
    ids: list[str]


@lru_cache(256)  # Both are asked for at each build, and while somebody writes most pages stay as they are.
def outline(content: str) -> Outline:
    """The outline of a page, or of a part of one. It is shared, so nobody may change it."""
    page = parse(content)
    return Outline(headings(page), ids(page))


@lru_cache(256)  # As for the outline.
def section_lengths(content: str) -> tuple[int, ...]:
    """How many words stand under each heading of the second level, of those that lie outside everything else."""
    lengths: list[int] = []
    for element in parse(content).xpath("/html/body/*"):
        if element.tag == "h2":
            lengths.append(0)
        elif lengths:
            lengths[-1] += len(text(element).split())
    return tuple(lengths)


def body(page: HtmlElement) -> list[HtmlElement]:
    """Where a page says what it has to say: its article, and on the front page the opening before it."""
    return list(page.iterfind(".//*[@data-content]"))


def permalinks(page: HtmlElement) -> list[str]:
    """The ids on a page that it offers a link to."""
    links = (link.get("href", "") for link in page.iter("a") if _PERMALINK in link.classes)
    return [href[1:] for href in links if href.startswith("#")]


def meta(page: HtmlElement) -> dict[str, str]:
    """The content of a page's `<meta>` elements by their name, property or `http-equiv`."""
    found: dict[str, str] = {}
    for element in page.iter("meta"):
        name = element.get("name") or element.get("property") or element.get("http-equiv", "").lower()
        found.setdefault(name, element.get("content", ""))
    return found


def as_xml(element: HtmlElement) -> etree._Element:
    """A copy as XHTML with SVG in it: no element has a prefix, each names its namespace where it begins."""
    holder = etree.Element("holder")
    _copy_as_xml(element, holder, None)
    return holder[0]


def _copy_as_xml(element: HtmlElement, parent: etree._Element, above: str | None) -> None:
    namespace = _SVG if element.tag == "svg" or above == _SVG else _XHTML
    name = f"{{{namespace}}}{SVG_NAMES.get(element.tag, element.tag)}"
    copied = etree.SubElement(parent, name, nsmap={None: namespace} if namespace != above else None)
    for attribute, value in element.items():
        copied.set(SVG_NAMES.get(attribute, attribute), value)
    copied.text, copied.tail = element.text, element.tail
    for child in element:
        _copy_as_xml(child, copied, namespace)


# What follows edits the text of a page, because a tree that is written again differs in more than what was changed.
# The HTML is our own, from Markdown and escaping templates: no attribute holds a bare `>`.

_TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9]*)([^>]*)>|</[^>]*>|<!--.*?-->", re.DOTALL)
_ATTRIBUTE = re.compile(r'([a-z-]+)(?:="([^"]*)")?')
_EMPTY_TAGS = frozenset("br col hr img input link meta source wbr path rect circle".split())


def with_tags(html: str, name: str, change: Callable[[str], str]) -> str:
    """The HTML with every opening tag of one name changed, such as `<a href="…">`."""
    return re.sub(rf"<{name}\b[^>]*>", lambda tag: change(tag[0]), html)


def prose(html: str, start: int, end: int, tool: str, tags: Collection[str]) -> Iterator[tuple[int, int]]:
    """Where text stands between two places, outside elements of these tags and those that the tool leaves out."""
    while start < end and (tag := _TAG.search(html, start, end)):
        yield start, tag.start()
        start = tag.end()
        if tag[1] and _opens_skipped(tag[1].lower(), tag[2], tool, tags):
            start = _past(html, tag[1].lower(), start)
    yield start, end


def _opens_skipped(name: str, attributes: str, tool: str, tags: Collection[str]) -> bool:
    if name in _EMPTY_TAGS or attributes.endswith("/"):
        return False
    return name in tags or ("data-s" in attributes and is_skipped(dict(_ATTRIBUTE.findall(attributes)), tool))


def _past(html: str, name: str, start: int) -> int:
    """Where the element ends that a tag before `start` has opened, whatever of its kind lies within it."""
    depth = 1
    # The tags that open and close elements of this kind; none that closes itself.
    for tag in re.compile(rf"<(/?){name}(?:\s[^>]*)?(?<!/)>", re.IGNORECASE).finditer(html, start):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.end()
    return len(html)
