"""A new year: what is written for it, what is left alone, and what is said of it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from publication.authoring import new_year
from publication.cli.main import main
from publication.loading.loader import load
from publication.model.kinds import Publication
from publication.validation.checking import check
from tests.damage import Data, fresh

THREE_YEARS = Path(__file__).parents[1] / "fixtures" / "three_years" / "data"


@pytest.fixture
def years(tmp_path: Path) -> Data:
    """Three years; a municipality has left, one is only starting, one counts three schools apart."""
    shutil.copytree(THREE_YEARS, tmp_path / "data")
    return Data(tmp_path / "data")


@pytest.fixture
def told(years: Data) -> Data:
    """The same with the third year complete too."""
    text = years.text("participations")
    start = text.index("- id: kystkoret-2025")
    counts = {"culture_teachers": "2", "special_teachers": "3", "pupils": "12", "source": "kystrapporten"}
    for field, value in counts.items():
        text = text[:start] + re.sub(rf"(?m)^  {field}:.*$", f"  {field}: {value}", text[start:], count=1)
    years.write("participations", text)
    years.change("editions", "  status: i gang\n", "  status: komplet\n  report: kystrapporten\n  published: 2026-05-02\n")
    assert not years.diagnostics()
    return years


def begin(data: Data, year: str) -> Publication:
    """The publication with the year begun in it."""
    assert main(["year", "--year", year, "--root", str(data.folder.parent)]) == 0
    publication, diagnostics = check(data.folder)
    assert not diagnostics and publication
    return publication


def files(data: Data) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in data.folder.iterdir()}


def test_every_partnership_at_work_gets_an_empty_record(tmp_path: Path) -> None:
    publication = begin(fresh(tmp_path), "2025")
    new = [one for one in publication.participations if one.period.year == 2025]
    # The one that is only starting has none; one that was new after the last edition has.
    assert [one.partnership for one in new] == ["fyrskolen", "havneskolen", "nordby-billedskole", "strandskolen"]
    assert all((one.pupils, one.culture_teachers, one.special_teachers, one.source) == (None,) * 4 for one in new)
    assert all((one.groups, one.classes, one.ages, one.note) == (None,) * 4 for one in new)
    assert new[0].id == "fyrskolen-2025"


def test_the_year_gets_its_edition(tmp_path: Path) -> None:
    data = fresh(tmp_path)
    edition = begin(data, "2025").editions[-1]
    assert (edition.id, edition.year, edition.name, edition.status) == ("2026", 2025, "Anden udgave", "i gang")
    # Other programs read an id without quotation marks as a number.
    assert '- id: "2026"\n' in data.text("editions")


def test_counts_are_asked_for_as_they_were_given_the_last_time(told: Data) -> None:
    new = {one.id: one for one in begin(told, "2026").participations if one.period.year == 2026}
    assert {one.school for one in new.values() if one.partnership == "aabaek-tre-skoler"} == {
        "bakkeskolen", "engskolen", "moseskolen"
    }  # fmt: skip
    assert "aabaek-tre-skoler-engskolen-2026" in new and "havneskolen-2026" in new
    assert str(new["nordby-billedskole-2026"].period) == "efterår 2026"


def test_who_has_left_or_ended_gets_none(told: Data) -> None:
    partnerships = {one.partnership for one in begin(told, "2026").participations if one.period.year == 2026}
    assert not partnerships & {"tangskolen", "skaerskolen", "lyngvig-kulturskole"}
    assert "kystkoret" in partnerships, "one of the whole initiative"


def test_a_municipality_that_left_in_the_year_gets_none(tmp_path: Path) -> None:
    data = fresh(tmp_path)
    data.change("municipalities", "  joined: 2023\n", "  joined: 2023\n  left: 2025-06\n")
    text = data.text("partnerships")
    start = text.index("- id: fyrskolen")
    data.write("partnerships", text[:start] + re.sub(r"(  since: .*\n)", r"\1  until: forår 2025\n", text[start:]))
    new = [one for one in begin(data, "2025").participations if one.period.year == 2025]
    assert [one.partnership for one in new] == ["havneskolen", "strandskolen"]


@pytest.mark.parametrize(
    ("partnership", "period"),
    [
        ("  since: efterår 2025\n", "efterår 2025"),
        ("  since: 2024\n  until: 2025\n", "forår 2025"),
        ("  since: forår 2025\n", "forår 2025"),
        ("  since: 2025/2026\n", "2025/2026"),
    ],
)
def test_a_period_lies_within_the_partnership(tmp_path: Path, partnership: str, period: str) -> None:
    data = fresh(tmp_path)
    data.write("participations", data.text("participations").replace("period: 2024", "period: forår 2024"))
    start = data.text("partnerships").index("- id: nordby-billedskole")
    text = data.text("partnerships")
    data.write("partnerships", text[:start] + text[start:].replace("  since: 2025\n", partnership))
    new = {one.id: one for one in begin(data, "2025").participations}
    assert str(new["nordby-billedskole-2025"].period) == period


def test_no_line_that_stood_changes(told: Data) -> None:
    before = {name: text.decode().splitlines() for name, text in files(told).items()}
    begin(told, "2026")
    for name, text in files(told).items():
        now = iter(text.decode().splitlines())
        assert all(line in now for line in before[name])


def test_a_second_time_nothing_changes(told: Data, capsys: pytest.CaptureFixture[str]) -> None:
    begin(told, "2026")
    before = files(told)
    capsys.readouterr()
    begin(told, "2026")
    assert files(told) == before
    assert capsys.readouterr().out.startswith("Alt for 2026 var skrevet i forvejen. Intet er ændret.")


def test_what_has_been_filled_in_stays_and_what_is_new_comes(tmp_path: Path) -> None:
    data = fresh(tmp_path)
    begin(data, "2025")
    text = data.text("participations")
    empty = "period: 2025\n  culture_teachers:\n  special_teachers:\n  pupils:\n  source:"
    given = "period: 2025\n  culture_teachers: 1\n  special_teachers: 2\n  pupils: under 5\n  source: kystrapporten"
    data.write("participations", text.replace(f"partnership: strandskolen\n  {empty}", f"partnership: strandskolen\n  {given}"))
    data.change("partnerships", "  starting: 2025\n", "  since: efterår 2025\n")
    data.change("partnerships", "note: Specialtilbuddet er ikke valgt endnu.", "note: Det er begyndt.")
    publication = begin(data, "2025")
    new = {one.id: one for one in publication.participations if one.period.year == 2025}
    assert new["strandskolen-2025"].pupils and len(new) == 5
    assert str(new["aabaek-kulturskole-2025"].period) == "2025"


def test_it_says_what_is_missing_of_whom(told: Data, capsys: pytest.CaptureFixture[str]) -> None:
    begin(told, "2026")
    said = capsys.readouterr().out
    assert "- Fjerde udgave i `data/editions.yml`. Dens id er 2027, og den er »i gang«.\n- 9 poster uden tal" in said
    assert "- Klitby: tal i 1 post: klitskolen-2026\n" in said
    assert "- Lyngvig: intet, for lyngvig-kulturskole er under opstart." in said
    assert "- Hele indsatsen: tal i 1 post: kystkoret-2026\n" in said
    assert "Ikke med i 2026: Sandholm." in said


@pytest.mark.parametrize(
    ("year", "reason"),
    [
        ("", "med fire cifre"),
        ("25", "med fire cifre"),
        ("efterår 2025", "med fire cifre"),
        ("2024", "udgaven for 2024 er komplet"),
        ("2023", "det næste år er 2025"),
        ("2026", "det næste år er 2025"),
    ],
)
def test_a_year_that_cannot_be_begun_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], year: str, reason: str
) -> None:
    data = fresh(tmp_path)
    before = files(data)
    assert main(["year", "--year", year, "--root", str(tmp_path)]) == 2
    said = capsys.readouterr().err
    assert said.startswith("Intet er ændret: ") and reason in said
    assert files(data) == before


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        pytest.param("formats", "minutes: 60", "minutes: tres", id="a fault that was there"),
        pytest.param("editions", 'id: "2025"\n  year: 2024', 'id: "2026"\n  year: 2024', id="the id is taken"),
        pytest.param("participations", "id: havneskolen-2024", "id: havneskolen-2025", id="the id of a record is taken"),
    ],
)
def test_with_a_fault_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], file: str, old: str, new: str
) -> None:
    data = fresh(tmp_path)
    data.change(file, old, new)
    before = files(data)
    assert main(["year", "--year", "2025", "--root", str(tmp_path)]) == 2
    assert "Intet er ændret" in capsys.readouterr().err
    assert files(data) == before


def test_the_guide_that_it_names_is_there() -> None:
    assert (Path(__file__).parents[2] / new_year.GUIDE).is_file()


def test_the_check_reminds_of_who_has_not_reported(years: Data, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--data", str(years.folder), "--today", "2026-01-01"]) == 0
    said = capsys.readouterr().out
    assert "bemærk: 3 af 5 kommuner har meldt alt ind for 2025; her mangler tal: hele indsatsen og Aabæk; uden samarbejde: Lyngvig" in said


def test_the_check_says_when_an_edition_is_ready_or_has_not_begun(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = fresh(tmp_path)
    begin(data, "2025")
    participations = data.text("participations")
    data.write("participations", participations.partition("- id: fyrskolen-2025")[0])
    main(["check", "--data", str(data.folder)])
    assert "bemærk: ingen poster i participations.yml er for 2025; kør make year YEAR=2025" in capsys.readouterr().out
    for field, value in (("culture_teachers", "1"), ("special_teachers", "2"), ("pupils", "12"), ("source", "kystrapporten")):
        participations = participations.replace(f"  {field}:\n", f"  {field}: {value}\n")
    data.write("participations", participations)
    assert main(["check", "--data", str(data.folder)]) == 0
    assert "bemærk: alle tal for 2025 er meldt ind; uden samarbejde: Aabæk; når rapporten er her, så skriv status: komplet" in capsys.readouterr().out
    assert load(data.folder).publication


def test_a_partner_that_is_not_known_yet_hides_no_wrong_headline(tmp_path: Path) -> None:
    """As long as its counts are empty, a partnership may name one side alone, and all others are added up."""
    data = fresh(tmp_path)
    data.change("partnerships", "  starting: 2025\n", "  since: 2025\n")
    begin(data, "2025")
    file = data.text("figures")
    start = file.index("  sums: special-schools")
    value = file[:start].rindex("  value: ")
    data.write("figures", f"{file[:value]}  value: 7{file[file.index(chr(10), value):]}")
    assert any("passer ikke med participations.yml" in one for one in data.said())


def test_a_year_begins_when_the_one_before_is_told(years: Data, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(years)
    assert main(["year", "--year", "2026", "--root", str(years.folder.parent)]) == 2
    assert "udgaven for 2025 er i gang; gør den komplet" in capsys.readouterr().err
    assert files(years) == before
