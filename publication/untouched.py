"""Which municipalities' pages a change in data leaves as they were, so that whoever writes need not wait for them."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from publication.queries import Queries

# A municipality's page tells of its own records of these kinds; `lines` says nothing where nothing can be edited.
_OWN = {"municipalities", "partnerships", "media_coverage", "statements", "lines"}


def untouched(before: Queries, now: Queries) -> frozenset[str]:
    """The ids of the municipalities whose pages two editions make from the same records."""
    if _common(before) != _common(now):
        return frozenset()
    return frozenset(id_ for id_ in now.municipalities if _told(before, id_) == _told(now, id_))


def _common(queries: Queries) -> list[Any]:
    """What any municipality's page may show: the records that are nobody's own, and what the others are called."""
    publication = queries.publication
    return [getattr(publication, kind.name) for kind in fields(publication) if kind.name not in _OWN] + [
        {record.id: record.name for record in publication.municipalities}
    ]


def _told(queries: Queries, id_: str) -> list[Any]:
    """What only the page of one municipality is made from."""
    record = queries.municipalities[id_]
    own = [grouped.get(id_) for grouped in (queries.partnerships_of, queries.media_of, queries.statements_of)]
    return [record, *own, [(other.id, other.code) for other in queries.neighbours(record)]]
