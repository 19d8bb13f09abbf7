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
from publication.model.kinds import KINDS, Publication
from publication.model.queries import Queries
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


def test_a_media_item_stands_in_its_file(tmp_path: Path) -> None:
    data = fresh(tmp_path)
    known = load(data.folder).publication
    assert known
    made = form_proposals.proposal(
        body(
            MEDIA,
            outlet="Avisen",
            title='Sang: »ja« & "nej" # ikke en kommentar',
            kind="artikel",
            published="2026-10",
            municipalities=f"{known.municipalities[0].name} Kommune",
            url="https://eksempel.dk/sang",
        ),
        data.folder,
        TODAY,
    )
    data.write("media_coverage", made.texts["media_coverage"])
    publication, diagnostics = check(data.folder)
    assert not diagnostics and publication
    item = publication.media_coverage[-1]
    assert item.title == 'Sang: »ja« & "nej" # ikke en kommentar'
    assert item.municipalities == (known.municipalities[0].id,)


def test_a_partnership_with_a_new_source_stands_in_both_files(tmp_path: Path) -> None:
    data = fresh(tmp_path)
    known = load(data.folder).publication
    assert known
    school = known.schools[0].name
    about = {"ny_kilde_title": "Sang i Avisen", "ny_kilde_kind": "artikel", "ny_kilde_about": "En artikel om sang."}
    given = given_partnership(known, source="", culture_schools="", special_schools=school, **about)
    made = form_proposals.proposal(body(PARTNERSHIP, **given), data.folder, TODAY)
    for kind, text in made.texts.items():
        data.write(kind, text)
    publication, diagnostics = check(data.folder)
    assert not diagnostics and publication
    assert publication.sources[-1].id == "sang-i-avisen"
    assert [one.source for one in set(publication.partnerships) - set(known.partnerships)] == ["sang-i-avisen"]


def given_partnership(known: Publication, **answers: str) -> dict[str, str]:
    """What somebody answers about a new partnership."""
    return {
        "municipality": known.municipalities[0].name.upper(),
        "since": "2025",
        "culture_schools": "En Billedskole",
        "special_schools": "En Skole",
        "source": known.sources[0].title,
        **answers,
    }


COUNTS = {"tal_period": "2025", "tal_culture_teachers": "1", "tal_special_teachers": "2", "tal_pupils": "under 5"}


def test_a_record_stands_where_the_order_puts_it_and_no_other_line_moves(tmp_path: Path) -> None:
    data = fresh(tmp_path)
    known = load(data.folder).publication
    assert known
    data.write("editions", data.text("editions") + '\n- id: "2026"\n  year: 2025\n  name: Næste\n  status: i gang\n')
    before = {kind: data.text(kind) for kind in ("schools", "partnerships", "participations")}
    given = given_partnership(known, **COUNTS)
    made = form_proposals.proposal(body(PARTNERSHIP, **given), data.folder, TODAY)
    assert set(made.texts) == set(before)
    for kind, text in made.texts.items():
        data.write(kind, text)
    assert not data.diagnostics()
    for kind, text in before.items():
        after = data.text(kind).splitlines()
        gone = [line for line in text.splitlines() if line.strip()]
        assert len(after) > len(gone)
        left = iter(after)
        assert all(line in left for line in gone), f"another line of {kind} moved or changed"


def test_a_partnership_comes_with_its_new_schools_and_with_what_was_counted(tmp_path: Path) -> None:
    data = fresh(tmp_path)
    known = load(data.folder).publication
    assert known
    data.write("editions", data.text("editions") + '\n- id: "2026"\n  year: 2025\n  name: Næste\n  status: i gang\n')
    named = "En Skole\nAa Børnehus\n" + known.schools[0].name
    given = given_partnership(known, special_schools=named, partners="Et Bibliotek", **COUNTS)
    made = form_proposals.proposal(body(PARTNERSHIP, **given), data.folder, TODAY)
    assert made.title.startswith("Samarbejde: En Billedskole, En Skole, Aa Børnehus")
    for kind, text in made.texts.items():
        data.write(kind, text)
    publication, diagnostics = check(data.folder)
    assert publication and not diagnostics
    [partnership] = set(publication.partnerships) - set(known.partnerships)
    queries, home = Queries(publication), known.municipalities[0].id
    assert [(one.name, one.kind, one.municipality) for one in queries.schools_named(partnership.special_schools[:2])] == [
        ("En Skole", "specialtilbud", home),
        ("Aa Børnehus", "specialtilbud", home),
    ]
    assert partnership.special_schools[2] == known.schools[0].id
    assert [one.kind for one in queries.schools_named(partnership.culture_schools)] == ["kulturinstitution"]
    assert [one.kind for one in queries.schools_named(partnership.partners)] == ["andet"]
    [attendance] = queries.attendances_of[partnership.id]
    assert (attendance.year, attendance.hidden, attendance.culture_teachers) == (2025, True, 1)
    assert attendance.participation.source == partnership.source


def test_a_partnership_without_counts_has_none(tmp_path: Path) -> None:
    data = fresh(tmp_path)
    known = load(data.folder).publication
    assert known
    filled = body(PARTNERSHIP, **given_partnership(known, special_schools=known.schools[0].name))
    made = form_proposals.proposal(filled, data.folder, TODAY)
    assert set(made.texts) == {"schools", "partnerships"}


def test_a_school_is_known_by_a_name_it_had(tmp_path: Path) -> None:
    data = fresh(tmp_path)
    data.change("schools", "  name: Fyrskolen\n", "  name: Fyrskolen\n  former_names:\n    - Tårnskolen\n")
    known = load(data.folder).publication
    assert known
    filled = body(PARTNERSHIP, **given_partnership(known, special_schools="Tårnskolen", culture_schools=""))
    made = form_proposals.proposal(filled, data.folder, TODAY)
    assert set(made.texts) == {"partnerships"}
    assert "    - fyrskolen\n" in made.texts["partnerships"].split("- id: fyrskolen-2\n")[1]


def test_a_number_is_corrected_at_its_place_and_told_to_readers(tmp_path: Path) -> None:
    data = fresh(tmp_path)
    reading = load(data.folder)
    entry = reading.by_kind["municipalities"][0]
    assert reading.publication
    old = Queries(reading.publication).statistics_of[entry.id].pupils_general
    number = f"{old:,}".replace(",", ".")
    page = f"https://eksempel.dk/sted/kommuner/{entry.id}/"
    filled = body(NUMBER, side=page, staar=f"{number} elever", skal_staa="4321", hvorfor="Talt igen.")
    made = form_proposals.proposal(filled, data.folder, TODAY)
    for kind, text in made.texts.items():
        data.write(kind, text)
    publication, diagnostics = check(data.folder)
    assert not diagnostics and publication
    assert Queries(publication).statistics_of[entry.id].pupils_general == 4321
    told = next(change for change in publication.changes if change.why == "Talt igen.")
    assert (told.kind, told.said, told.says) == ("rettelse", str(old), "4321")
    assert told.address == f"/kommuner/{entry.id}/"


def test_a_small_count_that_goes_is_not_told(tmp_path: Path) -> None:
    data = fresh(tmp_path)
    counted = [(one, took) for one, took in load(data.folder).attendances if took.pupils and took.pupils.number]
    entry, took = counted[0]
    page = f"/kommuner/{took.municipality}/#samarbejde-{took.partnership.id}"
    filled = body(NUMBER, side=page, staar=entry.raw["pupils"], skal_staa="under 5", hvorfor="Færre.")
    made = form_proposals.proposal(filled, data.folder, TODAY)
    told = made.texts["changes"].split(f"- id: rettet-{entry.id}")[1].split("- id:")[0]
    assert "says: under 5" in told and "said:" not in told
    # A number of two signs may stand elsewhere in the record; the one that was meant is the one that changed.
    assert "pupils: under 5" in made.texts["participations"]


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
    filled = body(MEDIA, outlet="Avisen", title=text, kind="artikel", url="https://eksempel.dk/")
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
        assert set(entry.raw) <= {"id", "outlet", "title", "kind", "url"}
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
    text = body(MEDIA, outlet="Avisen", title="@alle <b>", kind="artikel", url="https://eksempel dk/")
    event, message = _event(tmp_path, text), tmp_path / "message.md"
    assert main(["form", "--event", str(event), "--data", str(data.folder), "--letter", str(message)]) == 0
    assert capsys.readouterr().out == "Omtale: @alle <b>\n"
    written = message.read_text(encoding="utf-8")
    assert "Closes #7" in written and "et mellemrum eller et tegn" in written


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


# --- What tells of single pupils ------------------------------------------------------------------


@pytest.mark.parametrize("count", ["3", "tre", " 3 ", "3 elever", "tre elever", "to", "0 4", "én", "ca. 3", "3 (tre)"])
def test_a_count_under_five_is_left_to_people(tmp_path: Path, count: str, capsys: pytest.CaptureFixture[str]) -> None:
    data, message = fresh(tmp_path), tmp_path / "message.md"
    before = {path.name: path.read_bytes() for path in data.folder.iterdir()}
    text = body(NUMBER, side="/kommuner/nordby/#samarbejde-fyrskolen", staar="9", skal_staa=count, hvorfor="Talt igen.")
    event = str(_event(tmp_path, text))
    assert main(["form", "--event", event, "--data", str(data.folder), "--letter", str(message)]) == 3
    assert {path.name: path.read_bytes() for path in data.folder.iterdir()} == before
    said = message.read_text(encoding="utf-8") + capsys.readouterr().err
    assert "Et menneske ser på det" in said and not any(word in said for word in (f"»{count.strip()}", "elever:", "tre"))


@pytest.mark.parametrize(
    "given",
    [
        {"staar": "9", "skal_staa": "10", "hvorfor": "Der var tre med fra Strandskolen."},
        {"staar": "9", "skal_staa": "10", "hvorfor": "Emil fra 6.b på Fyrskolen blev glemt."},
        {"staar": "9", "skal_staa": "10", "hvorfor": "Spørg 010203-1234."},
        {"staar": "9", "skal_staa": "2 drenge på Fyrskolen", "hvorfor": "Talt igen."},
        {"staar": "tre elever på Strandskolen", "skal_staa": "under 5", "hvorfor": "Talt igen."},
    ],
)
def test_a_text_that_tells_of_single_pupils_is_left_to_people(tmp_path: Path, given: dict[str, str]) -> None:
    filled = body(NUMBER, side="/kommuner/nordby/#samarbejde-fyrskolen", **given)
    with pytest.raises(form_proposals.Unclear, match="lægges frem") as unclear:
        form_proposals.proposal(filled, fresh(tmp_path).folder, TODAY)
    assert not any(word in str(unclear.value) for word in ("tre", "Emil", "010203", "drenge"))


def test_other_small_numbers_are_corrected(tmp_path: Path) -> None:
    """A teacher more is no pupil."""
    data = fresh(tmp_path)
    filled = body(NUMBER, side="/kommuner/aeroesund/#samarbejde-havneskolen", staar="3", skal_staa="2", hvorfor="Talt igen.")
    made = form_proposals.proposal(filled, data.folder, TODAY)
    assert "culture_teachers: 2" in made.texts["participations"]


@pytest.mark.parametrize(
    ("side", "staar", "kind"),
    [
        pytest.param("/kommuner/aeroesund/#samarbejde-havneskolen", "21", "participations", id="at a partnership"),
        pytest.param("/kommuner/aeroesund/", "21", "participations", id="on the municipality's page"),
        pytest.param("/kommuner/aeroesund/", "980", "statistics", id="the municipality's statistics"),
    ],
)
def test_the_number_of_the_year_that_is_shown_is_corrected(tmp_path: Path, side: str, staar: str, kind: str) -> None:
    """An older year with the same number, which the page does not show, makes nothing unclear."""
    data = fresh(tmp_path)
    data.write("editions", '- id: "2024"\n  year: 2023\n  name: Før\n  status: i gang\n\n' + data.text("editions"))
    older = "- id: havneskolen-2023\n  partnership: havneskolen\n  period: 2023\n  pupils: 21\n  source: kystrapporten\n\n"
    data.write("participations", older + data.text("participations"))
    statistics = data.text("statistics")
    own = statistics[statistics.index("- id: aeroesund") : statistics.index("- id: nordby")]
    before = own.replace("2023-2024", "2022-2023").replace("2023/2024", "2022/2023")
    data.write("statistics", statistics.replace(own, before + own))
    made = form_proposals.proposal(
        body(NUMBER, side=side, staar=staar, skal_staa="977", hvorfor="Talt igen."), data.folder, TODAY
    )
    newest = {"participations": "havneskolen-2024", "statistics": "aeroesund-2023-2024"}[kind]
    assert "977" in made.texts[kind].split(f"- id: {newest}\n")[1].split("- id:")[0]
