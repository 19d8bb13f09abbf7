"""Shares of pupils in special-needs education: their order, their scale and the country's line."""

from __future__ import annotations

import pytest

from publication.figures import shares
from publication.figures.geometry import WIDTH
from publication.model.queries import Queries
from tests.figures.invented import all_figures, municipality, publication, rows, shown, statistics, text


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


def test_a_municipality_without_statistics_has_no_share_and_is_not_counted() -> None:
    of = publication(statistics=(statistics(1, "6,5"), statistics(3, "5,2")))
    queries = Queries(of)
    chart = shares.share_chart(queries)
    assert ([row.municipality.id for row in chart.rows], chart.count) == (["kommune-1", "kommune-3"], 2)
    assert shares.share_of(queries, of.municipalities[1]) is None
    assert text(shown("municipality_share", of, municipality=of.municipalities[1], chart=None)) == ""


def test_one_that_left_keeps_its_share_but_is_not_among_those_that_are_in_it() -> None:
    of = publication(municipalities=(municipality(1), municipality(2), municipality(3, left="2025")))
    queries = Queries(of)
    assert [row.municipality.id for row in shares.share_chart(queries).rows] == ["kommune-1", "kommune-2"]
    assert shares.share_of(queries, of.municipalities[2]) is not None


def test_the_newest_statistics_are_shown() -> None:
    newer = statistics(1, "9,9", id="kommune-1-2024-2025", counts_period="2024/2025")
    chart = shares.share_chart(Queries(publication(statistics=(newer, statistics(1, "6,5")))))
    assert [str(row.statistics.share_special) for row in chart.rows] == ["9.9"]
