"""How easy the built pages are to read: LIX and the hardest sentences, from what a reader sees.

LIX is the words of an average sentence plus the percentage of words with more than six
letters. Headings, lists, tables, labels and the explanations of words are left out:
they are no sentences, and would make a page look easier than it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from publication.web import html

# The highest that is let through: «Kort fortalt», running text, words in an average sentence, the easy page.
BRIEF_LIX = 34
TEXT_LIX = 44
SENTENCE_WORDS = 17
EASY_LIX = 24
EASY_PAGE = "let/"

# --- The text of a page ---------------------------------------------------------------------------

# Paragraphs of these classes are sentences; others with a class are labels, names, numbers and dates.
_PROSE_CLASSES = {"note", "chart-note"}
_LEFT_OUT = {"table", "svg", "nav", "address", "dialog", "script", "template", "details"}


@dataclass
class Prose:
    """A page's paragraphs: `brief` is «Kort fortalt», `running` the rest."""

    brief: list[str] = field(default_factory=list)
    running: list[str] = field(default_factory=list)
    language: str | None = None  # of the content, where it is not the site's


def read(page: str) -> Prose | None:
    """The prose of a page; none for one that has no text of its own, such as a poster or a page that leads on."""
    root = html.parse(page)
    parts = html.body(root)
    if not any(part.tag == "article" for part in parts):
        return None
    prose = Prose(language=next(root.iter("main")).get("lang"))
    for part in parts:
        _read(part, prose, is_brief=False)
    return prose


def _read(element: html.HtmlElement, prose: Prose, *, is_brief: bool) -> None:
    if element.tag in _LEFT_OUT or html.is_skipped(element.attrib):
        return
    if element.tag == "p" and (not element.get("class") or not element.classes.isdisjoint(_PROSE_CLASSES)):
        if paragraph := html.text(element, tool="readability"):
            (prose.brief if is_brief else prose.running).append(paragraph)
    for child in element:
        _read(child, prose, is_brief=is_brief or "summary" in child.classes)


# --- Sentences and words --------------------------------------------------------------------------

# Abbreviations after which a sentence goes on, whatever follows; and those that may also end one.
_GOES_ON = "bl.a. ca. dr. dvs. evt. f.eks. fx. hhv. inkl. jf. kap. maks. min. nr. pr. s. sml. st. tlf. vedr."
_MAY_END = "f.m. e.m. kl. kr. m.fl. m.m. m.v. mio. mia. mv. o.l. osv. pct. stk."


def _pattern(abbreviations: str) -> str:
    return "|".join(re.escape(one) for one in abbreviations.split())


_ABBREVIATION = re.compile(
    rf"(?<![\w.])(?:(?i:{_pattern(_GOES_ON)})|(?i:{_pattern(_MAY_END)})(?!\s*$|\s+[A-ZÆØÅ«»\"]))"
)
_ORDINAL = re.compile(r"(?<=\d)\.(?=\s+[a-zæøå])")
_END = re.compile(r"(?<=[.!?…])[»«”\")]*\s+")
_WORD = re.compile(r"[^\W_]+(?:[-'’.,][^\W_]+)*")
_LONG = 6
_WHOLE = 6


def sentences(paragraph: str) -> list[str]:
    """The sentences of a paragraph. The points of abbreviations and of dates end none."""
    plain = _ORDINAL.sub("", _ABBREVIATION.sub(lambda found: found[0].replace(".", ""), paragraph))
    return [part.strip() for part in _END.split(plain) if _WORD.search(part)]


def words(sentence: str) -> list[str]:
    """The words of a sentence; a number is one, and so is a compound with a hyphen."""
    return _WORD.findall(sentence)


@dataclass(frozen=True)
class Ease:
    """How easy some paragraphs are to read."""

    paragraphs: tuple[str, ...]

    @cached_property
    def sentences(self) -> list[str]:
        return [sentence for paragraph in self.paragraphs for sentence in sentences(paragraph)]

    @cached_property
    def words(self) -> int:
        return sum(len(words(sentence)) for sentence in self.sentences)

    @property
    def sentence_words(self) -> float:
        """The words of an average sentence."""
        return self.words / len(self.sentences) if self.sentences else 0.0

    @property
    def lix(self) -> float:
        long = sum(_is_long(word) for sentence in self.sentences for word in words(sentence))
        return self.sentence_words + 100 * long / self.words if self.words else 0.0

    def hardest(self, count: int) -> list[str]:
        """The sentences with the highest LIX of their own, the hardest first; a few words alone are none."""
        whole = [sentence for sentence in dict.fromkeys(self.sentences) if len(words(sentence)) >= _WHOLE]
        return sorted(whole, key=lambda sentence: -Ease((sentence,)).lix)[:count]


def _is_long(word: str) -> bool:
    return sum(letter.isalpha() for letter in word) > _LONG


# --- The pages of a site --------------------------------------------------------------------------


@dataclass(frozen=True)
class MeasuredPage:
    """One page's ease, by its address below the site's."""

    address: str
    brief: Ease
    running: Ease

    @property
    def is_easy_page(self) -> bool:
        return self.address == EASY_PAGE

    @property
    def too_hard(self) -> list[str]:
        """What is harder than it may be, in Danish; empty when all is well."""
        running_limit = EASY_LIX if self.is_easy_page else TEXT_LIX
        brief_limit = EASY_LIX if self.is_easy_page else BRIEF_LIX
        found = []
        if self.brief.lix > brief_limit:
            found.append(f"Kort fortalt har LIX {self.brief.lix:.0f} (højst {brief_limit})")
        if self.running.lix > running_limit:
            found.append(f"teksten har LIX {self.running.lix:.0f} (højst {running_limit})")
        if self.running.sentence_words > SENTENCE_WORDS:
            found.append(f"sætningerne er i snit på {self.running.sentence_words:.0f} ord (højst {SENTENCE_WORDS})")
        return found


def pages(site: Path) -> Iterator[MeasuredPage]:
    """Every page in Danish that has a text, in the order of addresses."""
    for file in sorted(site.rglob("*.html")):
        prose = read(file.read_text("utf-8"))
        if prose and prose.language in {None, "da"}:
            address = file.relative_to(site).as_posix().removesuffix("index.html")
            yield MeasuredPage(address, Ease(tuple(prose.brief)), Ease(tuple(prose.running)))


# --- The command ----------------------------------------------------------------------------------


def table(measured: Iterable[MeasuredPage], hardest: int) -> Iterator[str]:
    """A line for each page, with its hardest sentences under it."""
    yield f"{'Kort':>4} {'Tekst':>5} {'Ord/sætning':>11} {'Ord':>5}  Side\n"
    for page in measured:
        running = page.running
        figures = f"{page.brief.lix:4.0f} {running.lix:5.0f} {running.sentence_words:11.1f} {running.words:5}"
        yield f"{figures}  /{page.address}\n"
        for diagnostic in page.too_hard:
            yield f"{'':>29} For svært: {diagnostic}\n"
        for sentence in running.hardest(hardest):
            yield f"{'':>29} {Ease((sentence,)).lix:3.0f}  {sentence}\n"
