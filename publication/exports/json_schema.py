"""JSON Schema of the published JSON files, made from the model."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from publication.exports.metadata import Words, schema_file
from publication.model.fields import ModelField, declared_fields
from publication.model.kinds import Kind
from publication.model.types import Moment, PupilCount, Span
from publication.web.deployment import Deployment

_TYPES: dict[Any, dict[str, Any]] = {
    int: {"type": "integer", "minimum": 0},
    Decimal: {"type": "number", "minimum": 0},
    dt.date: {"type": "string", "format": "date"},
    Moment: {"type": "string", "pattern": "^[12][0-9]{3}(-[0-9]{2}(-[0-9]{2})?)?$"},
    PupilCount: {"anyOf": [{"type": "integer", "minimum": 5}, {"const": "under 5"}]},
    Span: {
        "type": "object",
        "properties": {"from": {"type": "integer"}, "to": {"type": "integer"}},
        "required": ["from", "to"],
        "additionalProperties": False,
    },
}


def schema(kind: Kind, words: Words, deployment: Deployment) -> dict[str, Any]:
    """The JSON Schema of `<kind>.json`."""
    record = record_schema(kind, words)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": deployment.absolute(schema_file(kind)),
        "title": kind.many,
        "description": words.kinds[kind.name],
        "type": "object",
        "properties": {
            "kind": {"const": kind.name},
            "version": {"const": "v1"},
            "title": {"type": "string"},
            "description": {"type": "string"},
            "licence": {"type": "string"},
            "sources": {"type": "array", "items": {"type": "string"}},
            "schema": {"type": "string", "format": "uri"},
            "records": {"type": "array", "items": record},
        },
        "required": ["kind", "version", "title", "description", "licence", "sources", "schema", "records"],
    }


def record_schema(kind: Kind, words: Words) -> dict[str, Any]:
    """The JSON Schema of one record, with the permalink that the published files add to its fields."""
    record = _object_schema(kind.model)
    title, help_ = words.columns["permalink"]
    record["properties"]["permalink"] = {
        "title": title,
        "description": help_,
        "anyOf": [{"type": "string", "format": "uri"}, {"type": "null"}],
    }
    record["required"].append("permalink")
    return record


def _object_schema(model: type[BaseModel]) -> dict[str, Any]:
    """The JSON Schema of a record or part as the JSON files hold it: every key there, null where nothing is known."""
    properties: dict[str, Any] = {}
    for one in declared_fields(model):
        described = _object_schema(one.group) if one.group else _value_schema(one)
        if one.is_list:
            described = {"type": "array", "items": described}
        elif not one.required:
            described = {"anyOf": [described, {"type": "null"}]}
        properties[one.name] = {"title": one.title, "description": one.help} | described
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        # Fields may be added within v1.
        "additionalProperties": True,
    }


def _value_schema(one: ModelField) -> dict[str, Any]:
    if one.choices:
        return {"enum": list(one.choices)}
    return {"type": "string"} | one.json_schema if one.type is str else _TYPES[one.type]


def field_types(described: dict[str, Any], above: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Each field that an object's schema names, as its path with points and its JSON type."""
    for name, value in described["properties"].items():
        path = (*above, name)
        yield ".".join(path), _type_of(value)
        alternatives = (value, *value.get("anyOf", []), value.get("items", {}))
        if inner := next((one for one in alternatives if "properties" in one), None):
            yield from field_types(inner, path)


def _type_of(value: dict[str, Any]) -> str:
    if "anyOf" in value:
        return "|".join(_type_of(part) for part in value["anyOf"])
    return value.get("type", "string")
