"""What every page tells those who find, share, cite and correct it, put together for a whole build.

Gives each page the values of its head, its share block, its date and its links to edit;
and the files beside the pages: share cards, citations, QR codes, icons.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from publication.figures import identicon
from publication.model import danish
from publication.sharing import citations, head_tags, icons, json_ld, qr_code, share_cards
from publication.web import http_headers, permalinks
from publication.web.build_context import Desk
from publication.web.cache import Kept
from publication.web.page import Page
from publication.web.deployment import Deployment
from publication.model.records import Figure, MediaItem, Municipality
from publication.web.templates import relative
from publication.sharing.last_modified import Dates

CARDS = "assets/cards"
DATA = "/data/v1"

Context = dict[str, Any]


@dataclass(frozen=True)
class Standing:
    """A page that no Markdown stands behind: the file it becomes, its template, and the address that it leads on to, if it does.

    What it shows is worked out when the page is written.
    """

    file: str
    template: str
    shows: Callable[[], Context]
    target: str | None = None

    @property
    def context(self) -> Context:
        return self.shows()


@dataclass
class Shared:
    """What a build adds: a context for each page by its address, files, further pages, and what is wrong.

    A file is its content, or where it lies. Those that lie beside each page are made when they are written.
    """

    pages: Told
    files: dict[str, bytes | Path] = field(default_factory=dict)
    beside_pages: Iterable[tuple[str, bytes]] = ()
    standing: list[Standing] = field(default_factory=list)
    not_found: Context = field(default_factory=dict)
    palette: share_cards.Colours = field(default_factory=dict)
    moves: Mapping[str, str] = field(default_factory=dict)
    diagnostics: list[str] = field(default_factory=list)
    drawn: int = 0


@dataclass(frozen=True)
class Builder:
    """The parts that all pages have in common."""

    desk: Desk
    site_name: str
    script: str
    dates: Dates
    palette: share_cards.Colours
    words: Any
    codes: Mapping[str, qr_code.Code]

    @property
    def deployment(self) -> Deployment:
        return self.desk.deployment

    @cached_property
    def icon(self) -> str:
        """The address that is the icon itself, the same on all pages."""
        drawing = self.desk.templates.get_template("_icon.svg")
        return icons.inline(drawing.render(blocks=icons.LOGO, palette=self.palette))

    @cached_property
    def places(self) -> tuple[share_cards.Spot, ...]:
        """The places of all municipalities on the map."""
        return tuple((each.tile.row, each.tile.column) for each in self.desk.publication.municipalities)


def share(
    desk: Desk,
    pages: Sequence[Page],
    *,
    site_name: str,
    script: str,
    style_sheet: str,
    dates: Dates,
    lists: Path,
    cache: Path,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Shared:
    """Put together what all pages share. `lists` is the folder with the published addresses and cards."""
    words = desk.templates.get_template("_sharing.txt").module
    known = Kept(cache / "drawings", [Path(__file__).with_name(f"{name}.py") for name in ("qr", "icons", "painting", "tiles")])
    codes = {
        record.id: qr_code.code(desk.deployment.absolute(f"/{record.id}/"), known) for record in desk.publication.municipalities
    }
    build = Builder(desk, site_name, script, dates, share_cards.colours(style_sheet), words, codes)
    shown = {page.address: _card(build, page) for page in pages}
    drawn, missing = share_cards.draw_all(
        {share_cards.stem(address): card for address, card in shown.items()}, build.palette, cache / "cards", progress
    )
    pictures = {address: drawn[share_cards.stem(address)] for address in shown}
    made = {page.address: _head(build, page, shown[page.address], pictures[page.address]) for page in pages}
    shared = Shared(Told(build, {page.address: page for page in pages}, made), palette=build.palette, drawn=missing)
    shared.files |= {f"{CARDS}/{picture.name}": picture.file for picture in pictures.values()}
    shared.beside_pages = (one for page in pages for one in _beside(build, page).items())
    shared.diagnostics += head_tags.diagnostics([(f"docs/{page.source}", made[page.address]) for page in pages])
    _lead_on(build, shared, made, lists)
    _keep_earlier_cards(shared, pictures, lists)
    shared.files |= icons.files(build.palette, known)
    known.save()
    front = pictures.get("/") or next(iter(pictures.values()))
    shared.not_found = {"head": _not_found(build, front)}
    return shared


class Told(Mapping[str, Context]):
    """What each page tells, worked out when the page is written, so that a thousand need not be kept at once."""

    def __init__(self, build: Builder, pages: Mapping[str, Page], made: Mapping[str, head_tags.Head]) -> None:
        self._build, self._pages, self._heads = build, pages, made
        self._titles = {page.address: page.title for page in pages.values()} | {"/": build.words.home}

    def __getitem__(self, address: str) -> Context:
        build, page, head = self._build, self._pages[address], self._heads[address]
        subject = json_ld.Subject(
            url=head.url,
            title=page.title,
            changed=_changed(build, page),
            language=page.language,
            trail=_trail(address, self._titles),
        )
        data = json_ld.dumped(_things(build, page, subject))
        return {
            "head": _context(build, head, data=data),
            "share": _share(build, page, head),
            "edit": _edit(build, page),
            "updated": danish.moment(subject.changed),
            "updated_iso": subject.changed.isoformat(),
        }

    def __iter__(self) -> Iterator[str]:
        return iter(self._pages)

    def __len__(self) -> int:
        return len(self._pages)

    def changed(self, address: str) -> dt.date:
        """The day on which what a page holds was last changed."""
        return _changed(self._build, self._pages[address])


# --- Cards ----------------------------------------------------------------------------------------


def _card(build: Builder, page: Page) -> share_cards.Card:
    everyone = build.desk.publication.municipalities
    if record := page.municipality:
        return share_cards.Card(
            kicker=build.site_name,
            title=record.name,
            numbers=_numbers(build, record),
            art=share_cards.at(build.places, (record.tile.row, record.tile.column), identicon.blocks(record.code)),
        )
    initiative = build.desk.publication.initiative
    return share_cards.Card(
        kicker=initiative.organisation if page.title == build.site_name else build.site_name,
        title=page.title,
        numbers=(),
        art=share_cards.wall([identicon.blocks(each.code) for each in everyone[:9]], page.address),
    )


def _numbers(build: Builder, record: Municipality) -> tuple[share_cards.Number, ...]:
    words, statistics = build.words, record.statistics
    return (
        share_cards.Number(words.percent(statistics.share_special), words.share_label(statistics)),
        share_cards.Number(danish.number(statistics.pupils_special), words.special_label(statistics)),
    )


def _keep_earlier_cards(shared: Shared, pictures: Mapping[str, share_cards.Drawn], lists: Path) -> None:
    """Give every name that an earlier edition used the page's newest card; a page that has moved, the one it leads to."""
    leads = {item.file: item.target for item in shared.standing if item.target}
    for name, address in permalinks.cards(lists / permalinks.CARDS).items():
        address = leads.get(_file(address), address)
        picture = pictures.get(address) or pictures.get("/")
        if picture:
            shared.files.setdefault(f"{CARDS}/{name}", picture.file)


# --- Heads ----------------------------------------------------------------------------------------


def _head(build: Builder, page: Page, card: share_cards.Card, picture: share_cards.Drawn) -> head_tags.Head:
    return head_tags.Head(
        title=head_tags.title(page.title, build.site_name),
        description=head_tags.description(page.texts),
        url=build.deployment.absolute(page.address),
        site_name=build.site_name,
        card=_picture(build, picture, build.words.card_alt(card.title, card.numbers)),
        article=page.address != "/",
    )


def _picture(build: Builder, picture: share_cards.Drawn, alt: str) -> head_tags.Card:
    return head_tags.Card(build.deployment.absolute(f"/{CARDS}/{picture.name}"), share_cards.WIDTH, share_cards.HEIGHT, alt)


def _context(build: Builder, head: head_tags.Head, *, data: str = "") -> Context:
    """The values of partials/head.html."""
    return {
        "title": head.title,
        "description": head.description,
        "canonical": head.url,
        "robots": head.robots,
        "policy": Markup(http_headers.policy(build.script, *([data] if data else []), in_page=True)),
        "meta": head_tags.tags(head),
        "icon": build.icon,
        "data": data,
    }


def _not_found(build: Builder, picture: share_cards.Drawn) -> Context:
    words = build.words
    head = head_tags.Head(
        title=head_tags.title(words.not_found_title, build.site_name),
        description=words.not_found_description,
        url=build.deployment.site,
        site_name=build.site_name,
        card=_picture(build, picture, words.card_alt(build.site_name, ())),
        robots="noindex",
        article=False,
    )
    # It stands at every address that leads nowhere, and so has none of its own.
    return _context(build, head) | {"canonical": None}


def _trail(address: str, titles: Mapping[str, str]) -> list[tuple[str, str]]:
    """The pages above a page and itself, as titles and addresses."""
    parts = address.strip("/").split("/") if address != "/" else []
    steps = ["/"] + ["/" + "/".join(parts[: deployment + 1]) + "/" for deployment in range(len(parts))]
    return [(titles[step], step) for step in steps if step in titles]


# --- Structured data ------------------------------------------------------------------------------


def _things(build: Builder, page: Page, subject: json_ld.Subject) -> Iterator[json_ld.Thing]:
    publication, queries, deployment, words = build.desk.publication, build.desk.queries, build.deployment, build.words
    if page.address == "/":
        yield json_ld.organisation(deployment, publication.initiative)
        yield from json_ld.publication(deployment, publication.initiative)
    yield json_ld.page(deployment, subject, publication.initiative)
    if record := page.municipality:
        yield json_ld.municipality(deployment, record, words.code_name)
        yield from json_ld.schools(deployment, record, queries.partnerships_of.get(record.id, ()))
        told = words.card_alt(record.name, _numbers(build, record))
        rows = deployment.absolute(f"{DATA}/kommuner/{record.id}/municipalities.csv")
        yield json_ld.statistics(deployment, record, words, told, rows)
    shown = page.shown.values()
    for item in shown:
        if isinstance(item, MediaItem):
            yield json_ld.coverage(deployment, item, page.address)
    municipalities = [item for item in shown if isinstance(item, Municipality)]
    if not page.municipality and len(municipalities) > 1:
        yield json_ld.all_statistics(deployment, subject, municipalities, words, _files(deployment, "municipalities"))
    figures = [item for item in shown if isinstance(item, Figure) and item.value is not None]
    if figures and not page.municipality:
        files = _files(deployment, "figures")
        yield json_ld.dataset(deployment, subject, build.site_name, figures, queries.sources, words, files)


def _files(deployment: Deployment, kind: str) -> list[tuple[str, str]]:
    return [
        (deployment.absolute(f"{DATA}/{kind}.csv"), "text/csv"),
        (deployment.absolute(f"{DATA}/{kind}.json"), "application/json"),
    ]


# --- Share, cite, correct -------------------------------------------------------------------------


def _changed(build: Builder, page: Page) -> dt.date:
    return build.dates.of(list(page.files), list(page.shown))


def _citation(build: Builder, page: Page) -> citations.Citation:
    initiative = build.desk.publication.initiative
    return citations.Citation(
        title=page.title,
        publication=build.site_name,
        organisation=initiative.organisation,
        edition=initiative.edition,
        published=initiative.published,
        changed=_changed(build, page),
        url=build.deployment.absolute(page.address),
    )


def _share(build: Builder, page: Page, head: head_tags.Head) -> Context:
    words, about = build.words, _citation(build, page)
    return {
        "mail": f"mailto:?subject={quote(page.title, safe='/:')}&body={quote(head.url, safe='/:')}",
        "files": [
            {"title": title, "href": f"{page.address.lstrip('/')}{cards.stem(page.address)}.{kind}"}
            for title, kind in (("BibTeX", "bib"), ("RIS", "ris"))
        ],
        "citation": words.citation(about),
        "qr": _code(build, page.municipality) if page.municipality else None,
    }


def _code(build: Builder, record: Municipality) -> Context:
    """A municipality's QR code, and what a page shows around it. The address is for people, so without https://."""
    code = build.codes[record.id]
    return {
        "path": code.path,
        "size": code.size,
        "name": record.name,
        "short": code.address.partition("://")[2].rstrip("/"),
        "svg": f"kommuner/{record.id}/qr.svg",
        "png": f"kommuner/{record.id}/qr.png",
        "poster": _poster_address(record)[1:],
    }


def _beside(build: Builder, page: Page) -> dict[str, bytes]:
    """The files that belong to a page."""
    about = _citation(build, page)
    name = share_cards.stem(page.address)
    files = {f"{name}.bib": citations.bibtex(about).encode(), f"{name}.ris": citations.ris(about).encode()}
    if record := page.municipality:
        code = build.codes[record.id]
        svg = build.desk.templates.get_template("_qr.svg").render(code=code)
        files |= {"qr.svg": svg.strip().encode() + b"\n", "qr.png": code.png}
    return {f"{page.address.lstrip('/')}{name}": content for name, content in files.items()}


def _edit(build: Builder, page: Page) -> list[Context]:
    """The files behind a page, open in the repository's editor; none where there is no repository."""
    ways = [(build.words.edit_page(), build.deployment.edit(page.files[-1]))]
    if record := page.municipality:
        ways.insert(0, (build.words.edit_municipality(record.name), build.desk.edit_link(record)))
    return [{"title": title, "url": url} for title, url in ways if url]


# --- Pages that no Markdown stands behind ---------------------------------------------------------


def _poster_address(record: Municipality) -> str:
    return f"/kommuner/{record.id}/plakat/"


def _poster_head(build: Builder, record: Municipality, card: head_tags.Card) -> head_tags.Head:
    return head_tags.Head(
        title=head_tags.title(build.words.poster_title(record.name), build.site_name),
        description=head_tags.description([build.words.poster_description(record.name, build.site_name)]),
        url=build.deployment.absolute(_poster_address(record)),
        site_name=build.site_name,
        card=card,
        robots="noindex",
    )


def _poster(build: Builder, record: Municipality, card: head_tags.Card) -> Context:
    head = _poster_head(build, record, card)
    return {
        "head": _context(build, head),
        "municipality": record,
        "numbers": _numbers(build, record),
        "blocks": identicon.blocks(record.code),
        "qr": _code(build, record),
        "initiative": build.desk.publication.initiative,
    }


def _leading_on(build: Builder, address: str, target: str, answering: Callable[[str], head_tags.Head | None]) -> Context:
    """What an address shows that leads on. Who shares it shows what it leads to: the head that is `answering` there."""
    there = answering(target)
    name = there.title if there else target
    return {
        "target": target,
        "title": head_tags.shortened(build.words.moved_title(address, name), head_tags.LONGEST_TITLE),
        "description": head_tags.description([build.words.moved_description(address, name)]),
        "canonical": build.deployment.absolute(target),
        "policy": Markup(http_headers.policy(in_page=True)),
        "meta": head_tags.tags(there) if there else (),
        "way": relative(target, address.lstrip("/")),
        "name": name,
    }


def _lead_on(build: Builder, shared: Shared, made: Mapping[str, head_tags.Head], lists: Path) -> None:
    """Add the posters, the short addresses, and what else leads on."""
    publication = build.desk.publication
    posters = {_poster_address(record): record for record in publication.municipalities}

    def card(record: Municipality) -> head_tags.Card:
        return made[f"/kommuner/{record.id}/"].card

    def answering(address: str) -> head_tags.Head | None:
        if address in posters:
            return _poster_head(build, posters[address], card(posters[address]))
        return made.get(address)

    for address, record in posters.items():
        shared.standing.append(Standing(_file(address), "poster.html", partial(_poster, build, record, card(record))))
    moved = permalinks.read(lists / permalinks.LIST).moved
    ways, shared.moves = permalinks.ways(publication, moved), permalinks.moves(publication, moved)
    shared.diagnostics += map(str, permalinks.collisions(publication, ways, made))
    for address, target in ways.items():
        if address not in made and address not in posters:
            shows = partial(_leading_on, build, address, target, answering)
            shared.standing.append(Standing(_file(address), "redirect.html", shows, target))


def _file(address: str) -> str:
    return f"{address.lstrip('/')}index.html"
