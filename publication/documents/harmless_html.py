"""Which HTML is harmless on an author's page. The sanitiser nh3 decides; here stands what it may keep.

`AUTHORS` is what may be written as raw HTML or between the braces of an attribute list, `RENDERED` what Markdown and
its extensions make of a page besides.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from html import escape
from html.parser import HTMLParser
from typing import NamedTuple

import nh3

from publication.loading.diagnostics import Diagnostic, Position
from publication.web import html as html_reader

SCHEMES = {"https", "mailto", "tel"}
TAGS = set(
    "a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure h2 h3 "
    "h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp small span strong sub summary sup table tbody td tfoot "
    "th thead time tr u ul var wbr".split()
)
CLASSES = set(
    "admonition abstract bug card cards danger end example failure grid info inline lg md-button md-button--primary middle "
    "note question questions quote sm success tip warning xl xxl xxxl".split()
)
"""The classes that `prose.css` and `site.css` have for authors; another could pass for a part of the page around the text."""
# Ids that the pages around the text have, and those that extensions give. A test holds the list to the templates.
RESERVED_IDS = set(
    "afsnit-nederst besked blok blok-kode boeger citer dato det-er-sket det-sker faelles har-vaeret-med hel-henvisning "
    "hele-indsatsen hele-pakken hent henvendelse henvis henvis-mere indhold klage laes laesevisning laesevisning-titel "
    "licens mangler mente-du menu metode omtale paa-tvaers personer ramme ramme-kode samarbejdet siden-sidst sidens-kilder "
    "soeg soeg-felt soeg-fundet soeg-taster soeg-titel status tal-almen tal-andel tal-special time udseende udtalelser "
    "videre".split()
)
_RESERVED_PREFIXES = ("__", "fn:", "fn-", "fnref", "kilde-")
_ATTRIBUTES = {
    "*": {"id", "title", "lang", "dir", "markdown"},
    "a": {"href"},
    "col": {"span"},
    "colgroup": {"span"},
    "del": {"datetime"},
    "details": {"open"},
    "img": {"src", "alt", "width", "height", "align", "loading"},
    "ins": {"datetime"},
    "li": {"value"},
    "ol": {"start", "type", "reversed"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "align", "scope"},
    "time": {"datetime"},
}
AUTHORS = nh3.Cleaner(
    tags=TAGS,
    attributes=_ATTRIBUTES,
    allowed_classes=dict.fromkeys(TAGS, CLASSES),
    url_schemes=SCHEMES,
    link_rel=None,
    clean_content_tags=set(),
)
_DRAWN = {"svg", "path", "g", "circle", "rect", "ellipse", "polygon", "title"}
RENDERED = nh3.Cleaner(
    tags=TAGS | _DRAWN | {"h1", "input", "label"},
    attributes={
        **_ATTRIBUTES,
        "*": {"class", "id", "title", "lang", "dir", "role", "aria-label", "aria-hidden", "data-unsearched", "markdown"},
        "div": {"data-screen-only", "data-tabs", "tabindex"},
        "img": _ATTRIBUTES["img"] | {"data-skip"},
        "input": {"checked", "id", "name"},
        "label": {"for"},
        "span": {"data-linenos"},
        "svg": {"viewbox", "viewBox", "xmlns", "width", "height", "fill"},
        **{
            tag: set("d fill fill-rule clip-rule fill-opacity opacity transform cx cy r rx ry x y width height points".split())
            for tag in _DRAWN - {"svg", "title"}
        },
    },
    # A radio button chooses a tab; any other control could ask the reader for something.
    tag_attribute_values={"input": {"type": {"radio"}}},
    url_schemes=SCHEMES,
    link_rel=None,
    clean_content_tags=set(),
)
# A part of a table is none outside it.
_AROUND = {
    "col": "<table><colgroup>",
    "td": "<table><tbody><tr>",
    "th": "<table><tbody><tr>",
    "tr": "<table><tbody>",
    **dict.fromkeys(("caption", "colgroup", "tbody", "tfoot", "thead"), "<table>"),
}


class _Tags(HTMLParser):
    """The opening tags of a text, each with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))


@lru_cache(4096)
def is_allowed(tag: str, attribute: str | None = None, value: str = "") -> bool:
    """Whether an author may write an element, or an attribute with this value on it."""
    written = f' {attribute}="{escape(value)}"' if attribute else ""
    kept = [found for name, found in _Tags(AUTHORS.clean(f"{_AROUND.get(tag, '')}<{tag}{written}>")).found if name == tag]
    if not kept or not attribute:
        return bool(kept)
    left = kept[-1].get(attribute)
    if attribute == "id":
        taken = value in RESERVED_IDS or value.startswith(_RESERVED_PREFIXES)
        return left is not None and not taken and bool(re.fullmatch(r"[\w.-]+", value))
    if attribute == "class":
        return left is not None and set(left.split()) == set(value.split())
    return left is not None


class Unsafe(NamedTuple):
    """What may not stand in a page's HTML: an element, and its attribute if that is what is wrong."""

    element: str
    attribute: str = ""


_COMMENT = re.compile(r"<!--(?!-?>)(?:(?!<!--|--!>).)*?-->", re.DOTALL)
_OPENING = re.compile(r"<([a-zA-Z][^\s/>]*)")


def diagnostic(file: str, rendered: str) -> Diagnostic | None:
    """What is wrong with the HTML that Markdown made of a file."""
    if not (found := unsafe(rendered)):
        return None
    what = f"»{found.attribute}« på »{found.element}«" if found.attribute else f"»{found.element}«"
    return Position(file).diagnostic("side-html", f"siden får HTML, som ikke er harmløs: {what}; skriv det i Markdown, eller slet det")


@lru_cache(256)
def unsafe(rendered: str) -> Unsafe | None:
    """What may not stand in the HTML that Markdown made of a page; nothing as a rule.

    All municipalities' pages have one text, so it is looked at once. Two readers of HTML look at it, the sanitiser's
    and our own, and the tags are counted besides, because what one of them overlooks a browser might see.
    """
    html = _COMMENT.sub("", rendered)
    cleaned = RENDERED.clean(html)
    written, kept = _elements(html), _elements(cleaned)
    for element, attributes in written - kept:
        left = {pair for name, pairs in kept if name == element for pair in pairs}
        return Unsafe(element, next((pair[0] for pair in attributes if pair not in left), ""))
    for element in Counter(_OPENING.findall(html.lower())) - Counter(_OPENING.findall(cleaned.lower())):
        return Unsafe(element)
    for element, attributes in kept:
        if element == "input" and ("type", "radio") not in attributes:
            return Unsafe("input")
        # The mark of a macro, whose HTML would stand in the attribute.
        if any("\ue000" in value for _, value in attributes):
            return Unsafe("{{ }}")
    return Unsafe("!") if "<!" in html or "<?" in html else None


def _elements(html: str) -> Counter[tuple[str, tuple[tuple[str, str], ...]]]:
    """How often each element stands in the HTML with its attributes."""
    return Counter(
        (element.tag, tuple(sorted(element.items()))) for element in html_reader.parse(html).iter() if isinstance(element.tag, str)
    )
