"""The check of `data/`: read everything, hold it against every rule, and say in Danish what is wrong and where.

A rule is a function of all that was read that yields a diagnostic at the very field that is wrong. One
that compares with everything (a total, an unused source) waits until all it compares with can be read,
so that one slip does not set off diagnostics elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from publication.loading.diagnostics import Diagnostic
from publication.loading.loader import LoadedData, load
from publication.model.kinds import Publication
from publication.validation import consistency, identity, order, periods, privacy, references, small_counts, totals

RULES: tuple[Callable[[LoadedData], Iterable[Diagnostic]], ...] = (
    *identity.RULES,
    *references.RULES,
    *consistency.RULES,
    *privacy.RULES,
    *small_counts.RULES,
    *totals.RULES,
    *periods.RULES,
    *order.RULES,
)


def examine(folder: Path) -> tuple[LoadedData, list[Diagnostic]]:
    """What stands in a folder, and every diagnostic of reading it and of the rules, in the order of files and lines."""
    data = load(folder)
    return data, sorted({*data.diagnostics, *(diagnostic for rule in RULES for diagnostic in rule(data))})


def check(folder: Path) -> tuple[Publication | None, list[Diagnostic]]:
    """The publication, if nothing at all is wrong with it, or `None` and every diagnostic."""
    data, diagnostics = examine(folder)
    return (None if diagnostics else data.publication), diagnostics
