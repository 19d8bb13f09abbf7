"""The facts as tables for spreadsheets: which tables there are, their columns, and their rows as CSV."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from publication.exports.datasets import DATASETS, records_of
from publication.exports.metadata import FOLDER, Permalink, Words
from publication.model.fields import ModelField, declared_fields, leaf_fields
from publication.model.kinds import Kind
from publication.model.queries import Queries
from publication.model.records import Record
from publication.model.seasons import Season
from publication.model.types import Moment, PupilCount, Span


@dataclass(frozen=True)
class Column:
    """A column of a CSV file. `type` is a type of Frictionless Table Schema, `refers` the kind whose ids it holds."""

    name: str
    title: str
    help: str
    type: str
    required: bool = False
    refers: str | None = None
    constraints: dict[str, Any] = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class Table:
    """One CSV file: a row for each record, or for each part in the records' field `listed`."""

    name: str
    kind: Kind
    title: str
    columns: list[Column]
    records: tuple[Record, ...]
    listed: ModelField | None = None

    @property
    def file(self) -> str:
        return f"{FOLDER}/{self.name}.csv"

    @property
    def size(self) -> int:
        """How many rows there are below the columns' names."""
        return sum(len(getattr(record, self.listed.name)) if self.listed else 1 for record in self.records)

    def csv(self, permalink: Permalink) -> bytes:
        return as_csv((column.name for column in self.columns), self._rows(permalink))

    def _rows(self, permalink: Permalink) -> Iterator[list[Any]]:
        fields = _fields(self.listed.type if self.listed else self.kind.model)
        for record in self.records:
            if self.listed:
                for number, part in enumerate(getattr(record, self.listed.name), start=1):
                    yield [record.id, number, *_cells(fields, part)]
            else:
                yield [*_cells(fields, record), permalink(self.kind.name, record)]


def tables(queries: Queries, words: Words) -> list[Table]:
    """Every CSV file of the publication."""
    return [table for kind in DATASETS.values() for table in _tables(kind, records_of(queries, kind), words)]


def _tables(kind: Kind, records: tuple[Record, ...], words: Words) -> Iterator[Table]:
    """A kind's own table, and one for each of its fields that lists parts, which has no column."""
    titles = words["columns"]
    own = [column for one in _fields(kind.model) for column in _columns(one, words)]
    yield Table(kind.name, kind, kind.many, [*own, Column("permalink", *titles["permalink"], "string")], records)
    for listed in (one for one in leaf_fields(kind.model, declared_fields) if one.group):
        columns = [
            Column(f"{kind.name}_id", *titles["parent"], "string", True, kind.name),
            Column("number", *titles["number"], "integer", True),
            *(column for one in _fields(listed.type) for column in _columns(one, words)),
        ]
        name, title = f"{kind.name}_{'_'.join(listed.path)}", f"{kind.many}: {listed.title}"
        yield Table(name, kind, title, columns, records, listed)


_LAST = {("source",), ("page",), ("note",), ("checked",)}


def _fields(model: type[BaseModel]) -> list[ModelField]:
    """The fields that have columns, in their order: the id, what the record is about, and last where it comes from.

    v1 promises this order, so it does not follow the one that people fill fields in.
    """
    fields = [one for one in leaf_fields(model, declared_fields) if not one.group]
    return sorted(fields, key=lambda one: (one.path != ("id",), one.path in _LAST))


_TYPES = {int: "integer", Decimal: "number", dt.date: "date", dt.time: "time"}


def _columns(one: ModelField, words: Words) -> Iterator[Column]:
    """The columns of a field. A range or a date that may lack its day becomes whole numbers.

    A spreadsheet would take `3-5` for the third of May and `2024-03` for the first of March.
    """
    name, titles = "_".join(one.path), words["columns"]

    def ending(word: str, required: bool) -> Column:
        title, help_ = titles[word]
        # `year` has the column `year`, not `year_year`.
        column = name if one.name == word else f"{name}_{word}"
        return Column(column, f"{one.title}, {title}", f"{one.help} {help_}", "integer", required)

    if one.type is Span:
        yield from (ending("from", one.required), ending("to", one.required))
    elif one.type is Moment:
        yield from (ending("year", one.required), ending("month", False), ending("day", False))
    elif one.type is Season:
        yield ending("year", one.required)
        title, help_ = titles["season"]
        yield Column(f"{name}_season", f"{one.title}, {title}", f"{one.help} {help_}", "string")
    elif one.is_list:
        yield Column(name, one.title, f"{one.help} {titles['many']}", "string")
    else:
        type_ = _TYPES.get(one.type, "string")
        limits: dict[str, Any] = {"enum": list(one.choices)} if one.choices else {}
        if one.type is PupilCount:
            limits = {"pattern": "under 5|[0-9]+"}
        yield Column(name, one.title, one.help, type_, one.required, one.refers_to, limits)


def _cells(fields: Iterable[ModelField], record: BaseModel) -> Iterator[Any]:
    """The values of a record in the columns of its fields."""
    for one in fields:
        value: Any = record
        for name in one.path:
            value = getattr(value, name) if value is not None else None
        if one.type is Span:
            yield from (value.start, value.end) if value else (None, None)
        elif one.type is Season:
            yield from (value.year, value.part) if value else (None, None)
        elif one.type is Moment:
            yield from (value.year, value.month, value.day) if value else (None, None, None)
        else:
            yield " | ".join(value) if one.is_list else value


def cell(value: Any) -> str:
    """A value as a Danish spreadsheet reads it: decimal comma, and nothing that it would take for a formula."""
    match value:
        case None:
            return ""
        case Decimal():
            return str(value).replace(".", ",")
        case dt.date():
            return value.isoformat()
        case dt.time():
            return value.isoformat("minutes")
        case _:
            text = str(value)
            return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def as_csv(columns: Iterable[str], rows: Iterable[Iterable[Any]]) -> bytes:
    """CSV that opens right in a Danish spreadsheet: a byte order mark, semicolons, lines ended as in RFC 4180."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([cell(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")
