"""One edition of the site: all that a build works out from its pages and records, whatever generator asks for it.

`hooks.py` hands over the pages as they become known, and takes back files and what
each page shows around its content. Nothing here knows MkDocs, nor writes into the site
but for the last steps.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import takewhile
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment

from publication.book import finished_books
from publication.build import publishing
from publication.exports.open_data import feeds, llms_txt, open_data
from publication.figures import identicon
from publication.model import register
from publication.sharing import last_modified, page_metadata
from publication.validation import checking, markdown_pages
from publication.web import http_headers, permalinks, record_addresses, static_assets, table_of_contents, templates
from publication.web.build_context import lay
from publication.loading.diagnostics import Diagnostic
from publication.web.glossary import Glossary
from publication.web.cache import Kept
from publication.web.page import Page
from publication.web.deployment import deployment
from publication.web.progress import progress
from publication.untouched import untouched

# The Markdown below `docs/` that pages are made from: one for each municipality, the parts of the
# register, and the map of all.
MUNICIPALITY_PAGE = "kommuner/_kommune.md"
REGISTER_PAGE = "kommuner/_alle.md"
MAP_PAGE = "kommuner/_kort.md"

Files = Iterable[tuple[str, bytes | Path]]
"""Files to write: the path of each in the site, and its content or where that lies."""

Authored = tuple[str, Mapping[str, Any]]
"""A Markdown file as its author wrote it: its text, and its front matter."""


class Refused(Exception):
    """The build cannot go on; every diagnostic is one line, as `make check` prints it."""

    def __init__(self, diagnostics: Iterable[Diagnostic | str]) -> None:
        super().__init__("\n".join(["Intet er bygget, for der er fejl:", *map(str, diagnostics)]))


class Edition:
    """Opened with the records read and checked; raises Refused with every diagnostic there is."""

    def __init__(
        self,
        root: Path,
        overrides: Path,
        environment: Mapping[str, str],
        site_name: str,
        before: Edition | None = None,
    ) -> None:
        """`before` is the edition that was shown until now, when this one is made while somebody writes."""
        # Whoever writes waits for the answer, and the server's memory is no matter.
        check = checking.check if before else checking.check_aside
        publication, diagnostics = check(root / "data")
        if publication is None or diagnostics:
            raise Refused(diagnostics)
        self._root, self._overrides, self._environment, self._site_name = root, overrides, environment, site_name
        self._cache = root / ".cache"
        self.desk = lay(publication, deployment(environment), overrides)
        self.keep_compiled(self.desk.templates)
        self.first = static_assets.first(overrides)
        self._glossary = Glossary(publication.glossary)
        self._plain = Kept(self._cache / "plain", [Path(__file__).with_name("converting.py")])
        self._search = Kept(self._cache / "search", [Path(__file__).with_name("finish.py")])
        self._content = finished_books.key(root, self.desk.deployment.site, environment.get("SOURCE_DATE_EPOCH"))
        self.books = finished_books.finished(root, self._content)
        self.listing = open_data.listing(publication, open_data.Words.read(overrides / "words" / "data.yml"))

        self._authored = {
            file: file.stat().st_mtime_ns for folder in (root / "docs", overrides) for file in folder.rglob("*")
        }
        self.untouched = before.leaves(self) if before else frozenset()

    def leaves(self, now: Edition) -> frozenset[str]:
        """The ids of the municipalities whose pages are in the edition `now` as they are in this one."""
        # A link to correct a record names its line, which any record above may move.
        if self._authored != now._authored or now.desk.deployment.repository:
            return frozenset()
        return untouched(self.desk.queries, now.desk.queries)

    def keep_compiled(self, environment: Environment) -> None:
        """Let templates, these or the generator's own, be compiled once and not in every build."""
        templates.keep_compiled(environment, self._cache / "templates")

    # --- Before the pages are read ----------------------------------------------------------------

    def look_at(self, sources: Mapping[str, str], macros: Collection[str]) -> None:
        """Look at what the authors' Markdown, by its path below `docs/`, asks for. Raises Refused."""
        ids = markdown_pages.known_ids(self.desk.queries)
        if diagnostics := [
            diagnostic for path, text in sources.items() for diagnostic in markdown_pages.diagnostics(f"docs/{path}", text, macros, ids)
        ]:
            raise Refused(diagnostics)

    def made_pages(self, authored: Mapping[str, Authored]) -> dict[str, str]:
        """Markdown for every page that records make, by its path: the template of its kind, and prose of its own.

        `authored` is what stands below `docs/`. A page's front matter says which file it is `made_from`.
        """

        def made(path: str, template: str, **about: Any) -> str:
            text, meta = authored[template]
            prose, _ = authored.get(path, ("", {}))
            if about.get("municipality") in self.untouched:
                text, prose, about = "", "", {**about, "template": "untouched.html", "render_macros": False}
            front = yaml.safe_dump({**meta, **about, "made_from": template}, allow_unicode=True)
            return f"---\n{front}---\n{text}\n{prose}"

        found = {
            (path := f"kommuner/{record.id}.md"): made(path, MUNICIPALITY_PAGE, municipality=record.id)
            for record in self.desk.publication.municipalities
        }
        if everyone := self.desk.queries.register:
            found |= {part.source: made(part.source, REGISTER_PAGE, register=part.number) for part in everyone.parts}
            if everyone.map_address:
                found[register.MAP_SOURCE] = made(register.MAP_SOURCE, MAP_PAGE)
        return found

    def assets(self) -> dict[str, tuple[str, bytes]]:
        """What every page loads, by its kind: the name with the hash of its content, and the content."""
        board, panels = (templates.render(self.desk.templates, name) for name in ("board", "panels"))
        return static_assets.files(self._overrides, board, panels)

    def for_servers(self) -> dict[str, str]:
        """What hosts read beside the pages: the headers to send, and whom to tell of a hole."""
        folder = self._root / "deploy"
        return {
            http_headers.HOSTS: http_headers.configuration(folder, http_headers.HOSTS, self.first),
            ".well-known/security.txt": http_headers.security_txt(
                folder, self.desk.publication.initiative, self.desk.deployment
            ),
        }

    def named(self, meta: Mapping[str, Any]) -> dict[str, str]:
        """What a page that records make says of itself; nothing for one that says it in its front matter."""
        queries = self.desk.queries
        words = partial(templates.words, self.desk.templates, queries=queries)
        if id_ := meta.get("municipality"):
            record = queries.municipalities[id_]
            return {"title": record.name, "summary": words("municipality_summary", municipality=record)}
        if (number := meta.get("register")) and queries.register:
            part = queries.register.part(number)
            return {name: words(f"register_{name}", part=part) for name in ("title", "summary", "description")}
        return {}

    # --- All pages are read -----------------------------------------------------------------------

    def gather(self, found: Sequence[Page], menu: Sequence[str]) -> Iterator[tuple[str, bytes | Path]]:
        """Work out what each page tells of itself, and return the files beside the pages: content, or where it lies.

        They are worked out when they are asked for.

        `menu` is the addresses of the menu in its order. Raises Refused when an address is
        taken twice, a title is missing, or whatever else pages cannot share.
        """
        publication, lives = self.desk.publication, self.desk.deployment
        self.shared = page_metadata.share(
            self.desk,
            found,
            site_name=self._site_name,
            script=self.first,
            style_sheet=(self._overrides / "assets" / "site.css").read_text("utf-8"),
            dates=last_modified.dates(
                self._root, self._cache / "dates", last_modified.fallback(self._environment, publication.initiative.published)
            ),
            lists=self._root,
            cache=self._cache,
            progress=progress("Delekort"),
        )
        if self.shared.diagnostics:
            raise Refused(self.shared.diagnostics)
        places = record_addresses.places((page.address, page.content) for page in found)
        self._feeds = feeds.feeds(self.desk.queries, feeds.words(self._overrides / "words" / "feeds.yml"), places)
        by_address = {page.address: page for page in found}
        in_menu = [by_address[address] for address in menu if address in by_address]
        self._reading = finished_books.in_order(
            [address[1:] for address in menu], [_listed(page) for page in found if page.meta.get("book", True)]
        )
        in_order = [*in_menu, *(page for page in found if page.address not in menu)]

        def beside() -> Iterator[tuple[str, bytes | Path]]:
            files, self.shared.files = self.shared.files, {}
            yield from files.items()
            yield from self.shared.beside_pages
            yield from ((page.markdown, self._as_markdown(page).encode()) for page in found)
            yield from open_data.files(publication, lives, self.listing.words, places)
            yield from feeds.files(self._feeds, publication, lives)
            yield "llms.txt", llms_txt.llms(self.desk.templates, publication.initiative, in_order, lives).encode()

        return beside()

    def _as_markdown(self, page: Page) -> str:
        """A page as plain Markdown, to lie beside it."""
        lives = self.desk.deployment

        def converted() -> str:
            from publication.exports.open_data import markdown_copies

            return markdown_copies.markdown(page, lives)

        return self._plain.text([page.title, page.summary, page.address, page.content, lives.site], converted)

    # --- Each page --------------------------------------------------------------------------------

    def around(self, page: Page) -> dict[str, Any]:
        """What the skeleton shows around a page's content."""
        content = page.content
        context: dict[str, Any] = {
            "content": content,
            "contents": table_of_contents.contents(content),
            "feeds": feeds.announced(self._feeds, page.address),
            **self.shared.pages[page.address],
        }
        if page.municipality:
            context["tile"] = identicon.blocks(page.municipality.code)
        if page.address == "/":
            context["hero_tiles"] = [identicon.blocks(each.code) for each in self.desk.publication.municipalities[:8]]
        return context

    def explained(self, page: Page, html: str) -> str:
        """A finished page with its difficult words explained, if it is in Danish."""
        if page.language != "da":
            return html
        link = partial(templates.relative, page=page.address[1:])
        return self._glossary.explain(
            html,
            lambda term, written: templates.render(self.desk.templates, "term", term=term, written=written, link=link),
        )

    # --- The last steps ---------------------------------------------------------------------------
    #
    # `beside` is what stands beside the pages, `standing` the pages that nobody searches for: posters,
    # and addresses that lead on. They are written when the search is indexed, which would read them all.

    def complete(self, site: Path, beside: Files) -> None:
        """Write what stands beside the pages, keep what has moved, and what this build has worked out."""
        publishing.write(site, beside)
        permalinks.keep_files(site, self.shared.moves)
        self._plain.save()

    def show(self, site: Path, beside: Files, standing: Files, stopped: Callable[[], bool]) -> None:
        """Complete a site and index it, for somebody who writes; as far as it has come when it is `stopped`."""

        def until_stopped(files: Files) -> Files:
            return takewhile(lambda _: not stopped(), files)

        publishing.write(site, until_stopped(beside))
        if stopped():
            return
        self.complete(site, ())
        with publishing.indexing(site):
            pass
        publishing.write(site, until_stopped(standing))

    def publish(self, site: Path, standing: Files, target: Path) -> None:
        """Index and compress a complete site, put it in its place, and note what the books are to be made from."""
        with publishing.indexing(site):
            publishing.compress(site, but=publishing.INDEX)
        publishing.lighten_search(site, self._search)
        self._search.save()
        publishing.write(site, standing)
        publishing.compress(site / publishing.INDEX)
        publishing.put_in_place(site, target)
        finished_books.note(self._root, self._content, target, self._reading)


def _listed(page: Page) -> finished_books.Listed:
    return finished_books.Listed(page.address[1:], page.title, page.language, page.meta.get("municipality", ""))
