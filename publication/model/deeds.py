"""What a municipality has done, from its own records: who did what with whom, how many, what is new, what comes next.

Only facts; `overrides/macros/_deed.txt` puts them into words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from publication.model.attendance import Attendance, People, added_up
from publication.model.queries import Queries, Report, grouped
from publication.model.records import Municipality, Partnership, School
from publication.model.seasons import Season


@dataclass(frozen=True)
class Together:
    """Schools that work together, by name, and with what art form where that is known.

    `special` are the special-needs schools, `others` the culture schools and whoever else is in it.
    """

    art_form: str | None
    special: tuple[str, ...]
    others: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return (*self.others, *self.special)


@dataclass(frozen=True)
class Ahead:
    """Who comes, or is being made ready, from a season on; `when` is None where nobody has said it."""

    when: Season | None
    together: Together


@dataclass(frozen=True)
class Deed:
    """What a municipality's page, card, mail, poster, sheet, block and feed tell first.

    `counted` and `people` are of the year that its page shows, `period` is the part of it that they are of; `going` are
    the partnerships that are under way, counted or not. `begun` holds only schools that nothing before it names.
    """

    municipality: Municipality
    period: Season
    report: Report
    counted: tuple[Together, ...]
    people: People | None
    going: tuple[Together, ...]
    ended: tuple[Season, ...]
    begun: tuple[Ahead, ...]
    starting: tuple[Ahead, ...]


def deed(queries: Queries, municipality: Municipality) -> Deed:
    """What the records tell of a municipality."""
    year = queries.year_shown(municipality)
    attended = queries.attendances_in(year, municipality.id)
    by_status = queries.partnerships_by_status(municipality.id)
    counted = tuple(_joined(_counted(queries, one) for one in attended))
    going = tuple(_joined(_together(queries, one) for one in by_status.get("running", ())))
    shown = by_status.get("ended", ()) if counted and not going else ()
    return Deed(
        municipality,
        _period(attended, year),
        queries.report_of(municipality, year),
        counted,
        added_up(attended) if attended else None,
        going,
        tuple(dict.fromkeys(one.until for one in shown if one.until)),
        tuple(_new_ones(queries, by_status.get("new", ()), counted or going)),
        tuple(Ahead(one.starting, _together(queries, one)) for one in by_status.get("starting", ())),
    )


def _period(attended: Iterable[Attendance], year: int) -> Season:
    """The part of a year in which all was that is counted, or the year."""
    periods = {one.participation.period for one in attended}
    return periods.pop() if len(periods) == 1 else Season(year)


def _names(schools: Iterable[School]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(school.name for school in schools))


def _together(queries: Queries, one: Partnership) -> Together:
    others = queries.schools_named([*one.culture_schools, *one.partners])
    return Together(one.art_form, _names(queries.schools_named(one.special_schools)), _names(others))


def _counted(queries: Queries, one: Attendance) -> Together:
    """The same of a count, which may be of one school of several."""
    whole = _together(queries, one.partnership)
    return Together(whole.art_form, _names(one.special_schools), whole.others)


def _joined(found: Iterable[Together]) -> Iterator[Together]:
    """Those that do the same with the same culture schools as one: three schools and their music school."""
    for (art_form, others), those in grouped(found, lambda one: [(one.art_form, one.others)]).items():
        yield Together(art_form, tuple(dict.fromkeys(name for one in those for name in one.special)), others)


def _new_ones(queries: Queries, new: Iterable[Partnership], before: tuple[Together, ...]) -> Iterator[Ahead]:
    """The new partnerships by the season in which they begin, without the schools that are named already."""
    named = {name for one in before for name in one.names}
    for season, those in grouped(new, lambda one: [one.since]).items():
        for one in _joined(_together(queries, each) for each in those):
            yield Ahead(season, Together(one.art_form, _without(one.special, named), _without(one.others, named)))


def _without(names: tuple[str, ...], named: set[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name not in named)
