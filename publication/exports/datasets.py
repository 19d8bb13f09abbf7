"""What the open data hold of each kind of record.

v1 promised its columns when a partnership still had the counts of one year, a municipality one set of statistics, and
the initiative one edition. These three keep those columns: they carry what the newest complete edition tells. The
counts of every year have a file of their own, whose rows name what they are of.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, Literal, TypeVar

from pydantic import Field

from publication.model.attendance import Attendance, names
from publication.model.kinds import KINDS, Kind
from publication.model.queries import Queries, Status
from publication.model.records import (
    Fact,
    Initiative,
    Municipality,
    Part,
    Participation,
    Partnership,
    Record,
    Sourced,
)
from publication.model.seasons import SeasonOf
from publication.model.types import (
    Count,
    Day,
    FormatId,
    Moment,
    MunicipalityId,
    Name,
    Number,
    Pupils,
    Range,
    SchoolId,
    SourceId,
    Text,
    When,
)


def _column(title: str, help_: str, default: Any = ...) -> Any:
    return Field(default, title=title, description=help_)


class InitiativeRow(Initiative):
    """The initiative with its newest complete edition."""

    report: SourceId = _column("Rapport", "Id på hovedrapporten i sources.yml.")
    edition: Name = _column("Udgave", "Navn på den nyeste komplette udgave.")
    published: Day = _column("Udgivet", "Dagen, den udgave kom ud.")


class StatisticsPart(Sourced):
    """The newest statistics of a municipality."""

    pupils_general: Count = _column("Elever i almen", "Antal elever i almenundervisning.")
    pupils_special: Count = _column("Elever i special", "Antal elever i specialundervisning.")
    counts_period: Name = _column("Antallets periode", "Skoleår, for eksempel 2022/2023.")
    share_special: Number = _column("Andel i specialtilbud", "I procent med komma, for eksempel 5,9.")
    share_period: Name = _column("Andelens periode", "For eksempel 2020-2023.")


class MunicipalityRow(Municipality):
    """A municipality with its newest statistics."""

    statistics: StatisticsPart | None = _column("Statistik", "De nyeste tal, hvis kommunen har nogen.", None)


class ParticipationPart(Part):
    """Who took part in the year that the newest complete edition tells of."""

    culture_teachers: Count = _column("Undervisere fra kulturskolen", "Antal.")
    special_teachers: Count = _column("Lærere og pædagoger", "Antal fra specialtilbuddet.")
    pupils: Pupils = _column("Elever", "Antal, mindst 5. Færre skrives: under 5")
    groups: Text | None = _column("Hold", "Hvordan eleverne var delt. Ikke ved under 5.", None)
    classes: Range | None = _column("Klassetrin", "For eksempel 3-5. Ikke ved under 5.", None)
    ages: Range | None = _column("Alder", "I år, for eksempel 8-11. Ikke ved under 5.", None)


class PartnershipRow(Fact):
    """A partnership with the counts of the newest complete year."""

    municipality: MunicipalityId | None = _column(
        "Kommune", "Id på kommunen. Tom, når det gælder hele indsatsen.", None
    )
    year: When = _column("År", "Året for tallene. Uden tal: året, samarbejdet begyndte eller er under opstart.")
    status: Literal["i gang", "nyt", "under opstart", "afsluttet"] = _column(
        "Status", "i gang, nyt, under opstart eller afsluttet."
    )
    culture_school: Name | None = _column("Kulturinstitution", "Navnet nu. Er der flere, står de alle.", None)
    special_school: Name | None = _column("Specialtilbud", "Navnet nu. Er der flere, står de alle.", None)
    format: FormatId | None = _column("Format", "Id på formatet i formats.yml, hvis det er kendt.", None)
    art_form: Text | None = _column("Kunstart", "musik, billedkunst eller musik og billedkunst, hvis det er kendt.", None)
    participation: ParticipationPart | None = _column("Deltagelse", "Tallene, når de er kendt.", None)
    culture_schools: tuple[SchoolId, ...] = _column("Kulturinstitutioner, id", "Id'er i schools.", ())
    special_schools: tuple[SchoolId, ...] = _column("Specialtilbud, id", "Id'er i schools.", ())
    partners: tuple[SchoolId, ...] = _column("Andre, id", "Id'er i schools.", ())
    since: SeasonOf | None = _column("I gang siden", "Året eller halvåret, samarbejdet begyndte.", None)
    starting: SeasonOf | None = _column("Under opstart", "Året eller halvåret, når det ikke er begyndt.", None)
    until: SeasonOf | None = _column("Sluttede", "Året eller halvåret, hvis samarbejdet er slut.", None)


class ParticipationRow(Participation):
    """A participation with where it was and with whom, so that its file reads by itself."""

    municipality: MunicipalityId | None = _column(
        "Kommune", "Id på kommunen. Tom, når det gælder hele indsatsen.", None
    )
    culture_school: Name | None = _column("Kulturinstitution", "Navnet nu. Er der flere, står de alle.", None)
    special_school: Name | None = _column("Specialtilbud", "Stedet eller stederne, som tallene gælder. Navnet nu.", None)


def records_of(queries: Queries, kind: Kind) -> tuple[Record, ...]:
    """The records of a kind as the open data have them, also of one that has a single record."""
    value = getattr(queries.publication, kind.name)
    records = (value,) if kind.single else value
    row = _ROWS.get(kind.name)
    return tuple(row[1](queries, record) for record in records) if row else records


_PERIODS = {
    "editions": ["year"],
    "statistics": ["counts_period", "share_period"],
    "partnerships": ["year", "since", "until"],
    "participations": ["period"],
    "timeline": ["when", "until"],
    "training": ["when"],
}
"""The fields that say what time a record tells of."""


def years_of(kind: Kind, records: Iterable[Record]) -> tuple[int, int] | None:
    """The first and the last year that records of a kind tell of; None where they are of no time."""
    told = [getattr(record, name) for record in records for name in _PERIODS.get(kind.name, ())]
    # Every way of writing a time has its years in four digits.
    years = [int(year) for value in told if value is not None for year in re.findall(r"\b[12][0-9]{3}\b", str(value))]
    return (min(years), max(years)) if years else None


def _initiative(queries: Queries, record: Initiative) -> InitiativeRow:
    edition = queries.publication.edition
    published = queries.publication.published
    more = {"report": edition.report or record.source, "edition": edition.name, "published": published}
    return InitiativeRow.model_construct(**dict(record), **more)


def _municipality(queries: Queries, record: Municipality) -> MunicipalityRow:
    statistics = queries.statistics_of.get(record.id)
    part = _part(StatisticsPart, statistics) if statistics else None
    return MunicipalityRow.model_construct(**dict(record), statistics=part)


_STATUS: dict[Status, str] = {"running": "i gang", "new": "nyt", "starting": "under opstart", "ended": "afsluttet"}


def _partnership(queries: Queries, record: Partnership) -> PartnershipRow:
    told = queries.publication.edition.year
    counted = [one for one in queries.attendances_of.get(record.id, []) if one.year == told and one.pupils is not None]
    begun = record.since or record.starting
    year = told if counted or begun is None else begun.year
    return PartnershipRow.model_construct(
        **{**dict(record), "note": " ".join(queries.notes_on(record)) or None},
        year=Moment(str(year)),
        status=_STATUS[queries.status_of(record)],
        culture_school=names(queries.schools_named(record.culture_schools)) or None,
        special_school=names(queries.schools_named(record.special_schools)) or None,
        participation=_whole(counted),
    )


def _whole(counted: list[Attendance]) -> ParticipationPart | None:
    """The counts of a year, where one participation has them all: v1 has no room for counts parted by school."""
    if len(counted) != 1:
        return None
    found = counted[0].participation
    teachers = (found.culture_teachers, found.special_teachers)
    return None if None in teachers else _part(ParticipationPart, found)


def _participation(queries: Queries, record: Participation) -> ParticipationRow:
    [one] = [each for each in queries.attendances_of[record.partnership] if each.participation is record]
    return ParticipationRow.model_construct(
        **dict(record),
        municipality=one.municipality,
        culture_school=names(one.culture_schools) or None,
        special_school=names(one.special_schools) or None,
    )


P = TypeVar("P", bound=Part)


def _part(model: type[P], record: Part) -> P:
    return model.model_construct(**{name: getattr(record, name) for name in model.model_fields})


_ROWS: dict[str, tuple[type[Record], Callable[[Queries, Any], Record]]] = {
    "initiative": (InitiativeRow, _initiative),
    "municipalities": (MunicipalityRow, _municipality),
    "partnerships": (PartnershipRow, _partnership),
    "participations": (ParticipationRow, _participation),
}

DATASETS: dict[str, Kind] = {
    name: replace(kind, model=_ROWS[name][0]) if name in _ROWS else kind for name, kind in KINDS.items()
}
"""Every kind with what its open data hold."""
