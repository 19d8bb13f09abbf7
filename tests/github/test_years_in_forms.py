"""Forms over the years: schools by name, counts of a year, tips that are their own source, and the right year's number."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from publication.github import form_proposals, issue_forms
from publication.model.kinds import KINDS
from publication.validation.checking import check
from tests.damage import Data

TODAY = dt.date(2026, 11, 20)
MEDIA, PARTNERSHIP, NUMBER = issue_forms.forms()
SOURCE = "Sang og farver: en prøverapport"


def filled(form: issue_forms.Form, **given: str) -> str:
    """A filled-in form as GitHub writes it; questions by their ids with underscores."""
    answers = {name.replace("_", "-"): text for name, text in given.items()}
    assert set(answers) <= {question.id for question in form.questions}
    return "\n\n".join(f"### {one.label}\n\n{answers.get(one.id, '_No response_')}" for one in form.questions)


def proposed(data: Data, form: issue_forms.Form, **given: str) -> form_proposals.Proposal:
    """What a form asks for, written into the data."""
    made = form_proposals.proposal(filled(form, **given), data.folder, TODAY)
    for kind, text in made.texts.items():
        data.write(kind, text)
    return made


def record(data: Data, kind: str, id_: str) -> str:
    """The lines of a record in its file."""
    (found,) = re.findall(rf"(?m)^- id: {re.escape(id_)}\n(?:  .*\n)*", data.text(kind))
    return str(found)


# --- Nyt samarbejde -------------------------------------------------------------------------------


def test_a_partnership_of_new_schools_adds_them(data: Data) -> None:
    made = proposed(
        data, PARTNERSHIP, municipality="Nordby Kommune", culture_schools="Nordby Danseskole",
        special_schools="Ø-skolen\nÅskolen", partners="Spejderne", since="2025", source=SOURCE, page="side 9",
    )  # fmt: skip
    publication, diagnostics = check(data.folder)
    assert not diagnostics and publication
    assert set(made.texts) == {"partnerships", "schools"}
    assert made.title == "Samarbejde: Nordby Danseskole, Ø-skolen, Åskolen og Spejderne"
    new = {school.id: school for school in publication.schools}
    assert {id_: new[id_].kind for id_ in ("nordby-danseskole", "oe-skolen", "aaskolen", "spejderne")} == {
        "nordby-danseskole": "kulturinstitution", "oe-skolen": "specialtilbud", "aaskolen": "specialtilbud", "spejderne": "andet"
    }  # fmt: skip
    assert {(new[id_].municipality, new[id_].source, new[id_].page) for id_ in ("oe-skolen", "spejderne")} == {
        ("nordby", "kystrapporten", "side 9")
    }
    partnership = next(one for one in publication.partnerships if one.id == "oe-skolen")
    assert partnership.special_schools == ("oe-skolen", "aaskolen")


@pytest.mark.parametrize("name", ["fyrskolen", "FYRSKOLEN ", "Den Gamle Fyrskole", "- Fyrskolen"])
def test_a_school_is_known_by_both_its_names(data: Data, name: str) -> None:
    data.change("schools", "  name: Fyrskolen\n", "  name: Fyrskolen\n  former_names:\n    - Den gamle fyrskole\n")
    given = {"municipality": "Nordby", "culture_schools": "Nordby Billedskole", "special_schools": name}
    made = proposed(data, PARTNERSHIP, **given, since="2026", source=SOURCE)
    assert set(made.texts) == {"partnerships"} and not data.diagnostics()
    assert "    - fyrskolen\n" in record(data, "partnerships", "fyrskolen-2")


def test_a_school_that_became_part_of_another_is_the_other(data: Data) -> None:
    data.change("schools", "  name: Strandskolen\n", "  name: Strandskolen\n  merged_into: havneskolen\n")
    given = {"municipality": "Ærøsund", "culture_schools": "Ærøsund Musikskole", "special_schools": "Strandskolen"}
    proposed(data, PARTNERSHIP, **given, since="2026", source=SOURCE)
    assert "    - havneskolen\n" in record(data, "partnerships", "havneskolen-2")


TWINS = """
- id: lillebo-a
  name: Lillebo
  kind: specialtilbud
  municipality: aeroesund
  source: kystrapporten

- id: lillebo-b
  name: Lillebo
  kind: specialtilbud
  municipality: aabaek
  source: kystrapporten
"""


@pytest.mark.parametrize(("municipality", "meant"), [("Ærøsund", "lillebo-a"), ("Aabæk", "lillebo-b"), ("Nordby", None)])
def test_of_two_schools_with_a_name_that_of_the_municipality_is_meant(
    data: Data, municipality: str, meant: str | None
) -> None:
    data.change("schools", "\n- id: nordby-billedskole\n", f"{TWINS}\n- id: nordby-billedskole\n")
    assert not data.diagnostics()
    given = {"municipality": municipality, "special_schools": "Lillebo", "since": "2026", "source": SOURCE}
    if meant:
        proposed(data, PARTNERSHIP, **given)
        assert f"    - {meant}\n" in record(data, "partnerships", meant)
    else:
        with pytest.raises(form_proposals.Unclear, match="flere steder hedder »Lillebo«"):
            proposed(data, PARTNERSHIP, **given)


RUNNING = '\n- id: "2026"\n  year: 2025\n  name: Anden\n  status: i gang\n'


@pytest.fixture
def running(data: Data) -> Data:
    """A second edition is under way."""
    data.write("editions", data.text("editions") + RUNNING)
    assert not data.diagnostics()
    return data


COUNTED = {
    "municipality": "Nordby", "culture_schools": "Nordby Musikskole", "special_schools": "Bakkeskolen", "since": "2025",
    "tal_period": "efterår 2025", "tal_culture_teachers": "1", "tal_special_teachers": "2", "source": SOURCE,
}  # fmt: skip


def test_counts_of_a_year_become_a_participation_with_the_same_source(running: Data) -> None:
    made = proposed(running, PARTNERSHIP, **COUNTED, tal_pupils="12", tal_classes="3-5", page="side 8")
    assert set(made.texts) == {"partnerships", "schools", "participations"} and not running.diagnostics()
    assert record(running, "participations", "bakkeskolen-2025") == (
        "- id: bakkeskolen-2025\n  partnership: bakkeskolen\n  period: efterår 2025\n  culture_teachers: 1\n"
        "  special_teachers: 2\n  pupils: 12\n  classes: 3-5\n  source: kystrapporten\n  page: side 8\n"
    )


def test_a_count_that_is_hidden_is_taken(running: Data) -> None:
    proposed(running, PARTNERSHIP, **COUNTED, tal_pupils="under 5")
    assert "pupils: under 5\n" in record(running, "participations", "bakkeskolen-2025")
    assert not running.diagnostics()


@pytest.mark.parametrize("pupils", ["3", "tre", "0", "under fem", "under 4"])
def test_a_small_count_is_left_to_people_and_never_repeated(running: Data, pupils: str) -> None:
    with pytest.raises(form_proposals.Unclear, match="må den ikke lægges frem") as said:
        proposed(running, PARTNERSHIP, **COUNTED, tal_pupils=pupils)
    assert pupils not in str(said.value)


@pytest.mark.parametrize("beside", [{"tal_classes": "3"}, {"tal_ages": "9"}, {"tal_groups": "et hold"}, {"format": "kort"}])
def test_nothing_stands_beside_a_hidden_count(running: Data, beside: dict[str, str]) -> None:
    with pytest.raises(form_proposals.Unclear):
        proposed(running, PARTNERSHIP, **COUNTED, tal_pupils="under 5", **beside)


def test_a_year_that_no_edition_tells_of_is_said_by_the_check(data: Data) -> None:
    proposed(data, PARTNERSHIP, **COUNTED, tal_pupils="12")
    (said,) = data.said()
    assert "ingen udgave i editions.yml fortæller om 2025" in said


# --- Ny medieomtale -------------------------------------------------------------------------------


def test_a_tip_is_asked_for_no_source_and_needs_none(data: Data) -> None:
    assert not [one for one in MEDIA.questions if one.refers_to == "sources" or one.kind != "media_coverage"]
    proposed(data, MEDIA, outlet="Avisen", title="De synger", kind="artikel", url="https://eksempel.dk/sang")
    proposed(data, MEDIA, outlet="Bladet", title="De maler", kind="magasin", published="2025-02", language="svensk")
    publication, diagnostics = check(data.folder)
    assert not diagnostics and publication
    assert [one.source for one in publication.media_coverage[-2:]] == [None, None]


# --- Ret et tal -----------------------------------------------------------------------------------

SECOND_YEAR = """
- id: havneskolen-2025
  partnership: havneskolen
  period: 2025
  culture_teachers: 3
  special_teachers: 4
  pupils: 21
  source: kystrapporten

- id: fyrskolen-2025
  partnership: fyrskolen
  period: 2025
  culture_teachers:
  special_teachers:
  pupils:
  source:
"""


@pytest.fixture
def two_years(running: Data) -> Data:
    first, second = SECOND_YEAR.strip().split("\n\n")
    running.write("participations", f"{running.text('participations')}\n{second}\n\n{first}\n")
    assert not running.diagnostics()
    return running


@pytest.mark.parametrize(
    ("given", "corrected"),
    [
        pytest.param({"side": "/kommuner/aeroesund/"}, "havneskolen-2024", id="the newest that is shown"),
        pytest.param({"side": "/kommuner/aeroesund/#samarbejde-havneskolen"}, "havneskolen-2024", id="at its place"),
        pytest.param({"side": "/kommuner/aeroesund/", "aar": "2025"}, "havneskolen-2025", id="the year that is named"),
        pytest.param({"side": "/kommuner/aeroesund/", "aar": "efteråret 2025"}, "havneskolen-2025", id="in words"),
    ],
)
def test_a_count_is_corrected_in_its_year(two_years: Data, given: dict[str, str], corrected: str) -> None:
    made = proposed(two_years, NUMBER, **given, staar="21 elever", skal_staa="22", hvorfor="Talt igen.")
    assert set(made.texts) == {"participations", "changes"}
    assert "pupils: 22\n" in record(two_years, "participations", corrected)
    assert two_years.text("participations").count("pupils: 21") == 1


def test_of_statistics_the_newest_are_corrected(data: Data) -> None:
    text = data.text("statistics")
    first = re.search(r"(?ms)^- id: (?P<id>.*?)\n  municipality: (?P<of>\S+)\n  pupils_general: (?P<general>\d+)\n.*?(?=\n\n|\Z)", text)
    assert first
    older = re.sub(r"20(\d\d)/20(\d\d)", "2018/2019", first[0]).replace(first["id"], "aeldre")
    data.write("statistics", text.replace(first[0], f"{older.rstrip()}\n\n{first[0]}"))
    assert not data.diagnostics()
    given = {"side": f"/kommuner/{first['of']}/", "staar": first["general"], "skal_staa": str(int(first["general"]) + 1)}
    proposed(data, NUMBER, **given, hvorfor="Talt igen.")
    assert f"pupils_general: {first['general']}\n" in record(data, "statistics", "aeldre")
    assert f"pupils_general: {given['skal_staa']}\n" in record(data, "statistics", first["id"])


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"side": "https://eksempel.dk/udgaver/2025/kommuner/aeroesund/"}, "tidligere udgave"),
        ({"side": "/kommuner/aeroesund/", "aar": "2023"}, "intet sted"),
    ],
)
def test_what_is_not_of_now_is_left_to_people(two_years: Data, given: dict[str, str], reason: str) -> None:
    with pytest.raises(form_proposals.Unclear, match=reason):
        proposed(two_years, NUMBER, **given, staar="21", skal_staa="22", hvorfor="Talt igen.")


def test_every_field_of_counts_that_people_know_is_asked() -> None:
    asked = {question.path[0] for question in PARTNERSHIP.questions if question.kind == "participations"}
    fields = set(KINDS["participations"].model.model_fields)
    assert fields - asked == {"id", "partnership", "school", "source", "page", "note", "checked"}
