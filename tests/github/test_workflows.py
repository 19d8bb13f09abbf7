"""The workflows: pinned and with few rights, and their steps run by hand with a GitHub that only writes down what it is asked."""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from publication.github import issue_forms, jobs
from tests.damage import fresh
from tests.github.test_form_proposals import MEDIA, body

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
JQ = shutil.which("jq")
by_hand = pytest.mark.skipif(not (JQ and shutil.which("bash") and shutil.which("git")), reason="bash, git or jq is missing")


def workflow(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load((ROOT / f".github/workflows/{name}.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
    return loaded


def steps(name: str) -> list[dict[str, Any]]:
    return [step for job in workflow(name)["jobs"].values() for step in job["steps"]]


def step(name: str, title: str) -> str:
    (found,) = [step["run"] for step in steps(name) if step.get("name") == title]
    return str(found)


# --- What they may ----------------------------------------------------------------------------------


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_every_action_is_a_commit_with_its_version_beside_it(path: Path) -> None:
    for line in path.read_text(encoding="utf-8").splitlines():
        if "uses:" in line:
            assert re.search(r"uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_rights_are_given_job_by_job_and_credentials_do_not_stay(path: Path) -> None:
    loaded = workflow(path.stem)
    assert loaded["permissions"] == {}
    for job in loaded["jobs"].values():
        assert isinstance(job["permissions"], dict) and "timeout-minutes" in job
        for one in job["steps"]:
            if "checkout@" in one.get("uses", ""):
                assert one["with"]["persist-credentials"] == "false"
                assert "ref" not in one["with"] and "repository" not in one["with"]


def test_what_runs_a_strangers_code_can_only_read() -> None:
    for name in ("check", "tests"):
        loaded = workflow(name)
        assert set(loaded["on"]) == {"pull_request", "workflow_dispatch"}
        assert all(job["permissions"] == {"contents": "read"} for job in loaded["jobs"].values())
        assert "secrets." not in (ROOT / f".github/workflows/{name}.yml").read_text(encoding="utf-8")


def test_the_comment_knows_the_workflows_and_jobs_by_their_names() -> None:
    told = workflow("comment")["on"]["workflow_run"]
    assert told["workflows"] == [workflow(name)["name"] for name in ("check", "tests")]
    assert set(told["types"]) == {"requested", "completed"}
    names = [job["name"] for name in ("check", "tests") for job in workflow(name)["jobs"].values()]
    assert {jobs.BUILD, jobs.TESTS} <= set(names)
    asked = step("comment", "Hent forslaget som data")
    assert f"'{jobs.BUILD}'" in asked and f" {jobs.TESTS};" in asked


def test_the_first_look_needs_no_browser_and_no_build() -> None:
    ran = " ".join(one.get("run", "") for one in workflow("check")["jobs"]["content"]["steps"])
    assert "check --privacy" in ran and not re.search(r"apt-get|make site|dev\.stamp|\.ci/run|npm", ran)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_no_value_is_pasted_into_a_shell(path: Path) -> None:
    for one in steps(path.stem):
        assert "${{" not in one.get("run", ""), one.get("name")


def test_nothing_is_published_unless_everything_passed() -> None:
    found = workflow("deploy")["jobs"]
    assert found["deploy"]["needs"] == "build" and "deploy" in found["addresses"]["needs"]
    assert set(found["deploy"]["permissions"]) == {"pages", "id-token"}
    assert not any("continue-on-error" in one or "if" in one for job in found.values() for one in [job, *job["steps"]])
    ran = [one.get("run") for one in found["build"]["steps"]]
    assert ran.index(".ci/run") < ran.index("make book")


# --- By hand ----------------------------------------------------------------------------------------

FAKE_GH = r"""
import json, os, pathlib, subprocess, sys
words, home = sys.argv[1:], pathlib.Path(os.environ["FAKE_GITHUB"])
fields = [words[at + 1] for at, word in enumerate(words) if word in ("-F", "-f")]
read = [f.split("=@")[0] + "=" + pathlib.Path(f.split("=@")[1]).read_text() if "=@" in f else f for f in fields]
with (home / "asked.jsonl").open("a") as log:
    log.write(json.dumps({"words": words, "fields": read}) + "\n")
answers = json.loads((home / "answers.json").read_text())
for part, answer in answers.items():
    if any(part in word for word in words) and "POST" not in words and "PATCH" not in words:
        if isinstance(answer, str):
            sys.stdout.buffer.write(pathlib.Path(answer).read_bytes())
        elif "--jq" in words:
            jq = subprocess.run(["jq", "-r", words[words.index("--jq") + 1]], input=json.dumps(answer), text=True, capture_output=True)
            sys.stderr.write(jq.stderr); sys.stdout.write(jq.stdout); sys.exit(jq.returncode)
        else:
            print(json.dumps(answer))
        break
"""


class GitHub:
    """A folder that looks like a runner's, and a `gh` that answers what it was given and writes down what it was asked."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.work = home / "work"
        programs = home / "programs"
        for folder in (self.work / ".venv/bin", programs, home / "temp"):
            folder.mkdir(parents=True)
        self._program(self.work / ".venv/bin/python", f'exec "{sys.executable}" "$@"')
        (home / "gh.py").write_text(FAKE_GH, encoding="utf-8")
        self._program(programs / "gh", f'exec "{sys.executable}" "{home}/gh.py" "$@"')
        self.environment = {
            "PATH": f"{programs}:{os.environ['PATH']}",
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(ROOT),
            "FAKE_GITHUB": str(home),
            "GITHUB_REPOSITORY": "ejer/navn",
            "GITHUB_REPOSITORY_OWNER": "ejer",
            "GITHUB_SERVER_URL": f"file://{home}/server",
            "GITHUB_OUTPUT": str(home / "output"),
            "GITHUB_STEP_SUMMARY": str(home / "summary"),
            "GITHUB_EVENT_PATH": str(home / "event.json"),
            "GITHUB_EVENT_NAME": "pull_request",
            "RUNNER_TEMP": str(home / "temp"),
            "RESULTS": str(self.work / ".results"),
        }
        self.answer({})

    @staticmethod
    def _program(path: Path, text: str) -> None:
        path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)

    def answer(self, answers: dict[str, Any]) -> None:
        (self.home / "answers.json").write_text(json.dumps(answers), encoding="utf-8")

    def run(self, script: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a step as a runner does."""
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
        return subprocess.run(
            command, cwd=self.work, env=self.environment | environment, capture_output=True, text=True, timeout=110, check=False
        )

    @property
    def output(self) -> dict[str, str]:
        text = (self.home / "output").read_text(encoding="utf-8") if (self.home / "output").exists() else ""
        return dict(line.split("=", 1) for line in text.splitlines())

    @property
    def written(self) -> list[dict[str, Any]]:
        """What was asked for that changes something."""
        log = self.home / "asked.jsonl"
        asked = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()] if log.exists() else []
        return [one for one in asked if {"POST", "PATCH", "workflow"} & set(one["words"])]


@pytest.fixture
def github(tmp_path: Path) -> GitHub:
    return GitHub(tmp_path)


@by_hand
def test_the_check_shows_its_diagnostics_on_their_lines(github: GitHub) -> None:
    data = fresh(github.work)
    (github.work / "mkdocs.yml").write_text("nav: []\n", encoding="utf-8")
    done = github.run(step("check", "Se data og sider efter"))
    assert done.returncode == 0, done.stderr
    data.change("formats", "minutes: 60", "minutes: tres")
    done = github.run(step("check", "Se data og sider efter"))
    assert done.returncode == 1
    assert "::error file=data/formats.yml,line=24," in done.stdout


@by_hand
@pytest.mark.parametrize(("line", "asked"), [("", 0), ("/nyt/\n", 3)], ids=["nothing new", "an address"])
def test_what_is_published_is_proposed_for_the_list(github: GitHub, line: str, asked: int) -> None:
    (github.work / "published").mkdir()
    for name in ("addresses", "cards"):
        (github.work / f"published/{name}.txt").write_text("/\n", encoding="utf-8")
    origin = github.home / "origin.git"
    for command in (
        ["git", "init", "-q", "--bare", str(origin)],
        ["git", "init", "-q", "-b", "main"],
        ["git", "add", "published"],
        ["git", "-c", "user.name=a", "-c", "user.email=a@b.dk", "commit", "-q", "-m", "Begynd"],
        ["git", "remote", "add", "origin", str(origin)],
    ):
        subprocess.run(command, cwd=github.work, check=True, capture_output=True, env=github.environment)
    with zipfile.ZipFile(github.home / "lists.zip", "w") as archive:
        archive.writestr("addresses.txt", f"/\n{line}")
        archive.writestr("cards.txt", "/\n")
        archive.writestr("../bad", "x")
    github.answer({"/artifacts/4/zip": str(github.home / "lists.zip"), "/pulls": []})
    known = {"LISTS_ID": "4", "DEFAULT_BRANCH": "main", "TITLE": "Nye adresser", "LETTER": "Sig ja."}
    done = github.run(step("deploy", "Lav forslaget"), **known)
    assert done.returncode == 0, done.stderr
    assert len(github.written) == asked
    if asked:
        shown = ["git", "--git-dir", str(origin), "show", "adresser:published/addresses.txt"]
        assert subprocess.run(shown, capture_output=True, text=True, env=github.environment).stdout == "/\n/nyt/\n"
    assert not list(github.home.rglob("bad"))


@by_hand
def test_an_approved_form_becomes_a_branch_and_a_pull_request(github: GitHub) -> None:
    fresh(github.work)
    title = "Sang $(touch bad) `touch bad` ${GH_TOKEN}\n## x"
    text = body(MEDIA, outlet="Avisen", title=title, kind="artikel", url="https://eksempel.dk/")
    (github.home / "event.json").write_text(json.dumps({"issue": {"number": 7, "body": text}}), encoding="utf-8")
    origin = github.home / "origin.git"
    for command in (
        ["git", "init", "-q", "--bare", str(origin)],
        ["git", "init", "-q", "-b", "main"],
        ["git", "add", "data"],
        ["git", "-c", "user.name=a", "-c", "user.email=a@b.dk", "commit", "-q", "-m", "Begynd"],
        ["git", "remote", "add", "origin", str(origin)],
    ):
        subprocess.run(command, cwd=github.work, check=True, capture_output=True, env=github.environment)
    done = github.run(step("form", "Skriv posten"), NUMBER="7")
    assert done.returncode == 0, done.stderr
    assert github.output == {"written": "true"}
    github.answer({"/pulls": []})
    done = github.run(step("form", "Lav forslaget"), NUMBER="7", DEFAULT_BRANCH="main", GH_TOKEN="hemmelig")
    assert done.returncode == 0, done.stderr
    pull, *started = github.written
    assert "repos/ejer/navn/pulls" in pull["words"] and "head=formular-7" in pull["fields"]
    assert [one["words"] for one in started] == [["workflow", "run", f"{name}.yml", "--ref", "formular-7"] for name in ("check", "tests")]
    pushed = subprocess.run(
        ["git", "--git-dir", str(origin), "show", "--format=%an%n%s", "--stat", "formular-7"],
        capture_output=True, text=True, check=True, env=github.environment,
    ).stdout
    assert pushed.startswith("github-actions[bot]\nOmtale: Sang $(touch bad)")
    assert "data/media_coverage.yml" in pushed and "1 file changed" in pushed
    assert not list(github.home.rglob("bad"))


@by_hand
def test_a_form_that_a_program_cannot_read_is_left_to_people(github: GitHub) -> None:
    fresh(github.work)
    (github.home / "event.json").write_text(json.dumps({"issue": {"number": 7, "body": "Hej"}}), encoding="utf-8")
    assert github.run(step("form", "Skriv posten"), NUMBER="7").returncode == 0
    assert github.output == {"written": "false"}
    done = github.run(step("form", "Sig, at et menneske må se på det"), NUMBER="7")
    assert done.returncode == 0, done.stderr
    assert "Et menneske ser på det" in github.written[0]["fields"][0]


@by_hand
@pytest.mark.parametrize("number", [None, 3], ids=["first week", "every other"])
def test_there_is_one_standing_issue(github: GitHub, number: int | None) -> None:
    fresh(github.work)
    (github.work / "links.json").write_text('{"error_map": {"x": [{"url": "https://eksempel.dk/væk", "status": {"code": 404}}]}}', encoding="utf-8")
    from publication.github.weekly_report import MARKER

    others = [{"number": 1, "body": None}, {"number": 2, "body": "Andet"}]
    github.answer({"/issues?": [*others, *([{"number": number, "body": f"{MARKER}\nfør"}] if number else [])]})
    done = github.run(step("weekly", "Skriv det i den ene sag"), TITLE="Det skal nogen se på")
    assert done.returncode == 0, done.stderr
    (asked,) = github.written
    assert asked["words"][4] == (f"repos/ejer/navn/issues/{number}" if number else "repos/ejer/navn/issues")
    assert "`https://eksempel.dk/væk` svarer `404`" in asked["fields"][-1]
    # A report that is missing is told, and makes nothing red.
    assert "Pakkerne kunne ikke ses efter" in asked["fields"][-1]


def test_only_the_weekly_look_may_go_on_after_a_diagnostic() -> None:
    for path in WORKFLOWS:
        allowed = path.stem == "weekly"
        assert any("continue-on-error" in one for one in steps(path.stem)) == allowed


# --- The rest of .github ----------------------------------------------------------------------------


def test_owners_are_named_for_folders_that_are_there() -> None:
    for line in (ROOT / ".github/CODEOWNERS").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            place, *owners = line.split()
            assert place == "*" or (ROOT / place.lstrip("/")).exists()
            assert owners and all(re.fullmatch(r"@[\w-]+(/[\w-]+)?|\S+@\S+\.\w+", owner) for owner in owners)


def test_a_pull_request_asks_for_three_things() -> None:
    template = (ROOT / ".github/pull_request_template.md").read_text(encoding="utf-8")
    assert template.count("- [ ]") == 3


def test_every_form_that_becomes_data_is_told_apart() -> None:
    kinds = [form.file for form in issue_forms.forms()]
    assert len(set(kinds)) == len(kinds) == 3
