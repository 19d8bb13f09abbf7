"""What the easy pages make of data: a sentence of each municipality, right Danish whatever is known of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from publication.authoring.readability import EASY_PAGE, Ease, MeasuredPage
from publication.build import macro_values
from publication.model.kinds import Publication
from publication.model.queries import Queries
from publication.model.records import Term
from publication.web.macros import MacroCall
from tests.figures.invented import (
    Counted,
    counted,
    country,
    edition,
    municipality,
    participation,
    partnership,
    publication,
    records_of,
    shown,
)


def call(of: Publication) -> MacroCall:
    return MacroCall(of, Queries(of), of.municipalities[0], dt.date(2025, 1, 1), [])


def sentence(of: Iterable[Counted], number: int = 1, **kinds: Any) -> str:
    """The sentence of one municipality."""
    told = publication(of, **kinds)
    html = shown("easy_municipalities", told, **macro_values.easy_municipalities(call(told)))
    said = [" ".join("".join(place.itertext()).split()) for place in html.iter("p")]
    return said[number - 1]


def test_how_many_were_in_it_and_from_where() -> None:
    assert sentence([counted(1, "a", "12")]) == "I Kommune 1 var 12 elever med fra Skolen A."
    several = [counted(1, "a", "12"), counted(1, "b", "7"), counted(1, "c", "9")]
    assert sentence(several) == "I Kommune 1 var 28 elever med fra Skolen A, Skolen B og Skolen C."


def test_a_hidden_count_stays_hidden() -> None:
    one = counted(1, "b", "under 5")
    assert sentence([one]) == "I Kommune 1 var under 5 elever med fra Skolen B."
    assert sentence([counted(1, "a", "12"), one]) == "I Kommune 1 var mindst 12 elever med fra Skolen A og Skolen B."
    two = [one, counted(1, "c", "under 5")]
    assert sentence(two) == "I Kommune 1 var der elever med fra Skolen B og Skolen C, men vi viser ikke, hvor få de var."


def test_no_school_is_named_where_one_of_them_is_unknown() -> None:
    unknown = Counted(counted(1, "z", None).school, partnership("x", 1, since="2024"), participation("x", "2024", "8"))
    assert sentence([counted(1, "a", "12"), unknown]) == "I Kommune 1 var 20 elever med."


def test_what_is_not_reported_is_not_nobody() -> None:
    late = (edition(2024, not_reported=["kommune-1"]),)
    assert sentence([], editions=late) == "Fra Kommune 1 har vi ikke fået tal endnu."
    assert sentence([]) == "I Kommune 1 var der ingen elever med i 2024."
    some = Counted(counted(1, "b", None).school, partnership("x", 1, special_schools=["b"], since="2024"), participation("x"))
    assert sentence([counted(1, "a", "12"), some]) == "I Kommune 1 var 12 elever med fra Skolen A, men nogle tal mangler."


def test_a_new_municipality_has_come_and_may_be_about_to_begin() -> None:
    new = (municipality(1, joined="2025-01"), municipality(2))
    assert sentence([], municipalities=new, statistics=()) == "Kommune 1 kom med i januar 2025."
    starting = records_of([]) | {"partnerships": (partnership("x", 1, starting="2025"),)}
    told = sentence([], municipalities=new, statistics=(), **starting)
    assert told == "Kommune 1 kom med i januar 2025 og er ved at begynde."


def test_one_that_has_left_is_not_told_of() -> None:
    gone = (municipality(1, left="2023"), municipality(2))
    assert "Kommune 2" in sentence([counted(2, "d", "9")], municipalities=gone, statistics=())


def test_many_municipalities_are_a_way_on_and_no_list() -> None:
    html = shown("easy_municipalities", country(), **macro_values.easy_municipalities(call(country())))
    assert html.find(".//ul") is None
    assert len(html.findall(".//a")) == 1


def test_a_word_is_explained_in_its_easy_sentences_or_else_as_elsewhere() -> None:
    easy = Term(id="bro", term="bro", text="En konstruktion.", easy=("Den går over vand.", "Man kan gå på den."))
    plain = Term(id="vej", term="vej", text="Man kører på den.")
    html = shown("easy_words", publication(), terms=[easy, plain])
    assert [word.text for word in html.iter("dt")] == ["Bro", "Vej"]
    assert [line.text for line in html.iter("p")] == ["Den går over vand.", "Man kan gå på den.", "Man kører på den."]


def test_the_easy_page_has_each_sentence_for_itself() -> None:
    crowded = Ease(["Vi synger. Du er med.", "Du må holde pause."])
    nothing = Ease(())
    assert MeasuredPage(EASY_PAGE, nothing, crowded).too_hard == ["1 afsnit har mere end én sætning (skriv hver sætning for sig)"]
    assert MeasuredPage("om/", nothing, crowded).too_hard == []
