"""Damage of every kind in all that people and programs hand in: each is answered at its place, or changes nothing.

What is wrong with `data/` is tried in `test_checking.py`; here is what means the same, and pages, forms and archives.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
import re
import time
from pathlib import Path

import pytest

from macros import MACROS
from publication.build.project_check import check_project
from publication.github import comment, form_proposals
from publication.github.proposal import Verdict
from publication.github.run_results import run_results
from publication.loading.loader import load
from publication.model.kinds import Publication
from publication.validation.checking import check
from tests.damage import damages, fresh, fuller, harmless
from tests.damage_docs import project, slips
from tests.damage_outside import DIAGNOSTICS, EFFECTS, archive, damaged_archives, damaged_forms

# `DAMAGE=all` tries everything; otherwise a fixed sample.
ALL = os.environ.get("DAMAGE") == "all"
EVERY = 1 if ALL else 41
pytestmark = pytest.mark.timeout(1800 if ALL else 120)
PARTS = range(4)


def test_there_are_ten_thousand_inputs() -> None:
    kinds = {
        "wrong data": len(list(damages())),
        "data that means the same": len(list(harmless())),
        "pages and menus": len(list(slips())),
        "forms": len(list(damaged_forms())),
        "archives": len(list(damaged_archives())),
    }
    assert sum(kinds.values()) >= 10_000 and min(kinds.values()) >= 1_000, kinds


def _records(publication: Publication | None) -> Publication:
    assert publication
    return dataclasses.replace(publication, lines={})


@pytest.mark.parametrize("part", PARTS)
def test_what_means_the_same_is_read_the_same(tmp_path: Path, part: int) -> None:
    data = fresh(tmp_path)
    expected = _records(check(data.folder)[0])
    for one in list(harmless())[::EVERY][part :: len(PARTS)]:
        whole = data.text(one.file)
        data.write(one.file, one.text)
        publication, diagnostics = check(data.folder)
        data.write(one.file, whole)
        assert (one.name, [str(diagnostic) for diagnostic in diagnostics]) == (one.name, [])
        assert _records(publication) == expected, one.name


@pytest.mark.parametrize("part", PARTS)
def test_a_slip_in_a_page_or_the_menu_is_told_at_its_line(tmp_path: Path, part: int) -> None:
    root = project(tmp_path / "project")
    unnoticed = []
    for slip in list(slips())[::EVERY][part :: len(PARTS)]:
        file = root / slip.file
        whole = file.read_text("utf-8")
        file.write_text(slip.text, "utf-8")
        diagnostics = check_project(root, MACROS).diagnostics
        file.write_text(whole, "utf-8")
        if not any(one.file == slip.said_in and one.line in slip.lines for one in diagnostics):
            unnoticed.append((slip.name, [str(diagnostic) for diagnostic in diagnostics]))
    assert unnoticed == []
    assert not check_project(root, MACROS).diagnostics


@pytest.mark.parametrize("part", PARTS)
def test_a_form_becomes_data_a_diagnostic_or_a_question(tmp_path: Path, part: int) -> None:
    data = fuller(tmp_path)  # with a year that is under way
    before = {path.stem: path.read_text("utf-8") for path in data.folder.iterdir()}
    for name, form, _, answer, text in list(damaged_forms())[:: max(EVERY // 4, 1)][part :: len(PARTS)]:
        try:
            proposal = form_proposals.proposal(text, data.folder, dt.date(2026, 11, 20))
        except form_proposals.Unclear as unclear:
            assert str(unclear) and len(str(unclear)) < 300, name
            continue
        for kind, written in proposal.texts.items():
            data.write(kind, written)
        publication, diagnostics = check(data.folder)
        # No answer makes a second record, or touches one that it was not about.
        loaded = load(data.folder)
        for kind in proposal.texts:
            added = {one.id for one in loaded.by_kind[kind]} - {
                line.removeprefix("- id:").strip() for line in before[kind].split("\n") if line.startswith("- id:")
            }
            # Every line of an answer may name a school that is new, besides the one in the right answers.
            most = 1 + len(answer.splitlines()) if kind == "schools" else 1
            assert len(added) <= most, (name, added)
        assert {diagnostic.file for diagnostic in diagnostics} <= {f"data/{kind}.yml" for kind in proposal.texts}, name
        assert publication or diagnostics, name
        assert "smuglet" not in {one.id for one in loaded.all_records()}, (name, form.file, answer)
        for kind in proposal.texts:
            data.write(kind, before[kind])


@pytest.mark.parametrize("part", PARTS)
def test_an_archive_is_read_as_it_was_or_not_at_all(tmp_path: Path, part: int) -> None:
    path = tmp_path / "results.zip"
    path.write_bytes(archive(diagnostics=DIAGNOSTICS, effects=EFFECTS))
    assert run_results(path).diagnostics and run_results(path).effects
    for name, content in list(damaged_archives())[:: max(EVERY // 4, 1)][part :: len(PARTS)]:
        path.write_bytes(content)
        began = time.monotonic()
        found = run_results(path)
        words = comment.comment(Verdict(), found, None, comment.links({}))
        assert time.monotonic() - began < 5, name
        # Either all was read, or a sentence says why not.
        assert found.effects or (found.problem and len(found.problem) < 200 and found.problem.isprintable()), name
        assert comment.MARKER in words and len(words) < 65_536, name
        assert "<script>" not in re.sub(r"(`+).*?\1", "", words), name
