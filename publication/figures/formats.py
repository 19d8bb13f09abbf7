"""The formats side by side: how long a session lasts, and a seat for each person in the room."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from publication.figures.geometry import BAR_HEIGHT, WIDTH, Bar, rounded, scale_to
from publication.model.kinds import Publication
from publication.model.records import Format

_PITCH = 19  # from one seat to the next
_SEATS_IN_LINE = 9


@dataclass(frozen=True)
class Seat:
    """One person's seat; `always` is false for a seat that is not taken every time."""

    x: float
    y: float
    always: bool = True


@dataclass(frozen=True)
class FormatCard:
    """One format's drawing. `track` is the whole length of which `minutes` fills a part."""

    format: Format
    track: Bar
    minutes: Bar
    pupils: tuple[Seat, ...]
    culture_teachers: tuple[Seat, ...]
    special_teachers: tuple[Seat, ...]


@dataclass(frozen=True)
class FormatsChart:
    """The formats on one scale and equally tall; `size` is the side of a seat."""

    cards: tuple[FormatCard, ...]
    height: float
    size: float = _PITCH - 4
    width: float = WIDTH // 2

    @property
    def grows(self) -> bool:
        """Whether each format has more pupils and more adults than the one before."""
        people = [
            (card.format.pupils.start, len(card.culture_teachers) + len(card.special_teachers)) for card in self.cards
        ]
        return len(people) > 1 and all(
            before[0] < after[0] and before[1] < after[1] for before, after in pairwise(people)
        )


def formats_chart(publication: Publication) -> FormatsChart:
    """What a session of each format is: minutes, pupils and adults."""
    records = publication.formats
    longest = _PITCH * _SEATS_IN_LINE
    scale = scale_to(longest, [record.minutes for record in records])
    pupils_top = BAR_HEIGHT + 12
    adults_top = pupils_top + _height(max((record.pupils.end for record in records), default=0)) + 12

    def card(record: Format) -> FormatCard:
        adults = _seats(_adults(record), adults_top)
        return FormatCard(
            record,
            track=Bar(0, 0, longest),
            minutes=Bar(0, 0, rounded(record.minutes * scale)),
            pupils=_seats(record.pupils.end, pupils_top, always=record.pupils.start),
            culture_teachers=adults[: record.culture_teachers],
            special_teachers=adults[record.culture_teachers :],
        )

    return FormatsChart(
        cards=tuple(map(card, records)), height=adults_top + _height(max(map(_adults, records), default=0))
    )


def _adults(record: Format) -> int:
    return record.culture_teachers + record.special_teachers


def _height(people: int) -> int:
    return ceil(people / _SEATS_IN_LINE) * _PITCH


def _seats(people: int, top: float, always: int | None = None) -> tuple[Seat, ...]:
    """A seat for each person, line by line; the first `always` of them, or all, are taken every time."""
    return tuple(
        Seat(
            index % _SEATS_IN_LINE * _PITCH,
            top + index // _SEATS_IN_LINE * _PITCH,
            always is None or index < always,
        )
        for index in range(people)
    )
