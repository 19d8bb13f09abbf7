"""What tells how few pupils of a school there were is found in whatever words, and what only looks like it is not."""

from __future__ import annotations

import time

import pytest

from publication.small_counts.detector import About, finds
from publication.small_counts.schools import Schools
from tests.small_counts.sentences import PASSED, REFUSED

SCHOOLS = Schools(frozenset({"Fyrskolen", "Havneskolen"}), frozenset({"Strandskolen", "Enghave Skole"}))


@pytest.mark.parametrize("text", REFUSED)
def test_what_tells_too_much_is_found(text: str) -> None:
    assert list(finds(text, SCHOOLS))


@pytest.mark.parametrize("text", PASSED)
def test_what_tells_nothing_passes(text: str) -> None:
    assert not list(finds(text, SCHOOLS))


def test_both_lists_are_large() -> None:
    assert len(set(REFUSED)) >= 150 and len(set(PASSED)) >= 150


NOTES_REFUSED = [
    "Kun to.", "Kun tre fra skolen var med.", "To unge var med.", "Der var 3.", "3", "tre", "Det var tre elever.",
    "De var to.", "Der var en enkelt.", "Tre små.", "Begge var med.", "De gik i samme klasse.", "Et lille hold.",
    "De var alene.", "Kun drenge.", "Pigen sang.", "Undervisningen var solo.", "Eleverne var 9 år.", "Emil var med fra 3.b.",
    "Der kom 3 elever, siger skolen.", "Under fire.", "På holdet var der god plads.",
]  # fmt: skip
NOTES_PASSED = [
    "Musikskolen har hold for alle", "et barn", "s. 12", "2024/25", "Under 5 var med i 2024.", "side 3",
    "Så få elever var med, at antallet ikke står her.", "Der var så få elever med, at antallet ikke står her. Det beskytter eleverne.",
    "To lærere var med.", "Rapporten nævner det på side 3 og side 4.", "Samarbejdet varede tre måneder.",
    "Skolen har to bygninger.", "Det var ikke let for et barn.", "Rapporten siger to ting.", "Aftalt den 3. marts 2024.",
]  # fmt: skip


@pytest.mark.parametrize("text", NOTES_REFUSED)
def test_a_note_on_a_hidden_count_says_no_number(text: str) -> None:
    assert list(finds(text, SCHOOLS, About.NOTE))


@pytest.mark.parametrize("text", NOTES_PASSED)
def test_a_note_on_a_hidden_count_may_say_the_rest(text: str) -> None:
    assert not list(finds(text, SCHOOLS, About.NOTE))


MARKUP = [
    "På **Strandskolen** var **3** elever med.",
    "På [Strandskolen](/kommuner/aeroesund/) var *tre* elever med.",
    "På Strandskolen var <b>3</b> elever med.",
    "På Strandskolen var 3 ele<!-- -->ver med.",
    "![Tre elever fra Strandskolen](billede.jpg)",
    '![Et kor](billede.jpg "Tre elever fra Strandskolen")',
    '<img src="x.jpg" alt="Tre elever fra Strandskolen">',
    "På Strandskolen\nvar tre\nelever med.",
    "På Strandskolen var 3\\ elever med.",
    "På Strand<i>skolen</i> var t<i>r</i>e elever med.",
    "<!-- Tre elever fra Strandskolen -->",
]


@pytest.mark.parametrize("text", MARKUP)
def test_markup_hides_nothing(text: str) -> None:
    assert list(finds(text, SCHOOLS, markup=True))


def test_a_find_says_where_it_stands() -> None:
    text = "Musik.\n\nPa\u030a Strand\u00adskolen var 3&nbsp;elever med."
    [find] = finds(text, SCHOOLS)
    assert text[find.start :].startswith("3&nbsp;elever")


@pytest.mark.parametrize(
    "sign", ["3 ", "elever, ", "3-", "meget ", "en ", "fra 3 ", "Emil ", "(", "a\u0301", "&#51;", "<b "]
)
def test_long_texts_take_no_time(sign: str) -> None:
    start = time.process_time()
    list(finds(f"Strandskolen {sign * (60_000 // len(sign))}", SCHOOLS, About.NOTE, markup=True))
    assert time.process_time() - start < 4
