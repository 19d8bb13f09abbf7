"""The site, once all its pages are read: what stands around each page, and the files beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from publication.book import finished_books
from publication.build import disclosure_check, page_copies, publishing, search_index
from publication.build.progress import progress
from publication.build.refusal import Refused
from publication.build.site_build import SiteBuild
from publication.exports import calendar_files, edition_archive, feeds, open_data
from publication.exports.llms_txt import llms_txt
from publication.figures import identicon
from publication.sharing import figure_pictures, head_tags, last_modified
from publication.sharing.page_metadata import SiteMetadata
from publication.sharing.standalone_pages import StandalonePage, earlier_cards, standalone_pages
from publication.validation.small_counts import protected_schools
from publication.web import (
    address_list,
    html,
    narrow_tables,
    permalinks,
    redirects,
    static_assets,
    templates,
)
from publication.web.glossary import Glossary
from publication.web.hyphenation import Hyphenator
from publication.web.page import Page
from publication.web.page_drawing import drawing_of


@dataclass(frozen=True)
class Site:
    """All pages of a build, with what the theme shows around each and the files beside them."""

    build: SiteBuild
    metadata: SiteMetadata
    pages: Sequence[Page]
    menu: Sequence[str]

    @cached_property
    def living(self) -> list[Page]:
        """The pages as they are now, without those of kept editions."""
        return [page for page in self.pages if not page.edition]

    @cached_property
    def redirects(self) -> Mapping[str, str]:
        """Each address that leads on to another."""
        return redirects.ways(self.build.context.publication, self.build.listed.moved)

    @cached_property
    def _id_pages(self) -> permalinks.Places:
        return permalinks.places((page.address, page.content) for page in self.living)

    @cached_property
    def _feeds(self) -> list[feeds.Feed]:
        return feeds.feeds(self.build.context, self._id_pages)

    @cached_property
    def _glossary(self) -> Glossary:
        return Glossary(self.build.context.publication.glossary)

    def around(self, page: Page) -> dict[str, Any]:
        """The values of `overrides/main.html` for a page."""
        values: dict[str, Any] = {
            "content": page.content,
            "contents": html.outline(page.content).headings,
            "prose": static_assets.needs_prose(page.content),
            "parts": page.address == "/" or static_assets.needs_parts(page.content),
            "report": self.build.report,
            "books": finished_books.whole(self.build.books),
            "feeds": feeds.announced(self._feeds, page.address),
            **self.metadata.of(page.address),
        }
        values |= page_copies.followed(page, self.build.changed)
        if page.edition:
            living = page.living if page.living in self.metadata.pages else "/"
            values["edition"] = {"id": page.edition, "living": living[1:] or "."}
        context = self.build.context_of(page.meta)
        if drawing := drawing_of(page, context, self.pages):
            english = page.language == "en"
            values["vignette"] = templates.render(context.templates, "vignette", drawing=drawing, english=english)
        if page.municipality:
            values["tile"] = identicon.blocks(page.municipality.code)
        if page.address == "/":
            values["hero_tiles"] = [identicon.blocks(each.code) for each in self.build.context.queries.members[:8]]
            # The first that has one sentence to be shown large: editors choose it by the order of the file.
            statements = self.build.context.publication.statements
            values["hero_voice"] = next((each for each in statements if each.lead), None)
        return values

    def explained(self, page: Page, output: str) -> str:
        """A finished page with its difficult words explained, if it is in Danish."""
        if page.language != "da":
            return output
        link = partial(templates.relative, page=page.address[1:])
        render = partial(templates.render, self.build.context.templates, "term", link=link)
        return self._glossary.explain(output, lambda term, written: render(term=term, written=written))

    def files(self) -> Iterator[tuple[str, bytes]]:
        """The files beside the pages: path in the site, and content."""
        context = self.build.context
        yield from self.metadata.files()
        cards = address_list.cards(self.build.root / address_list.FOLDER / address_list.CARDS)
        yield from earlier_cards(self.metadata, cards, self.redirects)
        yield from open_data.files(context, self.build.listing, self._id_pages).items()
        yield from feeds.files(self._feeds, context).items()
        yield from self._figure_pictures().items()
        yield from calendar_files.files(context, self.metadata.changed_event, self.build.cache).items()
        for edition in self.build.editions.values():
            yield edition.archive, edition_archive.archive(edition.kept, edition.context, self.build.listing.words)
        places = {address: place for place, address in enumerate(dict.fromkeys(self.menu))}
        sought = [page for page in self.living if page.meta.get("listed", True)]
        yield from ((page.markdown, page_copies.as_markdown(page, context.deployment, self.build.cache)) for page in sought)
        in_order = sorted(sought, key=lambda page: places.get(page.address, len(places)))
        yield "llms.txt", llms_txt(context, in_order).encode()
        yield redirects.SCRIPT_FILE, redirects.script_file(self.build.listed, self._titles)
        yield search_index.FILE, search_index.content(sought, context, self._id_pages)

    @property
    def _titles(self) -> Mapping[str, str]:
        """The title of every living page by its address."""
        return {page.address: page.title for page in self.living}

    def _figure_pictures(self) -> dict[str, bytes]:
        context = self.build.context
        figures = figure_pictures.offered(self.living, context.deployment.absolute)
        style_sheet = static_assets.drawing_styles(context.overrides)
        return figure_pictures.files(figures, style_sheet, self.build.cache, progress("Figurer"))

    def publish(self, folder: Path, target: Path, render: Callable[[StandalonePage], bytes]) -> None:
        """Complete the site that is built in `folder`, and put it in its place; note what the books are made from."""
        self.complete(folder, render)
        publishing.put_in_place(folder, target)
        addresses = [address[1:] for address in self.menu]
        listed = [
            finished_books.BookPage(page.address[1:], page.title, page.language, page.meta.get("municipality", ""))
            for page in self.living
            if page.meta.get("book", True)
        ]
        pages = finished_books.reading_order(addresses, listed)
        newest = self.build.context.publication.edition.id
        for edition in self.build.editions.values():
            if edition.id != newest:
                told = [*edition.sections, *edition.municipalities]
                pages += [finished_books.BookPage(at[1:], title, edition=edition.id) for at, title in told]
        finished_books.store_pages(self.build.root, self.build.fingerprint, target, pages)

    def complete(self, folder: Path, render: Callable[[StandalonePage], bytes]) -> None:
        """Write what stands beside the pages.

        Raises Refused when a redirect leads nowhere, or a text tells of single pupils.
        """
        publication, listed = self.build.context.publication, self.build.listed
        publishing.write(folder, self.files())
        own = {name for name, _ in self.build.static_assets.values()}
        if strays := [path for path in publishing.scripts(folder) if path not in own]:
            raise Refused(f"{path}: et script, som ikke er sidens eget; slet den fil, det kommer fra" for path in strays)
        standalone = standalone_pages(self.metadata, self.redirects)
        publishing.write(folder, ((page.file, render(page)) for page in standalone))
        self._fit_narrow_screens(folder)
        if found := list(redirects.target_diagnostics(folder, publication, listed)):
            raise Refused(found)
        self._refuse_disclosures(folder)
        redirects.keep_files(folder, redirects.moves(publication, listed.moved))
        redirects.keep_spellings(folder, publication)
        self.build.cache.prune()

    def _fit_narrow_screens(self, folder: Path) -> None:
        """Let long words part and wide tables stand in lines; last, so that soft hyphens get into nothing but pages."""
        hyphenator = Hyphenator(page.content for page in self.pages if page.language == "da")
        for file in folder.rglob("*.html"):
            page = file.read_text("utf-8")
            if (fitted := hyphenator.page(narrow_tables.labelled(page))) != page:
                file.write_text(fitted, "utf-8")

    def _refuse_disclosures(self, folder: Path) -> None:
        sources = {f"{page.address[1:]}index.html": page.files[-1] for page in self.pages if page.files}
        schools = protected_schools(self.build.context.publication, self.build.context.kept)
        harmless = disclosure_check.HarmlessFiles(self.build.root / ".cache" / "harmless-files", schools)
        files = disclosure_check.built_files(folder)
        if found := sorted(disclosure_check.disclosures(files, schools, sources, harmless)):
            raise Refused(found)
        harmless.save()


def assembled(build: SiteBuild, pages: Sequence[Page], menu: Sequence[str]) -> Site:
    """The site, once all pages are read. `menu` is the addresses of the menu in its order.

    Raises Refused when an address is taken twice, a title is missing, or whatever else pages cannot share.
    """
    metadata = SiteMetadata(
        build.context,
        pages,
        site_name=build.site_name,
        script=build.first_script,
        dates=last_modified.dates(build.root, build.cache, build.context.today),
        cache=build.cache,
        photograph_of=build.pictures.first_in,
        progress=progress("Delekort"),
    )
    site = Site(build, metadata, pages, menu)
    heads = [(f"docs/{page.source}", metadata.heads[page.address]) for page in pages if not page.edition]
    collisions = redirects.collisions(build.context.publication, site.redirects, metadata.pages, build.listed)
    lines = redirects.line_diagnostics(build.context.publication, build.listed)
    if found := [*head_tags.head_diagnostics(heads), *collisions, *lines]:
        raise Refused(found)
    return site
