"""The one comment on a pull request: what has to be put right, or which pages the change touches.

The verdict is our own code's. What a run of the proposal's code left behind is shown as its own word. A comment that
would be long is told with less of each, until it is short enough to be read; the report tells all of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import quote

from publication.github import messages
from publication.github.changed_files import ChangedFiles
from publication.github.corrections import Correction
from publication.github.jobs import BUILD, TESTS, Progress, red_tests
from publication.github.proposal import Verdict
from publication.github.run_results import RunResults
from publication.github.summary import summary

# The first line of the comment, by which the workflow finds it again.
MARKER = "<!-- et-bedre-liv-med-kultur: tjek -->"
# The first line of each remark at a line.
REVIEW_MARKER = "<!-- et-bedre-liv-med-kultur: rettelse -->"
LONGEST = 6000  # characters that are read to the end


class Limits(NamedTuple):
    """How much of each is told: diagnostics, records, their fields, pages, their lines, and characters of a value."""

    faults: int
    records: int
    fields: int
    pages: int
    lines: int
    longest: int


_LEVELS = (
    Limits(faults=12, records=12, fields=12, pages=12, lines=4, longest=240),
    Limits(faults=8, records=8, fields=8, pages=8, lines=3, longest=160),
    Limits(faults=5, records=5, fields=5, pages=6, lines=2, longest=120),
    Limits(faults=3, records=4, fields=3, pages=4, lines=1, longest=80),
    Limits(faults=2, records=2, fields=2, pages=2, lines=1, longest=60),
    Limits(faults=1, records=1, fields=1, pages=1, lines=1, longest=40),
)
_ALL = Limits(faults=200, records=200, fields=200, pages=200, lines=200, longest=1000)


def comment(
    verdict: Verdict,
    run: RunResults,
    changed: ChangedFiles | None,
    links: Mapping[str, str | None],
    progress: Progress | None = None,
) -> str:
    """The comment. `links` are those of the function of that name; each may be missing."""
    values = _values(verdict, run, changed, links, progress)
    for number, limits in enumerate(_LEVELS):
        text = messages.render("comment.md", limits=limits, shortened=number > 0, **values)
        if len(text) <= LONGEST:
            break
    return text


def report(
    verdict: Verdict,
    run: RunResults,
    changed: ChangedFiles | None,
    links: Mapping[str, str | None],
    progress: Progress | None = None,
) -> str:
    """The same with all of it, and the lines of every file that follows."""
    values = _values(verdict, run, changed, links, progress)
    return messages.render("report.md", messages.LONGEST_REPORT, limits=_ALL, shortened=False, **values)


def _values(
    verdict: Verdict,
    run: RunResults,
    changed: ChangedFiles | None,
    links: Mapping[str, str | None],
    progress: Progress | None,
) -> dict[str, Any]:
    touched = [one for one in verdict.diagnostics if changed is None or changed.touches(one.file)]
    follow = [one for one in verdict.diagnostics if one not in touched]
    states = progress.states if progress else {}
    said = {one.code for one in run.diagnostics}
    red = [one for one in red_tests(progress) if one.code not in said] if progress else []
    return {
        "marker": MARKER, "verdict": verdict, "run": run, "changed": changed, "links": links, "red": red,
        "faults": touched or follow, "follow": follow if touched else [], "elsewhere": bool(follow) and not touched,
        "building": states.get(BUILD) == "venter", "unbuilt": states.get(BUILD) == "rød" and not run.diagnostics,
        "testing": states.get(TESTS) == "venter", "tested": states.get(TESTS),
        "effects": run.effects, "summary": summary(run.effects) if run.effects else None,
        "by_click": {(one.file, one.line) for one in clickable(verdict, changed)},
    }  # fmt: skip


def clickable(verdict: Verdict, changed: ChangedFiles | None) -> list[Correction]:
    """The corrections that can stand at their lines: those that GitHub shows beside the change."""
    shown = changed.shown if changed else {}
    return [one for one in verdict.corrections if one.line in shown.get(one.file, ())]


def review(verdict: Verdict, changed: ChangedFiles | None) -> list[dict[str, Any]]:
    """A remark for each line that one click puts right, as GitHub's API takes them."""
    return [
        {
            "path": one.file,
            "line": one.line,
            "side": "RIGHT",
            "body": messages.render("correction.md", correction=one, marker=REVIEW_MARKER),
        }
        for one in clickable(verdict, changed)
    ]


def links(environment: Mapping[str, str]) -> dict[str, str | None]:
    """Where the comment leads, from what the run knows of itself and of the pull request."""

    def known(name: str, pattern: str) -> str | None:
        value = environment.get(name, "")
        return value if len(value) <= 500 and re.fullmatch(pattern, value, re.ASCII) else None

    repository = environment.get("GITHUB_REPOSITORY")
    server = environment.get("GITHUB_SERVER_URL", "https://github.com")
    run, own_run = known("CHECK_RUN_ID", r"\d+"), known("GITHUB_RUN_ID", r"\d+")
    head, branch = known("HEAD_REPOSITORY", r"[\w.-]+/[\w.-]+"), environment.get("HEAD_BRANCH")
    number = known("NUMBER", r"\d+")
    return {
        "run": f"{server}/{repository}/actions/runs/{run}" if repository and run else None,
        # The page of the run that writes the comment shows the report.
        "report": f"{server}/{repository}/actions/runs/{own_run}" if repository and own_run else None,
        "files": f"{server}/{repository}/pull/{number}/files" if repository and number else None,
        "deployed": known("PREVIEW_URL", r"https://[a-z0-9.-]+(?:/[\w./-]*)?"),
        "edit": f"{server}/{head}/edit/{quote(branch)}" if head and branch else None,
        "guide": f"{server}/{repository}/blob/HEAD/.github/NAAR-NOGET-GAAR-GALT.md" if repository else None,
        "number": number,
        "version": (known("HEAD_SHA", r"[0-9a-f]{7,64}") or "")[:7] or None,
    }
