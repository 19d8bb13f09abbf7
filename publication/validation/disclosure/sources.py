"""Everywhere that numbers about pupils are published. Each source is a function that yields constraints.

The counts in the table are no source: those that are shown are taken off every sum, and what is then left is what a
number says of the hidden ones.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import product
from typing import Any

from publication.loading.loader import LoadedData, LoadedRecord
from publication.model.attendance import Attendance, pupil_sum
from publication.model.fields import walk
from publication.model.records import Figure
from publication.validation.disclosure.cells import MOST_HIDDEN, Group, Name, Table, teams
from publication.validation.disclosure.claims import UNSAID, Claim, Constraint, constraint
from publication.validation.disclosure.readings import selections, two_years, years_in, years_near
from publication.validation.disclosure.sentences import (
    AVERAGE,
    CHANGE,
    CHILDREN,
    NUMBER_WORDS,
    PER,
    Passage,
    said_in,
)

_PERCENT = {"%", "procent", "pct."}


def drawn_totals(data: LoadedData, table: Table) -> Iterator[Constraint]:
    """The sums that the site makes itself, of everybody and of each municipality, in the words of the charts."""
    took_part = {one.participation.id: one for _, one in data.attendances}
    everywhere = [(), *((frozenset({("municipality", id_)}),) for id_ in table.municipalities)]
    for year, selection in product(table.years, everywhere):
        group = table.group([year], selection)
        if group.hidden:
            drawn = pupil_sum(took_part[cell.record] for cell in group.cells)
            low = drawn.known if drawn.words == "at-least" else None
            high = {"under": MOST_HIDDEN, "exact": drawn.known}.get(drawn.words)
            yield constraint("figurens sum", group.hidden[0].position, [(group, 1)], low, high)


def figures(data: LoadedData, table: Table) -> Iterator[Constraint]:
    """Headlines and other figures: totals, averages, shares and changes from one year to the next."""
    for loaded, figure in data.records("figures"):
        if figure.value is not None and counts_children(figure):
            yield from _of_figure(loaded, figure, table)


def counts_children(figure: Figure) -> bool:
    """Whether a figure is about pupils, by what it sums, by its unit, or by its words where the unit leaves it open."""
    unit = (figure.unit or "").lower()
    said = f"{figure.label} {figure.text}" if not unit or unit in _PERCENT else unit
    return figure.sums == "pupils" if figure.sums else bool(re.search(CHILDREN, said, re.IGNORECASE))


def _of_figure(loaded: LoadedRecord, figure: Figure, table: Table) -> Iterator[Constraint]:
    said = " ".join(filter(None, (figure.group, figure.label, figure.text)))
    unit = (figure.unit or "").lower()
    claim = Claim(_name(figure.label), loaded.at("value"), figure.value or 0, figure.qualifier, figure.upper)
    years = years_in(figure.period or "") or years_in(said) or years_near((), table)
    named = table.named_in(said)
    about = dict.fromkeys([*selections(named), *selections(named | table.named_in(figure.note or ""))])
    readings = list(product(years, about))
    change = re.search(CHANGE, unit)
    if unit in _PERCENT:
        yield from claim.share(table, readings)
    elif change:
        pairs = two_years([*years, *years_in(f"{figure.period} {unit} {said}")])
        yield from claim.difference(table, product(pairs, about), change[1] == "flere")
    elif per := re.findall(PER, unit):
        yield from claim.average(table, readings, per)
    else:
        yield from claim.total(table, readings)
        per = re.findall(PER, said.lower())
        if per or re.search(AVERAGE, f"{said} {unit}", re.IGNORECASE):
            yield from claim.average(table, readings, per or UNSAID)


def _name(label: str) -> str:
    """A figure's label as messages have it. One that holds a number is not repeated, for it may be the hidden one."""
    numbers = any(word.isdecimal() or word in NUMBER_WORDS for word in re.findall(r"\w+", label.lower()))
    return "" if numbers else f"»{label}«"


def statistics(data: LoadedData, table: Table) -> Iterator[Constraint]:
    """No more pupils took part than a municipality has in special-needs education in the same period."""
    for loaded, counted in data.records("statistics"):
        for years in years_in(counted.counts_period):
            group = table.group(years, (frozenset({("municipality", counted.municipality)}),))
            position = loaded.at("pupils_special")
            if len(years) == 1:
                yield constraint("»Elever i special«", position, [(group, 1)], None, counted.pupils_special, given=True)


def beside_hidden_counts(data: LoadedData, table: Table) -> Iterator[Constraint]:
    """What a team or a format beside a hidden count would say of it."""
    pupils = {record.id: record.pupils for _, record in data.records("formats")}
    hidden = {cell.record: cell for cell in table.hidden}
    partnerships = {record.id: loaded for loaded, record in data.records("partnerships")}
    for loaded, one in data.attendances:
        cell = hidden.get(loaded.id)
        if not cell:
            continue
        alone, span = [(Group((cell,)), 1)], pupils.get(one.partnership.format or "")
        in_teams = teams(one.participation.groups or "")
        if in_teams:
            yield constraint("»Hold«", loaded.at_key("groups"), alone, in_teams, None)
        if span:
            most = span.end * in_teams if in_teams else None
            position = partnerships[one.partnership.id].at_key("format")
            yield constraint("»Format«", position, alone, span.start, most)


def texts(data: LoadedData, table: Table) -> Iterator[Constraint]:
    """Numbers in the words of every record of every kind."""
    took_part = {key: one for _, one in data.attendances for key in (one.participation.id, one.partnership.id)}
    for loaded in data.all_records():
        about, years = frozenset(_names_of(loaded, took_part)), frozenset(_years_of(loaded.record))
        for path, text in walk(loaded.raw):
            if isinstance(text, str) and " " in text:
                yield from said_in(Passage(text, loaded.at(*path), about, years), table)


def _names_of(loaded: LoadedRecord, took_part: dict[str, Attendance]) -> Iterator[Name]:
    """The municipalities that a record refers to or whose page it is about, and the schools of its own counts."""
    yield from (("municipality", id_) for kind, id_, _ in loaded.references if kind == "municipalities")
    if loaded.kind.name == "municipalities":
        yield "municipality", loaded.id
    if found := re.fullmatch(r"/kommuner/([a-z0-9-]+)/", str(loaded.raw.get("address"))):
        yield "municipality", found[1]
    if loaded.kind.name == "schools":
        yield from (("special_school", loaded.id), ("culture_school", loaded.id))
    one = took_part.get(loaded.id) if loaded.kind.name in {"participations", "partnerships"} else None
    if one:
        yield "municipality", one.municipality or ""
        yield from (("special_school", school.id) for school in one.special_schools)
        yield from (("culture_school", school.id) for school in one.culture_schools)


def _years_of(record: Any) -> Iterator[int]:
    for field in ("since", "starting", "until", "when", "published", "date"):
        moment = getattr(record, field, None)
        if moment is not None:
            yield moment.year
    yield from (year for years in years_in(str(getattr(record, "period", None) or "")) for year in years)


Source = Callable[[LoadedData, Table], Iterable[Constraint]]
MADE: tuple[Source, ...] = (drawn_totals, beside_hidden_counts)
"""What is of an edition's own table and no other."""
SAID: tuple[Source, ...] = (figures, statistics, texts)
"""What may be read with the table of any edition."""
