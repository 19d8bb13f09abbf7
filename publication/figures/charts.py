"""The figures' geometry: from records to numbers in the units of each drawing.

Every drawing is 340 units wide, because it is made for the narrowest phone first: a
text of 16 units is still more than 12 pixels tall on a screen of 320. How a drawing
looks stands in the style sheet, and its words in the templates.

A hidden count of pupils has no length here and adds nothing to a sum. A figure of the municipalities
shows MOST of them at most, and tells of all.
"""

from __future__ import annotations

import calendar
import datetime as dt
import textwrap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from publication.model.queries import Queries
from publication.model.danish import sort_key
from publication.model.kinds import Publication
from publication.model.records import Figure, Format, Municipality, Partnership, Sourced, TimelineEvent
from publication.model.register import MOST
from publication.model.types import Moment, PupilCount, Span

NATIONAL_SHARE = "landstal-segregeret"
"""The id in `data/figures.yml` of the share of all Danish pupils who are taught in special-needs education."""

WIDTH = 340
_LINE = 20  # one line of text, with air
_BAR = 18
_LETTERS = 38  # as many as surely fit on a line


def _round(number: float) -> float:
    """A coordinate with one decimal at most, so that drawings are small and always the same bytes."""
    rounded = round(number, 1)
    return int(rounded) if rounded == int(rounded) else rounded


# --- The parts drawings are made of ---------------------------------------------------------------


@dataclass(frozen=True)
class Bar:
    """A bar that ends in a quarter disc, like a building block; its lower right corner is the exact value."""

    x: float
    y: float
    width: float
    height: float

    @property
    def end(self) -> float:
        return _round(self.x + self.width)

    @property
    def foot(self) -> float:
        return _round(self.y + self.height)

    @property
    def radius(self) -> float:
        return min(self.width, self.height)

    @property
    def turn(self) -> float:
        """Where the straight upper edge ends and the quarter disc begins."""
        return _round(self.end - self.radius)


@dataclass(frozen=True)
class Point:
    x: float
    y: float


@dataclass(frozen=True)
class TextLine:
    """One line of text; `y` is its baseline."""

    text: str
    y: float


def _label(text: str, top: float) -> tuple[TextLine, ...]:
    """A label broken into lines that fit, the first one's top at `top`."""
    lines = textwrap.wrap(text, _LETTERS) or [text]
    return tuple(TextLine(line, _round(top + 15 + place * _LINE)) for place, line in enumerate(lines))


def _distinct(records: Iterable[Sourced]) -> tuple[Sourced, ...]:
    """One record for each place in a source, in their order: what a figure's source line names."""
    return tuple({(record.source, record.page): record for record in reversed(list(records))}.values())[::-1]


# --- The map --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class MapTile:
    """A municipality's place on the map: row and column from the map's own upper left corner, from 1."""

    municipality: Municipality
    row: int
    column: int


@dataclass(frozen=True)
class TileMap:
    tiles: tuple[MapTile, ...]
    rows: int
    columns: int


def tile_map(publication: Publication) -> TileMap:
    """The municipalities in Danish order, each with its place; the map begins where its first tile is."""
    places = [record.tile for record in publication.municipalities]
    top = min((place.row for place in places), default=1) - 1
    left = min((place.column for place in places), default=1) - 1
    tiles = tuple(
        MapTile(record, record.tile.row - top, record.tile.column - left)
        for record in sorted(publication.municipalities, key=lambda record: sort_key(record.name))
    )
    return TileMap(
        tiles,
        rows=max((tile.row for tile in tiles), default=0),
        columns=max((tile.column for tile in tiles), default=0),
    )


# --- Shares of pupils in special-needs education --------------------------------------------------


@dataclass(frozen=True)
class ShareRow:
    """A municipality's share: its label above its bar."""

    municipality: Municipality
    label_y: float
    bar: Bar


@dataclass(frozen=True)
class NationalLine:
    """The national share as a line across the bars; `anchor` keeps its label inside the drawing."""

    figure: Figure
    x: float
    anchor: str


@dataclass(frozen=True)
class ShareChart:
    """`count` is how many municipalities there are, `above` how many have a larger share than the country.

    Both are of all municipalities, and `rows` only of as many as the figure shows.
    """

    height: float
    top: float
    rows: tuple[ShareRow, ...]
    count: int
    above: int
    national: NationalLine | None
    periods: tuple[str, ...]
    sources: tuple[Sourced, ...]
    width: float = WIDTH


def share_chart(queries: Queries) -> ShareChart:
    """The largest shares of the municipalities, the largest first, and the national share as a line."""
    everyone = sorted(queries.in_danish_order, key=lambda record: -record.statistics.share_special)
    records = everyone[:MOST]
    national = _national(queries)
    shares = [float(record.statistics.share_special) for record in records]
    scale = _scale([*shares, _value(national)], WIDTH)
    top = _LINE + 10 if national else 0
    step = _LINE + _BAR + 8
    rows = tuple(
        ShareRow(
            record,
            label_y=_round(top + place * step + 15),
            bar=Bar(0, _round(top + place * step + _LINE), _round(share * scale), _BAR),
        )
        for place, (record, share) in enumerate(zip(records, shares, strict=True))
    )
    return ShareChart(
        height=_round(top + step * len(rows)),
        top=top,
        rows=rows,
        count=len(everyone),
        above=_above(everyone, national),
        national=_line(national, scale) if national else None,
        periods=tuple(dict.fromkeys(record.statistics.share_period for record in everyone)),
        sources=_distinct([*(record.statistics for record in records), *([national] if national else [])]),
    )


def _above(records: Iterable[Municipality], national: Figure | None) -> int:
    """How many have a larger share than the country; 0 when the country's is not known."""
    if national is None or national.value is None:
        return 0
    return sum(record.statistics.share_special > national.value for record in records)


@dataclass(frozen=True)
class ShareOf:
    """One municipality's share beside the country's."""

    height: float
    own: ShareRow
    national: Figure | None
    national_label_y: float
    national_bar: Bar
    sources: tuple[Sourced, ...]
    width: float = WIDTH


def share_of(queries: Queries, municipality: Municipality) -> ShareOf:
    """A municipality's share and the national one, on the same scale."""
    national = _national(queries)
    share = float(municipality.statistics.share_special)
    scale = _scale([share, _value(national)], WIDTH)
    step = _LINE + _BAR + 12
    return ShareOf(
        height=step * (2 if national else 1),
        own=ShareRow(municipality, label_y=15, bar=Bar(0, _LINE, _round(share * scale), _BAR)),
        national=national,
        national_label_y=step + 15,
        national_bar=Bar(0, step + _LINE, _round(_value(national) * scale), _BAR),
        sources=_distinct([municipality.statistics, *([national] if national else [])]),
    )


def _national(queries: Queries) -> Figure | None:
    """The national share, when the data has it with a value."""
    figure = queries.figures.get(NATIONAL_SHARE)
    return figure if figure and figure.value is not None else None


def _value(figure: Figure | None) -> float:
    return float(figure.value) if figure and figure.value is not None else 0.0


def _scale(values: Sequence[float], room: float) -> float:
    """How many units one of what is counted takes, so that the largest fills the room."""
    largest = max(values, default=0)
    return room / largest if largest else 0


def _line(figure: Figure, scale: float) -> NationalLine:
    x = _round(_value(figure) * scale)
    return NationalLine(figure, x=x, anchor="end" if x > WIDTH / 2 else "start")


# --- Participants ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class PupilSum:
    """Pupils added up. `known` leaves every hidden count out, so that the sum gives none of them away."""

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


def pupil_sum(counts: Iterable[PupilCount]) -> PupilSum:
    """Add counts up without the hidden ones."""
    listed = list(counts)
    return PupilSum(sum(count.at_least for count in listed), sum(count.suppressed for count in listed))


@dataclass(frozen=True)
class People:
    """Who took part, added up over some schools."""

    pupils: PupilSum
    culture_teachers: int
    special_teachers: int

    @property
    def adults(self) -> int:
        return self.culture_teachers + self.special_teachers


def _people(partnerships: Iterable[Partnership]) -> People:
    known = [record.participation for record in partnerships if record.participation]
    return People(
        pupil_sum(part.pupils for part in known),
        sum(part.culture_teachers for part in known),
        sum(part.special_teachers for part in known),
    )


@dataclass(frozen=True)
class Marker:
    """The sign for a hidden count: a square of the same size whatever it hides and whatever the scale."""

    x: float
    y: float
    size: float = _BAR - 4


@dataclass(frozen=True)
class PeopleRow:
    """A label, the bar of pupils and the bar of adults, each with a place for its text."""

    label: tuple[TextLine, ...]
    people: People
    pupils: Bar
    marker: Marker | None
    pupils_text: Point
    adults: Bar
    adults_text: Point


_PEOPLE_ROOM = 180  # leaves room for «mindst 27 elever» after the longest bar
_GAP = 6


def _people_row(name: str, people: People, top: float, scale: float) -> PeopleRow:
    label = _label(name, top)
    first = top + _LINE * len(label)
    second = first + _BAR + 4
    pupils = Bar(0, _round(first), _round(people.pupils.known * scale), _BAR)
    adults = Bar(0, _round(second), _round(people.adults * scale), _BAR)
    beside = pupils.end + (_GAP / 2 if pupils.width else 1)
    marker = Marker(_round(beside), _round(first + 2)) if people.pupils.hidden else None
    reached = marker.x + marker.size if marker else pupils.end
    return PeopleRow(
        label=label,
        people=people,
        pupils=pupils,
        marker=marker,
        pupils_text=Point(_round(reached + (_GAP if reached else 0)), _round(first + 14)),
        adults=adults,
        adults_text=Point(_round(adults.end + (_GAP if adults.width else 0)), _round(second + 14)),
    )


def _people_rows(named: Sequence[tuple[str, People]]) -> tuple[tuple[PeopleRow, ...], float]:
    """The rows beneath each other on one scale, and how tall they are together."""
    scale = _scale([max(people.pupils.known, people.adults) for _, people in named], _PEOPLE_ROOM)
    rows: list[PeopleRow] = []
    top = 0.0
    for name, people in named:
        row = _people_row(name, people, top, scale)
        rows.append(row)
        top = row.adults.foot + 14
    return tuple(rows), _round(top)


@dataclass(frozen=True)
class MunicipalityPeople:
    municipality: Municipality
    row: PeopleRow


@dataclass(frozen=True)
class ParticipantsChart:
    """`rows` are of as many municipalities as the figure shows; `count` and `total` are of all that took part."""

    year: int
    count: int
    height: float
    rows: tuple[MunicipalityPeople, ...]
    total: People
    absent: tuple[Municipality, ...]
    sources: tuple[Sourced, ...]
    width: float = WIDTH

    @property
    def names_absent(self) -> bool:
        """Whether those without numbers are so few that they can be named."""
        return len(self.absent) <= MOST


def participants_chart(queries: Queries, year: int | None = None) -> ParticipantsChart | None:
    """Who took part in each municipality in one year: the latest that has numbers, if none is named.

    Years are never added up, because the same pupils may take part twice. None when there are no numbers.
    Among more municipalities than a figure shows, those stand there that have most pupils whose number is
    told, the largest number first: a hidden count gives nobody a place in that order.
    """
    counted = [record for record in queries.publication.partnerships if record.participation]
    years = {record.year.year for record in counted}
    chosen = max(years, default=None) if year is None else year
    if chosen not in years or chosen is None:
        return None
    of_year = [record for record in counted if record.year.year == chosen]
    present = [
        (record, [part for part in of_year if part.municipality == record.id])
        for record in queries.in_danish_order
    ]
    taking_part = [(record, _people(parts)) for record, parts in present if parts]
    shown = taking_part
    if len(taking_part) > MOST:
        shown = sorted(taking_part, key=lambda place: -place[1].pupils.known)[:MOST]
    rows, height = _people_rows([(record.name, people) for record, people in shown])
    ids = {record.id for record, _ in shown}
    return ParticipantsChart(
        year=chosen,
        count=len(taking_part),
        height=height,
        rows=tuple(
            MunicipalityPeople(record, row) for (record, _), row in zip(shown, rows, strict=True)
        ),
        total=_people(of_year),
        absent=tuple(record for record, parts in present if not parts),
        sources=_distinct(part for part in of_year if part.municipality in ids),
    )


@dataclass(frozen=True)
class SchoolPeople:
    """A school's participants. `classes`, `ages` and `groups` are None wherever the count of pupils is hidden."""

    partnership: Partnership
    school: str
    row: PeopleRow
    classes: Span | None
    ages: Span | None
    groups: str | None


@dataclass(frozen=True)
class ParticipantsOf:
    years: tuple[int, ...]
    height: float
    schools: tuple[SchoolPeople, ...]
    total: People
    sources: tuple[Sourced, ...]
    width: float = WIDTH


def participants_of(queries: Queries, municipality: Municipality) -> ParticipantsOf | None:
    """Who took part at each of a municipality's schools; None when no numbers are known."""
    counted = [record for record in queries.partnerships_of.get(municipality.id, []) if record.participation]
    if not counted:
        return None
    named = [(_school(record), _people([record])) for record in counted]
    rows, height = _people_rows(named)
    return ParticipantsOf(
        years=tuple(sorted({record.year.year for record in counted})),
        height=height,
        schools=tuple(_school_people(record, row) for record, row in zip(counted, rows, strict=True)),
        total=_people(counted),
        sources=_distinct(counted),
    )


def _school(record: Partnership) -> str:
    return record.special_school or record.culture_school or record.id


def _school_people(record: Partnership, row: PeopleRow) -> SchoolPeople:
    part = record.participation
    # The check refuses these beside a hidden count; the figure leaves them out all the same.
    shown = part if part and not part.pupils.suppressed else None
    return SchoolPeople(
        partnership=record,
        school=_school(record),
        row=row,
        classes=shown.classes if shown else None,
        ages=shown.ages if shown else None,
        groups=shown.groups if shown else None,
    )


# --- The timeline ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Mark:
    """An event's number on the line; where marks would meet, the later one stands a lane higher."""

    number: int
    event: TimelineEvent
    x: float
    y: float


@dataclass(frozen=True)
class Tick:
    x: float
    year: int


@dataclass(frozen=True)
class Timeline:
    height: float
    axis: float
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    radius: float
    width: float = WIDTH


_RADIUS = 13
_TICK = 44  # the room a year needs


def timeline(publication: Publication) -> Timeline:
    """The events along a line, as far from each other as they were in time."""
    events = publication.timeline
    days = [_middle(event.when).toordinal() for event in events]
    first, last = min(days, default=0), max(days, default=0)
    inset = _RADIUS + 2
    scale = (WIDTH - 2 * inset) / (last - first) if last > first else 0

    def across(day: int) -> float:
        return _round(inset + (day - first) * scale if scale else WIDTH / 2)

    lanes = _lanes([across(day) for day in days], apart=2 * _RADIUS + 2)
    axis = _round((max(lanes, default=0) + 1) * (2 * _RADIUS + 6) + 4)
    marks = tuple(
        Mark(place + 1, event, across(day), _round(axis - 6 - _RADIUS - lane * (2 * _RADIUS + 4)))
        for place, (event, day, lane) in enumerate(zip(events, days, lanes, strict=True))
    )
    return Timeline(height=axis + 30, axis=axis, marks=marks, ticks=_ticks(days, across), radius=_RADIUS)


def _middle(when: Moment) -> dt.date:
    """The middle of the time a date names: of the year, of the month, or the day itself."""
    if when.month is None:
        return dt.date(when.year, 7, 2)
    if when.day is None:
        return dt.date(when.year, when.month, calendar.monthrange(when.year, when.month)[1] // 2 + 1)
    return dt.date(when.year, when.month, when.day)


def _lanes(places: Sequence[float], apart: float) -> list[int]:
    """The lowest lane for each place, read from left to right, where nothing stands nearer than `apart`."""
    reached: list[float] = []
    lanes = [0] * len(places)
    for index in sorted(range(len(places)), key=lambda index: places[index]):
        place = places[index]
        lane = next((lane for lane, end in enumerate(reached) if place - end >= apart), len(reached))
        reached[lane : lane + 1] = [place]
        lanes[index] = lane
    return lanes


def _ticks(days: Sequence[int], across: Callable[[int], float]) -> tuple[Tick, ...]:
    """Where years begin, as many as have room for their number; the first event's own year where none begins."""
    if not days:
        return ()
    years = range(dt.date.fromordinal(min(days)).year + 1, dt.date.fromordinal(max(days)).year + 1)
    ticks = [Tick(across(dt.date(year, 1, 1).toordinal()), year) for year in years]
    if not ticks:
        return (Tick(across(min(days)), dt.date.fromordinal(min(days)).year),)
    every = 1 + len(ticks) * _TICK // WIDTH
    return tuple(ticks[::every])


# --- The formats ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Place:
    """Where one person stands; `always` is false for a place that is not taken every time."""

    x: float
    y: float
    always: bool = True


@dataclass(frozen=True)
class FormatCard:
    """One format's drawing: how long a session lasts, and one block for each person in the room."""

    format: Format
    track: Bar
    minutes: Bar
    pupils: tuple[Place, ...]
    culture_teachers: tuple[Place, ...]
    special_teachers: tuple[Place, ...]


@dataclass(frozen=True)
class FormatsChart:
    """The formats beside each other, on one scale and equally tall."""

    cards: tuple[FormatCard, ...]
    height: float
    size: float
    width: float = WIDTH // 2

    @property
    def grows(self) -> bool:
        """Whether a longer format always has more pupils and more adults."""
        people = [
            (card.format.pupils.start, len(card.culture_teachers) + len(card.special_teachers))
            for card in self.cards
        ]
        return len(people) > 1 and all(
            before[0] < after[0] and before[1] < after[1] for before, after in pairwise(people)
        )


_PITCH = 19
_IN_A_LINE = 9


def formats(publication: Publication) -> FormatsChart:
    """What a session of each format is: minutes, pupils and adults."""
    records = publication.formats
    scale = _scale([record.minutes for record in records], _PITCH * _IN_A_LINE)
    pupil_lines = _lines(max((record.pupils.end for record in records), default=0))
    adult_lines = _lines(max((record.culture_teachers + record.special_teachers for record in records), default=0))
    pupils_top = _BAR + 12
    adults_top = pupils_top + pupil_lines * _PITCH + 12

    def card(record: Format) -> FormatCard:
        adults = _places(record.culture_teachers + record.special_teachers, adults_top)
        pupils = _places(record.pupils.end, pupils_top)
        return FormatCard(
            record,
            track=Bar(0, 0, _PITCH * _IN_A_LINE, _BAR),
            minutes=Bar(0, 0, _round(record.minutes * scale), _BAR),
            pupils=tuple(
                replace(place, always=count < record.pupils.start) for count, place in enumerate(pupils)
            ),
            culture_teachers=adults[: record.culture_teachers],
            special_teachers=adults[record.culture_teachers :],
        )

    return FormatsChart(
        cards=tuple(card(record) for record in records),
        height=adults_top + adult_lines * _PITCH,
        size=_PITCH - 4,
    )


def _lines(people: int) -> int:
    return -(-people // _IN_A_LINE)


def _places(people: int, top: float) -> tuple[Place, ...]:
    """A place for each person, in lines of nine."""
    return tuple(
        Place(count % _IN_A_LINE * _PITCH, top + count // _IN_A_LINE * _PITCH) for count in range(people)
    )


# --- The framework of working together ------------------------------------------------------------

COORDINATING, INTEGRATED = "cfbu-ramme-koordinerende", "cfbu-ramme-integreret"
PUBLIC, CIVIL = "cfbu-ramme-offentlig", "cfbu-ramme-civil"
"""The ids in `data/figures.yml` of the four ends of the framework's two axes."""


@dataclass(frozen=True)
class End:
    """One end of an axis, with the word that stands at it in the drawing."""

    figure: Figure
    word: str


@dataclass(frozen=True)
class Case:
    """A case with the ends that its group names on each axis: both when it lies between them."""

    number: int
    figure: Figure
    across: tuple[End, ...]
    down: tuple[End, ...]
    x: float
    y: float


@dataclass(frozen=True)
class Framework:
    """Two axes: how closely the parties work together, and in whose frame."""

    left: End
    right: End
    top: End
    bottom: End
    cases: tuple[Case, ...]
    axis: float
    height: float
    radius: float = _RADIUS
    width: float = WIDTH


def framework(queries: Queries) -> Framework | None:
    """The framework with the cases that it places; None when the data does not hold its four ends.

    A case is placed by its group, such as «Integreret og civil»: by the first words of the ends' names.
    """
    known = [queries.figures.get(id_) for id_ in (COORDINATING, INTEGRATED, CIVIL, PUBLIC)]
    ends = [End(figure, figure.label.split()[0]) for figure in known if figure]
    if len(ends) < len(known):
        return None
    left, right, top, bottom = ends
    placed = [
        (figure, across, down)
        for figure in queries.figures_on[left.figure.topic]
        if (across := _named(figure, left, right)) and (down := _named(figure, top, bottom))
    ]
    cells: dict[tuple[tuple[End, ...], tuple[End, ...]], list[Figure]] = {}
    for figure, across, down in placed:
        cells.setdefault((across, down), []).append(figure)
    deep = max((-(-len(cell) // _IN_A_CELL) for cell in cells.values()), default=1)
    room = deep * _CELL_PITCH
    axis = _END + room + _BESIDE_AXIS

    def case(number: int, figure: Figure, across: tuple[End, ...], down: tuple[End, ...]) -> Case:
        line, place = divmod(cells[across, down].index(figure), _IN_A_CELL)
        in_line = min(_IN_A_CELL, len(cells[across, down]) - line * _IN_A_CELL)
        centre = {(left,): WIDTH / 6, (left, right): WIDTH / 2, (right,): WIDTH * 5 / 6}[across]
        middle = {(top,): _END + room / 2, (top, bottom): axis, (bottom,): axis + 8 + room / 2}[down]
        return Case(
            number,
            figure,
            across,
            down,
            x=_round(centre + (place - (in_line - 1) / 2) * _CELL_PITCH),
            y=_round(middle + (line - (deep - 1) / 2) * _CELL_PITCH),
        )

    return Framework(
        left,
        right,
        top,
        bottom,
        cases=tuple(case(number, *one) for number, one in enumerate(placed, 1)),
        axis=axis,
        height=axis + 8 + room + _END,
    )


_END = 28  # the word at an end of the upright axis
_BESIDE_AXIS = 34  # the words above the level axis
_IN_A_CELL = 3
_CELL_PITCH = 2 * _RADIUS + 6


def _named(figure: Figure, *ends: End) -> tuple[End, ...]:
    """The ends that a figure's group names."""
    words = (figure.group or "").lower().replace(",", " ").split()
    return tuple(end for end in ends if end.word.lower() in words)
