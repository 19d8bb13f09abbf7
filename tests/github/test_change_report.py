"""What a change means to readers: told from records and from built pages, in the terminal and on GitHub."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from publication.cli.main import main
from publication.github import change_report, messages, page_text, revisions
from publication.loading.loader import load
from publication.model.kinds import KINDS
from tests.damage import fresh
from tests.github.hostile import HOSTILE

ROOT = Path(__file__).parents[2]

PAGE = """<!doctype html><html lang="da"><title>{title} – Siden</title><meta name="description" content="Om {title}.">
<meta property="og:image:alt" content="Delekort: {title}"><body><header>Menu</header><main id="indhold">
<nav><ol><li>Forside</li></ol></nav><h1>{title}</h1><div class="contents" data-screen-only><ul><li>{title}</li></ul></div>
<h2 id="tal">Tal <a class="link-to" href="#tal">Link hertil</a></h2>
<table><tbody><tr id="herlev"><th>Herlev</th> <td>{number}</td></tr></tbody></table>
<p>En <b>lang</b> linje<br>med brud.</p></main><footer>Fod {number}</footer></body></html>"""


def page(title: str = "Kommuner", number: int = 12) -> str:
    return PAGE.format(title=title, number=number)


# --- What a page says -----------------------------------------------------------------------------


def test_a_page_is_read_as_its_reader_reads_it() -> None:
    said = page_text.read(page())
    assert said.title == "Kommuner"
    assert said.card == "Delekort: Kommuner"
    assert [line.text for line in said.lines] == [
        "Kommuner – Siden",
        "Om Kommuner.",
        "Kommuner",
        "Tal",
        "Herlev 12",
        "En lang linje med brud.",
    ]
    assert said.lines[4] == page_text.Line("Tal", "herlev", "Herlev 12")


def test_a_page_that_is_no_html_is_read_without_harm() -> None:
    for odd in ("", "<", "</p></p>", "<main><p>x", "<main><svg><path/></svg><p>y</main></main>"):
        page_text.read(odd)


def test_lines_that_differ_are_told_with_their_heading() -> None:
    before, after = (page_text.read(page(number=number)).lines for number in (12, 13))
    expected = change_report.TextChange(where="Tal", anchor="herlev", before="Herlev 12", after="Herlev 13")
    assert change_report.line_changes(before, after) == [expected]


def test_what_is_new_and_what_is_gone_stand_alone() -> None:
    old, new = (page_text.Line("H", "", "a"),), (page_text.Line("H", "", "a"), page_text.Line("H", "", "b"))
    assert change_report.line_changes(old, new) == [change_report.TextChange(where="H", before=None, after="b")]
    assert change_report.line_changes(new, old) == [change_report.TextChange(where="H", before="b", after=None)]


def test_a_line_stands_beside_the_one_that_it_was_and_not_beside_its_neighbour() -> None:
    old = [page_text.Line("H", "", text) for text in ("Nordby har 12 elever", "Aabæk har 30 elever i kor")]
    new = [page_text.Line("H", "", text) for text in ("En helt anden linje her", "Nordby har 13 elever", "Aabæk har 31 elever i kor")]
    told = [(one.before, one.after) for one in change_report.line_changes(old, new)]
    assert told == [
        (None, "En helt anden linje her"),
        ("Nordby har 12 elever", "Nordby har 13 elever"),
        ("Aabæk har 30 elever i kor", "Aabæk har 31 elever i kor"),
    ]


def test_long_lines_are_cut_to_where_they_differ() -> None:
    words = " ".join(f"ord{number}" for number in range(100))
    before, after = change_report.around(words, words.replace("ord50", "noget andet"))
    assert before and after and len(after) < 200
    assert "ord50" in before and "noget andet" in after
    assert before.startswith("…") and before.endswith("…")
    assert change_report.around("kort", "kortere") == ("kort", "kortere")


# --- Records --------------------------------------------------------------------------------------


def test_records_that_differ_are_told_field_by_field(tmp_path: Path) -> None:
    before, after = fresh(tmp_path / "a"), fresh(tmp_path / "b")
    entry = load(after.folder).by_kind["statistics"][0]
    lines = after.text("statistics").split("\n")
    place = entry.at("pupils_general").line - 1
    lines[place] = re.sub(r"\d+$", "77", lines[place])
    after.write("statistics", "\n".join(lines))
    (changed,) = change_report.changed_records(load(before.folder), load(after.folder))
    assert (changed.kind, changed.id, changed.state) == ("statistics", entry.id, "rettet")
    assert changed.line == entry.at().line
    (field,) = changed.fields
    assert (field.where, field.after) == ("Elever i almen", "77")


def test_a_small_count_is_not_repeated(tmp_path: Path) -> None:
    before, after = fresh(tmp_path / "a"), fresh(tmp_path / "b")
    text = after.text("participations")
    before.write("participations", re.sub(r"pupils: \d+", "pupils: 3", text, count=1))
    told = change_report.Effects(records=tuple(change_report.changed_records(load(before.folder), load(after.folder))), touched=())
    for format_ in change_report.FORMATS.values():
        assert "(kan ikke vises)" in format_(told)
        assert not re.search(r"før:? +`?3", format_(told))


# --- Two sites ------------------------------------------------------------------------------------


@pytest.fixture
def sites(tmp_path: Path) -> tuple[Path, Path]:
    before, after = tmp_path / "before", tmp_path / "after"
    for site, number, digest in ((before, 12, "aaaaaaaaaa"), (after, 13, "bbbbbbbbbb")):
        for name, content in {
            "kommuner/index.html": page(number=number),
            "om/index.html": page("Om"),
            f"assets/cards/kommuner.{digest}.png": f"png {number}",
            f"assets/site.{digest}.css": "same",
            "omtale/feed.xml": f"<title>{number}</title>",
            "data/v1/partnerships.csv": f"id;elever\nx;{number}\n",
            "data/v1/datapackage.json": f'"hash": "{digest}"',
            "sitemap.xml": str(number),
            "kommuner/index.html.gz": str(number),
        }.items():
            (site / name).parent.mkdir(parents=True, exist_ok=True)
            (site / name).write_text(content, encoding="utf-8")
    (before / "gammel").mkdir()
    (before / "gammel/index.html").write_text(page("Gammel"), encoding="utf-8")
    return before, after


def test_every_page_card_feed_and_file_that_differs_is_told(sites: tuple[Path, Path]) -> None:
    found = [(one.sort, one.address, one.state) for one in change_report.touched(*sites)]
    assert found == [
        ("side", "/gammel/", "slettet"),
        ("side", "/kommuner/", "rettet"),
        ("delekort", "/assets/cards/kommuner.png", "rettet"),
        ("feed", "/omtale/feed.xml", "rettet"),
        ("fil", "/data/v1/datapackage.json", "rettet"),
        ("fil", "/data/v1/partnerships.csv", "rettet"),
    ]


def test_each_says_what_it_said_and_what_it_says(sites: tuple[Path, Path]) -> None:
    told = {one.address: one.changes for one in change_report.touched(*sites)}
    assert [(c.before, c.after) for c in told["/kommuner/"]] == [("Herlev 12", "Herlev 13")]
    assert [(c.before, c.after) for c in told["/data/v1/partnerships.csv"]] == [("x;12", "x;13")]


# --- A real repository ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as it stands, committed once, in a repository of its own."""
    folder = tmp_path_factory.mktemp("repository")
    revisions.copy(ROOT, folder)
    who = ["-c", "user.name=Prøve", "-c", "user.email=proeve@eksempel.dk"]
    for command in (["init", "-q"], ["add", "-A"], [*who, "commit", "-q", "-m", "Begynd"]):
        subprocess.run(["git", "-C", str(folder), *command], check=True, capture_output=True)
    return folder


def test_a_changed_record_tells_its_pages_and_files(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    entry = load(repository / "data").by_kind["statistics"][0]
    of = entry.raw["municipality"]
    file, place = repository / "data/statistics.yml", entry.at("pupils_general")
    lines = file.read_text(encoding="utf-8").split("\n")
    lines[place.line - 1] = lines[place.line - 1][: place.column - 1] + "9876"
    file.write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.chdir(repository)
    assert main(["changes", "--from", "HEAD", "--format", "json"]) == 0
    told = change_report.Effects.model_validate_json(capsys.readouterr().out)
    assert told.unbuilt is None
    assert [(one.kind, one.id) for one in told.records] == [("statistics", entry.id)]
    addresses = {one.address for one in told.touched}
    files = {f"/data/v1/{kind}.{ending}" for kind in ("statistics", "municipalities") for ending in ("csv", "json")}
    assert {f"/kommuner/{of}/", "/kommuner/", *files} <= addresses
    (own,) = [one for one in told.touched if one.address == f"/kommuner/{of}/"]
    assert any("9.876" in (change.after or "") for change in own.changes)
    subprocess.run(["git", "-C", str(repository), "checkout", "-q", "data"], check=True)


def test_a_revision_that_is_not_there_is_said(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(repository)
    for odd in ("nope", "--output=x", "$(id)"):
        assert main(["changes", f"--from={odd}"]) == 2
    assert "Der er ingen udgave" in capsys.readouterr().err


def test_with_diagnostics_in_data_the_diagnostics_come_first(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(repository)
    file = repository / "data/principles.yml"
    before = file.read_text(encoding="utf-8")
    file.write_text(before + "\n- id: x\n", encoding="utf-8")
    assert main(["changes", "--from", "HEAD"]) == 1
    assert "fejl i data" in capsys.readouterr().err
    file.write_text(before, encoding="utf-8")


# --- Values from strangers ------------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE)
def test_a_value_on_github_is_code_and_nothing_else(text: str) -> None:
    shown = messages.code(text)
    assert "\n" not in shown and len(shown) < 400
    if shown == "(intet)":
        return
    fence = re.match("`+", shown)
    assert fence and shown.endswith(fence[0])
    inside = shown[len(fence[0]) : -len(fence[0])]
    # Nothing inside closes the code before its end.
    assert fence[0] not in re.findall("`+", inside)
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", shown)


def test_every_kind_has_a_word_in_the_reports() -> None:
    for kind in KINDS:
        record = change_report.ChangedRecord(kind=kind, id="x", line=1, state="ny", fields=())
        told = change_report.Effects(records=(record,), touched=(), left_out=0, unbuilt=None)
        assert all(format_(told) for format_ in change_report.FORMATS.values())
