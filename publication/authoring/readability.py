"""How easy the built pages are to read: LIX and the hardest sentences, from what a reader sees.

LIX is the words of an average sentence plus the percentage of words with more than six
letters. Headings, lists, tables, labels and the explanations of words are left out:
they are no sentences, and would make a page look easier than it is. A name is a word, and never a long one: nobody
can write a school's name in shorter words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from publication.loading.diagnostics import Diagnostic, Position
from publication.web import html

# The highest that is let through: »Kort fortalt«, running text, words in an average sentence, the easy page.
BRIEF_LIX = 34
TEXT_LIX = 40
SENTENCE_WORDS = 17
EASY_LIX = 20
EASY_PAGE = "let/"

# Paragraphs of these classes are sentences; others with a class are labels, names, numbers and dates.
_PROSE_CLASSES = {"note", "chart-note"}
_LEFT_OUT = {"table", "svg", "nav", "address", "dialog", "script", "template", "details"}

# Abbreviations after which a sentence goes on, whatever follows; and those that may also end one.
_GOES_ON = "bl.a. ca. dr. dvs. evt. f.eks. fx. gl. hhv. inkl. jf. kap. maks. min. nr. pr. s. sml. st. tlf. vedr."
_MAY_END = "f.m. e.m. kl. kr. m.fl. m.m. m.v. mio. mia. mv. o.l. osv. pct. stk."
_goes_on, _may_end = ("|".join(map(re.escape, listed.split())) for listed in (_GOES_ON, _MAY_END))
_ABBREVIATION = re.compile(rf"(?<![\w.])(?:(?i:{_goes_on})|(?i:{_may_end})(?!\s*$|\s+[A-ZÆØÅ«»\"]))")
_ORDINAL = re.compile(r"(?<=\d)\.(?=\s+[a-zæøå])")
_END = re.compile(r"(?<=[.!?…])[»«”\")]*\s+")
# A number is one word, and so is a compound with a hyphen.
_WORD = re.compile(r"[^\W_]+(?:[-'’.,][^\W_]+)*")
_LONG_WORD = 6  # a word with more letters is long
_WHOLE_SENTENCE = 6  # one with fewer words is a label or an exclamation


class Prose(NamedTuple):
    """A page's paragraphs: `brief` is »Kort fortalt«, `running` the rest. Without a `language` it is in Danish."""

    brief: list[str]
    running: list[str]
    language: str | None


def read(page: str) -> Prose | None:
    """The prose of a page; None for one that has no text of its own, such as a poster or a redirect."""
    root = html.parse(page)
    parts = html.body(root)
    if not any(part.tag == "article" for part in parts):
        return None
    found = [paragraph for part in parts for paragraph in _paragraphs(part)]
    brief, running = ([text for text, is_brief in found if is_brief is wanted] for wanted in (True, False))
    return Prose(brief, running, next(root.iter("main")).get("lang"))


def _paragraphs(element: html.HtmlElement, is_brief: bool = False) -> Iterator[tuple[str, bool]]:
    """The paragraphs in an element, each with whether it stands in »Kort fortalt«."""
    if element.tag in _LEFT_OUT or html.is_skipped(element.attrib):
        return
    if element.tag == "p" and (not element.get("class") or not element.classes.isdisjoint(_PROSE_CLASSES)):
        if paragraph := html.text(element, tool="readability"):
            yield paragraph, is_brief
    for child in element:
        yield from _paragraphs(child, is_brief or "summary" in child.classes)


def sentences(paragraph: str) -> list[str]:
    """The sentences of a paragraph. The points of abbreviations and of dates end none."""
    plain = _ORDINAL.sub("", _ABBREVIATION.sub(lambda found: found[0].replace(".", ""), paragraph))
    return [part.strip() for part in _END.split(plain) if _WORD.search(part)]


def _long_words(sentence: str) -> Iterator[str]:
    """The long words of a sentence, without the names in it: what begins with a capital and is not its first word."""
    for place, word in enumerate(_WORD.findall(sentence)):
        if sum(map(str.isalpha, word)) > _LONG_WORD and (place == 0 or word[0].islower()):
            yield word


class Ease:
    """How easy some paragraphs are to read: `words` in all, `sentence_words` in an average sentence, and `lix`."""

    def __init__(self, paragraphs: Iterable[str]) -> None:
        told = [sentences(paragraph) for paragraph in paragraphs]
        self.sentences = [sentence for paragraph in told for sentence in paragraph]
        self.paragraphs_of_several = sum(len(paragraph) > 1 for paragraph in told)
        words = [word for sentence in self.sentences for word in _WORD.findall(sentence)]
        long_words = [word for sentence in self.sentences for word in _long_words(sentence)]
        self.words = len(words)
        self.sentence_words = len(words) / len(self.sentences) if words else 0.0
        self.lix = self.sentence_words + 100 * len(long_words) / len(words) if words else 0.0

    def hardest(self, count: int) -> list[str]:
        """The sentences with the highest LIX of their own, the hardest first, without those of a few words."""
        whole = [one for one in dict.fromkeys(self.sentences) if len(_WORD.findall(one)) >= _WHOLE_SENTENCE]
        return sorted(whole, key=lambda sentence: -Ease([sentence]).lix)[:count]


class MeasuredPage(NamedTuple):
    """One page's ease, by its address below the site's."""

    address: str
    brief: Ease
    running: Ease

    @property
    def too_hard(self) -> list[str]:
        """What is harder than it may be, in Danish; empty when all is well."""
        brief_limit, limit = (EASY_LIX, EASY_LIX) if self.address == EASY_PAGE else (BRIEF_LIX, TEXT_LIX)
        found = []
        if self.address == EASY_PAGE and (crowded := self.running.paragraphs_of_several):
            found.append(f"{crowded} afsnit har mere end én sætning (skriv hver sætning for sig)")
        if self.brief.lix > brief_limit:
            found.append(f"Kort fortalt har LIX {self.brief.lix:.0f} (højst {brief_limit})")
        if self.running.lix > limit:
            found.append(f"teksten har LIX {self.running.lix:.0f} (højst {limit})")
        if self.running.sentence_words > SENTENCE_WORDS:
            found.append(f"sætningerne er i snit på {self.running.sentence_words:.0f} ord (højst {SENTENCE_WORDS})")
        return found


def pages(site: Path) -> Iterator[MeasuredPage]:
    """Every page in Danish that has a text, in the order of addresses."""
    for file in sorted(site.rglob("*.html")):
        prose = read(file.read_text("utf-8"))
        if prose and prose.language in {None, "da"}:
            address = file.relative_to(site).as_posix().removesuffix("index.html")
            yield MeasuredPage(address, Ease(prose.brief), Ease(prose.running))


def diagnostics(site: Path, docs: Path) -> Iterator[Diagnostic]:
    """A diagnostic for each page that is harder than it may be, at the Markdown that it is made from."""
    for page in pages(site):
        if page.too_hard:
            hardest = (page.running if page.running.sentences else page.brief).hardest(1)
            example = f"; den sværeste sætning er: »{hardest[0]}«" if hardest else ""
            yield Position(_source(page.address, docs)).diagnostic("svaer-tekst", " og ".join(page.too_hard) + example)


def _source(address: str, docs: Path) -> str:
    """The file of an author's page; of one that is made for many, its address."""
    names = (f"{address}index.md", f"{address.removesuffix('/')}.md")
    return next((f"docs/{name}" for name in names if (docs / name).is_file()), f"site/{address}")


def table(measured: Iterable[MeasuredPage], hardest: int) -> Iterator[str]:
    """A line for each page, with its hardest sentences under it."""
    yield f"{'Kort':>4} {'Tekst':>5} {'Ord/sætning':>11} {'Ord':>5}  Side\n"
    for page in measured:
        running = page.running
        figures = f"{page.brief.lix:4.0f} {running.lix:5.0f} {running.sentence_words:11.1f} {running.words:5}"
        yield f"{figures}  /{page.address}\n"
        for limit_passed in page.too_hard:
            yield f"{'':>29} For svært: {limit_passed}\n"
        for sentence in running.hardest(hardest):
            yield f"{'':>29} {Ease([sentence]).lix:3.0f}  {sentence}\n"
