"""Which field of a record holds the id of another kind's record: said in the field's type, read here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Ref:
    """Marks a type as the id of a record of `kind`, a file of `data/`: `Annotated[Slug, Ref("sources")]`."""

    kind: str
