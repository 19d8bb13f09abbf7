"""How numbers, dates and lists are written in Danish."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from decimal import Decimal

from publication.model.seasons import Season
from publication.model.types import WORDS, Moment
from publication.model.written_dates import MONTHS

NO_BREAK = "\u00a0"
_BEFORE_UNIT = re.compile(r"(?<=[0-9]) (?=%|kr\b)")
_FOREIGN = str.maketrans("éöäü", "eøæy")
_PAGES = re.compile(r"s\. [0-9]+(-[0-9]+)?((, | og )[0-9]+(-[0-9]+)?)*")
_SECTIONS = re.compile(r"afsnitte(?:t|ne) »[^«]*«(?:(?:, | og )»[^«]*«)*")
_ALPHABET = "abcdefghijklmnopqrstuvwxyzæøå"


def number(value: int | Decimal) -> str:
    """`32500` → `32.500`, `Decimal('5.1')` → `5,1`."""
    whole, _, fraction = f"{Decimal(value):f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{grouped},{fraction}" if fraction else grouped


def amount(value: int | Decimal, unit: str | None) -> str:
    """A number and its unit with a no-break space between: `5,1 %`, `450.000 kr.`, `12 elever`."""
    return f"{number(value)}{NO_BREAK}{unit}" if unit else number(value)


def unbroken(text: str) -> str:
    """The text with each number kept on one line with `%` or `kr.` after it."""
    return _BEFORE_UNIT.sub(NO_BREAK, text)


def in_words(count: int) -> str:
    """A count as a word up to twelve, in digits above."""
    return WORDS[count] if count < len(WORDS) else number(count)


def moment(value: Moment | dt.date) -> str:
    """`3. marts 2024`, `marts 2024` or `2024`, as exactly as the value is known."""
    if isinstance(value, dt.date):
        value = Moment(value.isoformat())
    if value.month is None:
        return str(value.year)
    month = f"{MONTHS[value.month - 1]} {value.year}"
    return month if value.day is None else f"{value.day}.{NO_BREAK}{month}"


def days(first: Moment, last: dt.date | None) -> str:
    """From a moment to the last day: `4.–5. marts 2027`; the moment alone where nothing says how long it lasts."""
    if last is None or last.isoformat() == first.iso:
        return moment(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}.–{moment(last)}"
    same_year = first.year == last.year
    begins = f"{first.day}.{NO_BREAK}{MONTHS[(first.month or 1) - 1]}" if same_year else moment(first)
    return f"{begins} – {moment(last)}"


def clock(value: dt.time) -> str:
    """`9.30`."""
    return f"{value.hour}.{value.minute:02}"


def season(value: Season) -> str:
    """`efteråret 2024`, `skoleåret 2024/2025` or `2024`, as it stands after »siden« or »i«."""
    if value.part == "skoleår":
        return f"skoleåret {value}"
    return f"{value.part}et {value.year}" if value.part else str(value.year)


def span(text: object) -> str:
    """A range with an en dash, as Danish has it: `3-5` → `3–5`."""
    return str(text).replace("-", "–")


def capitalized(text: str) -> str:
    """The text with a capital first and everything else as it is."""
    return text[:1].upper() + text[1:]


def listed(items: Sequence[str]) -> str:
    """`Herlev, Ishøj og Roskilde`."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} og {items[-1]}" if items else ""


def pages(places: Sequence[str]) -> list[str]:
    """Places in a source, each named once.

    Those that are nothing but pages are one, `s. 7 og 16` and `s. 16-18` → `s. 7 og 16-18`, and so are those that are
    nothing but sections, `afsnittene »A« og »B«`. A section goes without saying where a part of it is named.
    """
    places = [place for place in places if not any(other.startswith((f"{place}, ", f"{place}; ", f"{place} og ")) for other in places)]
    only = [place for place in places if _PAGES.fullmatch(place)]
    found = {
        page
        for first, last in re.findall(r"([0-9]+)(?:-([0-9]+))?", " ".join(only))
        for page in range(int(first), int(last or first) + 1)
    }
    begins = sorted(page for page in found if page - 1 not in found)
    ends = sorted(page for page in found if page + 1 not in found)
    runs = [str(first) if first == last else f"{first}-{last}" for first, last in zip(begins, ends, strict=True)]
    others = [place for place in places if place not in only]
    sections = [place for place in others if _SECTIONS.fullmatch(place)]
    if len(sections) > 1:
        titles = list(dict.fromkeys(re.findall("»[^«]*«", " ".join(sections))))
        together = f"{'afsnittene' if len(titles) > 1 else 'afsnittet'} {listed(titles)}"
        others = [together, *(place for place in others if place not in sections)]
    return [*([f"s. {listed(runs)}"] if runs else []), *others]


def written(value: object) -> str:
    """A field's value as it stands in a sentence: dates and ranges the Danish way, everything else as it is."""
    if isinstance(value, Moment | dt.date):
        return moment(value)
    if isinstance(value, Season):
        return season(value)
    text = str(value)
    return span(text) if re.fullmatch(r"[0-9]+-[0-9]+", text) else text


def initial(text: str) -> str:
    """The letter under which a word stands in a Danish list: `Å` for »Aabenraa«."""
    letter = text[:2].casefold()
    return "Å" if letter == "aa" else letter[:1].upper()


def sort_key(text: str) -> tuple[list[int], str]:
    """The sort key of a Danish name: æ, ø, å last, and aa as å, as in a Danish encyclopedia."""
    folded = text.lower().replace("aa", "å").translate(_FOREIGN)
    return [_ALPHABET.find(letter) for letter in folded], text
