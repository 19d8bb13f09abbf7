"""Finds what tells how few pupils of a school there were, or who one of them was. Pure: text in, places out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import IntEnum
from functools import lru_cache
from typing import Literal, NamedTuple

from publication.small_counts import vocabulary as words
from publication.small_counts.folding import Folded, fold
from publication.small_counts.schools import Schools

FindKind = Literal["count", "child", "cpr"]


class Find(NamedTuple):
    """Where in the text it stands, and what it is."""

    start: int
    kind: FindKind


class About(IntEnum):
    """What a text is known to be about before it is read."""

    NOTHING = 0
    HOME = 1  # a municipality with a hidden count
    SCHOOL = 2  # a special school
    HIDDEN = 3  # a school with a hidden count
    COUNT = 4  # how many pupils of a school there were, such as how they were grouped
    NOTE = 5  # a hidden count


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


_CPR = re.compile(words.CPR)
_COUNT = _any(
    words.FEW_PUPILS, words.ONLY_ONE, words.ONE_TOOK_PART, words.A_BOY_AND_A_GIRL, words.LABELLED, words.TIMES
)
_CHILD = _any(
    words.CHILD_OF_AGE, words.AGED_CHILD, words.CHILD_OF_CLASS, words.BIRTH, words.LISTED_NAME, words.KNOWN_CHILD
)
_LOOSE = _any(
    words.ONLY_FEW,
    words.FEW_WITH,
    words.FEW_TOOK,
    words.WERE_FEW,
    words.IN_BRACKETS,
    words.GROUP_OF_FEW,
    words.SOME_ONE,
)
_NAMED = re.compile(words.NAMED_CHILD)
_TELLS_WHO = re.compile(words.TELLS_WHO)
_HARMLESS = re.compile(words.HARMLESS)
_WHOLE_SCHOOL = re.compile(r"\b0\.?\s?(?:klasse\s)?(?:-|–|til)\s?(?:9|10)\.?\s?klasse\w*")
_NOTE_COUNT = re.compile(
    rf"{words.BEFORE}(?:0?[1-4]|to|tre|fire|én|ét|eneste|begge){words.AFTER}{words.BARE}|\bunder\s(?:to|tre|fire|[1-4])\b"
)
_NOTE_GROUP = re.compile(
    r"\d\s?elev|\bårgang|\bårig|\bklassen?s?\b|\bklassetrin|\balene\b|\bdreng|\bpige|\b(?:et|ét|to|tre|på|i|samme|eget|lille|eneste)\s(?:\w+\s)?hold\b|\bholdet\b"
)
_SENTENCE_END = re.compile(r"(?<=[a-zæøåé0-9)»\"”])[.!?](?=\s+(?:[A-ZÆØÅ«»\"“(\d]|$))|\n\s*\n")


def finds(text: str, schools: Schools, about: About = About.NOTHING, *, markup: bool = False) -> Iterator[Find]:
    """Every place in a text that tells too much.

    A paragraph that names a protected school, or a text that is `about` one, may not say how few; a CPR number may
    stand nowhere. With `markup` the text is Markdown or HTML.
    """
    if not may_tell(text, about):
        return
    folded = fold(text, markup=markup)
    found = {*_cpr(folded), *_named(folded, 0, len(folded.text), schools, everywhere=True)}
    for start, end in _paragraphs(folded.text):
        found.update(_in_paragraph(folded, start, end, schools, about))
    yield from sorted(Find(folded.origin(one.start), one.kind) for one in found)


_MAY_TELL = re.compile(
    r"(?<![0-9])[0-9]{1,2}(?![0-9])|[0-9]{6}|[^\x00-\x7fæøåÆØÅéÉ«»–’“”\xa0]|[*_`<&]|(?i:\b(?:to|tre|fire|[eé]n\b(?<!\ben)|[eé]t\b(?<!\bet)|een|eet"
    r"|two|three|four|only|just|et\spar|begge|eneste|enkelt|kun|bare|blot|alene|højst|maks|født|born|dreng|pige|solo|år\b"
    r"|(?:var|deltog|havde|kom|meldte|fik|mødte|blev)\s(?:\w+\s)?et?n?\s)|årig|klasse)"
)


def may_tell(text: str, about: About = About.NOTHING) -> bool:
    """Whether a text has any number or word at all by which it could; quick, and never wrong in saying no."""
    return about is About.NOTE or _has_sign(text)


@lru_cache(64)  # Whoever asks before looking closer has the same text asked for again.
def _has_sign(text: str) -> bool:
    return _MAY_TELL.search(text) is not None


_LIKE_CPR = re.compile(r"[0-9]{6}\W{0,3}[0-9]{4}")


def may_concern(text: str, schools: Schools) -> bool:
    """Whether a text has a word of a protected school's name, or what may be a CPR number; quick, for long texts."""
    low = text.lower()
    return schools.may_name(low) or holds_cpr(low)


def holds_cpr(text: str) -> bool:
    """Whether a text may hold a CPR number; quick."""
    return "cpr" in text.lower() or _LIKE_CPR.search(text) is not None


def _cpr(folded: Folded) -> Iterator[Find]:
    if not holds_cpr(folded.text):
        return
    yield from (Find(found.start(), "cpr") for found in _CPR.finditer(folded.text))


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in re.finditer(r"\n[ \t]*\n", text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)


def _in_paragraph(folded: Folded, start: int, end: int, schools: Schools, about: About) -> Iterator[Find]:
    text, cased = folded.text[start:end], folded.cased[start:end]
    if about < About.HIDDEN and schools.names_hidden(text):
        about = About.HIDDEN if about < About.HIDDEN else about
        named = True
    else:
        named = schools.names(text, cased)
    if not named and about is About.NOTHING:
        return
    yield from (Find(start + found.start(), "count") for found in _COUNT.finditer(text))
    if named or about > About.HOME:
        yield from (Find(start + found.start(), "child") for found in _CHILD.finditer(text))
        yield from _named(folded, start, end, schools)
        for first, last in _sentences(cased):
            yield from _in_sentence(folded, start + first, start + last, schools, about)
    if about >= About.COUNT:
        yield from (Find(start + found.start(), "count") for found in _NOTE_COUNT.finditer(_blanked(text)))
    if about is About.NOTE:
        yield from (Find(start + found.start(), "child") for found in _NOTE_GROUP.finditer(_blanked(text)))


def _in_sentence(folded: Folded, start: int, end: int, schools: Schools, about: About) -> Iterator[Find]:
    """What tells only where the sentence, or the whole text, is about the school."""
    text = folded.text[start:end]
    hidden = about is About.NOTE or schools.names_hidden(text)
    if about < About.SCHOOL and not hidden and not schools.names(text, folded.cased[start:end]):
        return
    # Blanking only takes away, so where nothing is found there is nothing to blank.
    if _LOOSE.search(text):
        yield from (Find(start + found.start(), "count") for found in _LOOSE.finditer(_blanked(text)))
    if hidden:
        who = _WHOLE_SCHOOL.sub(lambda whole: " " * len(whole[0]), text)
        yield from (Find(start + found.start(), "child") for found in _TELLS_WHO.finditer(who))


def _blanked(text: str) -> str:
    """The text with all small numbers that count no pupils made into signs that mean nothing."""
    return _HARMLESS.sub(lambda found: "§" * len(found[0]), text)


def _sentences(cased: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _SENTENCE_END.finditer(cased):
        yield start, gap.end()
        start = gap.end()
    yield start, len(cased)


def _named(folded: Folded, start: int, end: int, schools: Schools, everywhere: bool = False) -> Iterator[Find]:
    """Children by name with a class or an age; `everywhere` only those whom a class with a letter singles out."""
    if not (_LETTERED if everywhere else _AGE_OR_CLASS).search(folded.cased, start, end):
        return
    for found in _NAMED.finditer(folded.cased, start, end):
        name = found["name"] or found["aged"] or found["owned"]
        at = found.start("name" if found["name"] else "aged" if found["aged"] else "owned")
        letter = re.search(r"\d\.?\s?[a-eA-E]\b", found[0])
        if (
            name in words.NO_NAMES
            or not schools.words.isdisjoint(re.findall(r"\w+", found[0]))
            or (everywhere and not letter)
        ):
            continue
        if _begins_sentence(folded.cased, at) and not _is_first_name(name) or _is_adult(folded.text, at):
            continue
        yield Find(found.start(), "child")


_LETTERED = re.compile(r"[0-9]\.?\s?[a-eA-E]\b")
_AGE_OR_CLASS = re.compile(r"[0-9]\.?\s?[a-zA-Z]\b|\bår|årig|[0-9]\s?\)|klasse|årgang|[0-9]\.?\s?kl\b")


_ADULT_BEFORE = re.compile(r"(?:lærer|underviser|pædagog|leder|musiker|kunstner|forsker|konsulent)\w*\s(?:\w+\s)?$")


def _is_adult(text: str, at: int) -> bool:
    return _ADULT_BEFORE.search(text, max(0, at - 40), at) is not None


def _begins_sentence(cased: str, at: int) -> bool:
    return not re.search(r"[\wæøå,;)]\s*$", cased[max(0, at - 3) : at])


def _is_first_name(name: str) -> bool:
    known = re.fullmatch(words.FIRST_NAMES, name.lower())
    # A word with one of these endings is a common noun that begins a sentence.
    return bool(known) or not re.search(r"(?:en|et|erne|ene|ing|ninger|er|tid|skole|klasse|hold|år)$", name)


def nearby(texts: Iterable[str], schools: Schools) -> About:
    """What texts are about, by the schools that they name."""
    return max((_about(text, schools) for text in texts), default=About.NOTHING)


def _about(text: str, schools: Schools) -> About:
    if text.isascii() and "skol" not in text.lower() and not schools.may_name(text.lower()):
        return About.NOTHING
    folded = fold(text, markup=True)
    if schools.names_hidden(folded.text):
        return About.HIDDEN
    return About.SCHOOL if schools.names(folded.text, folded.cased) else About.NOTHING
