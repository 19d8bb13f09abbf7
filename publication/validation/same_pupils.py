"""What is told of the same pupils: in the living data, and in each edition that is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from publication.loading.loader import LoadedData, LoadedRecord
from publication.model.attendance import Attendance

Telling = tuple[LoadedRecord, Attendance]


@dataclass(eq=False)
class Pupils:
    """Those of one participation. `told` says by which place in `LoadedData.told` each edition tells of them, and how."""

    id: str
    told: dict[int, Telling] = field(default_factory=dict)

    @property
    def hidden(self) -> bool:
        """Whether any edition hides how many they were; then all have to."""
        return any(one.hidden for _, one in self.told.values())


def same_pupils(data: LoadedData) -> list[Pupils]:
    """All pupils that any edition tells of, those of the living data first.

    They are the same where a participation has the same id, and where it has another but is of the same schools and
    time: an id may have been changed since.
    """
    found: dict[str, Pupils] = {}
    by_what: dict[Any, Pupils] = {}
    for place, edition in enumerate(data.told):
        for loaded, one in edition.attendances:
            id_ = one.participation.id
            pupils = found.get(id_) or by_what.get(_what(one))
            if pupils is None or place in pupils.told:
                pupils = Pupils(id_)
            pupils.told[place] = (loaded, one)
            found.setdefault(id_, pupils)
            by_what.setdefault(_what(one), pupils)
    return list(dict.fromkeys(found.values()))


def _what(one: Attendance) -> tuple[Any, ...]:
    sides = (frozenset(school.id for school in side) for side in (one.culture_schools, one.special_schools))
    return one.participation.period, *sides


def hidden_anywhere(data: LoadedData) -> Iterator[tuple[LoadedData, LoadedRecord, Attendance]]:
    """Every telling of pupils whose number is hidden in any edition."""
    for pupils in same_pupils(data):
        if pupils.hidden:
            yield from ((data.told[place], loaded, one) for place, (loaded, one) in pupils.told.items())
