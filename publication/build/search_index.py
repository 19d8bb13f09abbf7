"""The search index: Pagefind reads the built pages and writes what the search in the browser fetches.

Templates mark with `data-pagefind-ignore` what nobody searches for, and what is said in words elsewhere on the page.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

import pagefind_bin

from publication.web import html

FOLDER = "pagefind"  # where the index lies in the site
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
            "--exclude-selectors", html.SCREEN_ONLY, "--quiet",
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
