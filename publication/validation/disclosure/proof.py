"""The proof that nothing published narrows a hidden count of pupils down: each can still be every number it may be.

At 98 municipalities and ten years (4,900 counts, 980 of them hidden) it takes half a second where no number binds a
hidden count, for then no solver is needed; 2 seconds where 108 totals over places and years bind all of them; and up to
10 seconds where dozens of numbers give counts away and have to be named.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from publication.loading.diagnostics import Diagnostic, Position
from publication.loading.loader import LoadedData
from publication.model.danish import listed, number
from publication.validation.disclosure.cells import MOST_HIDDEN, Cell, Table
from publication.validation.disclosure.claims import Constraint
from publication.validation.disclosure.sentences import Passage, said_in
from publication.validation.disclosure.sources import SOURCES

NAMED = 3  # as many numbers and schools as one message names

Passages = Callable[[Table], Iterable[Passage]]
"""Texts besides the data, such as the authors' pages."""


@dataclass(frozen=True)
class Proof:
    """What was looked at, and the diagnostics of what gives a count away: the smallest sets of numbers first."""

    hidden: tuple[Cell, ...]
    numbers: int
    seconds: float
    diagnostics: list[Diagnostic]

    @property
    def sentence(self) -> str:
        """What was proved, in Danish. Only true where there are no diagnostics."""
        if not self.hidden:
            return "Bevist: ingen elevtal er skjult."
        count = len(self.hidden)
        which = f"hvert af de {number(count)} skjulte elevtal" if count > 1 else "det skjulte elevtal"
        values = listed([str(value) for value in range(1, MOST_HIDDEN + 1)]).replace(" og ", " eller ")
        nobody = sum(cell.least == 0 for cell in self.hidden)
        also = f", og {number(nobody)} af dem også 0" if nobody else ""
        seconds = f"{self.seconds:.1f}".replace(".", ",")
        looked_at = f"{number(self.numbers)} tal undersøgt, {seconds} sekunder"
        return f"Bevist: {which} kan stadig være {values}{also} ({looked_at})."


def prove(data: LoadedData, passages: Passages = lambda table: ()) -> Proof:
    """The proof for all data that could be read, and for texts besides. Partnerships have to be complete."""
    started = time.monotonic()
    table = Table(data)
    constraints: list[Constraint] = []
    if table.hidden:
        constraints += (one for source in SOURCES for one in source(data, table))
        constraints += (one for passage in passages(table) for one in said_in(passage, table))
    numbers = {(one.name, one.position) for one in constraints} | {("", cell.position) for cell in table.cells}
    diagnostics = list(dict.fromkeys(_diagnostics([one for one in constraints if one.binds])))
    return Proof(tuple(table.hidden), len(numbers), time.monotonic() - started, diagnostics)


def _diagnostics(constraints: Sequence[Constraint]) -> Iterator[Diagnostic]:
    if not constraints:
        return
    # The solver is heavy to import, and mostly not needed.
    from publication.validation.disclosure.minimal_sets import Undecided, given_away

    try:
        found = given_away(constraints)
    except Undecided as error:
        for one in error.constraints:
            message = "tallet modsiger så mange andre elevtal, at det ikke kan bevises, at de skjulte er sikre; ret det"
            yield one.position.diagnostic("roeber-tal", message)
        return
    for one in found:
        yield from _named(one.constraints, one.cells)


def _named(constraints: Iterable[Constraint], cells: Iterable[Cell]) -> Iterator[Diagnostic]:
    """A diagnostic at each number of a set that an editor can change. It names the others, and says no count."""
    by_position = {one.position: one for one in sorted(constraints, key=lambda one: one.position)}
    visible = any(one.uses_visible for one in by_position.values())
    schools = listed(_some(sorted({f"{cell.school} i {cell.year}" for cell in cells}), "skoler"))
    changeable = [position for position, one in by_position.items() if not one.given] or list(by_position)
    for position in changeable:
        others = [_place(one, position) for one in by_position.values() if one.position != position]
        beside = [*_some(others, "tal"), *(["de viste elevtal"] if visible else [])]
        together = f" sammen med {listed(beside)}" if beside else ""
        cure = "brug et rundt tal med et forbehold, eller slet det"
        yield position.diagnostic(
            "roeber-tal", f"tallet røber{together} noget om det elevtal, der er skjult for {schools}; {cure}"
        )


def _place(one: Constraint, seen_from: Position) -> str:
    """`«Elever i alt» i linje 12`, or with the file where that is another."""
    line = f"i linje {one.position.line}"
    where = line if one.position.file == seen_from.file else f"{line} i {one.position.file}"
    return f"{one.name or 'tallet'} {where}"


def _some(items: list[str], many: str) -> list[str]:
    """The first of them, and how many others there are."""
    rest = len(items) - NAMED
    return items if rest < 2 else [*items[:NAMED], f"{number(rest)} andre {many}"]
