"""A copy of the built site to look at from one's own disk: opened with a double click, no server needed."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from publication.web import html

# The address of a folder of the site; a server would find the page in it, a disk does not.
_FOLDER = re.compile(r'(?<=\bhref=")((?:[^":?#]*/)|(?:[^":?#]*/)?\.\.?)(#[^"]*)?(?=")')
_POLICY = 'http-equiv="Content-Security-Policy"'
_NO_INDEX = '<meta name="robots" content="noindex">'


def from_disk(page: str) -> str:
    """A page whose links lead to files, and that no search engine lists."""
    led = html.with_tags(page, "a", lambda tag: _FOLDER.sub(_index_file, tag))
    # A policy that says «only from this host» means nothing where there is no host.
    return html.with_tags(led, "meta", lambda tag: _NO_INDEX if _POLICY in tag else tag)


def _index_file(folder: re.Match[str]) -> str:
    return f"{folder[1].rstrip('/')}/index.html{folder[2] or ''}"


def write(site: Path, target: Path) -> None:
    """Copy the site, without what only a server uses, and make every page work from a disk."""
    shutil.copytree(site, target, ignore=shutil.ignore_patterns("*.gz", "*.br", "pagefind", "_headers", "404.html"))
    for page in target.rglob("*.html"):
        page.write_text(from_disk(page.read_text(encoding="utf-8")), encoding="utf-8")
