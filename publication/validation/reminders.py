"""What is not wrong yet but soon will be: dates in `data/` that somebody has to look at again."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange

from publication.loading.diagnostics import Diagnostic
from publication.loading.loader import LoadedData
from publication.model.danish import moment

# The law asks for a look at the statement once a year; a month is left to find the time.
STATEMENT_MONTHS = 11
SECURITY_DAYS = 30


def reminders(data: LoadedData, today: dt.date) -> list[Diagnostic]:
    """A diagnostic for each date that has come near, seen from `today`."""
    found: list[Diagnostic] = []
    for loaded, record in data.records("initiative"):
        declared, expires = record.accessibility.declared, record.security_expires
        if today > _months_after(declared, STATEMENT_MONTHS):
            message = (
                f"erklæringen om tilgængelighed er fra {moment(declared)} og skal ses efter mindst en gang om året; "
                "gå den igennem, og skriv dagens dato"
            )
            found.append(loaded.at("accessibility", "declared").diagnostic("bemaerk", message))
        if today >= expires - dt.timedelta(days=SECURITY_DAYS):
            state = f"{'er udløbet' if today > expires else 'udløber snart'} ({moment(expires)})"
            message = f"sikkerhedskontakten i security.txt {state}; skriv en ny dato, højst et år frem"
            found.append(loaded.at("security_expires").diagnostic("bemaerk", message))
    return found


def _months_after(day: dt.date, months: int) -> dt.date:
    """The same day so many months later; the last of the month where that has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return dt.date(year, month, min(day.day, monthrange(year, month)[1]))
