"""Which files a proposal changes, as GitHub's API lists them, and whether any of them is more than words and pictures."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

PICTURES = {".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif"}
# GitHub lists no more files of one pull request.
MOST = 3000
_LARGEST = 16 * 1024**2
# What decides who may do what here: a change of it can switch off everything that looks after the site.
_GUARDS = re.compile(r"\.github/(?:workflows|actions)/.*|\.ci/.*|(?:.*/)?(?:CODEOWNERS|\.git[a-z]+)", re.DOTALL | re.IGNORECASE)

# The lists of what was published. They may grow, as the workflow that publishes lets them.
_LISTS = re.compile(r"published/[a-z0-9-]+\.txt")


class ChangedFiles(NamedTuple):
    """The changed files that a developer has to look at: those that guard the site, and other code.

    `complete` says whether the list holds them all; `shown` are the lines of each that GitHub shows beside the change.
    """

    guards: tuple[str, ...] = ()
    code: tuple[str, ...] = ()
    complete: bool = True
    names: frozenset[str] = frozenset()
    shown: Mapping[str, frozenset[int]] = {}

    def touches(self, name: str) -> bool:
        """Whether the proposal may have changed a file."""
        return name in self.names or not self.complete


def changed_files(listed: Path | None) -> ChangedFiles | None:
    """What a list means; None where it cannot be read. On each line stands a JSON array: a file's name, the one it had,
    and the change as GitHub shows it, which may be missing."""
    try:
        if listed is None or not listed.is_file() or listed.stat().st_size > _LARGEST:
            return None
        rows = [json.loads(line) for line in listed.read_text(encoding="utf-8").splitlines()]
    except (OSError, ValueError, RecursionError):
        return None
    if not rows or not all(_is_row(row) for row in rows):
        return None
    names = list(dict.fromkeys(name for row in rows for name in row[:2] if name is not None))
    patches = {row[0]: row[2] for row in rows if len(row) > 2 and row[2] is not None}
    guards = tuple(name for name in names if _GUARDS.fullmatch(name))
    growing = {name for name, patch in patches.items() if _LISTS.fullmatch(name) and not re.search("(?m)^-", patch)}
    code = tuple(name for name in names if name not in {*guards, *growing} and not is_content(name))
    shown = {name: shown_lines(patch) for name, patch in patches.items()}
    return ChangedFiles(guards, code, len(rows) < MOST, frozenset(names), shown)


def _is_row(row: Any) -> bool:
    texts = isinstance(row, list) and all(part is None or isinstance(part, str) for part in row)
    return texts and 1 <= len(row) <= 3 and isinstance(row[0], str)


def shown_lines(patch: str) -> frozenset[int]:
    """The lines of the new file that a patch shows, changed or beside a change: those that a remark can stand at."""
    lines, number = set(), 0
    for line in patch.splitlines():
        if found := re.match(r"@@ -[0-9,]{1,20} \+([0-9]{1,9})(?:,[0-9]{1,9})? @@", line):
            number = int(found[1])
        elif line[:1] in {"+", " ", ""}:
            lines.add(number)
            number += 1
    return frozenset(lines)


def is_content(name: str) -> bool:
    """Whether a file is data, a page, or a picture."""
    path = PurePosixPath(name)
    if ".." in path.parts or "\\" in name or not name.isprintable():
        return False
    is_page = name.startswith("docs/") and path.suffix == ".md"
    return name.startswith("data/") or is_page or path.suffix.lower() in PICTURES
