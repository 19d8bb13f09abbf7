"""Numbers about pupils in running text, in digits or words: »mere end 24 elever«, »i snit ni elever pr. hold«.

Whole numbers below five are left out: other rules refuse them wherever they could point to a child.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from publication.loading.diagnostics import Position
from publication.model.danish import WORDS
from publication.model.types import SMALLEST_SHOWN
from publication.validation.disclosure.cells import Name, Table
from publication.validation.disclosure.claims import QUALIFIERS, UNSAID, Claim, Constraint
from publication.validation.disclosure.readings import selections, two_years, years_in, years_near

CHILDREN = r"\b(?:special|skole|musik)?(?:elev|barn|børn|dreng|pige|deltager|unge\b|pupil|child)"
AVERAGE = r"gennemsnit|\bsnit\b"
PER = r"(?:\bpr\b\.?|\bper\b|\b(?:i|på|for|til) hvert?\b)\s+(\w+)"
CHANGE = r"\b(flere|færre)\b"

_TEENS = "tretten fjorten femten seksten sytten atten nitten".split()
_TENS = "tyve tredive fyrre halvtreds tres halvfjerds firs halvfems".split()
NUMBER_WORDS = {word: value for value, word in enumerate([*WORDS, *_TEENS]) if value > 1} | {
    f"{ones}{ten}": tens * 10 + value
    for tens, ten in enumerate(_TENS, start=2)
    for value, ones in enumerate(["", *(f"{one}og" for one in ["en", *WORDS[2:10]])])
}

_QUALIFIERS = {word: word for word in QUALIFIERS if word} | {
    "flere end": "mere end", "cirka": "ca.", "kun cirka": "kun ca.", "op til": "højst", "færre end": "under",
    "more than": "mere end", "at least": "mindst", "about": "ca.", "around": "ca.",
    "nearly": "næsten", "up to": "højst",
}  # fmt: skip


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_WORD = rf"(?:{_either(NUMBER_WORDS)})\b"
_NUMBER = rf"(?:[0-9]{{1,3}}(?:[.\u00a0 ][0-9]{{3}})+|[0-9]+(?:,[0-9]+)?|{_WORD})"
_AMOUNT = (
    rf"(?:\b(?P<qualifier>{_either(_QUALIFIERS)})\s+)?"
    rf"(?<![\w,.])(?P<value>{_NUMBER})(?:\s*(?:-|–|til)\s*(?P<upper>{_NUMBER}))?"
    r"(?P<percent>\s*(?:%|procent\b|pct\.))?"
)
_CLAIMS = (
    # »24 glade elever pr. hold«, »der var 24 med«; the words between are no numbers and begin nothing new.
    re.compile(
        rf"{_AMOUNT}(?:(?P<between>(?:\s+(?!(?:og|eller|men)\b|{_WORD})[^\W\d][\w-]*){{0,3}}?)"
        rf"\s+{CHILDREN}\w*(?:\s+{PER})?"
        r"|\s+med(?=\s*(?:[.,;:)]|$|i\b|fra\b|på\b)))",
        re.IGNORECASE,
    ),
    # »elevtallet var 24«, »antal elever: 24«, »elever i alt: 24«.
    re.compile(
        rf"(?:\belevtal\w*|\bantal\w*\s+(?:af\s+)?{CHILDREN}\w*|{CHILDREN}\w*\s+i\s+alt|{CHILDREN}\w*\s*[:=(])"
        rf"(?:\W+(?:er|var|blev|på|til|i\s+(?:19|20)[0-9]{{2}})\b)*\W*{_AMOUNT}",
        re.IGNORECASE,
    ),
)
_END_OF_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ«»\"])")


@dataclass(frozen=True)
class Passage:
    """A piece of text: where it begins, what it is about before it names anything, and the years of its record."""

    text: str
    position: Position
    about: frozenset[Name] = frozenset()
    years: frozenset[int] = frozenset()


def said_in(passage: Passage, table: Table) -> Iterator[Constraint]:
    """What the numbers in a text say of hidden counts."""
    if not re.search(rf"{CHILDREN}|\bmed\b", passage.text, re.IGNORECASE):
        return
    ends = [(end.start(), end.end()) for end in _END_OF_SENTENCE.finditer(passage.text)]
    starts = [0, *(after for _, after in ends)]
    for start, end in zip(starts, [*(before for before, _ in ends), len(passage.text)], strict=True):
        sentence = passage.text[start:end]
        for pattern in _CLAIMS:
            for found in pattern.finditer(sentence):
                yield from _said(sentence, found, start + found.start("value"), passage, table)


def _said(sentence: str, found: re.Match[str], offset: int, passage: Passage, table: Table) -> Iterator[Constraint]:
    said = found.groupdict()
    value, upper = number(said["value"]), number(said["upper"])
    qualifier = _QUALIFIERS.get(" ".join((said["qualifier"] or "").lower().split()))
    if value is None or (qualifier == "under" and value == SMALLEST_SHOWN):
        return
    lines = passage.text.count("\n", 0, offset)
    position = passage.position._replace(line=passage.position.line + lines, column=1) if lines else passage.position
    claim = Claim("", position, value, qualifier, upper)
    years = years_in(sentence) or years_near(passage.years, table)
    about = selections(table.named_in(sentence), passage.about)
    readings = list(product(years, about))
    change = re.search(CHANGE, said.get("between") or "", re.IGNORECASE)
    per = re.findall(PER, found[0].lower())
    if said["percent"]:
        yield from claim.share(table, readings)
    elif change:
        yield from claim.difference(table, product(two_years(years), about), change[1].lower() == "flere")
    else:
        if not per and value >= SMALLEST_SHOWN:
            yield from claim.total(table, readings)
        if per or re.search(AVERAGE, sentence, re.IGNORECASE):
            yield from claim.average(table, readings, per or UNSAID)


def number(text: str | None) -> Decimal | None:
    """`1.250` → 1250, `8,5` → 8.5, `toogtredive` → 32."""
    if not text:
        return None
    word = NUMBER_WORDS.get(text.lower())
    return Decimal(word if word is not None else re.sub(r"[.\s]", "", text).replace(",", "."))
