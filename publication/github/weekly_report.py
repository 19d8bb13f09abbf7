"""What the publication needs somebody to look after: links that died, dates that grew old, packages with known holes.

One standing issue tells it, in Danish. Nothing here is a diagnostic: the site stands as it is until somebody has time.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from publication.github import messages
from publication.loading.diagnostics import Diagnostic, Position
from publication.loading.loader import Reading, gather
from publication.model.records import Fact
from publication.validation.reminders import reminders
from publication.web import html
from publication.web.deployment import deployment

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


def dead_links(report: Any, root: Path) -> list[DeadLink]:
    """The links that lychee's report has no answer for, with the lines they stand in."""
    said: dict[str, str] = {}
    for sort in ("error_map", "timeout_map"):
        for entries in (report.get(sort) or {}).values():
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


def facts(reading: Reading, today: dt.date) -> Facts:
    stale, never = [], 0
    for entry in reading.all_entries():
        if not isinstance(entry.record, Fact):
            continue
        checked = entry.record.checked
        if checked is None:
            never += 1
        elif (today - checked).days > STALE_DAYS:
            stale.append((entry.at("checked"), entry.id, checked))
    return Facts(tuple(sorted(stale, key=lambda one: one[2])), never)


# --- Packages -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Hole:
    """A known hole in a package, and the version that closes it."""

    package: str
    version: str
    id: str
    cured_in: str


def holes(report: Any) -> list[Hole]:
    """What pip-audit's report says."""
    return [
        Hole(
            str(one["name"]), str(one.get("version", "")), str(hole["id"]), ", ".join(map(str, hole.get("fix_versions") or []))
        )
        for one in report.get("dependencies", [])
        for hole in one.get("vulns", [])
    ]


# --- All of it ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Care:
    """Everything that somebody should look at. A list that could not be made is nothing, not empty."""

    links: list[DeadLink] | None
    facts: Facts
    reminders: list[Diagnostic]
    holes: list[Hole] | None

    @property
    def count(self) -> int:
        return len(self.links or []) + len(self.facts.stale) + len(self.reminders) + len(self.holes or [])


def care(root: Path, links: Path, packages: Path, today: dt.date) -> Care:
    """What needs looking after; a report that is missing or broken is told as such."""
    reading = gather(root / "data")
    told, audited = _report(links), _report(packages)
    return Care(
        links=None if told is None else dead_links(told, root),
        facts=facts(reading, today),
        reminders=reminders(reading, today),
        holes=None if audited is None else holes(audited),
    )


def _report(path: Path) -> Any | None:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--list-links", type=Path, metavar="MAPPE", help="vis kun links ud af den byggede side i mappen")
    parser.add_argument("--links", type=Path, default=Path("links.json"), metavar="FIL", help="svaret fra lychee")
    parser.add_argument("--packages", type=Path, default=Path("packages.json"), metavar="FIL", help="svar fra pip-audit")
    parser.add_argument("--today", type=dt.date.fromisoformat, default=None, metavar="DAG", help="dagen at regne fra (i dag)")


def run(options: argparse.Namespace, say: Callable[[str], object], remark: Callable[[str], object]) -> int:
    """Print the links to try, or the letter about everything that needs looking after."""
    if options.list_links:
        say("".join(f"{link}\n" for link in outside_links(options.list_links, deployment(os.environ).site)))
        return 0
    today = options.today or dt.date.today()
    found = care(Path(), options.links, options.packages, today)
    say(messages.write("care.md", care=found, today=today, mark=MARK))
    return 0
