"""Text as a reader sees it, whatever signs it is written with, with the way back to where each letter stands."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from html import unescape

_PLAIN = r"\x00-\x7fæøåÆØÅéÉ«»–—…§’“”•½¼¾⅓⅔"
_MARKS = r"\u0300-\u036f\ufe00-\ufe0f\u20d0-\u20f0"
_MARKED = re.compile(rf"[{_MARKS}]")
_ODD = rf"[^{_PLAIN}]|&(?:#[0-9]{{1,7}}|#[xX][0-9a-fA-F]{{1,6}}|[a-zA-Z]{{2,8}}[0-9]?);"
_ODD_SIGNS = re.compile(_ODD)
_ODD_COMPOSED = re.compile(rf"\w[{_MARKS}]+|{_ODD}")
# What Markdown and HTML draw and readers do not see. Of a link its words stay, and so does a title in quotation marks.
_ODD_MARKUP = re.compile(
    rf"\w[{_MARKS}]+|{_ODD}|<!--\s*-->|</?(?!br\b|p\b|li\b|t[dhr]\b|h[1-6]\b|div\b|d[dt]\b)[a-zA-Z](?![^<>]{{0,2000}}\s(?:alt|title|aria-|content|placeholder|label|summary|data-))[^<>]{{0,2000}}>"
    r"|\]\([^()\s]{0,500}|\]\[[^\]\n]{0,100}\]|[*_`~\[]+(?=\S)|(?<=\S)[*_`~\]]+|\\(?=[^\w\n])"
)
_LOOKALIKES = dict(
    zip("аеорсухіѕјАВЕКМНОРСТХІЅЈοαΑΒΕΗΙΚΜΝΟΡΤΧöäÖÄ", "aeopcyxisjABEKMHOPCTXISJoaABEHIKMNOPTXøæØÆ", strict=True)
)


@dataclass(frozen=True)
class Folded:
    """`cased` keeps capitals, `text` has none; both are of one length. `_ends` and `_shifts` lead back."""

    text: str
    cased: str
    _ends: tuple[int, ...] = ()
    _shifts: tuple[int, ...] = ()

    def origin(self, offset: int) -> int:
        """Where in the text that was folded a place in the folded one stands."""
        found = bisect_right(self._ends, offset)
        return offset + self._shifts[found - 1] if found else offset


def fold(text: str, *, markup: bool = False) -> Folded:
    """The text in composed small letters with plain spaces and digits, and without signs that nobody sees.

    With `markup` what Markdown and HTML add to the words is left out too.
    """
    pieces: list[str] = []
    ends: list[int] = []
    shifts: list[int] = []
    start = length = 0
    signs = _ODD_MARKUP if markup else _ODD_COMPOSED if _MARKED.search(text) else _ODD_SIGNS
    for odd in signs.finditer(text):
        plain = _plain(odd[0])
        if len(plain) != odd.end() - odd.start():
            pieces += [text[start : odd.start()], plain]
            length += odd.start() - start + len(plain)
            ends.append(length)
            shifts.append(odd.end() - length)
            start = odd.end()
        elif plain != odd[0]:
            pieces += [text[start : odd.start()], plain]
            length += odd.start() - start + len(plain)
            start = odd.end()
    cased = "".join([*pieces, text[start:]])
    return Folded(cased.lower(), cased, tuple(ends), tuple(shifts))


def _plain(odd: str) -> str:
    if odd[0] == "&":
        sign = unescape(odd)
        return sign if sign.isascii() else _plain(sign) if sign != odd else odd
    if len(odd) > 1 and odd[0] in "<]*_`~[\\":
        return ""
    if odd in "*_`~[]\\":
        return ""
    composed = unicodedata.normalize("NFKC", odd)
    kept = (
        _LOOKALIKES.get(sign, sign) for sign in composed if unicodedata.category(sign)[0] not in "CM" or sign in "\t\n"
    )
    # A letter whose small form is two letters would shift what follows.
    folded = "".join(" " if sign.isspace() else sign if len(sign.lower()) == 1 else "?" for sign in kept)
    return "".join(str(unicodedata.digit(sign, sign)) for sign in folded)
