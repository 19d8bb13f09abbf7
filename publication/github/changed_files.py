"""Which files a proposal changes, as GitHub's API lists them, and whether any of them is more than words and pictures."""

from __future__ import annotations

import json
import re
from pathlib import Path, PurePosixPath
from typing import NamedTuple

PICTURES = {".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif"}
# GitHub lists no more files of one pull request.
MOST = 3000
_LARGEST = 16 * 1024**2
# What decides who may do what here: a change of it can switch off everything that looks after the site.
_GUARDS = re.compile(r"\.github/(?:workflows|actions)/.*|\.ci/.*|(?:.*/)?(?:CODEOWNERS|\.git[a-z]+)", re.DOTALL | re.IGNORECASE)


class ChangedFiles(NamedTuple):
    """The changed files that a developer has to look at: those that guard the site, and other code.

    `complete` says whether the list holds them all.
    """

    guards: tuple[str, ...] = ()
    code: tuple[str, ...] = ()
    complete: bool = True


def changed_files(listed: Path | None) -> ChangedFiles | None:
    """What a list means: on each line a JSON array with a file's name and the one it had. None where it cannot be read."""
    try:
        if listed is None or not listed.is_file() or listed.stat().st_size > _LARGEST:
            return None
        rows = [json.loads(line) for line in listed.read_text(encoding="utf-8").splitlines()]
    except (OSError, ValueError, RecursionError):
        return None
    if not rows or not all(isinstance(row, list) and row and all(isinstance(name, str) for name in row) for row in rows):
        return None
    names = list(dict.fromkeys(name for row in rows for name in row))
    guards = tuple(name for name in names if _GUARDS.fullmatch(name))
    code = tuple(name for name in names if name not in guards and not is_content(name))
    return ChangedFiles(guards, code, len(rows) < MOST)


def is_content(name: str) -> bool:
    """Whether a file is data, a page, or a picture."""
    path = PurePosixPath(name)
    if ".." in path.parts or "\\" in name or not name.isprintable():
        return False
    is_page = name.startswith("docs/") and path.suffix == ".md"
    return name.startswith("data/") or is_page or path.suffix.lower() in PICTURES
