"""The formats: a seat for each person, and the table that compares them."""

from __future__ import annotations

import pytest

from publication.figures import formats
from tests.figures.invented import all_figures, named, publication, rows


def test_a_format_has_one_block_for_each_person_and_open_ones_for_places_not_always_taken() -> None:
    short, long = formats.formats_chart(publication()).cards
    assert [seat.always for seat in short.pupils] == [True, True, False]
    assert (len(long.pupils), len(long.culture_teachers), len(long.special_teachers)) == (18, 4, 6)
    assert short.minutes.width * 4 == pytest.approx(long.minutes.width, rel=0.01)


def test_the_formats_stand_side_by_side() -> None:
    html = all_figures(publication)["formats"]
    table = rows(html)
    assert table[0] == ["", "Format kort", "Format langt"]
    assert ["Elever pr. gang", "2–3", "14–18"] in table
    assert {item.get("id") for item in named(html, "card")} == {"format-kort", "format-langt"}
