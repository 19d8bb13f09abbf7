"""Who took part: pupils and adults in each municipality in one year, and at each school of one municipality.

A hidden count of pupils adds nothing to a sum and has no length here, so that no drawing gives it away.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from publication.figures.geometry import (
    BAR_HEIGHT,
    LINE_HEIGHT,
    Bar,
    Drawing,
    Point,
    TextLine,
    figure_sources,
    label,
    rounded,
    to_scale,
)
from publication.model import danish
from publication.model.attendance import Attendance, People, added_up, names
from publication.model.queries import Queries, grouped
from publication.model.records import Municipality, Participation
from publication.model.register import MOST
from publication.model.seasons import Season
from publication.model.types import Span

_LONGEST_BAR = 180  # leaves room for »mindst 27 elever« after it
_GAP = 6


@dataclass(frozen=True)
class HiddenMarker(Point):
    """The square for a hidden count. Its size depends on nothing, or it would tell something of the count."""

    size: float = BAR_HEIGHT - 4


@dataclass(frozen=True)
class PeopleRow:
    """A label, the bar of pupils and the bar of adults, each bar with the point where its text begins."""

    label: tuple[TextLine, ...]
    people: People
    pupils: Bar
    marker: HiddenMarker | None
    pupils_text: Point
    adults: Bar
    adults_text: Point


@dataclass(frozen=True)
class MunicipalityRow:
    """`municipality` is None for the partnerships of all together."""

    municipality: Municipality | None
    row: PeopleRow


@dataclass(frozen=True)
class ParticipantsChart(Drawing):
    """`rows` are the municipalities shown; `count` and `total` are of all that took part."""

    year: int
    complete: bool
    """Whether the year is closed; until then more may be reported."""
    count: int
    rows: tuple[MunicipalityRow, ...]
    total: People
    absent: tuple[Municipality, ...]
    """Those that had nobody with."""
    not_reported: tuple[Municipality, ...]
    """Those that have not reported, or not all of it."""
    later: tuple[Municipality, ...]
    """Those that came to it after that year."""
    sources: tuple[Participation, ...]

    @property
    def names_absent(self) -> bool:
        """Whether the municipalities without numbers are few enough to be named."""
        return max(len(self.absent), len(self.not_reported), len(self.later)) <= MOST


TOGETHER = "På tværs"
"""What the partnerships of the whole initiative are called where each municipality has a row."""


def participants_chart(queries: Queries, year: int | None = None) -> ParticipantsChart | None:
    """Who took part in a year, by default the newest complete one; None when there are no numbers.

    Years are never added up, because the same pupils may take part twice. Of more than MOST municipalities those with
    the most known pupils are shown; ordering by hidden counts would give them away.
    """
    chosen = queries.publication.edition.year if year is None else year
    of_year = queries.attendances_in(chosen)
    if not of_year:
        return None
    took_part = grouped(of_year, lambda one: [one.municipality])
    present = [record for record in queries.in_danish_order if record.id in took_part]
    shown: list[tuple[Municipality | None, People]] = [(record, added_up(took_part[record.id])) for record in present]
    if len(shown) > MOST:
        shown = sorted(shown, key=lambda pair: -pair[1].pupils.known)[:MOST]
    if None in took_part:
        shown.append((None, added_up(took_part[None])))
    rows, height = _rows([(record.name if record else TOGETHER, people) for record, people in shown])
    shown_ids = {record.id if record else None for record, _ in shown}
    reports = [(record, queries.report_of(record, chosen)) for record in queries.in_danish_order]
    edition = queries.edition_of(chosen)
    later = [one for one in queries.members if one.joined and one.joined.year > chosen and one.id not in took_part]
    return ParticipantsChart(
        year=chosen,
        complete=edition is not None and edition.complete,
        count=len(present),
        rows=tuple(MunicipalityRow(record, row) for (record, _), row in zip(shown, rows, strict=True)),
        total=added_up(of_year),
        absent=tuple(record for record, report in reports if report == "nobody"),
        not_reported=tuple(record for record, report in reports if report in ("missing", "part")),
        later=tuple(later),
        sources=figure_sources(one.participation for one in of_year if one.municipality in shown_ids),
        height=height,
    )


@dataclass(frozen=True)
class SchoolRow:
    """A school's participants. `classes`, `ages` and `groups` are None wherever the count of pupils is hidden."""

    attendance: Attendance
    school: str
    row: PeopleRow
    classes: Span | None = None
    ages: Span | None = None
    groups: str | None = None


@dataclass(frozen=True)
class ParticipantsOf(Drawing):
    """Who took part at a municipality's schools in one year."""

    year: int
    periods: tuple[Season, ...]
    schools: tuple[SchoolRow, ...]
    total: People
    sources: tuple[Participation, ...]


def participants_of(queries: Queries, municipality: Municipality, year: int | None = None) -> ParticipantsOf | None:
    """Who took part at each of a municipality's schools in a year, by default the one its page shows; None without numbers."""
    chosen = queries.year_shown(municipality) if year is None else year
    counted = queries.attendances_in(chosen, municipality.id)
    if not counted:
        return None
    called = _school_names(counted)
    rows, height = _rows([(name, added_up([one])) for name, one in zip(called, counted, strict=True)])
    return ParticipantsOf(
        year=chosen,
        periods=tuple(dict.fromkeys(one.participation.period for one in counted)),
        schools=tuple(_school_row(*each) for each in zip(counted, called, rows, strict=True)),
        total=added_up(counted),
        sources=figure_sources(one.participation for one in counted),
        height=height,
    )


def _school_names(counted: Sequence[Attendance]) -> list[str]:
    """What the rows are called: by the school, and by whom it works with and when, where that alone tells them apart."""
    found = [one.school for one in counted]
    for tell in (lambda one: names(one.culture_schools), lambda one: danish.season(one.participation.period)):
        found = [
            f"{name} ({tell(one)})" if found.count(name) > 1 else name for name, one in zip(found, counted, strict=True)
        ]
    return found


def _school_row(one: Attendance, name: str, row: PeopleRow) -> SchoolRow:
    part = one.participation
    # The check refuses details beside a hidden count; the figure does not rely on it.
    details = () if one.hidden else (part.classes, part.ages, part.groups)
    return SchoolRow(one, name, row, *details)


def _rows(named: Sequence[tuple[str, People]]) -> tuple[list[PeopleRow], float]:
    """The rows beneath each other on one scale, and how tall they are together."""
    length = to_scale(_LONGEST_BAR, [max(people.pupils.known, people.adults) for _, people in named])
    rows: list[PeopleRow] = []
    top = 0.0
    for name, people in named:
        rows.append(_row(name, people, top, length))
        top = rows[-1].adults.foot + 14
    return rows, rounded(top)


def _row(name: str, people: People, top: float, length: Callable[[float], float]) -> PeopleRow:
    lines = label(name, top)
    pupils = Bar(0, rounded(top + LINE_HEIGHT * len(lines)), length(people.pupils.known))
    adults = Bar(0, rounded(pupils.foot + 4), length(people.adults))
    after_pupils = rounded(pupils.end + (_GAP / 2 if pupils.width else 1))
    marker = HiddenMarker(after_pupils, rounded(pupils.y + 2)) if people.pupils.hidden else None
    end = marker.x + marker.size if marker else pupils.end
    return PeopleRow(lines, people, pupils, marker, _text_after(end, pupils), adults, _text_after(adults.end, adults))


def _text_after(end: float, bar: Bar) -> Point:
    return Point(rounded(end + (_GAP if end else 0)), rounded(bar.y + 14))
