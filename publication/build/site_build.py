"""One build of the site, whatever generator asks for it: nothing here knows MkDocs.

`SiteBuild` is what is known from the data before any page is read; `assembled` gives the `Site`, which is known once
all pages are. `hooks.py` calls them in order.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import yaml

from publication.book import finished_books
from publication.build import disclosure_check, page_copies, publishing, search_index, upkeep
from publication.build.edition_pages import EditionPages
from publication.build.progress import progress
from publication.build.project_check import (
    EDITION_PAGE,
    MAP_PAGE,
    MUNICIPALITY_PAGE,
    REGISTER_PAGE,
    document_diagnostics,
)
from publication.documents import harmless_html
from publication.documents.document import read_documents
from publication.documents.project_files import file_diagnostics
from publication.exports import calendar_files, edition_archive, feeds, open_data
from publication.exports.llms_txt import llms_txt
from publication.figures import identicon
from publication.loading.diagnostics import Diagnostic
from publication.loading.kept_editions import kept_editions
from publication.model import register
from publication.model.records import Source
from publication.sharing import figure_pictures, head_tags, last_modified
from publication.sharing.page_metadata import SiteMetadata
from publication.sharing.standalone_pages import StandalonePage, earlier_cards, standalone_pages
from publication.validation import checking
from publication.validation.small_counts import protected_schools
from publication.web import (
    address_list,
    html,
    http_headers,
    narrow_tables,
    permalinks,
    redirects,
    static_assets,
    templates,
)
from publication.web.build_context import BuildContext
from publication.web.cache import Cache
from publication.web.deployment import deployment
from publication.web.glossary import Glossary
from publication.web.hyphenation import Hyphenator
from publication.web.macros import Macro, MacroRenderer
from publication.web.page import Page
from publication.web.page_drawing import drawing_of
from publication.web.pictures import Pictures, WrittenPicture


class Refused(Exception):
    """The build cannot go on; every diagnostic is one line, as `make check` prints it."""

    def __init__(self, diagnostics: Iterable[Diagnostic | str]) -> None:
        self.diagnostics = list(diagnostics)
        super().__init__("\n".join(["Intet er bygget, for der er fejl:", *map(str, self.diagnostics)]))


class SiteBuild:
    """Opened with the records read and checked. Raises Refused with every diagnostic there is.

    Without `editions` no pages of kept editions are made, so that somebody who writes need not wait for them.
    """

    def __init__(
        self, root: Path, overrides: Path, environment: Mapping[str, str], site_name: str, *, editions: bool = True
    ) -> None:
        if files := list(file_diagnostics(root)):
            raise Refused(sorted(files))
        self._data, diagnostics = checking.examine(root / "data")
        publication = self._data.publication
        if publication is None or diagnostics:
            raise Refused(diagnostics)
        self.root, self.site_name = root, site_name
        committed = last_modified.fallback(environment, publication.published)
        place, kept = deployment(environment), tuple(kept_editions(root))
        self.context = BuildContext(publication, place, overrides, kept, committed=committed)
        self.cache = Cache(root / ".cache" / "bytes")
        epoch = environment.get("SOURCE_DATE_EPOCH")
        self.fingerprint = finished_books.fingerprint(root, self.context.deployment.site, epoch)
        """Of all that can change a page; the finished books are shown only while theirs is the same."""
        self.books = finished_books.stored(root, self.fingerprint)
        self.listing = open_data.Listing(self.context)
        self.pictures = Pictures(root / "docs", publication.pictures, self.cache)
        self.macros = MacroRenderer(self.context)
        self._give_templates(self.context)
        self.editions = {one.id: one for one in (self._edition_pages() if editions else [])}
        """The pages of each kept edition by its id."""
        self.context.templates.globals["kept_editions"] = self.editions
        self.listed = address_list.read(root / address_list.LIST_FILE)

    @cached_property
    def upkeep(self) -> list[upkeep.Section]:
        """What editors should look after."""
        documents = read_documents(self.root / "docs")
        return upkeep.sections(self._data, documents, self._macros, self.context.today, self.changed)

    @cached_property
    def changed(self) -> Mapping[str, dt.date]:
        """When files of `docs/` last changed; empty where the history is not there, so that it is not guessed."""
        return last_modified.dates(self.root, self.cache, self.context.today).files

    def _give_templates(self, context: BuildContext) -> None:
        # A kept edition's pages show no books of the living ones.
        books = {} if context.edition else self.books
        context.templates.globals.update(
            publication=context.publication,
            queries=context.queries,
            tile=identicon.blocks,
            listing=self.listing,
            pictures=self.pictures,
            books=books,
            whole_books=finished_books.whole(books),
            sheet_path=finished_books.sheet_path,
            edition_book_paths=partial(finished_books.edition_paths, context.publication.edition.id),
            absolute=context.deployment.absolute,
            repository=context.deployment.repository,
            kept_editions={},
            since_last_of=context.since_last,
            told_in=context.edition,
            upkeep=lambda: self.upkeep,
            edit_at=lambda file, line: context.deployment.edit(file, line),
        )

    def _edition_pages(self) -> Iterator[EditionPages]:
        for kept in self.context.kept:
            if kept.publication is None:
                raise Refused(kept.loaded.diagnostics)
            yield EditionPages(kept, kept.publication, self.context, self._give_templates)

    @property
    def report(self) -> Source | None:
        """The report that the newest edition tells."""
        return self.context.queries.sources.get(self.context.publication.edition.report or "")

    def context_of(self, meta: Mapping[str, Any]) -> BuildContext:
        """The context of a page, by its front matter: that of its edition, or the living one."""
        return self.editions[meta["edition"]].context if meta.get("edition") else self.context

    def macros_of(self, meta: Mapping[str, Any]) -> MacroRenderer:
        """What renders the macros of a page, by its front matter."""
        return self.editions[meta["edition"]].macros if meta.get("edition") else self.macros

    @cached_property
    def first_script(self) -> str:
        """The one script that stands in the pages themselves."""
        return static_assets.first(self.context.overrides)

    @cached_property
    def static_assets(self) -> dict[str, tuple[str, bytes]]:
        """What every page loads, by its kind: the name with the hash of its content, and the content."""
        markup = (templates.render(self.context.templates, name) for name in ("board", "panels", "aloud"))
        return static_assets.files(self.context.overrides, *markup)

    @property
    def asset_names(self) -> dict[str, str]:
        """What templates call `assets`: the name of each asset, and the script and the style that stand in the pages."""
        return {kind: name for kind, (name, _) in self.static_assets.items()} | {
            "first": self.first_script,
            "transition": static_assets.TRANSITION,
        }

    def check_documents(self, macros: Mapping[str, Macro]) -> None:
        """Check the authors' pages, which may call these macros. Raises Refused."""
        self._macros = macros
        if found := sorted(set(document_diagnostics(self.root, self.context.queries, macros))):
            raise Refused(found)

    def check_html(self, file: str, html: str) -> None:
        """Check the HTML that Markdown made of a file in `docs/`. Raises Refused."""
        if found := harmless_html.diagnostic(file, html):
            raise Refused([found])

    def with_pictures(self, address: str, html: str) -> str:
        """A page's HTML with its photographs in every width and with who took them."""

        def show(written: WrittenPicture) -> str:
            way = partial(templates.relative, page=address[1:])
            return templates.render(self.context.templates, "written_picture", written=written, way=way)

        return self.pictures.in_html(html, address, show)

    def generated_pages(self, authored: Mapping[str, tuple[str, Mapping[str, Any]]]) -> dict[str, str]:
        """Markdown for every page that records make, by its path: the template of its kind, and prose of its own.

        `authored` is the text and the front matter of each file in `docs/`. The front matter of a page that records
        make says which of them it is `made_from`.
        """

        def page(path: str, template: str, **about: Any) -> str:
            text, meta = authored[template]
            prose, _ = authored.get(path, ("", {}))
            front = yaml.safe_dump({**meta, **about, "made_from": template}, allow_unicode=True)
            return f"---\n{front}---\n{text}\n{prose}"

        found = {
            (path := f"kommuner/{record.id}.md"): page(path, MUNICIPALITY_PAGE, municipality=record.id)
            for record in self.context.publication.municipalities
        }
        if self.context.queries.register:
            found[register.SOURCE] = page(register.SOURCE, REGISTER_PAGE)
            found[register.MAP_SOURCE] = page(register.MAP_SOURCE, MAP_PAGE)
        for edition in self.context.publication.editions:
            if edition.complete:
                found[f"udgaver/{edition.id}.md"] = page("", EDITION_PAGE, about_edition=edition.id)
        docs = self.root / "docs"
        living = {*found, *(file.relative_to(docs).as_posix() for file in docs.rglob("*") if file.is_file())}
        for edition in self.editions.values():
            found |= edition.markdown(living)
        return found

    def server_files(self) -> dict[str, str]:
        """What hosts read beside the pages: the headers to send, where addresses lead, and whom to tell of a security problem."""
        folder, context, docs = self.root / "dev" / "deploy", self.context, self.root / "docs"
        folders = sorted({file.relative_to(docs).parts[0] for file in docs.glob("*/**/*.md")})
        return {
            http_headers.HOSTS: http_headers.configuration(
                folder, http_headers.HOSTS, self.first_script, folders=folders
            ),
            redirects.HOSTS: redirects.rules(context.publication),
            ".well-known/security.txt": http_headers.security_txt(
                folder, context.publication.initiative, context.deployment
            ),
        }

    def titles(self, meta: Mapping[str, Any]) -> dict[str, str]:
        """Title, summary and description of a page that records make; nothing for one with its own front matter."""
        context = self.context_of(meta)
        words = partial(templates.words, context.templates)
        if record := context.municipality(meta):
            return {"title": record.name, "summary": context.deed(record)}
        if record := context.about_edition(meta):
            return {
                name: words(f"edition_{name}", about_edition=record) for name in ("title", "summary", "description")
            }
        if meta.get("made_from") == REGISTER_PAGE:
            return {name: words(f"register_{name}") for name in ("summary", "description")}
        return {}

    def assembled(self, pages: Sequence[Page], menu: Sequence[str]) -> Site:
        """The site, once all pages are read. `menu` is the addresses of the menu in its order.

        Raises Refused when an address is taken twice, a title is missing, or whatever else pages cannot share.
        """
        metadata = SiteMetadata(
            self.context,
            pages,
            site_name=self.site_name,
            script=self.first_script,
            dates=last_modified.dates(self.root, self.cache, self.context.today),
            cache=self.cache,
            progress=progress("Delekort"),
        )
        site = Site(self, metadata, pages, menu)
        heads = [(f"docs/{page.source}", metadata.heads[page.address]) for page in pages if not page.edition]
        collisions = redirects.collisions(self.context.publication, site.redirects, metadata.pages, self.listed)
        lines = redirects.line_diagnostics(self.context.publication, self.listed)
        if found := [*head_tags.head_diagnostics(heads), *collisions, *lines]:
            raise Refused(found)
        return site


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
