"""What v1's rows tell of a publication that has outgrown them: the newest complete year, and nothing that is not known."""

from __future__ import annotations

from typing import Any

import pytest

from publication.exports.datasets import DATASETS, PartnershipRow, records_of
from publication.model.kinds import Publication
from publication.model.queries import Queries
from publication.model.records import Initiative
from tests.figures.invented import edition, municipality, participation, partnership, publication, school, statistics

SCHOOLS = (
    school("havn", name="Havneskolen", former_names=["Kajskolen"]),
    school("musik", "kulturinstitution", name="Musikskolen"),
    school("strand", name="Strandskolen"),
)


def of(**kinds: Any) -> Publication:
    return publication((), **{"editions": (edition(2024), edition(2025, status="i gang")), "schools": SCHOOLS, **kinds})


def row(fields: dict[str, Any], *counts: Any, number: int | None = 1) -> PartnershipRow:
    """The row of a partnership with these fields and counts."""
    told = of(partnerships=(partnership("a", number, **fields),), participations=counts)
    [found] = records_of(Queries(told), DATASETS["partnerships"])
    assert isinstance(found, PartnershipRow)
    return found


def test_a_partnership_carries_the_counts_of_the_newest_complete_year() -> None:
    sides = {"culture_schools": ["musik"], "special_schools": ["havn"], "since": "2023"}
    found = row(sides, participation("a", "2023", "8"), participation("a", "efterår 2024", "9"), participation("a", "2025", "10"))
    assert (found.year.iso, found.status) == ("2024", "i gang")
    assert (found.culture_school, found.special_school) == ("Musikskolen", "Havneskolen")
    assert found.participation is not None and str(found.participation.pupils) == "9"
    assert found.participation.culture_teachers == 2


def test_two_schools_stand_in_one_cell_and_in_a_list() -> None:
    found = row({"special_schools": ["havn", "strand"], "since": "2024"}, participation("a", pupils="21"))
    assert found.special_school == "Havneskolen og Strandskolen"
    assert (found.special_schools, found.culture_school, found.culture_schools) == (("havn", "strand"), None, ())
    assert found.participation is not None and str(found.participation.pupils) == "21"


def test_counts_that_are_parted_by_school_are_no_one_s_of_them() -> None:
    """Neither is told for the whole, and no sum, which would say more than was reported."""
    parted = (
        participation("a", "2024", "12", id="x", school="havn"),
        participation("a", "2024", "under 5", id="y", school="strand"),
    )
    found = row({"special_schools": ["havn", "strand"], "since": "2024"}, *parted)
    assert (found.participation, found.year.iso) == (None, "2024")


@pytest.mark.parametrize(
    ("fields", "status", "year"),
    [
        pytest.param({"since": "efterår 2023"}, "i gang", "2023", id="under way"),
        pytest.param({"since": "2025"}, "nyt", "2025", id="new"),
        pytest.param({"starting": "forår 2026"}, "under opstart", "2026", id="being started"),
        pytest.param({"since": "2022", "until": "2023"}, "afsluttet", "2022", id="ended"),
    ],
)
def test_without_counts_the_year_is_the_one_it_began(fields: dict[str, str], status: str, year: str) -> None:
    found = row(fields, participation("a", "2024"))
    assert (found.status, found.year.iso, found.participation) == (status, year, None)


def test_an_ended_partnership_keeps_the_counts_of_its_last_year_when_that_is_told() -> None:
    found = row({"since": "2023", "until": "2024"}, participation("a", pupils="under 5"))
    assert found.status == "afsluttet" and str(found.until) == "2024"
    assert found.participation is not None and found.participation.pupils.suppressed


def test_a_partnership_of_the_whole_initiative_has_no_municipality() -> None:
    assert row({"since": "2024"}, participation("a", pupils="30"), number=None).municipality is None


def test_a_note_on_the_counts_stands_beside_them() -> None:
    fields = {"since": "2024", "note": "Om samarbejdet."}
    assert row(fields, participation("a", pupils="9", note="Om tallene.")).note == "Om samarbejdet. Om tallene."
    assert row(fields, participation("a", "2025", "9", note="Om andre tal.")).note == "Om samarbejdet."
    assert row({"since": "2024"}, participation("a", pupils="9")).note is None


def test_a_municipality_carries_its_newest_statistics_or_none() -> None:
    newer = statistics(1, "9,9", id="ny", counts_period="2024/2025")
    told = of(municipalities=(municipality(1), municipality(2)), statistics=(statistics(1), newer))
    first, second = (dict(one)["statistics"] for one in records_of(Queries(told), DATASETS["municipalities"]))
    assert (str(first.share_special), first.counts_period, first.source) == ("9.9", "2024/2025", "rapport")
    assert second is None


def test_the_initiative_carries_its_newest_complete_edition() -> None:
    told = of(initiative=Initiative.model_construct(id="indsatsen", name="Indsatsen", chairs=()))
    [found] = (dict(one) for one in records_of(Queries(told), DATASETS["initiative"]))
    assert (found["edition"], found["published"].isoformat(), found["report"]) == ("Udgaven om 2024", "2025-05-02", "rapport")


def test_the_new_kinds_are_as_their_records_are() -> None:
    counts = (participation("a", "2024", "9"), participation("a", "2025"))
    told = of(partnerships=(partnership("a", 1, since="2024"),), participations=counts)
    for kind in ("schools", "editions", "statistics"):
        assert records_of(Queries(told), DATASETS[kind]) == getattr(told, kind)
    rows = [dict(one) for one in records_of(Queries(told), DATASETS["participations"])]
    for found, one in zip(rows, counts, strict=True):
        assert dict(one).items() <= found.items()


def test_counts_say_where_and_with_whom_they_were() -> None:
    both = partnership("a", 1, culture_schools=["musik"], special_schools=["havn", "strand"], since="2024")
    counts = (participation("a", "2024", "9"), participation("a", "2025", "8", school="strand"))
    told = of(partnerships=(both,), participations=counts)
    whole, parted = (dict(one) for one in records_of(Queries(told), DATASETS["participations"]))
    assert (whole["municipality"], whole["culture_school"]) == (both.municipality, "Musikskolen")
    assert whole["special_school"] == "Havneskolen og Strandskolen"
    assert parted["special_school"] == "Strandskolen", "the counts are of one of them"
