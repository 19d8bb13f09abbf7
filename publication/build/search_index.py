"""The search index: the one file that the search in the browser reads, made from the finished pages and the records.

It holds what stands on each page, part by part, so that a hit opens where the word stands; besides, an entry for each
school, person and difficult word. Templates mark with `data-unsearched` what nobody searches for, and what is said
in words elsewhere on the page.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from lxml.html import HtmlElement

from publication.figures import identicon
from publication.model.letters import same_by_eye
from publication.model.records import School
from publication.web import html, permalinks, templates
from publication.web.build_context import BuildContext
from publication.web.page import Page

FILE = "soeg.json"
Entry = dict[str, Any]

_CONTACT = "/om/kontakt/"
_HEADINGS = frozenset(("h2", "h3", "h4", "h5"))
_INLINE = frozenset("a abbr b bdi br button cite code del dfn em i ins kbd mark q s small span strong sub sup time u".split())
# What nobody searches for, and what is drawn with letters.
_UNSOUGHT = frozenset(("data-unsearched", "aria-hidden"))
_NO_WORDS = frozenset(("svg", "script", "style", "template", "audio", "video"))


def content(pages: Iterable[Page], context: BuildContext, places: permalinks.Places) -> bytes:
    """The index. Each entry is a page, a school, a person or a word of the glossary.

    `u` is its address from the site's root on, `t` its title, `n` its shorter name, `s` a sentence on it, `w` what else readers ask for when
    they mean it, `m` the municipality whose tile stands beside it, `k` its kind when it is no page, and `p` its parts:
    the id of a place on the page, its heading, and its texts. `tiles` are the municipalities' patterns, and `same` the
    words that the glossary says mean the same.
    """
    publication = context.publication
    entries = [*map(_page, pages), *_schools(context, places), *_people(context, places), *_terms(context, places)]
    shown = {entry["m"] for entry in entries if "m" in entry}
    tiles = {
        record.id: templates.words(context.templates, "search_tile", blocks=identicon.blocks(record.code))
        for record in publication.municipalities
        if record.id in shown
    }
    same = [[term.term, *term.forms, *term.search] for term in publication.glossary if term.forms or term.search]
    index = {"entries": entries, "tiles": tiles, "same": same}
    return json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode()


@lru_cache(256)  # While somebody writes most pages stay as they are.
def parts(text: str) -> list[list[str]]:
    """The parts of a page's HTML: the id of each place that a link can lead to, its heading, and its texts in their order.

    What stands before the first place has an empty id. The list is shared, so nobody may change it.
    """
    reader = _Reader()
    reader.read(html.parse(text))
    return [[part.id, part.heading, *part.texts] for part in reader.parts if part.heading or part.texts]


class _Part:
    def __init__(self, id_: str = "") -> None:
        self.id, self.heading, self.texts = id_, "", list[str]()


class _Reader:
    """Reads HTML once from its beginning; a heading with an id begins a part, and an element with an id is one itself."""

    def __init__(self) -> None:
        self.parts = [_Part()]
        self._part = self.parts[0]
        self._line: list[str] = []

    def read(self, element: HtmlElement) -> None:
        if element.tag in _NO_WORDS or _UNSOUGHT & set(element.keys()) or html.is_skipped(element.attrib):
            return
        inline = element.tag in _INLINE
        around, opens = self._part, not inline and element.get("id", "")
        if not inline:
            self._end_line()
        if opens:
            self._part = _Part(opens)
            self.parts.append(self._part)
        self._line.append(" " if element.tag == "br" else element.text or "")
        for child in element:
            self.read(child)
            self._line.append(child.tail or "")
        if element.tag in _HEADINGS and (title := html.tidy("".join(self._line))):
            self._line = []
            if self._part.heading:
                self._part.texts.append(title)
            else:
                self._part.heading = title
        elif not inline:
            self._end_line()
        # What follows a heading belongs to it; what follows any other place does not.
        if opens and element.tag not in _HEADINGS:
            self._part = around

    def _end_line(self) -> None:
        if text := html.tidy("".join(self._line)):
            self._part.texts.append(text)
        self._line = []


def _page(page: Page) -> Entry:
    title = page.meta.get("title") or page.title
    entry: Entry = {"u": page.address, "t": title, "s": page.summary, "p": parts(page.content)}
    if page.title != title:
        entry["n"] = page.title
    if page.meta.get("search"):
        entry["w"] = page.meta["search"]
    if page.municipality:
        entry["m"] = page.municipality.id
    return entry


def _schools(context: BuildContext, places: permalinks.Places) -> Iterator[Entry]:
    """Every school with its earlier names, where the page tells of its work."""
    for school in context.publication.schools:
        address = _of_school(school, context, places)
        if address:
            summary = templates.words(context.templates, "search_school", school=school)
            entry: Entry = {"k": "skole", "u": address, "t": school.name, "s": summary}
            if school.former_names:
                entry["w"] = list(school.former_names)
            if school.municipality:
                entry["m"] = school.municipality
            yield entry


def _of_school(school: School, context: BuildContext, places: permalinks.Places) -> str | None:
    for partnership in context.publication.partnerships:
        if school.id in (*partnership.special_schools, *partnership.culture_schools, *partnership.partners):
            if address := permalinks.of("partnerships", partnership, places):
                return address
    return f"/kommuner/{school.municipality}/" if school.municipality else None


def _people(context: BuildContext, places: permalinks.Places) -> Iterator[Entry]:
    """Whom to turn to, everybody who says something, and those who lead; each once."""
    publication = context.publication
    contact = publication.initiative.contact
    people = [(contact.name, f"{contact.role}, {contact.organisation}", _CONTACT, None)]
    for statement in publication.statements:
        if address := permalinks.of("statements", statement, places):
            for one in statement.speakers:
                people.append((one.name, f"{one.role}, {one.institution}", address, one.municipality))
    for chair in publication.initiative.chairs:
        where = context.queries.municipalities[chair.municipality].name
        people.append((chair.name, f"{chair.role}, {where}", _CONTACT, chair.municipality))
    found: set[str] = set()
    for name, about, address, home in people:
        if (known := same_by_eye(name)) not in found:
            found.add(known)
            entry: Entry = {"k": "person", "u": address, "t": name, "s": about}
            yield {**entry, "m": home} if home else entry


def _terms(context: BuildContext, places: permalinks.Places) -> Iterator[Entry]:
    for term in context.publication.glossary:
        if address := permalinks.of("glossary", term, places):
            yield {"k": "ord", "u": address, "t": term.term, "s": term.text, "w": [*term.forms, *term.search]}
