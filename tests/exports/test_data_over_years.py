"""The open data of several years: every year in files of its own, v1 as it was, and what changed said in every form."""

from __future__ import annotations

import csv
import io
import json
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import frictionless
import jsonschema
import pytest

from dev.harness.project_copies import ROOT, THREE_YEARS
from publication.exports import open_data
from publication.loading import loader
from publication.model.kinds import KINDS, Publication
from publication.model.queries import Queries
from publication.web import permalinks
from publication.web.build_context import BuildContext
from publication.web.deployment import deployment
from publication.web.templates import render

HERE = deployment({"SITE_URL": "https://kultur.example/"})


@cache
def publication() -> Publication:
    found, diagnostics = loader.read(THREE_YEARS / "data")
    assert found, diagnostics
    return found


@cache
def context() -> BuildContext:
    return BuildContext(publication(), HERE, ROOT / "overrides")


@cache
def pages() -> tuple[tuple[str, str], ...]:
    """Pages that show every partnership on its municipality's page, and those before it in the menu."""
    shown = [(one.municipality, f'<li id="samarbejde-{one.id}">') for one in publication().partnerships]
    everywhere = " ".join(html for _, html in shown)
    own = (
        (f"/kommuner/{record.id}/", '<h2 id="tal">' + "".join(html for id_, html in shown if id_ == record.id))
        for record in publication().municipalities
    )
    return (("/", everywhere), ("/kommuner/", everywhere), *own)


@cache
def exported() -> dict[str, bytes]:
    return open_data.files(context(), open_data.Listing(context()), permalinks.places(pages()))


def rows(name: str) -> list[dict[str, str]]:
    """A CSV file as a spreadsheet in Danish reads it."""
    text = exported()[f"data/v1/{name}.csv"].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def records(kind: str) -> dict[str, dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(exported()[f"data/v1/{kind}.json"])["records"]
    return {record["id"]: record for record in found}


def resources() -> dict[str, dict[str, Any]]:
    package = json.loads(exported()["data/v1/datapackage.json"])
    return {resource["name"]: resource for resource in package["resources"]}


def datasets() -> dict[str, dict[str, Any]]:
    graph = json.loads(exported()["data/v1/dcat.jsonld"])["@graph"]
    return {node["@id"].rpartition("#")[2]: node for node in graph if node["@type"] == "dcat:Dataset"}


def table(name: str) -> list[dict[str, Any]]:
    """A file's records as they stand in the invented publication."""
    return list(getattr(publication(), name))


# --- What others' programs say --------------------------------------------------------------------


def test_the_data_package_holds_with_all_its_references(tmp_path: Path) -> None:
    for path, content in exported().items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    report = frictionless.validate(str(tmp_path / "data" / "v1" / "datapackage.json"))
    assert report.valid, report.flatten(["type", "message"])


@pytest.mark.parametrize("kind", KINDS)
def test_the_json_is_what_its_schema_says(kind: str) -> None:
    schema = json.loads(exported()[f"data/v1/schema/{kind}.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    checker = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    checker.validate(json.loads(exported()[f"data/v1/{kind}.json"]))


def test_tables_say_what_they_are_keyed_by_and_what_they_refer_to() -> None:
    def references(name: str) -> set[tuple[str, str]]:
        keys = resources()[name]["schema"]["foreignKeys"]
        return {(key["fields"], key["reference"]["resource"]) for key in keys}

    assert {("partnership", "partnerships"), ("school", "schools"), ("source", "sources")} <= references(
        "participations"
    )
    assert ("municipality", "municipalities") in references("statistics")
    assert ("report", "sources") in references("editions")
    assert ("merged_into", "") in references("schools"), "the specification names a table itself by nothing"
    for name in ("participations", "statistics", "schools", "editions"):
        assert resources()[name]["schema"]["primaryKey"] == ["id"]


# --- What stands in the files ---------------------------------------------------------------------


def test_every_year_is_there_and_never_added_up() -> None:
    assert {row["period_year"] for row in rows("participations")} == {"2023", "2024", "2025"}
    assert [row["id"] for row in rows("participations")] == [one.id for one in publication().participations]
    periods = [row["counts_period"] for row in rows("statistics") if row["municipality"] == "aeroesund"]
    assert len(set(periods)) == len(periods) > 1


def test_a_row_of_counts_says_itself_where_and_with_whom_it_was() -> None:
    [row] = [one for one in rows("participations") if one["id"] == "fyrskolen-2025"]
    assert (row["municipality"], row["special_school"], row["pupils"]) == ("nordby", "Fyrskolen", "12")
    for one in rows("participations"):
        assert one["culture_school"] or one["special_school"]


def test_what_nobody_has_reported_is_empty_and_not_nought() -> None:
    waiting = [one for one in publication().participations if one.pupils is None]
    assert waiting
    for one in waiting:
        found = records("participations")[one.id]
        [row] = [row for row in rows("participations") if row["id"] == one.id]
        for name in ("pupils", "culture_teachers", "special_teachers", "source"):
            if getattr(one, name) is None:
                assert found[name] is None
                assert row[name] == ""


def test_hidden_counts_stay_hidden_in_every_year() -> None:
    hidden = [one for one in publication().participations if one.pupils and one.pupils.suppressed]
    assert hidden
    for one in hidden:
        [row] = [row for row in rows("participations") if row["id"] == one.id]
        assert row["pupils"] == records("participations")[one.id]["pupils"] == "under 5"
        assert not any(row[name] for name in ("groups", "classes_from", "classes_to", "ages_from", "ages_to"))
    for found in records("participations").values():
        assert found["pupils"] in (None, "under 5") or found["pupils"] >= 5


def test_the_columns_of_v1_tell_of_the_newest_complete_year() -> None:
    assert publication().edition.year == 2024
    initiative = next(iter(records("initiative").values()))
    assert (initiative["edition"], initiative["published"]) == ("Anden udgave", "2025-05-02")
    counted = {one.partnership.id: one for one in Queries(publication()).attendances_in(2024)}
    for id_, found in records("partnerships").items():
        if id_ in counted and found["participation"]:
            assert found["year"] == "2024"
            assert str(found["participation"]["pupils"]) == str(counted[id_].pupils)
        elif id_ not in counted:
            assert found["participation"] is None
    newest = Queries(publication()).statistics_of
    for id_, found in records("municipalities").items():
        told = found["statistics"] and found["statistics"]["counts_period"]
        assert told == (newest[id_].counts_period if id_ in newest else None)


def test_counts_that_are_parted_by_school_are_not_in_the_one_row_of_v1() -> None:
    parted = [
        id_
        for id_, found in Queries(publication()).attendances_of.items()
        if len([one for one in found if one.year == 2024]) > 1
    ]
    assert parted
    for id_ in parted:
        assert records("partnerships")[id_]["participation"] is None


def test_the_files_of_a_municipality_hold_its_rows_alone() -> None:
    for record in publication().municipalities:
        for name in ("partnerships", "participations", "statistics"):
            own = [row for row in rows(name) if row["municipality"] == record.id]
            path = f"kommuner/{record.id}/{name}"
            assert own == (rows(path) if f"data/v1/{path}.csv" in exported() else [])
    schools = {row["id"] for row in rows("kommuner/nordby/schools")}
    shared = [one for one in publication().partnerships if one.municipality == "nordby"]
    assert schools == {id_ for one in shared for id_ in (*one.culture_schools, *one.special_schools, *one.partners)}


def test_a_municipality_names_the_source_of_its_statistics() -> None:
    named = {source["title"] for source in resources()["municipalities"]["sources"]}
    cited = {one.source for one in Queries(publication()).statistics_of.values()}
    assert named == {source.title for source in publication().sources if source.id in cited}


# --- Where rows are read --------------------------------------------------------------------------


def test_counts_statistics_and_schools_say_where_they_are_read() -> None:
    participations, statistics = records("participations"), records("statistics")
    partnerships, schools = records("partnerships"), records("schools")
    assert partnerships["fyrskolen"]["permalink"] == "https://kultur.example/kommuner/nordby/#samarbejde-fyrskolen"
    assert participations["fyrskolen-2025"]["permalink"] == partnerships["fyrskolen"]["permalink"]
    assert participations["kystkoret-2025"]["permalink"] == partnerships["kystkoret"]["permalink"]
    assert statistics["aeroesund-2022-2023"]["permalink"] == "https://kultur.example/kommuner/aeroesund/#tal"
    assert schools["fyrskolen"]["permalink"] == partnerships["fyrskolen"]["permalink"]
    used = {
        id_ for one in publication().partnerships for id_ in (*one.culture_schools, *one.special_schools, *one.partners)
    }
    for id_, found in schools.items():
        assert (found["permalink"] is None) == (id_ not in used)


# --- What changed ---------------------------------------------------------------------------------


def test_what_changed_is_said_in_the_package_the_catalogue_and_on_the_page() -> None:
    listing = open_data.Listing(context())
    changes, version = listing.words["changes"], listing.words["version"]
    assert {"partnerships", "participations", "statistics", "schools", "editions"} <= changes.keys() <= KINDS.keys()
    context().templates.globals.update(listing=listing, link=lambda address: address)
    page = " ".join(unescape(render(context().templates, "data_files")).split())
    assert json.loads(exported()["data/v1/datapackage.json"])["version"] == version
    for kind in KINDS:
        said = changes.get(kind)
        assert resources()[kind].get("changes") == said
        assert datasets()[kind]["owl:versionInfo"] == version
        assert datasets()[kind].get("adms:versionNotes") == (said and {"@value": said, "@language": "da"})
        assert said is None or said in page


def test_the_catalogue_says_which_years_a_dataset_tells_of() -> None:
    def years(kind: str) -> list[str] | None:
        period = datasets()[kind].get("dct:temporal")
        return period and [period[end]["@value"] for end in ("dcat:startDate", "dcat:endDate")]

    assert years("participations") == ["2023", "2025"]
    assert years("editions") == ["2023", "2025"]
    assert years("statistics") == ["2020", "2024"]
    assert years("schools") is None
    assert years("principles") is None
