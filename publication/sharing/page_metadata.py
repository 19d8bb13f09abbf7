"""The metadata of every page: head, structured data, citation, share card, links to edit, and the files beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from publication.figures import identicon
from publication.model import danish
from publication.model.records import Municipality, TimelineEvent
from publication.sharing import citations, head_tags, json_ld, pictures, qr_code, share_cards
from publication.sharing.last_modified import Dates
from publication.web import http_headers
from publication.web.build_context import BuildContext
from publication.web.cache import Cache
from publication.web.page import Page
from publication.web.page_drawing import drawing_of

CARDS = "assets/cards"
FORMS = "/om/ret/"
"""The page with the forms for readers."""

TemplateValues = dict[str, Any]


class SiteMetadata:
    """The metadata of all pages of a build. All share cards are drawn when it is made.

    `script` is the script inside the pages, which the Content-Security-Policy names by its hash. Cards, QR codes and
    icons come from `cache`; `progress` gets how many cards are drawn, and how many have to be.
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
        photograph_of: Callable[[str], bytes],
        progress: Callable[[int, int], None] = lambda done, total: None,
    ) -> None:
        self.context, self.site_name = context, site_name
        self._script, self._dates, self._cache, self._photograph_of = script, dates, cache, photograph_of
        self.pages = {page.address: page for page in pages}
        self.words: Any = context.templates.get_template("_sharing.txt").module
        self.palette = share_cards.colours((context.overrides / "assets" / "site.css").read_text("utf-8"))
        made = cache.made
        shown = {page.address: self.card(page) for page in pages if not page.edition}
        stems = {share_cards.stem(address): card for address, card in shown.items()}
        drawn = pictures.draw_all(stems, self.palette, cache, progress)
        self.drawn = cache.made - made
        """How many cards were not in the cache."""
        self.pictures = {address: drawn[share_cards.stem(address)] for address in shown}
        for page in pages:
            if page.edition:  # It is shared with the card of the page as it is now.
                living = page.living if page.living in shown else "/"
                self.pictures[page.address], shown[page.address] = self.pictures[living], shown[living]
        self.heads = {
            page.address: self.head(
                head_tags.title(page.title, site_name),
                head_tags.description(page.texts),
                page.address,
                self.pictures[page.address],
                self.words.card_alt(shown[page.address]),
                robots=None if page.meta.get("listed", True) else "noindex",
                article=page.address != "/",
                canonical=page.living if page.living in self.pages else page.address,
            )
            for page in pages
        }

    def card(self, page: Page) -> share_cards.ShareCard:
        """A municipality's card tells its deed; another page's the finding or the number that its author names."""
        context = self.context
        if record := page.municipality:
            art = share_cards.alone(identicon.blocks(record.code))
            return share_cards.ShareCard(self.site_name, record.name, context.deed_core(record), art)
        if photograph := self._photograph_of(page.content):
            art = share_cards.Art(photograph=photograph)
        elif drawing := drawing_of(page, context, self.pages.values()):
            art = share_cards.Art(pieces=drawing.pieces)
        else:
            art = share_cards.wall([identicon.blocks(each.code) for each in context.queries.members[:9]], page.address)
        organisation = context.publication.initiative.organisation
        kicker = organisation if page.title == self.site_name else self.site_name
        figure = context.queries.figures.get(page.meta.get("number", ""))
        number = self.words.card_number(figure) if figure else ""
        return share_cards.ShareCard(kicker, page.title, page.meta.get("finding", ""), art, number)

    def head(
        self,
        title: str,
        description: str,
        address: str,
        picture: pictures.Picture,
        alt: str,
        *,
        robots: str | None = None,
        article: bool = True,
        canonical: str | None = None,
    ) -> head_tags.Head:
        """The head of the page at `address`, shared with `picture`, whose text alternative is `alt`.

        `canonical` is the address of the page that says the same for good, when it is another.
        """
        absolute = self.context.deployment.absolute
        card = absolute(f"/{CARDS}/{picture.name}")
        return head_tags.Head(title, description, absolute(canonical or address), self.site_name, card, alt, robots, article)

    @cached_property
    def icon(self) -> str:
        """The icon as a `data:` address, which costs no request and is the same on all pages."""
        svg = self.context.templates.get_template("_icon.svg").render(blocks=pictures.LOGO, palette=self.palette)
        return f"data:image/svg+xml,{quote(svg.strip(), safe='/:=,')}"

    def head_values(self, head: head_tags.Head, *, data: str = "") -> TemplateValues:
        """The values of partials/head.html; `data` is JSON-LD."""
        policy = Markup(http_headers.policy(self._script, *([data] if data else []), in_page=True))
        return {**vars(head), "canonical": head.url, "policy": policy, "icon": self.icon, "data": data}

    def not_found(self) -> TemplateValues:
        """The values of 404.html."""
        return self._nowhere(self.words.not_found_title, self.words.not_found_description)

    def removed(self) -> TemplateValues:
        """The values of removed.html."""
        return self._nowhere(self.words.removed_title, self.words.removed_description)

    def _nowhere(self, title: str, description: str) -> TemplateValues:
        front, alt = self.pictures.get("/") or next(iter(self.pictures.values())), self.site_name
        title = head_tags.title(title, self.site_name)
        head = self.head(title, description, "/", front, alt, robots="noindex", article=False)
        # It is shown at addresses that lead nowhere, and so has none of its own.
        return {"head": self.head_values(head) | {"canonical": None}}

    def of(self, address: str) -> TemplateValues:
        """What the skeleton shows of a page's metadata."""
        page, head = self.pages[address], self.heads[address]
        changed = self.changed(page)
        graph = json_ld.PageGraph(self.context, self.words, page, head, changed, self._trail(address))
        return {
            "head": self.head_values(head, data=json_ld.dumped(graph.things())),
            "share": self._share(page, head),
            "correct": self._correct(page, head),
            "updated": danish.moment(changed),
            "updated_iso": changed.isoformat(),
        }

    def changed(self, page: Page) -> dt.date:
        """The day on which what a page holds was last changed."""
        return self._dates.of(list(page.files), list(page.shown))

    def changed_event(self, event: TimelineEvent) -> dt.date:
        """The day on which an event's record was last changed."""
        return self._dates.of([], [("timeline", event.id)])

    def _trail(self, address: str) -> list[tuple[str, str]]:
        """The pages above a page and itself, as titles and addresses."""
        steps = accumulate(f"{part}/" for part in address.split("/")[:-1])
        return [
            (self.site_name if step == "/" else self.pages[step].title, step) for step in steps if step in self.pages
        ]

    def _citation(self, page: Page) -> citations.Citation:
        publication = self.context.publication
        edition = next((one for one in publication.editions if one.id == page.edition), publication.edition)
        return citations.Citation(
            title=page.title,
            publication=self.site_name,
            organisation=publication.initiative.organisation,
            edition=edition.name,
            published=edition.published or publication.published,
            changed=self.changed(page),
            url=self.context.deployment.absolute(self.lasting(page)),
        )

    def lasting(self, page: Page) -> str:
        """The address at which a page stays as it is now: in its kept edition, else the edition's own page."""
        edition = f"/udgaver/{page.edition or self.context.publication.edition.id}/"
        own = f"{edition}{page.living[1:]}"
        return next((address for address in (own, edition) if address in self.pages), page.address)

    def _share(self, page: Page, head: head_tags.Head) -> TemplateValues:
        record = page.municipality if not page.edition else None
        return {
            "mail": self._mail(head.title, self.words.mail_text(page.summary or head.description, head.url)),
            "files": [
                {"title": title, "href": f"{page.address.lstrip('/')}{share_cards.stem(page.address)}.{kind}"}
                for title, kind in (("BibTeX", "bib"), ("RIS", "ris"))
                if not page.edition
            ],
            "citation": self.words.citation(self._citation(page)),
            "qr": self.qr_values(record) if record else None,
            "block": f"kommuner/{record.id}/blok/" if record else None,
        }

    @staticmethod
    def _mail(subject: str, text: str, to: str = "") -> str:
        """A mail's address. The lines of a mail end in two signs."""
        body = quote(text.replace("\n", "\r\n"), safe="/:")
        return f"mailto:{to}?subject={quote(subject, safe='/:')}&body={body}"

    def _qr(self, record: Municipality) -> qr_code.Code:
        return qr_code.cached_code(self.context.deployment.absolute(f"/{record.id}/"), self._cache)

    def qr_values(self, record: Municipality) -> TemplateValues:
        """A municipality's QR code, with its address and files. `short` is for people to read, so without https://."""
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

    def _correct(self, page: Page, head: head_tags.Head) -> TemplateValues:
        """The ways to correct a page: whom to tell, and its files."""
        mail = self._mail(page.title, head.url, self.context.publication.initiative.contact.mail)
        return {"to": FORMS[1:] if FORMS in self.pages else mail, "files": self._edit(page)}

    def _edit(self, page: Page) -> list[TemplateValues]:
        """The files behind a page, open in the repository's editor; none where there is no repository."""
        if page.edition:
            return []
        links = [(self.words.edit_page(), self.context.deployment.edit(page.files[-1]))]
        if record := page.municipality:
            links.insert(0, (self.words.edit_municipality(record.name), self.context.edit_link(record)))
        return [{"title": title, "url": url} for title, url in links if url]

    def files(self) -> Iterator[tuple[str, bytes]]:
        """The files that go with the pages: path in the site, and content."""
        for picture in dict.fromkeys(self.pictures.values()):
            yield f"{CARDS}/{picture.name}", picture.content
        yield from pictures.icons(self.palette, self._cache).items()
        for page in self.pages.values():
            if page.edition:
                continue
            folder, about, name = page.address.lstrip("/"), self._citation(page), share_cards.stem(page.address)
            yield f"{folder}{name}.bib", citations.bibtex(about).encode()
            yield f"{folder}{name}.ris", citations.ris(about).encode()
            if record := page.municipality:
                code = self._qr(record)
                svg = self.context.templates.get_template("_qr.svg").render(code=code)
                yield f"{folder}qr.svg", svg.strip().encode() + b"\n"
                yield f"{folder}qr.png", code.png
