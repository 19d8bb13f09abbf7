"""The JSON files of the open data with their JSON Schemas, both made from the model."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from publication.exports.datasets import records_of
from publication.exports.metadata import Permalink, Words, cited_sources, schema_file
from publication.model.fields import ModelField, declared_fields
from publication.model.kinds import Kind
from publication.model.seasons import Season
from publication.model.types import Moment, PupilCount, Span
from publication.web.build_context import BuildContext
from publication.web.deployment import Deployment

_SCHEMAS: dict[Any, dict[str, Any]] = {
    int: {"type": "integer", "minimum": 0},
    Decimal: {"type": "number", "minimum": 0},
    dt.date: {"type": "string", "format": "date"},
    Moment: {"type": "string", "pattern": "^[12][0-9]{3}(-[0-9]{2}(-[0-9]{2})?)?$"},
    PupilCount: {"anyOf": [{"type": "integer", "minimum": 5}, {"const": "under 5"}]},
    dt.time: {"type": "string", "pattern": "^[0-2][0-9]:[0-5][0-9]$"},
    Season: {
        "type": "object",
        "properties": {
            "year": {"type": "integer"},
            "season": {"anyOf": [{"enum": ["forår", "efterår", "skoleår"]}, {"type": "null"}]},
        },
        "required": ["year", "season"],
        "additionalProperties": False,
    },
    Span: {
        "type": "object",
        "properties": {"from": {"type": "integer"}, "to": {"type": "integer"}},
        "required": ["from", "to"],
        "additionalProperties": False,
    },
}


def encoded(value: Any) -> bytes:
    """A JSON file, indented so that a person can read it too."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def records(context: BuildContext, kind: Kind, words: Words, permalink: Permalink) -> dict[str, Any]:
    """The content of `<kind>.json`."""
    found = records_of(context.queries, kind)
    return {
        "kind": kind.name,
        "version": "v1",
        "title": kind.many,
        "description": words["kinds"][kind.name],
        "licence": words["licence"],
        "sources": [source["title"] for source in cited_sources(context.publication, found)],
        "schema": context.deployment.absolute(schema_file(kind)),
        "records": [_plain(record) | {"permalink": permalink(kind.name, record)} for record in found],
    }


def _plain(value: Any) -> Any:
    """A value as JSON has it: numbers as numbers, dates as ISO 8601, a range as its two ends."""
    match value:
        case BaseModel():
            return {name: _plain(inner) for name, inner in value}
        case tuple():
            return [_plain(part) for part in value]
        case PupilCount():
            return str(value) if value.suppressed else value.number
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case Span():
            return {"from": value.start, "to": value.end}
        case Season():
            return {"year": value.year, "season": value.part}
        case Moment():
            return value.iso
        case dt.time():
            return value.isoformat("minutes")
        case dt.date():
            return value.isoformat()
        case _:
            return value


def schema(kind: Kind, words: Words, deployment: Deployment) -> dict[str, Any]:
    """The JSON Schema of `<kind>.json`, whose records have a permalink besides their own fields."""
    title, help_ = words["columns"]["permalink"]
    link = {"anyOf": [{"type": "string", "format": "uri"}, {"type": "null"}]}
    record = _object_schema(kind.model, {"permalink": {"title": title, "description": help_} | link})
    properties = {
        "kind": {"const": kind.name},
        "version": {"const": "v1"},
        "title": {"type": "string"},
        "description": {"type": "string"},
        "licence": {"type": "string"},
        "sources": {"type": "array", "items": {"type": "string"}},
        "schema": {"type": "string", "format": "uri"},
        "records": {"type": "array", "items": record},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": deployment.absolute(schema_file(kind)),
        "title": kind.many,
        "description": words["kinds"][kind.name],
        "type": "object",
        "properties": properties,
        "required": list(properties),
    }


def _text_schema(one: ModelField) -> dict[str, Any]:
    """The schema of a text. Whether it may be missing is said where the field stands, not here."""
    return {"type": "string"} | one.json_schema.get("anyOf", [one.json_schema])[0]


def _object_schema(model: type[BaseModel], added: dict[str, Any] | None = None) -> dict[str, Any]:
    """The schema of a record or part: every key is there, null where nothing is known. More may come within v1."""
    properties: dict[str, Any] = {}
    for one in declared_fields(model):
        if one.group:
            described = _object_schema(one.group)
        elif one.choices:
            described = {"enum": list(one.choices)}
        else:
            described = _text_schema(one) if one.type is str else _SCHEMAS[one.type]
        if one.is_list:
            described = {"type": "array", "items": described}
        elif not one.required:
            described = {"anyOf": [described, {"type": "null"}]}
        properties[one.name] = {"title": one.title, "description": one.help} | described
    properties |= added or {}
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": True}


def _text_schema(one: ModelField) -> dict[str, Any]:
    """The schema of a text; that a field may be empty in a data file is said by the field around it."""
    schemas = [schema for schema in one.json_schema.get("anyOf", [one.json_schema]) if schema != {"type": "null"}]
    return {"type": "string"} | schemas[0]
