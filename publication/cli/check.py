"""The commands that see whether all is in order: `check`, `privacy` and, of a built site, `review`."""

from __future__ import annotations

import contextlib
import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from publication.authoring import readability, spelling
from publication.build.project_check import check_project
from publication.loading.diagnostics import Diagnostic
from publication.loading.kept_editions import load_with_editions
from publication.loading.loader import LoadedData, read
from publication.model.kinds import KINDS
from publication.validation.checking import examine
from publication.validation.diagnostic_formats import FORMATS, reminders_as_github, reminders_as_text
from publication.validation.reminders import reminders
from publication.web import address_list, permalinks

if TYPE_CHECKING:
    from publication.validation.disclosure.proof import Proof


def check(data: Path | None, root: Path, privacy: bool, format: str, today: dt.date | None) -> int:
    """Print diagnostics, reminders and a closing sentence. Returns 1 if there are diagnostics."""
    loaded, diagnostics, pages = checked_project(data, root)
    proof = _proof(loaded, data, root) if privacy and not diagnostics else None
    diagnostics = proof.diagnostics if proof else diagnostics
    as_json = format == "json"
    if diagnostics or as_json:
        print(FORMATS[format](diagnostics), end="")
    reminders_in_format = reminders_as_github if format == "github" else reminders_as_text
    # A program that reads the list of diagnostics gets nothing else on its input.
    found = reminders(loaded, today or dt.date.today())
    print(reminders_in_format(found), end="", file=sys.stderr if as_json else sys.stdout)
    summary_to = sys.stderr if diagnostics or as_json else sys.stdout
    print(_summary(loaded, diagnostics, pages), file=summary_to)
    if proof and not diagnostics:
        print(proof.sentence, file=summary_to)
    return 1 if diagnostics else 0


def checked_project(folder: Path | None, root: Path) -> tuple[LoadedData, list[Diagnostic], int]:
    """What was read, its diagnostics, and how many pages were checked: of a folder of data alone, or of the project."""
    if folder:
        return *examine(folder), 0
    from macros import MACROS  # the module of the project in the working directory

    found = check_project(root, MACROS)
    return found.data, found.diagnostics, found.pages


def _proof(loaded: LoadedData, data: Path | None, root: Path) -> Proof:
    from publication.build.privacy_proof import project_proof  # most who write do not ask for it

    return project_proof(loaded, None if data else root)


def _summary(data: LoadedData, diagnostics: list[Diagnostic], pages: int) -> str:
    if diagnostics:
        files = len({diagnostic.file for diagnostic in diagnostics})
        return f"{len(diagnostics)} fejl i {files} {'fil' if files == 1 else 'filer'}."
    records = f"Alt er i orden: {len(list(data.all_records()))} poster i {len(KINDS)} filer"
    return f"{records} og {pages} sider." if pages else f"{records}."


def review(site: Path, root: Path, format: str) -> int:
    """Print what the tests of the built site would say to an editor. Returns 1 if anything, 2 if it cannot be said."""
    publication, _ = read(root / "data")
    if publication is None or not site.is_dir():
        print("Siden er ikke set efter. Ret det, make check siger, og byg den så: make site", file=sys.stderr)
        return 2
    answers = permalinks.built(site)
    found = [*permalinks.diagnostics(address_list.read(root / address_list.LIST_FILE), answers, publication)]
    found += readability.diagnostics(site, root / "docs")
    with contextlib.suppress(spelling.NoDictionary):  # the tests say that it is missing
        found += spelling.diagnostics(root)
    print(FORMATS[format](sorted(found)), end="")
    return 1 if found else 0


def privacy(data: Path | None, root: Path, format: str) -> int:
    """Print one sentence of what is proved, or the numbers that give a hidden count away; then returns 1."""
    loaded = load_with_editions(data or root / "data")
    unread = [diagnostic for edition in loaded.told for diagnostic in edition.diagnostics]
    proof = None if unread else _proof(loaded, data, root)
    diagnostics = proof.diagnostics if proof else unread
    if diagnostics or format == "json":
        print(FORMATS[format](diagnostics), end="")
    if proof and not diagnostics:
        print(proof.sentence, file=sys.stderr if format == "json" else sys.stdout)
        return 0
    print("Intet er bevist. Ret det, der står ovenfor.", file=sys.stderr)
    return 1
