"""Nothing in `docs/`, nor in the comments of `data/`, tells how few pupils of a school there were, or who one of them was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from publication.documents.document import Document
from publication.loading.diagnostics import Diagnostic, Position
from publication.model.fields import walk
from publication.small_counts.detector import About, Find, finds, may_tell, nearby
from publication.small_counts.folding import fold
from publication.small_counts.schools import Schools
from publication.small_counts.tables import small_cells
from publication.validation.small_counts import diagnostic

_BLOCK = re.compile(r"^[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*", re.MULTILINE)
_HEADING = re.compile(r"(#{1,6})\s")
_MUNICIPALITY = re.compile(r"kommuner/([a-z0-9-]+)\.md")


def small_count_diagnostics(
    documents: Iterable[Document], paths: Iterable[str], schools: Schools, folder: str = "docs"
) -> Iterator[Diagnostic]:
    """What tells too much in the pages, front matter and all, and in the names (`paths`) of the files in `folder`."""
    for document in documents:
        page = _MUNICIPALITY.fullmatch(document.path)
        home = About.HOME if page and page[1] in schools.municipalities else About.NOTHING
        for path, text in walk(dict(document.front)):
            if isinstance(text, str) and (found := next(finds(text, schools, home, markup=True), None)):
                yield _said(document.positions.at(path), found, text, schools)
        for found, block in _in_body(document.markdown, schools, home):
            yield _said(document.position(found.start), found, block, schools)
    for path in paths:
        words = re.sub(r"[/_.]|(?<!\d)-|-(?!\d)", " ", path)
        if found := next(finds(words, schools), None):
            yield _said(Position(f"{folder}/{path}"), found, words, schools)


def _said(position: Position, found: Find, text: str, schools: Schools) -> Diagnostic:
    return diagnostic(position, found.kind, schools.names_hidden(fold(text, markup=True).text))


def _in_body(text: str, schools: Schools, home: About) -> Iterator[tuple[Find, str]]:
    """Every find with the block that it stands in."""
    blocks = list(_BLOCK.finditer(text))
    headings: list[tuple[int, str]] = []
    for place, block in enumerate(blocks):
        heading = _HEADING.match(block[0])
        if heading:
            headings = [(level, words) for level, words in headings if level < len(heading[1])]
            headings.append((len(heading[1]), block[0]))
        if not may_tell(block[0]):
            continue
        # A section about a school is about it throughout; what stands beside a name may count its pupils.
        about = min(nearby([words for _, words in headings], schools), About.SCHOOL)
        if about is About.NOTHING:
            beside = [other[0] for other in blocks[max(0, place - 1) : place + 2]]
            about = About.HOME if nearby(beside, schools) else home
        for found in finds(block[0], schools, about, markup=True):
            yield Find(block.start() + found.start, found.kind), block[0]
        yield from ((Find(block.start() + start, "count"), row) for start, row in _table_rows(block[0], schools, about))


def _table_rows(block: str, schools: Schools, about: About) -> Iterator[tuple[int, str]]:
    """Where a row of a table begins that has a small number of pupils at a school."""
    lines = block.split("\n")
    if "|" not in lines[0] or len(lines) < 3:
        return
    for number, row in small_cells([[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]):
        if any(finds(row, schools, about, markup=True)):
            yield sum(len(line) + 1 for line in lines[:number]), lines[number]


def comment_diagnostics(folder: Path, schools: Schools, named: str = "data") -> Iterator[Diagnostic]:
    """The same of the comments in the files, which nobody reads as data, but everybody can see."""
    for file in sorted(folder.glob("*.yml")):
        for number, line in enumerate(file.read_text("utf-8", "replace").split("\n"), start=1):
            start = line.find("#")
            if start >= 0 and (start == 0 or line[start - 1] == " ") and may_tell(line[start:]):
                if found := next(finds(line[start:], schools), None):
                    position = Position(f"{named}/{file.name}", number, start + found.start + 1)
                    yield diagnostic(position, found.kind, schools.names_hidden(fold(line).text))
