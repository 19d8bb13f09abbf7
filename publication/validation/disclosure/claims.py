"""A published number about pupils, and what a reader may conclude from it about the counts behind it.

What a reader may be sure of, by the words around the number (`v` is the number, `T` what it counts):

    without a word            T = v; an average or a share: v rounded to its last decimal
    mindst                    T ≥ v             mere end, over     T > v
    højst                     T ≤ v             under              T < v
    ca., kun ca., omkring     a round number (whole tens): v - 5 ≤ T ≤ v + 5; any other: as without the word
    godt                      a round number: v ≤ T ≤ v + 5; any other: v ≤ T ≤ v + 1
    næsten                    a round number: v - 5 ≤ T < v; any other: v - 1 ≤ T < v
    from v to w               from the least that v stands for to the most that w stands for

`mindst` and `mere end` say nothing of how much more there is.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from publication.loading.diagnostics import Position
from publication.validation.disclosure.cells import MOST_HIDDEN, Cell, Group, Table
from publication.validation.disclosure.readings import Reading


@dataclass(frozen=True)
class Bounds:
    """From `low` to `high`, each end included unless it is said to be open; None is without end."""

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False

    def whole(self, times: int) -> tuple[int | None, int | None]:
        """The least and the most whole number that is `times` something in these bounds."""
        low = high = None
        if self.low is not None:
            low = math.floor(self.low * times) + 1 if self.low_open else math.ceil(self.low * times)
        if self.high is not None:
            high = math.ceil(self.high * times) - 1 if self.high_open else math.floor(self.high * times)
        return low, high


def _about(v: Fraction, step: Fraction, half: Fraction) -> Bounds:
    around = Fraction(5) if v % 10 == 0 else half
    return Bounds(v - around, v + around)


def _beyond(v: Fraction, step: Fraction) -> Fraction:
    return Fraction(5) if v % 10 == 0 else step


QUALIFIERS: dict[str | None, Callable[[Fraction, Fraction, Fraction], Bounds]] = {
    None: lambda v, step, half: Bounds(v - half, v + half),
    "mindst": lambda v, step, half: Bounds(v, None),
    "mere end": lambda v, step, half: Bounds(v, None, low_open=True),
    "over": lambda v, step, half: Bounds(v, None, low_open=True),
    "højst": lambda v, step, half: Bounds(None, v),
    "under": lambda v, step, half: Bounds(None, v, high_open=True),
    "ca.": _about,
    "kun ca.": _about,
    "omkring": _about,
    "godt": lambda v, step, half: Bounds(v, v + _beyond(v, step)),
    "næsten": lambda v, step, half: Bounds(v - _beyond(v, step), v, high_open=True),
}
"""What each word before a number makes of it. `step` is the worth of its last digit, `half` how far it is rounded."""


def bounds(value: Decimal, qualifier: str | None, upper: Decimal | None = None, rounded: bool = False) -> Bounds:
    """What a number, or a range of two, stands for. `rounded` is for averages and shares, which are seldom whole."""
    low = _bounds(value, qualifier, rounded)
    if upper is None:
        return low
    high = _bounds(upper, qualifier, rounded)
    return Bounds(low.low, high.high, low.low_open, high.high_open)


def _bounds(value: Decimal, qualifier: str | None, rounded: bool) -> Bounds:
    step = Fraction(1, 10 ** max(0, -int(value.as_tuple().exponent)))
    return QUALIFIERS[qualifier](Fraction(value), step, step / 2 if rounded else Fraction(0))


@dataclass(frozen=True, eq=False)
class Constraint:
    """A published number as what it says of hidden counts: `low` ≤ the sum of coefficient times count ≤ `high`."""

    name: str
    """In Danish, and never with a number in it."""
    position: Position
    terms: tuple[tuple[Cell, int], ...]
    low: int | None
    high: int | None
    uses_visible: bool
    """Whether counts that are shown were taken off first."""
    given: bool = False
    """Whether it is as others published it, so that no editor can change it."""

    @property
    def least(self) -> int:
        """The smallest the sum can be, whatever the hidden counts are."""
        return sum(factor * (cell.least if factor > 0 else MOST_HIDDEN) for cell, factor in self.terms)

    @property
    def most(self) -> int:
        return sum(factor * (MOST_HIDDEN if factor > 0 else cell.least) for cell, factor in self.terms)

    @property
    def binds(self) -> bool:
        """Whether it leaves out anything that can be. One that leaves nothing is of something else than the table."""
        least, most = self.least, self.most
        inside = (self.low is None or self.low <= least) and (self.high is None or most <= self.high)
        apart = (self.low is not None and most < self.low) or (self.high is not None and self.high < least)
        return not inside and not apart


def constraint(
    name: str,
    position: Position,
    weighted: Iterable[tuple[Group, int]],
    low: int | None,
    high: int | None,
    given: bool = False,
) -> Constraint:
    """What it says of the hidden counts that a sum of groups, each with its weight, lies from `low` to `high`."""
    visible, terms, uses_visible = 0, dict[Cell, int](), False
    for group, weight in weighted:
        visible += weight * group.visible
        uses_visible = uses_visible or len(group.hidden) < len(group.cells)
        for cell in group.hidden:
            terms[cell] = terms.get(cell, 0) + weight
    return Constraint(
        name,
        position,
        tuple((cell, factor) for cell, factor in terms.items() if factor),
        None if low is None else low - visible,
        None if high is None else high - visible,
        uses_visible,
        given,
    )


@dataclass(frozen=True)
class Claim:
    """A number about pupils as it is published, and what it may be about."""

    name: str
    position: Position
    value: Decimal
    qualifier: str | None = None
    upper: Decimal | None = None

    def total(self, table: Table, readings: Iterable[Reading]) -> Iterator[Constraint]:
        """As the number of pupils."""
        low, high = bounds(self.value, self.qualifier, self.upper, self.value % 1 != 0).whole(1)
        for years, selection in readings:
            yield constraint(self.name, self.position, [(table.group(years, selection), 1)], low, high)

    def average(self, table: Table, readings: Iterable[Reading], per: Iterable[str]) -> Iterator[Constraint]:
        """As the number of pupils for each of what the words `per` count."""
        around = bounds(self.value, self.qualifier, self.upper, rounded=True)
        measures = [measure for words, measure in PER.items() for word in per if re.match(words, word)]
        for years, selection in readings:
            group = table.group(years, selection)
            for count in {count for measure in measures if (count := measure(group))}:
                yield constraint(self.name, self.position, [(group, 1)], *around.whole(count))

    def share(self, table: Table, readings: Iterable[Reading]) -> Iterator[Constraint]:
        """As per cent of all pupils of the same years."""
        around = bounds(self.value, self.qualifier, self.upper, rounded=True)
        for years, selection in readings:
            if selection:
                part, everyone = table.group(years, selection), table.group(years)
                for end, is_low in ((around.low, True), (around.high, False)):
                    if end is not None:
                        share = end / 100
                        weighted = [(part, share.denominator), (everyone, -share.numerator)]
                        ends = (0, None) if is_low else (None, 0)
                        yield constraint(self.name, self.position, weighted, *ends)

    def difference(self, table: Table, readings: Iterable[Reading], more: bool) -> Iterator[Constraint]:
        """As how many more (or fewer) pupils there were in the later of two years."""
        low, high = bounds(self.value, self.qualifier, self.upper).whole(1)
        for years, selection in readings:
            if len(years) == 2:
                earlier, later = (table.group([year], selection) for year in sorted(years))
                weighted = [(later, 1), (earlier, -1)] if more else [(earlier, 1), (later, -1)]
                yield constraint(self.name, self.position, weighted, low, high)


def _teams(group: Group) -> int | None:
    """The teams of a group; a hidden count is one team, since nothing may stand beside it."""
    known = [1 if cell.count is None else cell.teams for cell in group.cells]
    return sum(one or 0 for one in known) if None not in known else None


PER: dict[str, Callable[[Group], int | None]] = {
    r"skole|special": lambda group: len({(cell.municipality, cell.special_school) for cell in group.cells}),
    r"samarbejde|forløb": lambda group: len(group.cells),
    r"kommune": lambda group: len({cell.municipality for cell in group.cells}),
    r"kulturskole|musikskole": lambda group: len({(cell.municipality, cell.culture_school) for cell in group.cells}),
    r"hold|gruppe|klasse": _teams,
    r"voks|fagfolk": lambda group: sum(cell.culture_teachers + cell.special_teachers for cell in group.cells),
    r"undervis": lambda group: sum(cell.culture_teachers for cell in group.cells),
    r"lærer|pædagog": lambda group: sum(cell.special_teachers for cell in group.cells),
    r"år": lambda group: len({cell.year for cell in group.cells}),
}
"""What pupils may be counted for each of (»elever pr. hold«), by the beginning of its word."""
UNSAID = ("skole", "samarbejde", "kommune", "kulturskole")
"""What an average may be of that does not say it."""
