"""The button that begins a year or keeps an edition: its steps run by hand, as those of the other workflows are."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from tests.damage import fresh
from tests.github.test_workflows import ROOT, GitHub, by_hand, github, step, workflow

__all__ = ["github"]
YEAR = {"TASK": "begynd et nyt år", "YEAR": "2025"}
MORE = {"DEFAULT_BRANCH": "main", "GH_TOKEN": "hemmelig"}


def git(github: GitHub, *arguments: str) -> str:
    command = ["git", "-c", "user.name=a", "-c", "user.email=a@b.dk", *arguments]
    done = subprocess.run(command, cwd=github.work, check=True, capture_output=True, text=True, env=github.environment)
    return done.stdout


@pytest.fixture
def project(github: GitHub) -> GitHub:
    """A project with data, and a server to push to."""
    fresh(github.work)
    (github.work / "published").mkdir()
    (github.work / "published/addresses.txt").write_text("/\n", encoding="utf-8")
    github.environment["GITHUB_STEP_SUMMARY"] = str(github.home / "summary.md")
    git(github, "init", "-q", "--bare", str(github.home / "origin.git"))
    git(github, "init", "-q", "-b", "main")
    git(github, "add", "data", "published")
    git(github, "commit", "-q", "-m", "Begynd")
    git(github, "remote", "add", "origin", str(github.home / "origin.git"))
    return github


def summary(github: GitHub) -> str:
    return (github.home / "summary.md").read_text(encoding="utf-8")


@by_hand
def test_a_year_becomes_a_pull_request_that_says_what_is_missing(project: GitHub) -> None:
    done = project.run(step("editions", "Skriv det i filerne"), **YEAR)
    assert done.returncode == 0, done.stderr
    assert project.output == {"written": "true"}
    done = project.run(step("editions", "Lav forslaget"), **YEAR, **MORE)
    assert done.returncode == 0, done.stderr
    pull, *started = project.written
    assert {"head=tal-2025", "base=main", "title=Nyt år: 2025"} <= set(pull["fields"])
    (letter,) = [one for one in pull["fields"] if one.startswith("body=")]
    assert "4 poster uden tal" in letter and "tal i 2 poster: fyrskolen-2025" in letter and letter[5:] == summary(project)
    assert [one["words"] for one in started] == [["workflow", "run", f"{name}.yml", "--ref", "tal-2025"] for name in ("check", "tests")]
    pushed = git(project, "--git-dir", str(project.home / "origin.git"), "show", "--format=%an%n%s", "--name-only", "tal-2025")
    assert pushed.split("\n") == ["github-actions[bot]", "Nyt år: 2025", "", "data/editions.yml", "data/participations.yml", ""]


@by_hand
def test_what_somebody_has_filled_in_on_the_branch_stays(project: GitHub) -> None:
    git(project, "push", "-q", "origin", "main:tal-2025")
    git(project, "commit", "-q", "--allow-empty", "--amend", "-m", "Andet")
    project.run(step("editions", "Skriv det i filerne"), **YEAR)
    done = project.run(step("editions", "Lav forslaget"), **YEAR, **MORE)
    assert done.returncode == 1 and not project.written
    assert "Der ligger allerede en gren, som hedder tal-2025." in summary(project)


@by_hand
@pytest.mark.parametrize("year", ["", "2024", "2025; touch bad", "$(touch bad)", " 2025", "../x"])
def test_what_is_no_new_year_ends_with_the_reason(project: GitHub, year: str) -> None:
    done = project.run(step("editions", "Skriv det i filerne"), TASK="begynd et nyt år", YEAR=year)
    assert done.returncode == 2 and not project.output
    assert summary(project).startswith("Intet er ændret: ")
    assert not list(project.home.rglob("bad")) and not git(project, "status", "--porcelain", "data")


@by_hand
def test_a_year_that_is_begun_already_makes_no_pull_request(project: GitHub) -> None:
    project.run(step("editions", "Skriv det i filerne"), **YEAR)
    git(project, "commit", "-q", "-a", "-m", "Flettet")
    (project.home / "output").unlink()
    done = project.run(step("editions", "Skriv det i filerne"), **YEAR)
    assert done.returncode == 0 and not project.output
    assert "Alt for 2025 var skrevet i forvejen." in summary(project)


@by_hand
def test_an_edition_becomes_a_pull_request(project: GitHub) -> None:
    kept = project.work / "published/editions/2025/data"
    shutil.copytree(project.work / "data", kept)
    environment = {"TASK": "gem en udgave", "YEAR": "2025"} | MORE
    (project.home / "temp/letter.md").write_text("Udgaven fra 2025 er gemt.\n", encoding="utf-8")
    done = project.run(step("editions", "Lav forslaget"), **environment)
    assert done.returncode == 0, done.stderr
    assert {"head=udgave-2025", "title=Gem udgaven: 2025"} <= set(project.written[0]["fields"])


@by_hand
def test_an_edition_that_is_not_there_is_not_kept(project: GitHub) -> None:
    done = project.run(step("editions", "Skriv det i filerne"), TASK="gem en udgave", YEAR="1999")
    assert done.returncode != 0 and not project.output and "Intet er gemt" in summary(project)


def test_only_those_who_may_write_can_press_it() -> None:
    assert set(workflow("editions")["on"]) == {"workflow_dispatch"}
    (job,) = workflow("editions")["jobs"].values()
    assert set(job["permissions"]) == {"actions", "contents", "pull-requests"}
    assert "secrets." not in (ROOT / ".github/workflows/editions.yml").read_text(encoding="utf-8")
