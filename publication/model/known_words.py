"""Marks a parameter of a macro with the words that an author may write there, such as the ids of figures."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from publication.model.queries import Queries


@dataclass(frozen=True)
class Known:
    """`Annotated[str, Known(lambda queries: queries.figures)]`: one of these words of the publication."""

    among: Callable[[Queries], Collection[str]]
