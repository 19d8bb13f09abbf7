"""The course of the years: pupils in each municipality year by year as small columns, and the years of one of them.

Columns stand by themselves, so that nothing joins two years over one that is not reported. No length and no place
depends on a hidden count, and no number is of more than one year.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from publication.figures.geometry import (
    LINE_HEIGHT,
    WIDTH,
    Bar,
    Drawing,
    Point,
    TextLine,
    baseline,
    figure_sources,
    label,
    rounded,
    to_scale,
)
from publication.figures.participants import TOGETHER, HiddenMarker
from publication.model.attendance import People, PupilSum, added_up
from publication.model.queries import Queries, Report
from publication.model.records import Edition, Municipality, Participation
from publication.model.register import MOST
from publication.model.types import SMALLEST_SHOWN

_TALLEST = 80  # the column of the largest sum
_WIDEST = 34
_ABOVE = 46  # room over the tallest column for the square of a hidden count and the number
_BETWEEN = 24  # from one panel to the next
_WHOLE_YEAR = 40  # the room that a year takes when written with four digits
_MOST_BESIDE = 6  # years with which two panels have room beside each other

Change = Literal["more", "fewer", "same"]


@dataclass(frozen=True)
class Year:
    """What is known of a year; `people` is None unless all of it is reported."""

    year: int
    complete: bool
    report: Report
    people: People | None


@dataclass(frozen=True)
class Course:
    """The years of a municipality, the oldest first; without one, of the partnerships of all together."""

    municipality: Municipality | None
    years: tuple[Year, ...]
    participations: tuple[Participation, ...]

    def pupils_in(self, year: int) -> PupilSum | None:
        return next((one.people.pupils for one in self.years if one.year == year and one.people), None)


class Column(Bar):
    """A bar that stands upright; its upper right corner is the exact value."""

    @property
    def turn(self) -> float:
        """The y at which the straight left edge ends and the quarter disc begins."""
        return rounded(self.y + self.radius)


@dataclass(frozen=True)
class Mark:
    """How a year is drawn: `text` is where its number stands, or its sign where there is none; `tick` names the year."""

    year: Year
    column: Column
    marker: HiddenMarker | None
    text: Point
    tick: Point


@dataclass(frozen=True)
class Panel:
    """A municipality's years, which stand on a line from `left` to `right` at `foot`."""

    course: Course
    label: tuple[TextLine, ...]
    marks: tuple[Mark, ...]
    left: float
    right: float
    foot: float


@dataclass(frozen=True)
class YearsChart(Drawing):
    """`panels` are those drawn of `count`; `changes` tells of all how the last two complete years, `compared`, differ."""

    panels: tuple[Panel, ...]
    count: int
    years: tuple[int, ...]
    running: int | None
    """The year that is not complete, if one is told of."""
    short_years: bool
    compared: tuple[int, int]
    changes: tuple[Change | None, ...]
    """None where a hidden count leaves it open, or where not both years are reported."""
    uncertain: bool
    """Whether hidden counts leave it open anywhere."""
    sources: tuple[Participation, ...]

    @property
    def reports(self) -> set[Report]:
        return {mark.year.report for panel in self.panels for mark in panel.marks}

    @property
    def open(self) -> bool:
        """Whether a column stands for a year that is not complete."""
        marks = (mark for panel in self.panels for mark in panel.marks)
        return any(mark.column.height and not mark.year.complete for mark in marks)

    @property
    def hidden(self) -> bool:
        return any(mark.marker for panel in self.panels for mark in panel.marks)


def years_chart(queries: Queries) -> YearsChart | None:
    """Pupils in each municipality, year by year; None before two years are complete.

    Of more than MOST municipalities those with the most known pupils are shown; ordering by hidden counts would give
    them away.
    """
    told = _told(queries)
    if not told:
        return None
    everyone = [_course(queries, one, told) for one in (*queries.members, *queries.former_members)]
    courses = [course for course in everyone if any(year.people for year in course.years)]
    newest = queries.publication.edition.year
    shown = courses
    if len(courses) > MOST:
        shown = sorted(courses, key=lambda course: -_known(course.pupils_in(newest)))[:MOST]
    together = _course(queries, None, told)
    if any(year.people for year in together.years):
        shown = [*shown, together]
    return _drawn(shown, courses, told)


def years_of(queries: Queries, municipality: Municipality) -> YearsChart | None:
    """The years in which one municipality was in it; None before two years are complete, and with fewer than two."""
    told = _told(queries)
    if not told:
        return None
    course = _course(queries, municipality, told)
    own = tuple(year for year in course.years if year.report != "outside")
    if len(own) < 2 or not any(year.people for year in own):
        return None
    course = Course(municipality, own, course.participations)
    return _drawn([course], [course], told, named=False)


def _told(queries: Queries) -> list[Edition]:
    """The editions whose years are shown, the oldest first; none before two are complete."""
    publication = queries.publication
    complete = [edition for edition in publication.editions if edition.complete]
    running = [publication.running_edition] if publication.running_edition else []
    return sorted([*complete, *running], key=lambda edition: edition.year) if len(complete) > 1 else []


def _course(queries: Queries, municipality: Municipality | None, told: Sequence[Edition]) -> Course:
    years, participations = [], []
    for edition in told:
        report = queries.report_of(municipality, edition.year)
        took_part = queries.reported(municipality, edition.year) if report == "all" else []
        years.append(Year(edition.year, edition.complete, report, added_up(took_part) if took_part else None))
        participations += [one.participation for one in took_part]
    return Course(municipality, tuple(years), tuple(participations))


def _known(pupils: PupilSum | None) -> int:
    return pupils.known if pupils else 0


def _change(earlier: PupilSum | None, later: PupilSum | None) -> Change | None:
    """How two years differ, where that is certain whatever the hidden counts are."""
    if earlier is None or later is None:
        return None
    if _least(later) > _most(earlier):
        return "more"
    if _most(later) < _least(earlier):
        return "fewer"
    return "same" if not (earlier.hidden or later.hidden) else None


def _least(pupils: PupilSum) -> int:
    return pupils.known + pupils.hidden


def _most(pupils: PupilSum) -> int:
    return pupils.known + pupils.hidden * (SMALLEST_SHOWN - 1)


def _drawn(
    shown: Sequence[Course], everyone: Sequence[Course], told: Sequence[Edition], named: bool = True
) -> YearsChart:
    """The chart of the courses shown; `everyone` are those whose last two complete years are compared."""
    earlier, later = [edition.year for edition in told if edition.complete][-2:]
    pairs = [(course.pupils_in(earlier), course.pupils_in(later)) for course in everyone]
    changes = tuple(_change(*pair) for pair in pairs)
    across = 2 if len(shown) > 1 and len(told) <= _MOST_BESIDE else 1
    width = (WIDTH - _BETWEEN * (across - 1)) / across
    tallest = max((_known(one.people.pupils) for course in shown for one in course.years if one.people), default=0)
    panels: list[Panel] = []
    top = 0.0
    for first in range(0, len(shown), across):
        panels += _row(shown[first : first + across], top, width, tallest, named)
        top = panels[-1].foot + LINE_HEIGHT + _BETWEEN
    return YearsChart(
        panels=tuple(panels),
        count=len(everyone),
        years=tuple(edition.year for edition in told),
        running=next((edition.year for edition in told if not edition.complete), None),
        short_years=width / len(told) < _WHOLE_YEAR,
        compared=(earlier, later),
        changes=changes,
        uncertain=any(change is None and all(pair) for change, pair in zip(changes, pairs, strict=True)),
        sources=figure_sources(one for course in shown for one in course.participations),
        height=rounded(top - _BETWEEN + 6),
    )


def _row(courses: Sequence[Course], top: float, width: float, tallest: int, named: bool) -> list[Panel]:
    """Panels beside each other, whose columns stand on one line."""
    labels = [label(_name(course), top, width) if named else () for course in courses]
    foot = rounded(top + LINE_HEIGHT * max(map(len, labels)) + _ABOVE + _TALLEST)
    length = to_scale(_TALLEST, [tallest])
    panels = []
    for place, (course, lines) in enumerate(zip(courses, labels, strict=True)):
        left, step = rounded(place * (width + _BETWEEN)), width / len(course.years)
        marks = tuple(
            _mark(year, left + step * number + step / 2, foot, step, length(_known(year.people and year.people.pupils)))
            for number, year in enumerate(course.years)
        )
        panels.append(Panel(course, lines, marks, left, rounded(left + width), foot))
    return panels


def _name(course: Course) -> str:
    return course.municipality.name if course.municipality else TOGETHER


def _mark(year: Year, middle: float, foot: float, step: float, height: float) -> Mark:
    width = rounded(min(_WIDEST, step * 0.62))
    column = Column(rounded(middle - width / 2), rounded(foot - height), width, height)
    top, marker = column.y - 3, None
    if year.people and year.people.pupils.hidden:
        size = HiddenMarker.size
        marker = HiddenMarker(rounded(middle - size / 2), rounded(top - size))
        top = marker.y - 3
    return Mark(year, column, marker, Point(rounded(middle), rounded(top - 2)), Point(rounded(middle), baseline(foot + 3)))
