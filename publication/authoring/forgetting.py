"""Forgetting a person who asks for it: the record goes, and the lists of published addresses keep only a hash.

What names a person is nearly always the id of a record on a page (`/udtalelser/#udtalelse-anne-ager`). Every line of
`published/` with it gives way to one: `borte: <SHA-256 of the id>`. The editions that are kept there lose the record
too. Where else the name still stands is told with file and line, and never changed: only a person can see whether it is
the same one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

from publication.loading import writer
from publication.loading.diagnostics import Diagnostic, Position
from publication.loading.kept_editions import kept_editions
from publication.loading.loader import LoadedData, LoadedRecord, load
from publication.model.fields import walk
from publication.model.kinds import KINDS
from publication.model.types import slug
from publication.web import address_list, permalinks
from publication.web.address_list import AddressList, digest

# Where a name may still stand: what is published, and what people read in the repository.
_SEARCHED = ("data", "docs", "published", "overrides", ".github", "mkdocs.yml", "README.md")
_TEXT = {".css", ".html", ".js", ".json", ".md", ".svg", ".txt", ".xml", ".yml"}
GUIDE = ".github/NAAR-NOGEN-VIL-GLEMMES.md"
# What is no person, and is taken away in another way.
_NO_PERSON = ("initiative", "municipalities", "editions")


class Unclear(Exception):
    """It cannot be told what is to be forgotten; the text says why, in Danish."""


@dataclass(frozen=True)
class Forgetting:
    """What a person's wish to be forgotten changes in the project."""

    files: Mapping[str, str]
    """The new text of each file that changes, by its path."""
    names: tuple[str, ...]
    """The ids and addresses of which only a hash stays."""
    removed_lines: int
    record: str | None
    """The kind of the record that is deleted, in Danish."""
    searched: tuple[str, ...]
    """The names to search for in what stays."""


def plan(root: Path, wish: str) -> Forgetting:
    """What has to change for `wish`: the id of a record (`anne-ager`, `statements/anne-ager`), an id on a page, or the
    address of a page. Raises Unclear when nothing is called so, or several things are.
    """
    wish = wish.strip().strip("»«\"'")
    places = {"data": load(root / "data")}
    places |= {edition.data.relative_to(root).as_posix(): edition.loaded for edition in kept_editions(root)}
    listed = address_list.read(root / address_list.LIST_FILE)
    found = [(folder, loaded, gone) for folder, loaded in places.items() if (gone := _record(loaded, wish))]
    # It may have gone from the data of today, and still stand in an edition.
    record = found[0][2] if found else None
    names = _names(wish, record, listed)
    if not record and not names:
        raise Unclear(f"ingen post og ingen adresse hedder »{wish}«; skriv postens id, som det står i data")
    files: dict[str, str] = {}
    for folder, loaded, gone in found:
        _refuse_referred_to(folder, loaded, gone)
        path = f"{folder}/{gone.kind.name}.yml"
        files[path] = writer.without_record((root / path).read_text("utf-8"), gone, loaded.by_kind[gone.kind.name])
    removed = 0
    forgotten = AddressList(forgotten=listed.forgotten | {digest(name) for name in names})
    for name in (address_list.LIST, address_list.CARDS):
        path = f"{address_list.FOLDER}/{name}"
        old = address_list.read(root / path)
        kept = [entry for entry in old.addresses if not forgotten.is_forgotten(entry.split(" ", 1)[-1])]
        lines = [_kept_line(entry, old, forgotten) for entry in kept]
        removed += len(old.addresses) - len(kept)
        hashes = forgotten.forgotten if name == address_list.LIST else ()
        if (root / path).exists() or hashes:
            files[path] = address_list.text(name, lines, hashes)
    searched = dict.fromkeys(_searched([gone for _, _, gone in found], names))
    return Forgetting(files, names, removed, record and record.kind.one, tuple(searched))


def _kept_line(entry: str, old: AddressList, forgotten: AddressList) -> str:
    """A line as it stood; one that leads to what is forgotten leads to the page around it instead."""
    target = old.moved.get(entry, "")
    if target and forgotten.is_forgotten(target):
        page = target.partition("#")[0]
        moved = {entry: page if "#" in target and not forgotten.is_forgotten(page) else address_list.REMOVED}
        return address_list.line(entry, AddressList(moved=moved))
    return address_list.line(entry, old)


def _record(data: LoadedData, wish: str) -> LoadedRecord | None:
    """The record that is meant, if there still is one."""
    kind, _, id_ = wish.rpartition("/")
    fragment = wish.rpartition("#")[2]
    if wish.startswith("/") and "#" not in wish:
        return None
    found = [
        record
        for record in data.all_records()
        if record.id
        and (
            (kind in {"", record.kind.name} and record.id == id_)
            or fragment in permalinks.ids_of(record.kind.name, record.id)
        )
    ]
    if len(found) > 1:
        choices = " eller ".join(f"{each.kind.name}/{each.id}" for each in found)
        raise Unclear(f"flere poster hedder »{wish}«; skriv {choices}")
    if found and found[0].kind.name in _NO_PERSON:
        raise Unclear(f"en {found[0].kind.one} kan ikke glemmes; ret dens felter i {found[0].kind.file}")
    return found[0] if found else None


def _refuse_referred_to(folder: str, data: LoadedData, record: LoadedRecord) -> None:
    for other in data.all_records():
        for kind, id_, path in other.references:
            if (kind, id_) == (record.kind.name, record.id):
                at = f"{folder}/{other.kind.name}.yml:{other.at(*path).line}"
                raise Unclear(f"andre poster henviser til den, først {at}; ret dem først")


def _names(wish: str, record: LoadedRecord | None, listed: AddressList) -> tuple[str, ...]:
    """The ids on pages and the addresses that are to be forgotten, of those that were published."""
    if wish.startswith("/") and "#" not in wish:
        return (wish,) if any(wish in (entry, entry.partition("#")[0]) for entry in listed.addresses) else ()
    fragments = {entry.partition("#")[2] for entry in listed.addresses}
    fragment = wish.rpartition("#")[2].rpartition("/")[2]
    kinds = [record.kind.name] if record else [wish.rpartition("/")[0]] if wish.rpartition("/")[0] in KINDS else KINDS
    meant = {id_ for kind in kinds for id_ in permalinks.ids_of(kind, record.id if record else fragment)}
    if not record:
        meant.add(fragment)
    return tuple(sorted(meant & fragments - {""}))


def _searched(records: Iterable[LoadedRecord], names: Iterable[str]) -> Iterator[str]:
    """The names that a forgotten record held, today or in an edition, and those that its id or address is made of."""
    for record in records:
        yield record.id
        # Further down a text may speak of a person by the last name alone.
        for path, value in walk(record.raw):
            if path[-1] == "name" and isinstance(value, str):
                yield value
                yield value.split()[-1]
    for name in names:
        _, known = permalinks.meant(f"#{name}")
        yield known[1] if known else name.strip("/").rpartition("/")[2]


def mentions(root: Path, searched: Iterable[str]) -> list[Diagnostic]:
    """Where one of the names still stands in the project, as a text, an id or the name of a file.

    The messages do not repeat it: they may be read by many.
    """
    words = sorted({slug(normalize("NFC", name)) for name in searched if len(slug(name)) > 2})
    if not words:
        return []
    found: set[Diagnostic] = set()
    patterns = [re.compile(rf"(?<![a-z0-9]){re.escape(word)}s?(?![a-z0-9])") for word in words]
    for file in _files(root):
        path = file.relative_to(root).as_posix()
        if any(pattern.search(slug(path)) for pattern in patterns):
            found.add(Position(path).diagnostic("glemt-naevnt", "filens navn rummer stadig navnet; giv filen et andet"))
        if file.suffix not in _TEXT:
            continue
        try:
            lines = normalize("NFC", file.read_text("utf-8")).splitlines()
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(lines, start=1):
            # A name may stand on two lines.
            here, both = slug(line), slug(" ".join(lines[number - 1 : number + 1]))
            after = slug(lines[number]) if number < len(lines) else ""
            if any(p.search(here) or (p.search(both) and not p.search(after)) for p in patterns):
                message = "her står stadig et navn fra det, der er glemt; se, om det er den samme, og slet det så"
                found.add(Position(path, number).diagnostic("glemt-naevnt", message))
    return sorted(found)


def _files(root: Path) -> Iterator[Path]:
    for name in _SEARCHED:
        start = root / name
        for file in [start] if start.is_file() else sorted(start.rglob("*")):
            if file.is_file() and not file.is_symlink():
                yield file
