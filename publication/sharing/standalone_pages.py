"""The pages that are made without Markdown: posters, blocks for other sites, redirects from short and earlier addresses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from publication.model.records import Municipality
from publication.sharing import blocks, head_tags
from publication.sharing.page_metadata import CARDS, SiteMetadata, TemplateValues
from publication.web import http_headers
from publication.web.address_list import REMOVED
from publication.web.redirects import BESIDE, is_page
from publication.web.templates import relative


@dataclass(frozen=True)
class StandalonePage:
    """The file it becomes, and its template with the values for it."""

    file: str
    template: str
    values: TemplateValues


def standalone_pages(metadata: SiteMetadata, redirects: Mapping[str, str]) -> Iterator[StandalonePage]:
    """Every poster and block, the page that says that something was removed, and a page for each of `redirects`.

    `redirects` are addresses with their targets; one that another page takes is left out.
    """
    heads = dict(metadata.heads)
    for record in metadata.context.publication.municipalities:
        for page in _beside(metadata, record):
            heads[page.address] = page.head
            yield StandalonePage(_file(page.address), page.template, page.values)
    for address, target in {REMOVED: REMOVED, **redirects}.items():
        if address in heads or not is_page(address):
            continue
        if target == REMOVED:
            yield StandalonePage(_file(address), "removed.html", metadata.removed())
        else:
            values = _redirect(metadata, address, target, heads.get(target.partition("#")[0]))
            yield StandalonePage(_file(address), "redirect.html", values)


@dataclass(frozen=True)
class _Beside:
    """A page beside a municipality's own."""

    address: str
    head: head_tags.Head
    template: str
    values: TemplateValues


def _beside(metadata: SiteMetadata, record: Municipality) -> Iterator[_Beside]:
    """A municipality's poster, its block for other sites with the HTML to copy, and the same alone for a frame."""
    words, context, page = metadata.words, metadata.context, f"/kommuner/{record.id}/"

    def head(address: str, kind: str) -> head_tags.Head:
        return metadata.head(
            head_tags.title(getattr(words, f"{kind}_title")(record.name), metadata.site_name),
            head_tags.description([getattr(words, f"{kind}_description")(record.name, metadata.site_name)]),
            address,
            metadata.pictures[page],
            metadata.heads[page].card_alt,
            robots="noindex",
        )

    about = blocks.about(context, record, metadata.site_name)
    shown = blocks.shown(context, about)
    poster, offered, frame = (f"{page}{below}" for below in BESIDE)
    poster_values = {
        "municipality": record,
        "deed": about.text,
        "blocks": about.blocks,
        "qr": metadata.qr_values(record),
        "initiative": context.publication.initiative,
    }
    block_values = {
        "municipality": record,
        "block": shown,
        "code": blocks.code(context, about),
        "frame": words.frame_code(context.deployment.absolute(frame), head_tags.title(record.name, metadata.site_name)),
    }
    for address, kind, template, values in (
        (poster, "poster", "poster.html", poster_values),
        (offered, "block", "block_page.html", block_values),
    ):
        own = head(address, kind)
        yield _Beside(address, own, template, {"head": metadata.head_values(own), **values})
    own, policy = head(frame, "frame"), Markup(http_headers.frame_policy(in_page=True))
    alone = blocks.shown(context, about, alone=True)
    yield _Beside(frame, own, "frame.html", {"head": own, "policy": policy, "block": alone})


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
