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

from publication.faults import EXPLANATIONS, Fault
from publication.reading import Reading, gather
from publication.records import KINDS, Publication
from publication.reminders import reminders
from publication.rules import faults_in

if TYPE_CHECKING:
    from multiprocessing.connection import Connection


def examine(folder: Path) -> tuple[Reading, list[Fault]]:
    """What stands in a folder, and every fault in it, of reading and of the rules, in the order of files and lines."""
    reading = gather(folder)
    return reading, sorted({*reading.faults, *faults_in(reading)})


def check(folder: Path) -> tuple[Publication | None, list[Fault]]:
    """The publication, if nothing at all is wrong with it, or `None` and every fault."""
    reading, faults = examine(folder)
    return (None if faults else reading.publication), faults


def check_aside(folder: Path) -> tuple[Publication | None, list[Fault]]:
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
        told: tuple[Publication | None, list[Fault]] = here.recv()
        return told
    finally:
        aside.join()


def _check_and_tell(folder: Path, there: Connection) -> None:
    there.send(check(folder))


# --- How faults are shown -------------------------------------------------------------------------


def as_text(faults: list[Fault]) -> str:
    """One line for each fault, as compilers have it."""
    return "".join(f"{fault}\n" for fault in faults)


def remembered_as_text(found: list[Fault]) -> str:
    """A line for each thing to remember. Nothing is wrong yet, so each says «bemærk»."""
    return "".join(f"{one.file}:{one.line}:{one.column}: bemærk: {one.sentence}\n" for one in found)


def remembered_as_github(found: list[Fault]) -> str:
    """The same as annotations that let the workflow pass."""
    return "".join(
        f"::warning file={_property(one.file)},line={one.line},col={one.column},title=Bemærk::{_data(one.sentence)}\n"
        for one in found
    )


def as_github(faults: list[Fault]) -> str:
    """Annotations for a workflow on GitHub, each on its very line. It shows ten of a step; the others are in the log."""
    return "".join(
        f"::error file={_property(fault.file)},line={fault.line},col={fault.column}"
        f",title={_property(EXPLANATIONS[fault.code].title)}"
        f"::{_data(f'{fault.sentence}. {EXPLANATIONS[fault.code].cure} [{fault.code}]')}\n"
        for fault in faults
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_json(faults: list[Fault]) -> str:
    """A list for programs."""
    rows = [
        {
            "file": fault.file,
            "line": fault.line,
            "column": fault.column,
            "code": fault.code,
            "title": EXPLANATIONS[fault.code].title,
            "message": fault.sentence,
            "suggestion": fault.suggestion,
            "cause": EXPLANATIONS[fault.code].cause,
            "cure": EXPLANATIONS[fault.code].cure,
        }
        for fault in faults
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


FORMATS: dict[str, Callable[[list[Fault]], str]] = {"text": as_text, "github": as_github, "json": as_json}


def summary(reading: Reading, faults: list[Fault]) -> str:
    """One closing sentence."""
    if faults:
        files = len({fault.file for fault in faults})
        return f"{len(faults)} fejl i {files} {'fil' if files == 1 else 'filer'}."
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
    """Print the faults and what is to be remembered, and a closing sentence. Returns the exit status: only faults count."""
    gc.disable()  # All that is read lives until the program ends, and looking for garbage in it takes half the time.
    reading, faults = examine(options.data)
    gc.freeze()
    if faults or options.format == "json":
        say(FORMATS[options.format](faults))
    found = reminders(reading, options.today or dt.date.today())
    # A program that reads the list of faults gets them alone.
    (remark if options.format == "json" else say)(
        remembered_as_github(found) if options.format == "github" else remembered_as_text(found)
    )
    (remark if faults or options.format == "json" else say)(summary(reading, faults) + "\n")
    return 1 if faults else 0
