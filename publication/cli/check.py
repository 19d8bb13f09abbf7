"""The command `check`: everything that an editor can get wrong, told at its place."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable
from pathlib import Path

from publication.build.project_check import check_project
from publication.loading.diagnostics import Diagnostic
from publication.loading.loader import LoadedData
from publication.model.kinds import KINDS
from publication.validation.checking import examine
from publication.validation.diagnostic_formats import FORMATS, reminders_as_github, reminders_as_text
from publication.validation.reminders import reminders

Say = Callable[[str], object]


def check_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, metavar="MAPPE", help="en mappe med data, der tjekkes alene (hele projektet)")
    parser.add_argument("--privacy", action="store_true", help="bevis også, at intet tal røber et skjult elevtal")
    parser.add_argument("--format", choices=list(FORMATS), default="text", help="text, github eller json (text)")
    parser.add_argument(
        "--today",
        type=dt.date.fromisoformat,
        metavar="DAG",
        help="den dag, der tælles fra, når frister efterses (i dag)",
    )


def check(options: argparse.Namespace, say: Say, remark: Say) -> int:
    """Print diagnostics, reminders and a closing sentence. Returns the exit status: only diagnostics count."""
    data, diagnostics, pages = _checked(options.data)
    proof = None
    if options.privacy and not diagnostics:
        from publication.cli.privacy import project_proof

        proof = project_proof(data, None if options.data else Path("docs"))
        diagnostics = proof.diagnostics
    if diagnostics or options.format == "json":
        say(FORMATS[options.format](diagnostics))
    found = reminders(data, options.today or dt.date.today())
    # A program that reads the list of diagnostics gets them alone.
    (remark if options.format == "json" else say)(
        reminders_as_github(found) if options.format == "github" else reminders_as_text(found)
    )
    (remark if diagnostics or options.format == "json" else say)(_summary(data, diagnostics, pages) + "\n")
    if proof and not diagnostics:
        (remark if options.format == "json" else say)(f"{proof.sentence}\n")
    return 1 if diagnostics else 0


def _checked(folder: Path | None) -> tuple[LoadedData, list[Diagnostic], int]:
    """What was read, every diagnostic, and how many pages were looked at: of a folder of data alone, or of the project here."""
    if folder:
        return *examine(folder), 0
    from macros import MACROS  # the project's own, from where the command runs

    checked = check_project(Path(), MACROS)
    return checked.data, checked.diagnostics, checked.pages


def _summary(data: LoadedData, diagnostics: list[Diagnostic], pages: int) -> str:
    """One closing sentence."""
    if diagnostics:
        files = len({diagnostic.file for diagnostic in diagnostics})
        return f"{len(diagnostics)} fejl i {files} {'fil' if files == 1 else 'filer'}."
    records = f"Alt er i orden: {len(list(data.all_records()))} poster i {len(KINDS)} filer"
    return f"{records} og {pages} sider." if pages else f"{records}."
