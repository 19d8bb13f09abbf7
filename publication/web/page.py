"""A page as its author and the records made it, whatever generator found it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from publication.model.records import Municipality, Record


@dataclass(frozen=True)
class Page:
    """A page whose content is finished.

    `source` is its path below `docs/`, `address` its path on the site from the slash on, `meta` its front matter,
    `content` its HTML, `shown` the records on it, `municipality` the one that it is about, and `files` the Markdown
    files that it came from.
    """

    source: str
    address: str
    title: str
    meta: Mapping[str, Any] = field(default_factory=dict)
    content: str = ""
    shown: Mapping[tuple[str, str], Record] = field(default_factory=dict)
    municipality: Municipality | None = None
    files: Sequence[str] = ()

    @property
    def language(self) -> str:
        return str(self.meta.get("lang", "da"))

    @property
    def edition(self) -> str | None:
        """The id of the kept edition that it belongs to; None for a living page."""
        return self.meta.get("edition")

    @property
    def living(self) -> str:
        """The address of the page as it is now."""
        return self.address.removeprefix(f"/udgaver/{self.edition}") if self.edition else self.address

    @property
    def summary(self) -> str:
        """What it holds in a sentence or two, as readers are told it."""
        return " ".join(str(self.meta.get("summary") or self.meta.get("description") or "").split())

    @property
    def texts(self) -> list[str]:
        """What may describe it to others, the best first."""
        return [str(text) for name in ("description", "summary") if (text := self.meta.get(name))]

    @property
    def markdown(self) -> str:
        """Its path in the site as plain Markdown."""
        return f"{self.address[1:]}index.md"
