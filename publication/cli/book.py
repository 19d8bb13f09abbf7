"""The command `book`: makes PDF, EPUB and the municipalities' sheets from the finished site, and keeps them for it."""

from __future__ import annotations

import os
import sys
import uuid
from collections.abc import Iterable
from pathlib import Path

from publication.book import chapters, epub, finished_books, system_libraries
from publication.book.pdf import PdfRenderer
from publication.build import disclosure_check
from publication.build.progress import progress
from publication.loading import loader
from publication.loading.diagnostics import Diagnostic
from publication.loading.kept_editions import KeptEdition, kept_editions
from publication.model import danish
from publication.model.kinds import Publication
from publication.model.queries import grouped
from publication.model.records import Edition
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
    if found := disclosures(publication, kept_editions(root), books):
        print("Bøgerne er ikke gemt, for der er fejl:", *found, sep="\n", file=sys.stderr)
        return 1
    finished_books.store(root, fingerprint, books)
    size = sum(map(len, books.values()))
    print(f"Bogen er lavet: {len(books)} filer, {danish.number(round(size / 1000))} kB.")
    return 0


def disclosures(
    publication: Publication, kept: Iterable[KeptEdition], books: dict[str, bytes]
) -> list[Diagnostic]:
    """What in the text of the finished files tells how few pupils of a school there were."""
    schools = protected_schools(publication, kept)
    return sorted(disclosure_check.disclosures(books.items(), schools))


def make(
    publication: Publication, deployed: Deployment, site: Path, pages: list[finished_books.BookPage], templates: Path
) -> dict[str, bytes]:
    """Every book by its path in the site: of the living pages, of each kept edition, and a sheet a municipality."""

    def read(address: str) -> str:
        return (site / address / "index.html").read_text(encoding="utf-8")

    def picture(path: str) -> bytes:
        return (site / path).read_bytes()

    renderer, tiles, newest = PdfRenderer(templates), chapters.cover_tiles(read("")), publication.edition.id
    by_edition = grouped(pages, lambda page: [page.edition or newest])
    sheets = [page for page in pages if page.municipality]
    steps, last = progress("Bøger"), 2 * len(by_edition) + len(sheets)
    made: dict[str, bytes] = {}
    steps(0, last)
    for edition in (one for one in publication.editions if one.id in by_edition):
        colophon = _colophon(publication, edition, deployed)
        whole = chapters.chapters(by_edition[edition.id], read, deployed, progress("Kapitler"), picture)
        pdf, e_book = finished_books.edition_paths(newest, edition)
        made[e_book] = epub.epub(whole, colophon, templates, tiles)
        steps(len(made), last)
        made[pdf] = renderer.book(whole, colophon, tiles)
        steps(len(made), last)
    colophon = _colophon(publication, publication.edition, deployed)
    for page in sheets:
        [chapter] = chapters.chapters([page], read, deployed, picture=picture)
        short = deployed.absolute(f"/{page.municipality}/")
        path = finished_books.sheet_path(page.municipality)
        made[path] = renderer.sheet(chapter, colophon, short, qr_code.code(short))
        steps(len(made), last)
    return made


def _colophon(publication: Publication, edition: Edition, deployed: Deployment) -> chapters.Colophon:
    """What a book says of itself. An older edition's book does not change with what is corrected on the pages."""
    initiative, published = publication.initiative, edition.published or publication.published
    newest = edition == publication.edition
    return chapters.Colophon(
        title=initiative.name,
        subtitle=initiative.tagline,
        organisation=initiative.organisation,
        edition=edition.name,
        published=danish.moment(published),
        day=(publication.changed if newest else published).isoformat(),
        address=deployed.site,
        identifier=f"urn:uuid:{uuid.uuid5(_NAMESPACE, f'{initiative.id}/{edition.name}')}",
    )
