"""MkDocs' events, each handed on to a plain function of `publication`."""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler
from mkdocs.utils.meta import get_data

from publication import assets, danish, desk, finish, outline, reading
from publication.place import place
from publication.records import Municipality

MUNICIPALITY_PAGE = "kommuner/_kommune.md"

_serving = False


def on_startup(*, command: str, dirty: bool) -> None:
    """Remember whether the site is served while somebody writes, or built to be published."""
    global _serving
    _serving = command == "serve"


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read and check the data before anything is written. Faults end the build with one line each."""
    root = Path(config.config_file_path).parent
    publication, faults = reading.load(root / "data")
    if publication is None:
        raise PluginError("\n".join(["Data har fejl; intet er bygget.", *map(str, faults)]))
    lives = place(os.environ)
    config["desk"] = desk.lay(publication, lives, Path(config.theme.custom_dir))
    if not _serving:
        config.site_url = lives.site
        config["finished"] = config.site_dir
        # Built beside its place and moved there when it is whole, so that a fault leaves the old site standing.
        config.site_dir = tempfile.mkdtemp(prefix=".site-", dir=Path(config.site_dir).parent)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages and files that exist because a record does; leave out what of the theme is not used."""
    for file in list(files):
        if assets.unused(file.src_uri):
            files.remove(file)
    config["assets"] = {}
    for source in assets.HASHED:
        file = files.get_file_from_path(source)
        name, content = assets.named_by_content(source, file.content_bytes)
        files.remove(file)
        files.append(File.generated(config, name, content=content))
        config["assets"][Path(source).suffix[1:]] = name
    template = files.get_file_from_path(MUNICIPALITY_PAGE).content_string
    for record in config["desk"].publication.municipalities:
        source = f"kommuner/{record.id}.md"
        own = files.get_file_from_path(source)
        prose = get_data(own.content_string)[0] if own else ""
        if own:
            files.remove(own)
        page = template.replace("municipality: herlev", f"municipality: {record.id}", 1)
        files.append(File.generated(config, source, content=f"{page}\n{prose}"))
    return files


@event_priority(-100)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Name a municipality's page. After the macros, which would run what stands in a title."""
    if record := _municipality(page, config):
        page.title = record.name
    return markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Put the macros' finished HTML where Markdown left their marks."""
    fragments = getattr(page, "fragments", None)
    return fragments.restore(html) if fragments else html


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Give the skeleton what it shows around the content."""
    context.update(assets=config["assets"], contents=outline.contents(page.content or ""))
    return context


def on_template_context(
    context: dict[str, Any], template_name: str, config: MkDocsConfig
) -> dict[str, Any]:
    """The same for pages that the theme has, such as 404.html."""
    context.update(assets=config["assets"])
    return context


@event_priority(-100)
def on_post_build(config: MkDocsConfig) -> None:
    """Index the finished pages for the search, and put the site in its place."""
    finish.index(Path(config.site_dir))
    if not _serving and not _warnings():
        finish.put_in_place(Path(config.site_dir), Path(config["finished"]))


def on_build_error(error: Exception) -> None:
    """Nothing of a build that failed is left behind."""


def _municipality(page: Page, config: MkDocsConfig) -> Municipality | None:
    id_ = page.meta.get("municipality")
    return config["desk"].queries.municipalities[id_] if id_ else None


def _warnings() -> bool:
    """Whether the strict build has warned: MkDocs gives up only after this event."""
    handlers = logging.getLogger("mkdocs").handlers
    return any(handler.get_counts() for handler in handlers if isinstance(handler, CountHandler))
