"""The schools whose pupils are protected, and how a text may name them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

_WORD = re.compile(r"[^\W\d_]{3,}")
_LETTERS = {"æ": "(?:æ|ae)", "ø": "(?:ø|oe|o)", "å": "(?:å|aa|a)", "é": "[ée]"}
# Words that stand in many schools' names and tell none of them.
_COMMON = frozenset(
    "lille store stor gamle gammel gl ny nye nord syd øst vest skole skolen center centret basen afdeling".split()
)
# A school that nobody has listed. Culture schools and the like have no pupils of their own to protect.
_OTHERS = re.compile(
    r"\b(?!(?:musik|kultur|billed|folke|special|grund|almen|fri|privat|efter|høj|ungdoms|dag|sommer|lille|hele|modtager|mellem"
    r"|hver|vores|deres|jeres|samme|lokal|by|fag|kunst|drama|dans|sang|kor|teknisk|erhvervs|danse|teater|sogne|skov|kommune)\w*"
    r"(?i:skole))[A-ZÆØÅ][a-zæøåé]+(?:skole[nr]?s?|(?<!sen)\s[Ss]kole)\b"
)
_NOT_OTHERS = re.compile(
    r"(?i)(?:musik|kultur|billed|folke|special|grund|almen|fri|privat|efter|høj|ungdoms|dag|sommer|dans|dans|kunst|drama|"
    r"modtager|fag|kor|teater|erhvervs|inklusions|ballet|nabo|store|lille|hele|den|en|på|ny|denne|hver|vores|din)\s?[- ]?skole"
)


@dataclass(frozen=True)
class Schools:
    """`shown` and `hidden` are the names of special schools by whether their counts are; `municipalities` have a hidden one."""

    shown: frozenset[str]
    hidden: frozenset[str]
    municipalities: frozenset[str] = frozenset()

    @classmethod
    def of(cls, counted: Iterable[tuple[str, bool, str]]) -> Schools:
        """From the name of each school, whether its count is hidden, and its municipality's id."""
        counted = list(counted)
        hidden = frozenset(name for name, suppressed, _ in counted if suppressed)
        homes = frozenset(municipality for _, suppressed, municipality in counted if suppressed)
        return cls(frozenset(name for name, _, _ in counted) - hidden, hidden, homes)

    def _names(self, text: str, hidden_alone: bool) -> bool:
        """Whether a text names a protected school, or one whose count is hidden."""
        by_word = _by_word(self.hidden, self.shown)
        return any(
            _stands_in(text, way)
            for word in by_word.keys() & _words(text)
            for way, hidden in by_word[word].items()
            if hidden or not hidden_alone
        )

    def names(self, text: str, cased: str) -> bool:
        """Whether a text names a school; `cased` is the same with its capitals, by which schools nobody listed are known."""
        return self._names(text, hidden_alone=False) or any_other(cased)

    def names_hidden(self, text: str) -> bool:
        """Whether a text names a school with a hidden count."""
        return self._names(text, hidden_alone=True)

    def may_name(self, text: str) -> bool:
        """Whether a text in small letters has a word of a protected school's name; quick."""
        return not _by_word(self.hidden, self.shown).keys().isdisjoint(_words(text))

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of all their names: a capital there makes no child's name."""
        return frozenset(word for name in self.hidden | self.shown for word in re.findall(r"\w+", name))


@lru_cache(16)  # The same few texts are asked about in several ways, one after the other.
def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text))


@cache
def _by_word(hidden: frozenset[str], shown: frozenset[str]) -> dict[str, dict[_Way, bool]]:
    """For each small word that a way to write a name needs, those ways, and whether that school's count is hidden."""
    own = Counter(word for name in hidden | shown for word in _stems(name))
    found: dict[str, dict[_Way, bool]] = {}
    for name in sorted(hidden | shown):
        for stems, way in _ways(name, name in hidden):
            if len(stems) == 1 < len(_stems(name)) and own[stems[0]] > 1:
                continue  # a word that several schools share names none of them
            if not stems:
                continue  # a name of signs alone
            for word in _inflected(min(stems, key=lambda stem: (own[stem], stem))):
                ways = found.setdefault(word, {})
                ways[way] = ways.get(way, False) or name in hidden
    return found


def any_other(cased: str) -> bool:
    """Whether a text names a school by a name of its own that is in no list."""
    return ("skole" in cased or "Skole" in cased) and any(
        not _NOT_OTHERS.search(found[0]) for found in _OTHERS.finditer(cased)
    )


def _stems(name: str) -> list[str]:
    """The words that tell a school from others, without the ending `skole` and small."""
    words = re.findall(r"\w+", re.sub(r"\(.*?\)", " ", name.lower()))
    stems = [re.sub(r"skolen?s?$", "", word) for word in words]
    return [stem for stem in stems if len(stem) > 2 and stem not in _COMMON] or words


@cache
def _inflected(stem: str) -> frozenset[str]:
    """The small words in which a text may write a stem, such as `strandskolens` of `strand`."""
    ends = ("", "s", "skole", "skoles", "skolen", "skolens", "skolerne", "n", "ns", "en", "ens", "sskole", "sskolen")
    stems = {
        stem,
        stem.replace("æ", "ae").replace("ø", "oe").replace("å", "aa"),
        stem.replace("ø", "o").replace("å", "a"),
    }
    return frozenset(f"{each}{end}" for each in stems for end in ends)


class _Way(NamedTuple):
    """A way to write a name: in its plainest form, and as a regular expression of all its forms."""

    plain: str
    pattern: str


def _stands_in(text: str, way: _Way) -> bool:
    """Whether a text has a way to write a name. Compiling takes the longest, so what is certain is seen without."""
    if f" {way.plain} " in f" {text} ":
        return True
    return ("skole" in text or "skole" not in way.pattern) and _compiled(way.pattern).search(text) is not None


def _ways(name: str, by_place: bool) -> Iterator[tuple[list[str], _Way]]:
    """The ways to write a name: inflected, in one word or two, with or without what is in brackets.

    With each the stems of the words in it. With `by_place` also its place alone, such as Enghave of Enghave Skole.
    """
    words = re.findall(r"\w+", re.sub(r"\(.*?\)", " ", name.lower()))
    own = _stems(name)
    whole, place = " ".join(words), " ".join(own)
    yield own, _Way(whole, rf"\b{_spelt(words)}(?:n|ns|s|en|ens|'s)?\b")
    if own != words:
        of_place = rf"\bskolen\s(?:i|på|ved)\s{_spelt(own)}\b"
        pattern = rf"\b{_spelt(own)}[\s_'-]*(?:s[\s_-]*)?skole(?:n|ns|s|rne)?\b|{of_place}"
        yield own, _Way(f"{place} skole", pattern)
    for word in words:
        if word.endswith(("skole", "skolen")) and len(word) > 8:
            base = re.sub(r"n$", "", word)
            yield [base.removesuffix("skole")], _Way(base, rf"\b{_spelt([base])}(?:n|ns|s)?\b")
    if by_place and "skole" in words:
        yield own, _Way(place, rf"\b{_spelt(own)}\b")


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _spelt(words: Iterable[str]) -> str:
    return r"[\s._-]*".join("".join(_LETTERS.get(letter, re.escape(letter)) for letter in word) for word in words)
