"""What lies on the desk while the site is built: the publication, the questions to it, the templates and the place."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from publication.queries import Queries
from publication.records import KINDS
from publication.templates import environment

if TYPE_CHECKING:
    from jinja2 import Environment

    from publication.place import Place
    from publication.records import Publication, Record


@dataclass(frozen=True)
class Desk:
    publication: Publication
    queries: Queries
    templates: Environment
    place: Place
    kinds: dict[type[Record], str]

    def edit_link(self, record: Record) -> str | None:
        """Where a record is edited in the browser, at its line; None when the place has no repository."""
        kind = self.kinds[type(record)]
        return self.place.edit(f"data/{kind}.yml", self.publication.line(kind, record.id))


def lay(publication: Publication, place: Place, overrides: Path) -> Desk:
    """Lay out everything a build needs. `overrides` is the theme folder with `macros/` in it."""
    return Desk(
        publication=publication,
        queries=Queries(publication),
        templates=environment(overrides / "macros"),
        place=place,
        kinds={kind.model: kind.name for kind in KINDS.values()},
    )
