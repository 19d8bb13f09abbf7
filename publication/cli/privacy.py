"""The command `privacy`: proves that no published numbers give a hidden count of pupils away."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path

from publication.documents.document import Document, read_documents
from publication.loading.diagnostics import Position
from publication.loading.loader import LoadedData, load
from publication.validation.diagnostic_formats import FORMATS
from publication.validation.disclosure.cells import Table
from publication.validation.disclosure.proof import Proof, prove
from publication.validation.disclosure.sentences import Passage

Say = Callable[[str], object]


def privacy_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, metavar="MAPPE", help="en mappe med data alene (hele projektet)")
    parser.add_argument("--format", choices=list(FORMATS), default="text", help="text, github eller json (text)")


def privacy(options: argparse.Namespace, say: Say, remark: Say) -> int:
    """Print one sentence of what is proved, or the numbers that give a count away. Status 1: nothing is proved."""
    data = load(options.data or Path("data"))
    proof = None if data.diagnostics else project_proof(data, None if options.data else Path("docs"))
    diagnostics = proof.diagnostics if proof else list(data.diagnostics)
    if diagnostics or options.format == "json":
        say(FORMATS[options.format](diagnostics))
    if proof and not diagnostics:
        (remark if options.format == "json" else say)(f"{proof.sentence}\n")
        return 0
    remark("Intet er bevist. Ret det, der står ovenfor.\n")
    return 1


def project_proof(data: LoadedData, docs: Path | None) -> Proof:
    """The proof for the data and the pages in `docs`."""

    def passages(table: Table) -> Iterator[Passage]:
        for document in read_documents(docs) if docs else ():
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
