"""What somebody should look after: links that died, dates that grew old, packages with known vulnerabilities.

One standing issue lists it, in Danish. Nothing of it stops a build.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from publication.github import messages
from publication.loading.diagnostics import Position
from publication.loading.loader import LoadedData, load
from publication.model.records import Fact
from publication.validation.reminders import reminders
from publication.web import html

# A fact that was last held against its source more days ago than this is listed.
STALE_DAYS = 365
# The first line of the issue, by which the workflow finds it again.
MARKER = "<!-- et-bedre-liv-med-kultur: pleje -->"


class DeadLink(NamedTuple):
    """A link that did not answer as it should, its answer, and where it stands in the project."""

    url: str
    answer: str
    positions: tuple[Position, ...]


class CheckedFacts(NamedTuple):
    """The facts that were checked too long ago, each with its position, id and day; and how many have no such day."""

    stale: list[tuple[Position, str, dt.date]]
    never: int


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


def facts(data: LoadedData, today: dt.date) -> CheckedFacts:
    """When the facts of `data/` were last held against their sources, the oldest first."""
    loaded_facts = [loaded for loaded in data.all_records() if isinstance(loaded.record, Fact)]
    checked = [(one.at("checked"), one.id, one.record.checked) for one in loaded_facts if one.record.checked]
    stale = [one for one in checked if (today - one[2]).days > STALE_DAYS]
    return CheckedFacts(sorted(stale, key=lambda one: one[2]), len(loaded_facts) - len(checked))


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


def weekly_report(root: Path, links: Path, packages: Path, today: dt.date) -> str:
    """The text of the issue. `links` and `packages` are made by lychee and pip-audit, and may be missing or broken."""
    data = load(root / "data")
    lychee, pip_audit = _json(links), _json(packages)
    return messages.render(
        "weekly-report.md",
        marker=MARKER,
        today=today,
        # A list that could not be made is None, not empty: the issue says so.
        links=None if lychee is None else dead_links(lychee, root),
        facts=facts(data, today),
        reminders=reminders(data, today),
        vulnerabilities=None if pip_audit is None else vulnerabilities(pip_audit),
    )


def _json(path: Path) -> Any | None:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None
