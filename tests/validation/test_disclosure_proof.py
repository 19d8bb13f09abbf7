"""The proof itself: held against trying everything, as a command, on the real data, and at its largest."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from itertools import combinations, product
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from dev.harness.enlarged_data import dump, enlarge
from publication.build.privacy_proof import project_proof
from publication.cli.main import main
from publication.loading.diagnostics import Position
from publication.loading.kept_editions import load_with_editions
from publication.loading.loader import load
from publication.model.queries import grouped
from publication.model.seasons import parse_season
from publication.validation.disclosure import minimal_sets
from publication.validation.disclosure.cells import MOST_HIDDEN, Cell
from publication.validation.disclosure.claims import Constraint
from publication.validation.disclosure.minimal_sets import given_away
from publication.validation.disclosure.proof import prove
from tests.damage import Data
from tests.hidden_counts import THREE_HIDDEN, TWO_SCHOOLS, figure, gives, place_of, said, write

ROOT = Path(__file__).parents[2]

# --- The solver, against trying everything --------------------------------------------------------


def cell(place: int, least: int = 1) -> Cell:
    return Cell(
        f"nr-{place}",
        2024,
        "nordby",
        (f"Skole {place}",),
        (),
        "",
        1,
        0,
        None,
        None,
        least,
        Position("data/x.yml", place + 1),
    )


def constraint_of(
    hidden: list[Cell], factors: Iterable[int], low: int | None, high: int | None, line: int
) -> Constraint:
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
        if all(
            (one.low is None or one.low <= total) and (one.high is None or total <= one.high) for one, total in sums
        ):
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


def test_nothing_is_proved_where_too_much_contradicts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(minimal_sets, "CONTRADICTIONS", 5)
    hidden = [cell(place) for place in range(3)]
    totals = [
        constraint_of(hidden, (1, 1, 1), value, value, line) for line, value in enumerate([6, 7, 8, 9] * 3, start=1)
    ]
    with pytest.raises(minimal_sets.Undecided):
        given_away(totals)


# --- The project, the command and the size --------------------------------------------------------


def test_the_real_data_is_proved_safe() -> None:
    data = load_with_editions(ROOT / "data")
    assert data.kept and project_proof(data, ROOT).diagnostics == []


def run(*words: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    status = main(words)
    shown = capsys.readouterr()
    return status, re.sub(r"[0-9]+,[0-9] sekunder", "… sekunder", shown.out), shown.err


def test_the_command_says_what_is_proved(data: Data, capsys: pytest.CaptureFixture[str]) -> None:
    write(data, THREE_HIDDEN, [figure("Elever", "10", qualifier="mindst")])
    sentence = "Bevist: hvert af de 3 skjulte elevtal kan stadig være 1, 2, 3 eller 4 (10 tal undersøgt, … sekunder).\n"
    assert run("privacy", "--data", str(data.folder), capsys=capsys) == (0, sentence, "")
    write(data, THREE_HIDDEN, [figure("Elever", "10", qualifier="mindst")], since=None, starting="2024")
    _, out, _ = run("privacy", "--data", str(data.folder), capsys=capsys)
    assert out == sentence.replace("4 (", "4, og 3 af dem også 0 (")
    write(data, [("nordby", "Fyrskolen", 2024, 9)], [figure("Elever", "9")])
    assert run("privacy", "--data", str(data.folder), capsys=capsys)[1] == "Bevist: ingen elevtal er skjult.\n"


def test_the_command_says_what_gives_a_count_away(data: Data, capsys: pytest.CaptureFixture[str]) -> None:
    write(data, TWO_SCHOOLS, [figure("Elever", "33")])
    status, out, err = run("privacy", "--data", str(data.folder), capsys=capsys)
    line = f"{place_of(data, 'Elever')}: {gives(' sammen med de viste elevtal', 'Strandskolen i 2024')}\n"
    assert (status, out, err) == (1, line, "Intet er bevist. Ret det, der står ovenfor.\n")
    status, out, _ = run("privacy", "--data", str(data.folder), "--format", "json", capsys=capsys)
    assert (status, [one["code"] for one in json.loads(out)]) == (1, ["roeber-tal"])
    status, out, _ = run("privacy", "--data", str(data.folder), "--format", "github", capsys=capsys)
    assert out.startswith(
        "::error file=data/figures.yml,line=6,col=12,title=Tallet røber et skjult elevtal::tallet røber"
    )


def test_data_that_cannot_be_read_proves_nothing(data: Data, capsys: pytest.CaptureFixture[str]) -> None:
    data.change("formats", "minutes: 60", "minutes: tres")
    status, out, err = run("privacy", "--data", str(data.folder), capsys=capsys)
    assert (status, err) == (1, "Intet er bevist. Ret det, der står ovenfor.\n")
    assert out == "data/formats.yml:24:12: »tres« er ikke et helt tal; skriv kun cifre, for eksempel 12 [tal]\n"


def test_the_check_proves_it_too_when_asked(data: Data, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run("check", "--privacy", "--data", str(data.folder), capsys=capsys)
    assert (status, out.splitlines()) == (0, [
        "Alt er i orden: 51 poster i 18 filer.",
        "Bevist: det skjulte elevtal kan stadig være 1, 2, 3 eller 4 (10 tal undersøgt, … sekunder).",
    ])  # fmt: skip
    place = data.change(
        "timeline", "text: Tre skoler går i gang efter sommerferien.", "text: ¤33 elever gik i gang i 2024."
    )
    status, out, err = run("check", "--privacy", "--data", str(data.folder), capsys=capsys)
    assert (status, err) == (1, "1 fejl i 1 fil.\n")
    assert out == f"{place}: {gives(' sammen med de viste elevtal', 'Strandskolen i 2024')}\n"


def test_pages_are_read_as_well(data: Data) -> None:
    docs = data.folder.parent / "docs"
    (docs / "kommuner").mkdir(parents=True)
    text = "---\ntitle: Ærøsund\n---\n\nHer synger\nman. I 2024 var\n24 elever med.\n"
    (docs / "kommuner" / "aeroesund.md").write_text(text, encoding="utf-8")
    (docs / "index.md").write_text("---\ndescription: 33 elever var med i 2024.\n---\n", encoding="utf-8")
    found = [str(one) for one in project_proof(load(data.folder), docs.parent).diagnostics]
    what = gives(" sammen med de viste elevtal", "Strandskolen i 2024")
    assert found == [f"docs/index.md:2:14: {what}", f"docs/kommuner/aeroesund.md:7:1: {what}"]


def of_98_municipalities_and_ten_years(folder: Path) -> Path:
    """Made-up data in which every fifth count is hidden, and totals over places and over years bind all of them."""
    years = range(2025, 2035)
    enlarge(ROOT / "data", folder, 98 + len(load(ROOT / "data").records("municipalities")), years=years)
    municipalities, figures, partnerships, participations = (
        yaml.load((folder / f"{kind}.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        for kind in ("municipalities", "figures", "partnerships", "participations")
    )
    names = {record["id"]: record["name"] for record in municipalities}
    home_of = {record["id"]: record["municipality"] for record in partnerships}
    counted = [record for record in participations if parse_season(record["period"]).year in years]
    # Counts that all totals agree with.
    truth = {
        id(record): 2 + place % 2 if record["pupils"] == "under 5" else int(record["pupils"])
        for place, record in enumerate(counted)
    }
    by_home = grouped(counted, lambda record: [home_of[record["partnership"]]])
    by_year = grouped(counted, lambda record: [parse_season(record["period"]).year])
    totals = [(f"Elever i {names[home]}", records, "2025-2034") for home, records in by_home.items()]
    totals += [("Elever", records, str(year)) for year, records in by_year.items()]
    for place, (label, records, period) in enumerate(totals):
        value = sum(truth[id(record)] for record in records)
        figures.append(
            figure(label, str(value), period) | {"id": f"i-alt-{place}", "topic": "x", "source": "rapporten"}
        )
    (folder / "figures.yml").write_text(dump(figures), encoding="utf-8")
    return folder


def test_what_cannot_be_proved_is_refused(data: Data, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(minimal_sets, "CONTRADICTIONS", 0)
    write(data, THREE_HIDDEN, [figure("Rapporten", "16"), figure("Avisen", "17")])
    message = (
        "tallet modsiger så mange andre elevtal, at det ikke kan bevises, at de skjulte er sikre; ret det [roeber-tal]"
    )
    assert said(data) == [f"{place_of(data, label)}: {message}" for label in ("Rapporten", "Avisen")]


def test_98_municipalities_and_ten_years_take_at_most_ten_seconds(tmp_path: Path) -> None:
    data = load(of_98_municipalities_and_ten_years(tmp_path / "data"))
    assert data.diagnostics == ()
    proof = prove(data)
    assert proof.diagnostics == []
    assert len(proof.hidden) >= 980
    assert proof.seconds <= 10
