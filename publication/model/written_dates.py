"""Dates as people write them, turned into the one way they are written in `data/`."""

from __future__ import annotations

import datetime as dt
import re

MONTHS = "januar februar marts april maj juni juli august september oktober november december".split()
_WORDS = re.compile(r"(?:([0-9]{1,2})\.?[ -]?)?([a-zæøå]+)\.?[ -]+((?:[12][0-9])?[0-9]{2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[./ -]+([0-9]{1,2})[./ -]+((?:[12][0-9])?[0-9]{2})")
_MONTH_FIRST = re.compile(r"([0-9]{1,2})[./ -]+([12][0-9]{3})")
# What may stand around a date and is none of it: the day of the week before it, the time of the day after it.
_BEFORE = re.compile(r"(?:(?:på )?(?:man|tirs|ons|tors|fre|lør|søn)dag,? )?(?:den |d\. ?|ca\. ?)?")
_AFTER = re.compile(r"(?:[t ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?z?|,? kl\.? ?[0-9]{1,2}(?:[:.][0-9]{2})?)$")
_QUOTES = " \"'“”„‘’´`»«"
_YEAR_FIRST = re.compile(
    r"([12][0-9]{3})[./ -]+([0-9]{1,2})(?:[./ -]+([0-9]{1,2}))?|([12][0-9]{3})([0-9]{2})([0-9]{2})"
)


def iso_of(text: str) -> str | None:
    """The ISO form of a date written otherwise (`3. marts 2024`, `12/9-24`, `2024-9-12`), if it is one that exists."""
    given, text = text, re.sub("[‐‑‒–—−]", "-", " ".join(text.lower().split())).strip(f"{_QUOTES}?,").rstrip(".")
    text = _AFTER.sub("", _BEFORE.sub("", text, count=1))
    day: str | None
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, day = (one for one in (found.groups()[:3] if found[1] else found.groups()[3:]))
    elif found := _DAY_FIRST.fullmatch(text):
        day, month, year = found.groups()
        if re.fullmatch("[0-9]{2}-[0-9]{2}-[0-9]{2}", text):
            return None  # 24-09-12 is read as a day in 2012 by some and in 2024 by others
    elif found := _MONTH_FIRST.fullmatch(text):
        day, month, year = None, found[1], found[2]
    elif re.fullmatch("[12][0-9]{3}", text):
        return text if text != given else None
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
