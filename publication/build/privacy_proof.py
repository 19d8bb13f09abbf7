"""The proof for the whole project that no published numbers give a hidden count of pupils away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from publication.documents.document import Document, read_documents
from publication.loading.diagnostics import Position
from publication.loading.kept_editions import kept_editions
from publication.loading.loader import LoadedData
from publication.validation.disclosure.cells import Table
from publication.validation.disclosure.proof import Proof, prove
from publication.validation.disclosure.sentences import Passage


def project_proof(data: LoadedData, root: Path | None) -> Proof:
    """The proof for the data, which has to be without diagnostics, and for the pages of the project at `root`, if given:
    its authors' pages now, and those of each kept edition.
    """
    pages: dict[int, list[Document]] = {}
    if root:
        pages[id(data)] = read_documents(root / "docs")
        for edition, kept in zip(data.kept, kept_editions(root), strict=True):
            pages[id(edition)] = read_documents(kept.docs, f"{kept.named}/docs")

    def passages(edition: LoadedData, table: Table) -> Iterator[Passage]:
        for document in pages.get(id(edition), []):
            yield from _passages(document, table)

    return prove(data, passages)


def _passages(document: Document, table: Table) -> Iterator[Passage]:
    """The texts of a page: its front matter and its paragraphs. A municipality's page is about the municipality."""
    page = re.fullmatch(r"kommuner/([a-z0-9-]+)\.md", document.path)
    about = frozenset([("municipality", page[1])]) if page and page[1] in table.municipalities else frozenset()
    for field, value in document.front.items():
        if isinstance(value, str):
            yield Passage(value, document.at(field), about)
    lines = enumerate(document.markdown.split("\n"), start=1)
    for filled, paragraph in groupby(lines, key=lambda line: bool(line[1].strip())):
        if filled:
            numbered = list(paragraph)
            text = "\n".join(line for _, line in numbered)
            yield Passage(text, Position(document.file, numbered[0][0]), about)
