"""How numbers, dates and lists are written on a page in English, beside `danish`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from decimal import Decimal

from publication.model.seasons import Season
from publication.model.types import Moment

_MONTHS = "January February March April May June July August September October November December".split()
_COUNTS = "no one two three four five six seven eight nine ten eleven twelve".split()
QUALIFIERS = {
    "ca.": "about", "mere end": "more than", "over": "more than", "godt": "just over", "mindst": "at least",
    "omkring": "around", "kun ca.": "only about", "næsten": "nearly", "højst": "at most",
}  # fmt: skip
"""What may stand before a number in the data."""
UNITS = {
    "%": "%", "kr.": "kroner", "elever": "pupils", "børn": "children", "børn og unge": "children and young people",
    "kommuner": "municipalities", "undervisere": "teachers", "fagfolk": "professionals", "lærere": "teachers",
    "specialtilbud": "special-needs schools or units", "kulturskoler": "schools of music and arts", "timer": "hours",
    "minutter": "minutes", "uger": "weeks", "måneder": "months", "år": "years", "skoleår": "school years",
    "deltagere": "participants", "personer": "people", "millioner": "million", "studier": "studies", "svar": "answers",
    "interview": "interviews", "videoer": "videos", "undersøgelser": "surveys", "skolebørn": "schoolchildren",
}  # fmt: skip
"""The units that are counted most; another stays Danish, and is marked as Danish."""


def number(value: int | Decimal) -> str:
    """`32500` → `32,500`, `Decimal('5.1')` → `5.1`."""
    return f"{value:,}"


def in_words(count: int) -> str:
    """A count as a word up to twelve, in digits above."""
    return _COUNTS[count] if count < len(_COUNTS) else number(count)


def moment(value: Moment | dt.date) -> str:
    """`3 March 2024`, `March 2024` or `2024`, as exactly as the value is known."""
    if isinstance(value, dt.date):
        value = Moment(value.isoformat())
    if value.month is None:
        return str(value.year)
    month = f"{_MONTHS[value.month - 1]} {value.year}"
    return month if value.day is None else f"{value.day} {month}"


def season(value: Season) -> str:
    """`autumn 2024`, `spring 2024`, `the school year 2024/2025` or `2024`."""
    if value.part == "skoleår":
        return f"the school year {value}"
    return f"{'spring' if value.part == 'forår' else 'autumn'} {value.year}" if value.part else str(value.year)


def listed(items: Sequence[str]) -> str:
    """`Herlev, Ishøj and Roskilde`."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else ""


def written(value: object) -> str:
    """A field's value as it stands in a sentence: dates the English way, ranges with a dash, everything else as it is."""
    if isinstance(value, Moment | dt.date):
        return moment(value)
    if isinstance(value, Season):
        return season(value)
    text = str(value)
    return text.replace("-", "–") if re.fullmatch(r"[0-9]+-[0-9]+", text) else text
