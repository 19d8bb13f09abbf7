"""Records and values written into a data file as a person would: at their place, without touching another line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import yaml

from publication.loading.loader import Entry
from publication.model.kinds import KINDS
from publication.model.fields import fields_of, group_of, parts_of
from publication.model.types import WrittenPlain, parse_text

LINE = 110  # signs of a line before a text is folded


def with_record(text: str, kind: str, record: dict[str, Any], entries: Sequence[Entry]) -> str:
    """The text of a file with a record more, where the order of the file puts it."""
    lines = text.splitlines()
    place = _line_for(kind, record, entries, lines)
    written = as_yaml(record, KINDS[kind].model).splitlines()
    before, after = lines[:place], lines[place:]
    while before and not before[-1].strip():
        before.pop()
    while after and not after[0].strip():
        after.pop(0)
    return "\n".join([*before, "", *written, *(["", *after] if after else [])]) + "\n"


def _line_for(kind: str, record: dict[str, Any], entries: Sequence[Entry], lines: list[str]) -> int:
    """How many lines of the file come before a new record."""
    sort_key = KINDS[kind].sort_key
    if sort_key:
        try:
            key = sort_key(KINDS[kind].model.model_validate(record))
            later = next((entry for entry in entries if entry.record and sort_key(entry.record) > key), None)
        except (ValueError, TypeError):
            later = None  # The check says what is wrong with it.
        if later:
            return _above_comments(later.at().line - 1, lines)
    return len(lines)


def _above_comments(number: int, lines: list[str]) -> int:
    """A record's own line, or that of the comments right above it."""
    start = number
    while start and lines[start - 1].lstrip().startswith("#"):
        start -= 1
    # The head of the file is no record's comment.
    return number if start == 0 or "Herunder står posterne" in "\n".join(lines[start:number]) else start


# --- YAML -----------------------------------------------------------------------------------------


class _Dumper(yaml.SafeDumper):  # type: ignore[misc]
    """Lists stand in from their field, as in the rest of the files."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _represent(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    folded = " ".join(value.split())
    try:
        parse_text(WrittenPlain(folded))
        style = ">" if len(folded) > LINE - 20 else None
    except ValueError:
        style = '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", folded, style=style)


class _Bare(str):
    """A value that stands without quotes: a number, a date, an id."""


_Dumper.add_representer(str, _represent)
def _represent_bare(dumper: yaml.SafeDumper, value: _Bare) -> yaml.ScalarNode:
    # The very tag that a reader would guess, so that no tag is written.
    return dumper.represent_scalar(dumper.resolve(yaml.ScalarNode, str(value), (True, False)), str(value))


_Dumper.add_representer(_Bare, _represent_bare)
_BARE = re.compile(r"0|[1-9][0-9]{0,8}|[12][0-9]{3}-[01][0-9](?:-[0-3][0-9])?|[0-9]{1,2}-[0-9]{1,2}")


def as_yaml(record: dict[str, Any], model: type[Any]) -> str:
    """A record as lines of YAML, its fields in the order people fill them in."""
    return str(yaml.dump([_ordered(record, model)], Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=LINE))


def _ordered(record: dict[str, Any], model: type[Any]) -> dict[str, Any]:
    shown: dict[str, Any] = {}
    for name, info in fields_of(model).items():
        if name in record:
            value, group = record[name], group_of(info)
            if group and isinstance(value, dict):
                shown[name] = _ordered(value, group)
            elif isinstance(value, list):
                shown[name] = [str(one) for one in value]
            else:
                shown[name] = _Bare(value) if _stands_bare(value, info) else str(value)
    return shown


def _stands_bare(value: str, info: Any) -> bool:
    """Whether a value is written without quotes: one that looks like a number, in a field that is no text."""
    readers = {getattr(part, "func", None) for part in (*info.metadata, *parts_of(info.annotation))}
    return parse_text not in readers and bool(_BARE.fullmatch(value))


# --- One value ------------------------------------------------------------------------------------


def scalars(raw: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every single value of a record with its path."""
    if isinstance(raw, str):
        yield path, raw
    else:
        for step, value in raw.items() if isinstance(raw, dict) else enumerate(raw):
            yield from scalars(value, (*path, step))


def with_value(text: str, entry: Entry, path: tuple[str | int, ...], old_value: str, value: str) -> str | None:
    """The text of a file with one value changed; nothing where the value does not stand whole on one line."""
    lines = text.split("\n")
    place = entry.at(*path)
    line = lines[place.line - 1]
    before, old = line[: place.column - 1], line[place.column - 1 :].rstrip()
    if old.strip("\"'") != old_value:
        return None
    quoted = old.startswith(('"', "'")) or not _BARE.fullmatch(value)
    plain = yaml.safe_dump(value, allow_unicode=True, default_style='"', width=10**6).strip() if quoted else value
    lines[place.line - 1] = before + plain
    return "\n".join(lines)
