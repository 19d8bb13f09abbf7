"""The Frictionless data package: every CSV file with its columns, how tables refer to each other, size and hash."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from publication.exports.csv_tables import Column, Table
from publication.exports.metadata import FOLDER, LICENCE, Words, cited_sources
from publication.web.build_context import BuildContext


def data_package(
    context: BuildContext, words: Words, tables: list[Table], files: Mapping[str, bytes]
) -> dict[str, Any]:
    """The content of `datapackage.json`; `files` holds the tables' files by their path."""
    publication, absolute = context.publication, context.deployment.absolute
    licences = [{"title": words["licence"], "path": absolute(LICENCE)}]
    return {
        "profile": "tabular-data-package",
        "name": publication.initiative.id,
        "id": absolute(f"{FOLDER}/datapackage.json"),
        "title": words["title"],
        "description": words["description"],
        "version": words["version"],
        "homepage": absolute("/data/"),
        "created": f"{publication.changed.isoformat()}T00:00:00Z",
        "keywords": words["keywords"],
        "contributors": [{"title": publication.initiative.organisation, "role": "publisher"}],
        "licenses": licences,
        "resources": [
            {
                # Frictionless allows no capital letters in it.
                "name": table.name,
                "title": table.title,
                "description": words["kinds"][table.kind.name],
                "path": f"{table.name}.csv",
                "profile": "tabular-data-resource",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "dialect": {"delimiter": ";", "lineTerminator": "\r\n"},
                "bytes": len(files[table.file]),
                "hash": f"sha256:{hashlib.sha256(files[table.file]).hexdigest()}",
                "licenses": licences,
                "sources": cited_sources(publication, table.records),
                **({"changes": changes} if (changes := words["changes"].get(table.kind.name)) else {}),
                "schema": _table_schema(table),
            }
            for table in tables
        ],
    }


def _table_schema(table: Table) -> dict[str, Any]:
    # A table that refers to itself is named by nothing.
    keys = [
        {
            "fields": column.name,
            "reference": {"resource": column.refers if column.refers != table.name else "", "fields": "id"},
        }
        for column in table.columns
        if column.refers
    ]
    return {
        "fields": [_column_schema(column) for column in table.columns],
        "primaryKey": [f"{table.kind.name}_id", "number"] if table.listed else ["id"],
    } | ({"foreignKeys": keys} if keys else {})


def _column_schema(column: Column) -> dict[str, Any]:
    written = {"number": {"decimalChar": ","}, "time": {"format": "%H:%M"}}.get(column.type, {})
    limits = ({"required": True} if column.required else {}) | column.constraints
    described = {"name": column.name, "title": column.title, "description": column.help, "type": column.type}
    return described | written | ({"constraints": limits} if limits else {})
