"""The project as it stood at a commit and as it stands now, each in a folder of its own and built into a site there."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import tarfile
from pathlib import Path

from publication.web.deployment import generator

TIMEOUT = 900  # seconds for one build


class Unbuildable(Exception):
    """A state of the project that gives no site; the text says why."""


def commit(root: Path, revision: str) -> str | None:
    """The commit that a revision names; None where there is none."""
    found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    return found.decode().strip() or None


def unpack(root: Path, revision: str, folder: Path) -> None:
    """Put the project as it stood at a commit into a folder."""
    with tarfile.open(fileobj=io.BytesIO(_git(root, "archive", "--format=tar", revision))) as tar:
        tar.extractall(folder, filter="data")


def copy(root: Path, folder: Path) -> None:
    """Put the project as it stands now into a folder: the files that git tracks, and those that it does not ignore."""
    listed = _git(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard").decode()
    for name in filter(None, listed.split("\0")):
        if (root / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / name, folder / name, follow_symlinks=False)


def build(tree: Path) -> Path:
    """The site of a project in a folder. Raises `Unbuildable` with what the build said.

    The folder has no history, and every build gets the same date, so two sites differ only where their content does.
    """
    # Python is to import the project's own modules, not those that are installed.
    own = {"PYTHONPATH": str(tree), "SOURCE_DATE_EPOCH": "1735732800", "NO_MKDOCS_2_WARNING": "1"}
    command, environment = generator("build", "--quiet"), os.environ | own
    try:
        run = subprocess.run(command, cwd=tree, env=environment, capture_output=True, encoding="utf-8", timeout=TIMEOUT)
    except subprocess.TimeoutExpired:
        raise Unbuildable(f"bygningen varede over {TIMEOUT} sekunder") from None
    if run.returncode or not (tree / "site").is_dir():
        raise Unbuildable((run.stderr or run.stdout).strip()[-2000:])
    return tree / "site"


def _git(root: Path, *arguments: str) -> bytes:
    """What git prints; nothing where it fails."""
    return subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=False).stdout
