"""Counts with what they are of: a participation together with its partnership and the schools of both sides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from publication.model.danish import listed
from publication.model.records import Participation, Partnership, School
from publication.model.types import PupilCount


@dataclass(frozen=True)
class Attendance:
    """Who took part in a partnership in one period. `special_schools` are those that the counts are of."""

    participation: Participation
    partnership: Partnership
    culture_schools: tuple[School, ...]
    special_schools: tuple[School, ...]

    @property
    def year(self) -> int:
        return self.participation.period.year

    @property
    def municipality(self) -> str | None:
        return self.partnership.municipality

    @property
    def pupils(self) -> PupilCount | None:
        """How many pupils; None as long as nobody has reported it."""
        return self.participation.pupils

    @property
    def counts(self) -> tuple[PupilCount | int | None, ...]:
        """All that is reported of it; None for what is not."""
        part = self.participation
        return part.pupils, part.culture_teachers, part.special_teachers

    @property
    def hidden(self) -> bool:
        return self.pupils is not None and self.pupils.suppressed

    @property
    def culture_teachers(self) -> int:
        """How many teachers came from the culture schools; those counted at another school of the partnership are 0."""
        return self.participation.culture_teachers or 0

    @property
    def special_teachers(self) -> int:
        return self.participation.special_teachers or 0

    @property
    def names_both_sides(self) -> bool:
        """Whether schools of both sides are named and known, and the school that was counted is one of them."""
        own = self.partnership
        special = [self.participation.school] if self.participation.school else own.special_schools
        return (
            len(self.culture_schools) == len(own.culture_schools) > 0
            and len(self.special_schools) == len(special) > 0
            and set(special) <= set(own.special_schools)
        )

    @property
    def school(self) -> str:
        """The name under which the counts are shown."""
        return names(self.special_schools) or names(self.culture_schools) or self.partnership.id


def names(schools: Iterable[School]) -> str:
    """`Havneskolen og Strandskolen`."""
    return listed([school.name for school in schools])


def attendances(
    schools: Iterable[School], partnerships: Iterable[Partnership], participations: Iterable[Participation]
) -> Iterator[Attendance]:
    """Every participation with what it refers to; one whose partnership is not there is left out."""
    school_of = {school.id: school for school in schools}
    partnership_of = {partnership.id: partnership for partnership in partnerships}

    def known(ids: Iterable[str]) -> tuple[School, ...]:
        return tuple(school_of[id_] for id_ in ids if id_ in school_of)

    for one in participations:
        partnership = partnership_of.get(one.partnership)
        if partnership:
            special = known([one.school] if one.school else partnership.special_schools)
            yield Attendance(one, partnership, known(partnership.culture_schools), special)


@dataclass(frozen=True)
class PupilSum:
    """Pupils added up: the sum of the known counts, and how many counts are hidden."""

    known: int
    hidden: int

    @property
    def words(self) -> str:
        """Which words fit: `exact`, `at-least`, `under` for one hidden count alone, `unknown` for several."""
        if not self.hidden:
            return "exact"
        if self.known:
            return "at-least"
        return "under" if self.hidden == 1 else "unknown"


@dataclass(frozen=True)
class People:
    """Who took part, added up over some participations."""

    pupils: PupilSum
    culture_teachers: int
    special_teachers: int
    adults_elsewhere: bool = False
    """Whether its adults also taught at another school of the partnership, and are counted there."""

    @property
    def adults(self) -> int:
        return self.culture_teachers + self.special_teachers


def pupil_sum(took_part: Iterable[Attendance]) -> PupilSum:
    """The pupils of some participations, added up as readers are shown them."""
    known = [one.pupils for one in took_part if one.pupils]
    return PupilSum(sum(pupils.at_least for pupils in known), sum(pupils.suppressed for pupils in known))


def added_up(took_part: Iterable[Attendance]) -> People:
    """Everybody of some participations, added up."""
    known = list(took_part)
    return People(
        pupil_sum(known),
        sum(one.culture_teachers for one in known),
        sum(one.special_teachers for one in known),
        all(one.participation.culture_teachers is one.participation.special_teachers is None for one in known),
    )


def awaited(took_part: Iterable[Attendance], year: int) -> dict[str | None, list[Attendance]]:
    """Those of a year that nobody has reported yet, by municipality; under None those of the whole initiative."""
    found: dict[str | None, list[Attendance]] = {}
    for one in took_part:
        if one.year == year and one.pupils is None:
            found.setdefault(one.municipality, []).append(one)
    return found
