"""Records and values written into a data file as a person would write them: at their place, changing no other line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import yaml

from publication.loading.loader import LoadedRecord
from publication.model.fields import FieldPath, model_fields
from publication.model.kinds import KINDS
from publication.model.types import PlainScalar, parse_slug, parse_text

LINE = 110  # characters of a line before a text is folded


def with_record(text: str, kind: str, record: dict[str, Any], loaded: Sequence[LoadedRecord]) -> str:
    """The text of a file with a record more, where the order of the file puts it."""
    return with_records(text, kind, [record], loaded)


def with_records(text: str, kind: str, records: Sequence[dict[str, Any]], loaded: Sequence[LoadedRecord]) -> str:
    """The same with several, given in the order of the file."""
    lines = text.splitlines()
    added: dict[int, list[str]] = {}
    for record in records:
        written = ["", *as_yaml(record, KINDS[kind].model).splitlines()]
        added.setdefault(_line_for(kind, record, loaded, lines), []).extend(written)
    # From the last to the first, so that the places of those above hold.
    for place, new in sorted(added.items(), reverse=True):
        before, after = lines[:place], lines[place:]
        while before and not before[-1].strip():
            before.pop()
        while after and not after[0].strip():
            after.pop(0)
        lines = [*before, *new, *(["", *after] if after else [])]
    return "\n".join(lines) + "\n"


def without_record(text: str, gone: LoadedRecord, loaded: Sequence[LoadedRecord]) -> str:
    """The text of a file without one record, and without the comments right above it."""
    lines = text.splitlines()
    starts = [*(_above_comments(one.at().line - 1, lines) for one in loaded), len(lines)]
    place = [one.id for one in loaded].index(gone.id)
    before, after = lines[: starts[place]], lines[starts[place + 1] :]
    while before and not before[-1].strip():
        before.pop()
    return "\n".join([*before, *(["", *after] if after else [])]) + "\n"


def _line_for(kind: str, record: dict[str, Any], loaded: Sequence[LoadedRecord], lines: list[str]) -> int:
    """How many lines of the file come before a new record."""
    if sort_key := KINDS[kind].sort_key:
        with suppress(ValueError, TypeError):  # the check says what is wrong with the record
            key = sort_key(KINDS[kind].model.model_validate(record))
            later = next((one for one in loaded if one.record and sort_key(one.record) > key), None)
            return _above_comments(later.at().line - 1, lines) if later else len(lines)
    return len(lines)


def _above_comments(number: int, lines: list[str]) -> int:
    """A record's own line, or that of the comments right above it."""
    start = number
    while start and lines[start - 1].lstrip().startswith("#"):
        start -= 1
    # The head of the file is no record's comment.
    return number if start == 0 or "Herunder står posterne" in "\n".join(lines[start:number]) else start


class _Dumper(yaml.SafeDumper):  # type: ignore[misc]
    """Indents lists below their field, as in the rest of the files."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _represent(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    folded = " ".join(value.split())
    try:
        parse_text(PlainScalar(folded))
        style = ">" if len(folded) > LINE - 20 else None
    except ValueError:
        style = '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", folded, style=style)


class _Bare(str):
    """A value that stands without quotes: a number, a date, an id."""


def _represent_bare(dumper: yaml.SafeDumper, value: _Bare) -> yaml.ScalarNode:
    # With the tag that a parser guesses for the value, none is written.
    return dumper.represent_scalar(dumper.resolve(yaml.ScalarNode, str(value), (True, False)), str(value))


_Dumper.add_representer(str, _represent)
_Dumper.add_representer(_Bare, _represent_bare)
_BARE = re.compile(r"0|[1-9][0-9]{0,8}|[12][0-9]{3}-[01][0-9](?:-[0-3][0-9])?|[0-9]{1,2}-[0-9]{1,2}")


def as_yaml(record: dict[str, Any], model: type[Any]) -> str:
    """A record as lines of YAML, its fields in the order people fill them in. An empty text leaves its field empty."""
    return str(yaml.dump([_ordered(record, model)], Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=LINE))


def _ordered(record: dict[str, Any], model: type[Any]) -> dict[str, Any]:
    shown: dict[str, Any] = {}
    for field in (field for field in model_fields(model) if field.name in record):
        value = record[field.name]
        if field.group and isinstance(value, dict):
            shown[field.name] = _ordered(value, field.group)
        elif isinstance(value, list):
            shown[field.name] = [str(one) for one in value]
        else:
            # An id is text to other programs too, one of digits alone only within quotation marks.
            is_bare = not value or (field.parse not in (parse_text, parse_slug) and _BARE.fullmatch(value))
            shown[field.name] = _Bare(value) if is_bare else str(value)
    return shown


def with_value(text: str, loaded: LoadedRecord, path: FieldPath, old_value: str, value: str) -> str | None:
    """The text of a file with one value changed; None where the value does not stand whole on one line."""
    lines = text.split("\n")
    position = loaded.at(*path)
    line = lines[position.line - 1]
    before, old = line[: position.column - 1], line[position.column - 1 :].rstrip()
    if old.strip("\"'") != old_value:
        return None
    quoted = old.startswith(('"', "'")) or not _BARE.fullmatch(value)
    plain = yaml.safe_dump(value, allow_unicode=True, default_style='"', width=10**6).strip() if quoted else value
    lines[position.line - 1] = before + plain
    return "\n".join(lines)
