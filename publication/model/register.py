"""The pages on which all municipalities stand, in a table and on a map, when they are more than a figure shows."""

from __future__ import annotations

from dataclasses import dataclass

from publication.model.records import Municipality

MOST = 10  # municipalities in a figure; with more, /kommuner/ with all its figures grows too heavy
DRAWN = 40  # municipalities that the map draws each with its pattern

# Where the Markdown of the table and of the map lies below `docs/`.
SOURCE = "kommuner/alle/index.md"
MAP_SOURCE = "kommuner/kort.md"
# The ids that no municipality may have, because the register lies where its page would.
OWN = frozenset({"alle", "kort"})


@dataclass(frozen=True)
class Register:
    """All municipalities in Danish order, and where they stand."""

    records: tuple[Municipality, ...]
    address: str = "/kommuner/alle/"
    map_address: str = "/kommuner/kort/"

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
