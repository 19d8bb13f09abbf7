"""Lines that one click puts right: only where the check knows what is right, has tried it, and no number is at stake."""

from __future__ import annotations

from pathlib import Path

import pytest

from publication.github import corrections
from publication.github.corrections import Correction
from publication.github.run_results import ReportedDiagnostic
from publication.loading.diagnostics import Diagnostic
from tests.damage import Data


def reported(found: list[Diagnostic]) -> tuple[ReportedDiagnostic, ...]:
    return tuple(
        ReportedDiagnostic(
            file=one.file, line=one.line, column=one.column, code=one.code, message=one.sentence, suggestion=one.suggestion
        )
        for one in found
    )


def tried(data: Data) -> tuple[Correction, ...]:
    return corrections.corrections(data.folder.parent, reported(data.diagnostics()), lambda: reported(data.diagnostics()))


@pytest.mark.parametrize(
    ("file", "old", "new", "after"),
    [
        ("media_coverage", "published: 2024-11-20", "published: 20/11-2024", "  published: 2024-11-20"),
        ("partnerships", "municipality: aabaek", "municipality: aabeak", "  municipality: aabaek"),
        ("partnerships", "municipality: aabaek", "municipality: 'aabeak'", '  municipality: "aabaek"'),
        ("sources", "title: At synge ved havet", "titel: At synge ved havet", "  title: At synge ved havet"),
        ("partnerships", "    - nordby-billedskole\n", "    - nordby-billedskolen\n", "    - nordby-billedskole"),
        ("municipalities", "- id: aabaek", "- id: aabaekby", "- id: aabaek"),
    ],
)
def test_a_line_is_put_right_and_the_file_stands_as_it_did(data: Data, file: str, old: str, new: str, after: str) -> None:
    data.change(file, old, new)
    written = data.text(file)
    (found,) = tried(data)
    assert (found.file, found.after) == (f"data/{file}.yml", after)
    assert data.text(file) == written and written.split("\n")[found.line - 1] == found.before


def test_several_are_tried_together_and_alone(data: Data) -> None:
    data.change("partnerships", "municipality: aabaek", "municipality: aabeak")
    data.change("sources", "title: At synge ved havet", "titel: At synge ved havet")
    data.change("partnerships", "starting: 2025", "starting: i år")  # nobody knows which
    assert [one.file for one in tried(data)] == ["data/partnerships.yml", "data/sources.yml"]


def test_no_number_with_a_source_and_no_hidden_count_is_put_right_by_a_click(data: Data) -> None:
    data.change("statistics", data.text("statistics").split("share_special: ")[1].split("\n")[0], '"59"')
    assert data.diagnostics() and tried(data) == ()
    assert {"hovedtal", "andel", "lille-elevtal", "skjult-og-vist"} <= corrections.NEVER


def test_what_does_not_cure_or_brings_something_new_is_not_offered(data: Data, tmp_path: Path) -> None:
    line = data.text("partnerships").split("\n").index("  municipality: aabaek") + 1
    wrong = ReportedDiagnostic(
        file="data/partnerships.yml", line=line, column=17, code="ukendt-henvisning", message="x", suggestion="findes-heller-ikke"
    )
    assert corrections.corrections(data.folder.parent, (wrong,), lambda: reported(data.diagnostics())) == ()
    missing = wrong.model_copy(update={"file": "data/schools.yml", "line": 9_000})
    assert corrections.corrections(data.folder.parent, (missing,), lambda: ()) == ()


def test_a_link_on_a_page_is_put_right_where_it_stands(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/side.md").write_text("Se [loven](viden/lov.md) her.\n", encoding="utf-8")
    wrong = ReportedDiagnostic(
        file="docs/side.md", line=1, column=4, code="side-link", message="linket »viden/lov.md« fører ingen steder hen; mente du »viden/loven.md«?",
        suggestion="viden/loven.md",
    )  # fmt: skip
    (found,) = corrections.corrections(tmp_path, (wrong,), lambda: ())
    assert found.after == "Se [loven](viden/loven.md) her."
