"""The few files that pages load: made small, and named by their content, so that a browser may keep them for good."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath

import rcssmin
import rjsmin

# What every page loads, what the posters load besides, what makes up panels.js, and what stands in the pages.
CSS, JS = "assets/site.css", "assets/site.js"
POSTER = "assets/poster.css"
PANELS, PANELS_CSS = "assets/panels.js", "assets/panels.css"
FIRST = "assets/first.js"
SOURCES = (CSS, JS, POSTER, PANELS, PANELS_CSS, FIRST)

# What of our overrides is read while the site is built.
_FOR_BUILDING = ("book/", "macros/", "words/")

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

    css, poster = read(CSS), read(POSTER)
    dialogs = read(PANELS).replace("MARKUP", _string(panels)).replace("STYLES", _string(read(PANELS_CSS)))
    dialogs_name = _named(PANELS, dialogs)
    js = read(JS).replace('"./panels.js"', _string("./" + PurePosixPath(dialogs_name).name)).replace("BOARD", _string(board))
    made = {
        "css": (_named(CSS, css, js), css),
        "js": (_named(JS, css, js), js),
        "poster": (_named(POSTER, poster), poster),
        "panels": (dialogs_name, dialogs),
    }
    return {word: (name, content.encode()) for word, (name, content) in made.items()}


def first(overrides: Path) -> str:
    """The one script that stands in the pages themselves; the policy names it by its hash."""
    return _read(overrides / FIRST)


def _string(text: str) -> str:
    """A text as a script writes it."""
    return json.dumps(text, ensure_ascii=False)


def _read(path: Path) -> str:
    return _SMALLER[path.suffix](path.read_text("utf-8"))


def _named(source: str, *contents: str) -> str:
    """A name with a hash of what it may change with in it: `assets/site.1a2b3c4d.css`."""
    path = PurePosixPath(source)
    digest = hashlib.sha256("\0".join(contents).encode()).hexdigest()[:8]
    return str(path.with_name(f"{path.stem}.{digest}{path.suffix}"))
