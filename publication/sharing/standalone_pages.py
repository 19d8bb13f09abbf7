"""The pages that no Markdown stands behind: posters, and addresses that lead on to another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from publication.figures import identicon
from publication.model.records import Municipality
from publication.sharing import head_tags
from publication.sharing.page_metadata import CARDS, SiteMetadata, TemplateValues
from publication.web import http_headers
from publication.web.templates import relative


@dataclass(frozen=True)
class StandalonePage:
    """The file it becomes, its template with the values for it, and the address that it leads on to, if it does."""

    file: str
    template: str
    values: TemplateValues
    target: str | None = None


def standalone_pages(metadata: SiteMetadata, redirects: Mapping[str, str]) -> Iterator[StandalonePage]:
    """Every poster, and a page for each of `redirects` (address → target) that no other page takes."""
    posters = {f"/kommuner/{record.id}/plakat/": record for record in metadata.context.publication.municipalities}
    heads = {address: _poster_head(metadata, address, record) for address, record in posters.items()}
    for address, record in posters.items():
        yield StandalonePage(_file(address), "poster.html", _poster(metadata, record, heads[address]))
    for address, target in redirects.items():
        if address not in metadata.pages and address not in posters:
            head = heads.get(target) or metadata.heads.get(target)
            yield StandalonePage(_file(address), "redirect.html", _redirect(metadata, address, target, head), target)


def _poster_head(metadata: SiteMetadata, address: str, record: Municipality) -> head_tags.Head:
    words, site_name = metadata.words, metadata.site_name
    return head_tags.Head(
        title=head_tags.title(words.poster_title(record.name), site_name),
        description=head_tags.description([words.poster_description(record.name, site_name)]),
        url=metadata.context.deployment.absolute(address),
        site_name=site_name,
        card=metadata.heads[f"/kommuner/{record.id}/"].card,
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
    """Whoever shares an address that leads on shows the head of what it leads to."""
    name = head.title if head else target
    return {
        "target": target,
        "title": head_tags.shortened(metadata.words.moved_title(address, name), head_tags.LONGEST_TITLE),
        "description": head_tags.description([metadata.words.moved_description(address, name)]),
        "canonical": metadata.context.deployment.absolute(target),
        "policy": Markup(http_headers.policy(in_page=True)),
        "meta": head_tags.tags(head) if head else (),
        "way": relative(target, address.lstrip("/")),
        "name": name,
    }


def earlier_cards(metadata: SiteMetadata, published: Mapping[str, str], redirects: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """A file for every name that a card was ever published under: the newest card of its page.

    `published` is name → address; a page that has moved shows the card of the one it leads to, a lost one the front page's.
    """
    current = {picture.name for picture in metadata.pictures.values()}
    for name, address in published.items():
        picture = metadata.pictures.get(redirects.get(address, address)) or metadata.pictures.get("/")
        if picture and name not in current:
            yield f"{CARDS}/{name}", picture.content


def _file(address: str) -> str:
    return f"{address.lstrip('/')}index.html"
