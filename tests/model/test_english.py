"""Numbers, dates and words on a page in English."""

from __future__ import annotations

from decimal import Decimal
from typing import get_args

import pytest

from publication.model import english
from publication.model.records import Qualifier
from publication.model.seasons import Season
from publication.model.types import Moment


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Moment("2024-03-01"), "1 March 2024"),
        (Moment("2024-03"), "March 2024"),
        (Moment("2024"), "2024"),
        (Season(2024, "efterår"), "autumn 2024"),
        (Season(2024), "2024"),
        ("2025-2028", "2025–2028"),
        ("Kulturmetropolen", "Kulturmetropolen"),
    ],
)
def test_a_field_is_written_in_english(value: object, written: str) -> None:
    assert english.written(value) == written


def test_numbers_have_english_points() -> None:
    assert (english.number(32500), english.number(Decimal("5.1"))) == ("32,500", "5.1")
    assert (english.in_words(8), english.in_words(13)) == ("eight", "13")
    assert english.listed(["a", "b", "c"]) == "a, b and c"


def test_every_word_before_a_number_is_known_in_english() -> None:
    assert set(english.QUALIFIERS) == set(get_args(Qualifier))
