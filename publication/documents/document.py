"""The authors' pages in `docs/`: each read as front matter and Markdown, with the positions in both."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from publication.figures.vignettes import VIGNETTES
from publication.loading.decoding import decode
from publication.loading.diagnostics import Diagnostic, Position, nearest
from publication.loading.strict_yaml import Positions, parse
from publication.model import danish
from publication.model.types import EMPTY

# The fields of a page's front matter, and the shape of their values.
FIELDS = {
    "drawing": str,
    "title": str, "short": str, "description": str, "summary": str, "icon": str, "lang": str,
    "listed": str, "translation_of": list, "as_of": str,
    "links": list, "hide": list, "book": str, "top": str, "easy": str, "municipality": str, "register": str,
    "finding": str, "number": str, "search": list,
}  # fmt: skip
LONGEST_TITLE = 60

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
# What an author meant as front matter: a blank or other dashes before it, or none.
_ALMOST = re.compile(r"\s*(?:[-–—―_=*]{1,5}[ \t]*\n\s*)?(?:title|titel|summary|description|short|lang) *:", re.IGNORECASE)
# Blocks and pieces of code, and comments. Bounded, or many beginnings without an end would take for ever.
_VERBATIM = re.compile(
    r"^(?P<fence>`{3,}|~{3,})[^\n]*\n.*?^(?P=fence)[^\n]*$|(?P<tick>(?<!`)`++).{1,4000}?(?<!`)(?P=tick)(?!`)|<!--.{0,5000}?-->",
    re.DOTALL | re.MULTILINE,
)


@dataclass(frozen=True)
class Document:
    """A Markdown file, its path below `docs/` or another folder, and its front matter as text, lists and groups."""

    path: str
    text: str
    front: Mapping[str, Any]
    positions: Positions
    front_lines: int
    diagnostics: tuple[Diagnostic, ...] = ()
    folder: str = "docs"

    @property
    def file(self) -> str:
        return f"{self.folder}/{self.path}"

    @property
    def is_template(self) -> bool:
        """Whether pages are made from it and it is no page itself."""
        return PurePosixPath(self.path).name.startswith("_")

    @cached_property
    def markdown(self) -> str:
        """The Markdown with the front matter made blank, so that lines and columns stay those of the file."""
        return "\n".join([*([""] * self.front_lines), *self.text.split("\n")[self.front_lines :]])

    @cached_property
    def body(self) -> str:
        """The same with code and comments, in which Markdown means nothing, made blank too."""
        return _VERBATIM.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), self.markdown)

    def position(self, offset: int) -> Position:
        """The position of a place in the body."""
        before = self.body[:offset]
        return Position(self.file, before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1)

    def at(self, field: str) -> Position:
        """The position of a field of the front matter; of the first line where it has none."""
        return self.positions.at((field,)) if field in self.front else Position(self.file)


def read_documents(docs: Path, named: str = "docs") -> list[Document]:
    """Every Markdown file of a folder, in the order of their paths. `named` is what diagnostics call the folder."""
    files = sorted(docs.rglob("*.md"))
    return [read_document(file.relative_to(docs).as_posix(), file.read_bytes(), named) for file in files]


def read_document(path: str, content: bytes, folder: str = "docs") -> Document:
    """One file. Nothing that stands in it raises an exception."""
    file = f"{folder}/{path}"
    text, found = decode(content, file)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    nothing = Positions(file, {(): (1, 1)}, {})
    head = _FRONT_MATTER.match(text)
    if not head:
        if text.startswith("---"):
            message = "sidens hoved er ikke lukket; skriv en linje med tre bindestreger efter det sidste felt"
            found.append(Position(file).diagnostic("side-hoved", message))
        elif _ALMOST.match(text):
            message = "sidens hoved skal begynde helt øverst i filen med en linje, hvor der kun står tre bindestreger: ---"
            found.append(Position(file).diagnostic("side-hoved", message))
        return Document(path, text, {}, nothing, 0, tuple(found), folder)
    # The first line is the hyphens', so that the lines of the front matter are those of the file.
    parsed = parse(f"\n{head[1]}", file)
    found += parsed.diagnostics
    front, positions = parsed.values[0] if parsed.values else ({}, nothing)
    if not isinstance(front, dict):
        message = "sidens hoved skal være felter, for eksempel: title: Musik"
        found.append(Position(file, 2).diagnostic("side-hoved", message))
        front, positions = {}, nothing
    return Document(path, text, front, positions, head[0].count("\n"), tuple(found), folder)


def front_matter_diagnostics(documents: Iterable[Document]) -> Iterator[Diagnostic]:
    """Fields that nobody knows, values of the wrong shape, and titles that are missing or too long."""
    for document in documents:
        yield from _field_diagnostics(document)
        title = document.front.get("title")
        if isinstance(title, str) and len(title) > LONGEST_TITLE:
            message = (
                f"titlen er på {len(title)} tegn og bliver skåret af, når siden deles; "
                f"skriv højst {LONGEST_TITLE}, og brug short til et kortere navn i menuen"
            )
            yield document.at("title").diagnostic("side-titel", message)
        elif title is None and not (document.is_template or document.diagnostics or _misspelt("title", document.front)):
            example = "skriv for eksempel title: Musik, mellem to linjer med tre bindestreger øverst"
            if not document.front:
                example = "skriv øverst en linje med ---, så title: og summary: med hver sin tekst, og så en linje med --- igen"
            yield Position(document.file).diagnostic("side-titel", f"siden mangler en titel; {example}")


def _misspelt(field: str, front: Mapping[str, Any]) -> bool:
    """Whether an unknown field is this one, written otherwise."""
    return any(nearest(each, FIELDS) == field for each in front if each not in FIELDS)


def _field_diagnostics(document: Document) -> Iterator[Diagnostic]:
    for field, value in document.front.items():
        expected = FIELDS.get(field)
        if expected is None:
            message = f"feltet »{field}« kendes ikke i en sides hoved"
            yield document.positions.at_key((field,)).diagnostic("ukendt-felt", message, nearest(field, FIELDS))
        elif isinstance(value, str) and re.search(r"\{[{%#]", value):
            message = "i sidens hoved kan der ikke stå makroer; skriv teksten helt ud"
            yield document.at(field).diagnostic("side-makro", message)
        elif isinstance(value, str) and not value.strip():
            yield document.at(field).diagnostic("tom-vaerdi", EMPTY)
        elif not isinstance(value, expected):
            shape = "en liste med hver værdi på sin egen linje efter en bindestreg" if expected is list else "én værdi"
            yield document.at(field).diagnostic("forkert-slags", f"i feltet »{field}« skal stå {shape}")
        elif field == "search" and not all(isinstance(word, str) and word.strip() for word in value):
            message = "i feltet »search« skal hvert søgeord være tekst, for eksempel: search: [pris, hvad koster det]"
            yield document.at(field).diagnostic("forkert-slags", message)
        elif field == "drawing" and value not in VIGNETTES:
            message = f"tegningen »{value}« findes ikke; vælg mellem {danish.listed(sorted(VIGNETTES))}"
            yield document.at(field).diagnostic("ukendt-valg", message, nearest(value, VIGNETTES))
