"""The facts as open data: which files there are, what stands in each, and what v1 promises.

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
from dataclasses import dataclass
from functools import cached_property

from publication.exports.csv_tables import Column, Permalink, Table, as_csv, tables
from publication.exports.data_package import data_package
from publication.exports.dcat import dcat
from publication.exports.json_schema import field_types, record_schema, schema
from publication.exports.json_values import encoded, plain
from publication.exports.metadata import FOLDER, FileDigest, Words, cited_sources, json_file, records_of, schema_file
from publication.model.kinds import KINDS, Kind, Publication
from publication.model.queries import grouped
from publication.model.records import Record
from publication.web import permalinks
from publication.web.deployment import Deployment
from publication.web.permalinks import Places

# --- The files as the page about them lists them --------------------------------------------------

# A column in this many files is explained once.
_OFTEN = 3


@dataclass(frozen=True)
class KindFiles:
    """The files of one kind of record, by their paths in the site."""

    kind: Kind
    tables: list[Table]
    json: str
    schema: str


@dataclass(frozen=True)
class Listing:
    """What the page about the files shows: the words for them, and their tables."""

    words: Words
    tables: list[Table]

    @property
    def kinds(self) -> list[KindFiles]:
        return [
            KindFiles(kind, [one for one in self.tables if one.kind is kind], json_file(kind), schema_file(kind))
            for kind in KINDS.values()
        ]

    @cached_property
    def shared_columns(self) -> list[Column]:
        """The columns that many files have with the very same meaning."""
        counted = Counter(column for table in self.tables for column in table.columns)
        return [column for column, often in counted.items() if often >= _OFTEN]

    def own_columns(self, table: Table) -> list[Column]:
        return [column for column in table.columns if column not in self.shared_columns]

    @property
    def descriptions(self) -> list[tuple[str, str]]:
        """The files that describe the others, each with what it is."""
        return [(f"{FOLDER}/{name}", about) for name, about in self.words.descriptions.items()]


def listing(publication: Publication, words: Words) -> Listing:
    """The list of the files, which can be shown before it is known where each record is read."""
    return Listing(words, tables(publication, words))


# --- What stands in them --------------------------------------------------------------------------


def files(publication: Publication, deployment: Deployment, words: Words, places: Places) -> dict[str, bytes]:
    """Every file of the open data, by its path in the site. `places` says which pages show which record."""

    def permalink(kind: str, record: Record) -> str | None:
        address = permalinks.of(kind, record, places)
        return deployment.absolute(address) if address else None

    all_tables = tables(publication, words)
    found: dict[str, bytes] = {}
    for kind in KINDS.values():
        found[json_file(kind)] = _records_file(publication, kind, deployment, words, permalink)
        found[schema_file(kind)] = encoded(schema(kind, words, deployment))
    found |= {table.file: table.csv(permalink) for table in all_tables}
    digests = {path: FileDigest.of(content) for path, content in found.items()}
    found[f"{FOLDER}/kolonner.csv"] = _columns_file(all_tables)
    found |= _municipality_files(publication, all_tables, permalink)
    package = data_package(publication, deployment, words, all_tables, digests)
    found[f"{FOLDER}/datapackage.json"] = encoded(package)
    found[f"{FOLDER}/dcat.jsonld"] = encoded(dcat(publication, deployment, words, all_tables, digests))
    return found


def _records_file(
    publication: Publication, kind: Kind, deployment: Deployment, words: Words, permalink: Permalink
) -> bytes:
    return encoded(
        {
            "kind": kind.name,
            "version": "v1",
            "title": kind.many,
            "description": words.kinds[kind.name],
            "licence": words.licence,
            "sources": [source["title"] for source in cited_sources(publication, kind)],
            "schema": deployment.absolute(schema_file(kind)),
            "records": [
                plain(record) | {"permalink": permalink(kind.name, record)} for record in records_of(publication, kind)
            ],
        }
    )


def _columns_file(all_tables: list[Table]) -> bytes:
    columns = (
        [f"{table.name}.csv", column.name, column.title, column.help, column.type]
        for table in all_tables
        for column in table.columns
    )
    return as_csv(("file", "column", "title", "help", "type"), columns)


def _municipality_files(publication: Publication, all_tables: list[Table], permalink: Permalink) -> dict[str, bytes]:
    """The rows behind the figures of each municipality's page, with the columns of the whole file."""
    shown = {
        "municipalities": grouped(publication.municipalities, lambda record: [record.id]),
        "partnerships": grouped(publication.partnerships, lambda record: [record.municipality]),
    }
    return {
        f"{FOLDER}/kommuner/{id_}/{table.name}.csv": table.of(records).csv(permalink)
        for table in all_tables
        for id_, records in shown.get(table.name, {}).items()
    }


# --- What v1 promises -----------------------------------------------------------------------------


def promise(publication: Publication, words: Words) -> list[str]:
    """What v1 holds today, a line for each field and column with its type, as in `published/data-v1.txt`."""
    fields = [
        f"{kind.name}.json {path} {type_}"
        for kind in KINDS.values()
        for path, type_ in field_types(record_schema(kind, words))
    ]
    columns = [
        f"{table.name}.csv {column.name} {column.type}"
        for table in tables(publication, words)
        for column in table.columns
    ]
    return fields + columns
