"""The glossary in running text: where a word of it first stands on a page, it can be asked what it means.

It is done to the finished page, because the first place may be in «Kort fortalt», in an
author's prose or in a value of data. Headings, links, tables, names and drawings are left alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from html import unescape

from publication.model.records import Term

# Elements in which a word is not prose, or where a button must not stand.
_APART_TAGS = frozenset(
    "a address b button caption code details dialog dl dt figcaption footer form h1 h2 h3 h4 h5 h6 label nav "
    "pre script strong style summary svg table template title".split()
)
# The same by class: names of people and schools, labels, the glossary itself.
_APART_CLASSES = frozenset(
    "breadcrumbs contact glossary imprint key media-kind media-outlet partners person rail source-list status talks".split()
)
_EMPTY_TAGS = frozenset("br col hr img input link meta source wbr path rect circle".split())

_TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9]*)([^>]*)>|</[^>]*>|<!--.*?-->", re.DOTALL)
_CLASS = re.compile(r'class="([^"]*)"')
_SENTENCE_END = re.compile(r"(?:^|[.!?:»«(])\s*$")
_NAME_GOES_ON = re.compile(r"\s+[A-ZÆØÅ]")

# Shows a word with its explanation as HTML; made from a template, because no HTML is written here.
Show = Callable[[Term, str], str]


class Glossary:
    """The words of the glossary, ready to be found in pages."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._terms = {form: term for term in terms for form in (term.term, *term.forms)}
        # The longest first, so that «pædagogisk princip» is not cut short. A genitive needs no form of its own.
        forms = sorted(self._terms, key=len, reverse=True)
        # By their first letter, so that at most words only that is looked at.
        rests: dict[str, list[str]] = defaultdict(list)
        for form in forms:
            rests[_first(form)].append(re.escape(form[1:]))
        alternatives = "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in rests.items())
        self._word = re.compile(rf"(?<![\w-])({alternatives})(?:s)?(?![\w-])") if forms else None

    def explain(self, page: str, show: Show) -> str:
        """A finished page with each word's first occurrence in the text of its `<main>` handed to `show`."""
        start, end = page.find("<main"), page.rfind("</main>") + len("</main>")
        if self._word is None or start < 0 or end < start or not self._word.search(page, start, end):
            return page
        return page[:start] + self._explained(page[start:end], show) + page[end:]

    def _explained(self, main: str, show: Show) -> str:
        pieces: list[str] = []
        seen: set[str] = set()
        text = copied = 0

        def shown(found: re.Match[str]) -> str:
            term = self._term(found[1])
            if term.id in seen or _is_name(found, term):
                return found[0]
            seen.add(term.id)
            return show(term, unescape(found[0]))

        assert self._word is not None
        while tag := _TAG.search(main, text):
            start, end = tag.span()
            if self._word.search(main, text, start):
                pieces += (main[copied:text], self._word.sub(shown, main[text:start]))
                copied = start
            text = _past(main, tag[1].lower(), end) if tag[1] and _is_apart(tag[1].lower(), tag[2]) else end
        return "".join([*pieces, main[copied:]])

    def _term(self, written: str) -> Term:
        return self._terms.get(written) or self._terms[written[0].lower() + written[1:]]


def _first(form: str) -> str:
    """A pattern for the first letter of a form, which may begin a sentence; `ADHD` and other words with capitals stand as they are."""
    return re.escape(form[0]) if form != form.lower() else f"[{form[0]}{form[0].upper()}]"


def _is_name(found: re.Match[str], term: Term) -> bool:
    """Whether an ordinary word with a capital is part of a name: `Glostrup Musikskole`, `Kulturskolen Roskilde`."""
    written = found[0]
    if written[0] == written[0].lower() or term.term != term.term.lower():
        return False
    return not _SENTENCE_END.search(found.string, 0, found.start()) or bool(
        _NAME_GOES_ON.match(found.string, found.end())
    )


def _is_apart(name: str, attributes: str) -> bool:
    """Whether a tag opens an element that is left alone."""
    if name in _EMPTY_TAGS or attributes.endswith("/"):
        return False
    classes = _CLASS.search(attributes) if "class=" in attributes else None
    return name in _APART_TAGS or classes is not None and not _APART_CLASSES.isdisjoint(classes[1].split())


def _past(html: str, name: str, start: int) -> int:
    """Where the element ends that a tag before `start` has opened, whatever of its kind lies within it."""
    depth = 1
    for tag in _tags(name).finditer(html, start):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.end()
    return len(html)


@cache
def _tags(name: str) -> re.Pattern[str]:
    """The tags that open and close elements of one kind; none that closes itself."""
    return re.compile(rf"<(/?){name}(?:\s[^>]*)?(?<!/)>", re.IGNORECASE)
