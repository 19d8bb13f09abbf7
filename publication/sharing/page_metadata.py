"""The metadata of every page: what those who find, share, cite and correct it are told, and the files that go with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from publication.figures import identicon
from publication.model import danish
from publication.model.records import Figure, MediaItem, Municipality
from publication.sharing import citations, drawn_cards, head_tags, icons, json_ld, qr_code, share_cards
from publication.sharing.last_modified import Dates
from publication.web import http_headers
from publication.web.build_context import BuildContext
from publication.web.cache import Cache
from publication.web.page import Page

CARDS = "assets/cards"
DATA = "/data/v1"

TemplateValues = dict[str, Any]


class SiteMetadata:
    """The metadata of all pages of a build, and of those that no Markdown stands behind.

    `script` is the one that stands in the pages, `dates` says when each was last changed. Cards, codes and icons come
    from `cache`; `progress` hears how many cards are drawn.
    """

    def __init__(
        self,
        context: BuildContext,
        pages: Sequence[Page],
        *,
        site_name: str,
        script: str,
        dates: Dates,
        cache: Cache,
        progress: Callable[[int, int], None] = lambda done, total: None,
    ) -> None:
        self.context, self.site_name = context, site_name
        self._script, self._dates, self._cache = script, dates, cache
        self.pages = {page.address: page for page in pages}
        self.words: Any = context.templates.get_template("_sharing.txt").module
        self.palette = share_cards.colours((context.overrides / "assets" / "site.css").read_text("utf-8"))
        made = cache.made
        shown = {page.address: self.card(page) for page in pages}
        drawn = drawn_cards.draw_all(
            {share_cards.stem(address): card for address, card in shown.items()}, self.palette, cache, progress
        )
        self.drawn = cache.made - made
        """How many cards the cache had not."""
        self.pictures = {address: drawn[share_cards.stem(address)] for address in shown}
        self.heads = {page.address: self._head(page, shown[page.address]) for page in pages}

    # --- Cards ------------------------------------------------------------------------------------

    def card(self, page: Page) -> share_cards.ShareCard:
        everyone = self.context.publication.municipalities
        if record := page.municipality:
            cells = tuple((each.tile.row, each.tile.column) for each in everyone)
            return share_cards.ShareCard(
                kicker=self.site_name,
                title=record.name,
                numbers=self.numbers(record),
                art=share_cards.at(cells, (record.tile.row, record.tile.column), identicon.blocks(record.code)),
            )
        initiative = self.context.publication.initiative
        return share_cards.ShareCard(
            kicker=initiative.organisation if page.title == self.site_name else self.site_name,
            title=page.title,
            numbers=(),
            art=share_cards.wall([identicon.blocks(each.code) for each in everyone[:9]], page.address),
        )

    def numbers(self, record: Municipality) -> tuple[share_cards.Number, ...]:
        words, statistics = self.words, record.statistics
        return (
            share_cards.Number(words.percent(statistics.share_special), words.share_label(statistics)),
            share_cards.Number(danish.number(statistics.pupils_special), words.special_label(statistics)),
        )

    # --- Heads ------------------------------------------------------------------------------------

    def _head(self, page: Page, card: share_cards.ShareCard) -> head_tags.Head:
        return head_tags.Head(
            title=head_tags.title(page.title, self.site_name),
            description=head_tags.description(page.texts),
            url=self.context.deployment.absolute(page.address),
            site_name=self.site_name,
            card=self._picture(self.pictures[page.address], self.words.card_alt(card.title, card.numbers)),
            article=page.address != "/",
        )

    def _picture(self, drawn: drawn_cards.DrawnCard, alt: str) -> head_tags.CardImage:
        url = self.context.deployment.absolute(f"/{CARDS}/{drawn.name}")
        return head_tags.CardImage(url, share_cards.WIDTH, share_cards.HEIGHT, alt)

    @cached_property
    def icon(self) -> str:
        """The address that is the icon itself, the same on all pages."""
        drawing = self.context.templates.get_template("_icon.svg")
        return icons.inline(drawing.render(blocks=icons.LOGO, palette=self.palette))

    def head_values(self, head: head_tags.Head, *, data: str = "") -> TemplateValues:
        """The values of partials/head.html; `data` is JSON-LD."""
        return {
            "title": head.title,
            "description": head.description,
            "canonical": head.url,
            "robots": head.robots,
            "policy": Markup(http_headers.policy(self._script, *([data] if data else []), in_page=True)),
            "meta": head_tags.tags(head),
            "icon": self.icon,
            "data": data,
        }

    def not_found(self) -> TemplateValues:
        """The values of 404.html."""
        front = self.pictures.get("/") or next(iter(self.pictures.values()))
        head = head_tags.Head(
            title=head_tags.title(self.words.not_found_title, self.site_name),
            description=self.words.not_found_description,
            url=self.context.deployment.site,
            site_name=self.site_name,
            card=self._picture(front, self.words.card_alt(self.site_name, ())),
            robots="noindex",
            article=False,
        )
        # It stands at every address that leads nowhere, and so has none of its own.
        return {"head": self.head_values(head) | {"canonical": None}}

    # --- One page ---------------------------------------------------------------------------------

    def of(self, address: str) -> TemplateValues:
        """What the skeleton shows of a page's metadata."""
        page, head = self.pages[address], self.heads[address]
        subject = json_ld.Subject(
            url=head.url,
            title=page.title,
            changed=self.changed(page),
            language=page.language,
            trail=self._trail(address),
        )
        return {
            "head": self.head_values(head, data=json_ld.dumped(self._json_ld(page, subject))),
            "share": self._share(page, head),
            "edit": self._edit(page),
            "updated": danish.moment(subject.changed),
            "updated_iso": subject.changed.isoformat(),
        }

    def changed(self, page: Page) -> dt.date:
        """The day on which what a page holds was last changed."""
        return self._dates.of(list(page.files), list(page.shown))

    def _trail(self, address: str) -> list[tuple[str, str]]:
        """The pages above a page and itself, as titles and addresses."""
        parts = address.strip("/").split("/") if address != "/" else []
        steps = ["/", *(f"/{'/'.join(parts[:end])}/" for end in range(1, len(parts) + 1))]
        known = [step for step in steps if step in self.pages]
        return [(self.words.home if step == "/" else self.pages[step].title, step) for step in known]

    def _json_ld(self, page: Page, subject: json_ld.Subject) -> Iterator[json_ld.Thing]:
        publication, queries, words = self.context.publication, self.context.queries, self.words
        deployment = self.context.deployment
        if page.address == "/":
            yield json_ld.organisation(deployment, publication.initiative)
            yield from json_ld.publication(deployment, publication.initiative)
        yield json_ld.page(deployment, subject, publication.initiative)
        if record := page.municipality:
            yield json_ld.municipality(deployment, record, words.code_name)
            yield from json_ld.schools(deployment, record, queries.partnerships_of.get(record.id, ()))
            told = words.card_alt(record.name, self.numbers(record))
            rows = deployment.absolute(f"{DATA}/kommuner/{record.id}/municipalities.csv")
            yield json_ld.statistics(deployment, record, words, told, rows)
        shown = page.shown.values()
        for item in shown:
            if isinstance(item, MediaItem):
                yield json_ld.coverage(deployment, item, page.address)
        municipalities = [item for item in shown if isinstance(item, Municipality)]
        if not page.municipality and len(municipalities) > 1:
            files = self._data_files("municipalities")
            yield json_ld.all_statistics(deployment, subject, municipalities, words, files)
        figures = [item for item in shown if isinstance(item, Figure) and item.value is not None]
        if figures and not page.municipality:
            files = self._data_files("figures")
            yield json_ld.dataset(deployment, subject, self.site_name, figures, queries.sources, words, files)

    def _data_files(self, kind: str) -> list[tuple[str, str]]:
        absolute = self.context.deployment.absolute
        return [(absolute(f"{DATA}/{kind}.csv"), "text/csv"), (absolute(f"{DATA}/{kind}.json"), "application/json")]

    # --- Share, cite, correct ---------------------------------------------------------------------

    def _citation(self, page: Page) -> citations.Citation:
        initiative = self.context.publication.initiative
        return citations.Citation(
            title=page.title,
            publication=self.site_name,
            organisation=initiative.organisation,
            edition=initiative.edition,
            published=initiative.published,
            changed=self.changed(page),
            url=self.context.deployment.absolute(page.address),
        )

    def _share(self, page: Page, head: head_tags.Head) -> TemplateValues:
        return {
            "mail": f"mailto:?subject={quote(page.title, safe='/:')}&body={quote(head.url, safe='/:')}",
            "files": [
                {"title": title, "href": f"{page.address.lstrip('/')}{share_cards.stem(page.address)}.{kind}"}
                for title, kind in (("BibTeX", "bib"), ("RIS", "ris"))
            ],
            "citation": self.words.citation(self._citation(page)),
            "qr": self.qr_values(page.municipality) if page.municipality else None,
        }

    def _qr(self, record: Municipality) -> qr_code.Code:
        return qr_code.cached_code(self.context.deployment.absolute(f"/{record.id}/"), self._cache)

    def qr_values(self, record: Municipality) -> TemplateValues:
        """A municipality's QR code, and what stands around it. The address is for people, so without https://."""
        code = self._qr(record)
        return {
            "path": code.path,
            "size": code.size,
            "name": record.name,
            "short": code.address.partition("://")[2].rstrip("/"),
            "svg": f"kommuner/{record.id}/qr.svg",
            "png": f"kommuner/{record.id}/qr.png",
            "poster": f"kommuner/{record.id}/plakat/",
        }

    def _edit(self, page: Page) -> list[TemplateValues]:
        """The files behind a page, open in the repository's editor; none where there is no repository."""
        links = [(self.words.edit_page(), self.context.deployment.edit(page.files[-1]))]
        if record := page.municipality:
            links.insert(0, (self.words.edit_municipality(record.name), self.context.edit_link(record)))
        return [{"title": title, "url": url} for title, url in links if url]

    # --- Files ------------------------------------------------------------------------------------

    def files(self) -> Iterator[tuple[str, bytes]]:
        """The files that go with the pages: path in the site, and content."""
        for picture in self.pictures.values():
            yield f"{CARDS}/{picture.name}", picture.content
        yield from icons.files(self.palette, self._cache).items()
        for page in self.pages.values():
            folder, about, name = page.address.lstrip("/"), self._citation(page), share_cards.stem(page.address)
            yield f"{folder}{name}.bib", citations.bibtex(about).encode()
            yield f"{folder}{name}.ris", citations.ris(about).encode()
            if record := page.municipality:
                code = self._qr(record)
                svg = self.context.templates.get_template("_qr.svg").render(code=code)
                yield f"{folder}qr.svg", svg.strip().encode() + b"\n"
                yield f"{folder}qr.png", code.png
