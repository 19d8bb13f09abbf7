"""Where each record is read on the site: the page that shows it and the id of the fact there.

An author decides which page shows a fact, so the finished pages are asked. A record that
several pages show belongs to the page that is made for its kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from publication.model.records import Municipality, Partnership, Record, Source
from publication.web import html

# How the kind begins of a source that nobody here has read: another source refers to it.
_REFERENCE = "henvisning"

# What an id of a kind's records begins with, and the page that is made for the kind.
_KINDS: Mapping[str, tuple[tuple[str, ...], str]] = {
    "partnerships": (("samarbejde",), ""),
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

Places = Mapping[str, tuple[str, ...]]
"""Each id with the addresses of the pages that have it."""


def places(pages: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """The ids on pages, given as address and HTML."""
    found: dict[str, tuple[str, ...]] = {}
    for address, content in pages:
        for id_ in html.ids(html.parse(content)):
            found[id_] = (*found.get(id_, ()), address)
    return found


def of(kind: str, record: Record, places: Places) -> str | None:
    """The lasting address of a record, such as `/omtale/#omtale-gaffa`; None where no page shows it."""
    if isinstance(record, Municipality):
        return f"/kommuner/{record.id}/"
    words, made_for = _KINDS.get(kind, ((), ""))
    if isinstance(record, Partnership):
        made_for = f"/kommuner/{record.municipality}/"
    for id_ in (f"{word}-{record.id}" for word in words):
        if pages := places.get(id_):
            return f"{made_for if made_for in pages else pages[0]}#{id_}"
    return None


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
    """Whether it is only another source that refers to it."""
    return source.kind.startswith(_REFERENCE)


def of_source(source: Source) -> str:
    """Where a source is told in full: the references stand on a page of their own."""
    page = "/kilder/henvisninger/" if is_reference(source) else "/kilder/"
    return f"{page}#kilde-{source.id}"
