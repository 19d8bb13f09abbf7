"""The glossary in running text: where a word of it first stands on a page, a button explains it.

The finished page is changed, because the first place may be in »Kort fortalt«, in an author's prose or in a value of
data. Headings, links, tables, names and drawings are left alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable

from publication.model.records import Term
from publication.web import html

# Elements in which a word is not prose, or where a button must not stand. Templates name others by `data-skip`.
_APART = frozenset(
    "a address b button caption code details dialog dl dt figcaption footer form h1 h2 h3 h4 h5 h6 label nav "
    "pre script strong style summary svg table template title".split()
)
_SENTENCE_END = re.compile(r"(?:^|[.!?:»«(])\s*$")
_NAME_GOES_ON = re.compile(r"\s+[A-ZÆØÅ]")

# Shows a word with its explanation as HTML; made from a template, because no HTML is written here.
Show = Callable[[Term, str], str]


class Glossary:
    """The words of the glossary, ready to be found in pages."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._terms = {form: term for term in terms for form in (term.term, *term.forms)}
        # The longest first, so that »pædagogisk princip« is not cut short. A genitive needs no form of its own.
        # They are grouped by first letter, which halves the time: at most words nothing else is looked at.
        rests: dict[str, list[str]] = defaultdict(list)
        for form in sorted(self._terms, key=len, reverse=True):
            rests[_first(form)].append(re.escape(form[1:]))
        forms = "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in rests.items())
        self._word = re.compile(rf"(?<![\w-])({forms})s?(?![\w-])") if forms else None

    def explain(self, page: str, show: Show) -> str:
        """A finished page with each word's first occurrence in the text of its `<main>` handed to `show`."""
        start, end = page.find("<main"), page.rfind("</main>")
        if self._word is None or start < 0 or not self._word.search(page, start, end):
            return page
        pieces: list[str] = []
        seen: set[str] = set()
        copied = 0

        def shown(found: re.Match[str]) -> str:
            term = self._terms.get(found[1]) or self._terms[found[1][0].lower() + found[1][1:]]
            if term.id in seen or _is_name(found, term):
                return found[0]
            seen.add(term.id)
            return show(term, found[0])

        for place, stop in html.prose(page, start, end, "glossary", _APART):
            if self._word.search(page, place, stop):
                pieces += (page[copied:place], self._word.sub(shown, page[place:stop]))
                copied = stop
        return "".join([*pieces, page[copied:]])


def _first(form: str) -> str:
    """A pattern for a form's first letter, which may begin a sentence; one with capitals, `ADHD`, stays as it is."""
    return re.escape(form[0]) if form != form.lower() else f"[{form[0]}{form[0].upper()}]"


def _is_name(found: re.Match[str], term: Term) -> bool:
    """Whether an ordinary word with a capital is part of a name: `Glostrup Musikskole`, `Kulturskolen Roskilde`."""
    written = found[0]
    if written[0] == written[0].lower() or term.term != term.term.lower():
        return False
    goes_on = _NAME_GOES_ON.match(found.string, found.end())
    return bool(goes_on) or not _SENTENCE_END.search(found.string, 0, found.start())
