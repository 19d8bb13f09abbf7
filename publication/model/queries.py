"""What pages ask of a publication: which records belong to a municipality, a topic, a source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Literal, TypeVar, get_args

from publication.model.attendance import Attendance, attendances
from publication.model.danish import initial, sort_key
from publication.model.kinds import Publication
from publication.model.records import Edition, Municipality, Partnership, Record, School
from publication.model.register import MOST, Register

T = TypeVar("T")
Key = TypeVar("Key")
R = TypeVar("R", bound=Record)

Status = Literal["running", "new", "starting", "ended"]

Report = Literal["all", "part", "missing", "nobody", "outside"]
"""What a municipality has told of a year: every count, some of them, none yet, that nobody took part; or it was not in
it that year."""


def grouped(items: Iterable[T], keys: Callable[[T], Iterable[Key]]) -> dict[Key, list[T]]:
    """The items under each of their keys, in their order."""
    groups: dict[Key, list[T]] = defaultdict(list)
    for item in items:
        for key in dict.fromkeys(keys(item)):
            groups[key].append(item)
    return dict(groups)


def _by_id(records: Iterable[R]) -> dict[str, R]:
    return {record.id: record for record in records}


class Queries:
    """Indexes of a publication, made once. Those by municipality and topic have no key where there is nothing."""

    def __init__(self, publication: Publication) -> None:
        self.publication = publication
        self.municipalities = _by_id(publication.municipalities)
        self.sources = _by_id(publication.sources)
        self.figures = _by_id(publication.figures)
        self.formats = _by_id(publication.formats)
        self.statements = _by_id(publication.statements)
        self.pictures = _by_id(publication.pictures)

        self.schools = _by_id(publication.schools)
        self.partnerships_of = grouped(
            publication.partnerships, lambda record: [record.municipality] if record.municipality else []
        )
        """A municipality's partnerships; those of the whole initiative are no municipality's."""
        place = {record.id: place for place, record in enumerate(publication.partnerships)}
        self.attendances = sorted(
            attendances(publication.schools, publication.partnerships, publication.participations),
            key=lambda one: (one.year, place[one.partnership.id], one.participation.period.order),
        )
        """What is counted, the oldest year first, and in it in the order in which the partnerships stand."""
        self.attendances_of = grouped(self.attendances, lambda one: [one.partnership.id])
        self._attendances_by = grouped(self.attendances, lambda one: [(one.municipality, one.year)])
        self.all_statistics_of = {
            id_: sorted(records, key=lambda record: record.counts_period, reverse=True)
            for id_, records in grouped(publication.statistics, lambda record: [record.municipality]).items()
        }
        """A municipality's statistics, the newest first."""
        self.statistics_of = {id_: records[0] for id_, records in self.all_statistics_of.items()}
        """A municipality's newest statistics."""
        self.media_of = grouped(publication.media_coverage, lambda record: record.municipalities)
        self.statements_of = grouped(
            publication.statements, lambda record: [one.municipality for one in record.speakers if one.municipality]
        )
        self.chairs_of = grouped(publication.initiative.chairs, lambda chair: [chair.municipality])
        self.figures_on = grouped(publication.figures, lambda record: [record.topic])

        self.terms_by_letter = grouped(publication.glossary, lambda record: [initial(record.term)])
        """The words of the glossary under the letters at which one looks for them."""

        self.in_danish_order = sorted(publication.municipalities, key=lambda record: sort_key(record.name))
        self.register = Register(tuple(self.members)) if len(self.members) > MOST else None
        """Where all that are in it stand, when they are more than a figure shows."""

    @property
    def members(self) -> list[Municipality]:
        """The municipalities that are in it now, in Danish order."""
        return [record for record in self.in_danish_order if not record.left]

    def members_in(self, year: int) -> list[Municipality]:
        """Those that were in it in a year, as far as that is known."""
        return [record for record in self.in_danish_order if record.is_member_in(year)]

    def reported_in(self, year: int) -> list[Municipality]:
        """The municipalities of which a count of a year is reported, in Danish order."""
        counted = {one.municipality for one in self.attendances_in(year)}
        return [record for record in self.in_danish_order if record.id in counted]

    @property
    def former_members(self) -> list[Municipality]:
        """The municipalities that were in it and left, in Danish order."""
        return [record for record in self.in_danish_order if record.left]

    def edition_of(self, year: int) -> Edition | None:
        """The edition that tells of a year."""
        return next((one for one in self.publication.editions if one.year == year), None)

    def status_of(self, partnership: Partnership) -> Status:
        """Where a partnership stands, seen from the newest complete edition."""
        home = self.municipalities.get(partnership.municipality or "")
        if partnership.until or (home and home.left):
            return "ended"
        if partnership.since is None:
            return "starting"
        return "new" if partnership.since.year > self.publication.edition.year else "running"

    def partnerships_by_status(self, municipality: str | None) -> dict[Status, list[Partnership]]:
        """The partnerships of a municipality, or of the whole initiative, by where they stand, those at work first."""
        if municipality:
            own = self.partnerships_of.get(municipality, [])
        else:
            own = [one for one in self.publication.partnerships if one.municipality is None]
        found = grouped(own, lambda one: [self.status_of(one)])
        return {status: found[status] for status in get_args(Status) if status in found}

    def partner_names(self, partnership: Partnership) -> list[str]:
        """Everybody in a partnership by name, the culture schools first."""
        ids = (*partnership.culture_schools, *partnership.special_schools, *partnership.partners)
        return [school.name for school in self.schools_named(ids)]

    def schools_named(self, ids: Iterable[str]) -> list[School]:
        return [self.schools[id_] for id_ in ids]

    def attendances_in(self, year: int, municipality: str | None = None) -> list[Attendance]:
        """The counts of one year that are reported, of everybody or of one municipality."""
        return [
            one
            for one in self.attendances
            if one.year == year and one.pupils is not None and municipality in (None, one.municipality)
        ]

    def notes_on(self, partnership: Partnership, year: int | None = None) -> list[str]:
        """What has to be known of a partnership and of its counts in a year, by default the one that is shown."""
        chosen = year or self.publication.edition.year
        counted = self.attendances_of.get(partnership.id, [])
        shown = [one.participation.note for one in counted if one.year == chosen]
        return [note for note in (partnership.note, *shown) if note]

    def report_of(self, municipality: Municipality | None, year: int) -> Report:
        """What a municipality has told of a year; without one, what is told of the partnerships of all together."""
        edition = self.edition_of(year)
        if municipality and edition and municipality.id in edition.not_reported:
            return "missing"
        told = self._attendances_by.get((municipality.id if municipality else None, year), [])
        if told:
            some = any(count is not None for one in told for count in one.counts)
            return "all" if all(map(self._is_reported, told)) else "part" if some else "missing"
        if municipality is None or not municipality.is_member_in(year):
            return "outside"
        return "nobody" if edition and edition.complete else "missing"

    def reported(self, municipality: Municipality | None, year: int) -> list[Attendance]:
        """The counts of a municipality in a year that are reported; without one, those of all together."""
        told = self._attendances_by.get((municipality.id if municipality else None, year), [])
        return [one for one in told if one.pupils is not None]

    def _is_reported(self, one: Attendance) -> bool:
        """Whether every count is there; adults who taught at several schools of a partnership are counted at one."""
        together = [
            other.participation
            for other in self.attendances_of[one.partnership.id]
            if other.participation.period == one.participation.period
        ]
        culture = any(other.culture_teachers is not None for other in together)
        return one.pupils is not None and culture and any(other.special_teachers is not None for other in together)

    def year_shown(self, municipality: Municipality) -> int:
        """The year whose counts a municipality's page shows: the newest complete one; its own last, if it has left."""
        newest = self.publication.edition.year
        own = [year for id_, year in self._attendances_by if id_ == municipality.id and year <= newest]
        return max(own, default=newest) if municipality.left else newest

    def neighbours(self, municipality: Municipality) -> list[Municipality]:
        """Where to go on to: the members whose tiles touch this one's; else those beside it in the alphabet."""
        order = [record for record in self.in_danish_order if not record.left or record is municipality]
        tile = municipality.tile
        touching = [
            record
            for record in order
            if abs(record.tile.row - tile.row) <= 1 and abs(record.tile.column - tile.column) <= 1
        ]
        # To compare whole records would take long.
        here = next(place for place, record in enumerate(order) if record is municipality)
        beside = [order[here - 1], order[(here + 1) % len(order)]]
        return [record for record in (touching if len(touching) > 1 else beside) if record is not municipality]
