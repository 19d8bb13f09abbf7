"""The facts as open data: which files there are, and what stands in each.

A file, a field of a JSON file and a column of a CSV file that is in `published/data-v1.txt`
stays where it is, under its name and with its type. Fields are added, never renamed or
removed. What cannot keep that promise becomes v2, beside v1.

Everything follows from the model: a new field is a new key and a new column.

    /data/v1/<kind>.json            the records as they stand in data/, numbers as numbers
    /data/v1/<kind>.csv             one row a record, for spreadsheets
    /data/v1/<kind>_<field>.csv     one row for each part of a record, such as each speaker of a statement
    /data/v1/schema/<kind>.json     JSON Schema of <kind>.json
    /data/v1/kommuner/<slug>/…csv   the rows behind a municipality's figures
    /data/v1/kolonner.csv           every column with its Danish name and help
    /data/v1/datapackage.json       Frictionless data package over the CSV files
    /data/v1/dcat.jsonld            DCAT-AP-DK
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from publication.exports import json_files
from publication.exports.csv_tables import Column, Table, as_csv, tables
from publication.exports.data_package import data_package
from publication.exports.datasets import DATASETS
from publication.exports.dcat import dcat
from publication.exports.json_files import encoded
from publication.exports.metadata import FOLDER, Permalink, json_file, read_words, schema_file
from publication.model.kinds import Kind
from publication.model.queries import Queries, grouped
from publication.model.records import Participation, Partnership, Record, School
from publication.web import permalinks
from publication.web.build_context import BuildContext
from publication.web.permalinks import Places

# A column that at least so many files have is explained once.
_OFTEN = 3


class Listing:
    """What the pages about the files show. It is made before it is known on which pages records are read."""

    def __init__(self, context: BuildContext) -> None:
        self.words = read_words(context.overrides, "data")
        self.tables = tables(context.queries, self.words)
        counted = Counter(column for table in self.tables for column in table.columns)
        self.shared_columns = [column for column, often in counted.items() if often >= _OFTEN]
        """The columns that many files have with the very same meaning."""

    @property
    def kinds(self) -> list[tuple[Kind, list[Table]]]:
        return [(kind, [table for table in self.tables if table.kind is kind]) for kind in DATASETS.values()]

    def own_columns(self, table: Table) -> list[Column]:
        return [column for column in table.columns if column not in self.shared_columns]


def files(context: BuildContext, listing: Listing, places: Places) -> dict[str, bytes]:
    """Every file of the open data, by its path in the site. `places` says which pages show which record."""
    deployment, words = context.deployment, listing.words
    permalink = _permalink(context, places)
    found: dict[str, bytes] = {}
    for kind in DATASETS.values():
        found[json_file(kind)] = encoded(json_files.records(context, kind, words, permalink))
        found[schema_file(kind)] = encoded(json_files.schema(kind, words, deployment))
    found |= {table.file: table.csv(permalink) for table in listing.tables}
    package = data_package(context, words, listing.tables, found)
    catalogue = dcat(context, words, listing.tables, found)
    return found | {
        f"{FOLDER}/kolonner.csv": _columns_file(listing.tables),
        **_municipality_files(context.queries, listing.tables, permalink),
        f"{FOLDER}/datapackage.json": encoded(package),
        f"{FOLDER}/dcat.jsonld": encoded(catalogue),
    }


def _permalink(context: BuildContext, places: Places) -> Permalink:
    """Where a row is read: counts with their partnership, a school with one that it is in, at home if it can be."""
    partnerships = {one.id: one for one in context.publication.partnerships}
    with_school = grouped(partnerships.values(), _schools)

    def partnership_of(kind: str, record: Record) -> Partnership | None:
        if isinstance(record, Participation):
            return partnerships[record.partnership]
        if isinstance(record, School):
            own = with_school.get(record.id, ())
            return min(own, key=lambda one: one.municipality != record.municipality, default=None)
        # A row of the open data is no partnership, but stands for one.
        return partnerships[record.id] if kind == "partnerships" else None

    def permalink(kind: str, record: Record) -> str | None:
        if partnership := partnership_of(kind, record):
            kind, record = "partnerships", partnership
        address = permalinks.of(kind, record, places)
        return context.deployment.absolute(address) if address else None

    return permalink


def _schools(partnership: Partnership) -> tuple[str, ...]:
    return (*partnership.culture_schools, *partnership.special_schools, *partnership.partners)


def _columns_file(all_tables: list[Table]) -> bytes:
    columns = (
        [f"{table.name}.csv", column.name, column.title, column.help, column.type]
        for table in all_tables
        for column in table.columns
    )
    return as_csv(("file", "column", "title", "help", "type"), columns)


def _municipality_files(queries: Queries, all_tables: list[Table], permalink: Permalink) -> dict[str, bytes]:
    """The rows behind the figures of each municipality's page, with the columns of the whole file."""
    table_of = {table.name: table for table in all_tables}
    found: dict[str, bytes] = {}

    def add(id_: str, name: str, records: Iterable[Record]) -> None:
        if rows := tuple(records):
            found[f"{FOLDER}/kommuner/{id_}/{name}.csv"] = replace(table_of[name], records=rows).csv(permalink)

    for municipality in queries.publication.municipalities:
        id_ = municipality.id
        schools = {school for one in queries.partnerships_of.get(id_, ()) for school in _schools(one)}
        add(id_, "municipalities", (one for one in table_of["municipalities"].records if one.id == id_))
        add(id_, "schools", (one for one in table_of["schools"].records if one.id in schools))
        for name in ("partnerships", "participations", "statistics"):
            records: Iterable[Any] = table_of[name].records
            add(id_, name, (one for one in records if one.municipality == id_))
    return found
