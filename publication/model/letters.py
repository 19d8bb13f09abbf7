"""Signs in a text that are not what they seem: garbled by another program, invisible, or letters of another alphabet."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

SOFT_HYPHEN = "\u00ad"
LONG = 60  # signs of a text from which on a message says at which word the sign stands


class Problem(NamedTuple):
    """What is wrong with a text: the code and message of a diagnostic, and the text put right where that can be done."""

    code: str
    message: str
    repaired: str | None = None


# Texts without any of these signs are not looked at any closer, and nearly all are.
_UNUSUAL = re.compile(r"[^\x20-\x7eæøåÆØÅéÉüÜöÖäÄ«»–—’…½§°·\u00ad]|\w\?[a-zæøå]|&[A-Za-z]+;")


def composed(text: str) -> str:
    """The text with each letter and its marks as one sign: a Mac may write å as an a and a ring, which is another text."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def same_by_eye(name: str) -> str:
    """What two names have in common that a reader takes for one: no case, spaces, hyphens, points or soft hyphens."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", name).casefold() if sign.isalnum())


def find_problem(text: str) -> Problem | None:
    """The first thing wrong with the signs of a text that is composed and on one line."""
    if not text.replace(SOFT_HYPHEN, "").strip():
        return _invisible(text, 0)
    if not _UNUSUAL.search(text):
        return None
    blank = first_invisible(text)
    if blank is not None:
        return _invisible(text, blank)
    return _garbled(text) or _loose_mark(text) or _lookalike(text)


# Control, format, private and surrogate signs, and what is blank though Unicode counts it among letters and marks.
_INVISIBLE = {"Cc", "Cf", "Co", "Cs"}
_BLANK = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0\ufe00-\ufe0e\U000e0100-\U000e01ef]")


def first_invisible(text: str) -> int | None:
    """Where the first sign stands that nobody sees, but for the soft hyphen and the mark that colours an emoji."""
    for place, sign in enumerate(text):
        if sign.isascii() and sign.isprintable() or sign == SOFT_HYPHEN:
            continue
        colours = sign == "\ufe0f" and place and unicodedata.category(text[place - 1]) == "So"
        if unicodedata.category(sign) in _INVISIBLE or _BLANK.match(sign) or (sign == "\ufe0f" and not colours):
            return place
    return None


def _invisible(text: str, place: int) -> Problem:
    words = text[:place].split()
    where = f" efter »{words[-1][-LONG:]}«" if words and len(text) > LONG else ""
    return Problem("usynligt-tegn", f"teksten rummer et usynligt tegn{where}; slet det, og skriv ordet igen")


# --- Letters that another program has read with the wrong character set ---------------------------

# What the first sign of a garbled letter is, so that the table is only made where it is needed.
_GARBLED_BEGINS = re.compile("[ÃÂâ√¬‚├┬ÔΓ]")
_ENTITIES = {
    "aelig": "æ",
    "oslash": "ø",
    "aring": "å",
    "eacute": "é",
    "uuml": "ü",
    "ouml": "ö",
    "auml": "ä",
    "nbsp": " ",
}
_ENTITY = re.compile(f"(?i)&({'|'.join(_ENTITIES)});")
_IN_A_WORD = re.compile(r"(?<=[^\W\d_])[¿¾†](?=[^\W\d_])")
# A question mark inside a word, but not that of an address.
_LOST = re.compile(r"\S*\ufffd\S*|(?<!\S)[^\s/=]*[^\W\d_]\?[a-zæøå][^\s/=]*(?!\S)")


@cache
def _garbled_letters() -> tuple[re.Pattern[str], dict[str, str]]:
    """Each letter and sign of a European text as it looks when UTF-8 is read as something older, once or twice."""
    meant = [chr(number) for number in range(0xA0, 0x100)] + list("–—‘’‚“”„†‡•…‰‹›€™")
    letters: dict[str, str] = {}
    for letter in meant:
        for character_set in ("cp1252", "mac_roman", "cp850", "cp437"):
            seen = letter
            for _ in range(2):
                try:
                    seen = seen.encode().decode(character_set)
                except UnicodeDecodeError:
                    break
                letters.setdefault(seen.replace("\u00a0", " "), letter)
    longest_first = sorted(letters, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), letters


def _garbled(text: str) -> Problem | None:
    repaired = text
    if _GARBLED_BEGINS.search(text):
        pattern, letters = _garbled_letters()
        repaired = pattern.sub(lambda found: letters[found[0]], repaired)
    repaired = _ENTITY.sub(_letter_of_entity, repaired)
    repaired = " ".join(_IN_A_WORD.sub(lambda found: {"¿": "ø", "¾": "æ"}.get(found[0], "å"), repaired).split())
    if repaired != text:
        return Problem("forvansket", f"bogstaver er blevet til andre tegn{_words(text, repaired)}", repaired)
    if lost := _LOST.search(text):
        shown = lost[0][:LONG]
        return Problem(
            "forvansket", f"et bogstav i »{shown}« er gået tabt og blevet til et andet tegn; skriv ordet igen"
        )
    return None


def _letter_of_entity(found: re.Match[str]) -> str:
    letter = _ENTITIES[found[1].lower()]
    return letter.upper() if found[1][0].isupper() else letter


_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff]+")


def _loose_mark(text: str) -> Problem | None:
    if not _MARKS.search(text):
        return None
    stroked = re.sub("([Oo])[\u0337\u0338]", lambda found: "Ø" if found[1] == "O" else "ø", text)
    repaired = _MARKS.sub("", stroked)
    return Problem("forvansket", f"et bogstav er sat sammen af løse tegn{_words(text, repaired)}", repaired)


# --- Letters of other alphabets that look like ours -----------------------------------------------

_CYRILLIC = ("АВЕЅІЈКМНОРСТХУԚԜӔӨаесіјорѕхуԁԛԝһӕө", "ABESIJKMHOPCTXYQWÆØaecijopsxydqwhæø")
_GREEK = ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονυαικρ", "ABEZHIKMNOPTYXovuaikp")
_OURS = str.maketrans(_CYRILLIC[0] + _GREEK[0], _CYRILLIC[1] + _GREEK[1])
_FOREIGN = re.compile("[\u0370-\u058f\u13a0-\u13ff\uab70-\uabbf]")
_ALWAYS_ALIKE = set(_CYRILLIC[0]) | {letter for letter in _GREEK[0] if letter.isupper()}


def _lookalike(text: str) -> Problem | None:
    if not _FOREIGN.search(text):
        return None
    for word in re.findall(r"[^\W\d_]+", text):
        mixed = _FOREIGN.search(word) and re.search("[A-Za-zÀ-ɏ]", word)
        # A word or sign of Greek may stand among ours, such as Δt.
        if (mixed and (word.translate(_OURS) != word or not re.search("[\u0370-\u03ff]", word))) or set(
            word
        ) <= _ALWAYS_ALIKE:
            repaired = text.replace(word, word.translate(_OURS))
            message = (
                f"»{word[:LONG]}« rummer et bogstav fra et andet alfabet, som ligner et af vores; skriv ordet igen"
            )
            return Problem("lignende-bogstav", message, repaired if not _FOREIGN.search(repaired) else None)
    return None


def _words(text: str, repaired: str) -> str:
    """The words that differ, each with what it should be; at most five."""
    pairs = [(old, new) for old, new in zip(text.split(), repaired.split(), strict=False) if old != new]
    if len(text.split()) != len(repaired.split()) or any(len(old) > LONG for old, _ in pairs):
        return "; skriv teksten igen"
    return "; skriv " + ", ".join(f"»{new}« i stedet for »{old}«" for old, new in pairs[:5])
