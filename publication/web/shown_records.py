"""Which records a page shows, found in what its templates are given and in what they link to for editing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from publication.model.kinds import Publication
from publication.model.queries import Queries
from publication.model.records import Record


def records_in(value: Any) -> Iterator[Record]:
    """The records in a value: itself, or deep in lists, groups and the parts of a figure."""
    if isinstance(value, Record):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from records_in(part)
    elif isinstance(value, list | tuple | set | frozenset):
        for part in value:
            yield from records_in(part)
    elif is_dataclass(value) and not isinstance(value, type | Publication | Queries):
        for part in fields(value):
            yield from records_in(getattr(value, part.name))
