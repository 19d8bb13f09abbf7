"""The check of `data/`: read everything, hold it against every rule, and say in Danish what is wrong and where."""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from publication.loading.diagnostics import EXPLANATIONS, Diagnostic
from publication.loading.loader import Reading, gather
from publication.model.kinds import KINDS, Publication
from publication.validation.reminders import reminders
from publication.validation.rules import diagnostics_in

if TYPE_CHECKING:
    from multiprocessing.connection import Connection


def examine(folder: Path) -> tuple[Reading, list[Diagnostic]]:
    """What stands in a folder, and every diagnostic in it, of reading and of the rules, in the order of files and lines."""
    reading = gather(folder)
    return reading, sorted({*reading.diagnostics, *diagnostics_in(reading)})


def check(folder: Path) -> tuple[Publication | None, list[Diagnostic]]:
    """The publication, if nothing at all is wrong with it, or `None` and every diagnostic."""
    reading, diagnostics = examine(folder)
    return (None if diagnostics else reading.publication), diagnostics


def check_aside(folder: Path) -> tuple[Publication | None, list[Diagnostic]]:
    """The same in a process of its own, which ends with all that reading needs and nobody asks for afterwards.

    The place of every value takes more memory than everything else in a build.
    """
    import multiprocessing  # takes longer to load than a small file to check

    # Elsewhere it is not safe to go on in a copy of this process, and Python begins a new one.
    way = multiprocessing.get_context("fork" if sys.platform == "linux" else None)
    here, there = way.Pipe(duplex=False)
    aside = way.Process(target=_check_and_tell, args=(folder, there))
    aside.start()
    there.close()
    try:
        told: tuple[Publication | None, list[Diagnostic]] = here.recv()
        return told
    finally:
        aside.join()


def _check_and_tell(folder: Path, there: Connection) -> None:
    there.send(check(folder))


# --- How diagnostics are shown -------------------------------------------------------------------------


def as_text(diagnostics: list[Diagnostic]) -> str:
    """One line for each diagnostic, as compilers have it."""
    return "".join(f"{diagnostic}\n" for diagnostic in diagnostics)


def remembered_as_text(found: list[Diagnostic]) -> str:
    """A line for each thing to remember. Nothing is wrong yet, so each says «bemærk»."""
    return "".join(f"{one.file}:{one.line}:{one.column}: bemærk: {one.sentence}\n" for one in found)


def remembered_as_github(found: list[Diagnostic]) -> str:
    """The same as annotations that let the workflow pass."""
    return "".join(
        f"::warning file={_property(one.file)},line={one.line},col={one.column},title=Bemærk::{_data(one.sentence)}\n"
        for one in found
    )


def as_github(diagnostics: list[Diagnostic]) -> str:
    """Annotations for a workflow on GitHub, each on its very line. It shows ten of a step; the others are in the log."""
    return "".join(
        f"::error file={_property(diagnostic.file)},line={diagnostic.line},col={diagnostic.column}"
        f",title={_property(EXPLANATIONS[diagnostic.code].title)}"
        f"::{_data(f'{diagnostic.sentence}. {EXPLANATIONS[diagnostic.code].cure} [{diagnostic.code}]')}\n"
        for diagnostic in diagnostics
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_json(diagnostics: list[Diagnostic]) -> str:
    """A list for programs."""
    rows = [
        {
            "file": diagnostic.file,
            "line": diagnostic.line,
            "column": diagnostic.column,
            "code": diagnostic.code,
            "title": EXPLANATIONS[diagnostic.code].title,
            "message": diagnostic.sentence,
            "suggestion": diagnostic.suggestion,
            "cause": EXPLANATIONS[diagnostic.code].cause,
            "cure": EXPLANATIONS[diagnostic.code].cure,
        }
        for diagnostic in diagnostics
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


FORMATS: dict[str, Callable[[list[Diagnostic]], str]] = {"text": as_text, "github": as_github, "json": as_json}


def summary(reading: Reading, diagnostics: list[Diagnostic]) -> str:
    """One closing sentence."""
    if diagnostics:
        files = len({diagnostic.file for diagnostic in diagnostics})
        return f"{len(diagnostics)} fejl i {files} {'fil' if files == 1 else 'filer'}."
    records = sum(len(entries) for entries in reading.entries.values())
    return f"Alt er i orden: {records} poster i {len(KINDS)} filer."


# --- The command ----------------------------------------------------------------------------------


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
    """Print the diagnostics and what is to be remembered, and a closing sentence. Returns the exit status: only diagnostics count."""
    gc.disable()  # All that is read lives until the program ends, and looking for garbage in it takes half the time.
    reading, diagnostics = examine(options.data)
    gc.freeze()
    if diagnostics or options.format == "json":
        say(FORMATS[options.format](diagnostics))
    found = reminders(reading, options.today or dt.date.today())
    # A program that reads the list of diagnostics gets them alone.
    (remark if options.format == "json" else say)(
        remembered_as_github(found) if options.format == "github" else remembered_as_text(found)
    )
    (remark if diagnostics or options.format == "json" else say)(summary(reading, diagnostics) + "\n")
    return 1 if diagnostics else 0
