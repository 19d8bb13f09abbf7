"""The command `book`: makes PDF, EPUB and the municipalities' sheets from the finished site, and lays them on the finished_books."""

from __future__ import annotations

import argparse
import os
import uuid
from collections.abc import Callable
from pathlib import Path

from publication.book import finished_books, system_libraries
from publication.loading import loader
from publication.model import danish
from publication.model.kinds import Publication
from publication.web.deployment import Deployment, deployment
from publication.web.progress import progress

# Ours for good: the identifier of an edition follows from it.
_NAMESPACE = uuid.UUID("c0a1de6f-2f1b-5c63-8d0e-6f2f4f2a9b17")


def book_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing to choose."""


def book(options: argparse.Namespace, say: Callable[[str], object], remark: Callable[[str], object]) -> int:
    """Make the books. Returns 1 with a sentence when something they need is not there."""
    root, lives = Path.cwd(), deployment(os.environ)
    key = finished_books.key(root, lives.site, os.environ.get("SOURCE_DATE_EPOCH"))
    if made := finished_books.finished(root, key):
        say(f"Bøgerne er allerede lavet af det, der står nu: {len(made)} filer.\n")
        return 0
    site = finished_books.noted(root, key)
    if site is None:
        remark("Siden er ikke bygget af det, der står nu. Kør: make book\n")
        return 1
    if not system_libraries.here():
        remark(f"{system_libraries.MISSING}\n")
        return 1
    publication, diagnostics = loader.read(root / "data")
    if publication is None:
        remark("".join(f"{diagnostic}\n" for diagnostic in diagnostics))
        return 1
    books = make(publication, lives, *site, root / "overrides" / "book")
    finished_books.lay(root, key, books)
    size = sum(map(len, books.values()))
    say(f"Bogen er lavet: {len(books)} filer, {danish.number(round(size / 1000))} kB.\n")
    return 0


def make(
    publication: Publication, lives: Deployment, site: Path, pages: list[finished_books.Listed], templates: Path
) -> dict[str, bytes]:
    """Every book by its path in the site."""
    # WeasyPrint looks for its libraries when it is imported, so only here.
    from publication.book import chapters, epub
    from publication.sharing import qr_code

    def read(address: str) -> str:
        return (site / address / "index.html").read_text(encoding="utf-8")

    initiative = publication.initiative
    colophon = chapters.Colophon(
        title=initiative.name,
        subtitle=initiative.tagline,
        organisation=initiative.organisation,
        edition=initiative.edition,
        published=danish.moment(initiative.published),
        day=publication.changed.isoformat(),
        address=lives.site,
        identifier=f"urn:uuid:{uuid.uuid5(_NAMESPACE, f'{initiative.id}/{initiative.edition}')}",
    )
    press = chapters.Press(templates)
    chapters = chapters.chapters(pages, read, lives, progress("Kapitler"))
    tiles = chapters.art(read(""))
    steps = progress("Bøger")
    sheets = [page for page in pages if page.municipality]
    steps(0, 2 + len(sheets))
    made = {f"{finished_books.BOOK}.epub": epub.epub(chapters, colophon, templates, tiles)}
    steps(1, 2 + len(sheets))
    made[f"{finished_books.BOOK}.pdf"] = chapters.book(chapters, colophon, press, tiles)
    for done, page in enumerate(sheets, start=2):
        steps(done, 2 + len(sheets))
        [chapter] = chapters.chapters([page], read, lives)
        short = lives.absolute(f"/{page.municipality}/")
        made[finished_books.sheet(page.municipality)] = chapters.sheet(chapter, colophon, press, short, qr_code.code(short))
    steps(2 + len(sheets), 2 + len(sheets))
    return made
