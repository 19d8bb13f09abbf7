"""JSON Schemas of the files in `data/`, with which an editor completes fields and explains them in Danish.

They describe what a person writes; `publication.exports.json_files` describes what is published.
"""

from __future__ import annotations

from typing import Any

from publication.model.kinds import KINDS, Kind


def path_of(kind: Kind) -> str:
    """Where the schema of a kind lies in the project."""
    return f"dev/schema/{kind.name}.schema.json"


def vscode_settings() -> dict[str, Any]:
    """What VS Code needs to know to help in `data/`."""
    return {
        "yaml.schemas": {path_of(kind): kind.file for kind in KINDS.values()},
        "files.encoding": "utf8",
        "files.eol": "\n",
        "[yaml]": {"editor.insertSpaces": True, "editor.tabSize": 2, "editor.detectIndentation": False},
    }


def schema_of(kind: Kind) -> dict[str, Any]:
    """The JSON Schema of one file, with Danish names and help for every field."""
    made = kind.model.model_json_schema()
    definitions = made.pop("$defs", {})
    schema: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": kind.many[0].upper() + kind.many[1:],
        "description": kind.order,
        "type": "array",
        "items": {"title": kind.one, **_without_class_texts(made)},
    }
    if definitions:
        schema["$defs"] = {name: _without_class_texts(definition) for name, definition in definitions.items()}
    if not kind.may_be_empty:
        schema["minItems"] = 1
    if kind.single:
        schema["maxItems"] = 1
    return schema


def _without_class_texts(definition: dict[str, Any]) -> dict[str, Any]:
    """A group's schema without its class's name and docstring, which are English and for programmers."""
    shown = {name: value for name, value in definition.items() if name not in {"title", "description"}}
    return shown | {"properties": {name: _field(field) for name, field in definition["properties"].items()}}


def _field(field: dict[str, Any]) -> dict[str, Any]:
    """A field's schema: one that may be left out may not be left empty, and neither may a list."""
    shown = {name: value for name, value in field.items() if name not in {"default", "anyOf"}}
    choices = [choice for choice in field.get("anyOf", []) if choice != {"type": "null"}]
    if len(choices) == 1:
        shown = {**choices[0], **shown}
    elif choices:
        shown["anyOf"] = choices
    if shown.get("type") == "array":
        shown["minItems"] = max(shown.get("minItems", 1), 1)
    return shown
