"""What a change means to readers: told from records and from built pages, in the terminal and on GitHub."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from urllib.parse import unquote

import pytest

from publication.build import preview
from publication.cli.main import main
from publication.github import change_report, comment, messages, page_text, revisions
from publication.loading.loader import load
from publication.model.kinds import KINDS
from tests.damage import fresh

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
    entry = load(after.folder).by_kind["municipalities"][0]
    lines = after.text("municipalities").split("\n")
    place = entry.at("statistics", "pupils_general").line - 1
    lines[place] = re.sub(r"\d+$", "77", lines[place])
    after.write("municipalities", "\n".join(lines))
    (changed,) = change_report.changed_records(load(before.folder), load(after.folder))
    assert (changed.kind, changed.id, changed.state) == ("municipalities", entry.id, "rettet")
    assert changed.line == entry.at().line
    (field,) = changed.fields
    assert (field.where, field.after) == ("Statistik, Elever i almen", "77")


def test_a_small_count_is_not_repeated(tmp_path: Path) -> None:
    before, after = fresh(tmp_path / "a"), fresh(tmp_path / "b")
    text = after.text("partnerships")
    before.write("partnerships", re.sub(r"pupils: \d+", "pupils: 3", text, count=1))
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
    entry = load(repository / "data").by_kind["municipalities"][0]
    file, place = repository / "data/municipalities.yml", entry.at("statistics", "pupils_general")
    lines = file.read_text(encoding="utf-8").split("\n")
    lines[place.line - 1] = lines[place.line - 1][: place.column - 1] + "9876"
    file.write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.chdir(repository)
    assert main(["changes", "--from", "HEAD", "--format", "json"]) == 0
    told = change_report.Effects.model_validate_json(capsys.readouterr().out)
    assert told.unbuilt is None
    assert [(one.kind, one.id) for one in told.records] == [("municipalities", entry.id)]
    addresses = {one.address for one in told.touched}
    files = {"/data/v1/municipalities.csv", "/data/v1/municipalities.json"}
    assert {f"/kommuner/{entry.id}/", "/kommuner/", *files} <= addresses
    (own,) = [one for one in told.touched if one.address == f"/kommuner/{entry.id}/"]
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

HOSTILE = [
    "@alle",
    "#12",
    "<img src=x onerror=alert(1)>",
    "<!-- skjult -->",
    "[klik](javascript:alert(1))",
    "![x](https://eksempel.dk/x.png)",
    "`` ` ``",
    "```\nud\n```",
    "https://eksempel.dk/",
    "| a | b |",
    "</details>",
    "\u202eomvendt\u2066",
    "{{ 7 * 7 }}{% raw %}",
    "x" * 10_000,
    "",
]


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
        written = comment.comment(comment.results(tmp_path), comment.links({}))
        bare = re.sub(r"(?<!`)(`+)(?!`)(.*?)(?<!`)\1(?!`)", "", written)
        for sign in ("@", "<img", "javascript", "https://eksempel.dk", "#12", "skjult", "{{"):
            assert sign not in bare.replace(comment.MARKER, "")
        assert written.count("<details>") == written.count("</details>") - len(re.findall("`</details>`", written))


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"null", b"[1]", b'{"records": []}', b"\xff\xfe", b"[" * 100_000, b'[{"file":"x","line":"x"}]', b'[{"line":-1}]'],
)
def test_results_that_are_not_ours_are_said_to_be_unreadable(tmp_path: Path, content: bytes) -> None:
    for name in ("diagnostics.json", "effects.json"):
        (tmp_path / name).write_bytes(content)
    found = comment.results(tmp_path)
    assert found.unreadable and not found.diagnostics
    assert "Jeg kunne ikke læse resultatet" in comment.comment(found, comment.links({}))


def test_results_are_never_larger_than_allowed_and_lead_nowhere_else(tmp_path: Path) -> None:
    (tmp_path / "diagnostics.json").write_bytes(b" " * (comment.LARGEST + 1))
    (tmp_path / "effects.json").symlink_to("/etc/passwd")
    found = comment.results(tmp_path)
    assert found.unreadable and found.effects is None


def test_links_of_the_comment_are_ours_or_not_there() -> None:
    known = {
        "GITHUB_REPOSITORY": "ejer/navn",
        "CHECK_RUN_ID": "1",
        "PREVIEW_ID": "2",
        "HEAD_REPOSITORY": "fork/navn",
        "HEAD_BRANCH": "patch-1) [x](https://ond.example",
        "PREVIEW_URL": "https://x.netlify.app/",
    }
    found = comment.links(known)
    assert found["preview"] == "https://github.com/ejer/navn/actions/runs/1/artifacts/2"
    assert found["edit"] and not re.search(r"[()\[\] ]", found["edit"])
    odd = comment.links({**known, "PREVIEW_ID": "2/../x", "HEAD_REPOSITORY": "a b", "PREVIEW_URL": "javascript:x"})
    assert odd["preview"] is None and odd["edit"] is None and odd["deployed"] is None


# --- A preview from the disk ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("link", "led"),
    [
        ("../herlev/", "../herlev/index.html"),
        ("../herlev/#tal", "../herlev/index.html#tal"),
        ("..", "../index.html"),
        ("../..", "../../index.html"),
        (".", "./index.html"),
        ("./", "./index.html"),
        ("#tal", "#tal"),
        ("../data/v1/x.csv", "../data/v1/x.csv"),
        ("https://eksempel.dk/", "https://eksempel.dk/"),
        ("mailto:x@eksempel.dk", "mailto:x@eksempel.dk"),
    ],
)
def test_a_preview_leads_to_files(link: str, led: str) -> None:
    assert preview.from_disk(f'<a class="x" href="{link}">') == f'<a class="x" href="{led}">'


def test_a_preview_is_whole_and_leads_to_its_own_pages(site: Path, tmp_path: Path) -> None:
    target = tmp_path / "preview"
    preview.write(site, target)
    for page_ in target.rglob("*.html"):
        for link in re.findall(r'<a\b[^>]*?href="([^"#?]+)', page_.read_text(encoding="utf-8")):
            assert ":" in link or (page_.parent / unquote(link)).is_file(), f"{page_}: {link}"


def test_every_kind_has_a_word_in_the_reports() -> None:
    for kind in KINDS:
        record = change_report.ChangedRecord(kind=kind, id="x", line=1, state="ny", fields=())
        told = change_report.Effects(records=(record,), touched=(), left_out=0, unbuilt=None)
        assert all(format_(told) for format_ in change_report.FORMATS.values())
