"""What every part of a build needs: the publication, queries to it, the templates, and where the site is deployed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment

from publication.loading.kept_editions import KeptEdition
from publication.model import danish
from publication.model.comparison import Comparison
from publication.model.deeds import Deed, deed
from publication.model.kinds import KINDS, Publication
from publication.model.queries import Queries
from publication.model.records import Edition, Municipality, Record
from publication.web.deployment import Deployment
from publication.web.templates import environment, words
from publication.web.told_editions import ToldEditions

MOST_WORDS = 12
"""As many as somebody reads on a card of the size that a phone shows."""

KIND_OF: dict[type[Record], str] = {kind.model: kind.name for kind in KINDS.values()}


@dataclass(frozen=True)
class BuildContext:
    """`overrides` is the theme folder with `macros/` in it.

    `kept` are the kept editions. Of one of them itself `edition` is the id, and `told` holds the addresses of the living
    pages that it has its own of. `committed` is the day of the commit that is built, where it is known.
    """

    publication: Publication
    deployment: Deployment
    overrides: Path
    kept: tuple[KeptEdition, ...] = ()
    edition: str | None = None
    told: frozenset[str] = frozenset()
    committed: dt.date | None = None

    @property
    def today(self) -> dt.date:
        """The day that the site tells from: one commit gives the same site, whenever it is built."""
        return self.committed or self.publication.published

    @cached_property
    def queries(self) -> Queries:
        return Queries(self.publication)

    @cached_property
    def templates(self) -> Environment:
        return environment(self.overrides / "macros")

    def of_edition(self, publication: Publication, edition: str, told: frozenset[str]) -> BuildContext:
        """The context of a kept edition, whose templates are these with values of their own."""
        context = BuildContext(publication, self.deployment, self.overrides, (), edition, told, self.committed)
        overlay = self.templates.overlay()
        overlay.globals = dict(self.templates.globals)
        vars(context)["templates"] = overlay
        return context

    @cached_property
    def told_editions(self) -> ToldEditions:
        return ToldEditions(self.kept, self.queries)

    def since_last(self, municipality: Municipality | None = None, edition: Edition | None = None) -> Comparison | None:
        """What is new in an edition, by default the newest; None for the first, and on a kept edition's own pages."""
        return None if self.edition else self.told_editions.since_last(municipality, edition)

    def deed_of(self, municipality: Municipality) -> Deed:
        """What a municipality has done, as facts."""
        return deed(self.queries, municipality)

    def deed(self, municipality: Municipality) -> str:
        """The same in sentences, for all that tells of the municipality in short."""
        return words(self.templates, "deed", deed=self.deed_of(municipality))

    def deed_core(self, municipality: Municipality) -> str:
        """The same in at most MOST_WORDS words."""
        text = str(self.templates.get_template("_deed.txt").module.cores(self.deed_of(municipality)))  # type: ignore[attr-defined]
        cores = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
        return danish.capitalized(next((one for one in cores if len(one.split()) <= MOST_WORDS), cores[-1]))

    def at(self, address: str) -> str:
        """Where a link to an address leads: in a kept edition to the edition's own page, where it has one."""
        if self.edition and address.partition("#")[0] in self.told:
            return f"/udgaver/{self.edition}{address}"
        return address

    def municipality(self, meta: Mapping[str, Any]) -> Municipality | None:
        """The municipality that a page is about, by its front matter."""
        return self.queries.municipalities[meta["municipality"]] if meta.get("municipality") else None

    def about_edition(self, meta: Mapping[str, Any]) -> Edition | None:
        """The edition that a page is about, by its front matter."""
        wanted = meta.get("about_edition")
        return next((one for one in self.publication.editions if one.id == wanted), None)

    def edit_link(self, record: Record) -> str | None:
        """Where a record is edited in the browser, at its line; None without a repository, and in a kept edition."""
        if self.edition:
            return None
        kind = KIND_OF[type(record)]
        return self.deployment.edit(f"data/{kind}.yml", self.publication.line(kind, record.id))
