"""The check as editors and workflows meet it, and the checker checked: damage of every kind, in every field."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dev.harness.enlarged_data import enlarge
from publication.cli.main import COMMANDS, main
from publication.loading import loader
from publication.loading.codes import EXPLANATIONS
from publication.loading.diagnostics import Position
from publication.validation.checking import check, examine
from publication.validation.diagnostic_formats import as_github
from tests.damage import FIXTURES, HERE, Damage, Data, damages, damages_over_years, fresh, fuller

ROOT = Path(__file__).parents[2]
# `DAMAGE=all` tries every kind of damage in every field; otherwise a fixed sample.
EVERY = 1 if os.environ.get("DAMAGE") == "all" else 23
pytestmark = pytest.mark.timeout(1800 if EVERY == 1 else 120)

# What any line of the check looks like.
LINE = re.compile(r"[\w/.-]+:[1-9][0-9]*:[1-9][0-9]*: [^\n]+ \[[a-z0-9-]+\]")
# Words that only an English message has.
ENGLISH = re.compile(r"\b(the|is|not|should|must|expected|found|while|line|column|input|valid|error|missing|got)\b")


def run(*words: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    status = main(words)
    shown = capsys.readouterr()
    return status, shown.out, shown.err


# --- The command ----------------------------------------------------------------------------------


def test_whole_data_says_so_in_one_line(data: Data, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run("check", "--data", str(data.folder), capsys=capsys)
    assert (status, out, err) == (0, "Alt er i orden: 51 poster i 18 filer.\n", "")


def test_diagnostics_come_in_the_order_of_files_and_lines(data: Data, capsys: pytest.CaptureFixture[str]) -> None:
    data.change("timeline", "when: 2023", "when: 2023-13")
    data.change("formats", "minutes: 60", "minutes: tres")
    data.change("formats", "minutes: 20", "minuts: 20")
    status, out, err = run("check", "--data", str(data.folder), capsys=capsys)
    assert status == 1
    assert out.splitlines() == [
        "data/formats.yml:10:3: feltet »minuts« kendes ikke her; mente du »minutes«? [ukendt-felt]",
        "data/formats.yml:24:12: »tres« er ikke et helt tal; skriv kun cifre, for eksempel 12 [tal]",
        "data/timeline.yml:4:9: datoen »2023-13« findes ikke i kalenderen [dato]",
    ]
    assert err == "3 fejl i 2 filer.\n"


def test_github_gets_an_annotation_on_the_line(data: Data, capsys: pytest.CaptureFixture[str]) -> None:
    data.change("formats", "minutes: 60", 'minutes: "50% , a::b"')
    status, out, _ = run("check", "--format", "github", "--data", str(data.folder), capsys=capsys)
    assert status == 1
    assert out == (
        "::error file=data/formats.yml,line=24,col=12,title=Tallet er skrevet forkert::"
        "»50%25 , a::b« er ikke et helt tal; skriv kun cifre, for eksempel 12; mente du »50«? "
        "Skriv for eksempel 12 eller 1250, uden punktum og mellemrum. [tal]\n"
    )


def test_an_annotation_cannot_be_broken_out_of() -> None:
    diagnostic = Position("data/a,b:c\n.yml", 1, 1).diagnostic("tal", "en\n::error::to %0A")
    (line,) = as_github([diagnostic]).splitlines()
    assert line.startswith(
        "::error file=data/a%2Cb%3Ac%0A.yml,line=1,col=1,title=Tallet er skrevet forkert::en ::error::to %250A."
    )


def test_programs_get_json(data: Data, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run("check", "--format", "json", "--data", str(data.folder), capsys=capsys)
    assert (status, json.loads(out)) == (0, [])
    data.change("formats", "minutes: 20", "minuts: 20")
    status, out, _ = run("check", "--format", "json", "--data", str(data.folder), capsys=capsys)
    assert status == 1
    (row,) = json.loads(out)
    assert {key: row[key] for key in ("file", "line", "column", "code", "suggestion")} == {
        "file": "data/formats.yml",
        "line": 10,
        "column": 3,
        "code": "ukendt-felt",
        "suggestion": "minutes",
    }
    assert row["message"] == "feltet »minuts« kendes ikke her; mente du »minutes«?"
    assert row["cure"] == EXPLANATIONS["ukendt-felt"].cure


def test_a_missing_folder_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run("check", "--data", str(tmp_path / "data"), capsys=capsys)
    assert status == 1
    assert out == "data:1:1: mappen med data findes ikke eller kan ikke åbnes [mangler-mappe]\n"
    assert err == "1 fejl i 1 fil.\n"


def test_the_folder_is_named_as_seen_from_here(data: Data, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(data.folder.parent.parent)
    data.change("formats", "minutes: 20", "minuts: 20")
    assert data.diagnostics()[0].file == f"{data.folder.parent.name}/data/formats.yml"
    monkeypatch.chdir(data.folder)
    assert data.diagnostics()[0].file == "data/formats.yml"


@pytest.mark.parametrize(
    "words", [[], ["chek"], ["check", "--formt", "text"], ["check", "--format", "xml"], ["check", "mere"]]
)
def test_what_is_not_understood_is_answered_in_danish(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    try:
        status = main(words)
    except SystemExit as end:
        status = end.code  # type: ignore[assignment]
    shown = capsys.readouterr()
    assert status == 2
    assert shown.out == ""
    assert "Brug: python -m publication" in shown.err
    assert not re.search(r"usage|error|invalid|unrecognized|choose", shown.err)


@pytest.mark.parametrize("words", [["--help"], *([name, "--help"] for name in COMMANDS)])
def test_the_help_is_danish(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    try:
        status = main(words)
    except SystemExit as end:
        status = end.code  # type: ignore[assignment]
    shown = capsys.readouterr()
    assert status == 0
    assert "Brug: python -m publication" in shown.out
    assert not re.search(r"usage|options|positional|optional|show this|exit\b", shown.out)


def test_it_runs_as_a_program_where_the_language_is_not_set(data: Data) -> None:
    data.change("principles", "title: Ro først", "titel: Ro først")
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        [sys.executable, "-m", "publication", "check", "--data", str(data.folder)],
        capture_output=True,
        env=environment,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout.decode() == (
        "data/principles.yml:4:3: feltet »titel« kendes ikke her; mente du »title«? [ukendt-felt]\n"
    )
    assert done.stderr.decode() == "1 fejl i 1 fil.\n"


# --- The real data --------------------------------------------------------------------------------


@pytest.mark.skipif(not (ROOT / "data").is_dir(), reason="no data yet")
def test_the_real_data_is_in_order() -> None:
    assert [str(diagnostic) for diagnostic in check(ROOT / "data")[1]] == []


def test_the_made_up_records_of_a_whole_country_are_in_order(tmp_path: Path) -> None:
    enlarge(ROOT / "data", tmp_path / "data", 98)
    assert examine(tmp_path / "data")[1] == []


# --- The checker checked --------------------------------------------------------------------------

SAMPLE = list(damages())[::EVERY]


@pytest.mark.parametrize("part", range(8))
def test_damage_is_named_at_its_line(tmp_path: Path, part: int) -> None:
    _is_named_at_its_line(fresh(tmp_path), SAMPLE[part::8])


@pytest.mark.parametrize("part", range(2))
def test_damage_to_what_stands_there_once_years_go_by_is_named_at_its_line(tmp_path: Path, part: int) -> None:
    data = fuller(tmp_path)
    assert data.said() == []
    found = list(damages_over_years(data))
    fields = {"starts", "ends", "left", "until", "next_expected", "not_reported", "former_names", "merged_into", "school"}
    assert fields <= {one.name.split(" ")[0].rpartition(":")[2].split(".")[0] for one in found}
    _is_named_at_its_line(data, found[:: max(1, EVERY // 4)][part::2])


def _is_named_at_its_line(data: Data, damages: list[Damage]) -> None:
    unnoticed = []
    for damage in damages:
        whole = data.text(damage.file)
        data.write(damage.file, damage.text)
        publication, diagnostics = check(data.folder)
        data.write(damage.file, whole)
        said = [str(diagnostic) for diagnostic in diagnostics]
        assert publication is None
        assert all(LINE.fullmatch(line) and not ENGLISH.search(re.sub("»[^«]*«", "", line)) for line in said), (
            damage.name,
            said,
        )
        if not any((diagnostic.line, diagnostic.code) == (damage.line, damage.code) for diagnostic in diagnostics):
            unnoticed.append((damage.name, damage.code, damage.line, said))
    assert unnoticed == []


def test_there_are_enough_kinds_of_damage() -> None:
    assert len(list(damages())) >= 9000


SLOWLY = settings(
    max_examples=1000 if EVERY == 1 else 60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    derandomize=EVERY != 1,
)
YAML_SIGNS = st.text(alphabet="-:?,[]{}#&*!|>'\"%@`\\ \n\t\r\u0085\u2028\ufeffab01~<=.", max_size=60)
BYTES = st.one_of(
    st.binary(max_size=200),
    YAML_SIGNS.map(str.encode),
    st.text(st.characters(codec="utf-8"), max_size=60).map(str.encode),
    YAML_SIGNS.map(lambda signs: f"- id: a\n  title: {signs}\n- id: b\n".encode()),
)


@SLOWLY
@given(file=st.sampled_from(sorted(path.stem for path in FIXTURES.glob("*.yml"))), bytes_=BYTES)
def test_any_bytes_at_all_give_a_clear_message(
    tmp_path_factory: pytest.TempPathFactory, file: str, bytes_: bytes
) -> None:
    data = fresh(tmp_path_factory.mktemp("bytes"))
    data.write(file, bytes_)
    publication, diagnostics = check(data.folder)
    last = len(re.split(r"\r\n|\r|\n", bytes_.decode("utf-8", "replace")))
    for diagnostic in diagnostics:
        assert LINE.fullmatch(str(diagnostic)), str(diagnostic)
        assert diagnostic.file != f"data/{file}.yml" or diagnostic.line <= last
    # Some files may be without records, such as the list of changes.
    assert diagnostics or publication is not None


@SLOWLY
@given(text=st.text(st.characters(codec="utf-8", exclude_characters=HERE), min_size=1, max_size=60))
def test_any_text_is_read_as_it_stands_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """What is read is what was written, with its white space folded and its letters composed; nothing else ever."""
    data = fresh(tmp_path_factory.mktemp("text"))
    written = "'" + text.replace("'", "''") + "'"
    data.change("principles", "Ro først", written)
    publication, diagnostics = loader.read(data.folder)
    if publication is not None:
        assert publication.principles[0].title == unicodedata.normalize("NFC", " ".join(text.split()))
    else:
        odd = {"usynligt-tegn", "tabulator", "tom-vaerdi", "forvansket", "lignende-bogstav", "flettemaerke"}
        assert {diagnostic.code for diagnostic in diagnostics} <= odd
