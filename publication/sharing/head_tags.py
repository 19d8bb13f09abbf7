"""The title, description and Open Graph tags of a page's head, and the check that no two pages share them."""

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
    """The picture of a shared link: its absolute address, its size, and a text for those who do not see it."""

    url: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True)
class Head:
    """Everything a head is made from; all addresses are absolute."""

    title: str
    description: str
    url: str
    site_name: str
    card: CardImage
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


def tags(head: Head) -> list[Mapping[str, str]]:
    """The attributes of the `<meta>` tags of a shared link. X reads them too, and one of its own."""
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
    """What is wrong with the heads of the pages, given with their files: a description too short, a text used twice."""
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
