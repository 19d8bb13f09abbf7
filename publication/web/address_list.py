"""The lists in `published/` of all that was ever published: addresses, ids on pages, and share cards.

    /viden/loven/                                    a page, a file, or the id of a fact on a page
    /viden/gammel/ -> /viden/ny/                     what has given way, and where its readers are sent
    /viden/et-menneskes-historie/ -> /fjernet/       a page that was removed, and whose address names nobody
    borte: 5d0fd2…                                   what was removed and named somebody: only a hash is left of it

Lines are added by `make addresses` and never taken out, except by `make forget`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from publication.loading.diagnostics import Diagnostic, Position

FOLDER, LIST, CARDS = "published", "addresses.txt", "cards.txt"
"""The folder of the project in which the lists of what has been published lie, and their names."""

LIST_FILE = f"{FOLDER}/{LIST}"
"""The list of addresses as diagnostics name it."""

REMOVED = "/fjernet/"
"""The page that says only that something was removed."""

_HEAD = {
    LIST: """\
# Hver adresse og hvert id, der har været udgivet. Linjer slettes aldrig.
# Nye føjes til med: make addresses
# Når noget må flyttes eller fjernes: gammel adresse -> ny adresse
# Når en person skal glemmes: make forget ID=…
""",
    CARDS: """\
# Hvert delekort, der har været udgivet, og siden, det hører til. Linjer slettes aldrig.
# Nye føjes til med: make addresses
# Et ældre navn viser sidens nyeste kort, så et delt link aldrig mister sit billede.
""",
}

_ARROW = " -> "
_FORGOTTEN = re.compile(r"borte: ([0-9a-f]{64})")
# Nothing that could lead out of the site's folder.
_ADDRESS = re.compile(r"(?!.*//|[^#]*/\.\.?(?:[/#]|$))/[^\s<>\\?%\"]*")


def digest(name: str) -> str:
    """What the list keeps of a name: the SHA-256 of an id on a page (without `#`), or of a page's address."""
    return hashlib.sha256(name.encode()).hexdigest()


def _names(entry: str) -> Iterator[str]:
    """All that an address may be forgotten by: the id after `#`, the address itself, and those it lies below."""
    path, _, id_ = entry.partition("#")
    yield from filter(None, (id_, path))
    yield from (path[: found.end()] for found in re.finditer(r"(?<=.)/", path))


@dataclass(frozen=True)
class AddressList:
    """What a list says: its addresses with their lines, where those lead that gave way, and the hashes that it keeps."""

    addresses: Mapping[str, int] = field(default_factory=dict)
    moved: Mapping[str, str] = field(default_factory=dict)
    forgotten: frozenset[str] = frozenset()
    diagnostics: tuple[Diagnostic, ...] = ()
    """The lines that cannot be read."""

    def is_forgotten(self, entry: str) -> bool:
        """Whether an address was removed because it named somebody, or lies below one that was."""
        return bool(self.forgotten) and any(digest(name) in self.forgotten for name in _names(entry))

    def is_removed(self, entry: str) -> bool:
        """The same, or the page that it belongs to was removed."""
        return self.is_forgotten(entry) or any(self.moved.get(name) == REMOVED for name in _names(entry))

    @property
    def removed(self) -> list[str]:
        """The addresses at which the page stands that says so: those that name nobody."""
        return sorted(old for old, new in self.moved.items() if new == REMOVED and "#" not in old)


def read(file: Path) -> AddressList:
    """A list; a file that is not there is an empty one."""
    addresses: dict[str, int] = {}
    moved: dict[str, str] = {}
    forgotten: set[str] = set()
    diagnostics: list[Diagnostic] = []
    for number, line in enumerate(file.read_text("utf-8").splitlines() if file.exists() else [], start=1):
        if not line.strip() or line.startswith("#"):
            continue
        if found := _FORGOTTEN.fullmatch(line.strip()):
            forgotten.add(found[1])
            continue
        old, *new = (part.strip() for part in line.split(_ARROW))
        wrong = list(_line_diagnostics(number, old, new, moved.get(old))) if file.name == LIST else []
        diagnostics += wrong
        addresses[old] = number
        if new and not wrong:
            moved[old] = new[0]
    return AddressList(addresses, moved, frozenset(forgotten), tuple(diagnostics))


def _line_diagnostics(number: int, old: str, new: list[str], before: str | None) -> Iterator[Diagnostic]:
    wrong = next((part for part in (old, *new) if not _ADDRESS.fullmatch(part)), None)
    if wrong is not None or len(new) > 1:
        message = "linjen kan ikke forstås; skriv en adresse, der begynder med /, eller: /gammel/ -> /ny/"
        yield Position(LIST_FILE, number).diagnostic("adresse-linje", message)
    elif new and before not in (None, new[0]):
        message = f"{old} fører to steder hen, her og på en linje længere oppe; slet den ene linje"
        yield Position(LIST_FILE, number).diagnostic("adresse-linje", message)


def cards(file: Path) -> dict[str, str]:
    """The published cards: each name with the address of its page."""
    return dict(entry.split(" ", 1) for entry in read(file).addresses)


def added(file: Path, entries: Iterable[str]) -> int:
    """Write the entries that a list does not hold yet into it, in order; returns how many. What is forgotten stays so."""
    listed = read(file)
    new = {entry for entry in entries if not listed.is_forgotten(entry)} - set(listed.addresses)
    if new:
        lines = [line(entry, listed) for entry in sorted({*listed.addresses, *new})]
        file.write_text(text(file.name, lines, listed.forgotten), "utf-8")
    return len(new)


def line(entry: str, listed: AddressList) -> str:
    """An entry as it stands in the list."""
    return f"{entry}{_ARROW}{listed.moved[entry]}" if entry in listed.moved else entry


def text(name: str, lines: Iterable[str], forgotten: Iterable[str]) -> str:
    """The text of the list of that name; the hashes stand last."""
    hashes = (f"borte: {found}" for found in sorted(forgotten))
    return _HEAD[name] + "".join(f"{one}\n" for one in (*sorted(lines), *hashes))
