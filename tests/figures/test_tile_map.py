"""The map: where it begins, and the order of its list."""

from __future__ import annotations

from publication.figures import tile_map
from tests.figures.invented import municipality, publication, shown


def test_the_map_begins_at_its_first_tile_and_is_a_list_in_danish_order() -> None:
    of = publication(
        municipalities=(
            municipality(1, name="Aarhus", tile={"row": "4", "column": "3"}),
            municipality(2, name="Ærø", tile={"row": "7", "column": "2"}),
            municipality(3, name="Viborg", tile={"row": "3", "column": "2"}),
        )
    )
    map_ = tile_map.tile_map(of)
    assert [(tile.municipality.name, tile.row, tile.column) for tile in map_.tiles] == [
        ("Viborg", 1, 1),
        ("Ærø", 5, 1),
        ("Aarhus", 2, 2),
    ]
    assert (map_.rows, map_.columns) == (5, 2)
    html = shown("tile_map", of, map=map_)
    assert [link.get("href") for link in list(html.iter("a"))[1:4]] == ["kommune-3/", "kommune-2/", "kommune-1/"]
