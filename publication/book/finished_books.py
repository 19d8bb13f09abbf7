"""Where finished books lie between `make book` and the build of the site: under a key of all that they are made from.

A build of the site shows the books only when those that lie here were made from the
very content it builds; a change of anything makes them vanish from the site until
`make book` has made them anew. So no reader gets a book that differs from the pages.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path

from publication.model import danish

FOLDER = ".cache/book"
BOOK = "bog/et-bedre-liv-med-kultur"

# All that can change a page or a book.
_INPUTS = ("data", "docs", "overrides", "publication", "dev/deploy", "macros.py", "hooks.py", "mkdocs.yml")
_INPUTS += ("dev/requirements/book.txt",)
# What a build or an editor leaves in these folders.
_IGNORED = ("__pycache__",)


@dataclass(frozen=True)
class Listed:
    """A page of the finished site that belongs in the book. `municipality` is the id of the one it is about."""

    address: str
    title: str
    lang: str = "da"
    municipality: str = ""


def in_order(menu: Iterable[str], pages: Iterable[Listed]) -> list[Listed]:
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
class Finished:
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


def sheet(municipality: str) -> str:
    """The path in the site of a municipality's sheet."""
    return f"kommuner/{municipality}/{municipality}.pdf"


def key(root: Path, site: str, date: str | None) -> str:
    """The key of the present content. `site` is where it will live, `date` the date of the commit."""
    digest = hashlib.sha256(f"{site}\n{date}\n".encode())
    for name in _INPUTS:
        start = root / name
        for file in [start] if start.is_file() else sorted(start.rglob("*")):
            if file.is_file() and not set(_IGNORED) & set(file.parts):
                content = hashlib.sha256(file.read_bytes()).hexdigest()
                digest.update(f"{file.relative_to(root).as_posix()} {content}\n".encode())
    return digest.hexdigest()[:16]


def note(root: Path, key_: str, site: Path, pages: Iterable[Listed]) -> None:
    """Write down what a finished build of the site holds, for the books to be made from."""
    if not site.is_relative_to(root):
        # A build that somebody wanted elsewhere, such as a test's.
        return
    folder = root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    noted = {"key": key_, "site": str(site), "pages": [asdict(page) for page in pages]}
    (folder / "pages.json").write_text(json.dumps(noted, ensure_ascii=False, indent=1), encoding="utf-8")


def noted(root: Path, key_: str) -> tuple[Path, list[Listed]] | None:
    """The folder and the pages of the finished site; None when it was not built from the present content."""
    try:
        found = json.loads((root / FOLDER / "pages.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    site = Path(found["site"])
    if found["key"] != key_ or not site.is_dir():
        return None
    return site, [Listed(**page) for page in found["pages"]]


def finished(root: Path, key_: str) -> dict[str, Finished]:
    """The finished books of the present content by their path in the site; empty when there are none."""
    folder = root / FOLDER / key_
    return {
        file.relative_to(folder).as_posix(): Finished(file.relative_to(folder).as_posix(), file)
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def whole(books: dict[str, Finished]) -> list[Finished]:
    """Of the finished books those with the whole publication, PDF first."""
    return [books[path] for path in (f"{BOOK}.pdf", f"{BOOK}.epub") if path in books]


def lay(root: Path, key_: str, made: dict[str, bytes]) -> None:
    """Lay finished books on the shelf, all at once, and clear away those of earlier content."""
    shelf = root / FOLDER
    fresh = shelf / f".{key_}-{os.getpid()}"
    for path, content in made.items():
        target = fresh / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    for old in shelf.iterdir():
        if old.is_dir() and old != fresh:
            shutil.rmtree(old)
    fresh.rename(shelf / key_)
