"""When the events of the timeline are, and which of them lie ahead."""

from __future__ import annotations

import calendar
import datetime as dt

from publication.model.records import TimelineEvent


def period(event: TimelineEvent) -> tuple[dt.date, dt.date]:
    """The first and the last day that an event may be on, as exactly as its date is known."""
    year, month, day = event.when.year, event.when.month, event.when.day
    first = dt.date(year, month or 1, day or 1)
    if day:
        return first, event.until or first
    last_month = month or 12
    return first, dt.date(year, last_month, calendar.monthrange(year, last_month)[1])


def is_ahead(event: TimelineEvent, day: dt.date) -> bool:
    """Whether an event is not over on a day. One known only by its month or year is ahead until that has passed."""
    return period(event)[1] >= day
