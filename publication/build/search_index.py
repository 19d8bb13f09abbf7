"""The search index: Pagefind reads the built pages and writes what the search in the browser fetches."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pagefind_bin

FOLDER = "pagefind"
"""Where the index lies in the site."""

# What nobody searches for, and what is said in words elsewhere on the page: it would only make the index heavy.
_EXCLUDED = (
    ".breadcrumbs, .rail, .contents, .page-foot, .summary > strong, .link-to, .edit-link, .source-note, .chart-foot, "
    ".scroller, .key, .chart dl, .term-note, .neighbours, .numbers small, .unseen, svg"
)
# Pagefind's own ways of showing results, and its program for languages that it does not know: this site uses none.
_UNUSED = (
    "pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui*", "pagefind-highlight.js", "pagefind-worker.js",
    "wasm.unknown.pagefind",
)  # fmt: skip


def index(site: Path) -> None:
    """Write the index of a built site into it. Raises RuntimeError with Pagefind's words if it cannot."""
    done = subprocess.run(
        [
            pagefind_bin.get_executable(), "--site", site, "--glob", "**/index.html",
            "--root-selector", "main", "--exclude-selectors", _EXCLUDED, "--quiet",
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"Søgningen kunne ikke bygges: {done.stdout}")
    for pattern in _UNUSED:
        for unused in (site / FOLDER).glob(pattern):
            unused.unlink()
