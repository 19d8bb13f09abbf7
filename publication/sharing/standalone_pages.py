"""The pages that are made without Markdown: posters, and redirects from short and earlier addresses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from publication.figures import identicon
from publication.model.records import Municipality
from publication.sharing import head_tags
from publication.sharing.page_metadata import CARDS, SiteMetadata, TemplateValues
from publication.web import http_headers
from publication.web.address_list import REMOVED
from publication.web.redirects import is_page
from publication.web.templates import relative


@dataclass(frozen=True)
class StandalonePage:
    """The file it becomes, and its template with the values for it."""

    file: str
    template: str
    values: TemplateValues


def standalone_pages(metadata: SiteMetadata, redirects: Mapping[str, str]) -> Iterator[StandalonePage]:
    """Every poster, the page that says that something was removed, and a page for each of `redirects`.

    `redirects` are addresses with their targets; one that another page takes is left out.
    """
    heads = dict(metadata.heads)
    for record in metadata.context.publication.municipalities:
        address = f"/kommuner/{record.id}/plakat/"
        heads[address] = _poster_head(metadata, address, record)
        yield StandalonePage(_file(address), "poster.html", _poster(metadata, record, heads[address]))
    for address, target in {REMOVED: REMOVED, **redirects}.items():
        if address in heads or not is_page(address):
            continue
        if target == REMOVED:
            yield StandalonePage(_file(address), "removed.html", metadata.removed())
        else:
            values = _redirect(metadata, address, target, heads.get(target.partition("#")[0]))
            yield StandalonePage(_file(address), "redirect.html", values)


def _poster_head(metadata: SiteMetadata, address: str, record: Municipality) -> head_tags.Head:
    words, page = metadata.words, f"/kommuner/{record.id}/"
    return metadata.head(
        head_tags.title(words.poster_title(record.name), metadata.site_name),
        head_tags.description([words.poster_description(record.name, metadata.site_name)]),
        address,
        metadata.pictures[page],
        metadata.heads[page].card_alt,
        robots="noindex",
    )


def _poster(metadata: SiteMetadata, record: Municipality, head: head_tags.Head) -> TemplateValues:
    return {
        "head": metadata.head_values(head),
        "municipality": record,
        "numbers": metadata.numbers(record),
        "blocks": identicon.blocks(record.code),
        "qr": metadata.qr_values(record),
        "initiative": metadata.context.publication.initiative,
    }


def _redirect(metadata: SiteMetadata, address: str, target: str, head: head_tags.Head | None) -> TemplateValues:
    """The values of redirect.html. `head` is that of the target, which a shared link to the address shows."""
    name = head.title if head else target
    return {
        "title": head_tags.shortened(metadata.words.moved_title(address, name), head_tags.LONGEST_TITLE),
        "description": head_tags.description([metadata.words.moved_description(address, name)]),
        "canonical": metadata.context.deployment.absolute(target),
        "policy": Markup(http_headers.policy(in_page=True)),
        "head": head,
        "way": relative(target, address.lstrip("/")),
        "name": name,
    }


def earlier_cards(
    metadata: SiteMetadata, published: Mapping[str, str], redirects: Mapping[str, str]
) -> Iterator[tuple[str, bytes]]:
    """A file for every name that a card was ever published under (name → address): the newest card of its page.

    A page that has moved shows the card of the one it leads to, a page that is gone that of the front page.
    """
    current = {picture.name for picture in metadata.pictures.values()}
    for name, address in published.items():
        picture = metadata.pictures.get(redirects.get(address, address)) or metadata.pictures.get("/")
        if picture and name not in current:
            yield f"{CARDS}/{name}", picture.content


def _file(address: str) -> str:
    return f"{address.lstrip('/')}index.html"
