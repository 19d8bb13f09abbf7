"""The few files that pages load: made small, and named by their content, so that a browser may keep them for good."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath

import rcssmin
import rjsmin

from publication.web import theme_icons

# What every page loads, what those load besides that use more of Markdown, what the posters load besides, what makes up
# panels.js, and what stands in the pages.
CSS, JS = "assets/site.css", "assets/site.js"
PROSE = "assets/prose.css"
POSTER = "assets/poster.css"
PANELS, PANELS_CSS = "assets/panels.js", "assets/panels.css"
FIRST = "assets/first.js"
SOURCES = (CSS, JS, PROSE, POSTER, PANELS, PANELS_CSS, FIRST)

# What of our overrides is read while the site is built.
_FOR_BUILDING = ("book/", "macros/", "words/")

# What macros do not make, and an author's Markdown does. A table's cell with code in it is a macro's.
_PROSE = re.compile(
    r"""class="(?:[^"]* )?(?:admonition|critic|emoji|footnote|grid|highlight|is-written|md-button|tabbed-set|task-list|twemoji)\b"""
    r"""|<(?:abbr|del|hr|img|ins|kbd|mark|pre|sub|sup)\b|<(?:dl|figure)>|<blockquote>\n|(?<!<td>)(?<!<th scope="row">)<code>"""
)

# How a style sheet asks for an icon of the theme: `url(icon:material-magnify)`.
_ICON = re.compile(r"url\(icon:([a-z0-9-]+)\)")

_SMALLER: Mapping[str, Callable[[str], str]] = {".css": rcssmin.cssmin, ".js": rjsmin.jsmin}


def unused(source: str) -> bool:
    """Whether a file of the overrides is left out of the site."""
    return source.startswith(_FOR_BUILDING)


def files(overrides: Path, board: str, panels: str) -> dict[str, tuple[str, bytes]]:
    """What pages load: its name in the site and its content, by the word that templates use.

    site.css and site.js have the same hash in their names, so that a page that names one has named both.
    panels.js is fetched by site.js when somebody opens a dialog. It carries the dialogs' HTML, `panels`, and
    their styles, so that it is one request; `board` is the HTML that site.js brings.
    """

    def read(source: str) -> str:
        return _read(overrides / source)

    css, prose, poster = read(CSS), read(PROSE), read(POSTER)
    dialogs = read(PANELS).replace("MARKUP", _string(panels)).replace("STYLES", _string(read(PANELS_CSS)))
    dialogs_name = _named(PANELS, dialogs)
    js = read(JS).replace('"./panels.js"', _string("./" + PurePosixPath(dialogs_name).name)).replace("BOARD", _string(board))
    made = {
        "css": (_named(CSS, css, js), css),
        "js": (_named(JS, css, js), js),
        "prose": (_named(PROSE, prose), prose),
        "poster": (_named(POSTER, poster), poster),
        "panels": (dialogs_name, dialogs),
    }
    return {word: (name, content.encode()) for word, (name, content) in made.items()}


def needs_prose(content: str) -> bool:
    """Whether a page's content has anything that `prose.css` is about."""
    return bool(_PROSE.search(content))


def first(overrides: Path) -> str:
    """The one script that stands in the pages themselves; the policy names it by its hash."""
    return _read(overrides / FIRST)


def _string(text: str) -> str:
    """A text as a script writes it."""
    return json.dumps(text, ensure_ascii=False)


def _read(path: Path) -> str:
    return _SMALLER[path.suffix](_ICON.sub(_icon, path.read_text("utf-8")))


def _icon(found: re.Match[str]) -> str:
    """One of the theme's icons as a style sheet may hold it."""
    drawing = theme_icons.file(found[1]).read_text("utf-8").replace('"', "'").replace("#", "%23")
    return f'url("data:image/svg+xml,{drawing}")'


def _named(source: str, *contents: str) -> str:
    """A name with a hash of what it may change with in it: `assets/site.1a2b3c4d.css`."""
    path = PurePosixPath(source)
    digest = hashlib.sha256("\0".join(contents).encode()).hexdigest()[:8]
    return str(path.with_name(f"{path.stem}.{digest}{path.suffix}"))
