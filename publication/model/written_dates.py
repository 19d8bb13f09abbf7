"""Dates as people write them, turned into the one way they are written in `data/`."""

from __future__ import annotations

import datetime as dt
import re

MONTHS = "januar februar marts april maj juni juli august september oktober november december".split()
_WORDS = re.compile(r"(?:den |d\. ?)?(?:([0-9]{1,2})\.? ?)?([a-zæøå]+)\.? ((?:[12][0-9])?[0-9]{2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[./ -]+([0-9]{1,2})[./ -]+((?:[12][0-9])?[0-9]{2})")
_YEAR_FIRST = re.compile(
    r"([12][0-9]{3})[./ -]+([0-9]{1,2})(?:[./ -]+([0-9]{1,2}))?|([12][0-9]{3})([0-9]{2})([0-9]{2})"
)


def iso_of(text: str) -> str | None:
    """The ISO form of a date written otherwise (`3. marts 2024`, `12/9-24`, `2024-9-12`), if it is one that exists."""
    text = " ".join(text.lower().split()).rstrip(".")
    day: str | None
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, day = (one for one in (found.groups()[:3] if found[1] else found.groups()[3:]))
    elif found := _DAY_FIRST.fullmatch(text):
        day, month, year = found.groups()
    elif (found := _WORDS.fullmatch(text)) and (number := _month(found[2])):
        day, month, year = found[1], str(number), found[3]
    else:
        return None
    year = year if len(year) == 4 else f"20{year}"
    try:
        date = dt.date(int(year), int(month), int(day or 1))
    except ValueError:
        return None
    return date.isoformat() if day else date.isoformat()[:7]


def _month(word: str) -> int | None:
    """The number of a month by its name or the beginning of it: `september`, `sept`, `sep`."""
    return next(
        (number for number, name in enumerate(MONTHS, start=1) if len(word) > 2 and name.startswith(word)), None
    )
