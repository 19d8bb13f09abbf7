"""The title, description and Open Graph tags of a page's head, and the check that no two pages share them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from publication.documents.document import LONGEST_TITLE, Document
from publication.loading.diagnostics import Diagnostic, Position

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


def described(position: Position, description: str) -> Iterator[Diagnostic]:
    """What is wrong with a page's description: too short to tell anybody anything."""
    if len(description) < SHORTEST_DESCRIPTION:
        message = f"beskrivelsen skal være på mindst {SHORTEST_DESCRIPTION} tegn; skriv en længere `summary:` øverst i filen"
        yield position.diagnostic("side-beskrivelse", message)


def repeated(word: str, code: str, texts: Iterable[tuple[Position, str]]) -> Iterator[Diagnostic]:
    """The texts that stand on two pages; `word` says what they are, such as «titel»."""
    first: dict[str, str] = {}
    for position, text in texts:
        if text in first:
            yield position.diagnostic(code, f"samme {word} som {first[text]}: «{text}»")
        first.setdefault(text, position.file)


def document_diagnostics(documents: Iterable[Document]) -> Iterator[Diagnostic]:
    """What is wrong with the heads that authors' pages will have."""
    pages = [document for document in documents if not document.is_template and not document.diagnostics]
    texts = [
        (page.at("summary" if "summary" in page.front else "description"), description(_texts(page))) for page in pages
    ]
    for position, text in texts:
        yield from described(position, text)
    yield from repeated("beskrivelse", "side-beskrivelse", texts)
    yield from repeated("titel", "side-titel", [(page.at("title"), str(page.front.get("title", page.path))) for page in pages])


def _texts(page: Document) -> list[str]:
    return [str(page.front[name]) for name in ("description", "summary") if page.front.get(name)]


def head_diagnostics(heads: Sequence[tuple[str, Head]]) -> list[Diagnostic]:
    """The same of the finished heads of all pages, given with their files; those that records make are among them."""
    positions = [(Position(file), head) for file, head in heads]
    return [
        *(one for position, head in positions for one in described(position, head.description)),
        *repeated("titel", "side-titel", [(position, head.title) for position, head in positions]),
        *repeated("beskrivelse", "side-beskrivelse", [(position, head.description) for position, head in positions]),
    ]
