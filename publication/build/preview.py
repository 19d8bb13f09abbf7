"""A copy of the built site to look at from one's own disk: unpacked and opened with a double click, no server needed."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

# A link within the site that leads to a folder; a server would find the page in it, a disk does not.
_TO_FOLDER = re.compile(r'(<a\b[^>]*?\bhref=")((?:[^":?#]*/)|(?:[^":?#]*/)?\.\.?)(#[^"]*)?(?=")')
# A policy that says «only from this host» means nothing where there is no host.
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>\n?')


def from_disk(html: str) -> str:
    """A page whose links lead to files, and that no search engine lists."""
    led = _TO_FOLDER.sub(lambda link: f"{link[1]}{link[2].rstrip('/')}/index.html{link[3] or ''}", html)
    return _POLICY.sub('<meta name="robots" content="noindex">\n', led)


def write(site: Path, target: Path) -> None:
    """Copy the site, without what only a server uses, and make every page work from a disk."""
    shutil.copytree(site, target, ignore=shutil.ignore_patterns("*.gz", "*.br", "pagefind", "_headers", "404.html"))
    for page in target.rglob("*.html"):
        page.write_text(from_disk(page.read_text(encoding="utf-8")), encoding="utf-8")
