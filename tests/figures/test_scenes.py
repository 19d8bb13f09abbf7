"""The pictures of the easy pages: each is said in words, and fills its own ground."""

from __future__ import annotations

import pytest

from publication.figures.scenes import SCENES
from tests.figures.invented import publication, shown


@pytest.mark.parametrize("name", SCENES)
def test_a_picture_is_drawn_and_said_in_words(name: str) -> None:
    [svg] = shown("scene", publication(), scene=SCENES[name], shown_as=name)
    assert svg.get("role") == "img"
    title = svg[0]
    assert title.tag == "title" and str(title.text).startswith("Tegning: ")
    assert len(svg.findall("path")) == len(SCENES[name].pieces)


@pytest.mark.parametrize("name", SCENES)
def test_no_piece_is_cut_off(name: str) -> None:
    scene = SCENES[name]
    for piece in scene.pieces:
        assert piece.x >= -0.001 and piece.x + piece.width <= scene.width + 0.001
        assert piece.top >= scene.top
    assert scene.height > 0
