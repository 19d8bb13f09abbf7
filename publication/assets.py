"""The few files that pages load: made small, and named by their content, so that a browser may keep them for good."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath

import rcssmin
import rjsmin

# What the skeleton in overrides/main.html links to, and what site.js fetches when a dialog is opened.
SOURCES = ("assets/site.css", "assets/site.js", "assets/panels.js")

# Material's own style sheets, scripts and pictures, none of which our skeleton uses; and what of our own
# overrides is read while the site is built.
_THEME = ("assets/stylesheets/", "assets/javascripts/", "assets/images/", "book/", "macros/", "words/")

# A string where a script names another file or holds what a template says.
_PANELS, _MARKUP = '"./panels.js"', "MARKUP"

_SMALLER: Mapping[str, Callable[[str], str]] = {".css": rcssmin.cssmin, ".js": rjsmin.jsmin}


def unused(source: str) -> bool:
    """Whether a file of the theme is left out of the site."""
    return source.startswith(_THEME)


def files(overrides: Path, markup: str) -> dict[str, tuple[str, bytes]]:
    """What pages load, each by its kind (`css`, `js`, `panels`) with its name in the site. `markup` is the dialogs' HTML."""
    css, js, panels = (_read(overrides / source) for source in SOURCES)
    fetched = _named(SOURCES[2], panels.replace(_MARKUP, json.dumps(markup, ensure_ascii=False)))
    js = js.replace(_PANELS, json.dumps("./" + PurePosixPath(fetched[0]).name))
    return {"css": _named(SOURCES[0], css), "js": _named(SOURCES[1], js), "panels": fetched}


def _read(path: Path) -> str:
    return _SMALLER[path.suffix](path.read_text("utf-8"))


def _named(source: str, content: str) -> tuple[str, bytes]:
    """A name with a hash of the content in it, and the content: `assets/site.1a2b3c4d.css`."""
    path = PurePosixPath(source)
    digest = hashlib.sha256(content.encode()).hexdigest()[:8]
    return str(path.with_name(f"{path.stem}.{digest}{path.suffix}")), content.encode()
