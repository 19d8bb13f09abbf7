"""The Frictionless data package: every CSV file with its columns, how tables refer to each other, size and hash."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from publication.exports.csv_tables import Column, Table
from publication.exports.metadata import FOLDER, FileDigest, Words, cited_sources, licence_address
from publication.model.kinds import Publication
from publication.web.deployment import Deployment


def data_package(
    publication: Publication,
    deployment: Deployment,
    words: Words,
    tables: list[Table],
    digests: Mapping[str, FileDigest],
) -> dict[str, Any]:
    """The content of `datapackage.json`; `digests` holds the tables' files by their path."""
    licences = [{"title": words.licence, "path": licence_address(deployment)}]
    return {
        "profile": "tabular-data-package",
        "name": publication.initiative.id,
        "id": deployment.absolute(f"{FOLDER}/datapackage.json"),
        "title": words.title,
        "description": words.description,
        "version": "1.0",
        "homepage": deployment.absolute("/data/"),
        "created": f"{publication.changed.isoformat()}T00:00:00Z",
        "keywords": words.keywords,
        "contributors": [{"title": publication.initiative.organisation, "role": "publisher"}],
        "licenses": licences,
        "resources": [
            _resource(table, digests[table.file], words, licences, cited_sources(publication, table.kind))
            for table in tables
        ],
    }


def _resource(
    table: Table, digest: FileDigest, words: Words, licences: list[dict[str, str]], sources: list[dict[str, str]]
) -> dict[str, Any]:
    return {
        # A resource's name may hold no capital letters; ours are file names already.
        "name": table.name,
        "title": table.title,
        "description": words.kinds[table.kind.name],
        "path": f"{table.name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ";", "lineTerminator": "\r\n"},
        "bytes": digest.size,
        "hash": f"sha256:{digest.sha256}",
        "licenses": licences,
        "sources": sources,
        "schema": _table_schema(table),
    }


def _table_schema(table: Table) -> dict[str, Any]:
    described: dict[str, Any] = {"fields": [_column_schema(column) for column in table.columns]}
    described["primaryKey"] = [f"{table.kind.name}_id", "number"] if table.listed else ["id"]
    if keys := [
        {"fields": column.name, "reference": {"resource": column.refers, "fields": "id"}}
        for column in table.columns
        if column.refers
    ]:
        described["foreignKeys"] = keys
    return described


def _column_schema(column: Column) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": column.name,
        "title": column.title,
        "description": column.help,
        "type": column.type,
    }
    if column.type == "number":
        described["decimalChar"] = ","
    constraints = ({"required": True} if column.required else {}) | column.constraints
    return described | ({"constraints": constraints} if constraints else {})
