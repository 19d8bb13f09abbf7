"""Which field of a record holds the id of another record: said in the field's type, for everything that asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from publication.model.types import Slug


@dataclass(frozen=True)
class Ref:
    """Marks a type as the id of a record of `kind`, a file of `data/`."""

    kind: str


MunicipalityId = Annotated[Slug, Ref("municipalities")]
SourceId = Annotated[Slug, Ref("sources")]
FormatId = Annotated[Slug, Ref("formats")]
