"""The few files that pages load: named by their content, so that a browser may keep them for good."""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath

# What the skeleton in overrides/main.html links to.
HASHED = ("assets/site.css", "assets/site.js")

# Material's own style sheets, scripts and pictures, none of which our skeleton uses; and what of our own
# overrides is read while the site is built.
_THEME = ("assets/stylesheets/", "assets/javascripts/", "assets/images/", "book/", "macros/", "words/")


def unused(source: str) -> bool:
    """Whether a file of the theme is left out of the site."""
    return source.startswith(_THEME)


def named_by_content(source: str, content: bytes) -> tuple[str, bytes]:
    """A file's name with a hash of its content in it, and the content: `assets/site.1a2b3c4d.css`."""
    path = PurePosixPath(source)
    digest = hashlib.sha256(content).hexdigest()[:8]
    return str(path.with_name(f"{path.stem}.{digest}{path.suffix}")), content
