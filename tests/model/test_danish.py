"""How numbers, dates and lists are written."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from publication.model import danish
from publication.model.danish import sort_key
from publication.model.seasons import Season
from publication.model.types import Moment


@pytest.mark.parametrize(
    ("value", "written"),
    [(0, "0"), (999, "999"), (32500, "32.500"), (1234567, "1.234.567"), (Decimal("5.1"), "5,1"), (Decimal("12345.60"), "12.345,60")],
)
def test_numbers_have_a_point_for_thousands_and_a_comma_for_decimals(value: int | Decimal, written: str) -> None:
    assert danish.number(value) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Moment("2024"), "2024"),
        (Moment("2024-03"), "marts 2024"),
        (Moment("2024-03-01"), "1.\u00a0marts 2024"),
        (dt.date(2026, 11, 20), "20.\u00a0november 2026"),
    ],
)
def test_dates_say_no_more_than_is_known(value: Moment | dt.date, written: str) -> None:
    assert danish.moment(value) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Season(2024), "2024"),
        (Season(2024, "forår"), "foråret 2024"),
        (Season(2024, "efterår"), "efteråret 2024"),
        (Season(2024, "skoleår"), "skoleåret 2024/2025"),
    ],
)
def test_a_season_stands_as_after_since_and_in(value: Season, written: str) -> None:
    assert danish.season(value) == danish.written(value) == written


@pytest.mark.parametrize(
    ("items", "written"), [([], ""), (["Herlev"], "Herlev"), (["a", "b"], "a og b"), (["a", "b", "c"], "a, b og c")]
)
def test_lists_end_with_og(items: list[str], written: str) -> None:
    assert danish.listed(items) == written


@pytest.mark.parametrize(
    ("places", "written"),
    [
        ([], []),
        (["s. 7 og 16", "s. 16-17", "s. 6, 25 og 28"], ["s. 6-7, 16-17, 25 og 28"]),
        (["afsnittet om VIVE", "s. 4", "s. 26, note 4"], ["s. 4", "afsnittet om VIVE", "s. 26, note 4"]),
        (["afsnittet »A«", "omslaget", "afsnittene »B« og »A«"], ["afsnittene »A« og »B«", "omslaget"]),
        (["afsnittet »A«", "afsnittet »A«, første side"], ["afsnittet »A«, første side"]),
    ],
)
def test_pages_of_a_source_stand_together_in_order(places: list[str], written: list[str]) -> None:
    assert danish.pages(places) == written


def test_a_number_stays_beside_its_unit() -> None:
    assert danish.unbroken("60 % af 450.000 kr. til 3 krage") == "60\u00a0% af 450.000\u00a0kr. til 3 krage"


def test_names_sort_as_danes_sort_them() -> None:
    names = ["Aarhus", "Viborg", "Ærø", "Aabenraa", "Albertslund", "Aalborg", "Ølstykke"]
    assert sorted(names, key=sort_key) == ["Albertslund", "Viborg", "Ærø", "Ølstykke", "Aabenraa", "Aalborg", "Aarhus"]


def test_a_count_is_a_word_up_to_twelve() -> None:
    assert [danish.in_words(count) for count in (1, 8, 12, 13, 1000)] == ["en", "otte", "tolv", "13", "1.000"]
