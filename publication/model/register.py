"""The pages on which all municipalities stand, in a table and on a map, when they are more than a figure shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from publication.model.records import Municipality

MOST = 10
"""How many municipalities a figure shows. More, and /kommuner/ with all its figures grows too heavy."""

DRAWN = 40
"""How many the map draws each with its pattern."""

ADDRESS = "/kommuner/alle/"
SOURCE = "kommuner/alle/index.md"
"""The Markdown of the table below `docs/`, and of the map."""
MAP_ADDRESS = "/kommuner/kort/"
MAP_SOURCE = "kommuner/kort.md"

OWN = frozenset({"alle", "kort"})
"""The ids that no municipality may have, because the register lies where its page would."""


@dataclass(frozen=True)
class Register:
    """All municipalities in Danish order, and where they stand."""

    records: tuple[Municipality, ...]
    address: str = ADDRESS
    map_address: str = MAP_ADDRESS

    @property
    def count(self) -> int:
        return len(self.records)

    @property
    def drawn(self) -> bool:
        """Whether the map has room for everybody's pattern."""
        return self.count <= DRAWN

    def fits_a_map_of(self, most: int) -> bool:
        """Whether a page that has room for so many on a map can show all of them."""
        return self.count <= most


def register(in_order: Sequence[Municipality]) -> Register | None:
    """The register of the municipalities, given in Danish order; None when there are so few that figures show all."""
    return Register(tuple(in_order)) if len(in_order) > MOST else None
