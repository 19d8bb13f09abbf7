"""What one value in `data/` may be: each type reads the text an editor wrote and says in Danish what is wrong with it.

The parser hands over every value as text and the field's type decides what it means, so that `no`, `12:30` and `0101`
cannot turn into something the editor did not write.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Never
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError


class PlainScalar(str):
    """Text without quotes around it in its YAML file, which other programs may read as something else than text."""

    __slots__ = ()


@dataclass(frozen=True)
class Ref:
    """Marks a type as the id of a record of `kind`, a file of `data/`."""

    kind: str


def _json_text(**about: str | int) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", **about})


EMPTY = "feltet er tomt; skriv en værdi, eller slet linjen"


def _refuse(code: str, message: str, suggestion: str | None = None) -> Never:
    """Raise the diagnostic `code` with a Danish message and, where there is one, the likely right value."""
    raise PydanticCustomError(code, "{message}", {"message": message, "suggestion": suggestion})


def _stripped(value: Any, empty: str = EMPTY) -> str:
    """The text of one value without white space around it. Refuses a list, a group of fields, and an empty value."""
    if not isinstance(value, str):
        _refuse("forkert-slags", "her skal stå én værdi, ikke en liste eller flere felter")
    if not value.strip():
        _refuse("tom-vaerdi", empty)
    return value.strip()


# What YAML 1.1 or 1.2 would read as something else than text when it stands without quotes.
_NOT_TEXT = re.compile(
    r"""(?:~|null|true|false|yes|no|on|off|y|n
        |[-+]?0[0-7_]+|0x[0-9a-f_]+|0o[0-7]+|0b[01_]+
        |[-+]?[0-9][0-9_]*(?:\.[0-9_]*)?(?:e[-+]?[0-9]+)?
        |[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?
        |\.(?:inf|nan))""",
    re.IGNORECASE | re.VERBOSE,
)
# The Unicode categories of control, format, private and surrogate characters, which nobody sees.
_INVISIBLE = {"Cc", "Cf", "Co", "Cs"}


def parse_text(value: Any) -> str:
    """Running text on one line: white space folded, nothing invisible, never empty."""
    text = " ".join(_stripped(value).split())
    # A soft hyphen is of a refused category, and has its use.
    if not text.isprintable() and any(unicodedata.category(sign) in _INVISIBLE for sign in text.replace("\u00ad", "")):
        _refuse("usynligt-tegn", "teksten rummer et usynligt tegn; slet det, og skriv ordet igen")
    if isinstance(value, PlainScalar) and _NOT_TEXT.fullmatch(text):
        _refuse("anfoerselstegn", f"teksten «{text}» kan læses som andet end tekst; sæt anførselstegn om", f'"{text}"')
    return text


Text = Annotated[str, BeforeValidator(parse_text), _json_text(minLength=1)]

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
    _stripped(value)
    if not is_slug(value):
        message = f"«{value}» kan ikke stå i en adresse; brug små bogstaver a-z, tal og bindestreg"
        _refuse("id", message, slug(value) or None)
    return str(value)


Slug = Annotated[str, BeforeValidator(parse_slug), _json_text(pattern=f"^{_SLUG.pattern}$")]
MunicipalityId = Annotated[Slug, Ref("municipalities")]
SourceId = Annotated[Slug, Ref("sources")]
FormatId = Annotated[Slug, Ref("formats")]


def _digits(text: str) -> int:
    """A whole number of at least 0, written with digits alone and without leading zeros."""
    if re.fullmatch(r"0|[1-9][0-9]{0,8}", text):
        return int(text)
    if re.fullmatch(r"[0-9]{10,}", text):
        _refuse("tal", "tallet er for stort; se efter, om der er kommet for mange cifre med")
    if re.fullmatch(r"0[0-9]+", text):
        _refuse("tal", f"tallet «{text}» begynder med nul; skriv det uden", text.lstrip("0") or "0")
    if re.fullmatch(r"[0-9]{1,3}(?:[ ._\u00a0][0-9]{3})+", text):
        _refuse("tal", f"skriv «{text}» uden punktum eller mellemrum", re.sub(r"\D", "", text))
    _refuse("tal", f"«{text}» er ikke et helt tal; skriv kun cifre, for eksempel 12")


def parse_count(value: Any) -> int:
    """How many of something."""
    return _digits(_stripped(value))


Count = Annotated[int, BeforeValidator(parse_count), Field(ge=0)]
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
        """What to add to a total that says «mindst»: nothing for a hidden count, which the total would give away."""
        return self.number or 0

    def __str__(self) -> str:
        return "under 5" if self.number is None else str(self.number)


def parse_pupils(value: Any) -> PupilCount:
    """A count of pupils at a school: a whole number of at least five, or the words `under 5`."""
    text = _stripped(value, "feltet er tomt; skriv et tal på mindst 5, eller skriv: under 5")
    if text == "under 5":
        return PupilCount(None)
    if re.fullmatch(r"(?:under|<|&lt;|mindre end|færre end)\s*(?:5|fem)(?: elever)?", " ".join(text.lower().split())):
        _refuse("tal", "et lille elevtal skrives sådan: under 5", "under 5")
    # No message repeats the count: messages end up in public logs and comments.
    if not re.fullmatch(r"[1-9][0-9]{0,5}|0", text):
        _refuse("tal", "elevtallet skal skrives med cifre alene, for eksempel 12, eller som: under 5")
    if int(text) < SMALLEST_SHOWN:
        _refuse("lille-elevtal", "et elevtal under 5 må ikke skrives, for det kan pege på et bestemt barn", "under 5")
    return PupilCount(int(text))


Pupils = Annotated[
    PupilCount,
    PlainValidator(parse_pupils),
    WithJsonSchema({"anyOf": [{"type": "integer", "minimum": SMALLEST_SHOWN}, {"const": "under 5"}]}),
]

_DECIMAL = re.compile(r"(?:0|[1-9][0-9]{0,11})(?:,[0-9]{1,6})?")


def parse_decimal(value: Any) -> Decimal:
    """A number with a Danish decimal comma: `5,1` or `26`."""
    text = _stripped(value)
    if _DECIMAL.fullmatch(text):
        return Decimal(text.replace(",", "."))
    if re.fullmatch(r"[0-9]+\.[0-9]{1,2}", text):
        _refuse("komma", f"skriv «{text}» med komma, ikke punktum", text.replace(".", ","))
    if re.fullmatch(r"[0-9]{1,3}(?:[ ._\u00a0][0-9]{3})+", text):
        _refuse("komma", f"skriv «{text}» uden punktum eller mellemrum", re.sub(r"\D", "", text))
    if re.fullmatch(r"[0-9]+(?:[.,][0-9]+)?\s*%", text):
        _refuse("komma", f"skriv «{text}» uden procenttegn", text.rstrip("% ").replace(".", ","))
    _refuse("komma", f"«{text}» er ikke et tal; skriv for eksempel 5,1")


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
    text = _stripped(value)
    ends = re.fullmatch(r"([0-9]+)(?:-([0-9]+))?", text)
    if not ends:
        loose = re.fullmatch(r"([0-9]+)\.?\s*[-–—]\s*([0-9]+)\.?.*", text)
        message = f"«{text}» skal være et tal eller to tal med bindestreg, for eksempel 3-5"
        _refuse("spaend", message, f"{loose[1]}-{loose[2]}" if loose else None)
    start, end = _digits(ends[1]), _digits(ends[2] or ends[1])
    if end < start:
        _refuse("spaend", f"«{text}» står omvendt; skriv det mindste tal først", f"{end}-{start}")
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


MONTHS = "januar februar marts april maj juni juli august september oktober november december".split()


def _iso_of(text: str) -> str | None:
    """The ISO form of a date written the Danish way (`3. marts 2024`, `3/3-2024`, `03-03-2024`), if it is one."""
    numbers = re.fullmatch(r"([0-9]{1,2})[./ -]+([0-9]{1,2})[./ -]+([0-9]{4})", text)
    words = re.fullmatch(r"(?:([0-9]{1,2})\.? )?([a-zA-Z]+) ([0-9]{4})", text)
    if numbers:
        return f"{numbers[3]}-{int(numbers[2]):02}-{int(numbers[1]):02}"
    if words and words[2].lower() in MONTHS:
        month = f"{words[3]}-{MONTHS.index(words[2].lower()) + 1:02}"
        return f"{month}-{int(words[1]):02}" if words[1] else month
    return None


def parse_moment(value: Any) -> Moment:
    """A year, a month or a day as `2024`, `2024-03` or `2024-03-01`."""
    text = _stripped(value)
    parts = re.fullmatch(r"([12][0-9]{3})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", text)
    if not parts:
        _refuse("dato", f"datoen «{text}» skal skrives som 2024, 2024-03 eller 2024-03-01", _iso_of(text))
    try:
        dt.date(int(parts[1]), int(parts[2] or 1), int(parts[3] or 1))
    except ValueError:
        _refuse("dato", f"datoen «{text}» findes ikke i kalenderen")
    return Moment(text)


_WHEN = {"type": "string", "pattern": "^[12][0-9]{3}(-[0-9]{2}(-[0-9]{2})?)?$"}
_YEAR = {"type": "integer", "minimum": 1000, "maximum": 2999}
When = Annotated[Moment, PlainValidator(parse_moment), WithJsonSchema({"anyOf": [_WHEN, _YEAR]})]


def parse_day(value: Any) -> dt.date:
    """A day as `2024-03-01`."""
    moment = parse_moment(value)
    if moment.day is None:
        _refuse("dato", f"datoen «{moment}» mangler en dag; skriv for eksempel {moment.year}-{moment.month or 3:02}-01")
    return dt.date.fromisoformat(moment.iso)


Day = Annotated[dt.date, PlainValidator(parse_day), _json_text(format="date")]


def _link(value: Any, scheme: str) -> str:
    """A web address of this scheme, with a dot in its host and without user name, port and invisible characters."""
    _stripped(value)
    text = str(value)
    if not text.isprintable() or any(sign in text for sign in " <>\"'`{}|\\^"):
        _refuse("link", "linket rummer et mellemrum eller et tegn, der ikke hører til i et link")
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        _refuse("link", f"«{text}» er ikke et gyldigt link")
    if parts.scheme != scheme:
        if scheme == "https" and parts.scheme == "http":
            _refuse("link", f"linket «{text}» skal begynde med https://", "https" + text[4:])
        if not parts.scheme and re.match(r"[\w-]+(\.[\w-]+)+(/|$)", text):
            _refuse("link", f"linket «{text}» skal begynde med {scheme}://", f"{scheme}://{text}")
        _refuse("link", f"linket «{text}» skal begynde med {scheme}://")
    if parts.username is not None or port is not None or not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", host):
        _refuse("link", f"«{text}» er ikke en almindelig webadresse")
    return text


def parse_link(value: Any) -> str:
    """A link with https://."""
    return _link(value, "https")


def parse_http_link(value: Any) -> str:
    """A link with http://, for the few sources whose own link has no https."""
    return _link(value, "http")


Link = Annotated[str, BeforeValidator(parse_link), _json_text(format="uri", pattern="^https://")]
HttpLink = Annotated[str, BeforeValidator(parse_http_link), _json_text(format="uri", pattern="^http://")]


def parse_mail(value: Any) -> str:
    text = _stripped(value)
    if not re.fullmatch(r"[A-Za-z0-9._+-]+@[a-z0-9-]+(\.[a-z0-9-]+)+", text):
        _refuse("mail", f"«{text}» er ikke en mailadresse")
    return text


Mail = Annotated[str, BeforeValidator(parse_mail), _json_text(format="email")]


def parse_phone(value: Any) -> str:
    """A Danish telephone number: eight digits, in pairs."""
    digits = re.sub(r"[ \u00a0]", "", _stripped(value))
    if not re.fullmatch(r"[0-9]{8}", digits):
        _refuse("telefon", f"«{value}» er ikke et dansk telefonnummer med otte cifre")
    return " ".join(digits[place : place + 2] for place in range(0, 8, 2))


Phone = Annotated[str, BeforeValidator(parse_phone), _json_text(pattern="^[0-9 ]{8,11}$")]

_ADDRESS = re.compile(r"/(?:[a-z0-9-]+/)*")


def parse_address(value: Any) -> str:
    """An address on this site, such as `/kommuner/herlev/`."""
    text = _stripped(value)
    if not _ADDRESS.fullmatch(text):
        _refuse("adresse", f"«{text}» er ikke en adresse her på siden; skriv for eksempel /kommuner/herlev/")
    return text


Address = Annotated[str, BeforeValidator(parse_address), _json_text(pattern=f"^{_ADDRESS.pattern}$")]
