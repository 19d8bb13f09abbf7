"""What grows old by itself is found, told with its place, and never makes anything red."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path

import pytest

from publication.cli.main import main
from publication.github import weekly_report
from publication.loading.loader import load
from tests.damage import Data

TODAY = dt.date(2027, 6, 1)


def test_links_out_of_the_site_are_those_that_lead_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(
        '<a href="https://a.eksempel.dk/">x</a><a href="../om/">x</a><a href="mailto:x@y.dk">x</a>'
        '<a href="https://egen.eksempel.dk/om/">x</a><a href="http://b.eksempel.dk/&amp;">x</a><link href="https://c.dk/">',
        encoding="utf-8",
    )
    found = weekly_report.outside_links(tmp_path, "https://egen.eksempel.dk/")
    assert found == ["http://b.eksempel.dk/&", "https://a.eksempel.dk/"]


def test_a_dead_link_is_told_with_every_line_it_stands_in(data: Data) -> None:
    entry = load(data.folder).by_kind["media_coverage"][0]
    url = entry.raw["url"]
    report = {"error_map": {"x": [{"url": url, "status": {"text": "Not Found", "code": 404}}]}, "timeout_map": {}}
    (dead,) = weekly_report.dead_links(report, data.folder.parent)
    assert (dead.url, dead.answer) == (url, "404")
    assert ("data/media_coverage.yml", entry.at("url").line) in [(place.file, place.line) for place in dead.positions]


def test_what_editors_should_look_after_is_told(
    data: Data, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = data.text("principles")
    data.write("principles", re.sub(r"(?m)^  source:", "  checked: 2026-05-31\n  source:", text, count=1))
    monkeypatch.chdir(data.folder.parent)
    assert main(["care", "--today", TODAY.isoformat()]) == 0
    told = capsys.readouterr().out
    line = load(data.folder).by_kind["principles"][0].at("checked").line
    assert "## Ikke set efter i over et år" in told
    assert f"er sidst set efter 2026-05-31` (`data/principles.yml`, linje {line})" in told
    assert "/om/redaktion/" in told


def test_known_holes_are_told_with_their_cure() -> None:
    report = {
        "dependencies": [
            {"name": "a", "version": "1.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["1.1", "2.0"]}]},
            {"name": "b", "version": "1.0", "vulns": []},
            {"name": "c", "skip_reason": "?"},
        ]
    }
    assert weekly_report.vulnerabilities(report) == [weekly_report.Vulnerability("a", "1.0", "PYSEC-1", "1.1, 2.0")]


@pytest.mark.parametrize("report", [None, "", "{", "[]", "null"])
def test_a_report_that_is_missing_or_broken_is_said_and_no_more(
    data: Data, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], report: str | None
) -> None:
    monkeypatch.chdir(data.folder.parent)
    if report is not None:
        Path("links.json").write_text(report, encoding="utf-8")
    assert main(["care", "--today", "2025-06-01"]) == 0
    assert "Links kunne ikke prøves" in capsys.readouterr().out


def test_when_all_is_well_it_says_so(
    data: Data, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(data.folder.parent)
    Path("links.json").write_text(json.dumps({"error_map": {}, "timeout_map": {}}), encoding="utf-8")
    Path("packages.json").write_text(json.dumps({"dependencies": []}), encoding="utf-8")
    reading = load(data.folder)
    said_on = reading.by_kind["initiative"][0].record
    assert said_on
    assert main(["care", "--today", said_on.accessibility.declared.isoformat()]) == 0
    written = capsys.readouterr().out
    assert written.startswith(f"{weekly_report.MARKER}\n")
    assert "Alt er, som det skal være" in written or "## " in written
