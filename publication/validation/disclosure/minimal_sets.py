"""Which constraints give a hidden count away: sets of which none can be left out, the smallest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from publication.loading.diagnostics import Position
from publication.validation.disclosure.cells import Cell
from publication.validation.disclosure.claims import Constraint
from publication.validation.disclosure.solver import HittingSets, Solver, Value

SETS_EACH = 5  # as many ways as an editor is shown in which one count is given away
SEARCHED = 40  # among how many constraints the smallest set is looked for; among more, any that nothing can leave
CONTRADICTIONS = 50  # how many ways to leave out contradicting numbers are tried


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

    @property
    def positions(self) -> list[Position]:
        return sorted(one.position for one in self.constraints)


def given_away(constraints: Sequence[Constraint]) -> list[GivenAway]:
    """Every cell that loses a value, with the sets that do it; empty when each cell can have every value.

    Numbers that contradict each other are not all believed: each way to leave some out is looked at by itself.
    Raises `Undecided` when there are too many ways.
    """
    # One question about everything is faster than many, and mostly the only one.
    if not constraints or Solver(constraints).impossible() == []:
        return []
    search = _Search()
    for part in Neighbours(constraints).components():
        search.look_at(part)
    return search.smallest_first()


class Neighbours:
    """Which constraints share a cell."""

    def __init__(self, constraints: Iterable[Constraint]) -> None:
        self.of_cell: dict[Cell, list[Constraint]] = defaultdict(list)
        for one in constraints:
            for cell, _ in one.terms:
                self.of_cell[cell].append(one)

    def rings(self, cell: Cell) -> Iterator[frozenset[Constraint]]:
        """The constraints on a cell; these with their neighbours; and so on, to all that it is connected with."""
        found: set[Constraint] = set()
        edge = set(self.of_cell[cell])
        while edge:
            found |= edge
            yield frozenset(found)
            edge = {other for one in edge for near, _ in one.terms for other in self.of_cell[near]} - found

    def components(self) -> Iterator[frozenset[Constraint]]:
        """The constraints in parts that share no cell."""
        seen: set[Constraint] = set()
        for cell, constraints in self.of_cell.items():
            if constraints[0] not in seen:
                *_, whole = self.rings(cell)
                seen |= whole
                yield whole


class _Search:
    def __init__(self) -> None:
        self._found: dict[frozenset[Constraint], GivenAway] = {}
        self._on: dict[Cell, list[GivenAway]] = defaultdict(list)
        self._looked_at: set[frozenset[Constraint]] = set()

    def smallest_first(self) -> list[GivenAway]:
        found = self._found.values()
        for one in found:
            # Where fewer numbers do as much, the others are beside the point.
            one.cells -= {cell for other in found if other.constraints < one.constraints for cell in other.cells}
        return sorted((one for one in found if one.cells), key=lambda one: (len(one.constraints), one.positions))

    def look_at(self, constraints: frozenset[Constraint]) -> None:
        """Find the sets in a part that shares no cell with others."""
        if constraints in self._looked_at:
            return
        self._looked_at.add(constraints)
        solver = _solver(constraints)
        never = solver.impossible()
        if never is None:
            places = list(range(len(solver.constraints)))
            core = sorted((solver.constraints[place] for place in _core(solver, places)), key=lambda one: one.position)
            if len(self._looked_at) > CONTRADICTIONS:
                raise Undecided(core)
            for one in core:
                for part in Neighbours(constraints - {one}).components():
                    self.look_at(part)
            return
        neighbours = Neighbours(constraints)
        for value in never:
            # A number that does it alone is as small as a set can be; beside a larger one there may be a smaller.
            if not any(len(one.constraints) == 1 and _is_smallest(one.constraints, value) for one in self._on[value[0]]):
                self._explain(value, neighbours)
            for one in self._on[value[0]]:
                if _is_smallest(one.constraints, value):
                    one.cells.add(value[0])

    def _explain(self, value: Value, neighbours: Neighbours) -> None:
        for constraints in _sets_around(value, list(neighbours.rings(value[0]))):
            if constraints not in self._found:
                self._found[constraints] = GivenAway(constraints)
                for cell in {cell for one in constraints for cell, _ in one.terms}:
                    self._on[cell].append(self._found[constraints])


@lru_cache(64)
def _solver(constraints: frozenset[Constraint]) -> Solver:
    return Solver(sorted(constraints, key=lambda one: (one.position, one.low is None, one.low, one.high or 0)))


@lru_cache(10_000)
def _is_smallest(constraints: frozenset[Constraint], value: Value) -> bool:
    """Whether these constraints rule a value out, and none of them can be left out."""
    solver = _solver(constraints)
    places = set(range(len(constraints)))
    return solver.witness(value) is None and all(
        solver.witness(value, kept=places - {one}) is not None for one in places
    )


def _sets_around(value: Value, rings: Sequence[frozenset[Constraint]]) -> list[frozenset[Constraint]]:
    """The sets that rule a value out, the smallest first. Of very many constraints, one set that nothing can leave."""
    ring = next(place for place, constraints in enumerate(rings) if _solver(constraints).witness(value) is None)
    while True:
        solver = _solver(rings[ring])
        if len(solver.constraints) > SEARCHED:
            near = {one: place for place in reversed(range(ring + 1)) for one in rings[place]}
            # The first are the ones that stay: those close by and of few counts, which readers see first, too.
            order = sorted(range(len(near)), key=lambda place: _nearness(near, solver.constraints[place]))
            return [frozenset(solver.constraints[place] for place in _core(solver, order, value))]
        found = [frozenset(solver.constraints[place] for place in places) for places in _smallest_sets(solver, value)]
        # The constraints of a set hang together, so one that is smaller still lies no further out than it has members.
        needed = min(len(found[0]) - 2, len(rings) - 1)
        if ring >= needed or len(rings[needed]) > SEARCHED:
            return found
        ring = needed


def _nearness(ring_of: dict[Constraint, int], one: Constraint) -> tuple[int, int]:
    return ring_of[one], len(one.terms)


def _core(solver: Solver, order: list[int], *values: Value) -> set[int]:
    """Constraints that contradict each other, or the values, of which none can be left out; the first in order stay."""

    def needed(beside: set[int], among: list[int]) -> set[int]:
        """What of `among` it takes to contradict `beside`, found by halves."""
        if solver.witness(*values, kept=beside) is None:
            return set()
        if len(among) == 1:
            return set(among)
        first, second = among[: len(among) // 2], among[len(among) // 2 :]
        of_second = needed(beside | set(first), second)
        return of_second | needed(beside | of_second, first)

    return needed(set(), order)


def _smallest_sets(solver: Solver, value: Value) -> Iterator[set[int]]:
    """The sets that rule a value out, the smallest first, at most SETS_EACH.

    Every such set has a constraint from each set whose absence would allow the value; so the smallest set that hits
    all of those known so far either rules the value out, or shows one more of them.
    """
    everything = set(range(len(solver.constraints)))
    hitting, count = HittingSets(len(everything)), 0
    while count < SETS_EACH and (chosen := hitting.smallest()) is not None:
        counts = solver.witness(value, kept=chosen)
        if counts is None:
            count += 1
            hitting.leave_one_of(chosen)
            yield chosen
            continue
        allowed = chosen | solver.satisfied(counts)
        for place in sorted(everything - allowed):
            if place not in allowed and (counts := solver.witness(value, kept=allowed | {place})) is not None:
                allowed |= {place} | solver.satisfied(counts)
        hitting.take_one_of(everything - allowed)
