"""The command `book`: makes PDF, EPUB and the municipalities' sheets from the finished site, and keeps them for it."""

from __future__ import annotations

import os
import sys
import uuid
from pathlib import Path

from publication.book import chapters, epub, finished_books, system_libraries
from publication.book.pdf import PdfRenderer
from publication.build import disclosure_check
from publication.build.progress import progress
from publication.loading import loader
from publication.loading.diagnostics import Diagnostic
from publication.model import danish
from publication.model.kinds import Publication
from publication.sharing import qr_code
from publication.validation.small_counts import protected_schools
from publication.web.deployment import Deployment, deployment

# Never to be changed: the identifier of every edition is derived from it.
_NAMESPACE = uuid.UUID("c0a1de6f-2f1b-5c63-8d0e-6f2f4f2a9b17")


def book() -> int:
    """Make the books. Returns 1 when something they need is not there."""
    root, deployed = Path.cwd(), deployment(os.environ)
    fingerprint = finished_books.fingerprint(root, deployed.site, os.environ.get("SOURCE_DATE_EPOCH"))
    if made := finished_books.stored(root, fingerprint):
        print(f"Bøgerne er allerede lavet af det, der står nu: {len(made)} filer.")
        return 0
    site = finished_books.stored_pages(root, fingerprint)
    if site is None:
        print("Siden er ikke bygget af det, der står nu. Kør: make book", file=sys.stderr)
        return 1
    if not system_libraries.here():
        print(system_libraries.MISSING, file=sys.stderr)
        return 1
    publication, diagnostics = loader.read(root / "data")
    if publication is None:
        print(*diagnostics, sep="\n", file=sys.stderr)
        return 1
    books = make(publication, deployed, *site, root / "overrides" / "book")
    if found := disclosures(publication, books):
        print("Bøgerne er ikke gemt, for der er fejl:", *found, sep="\n", file=sys.stderr)
        return 1
    finished_books.store(root, fingerprint, books)
    size = sum(map(len, books.values()))
    print(f"Bogen er lavet: {len(books)} filer, {danish.number(round(size / 1000))} kB.")
    return 0


def disclosures(publication: Publication, books: dict[str, bytes]) -> list[Diagnostic]:
    """What in the text of the finished files tells how few pupils of a school there were."""
    schools = protected_schools(publication)
    return sorted(disclosure_check.disclosures(books.items(), schools))


def make(
    publication: Publication, deployed: Deployment, site: Path, pages: list[finished_books.BookPage], templates: Path
) -> dict[str, bytes]:
    """Every book by its path in the site."""

    def read(address: str) -> str:
        return (site / address / "index.html").read_text(encoding="utf-8")

    def picture(path: str) -> bytes:
        return (site / path).read_bytes()

    initiative = publication.initiative
    colophon = chapters.Colophon(
        title=initiative.name,
        subtitle=initiative.tagline,
        organisation=initiative.organisation,
        edition=publication.edition.name,
        published=danish.moment(publication.published),
        day=publication.changed.isoformat(),
        address=deployed.site,
        identifier=f"urn:uuid:{uuid.uuid5(_NAMESPACE, f'{initiative.id}/{publication.edition.name}')}",
    )
    renderer = PdfRenderer(templates)
    whole = chapters.chapters(pages, read, deployed, progress("Kapitler"), picture)
    tiles = chapters.cover_tiles(read(""))
    sheets = [page for page in pages if page.municipality]
    steps, last = progress("Bøger"), 2 + len(sheets)
    steps(0, last)
    made = {f"{finished_books.BOOK}.epub": epub.epub(whole, colophon, templates, tiles)}
    steps(1, last)
    made[f"{finished_books.BOOK}.pdf"] = renderer.book(whole, colophon, tiles)
    for done, page in enumerate(sheets, start=2):
        steps(done, last)
        [chapter] = chapters.chapters([page], read, deployed, picture=picture)
        short = deployed.absolute(f"/{page.municipality}/")
        path = finished_books.sheet_path(page.municipality)
        made[path] = renderer.sheet(chapter, colophon, short, qr_code.code(short))
    steps(last, last)
    return made
