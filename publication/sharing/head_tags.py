"""What a page says of itself in its head: title, description, address, and what a shared link shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

LONGEST_TITLE = 60
SHORTEST_DESCRIPTION, LONGEST_DESCRIPTION = 50, 160

# A sentence ends before white space and a capital letter, so that «ca. 12» and «3. marts» stay whole.
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ«])")


@dataclass(frozen=True)
class CardImage:
    """A share picture, where it lies and what it shows to those who do not see it."""

    url: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True)
class Head:
    """Everything a head is made from; all addresses are whole."""

    title: str
    description: str
    url: str
    site_name: str
    card: CardImage
    robots: str | None = None
    article: bool = True


def title(page: str, site_name: str) -> str:
    """The page's title with the site's name behind it, where both have room; never longer than 60 signs."""
    page = " ".join(page.split())
    if page == site_name:
        return page
    both = f"{page} – {site_name}"
    return both if len(both) <= LONGEST_TITLE else shortened(page, LONGEST_TITLE)


def description(texts: Iterable[str]) -> str:
    """A description of 50 to 160 signs: sentence by sentence from these texts, in their order, while there is room.

    Shorter than 50 only when the texts hold no more than that.
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
    """A text cut after a whole word, with an ellipsis, if it is longer than it may be."""
    if len(text) <= longest:
        return text
    cut = text[:longest].rpartition(" ")[0] or text[: longest - 1]
    return cut.rstrip(" ,;:–-.") + "…" if len(cut) < longest else cut[: longest - 1] + "…"


def tags(head: Head) -> list[Mapping[str, str]]:
    """The `<meta>` tags that Facebook, LinkedIn, X and the like read, as their attributes.

    X takes all but the size of the picture from what the others read.
    """
    card = head.card
    graph = [
        ("og:type", "article" if head.article else "website"),
        ("og:site_name", head.site_name),
        ("og:locale", "da_DK"),
        ("og:title", head.title),
        ("og:description", head.description),
        ("og:url", head.url),
        ("og:image", card.url),
        ("og:image:width", str(card.width)),
        ("og:image:height", str(card.height)),
        ("og:image:alt", card.alt),
    ]
    return [
        *({"property": name, "content": content} for name, content in graph),
        {"name": "twitter:card", "content": "summary_large_image"},
    ]


def diagnostics(heads: Sequence[tuple[str, Head]]) -> list[str]:
    """What is wrong with the heads of all pages, each given with its file: too short, or the same twice."""
    found: list[str] = []
    titles: dict[str, str] = {}
    descriptions: dict[str, str] = {}
    for file, head in heads:
        if len(head.description) < SHORTEST_DESCRIPTION:
            found.append(
                f"{file}: beskrivelsen skal være på mindst {SHORTEST_DESCRIPTION} tegn; "
                f"skriv en længere `summary:` øverst i filen"
            )
        for kind, text, seen in (("titel", head.title, titles), ("beskrivelse", head.description, descriptions)):
            if text in seen:
                found.append(f"{file}: samme {kind} som {seen[text]}: «{text}»")
            seen.setdefault(text, file)
    return found
