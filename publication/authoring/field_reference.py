"""The page FELTER.md: every field of every file in `data/`, for editors."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pydantic import BaseModel

from publication.model import types
from publication.model.fields import ModelField, model_fields
from publication.model.kinds import KINDS, Kind

_WORDS: dict[Callable[[Any], Any] | None, str] = {
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


def in_words(one: ModelField) -> str:
    """What kind of value a field takes, in Danish."""
    if one.group:
        return "liste med felter" if one.is_list else "felter"
    value = "et af: " + ", ".join(one.choices) if one.choices else _WORDS[one.parse]
    return f"liste, hver: {value}" if one.is_list else value


def page() -> str:
    """The text of FELTER.md."""
    parts = [
        "# Felter i data\n",
        "Her står alle filer i `data/` og alle felter i dem. Felter med * skal udfyldes. "
        "Listen er lavet af modellen med `make schema`, så ret den ikke her.\n",
        *(_section(kind) for kind in KINDS.values()),
    ]
    return "\n".join(parts)


def _section(kind: Kind) -> str:
    rows = "\n".join(_rows(kind.model))
    return (
        f"## {kind.many[0].upper()}{kind.many[1:]} (`{kind.file}`)\n\n{kind.order}\n\n"
        f"| Felt | Navn | Slags | Hjælp |\n| --- | --- | --- | --- |\n{rows}\n"
    )


def _rows(model: type[BaseModel], above: str = "") -> Iterator[str]:
    for one in model_fields(model):
        yield f"| `{above}{one.name}`{'*' if one.required else ''} | {one.title} | {in_words(one)} | {one.help} |"
        if one.group:
            yield from _rows(one.group, f"{above}{one.name}.")
