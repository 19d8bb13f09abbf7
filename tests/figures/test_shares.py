"""Shares of pupils in special-needs education: their order, their scale and the country's line."""

from __future__ import annotations

import pytest

from publication.figures import shares
from publication.figures.geometry import WIDTH
from publication.model.queries import Queries
from tests.figures.invented import all_figures, publication, rows, shown, text


def test_shares_stand_with_the_largest_first_and_the_country_as_a_line() -> None:
    chart = shares.share_chart(Queries(publication()))
    assert [row.municipality.id for row in chart.rows] == ["kommune-1", "kommune-3", "kommune-2"]
    assert chart.rows[0].bar.width == WIDTH
    assert chart.national is not None
    assert chart.national.x == pytest.approx(WIDTH * 5.1 / 6.5, abs=0.1)
    assert chart.above == 2


def test_the_table_of_shares_says_what_the_data_says_with_each_period() -> None:
    html = all_figures(publication)["share_chart"]
    assert rows(html) == [
        ["Område", "Andel", "Periode"],
        ["Kommune 1", "6,5 %", "2020–2023"],
        ["Kommune 3", "5,2 %", "2020–2023"],
        ["Kommune 2", "3,9 %", "2020–2023"],
        ["Hele landet", "5,1 %", "2022/2023"],
    ]
    assert "To af tre kommuner ligger over landet" in text(html)
    assert "Perioderne er altså ikke de samme" in text(html)


def test_without_a_national_share_the_shares_stand_alone() -> None:
    of = publication(figures=())
    queries = Queries(of)
    assert shares.share_chart(queries).national is None
    assert shares.share_of(queries, of.municipalities[0]).national is None
    html = shown("share_chart", of, chart=shares.share_chart(queries))
    assert "landet" not in text(html)
