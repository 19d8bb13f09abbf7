"""Compressed copies beside the files of a finished site, for nginx and Caddy, which hand them out as they are.

Other hosts compress by themselves, so this is a step of deploying and not of building.
"""

from __future__ import annotations

import gzip
from pathlib import Path

import brotli

# What a server compresses; pictures and books are compressed as they are.
_TEXT = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".csv", ".webmanifest", ".jsonld", ".md", ".ics"}
_SMALLEST = 1_000  # below this, a copy saves no packet


def compress(site: Path) -> int:
    """Write a `.gz` and a `.br` beside every text file of the site; returns of how many."""
    texts = (path for path in site.rglob("*") if path.suffix in _TEXT and path.is_file())
    files = [path for path in texts if path.stat().st_size >= _SMALLEST]
    for path in files:
        content = path.read_bytes()
        path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(content, 9, mtime=0))
        path.with_name(f"{path.name}.br").write_bytes(brotli.compress(content, mode=brotli.MODE_TEXT))
    return len(files)
