"""The title and description of a page's head, and the check that no two pages share them.

`overrides/partials/head.html` and `share_tags.html` write the tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from publication.documents.document import LONGEST_TITLE, Document
from publication.loading.diagnostics import Diagnostic, Position

SHORTEST_DESCRIPTION, LONGEST_DESCRIPTION = 50, 160

# A sentence ends before white space and a capital letter, so that »ca. 12« and »3. marts« stay whole.
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ«»])")


@dataclass(frozen=True)
class Head:
    """Everything a head is made from. `url` and `card`, the picture of a shared link, are absolute addresses."""

    title: str
    description: str
    url: str
    site_name: str
    card: str
    card_alt: str
    robots: str | None = None
    article: bool = True


def title(page: str, site_name: str) -> str:
    """The page's title, followed by the site's name if both fit; never longer than LONGEST_TITLE."""
    page = " ".join(page.split())
    if page == site_name:
        return page
    both = f"{page} – {site_name}"
    return both if len(both) <= LONGEST_TITLE else shortened(page, LONGEST_TITLE)


def description(texts: Iterable[str]) -> str:
    """As many whole sentences from the texts, in their order, as fit within LONGEST_DESCRIPTION.

    Shorter than SHORTEST_DESCRIPTION only when the texts hold no more than that.
    """
    sentences = [sentence for text in texts for sentence in _SENTENCE.split(" ".join(text.split())) if sentence]
    chosen: list[str] = []
    for sentence in dict.fromkeys(sentences):
        together = " ".join([*chosen, sentence])
        if len(together) <= LONGEST_DESCRIPTION:
            chosen.append(sentence)
        elif len(" ".join(chosen)) < SHORTEST_DESCRIPTION:
            return shortened(together, LONGEST_DESCRIPTION)
        else:
            break
    return " ".join(chosen)


def shortened(text: str, longest: int) -> str:
    """The text, cut after a whole word and with an ellipsis when it is too long; never longer than `longest`."""
    if len(text) <= longest:
        return text
    cut = text[:longest].rpartition(" ")[0] or text[: longest - 1]
    return cut.rstrip(" ,;:–-.") + "…" if len(cut) < longest else cut[: longest - 1] + "…"


Texts = list[tuple[Position, str]]


def _diagnostics(titles: Texts, descriptions: Texts) -> Iterator[Diagnostic]:
    """The descriptions that are too short, then the titles and the descriptions that an earlier page has too."""
    for position, text in descriptions:
        if len(text) < SHORTEST_DESCRIPTION:
            length = f"beskrivelsen skal være på mindst {SHORTEST_DESCRIPTION} tegn"
            write = "skriv en længere summary øverst i filen" if text else "skriv summary: og et par sætninger øverst i filen"
            yield position.diagnostic("side-beskrivelse", f"{length}; {write}")
    for word, code, texts in (("titel", "side-titel", titles), ("beskrivelse", "side-beskrivelse", descriptions)):
        first: dict[str, str] = {}
        for position, text in texts:
            if text in first:
                yield position.diagnostic(code, f"samme {word} som {first[text]}: »{text}«")
            first.setdefault(text, position.file)


def document_diagnostics(documents: Iterable[Document]) -> Iterator[Diagnostic]:
    """What is wrong with the heads that authors' pages will have."""
    titles, descriptions = [], []
    for page in documents:
        if page.front and not page.is_template and not page.diagnostics:
            texts = [str(page.front[name]) for name in ("description", "summary") if page.front.get(name)]
            titles.append((page.at("title"), str(page.front.get("title", page.path))))
            descriptions.append((page.at("summary" if "summary" in page.front else "description"), description(texts)))
    return _diagnostics(titles, descriptions)


def head_diagnostics(heads: Iterable[tuple[str, Head]]) -> list[Diagnostic]:
    """What is wrong with the finished heads of all pages, given with their files."""
    positions = [(Position(file), head) for file, head in heads]
    titles = [(position, head.title) for position, head in positions]
    return list(_diagnostics(titles, [(position, head.description) for position, head in positions]))
