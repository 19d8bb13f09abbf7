"""Calendar files (iCalendar, RFC 5545): each event of the timeline whose day is known, and all of them together.

    /indsatsen/tidslinje/kalender/<id>.ics
    /indsatsen/tidslinje/kalender.ics

A page offers them while an event lies ahead. They stay when it is over, for a calendar that follows the file of all
would else drop what was in it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from publication.exports.feeds import lasting_id
from publication.model.events import is_ahead, period
from publication.model.records import TimelineEvent
from publication.web.build_context import BuildContext
from publication.web.cache import Cache, made_by

if TYPE_CHECKING:
    from icalendar import Event, Timezone

FOLDER = "indsatsen/tidslinje"
ALL = f"{FOLDER}/kalender.ics"
_ZONE = ZoneInfo("Europe/Copenhagen")

Changed = Callable[[TimelineEvent], dt.date]
"""The day on which an event's record last changed."""


def offered(context: BuildContext) -> list[TimelineEvent]:
    """The events that a reader can put into a calendar: those that lie ahead, on a day that is known."""
    return [one for one in context.publication.timeline if one.when.day and is_ahead(one, context.today)]


def files(context: BuildContext, changed: Changed, cache: Cache) -> dict[str, bytes]:
    """The calendar files by their path in the site; none where no event's day is known."""
    dated = [event for event in context.publication.timeline if event.when.day]
    content = {f"{FOLDER}/kalender/{event.id}.ics": [event] for event in dated} | ({ALL: dated} if dated else {})

    def key(events: Sequence[TimelineEvent]) -> list[str]:
        initiative = context.publication.initiative
        told = [f"{event!r} {changed(event)}" for event in events]
        code = made_by(__name__, "publication.model.events", packages=("icalendar",))
        return ["calendar", code, context.deployment.site, initiative.name, initiative.organisation, *told]

    # The library takes a third of a second to load, and most builds write no calendar anew.
    return {
        path: cache.get(key(events), lambda events=events: _calendar(context, events, changed))
        for path, events in content.items()
    }


def _calendar(context: BuildContext, events: Sequence[TimelineEvent], changed: Changed) -> bytes:
    from icalendar import Calendar

    initiative = context.publication.initiative
    calendar = Calendar()
    calendar.add("prodid", f"-//{initiative.organisation}//{initiative.name}//DA")
    calendar.add("version", "2.0")
    # What the calendar is called: as RFC 7986 has it, and as programs older than that do.
    calendar.add("name", initiative.name)
    calendar.add("x-wr-calname", initiative.name)
    if any(_has_times(event) for event in events):
        calendar.add_component(_copenhagen())
    for event in events:
        calendar.add_component(_entry(context, event, changed(event)))
    return bytes(calendar.to_ical())


def _entry(context: BuildContext, event: TimelineEvent, changed: dt.date) -> Event:
    from icalendar import Event

    entry = Event()
    address = context.deployment.absolute(f"/{FOLDER}/#tidslinje-{event.id}")
    entry.add("uid", lasting_id(f"timeline/{event.id}").removeprefix("urn:uuid:"))
    entry.add("dtstamp", dt.datetime.combine(changed, dt.time(12), dt.UTC))
    for name, value in _times(event).items():
        entry.add(name, value)
    entry.add("summary", event.title)
    entry.add("description", f"{event.text}\n{address}")
    if event.place:
        entry.add("location", event.place)
    entry.add("url", event.url or address)
    return entry


def _has_times(event: TimelineEvent) -> bool:
    """Whether an event begins at a time and, where it lasts for days, ends at one: else it takes whole days."""
    return event.starts is not None and (event.until is None or event.ends is not None)


def _times(event: TimelineEvent) -> dict[str, dt.date]:
    """When an event begins and ends. An end that is a day is the first day after it."""
    first, last = period(event)
    if event.starts is None or not _has_times(event):
        return {"dtstart": first, "dtend": last + dt.timedelta(days=1)}
    begins = {"dtstart": dt.datetime.combine(first, event.starts, _ZONE)}
    return begins | ({"dtend": dt.datetime.combine(last, event.ends, _ZONE)} if event.ends else {})


def _copenhagen() -> Timezone:
    """Danish time with the rule for summer time, which holds for every year.

    The library would list the changes of each year, those of spring an hour late.
    """
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

    winter, summer = dt.timedelta(hours=1), dt.timedelta(hours=2)
    zone = Timezone()
    zone.add("tzid", _ZONE.key)
    for part, name, begins, before, after in (
        (TimezoneDaylight(), "CEST", dt.datetime(1996, 3, 31, 2), winter, summer),
        (TimezoneStandard(), "CET", dt.datetime(1996, 10, 27, 3), summer, winter),
    ):
        part.add("dtstart", begins)
        part.add("rrule", {"freq": "yearly", "bymonth": begins.month, "byday": "-1su"})
        part.add("tzname", name)
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        zone.add_component(part)
    return zone
