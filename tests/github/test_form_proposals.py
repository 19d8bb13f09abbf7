"""What somebody answered in a form becomes a change of data, and is never more than data."""

from __future__ import annotations

import datetime as dt
import json
import unicodedata
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from publication.cli.main import main
from publication.github import form_proposals, issue_forms, messages
from publication.loading import writer
from publication.loading.loader import load
from publication.model.kinds import KINDS
from publication.validation.checking import check
from tests.damage import fresh

TODAY = dt.date(2026, 11, 20)
MEDIA, PARTNERSHIP, NUMBER = issue_forms.forms()


def body(form: issue_forms.Form, **given: str) -> str:
    """A filled-in form as GitHub writes it."""
    answers = {name.replace("_", "-"): text for name, text in given.items()}
    assert set(answers) <= {question.id for question in form.questions}
    return "\n\n".join(
        f"### {question.label}\n\n{answers.get(question.id, '_No response_')}" for question in form.questions
    )


# --- What comes of them ---------------------------------------------------------------------------


def test_a_media_item_with_a_new_source_stands_in_both_files(tmp_path: Path) -> None:
    data = fresh(tmp_path)
    known = load(data.folder).publication
    assert known
    name = known.municipalities[0].name
    made = form_proposals.proposal(
        body(
            MEDIA,
            outlet="Avisen",
            title='Sang: «ja» & "nej" # ikke en kommentar',
            kind="artikel",
            published="2026-10",
            municipalities=f"{name} Kommune",
            url="https://eksempel.dk/sang",
            ny_kilde_title="Sang i Avisen",
            ny_kilde_kind="artikel",
            ny_kilde_about="En artikel om sang.",
        ),
        data.folder,
        TODAY,
    )
    for kind, text in made.texts.items():
        data.write(kind, text)
    publication, diagnostics = check(data.folder)
    assert not diagnostics and publication
    item, source = publication.media_coverage[-1], publication.sources[-1]
    assert item.title == 'Sang: «ja» & "nej" # ikke en kommentar'
    assert item.municipalities == (known.municipalities[0].id,)
    assert item.source == source.id == "sang-i-avisen"


def test_a_record_stands_where_the_order_puts_it_and_no_other_line_moves(tmp_path: Path) -> None:
    data = fresh(tmp_path)
    known = load(data.folder).publication
    assert known
    before = data.text("partnerships")
    given = {
        "municipality": known.municipalities[0].name.upper(),
        "year": "2025",
        "status": "nyt",
        "culture_school": "En Billedskole",
        "special_school": "En Skole",
        "participation_culture_teachers": "1",
        "participation_special_teachers": "2",
        "participation_pupils": "under 5",
        "source": known.sources[0].title,
    }
    made = form_proposals.proposal(body(PARTNERSHIP, **given), data.folder, TODAY)
    assert set(made.texts) == {"partnerships"}
    data.write("partnerships", made.texts["partnerships"])
    assert not data.diagnostics()
    after = data.text("partnerships").splitlines()
    gone = [line for line in before.splitlines() if line.strip()]
    assert [line for line in after if line.strip() and line in gone][: len(gone)]
    left = iter(after)
    assert all(line in left for line in gone), "another line moved or changed"


def test_a_number_is_corrected_at_its_place_and_told_to_readers(tmp_path: Path) -> None:
    data = fresh(tmp_path)
    reading = load(data.folder)
    entry = reading.by_kind["municipalities"][0]
    old = entry.record.statistics.pupils_general
    number = f"{old:,}".replace(",", ".")
    page = f"https://eksempel.dk/sted/kommuner/{entry.id}/"
    filled = body(NUMBER, side=page, staar=f"{number} elever", skal_staa="4321", hvorfor="Talt igen.")
    made = form_proposals.proposal(filled, data.folder, TODAY)
    for kind, text in made.texts.items():
        data.write(kind, text)
    publication, diagnostics = check(data.folder)
    assert not diagnostics and publication
    assert publication.municipalities[0].statistics.pupils_general == 4321
    told = next(change for change in publication.changes if change.why == "Talt igen.")
    assert (told.kind, told.said, told.says) == ("rettelse", str(old), "4321")
    assert told.address == f"/kommuner/{entry.id}/"


def test_a_small_count_that_goes_is_not_told(tmp_path: Path) -> None:
    data = fresh(tmp_path)
    counted = [one for one in load(data.folder).by_kind["partnerships"] if one.record and one.record.participation]
    entry = next(one for one in counted if one.record and one.record.participation.pupils.number)
    page = f"/kommuner/{entry.raw['municipality']}/#samarbejde-{entry.id}"
    filled = body(NUMBER, side=page, staar=entry.raw["participation"]["pupils"], skal_staa="under 5", hvorfor="Færre.")
    made = form_proposals.proposal(filled, data.folder, TODAY)
    told = made.texts["changes"].split(f"- id: rettet-{entry.id}")[1].split("- id:")[0]
    assert "says: under 5" in told and "said:" not in told
    # A number of two signs may stand elsewhere in the record; the one that was meant is the one that changed.
    assert "pupils: under 5" in made.texts["partnerships"]


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"side": "https://[", "staar": "12", "skal_staa": "13", "hvorfor": "x"}, "intet sted"),
        ({"side": "/kommuner/findes-ikke/", "staar": "12", "skal_staa": "13", "hvorfor": "x"}, "intet sted"),
        ({"side": "https://ond.example/", "staar": "12", "skal_staa": "13", "hvorfor": "x"}, "intet sted"),
        ({"side": "", "staar": "", "skal_staa": "", "hvorfor": ""}, "intet sted"),
    ],
)
def test_what_a_program_cannot_know_is_left_to_people(tmp_path: Path, given: dict[str, str], reason: str) -> None:
    with pytest.raises(form_proposals.Unclear, match=reason):
        form_proposals.proposal(body(NUMBER, **given), fresh(tmp_path).folder, TODAY)


@pytest.mark.parametrize("text", ["", "hej", "### Medie\n\nx", "x" * (form_proposals.LARGEST + 1)])
def test_what_is_no_form_is_said_to_be_none(text: str) -> None:
    with pytest.raises(form_proposals.Unclear):
        form_proposals.answers(text)


def test_an_answer_cannot_pass_for_the_next_question() -> None:
    """A heading of the form inside an answer makes it unclear which is which, and then a person has to look."""
    text = body(MEDIA, outlet="Avisen\n\n### Titel\n\nFalsk", title="Ægte", kind="artikel", url="https://eksempel.dk/")
    with pytest.raises(form_proposals.Unclear, match="overskrifterne"):
        form_proposals.answers(text)


# --- Text is data ---------------------------------------------------------------------------------

ANY = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200)
NASTY = [
    "$(touch /tmp/x); `id` && ${GITHUB_TOKEN}",
    "!!python/object/apply:os.system [id]",
    "&a *a <<: {x: y}",
    "x\n- id: smuglet\n  title: y",
    "x: y # z\n---\n...",
    "'\"\\u0000\\\"'",
    "::set-output name=x::y",
    "${{ secrets.GITHUB_TOKEN }}",
    "no",
    "12:30",
    "0101",
    "- ",
    "{{ 7*7 }}",
]


def _same_or_said(data_folder: Path, text: str) -> None:
    """An answer comes out of the file as it went in, or a diagnostic says what is wrong with it, and nothing else is there."""
    before = load(data_folder)
    source = before.by_kind["sources"][0].id
    filled = body(MEDIA, outlet="Avisen", title=text, kind="artikel", url="https://eksempel.dk/", source=source)
    try:
        made = form_proposals.proposal(filled, data_folder, TODAY)
    except form_proposals.Unclear:
        return
    file = data_folder / "media_coverage.yml"
    old = file.read_bytes()
    file.write_bytes(made.texts["media_coverage"].encode())
    try:
        after = load(data_folder)
        assert len(after.by_kind["media_coverage"]) == len(before.by_kind["media_coverage"]) + 1
        entry = after.by_kind["media_coverage"][-1]
        assert set(entry.raw) <= {"id", "outlet", "title", "kind", "url", "source"}
        wanted = unicodedata.normalize("NFC", " ".join(text.strip().split()))
        if entry.record:
            assert entry.record.title == wanted
        else:
            assert after.diagnostics
        assert {diagnostic.file for diagnostic in after.diagnostics} <= {f"{data_folder.name}/media_coverage.yml"}
    finally:
        file.write_bytes(old)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fresh(tmp_path_factory.mktemp("forms")).folder


@pytest.mark.parametrize("text", NASTY)
def test_nasty_text_is_text(folder: Path, text: str) -> None:
    _same_or_said(folder, text)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=ANY)
@example("\u0085")
@example("\ufeff")
def test_any_text_is_text(folder: Path, text: str) -> None:
    _same_or_said(folder, text)


@settings(max_examples=200, deadline=None)
@given(text=ANY.filter(lambda text: text.split()))
def test_any_value_that_is_written_is_read_again(text: str) -> None:
    written = writer.as_yaml({"id": "x", "title": text}, KINDS["sources"].model)
    if all(sign.isprintable() or sign.isspace() for sign in text):
        assert yaml.safe_load(written)[0]["title"] == " ".join(text.split())


# --- The command that a workflow runs -------------------------------------------------------------


def _event(tmp_path: Path, text: str | None) -> Path:
    event = tmp_path / "event.json"
    event.write_text(json.dumps({"issue": {"number": 7, "body": text}}), encoding="utf-8")
    return event


def test_the_command_writes_the_record_and_a_message(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = fresh(tmp_path)
    source = load(data.folder).by_kind["sources"][0].id
    text = body(MEDIA, outlet="Avisen", title="@alle <b>", kind="artikel", url="http://eksempel.dk/", source=source)
    event, message = _event(tmp_path, text), tmp_path / "message.md"
    assert main(["form", "--event", str(event), "--data", str(data.folder), "--letter", str(message)]) == 0
    assert capsys.readouterr().out == "Omtale: @alle <b>\n"
    written = message.read_text(encoding="utf-8")
    assert "Closes #7" in written and "skal begynde med https://" in written


@pytest.mark.parametrize("text", [None, "", "hej"])
def test_the_command_hands_over_to_people(tmp_path: Path, text: str | None) -> None:
    data, message = fresh(tmp_path), tmp_path / "message.md"
    before = {path.name: path.read_bytes() for path in data.folder.iterdir()}
    arguments = ["form", "--event", str(_event(tmp_path, text)), "--data", str(data.folder), "--letter", str(message)]
    assert main(arguments) == 3
    assert {path.name: path.read_bytes() for path in data.folder.iterdir()} == before
    assert "Et menneske ser på det" in message.read_text(encoding="utf-8")


def test_a_title_is_one_line(tmp_path: Path) -> None:
    assert "\n" not in messages.plain("a\nb\u2028c")
