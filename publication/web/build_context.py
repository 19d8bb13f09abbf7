"""What every part of a build needs: the publication, queries to it, the templates, and where the site is deployed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment

from publication.model.kinds import KINDS, Publication
from publication.model.queries import Queries
from publication.model.records import Municipality, Record
from publication.web.deployment import Deployment
from publication.web.templates import environment

KIND_OF: dict[type[Record], str] = {kind.model: kind.name for kind in KINDS.values()}


@dataclass(frozen=True)
class BuildContext:
    """`overrides` is the theme folder with `macros/` in it."""

    publication: Publication
    deployment: Deployment
    overrides: Path

    @cached_property
    def queries(self) -> Queries:
        return Queries(self.publication)

    @cached_property
    def templates(self) -> Environment:
        return environment(self.overrides / "macros")

    def municipality(self, meta: Mapping[str, Any]) -> Municipality | None:
        """The municipality that a page is about, by its front matter."""
        return self.queries.municipalities[meta["municipality"]] if meta.get("municipality") else None

    def edit_link(self, record: Record) -> str | None:
        """Where a record is edited in the browser, at its line; None without a repository."""
        kind = KIND_OF[type(record)]
        return self.deployment.edit(f"data/{kind}.yml", self.publication.line(kind, record.id))
