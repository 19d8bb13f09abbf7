"""Counts with what they are of: whose they are, what stands for them, and what is not known."""

from __future__ import annotations

from publication.model.attendance import Attendance, attendances, names
from publication.model.records import Participation, Partnership
from tests.figures.invented import participation, partnership, school

SCHOOLS = (school("havn", name="Havneskolen"), school("strand", name="Strandskolen"), school("musik", "kulturinstitution"))
TWO = partnership("to", 1, culture_schools=["musik"], special_schools=["havn", "strand"], since="2024")


def of(counts: Participation, partnership_: Partnership = TWO) -> Attendance:
    [found] = attendances(SCHOOLS, [partnership_], [counts])
    return found


def test_counts_of_one_year_belong_to_everybody_in_the_partnership() -> None:
    found = of(participation("to", "efterår 2024", "12"))
    assert (found.year, found.municipality, found.school) == (2024, "kommune-1", "Havneskolen og Strandskolen")
    assert [one.id for one in found.culture_schools] == ["musik"]
    assert (str(found.pupils), found.culture_teachers, found.special_teachers) == ("12", 2, 1)


def test_a_school_year_belongs_to_the_year_in_which_it_begins() -> None:
    assert of(participation("to", "2024/2025", "12")).year == 2024


def test_counts_at_one_of_the_schools_are_of_that_school() -> None:
    found = of(participation("to", "2024", "under 5", school="strand"))
    assert ([one.id for one in found.special_schools], found.school, found.hidden) == (["strand"], "Strandskolen", True)


def test_what_is_not_reported_is_not_known_and_not_hidden() -> None:
    found = of(participation("to", "2025"))
    assert (found.pupils, found.hidden) == (None, False)


def test_adults_who_are_counted_at_another_school_are_not_counted_again() -> None:
    found = of(participation("to", "2024", "12", culture_teachers="", special_teachers="", school="havn"))
    assert (found.culture_teachers, found.special_teachers) == (0, 0)


def test_without_a_special_school_the_culture_school_gives_the_name() -> None:
    alone = partnership("alene", 1, culture_schools=["musik"], since="2024")
    assert of(participation("alene", pupils="9"), alone).school == "Skolen MUSIK"
    assert of(participation("ingen", pupils="9"), partnership("ingen", 1, since="2024")).school == "ingen"


def test_a_partnership_of_the_whole_initiative_has_no_municipality() -> None:
    everybody = partnership("alle", culture_schools=["musik"], special_schools=["havn"], since="2024")
    assert of(participation("alle", pupils="9"), everybody).municipality is None


def test_counts_of_a_partnership_or_a_school_that_is_not_there_fail_nothing() -> None:
    assert list(attendances(SCHOOLS, [TWO], [participation("findes-ikke", pupils="9")])) == []
    missing = partnership("to", 1, special_schools=["havn", "findes-ikke"], since="2024")
    assert of(participation("to", pupils="9"), missing).school == "Havneskolen"


def test_names_are_listed_as_in_a_sentence() -> None:
    assert (names(SCHOOLS[:2]), names(())) == ("Havneskolen og Strandskolen", "")
