"""The timeline: the events along a line, as far from each other as they were in time, what is to come set apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from publication.figures.geometry import MARKER_RADIUS, WIDTH, Drawing, Point, rounded
from publication.model.events import is_ahead, period
from publication.model.kinds import Publication
from publication.model.records import TimelineEvent

_TICK_WIDTH = 44  # the room that a year's number needs


@dataclass(frozen=True)
class EventMarker(Point):
    """An event's number above the line; where two would overlap, one stands a lane higher."""

    number: int
    event: TimelineEvent
    ahead: bool


@dataclass(frozen=True)
class Tick:
    x: float
    year: int


@dataclass(frozen=True)
class Timeline(Drawing):
    """`now` is where on the line the future begins; None where nothing lies ahead."""

    axis: float
    markers: tuple[EventMarker, ...]
    ticks: tuple[Tick, ...]
    now: float | None = None
    radius: float = MARKER_RADIUS


def timeline(publication: Publication, today: dt.date = dt.date.max) -> Timeline:
    """The events of the publication, numbered from 1: those that are over on the day, then those that are not."""
    events = sorted(publication.timeline, key=lambda event: is_ahead(event, today))
    ahead = [is_ahead(event, today) for event in events]
    days = [_drawn_at(event, today).toordinal() for event in events]
    first, last = min(days, default=0), max(days, default=0)
    inset = MARKER_RADIUS + 2
    scale = (WIDTH - 2 * inset) / (last - first) if last > first else 0

    def across(day: int) -> float:
        return rounded(inset + (day - first) * scale if scale else WIDTH / 2)

    xs = list(map(across, days))
    lanes = _lanes(xs, apart=2 * MARKER_RADIUS + 2)
    axis = (max(lanes, default=0) + 1) * (2 * MARKER_RADIUS + 6) + 4
    ys = [axis - 6 - MARKER_RADIUS - lane * (2 * MARKER_RADIUS + 4) for lane in lanes]
    markers = tuple(map(EventMarker, xs, ys, range(1, len(events) + 1), events, ahead))
    now = (0 if all(ahead) else across(today.toordinal())) if any(ahead) else None
    return Timeline(axis, markers, _ticks(days, across), now, height=axis + 30)


def _drawn_at(event: TimelineEvent, today: dt.date) -> dt.date:
    """An event's day, or the middle of the year or month that is known; of what is not over, of the days still left."""
    first, last = period(event)
    if is_ahead(event, today):
        first = max(first, today)
    return first if event.when.day else first + (last - first) / 2


def _lanes(xs: Sequence[float], apart: float) -> list[int]:
    """For each x, from left to right, the lowest lane where nothing is nearer than `apart`."""
    last_in_lane: list[float] = []
    lanes = [0] * len(xs)
    for index, x in sorted(enumerate(xs), key=lambda each: each[1]):
        lane = next((lane for lane, last in enumerate(last_in_lane) if x - last >= apart), len(last_in_lane))
        last_in_lane[lane : lane + 1] = [x]
        lanes[index] = lane
    return lanes


def _ticks(days: Sequence[int], across: Callable[[int], float]) -> tuple[Tick, ...]:
    """Where years begin, as many as have room for their number; the first event's own year where none begins."""
    if not days:
        return ()
    first, last = (dt.date.fromordinal(day).year for day in (min(days), max(days)))
    if first == last:
        return (Tick(across(min(days)), first),)
    ticks = [Tick(across(dt.date(year, 1, 1).toordinal()), year) for year in range(first + 1, last + 1)]
    return tuple(ticks[:: 1 + len(ticks) * _TICK_WIDTH // WIDTH])
