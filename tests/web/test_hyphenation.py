"""Long words may be parted as Danish does it, and only where a browser shows them."""

from __future__ import annotations

import pytest

from publication.web.hyphenation import Hyphenator

SITE = ["En skole har undervisning, og kommuner og kulturskoler hjælper skolen. Kunst er et fag for lærere."]


def parted(word: str) -> str:
    return Hyphenator(SITE).parted(word).replace("\u00ad", "-")


@pytest.mark.parametrize(
    "parts",
    [
        "Hjor-tespring-skole",
        "special-under-vis-ning",
        "special-under-vis-nin-gens",
        "medlems-kommuner",
        "kultur-skole-lærere",
        "Alberts-lund",
        "inter-natio-nale",
        "kom",
    ],
)
def test_a_word_is_parted_between_the_words_that_it_is_made_of_and_else_between_syllables(parts: str) -> None:
    assert parted(parts.replace("-", "")) == parts


def test_no_word_is_parted_before_an_ending_that_is_a_word_as_well() -> None:
    assert not Hyphenator(["Der kom ingen."]).parted("forhandlingen").endswith("\u00adingen")


def shown(page: str) -> str:
    return Hyphenator(SITE).page(page).replace("\u00ad", "-")


def test_headings_and_narrow_cells_part_sooner_than_running_text() -> None:
    page = "<main><h1>Medlemskommuner</h1><p>Medlemskommuner</p><p>Specialundervisningen</p></main>"
    assert "<h1>Medlems-kommuner</h1><p>Medlemskommuner</p><p>Special-" in shown(page)


@pytest.mark.parametrize(
    "html",
    [
        '<a href="/medlemskommuner/specialundervisning/">x</a>',
        "<h2>www.medlemskommuner.dk</h2>",
        "<h2>post@medlemskommuner.dk</h2>",
        "<pre>medlemskommunerspecialundervisning</pre>",
        "<script>medlemskommunerspecialundervisning</script>",
        "<svg><text>medlemskommunerspecialundervisning</text></svg>",
        "<h2>kom&shy;munermedlemskommuner</h2>",
    ],
)
def test_addresses_code_and_drawings_stay(html: str) -> None:
    page = f"<main>{html}</main>"
    assert shown(page) == page


def test_a_page_in_another_language_stays() -> None:
    page = '<main lang="en"><h1>Medlemskommuner</h1></main>'
    assert shown(page) == page


def test_nothing_outside_the_main_part_is_touched() -> None:
    page = "<head><title>Medlemskommuner</title></head><h1>Medlemskommuner</h1><main></main>"
    assert shown(page) == page
