"""Which constraints give a hidden count away: sets of which none can be left out, the smallest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from publication.validation.disclosure.cells import Cell
from publication.validation.disclosure.claims import Constraint
from publication.validation.disclosure.solver import HittingSets, Solver, Value

SETS_EACH = 5  # as many ways as an editor is shown in which one count is given away
CONTRADICTIONS = 200  # how many ways to leave out contradicting numbers are tried


class Undecided(Exception):
    """So many numbers contradict each other that the proof is given up; `constraints` are some that do."""

    def __init__(self, constraints: Sequence[Constraint]) -> None:
        super().__init__(f"{len(constraints)} constraints")
        self.constraints = constraints


@dataclass
class GivenAway:
    """A set of constraints, and the cells that lose a value to all of it and to no part of it."""

    constraints: frozenset[Constraint]
    cells: set[Cell] = field(default_factory=set)


def given_away(constraints: Sequence[Constraint]) -> list[GivenAway]:
    """Every cell that loses a value, with the sets that do it; empty when each cell can have every value.

    Numbers that contradict each other are not all believed: each way to leave some out is looked at by itself.
    Raises `Undecided` when there are too many ways.
    """
    # One question about everything is faster than many, and mostly the only one.
    if not constraints or Solver(constraints).impossible() == set():
        return []
    search = _Search()
    for component in components(constraints):
        search.look_at(frozenset(component))
    return search.smallest_first()


def components(constraints: Collection[Constraint]) -> Iterator[list[Constraint]]:
    """Constraints that share no cell with those of another component."""
    of_cell: dict[Cell, list[Constraint]] = defaultdict(list)
    for one in constraints:
        for cell, _ in one.terms:
            of_cell[cell].append(one)
    seen: set[Constraint] = set()
    for first in constraints:
        if first in seen:
            continue
        seen.add(first)
        found = [first]
        for one in found:  # grows while it is walked through
            for other in (other for cell, _ in one.terms for other in of_cell[cell]):
                if other not in seen:
                    seen.add(other)
                    found.append(other)
        yield found


class _Search:
    def __init__(self) -> None:
        self._found: dict[frozenset[Constraint], GivenAway] = {}
        self._seen: set[frozenset[Constraint]] = set()

    def smallest_first(self) -> list[GivenAway]:
        found = self._found.values()
        for one in found:
            # Where fewer numbers do as much, the others are beside the point.
            one.cells -= {cell for other in found if other.constraints < one.constraints for cell in other.cells}
        telling = [one for one in found if one.cells]
        return sorted(telling, key=lambda one: (len(one.constraints), sorted(that.position for that in one.constraints)))

    def look_at(self, constraints: frozenset[Constraint]) -> None:
        if constraints in self._seen or not constraints:
            return
        self._seen.add(constraints)
        solver = Solver(sorted(constraints, key=lambda one: (one.position, one.low is None, one.low, one.high)))
        never = solver.impossible()
        if never is None:
            core = {solver.constraints[place] for place in _core(solver)}
            if len(self._seen) > CONTRADICTIONS:
                raise Undecided(sorted(core, key=lambda one: one.position))
            for one in core:
                for component in components(constraints - {one}):
                    self.look_at(frozenset(component))
            return
        known: list[tuple[set[int], GivenAway]] = []
        for value in sorted(never):
            cell = solver.cells[value[0]]
            explained = [one for places, one in known if _is_smallest(solver, value, places)]
            for one in explained:
                one.cells.add(cell)
            if not explained:
                known += [(places, self._add(solver, places, cell)) for places in _smallest_sets(solver, value)]

    def _add(self, solver: Solver, places: set[int], cell: Cell) -> GivenAway:
        constraints = frozenset(solver.constraints[place] for place in places)
        found = self._found.setdefault(constraints, GivenAway(constraints))
        found.cells.add(cell)
        return found


def _is_smallest(solver: Solver, value: Value, places: set[int]) -> bool:
    """Whether these constraints rule a value out, and none of them can be left out."""
    return solver.witness(value, places) is None and all(
        solver.witness(value, places - {place}) is not None for place in places
    )


def _core(solver: Solver) -> set[int]:
    """Constraints that contradict each other, of which none can be left out."""
    core = set(range(len(solver.constraints)))
    for place in sorted(core):
        if solver.witness(kept=core - {place}) is None:
            core.remove(place)
    return core


def _smallest_sets(solver: Solver, value: Value) -> Iterator[set[int]]:
    """The sets that rule a value out, the smallest first, at most SETS_EACH.

    Every such set has a constraint from each set whose absence would allow the value; so the smallest set that hits
    all of those known so far either rules the value out, or shows one more of them.
    """
    everything = set(range(len(solver.constraints)))
    hitting, count = HittingSets(len(everything)), 0
    while count < SETS_EACH and (chosen := hitting.smallest()) is not None:
        counts = solver.witness(value, chosen)
        if counts is None:
            count += 1
            hitting.leave_one_of(chosen)
            yield chosen
            continue
        allowed = chosen | solver.satisfied(counts)
        for place in sorted(everything - allowed):
            if place not in allowed and (counts := solver.witness(value, allowed | {place})) is not None:
                allowed |= {place} | solver.satisfied(counts)
        hitting.take_one_of(everything - allowed)
