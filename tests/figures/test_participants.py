"""Participants: sums that say what is known, and hidden counts that stay hidden."""

from __future__ import annotations

import pytest

from publication.figures import participants
from publication.model.attendance import PupilSum
from publication.model.queries import Queries
from tests.figures.invented import (
    all_figures,
    counted,
    drawings,
    edition,
    municipality,
    publication,
    rows,
    school,
    shown,
    text,
)


def test_a_hidden_count_adds_nothing_and_has_no_length() -> None:
    chart = participants.participants_of(Queries(publication()), municipality(1))
    assert chart is not None
    known, hidden = (school.row for school in chart.schools)
    assert known.pupils.width > 0 and known.marker is None
    assert hidden.pupils.width == 0
    assert hidden.marker is not None
    assert chart.total.pupils == PupilSum(known=12, hidden=1)


def test_the_sign_for_a_hidden_count_is_the_same_whatever_the_scale() -> None:
    sizes = set()
    for visible in ("5", "60"):
        of = publication((counted(1, "a", visible), counted(1, "b", "under 5")))
        chart = participants.participants_chart(Queries(of))
        assert chart is not None and chart.rows[0].row.marker is not None
        sizes.add(chart.rows[0].row.marker.size)
    assert len(sizes) == 1


def test_no_cell_over_a_hidden_count_gives_it_away() -> None:
    html = all_figures(publication)["participants_chart"]
    assert rows(html)[1:] == [
        ["Kommune 1", "mindst 12", "4", "2"],
        ["Kommune 2", "9", "2", "1"],
        ["I alt", "mindst 21", "6", "3"],
    ]
    assert "Mindst 21 elever og 9 voksne var med i 2024" in text(html)
    assert "Ingen deltagere i tallene for 2024: Kommune 3." in text(html)


def test_a_hidden_count_stands_without_class_age_and_group() -> None:
    of = publication()
    record = of.municipalities[0]
    chart = participants.participants_of(Queries(of), record)
    html = shown("municipality_participants", of, municipality=record, chart=chart)
    assert rows(html)[1:] == [
        ["Skolen A", "12", "to hold", "3–5", "8–11 år", "2", "1"],
        ["Skolen B", "under 5", "vises ikke", "vises ikke", "vises ikke", "2", "1"],
        ["I alt", "mindst 12", "", "", "", "4", "2"],
    ]


@pytest.mark.parametrize(
    ("pupils", "said"),
    [
        pytest.param("9", ["Skolen D", "9", "to hold", "3–5", "8–11 år", "2", "1"], id="known"),
        pytest.param("under 5", ["Skolen D", "under 5", *["vises ikke"] * 3, "2", "1"], id="hidden"),
    ],
)
def test_one_school_stands_as_a_list_for_there_is_nothing_to_compare(pupils: str, said: list[str]) -> None:
    details = {} if pupils == "under 5" else {"groups": "to hold", "classes": "3-5", "ages": "8-11"}
    of = publication([counted(1, "d", pupils, **details)])
    record = of.municipalities[0]
    html = shown(
        "municipality_participants", of, municipality=record, chart=participants.participants_of(Queries(of), record)
    )
    assert [text(value) for value in html.iter("dd")] == said
    assert not drawings(html) and not list(html.iter("table"))
    assert ("viser vi ikke tallet" in text(html)) == (pupils == "under 5")


def test_details_beside_a_hidden_count_are_left_out_even_when_the_data_has_them() -> None:
    of = publication([counted(1, "a", "under 5", groups="solo", classes="3", ages="11")])
    record = of.municipalities[0]
    html = shown(
        "municipality_participants", of, municipality=record, chart=participants.participants_of(Queries(of), record)
    )
    assert "solo" not in text(html) and "11" not in text(html)


@pytest.mark.parametrize(
    ("pupils", "words"),
    [
        pytest.param(["12", "8"], "exact", id="all known"),
        pytest.param(["12", "under 5"], "at-least", id="one hidden"),
        pytest.param(["under 5"], "under", id="one hidden alone"),
        pytest.param(["under 5", "under 5"], "unknown", id="several hidden alone"),
    ],
)
def test_words_for_a_sum(pupils: list[str], words: str) -> None:
    of = publication(counted(1, f"s{place}", count) for place, count in enumerate(pupils))
    chart = participants.participants_of(Queries(of), of.municipalities[0])
    assert chart is not None and chart.total.pupils.words == words


def test_years_are_not_added_up() -> None:
    of = publication(
        (counted(1, "a", "12"), counted(1, "a", "14", year="2025")), editions=(edition(2024), edition(2025))
    )
    latest, first = (participants.participants_chart(Queries(of), year) for year in (None, 2024))
    assert latest is not None and (latest.year, latest.total.pupils.known) == (2025, 14)
    assert first is not None and (first.year, first.total.pupils.known) == (2024, 12)
    assert participants.participants_chart(Queries(of), 2026) is None


def test_the_newest_complete_year_is_shown_until_the_next_is_whole() -> None:
    of = publication(
        (counted(1, "a", "12"), counted(1, "a", "14", year="2025")),
        editions=(edition(2024), edition(2025, status="i gang")),
    )
    chart = participants.participants_chart(Queries(of))
    assert chart is not None and (chart.year, chart.total.pupils.known) == (2024, 12)


def test_what_is_not_reported_is_never_nobody() -> None:
    of = publication([counted(1, "a", "12")], editions=(edition(2024, not_reported=["kommune-2"]),))
    html = shown("participants_chart", of, chart=participants.participants_chart(Queries(of)))
    assert "Ikke meldt ind for 2024: Kommune 2." in text(html)
    assert "Ingen deltagere i tallene for 2024: Kommune 3." in text(html)


def test_who_came_later_or_had_left_is_not_missing_from_a_year() -> None:
    towns = (municipality(1), municipality(2, joined="2025"), municipality(3, left="2024"))
    of = publication([counted(1, "a", "12")], municipalities=towns)
    chart = participants.participants_chart(Queries(of))
    assert chart is not None and chart.absent == chart.not_reported == ()
    html = shown("participants_chart", of, chart=chart)
    assert "Ikke med endnu i 2024: Kommune 2." in text(html) and "Kommune 3" not in text(html)


def test_a_municipality_without_numbers_has_no_figure() -> None:
    of = publication()
    record = of.municipalities[2]
    assert participants.participants_of(Queries(of), record) is None
    html = shown("municipality_participants", of, municipality=record, chart=None)
    assert text(html) == "" and not list(html.iter("figure"))


def test_a_long_name_is_broken_into_lines() -> None:
    long = "Den meget lange skole med et navn, der ikke kan stå på en linje"
    of = publication([counted(1, "a", "12")], schools=(school("a", name=long),))
    chart = participants.participants_of(Queries(of), of.municipalities[0])
    assert chart is not None
    label = chart.schools[0].row.label
    assert " ".join(line.text for line in label) == long and len(label) == 2
