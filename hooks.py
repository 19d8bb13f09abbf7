"""MkDocs' events, each handed on to a plain function of `publication`."""

from __future__ import annotations

import logging
import os
import shutil
from functools import cache, partial
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler
from mkdocs.utils.meta import get_data

from publication import addresses, assets, checking, desk, exports, feeds, finish, glossary, headers, kept, lasting, outline, pages, plain, sharing, shelf, templates, tiles, updated
from publication.place import place
from publication.progress import progress
from publication.records import Municipality

MUNICIPALITY_PAGE = "kommuner/_kommune.md"

_log = logging.getLogger("mkdocs.hooks")
_serving = False
_workshop: Path | None = None


def on_startup(*, command: str, dirty: bool) -> None:
    """Remember whether the site is served while somebody writes, or built to be published."""
    global _serving
    _serving = command == "serve"


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read and check the data before anything is written. Faults end the build with one line each."""
    publication, faults = checking.check(_root(config) / "data")
    _refuse(faults)
    assert publication is not None
    lives = place(os.environ)
    config["desk"] = desk.lay(publication, lives, Path(config.theme.custom_dir))
    config["glossary"] = glossary.Glossary(publication.glossary)
    config["plain"] = kept.Kept(_root(config) / ".cache" / "plain.json", [Path(plain.__file__)])
    config["books"] = {}
    if not _serving:
        config.site_url = lives.site
        config["content"] = shelf.key(_root(config), lives.site, os.environ.get("SOURCE_DATE_EPOCH"))
        config["books"] = shelf.finished(_root(config), config["content"])
        config["finished"] = config.site_dir
        # Built beside its place and moved there when it is whole, so that a fault leaves the old site standing.
        config.site_dir = str(_open_workshop(Path(config.site_dir)))
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Look at what the authors' pages ask for, then add the pages and files that exist because a record does."""
    plugin = config.plugins["macros"]
    # The municipalities' pages have one text in common, which would be compiled for each of them.
    plugin.env.from_string = cache(plugin.env.from_string)
    macros, ids = plugin.macros, pages.known_ids(config["desk"].queries)
    _refuse(
        fault
        for file in files
        if file.src_uri.endswith(".md")
        for fault in pages.faults(f"docs/{file.src_uri}", file.content_string, macros, ids)
    )
    for file in list(files):
        if assets.unused(file.src_uri):
            files.remove(file)
    _name_assets(files, config)
    _add_municipalities(files, config)
    laid, words = config["desk"], exports.Words.read(Path(config.theme.custom_dir) / "words" / "data.yml")
    config["listing"] = exports.listing(laid.publication, laid.place, words)
    for book in config["books"].values():
        files.append(File.generated(config, book.path, abs_src_path=str(book.file)))
    _add_for_servers(files, config)
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Keep the menu for the pages that no Markdown stands behind."""
    config["nav_made"] = nav


@event_priority(-100)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Name a municipality's page from its record. After the macros, which would run what stands in a title."""
    if record := _municipality(page, config):
        laid = config["desk"]
        page.title = record.name
        for name in ("summary", "description"):
            page.meta[name] = templates.words(
                laid.templates, f"municipality_{name}", municipality=record, queries=laid.queries
            )
    return markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Put the macros' finished HTML where Markdown left their marks."""
    fragments = getattr(page, "fragments", None)
    return fragments.restore(html) if fragments else html


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """All pages are read: work out what each tells of itself, and add the files and small pages beside them."""
    root, found = _root(config), [_page(file.page, config) for file in files.documentation_pages() if file.page]
    style_sheet = Path(config.theme.custom_dir) / "assets" / "site.css"
    laid = config["desk"]
    otherwise = updated.fallback(os.environ, laid.publication.initiative.published)
    shared = sharing.share(
        laid,
        found,
        site_name=config.site_name,
        style_sheet=style_sheet.read_text("utf-8"),
        dates=updated.dates(root, root / ".cache" / "dates", otherwise),
        lists=root,
        cache=root / ".cache",
        progress=progress("Delekort"),
    )
    _refuse(shared.faults)
    _log.info("Delekort: %d tegnet, %d som før", shared.drawn, len(found) - shared.drawn)
    config["shared"] = shared
    _add_data(files, config)
    listed = [_plain(page) for page in config["nav_made"].pages]
    listed += [_plain(file.page) for file in files.documentation_pages() if file.page and "municipality" in file.page.meta]
    text = plain.llms(laid.templates, laid.publication.initiative, listed, laid.place)
    files.append(File.generated(config, "llms.txt", content=text))
    config["reading"] = _reading(config, [file.page for file in files.documentation_pages() if file.page])
    for file in files.documentation_pages():
        if file.page:
            file.page.update_date = shared.pages[_address(file.page)]["updated_iso"]
    base = {"config": config, "page": None, "nav": config["nav_made"], "assets": config["assets"]}
    for standing in shared.standing:
        up = "/".join([".."] * standing.file.count("/"))
        html = env.get_template(standing.template).render(base_url=up, **base, **standing.context)
        shared.files[standing.file] = html.encode()
    for name, content in shared.files.items():
        files.append(File.generated(config, name, content=content))


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Give the skeleton what it shows around the content."""
    context.update(
        assets=config["assets"],
        contents=outline.contents(page.content or ""),
        feeds=feeds.announced(config["feeds"], f"/{page.url}"),
    )
    context.update(config["shared"].pages[_address(page)])
    if record := _municipality(page, config):
        context["tile"] = tiles.blocks(record.code)
    if page.is_homepage:
        context["hero_tiles"] = [tiles.blocks(each.code) for each in config["desk"].publication.municipalities[:8]]
    return context


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Lay the page beside itself as Markdown, and explain the difficult words on it, if it is in Danish."""
    beside = Path(page.file.abs_dest_path).with_name("index.md")
    beside.parent.mkdir(parents=True, exist_ok=True)
    about, content, lives = _plain(page), page.content or "", config["desk"].place
    text = config["plain"].text([repr(about), content, lives.site], lambda: plain.markdown(about, content, lives))
    beside.write_text(text, encoding="utf-8")
    if page.meta.get("lang", "da") != "da":
        return output
    link = partial(templates.relative, page=page.url)
    return config["glossary"].explain(
        output,
        lambda term, written: templates.render(config["desk"].templates, "term", term=term, written=written, link=link),
    )


def on_template_context(context: dict[str, Any], template_name: str, config: MkDocsConfig) -> dict[str, Any]:
    """The same for pages that the theme has, such as 404.html."""
    context.update(assets=config["assets"], palette=config["shared"].palette)
    if template_name == "404.html":
        context.update(config["shared"].not_found)
    return context


@event_priority(-100)
def on_post_build(config: MkDocsConfig) -> None:
    """Keep what has moved, index the finished pages for the search, and put the site in its place."""
    site = Path(config.site_dir)
    lasting.keep_files(site, config["shared"].moves)
    config["plain"].save()
    finish.index(site)
    if _serving or _warned():
        return
    finish.compress(site)
    finish.put_in_place(site, Path(config["finished"]))
    shelf.note(_root(config), config["content"], Path(config["finished"]), config["reading"])


def on_build_error(error: Exception) -> None:
    """Leave nothing behind of a build that failed; a disk that refuses is said in one sentence."""
    if _workshop:
        shutil.rmtree(_workshop, ignore_errors=True)
    if isinstance(error, OSError) and error.errno:
        raise PluginError(finish.refused(error)) from None


# --- What the events share ------------------------------------------------------------------------


def _open_workshop(target: Path) -> Path:
    global _workshop
    try:
        _workshop = finish.workshop(target)
    except OSError as error:
        raise PluginError(finish.refused(error)) from None
    return _workshop


def _add_data(files: Files, config: MkDocsConfig) -> None:
    """The facts as files to download and to follow, each with the way to the page that shows it."""
    laid, words = config["desk"], Path(config.theme.custom_dir) / "words" / "feeds.yml"
    found = [file.page for file in files.documentation_pages() if file.page]
    places = addresses.places((_address(page), page.content or "") for page in found)
    config["feeds"] = feeds.feeds(laid.queries, feeds.words(words), places)
    written = exports.files(laid.publication, laid.place, config["listing"].words, places)
    written |= feeds.files(config["feeds"], laid.publication, laid.place)
    for name, content in written.items():
        files.append(File.generated(config, name, content=content))


def _add_for_servers(files: Files, config: MkDocsConfig) -> None:
    """What hosts read beside the pages: the headers to send, and whom to tell of a hole."""
    folder, laid = _root(config) / "deploy", config["desk"]
    written = {
        headers.HOSTS: headers.configuration(folder, headers.HOSTS),
        ".well-known/security.txt": headers.security_txt(folder, laid.publication.initiative, laid.place),
    }
    for name, content in written.items():
        # MkDocs leaves out what begins with a dot unless it is told not to.
        files.append(File.generated(config, name, content=content, inclusion=InclusionLevel.INCLUDED))


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent


def _refuse(faults: Any) -> None:
    """End the build with every fault, one line each, as `make check` prints them."""
    if lines := [str(fault) for fault in faults]:
        raise PluginError("\n".join(["Intet er bygget, for der er fejl:", *lines]))


def _municipality(page: Page, config: MkDocsConfig) -> Municipality | None:
    id_ = page.meta.get("municipality")
    return config["desk"].queries.municipalities[id_] if id_ else None


def _address(page: Page) -> str:
    return "/" + page.url.removeprefix("./")


def _page(page: Page, config: MkDocsConfig) -> sharing.Page:
    """A page as the plain functions know it. A municipality's comes from the template, and its own prose if it has any."""
    source = page.file.src_uri
    record = _municipality(page, config)
    prose = [f"docs/{source}"] if not record or (_root(config) / "docs" / source).exists() else []
    return sharing.Page(
        file=f"docs/{source}",
        address=_address(page),
        title=str(page.title),
        texts=[str(text) for name in ("description", "summary") if (text := page.meta.get(name))],
        files=[*([f"docs/{MUNICIPALITY_PAGE}"] if record else []), *prose],
        shown=getattr(page, "shown", {}),
        municipality=record,
        language=page.meta.get("lang", "da"),
    )


def _plain(page: Page) -> plain.Plain:
    about = page.meta.get("summary") or page.meta.get("description") or ""
    return plain.Plain(str(page.title), _address(page), " ".join(str(about).split()))


def _reading(config: MkDocsConfig, found: list[Page]) -> list[shelf.Listed]:
    """The pages of the book in the order of reading; a page with `book: false` is only for screens."""
    return shelf.in_order(
        [_address(page)[1:] for page in config["nav_made"].pages],
        [
            shelf.Listed(_address(page)[1:], str(page.title), page.meta.get("lang", "da"), page.meta.get("municipality", ""))
            for page in found
            if page.meta.get("book", True)
        ],
    )


def _name_assets(files: Files, config: MkDocsConfig) -> None:
    markup = templates.render(config["desk"].templates, "panels")
    made = assets.files(Path(config.theme.custom_dir), markup)
    for source in assets.SOURCES:
        files.remove(files.get_file_from_path(source))
    for name, content in made.values():
        files.append(File.generated(config, name, content=content))
    config["assets"] = {kind: name for kind, (name, _) in made.items()}


def _add_municipalities(files: Files, config: MkDocsConfig) -> None:
    """A page for every municipality from one template; `docs/kommuner/<slug>.md` adds prose to its own."""
    template, meta = get_data(files.get_file_from_path(MUNICIPALITY_PAGE).content_string)
    for record in config["desk"].publication.municipalities:
        source = f"kommuner/{record.id}.md"
        prose = ""
        if own := files.get_file_from_path(source):
            prose = get_data(own.content_string)[0]
            files.remove(own)
        head = yaml.safe_dump({**meta, "municipality": record.id}, allow_unicode=True)
        files.append(File.generated(config, source, content=f"---\n{head}---\n{template}\n{prose}"))


def _warned() -> bool:
    """Whether the strict build has warned: MkDocs gives up only after the last event."""
    handlers = logging.getLogger("mkdocs").handlers
    return any(handler.get_counts() for handler in handlers if isinstance(handler, CountHandler))
