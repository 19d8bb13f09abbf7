"""What one value in `data/` may be: each type reads the text an editor wrote and says in Danish what is wrong with it.

YAML never guesses here. The reader hands over every value as text, and the field's
type decides what the text means; so `no`, `12:30` and `0101` cannot turn into
something the editor did not write.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Never

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from publication.model import letters
from publication.model.written_dates import iso_of


class PlainScalar(str):
    """Text that stands in a YAML file without quotes around it, so that other programs may read something else."""

    __slots__ = ()


EMPTY = "feltet er tomt; skriv en værdi, eller slet linjen"


def refuse(code: str, message: str, suggestion: str | None = None) -> Never:
    """Raise the diagnostic `code` with a Danish message and, where there is one, the likely right value."""
    raise PydanticCustomError(code, "{message}", {"message": message, "suggestion": suggestion})


LONGEST_TEXT = 2_000  # signs of any value
LONGEST_NAME = 300  # signs of a name or a title


def _refuse_longer(text: str, most: int) -> None:
    if len(text) > most:
        message = f"teksten fylder {len(text)} tegn, og der er plads til {most}; gør den kortere"
        refuse("for-lang", message)


def _scalar(value: Any) -> str:
    """The text of one value. Raises a diagnostic where the editor wrote a list or a group of fields instead."""
    if not isinstance(value, str):
        refuse("forkert-slags", "her skal stå én værdi, ikke en liste eller flere felter")
    _refuse_longer(value, LONGEST_TEXT)
    return value


def stripped(value: Any, empty: str = EMPTY) -> str:
    """The same without white space around it. Raises a diagnostic with the message `empty` where nothing is left."""
    text = _scalar(value).strip()
    if not text:
        refuse("tom-vaerdi", empty)
    return text


# What YAML 1.1 or 1.2 would read as something else than text when it stands without quotes.
_NOT_TEXT = re.compile(
    r"""(?:~|null|true|false|yes|no|on|off|y|n
        |[-+]?0[0-7_]+|0x[0-9a-f_]+|0o[0-7]+|0b[01_]+
        |[-+]?[0-9][0-9_]*(?:\.[0-9_]*)?(?:e[-+]?[0-9]+)?
        |[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?
        |\.(?:inf|nan))""",
    re.IGNORECASE | re.VERBOSE,
)


# A value in the quotation marks of running text, which YAML takes for part of it.
_CURLY = re.compile(r"[“”„‟»«](.*)[“”‟»«]")


def parse_text(value: Any) -> str:
    """Running text on one line: white space folded, letters composed, nothing invisible or garbled, never empty."""
    text = letters.composed(" ".join(stripped(value).split()))
    if problem := letters.find_problem(text):
        refuse(problem.code, problem.message, problem.repaired if len(text) <= LONGEST_NAME else None)
    if isinstance(value, PlainScalar) and _NOT_TEXT.fullmatch(text):
        refuse("anfoerselstegn", f"teksten «{text}» kan læses som andet end tekst; sæt anførselstegn om", f'"{text}"')
    quoted = _CURLY.fullmatch(text)
    if quoted and re.fullmatch(r"[0-9][0-9 ./–-]*", quoted[1]):
        _refuse_curly(quoted[1])
    return text


def _refuse_curly(inner: str) -> Never:
    refuse("anfoerselstegn", 'brug lige anførselstegn (")', f'"{inner}"')


def unquoted(value: Any) -> str:
    """The text of a value that is no running text. Raises a diagnostic where it stands in curly quotation marks."""
    text = stripped(value)
    if quoted := _CURLY.fullmatch(text):
        _refuse_curly(quoted[1])
    return text


def _parse_name(text: str) -> str:
    _refuse_longer(text, LONGEST_NAME)
    return text


Text = Annotated[
    str, BeforeValidator(parse_text), WithJsonSchema({"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT})
]
Name = Annotated[
    str,
    BeforeValidator(parse_text),
    AfterValidator(_parse_name),
    WithJsonSchema({"type": "string", "minLength": 1, "maxLength": LONGEST_NAME}),
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
    """An id: small letters a–z, digits and single hyphens, as it stands in an address."""
    unquoted(value)
    text: str = value
    if not is_slug(text):
        message = f"«{text}» kan ikke stå i en adresse; brug små bogstaver a-z, tal og bindestreg"
        refuse("id", message, slug(text) or None)
    return text


Slug = Annotated[
    str, BeforeValidator(parse_slug), WithJsonSchema({"type": "string", "pattern": f"^{_SLUG.pattern}$"})
]


def _digits(text: str) -> int:
    """A whole number of at least nought. Points, spaces, underscores and leading noughts are diagnostics."""
    if re.fullmatch(r"0|[1-9][0-9]{0,8}", text):
        return int(text)
    if re.fullmatch(r"[0-9]{10,}", text):
        refuse("tal", "tallet er for stort; se efter, om der er kommet for mange cifre med")
    if re.fullmatch(r"0[0-9]+", text):
        refuse("tal", f"tallet «{text}» begynder med nul; skriv det uden", text.lstrip("0") or "0")
    if re.fullmatch(r"[0-9]{1,3}(?:[ ._\u00a0][0-9]{3})+", text):
        refuse("tal", f"skriv «{text}» uden punktum eller mellemrum", re.sub(r"\D", "", text))
    refuse("tal", f"«{text}» er ikke et helt tal; skriv kun cifre, for eksempel 12")


def parse_count(value: Any) -> int:
    """How many: a whole number, 0 or more, written with digits alone."""
    return _digits(unquoted(value))


Count = Annotated[int, BeforeValidator(parse_count), Field(ge=0)]


@dataclass(frozen=True)
class PupilCount:
    """How many pupils took part at a school: at least five, or `None` where there were fewer than five."""

    number: int | None

    @property
    def suppressed(self) -> bool:
        return self.number is None

    @property
    def at_least(self) -> int:
        """What may be added to a total that says «mindst». A hidden count adds nothing, so no total gives it away."""
        return self.number or 0

    def __str__(self) -> str:
        return "under 5" if self.number is None else str(self.number)


SMALLEST_SHOWN = 5


def parse_pupils(value: Any) -> PupilCount:
    """A count of pupils at a school: a whole number of at least five, or the words `under 5`."""
    text = stripped(value, "feltet er tomt; skriv et tal på mindst 5, eller skriv: under 5")
    if text == "under 5":
        return PupilCount(None)
    if re.fullmatch(r"(?:under|<|&lt;|mindre end|færre end)\s*(?:5|fem)(?: elever)?", " ".join(text.lower().split())):
        refuse("tal", "et lille elevtal skrives sådan: under 5", "under 5")
    # No message here repeats what is written: messages end up in logs and comments that all can read.
    if not re.fullmatch(r"[1-9][0-9]{0,5}|0", text):
        refuse("tal", "elevtallet skal skrives med cifre alene, for eksempel 12, eller som: under 5")
    if int(text) < SMALLEST_SHOWN:
        refuse("lille-elevtal", "et elevtal under 5 må ikke skrives, for det kan pege på et bestemt barn", "under 5")
    return PupilCount(int(text))


Pupils = Annotated[
    PupilCount,
    PlainValidator(parse_pupils),
    PlainSerializer(lambda count: count.number if count.number is not None else "under 5"),
    WithJsonSchema({"anyOf": [{"type": "integer", "minimum": 5}, {"const": "under 5"}]}),
]

_DECIMAL = re.compile(r"(?:0|[1-9][0-9]{0,11})(?:,[0-9]{1,6})?")


def parse_decimal(value: Any) -> Decimal:
    """A number with a Danish decimal comma: `5,1` or `26`."""
    text = unquoted(value)
    if _DECIMAL.fullmatch(text):
        return Decimal(text.replace(",", "."))
    if re.fullmatch(r"[0-9]+\.[0-9]{1,2}", text):
        refuse("komma", f"skriv «{text}» med komma, ikke punktum", text.replace(".", ","))
    if re.fullmatch(r"[0-9]{1,3}(?:[ ._\u00a0][0-9]{3})+", text):
        refuse("komma", f"skriv «{text}» uden punktum eller mellemrum", re.sub(r"\D", "", text))
    if re.fullmatch(r"[0-9]+(?:[.,][0-9]+)?\s*%", text):
        refuse("komma", f"skriv «{text}» uden procenttegn", text.rstrip("% ").replace(".", ","))
    refuse("komma", f"«{text}» er ikke et tal; skriv for eksempel 5,1")


Number = Annotated[
    Decimal,
    PlainValidator(parse_decimal),
    PlainSerializer(lambda number: str(number)),
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
    """`3-5` or `4`: two whole numbers with a hyphen, the smaller first, or one number."""
    text = unquoted(value)
    ends = re.fullmatch(r"([0-9]+)(?:-([0-9]+))?", text)
    if not ends:
        loose = re.fullmatch(r"([0-9]+)\.?\s*[-–—]\s*([0-9]+)\.?.*", text)
        refuse(
            "spaend",
            f"«{text}» skal være et tal eller to tal med bindestreg, for eksempel 3-5",
            f"{loose[1]}-{loose[2]}" if loose else None,
        )
    start = _digits(ends[1])
    end = _digits(ends[2]) if ends[2] else start
    if end < start:
        refuse("spaend", f"«{text}» står omvendt; skriv det mindste tal først", f"{end}-{start}")
    return Span(start, end)


Range = Annotated[
    Span,
    PlainValidator(parse_span),
    PlainSerializer(str),
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
        refuse("dato", f"datoen «{text}» skal skrives som 2024, 2024-03 eller 2024-03-01", iso_of(text))
    try:
        dt.date(int(parts[1]), int(parts[2] or 1), int(parts[3] or 1))
    except ValueError:
        refuse("dato", f"datoen «{text}» findes ikke i kalenderen")
    return Moment(text)


_WHEN = {"type": "string", "pattern": "^[12][0-9]{3}(-[0-9]{2}(-[0-9]{2})?)?$"}
When = Annotated[
    Moment,
    PlainValidator(parse_moment),
    PlainSerializer(str),
    WithJsonSchema({"anyOf": [_WHEN, {"type": "integer", "minimum": 1000, "maximum": 2999}]}),
]


def parse_day(value: Any) -> dt.date:
    """A day as `2024-03-01`."""
    moment = parse_moment(value)
    if moment.day is None:
        refuse("dato", f"datoen «{moment}» mangler en dag; skriv for eksempel {moment.year}-{moment.month or 3:02}-01")
    return dt.date.fromisoformat(moment.iso)


Day = Annotated[
    dt.date,
    PlainValidator(parse_day),
    PlainSerializer(dt.date.isoformat),
    WithJsonSchema({"type": "string", "format": "date"}),
]
