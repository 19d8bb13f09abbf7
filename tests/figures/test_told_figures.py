"""The figures that draw a few facts: what they compare, and that they are gone when a fact is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from publication.figures import budget, diagnoses, grades, steps, survey
from publication.figures.geometry import WIDTH
from publication.model.queries import Queries
from tests.figures.invented import all_figures, publication, rows, text

QUERIES = Queries(publication())


def test_each_share_of_the_survey_is_drawn_on_a_track_that_is_the_whole() -> None:
    chart = survey.survey(QUERIES)
    assert chart is not None
    drawn = [row for group in chart.groups for row in group.rows]
    assert [round(100 * row.bar.width / row.track.width) for row in drawn] == [80, 60, 50, 20, 10, 55, 25]
    assert rows(all_figures(publication)["survey"])[1][1] == "80 %"


def test_of_a_hundred_circles_as_many_are_filled_as_there_are_per_cent() -> None:
    chart = diagnoses.diagnoses(QUERIES)
    assert chart is not None
    assert [(len(one.filled), len(one.empty)) for one in (chart.before, chart.after)] == [(26, 74), (40, 60)]
    html = text(all_figures(publication)["diagnoses"])
    assert "Fra 26 til 40,4 % med mere end én diagnose" in html
    assert "Det er ikke de samme." in html


def test_averages_lie_on_one_line_of_whole_grades() -> None:
    chart = grades.grades(QUERIES)
    assert chart is not None
    assert [tick.grade for tick in chart.ticks] == [4, 5, 6, 7]
    four, five = chart.ticks[0].x, chart.ticks[1].x
    assert chart.grades[0].x == pytest.approx(four + 0.8 * (five - four), abs=0.2)


def test_the_region_fills_its_share_of_the_budget() -> None:
    chart = budget.budget(QUERIES)
    assert chart is not None
    assert (chart.bar.width, chart.whole.width) == (pytest.approx(0.6 * WIDTH), WIDTH)
    assert rows(all_figures(publication)["budget"])[1] == ["Region Hovedstaden", "60 %, 450.000 kr."]


def test_steps_stand_in_their_order_and_can_be_cited() -> None:
    html = all_figures(publication)["steps"]
    assert "Tre trin, fra et barn mistrives, til det trives" in text(html)
    assert [row.get("id") for row in html.iter("tr")][1:] == ["fakta-trin-1", "fakta-trin-2", "fakta-trin-3"]


@pytest.mark.parametrize("figure", [survey.survey, diagnoses.diagnoses, grades.grades, budget.budget, steps.steps])
def test_without_its_facts_there_is_no_figure(figure: Callable[[Queries], object]) -> None:
    assert figure(Queries(publication(figures=()))) is None
