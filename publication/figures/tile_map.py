"""The schematic map: one square tile for each municipality."""

from __future__ import annotations

from dataclasses import dataclass

from publication.model.danish import sort_key
from publication.model.kinds import Publication
from publication.model.records import Municipality


@dataclass(frozen=True)
class MapTile:
    """A municipality's row and column, counted from 1 at the map's own upper left corner."""

    municipality: Municipality
    row: int
    column: int


@dataclass(frozen=True)
class TileMap:
    tiles: tuple[MapTile, ...]
    rows: int
    columns: int


def tile_map(publication: Publication) -> TileMap:
    """The map of those that are in it, in Danish order; it begins at its first row and column that hold a tile."""
    members = (record for record in publication.municipalities if not record.left)
    records = sorted(members, key=lambda record: sort_key(record.name))
    top = min((record.tile.row for record in records), default=1) - 1
    left = min((record.tile.column for record in records), default=1) - 1
    tiles = tuple(MapTile(record, record.tile.row - top, record.tile.column - left) for record in records)
    return TileMap(
        tiles,
        rows=max((tile.row for tile in tiles), default=0),
        columns=max((tile.column for tile in tiles), default=0),
    )
