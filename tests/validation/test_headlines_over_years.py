"""A headline is held against the table of its own year, however many years there are."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.damage import Data

THREE_YEARS = Path(__file__).parents[1] / "fixtures" / "three_years" / "data"


@pytest.fixture
def years(tmp_path: Path) -> Data:
    """Two complete years and one under way."""
    shutil.copytree(THREE_YEARS, tmp_path / "data")
    return Data(tmp_path / "data")


def with_value(years: Data, headline: str, value: str) -> None:
    text = years.text("figures")
    start = text.index(f"- id: {headline}\n")
    years.write("figures", text[:start] + re.sub(r"  value: \d+", f"  value: {value}", text[start:], count=1))


@pytest.mark.parametrize(
    ("headline", "year", "right", "what"),
    [
        ("voksne-2023", "2023", "21", "undervisere, lærere og pædagoger"),
        ("voksne-2024", "2024", "24", "undervisere, lærere og pædagoger"),
        ("specialtilbud-2024", "2024", "7", "specialtilbud"),
        ("kulturskoler-2024", "2024", "5", "kulturskoler"),
    ],
)
def test_each_headline_is_of_its_year(years: Data, headline: str, year: str, right: str, what: str) -> None:
    assert not years.diagnostics()
    with_value(years, headline, "30")
    (said,) = years.said()
    assert f"»30« passer ikke med participations.yml, som giver {right} {what} i {year} [hovedtal]" in said


def test_a_number_of_another_year_is_wrong(years: Data) -> None:
    years.change("figures", '  value: 21\n  unit: voksne\n  period: "2023"\n', '  value: 21\n  unit: voksne\n  period: "2024"\n')
    (said,) = years.said()
    assert "»21« passer ikke med participations.yml, som giver 24 undervisere, lærere og pædagoger i 2024" in said


@pytest.mark.parametrize("period", ["2023-2024", "2023/2024", "2023 og 2024"])
def test_no_headline_adds_years_up(years: Data, period: str) -> None:
    years.change("figures", '  value: 21\n  unit: voksne\n  period: "2023"\n', f'  value: 45\n  unit: voksne\n  period: "{period}"\n')
    (said,) = years.said()
    assert "et tal med sums skal have ét år i period" in said
