"""One build of the site, whatever generator asks for it: nothing here knows MkDocs.

`SiteBuild` is what is known from the data before any page is read; `assembled` gives the `Site`, which is known once
all pages are. `hooks.py` calls them in order.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import yaml

from publication.book import finished_books
from publication.build import upkeep
from publication.build.edition_pages import EditionPages
from publication.build.project_check import (
    EDITION_PAGE,
    MAP_PAGE,
    MUNICIPALITY_PAGE,
    REGISTER_PAGE,
    document_diagnostics,
)
from publication.build.refusal import Refused
from publication.documents import harmless_html
from publication.documents.document import read_documents
from publication.documents.project_files import file_diagnostics
from publication.exports import open_data
from publication.figures import identicon
from publication.loading.kept_editions import kept_editions
from publication.model import register
from publication.model.records import Source
from publication.sharing import last_modified
from publication.validation import checking
from publication.web import (
    address_list,
    http_headers,
    redirects,
    static_assets,
    templates,
)
from publication.web.build_context import BuildContext
from publication.web.cache import Cache
from publication.web.deployment import deployment
from publication.web.macros import Macro, MacroRenderer
from publication.web.pictures import Pictures, WrittenPicture


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
