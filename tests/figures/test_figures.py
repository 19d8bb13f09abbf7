"""Every figure: named, described, citable, inside its drawing, and safe whatever a value holds."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from publication.model.kinds import Publication
from tests.figures.invented import all_figures, country, drawings, every_figure, municipality, named, publication, text

DRAWN = (
    "share_chart",
    "participants_chart",
    "timeline",
    "formats",
    "framework",
    "survey",
    "diagnoses",
    "grades",
    "budget",
    "steps",
    "municipality_participants",
    "municipality_share",
)


@pytest.mark.parametrize("of", [pytest.param(publication, id="three"), pytest.param(country, id="ninety-eight")])
def test_every_figure_has_an_id_of_its_own_a_link_to_it_its_data_and_no_style(of: Callable[[], Publication]) -> None:
    """1. A figure can be cited and its data had; nothing in it needs an inline style."""
    ids: list[str] = []
    for name, html in all_figures(of).items():
        figure = next(html.iter("figure"))
        links = [link.get("href") for link in figure.iter("a")]
        heading = next(figure.iter("figcaption"))[0]
        assert f"#{heading.get('id')}" in links, name
        assert any(re.fullmatch(r"\.\./data/v1/(kommuner/[a-z0-9-]+/)?[a-z]+\.csv", link or "") for link in links), name
        assert not [element for element in html.iter() if element.get("style") or element.tag == "style"], name
        ids += [element.get("id", "") for element in html.iter() if element.get("id")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", DRAWN)
def test_every_drawing_is_named_and_described_and_stands_with_its_table_or_list(name: str) -> None:
    """2. Who does not see the drawing hears its title and description, and reads the same beside it."""
    html = all_figures(publication)[name]
    assert drawings(html)
    for svg in drawings(html):
        assert svg.get("role") == "img"
        assert [child.tag for child in svg[:2]] == ["title", "desc"]
        assert all(text(child) for child in svg[:2])
    assert list(html.iter("table")) or list(html.iter("ol"))
    for scroller in named(html, "scroller"):
        assert (scroller.get("tabindex"), scroller.get("role")) == ("0", "region")
        assert (scroller.get("aria-label") or "").startswith("Tabel: ")


@pytest.mark.parametrize("of", [pytest.param(publication, id="three"), pytest.param(country, id="ninety-eight")])
@pytest.mark.parametrize("name", DRAWN)
def test_every_shape_lies_inside_its_drawing(name: str, of: Callable[[], Publication]) -> None:
    """3. Nothing is cut off, however many municipalities there are."""
    for svg in drawings(all_figures(of)[name]):
        _, _, width, height = map(float, (svg.get("viewBox") or "").split())
        for shape in svg.iter():
            number = {key: float(shape.get(key, 0)) for key in ("x", "y", "cx", "cy", "r", "width", "height")}
            if shape.tag == "circle":
                assert number["r"] <= number["cx"] <= width - number["r"]
                assert number["r"] <= number["cy"] <= height - number["r"]
            elif shape.tag in ("rect", "text"):
                assert 0 <= number["x"] and number["x"] + number["width"] <= width
                assert 0 <= number["y"] and number["y"] + number["height"] <= height
            elif shape.tag == "path" and "h-" not in (shape.get("d") or ""):
                path = shape.get("d") or ""
                across = [float(at) for at in re.findall(r"[MH](-?[\d.]+)", path)]
                down = [float(at) for at in re.findall(r"V(-?[\d.]+)", path)]
                assert all(0 <= at <= width for at in across), path
                assert all(0 <= at <= height for at in down), path


@pytest.mark.parametrize("name", DRAWN)
def test_every_drawing_can_be_had_as_a_picture_without_a_stop_on_the_way(name: str) -> None:
    """4. Its picture is offered as two files named by its id, inside what a reader unfolds."""
    html = all_figures(publication)[name]
    id_ = next(html.iter("figcaption"))[0].get("id")
    folded = [link.get("href") for details in html.iter("details") for link in details.iter("a")]
    assert {f"{id_}.svg", f"{id_}.png"} <= set(folded)
    assert not any(details.get("open") for details in html.iter("details"))


def test_values_are_escaped() -> None:
    """5. A value is text wherever a figure shows it."""
    hostile = municipality(2, name="<script>alert(1)</script>{{ 7*7 }}")
    of = publication(municipalities=(municipality(1), hostile))
    for name, html in every_figure(of).items():
        assert not list(html.iter("script")), name
        assert "49" not in text(html), name
