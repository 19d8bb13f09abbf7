"""The proof that nothing published narrows a hidden count of pupils down: each can still be every number it may be.

At 98 municipalities and ten years (4,900 counts, 980 of them hidden) it takes half a second where no number binds a
hidden count, for then no solver is needed; 2 seconds where 108 totals over places and years bind all of them; and up to
10 seconds where dozens of numbers give counts away and have to be named.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from publication.loading.diagnostics import Diagnostic, Position
from publication.loading.loader import LoadedData
from publication.model.danish import listed, number
from publication.validation.disclosure.cells import MOST_HIDDEN, Cell, Table
from publication.validation.disclosure.claims import Constraint
from publication.validation.disclosure.editions import Told, counted_in_parts, told
from publication.validation.disclosure.sentences import Passage, said_in
from publication.validation.disclosure.sources import MADE, SAID

NAMED = 3  # as many numbers and schools as one message names

Passages = Callable[[LoadedData, Table], Iterable[Passage]]
"""Texts besides the data of an edition, such as the authors' pages."""


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


def prove(data: LoadedData, passages: Passages = lambda data, table: ()) -> Proof:
    """The proof for all that is told, in the living data and the kept editions, and for texts besides.

    The data has to be without diagnostics.
    """
    started = time.monotonic()
    editions = told(data)
    hidden = dict.fromkeys(cell for edition in editions for cell in edition.own.hidden)
    constraints: list[Constraint] = []
    if hidden:
        constraints += (one for edition in editions for one in _said(edition, passages))
        constraints += counted_in_parts(editions)
    numbers = {(one.name, one.position) for one in constraints}
    numbers |= {("", cell.position) for edition in editions for cell in edition.own.cells}
    diagnostics = list(dict.fromkeys(_diagnostics([one for one in constraints if one.binds])))
    return Proof(tuple(hidden), len(numbers), time.monotonic() - started, diagnostics)


def _said(edition: Told, passages: Passages) -> Iterator[Constraint]:
    for source in MADE:
        yield from source(edition.data, edition.own)
    for table in edition.tables:
        for source in SAID:
            yield from source(edition.data, table)
        for passage in passages(edition.data, table):
            yield from said_in(passage, table)


def _diagnostics(constraints: Sequence[Constraint]) -> Iterator[Diagnostic]:
    if not constraints:
        return
    alike: dict[object, list[Constraint]] = {}
    for one in constraints:
        alike.setdefault(_meaning(one), []).append(one)
    # The solver is heavy to import, and mostly not needed.
    from publication.validation.disclosure.minimal_sets import Undecided, given_away

    try:
        # What several editions say alike is one number to the solver.
        found = given_away([same[0] for same in alike.values()])
    except Undecided as error:
        for one in error.constraints:
            message = "tallet modsiger så mange andre elevtal, at det ikke kan bevises, at de skjulte er sikre; ret det"
            yield one.position.diagnostic("roeber-tal", message)
        return
    for one in found:
        yield from _named(one.constraints, one.cells, alike)


def _meaning(one: Constraint) -> object:
    return frozenset(one.terms), one.low, one.high, one.uses_visible, one.given


def _named(
    constraints: Iterable[Constraint], cells: Iterable[Cell], alike: Mapping[object, Iterable[Constraint]]
) -> Iterator[Diagnostic]:
    """A diagnostic at each number of a set that an editor can change, wherever it is said. It names the others, and
    says no count.
    """
    by_position = {one.position: one for one in sorted(constraints, key=lambda one: one.position)}
    visible = any(one.uses_visible for one in by_position.values())
    schools = listed(_some(sorted({f"{cell.school} i {cell.year}" for cell in cells}), "skoler"))
    changeable = [one for one in by_position.values() if not one.given] or list(by_position.values())
    for one in changeable:
        for same in alike[_meaning(one)]:
            others = [_place(other, same.position) for other in by_position.values() if other is not one]
            beside = [*_some(others, "tal"), *(["de viste elevtal"] if visible else [])]
            together = f" sammen med {listed(beside)}" if beside else ""
            cure = "slet det, eller brug et rundere tal med et forbehold, som ligger længere fra de viste"
            message = f"tallet røber{together} noget om det elevtal, der er skjult for {schools}; {cure}"
            yield same.position.diagnostic("roeber-tal", message)


def _place(one: Constraint, seen_from: Position) -> str:
    """`»Elever i alt« i linje 12`, or with the file where that is another."""
    line = f"i linje {one.position.line}"
    where = line if one.position.file == seen_from.file else f"{line} i {one.position.file}"
    return f"{one.name or 'tallet'} {where}"


def _some(items: list[str], many: str) -> list[str]:
    """The first of them, and how many others there are."""
    rest = len(items) - NAMED
    return items if rest < 2 else [*items[:NAMED], f"{number(rest)} andre {many}"]
