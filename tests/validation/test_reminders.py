"""Editors hear of dates that come near, at their line, and the check passes all the same."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from publication.cli.main import main
from publication.loading.loader import load
from publication.validation.reminders import reminders
from tests.damage import FIXTURES


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Invented data with a statement of the last of January and a contact that expires a year on."""
    for file in FIXTURES.glob("*.yml"):
        (tmp_path / file.name).write_text(
            file.read_text("utf-8")
            .replace("declared: 2999-01-01", "declared: 2025-03-31")
            .replace("security_expires: 2999-01-01", "security_expires: 2026-03-31"),
            "utf-8",
        )
    return tmp_path


@pytest.mark.parametrize(
    ("today", "about"),
    [
        pytest.param("2025-03-31", [], id="the same day"),
        pytest.param("2026-02-28", [], id="eleven months, in a month without that day"),
        pytest.param(
            "2026-03-01", ["tilgængelighed", "udløber snart"], id="over eleven months, and thirty days before"
        ),
        pytest.param("2026-03-31", ["tilgængelighed", "udløber snart"], id="the last day"),
        pytest.param("2026-04-01", ["tilgængelighed", "er udløbet"], id="too late"),
    ],
)
def test_dates_are_remembered_in_time(folder: Path, today: str, about: list[str]) -> None:
    found = reminders(load(folder), dt.date.fromisoformat(today))
    assert len(found) == len(about)
    assert all(word in one.message for word, one in zip(about, found, strict=True))


def test_a_reminder_names_its_line_and_lets_the_check_pass(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--data", str(folder), "--today", "2026-03-02"]) == 0
    first, second, last = capsys.readouterr().out.splitlines()
    lines = (folder / "initiative.yml").read_text("utf-8").splitlines()
    for said, field in ((first, "declared:"), (second, "security_expires:")):
        assert ": bemærk: " in said
        assert field in lines[int(said.split(":")[1]) - 1]
    assert last.startswith("Alt er i orden")


def test_on_github_it_is_a_warning_and_programs_get_the_diagnostics_alone(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--data", str(folder), "--today", "2026-03-02", "--format", "github"]) == 0
    assert capsys.readouterr().out.count("::warning file=") == 2
    assert main(["check", "--data", str(folder), "--today", "2026-03-02", "--format", "json"]) == 0
    said, remarked = capsys.readouterr()
    assert said == "[]\n" and remarked.count("bemærk") == 2
