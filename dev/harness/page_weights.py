"""What a reader's browser fetches for a page."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

# What every page loads before its reader does anything, and what of a page is its content.
ASSETS = ("assets/site.*.css",)
SHEET = re.compile(r'<link rel="stylesheet" href="[^"]*?([^/"]+)">')
CONTENT = re.compile(r'<article class="text"[^>]*>(.*)</article>', re.DOTALL)


def sent(path: Path) -> int:
    """The bytes of a file under gzip."""
    return len(gzip.compress(path.read_bytes(), 9, mtime=0))


def shared(site: Path) -> int:
    """What every page fetches besides itself, cold, in bytes under gzip."""
    return sum(sent(path) for pattern in ASSETS for path in site.glob(pattern))


def weights(site: Path) -> dict[str, int]:
    """What a reader's browser fetches for each page, cold, in bytes under gzip: the page and its style sheets."""
    sheets = {file.name: sent(file) for file in site.glob("assets/*.css")}
    found = {}
    for page in site.rglob("index.html"):
        content = page.read_text("utf-8")
        if CONTENT.search(content):
            styles = sum(sheets[name] for name in SHEET.findall(content))
            found["/" + page.relative_to(site).as_posix().removesuffix("index.html")] = sent(page) + styles
    return found
