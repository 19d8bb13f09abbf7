"""The facts as open data: every kind of record as JSON and CSV, with schemas, a data package and a catalogue.

What v1 promises: a file, a field of a JSON file and a column of a CSV file that is in
`data-v1.txt` stays where it is, under its name and with its type. Fields are added,
never renamed or removed. What cannot keep that promise becomes v2, beside v1.

Everything follows from the model: a new field is a new key and a new column.

    /data/v1/<kind>.json            the records as they stand in data/, numbers as numbers
    /data/v1/<kind>.csv             one row a record, for spreadsheets
    /data/v1/<kind>_<field>.csv     one row for each part of a record, such as each speaker of a statement
    /data/v1/schema/<kind>.json     JSON Schema of <kind>.json
    /data/v1/kommuner/<slug>/…csv   the rows behind a municipality's figures
    /data/v1/kolonner.csv           every column with its Danish name and help
    /data/v1/datapackage.json       Frictionless data package over the CSV files
    /data/v1/dcat.jsonld            DCAT-AP-DK
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
import types
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import yaml
from pydantic import BaseModel, WithJsonSchema
from pydantic.fields import FieldInfo

from publication.web import record_addresses
from publication.web.record_addresses import Places
from publication.web.deployment import Deployment
from publication.model.queries import grouped
from publication.model.kinds import KINDS, Kind, Publication
from publication.model.records import Part, Record
from publication.model.types import Moment, PupilCount, Span

FOLDER = "data/v1"

# What a field holds when it is the id of another kind's record.
_REFERENCES = {"source": "sources", "report": "sources", "municipality": "municipalities", "format": "formats"}


@dataclass(frozen=True)
class Words:
    """The Danish words of the files: `overrides/words/data.yml`."""

    title: str
    description: str
    licence: str
    theme: str
    keywords: list[str]
    columns: dict[str, Any]
    types: dict[str, str]
    descriptions: dict[str, str]
    promise: str
    spreadsheet: str
    kinds: dict[str, str]

    @classmethod
    def read(cls, file: Path) -> Words:
        return cls(**yaml.safe_load(file.read_text(encoding="utf-8")))


# --- The fields of the model ----------------------------------------------------------------------


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
        return fields(self.holds) if self.many and _is_part(self.holds) else []

    @property
    def choices(self) -> tuple[str, ...]:
        return get_args(self.holds) if get_origin(self.holds) is Literal else ()


def _is_part(holds: Any) -> bool:
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


def _field(name: str, info: FieldInfo, above: tuple[str, ...], required: bool) -> Field:
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
        own = _field(name, info, above, required)
        if _is_part(own.holds) and not own.many:
            found += fields(own.holds, own.path, own.required)
        else:
            found.append(own)
    # The id first, then what the record is about, then where it comes from.
    return sorted(found, key=lambda one: (one.name != "id", one.name in {"source", "page", "note", "checked"}))


# --- JSON -----------------------------------------------------------------------------------------


def plain(value: Any) -> Any:
    """A value as JSON has it: numbers as numbers, dates as ISO 8601, a range as its two ends."""
    match value:
        case BaseModel():
            return {name: plain(getattr(value, name)) for name in type(value).model_fields}
        case tuple():
            return [plain(part) for part in value]
        case PupilCount():
            return str(value) if value.suppressed else value.number
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case Span():
            return {"from": value.start, "to": value.end}
        case Moment() | dt.date():
            return value.isoformat() if isinstance(value, dt.date) else value.iso
        case _:
            return value


_SCHEMAS: dict[Any, dict[str, Any]] = {
    int: {"type": "integer", "minimum": 0},
    Decimal: {"type": "number", "minimum": 0},
    dt.date: {"type": "string", "format": "date"},
    Moment: {"type": "string", "pattern": "^[12][0-9]{3}(-[0-9]{2}(-[0-9]{2})?)?$"},
    PupilCount: {"anyOf": [{"type": "integer", "minimum": 5}, {"const": "under 5"}]},
    Span: {
        "type": "object",
        "properties": {"from": {"type": "integer"}, "to": {"type": "integer"}},
        "required": ["from", "to"],
        "additionalProperties": False,
    },
}


def _value_schema(one: Field) -> dict[str, Any]:
    if one.choices:
        return {"enum": list(one.choices)}
    return {"type": "string"} | one.text if one.holds is str else _SCHEMAS[one.holds]


def _object_schema(model: type[BaseModel]) -> dict[str, Any]:
    """The JSON Schema of a record or part as the JSON files hold it: every key there, null where nothing is known."""
    properties: dict[str, Any] = {}
    for name, info in model.model_fields.items():
        one = _field(name, info, (), True)
        schema = _object_schema(one.holds) if _is_part(one.holds) else _value_schema(one)
        if one.many:
            schema = {"type": "array", "items": schema}
        elif not one.required:
            schema = {"anyOf": [schema, {"type": "null"}]}
        properties[name] = {"title": one.title, "description": one.help} | schema
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        # Fields may be added within v1.
        "additionalProperties": True,
    }


def schema(kind: Kind, words: Words, deployment: Deployment) -> dict[str, Any]:
    """The JSON Schema of `<kind>.json`."""
    record = _object_schema(kind.model)
    title, help_ = words.columns["permalink"]
    record["properties"]["permalink"] = {
        "title": title,
        "description": help_,
        "anyOf": [{"type": "string", "format": "uri"}, {"type": "null"}],
    }
    record["required"].append("permalink")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": deployment.absolute(f"{FOLDER}/schema/{kind.name}.json"),
        "title": kind.many,
        "description": words.kinds[kind.name],
        "type": "object",
        "properties": {
            "kind": {"const": kind.name},
            "version": {"const": "v1"},
            "title": {"type": "string"},
            "description": {"type": "string"},
            "licence": {"type": "string"},
            "sources": {"type": "array", "items": {"type": "string"}},
            "schema": {"type": "string", "format": "uri"},
            "records": {"type": "array", "items": record},
        },
        "required": ["kind", "version", "title", "description", "licence", "sources", "schema", "records"],
    }


# --- CSV ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Column:
    """A column of a CSV file. `type` is Frictionless' word for what is in it."""

    name: str
    title: str
    help: str
    type: str
    required: bool = False
    refers: str | None = None
    constraints: dict[str, Any] = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class Table:
    """One CSV file. A row tells of a record, or of one of the parts that a field of it lists. `size` is how many rows."""

    name: str
    kind: Kind
    title: str
    columns: list[Column]
    size: int
    listed: Field | None = None

    @property
    def file(self) -> str:
        return f"{FOLDER}/{self.name}.csv"

    def rows(self, records: Iterable[Record], deployment: Deployment, places: Places) -> Iterator[list[Any]]:
        """The rows of these records, as values of Python."""
        own = _own_fields(self.kind)
        for record in records:
            if self.listed:
                for number, part in enumerate(getattr(record, self.listed.name), start=1):
                    yield [record.id, number, *(cell for one in self.listed.parts for cell in _cells(one, part))]
            else:
                cells = (cell for one in own for cell in _cells(one, record))
                yield [*cells, _address(self.kind, record, deployment, places)]

    def csv(self, records: Iterable[Record], deployment: Deployment, places: Places) -> bytes:
        return as_csv((column.name for column in self.columns), self.rows(records, deployment, places))


def _columns(one: Field, words: Words) -> Iterator[Column]:
    """The columns of a field. A range or a date that may lack its day becomes whole numbers.

    A spreadsheet would take `3-5` for the third of May and `2024-03` for the first of March.
    """
    name = "_".join(one.path)

    def ending(word: str, required: bool) -> Column:
        title, help_ = words.columns[word]
        # `year` has the column `year`, not `year_year`.
        column = name if one.path[-1] == word else f"{name}_{word}"
        return Column(column, f"{one.title}, {title}", f"{one.help} {help_}", "integer", required)

    if one.holds is Span:
        yield from (ending("from", one.required), ending("to", one.required))
    elif one.holds is Moment:
        yield from (ending("year", one.required), ending("month", False), ending("day", False))
    elif one.many:
        yield Column(name, one.title, f"{one.help} {words.columns['many']}", "string")
    else:
        kind = {int: "integer", Decimal: "number", dt.date: "date"}.get(one.holds, "string")
        limits: dict[str, Any] = {"enum": list(one.choices)} if one.choices else {}
        if one.holds is PupilCount:
            limits = {"pattern": "under 5|[0-9]+"}
        refers = _REFERENCES.get(one.path[-1]) if one.holds is str else None
        yield Column(name, one.title, one.help, kind, one.required, refers, limits)


def _cells(one: Field, record: BaseModel) -> list[Any]:
    """The values of a record in the columns of a field."""
    value: Any = record
    for name in one.path:
        value = getattr(value, name) if value is not None else None
    if one.holds is Span:
        return [value.start, value.end] if value else [None, None]
    if one.holds is Moment:
        return [value.year, value.month, value.day] if value else [None, None, None]
    return [" | ".join(value)] if one.many else [value]


def tables(publication: Publication, words: Words) -> list[Table]:
    """Every CSV file of the publication."""
    return [table for kind in KINDS.values() for table in _tables(publication, kind, words)]


def _tables(publication: Publication, kind: Kind, words: Words) -> Iterator[Table]:
    records = _records(publication, kind)
    permalink = Column("permalink", *words.columns["permalink"], "string")
    yield Table(
        name=kind.name,
        kind=kind,
        title=kind.many,
        columns=[*(column for one in _own_fields(kind) for column in _columns(one, words)), permalink],
        size=len(records),
    )
    for listed in (one for one in fields(kind.model) if one.parts):
        yield Table(
            name=f"{kind.name}_{'_'.join(listed.path)}",
            kind=kind,
            title=f"{kind.many}: {listed.title}",
            columns=[
                Column(f"{kind.name}_id", *words.columns["parent"], "string", True, kind.name),
                Column("number", *words.columns["number"], "integer", True),
                *(column for one in listed.parts for column in _columns(one, words)),
            ],
            size=sum(len(getattr(record, listed.name)) for record in records),
            listed=listed,
        )


def _own_fields(kind: Kind) -> list[Field]:
    """The fields that a row of a kind's own table holds: all but lists of parts, which have tables of theirs."""
    return [one for one in fields(kind.model) if not one.parts]


def _records(publication: Publication, kind: Kind) -> tuple[Record, ...]:
    value = getattr(publication, kind.name)
    return (value,) if kind.single else value


def _address(kind: Kind, record: Record, deployment: Deployment, places: Places) -> str | None:
    address = record_addresses.of(kind.name, record, places)
    return deployment.absolute(address) if address else None


def cell(value: Any) -> str:
    """A value as a Danish spreadsheet reads it: decimal comma, and nothing that it would take for a formula."""
    match value:
        case None:
            return ""
        case Decimal():
            return str(value).replace(".", ",")
        case dt.date():
            return value.isoformat()
        case _:
            text = str(value)
            return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def as_csv(columns: Iterable[str], rows: Iterable[Iterable[Any]]) -> bytes:
    """CSV that opens right in a Danish spreadsheet: a byte order mark, semicolons, lines ended as RFC 4180 has it."""
    content = io.BytesIO()
    with io.TextIOWrapper(content, encoding="utf-8-sig", newline="") as text:
        writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
        writer.writerow(columns)
        writer.writerows([cell(value) for value in row] for row in rows)
        text.flush()
        return content.getvalue()


# --- Describing the files -------------------------------------------------------------------------


Cited = Mapping[str, list[dict[str, str]]]
"""The sources that the records of each kind name."""


def _cited(publication: Publication, kind: Kind) -> list[dict[str, str]]:
    """The sources that a kind's records name, in the order of the list of sources."""
    named: set[str] = set()

    def gather(value: Any) -> None:
        match value:
            case dict():
                named.update(text for key, text in value.items() if key == "source" and isinstance(text, str))
                for inner in value.values():
                    gather(inner)
            case list():
                for inner in value:
                    gather(inner)

    for record in _records(publication, kind):
        gather(plain(record))
    found = []
    for source in publication.sources:
        if source.id in named:
            link = source.url or source.http_url
            found.append({"title": source.title} | ({"path": link} if link else {}))
    return found


def _licence(deployment: Deployment, words: Words) -> dict[str, str]:
    return {"title": words.licence, "path": deployment.absolute("/data/#licens")}


def _column_schema(column: Column) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": column.name,
        "title": column.title,
        "description": column.help,
        "type": column.type,
    }
    if column.type == "number":
        described["decimalChar"] = ","
    constraints = ({"required": True} if column.required else {}) | column.constraints
    return described | ({"constraints": constraints} if constraints else {})


def datapackage(
    publication: Publication,
    deployment: Deployment,
    words: Words,
    made: list[Table],
    written: Mapping[str, Written],
    cited: Cited,
) -> dict[str, Any]:
    """The Frictionless description of the CSV files: every column, how tables refer to each other, size and hash."""
    resources = []
    for table in made:
        keys = [
            {"fields": column.name, "reference": {"resource": column.refers, "fields": "id"}}
            for column in table.columns
            if column.refers
        ]
        table_schema: dict[str, Any] = {"fields": [_column_schema(column) for column in table.columns]}
        table_schema["primaryKey"] = [f"{table.kind.name}_id", "number"] if table.listed else ["id"]
        if keys:
            table_schema["foreignKeys"] = keys
        resources.append(
            {
                # A resource's name may hold no capital letters; ours are file names already.
                "name": table.name,
                "title": table.title,
                "description": words.kinds[table.kind.name],
                "path": f"{table.name}.csv",
                "profile": "tabular-data-resource",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "dialect": {"delimiter": ";", "lineTerminator": "\r\n"},
                "bytes": written[table.file].size,
                "hash": f"sha256:{written[table.file].digest}",
                "licenses": [_licence(deployment, words)],
                "sources": cited[table.kind.name],
                "schema": table_schema,
            }
        )
    return {
        "profile": "tabular-data-package",
        "name": publication.initiative.id,
        "id": deployment.absolute(f"{FOLDER}/datapackage.json"),
        "title": words.title,
        "description": words.description,
        "version": "1.0",
        "homepage": deployment.absolute("/data/"),
        "created": f"{changed(publication).isoformat()}T00:00:00Z",
        "keywords": words.keywords,
        "contributors": [{"title": publication.initiative.organisation, "role": "publisher"}],
        "licenses": [_licence(deployment, words)],
        "resources": resources,
    }


def changed(publication: Publication) -> dt.date:
    """The day the data was last changed: that of the newest change, or of the edition."""
    return max([publication.initiative.published, *(change.date for change in publication.changes)])


_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_EU = "http://publications.europa.eu/resource/authority/"
# The words of the European vocabularies that are used, with the class that DCAT-AP-DK asks of each.
_AUTHORITIES = (
    (f"{_EU}language/DAN", "dct:LinguisticSystem"),
    (f"{_EU}access-right/PUBLIC", "dct:RightsStatement"),
    (f"{_EU}frequency/IRREG", "dct:Frequency"),
    (f"{_EU}country/DNK", "dct:Location"),
    (f"{_EU}file-type/CSV", "dct:MediaTypeOrExtent"),
    (f"{_EU}file-type/JSON", "dct:MediaTypeOrExtent"),
    ("https://www.iana.org/assignments/media-types/text/csv", "dct:MediaType"),
    ("https://www.iana.org/assignments/media-types/application/json", "dct:MediaType"),
)
_FORMATS = {
    "csv": ("CSV", "https://www.iana.org/assignments/media-types/text/csv"),
    "json": ("JSON", "https://www.iana.org/assignments/media-types/application/json"),
}


def _danish(text: str) -> dict[str, str]:
    return {"@value": text, "@language": "da"}


def _day(day: dt.date) -> dict[str, str]:
    return {"@value": day.isoformat(), "@type": "xsd:date"}


def _node(address: str) -> dict[str, str]:
    return {"@id": address}


def dcat(
    publication: Publication, deployment: Deployment, words: Words, made: list[Table], written: Mapping[str, Written]
) -> dict[str, Any]:
    """The catalogue as DCAT-AP-DK: one dataset a kind, each with its CSV files and its JSON file."""
    initiative = publication.initiative
    home = deployment.absolute("/data/")
    publisher = _node(f"{home}#udgiver")
    licence = _node(f"{home}#licens")
    issued, modified = _day(initiative.published), _day(changed(publication))
    shared = {
        "dct:publisher": publisher,
        "dct:license": licence,
        "dct:language": _node(f"{_EU}language/DAN"),
        "dct:issued": issued,
        "dct:modified": modified,
    }

    def distribution(file: str, title: str) -> dict[str, Any]:
        ending = file.rpartition(".")[2]
        name, media = _FORMATS[ending]
        return {
            "@id": deployment.absolute(file),
            "@type": "dcat:Distribution",
            "dct:title": _danish(f"{title} ({name})"),
            "dcat:accessURL": _node(home),
            "dcat:downloadURL": _node(deployment.absolute(file)),
            "dct:format": _node(f"{_EU}file-type/{name}"),
            "dcat:mediaType": _node(media),
            "dcat:byteSize": {"@value": str(written[file].size), "@type": "xsd:decimal"},
            "dct:license": licence,
            "dct:issued": issued,
            "dct:modified": modified,
        }

    datasets, files = [], []
    for kind in KINDS.values():
        own = [table for table in made if table.kind is kind]
        mine = [distribution(f"{FOLDER}/{kind.name}.json", kind.many)]
        mine += [distribution(table.file, table.title) for table in own]
        files += mine
        datasets.append(
            {
                "@id": f"{home}#{kind.name}",
                "@type": "dcat:Dataset",
                "dct:title": _danish(f"{initiative.name}: {kind.many}"),
                "dct:description": _danish(words.kinds[kind.name]),
                "dct:identifier": f"{home}#{kind.name}",
                "dcat:landingPage": _node(home),
                "dcat:contactPoint": _node(f"{home}#kontakt"),
                "dcat:theme": _node(f"{_EU}data-theme/EDUC"),
                "dcat:keyword": [_danish(word) for word in words.keywords],
                "dct:accessRights": _node(f"{_EU}access-right/PUBLIC"),
                "dct:accrualPeriodicity": _node(f"{_EU}frequency/IRREG"),
                "dct:spatial": _node(f"{_EU}country/DNK"),
                "dcat:distribution": [_node(one["@id"]) for one in mine],
                **shared,
            }
        )
    catalogue = {
        "@id": f"{home}#katalog",
        "@type": "dcat:Catalog",
        "dct:title": _danish(words.title),
        "dct:description": _danish(words.description),
        "foaf:homepage": _node(home),
        "dcat:dataset": [_node(one["@id"]) for one in datasets],
        **shared,
    }
    beside = [
        {**publisher, "@type": "foaf:Agent", "foaf:name": _danish(initiative.organisation)},
        {**licence, "@type": "dct:LicenseDocument", "dct:title": _danish(words.licence)},
        {
            "@id": f"{home}#kontakt",
            "@type": "vcard:Kind",
            "vcard:fn": initiative.contact.name,
            "vcard:hasEmail": _node(f"mailto:{initiative.contact.mail}"),
        },
        {**_node(home), "@type": "foaf:Document"},
        {**_node(f"{_EU}data-theme/EDUC"), "@type": "skos:Concept", "skos:prefLabel": _danish(words.theme)},
        *({**_node(address), "@type": type_} for address, type_ in _AUTHORITIES),
    ]
    return {"@context": _CONTEXT, "@graph": [catalogue, *datasets, *files, *beside]}


# --- Everything -----------------------------------------------------------------------------------


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def _json_of_many(about: dict[str, Any], name: str, items: Iterable[Any]) -> bytes:
    """The same bytes as of `about` with a list of all the items under `name`, made item by item."""
    before, after = _json({**about, name: []}).split(b"[]\n}")
    content = io.BytesIO()
    content.write(before + b"[")
    number = 0
    for number, item in enumerate(items, start=1):
        content.write(b",\n    " if number > 1 else b"\n    ")
        content.write(_json(item).rstrip().replace(b"\n", b"\n    "))
    content.write((b"\n  ]\n}" if number else b"]\n}") + after)
    return content.getvalue()


@dataclass(frozen=True)
class KindFiles:
    """The files of one kind of record."""

    kind: Kind
    tables: list[Table]

    @property
    def json(self) -> str:
        return f"{FOLDER}/{self.kind.name}.json"

    @property
    def schema(self) -> str:
        return f"{FOLDER}/schema/{self.kind.name}.json"


# A column in this many files is explained once.
_OFTEN = 3


@dataclass(frozen=True)
class Listing:
    """What the page about the files shows: the words for them, and their tables."""

    words: Words
    tables: list[Table]

    @property
    def kinds(self) -> list[KindFiles]:
        return [KindFiles(kind, [one for one in self.tables if one.kind is kind]) for kind in KINDS.values()]

    @cached_property
    def shared_columns(self) -> list[Column]:
        """The columns that many files have with the very same meaning."""
        counted = Counter(column for table in self.tables for column in table.columns)
        return [column for column, often in counted.items() if often >= _OFTEN]

    def own_columns(self, table: Table) -> list[Column]:
        return [column for column in table.columns if column not in self.shared_columns]

    @property
    def descriptions(self) -> list[tuple[str, str]]:
        """The files that describe the others, each with what it is."""
        return [(f"{FOLDER}/{name}", about) for name, about in self.words.descriptions.items()]


def listing(publication: Publication, words: Words) -> Listing:
    """The list of the files, which can be shown before it is known where each record is read."""
    return Listing(words, tables(publication, words))


@dataclass(frozen=True)
class Written:
    """What the descriptions say of a finished file: its bytes, and their SHA-256 in hexadecimal."""

    size: int
    digest: str

    @classmethod
    def of(cls, content: bytes) -> Written:
        return cls(len(content), hashlib.sha256(content).hexdigest())


def files(publication: Publication, deployment: Deployment, words: Words, places: Places) -> Iterator[tuple[str, bytes]]:
    """Every file of the open data, its path in the site and its content: one after the other, for some are large."""
    made = tables(publication, words)
    # Looking through every record takes a while, and both the files and their description name the sources.
    cited = {kind.name: _cited(publication, kind) for kind in KINDS.values()}
    written: dict[str, Written] = {}
    for path, content in _of_kinds(publication, made, deployment, words, places, cited):
        written[path] = Written.of(content)
        yield path, content
    columns = (
        [f"{table.name}.csv", column.name, column.title, column.help, column.type]
        for table in made
        for column in table.columns
    )
    yield f"{FOLDER}/kolonner.csv", as_csv(("file", "column", "title", "help", "type"), columns)
    yield from _of_municipalities(publication, made, deployment, places)
    yield f"{FOLDER}/datapackage.json", _json(datapackage(publication, deployment, words, made, written, cited))
    yield f"{FOLDER}/dcat.jsonld", _json(dcat(publication, deployment, words, made, written))


def _of_kinds(
    publication: Publication, made: list[Table], deployment: Deployment, words: Words, places: Places, cited: Cited
) -> Iterator[tuple[str, bytes]]:
    for kind in KINDS.values():
        about = {
            "kind": kind.name,
            "version": "v1",
            "title": kind.many,
            "description": words.kinds[kind.name],
            "licence": words.licence,
            "sources": [source["title"] for source in cited[kind.name]],
            "schema": deployment.absolute(f"{FOLDER}/schema/{kind.name}.json"),
        }
        records = (
            plain(record) | {"permalink": _address(kind, record, deployment, places)}
            for record in _records(publication, kind)
        )
        yield f"{FOLDER}/{kind.name}.json", _json_of_many(about, "records", records)
        yield f"{FOLDER}/schema/{kind.name}.json", _json(schema(kind, words, deployment))
    for table in made:
        yield table.file, table.csv(_records(publication, table.kind), deployment, places)


def _of_municipalities(
    publication: Publication, made: list[Table], deployment: Deployment, places: Places
) -> Iterator[tuple[str, bytes]]:
    """The rows behind the figures of each municipality's page: `kommuner/<slug>/<kind>.csv`, columns as in the whole file."""
    behind = {
        "municipalities": grouped(publication.municipalities, lambda record: [record.id]),
        "partnerships": grouped(publication.partnerships, lambda record: [record.municipality]),
    }
    for table in made:
        for id_, records in behind.get(table.name, {}).items():
            yield f"{FOLDER}/kommuner/{id_}/{table.name}.csv", table.csv(records, deployment, places)


def promise(publication: Publication, deployment: Deployment, words: Words) -> list[str]:
    """What v1 holds today, a line for each field and column with its type, to be held against `data-v1.txt`."""
    lines = []
    for kind in KINDS.values():
        described = schema(kind, words, deployment)["properties"]["records"]["items"]
        lines += [f"{kind.name}.json {line}" for line in _promised(described, ())]
    for table in tables(publication, words):
        lines += [f"{table.name}.csv {column.name} {column.type}" for column in table.columns]
    return lines


def _promised(described: dict[str, Any], above: tuple[str, ...]) -> Iterator[str]:
    for name, value in described["properties"].items():
        yield f"{'.'.join((*above, name))} {_type_of(value)}"
        inner = next((part for part in (value, *value.get("anyOf", [])) if "properties" in part), None)
        if inner is None and "properties" in value.get("items", {}):
            inner = value["items"]
        if inner:
            yield from _promised(inner, (*above, name))


def _type_of(value: dict[str, Any]) -> str:
    if "anyOf" in value:
        return "|".join(_type_of(part) for part in value["anyOf"])
    return value.get("type", "string")
