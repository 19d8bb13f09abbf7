"""The tables of pupils that a reader has: that of each edition, and each with what the other editions add to it.

A number in one edition is held against all of them. The count that it gives away may be told of in another edition
only, or the counts that are taken off may have been put right since.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, product

from publication.loading.loader import LoadedData
from publication.model.queries import grouped
from publication.validation.disclosure.cells import MOST_HIDDEN, Cell, Group, Table, cell, spellings
from publication.validation.disclosure.claims import Constraint, constraint
from publication.validation.same_pupils import same_pupils


@dataclass(frozen=True)
class Told:
    """One edition: its data, its own table, and every table that its numbers may be read with, its own first."""

    data: LoadedData
    own: Table
    tables: tuple[Table, ...]


def told(data: LoadedData) -> list[Told]:
    """The living data and each of its kept editions."""
    spelt = list(spellings(data))
    own: list[dict[str, Cell]] = [{} for _ in data.told]
    for pupils in same_pupils(data):
        for place, (loaded, one) in pupils.told.items():
            if one.pupils:
                own[place][pupils.id] = cell(pupils, loaded, one)
    wider: dict[frozenset[object], Table] = {}
    for cells in own:
        widened = _widened(cells, own)
        wider.setdefault(_content(widened), Table(widened, spelt))
    found = []
    for edition, cells in zip(data.told, own, strict=True):
        mine = Table(cells.values(), spelt)
        more = (table for content, table in wider.items() if content != _content(mine.cells))
        found.append(Told(edition, mine, (mine, *more)))
    return found


def _content(cells: Iterable[Cell]) -> frozenset[object]:
    """What is read from a table: two with the same content say the same of every number."""
    return frozenset(one.content for one in cells)


def _widened(cells: dict[str, Cell], editions: Iterable[dict[str, Cell]]) -> list[Cell]:
    """What an edition tells, and what only others tell, the living one first."""
    found: dict[str, Cell] = {}
    of_school: dict[str, list[Cell]] = {}
    for others in [cells, *editions]:
        for id_, one in others.items():
            near = (other for school in one.special_school for other in of_school.get(school, ()))
            if id_ not in found and (others is cells or not any(_shares_pupils(one, other) for other in near)):
                found[id_] = one
                for school in one.special_school:
                    of_school.setdefault(school, []).append(one)
    return list(found.values())


def _shares_pupils(one: Cell, other: Cell) -> bool:
    """Whether two cells may count some of the same pupils: such as a whole partnership and one of its schools."""
    together = not set(one.special_school).isdisjoint(other.special_school)
    return together and one.period.overlaps(other.period) and _same_partners(one, other)


def _same_partners(one: Cell, other: Cell) -> bool:
    return one.partnership == other.partnership or one.culture_school == other.culture_school


def counted_in_parts(editions: Iterable[Told]) -> Iterator[Constraint]:
    """Pupils whom one edition counts together and others in parts, such as school by school: the parts are the whole."""
    own = [set(edition.own.cells) for edition in editions]
    for first, second in product(own, [*own, set[Cell]().union(*own)]):
        others = grouped(sorted(second - first, key=lambda one: one.id), lambda one: one.special_school)
        for whole in sorted(first, key=lambda one: one.position) if others else ():
            near = dict.fromkeys(one for school in whole.special_school for one in others.get(school, ()))
            parts = tuple(one for one in near if _is_part(one, whole))
            if parts and not any(_shares_pupils(*pair) for pair in combinations(parts, 2)):
                low, high = (whole.least, MOST_HIDDEN) if whole.count is None else (whole.count, whole.count)
                complete = set().union(*map(_schools_and_times, parts)) == _schools_and_times(whole)
                yield constraint("", whole.position, [(Group(parts), 1)], low if complete else None, high)


def _is_part(one: Cell, whole: Cell) -> bool:
    return _schools_and_times(one) <= _schools_and_times(whole) and _same_partners(one, whole)


def _schools_and_times(one: Cell) -> set[tuple[str, int]]:
    return set(product(one.special_school, one.period.halves))
