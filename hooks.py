"""MkDocs' events, each handed on to an edition of the site (`publication/edition.py`), which does the work."""

from __future__ import annotations

import gc
import logging
import os
import shutil
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from threading import Event, Thread
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler
from mkdocs.utils.meta import get_data

from publication.build import publishing
from publication.web import static_assets, templates
from publication.build.site_build import Edition, Refused
from publication.web.page import Page as Told
from publication.web.page import pack
from publication.model.records import Record
from publication.sharing.page_metadata import Standing


@dataclass
class _Shown:
    """A municipality's page as it is shown: its content, the records and ids in it, and the whole of it."""

    packed: bytes
    records: dict[tuple[str, str], Record]
    ids: set[str]
    output: str = ""


_log = logging.getLogger("mkdocs.hooks")
_serving = False
# While somebody writes: the edition that is shown, the municipalities' pages in it, and what is still done after it.
_before: Edition | None = None
_shown: dict[str, _Shown] = {}
_later: Thread | None = None
_outdated = Event()
_workshop: Path | None = None


def on_startup(*, command: str, dirty: bool) -> None:
    """Remember whether the site is served while somebody writes, or built to be published."""
    global _serving
    _serving = command == "serve"
    # Most of what a build makes lives until its end. Looking for garbage in it as often as usual takes a tenth of the time.
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read and check the data before anything is written. Diagnostics end the build with one line each."""
    root = Path(config.config_file_path).parent
    if _later:
        # What is still done after the last look would be thrown away.
        _outdated.set()
        _later.join()
        _outdated.clear()
    try:
        opened = Edition(root, Path(config.theme.custom_dir), os.environ, config.site_name, _before)
    except Refused as refused:
        raise PluginError(str(refused)) from None
    config["edition"] = opened
    config.theme.get_env = partial(templates.of_theme, config.theme.get_env)
    config["shown"] = {id_: _shown[id_] for id_ in opened.untouched}
    if not _serving:
        config.site_url = opened.desk.place.site
        config["target"] = config.site_dir
        # Built beside its place and moved there when it is whole, so that a diagnostic leaves the old site standing.
        config.site_dir = str(_open_workshop(Path(config.site_dir)))
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Look at what the authors' pages ask for, then add the pages and files that exist because a record does."""
    opened, plugin = config["edition"], config.plugins["macros"]
    # The municipalities' pages have one text in common, which would be compiled for each of them.
    opened.keep_compiled(plugin.env)
    plugin.env.from_string = cache(partial(templates.from_text, plugin.env))
    sources = {file.src_uri: file.content_string for file in files if file.src_uri.endswith(".md")}
    try:
        opened.look_at(sources, plugin.macros)
    except Refused as refused:
        raise PluginError(str(refused)) from None

    made = opened.assets()
    config["assets"] = {kind: name for kind, (name, _) in made.items()} | {"first": opened.first}
    for file in list(files):
        if static_assets.unused(file.src_uri) or file.src_uri in static_assets.SOURCES:
            files.remove(file)
    for name, content in made.values():
        files.append(File.generated(config, name, content=content))

    for path, markdown in opened.made_pages({path: get_data(text) for path, text in sources.items()}).items():
        if own := files.get_file_from_path(path):
            files.remove(own)
        files.append(File.generated(config, path, content=markdown))
    for book in opened.books.values():
        files.append(File.generated(config, book.path, abs_src_path=str(book.file)))
    for name, content in opened.for_servers().items():
        # MkDocs leaves out what begins with a dot unless it is told not to.
        files.append(File.generated(config, name, content=content, inclusion=InclusionLevel.INCLUDED))
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Keep the menu for the pages that no Markdown stands behind."""
    config["menu"] = nav


@event_priority(-100)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Name a page that records make from them. After the macros, which would run what stands in a title."""
    if named := config["edition"].named(page.meta):
        page.title = named["title"]
        page.meta.update(named)
    return markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Put the macros' finished HTML where Markdown left their marks, and keep the whole until the page is written."""
    if shown := _untouched(page, config):
        page.shown, page.present_anchor_ids, page.packed = shown.records, shown.ids, shown.packed
        return ""
    fragments = page.__dict__.pop("fragments", None)
    page.packed = pack(fragments.restore(html) if fragments else html)
    if _serving and page.meta.get("municipality"):
        records = getattr(page, "shown", {})
        config["shown"][page.meta["municipality"]] = _Shown(page.packed, records, page.present_anchor_ids)
    return ""


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """All pages are read: let the edition work out what each tells of itself, and what stands beside them."""
    opened, written = config["edition"], [file.page for file in files.documentation_pages() if file.page]
    found = [_page(page, config) for page in written]
    try:
        beside = opened.gather(found, [_address(page) for page in config["menu"].pages])
    except Refused as refused:
        raise PluginError(str(refused)) from None
    opened.keep_compiled(env)
    shared = opened.shared
    _log.info("Delekort: %d tegnet, %d som før", shared.drawn, len(found) - shared.drawn)
    for page in written:
        page.update_date = shared.pages.changed(_address(page)).isoformat()
    base = {"config": config, "page": None, "nav": config["menu"], "assets": config["assets"]}

    def rendered(standing: Standing) -> bytes:
        up = "/".join([".."] * standing.file.count("/"))
        return env.get_template(standing.template).render(base_url=up, **base, **standing.context).encode()

    config["beside"] = beside
    config["standing"] = ((each.file, rendered(each)) for each in shared.standing)


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Give the skeleton what it shows around the content."""
    if _untouched(page, config):
        return context
    return context | {"assets": config["assets"]} | config["edition"].around(_page(page, config))


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Explain the difficult words on a page."""
    if shown := _untouched(page, config):
        return shown.output
    explained = config["edition"].explained(_page(page, config), output)
    if shown := config["shown"].get(page.meta.get("municipality")):
        shown.output = explained
    return explained


def on_template_context(context: dict[str, Any], template_name: str, config: MkDocsConfig) -> dict[str, Any]:
    """The same for pages that the theme has, such as 404.html."""
    shared = config["edition"].shared
    context.update(assets=config["assets"], palette=shared.palette)
    return context | shared.not_found if template_name == "404.html" else context


@event_priority(-100)
def on_post_build(config: MkDocsConfig) -> None:
    """Complete the site, and put it in its place unless the strict build has warned."""
    site = Path(config.site_dir)
    if _serving:
        global _before, _shown, _later
        _before, _shown = config["edition"], config["shown"]
        # Whoever writes sees the page first.
        done_after = (site, config["beside"], config["standing"], _outdated.is_set)
        _later = Thread(target=_before.show, args=done_after, daemon=True)
        _later.start()
        return
    # What is made from here on is soon done with, so garbage is looked for as usual; all that lives on is passed over.
    gc.freeze()
    gc.set_threshold(700, 10, 10)
    config["edition"].complete(site, config["beside"])
    if not _warned():
        config["edition"].publish(site, config["standing"], Path(config["target"]))


def on_build_error(error: Exception) -> None:
    """Leave nothing behind of a build that failed; a disk that refuses is said in one sentence."""
    if _workshop:
        shutil.rmtree(_workshop, ignore_errors=True)
    if isinstance(error, OSError) and error.errno:
        raise PluginError(publishing.refused(error)) from None


# --- MkDocs' things as the edition knows them -----------------------------------------------------


def _address(page: Page) -> str:
    return "/" + page.url.removeprefix("./")


def _page(page: Page, config: MkDocsConfig) -> Told:
    """A page that records make comes from its template, and from its own prose if it has any."""
    source, template = page.file.src_uri, page.meta.get("made_from")
    id_ = page.meta.get("municipality")
    prose = [f"docs/{source}"] if not template or (Path(config.docs_dir) / source).exists() else []
    return Told(
        source=source,
        address=_address(page),
        title=str(page.title),
        meta=page.meta,
        packed=page.packed,
        shown=getattr(page, "shown", {}),
        municipality=config["edition"].desk.queries.municipalities[id_] if id_ else None,
        files=[*([f"docs/{template}"] if template else []), *prose],
    )


def _untouched(page: Page, config: MkDocsConfig) -> _Shown | None:
    """The page as it was shown before, if nothing in it has changed since."""
    id_ = page.meta.get("municipality")
    return config["shown"][id_] if id_ in config["edition"].untouched else None


def _open_workshop(target: Path) -> Path:
    global _workshop
    try:
        _workshop = publishing.workshop(target)
    except OSError as error:
        raise PluginError(publishing.refused(error)) from None
    return _workshop


def _warned() -> bool:
    """Whether the strict build has warned: MkDocs gives up only after the last event."""
    handlers = logging.getLogger("mkdocs").handlers
    return any(handler.get_counts() for handler in handlers if isinstance(handler, CountHandler))
