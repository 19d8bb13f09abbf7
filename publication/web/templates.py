"""From values to HTML: an autoescaping Jinja environment over `overrides/macros/`.

What it renders never meets Markdown: a page keeps each piece as a fragment, Markdown sees only a mark that no data can
contain, and the fragment takes the mark's place afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from posixpath import relpath
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, select_autoescape
from markupsafe import Markup

from publication.model import danish
from publication.model.types import slug
from publication.web.permalinks import of_source

# Private-use signs, which loading refuses in data.
_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK = re.compile(f"(?:<p>{_OPEN}([0-9]+){_CLOSE}</p>)|(?:{_OPEN}([0-9]+){_CLOSE})")


class Fragments:
    """The pieces of finished HTML that belong on one page."""

    def __init__(self) -> None:
        self._pieces: list[str] = []

    def keep(self, html: str) -> str:
        """Keep a piece and return the mark that stands for it in Markdown."""
        self._pieces.append(html)
        return f"{_OPEN}{len(self._pieces) - 1}{_CLOSE}"

    def restore(self, content: str) -> str:
        """The page's HTML with every mark replaced by its piece; a block alone in a paragraph loses the paragraph.

        Numbers stay beside their units, whether an author or a record has written them.
        """

        def piece(mark: re.Match[str]) -> str:
            place = int(mark[1] or mark[2])
            if place >= len(self._pieces):
                return mark[0]
            html = self._pieces[place]
            return f"<p>{html}</p>" if mark[1] and html.startswith("<span") else html

        return danish.unbroken(_MARK.sub(piece, content))


@lru_cache(1 << 14)
def relative(address: str, page: str) -> str:
    """The way from one address of the site to another, so that the site works below any path.

    `/kommuner/herlev/` seen from `kommuner/` (a page's own address, without the first slash) is `herlev/`.
    """
    path, hash_, fragment = address.partition("#")
    if not path:
        return address
    way = relpath(path, "/" + page.rpartition("/")[0])
    return way + ("/" if path.endswith("/") else "") + hash_ + fragment


class CompiledOnce(FileSystemLoader):
    """Compiles a text once for all environments that share the loader."""

    def __init__(self, *folders: str | Path) -> None:
        super().__init__(folders)
        self._code: dict[tuple[str, str], Any] = {}

    def load(self, environment: Environment, name: str, globals: Any = None) -> Template:
        source, filename, _ = self.get_source(environment, name)
        if (name, source) not in self._code:
            self._code[name, source] = environment.compile(source, name, filename)
        return environment.template_class.from_code(environment, self._code[name, source], globals or {})


# Shared by the environments of kept editions, and by those of the builds that follow each other under `make serve`.
_loader = cache(CompiledOnce)


def environment(folder: Path) -> Environment:
    """The templates of a folder, with the Danish ways of writing as filters."""
    templates = Environment(
        loader=_loader(folder),
        autoescape=select_autoescape(enabled_extensions=("html",), default=True, disabled_extensions=("txt",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # each build has its own environment
        optimized=False,  # looking for constants in a template takes longer than working them out where they stand
    )
    templates.filters.update(
        number=danish.number,
        moment=danish.moment,
        days=danish.days,
        clock=danish.clock,
        span=danish.span,
        season=danish.season,
        words=danish.in_words,
        capitalize_first=danish.capitalized,
        listed=danish.listed,
        pages=danish.pages,
        slug=slug,
        source_address=of_source,
    )
    return templates


class OwnFiles(CompiledOnce):
    """Finds templates in all its folders, and lists the files of the first alone.

    The generator copies every file that a theme lists. Material has 15,000, most of them icons; the site uses
    none, and looking through them takes a tenth of a second in every build.
    """

    def list_templates(self) -> list[str]:
        return FileSystemLoader(self.searchpath[:1]).list_templates()


_theme_loader = cache(OwnFiles)


def of_theme(get_env: Callable[[], Environment]) -> Environment:
    """A theme's own environment, but listing the files of its first folder, our overrides, alone."""
    env = get_env()
    env.loader = _theme_loader(*env.loader.searchpath)
    env.optimized = False  # as in `environment`
    return env


def render(templates: Environment, name: str, **values: Any) -> Markup:
    """The template `name` with these values, without the empty lines that its tags leave."""
    lines = templates.get_template(f"{name}.html").render(**values).strip().split("\n")
    return Markup("\n".join(filter(None, (line.strip(" \t") for line in lines))))


def words(templates: Environment, name: str, **values: Any) -> str:
    """The plain text of the template `name` with these values, on one line; whoever shows it escapes it."""
    text = templates.get_template(f"{name}.txt").render(**values)
    return re.sub(r"[ \t\r\n]+", " ", text).strip()  # not \s, which takes the no-break space before % too
