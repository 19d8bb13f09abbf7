"""The timeline: the events along a line, as far from each other as they were in time."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from publication.figures.geometry import MARKER_RADIUS, WIDTH, Drawing, Point, rounded
from publication.model.kinds import Publication
from publication.model.records import TimelineEvent
from publication.model.types import Moment

_TICK_WIDTH = 44  # the room that a year's number needs


@dataclass(frozen=True)
class EventMarker(Point):
    """An event's number above the line; where two would overlap, one stands a lane higher."""

    number: int
    event: TimelineEvent


@dataclass(frozen=True)
class Tick:
    x: float
    year: int


@dataclass(frozen=True)
class Timeline(Drawing):
    axis: float
    markers: tuple[EventMarker, ...]
    ticks: tuple[Tick, ...]
    radius: float = MARKER_RADIUS


def timeline(publication: Publication) -> Timeline:
    """The events of the publication in the order of its file, numbered from 1."""
    events = publication.timeline
    days = [_middle(event.when).toordinal() for event in events]
    first, last = min(days, default=0), max(days, default=0)
    inset = MARKER_RADIUS + 2
    scale = (WIDTH - 2 * inset) / (last - first) if last > first else 0

    def across(day: int) -> float:
        return rounded(inset + (day - first) * scale if scale else WIDTH / 2)

    xs = list(map(across, days))
    lanes = _lanes(xs, apart=2 * MARKER_RADIUS + 2)
    axis = (max(lanes, default=0) + 1) * (2 * MARKER_RADIUS + 6) + 4
    ys = [axis - 6 - MARKER_RADIUS - lane * (2 * MARKER_RADIUS + 4) for lane in lanes]
    markers = tuple(map(EventMarker, xs, ys, range(1, len(events) + 1), events))
    return Timeline(axis, markers, _ticks(days, across), height=axis + 30)


def _middle(when: Moment) -> dt.date:
    """The middle of the year or month that a date names, or the day itself."""
    if when.month is None:
        return dt.date(when.year, 7, 2)
    return dt.date(when.year, when.month, when.day or calendar.monthrange(when.year, when.month)[1] // 2 + 1)


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
