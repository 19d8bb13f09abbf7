"""The one comment on a pull request: what has to be put right, or which pages the change touches.

The verdict is our own code's. What a run of the proposal's code left behind is shown as its own word.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote

from publication.github import messages
from publication.github.changed_files import ChangedFiles
from publication.github.proposal import Verdict
from publication.github.run_results import RunResults

# The first line of the comment, by which the workflow finds it again.
MARKER = "<!-- et-bedre-liv-med-kultur: tjek -->"


def comment(verdict: Verdict, run: RunResults, changed: ChangedFiles | None, links: Mapping[str, str | None]) -> str:
    """The comment. `links` are those of the function of that name; each may be missing."""
    return messages.render("comment.md", verdict=verdict, run=run, changed=changed, links=links, marker=MARKER)


def links(environment: Mapping[str, str]) -> dict[str, str | None]:
    """Where the comment leads, from what the run knows of itself and of the pull request."""

    def known(name: str, pattern: str) -> str | None:
        value = environment.get(name, "")
        return value if len(value) <= 500 and re.fullmatch(pattern, value, re.ASCII) else None

    repository = environment.get("GITHUB_REPOSITORY")
    server = environment.get("GITHUB_SERVER_URL", "https://github.com")
    run = known("CHECK_RUN_ID", r"\d+")
    head, branch = known("HEAD_REPOSITORY", r"[\w.-]+/[\w.-]+"), environment.get("HEAD_BRANCH")
    return {
        "run": f"{server}/{repository}/actions/runs/{run}" if repository and run else None,
        "deployed": known("PREVIEW_URL", r"https://[a-z0-9.-]+(?:/[\w./-]*)?"),
        "edit": f"{server}/{head}/edit/{quote(branch)}" if head and branch else None,
        "guide": f"{server}/{repository}/blob/HEAD/.github/NAAR-NOGET-GAAR-GALT.md" if repository else None,
        "number": known("NUMBER", r"\d+"),
        "version": (known("HEAD_SHA", r"[0-9a-f]{7,64}") or "")[:7] or None,
    }
