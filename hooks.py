"""MkDocs' events, each handed on to `publication/build/site_build.py`, which knows no MkDocs."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import CountHandler
from mkdocs.utils.meta import get_data
from mkdocs_macros.util import LOG as MACROS_LOG

from macros import MACROS
from publication.build import publishing
from publication.build.refusal import Refused
from publication.build.served_site import ServedSite
from publication.build.site import Site, assembled
from publication.build.site_build import SiteBuild
from publication.documents.macro_sandbox import MacroSandbox
from publication.sharing.standalone_pages import StandalonePage
from publication.web import static_assets, templates
from publication.web.macros import Macro, PageDraft
from publication.web.page import Page

T = TypeVar("T")
_log = logging.getLogger("mkdocs.hooks")


class Hooks:
    """The state of one build; each `on_config` begins a new one."""

    def __init__(self) -> None:
        self._serving = False
        self._build: SiteBuild
        self._site: Site
        self._nav: Navigation
        self._drafts: dict[str, PageDraft] = {}
        self._pages: dict[str, Page] = {}
        self._target = Path()
        self._folder: Path | None = None
        self._env: Environment
        self._served: ServedSite

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember whether the site is served while somebody writes, or built to be published."""
        self._serving = command == "serve"
        self._served = ServedSite(Path.cwd(), MACROS)
        # The macros plugin lists every variable that it knows.
        logging.getLogger(MACROS_LOG.name).setLevel(logging.WARNING)

    def on_serve(self, server: Any, *, config: MkDocsConfig, builder: Callable[..., None]) -> Any:
        """Show what is wrong in the browser, over the site that could be built last."""
        self._served.follow(server)
        return server

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check the data before anything is written. Diagnostics end the build with one line each."""
        root = Path(config.config_file_path).parent
        self._build = _unless_refused(
            partial(SiteBuild, editions=not self._serving),
            root,
            Path(config.theme.custom_dir),
            os.environ,
            config.site_name,
        )
        self._drafts, self._pages = {}, {}
        config.theme.get_env = partial(templates.of_theme, config.theme.get_env)
        if self._serving:
            config.site_dir = str(self._served.new_folder(Path(config.site_dir)))
        else:
            config.site_url = self._build.context.deployment.site
            self._target = Path(config.site_dir)
            try:
                self._folder = publishing.open_folder(self._target)
            except OSError as error:
                raise PluginError(publishing.in_danish(error)) from None
            config.site_dir = str(self._folder)
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Check the authors' pages, then add the pages and files that exist because a record does."""
        build = self._build
        sources = {file.src_uri: file.content_string for file in files if file.src_uri.endswith(".md")}
        _unless_refused(build.check_documents, MACROS)
        plugin = config.plugins["macros"]
        plugin._env = MacroSandbox({name: plugin.macros[name] for name in MACROS})
        for file in list(files):
            if static_assets.left_out(file.src_uri):
                files.remove(file)
        for name, content in build.static_assets.values():
            files.append(File.generated(config, name, content=content))
        for path, content in build.pictures.files():
            if own := files.get_file_from_path(path):
                files.remove(own)
            files.append(File.generated(config, path, content=content))
        for path, text in build.generated_pages({path: get_data(text) for path, text in sources.items()}).items():
            if own := files.get_file_from_path(path):
                files.remove(own)
            files.append(File.generated(config, path, content=text))
        for book in build.books.values():
            files.append(File.generated(config, book.path, abs_src_path=str(book.file)))
        for name, text in build.server_files().items():
            # MkDocs leaves out what begins with a dot unless it is told not to.
            files.append(File.generated(config, name, content=text, inclusion=InclusionLevel.INCLUDED))
        return files

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> None:
        """Keep the menu for the posters and redirects, which no Markdown stands behind."""
        self._nav = nav

    def call_macro(self, macro: Macro, env: Any, *args: Any, **kwargs: Any) -> str:
        """What a macro gives on the page that the macros plugin is rendering."""
        page: MkDocsPage = env.page
        draft = self._drafts.setdefault(page.file.src_uri, PageDraft(page.meta, page.url))
        return self._build.macros_of(page.meta).render(draft, macro, *args, **kwargs)

    @event_priority(-100)
    def on_page_markdown(self, markdown: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Title a page that records make. After the macros, which would run what stands in a title."""
        if titles := self._build.titles(page.meta):
            page.title = titles.get("title", page.title)
            page.meta.update(titles)
        return markdown

    def on_page_content(self, html: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Put the macros' HTML where their marks stand in the Markdown's, and keep the page until it is written."""
        source, template = page.file.src_uri, page.meta.get("made_from")
        draft = self._drafts.get(source) or PageDraft(page.meta, page.url)
        # A page that records make comes from its template, and from its own prose if it has any.
        prose = [f"docs/{source}"] if not template or (Path(config.docs_dir) / source).exists() else []
        if kept := page.meta.get("kept"):
            prose = [kept]
        _unless_refused(self._build.check_html, prose[0] if prose else f"docs/{template}", html)
        self._pages[source] = Page(
            source=source,
            address=_address(page),
            title=str(page.title),
            meta=page.meta,
            content=draft.fragments.restore(self._build.with_pictures(_address(page), html)),
            shown=draft.shown,
            municipality=self._build.context_of(page.meta).municipality(page.meta),
            files=[*([f"docs/{template}"] if template else []), *prose],
        )
        return ""

    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> None:
        """All pages are read: work out their metadata, and the files beside them."""
        written = [file.page for file in files.documentation_pages() if file.page]
        pages = [self._pages[page.file.src_uri] for page in written]
        self._site = _unless_refused(assembled, self._build, pages, [_address(page) for page in self._nav.pages])
        drawn = self._site.metadata.drawn
        _log.info("Delekort: %d tegnet, %d som før", drawn, len(pages) - drawn)
        for page in written:
            page.update_date = self._site.metadata.changed(self._pages[page.file.src_uri]).isoformat()
            own = self._pages[page.file.src_uri]
            if own.edition or not own.meta.get("listed", True):
                page.canonical_url = None  # The site map names living pages alone, and those that are to be found.
        self._env = env

    def on_page_context(
        self, context: dict[str, Any], page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> dict[str, Any]:
        """Give `overrides/main.html` the content, and what it shows around it."""
        return context | {"assets": self._build.asset_names} | self._site.around(self._pages[page.file.src_uri])

    def on_post_page(self, output: str, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Explain the difficult words on a page."""
        return self._site.explained(self._pages[page.file.src_uri], output)

    def on_template_context(self, context: dict[str, Any], template_name: str, config: MkDocsConfig) -> dict[str, Any]:
        """Give the templates that stand for no page, such as 404.html, what they show."""
        metadata = self._site.metadata
        context.update(assets=self._build.asset_names, palette=metadata.palette)
        return context | metadata.not_found() if template_name == "404.html" else context

    @event_priority(-100)
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Complete the site, and put it in its place unless the strict build has warned."""
        folder = Path(config.site_dir)
        base = {"config": config, "page": None, "nav": self._nav, "assets": self._build.asset_names}

        def render(page: StandalonePage) -> bytes:
            up = "/".join([".."] * page.file.count("/"))
            return self._env.get_template(page.template).render(base_url=up, **base, **page.values).encode()

        if self._serving:
            _unless_refused(self._site.complete, folder, render)
        elif not _warned():
            _unless_refused(self._site.publish, folder, self._target, render)

    def on_build_error(self, error: Exception) -> None:
        """Leave nothing behind of a build that failed; a disk that refuses is said in one sentence."""
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)
        if isinstance(error, OSError) and error.errno:
            raise PluginError(publishing.in_danish(error)) from None


def _unless_refused(step: Callable[..., T], *values: Any) -> T:
    """What a step of the build gives; MkDocs prints the diagnostics that it raises, a line each."""
    try:
        return step(*values)
    except Refused as refused:
        raise PluginError(str(refused)) from None


def _address(page: MkDocsPage) -> str:
    return "/" + page.url.removeprefix("./")


def _warned() -> bool:
    """Whether the strict build has warned: the generator gives up only after the last event.

    It counts its warnings on the logger of its own package, which under ProperDocs has another name.
    """
    handlers = logging.getLogger(CountHandler.__module__.split(".")[0]).handlers
    return any(handler.get_counts() for handler in handlers if isinstance(handler, CountHandler))


hooks = Hooks()
# MkDocs looks for its events by name in this module.
globals().update({name: getattr(hooks, name) for name in dir(hooks) if name.startswith("on_")})
