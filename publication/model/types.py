"""What one value in `data/` may be: each type reads the text an editor wrote and says in Danish what is wrong with it.

The parser hands over every value as text and the field's type decides what it means, so that `no`, `12:30` and `0101`
cannot turn into something the editor did not write.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Never

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from publication.model.letters import composed, find_problem
from publication.model.written_dates import iso_of


class PlainScalar(str):
    """Text without quotes around it in its YAML file, which other programs may read as something else than text."""

    __slots__ = ()


@dataclass(frozen=True)
class Ref:
    """Marks a type as the id of a record of `kind`, a file of `data/`."""

    kind: str


def json_text(**about: str | int) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", **about})


EMPTY = "feltet er tomt; skriv en værdi, eller slet linjen"


def refuse(code: str, message: str, suggestion: str | None = None) -> Never:
    """Raise the diagnostic `code` with a Danish message and, where there is one, the likely right value."""
    raise PydanticCustomError(code, "{message}", {"message": message, "suggestion": suggestion})


LONGEST_TEXT = 2_000  # characters of any value
LONGEST_NAME = 300  # characters of a name or a title


def _refuse_longer(text: str, most: int) -> str:
    if len(text) > most:
        refuse("for-lang", f"teksten fylder {len(text)} tegn, og der er plads til {most}; gør den kortere")
    return text


def stripped(value: Any, empty: str = EMPTY) -> str:
    """The text of one value without white space around it. Refuses a list, a group of fields, and an empty value."""
    if not isinstance(value, str):
        refuse("forkert-slags", "her skal stå én værdi, ikke en liste eller flere felter")
    if not value.strip():
        refuse("tom-vaerdi", empty)
    return _refuse_longer(value, LONGEST_TEXT).strip()


# What YAML 1.1 or 1.2 would read as something else than text when it stands without quotes.
_NOT_TEXT = re.compile(
    r"""(?:~|null|true|false|yes|no|on|off|y|n
        |[-+]?0[0-7_]+|0x[0-9a-f_]+|0o[0-7]+|0b[01_]+
        |[-+]?[0-9][0-9_]*(?:\.[0-9_]*)?(?:e[-+]?[0-9]+)?
        |[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?
        |\.(?:inf|nan))""",
    re.IGNORECASE | re.VERBOSE,
)
# A value in the quotation marks of running text, which YAML takes for part of the value.
_CURLY = re.compile(r"[“”„‟»«‘’‚´`](.*)[“”‟»«‘’´`]")


def parse_text(value: Any) -> str:
    """Running text on one line: white space folded, letters composed, nothing invisible or garbled, never empty."""
    text = composed(" ".join(stripped(value).split()))
    if problem := find_problem(text):
        refuse(problem.code, problem.message, problem.repaired if len(text) <= LONGEST_NAME else None)
    if isinstance(value, PlainScalar) and _NOT_TEXT.fullmatch(text):
        message = f"teksten »{text}« kan læses som andet end tekst; sæt anførselstegn om"
        refuse("anfoerselstegn", message, f'"{text.rstrip(".")}"')
    # Words may stand in such marks in the source as well, a year or a code never does.
    if (quoted := _CURLY.fullmatch(text)) and re.fullmatch(r"[0-9][0-9 ./–-]*", quoted[1]):
        _refuse_curly(quoted[1])
    return text


def _refuse_curly(inner: str) -> Never:
    refuse("anfoerselstegn", 'brug lige anførselstegn (")', f'"{inner}"')


def unquoted(value: Any) -> str:
    """The same as `stripped` for what is no running text. Refuses the quotation marks of running text around it."""
    text = stripped(value)
    if quoted := _CURLY.fullmatch(text):
        _refuse_curly(quoted[1])
    return text


Text = Annotated[str, BeforeValidator(parse_text), json_text(minLength=1, maxLength=LONGEST_TEXT)]
Name = Annotated[
    str,
    BeforeValidator(parse_text),
    AfterValidator(lambda text: _refuse_longer(text, LONGEST_NAME)),
    json_text(minLength=1, maxLength=LONGEST_NAME),
]

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "é": "e", "ü": "u", "ö": "oe", "ä": "ae"})


def slug(text: str) -> str:
    """The address form of a Danish text: æ→ae, ø→oe, å→aa, everything else that is no letter or digit a hyphen."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower().translate(_DANISH)).strip("-")


def is_slug(text: str) -> bool:
    """Whether a text can stand in an address as it is."""
    return _SLUG.fullmatch(text) is not None


def parse_slug(value: Any) -> str:
    """An id as it stands in an address: small letters a–z, digits and single hyphens, without white space around it."""
    unquoted(value)
    if not is_slug(value):
        message = f"»{value}« kan ikke stå i en adresse; brug små bogstaver a-z, tal og bindestreg"
        refuse("id", message, slug(value) or None)
    return str(value)


Slug = Annotated[str, BeforeValidator(parse_slug), json_text(pattern=f"^{_SLUG.pattern}$")]
MunicipalityId = Annotated[Slug, Ref("municipalities")]
SourceId = Annotated[Slug, Ref("sources")]
FormatId = Annotated[Slug, Ref("formats")]
SchoolId = Annotated[Slug, Ref("schools")]
PartnershipId = Annotated[Slug, Ref("partnerships")]


def parse_reported_id(value: Any) -> str | None:
    """The same, or an empty field as long as nobody has reported it."""
    return None if value == "" else parse_slug(value)


ReportedSource = Annotated[
    str | None,
    PlainValidator(parse_reported_id),
    WithJsonSchema({"anyOf": [{"type": "string", "pattern": f"^{_SLUG.pattern}$"}, {"type": "null"}]}),
    Ref("sources"),
]


def _digits(text: str) -> int:
    """A whole number of at least 0, written with digits alone and without leading zeros."""
    if re.fullmatch(r"0|[1-9][0-9]{0,8}", text):
        return int(text)
    if re.fullmatch(r"[0-9]{10,}", text):
        refuse("tal", "tallet er for stort; se efter, om der er kommet for mange cifre med")
    if re.fullmatch(r"0[0-9]+", text):
        refuse("tal", f"tallet »{text}« begynder med nul; skriv det uden", text.lstrip("0") or "0")
    if re.fullmatch(r"[0-9]{1,3}(?:[ ._\u00a0][0-9]{3})+", text):
        refuse("tal", f"skriv »{text}« uden punktum eller mellemrum", re.sub(r"\D", "", text))
    refuse("tal", f"»{text}« er ikke et helt tal; skriv kun cifre, for eksempel 12", _number_meant(text))


# Numbers as words.
WORDS = "nul en to tre fire fem seks syv otte ni ti elleve tolv".split()


def _number_meant(text: str) -> str | None:
    """The number that a text holds, in digits or as one word: `12 lærere`, `tolv`. None where it holds more than one."""
    if text.lower() in WORDS:
        return str(WORDS.index(text.lower()))
    found = re.fullmatch(r"[^\d_-]*(0|[1-9][0-9]{0,8})(?![.,]?\d)[^\d_-]*", text)
    return found[1] if found else None


def parse_count(value: Any) -> int:
    """How many of something."""
    return _digits(unquoted(value))


_NOT_KNOWN = re.compile(r"(?i)[-–—?~.]+|null|none|n/?a|x+|ukendt|mangler|afventer|venter|intet|ved ikke|ikke .*")


def _is_empty(value: Any) -> bool:
    """Whether a field is empty because nobody has reported it; refuses a word or a sign that says the same."""
    if isinstance(value, str) and _NOT_KNOWN.fullmatch(value.strip()):
        refuse("tal", "er det ikke meldt ind endnu, så lad feltet stå tomt: intet efter kolon")
    return bool(value == "")


def parse_reported_count(value: Any) -> int | None:
    """The same, or an empty field as long as nobody has reported it."""
    return None if _is_empty(value) else parse_count(value)


Count = Annotated[int, BeforeValidator(parse_count), Field(ge=0)]
ReportedCount = Annotated[
    int | None,
    PlainValidator(parse_reported_count),
    WithJsonSchema({"anyOf": [{"type": "integer", "minimum": 0}, {"type": "null"}]}),
]
SMALLEST_SHOWN = 5


@dataclass(frozen=True)
class PupilCount:
    """How many pupils took part at a school: at least five, or `None` where there were fewer than five."""

    number: int | None

    @property
    def suppressed(self) -> bool:
        return self.number is None

    @property
    def at_least(self) -> int:
        """What to add to a total that says »mindst«: nothing for a hidden count, which the total would give away."""
        return self.number or 0

    def __str__(self) -> str:
        return "under 5" if self.number is None else str(self.number)


def parse_pupils(value: Any) -> PupilCount:
    """A count of pupils at a school: a whole number of at least five, or the words `under 5`."""
    text = stripped(value, "feltet er tomt; skriv et tal på mindst 5, eller skriv: under 5")
    if text == "under 5":
        return PupilCount(None)
    if re.fullmatch(r"(?:under|<|&lt;|mindre end|færre end)\s*(?:5|fem)(?: elever)?", " ".join(text.lower().split())):
        refuse("tal", "et lille elevtal skrives sådan: under 5", "under 5")
    # No message repeats the count: messages end up in public logs and comments.
    if not re.fullmatch(r"[1-9][0-9]{0,5}|0", text):
        meant = re.fullmatch(r"([1-9][0-9]{0,5}) ?(?:elever|børn|unge)", text)
        suggestion = meant[1] if meant and int(meant[1]) >= SMALLEST_SHOWN else None
        refuse("tal", "elevtallet skal skrives med cifre alene, for eksempel 12, eller som: under 5", suggestion)
    if int(text) < SMALLEST_SHOWN:
        refuse("lille-elevtal", "et elevtal under 5 må ikke skrives, for det kan pege på et bestemt barn", "under 5")
    return PupilCount(int(text))


Pupils = Annotated[
    PupilCount,
    PlainValidator(parse_pupils),
    WithJsonSchema({"anyOf": [{"type": "integer", "minimum": SMALLEST_SHOWN}, {"const": "under 5"}]}),
]


def parse_reported_pupils(value: Any) -> PupilCount | None:
    """The same, or an empty field as long as nobody has reported it."""
    return None if _is_empty(value) else parse_pupils(value)


ReportedPupils = Annotated[
    PupilCount | None,
    PlainValidator(parse_reported_pupils),
    WithJsonSchema({"anyOf": [{"type": "integer", "minimum": SMALLEST_SHOWN}, {"const": "under 5"}, {"type": "null"}]}),
]

_DECIMAL = re.compile(r"(?:0|[1-9][0-9]{0,11})(?:,[0-9]{1,6})?")


def parse_decimal(value: Any) -> Decimal:
    """A number with a Danish decimal comma: `5,1` or `26`."""
    text = unquoted(value)
    if _DECIMAL.fullmatch(text):
        return Decimal(text.replace(",", "."))
    if re.fullmatch(r"[0-9]+\.[0-9]{1,2}", text):
        refuse("komma", f"skriv »{text}« med komma, ikke punktum", text.replace(".", ","))
    if re.fullmatch(r"[0-9]{1,3}(?:[ ._\u00a0][0-9]{3})+", text):
        refuse("komma", f"skriv »{text}« uden punktum eller mellemrum", re.sub(r"\D", "", text))
    if re.fullmatch(r"[0-9]+(?:[.,][0-9]+)?\s*%", text):
        refuse("komma", f"skriv »{text}« uden procenttegn", text.rstrip("% ").replace(".", ","))
    refuse("komma", f"»{text}« er ikke et tal; skriv for eksempel 5,1")


Number = Annotated[
    Decimal,
    PlainValidator(parse_decimal),
    WithJsonSchema(
        {"anyOf": [{"type": "integer", "minimum": 0}, {"type": "string", "pattern": f"^{_DECIMAL.pattern}$"}]}
    ),
]


@dataclass(frozen=True, order=True)
class Span:
    """A range of whole numbers with both ends, such as classes 3 to 5; one number alone has the same start and end."""

    start: int
    end: int

    def __str__(self) -> str:
        return str(self.start) if self.start == self.end else f"{self.start}-{self.end}"


def parse_span(value: Any) -> Span:
    """`3-5` or `4`."""
    text = unquoted(value)
    ends = re.fullmatch(r"([0-9]+)(?:-([0-9]+))?", text)
    if not ends:
        loose = re.fullmatch(r"([0-9]+)\.?\s*[-–—]\s*([0-9]+)\.?.*", text)
        message = f"»{text}« skal være et tal eller to tal med bindestreg, for eksempel 3-5"
        refuse("spaend", message, f"{loose[1]}-{loose[2]}" if loose else None)
    start, end = _digits(ends[1]), _digits(ends[2] or ends[1])
    if end < start:
        refuse("spaend", f"»{text}« står omvendt; skriv det mindste tal først", f"{end}-{start}")
    return Span(start, end)


Range = Annotated[
    Span,
    PlainValidator(parse_span),
    WithJsonSchema({"anyOf": [{"type": "integer"}, {"type": "string", "pattern": "^[0-9]+(-[0-9]+)?$"}]}),
]


@dataclass(frozen=True, order=True)
class Moment:
    """A year, a month or a day, as exactly as the source gives it. `iso` is `2024`, `2024-03` or `2024-03-01`."""

    iso: str

    @property
    def year(self) -> int:
        return int(self.iso[:4])

    @property
    def month(self) -> int | None:
        return int(self.iso[5:7]) if len(self.iso) >= 7 else None

    @property
    def day(self) -> int | None:
        return int(self.iso[8:10]) if len(self.iso) == 10 else None

    def __str__(self) -> str:
        return self.iso


def parse_moment(value: Any) -> Moment:
    """A year, a month or a day as `2024`, `2024-03` or `2024-03-01`."""
    text = unquoted(value)
    parts = re.fullmatch(r"([12][0-9]{3})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", text)
    if not parts:
        message = f"datoen »{text}« skal skrives som 2024, 2024-03 eller 2024-03-01"
        if not re.search(r"[12][0-9]{3}|[0-9]{2}$", text):
            message += "; skriv året med"
        refuse("dato", message, iso_of(text))
    try:
        dt.date(int(parts[1]), int(parts[2] or 1), int(parts[3] or 1))
    except ValueError:
        refuse("dato", f"datoen »{text}« findes ikke i kalenderen")
    return Moment(text)


_WHEN = {"type": "string", "pattern": "^[12][0-9]{3}(-[0-9]{2}(-[0-9]{2})?)?$"}
_YEAR = {"type": "integer", "minimum": 1000, "maximum": 2999}
When = Annotated[Moment, PlainValidator(parse_moment), WithJsonSchema({"anyOf": [_WHEN, _YEAR]})]


def parse_day(value: Any) -> dt.date:
    """A day as `2024-03-01`."""
    moment = parse_moment(value)
    if moment.day is None:
        refuse("dato", f"datoen »{moment}« mangler en dag; skriv for eksempel {moment.year}-{moment.month or 3:02}-01")
    return dt.date.fromisoformat(moment.iso)


Day = Annotated[dt.date, PlainValidator(parse_day), json_text(format="date")]
