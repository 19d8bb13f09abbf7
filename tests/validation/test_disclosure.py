"""No published numbers narrow a hidden count down: what gives one away is named, at its lines. All is invented."""

from __future__ import annotations

import time
from typing import get_args

import pytest

from publication.loading.diagnostics import Position
from publication.loading.loader import load
from publication.model.records import Figure
from publication.validation.disclosure.cells import teams
from publication.validation.disclosure.claims import QUALIFIERS
from publication.validation.disclosure.editions import told
from publication.validation.disclosure.sentences import Passage, number, said_in
from tests.damage import Data
from tests.hidden_counts import (
    THREE_HIDDEN,
    TWO_SCHOOLS,
    TWO_YEARS,
    Row,
    figure,
    gives,
    place_in,
    place_of,
    said,
    write,
)

VISIBLE = " sammen med de viste elevtal"

# --- Numbers that give a count away by themselves -------------------------------------------------

ALONE = [
    pytest.param(figure("Elever", "33"), VISIBLE, id="total by subtraction"),
    pytest.param(figure("Elever", "33", qualifier="mindst"), VISIBLE, id="at least"),
    pytest.param(figure("Elever", "32", qualifier="mere end"), VISIBLE, id="more than"),
    pytest.param(figure("Elever", "33", qualifier="ca."), VISIBLE, id="about, and not round"),
    pytest.param(figure("Elever", "28", upper="32"), VISIBLE, id="a range that ends inside"),
    pytest.param(figure("Elever", "11,3", unit="elever pr. skole"), VISIBLE, id="average a school"),
    pytest.param(
        figure("Gruppernes størrelse", "17,0", unit="elever", text="Så mange i gennemsnit i de to kommuner."),
        VISIBLE,
        id="average that does not say of what",
    ),
    pytest.param(figure("Elever", "3,7", unit="elever pr. voksen"), VISIBLE, id="average an adult"),
    pytest.param(
        figure("Elever fra Strandskolen", "9", unit="%", text="Andelen af alle elever."),
        VISIBLE,
        id="share of a school",
    ),
    pytest.param(figure("Elever i Ærøsund", "24"), VISIBLE, id="total of a municipality"),
    pytest.param(figure("Elever hos Ærøsund Musikskole", "24"), VISIBLE, id="of a culture school"),
    pytest.param(figure("Elever", "24", note="Kun Strandskolen og Havneskolen."), VISIBLE, id="by a note"),
    pytest.param(figure("Børn på strandskolens hold", "3", unit="børn"), "", id="the count itself"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "beside"), ALONE)
def test_a_number_that_gives_a_count_away_is_named_at_its_line(data: Data, one: dict[str, str], beside: str) -> None:
    write(data, TWO_SCHOOLS, [one])
    assert said(data) == [f"{place_of(data, one['label'])}: {gives(beside, 'Strandskolen i 2024')}"]


HARMLESS = [
    pytest.param(figure("Elever", "30", qualifier="mindst"), id="at least what is shown"),
    pytest.param(figure("Elever", "30", qualifier="mere end"), id="more than what is shown"),
    pytest.param(figure("Elever", "30", qualifier="ca."), id="about, and round"),
    pytest.param(figure("Elever", "30", qualifier="godt"), id="somewhat over, and round"),
    pytest.param(figure("Elever", "25", upper="35"), id="a range around"),
    pytest.param(figure("Elever", "10", unit="elever pr. skole", qualifier="ca."), id="average about"),
    pytest.param(figure("Elever", "2,5", unit="elever pr. gang"), id="an average of something else"),
    pytest.param(figure("Elever i hele landet", "32500", qualifier="ca."), id="other pupils"),
    pytest.param(figure("Elever", "33", period="2023"), id="another year"),
    pytest.param(figure("Elever i Nordby", "9"), id="a municipality that hides nothing"),
    pytest.param(figure("Timer", "33", unit="timer"), id="no pupils"),
    pytest.param(figure("Elever", "3", upper="12", unit="%", text="Så mange kom fra Strandskolen."), id="share"),
]


@pytest.mark.parametrize("one", HARMLESS)
def test_a_number_that_leaves_every_value_is_let_be(data: Data, one: dict[str, str]) -> None:
    write(data, TWO_SCHOOLS, [one])
    assert said(data) == []


# --- Numbers that give a count away together ------------------------------------------------------

TOGETHER = [
    pytest.param(THREE_HIDDEN, figure("I alt", "17"), figure("Ærøsund", "5"), "Fyrskolen i 2024", id="two groupings"),
    pytest.param(
        [*THREE_HIDDEN[:2], ("nordby", "Fyrskolen", 2025, None), ("nordby", "Klitskolen", 2025, 10)],
        figure("Begge år", "17", period="2024-2025"),
        figure("Første år", "5"),
        "Fyrskolen i 2025",
        id="two years",
    ),
    pytest.param(
        THREE_HIDDEN, figure("Størrelse", "4,3", unit="elever pr. skole"), figure("Ærøsund", "5"), "Fyrskolen i 2024",
        id="through an average",
    ),
    pytest.param(
        THREE_HIDDEN, figure("I alt", "17"), figure("Ærøsund", "5", qualifier="mindst"), "Fyrskolen i 2024",
        id="through a qualifier",
    ),
    pytest.param(
        [*TWO_YEARS, ("nordby", "Fyrskolen", 2025, 9)],
        figure("Fremgang", "3", period="2025", unit="færre elever end i 2024"),
        figure("Begge år", "61", upper="63", period="2024-2025"),
        "Strandskolen i 2024 og Strandskolen i 2025",
        id="through a change",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "first", "second", "schools"), TOGETHER)
def test_numbers_that_give_a_count_away_together_name_each_other(
    data: Data, rows: list[Row], first: dict[str, str], second: dict[str, str], schools: str
) -> None:
    for alone in (first, second):
        write(data, rows, [alone])
        assert said(data) == []
    write(data, rows, [first, second])
    here, there = place_of(data, first["label"]), place_of(data, second["label"])
    with_second = f" sammen med »{second['label']}« i linje {there.split(':')[1]} og de viste elevtal"
    with_first = f" sammen med »{first['label']}« i linje {here.split(':')[1]} og de viste elevtal"
    assert said(data) == [f"{here}: {gives(with_second, schools)}", f"{there}: {gives(with_first, schools)}"]


def test_three_numbers_that_only_together_give_counts_away_are_one_set(data: Data) -> None:
    """Each pair of towns leaves every count possible, and all three pairs do not."""
    write(
        data,
        [
            ("aeroesund", "Strandskolen", 2024, None), ("aeroesund", "Havneskolen", 2024, 20),
            ("nordby", "Fyrskolen", 2024, None), ("nordby", "Klitskolen", 2024, 40),
            ("aabaek", "Aaskolen", 2024, None), ("aabaek", "Engskolen", 2024, 60),
        ],
        [
            figure("Første par", "65", text="I Nordby og Ærøsund."),
            figure("Andet par", "105", text="I Nordby og Aabæk."),
            figure("Tredje par", "84", upper="86", text="I Ærøsund og Aabæk."),
        ],
    )  # fmt: skip
    lines = [place_of(data, label).split(":")[1] for label in ("Andet par", "Tredje par")]
    beside = f" sammen med »Andet par« i linje {lines[0]}, »Tredje par« i linje {lines[1]} og de viste elevtal"
    schools = "Aaskolen i 2024, Fyrskolen i 2024 og Strandskolen i 2024"
    found = said(data)
    assert found[0] == f"{place_of(data, 'Første par')}: {gives(beside, schools)}"
    assert [line.split(": ")[0] for line in found] == [
        place_of(data, label) for label in ("Første par", "Andet par", "Tredje par")
    ]


def test_the_smallest_set_comes_first(data: Data) -> None:
    """Two numbers that give a count away together stand above one that does so alone; the one is told first."""
    rows: list[Row] = [*THREE_HIDDEN, ("nordby", "Fyrskolen", 2025, None), ("nordby", "Klitskolen", 2025, 10)]
    write(data, rows, [figure("I alt", "17"), figure("Ærøsund", "5"), figure("Senere", "13", period="2025")])
    assert [line.split(": ")[0] for line in said(data)] == [
        place_of(data, label) for label in ("Senere", "I alt", "Ærøsund")
    ]


def test_every_set_is_told_not_only_the_first(data: Data) -> None:
    rows = TWO_SCHOOLS
    write(data, rows, [figure("Elever", "33"), figure("Elever i Ærøsund", "24")])
    assert [line.split(": ")[0] for line in said(data)] == [
        place_of(data, "Elever"),
        place_of(data, "Elever i Ærøsund"),
    ]


def test_numbers_that_contradict_each_other_are_each_believed_alone(data: Data) -> None:
    """16 and 17 pupils in all cannot both be true; each leaves every count possible, and neither does with a third."""
    write(data, THREE_HIDDEN, [figure("Rapporten", "16"), figure("Avisen", "17")])
    assert said(data) == []
    write(data, THREE_HIDDEN, [figure("Rapporten", "16"), figure("Avisen", "17"), figure("Ærøsund", "5")])
    places = [place_of(data, label) for label in ("Rapporten", "Ærøsund", "Avisen", "Ærøsund")]
    assert [line.split(": ")[0] for line in said(data)] == places


# --- Where numbers stand --------------------------------------------------------------------------

SENTENCES = [
    "Der var 33 elever med i 2024.",
    "I 2024 sang treogtredive glade elever på havnen.",
    "Elevtallet var 33 i 2024.",
    "Antal elever i 2024: 33",
    "Der var 24 børn fra Ærøsund i 2024.",
    "I 2024 var der 24 med i Ærøsund.",
    "Fra 2023 til 2024 kom Strandskolen fra ingen til nu at være 24 unge sammen med Havneskolen.",
    "I 2024 var der i gennemsnit 16,5 elever i hver kommune.",
    "I 2024 var der 11,3 elever pr. skole.",
    "Strandskolen stod for 9 % af eleverne i 2024.",
    "Mindst 33\u00a0elever var med i 2024.",
    "Flere end 32 elever var med i skoleåret 2024/25.",
    "At least 33 pupils took part in 2024.",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_numbers_in_words_of_any_record_count(data: Data, sentence: str) -> None:
    write(data, TWO_SCHOOLS, [figure("Timer", "8", unit="timer")])
    place = change_text(data, sentence)
    (line,) = said(data)
    assert line == f"{place}: {gives(' sammen med de viste elevtal', 'Strandskolen i 2024')}"


def change_text(data: Data, sentence: str) -> str:
    """Make it the text of the first event. Returns its place."""
    lines = data.text("timeline").split("\n")
    first = next(n for n, text in enumerate(lines) if text.startswith("  text: "))
    lines[first] = f'  text: ¤"{sentence}"'
    return data.write("timeline", "\n".join(lines))


LET_BE = [
    "Elever og lærere sang i 2024.",
    "Under 5 elever var med på Strandskolen i 2024.",
    "Der var mere end 30 elever med i 2024.",
    "Der var 21 elever fra Havneskolen i 2024.",
    "Der var 33 voksne og mange elever med i 2024.",
    "På 33 skoler blev der sunget i 2024.",
    "Der kom 33 elever i 2019.",
    "En elev fra Strandskolen fortæller, at 2024 var godt.",
]


@pytest.mark.parametrize("sentence", LET_BE)
def test_words_that_tell_nothing_are_let_be(data: Data, sentence: str) -> None:
    write(data, TWO_SCHOOLS, [figure("Timer", "8", unit="timer")])
    change_text(data, sentence)
    assert said(data) == []


def test_statistics_bind_where_they_are_of_the_same_year(data: Data) -> None:
    write(data, TWO_SCHOOLS, [figure("Timer", "8", unit="timer")])
    place = data.change("statistics", "pupils_special: 41", "pupils_special: ¤23")
    assert said(data) == [f"{place}: {gives(' sammen med de viste elevtal', 'Strandskolen i 2024')}"]


def test_a_format_and_teams_beside_a_hidden_count_say_something_of_it(data: Data) -> None:
    write(data, TWO_SCHOOLS, [figure("Timer", "8", unit="timer")], {"groups": "to hold"}, format="kort")
    places = [place_in(data, "participations", "groups"), place_in(data, "partnerships", "format")]
    assert said(data) == [f"{place}: {gives('', 'Strandskolen i 2024')}" for place in places]


def test_where_nobody_is_possible_nought_stays_possible(data: Data) -> None:
    write(data, TWO_SCHOOLS, [figure("Elever", "30", qualifier="mere end")], since=None, starting="2024")
    assert said(data) == [f"{place_of(data, 'Elever')}: {gives(' sammen med de viste elevtal', 'Strandskolen i 2024')}"]
    write(data, TWO_SCHOOLS, [figure("Elever", "30", qualifier="mindst")], since=None, starting="2024")
    assert said(data) == []


def test_a_label_that_holds_a_number_is_not_repeated(data: Data) -> None:
    write(data, THREE_HIDDEN, [figure("17 elever", "17"), figure("Fem elever i Ærøsund", "5")])
    assert all(" sammen med tallet i linje " in line for line in said(data))


def test_every_qualifier_of_the_model_has_its_bounds() -> None:
    annotation = Figure.model_fields["qualifier"].annotation
    words = {word for part in get_args(annotation) for word in get_args(part)}
    assert words and words <= set(QUALIFIERS)


def test_teams_and_numbers_are_read_in_words() -> None:
    assert [teams(text) for text in ("et hold", "Tre hold og solo", "solo", "ét hold")] == [1, 3, None, 1]
    words = ("toogtredive", "tyve", "otteoghalvfems", "1.250", "8,5")
    assert [str(number(word)) for word in words] == ["32", "20", "98", "1250", "8.5"]


@pytest.mark.parametrize(
    "text", ["elev" * 10_000, "elever " + " " * 40_000, "33 " * 10_000, "antal " * 8_000, "7" * 40_000]
)
def test_no_text_takes_long_to_read(data: Data, text: str) -> None:
    table = told(load(data.folder))[0].own
    started = time.process_time()
    list(said_in(Passage(text, Position("data/timeline.yml")), table))
    assert time.process_time() - started < 2
