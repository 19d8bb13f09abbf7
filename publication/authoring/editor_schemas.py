"""JSON Schemas of the files in `data/`, with which an editor completes fields and explains them in Danish.

They describe what a person writes; `publication.exports.json_files` describes what is published.
"""

from __future__ import annotations

from typing import Any

from publication.model.kinds import KINDS, Kind


def path_of(kind: Kind) -> str:
    """The path of a kind's schema in the project."""
    return f"dev/schema/{kind.name}.schema.json"


def vscode_settings() -> dict[str, Any]:
    """The settings with which VS Code helps in `data/`."""
    return {
        "yaml.schemas": {path_of(kind): kind.file for kind in KINDS.values()},
        "files.encoding": "utf8",
        "files.eol": "\n",
        "[yaml]": {"editor.insertSpaces": True, "editor.tabSize": 2, "editor.detectIndentation": False},
    }


def schema_of(kind: Kind) -> dict[str, Any]:
    """The JSON Schema of one file, with Danish names and help for every field."""
    record = kind.model.model_json_schema()
    groups = {name: _without_class_texts(group) for name, group in record.pop("$defs", {}).items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": kind.many[0].upper() + kind.many[1:],
        "description": kind.order,
        # A file without records holds nothing but its head.
        "type": ["array", "null"] if kind.may_be_empty else "array",
        "items": {"title": kind.one, **_without_class_texts(record)},
        **({"$defs": groups} if groups else {}),
        **({} if kind.may_be_empty else {"minItems": 1}),
        **({"maxItems": 1} if kind.single else {}),
    }


def _without_class_texts(definition: dict[str, Any]) -> dict[str, Any]:
    """A group's schema without its class's name and docstring, which are English and for programmers."""
    shown = {name: value for name, value in definition.items() if name not in {"title", "description"}}
    return shown | {"properties": {name: _field(field) for name, field in definition["properties"].items()}}


def _field(field: dict[str, Any]) -> dict[str, Any]:
    """A field's schema. One that may be left out may not stand there empty, and neither may a list."""
    shown = {name: value for name, value in field.items() if name not in {"default", "anyOf"}}
    choices = [choice for choice in field.get("anyOf", []) if choice != {"type": "null"}]
    if len(choices) == 1:
        shown = {**choices[0], **shown}
    elif choices:
        shown["anyOf"] = choices
    if shown.get("type") == "array":
        shown["minItems"] = max(shown.get("minItems", 1), 1)
    return shown
