"""The fields of a model, as everything made from it sees them: forms, schemas, tables, messages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo


def parts_of(annotation: Any) -> Iterator[Any]:
    """A type, what it is annotated with, and all the types it is made of."""
    yield annotation
    yield from getattr(annotation, "__metadata__", ())
    for part in get_args(annotation):
        yield from parts_of(part)


def fields_of(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """A group's fields in the order people fill them in: the id, its own, and last the source and what many share."""
    own = [name for name in model.__annotations__ if name in model.model_fields]
    names = dict.fromkeys(["id", *own, *model.model_fields])
    return {name: model.model_fields[name] for name in names if name in model.model_fields}


def group_of(info: FieldInfo) -> type[BaseModel] | None:
    """The model of a field that is a group of fields, or a list of them."""
    models = [part for part in parts_of(info.annotation) if isinstance(part, type) and issubclass(part, BaseModel)]
    return models[0] if models else None


def title_of(model: type[BaseModel], path: tuple[str | int, ...]) -> str:
    """The Danish name of the field at the end of `path`, with the groups it stands in: `Deltagelse, Elever`."""
    names: list[str] = []
    for step in path:
        info = model.model_fields.get(step) if isinstance(step, str) else None
        names.append(f"{step + 1}." if isinstance(step, int) else (info.title if info else None) or step)
        model = (group_of(info) if info else None) or model
    return ", ".join(names)


def is_list(info: FieldInfo) -> bool:
    return any(get_origin(part) is tuple for part in parts_of(info.annotation))
