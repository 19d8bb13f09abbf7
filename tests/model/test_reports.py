"""What a municipality has told of a year, and who is in it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from dev.harness.project_copies import THREE_YEARS
from publication.loading.loader import load
from publication.model.kinds import Publication
from publication.model.queries import Queries


@cache
def told() -> Publication:
    publication = load(THREE_YEARS / "data").publication
    assert publication is not None
    return publication


@pytest.mark.parametrize(
    ("id_", "reports"),
    [
        ("nordby", ["all", "all", "all"]),
        ("klitby", ["all", "missing", "all"]),
        ("aabaek", ["outside", "all", "missing"]),
        ("lyngvig", ["outside", "outside", "missing"]),
        ("sandholm", ["all", "all", "outside"]),
        (None, ["outside", "all", "missing"]),
    ],
)
def test_what_is_reported_of_a_year(id_: str | None, reports: list[str]) -> None:
    queries = Queries(told())
    record = queries.municipalities[id_] if id_ else None
    assert [queries.report_of(record, year) for year in (2023, 2024, 2025)] == reports


def test_adults_counted_at_one_of_several_schools_are_reported() -> None:
    """Aabæk's three schools share their adults, who are counted once."""
    queries = Queries(told())
    counted = queries.reported(queries.municipalities["aabaek"], 2024)
    assert [one.participation.culture_teachers for one in counted] == [2, None, None]
    assert queries.report_of(queries.municipalities["aabaek"], 2024) == "all"


def test_pupils_without_their_adults_are_reported_in_part() -> None:
    publication = told()
    less = tuple(
        one.model_copy(update={"culture_teachers": None}) if one.id == "fyrskolen-2025" else one
        for one in publication.participations
    )
    queries = Queries(replace(publication, participations=less))
    assert queries.report_of(queries.municipalities["nordby"], 2025) == "part"


def test_who_left_is_no_member_and_nobodys_neighbour() -> None:
    queries = Queries(told())
    assert "sandholm" not in [record.id for record in queries.members]
    assert [record.id for record in queries.former_members] == ["sandholm"]
    for record in queries.members:
        assert "sandholm" not in [other.id for other in queries.neighbours(record)]
    assert queries.neighbours(queries.municipalities["sandholm"])


def test_the_page_of_who_left_shows_its_own_last_year() -> None:
    publication = told()
    later = publication.editions[-1].model_copy(update={"status": "komplet", "published": publication.published})
    queries = Queries(replace(publication, editions=(*publication.editions[:-1], later)))
    years = {record.id: queries.year_shown(record) for record in publication.municipalities}
    assert years.pop("sandholm") == 2024
    assert set(years.values()) == {2025}


def test_a_partnership_of_who_left_is_over_even_where_nobody_wrote_when() -> None:
    publication = told()
    unsaid = tuple(one.model_copy(update={"until": None}) for one in publication.partnerships)
    queries = Queries(replace(publication, partnerships=unsaid))
    assert {queries.status_of(one) for one in queries.partnerships_of["sandholm"]} == {"ended"}
