"""The fields of each kind of record, read from the model, and walking through the values of a record.

Schemas, tables, forms, references and messages are made from these fields, and nothing else looks into the model.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, PlainValidator, WithJsonSchema
from pydantic.fields import FieldInfo

from publication.model.types import Ref

FieldPath = tuple[str | int, ...]
"""The path to a value in a record: names of fields, and indexes in lists."""


@dataclass(frozen=True)
class ModelField:
    """A field of a record or of a group of fields. Of a list, `type`, `group`, `choices` and so on are its items'."""

    path: tuple[str, ...]
    title: str
    help: str
    required: bool
    is_list: bool
    type: Any
    """The Python type of a value: `str` for choices too, the model for a group."""
    choices: tuple[str, ...] = ()
    refers_to: str | None = None
    """The kind whose id it holds."""
    parse: Callable[[Any], Any] | None = None
    """The function in `types` that reads its text; none for choices and groups."""
    json_schema: dict[str, Any] = field(default_factory=dict, compare=False)
    """The JSON Schema that its type is annotated with."""

    @property
    def name(self) -> str:
        return self.path[-1]

    @property
    def group(self) -> type[BaseModel] | None:
        """The model of the group of fields it holds, alone or in a list."""
        return self.type if issubclass(self.type, BaseModel) else None


def declared_fields(model: type[BaseModel]) -> tuple[ModelField, ...]:
    """The fields of a record or group, those of its base classes first, as in JSON."""
    return tuple(_fields_by_name(model).values())


@cache
def model_fields(model: type[BaseModel]) -> tuple[ModelField, ...]:
    """The fields in the order people fill them in: the id, the model's own, and last the source and what many share."""
    own = set(model.__annotations__)
    return tuple(sorted(declared_fields(model), key=lambda one: (one.name != "id", one.name not in own)))


def leaf_fields(
    model: type[BaseModel],
    fields_of: Callable[[type[BaseModel]], Iterable[ModelField]] = model_fields,
    above: tuple[str, ...] = (),
    required: bool = True,
) -> Iterator[ModelField]:
    """The same with each single group replaced by its fields, whose paths begin at the record.

    A field counts as required only where the groups around it are. `fields_of` decides the order.
    """
    for one in fields_of(model):
        leaf = replace(one, path=(*above, one.name), required=required and one.required)
        if leaf.group and not leaf.is_list:
            yield from leaf_fields(leaf.group, fields_of, leaf.path, leaf.required)
        else:
            yield leaf


def field_at(model: type[BaseModel], path: FieldPath) -> ModelField | None:
    """The field that holds the value at the end of `path`; none where the model knows no such field."""
    return _field_named(model, tuple(step for step in path if isinstance(step, str)))


def title_of(model: type[BaseModel], path: FieldPath) -> str:
    """The Danish name of the field at the end of `path`, with the groups it stands in: `Deltagelse, Elever`."""
    names: list[str] = []
    for end, step in enumerate(path, start=1):
        known = field_at(model, path[:end])
        names.append(f"{step + 1}." if isinstance(step, int) else known.title if known else step)
    return ", ".join(names)


def walk(value: Any, path: FieldPath = ()) -> Iterator[tuple[FieldPath, Any]]:
    """Every single value in dicts and lists, such as those of a record as it stands in its file, with its path."""
    if isinstance(value, dict | list):
        for step, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from walk(inner, (*path, step))
    else:
        yield path, value


def references(model: type[BaseModel], values: dict[str, Any]) -> Iterator[tuple[str, str, FieldPath]]:
    """Every id of another record that stands in a record's values, as (kind, id, path)."""
    for path, value in walk(values):
        known = field_at(model, path)
        nested = isinstance(path[-1], int) and isinstance(path[-2], int)  # a list where one value should stand
        if known and known.refers_to and not nested:
            yield known.refers_to, value, path


@cache
def _fields_by_name(model: type[BaseModel]) -> dict[str, ModelField]:
    return {name: _model_field(name, info) for name, info in model.model_fields.items()}


@cache
def _field_named(model: type[BaseModel], names: tuple[str, ...]) -> ModelField | None:
    found = None
    for name in names:
        found = _fields_by_name(model).get(name) if found is None or found.group else None
        if found is None:
            return None
        model = found.group or model
    return found


def _model_field(name: str, info: FieldInfo) -> ModelField:
    holds, is_list, notes = _taken_apart(info.annotation, info.metadata)
    choices = get_args(holds) if get_origin(holds) is Literal else ()
    return ModelField(
        path=(name,),
        title=info.title or name,
        help=info.description or "",
        required=info.is_required(),
        is_list=is_list,
        type=str if choices else holds,
        choices=choices,
        refers_to=next((note.kind for note in notes if isinstance(note, Ref)), None),
        parse=next((note.func for note in notes if isinstance(note, BeforeValidator | PlainValidator)), None),
        json_schema=next((dict(note.json_schema) for note in notes if isinstance(note, WithJsonSchema)), {}),
    )


def _taken_apart(annotation: Any, notes: Iterable[Any] = ()) -> tuple[Any, bool, list[Any]]:
    """The type of one value, whether the annotation is a list of them, and everything the type is annotated with."""
    if get_origin(annotation) is Annotated:
        inner, *more = get_args(annotation)
        return _taken_apart(inner, [*notes, *more])
    if get_origin(annotation) in (Union, types.UnionType):
        inner = next(part for part in get_args(annotation) if part is not type(None))
        return _taken_apart(inner, notes)
    if get_origin(annotation) is tuple:
        holds, _, notes = _taken_apart(get_args(annotation)[0], notes)
        return holds, True, notes
    return annotation, False, list(notes)
