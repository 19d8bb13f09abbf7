"""What somebody should look after: links that died, dates that grew old, packages with known vulnerabilities.

One standing issue lists it, in Danish. Nothing of it stops a build.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from publication.loading.diagnostics import Diagnostic, Position
from publication.loading.loader import LoadedData, load
from publication.model.records import Fact
from publication.validation.reminders import reminders
from publication.web import html

# Facts that nobody has held against their source for so long are told.
STALE_DAYS = 365
MARK = "<!-- et-bedre-liv-med-kultur: pleje -->"

# --- Links out of the site ------------------------------------------------------------------------


def outside_links(site: Path, own: str) -> list[str]:
    """Every address that the pages of a built site lead to and that is not the site's own."""
    pages = (html.parse(file.read_text(encoding="utf-8")) for file in site.rglob("*.html"))
    found = {link.get("href", "") for page in pages for link in page.iter("a")}
    return sorted(href for href in found if href.startswith(("https://", "http://")) and not href.startswith(own))


@dataclass(frozen=True)
class DeadLink:
    """A link that did not answer, what was said, and where it stands in the project."""

    url: str
    said: str
    places: tuple[Position, ...]


def dead_links(lychee: Any, root: Path) -> list[DeadLink]:
    """The links that lychee's report has no answer for, with the lines they stand in."""
    said: dict[str, str] = {}
    for sort in ("error_map", "timeout_map"):
        for entries in (lychee.get(sort) or {}).values():
            for entry in entries:
                status = entry.get("status") or {}
                said[str(entry["url"])] = str(status.get("code") or status.get("text") or "intet svar")
    return [DeadLink(url, why, tuple(_places(url, root))) for url, why in sorted(said.items())]


def _places(url: str, root: Path) -> Iterator[Position]:
    bare = url.rstrip("/")
    for file in [*sorted((root / "data").glob("*.yml")), *sorted((root / "docs").rglob("*.md"))]:
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if re.search(re.escape(bare) + r"/?(?:[\s\"')>\]]|$)", line):
                yield Position(file.relative_to(root).as_posix(), number)


# --- Dates ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Facts:
    """The facts that were last held against their source too long ago, and how many never were, as far as is said."""

    stale: tuple[tuple[Position, str, dt.date], ...]
    never: int


def facts(data: LoadedData, today: dt.date) -> Facts:
    stale, never = [], 0
    for loaded in data.all_records():
        if not isinstance(loaded.record, Fact):
            continue
        checked = loaded.record.checked
        if checked is None:
            never += 1
        elif (today - checked).days > STALE_DAYS:
            stale.append((loaded.at("checked"), loaded.id, checked))
    return Facts(tuple(sorted(stale, key=lambda one: one[2])), never)


# --- Packages -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Vulnerability:
    """A known vulnerability of a package, and the version that fixes it."""

    package: str
    version: str
    id: str
    fixed_in: str


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


# --- The report -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class WeeklyReport:
    """Everything that somebody should look at. A list that could not be made is nothing, not empty."""

    links: list[DeadLink] | None
    facts: Facts
    reminders: list[Diagnostic]
    vulnerabilities: list[Vulnerability] | None

    @property
    def count(self) -> int:
        return len(self.links or []) + len(self.facts.stale) + len(self.reminders) + len(self.vulnerabilities or [])


def weekly_report(root: Path, links: Path, packages: Path, today: dt.date) -> WeeklyReport:
    """What needs looking after. `links` and `packages` are made by lychee and pip-audit, and may be missing or broken."""
    data = load(root / "data")
    tried, audited = _read(links), _read(packages)
    return WeeklyReport(
        links=None if tried is None else dead_links(tried, root),
        facts=facts(data, today),
        reminders=reminders(data, today),
        vulnerabilities=None if audited is None else vulnerabilities(audited),
    )


def _read(path: Path) -> Any | None:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None
