"""What is not wrong yet but soon will be: dates in `data/` that somebody has to look at again."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Iterator

from publication.loading.diagnostics import Diagnostic
from publication.loading.loader import LoadedData
from publication.model.danish import moment

# The law asks for a look at the statement once a year; a month is left to find the time.
STATEMENT_MONTHS = 11
SECURITY_DAYS = 30


def reminders(data: LoadedData, today: dt.date) -> list[Diagnostic]:
    """The dates that have come near, each with its place. `today` is given, so that the same call says the same."""
    return [*_statement(data, today), *_security(data, today)]


def _statement(data: LoadedData, today: dt.date) -> Iterator[Diagnostic]:
    for loaded, record in data.records("initiative"):
        declared = record.accessibility.declared
        if today > _months_after(declared, STATEMENT_MONTHS):
            message = (
                f"erklæringen om tilgængelighed er fra {moment(declared)} og skal ses efter mindst en gang om året; "
                "gå den igennem, og skriv dagens dato"
            )
            yield loaded.at("accessibility", "declared").diagnostic("bemaerk", message)


def _security(data: LoadedData, today: dt.date) -> Iterator[Diagnostic]:
    for loaded, record in data.records("initiative"):
        expires = record.security_expires
        if today >= expires - dt.timedelta(days=SECURITY_DAYS):
            state = "er udløbet" if today > expires else "udløber snart"
            message = (
                f"sikkerhedskontakten i security.txt {state} ({moment(expires)}); skriv en ny dato, højst et år frem"
            )
            yield loaded.at("security_expires").diagnostic("bemaerk", message)


def _months_after(day: dt.date, months: int) -> dt.date:
    """The same day so many months later; the last of the month where that has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return dt.date(year, month, min(day.day, monthrange(year, month)[1]))
