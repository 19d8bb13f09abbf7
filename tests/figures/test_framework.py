"""The framework: cases are placed by their groups."""

from __future__ import annotations

from publication.figures import framework
from publication.model.queries import Queries
from tests.figures.invented import FRAMEWORK, NATIONAL, all_figures, publication, rows


def test_a_case_is_placed_by_the_ends_its_group_names() -> None:
    html = all_figures(publication)["framework"]
    assert rows(html)[1:] == [
        ["1", "Lektier", "koordinerende, offentlig"],
        ["2", "Sang", "mellem koordinerende og integreret, offentlig"],
        ["3", "By", "integreret, civil"],
    ]
    chart = framework.framework(Queries(publication()))
    assert chart is not None
    homework, song, town = chart.cases
    assert homework.x < song.x < town.x
    assert town.y < chart.axis < song.y


def test_without_its_four_ends_there_is_no_framework() -> None:
    assert framework.framework(Queries(publication(figures=(NATIONAL, *FRAMEWORK[1:])))) is None
