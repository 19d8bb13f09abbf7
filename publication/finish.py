"""The last steps of a build: the search index over the finished pages, and the site put in its place whole."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path


def index(site: Path) -> None:
    """Write Pagefind's index of the pages into `site/pagefind`. Raises RuntimeError with its message if it cannot."""
    done = subprocess.run(
        [sys.executable, "-m", "pagefind", "--site", site, "--exclude-selectors", ".link-to", "--quiet"],
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(f"Søgningen kunne ikke bygges: {done.stdout}{done.stderr}")


def put_in_place(built: Path, target: Path) -> None:
    """Move a finished site to where it belongs; the one that stood there is removed after that."""
    built.chmod(0o755)
    if not target.exists():
        os.rename(built, target)
        return
    old = target.with_name(f".{target.name}-old-{os.getpid()}")
    os.rename(target, old)
    os.rename(built, target)
    shutil.rmtree(old)
