"""What is told first of a municipality: right Danish for every kind of it, and never more of a count than may be told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from publication.loading import loader
from publication.model.kinds import Publication
from publication.model.seasons import Season
from publication.model.types import PupilCount
from publication.web.build_context import MOST_WORDS, BuildContext
from publication.web.deployment import deployment

TESTS = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def years() -> Publication:
    """Three years of six invented municipalities."""
    found, diagnostics = loader.read(TESTS / "fixtures" / "three_years" / "data")
    assert found, diagnostics
    return found


def told(publication: Publication, id_: str) -> str:
    context = BuildContext(publication, deployment({}), TESTS.parent / "overrides")
    return context.deed(context.queries.municipalities[id_])


def core(publication: Publication, id_: str) -> str:
    context = BuildContext(publication, deployment({}), TESTS.parent / "overrides")
    return context.deed_core(context.queries.municipalities[id_])


def changed(publication: Publication, kind: str, id_: str, **values: Any) -> Publication:
    """The publication with one record changed."""
    records = getattr(publication, kind)
    assert id_ in {record.id for record in records}
    new = tuple(record.model_copy(update=values) if record.id == id_ else record for record in records)
    return replace(publication, **{kind: new})


@pytest.mark.parametrize(
    ("id_", "said"),
    [
        pytest.param(
            "nordby",
            "I 2024 lavede 9 elever fra Fyrskolen musik med Nordby Musikskole. "
            "Det fortsætter, og fra efteråret 2025 er Nordby Billedskole med.",
            id="one school, and somebody new",
        ),
        pytest.param(
            "aabaek",
            "I 2024 lavede mindst 21 elever fra Bakkeskolen, Engskolen og Moseskolen musik og billedkunst med "
            "Aabæk Kulturskole. Det fortsætter.",
            id="three schools, one with a hidden count",
        ),
        pytest.param(
            "lyngvig",
            "Lyngvig kom med i januar 2025. Fra 2025 er et samarbejde med Lyngvig Kulturskole under opstart. "
            "Hvilket specialtilbud det bliver, er ikke oplyst endnu.",
            id="nothing counted yet",
        ),
        pytest.param(
            "sandholm",
            "Sandholm var med fra 2023 til januar 2025. "
            "I 2024 lavede under 5 elever fra Tangskolen musik med Sandholm Musikskole.",
            id="one that left, with a hidden count alone",
        ),
        pytest.param(
            "klitby",
            "Klitskolen laver musik med Klitby Kulturskole. Hvor mange der var med i 2024, er ikke meldt ind.",
            id="a year that is not reported",
        ),
    ],
)
def test_a_municipality_says_what_it_did(years: Publication, id_: str, said: str) -> None:
    assert told(years, id_) == said


def test_only_new_ones_are_told_in_full(years: Publication) -> None:
    partnerships = tuple(one for one in years.partnerships if one.id != "fyrskolen")
    participations = tuple(one for one in years.participations if one.partnership != "fyrskolen")
    only = replace(years, partnerships=partnerships, participations=participations)
    assert told(only, "nordby").endswith("Fra efteråret 2025 laver Fyrskolen billedkunst med Nordby Billedskole.")
    assert core(only, "nordby") == "Fra efteråret 2025 er Nordby Billedskole og Fyrskolen med"


def test_a_municipality_with_nothing_at_all_says_so(years: Publication) -> None:
    nothing = replace(years, partnerships=(), participations=())
    assert told(nothing, "lyngvig") == "Lyngvig kom med i januar 2025. Endnu er der ikke noget samarbejde at fortælle om."
    assert core(nothing, "lyngvig") == "Lyngvig kom med i januar 2025"


def test_what_is_not_known_to_be_music_is_not_called_music(years: Publication) -> None:
    unknown = changed(years, "partnerships", "fyrskolen", art_form=None)
    assert told(unknown, "nordby").startswith("I 2024 arbejdede 9 elever fra Fyrskolen sammen med Nordby Musikskole.")
    alone = changed(unknown, "partnerships", "fyrskolen", culture_schools=())
    assert told(alone, "nordby").startswith("I 2024 var 9 elever fra Fyrskolen med.")


def test_two_music_schools_are_told_apart_and_counted_together(years: Publication) -> None:
    two = changed(years, "partnerships", "nordby-billedskole", since=Season(2024))
    two = changed(two, "participations", "nordby-billedskole-2025", period=Season(2024))
    assert told(two, "nordby") == (
        "I 2024 lavede Fyrskolen musik med Nordby Musikskole og billedkunst med Nordby Billedskole. "
        "15 elever var med. Det fortsætter."
    )


def test_several_hidden_counts_say_no_number(years: Publication) -> None:
    hidden = years
    for id_ in ("aabaek-bakkeskolen-2024", "aabaek-engskolen-2024"):
        hidden = changed(hidden, "participations", id_, pupils=PupilCount(None))
    said = told(hidden, "aabaek")
    assert "lavede elever fra Bakkeskolen, Engskolen og Moseskolen musik" in said
    assert "Det var så få, at antallet ikke vises." in said
    assert not any(sign.isdigit() for sign in said.replace("2024", ""))


def test_a_partnership_that_ended_says_so_and_goes_on_nowhere(years: Publication) -> None:
    ended = changed(years, "partnerships", "fyrskolen", until=Season(2024))
    assert told(ended, "nordby") == (
        "I 2024 lavede 9 elever fra Fyrskolen musik med Nordby Musikskole. Det sluttede i 2024. "
        "Fra efteråret 2025 er Nordby Billedskole med."
    )


def test_a_new_partnership_of_the_same_schools_is_told_without_naming_them_again(years: Publication) -> None:
    same = changed(years, "partnerships", "nordby-billedskole", culture_schools=("nordby-musikskole",))
    assert told(same, "nordby").endswith("Det fortsætter, og fra efteråret 2025 er der et nyt samarbejde.")


def test_every_core_fits_a_card_and_tells_no_hidden_count(years: Publication) -> None:
    cores = {record.id: core(years, record.id) for record in years.municipalities}
    assert max(len(one.split()) for one in cores.values()) <= MOST_WORDS
    assert cores["sandholm"] == "Elever lavede musik med Sandholm Musikskole i 2024"
    assert cores["aabaek"].startswith("Mindst 21 elever")


def test_a_school_with_a_long_name_leaves_the_year_out_before_the_school(years: Publication) -> None:
    name = "Skolen for musik, drama, dans og billedkunst ved havnen"
    long = changed(years, "schools", "nordby-musikskole", name=name)
    assert len(core(long, "nordby").split()) <= MOST_WORDS
    assert core(long, "nordby") == "9 elever lavede musik i 2024"
