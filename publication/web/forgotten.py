"""What was forgotten must not come back: a record or a page under its old name, or the name told in `changes.yml`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from publication.loading.diagnostics import Diagnostic, Position
from publication.model.kinds import KINDS, Publication
from publication.model.types import slug
from publication.web import permalinks
from publication.web.address_list import AddressList, digest

_MOST_WORDS = 5  # of a name


def diagnostics(
    listed: AddressList, publication: Publication, pages: Iterable[tuple[str, str]]
) -> Iterator[Diagnostic]:
    """Records, and pages given as file and address, that are back, and changes that name what was forgotten."""
    if not listed.forgotten:
        return
    for (kind, id_), line in publication.lines.items():
        if any(digest(name) in listed.forgotten for name in permalinks.ids_of(kind, id_)):
            message = "posten handler om en, der har bedt om at blive glemt; slet den"
            yield Position(f"data/{kind}.yml", line).diagnostic("glemt-igen", message)
    for file, address in pages:
        if listed.is_forgotten(address):
            message = "siden handler om en, der har bedt om at blive glemt; slet filen"
            yield Position(file).diagnostic("glemt-igen", message)
    for change in publication.changes:
        texts = filter(None, (change.id, change.title, change.said, change.says, change.why))
        if any(_is_forgotten_name(name, listed) for text in texts for name in _names_in(text)):
            message = "teksten nævner en, der har bedt om at blive glemt; skriv kun, at noget er fjernet"
            at = Position("data/changes.yml", publication.lines.get(("changes", change.id), 1))
            yield at.diagnostic("glemt-igen", message)


def _is_forgotten_name(name: str, listed: AddressList) -> bool:
    return any(digest(id_) in listed.forgotten for kind in KINDS for id_ in permalinks.ids_of(kind, name))


def _names_in(text: str) -> set[str]:
    """Every row of two or more words in a text, as an id would have it; also without the s of a genitive."""
    words = slug(text).split("-")
    rows = {
        "-".join(words[start : start + length])
        for length in range(2, _MOST_WORDS + 1)
        for start in range(len(words) - length + 1)
    }
    return rows | {row[:-1] for row in rows if row.endswith("s")}
