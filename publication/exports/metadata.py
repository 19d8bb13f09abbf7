"""What the exports share: the paths and words of the files, where records are read, and the sources they cite."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel

from publication.loading.strict_yaml import Loader
from publication.model.kinds import Kind, Publication
from publication.model.records import Record

FOLDER = "data/v1"
LICENCE = "/data/#licens"

Words = dict[str, Any]
"""The content of a file in `overrides/words/`."""

Permalink = Callable[[str, Record], str | None]
"""The address where a record of a kind, given by name, is read; None where no page shows it."""


def read_words(overrides: Path, name: str) -> Words:
    """The words of `overrides/words/<name>.yml`."""
    words: Words = yaml.load((overrides / "words" / f"{name}.yml").read_text(encoding="utf-8"), Loader)
    return words


def json_file(kind: Kind) -> str:
    return f"{FOLDER}/{kind.name}.json"


def schema_file(kind: Kind) -> str:
    return f"{FOLDER}/schema/{kind.name}.json"


def cited_sources(publication: Publication, records: Iterable[Record]) -> list[dict[str, str]]:
    """The sources that records name, in the order of `sources.yml`, each with its title and its link."""
    cited = set(_source_ids(tuple(records)))
    return [
        {"title": source.title} | ({"path": link} if (link := source.url or source.http_url) else {})
        for source in publication.sources
        if source.id in cited
    ]


def _source_ids(value: Any) -> Iterator[str]:
    if isinstance(value, BaseModel):
        if source := getattr(value, "source", None):
            yield source
        value = tuple(dict(value).values())
    if isinstance(value, tuple):
        for part in value:
            yield from _source_ids(part)
