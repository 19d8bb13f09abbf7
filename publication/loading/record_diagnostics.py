"""The errors that pydantic finds in a record, as diagnostics in Danish at the fields."""

from __future__ import annotations

import re
from typing import Any

from pydantic import BaseModel

from publication.loading.diagnostics import Diagnostic, Position, nearest
from publication.loading.parser_messages import NO_SPACE
from publication.loading.strict_yaml import Positions
from publication.model.fields import FieldPath, declared_fields, field_at
from publication.model.types import EMPTY

LONGEST_QUOTED = 60  # characters of a value that a message repeats

_ONE_VALUE = "her skal stå én værdi, ikke en liste eller flere felter"
_SHAPES = {
    "tuple_type": "her skal stå en liste med hver værdi på sin egen linje efter en bindestreg",
    "model_type": "her skal stå flere felter, hvert på sin egen linje og rykket ind",
}


def in_danish(model: type[BaseModel], errors: list[Any], positions: Positions) -> list[Diagnostic]:
    """The errors in Danish. A field that is misspelt gives one diagnostic, and not a second one for being missing."""
    unknown = [(one["loc"], _field_like(model, one["loc"])) for one in errors if one["type"] == "extra_forbidden"]
    meant = {(*path[:-1], guess) for path, guess in unknown}
    diagnostics = [_unknown(positions.at_key(path), path, guess) for path, guess in unknown]
    for one in errors:
        path = one["loc"]
        if one["type"] == "missing":
            if path not in meant and one["input"]:
                diagnostics.append(_missing(model, path, positions))
        # A list whose items have diagnostics of their own is not too short as well.
        elif one["type"] == "id" and (known := field_at(model, path)) and known.refers_to:
            pass  # Which id was meant is only known when all files are read.
        elif one["type"] != "extra_forbidden" and not (one["type"] == "too_short" and one["input"]):
            diagnostics.append(_wrong_value(positions.at(path), one))
    return diagnostics


def _unknown(position: Position, path: FieldPath, guess: str | None) -> Diagnostic:
    if ":" in str(path[-1]):  # such as `title:"Kor: en bog"`
        return position.diagnostic("yaml-form", NO_SPACE)
    return position.diagnostic("ukendt-felt", f"feltet »{path[-1]}« kendes ikke her", guess)


def _missing(model: type[BaseModel], path: FieldPath, positions: Positions) -> Diagnostic:
    """A field that is not there, said at the record, or at the name of the group it should have stood in."""
    group = path[:-1]
    position = positions.at_key(group) if group and isinstance(group[-1], str) else positions.at(group)
    field = field_at(model, path)
    return position.diagnostic("mangler-felt", f"feltet »{path[-1]}« mangler ({field.title if field else ''})")


def _wrong_value(position: Position, one: Any) -> Diagnostic:
    """The diagnostic of one value: empty, of the wrong shape, not among the choices, or what its type says about it."""
    given, kind, context = one["input"], one["type"], one.get("ctx", {})
    if given in ({}, []) or (isinstance(given, str) and not given.strip()):
        return position.diagnostic("tom-vaerdi", context["message"] if kind == "tom-vaerdi" else EMPTY)
    shown = f"{given[:LONGEST_QUOTED]}…" if isinstance(given, str) and len(given) > LONGEST_QUOTED else given
    if kind == "for-lang":
        return position.diagnostic(kind, context["message"])
    if isinstance(given, dict) and set(given.values()) == {""} and kind != "model_type":
        # `{Første}` is read as a group with one empty field.
        return position.diagnostic("forkert-slags", "en tekst kan ikke begynde med »{«; sæt anførselstegn om hele værdien")
    if "message" in context:
        return position.diagnostic(kind, context["message"].replace(str(given), str(shown)), context.get("suggestion"))
    if kind == "literal_error" and isinstance(given, str):
        choices = re.findall(r"'([^']*)'", context["expected"])
        listed = ", ".join(f"»{choice}«" for choice in choices)
        message = f"»{shown}« kan ikke vælges her; vælg mellem {listed}"
        return position.diagnostic("ukendt-valg", message, nearest(given, choices))
    return position.diagnostic("forkert-slags", _SHAPES.get(kind, _ONE_VALUE))


def _field_like(model: type[BaseModel], path: FieldPath) -> str | None:
    """The field an editor probably meant: the same word written otherwise, its Danish title, or something like it."""
    around = field_at(model, path[:-1])
    names = {field.name: field.title for field in declared_fields((around.group if around else None) or model)}
    word = str(path[-1]).split(":")[0].lower().strip()
    plain = re.sub(r"[- ]", "_", word)
    by_title = {title.lower(): name for name, title in names.items()}
    return plain if plain in names else by_title.get(word) or nearest(plain, names)
