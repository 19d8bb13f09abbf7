"""The standing issue: links that died, packages with known vulnerabilities, and what editors should look after.

One standing issue lists it, in Danish. Nothing of it stops a build.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from publication.github import messages
from publication.loading.diagnostics import Position
from publication.web import html
from publication.web.deployment import deployment

# Where readers without an account find the same.
OVERVIEW = "/om/redaktion/"
# The first line of the issue, by which the workflow finds it again.
MARKER = "<!-- et-bedre-liv-med-kultur: pleje -->"


class DeadLink(NamedTuple):
    """A link that did not answer as it should, its answer, and where it stands in the project."""

    url: str
    answer: str
    positions: tuple[Position, ...]


class Section(Protocol):
    """What there is to look after of one sort, and what to do about each."""

    @property
    def title(self) -> str: ...

    @property
    def advice(self) -> str: ...

    @property
    def matters(self) -> Sequence[Any]: ...


class Vulnerability(NamedTuple):
    """A known vulnerability of a package, and the versions that fix it."""

    package: str
    version: str
    id: str
    fixed_in: str


def outside_links(site: Path, own: str) -> list[str]:
    """Every address that the pages of a built site lead to and that does not begin with the site's own."""
    pages = (html.parse(file.read_text(encoding="utf-8")) for file in site.rglob("*.html"))
    found = {link.get("href", "") for page in pages for link in page.iter("a")}
    return sorted(href for href in found if href.startswith(("https://", "http://")) and not href.startswith(own))


def dead_links(lychee: Any, root: Path) -> list[DeadLink]:
    """The links that lychee's report has no good answer for, by address, with the lines they stand in."""
    answers: dict[str, str] = {}
    for outcome in ("error_map", "timeout_map"):
        for entries in (lychee.get(outcome) or {}).values():
            for entry in entries:
                status = entry.get("status") or {}
                answers[str(entry["url"])] = str(status.get("code") or status.get("text") or "intet svar")
    return [DeadLink(url, answer, tuple(_positions(url, root))) for url, answer in sorted(answers.items())]


def _positions(url: str, root: Path) -> Iterator[Position]:
    whole = re.compile(re.escape(url.rstrip("/")) + r"/?(?:[\s\"')>\]]|$)")
    for file in [*sorted((root / "data").glob("*.yml")), *sorted((root / "docs").rglob("*.md"))]:
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if whole.search(line):
                yield Position(file.relative_to(root).as_posix(), number)


def vulnerabilities(pip_audit: Any) -> list[Vulnerability]:
    """What pip-audit's report says."""
    return [
        Vulnerability(
            package=str(one["name"]),
            version=str(one.get("version", "")),
            id=str(found["id"]),
            fixed_in=", ".join(map(str, found.get("fix_versions") or [])),
        )
        for one in pip_audit.get("dependencies", [])
        for found in one.get("vulns", [])
    ]


def weekly_report(root: Path, links: Path, packages: Path, today: dt.date, upkeep: Sequence[Section]) -> str:
    """The text of the issue. `links` and `packages` are made by lychee and pip-audit, and may be missing or broken."""
    lychee, pip_audit = _json(links), _json(packages)
    return messages.render(
        "weekly-report.md",
        marker=MARKER,
        today=today,
        # A list that could not be made is None, not empty: the issue says so.
        links=None if lychee is None else dead_links(lychee, root),
        sections=upkeep,
        overview=deployment(os.environ).absolute(OVERVIEW),
        vulnerabilities=None if pip_audit is None else vulnerabilities(pip_audit),
    )


def _json(path: Path) -> Any | None:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None
