"""What the model gives to those who write data: schemas for editors with completion, empty records, the list of fields.

Everything here is written by `python -m publication schema`, and nothing of it by hand.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from publication.model import types
from publication.model.fields import ModelField, model_fields
from publication.model.kinds import KINDS, Kind

# --- The fields of a kind, as people see them -----------------------------------------------------

_WORDS: dict[Any, str] = {
    types.parse_text: "tekst",
    types.parse_slug: "id",
    types.parse_count: "helt tal",
    types.parse_pupils: "helt tal fra 5, eller: under 5",
    types.parse_decimal: "tal, gerne med komma",
    types.parse_span: "tal eller spænd, for eksempel 3-5",
    types.parse_moment: "år, måned eller dag: 2024, 2024-03 eller 2024-03-01",
    types.parse_day: "dag: 2024-03-01",
    types.parse_link: "link med https://",
    types.parse_http_link: "link med http://",
    types.parse_mail: "mailadresse",
    types.parse_phone: "telefonnummer",
    types.parse_address: "adresse her på siden",
}


def in_words(field: ModelField) -> str:
    """What kind of value a field takes, in Danish."""
    if field.group:
        return "liste med felter" if field.is_list else "felter"
    one = "et af: " + ", ".join(field.choices) if field.choices else _WORDS[field.parse]
    return f"liste, hver: {one}" if field.is_list else one


# --- JSON Schema ----------------------------------------------------------------------------------


def schema_of(kind: Kind) -> dict[str, Any]:
    """The JSON Schema of one file, with Danish names and help for every field."""
    made = kind.model.model_json_schema()
    definitions = made.pop("$defs", {})
    schema: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": kind.many[0].upper() + kind.many[1:],
        "description": kind.order,
        "type": "array",
        "items": _plain(made, kind.one),
        "$defs": {name: _plain(definition, None) for name, definition in definitions.items()},
    }
    if not kind.may_be_empty:
        schema["minItems"] = 1
    if kind.single:
        schema["maxItems"] = 1
    if not schema["$defs"]:
        del schema["$defs"]
    return schema


def _plain(definition: dict[str, Any], title: str | None) -> dict[str, Any]:
    """A group's schema without its class's name and docstring, which are English and for programmers."""
    shown = {name: value for name, value in definition.items() if name not in {"title", "description"}}
    shown["properties"] = {name: _property(field) for name, field in definition["properties"].items()}
    return {"title": title, **shown} if title else shown


def _property(field: dict[str, Any]) -> dict[str, Any]:
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


# --- The empty record at the head of a file -------------------------------------------------------

_FIRST = "# yaml-language-server: $schema="
_HOW = (
    "# En tom post. Kopiér den ned mellem de andre, slet # forrest, og udfyld felterne.",
    "# Slet de linjer, du ikke bruger. Felter med * skal udfyldes.",
)
_HOW_ONE = ("# Posten uden indhold. Felter med * skal udfyldes.",)
_LAST = "# ----- Herunder står posterne -----"


def head_of(kind: Kind) -> str:
    """The head of a data file: its schema, its order, and an empty record with help above each field.

    The help has lines of its own, because a comment after a value is a diagnostic.
    """
    lines = [
        f"{_FIRST}../schema/{kind.name}.schema.json",
        f"# {kind.many[0].upper()}{kind.many[1:]}. {kind.order}",
        "#",
        *(_HOW_ONE if kind.single else _HOW),
        "#",
        *(f"# {line}".rstrip() for line in _empty(kind.model, "  ", first="- ")),
        _LAST,
    ]
    return "".join(f"{line}\n" for line in lines)


def _empty(model: type[BaseModel], indent: str, first: str = "") -> Iterator[str]:
    """The lines of an empty group of fields. `first` stands before the first one, where it begins a list."""
    for field in model_fields(model):
        star = "*" if field.required else ""
        lead = indent[: -len(first)] + first if first else indent
        yield f"{indent}# {field.title}{star}: {field.help}"
        yield f"{lead}{field.name}:"
        first = ""
        if field.group and field.is_list:
            yield from _empty(field.group, f"{indent}    ", first="- ")
        elif field.group:
            yield from _empty(field.group, f"{indent}  ")
        elif field.is_list:
            yield f"{indent}  -"


def with_head(text: str, kind: Kind) -> str:
    """The text of a data file with its head made anew; what stands below the head is left as it is."""
    before, mark, below = text.partition(f"{_LAST}\n")
    if mark and before.startswith(_FIRST):
        return head_of(kind) + below
    # A file without a head: a first line of comment that says the order would say it twice.
    first, _, rest = text.partition("\n")
    below = rest if first.startswith("#") and kind.order in first else text
    return head_of(kind) + ("" if below.startswith("\n") else "\n") + below


# --- The list of fields ---------------------------------------------------------------------------


def reference() -> str:
    """FELTER.md: every field of every file, for editors."""
    parts = [
        "# Felter i data\n",
        "Her står alle filer i `data/` og alle felter i dem. Felter med * skal udfyldes. "
        "Listen er lavet af modellen med `make schema`, så ret den ikke her.\n",
        *(_section(kind) for kind in KINDS.values()),
    ]
    return "\n".join(parts)


def _section(kind: Kind) -> str:
    rows = "\n".join(
        f"| `{name}`{star} | {title} | {slags} | {help_} |" for name, star, title, slags, help_ in _rows(kind.model)
    )
    return (
        f"## {kind.many[0].upper()}{kind.many[1:]} (`data/{kind.name}.yml`)\n\n{kind.order}\n\n"
        f"| Felt | Navn | Slags | Hjælp |\n| --- | --- | --- | --- |\n{rows}\n"
    )


def _rows(model: type[BaseModel], before: str = "") -> Iterator[tuple[str, str, str, str, str]]:
    for field in model_fields(model):
        star = "*" if field.required else ""
        yield f"{before}{field.name}", star, field.title, in_words(field), field.help
        if field.group:
            yield from _rows(field.group, f"{before}{field.name}.")


# --- All files ------------------------------------------------------------------------------------


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def settings() -> dict[str, Any]:
    """What VS Code needs to know to help in `data/`."""
    return {
        "yaml.schemas": {f"schema/{name}.schema.json": f"data/{name}.yml" for name in KINDS},
        "files.encoding": "utf8",
        "files.eol": "\n",
        "[yaml]": {"editor.insertSpaces": True, "editor.tabSize": 2, "editor.detectIndentation": False},
    }


def files(root: Path) -> Iterator[tuple[Path, str]]:
    """Every file made from the model, with what should stand in it. Missing data files are left to the check."""
    from publication.authoring import error_reference
    from publication.github import issue_forms

    for name, kind in KINDS.items():
        yield root / "schema" / f"{name}.schema.json", _json(schema_of(kind))
        data = root / "data" / f"{name}.yml"
        if (text := _text(data)) is not None:
            yield data, with_head(text, kind)
    yield root / "FELTER.md", reference()
    yield from issue_forms.files(root)
    yield from error_reference.files(root)
    yield root / ".vscode" / "settings.json", _json(settings())
    yield root / ".vscode" / "extensions.json", _json({"recommendations": ["redhat.vscode-yaml"]})


def _text(path: Path) -> str | None:
    """The text of a file with its line ends as they are, or nothing where it is missing or no text."""
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None


def stale(root: Path) -> list[tuple[Path, str]]:
    """The files that the model would write otherwise than they stand, with what should stand there."""
    return [(path, text) for path, text in files(root) if _text(path) != text]


# --- The command ----------------------------------------------------------------------------------


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--root", type=Path, default=Path(), metavar="MAPPE", help="projektets mappe (.)")
    parser.add_argument("--check", action="store_true", help="skriv intet; sig kun, hvad der er forældet")


def run(options: argparse.Namespace, say: Callable[[str], object], remark: Callable[[str], object]) -> int:
    """Write what is stale, or only say so. Returns the exit status."""
    changed = stale(options.root)
    for path, text in changed:
        if not options.check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8"))
        say(f"{path.as_posix()}: {'er forældet' if options.check else 'skrevet'}\n")
    if options.check and changed:
        remark("Kør «make schema», og gem ændringerne.\n")
        return 1
    if not changed:
        say("Skemaer, tomme poster og feltliste passer til modellen.\n")
    return 0
