"""What pages ask of a publication that goes on for years: who is in it, what is told, and where a partnership stands."""

from __future__ import annotations

import pytest

from publication.model.kinds import Publication
from publication.model.queries import Queries, Status
from tests.figures.invented import edition, municipality, participation, partnership, publication, school, statistics

EDITIONS = (edition(2023), edition(2024), edition(2025, status="i gang", not_reported=["kommune-2"]))


def of(**kinds: object) -> Publication:
    return publication((), **{"editions": EDITIONS, **kinds})


# --- Editions -------------------------------------------------------------------------------------


def test_the_newest_complete_edition_is_the_one_that_is_shown() -> None:
    shown = of()
    assert (shown.edition.year, shown.running_edition) == (2024, EDITIONS[2])
    assert shown.published == EDITIONS[1].published


def test_an_edition_that_is_whole_has_none_running_after_it() -> None:
    assert of(editions=EDITIONS[:2]).running_edition is None
    late = (edition(2023, status="i gang"), edition(2024))
    assert of(editions=late).running_edition is None, "an older one that never was whole is no running one"


def test_an_edition_is_found_by_the_year_it_tells_of() -> None:
    queries = Queries(of())
    assert (queries.edition_of(2023), queries.edition_of(2022)) == (EDITIONS[0], None)


# --- Where a partnership stands -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        pytest.param({"since": "2024"}, "running", id="since the year that is told of"),
        pytest.param({"since": "2024/2025"}, "running", id="since the school year that begins in it"),
        pytest.param({"since": "efterår 2019"}, "running", id="for years"),
        pytest.param({"since": "forår 2025"}, "new", id="since after the year that is told of"),
        pytest.param({"starting": "2025"}, "starting", id="not begun"),
        pytest.param({"since": "2023", "until": "2024"}, "ended", id="ended"),
        pytest.param({"since": "2025", "until": "2025"}, "ended", id="new and ended"),
    ],
)
def test_where_a_partnership_stands_is_seen_from_the_newest_complete_edition(
    fields: dict[str, str], status: Status
) -> None:
    one = partnership("a", 1, **fields)
    assert Queries(of(partnerships=(one,))).status_of(one) == status


def test_what_was_new_is_under_way_once_its_year_is_told() -> None:
    one = partnership("a", 1, since="2025")
    assert Queries(of(partnerships=(one,), editions=(edition(2025),))).status_of(one) == "running"


def test_partnerships_stand_by_where_they_stand_with_those_at_work_first() -> None:
    records = (
        partnership("slut", 1, since="2023", until="2024"),
        partnership("opstart", 1, starting="2025"),
        partnership("ny", 1, since="2025"),
        partnership("i-gang", 1, since="2024"),
        partnership("ogsaa-i-gang", 1, since="2023"),
        partnership("et-andet-sted", 2, since="2024"),
        partnership("alle", since="2024"),
    )
    queries = Queries(of(partnerships=records))
    found = queries.partnerships_by_status("kommune-1")
    assert {status: [one.id for one in own] for status, own in found.items()} == {
        "running": ["i-gang", "ogsaa-i-gang"],
        "new": ["ny"],
        "starting": ["opstart"],
        "ended": ["slut"],
    }
    assert list(found) == ["running", "new", "starting", "ended"]
    assert queries.partnerships_by_status("kommune-3") == {}
    assert [one.id for own in queries.partnerships_by_status(None).values() for one in own] == ["alle"]
    assert "alle" not in [one.id for own in queries.partnerships_of.values() for one in own]


def test_everybody_in_a_partnership_is_named_the_culture_schools_first() -> None:
    one = partnership("a", 1, special_schools=["havn"], culture_schools=["sang", "musik"], partners=["museum"], since="2024")
    schools = tuple(school(id_, name=id_.capitalize()) for id_ in ("havn", "museum", "musik", "sang"))
    assert Queries(of(partnerships=(one,), schools=schools)).partner_names(one) == ["Sang", "Musik", "Havn", "Museum"]


# --- Who is in it, and what is known of them ------------------------------------------------------


@pytest.mark.parametrize(
    ("year", "members"), [(2022, "1 3"), (2023, "1 2 3"), (2024, "1 2"), (2025, "1 2"), (2026, "1 2 4")]
)
def test_who_is_in_it_in_a_year(year: int, members: str) -> None:
    towns = (
        municipality(1),
        municipality(2, joined="2023-08"),
        municipality(3, joined="2020", left="2024"),
        municipality(4, joined="2026"),
    )
    found = Queries(of(municipalities=towns)).members_in(year)
    assert [one.id.removeprefix("kommune-") for one in found] == members.split()


def test_one_that_left_is_no_member_and_is_still_there() -> None:
    queries = Queries(of(municipalities=(municipality(2), municipality(1, left="2024"))))
    assert [one.id for one in queries.members] == ["kommune-2"]
    assert [one.id for one in queries.in_danish_order] == ["kommune-1", "kommune-2"]


def test_the_statistics_of_the_newest_period_are_a_municipality_s() -> None:
    newer = statistics(1, "9,9", id="ny", counts_period="2024/2025")
    queries = Queries(of(statistics=(newer, statistics(1), statistics(2))))
    assert queries.statistics_of["kommune-1"] is newer
    assert "kommune-3" not in queries.statistics_of


def test_the_counts_of_a_year_are_those_that_are_reported() -> None:
    records = (partnership("a", 1, since="2023"), partnership("b", 2, since="2023"), partnership("alle", since="2023"))
    counts = (
        participation("a", "2023", "8"),
        participation("a", "efterår 2024", "9"),
        participation("b", "2024", "under 5"),
        participation("alle", "2024", "12"),
        participation("a", "2025", "10"),
        participation("b", "2025"),
    )
    queries = Queries(of(partnerships=records, participations=counts))
    assert [one.partnership.id for one in queries.attendances_in(2024)] == ["a", "b", "alle"]
    assert [one.partnership.id for one in queries.attendances_in(2025)] == ["a"]
    assert [str(one.pupils) for one in queries.attendances_in(2024, "kommune-2")] == ["under 5"]
    assert queries.attendances_in(2022) == []
    assert [one.year for one in queries.attendances] == [2023, 2024, 2024, 2024, 2025, 2025], "the oldest first"
    assert [one.year for one in queries.attendances_of["b"]] == [2024, 2025], "also what is not reported yet"


def test_in_a_year_counts_stand_as_their_partnerships_do() -> None:
    records = tuple(partnership(id_, 1, since="2024") for id_ in ("c", "a", "b"))
    counts = [participation("a", "efterår 2024", "9"), participation("a", "forår 2024", "9", id="foraar")]
    counts += [participation(id_, "2024", "9") for id_ in ("b", "c")]
    queries = Queries(of(partnerships=records, participations=tuple(counts)))
    assert [one.participation.id for one in queries.attendances_in(2024)] == ["c-2024", "foraar", "a-efteraar-2024", "b-2024"]


def test_the_notes_on_a_partnership_are_its_own_and_those_on_the_counts_that_are_shown() -> None:
    one = partnership("a", 1, since="2023", note="Om samarbejdet.")
    counts = (
        participation("a", "2023", "9", note="Før."),
        participation("a", "2024", "9", note="Om tallene."),
        participation("a", "2025", note="Senere."),
    )
    queries = Queries(of(partnerships=(one, partnership("b", 1, since="2023")), participations=counts))
    assert queries.notes_on(one) == ["Om samarbejdet.", "Om tallene."]
    assert queries.notes_on(queries.publication.partnerships[1]) == []
