"""Where long Danish words may be parted: a page gets soft hyphens, because not every browser knows Danish.

The patterns know syllables and no compounds: they part »specia-lundervisning«. Which words a compound is made of, the
site's own words tell: »undervisning« stands alone elsewhere. Only what a browser shows is changed; data, the search,
copies and books keep words whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

import pyphen

SOFT_HYPHEN = "\u00ad"

# A word may not be parted in shorter parts than this.
_SHORTEST = 4
# A part of a compound that is longer may be parted between syllables as well.
_PART = 10
# A word as long as this may be parted in large letters and narrow cells, and elsewhere.
_LARGE, _RUNNING = 11, 16
# What compounds of this field are made of besides, and an ending that looks like a word.
_PARTS = "special tilbuddet tilbuddene tilbuddenes undervisningens klasserne konsulent konsulenter chef chefen".split()
_NO_PARTS = {"ingen"}
# What a word may end in besides: »undervisningen« is known by »undervisning«.
_ENDINGS = "s n r e en et er ne ens ets ens ene erne ernes enes".split()
# Names whose parts no other word tells.
_NAMES = {"albertslund": "alberts-lund", "herstedvester": "hersted-vester", "rødovregård": "rødovre-gård"}

_LETTERS = "A-Za-zÆØÅæøåÉéÄäÖöÜü"
# No part of an address, a file's name or a word that already has hyphens of some kind.
_LONG = re.compile(rf"(?<!&shy;)(?<![{_LETTERS}\d@/._&#\u00ad-])[{_LETTERS}]{{{_LARGE},}}(?![{_LETTERS}\d@/_;\u00ad-]|\.[{_LETTERS}])")
_WORD = re.compile(rf"[{_LETTERS}]{{{_SHORTEST + 1},}}")
# Elements in large letters or narrow cells.
_LARGE_TAGS = frozenset("h1 h2 h3 h4 th td dt dd strong figcaption blockquote li".split())
_APART = frozenset("pre code script style svg template title textarea".split())
_PIECES = re.compile(r"<!--.*?-->|<(/?)([a-zA-Z][a-zA-Z0-9]*)[^>]*>", re.DOTALL)


class Hyphenator:
    """Parts the words of a site; `texts` are those that it shows, whose words tell how compounds are made."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._known = {word.lower() for text in texts for word in _WORD.findall(text)}.union(_PARTS) - _NO_PARTS
        self._syllables = pyphen.Pyphen(lang="da_DK", left=_SHORTEST, right=_SHORTEST)
        self.parted = cache(self._parted)

    def _parted(self, word: str) -> str:
        """A word with soft hyphens where it may be parted."""
        whole = word.lower()
        parts = _NAMES[whole].split("-") if whole in _NAMES else self._compound(whole)
        ends: list[int] = []
        start = 0
        for part in parts:
            if len(part) > _PART:
                ends += [start + place for place in self._places(part)]
            start += len(part)
            ends.append(start)
        for place in reversed(ends[:-1]):
            word = word[:place] + SOFT_HYPHEN + word[place:]
        return word

    def _places(self, part: str) -> list[int]:
        """Where a part may be parted between syllables: never in a single letter or two."""
        places: list[int] = []
        for place in self._syllables.positions(part):
            if not places or place - places[-1] > 2:
                places.append(place)
        return places

    def _compound(self, word: str) -> list[str]:
        """The words that a word is made of: each ends one that stands alone on the site, with the longest last."""
        for place in range(_SHORTEST, len(word) - _SHORTEST + 1):
            if self._is_word(word[place:]):
                return [*self._compound(word[:place]), word[place:]]
        return [word]

    def _is_word(self, part: str) -> bool:
        if part in _NO_PARTS:
            return False
        return part in self._known or any(part.removesuffix(ending) in self._known for ending in _ENDINGS if part.endswith(ending))

    def page(self, page: str) -> str:
        """A finished page whose long words within `<main>` may be parted."""
        start, end = page.find("<main"), page.rfind("</main>")
        if start < 0 or ' lang="' in page[start : page.find(">", start)]:
            return page  # the patterns are Danish
        pieces, place, large, apart = [page[:start]], start, 0, ""
        for tag in _PIECES.finditer(page, start, end):
            pieces.append(page[place : tag.start()] if apart else self._text(page[place : tag.start()], large > 0))
            pieces.append(tag[0])
            place = tag.end()
            name, closes = (tag[2] or "").lower(), bool(tag[1])
            if apart:
                apart = "" if closes and name == apart else apart
            elif name in _APART:
                apart = "" if closes else name
            elif name in _LARGE_TAGS:
                large += -1 if closes else 1
        return "".join([*pieces, page[place:]])

    def _text(self, text: str, large: bool) -> str:
        least = _LARGE if large else _RUNNING
        return _LONG.sub(lambda word: self.parted(word[0]) if len(word[0]) >= least else word[0], text)
