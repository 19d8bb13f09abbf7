"""No set of published numbers narrows a hidden count down: what gives one away is named, at its lines. All is invented."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterable
from itertools import combinations, islice, product
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from dev.harness.enlarged_data import PARTNERSHIPS_EACH, dump, enlarge, partnerships, places
from publication.cli.main import main
from publication.cli.privacy import project_proof
from publication.loading.diagnostics import Position
from publication.loading.loader import load
from publication.model.records import Figure
from publication.validation.disclosure import minimal_sets
from publication.validation.disclosure.cells import MOST_HIDDEN, Cell, teams
from publication.validation.disclosure.claims import QUALIFIERS, Constraint
from publication.validation.disclosure.minimal_sets import given_away
from publication.validation.disclosure.proof import prove
from publication.validation.disclosure.sentences import number
from tests.damage import Data

ROOT = Path(__file__).parents[2]
CURE = "brug et rundt tal med et forbehold, eller slet det [roeber-tal]"


def gives(others: str, schools: str) -> str:
    return f"tallet røber{others} noget om det elevtal, der er skjult for {schools}; {CURE}"


CULTURE_SCHOOLS = {"aeroesund": "Ærøsund Musikskole", "nordby": "Nordby Musikskole", "aabaek": "Aabæk Kulturskole"}

Row = tuple[str, str, int, int | None]
"""Municipality, school, year and pupils; None is `under 5`."""

TWO_SCHOOLS: list[Row] = [
    ("aeroesund", "Havneskolen", 2024, 21), ("aeroesund", "Strandskolen", 2024, None),
    ("nordby", "Fyrskolen", 2024, 9),
]  # fmt: skip
TWO_YEARS: list[Row] = [
    *TWO_SCHOOLS, ("aeroesund", "Havneskolen", 2025, 18), ("aeroesund", "Strandskolen", 2025, None),
]  # fmt: skip
THREE_HIDDEN: list[Row] = [
    ("aeroesund", "Havneskolen", 2024, None), ("aeroesund", "Strandskolen", 2024, None),
    ("nordby", "Fyrskolen", 2024, None), ("nordby", "Klitskolen", 2024, 10),
]  # fmt: skip


def write(data: Data, rows: Iterable[Row], figures: Iterable[dict[str, Any]] = (), **more: Any) -> None:
    """Partnerships with these counts, and these figures. `more` are fields of the hidden partnerships."""
    partnerships = [
        {
            "id": f"{school.lower()}-{year}", "municipality": place, "year": str(year), "status": "gennemført",
            "culture_school": CULTURE_SCHOOLS[place],
            "special_school": school, "source": "kystrapporten",
            "participation": {
                "culture_teachers": "2", "special_teachers": "1", "pupils": "under 5" if pupils is None else str(pupils),
            },
        } | (more if pupils is None else {})
        for place, school, year, pupils in rows
    ]  # fmt: skip
    data.write("partnerships", yaml.safe_dump(partnerships, allow_unicode=True, sort_keys=False, default_style='"'))
    data.write("changes", "")  # its corrections are of the counts that are gone
    named = [{"id": f"tal-{place}", "topic": "resultater", "source": "kystrapporten"} | one for place, one in enumerate(figures)]
    data.write("figures", yaml.safe_dump(named, allow_unicode=True, sort_keys=False, default_style='"'))


def figure(label: str, value: str, period: str = "2024", unit: str = "elever", text: str = "I alt.", **more: str) -> dict[str, str]:
    return {"label": label, "text": text, "value": value, "unit": unit, "period": period} | more


def said(data: Data) -> list[str]:
    loaded = load(data.folder)
    assert loaded.diagnostics == ()
    return [str(diagnostic) for diagnostic in prove(loaded).diagnostics]


def at(data: Data, label: str) -> str:
    """Where the value of the figure with this label stands."""
    lines = data.text("figures").split("\n")
    line = next(n for n, text in enumerate(lines) if f'"{label}"' in text)
    line = next(n for n in range(line, len(lines)) if '"value":' in lines[n])
    return f"data/figures.yml:{line + 1}:{lines[line].index(':') + 3}"


# --- Numbers that give a count away by themselves -------------------------------------------------

ALONE = [
    pytest.param(figure("Elever", "33"), " sammen med de viste elevtal", id="total by subtraction"),
    pytest.param(figure("Elever", "33", qualifier="mindst"), " sammen med de viste elevtal", id="at least"),
    pytest.param(figure("Elever", "32", qualifier="mere end"), " sammen med de viste elevtal", id="more than"),
    pytest.param(figure("Elever", "33", qualifier="ca."), " sammen med de viste elevtal", id="about, and not round"),
    pytest.param(figure("Elever", "28", upper="32"), " sammen med de viste elevtal", id="a range that ends inside"),
    pytest.param(figure("Elever", "11,3", unit="elever pr. skole"), " sammen med de viste elevtal", id="average a school"),
    pytest.param(
        figure("Gruppernes størrelse", "17,0", unit="elever", text="Så mange i gennemsnit i de to kommuner."),
        " sammen med de viste elevtal",
        id="average that does not say of what",
    ),
    pytest.param(figure("Elever", "3,7", unit="elever pr. voksen"), " sammen med de viste elevtal", id="average an adult"),
    pytest.param(
        figure("Elever fra Strandskolen", "9", unit="%", text="Andelen af alle elever."),
        " sammen med de viste elevtal",
        id="share of a school",
    ),
    pytest.param(figure("Elever i Ærøsund", "24"), " sammen med de viste elevtal", id="total of a municipality"),
    pytest.param(figure("Elever hos Ærøsund Musikskole", "24"), " sammen med de viste elevtal", id="of a culture school"),
    pytest.param(figure("Elever", "24", note="Kun Strandskolen og Havneskolen."), " sammen med de viste elevtal", id="only a note says of whom"),
    pytest.param(figure("Børn på strandskolens hold", "3", unit="børn"), "", id="the count itself"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "beside"), ALONE)
def test_a_number_that_gives_a_count_away_is_named_at_its_line(data: Data, one: dict[str, str], beside: str) -> None:
    write(data, TWO_SCHOOLS, [one])
    assert said(data) == [f"{at(data, one['label'])}: {gives(beside, 'Strandskolen i 2024')}"]


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
    here, there = at(data, first["label"]), at(data, second["label"])
    with_second = f" sammen med «{second['label']}» i linje {there.split(':')[1]} og de viste elevtal"
    with_first = f" sammen med «{first['label']}» i linje {here.split(':')[1]} og de viste elevtal"
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
            figure("Første par", "65", text="I Nordby og Ærøsund."), figure("Andet par", "105", text="I Nordby og Aabæk."),
            figure("Tredje par", "84", upper="86", text="I Ærøsund og Aabæk."),
        ],
    )  # fmt: skip
    lines = [at(data, label).split(":")[1] for label in ("Andet par", "Tredje par")]
    beside = f" sammen med «Andet par» i linje {lines[0]}, «Tredje par» i linje {lines[1]} og de viste elevtal"
    schools = "Aaskolen i 2024, Fyrskolen i 2024 og Strandskolen i 2024"
    found = said(data)
    assert found[0] == f"{at(data, 'Første par')}: {gives(beside, schools)}"
    assert [line.split(": ")[0] for line in found] == [at(data, label) for label in ("Første par", "Andet par", "Tredje par")]


def test_the_smallest_set_comes_first(data: Data) -> None:
    """Two numbers that give a count away together stand above one that does so alone; the one is told first."""
    rows: list[Row] = [*THREE_HIDDEN, ("nordby", "Fyrskolen", 2025, None), ("nordby", "Klitskolen", 2025, 10)]
    write(data, rows, [figure("I alt", "17"), figure("Ærøsund", "5"), figure("Senere", "13", period="2025")])
    assert [line.split(": ")[0] for line in said(data)] == [at(data, label) for label in ("Senere", "I alt", "Ærøsund")]


def test_every_set_is_told_not_only_the_first(data: Data) -> None:
    rows = TWO_SCHOOLS
    write(data, rows, [figure("Elever", "33"), figure("Elever i Ærøsund", "24")])
    assert [line.split(": ")[0] for line in said(data)] == [at(data, "Elever"), at(data, "Elever i Ærøsund")]


def test_numbers_that_contradict_each_other_are_each_believed_alone(data: Data) -> None:
    """16 and 17 pupils in all cannot both be true; each leaves every count possible, and neither does with a third."""
    write(data, THREE_HIDDEN, [figure("Rapporten", "16"), figure("Avisen", "17")])
    assert said(data) == []
    write(data, THREE_HIDDEN, [figure("Rapporten", "16"), figure("Avisen", "17"), figure("Ærøsund", "5")])
    places = [at(data, label) for label in ("Rapporten", "Ærøsund", "Avisen", "Ærøsund")]
    assert [line.split(": ")[0] for line in said(data)] == places


def test_nothing_is_proved_where_too_much_contradicts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(minimal_sets, "CONTRADICTIONS", 5)
    hidden = [cell(place) for place in range(3)]
    totals = [constraint_of(hidden, (1, 1, 1), value, value, line) for line, value in enumerate([6, 7, 8, 9] * 3, start=1)]
    with pytest.raises(minimal_sets.Undecided):
        given_away(totals)


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
    place = data.change("municipalities", "pupils_special: 41", "pupils_special: ¤23")
    assert said(data) == [f"{place}: {gives(' sammen med de viste elevtal', 'Strandskolen i 2024')}"]


def test_a_format_and_teams_beside_a_hidden_count_say_something_of_it(data: Data) -> None:
    write(data, TWO_SCHOOLS, [figure("Timer", "8", unit="timer")], format="kort")
    text = data.text("partnerships").replace('"pupils": "under 5"', '"pupils": "under 5"\n    "groups": "to hold"')
    data.write("partnerships", text)
    places = ["data/partnerships.yml:23:5", "data/partnerships.yml:24:3"]
    assert said(data) == [f"{place}: {gives('', 'Strandskolen i 2024')}" for place in places]


def test_where_nobody_is_possible_nought_stays_possible(data: Data) -> None:
    write(data, TWO_SCHOOLS, [figure("Elever", "30", qualifier="mere end")], status="under opstart")
    assert said(data) == [f"{at(data, 'Elever')}: {gives(' sammen med de viste elevtal', 'Strandskolen i 2024')}"]
    write(data, TWO_SCHOOLS, [figure("Elever", "30", qualifier="mindst")], status="under opstart")
    assert said(data) == []


def test_a_label_that_holds_a_number_is_not_repeated(data: Data) -> None:
    write(data, THREE_HIDDEN, [figure("17 elever", "17"), figure("Fem elever i Ærøsund", "5")])
    assert all(" sammen med tallet i linje " in line for line in said(data))


# --- The solver, against trying everything --------------------------------------------------------


def cell(place: int, least: int = 1) -> Cell:
    return Cell(f"nr-{place}", 2024, "nordby", f"Skole {place}", "", "", 1, 0, None, None, least, Position("data/x.yml", place + 1))


def constraint_of(hidden: list[Cell], factors: Iterable[int], low: int | None, high: int | None, line: int) -> Constraint:
    terms = tuple((one, factor) for one, factor in zip(hidden, factors, strict=True) if factor)
    return Constraint(f"tal {line}", Position("data/figures.yml", line), terms, low, high, False)


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[Cell], list[Constraint]]:
    hidden = [cell(place, draw(st.integers(0, 1))) for place in range(draw(st.integers(1, 4)))]
    constraints = []
    for line in range(1, draw(st.integers(1, 5)) + 1):
        factors = draw(st.lists(st.sampled_from([0, 1, 1, 1, -1, 3]), min_size=len(hidden), max_size=len(hidden)))
        low = draw(st.none() | st.integers(0, 9))
        high = draw(st.none() | st.integers(low or 0, (low or 0) + 9))
        one = constraint_of(hidden, factors, low, high, line)
        if one.binds:
            constraints.append(one)
    return hidden, constraints


def possible(hidden: list[Cell], constraints: Iterable[Constraint]) -> list[set[int]] | None:
    """The values of each cell, found by trying everything; None where nothing agrees with the constraints."""
    values: list[set[int]] = [set() for _ in hidden]
    constraints = list(constraints)
    for counts in product(*(range(one.least, MOST_HIDDEN + 1) for one in hidden)):
        known = dict(zip(hidden, counts, strict=True))
        sums = [(one, sum(known[that] * factor for that, factor in one.terms)) for one in constraints]
        if all((one.low is None or one.low <= total) and (one.high is None or total <= one.high) for one, total in sums):
            for place, count in enumerate(counts):
                values[place].add(count)
    return values if values[0] else None


def ruled_out(hidden: list[Cell], constraints: Iterable[Constraint]) -> set[tuple[Cell, int]]:
    """The values that constraints rule out; none where they contradict each other."""
    values = possible(hidden, constraints) or [set(range(one.least, MOST_HIDDEN + 1)) for one in hidden]
    return {
        (one, value)
        for one, left in zip(hidden, values, strict=True)
        for value in range(one.least, MOST_HIDDEN + 1)
        if value not in left
    }


@given(tables())
@settings(max_examples=150, deadline=None)
def test_the_verdict_is_that_of_trying_everything(made: tuple[list[Cell], list[Constraint]]) -> None:
    hidden, constraints = made
    found = given_away(constraints)
    sets = {
        frozenset(some): out
        for size in range(1, len(constraints) + 1)
        for some in combinations(constraints, size)
        if (out := ruled_out(hidden, some))
    }
    assert bool(found) == bool(sets)
    for one in found:
        by_parts = {pair for some, pairs in sets.items() if some < one.constraints for pair in pairs}
        assert one.cells <= {cell for cell, _ in sets[one.constraints] - by_parts}
    assert [len(one.constraints) for one in found] == sorted(len(one.constraints) for one in found)
    if found:
        assert len(found[0].constraints) == min(map(len, sets))
        told = {cell for one in found for cell in one.cells}
        assert told == {cell for pairs in sets.values() for cell, _ in pairs}


def test_every_qualifier_of_the_model_has_its_bounds() -> None:
    annotation = Figure.model_fields["qualifier"].annotation
    words = {word for part in get_args(annotation) for word in get_args(part)}
    assert words and words <= set(QUALIFIERS)


def test_teams_and_numbers_are_read_in_words() -> None:
    assert [teams(text) for text in ("et hold", "Tre hold og solo", "solo", "ét hold")] == [1, 3, None, 1]
    words = ("toogtredive", "tyve", "otteoghalvfems", "1.250", "8,5")
    assert [str(number(word)) for word in words] == ["32", "20", "98", "1250", "8.5"]


# --- The project, the command and the size --------------------------------------------------------


def test_the_real_data_is_proved_safe() -> None:
    data = load(ROOT / "data")
    assert project_proof(data, ROOT / "docs").diagnostics == []


def run(*words: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    status = main(words)
    shown = capsys.readouterr()
    return status, re.sub(r"[0-9]+,[0-9] sekunder", "… sekunder", shown.out), shown.err


def test_the_command_says_what_is_proved(data: Data, capsys: pytest.CaptureFixture[str]) -> None:
    write(data, THREE_HIDDEN, [figure("Elever", "10", qualifier="mindst")])
    sentence = "Bevist: hvert af de 3 skjulte elevtal kan stadig være 1, 2, 3 eller 4 (10 tal undersøgt, … sekunder).\n"
    assert run("privacy", "--data", str(data.folder), capsys=capsys) == (0, sentence, "")
    write(data, THREE_HIDDEN, [figure("Elever", "10", qualifier="mindst")], status="under opstart")
    _, out, _ = run("privacy", "--data", str(data.folder), capsys=capsys)
    assert out == sentence.replace("4 (", "4, og 3 af dem også 0 (")
    write(data, [("nordby", "Fyrskolen", 2024, 9)], [figure("Elever", "9")])
    assert run("privacy", "--data", str(data.folder), capsys=capsys)[1] == "Bevist: ingen elevtal er skjult.\n"


def test_the_command_says_what_gives_a_count_away(data: Data, capsys: pytest.CaptureFixture[str]) -> None:
    write(data, TWO_SCHOOLS, [figure("Elever", "33")])
    status, out, err = run("privacy", "--data", str(data.folder), capsys=capsys)
    line = f"{at(data, 'Elever')}: {gives(' sammen med de viste elevtal', 'Strandskolen i 2024')}\n"
    assert (status, out, err) == (1, line, "Intet er bevist. Ret det, der står ovenfor.\n")
    status, out, _ = run("privacy", "--data", str(data.folder), "--format", "json", capsys=capsys)
    assert (status, [one["code"] for one in json.loads(out)]) == (1, ["roeber-tal"])
    status, out, _ = run("privacy", "--data", str(data.folder), "--format", "github", capsys=capsys)
    assert out.startswith("::error file=data/figures.yml,line=6,col=12,title=Tallet røber et skjult elevtal::tallet røber")


def test_data_that_cannot_be_read_proves_nothing(data: Data, capsys: pytest.CaptureFixture[str]) -> None:
    data.change("formats", "minutes: 60", "minutes: tres")
    status, out, err = run("privacy", "--data", str(data.folder), capsys=capsys)
    assert (status, err) == (1, "Intet er bevist. Ret det, der står ovenfor.\n")
    assert out == "data/formats.yml:24:12: «tres» er ikke et helt tal; skriv kun cifre, for eksempel 12 [tal]\n"


def test_the_check_proves_it_too_when_asked(data: Data, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run("check", "--privacy", "--data", str(data.folder), capsys=capsys)
    assert (status, out.splitlines()) == (0, [
        "Alt er i orden: 37 poster i 13 filer.",
        "Bevist: det skjulte elevtal kan stadig være 1, 2, 3 eller 4 (10 tal undersøgt, … sekunder).",
    ])  # fmt: skip
    place = data.change("timeline", "text: Tre skoler går i gang efter sommerferien.", "text: ¤33 elever gik i gang i 2024.")
    status, out, err = run("check", "--privacy", "--data", str(data.folder), capsys=capsys)
    assert (status, err) == (1, "1 fejl i 1 fil.\n")
    assert out == f"{place}: {gives(' sammen med de viste elevtal', 'Strandskolen i 2024')}\n"


def test_pages_are_read_as_well(data: Data) -> None:
    docs = data.folder.parent / "docs"
    (docs / "kommuner").mkdir(parents=True)
    text = "---\ntitle: Ærøsund\n---\n\nHer synger\nman. I 2024 var\n24 elever med.\n"
    (docs / "kommuner" / "aeroesund.md").write_text(text, encoding="utf-8")
    (docs / "index.md").write_text("---\ndescription: 33 elever var med i 2024.\n---\n", encoding="utf-8")
    found = [str(one) for one in project_proof(load(data.folder), docs).diagnostics]
    what = gives(" sammen med de viste elevtal", "Strandskolen i 2024")
    assert found == [f"docs/index.md:2:14: {what}", f"docs/kommuner/aeroesund.md:7:1: {what}"]


def of_98_municipalities_and_ten_years(folder: Path) -> Path:
    """Made-up data in which every fifth count is hidden, and totals over places and over years bind all of them."""
    enlarge(ROOT / "data", folder, 98)
    municipalities, figures = (
        yaml.load((folder / f"{kind}.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        for kind in ("municipalities", "figures")
    )
    years, schools, everyone, totals = range(2025, 2035), places("skole"), [], []
    for municipality in municipalities:
        names = list(islice(schools, PARTNERSHIPS_EACH))
        of_each_year = [
            one | {"id": f"{one['id']}-{year}", "year": year}
            for year in years
            for one in partnerships(municipality, PARTNERSHIPS_EACH, iter(names))
        ]
        everyone += of_each_year
        totals.append((f"Elever i {municipality['name']}", of_each_year, "2025-2034"))
    totals += [("Elever", [one for one in everyone if one["year"] == year], str(year)) for year in years]
    for place, (label, records, period) in enumerate(totals):
        pupils = [one["participation"]["pupils"] for one in records]
        hidden = pupils.count("under 5")
        value = sum(count for count in pupils if count != "under 5") + hidden * 5 // 2
        figures.append(figure(label, str(value), period) | {"id": f"i-alt-{place}", "topic": "x", "source": "rapporten"})
    for kind, records in (("figures", figures), ("partnerships", everyone)):
        (folder / f"{kind}.yml").write_text(dump(records), encoding="utf-8")
    return folder


def test_98_municipalities_and_ten_years_take_at_most_ten_seconds(tmp_path: Path) -> None:
    data = load(of_98_municipalities_and_ten_years(tmp_path / "data"))
    assert data.diagnostics == ()
    started = time.process_time()
    proof = prove(data)
    took = time.process_time() - started
    assert proof.diagnostics == []
    assert len(proof.hidden) == 980
    print(proof.sentence, took); assert took <= 10, took
