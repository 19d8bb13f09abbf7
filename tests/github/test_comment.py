"""The comment on a pull request: values from strangers are shown as code, and links lead where we know."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest

from publication.github import comment
from publication.github.changed_files import ChangedFiles
from publication.github.proposal import Verdict
from publication.github.run_results import ReportedDiagnostic, run_results
from tests.github.hostile import HOSTILE


@pytest.mark.parametrize("text", HOSTILE)
def test_the_comment_shows_a_strangers_values_as_code(tmp_path: Path, text: str) -> None:
    change = {"where": text[:1000], "anchor": "", "before": text[:1000], "after": None}
    touched = {"address": text[:1000], "title": text[:1000], "sort": "side", "state": "rettet", "changes": [change]}
    record = {"kind": "sources", "id": text[:1000], "line": 1, "state": "rettet", "fields": [change]}
    diagnostic = {"file": text[:1000], "line": 1, "column": 1, "code": "tal", "message": text[:1000]}
    for name, content in (
        ("diagnostics.json", []),
        ("effects.json", {"records": [record], "touched": [touched], "left_out": 0, "unbuilt": None}),
    ):
        (tmp_path / name).write_text(json.dumps(content), encoding="utf-8")
    for diagnostics in ([], [diagnostic]):
        (tmp_path / "diagnostics.json").write_text(json.dumps(diagnostics), encoding="utf-8")
        ours = ReportedDiagnostic(**diagnostic)
        for verdict in (Verdict(), Verdict((ours,)), Verdict(problem="Nej.")):
            changed = ChangedFiles((text[:1000],), (text[:1000],))
            shows_only_code(comment.comment(verdict, run_results(tmp_path), changed, comment.links({})))


def shows_only_code(written: str) -> None:
    """Hold a comment to show no more of a stranger's value than code."""
    bare = re.sub(r"(?<!`)(`+)(?!`)(.*?)(?<!`)\1(?!`)", "", written)
    for sign in ("@", "<img", "javascript", "https://eksempel.dk", "#12", "skjult", "{{"):
        assert sign not in bare.replace(comment.MARKER, "")
    assert written.count("<details>") == written.count("</details>") - len(re.findall("`</details>`", written))


def test_links_of_the_comment_are_ours_or_not_there() -> None:
    known = {
        "GITHUB_REPOSITORY": "ejer/navn",
        "CHECK_RUN_ID": "1",
        "HEAD_REPOSITORY": "fork/navn",
        "HEAD_BRANCH": "patch-1) [x](https://ond.example",
        "PREVIEW_URL": "https://x.netlify.app/",
    }
    found = comment.links(known)
    assert found["run"] == "https://github.com/ejer/navn/actions/runs/1"
    assert found["edit"] and not re.search(r"[()\[\] ]", found["edit"])
    odd = comment.links({**known, "CHECK_RUN_ID": "2/../x", "HEAD_REPOSITORY": "a b", "PREVIEW_URL": "javascript:x", "HEAD_SHA": "`x`"})
    assert not any(odd[name] for name in ("run", "edit", "deployed", "version"))
    started = time.process_time()
    for value in (" " * 40_000, "a" * 40_000, "https://" + "a." * 20_000 + "!", "a/" * 20_000, "1" * 40_000 + "x"):
        comment.links(dict.fromkeys([*known, "NUMBER", "HEAD_SHA"], value))
    assert time.process_time() - started < 1


def test_nobody_is_invited_to_open_a_strangers_pages(tmp_path: Path) -> None:
    told = {"records": [], "touched": [], "left_out": 0, "unbuilt": None}
    (tmp_path / "diagnostics.json").write_text("[]", encoding="utf-8")
    (tmp_path / "effects.json").write_text(json.dumps(told), encoding="utf-8")
    asked = {"GITHUB_REPOSITORY": "ejer/navn", "NUMBER": "5", "HEAD_SHA": "ab" * 20, "CHECK_RUN_ID": "9"}
    written = comment.comment(Verdict(), run_results(tmp_path), ChangedFiles(), comment.links(asked))
    assert "index.html" not in written and "artifacts" not in written
    assert "`gh pr checkout 5`, læs ændringen, og kør så `make serve`" in written
    assert "Det gælder udgaven `abababa`" in written
    shown = comment.comment(
        Verdict(), run_results(tmp_path), ChangedFiles(), comment.links({**asked, "PREVIEW_URL": "https://x.netlify.app"})
    )
    assert "[åbn forhåndsvisningen](https://x.netlify.app)" in shown and "gh pr checkout" not in shown
