"""The workflow that comments, run by hand: it finds the proposal, judges it as data, and writes with few rights."""

from __future__ import annotations

import json
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

from publication.github import comment, jobs
from tests.damage import fresh
from tests.github.test_workflows import GitHub, by_hand, github, step, steps, workflow

__all__ = ["github"]

FOUND = "Find forslaget og det, tjek og prøver efterlod"
PULLS = [{"number": 5, "head": {"sha": "abc"}}]
FIND = {"HEAD_REPOSITORY": "fork/navn", "HEAD_OWNER": "fork", "HEAD_BRANCH": "patch-1", "HEAD_SHA": "abc", "LARGEST": "1000"}


def _artifact(id_: int, name: str, size: int = 10, expired: bool = False) -> dict[str, Any]:
    return {"id": id_, "name": name, "size_in_bytes": size, "expired": expired}


def _run(id_: int, workflow: str, repository: str = "fork/navn") -> dict[str, Any]:
    return {"id": id_, "path": f".github/workflows/{workflow}.yml@refs/x", "head_repository": {"full_name": repository}}


RUNS = {"workflow_runs": [_run(6, "check"), _run(9, "check"), _run(7, "tests"), _run(10, "check", "en/anden"), _run(8, "andet")]}


@by_hand
def test_the_pull_request_and_what_was_left_behind_are_asked_of_github(github: GitHub) -> None:
    artifacts = [_artifact(1, "results"), _artifact(2, "results"), _artifact(3, "site", size=5000), _artifact(4, "andet")]
    left = {"/runs/9/artifacts": {"artifacts": artifacts}, "/runs/7/artifacts": {"artifacts": [_artifact(5, "tests")]}}
    github.answer({"/pulls": PULLS, **left, "/actions/runs": RUNS})
    done = github.run(step("comment", FOUND), **FIND)
    assert done.returncode == 0, done.stderr
    assert github.output == {"number": "5", "check": "9", "tests": "7", "results": "2", "failed": "5", "site": ""}


@by_hand
def test_the_first_comment_comes_when_nothing_is_left_behind_yet(github: GitHub) -> None:
    github.answer({"/pulls": PULLS, "/artifacts": {"artifacts": []}, "/actions/runs": {"workflow_runs": [_run(9, "check")]}})
    done = github.run(step("comment", FOUND), **FIND)
    assert done.returncode == 0, done.stderr
    assert github.output == {"number": "5", "check": "9", "tests": "", "results": "", "failed": "", "site": ""}


@by_hand
@pytest.mark.parametrize("pulls", [[], [{"number": 5, "head": {"sha": "newer"}}]], ids=["none", "moved on"])
def test_without_its_pull_request_nothing_is_said(github: GitHub, pulls: list[Any]) -> None:
    github.answer({"/pulls": pulls, "/artifacts": {"artifacts": []}, "/actions/runs": RUNS})
    done = github.run(step("comment", FOUND), **FIND)
    assert done.returncode == 0, done.stderr
    assert github.output["number"] == ""


def _said(login: str, id_: int, text: str) -> dict[str, Any]:
    return {"id": id_, "user": {"login": login}, "body": text}


@by_hand
@pytest.mark.parametrize(
    ("comments", "words"),
    [
        ([], "repos/ejer/navn/issues/5/comments"),
        # Somebody else's comment that begins as ours is left alone.
        ([_said("nogen", 1, comment.MARKER)], "repos/ejer/navn/issues/5/comments"),
        ([_said("github-actions[bot]", 7, f"{comment.MARKER}\nfør")], "repos/ejer/navn/issues/comments/7"),
    ],
    ids=["first", "not ours", "kept up to date"],
)
def test_there_is_one_comment(github: GitHub, comments: list[Any], words: str) -> None:
    finished = github.home / "finished.zip"
    with zipfile.ZipFile(finished, "w") as archive:
        archive.writestr("comment.md", f"{comment.MARKER}\n\n$(touch bad) `id` @alle\n")
        archive.writestr("../../bad", "x")
    github.answer({"/artifacts/8/zip": str(finished), "/issues/5/comments": comments})
    done = github.run(step("comment", "Skriv kommentaren"), NUMBER="5", COMMENT_ID="8")
    assert done.returncode == 0, done.stderr
    (asked,) = github.written
    assert words in asked["words"]
    assert asked["fields"][0].startswith(f"body={comment.MARKER}\n")
    assert "$(touch bad)" in asked["fields"][0]
    assert not list(github.home.rglob("bad"))


BROKEN = "minutes: tres"
CHANGED = [
    {"filename": "data/formats.yml", "patch": "@@ -24 +24 @@\n-  minutes: 60\n+  minutes: tres"},
    {"filename": "docs/x.md", "previous_filename": "hooks.py"},
]


class Proposal:
    """A pull request on the fake server, whose data has one fault and whose own run says that there is none."""

    def __init__(self, github: GitHub) -> None:
        self.github = github
        folder = github.home / "server/ejer/navn"
        data = fresh(folder)
        data.change("formats", "minutes: 60", BROKEN)
        (folder / "mkdocs.yml").write_text("nav: []\n", encoding="utf-8")
        self._git(folder, "init", "-q")
        self._git(folder, "add", ".")
        self._git(folder, "-c", "user.name=a", "-c", "user.email=a@b.dk", "commit", "-q", "-m", "x")
        self._git(folder, "update-ref", "refs/pull/5/head", "HEAD")
        self.head = self._git(folder, "rev-parse", "HEAD")
        told = {"records": [], "touched": [], "left_out": 0, "unbuilt": None}
        self.results = github.home / "left.zip"
        with zipfile.ZipFile(self.results, "w") as archive:
            archive.writestr("diagnostics.json", "[]")
            archive.writestr("effects.json", json.dumps(told))
        self.answers: dict[str, Any] = {
            "/pulls/5/files": CHANGED, "/pulls/5": {"head": {"sha": self.head}}, "/artifacts/2/zip": str(self.results),
            "/runs/9/jobs": {"jobs": [{"name": jobs.BUILD, "status": "completed", "conclusion": "success"}]},
            "/runs/7/jobs": {"jobs": []}, "/runs/": {"status": "queued", "conclusion": None},
        }  # fmt: skip

    def _git(self, folder: Path, *arguments: str) -> str:
        command = ["git", "-C", str(folder), *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True, env=self.github.environment).stdout.strip()

    def write(self, text: str) -> None:
        """Commit something else in the place of what is wrong."""
        folder = self.github.home / "server/ejer/navn"
        file = folder / "data/formats.yml"
        file.write_text(file.read_text(encoding="utf-8").replace(BROKEN, text), encoding="utf-8")
        self._git(folder, "-c", "user.name=a", "-c", "user.email=a@b.dk", "commit", "-q", "-a", "-m", "y")
        self._git(folder, "update-ref", "refs/pull/5/head", "HEAD")
        self.head = self._git(folder, "rev-parse", "HEAD")
        self.answers["/pulls/5"] = {"head": {"sha": self.head}}

    def comment(self, **environment: str) -> str:
        """What the two steps of the judging job make of it."""
        self.github.answer(self.answers)
        known = {
            "NUMBER": "5", "RESULTS_ID": "2", "FAILED_ID": "3", "HEAD_SHA": self.head, "LARGEST_KB": "100000", "CHECK_RUN_ID": "9",
            "TESTS_RUN_ID": "7",
        } | environment  # fmt: skip
        for title in ("Hent forslaget som data", "Bedøm forslaget"):
            done = self.github.run(step("comment", title), **known)
            assert done.returncode == 0, done.stderr
        assert not self.github.written
        return (self.github.home / "temp/comment.md").read_text(encoding="utf-8")


@pytest.fixture
def proposal(github: GitHub) -> Proposal:
    return Proposal(github)


@by_hand
def test_the_verdict_is_ours_whatever_the_proposals_run_says(proposal: Proposal) -> None:
    written = proposal.comment()
    assert "`data/formats.yml`, linje 24" in written and "ingen fejl" not in written
    assert "Forslaget rører ved koden: en udvikler skal se på det." in written and "`hooks.py`" in written
    # Objects alone: there is no work tree, and no file of the proposal stands on the disk.
    temp = proposal.github.home / "temp"
    assert not list(temp.rglob("formats.yml")) and not (temp / "proposal.git/index").exists()


@by_hand
def test_a_version_that_has_moved_on_is_not_judged(proposal: Proposal) -> None:
    written = proposal.comment(HEAD_SHA="ab" * 20)
    assert "Jeg kunne ikke hente den udgave af forslaget" in written
    assert "Jeg kunne ikke se, hvilke filer forslaget ændrer." in written


@by_hand
def test_a_list_of_files_that_belongs_to_another_version_is_left_out(proposal: Proposal) -> None:
    proposal.answers["/pulls/5"] = {"head": {"sha": "ab" * 20}}
    assert "Jeg kunne ikke se, hvilke filer forslaget ændrer." in proposal.comment()


@by_hand
@pytest.mark.parametrize("left", [None, b"", b"Not Found", b"PK\x03\x04"], ids=["nothing", "empty", "text", "cut"])
def test_without_results_the_comment_says_so(proposal: Proposal, left: bytes | None) -> None:
    proposal.write("minutes: 60")
    if left is not None:
        proposal.results.write_bytes(left)
    written = proposal.comment(RESULTS_ID="" if left is None else "2")
    assert "Indtil nu er der ingen fejl i det" in written and "Jeg kunne ikke læse resultatet, for " in written
    assert "Det er ikke din skyld" in written


@by_hand
def test_without_a_server_the_comment_is_written_all_the_same(proposal: Proposal) -> None:
    shutil.rmtree(proposal.github.home / "server")
    assert "Jeg kunne ikke hente den udgave af forslaget" in proposal.comment()


@by_hand
def test_what_the_check_knows_is_offered_at_the_line_and_told_in_full(proposal: Proposal) -> None:
    proposal.write("minutes: 60 minutter")
    written = proposal.comment()
    # What is meant is understood, tried, and stands on a line that the change shows.
    (remark,) = json.loads((proposal.github.home / "temp/review.json").read_text(encoding="utf-8"))
    assert (remark["path"], remark["line"], remark["side"]) == ("data/formats.yml", 24, "RIGHT")
    assert "```suggestion\n  minutes: 60\n```" in remark["body"] and remark["body"].startswith(comment.REVIEW_MARKER)
    assert "Rettelsen ligger klar" in written and "/pull/5/files" in written
    assert "Én ting skal rettes først" in (proposal.github.home / "summary").read_text(encoding="utf-8")


@by_hand
@pytest.mark.parametrize("there", [False, True], ids=["new", "written before"])
def test_a_correction_is_written_at_its_line_once(github: GitHub, there: bool) -> None:
    remarks = [{"path": "data/x.yml", "line": 3, "side": "RIGHT", "body": "<!-- x -->\n```suggestion\n$(touch bad)\n```\n"}]
    temp = github.home / "temp"
    with zipfile.ZipFile(temp / "comment.zip", "w") as archive:
        archive.writestr("review.json", json.dumps(remarks))
    before = [{"user": {"login": "github-actions[bot]"}, **remarks[0], "body": remarks[0]["body"].rstrip().replace("\n", "\r\n")}]
    others = [{"user": {"login": "nogen"}, **remarks[0]}, {"user": {"login": "github-actions[bot]"}, **remarks[0], "line": None}]
    github.answer({"/pulls/5/comments": [*others, *(before if there else [])]})
    done = github.run(step("comment", "Læg rettelser klar ved linjerne"), NUMBER="5", HEAD_SHA="abc", WORDS="Tryk.")
    assert done.returncode == 0, done.stderr
    assert len(github.written) == (0 if there else 1)
    if not there:
        assert "repos/ejer/navn/pulls/5/reviews" in github.written[0]["words"]
        sent = json.loads((temp / "review.json").read_text(encoding="utf-8"))
        assert sent == {"commit_id": "abc", "event": "COMMENT", "body": "Tryk.", "comments": remarks}
    assert not list(github.home.rglob("bad"))


def test_the_job_that_may_write_reads_nothing_of_the_proposal() -> None:
    found = workflow("comment")["jobs"]
    (writing,) = [name for name, job in found.items() if "write" in job["permissions"].values()]
    known = {"GH_TOKEN", "NUMBER", "COMMENT_ID", "HEAD_SHA", "WORDS"}
    for one in found[writing]["steps"]:
        assert set(one["env"]) <= known and "publication" not in one["run"] and "uses" not in one
    assert found[writing]["permissions"] == {"actions": "read", "pull-requests": "write"}
    assert all(value == "read" for name, job in found.items() if name != writing for value in job["permissions"].values())


def test_no_page_of_a_stranger_is_kept_or_shown() -> None:
    (kept,) = [one for one in steps("check") if one.get("with", {}).get("name") == "site"]
    assert "head.repo.full_name == github.repository" in kept["if"]
    assert "head_repository.full_name == github.repository" in workflow("comment")["jobs"]["preview"]["if"]


@by_hand
def test_without_a_site_at_netlify_no_preview_is_put_up(github: GitHub) -> None:
    done = github.run(step("comment", "Læg forhåndsvisningen på nettet"), NETLIFY_SITE_ID="", NETLIFY_TOKEN="")
    assert done.returncode == 0 and not github.output
