"""Each page's own drawing: it counts what the records say, says so in words, and is there for every page."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from publication.figures.vignettes import VIGNETTES, Told, Vignette, vignette
from publication.model.queries import Queries
from tests.figures.invented import country, event, fact, publication, shown, text

TODAY = dt.date(2025, 6, 1)
QUERIES = Queries(publication())


def drawn(name: str, queries: Queries = QUERIES, **told: Any) -> Vignette:
    found = vignette(Told(queries, TODAY, **told), name)
    assert found is not None
    return found


def filled(drawing: Vignette) -> int:
    return sum(piece.block.colour > 0 for piece in drawing.pieces)


def test_the_timeline_has_a_column_for_each_year_and_a_block_for_each_event() -> None:
    drawing = drawn("timeline")
    assert drawing.columns == 2025 - 2022 + 1
    heights = [sum(piece.column == column and piece.block.colour > 0 for piece in drawing.pieces) for column in range(4)]
    assert heights == [1, 0, 2, 1]
    assert "fra 2022 til 2025" in text(shown("vignette", publication(), drawing=drawing, english=False))


def test_what_is_still_ahead_is_a_ring() -> None:
    drawing = drawn("timeline", Queries(publication(timeline=(event("a", "2024"), event("b", "2026-02")))))
    assert [piece.block.shape == "ring" for piece in drawing.pieces if piece.block.colour] == [False, True]


def test_the_region_fills_its_share_of_the_budget() -> None:
    drawing = drawn("budget")
    assert (filled(drawing), len(drawing.pieces)) == (12, 20)


def test_a_municipality_is_as_high_as_its_share() -> None:
    drawing = drawn("statistics")
    heights = [sum(piece.column == column and piece.block.colour > 0 for piece in drawing.pieces) for column in range(3)]
    assert heights == [6, 4, 5]


def test_a_page_without_a_drawing_of_its_own_shows_its_facts_alike_by_group() -> None:
    facts = tuple(fact(f"f-{number}", group="En" if number < 4 else "To") for number in range(7))
    drawing = drawn("facts", facts=facts)
    assert len(drawing.pieces) == 7
    assert len({(piece.block.shape, piece.block.colour) for piece in drawing.pieces}) == 2
    assert "syv i alt" in text(shown("vignette", publication(), drawing=drawing, english=False))


def test_with_few_facts_it_shows_how_the_text_is_parted() -> None:
    drawing = drawn("facts", facts=(fact("a"),), sections=lambda: (10, 160, 40))
    assert drawing.name == "sections"
    lengths = [sum(piece.row == row and piece.block.colour > 0 for piece in drawing.pieces) for row in range(3)]
    assert lengths[0] < lengths[2] < lengths[1]


def test_without_facts_and_sections_it_shows_where_the_municipalities_are() -> None:
    assert drawn("facts").name == "municipalities"
    assert len(drawn("facts").pieces) == 4 * 3
    assert len(drawn("municipalities", Queries(country())).pieces) == 98


@pytest.mark.parametrize("name", VIGNETTES)
def test_every_drawing_says_in_words_what_it_shows_and_is_small(name: str) -> None:
    drawing = drawn(name, facts=tuple(fact(f"f-{number}") for number in range(40)), sections=lambda: (3, 4))
    html = shown("vignette", publication(), drawing=drawing, english=False)
    title = html.find(".//title")
    assert title is not None and (title.text or "").endswith(".")
    assert (html.find(".//p").text or "").strip() == (title.text or "").strip()  # type: ignore[union-attr]
    assert min(drawing.columns, drawing.rows) >= 1
    places = [(piece.column, piece.row) for piece in drawing.pieces]
    assert len(places) == len(set(places))


@pytest.mark.parametrize("name", ["facts", "sections", "municipalities"])
def test_the_drawings_of_an_english_page_speak_english(name: str) -> None:
    drawing = drawn(name, facts=tuple(fact(f"f-{number}") for number in range(5)), sections=lambda: (3, 4))
    assert drawing.name == name
    assert "page" in text(shown("vignette", publication(), drawing=drawing, english=True)) or name == "municipalities"


def test_a_page_above_others_shows_how_much_each_of_them_tells() -> None:
    queries = Queries(publication(figures=(*(fact(f"a-{number}", topic="sang") for number in range(16)), fact("b", topic="dans"))))
    drawing = drawn("topics", queries, topics=("dans", "sang", "uden-oplysninger"))
    heights = [sum(piece.column == column and piece.block.colour > 0 for piece in drawing.pieces) for column in range(2)]
    assert (drawing.columns, heights[0] < heights[1]) == (2, True)


def test_the_site_has_a_column_for_each_part_and_a_block_for_each_page() -> None:
    assert filled(drawn("site", parts=(3, 1, 5))) == 9
