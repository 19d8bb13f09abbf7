"""A page as its author and the records made it, whatever generator found it."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from publication.records import Municipality, Record


def pack(content: str) -> bytes:
    """A page's content for as long as it waits until all pages are read: a thousand of them need a sixth of the room."""
    return zlib.compress(content.encode(), 1)


@dataclass(frozen=True)
class Page:
    """`source` is its path below `docs/`, `address` where it is read, from the slash on, and `meta` its front matter.

    `packed` is its finished HTML, `shown` the records on it, `municipality` the one that it is
    about, and `files` the Markdown that it came from.
    """

    source: str
    address: str
    title: str
    meta: Mapping[str, Any] = field(default_factory=dict)
    packed: bytes = pack("")
    shown: Mapping[tuple[str, str], Record] = field(default_factory=dict)
    municipality: Municipality | None = None
    files: Sequence[str] = ()

    @property
    def content(self) -> str:
        return zlib.decompress(self.packed).decode()

    @property
    def language(self) -> str:
        return str(self.meta.get("lang", "da"))

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
