"""The one comment on a pull request: what has to be put right, or which pages the change touches.

A workflow with the right to write makes it from files that a run of a stranger's code left
behind. Those files are data: of bounded size, read strictly, and shown between backticks.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from publication.github import messages
from publication.github.change_report import LONGEST, Effects

# The first line of the comment, by which the workflow finds it again.
MARKER = "<!-- et-bedre-liv-med-kultur: tjek -->"
LARGEST = 4 * 1024 * 1024


class ReportedDiagnostic(BaseModel):
    """A diagnostic as `check --format json` prints it; its other fields are left out."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    file: str = Field(max_length=LONGEST)
    line: int = Field(ge=1, le=10_000_000)
    column: int = Field(ge=1, le=10_000_000)
    code: str = Field(max_length=40)
    message: str = Field(max_length=LONGEST)

    @property
    def editable(self) -> bool:
        """Whether the file is one that an editor can be led to."""
        return bool(re.fullmatch(r"(?:data/[a-z_]+\.yml|docs/(?:[a-z0-9-]+/)*[a-z0-9_-]+\.md|mkdocs\.yml)", self.file))


class Results(NamedTuple):
    """What a run left behind: its diagnostics, or else what the change means."""

    diagnostics: tuple[ReportedDiagnostic, ...] = ()
    effects: Effects | None = None

    @property
    def unreadable(self) -> bool:
        """Whether neither could be read. A run without diagnostics that got no further has broken off."""
        return not self.diagnostics and self.effects is None


def results(folder_or_archive: Path) -> Results:
    """What a run left behind. Whatever stands there, no exception is raised."""
    diagnostics = _read(folder_or_archive, "diagnostics.json", TypeAdapter(list[ReportedDiagnostic]))
    if diagnostics is None:
        return Results()
    return Results(tuple(dict.fromkeys(diagnostics)), _read(folder_or_archive, "effects.json", TypeAdapter(Effects)))


def _read(folder_or_archive: Path, name: str, expected: TypeAdapter[Any]) -> Any | None:
    content = _content(folder_or_archive, name)
    try:
        return expected.validate_json(content) if content else None
    except ValidationError:
        return None


def _content(folder_or_archive: Path, name: str) -> bytes | None:
    """One file's bytes; None where it is missing, too large or a symbolic link. An archive is never unpacked."""
    try:
        if folder_or_archive.is_dir():
            path = folder_or_archive / name
            return None if path.is_symlink() or path.stat().st_size > LARGEST else path.read_bytes()
        with zipfile.ZipFile(folder_or_archive) as archive, archive.open(name) as file:
            content = file.read(LARGEST + 1)
            return None if len(content) > LARGEST else content
    except (OSError, KeyError, ValueError, RuntimeError, NotImplementedError, EOFError, zipfile.BadZipFile, zlib.error):
        return None


def comment(found: Results, links: Mapping[str, str | None]) -> str:
    """The comment. `links` are `run`, `preview`, `deployed`, `edit` and `guide`; each may be missing."""
    return messages.render("comment.md", found=found, links=links, marker=MARKER)


def links(environment: Mapping[str, str]) -> dict[str, str | None]:
    """Where the comment leads, from what the run knows of itself and of the pull request."""

    def known(name: str, pattern: str) -> str | None:
        value = environment.get(name, "")
        return value if re.fullmatch(pattern, value) else None

    repository = environment.get("GITHUB_REPOSITORY")
    server = environment.get("GITHUB_SERVER_URL", "https://github.com")
    run, preview = known("CHECK_RUN_ID", r"\d+"), known("PREVIEW_ID", r"\d+")
    head, branch = known("HEAD_REPOSITORY", r"[\w.-]+/[\w.-]+"), environment.get("HEAD_BRANCH")
    run_page = f"{server}/{repository}/actions/runs/{run}" if repository and run else None
    return {
        "run": run_page,
        "preview": f"{run_page}/artifacts/{preview}" if run_page and preview else None,
        "deployed": known("PREVIEW_URL", r"https://[a-z0-9.-]+(?:/[\w./-]*)?"),
        "edit": f"{server}/{head}/edit/{quote(branch)}" if head and branch else None,
        "guide": f"{server}/{repository}/blob/HEAD/.github/NAAR-NOGET-GAAR-GALT.md" if repository else None,
    }
