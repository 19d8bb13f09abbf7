"""What the descriptions of the open data share: the paths, the Danish words, the cited sources, sizes and hashes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel

from publication.model.kinds import Kind, Publication
from publication.model.records import Record, Sourced
from publication.web.deployment import Deployment

FOLDER = "data/v1"


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


@dataclass(frozen=True)
class FileDigest:
    """The size of a file in bytes, and its SHA-256 in hexadecimal."""

    size: int
    sha256: str

    @classmethod
    def of(cls, content: bytes) -> FileDigest:
        return cls(len(content), hashlib.sha256(content).hexdigest())


def json_file(kind: Kind) -> str:
    return f"{FOLDER}/{kind.name}.json"


def schema_file(kind: Kind) -> str:
    return f"{FOLDER}/schema/{kind.name}.json"


def licence_address(deployment: Deployment) -> str:
    return deployment.absolute("/data/#licens")


def records_of(publication: Publication, kind: Kind) -> tuple[Record, ...]:
    """The records of a kind, also of one that has a single record."""
    value = getattr(publication, kind.name)
    return (value,) if kind.single else value


def cited_sources(publication: Publication, kind: Kind) -> list[dict[str, str]]:
    """The sources that a kind's records name, in the order of `sources.yml`, each with its title and its link."""
    cited = set(_source_ids(records_of(publication, kind)))
    return [
        {"title": source.title} | ({"path": link} if (link := source.url or source.http_url) else {})
        for source in publication.sources
        if source.id in cited
    ]


def _source_ids(value: Any) -> Iterator[str]:
    if isinstance(value, Sourced):
        yield value.source
    if isinstance(value, BaseModel):
        value = tuple(dict(value).values())
    if isinstance(value, tuple):
        for part in value:
            yield from _source_ids(part)
