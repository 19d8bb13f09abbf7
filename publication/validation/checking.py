"""The check of `data/`: read everything, hold it against every rule, and say in Danish what is wrong and where.

A rule is a function of all that was read that yields a diagnostic at the very field that is wrong. One
that compares with everything (a total, an unused source) waits until all it compares with can be read,
so that one slip does not set off diagnostics elsewhere.
"""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable, Iterable
from pathlib import Path

from publication.loading.diagnostics import Diagnostic
from publication.loading.loader import LoadedData, load
from publication.model.kinds import KINDS, Publication
from publication.validation import consistency, identity, order, periods, privacy, references, totals
from publication.validation.diagnostic_formats import FORMATS, reminders_as_github, reminders_as_text
from publication.validation.reminders import reminders

RULES: tuple[Callable[[LoadedData], Iterable[Diagnostic]], ...] = (
    *identity.RULES,
    *references.RULES,
    *consistency.RULES,
    *privacy.RULES,
    *totals.RULES,
    *periods.RULES,
    *order.RULES,
)


def examine(folder: Path) -> tuple[LoadedData, list[Diagnostic]]:
    """What stands in a folder, and every diagnostic in it, of reading and of the rules, in the order of files and lines."""
    data = load(folder)
    return data, sorted({*data.diagnostics, *(diagnostic for rule in RULES for diagnostic in rule(data))})


def check(folder: Path) -> tuple[Publication | None, list[Diagnostic]]:
    """The publication, if nothing at all is wrong with it, or `None` and every diagnostic."""
    data, diagnostics = examine(folder)
    return (None if diagnostics else data.publication), diagnostics


def summary(data: LoadedData, diagnostics: list[Diagnostic]) -> str:
    """One closing sentence."""
    if diagnostics:
        files = len({diagnostic.file for diagnostic in diagnostics})
        return f"{len(diagnostics)} fejl i {files} {'fil' if files == 1 else 'filer'}."
    return f"Alt er i orden: {len(list(data.all_records()))} poster i {len(KINDS)} filer."


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, default=Path("data"), metavar="MAPPE", help="mappen med data (data)")
    parser.add_argument("--format", choices=list(FORMATS), default="text", help="text, github eller json (text)")
    parser.add_argument(
        "--today",
        type=dt.date.fromisoformat,
        metavar="DAG",
        help="den dag, der tælles fra, når frister efterses (i dag)",
    )


def run(options: argparse.Namespace, say: Callable[[str], object], remark: Callable[[str], object]) -> int:
    """Print diagnostics, reminders and a closing sentence. Returns the exit status: only diagnostics count."""
    data, diagnostics = examine(options.data)
    if diagnostics or options.format == "json":
        say(FORMATS[options.format](diagnostics))
    found = reminders(data, options.today or dt.date.today())
    # A program that reads the list of diagnostics gets them alone.
    (remark if options.format == "json" else say)(
        reminders_as_github(found) if options.format == "github" else reminders_as_text(found)
    )
    (remark if diagnostics or options.format == "json" else say)(summary(data, diagnostics) + "\n")
    return 1 if diagnostics else 0
