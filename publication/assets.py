"""The few files that pages load: made small, and named by their content, so that a browser may keep them for good."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath

import rcssmin
import rjsmin

# Our own: what every page loads, what the posters load besides, what makes up panels.js, and what stands in the pages.
SOURCES = tuple(
    f"assets/{name}" for name in ("site.css", "site.js", "poster.css", "panels.js", "panels.css", "first.js")
)

# What of our overrides is read while the site is built.
_FOR_BUILDING = ("book/", "macros/", "words/")

_SMALLER: Mapping[str, Callable[[str], str]] = {".css": rcssmin.cssmin, ".js": rjsmin.jsmin}


def unused(source: str) -> bool:
    """Whether a file of the overrides is left out of the site."""
    return source.startswith(_FOR_BUILDING)


def files(overrides: Path, markup: str) -> dict[str, tuple[str, bytes]]:
    """What pages load: its name in the site and its content, by the word that templates use.

    panels.js is fetched by site.js when somebody opens a dialog. It carries the dialogs' HTML, `markup`, and
    their styles, so that it is one request.
    """
    css, js, poster, panels, styles, _ = (_read(overrides / source) for source in SOURCES)
    fetched = _named(SOURCES[3], panels.replace("MARKUP", _string(markup)).replace("STYLES", _string(styles)))
    js = js.replace('"./panels.js"', _string("./" + PurePosixPath(fetched[0]).name))
    return {
        "css": _named(SOURCES[0], css),
        "js": _named(SOURCES[1], js),
        "poster": _named(SOURCES[2], poster),
        "panels": fetched,
    }


def first(overrides: Path) -> str:
    """The one script that stands in the pages themselves; the policy names it by its hash."""
    return _read(overrides / SOURCES[5])


def _string(text: str) -> str:
    """A text as a script writes it."""
    return json.dumps(text, ensure_ascii=False)


def _read(path: Path) -> str:
    return _SMALLER[path.suffix](path.read_text("utf-8"))


def _named(source: str, content: str) -> tuple[str, bytes]:
    """A name with a hash of the content in it, and the content: `assets/site.1a2b3c4d.css`."""
    path = PurePosixPath(source)
    digest = hashlib.sha256(content.encode()).hexdigest()[:8]
    return str(path.with_name(f"{path.stem}.{digest}{path.suffix}")), content.encode()
