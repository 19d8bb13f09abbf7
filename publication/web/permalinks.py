"""Addresses that never die: where each record is read, and the check that every published one answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from publication.loading.diagnostics import Diagnostic, Position, nearest
from publication.model import register
from publication.model.kinds import Publication
from publication.model.records import Source
from publication.web import html, redirects
from publication.web.address_list import LIST_FILE, AddressList

# What an id of a kind's records begins with, and the page that is made for the kind.
_KINDS: Mapping[str, tuple[tuple[str, ...], str]] = {
    "partnerships": (("samarbejde",), ""),
    "editions": (("udgave",), "/udgaver/"),
    "media_coverage": (("omtale",), "/omtale/"),
    "principles": (("princip",), "/indsatsen/principper/"),
    "statements": (("udtalelse",), "/udtalelser/"),
    "timeline": (("tidslinje",), "/indsatsen/tidslinje/"),
    "formats": (("format",), "/indsatsen/formater/"),
    "training": (("uddannelse",), "/indsatsen/uddannelse/"),
    # A fact is told at length, or stands as a number among others.
    "figures": (("fakta", "tal"), ""),
    "sources": (("kilde",), "/kilder/"),
    "glossary": (("ord",), "/om/"),
    "changes": (("aendring",), "/om/aendringer/"),
}

# The section about pupils on every municipality's page.
_STATISTICS = "tal"

Places = Mapping[str, tuple[str, ...]]
"""Each id with the addresses of the pages that have it."""


def places(pages: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """The ids on pages, given as address and HTML."""
    found: dict[str, tuple[str, ...]] = {}
    for address, content in pages:
        for id_ in html.outline(content).ids:
            found[id_] = (*found.get(id_, ()), address)
    return found


def of(kind: str, record: Any, places: Places) -> str | None:
    """The lasting address of a record, such as `/omtale/#omtale-gaffa`; None where no page shows it.

    An author decides which page shows a fact, so the finished pages are asked. A record that several pages show belongs
    to the page that is made for its kind.
    """
    id_, made_for = record.id, _KINDS.get(kind, ((), ""))[1]
    match kind:
        case "municipalities":
            return f"/kommuner/{id_}/"
        case "statistics":
            page = f"/kommuner/{record.municipality}/"
            return f"{page}#{_STATISTICS}" if page in places.get(_STATISTICS, ()) else page
        case "partnerships":
            made_for = f"/kommuner/{record.municipality}/" if record.municipality else "/kommuner/"
        case "participations":  # read at their partnership
            kind, id_ = "partnerships", record.partnership
    for place in ids_of(kind, id_):
        if pages := places.get(place):
            return f"{made_for if made_for in pages else pages[0]}#{place}"
    return None


def ids_of(kind: str, id_: str) -> list[str]:
    """The ids under which a record may stand on a page: `udtalelse-anne-ager` of the statement `anne-ager`."""
    return [f"{word}-{id_}" for word in _KINDS.get(kind, ((), ""))[0]]


def meant(address: str) -> tuple[str, tuple[str, str] | None]:
    """What an address leads to: the kind that the page is made for, and the (kind, id) after `#`.

    No page is looked at. The kind is empty where the page is made for none.
    """
    path, _, fragment = address.partition("#")
    made_for = next((kind for kind, (_, page) in _KINDS.items() if page == path), "")
    for kind, (words, _) in _KINDS.items():
        for word in words:
            if fragment.startswith(f"{word}-"):
                return made_for, (kind, fragment.removeprefix(f"{word}-"))
    return made_for, None


def is_reference(source: Source) -> bool:
    """Whether nobody here has read it, and only another source refers to it."""
    return source.kind.startswith("henvisning")


def of_source(source: Source) -> str:
    """Where a source is told in full: the references stand on a page of their own."""
    page = "/kilder/henvisninger/" if is_reference(source) else "/kilder/"
    return f"{page}#kilde-{source.id}"


@dataclass(frozen=True)
class BuiltPage:
    """A built page: every id on it, those that it offers a link to, where it sends its readers, and its card's name."""

    ids: frozenset[str]
    offered: tuple[str, ...]
    leads_to: str | None = None
    card: str | None = None


# Files that are named by their content or promised elsewhere, and those that nobody links to from outside.
_NOT_LISTED = re.compile(
    r"/(?:assets/|data/v[0-9]+/|_headers|_redirects|adresser\.json|soeg\.json|404\.html|favicon|icon-|apple-)"
    # Another spelling of a short address is kept by the record that it comes from.
    r"|/[^/]*[^/!-@\[-~][^/]*/$"
    # A calendar of one event is kept by whoever took it. Books are there only where `make book` was run.
    # A figure's picture is kept by whoever took it too, and goes when the figure does.
    r"|.*/kalender/|.*(?:\.gz|\.br|\.pdf|\.epub|/citat\.bib|/citat\.ris|/figur-[a-z0-9-]+\.(?:svg|png))$"
)


def built(site: Path) -> dict[str, BuiltPage | None]:
    """Every address that a built site answers, with what is on the page; None for a file."""
    files = {f"/{file.relative_to(site).as_posix()}": file for file in sorted(site.rglob("*")) if file.is_file()}
    return {
        path.removesuffix("index.html"): _built_page(file) if file.name == "index.html" else None
        for path, file in files.items()
    }


def _built_page(file: Path) -> BuiltPage:
    page = html.parse(file.read_text("utf-8"))
    meta = html.meta(page)
    return BuiltPage(
        ids=frozenset(html.ids(page)),
        offered=tuple(html.permalinks(page)),
        leads_to=meta["refresh"].partition("url=")[2] if "refresh" in meta else None,
        card=meta["og:image"].rpartition("/")[2] if "og:image" in meta else None,
    )


def published(answers: Mapping[str, BuiltPage | None]) -> Iterator[str]:
    """What a built site promises: its pages, its files, and the id of every fact that it offers a link to."""
    for address, page in answers.items():
        if not _NOT_LISTED.match(address):
            yield address
            yield from (f"{address}#{id_}" for id_ in (page.offered if page else ()))


def diagnostics(
    listed: AddressList, answers: Mapping[str, BuiltPage | None], publication: Publication
) -> list[Diagnostic]:
    """The listed addresses that neither answer nor lead on, each with what to write so that they do."""
    found: list[Diagnostic] = []
    leads = {**redirects.ways(publication, listed.moved), **listed.moved}
    lost: set[str] = set()
    # A fact that a page showed for a while, and that is still there on the page it belongs to, is not lost.
    everywhere = {id_ for page in answers.values() if page for id_ in page.offered}
    for entry, line in listed.addresses.items():
        if listed.is_removed(entry):
            continue
        target, _, id_ = redirects.final(entry, leads).partition("#")
        if target not in answers:
            address = entry.partition("#")[0] if entry not in listed.moved else target
            page = _page_of(address)
            if page not in lost:
                lost.add(page)
                found.append(_lost(address, line, listed, answers, publication))
            continue
        page_there = answers[target]
        if id_ and not (page_there and id_ in page_there.ids) and id_ not in everywhere:
            message = f"{entry} findes ikke længere; giv posten sit gamle id tilbage, skriv {{ #{id_} }} efter "
            message += f"overskriften, eller skriv her: {entry} -> {target} (skal en person glemmes: make forget)"
            found.append(Position(LIST_FILE, line).diagnostic("id-vaek", message))
    return found


def _page_of(address: str) -> str:
    """What one redirect cures: `/herlev/` and all below `/kommuner/herlev/` are one municipality's."""
    parts = address.strip("/").split("/")
    return parts[1] if parts[0] == "kommuner" and len(parts) > 1 else address.strip("/")


def _lost(
    address: str, line: int, listed: AddressList, answers: Mapping[str, BuiltPage | None], publication: Publication
) -> Diagnostic:
    slug = _page_of(address)
    if slug not in register.OWN and f"/kommuner/{slug}/" in listed.addresses:
        new = [each.id for each in publication.municipalities if f"/kommuner/{each.id}/" not in listed.addresses]
        heir = nearest(slug, new) or (new[0] if len(new) == 1 else None)
        where = f"posten »{heir}«" if heir else "den post, der har afløst den"
        at = Position("data/municipalities.yml", publication.lines.get(("municipalities", heir or ""), 1))
        how = f"føj denne linje til {where}: redirects: [{slug}]"
        return at.diagnostic("adresse-vaek", f"/kommuner/{slug}/ har været udgivet og svarer ikke mere; {how}")
    near = nearest(address, [other for other, page in answers.items() if page and other not in listed.addresses])
    how = f"skriv, hvor den nu fører hen: {address} -> {near or '/den-nye-adresse/'}"
    message = f"{address} har været udgivet og svarer ikke mere; {how}"
    return Position(LIST_FILE, line).diagnostic("adresse-vaek", message)
