"""The formats side by side: how much of an hour a session lasts, and a seat for each person in the room."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from publication.figures.geometry import BAR_HEIGHT, LINE_HEIGHT, WIDTH, Bar, Drawing, Point, to_scale
from publication.model.kinds import Publication
from publication.model.records import Format

_PITCH = 19  # from one seat to the next
_SEATS_IN_LINE = 9
_SEAT = _PITCH - 4
_LONGEST_BAR = _PITCH * _SEATS_IN_LINE - 4
_HOUR, _QUARTER = 60, 15


@dataclass(frozen=True)
class Seat(Point):
    """One person's seat; `always` is false for a seat that is not taken every time."""

    always: bool = True


@dataclass(frozen=True)
class Tick(Point):
    """The minutes at a place beneath the track; `anchor` keeps the last inside the drawing."""

    minutes: int
    anchor: str


@dataclass(frozen=True)
class FormatCard:
    """One format's drawing."""

    format: Format
    minutes: Bar
    pupils: tuple[Seat, ...]
    culture_teachers: tuple[Seat, ...]
    special_teachers: tuple[Seat, ...]


@dataclass(frozen=True)
class FormatsChart(Drawing):
    """The formats on one scale and equally tall; `track` is an hour, or the longest, `size` is the side of a seat."""

    cards: tuple[FormatCard, ...]
    ticks: tuple[Tick, ...]
    track: Bar = Bar(0, 0, _LONGEST_BAR)
    size: float = _SEAT

    @property
    def grows(self) -> bool:
        """Whether each format has more pupils and more adults than the one before."""
        people = [(card.format.pupils.start, _adults(card.format)) for card in self.cards]
        grow = [before[0] < after[0] and before[1] < after[1] for before, after in pairwise(people)]
        return bool(grow) and all(grow)


def formats_chart(publication: Publication) -> FormatsChart:
    """What a session of each format is: minutes, pupils and adults."""
    records = publication.formats
    longest = max([_HOUR, *(record.minutes for record in records)])
    length = to_scale(_LONGEST_BAR, [longest])
    ticks = tuple(
        Tick(length(minutes), BAR_HEIGHT + LINE_HEIGHT - 2, minutes, "end" if minutes == longest else "middle")
        for minutes in range(_QUARTER, longest + 1, _QUARTER * ceil(longest / _HOUR))
    )
    pupils_top = BAR_HEIGHT + LINE_HEIGHT + 12
    adults_top = pupils_top + _height(max((record.pupils.end for record in records), default=0)) + 12

    def card(record: Format) -> FormatCard:
        pupils = _seats(record.pupils.end, pupils_top, always=record.pupils.start)
        adults = _seats(_adults(record), adults_top)
        culture, special = adults[: record.culture_teachers], adults[record.culture_teachers :]
        return FormatCard(record, Bar(0, 0, length(record.minutes)), pupils, culture, special)

    height = adults_top + _height(max(map(_adults, records), default=0))
    return FormatsChart(tuple(map(card, records)), ticks, height=height, width=WIDTH // 2)


def _adults(record: Format) -> int:
    return record.culture_teachers + record.special_teachers


def _height(people: int) -> int:
    return ceil(people / _SEATS_IN_LINE) * _PITCH


def _seats(people: int, top: float, always: int | None = None) -> tuple[Seat, ...]:
    """A seat for each person, line by line; the first `always` of them, or all, are taken every time."""
    places = (divmod(index, _SEATS_IN_LINE) for index in range(people))
    return tuple(
        Seat(column * _PITCH, top + line * _PITCH, always is None or index < always)
        for index, (line, column) in enumerate(places)
    )
