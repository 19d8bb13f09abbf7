"""No word that readers see is misspelt; an editor who misspells one gets file, line and the right word."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from dev.harness import programs
from publication.authoring import spelling
from publication.documents.document import read_document
from publication.loading.loader import load
from tests.damage import FIXTURES

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def hunspell() -> str:
    program = programs.hunspell()
    if not program:
        missing = pytest.fail if os.environ.get("CI") else pytest.skip
        missing("No hunspell with a Danish dictionary on this machine; `make tools` says more.")
    return str(program)


def written(words: object) -> list[str]:
    return [each.word for each in words]  # type: ignore[attr-defined]


def in_markdown(text: str) -> Iterator[spelling.Occurrence]:
    return spelling.in_markdown(read_document("a.md", text.encode()))


# --- What is read ---------------------------------------------------------------------------------


def test_markdown_is_read_without_its_signs() -> None:
    page = '---\ntitle: En side\nlang: da\n---\n\nDet er `kode` og [et link](../andet/sted.md). {{ facts("loven") }}\n\n## Her { #anker }\n'
    assert written(in_markdown(page)) == ["En", "side", "Det", "er", "og", "et", "link", "Her"]


def test_words_keep_their_line_and_column() -> None:
    last = list(in_markdown("---\ntitle: En\n---\n\nFørst. {{ kald() }} Sidst.\n"))[-1]
    assert (last.file, last.line, last.column, last.word) == ("docs/a.md", 5, 21, "Sidst")


def test_a_page_in_another_language_is_left_alone() -> None:
    assert written(in_markdown("---\ntitle: Hello\nlang: en\n---\n\nWorld\n")) == []


def test_a_template_is_read_between_its_tags() -> None:
    html = '{# remark #}<p class="note">Til<b>bage</b> {{ name }} til {% if x > 1 %}special&shy;skolen{% endif %}</p>'
    assert written(spelling.in_template(html, "a.html")) == ["Til", "bage", "til", "specialskolen"]


def test_data_is_read_where_it_is_prose_and_names_are_known(tmp_path: Path) -> None:
    shutil.copytree(FIXTURES, tmp_path / "data")
    reading = load(tmp_path / "data")
    lines = (FIXTURES / "principles.yml").read_text("utf-8").splitlines()
    words = list(spelling.in_data(reading, lambda file: lines if "principles" in file else []))
    assert any(each.file.endswith("principles.yml") for each in words)
    known = spelling.names(reading)
    assert {"Nordby", "Nora", "Kysten"} <= known
    assert not {each.word for each in words if each.file.endswith("principles.yml")} <= known


# --- The dictionary -------------------------------------------------------------------------------


def test_compounds_are_words_and_slips_are_not(hunspell: str) -> None:
    asked = ["musikundervisning", "specialtilbuddene", "kulturskoleunderviser", "undervissning", "fællskab"]
    found = spelling.unknown(asked, hunspell)
    assert set(found) == {"undervissning", "fællskab"}
    assert "fællesskab" in found["fællskab"]


def test_a_list_knows_its_words_with_a_genitive_and_a_capital() -> None:
    known = spelling.own_words("# navne\nIshøj\nslagtøj # et ord\n")
    assert known == {"Ishøj", "slagtøj"}
    assert all(spelling._is_known(word, known) for word in ("Ishøj", "Ishøjs", "Slagtøj", "slagtøjs"))
    assert not spelling._is_known("Isøj", known)


def test_an_editor_gets_file_line_and_the_right_word(hunspell: str, tmp_path: Path) -> None:
    shutil.copytree(FIXTURES, tmp_path / "data")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "side.md").write_text("---\ntitle: En side\n---\n\nBørnene synger i fællskab.\n", "utf-8")
    own_words = tmp_path / spelling.OWN_WORDS
    own_words.parent.mkdir(parents=True)
    own_words.write_text("", "utf-8")
    found = [str(one) for one in spelling.diagnostics(tmp_path, hunspell) if one.file.startswith("docs/")]
    assert len(found) == 1
    assert found[0].startswith("docs/side.md:5:18: »fællskab« står ikke i ordbogen; mente du ")
    assert "»fællesskab«" in found[0]


def test_without_hunspell_it_is_said(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    from publication.cli.main import main

    monkeypatch.setenv("PATH", "")
    assert main(["spelling", "--root", str(ROOT)]) == 2
    assert "hunspell" in capsys.readouterr().err


# --- The publication ------------------------------------------------------------------------------


def test_every_word_that_readers_see_is_spelt_right(hunspell: str) -> None:
    assert list(spelling.diagnostics(ROOT, hunspell)) == []
