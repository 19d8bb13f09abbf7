"""The open data: what v1 promises, what a spreadsheet and a program read, and small counts that stay hidden."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import frictionless
import jsonschema
import pytest

from publication.exports import csv_tables, open_data
from publication.loading import loader
from publication.model.kinds import KINDS, Publication
from publication.model.queries import Queries
from publication.model.records import Record
from publication.web import permalinks
from publication.web.build_context import BuildContext
from publication.web.deployment import deployment

ROOT = Path(__file__).parents[2]
HERE = deployment({"SITE_URL": "https://kultur.example/"})
REAL, INVENTED = ROOT / "data", ROOT / "tests" / "fixtures" / "data"

each_publication = pytest.mark.parametrize(
    "folder", [pytest.param(REAL, id="real"), pytest.param(INVENTED, id="invented")]
)


@cache
def publication(folder: Path = INVENTED) -> Publication:
    found, diagnostics = loader.read(folder)
    assert found, diagnostics
    return found


@cache
def exported(folder: Path = INVENTED) -> dict[str, bytes]:
    return open_data.files(context(folder), listing(folder), {})


@cache
def listing(folder: Path = INVENTED) -> open_data.Listing:
    return open_data.Listing(context(folder))


@cache
def context(folder: Path = INVENTED) -> BuildContext:
    return BuildContext(publication(folder), HERE, ROOT / "overrides")


def rows(name: str, folder: Path = INVENTED) -> list[dict[str, str]]:
    """A CSV file as a spreadsheet in Danish reads it."""
    text = exported(folder)[f"data/v1/{name}.csv"].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def records(kind: str, folder: Path = INVENTED) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(exported(folder)[f"data/v1/{kind}.json"])["records"]
    return found


# --- The promise ----------------------------------------------------------------------------------


def promised() -> list[str]:
    text = (ROOT / "published" / "data-v1.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def held() -> list[str]:
    """What v1 holds today, a line for each field and column with its type, as in `published/data-v1.txt`."""
    fields = [
        f"{kind}.json {path} {type_}"
        for kind in KINDS
        for path, type_ in field_types(json.loads(exported()[f"data/v1/schema/{kind}.json"])["properties"]["records"])
    ]
    return fields + [f"{row['file']} {row['column']} {row['type']}" for row in rows("kolonner")]


def field_types(schema: dict[str, Any], above: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Each field that a schema names below the one at `above`, as its path with points and its JSON type."""
    alternatives = (schema, *schema.get("anyOf", []), schema.get("items", {}))
    properties = next((one["properties"] for one in alternatives if "properties" in one), {})
    for name, value in properties.items():
        yield ".".join((*above, name)), type_of(value)
        yield from field_types(value, (*above, name))


def type_of(schema: dict[str, Any]) -> str:
    if "anyOf" in schema:
        return "|".join(type_of(part) for part in schema["anyOf"])
    return schema.get("type", "string")


def test_no_field_of_v1_is_renamed_removed_or_of_another_type() -> None:
    gone = set(promised()) - set(held())
    assert not gone, f"data/v1/ has promised these, so they must stay: {sorted(gone)}"


def test_every_field_of_v1_is_on_the_list_of_what_is_promised() -> None:
    new = [line for line in held() if line not in promised()]
    assert not new, "add these lines to published/data-v1.txt:\n" + "\n".join(new)


def test_no_promise_is_made_twice() -> None:
    assert len(promised()) == len(set(promised()))


# --- What others' programs say --------------------------------------------------------------------


@each_publication
def test_the_data_package_is_valid(folder: Path, tmp_path: Path) -> None:
    for path, content in exported(folder).items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    report = frictionless.validate(str(tmp_path / "data" / "v1" / "datapackage.json"))
    assert report.valid, report.flatten(["type", "message"])
    assert {task.name for task in report.tasks} == {table.name for table in listing(folder).tables}


@each_publication
@pytest.mark.parametrize("kind", KINDS)
def test_the_json_is_what_its_schema_says(folder: Path, kind: str) -> None:
    files = exported(folder)
    schema = json.loads(files[f"data/v1/schema/{kind}.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    checker = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    checker.validate(json.loads(files[f"data/v1/{kind}.json"]))


@each_publication
def test_the_catalogue_has_what_dcat_ap_dk_asks_for(folder: Path) -> None:
    graph = json.loads(exported(folder)["data/v1/dcat.jsonld"])["@graph"]
    nodes = {node["@id"]: node for node in graph}
    [catalogue] = [node for node in graph if node["@type"] == "dcat:Catalog"]
    assert {"dct:title", "dct:description", "dct:publisher", "dcat:dataset"} <= catalogue.keys()
    for link in catalogue["dcat:dataset"]:
        dataset = nodes[link["@id"]]
        assert {"dct:title", "dct:description", "dcat:contactPoint", "dct:publisher", "dcat:theme"} <= dataset.keys()
        for file in dataset["dcat:distribution"]:
            distribution = nodes[file["@id"]]
            assert {"dcat:accessURL", "dcat:downloadURL", "dct:format", "dct:license"} <= distribution.keys()
            path = distribution["dcat:downloadURL"]["@id"].removeprefix(HERE.site)
            size = distribution["dcat:byteSize"]["@value"]
            assert int(size) == len(exported(folder)[path])
    agent = nodes[catalogue["dct:publisher"]["@id"]]
    assert agent["foaf:name"]["@value"] == publication(folder).initiative.organisation


def test_every_file_says_its_licence_and_its_sources() -> None:
    package = json.loads(exported()["data/v1/datapackage.json"])
    for resource in package["resources"]:
        assert resource["licenses"], resource["name"]
    [partnerships] = [one for one in package["resources"] if one["name"] == "partnerships"]
    cited = {record.source for record in publication().partnerships}
    assert {one["title"] for one in partnerships["sources"]} == {
        source.title for source in publication().sources if source.id in cited
    }


# --- What stands in the files ---------------------------------------------------------------------


@each_publication
def test_every_record_is_in_its_files_with_its_id(folder: Path) -> None:
    for kind in KINDS.values():
        held = getattr(publication(folder), kind.name)
        ids = [record.id for record in ((held,) if kind.single else held)]
        assert [record["id"] for record in records(kind.name, folder)] == ids
        assert [row["id"] for row in rows(kind.name, folder)] == ids


def test_a_danish_spreadsheet_opens_the_csv() -> None:
    content = exported()["data/v1/municipalities.csv"]
    assert content.startswith(b"\xef\xbb\xbf"), "the byte order mark tells it that æ, ø and å are UTF-8"
    assert content.count(b"\r\n") == content.count(b"\n")
    shares = {row["id"]: row["statistics_share_special"] for row in rows("municipalities")}
    assert publication().statistics
    for record in publication().statistics:
        assert shares[record.municipality] == str(record.share_special).replace(".", ",")


def test_no_cell_can_be_taken_for_a_date_that_it_is_not() -> None:
    havneskolen = next(row for row in rows("partnerships") if row["id"] == "havneskolen")
    assert (havneskolen["participation_classes_from"], havneskolen["participation_classes_to"]) == ("1", "4")
    assert "participation_classes" not in havneskolen
    korsang = next(row for row in rows("media_coverage") if row["id"] == "kystposten-korsang")
    assert [korsang[f"published_{part}"] for part in ("year", "month", "day")] == ["2024", "11", "20"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(start: str) -> None:
    assert csv_tables.cell(f"{start}1+1") == f"'{start}1+1"


def test_what_looks_like_separators_stays_in_its_cell() -> None:
    written = csv_tables.as_csv(["a", "b"], [['x;"y"', "z\nw"], [Decimal("5.1"), None]])
    assert list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline=""), delimiter=";")) == [
        ["a", "b"],
        ['x;"y"', "z\nw"],
        ["5,1", ""],
    ]


@each_publication
def test_a_hidden_count_is_hidden_in_every_file(folder: Path) -> None:
    hidden = [one for one in Queries(publication(folder)).attendances if one.hidden]
    assert hidden
    telling = ("groups", "classes_from", "classes_to", "ages_from", "ages_to")
    for one in hidden:
        [row] = [row for row in rows("partnerships", folder) if row["id"] == one.partnership.id]
        assert row["participation_pupils"] == "under 5"
        assert not any(row[f"participation_{name}"] for name in telling)
        [row] = [row for row in rows("participations", folder) if row["id"] == one.participation.id]
        assert row["pupils"] == "under 5" and not any(row[name] for name in telling)
        [found] = [found for found in records("partnerships", folder) if found["id"] == one.partnership.id]
        assert found["participation"]["pupils"] == "under 5"
    counts = [(record["participation"] or {}).get("pupils") for record in records("partnerships", folder)]
    for count in [*counts, *(record["pupils"] for record in records("participations", folder))]:
        assert count in (None, "under 5") or count >= 5


def test_the_figures_of_a_municipality_have_exactly_their_rows() -> None:
    text = exported()["data/v1/kommuner/aeroesund/partnerships.csv"].decode("utf-8-sig")
    found = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert found == [row for row in rows("partnerships") if row["municipality"] == "aeroesund"]
    assert len(found) == 2


def test_the_participants_of_a_municipality_have_exactly_their_rows() -> None:
    text = exported()["data/v1/kommuner/aeroesund/participations.csv"].decode("utf-8-sig")
    found = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert found == [row for row in rows("participations") if row["partnership"] in ("havneskolen", "strandskolen")]
    assert len(found) == 2


@each_publication
def test_numbers_are_the_same_as_in_the_records(folder: Path) -> None:
    newest = Queries(publication(folder)).statistics_of
    for found in records("municipalities", folder):
        record = newest[found["id"]]
        assert found["statistics"]["pupils_special"] == record.pupils_special
        assert Decimal(str(found["statistics"]["share_special"])) == record.share_special
    for record, found in zip(publication(folder).statistics, records("statistics", folder), strict=True):
        assert (found["id"], found["pupils_special"]) == (record.id, record.pupils_special)


def test_every_column_is_explained_in_danish() -> None:
    explained = {(row["file"], row["column"]) for row in rows("kolonner") if row["title"] and row["help"]}
    assert explained == {(f"{table.name}.csv", column.name) for table in listing().tables for column in table.columns}


def test_columns_that_many_files_share_are_explained_once() -> None:
    shown = listing()
    assert "source" in [column.name for column in shown.shared_columns]
    for table in shown.tables:
        assert not set(shown.own_columns(table)) & set(shown.shared_columns)


def test_the_same_data_gives_the_same_bytes() -> None:
    assert open_data.files(context(), open_data.Listing(context()), {}) == exported()


# --- Where records are read -----------------------------------------------------------------------

PAGES = [
    ("/", '<li id="tal-elever"> <li id="udtalelse-a">'),
    ("/udtalelser/", '<li id="udtalelse-a">'),
    ("/viden/loven/", '<li id="fakta-musik">'),
    ("/viden/statistik/", '<li id="fakta-musik"> <li id="&aelig;ble">'),
]


@pytest.mark.parametrize(
    ("kind", "id_", "address"),
    [
        pytest.param("statements", "a", "/udtalelser/#udtalelse-a", id="the page made for the kind goes first"),
        pytest.param("figures", "musik", "/viden/loven/#fakta-musik", id="else the first page that shows it"),
        pytest.param("figures", "elever", "/#tal-elever", id="a fact that stands only as a number"),
        pytest.param("figures", "andet", None, id="shown nowhere"),
        pytest.param("initiative", "a", None, id="a kind without places"),
    ],
)
def test_a_record_says_where_it_is_read(kind: str, id_: str, address: str | None) -> None:
    record = Record.model_construct(id=id_)
    assert permalinks.of(kind, record, permalinks.places(PAGES)) == address


def test_a_municipality_and_its_partnerships_are_read_on_its_page() -> None:
    [partnership, *_] = publication().partnerships
    page = f"/kommuner/{partnership.municipality}/"
    shown = permalinks.places([("/kommuner/", f'<li id="samarbejde-{partnership.id}">'), (page, f'<li id="samarbejde-{partnership.id}">')])
    assert permalinks.of("partnerships", partnership, shown) == f"{page}#samarbejde-{partnership.id}"
    [took, *_] = Queries(publication()).attendances_of["havneskolen"]
    shown = permalinks.places([("/kommuner/aeroesund/", '<li id="samarbejde-havneskolen">')])
    assert permalinks.of("participations", took.participation, shown) == "/kommuner/aeroesund/#samarbejde-havneskolen"
    statistics = publication().statistics[0]
    assert permalinks.of("statistics", statistics, {}) == f"/kommuner/{statistics.municipality}/"
    assert permalinks.of("municipalities", publication().municipalities[0], {}) == f"/kommuner/{publication().municipalities[0].id}/"
