"""The search index: Pagefind reads the built pages and writes what the search in the browser fetches.

Templates mark with `data-pagefind-ignore` what nobody searches for, and what is said in words elsewhere on the page.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pagefind_bin

from publication.web import html

FOLDER = "pagefind"  # where the index lies in the site
# Pagefind's own ways of showing results, and its program for languages that it does not know: this site uses none.
_UNUSED = (
    "pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui*", "pagefind-highlight.js", "pagefind-worker.js",
    "wasm.unknown.pagefind",
)  # fmt: skip


@contextmanager
def indexing(site: Path) -> Iterator[None]:
    """Index the pages of a built site while the caller writes its other files. Raises RuntimeError with Pagefind's words."""
    command = [
        pagefind_bin.get_executable(), "--site", site, "--glob", "**/index.html",
        "--exclude-selectors", html.SCREEN_ONLY, "--quiet",
    ]  # fmt: skip
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            yield
        except BaseException:
            process.kill()
            raise
        output, _ = process.communicate()
    if process.returncode:
        raise RuntimeError(f"Søgningen kunne ikke bygges: {output}")
    for pattern in _UNUSED:
        for unused in (site / FOLDER).glob(pattern):
            unused.unlink()
