"""The check of the whole project, without building it: `data/`, the authors' pages in `docs/`, and the menu."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath

from pydantic_core import PydanticCustomError

from publication.documents import links
from publication.documents.document import Document, front_matter_diagnostics, read_documents
from publication.documents.macro_calls import Signatures, call_diagnostics, macros_called
from publication.documents.navigation import navigation_diagnostics
from publication.documents.near_misses import near_miss_diagnostics
from publication.documents.picture_files import at_their_records, picture_diagnostics
from publication.documents.project_files import are_plain, file_diagnostics
from publication.documents.raw_html import html_diagnostics
from publication.documents.small_counts import comment_diagnostics, small_count_diagnostics
from publication.documents.template_ids import template_ids, words_of
from publication.loading.diagnostics import Diagnostic, Position, nearest
from publication.loading.kept_editions import KeptEdition, kept_editions
from publication.loading.loader import LoadedData
from publication.model import register
from publication.model.kinds import KINDS, Publication
from publication.model.queries import Queries
from publication.model.types import parse_day
from publication.sharing import head_tags
from publication.small_counts.schools import Schools
from publication.validation import checking
from publication.validation.small_counts import protected_schools
from publication.web import address_list, forgotten
from publication.web.build_context import MOST_WORDS
from publication.web.macros import Macro

# The Markdown below `docs/` that pages are made from.
MUNICIPALITY_PAGE = "kommuner/_kommune.md"
REGISTER_PAGE = "kommuner/_alle.md"
MAP_PAGE = "kommuner/_kort.md"
EDITION_PAGE = "udgaver/_udgave.md"


@dataclass(frozen=True)
class ProjectCheck:
    """What was read of a project, its diagnostics in the order of files and lines, and how many pages `docs/` has."""

    data: LoadedData
    publication: Publication | None
    diagnostics: list[Diagnostic]
    pages: int


def check_project(root: Path, macros: Mapping[str, Macro]) -> ProjectCheck:
    """Check all that an editor can cause; no page while the data has diagnostics. Pages may call `macros`."""
    files = list(file_diagnostics(root))
    if not are_plain(files):
        return ProjectCheck(LoadedData(dict.fromkeys(KINDS, ()), (), frozenset(KINDS)), None, files, 0)
    data, diagnostics = checking.examine(root / "data")
    told = {one.file for one in files}
    diagnostics = [one for one in diagnostics if one.file not in told]
    files = [*at_their_records(files, data), *picture_diagnostics(root, data)]
    # A page that lies wrong in docs/ has no path that others could be held against.
    if diagnostics or data.publication is None or any(one.file.startswith("docs/") for one in files):
        return ProjectCheck(data, None, sorted({*files, *diagnostics}), 0)
    found = sorted({*files, *document_diagnostics(root, Queries(data.publication), macros)})
    pages = len(list((root / "docs").rglob("*.md")))
    return ProjectCheck(data, None if found else data.publication, found, pages)


def document_diagnostics(root: Path, queries: Queries, macros: Mapping[str, Macro]) -> Iterator[Diagnostic]:
    """What is wrong with the pages in `docs/` and with the menu."""
    docs = root / "docs"
    documents = read_documents(docs)
    if not queries.register:
        # Nothing is made from them, so their links lead nowhere.
        documents = [document for document in documents if document.path not in {REGISTER_PAGE, MAP_PAGE}]
    signatures = {name: macro.parameters for name, macro in macros.items()}
    for document in documents:
        yield from document.diagnostics
        # In code too: the macros plugin runs what stands there.
        yield from call_diagnostics(document.file, document.markdown, signatures, queries)
    yield from _card_diagnostics(documents, queries)
    municipality_pages = [f"kommuner/{record.id}.md" for record in queries.publication.municipalities]
    told = {*municipality_pages, *(one.path for one in documents if one.path.startswith("kommuner/") and not one.front)}
    own = [document for document in documents if document.is_template or document.path not in told]
    yield from _municipality_prose([one for one in documents if one not in own], municipality_pages)
    yield from _misplaced_calls(documents, municipality_pages, macros)
    yield from front_matter_diagnostics(own)
    yield from near_miss_diagnostics(documents, signatures)
    yield from head_tags.document_diagnostics(own)
    bases = {MUNICIPALITY_PAGE: municipality_pages[0], REGISTER_PAGE: register.SOURCE, MAP_PAGE: register.MAP_SOURCE}
    bases[EDITION_PAGE] = "udgaver/udgave.md"
    templates, words = root / "overrides" / "macros", words_of(queries.publication)
    ids_given = cache(lambda template: template_ids(templates, template, words))
    ids = {}
    for document in documents:
        called = {macros[name].template for name in macros_called(document.markdown) if name in macros}
        ids[document.path] = links.anchors(document).union(*map(ids_given, called))
    shared = ids.pop(MUNICIPALITY_PAGE, set())
    pages = {bases.get(path, path): found for path, found in ids.items()}
    pages |= {path: shared | ids.get(path, set()) for path in municipality_pages}
    files = {file.relative_to(docs).as_posix() for file in docs.rglob("*") if file.is_file() and file.suffix != ".md"}
    kept = kept_editions(root)
    schools = protected_schools(queries.publication, kept)
    yield from small_count_diagnostics(documents, sorted({*files, *(document.path for document in documents)}), schools)
    yield from comment_diagnostics(root / "data", schools)
    for edition in kept:
        yield from _kept_diagnostics(edition, signatures, schools)
    yield from links.link_diagnostics(documents, pages, files, bases)
    yield from _translations(documents, pages)
    yield from _changed_addresses(queries.publication, documents, pages, address_list.read(root / address_list.LIST_FILE))
    yield from html_diagnostics(documents)
    addresses = [(document.file, address_of(document.path)) for document in documents if not document.is_template]
    listed = address_list.read(root / address_list.LIST_FILE)
    yield from forgotten.diagnostics(listed, queries.publication, addresses)
    titles = {one.path: str(one.front.get("short", one.front.get("title", "Musik"))) for one in documents if not one.is_template}
    yield from navigation_diagnostics(root, titles)


def _municipality_prose(documents: Iterable[Document], pages: Sequence[str]) -> Iterator[Diagnostic]:
    """What is wrong with an author's text for the page of one municipality, which has its title from the data."""
    for document in documents:
        if document.path not in pages:
            message = "filen er ikke opkaldt efter en kommune; giv den navn efter kommunens id, eller giv siden en title"
            yield Position(document.file).diagnostic("side-kommune", message, nearest(document.path, pages))
        elif document.front:
            last = document.front_lines
            message = f"kommunens side får sin titel og sit resumé fra data; slet linje 1 til {last}, og begynd med teksten"
            yield Position(document.file).diagnostic("side-kommune", message)


def _translations(documents: Iterable[Document], pages: Collection[str]) -> Iterator[Diagnostic]:
    """A page that follows others says which, and as they were on which day."""
    for document in documents:
        of, as_of = (document.front.get(name) for name in ("translation_of", "as_of"))
        if (of is None) != (as_of is None):
            message = "translation_of og as_of hører sammen: hvilke sider siden følger, og som de var hvilken dag"
            yield document.at("as_of" if of is None else "translation_of").diagnostic("side-oversat", message)
        for number, path in enumerate(of if isinstance(of, list) else ()):
            if path not in pages:
                message = f"siden docs/{path} findes ikke; skriv vejen til en side fra docs, for eksempel om/index.md"
                at = document.positions.at(("translation_of", number))
                yield at.diagnostic("side-oversat", message, nearest(str(path), pages))
        if isinstance(as_of, str):
            try:
                parse_day(as_of)
            except PydanticCustomError as error:
                about = error.context or {}
                yield document.at("as_of").diagnostic("dato", about["message"], about["suggestion"])


def _changed_addresses(
    publication: Publication, documents: Iterable[Document], pages: Collection[str], listed: address_list.AddressList
) -> Iterator[Diagnostic]:
    """Changes that are listed for readers at an address where there is no page."""
    known = {"/"} | {address_of(path) for path in pages if not PurePosixPath(path).name.startswith("_")}
    known |= {f"/udgaver/{edition.id}/" for edition in publication.editions} | {*listed.addresses, *listed.moved}
    for change in publication.changes:
        if change.address not in known and not change.address.startswith("/udgaver/"):
            line = publication.line("changes", change.id)
            message = f"rettelsen »{change.id}« fører til {change.address}, hvor der ikke er en side; ret address"
            yield Position("data/changes.yml", line).diagnostic("adresse", message, nearest(change.address, known))


# What the names of macros begin with that tell of the page's own municipality or edition: what that is, its template.
_ABOUT = {"municipality_": ("en kommunes side", MUNICIPALITY_PAGE), "edition_": ("en udgaves side", EDITION_PAGE)}


def _misplaced_calls(
    documents: Iterable[Document], municipality_pages: Sequence[str], macros: Mapping[str, Macro]
) -> Iterator[Diagnostic]:
    """Macros about a municipality or an edition on a page that is about none."""
    for document in documents:
        about = {MUNICIPALITY_PAGE} if document.path in municipality_pages or "municipality" in document.front else set()
        for name in sorted(macros_called(document.markdown) & macros.keys() - {"municipality_names"}):
            for begins, (where, template) in _ABOUT.items():
                if name.startswith(begins) and document.path != template and template not in about:
                    place = re.search(rf"\{{\{{[ \t]*{name}\b", document.markdown)
                    line = document.markdown.count("\n", 0, place.start()) + 1 if place else 1
                    message = f"makroen »{name}« virker kun på {where}; slet den her"
                    yield Position(document.file, line).diagnostic("side-makro", message)


def _card_diagnostics(documents: Sequence[Document], queries: Queries) -> Iterator[Diagnostic]:
    """What pages want their share cards to show: a number that is in the data, and few enough words."""
    numbers = [id_ for id_, figure in queries.figures.items() if figure.value is not None]
    for document in documents:
        number, finding = document.front.get("number"), document.front.get("finding")
        if isinstance(number, str) and number not in numbers:
            message = f"der er intet tal i figures.yml med id »{number}«"
            yield document.at("number").diagnostic("side-id", message, nearest(number, numbers))
        if isinstance(finding, str) and len(finding.split()) > MOST_WORDS:
            message = f"det er {len(finding.split())} ord, og et delekort kan vise {MOST_WORDS}; skriv det kortere"
            yield document.at("finding").diagnostic("side-delekort", message)


def _kept_diagnostics(edition: KeptEdition, signatures: Signatures, schools: Schools) -> Iterator[Diagnostic]:
    """What may stand on a kept page as little as on a living one: code that runs, and what tells of single children."""
    docs = f"{edition.named}/docs"
    documents = read_documents(edition.docs, docs)
    queries = Queries(edition.publication) if edition.publication else None
    for document in documents:
        yield from document.diagnostics
        if queries:
            yield from call_diagnostics(document.file, document.markdown, signatures, queries)
    yield from html_diagnostics(documents)
    files = [file.relative_to(edition.docs).as_posix() for file in edition.docs.rglob("*") if file.is_file()]
    yield from small_count_diagnostics(documents, sorted(files), schools, docs)
    yield from comment_diagnostics(edition.data, schools, f"{edition.named}/data")


def address_of(path: str) -> str:
    """The address of a page below `docs/`."""
    return "/" if path == "index.md" else f"/{path.removesuffix('.md')}".removesuffix("/index") + "/"
