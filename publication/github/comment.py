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
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from publication.github import messages
from publication.github.change_report import LONGEST, Effects
from publication.loading.codes import EXPLANATIONS
from publication.model.kinds import KINDS

# The first line of the comment, by which it is found again.
MARK = "<!-- et-bedre-liv-med-kultur: tjek -->"
LARGEST = 4 * 1024 * 1024
SHOWN = 30


class ReportedDiagnostic(BaseModel):
    """A diagnostic as `check --format json` tells it; what else stands there is left."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    file: str = Field(max_length=LONGEST)
    line: int = Field(ge=1, le=10_000_000)
    column: int = Field(ge=1, le=10_000_000)
    code: str = Field(max_length=40)
    message: str = Field(max_length=LONGEST)

    @property
    def known(self) -> bool:
        """Whether the code is one of ours, so that its cause and cure can be shown."""
        return self.code in EXPLANATIONS

    @property
    def editable(self) -> bool:
        """Whether the file is one that an editor can be led to."""
        return bool(re.fullmatch(r"(?:data/[a-z_]+\.yml|docs/(?:[a-z0-9-]+/)*[a-z0-9_-]+\.md|mkdocs\.yml)", self.file))


_DIAGNOSTICS = TypeAdapter(list[ReportedDiagnostic])


class Results(BaseModel):
    """What a run left behind: the diagnostics, what the change means, and whether either could not be read."""

    diagnostics: list[ReportedDiagnostic] = []
    effects: Effects | None = None
    unreadable: bool = False


def results(left: Path) -> Results:
    """What a run left behind in a folder or an archive. Whatever stands there, nothing of it raises an exception."""
    told, meant = (_content(left, name) for name in ("diagnostics.json", "effects.json"))
    unreadable = told is None
    diagnostics: list[ReportedDiagnostic] = []
    effects = None
    try:
        diagnostics = _DIAGNOSTICS.validate_json(told) if told else []
    except ValidationError:
        unreadable = True
    try:
        effects = Effects.model_validate_json(meant) if meant else None
    except ValidationError:
        unreadable = True
    if effects and any(record.kind not in KINDS for record in effects.records):
        effects, unreadable = None, True
    # A run that told no diagnostics and got no further broke off, and all is not well.
    unreadable = unreadable or (not diagnostics and effects is None)
    return Results(diagnostics=list(dict.fromkeys(diagnostics)), effects=effects, unreadable=unreadable)


def _content(left: Path, name: str) -> bytes | None:
    """One file's bytes; nothing where it is missing, too large, or leads elsewhere. An archive is never unpacked."""
    try:
        if left.is_dir():
            path = left / name
            return None if path.is_symlink() or path.stat().st_size > LARGEST else path.read_bytes()
        with zipfile.ZipFile(left) as archive, archive.open(name) as file:
            content = file.read(LARGEST + 1)
            return None if len(content) > LARGEST else content
    except (OSError, KeyError, ValueError, RuntimeError, NotImplementedError, EOFError, zipfile.BadZipFile, zlib.error):
        return None


def comment(found: Results, links: Mapping[str, str | None]) -> str:
    """The comment. `links` are `run`, `preview`, `deployed`, `edit` and `guide`; each may be missing."""
    return messages.render("comment.md", found=found, links=links, mark=MARK, shown=SHOWN, kinds=KINDS)


def links(environment: Mapping[str, str]) -> dict[str, str | None]:
    """Where the comment leads, from what the run knows of itself and of the pull request."""
    server, repository = environment.get("GITHUB_SERVER_URL", "https://github.com"), environment.get("GITHUB_REPOSITORY")
    run, preview = environment.get("CHECK_RUN_ID", ""), environment.get("PREVIEW_ID", "")
    head, branch = environment.get("HEAD_REPOSITORY", ""), environment.get("HEAD_BRANCH", "")
    deployed = environment.get("PREVIEW_URL", "")
    known = re.fullmatch(r"[\w.-]+/[\w.-]+", head)
    runs = f"{server}/{repository}/actions/runs/{run}" if repository and run.isdecimal() else None
    return {
        "run": runs,
        "preview": f"{runs}/artifacts/{preview}" if runs and preview.isdecimal() else None,
        "deployed": deployed if re.fullmatch(r"https://[a-z0-9.-]+(?:/[\w./-]*)?", deployed) else None,
        "edit": f"{server}/{head}/edit/{quote(branch)}" if known and branch else None,
        "guide": f"{server}/{repository}/blob/HEAD/.github/NAAR-NOGET-GAAR-GALT.md" if repository else None,
    }
