"""temporary"""
from __future__ import annotations

import types
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, WithJsonSchema
from pydantic.fields import FieldInfo

from publication.model.records import Part
_REFERENCES = {"source": "sources", "report": "sources", "municipality": "municipalities", "format": "formats"}
@dataclass(frozen=True)
class Field:
    """A field of a record: where it stands, its Danish name and help, and what it holds."""

    path: tuple[str, ...]
    title: str
    help: str
    holds: Any
    required: bool
    many: bool = False
    text: dict[str, Any] = field(default_factory=dict, compare=False)

    @property
    def name(self) -> str:
        return ".".join(self.path)

    @property
    def parts(self) -> list[Field]:
        """The fields of each part, where the field holds a list of parts."""
        return fields(self.holds) if self.many and is_part(self.holds) else []

    @property
    def choices(self) -> tuple[str, ...]:
        return get_args(self.holds) if get_origin(self.holds) is Literal else ()


def is_part(holds: Any) -> bool:
    return isinstance(holds, type) and issubclass(holds, Part)


def _bare(annotation: Any, metadata: Iterable[Any] = ()) -> tuple[Any, bool, list[Any]]:
    """What an annotation holds, whether it holds many, and what is noted on it."""
    notes = list(metadata)
    if get_origin(annotation) is Annotated:
        inner, *more = get_args(annotation)
        return _bare(inner, [*notes, *more])
    if get_origin(annotation) in (Union, types.UnionType):
        inner = next(part for part in get_args(annotation) if part is not type(None))
        return _bare(inner, notes)
    if get_origin(annotation) is tuple:
        holds, _, notes = _bare(get_args(annotation)[0], notes)
        return holds, True, notes
    return annotation, False, notes


def direct_field(name: str, info: FieldInfo, above: tuple[str, ...], required: bool) -> Field:
    holds, many, notes = _bare(info.annotation, info.metadata)
    schema = next((dict(note.json_schema) for note in notes if isinstance(note, WithJsonSchema)), {})
    return Field(
        path=(*above, name),
        title=info.title or name,
        help=info.description or "",
        holds=holds,
        required=required and info.is_required(),
        many=many,
        text=schema if holds is str else {},
    )


@cache
def fields(model: type[BaseModel], above: tuple[str, ...] = (), required: bool = True) -> list[Field]:
    """All fields of a record or part in the order of the model, those of a group under the group's name."""
    found: list[Field] = []
    for name, info in model.model_fields.items():
        own = direct_field(name, info, above, required)
        if is_part(own.holds) and not own.many:
            found += fields(own.holds, own.path, own.required)
        else:
            found.append(own)
    # The id first, then what the record is about, then where it comes from.
    return sorted(found, key=lambda one: (one.name != "id", one.name in {"source", "page", "note", "checked"}))


