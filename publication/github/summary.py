"""What a comment tells of a change: what is repeated is told once, and what follows by itself is only counted."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from publication.github.change_report import ChangedFile, ChangedRecord, Effects, TextChange
from publication.github.messages import counted
from publication.model import danish

# On fewer pages than this the same change is told on each of them.
REPEATED = 3
_LONGEST_WORDS = 120


class Repetition(NamedTuple):
    """The same on many pages: some words that became others, or a heading under which each page says something else."""

    pages: tuple[str, ...]
    before: str | None = None
    after: str | None = None
    where: str = ""


class Summary(NamedTuple):
    """The records that changed, what is repeated, the pages with what is left of them, and how much else follows."""

    records: tuple[ChangedRecord, ...]
    repeated: tuple[Repetition, ...]
    pages: tuple[ChangedFile, ...]
    others: str
    left_out: int
    unbuilt: str | None

    @property
    def is_empty(self) -> bool:
        return not (self.records or self.repeated or self.pages or self.others or self.left_out or self.unbuilt)


def summary(effects: Effects) -> Summary:
    """The effects folded."""
    pages = [one for one in effects.touched if one.sort == "side"]
    repeated, left = _folded(pages)
    others = _counted(one for one in effects.touched if one.sort != "side")
    return Summary(effects.records, repeated, left, others, effects.left_out, effects.unbuilt)


def words_that_differ(change: TextChange) -> tuple[str | None, str | None]:
    """What a line says otherwise, without the words that are the same at both ends of it."""
    if change.before is None or change.after is None:
        return change.before, change.after
    before, after = (re.split(r"(?<=\s)", text.strip("…")) for text in (change.before, change.after))
    shortest = min(len(before), len(after))
    start = next((at for at in range(shortest) if before[at] != after[at]), shortest)
    rest = shortest - start
    end = next((at for at in range(rest) if before[-1 - at].rstrip() != after[-1 - at].rstrip()), rest)
    was, now = ("".join(words[start : len(words) - end]).strip() for words in (before, after))
    return was, now


def _folded(pages: list[ChangedFile]) -> tuple[tuple[Repetition, ...], tuple[ChangedFile, ...]]:
    """What stands on several pages, each once with its pages; and the pages with what is left."""
    same_words: defaultdict[tuple[str | None, str | None], list[ChangedFile]] = defaultdict(list)
    for page in pages:
        for words in dict.fromkeys(map(words_that_differ, page.changes)):
            same_words[words].append(page)
    often = {words for words, found in same_words.items() if len(found) >= REPEATED and _are_short(words)}
    pages_left = [
        page.model_copy(update={"changes": tuple(one for one in page.changes if words_that_differ(one) not in often)})
        for page in pages
    ]
    headings = Counter(where for page in pages_left for where in {one.where for one in page.changes if one.where})
    shared = {where for where, count in headings.items() if count >= REPEATED}
    repeated = [Repetition(_names(same_words[words]), *words) for words in often]
    for where in shared:
        under = [page for page in pages_left if any(one.where == where for one in page.changes)]
        repeated.append(Repetition(_names(under), where=where))
    left = [
        page.model_copy(update={"changes": tuple(one for one in page.changes if one.where not in shared)}) for page in pages_left
    ]
    told = [page for page, whole in zip(left, pages, strict=True) if page.changes or not whole.changes]
    return tuple(sorted(repeated, key=lambda one: (-len(one.pages), one.where, one.after or ""))), tuple(told)


def _are_short(words: tuple[str | None, str | None]) -> bool:
    """Whether words can be told once for many pages; nothing at all stands for something that was taken out."""
    return (any(words) or words == (None, None)) and all(len(one or "") <= _LONGEST_WORDS for one in words)


def _names(pages: Iterable[ChangedFile]) -> tuple[str, ...]:
    """The pages by their titles; those of kept editions have the same ones, and are named by their addresses."""
    found = list(pages)
    titles = Counter(page.title for page in found)
    names = (page.title if titles[page.title] == 1 else page.address for page in found)
    return tuple(name or "en side" for name in names)


# Files that follow from what the pages say: the sort, the address, and what editors call one and several.
_SORTS = (
    ("delekort", "", "delekort", "delekort"),
    ("feed", "", "nyhedsstrøm", "nyhedsstrømme"),
    ("fil", r".*/index\.md$", "side som ren tekst", "sider som ren tekst"),
    ("fil", "/data/", "fil med åbne data", "filer med åbne data"),
    ("fil", "", "anden fil", "andre filer"),
    ("udseende", "", "fil til sidens udseende", "filer til sidens udseende"),
)


def _counted(files: Iterable[ChangedFile]) -> str:
    counts = Counter(next(row for row in _SORTS if one.sort == row[0] and re.match(row[1], one.address)) for one in files)
    return danish.listed([counted(counts[row], *row[2:]) for row in _SORTS if counts[row]])
