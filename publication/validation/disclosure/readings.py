"""What a number in a text may be about: which years, and which municipalities, schools and formats.

Where a text leaves it open, every way to read it counts; a reading that the table contradicts is left out later.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from publication.validation.disclosure.cells import Name, Selection, Table

Years = tuple[int, ...]
Reading = tuple[Years, Selection]

_YEARS = re.compile(r"\b((?:19|20)[0-9]{2})(?:\s*([-–/])\s*((?:19|20)?[0-9]{2})\b)?")


def years_in(text: str) -> list[Years]:
    """The years of each range together, of several together, and each year by itself, except inside `2022-2024`."""
    found: list[Years] = []
    for start, sign, end in _YEARS.findall(text):
        last = int(start[: 4 - len(end)] + end) if end else int(start)
        span = tuple(range(int(start), last + 1)) or (int(start),)
        found.append(span)
        if sign == "/":
            found += [(year,) for year in span]
    return list(dict.fromkeys([*found, *_together(found)]))


def years_near(years: Iterable[int], table: Table) -> list[Years]:
    """For a text that says no year: those of its record and the ones before them, else each year and all together."""
    near = {year for one in years for year in (one - 1, one)}
    alone = [(year,) for year in sorted(near or table.years)]
    return alone if near else list(dict.fromkeys([*alone, tuple(table.years)]))


def two_years(found: Iterable[Years]) -> Iterator[Years]:
    """For a change: the pairs among the years, and each year with the one before."""
    for years in found:
        if len(years) == 1:
            yield years[0] - 1, years[0]
        elif len(years) == 2:
            yield years


def _together(found: list[Years]) -> Iterator[Years]:
    everything = tuple(sorted({year for years in found for year in years}))
    if everything:
        yield everything


def selections(named: set[Name], about: Iterable[Name] = ()) -> list[Selection]:
    """Everybody; what is named, each alone, together and where kinds overlap; and what the text is about anyway."""
    about = frozenset(about)
    kinds = [frozenset(name for name in named if name[0] == kind) for kind in sorted({kind for kind, _ in named})]
    found: list[Selection] = [(), *((frozenset({name}),) for name in sorted(named | about))]
    if kinds:
        found += [*((kind,) for kind in kinds), (frozenset(named),), tuple(kinds)]
        found += [(*kinds, frozenset({name})) for name in sorted(about)]
    return list(dict.fromkeys(found))
