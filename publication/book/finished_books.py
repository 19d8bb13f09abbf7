"""The store of finished books, between `make book` and the build of the site that shows them.

Each set stands under the fingerprint of all that it was made from, and a build shows only the set with its own: no
reader gets a book that differs from the pages.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path, PurePosixPath

from publication.model import danish
from publication.model.records import Edition

FOLDER = ".cache/book"
BOOK = "bog/et-bedre-liv-med-kultur"

# All that can change a page or a book.
_INPUTS = "data docs published/editions overrides publication dev/deploy macros.py hooks.py mkdocs.yml dev/requirements/book.txt".split()


@dataclass(frozen=True)
class BookPage:
    """A page of the finished site that belongs in a book. `municipality` is the id of the one it is about.

    `edition` is the id of the kept edition that it belongs to, which has a book of its own; empty for a living page.
    """

    address: str
    title: str
    lang: str = "da"
    municipality: str = ""
    edition: str = ""


def reading_order(menu: Iterable[str], pages: Iterable[BookPage]) -> list[BookPage]:
    """Pages in the order of reading: that of the menu, and what is not in it after the page it lies under."""
    by_address = {page.address: page for page in pages}
    in_menu = [address for address in dict.fromkeys(menu) if address in by_address]
    under: dict[str, list[str]] = {}
    for address in by_address:
        if address not in in_menu:
            under.setdefault(f"{address.rstrip('/').rpartition('/')[0]}/", []).append(address)

    def below(address: str) -> list[str]:
        return [each for lower in under.pop(address, []) for each in (lower, *below(lower))]

    order = [each for address in in_menu for each in (address, *below(address))]
    # What lies under no page of the menu comes last.
    order += [each for left in list(under) for each in below(left)]
    return [by_address[address] for address in order]


@dataclass(frozen=True)
class FinishedBook:
    """One finished file: its path in the site, and where it lies now."""

    path: str
    file: Path

    @property
    def size(self) -> str:
        """The size in Danish, such as `1,2 MB`."""
        kilobytes = self.file.stat().st_size / 1000
        if kilobytes < 1000:
            return danish.amount(max(1, round(kilobytes)), "kB")
        return danish.amount(Decimal(f"{kilobytes / 1000:.1f}"), "MB")


def sheet_path(municipality: str) -> str:
    """The path in the site of a municipality's sheet."""
    return f"kommuner/{municipality}/{municipality}.pdf"


def edition_paths(newest: str, edition: Edition) -> list[str]:
    """The paths of the books of an edition; `newest` is the id of the one that the living pages tell."""
    stem = BOOK if edition.id == newest else f"udgaver/{edition.id}/{PurePosixPath(BOOK).name}-{edition.id}"
    return [f"{stem}.pdf", f"{stem}.epub"]


def fingerprint(root: Path, site: str, date: str | None) -> str:
    """Of all that can change a page or a book. `site` is where it will be deployed, `date` the date of the commit."""
    digest = hashlib.sha256(f"{site}\n{date}\n".encode())
    for name in _INPUTS:
        start = root / name
        for file in [start] if start.is_file() else sorted(start.rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                content = hashlib.sha256(file.read_bytes()).hexdigest()
                digest.update(f"{file.relative_to(root).as_posix()} {content}\n".encode())
    return digest.hexdigest()[:16]


def store_pages(root: Path, of: str, site: Path, pages: Iterable[BookPage]) -> None:
    """Keep the list of a finished site's pages, with the fingerprint `of` what it was built from."""
    if not site.is_relative_to(root):
        return  # a build that somebody wanted elsewhere, such as a test's
    folder = root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    noted = {"key": of, "site": str(site), "pages": [asdict(page) for page in pages]}
    (folder / "pages.json").write_text(json.dumps(noted, ensure_ascii=False, indent=1), encoding="utf-8")


def stored_pages(root: Path, of: str) -> tuple[Path, list[BookPage]] | None:
    """The folder and the pages of the finished site; None when it was built from other content than `of` is."""
    try:
        found = json.loads((root / FOLDER / "pages.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    site = Path(found["site"])
    if found["key"] != of or not site.is_dir():
        return None
    return site, [BookPage(**page) for page in found["pages"]]


def stored(root: Path, of: str) -> dict[str, FinishedBook]:
    """The finished books of the present content by their path in the site; empty when there are none."""
    folder = root / FOLDER / of
    files = [file for file in sorted(folder.rglob("*")) if file.is_file()]
    return {(path := file.relative_to(folder).as_posix()): FinishedBook(path, file) for file in files}


def whole(books: dict[str, FinishedBook]) -> list[FinishedBook]:
    """Of the finished books those with the whole publication, PDF first."""
    return [books[path] for path in (f"{BOOK}.pdf", f"{BOOK}.epub") if path in books]


def store(root: Path, of: str, made: dict[str, bytes]) -> None:
    """Keep finished books, all at once, and clear away those of earlier content."""
    folder = root / FOLDER
    fresh = folder / f".{of}-{os.getpid()}"
    for path, content in made.items():
        target = fresh / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    for old in folder.iterdir():
        if old.is_dir() and old != fresh:
            shutil.rmtree(old)
    fresh.rename(folder / of)
