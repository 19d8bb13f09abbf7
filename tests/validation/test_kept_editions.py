"""What a kept edition tells is held to the privacy of children as the living data is, and no edition gives away another."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from macros import MACROS
from publication.build.privacy_proof import project_proof
from publication.build.project_check import check_project
from publication.cli.main import main
from publication.loading.kept_editions import load_with_editions
from publication.validation.disclosure.cells import MOST_HIDDEN
from publication.validation.disclosure.proof import prove
from tests.damage import Data, fresh
from tests.damage_docs import project
from tests.hidden_counts import HOURS, TWO_SCHOOLS, TWO_YEARS, dump, figure, gives, write
from tests.kept_editions import keep

VISIBLE = " sammen med de viste elevtal"
STRANDSKOLEN = "Strandskolen i 2024"


def shown(line: int, file: str) -> str:
    return (
        f"elevtallet står her, men i linje {line} i {file} er det skjult som »under 5«; skjul det begge steder; "
        "mente du »under 5«? [skjult-og-vist]"
    )


def proved(data: Data) -> list[str]:
    loaded = load_with_editions(data.folder)
    assert all(edition.diagnostics == () for edition in loaded.told)
    return [str(diagnostic) for diagnostic in prove(loaded).diagnostics]


# --- The rules ------------------------------------------------------------------------------------


def test_an_edition_that_is_kept_as_it_stands_is_in_order(data: Data) -> None:
    keep(data, "2024")
    keep(data, "2025")
    assert data.said() == []


def test_what_one_edition_hides_no_other_shows(data: Data) -> None:
    old, older = keep(data, "2025"), keep(data, "2024")
    place = data.change("participations", "pupils: under 5", "pupils: ¤8")
    assert data.said() == [f"{place}: {shown(31, older.named + '/data/participations.yml')}"]
    data.change("participations", "pupils: 8", "pupils: under 5")
    places = [kept.change("participations", "pupils: under 5", "pupils: ¤8") for kept in (older, old)]
    assert data.said() == [f"{place}: {shown(31, 'data/participations.yml')}" for place in places]


def test_pupils_are_known_by_their_schools_where_an_id_has_changed(data: Data) -> None:
    old = keep(data)
    data.change("participations", "- id: strandskolen-2024", "- id: strandskolen-forloeb")
    place = old.change("participations", "pupils: under 5", "pupils: ¤8")
    assert data.said() == [f"{place}: {shown(31, 'data/participations.yml')}"]


@pytest.mark.parametrize("field", ["groups: solo", "classes: 3", "ages: 9"])
def test_what_tells_who_they_were_stands_in_no_edition(data: Data, field: str) -> None:
    old = keep(data)
    # The number had not been reported then.
    place = old.change("participations", "pupils: under 5", f"pupils:\n  ¤{field}")
    old.change("editions", "status: komplet", "status: i gang")
    message = f"feltet »{field.split(':')[0]}« må ikke stå ved siden af »under 5«, for det kan pege på et bestemt barn"
    assert data.said() == [f"{place}: {message}; slet linjen [skjult-tal]"]


def test_a_format_tells_who_they_were_in_an_older_edition_too(data: Data) -> None:
    old = keep(data)
    place = old.change("partnerships", "    - strandskolen\n", "    - strandskolen\n  ¤format: kort\n")
    (line,) = data.said()
    assert line.startswith(f"{place}: feltet »format« må ikke stå ved siden af »under 5«")


TEXT = "text: De to fortæller, at eleverne glæder sig til timen hele ugen."
TOLD = [
    ("statements", TEXT, "text: ¤På Strandskolen var to elever med.", "lille-elevtal"),
    ("statements", TEXT, "text: ¤Emil fra 3. klasse på Fyrskolen sang.", "enkelt-barn"),
    ("statements", TEXT, "text: ¤Ring om 010203-1234.", "cpr-nummer"),
    ("schools", "name: Strandskolen\n", "name: Strandskolen\n  note: ¤010203-1234\n", "cpr-nummer"),
    ("participations", 'note: "Så få', 'note: ¤"Kun to, så få', "skjult-tal"),
    (
        "figures",
        "text: Så meget tid brugte skolerne på forløbene.\n  value: 40\n  upper: 60\n  unit: timer\n  qualifier: ca.",
        "text: Så mange var med fra Fyrskolen.\n  value: ¤3\n  unit: elever",
        "lille-elevtal",
    ),
    ("figures", "value: 30\n  unit: elever\n  qualifier: mindst", "value: ¤33\n  unit: elever", "roeber-tal"),
]


@pytest.mark.parametrize(("file", "old", "new", "code"), TOLD)
def test_what_tells_of_single_children_is_named_in_a_kept_edition(
    data: Data, file: str, old: str, new: str, code: str
) -> None:
    keep(data, "2024")
    place = keep(data, "2025").change(file, old, new)
    assert [(line.split(": ")[0], line.split("[")[-1]) for line in data.said()] == [(place, f"{code}]")]


def test_a_school_that_is_known_from_another_edition_is_protected(data: Data) -> None:
    """The count is hidden in the older edition only, and the newer has another name for the school."""
    keep(data)
    for file in ("participations", "partnerships"):
        text = data.text(file)
        first = text.index("- id: strandskolen")
        rest = text.find("\n- id:", first)
        data.write(file, text[:first] + (text[rest + 1 :] if rest > 0 else ""))
    data.change("schools", "name: Strandskolen", "name: Bugtskolen")
    data.change("changes", "said: 8 elever på Fyrskolen", "said: Otte elever på Fyrskolen")
    before = [line for line in data.said() if "[raekkefoelge]" not in line and "[hovedtal]" not in line]
    place = data.change("statements", TEXT, "text: ¤På Strandskolen var to elever med.")
    added = [line for line in data.said() if "[raekkefoelge]" not in line and "[hovedtal]" not in line]
    assert [line.split(": ")[0] for line in added if line not in before] == [place]
    assert "hvor tallet er skjult" in "".join(added)


def test_a_kept_edition_can_be_read_and_leads_somewhere(data: Data) -> None:
    old = keep(data)
    place = old.change("partnerships", "municipality: aabaek", "municipality: ¤aabeak")
    assert data.said() == [
        f"{place}: id'et »aabeak« findes ikke i municipalities.yml; mente du »aabaek«? [ukendt-henvisning]"
    ]
    old.write("partnerships", "- id: [\n")
    assert {diagnostic.file for diagnostic in data.diagnostics()} == {f"{old.named}/data/partnerships.yml"}


def test_a_kept_edition_stays_as_it_was_where_rules_are_about_order_and_sums(data: Data) -> None:
    old = keep(data)
    old.change("municipalities", "name: Aabæk", "name: Abbæk")
    old.change("figures", "value: 12\n", "value: 13\n")
    old.change("training", "when: 2025", "when: 2035")
    assert data.said() == []


def test_a_record_may_be_forgotten_in_every_edition(data: Data) -> None:
    """A statement that goes leaves nothing behind that a kept edition would be refused for."""
    old = keep(data)
    for one in (data, old):
        text = one.text("statements")
        one.write("statements", text[: text.index("- id: ida-opdigt")])
    assert [line for line in data.said() if line.startswith("published/")] == []


# --- Pages ----------------------------------------------------------------------------------------

PAGES = [
    ("På Strandskolen var to elever med.", "lille-elevtal", 5),
    ("Ring om 010203-1234.", "cpr-nummer", 5),
    ("{{ now.__globals__ }}", "side-makro", 5),
    ("<script>alert(1)</script>", "side-html", 5),
]


@pytest.mark.parametrize(("text", "code", "line"), PAGES)
def test_a_kept_page_is_held_to_the_same(tmp_path_factory: pytest.TempPathFactory, text: str, code: str, line: int) -> None:
    root = project(tmp_path_factory.mktemp("project"))
    old = keep(Data(root / "data"))
    file = old.page("omtale/index.md", f"---\ntitle: Omtale\n---\n\n{text}\n")
    found = check_project(root, MACROS).diagnostics
    assert {(one.file, one.line) for one in found} == {(file, line)}
    if code in {"lille-elevtal", "cpr-nummer"}:
        assert [one.code for one in found] == [code]


def test_a_comment_in_kept_data_is_read_as_well(tmp_path_factory: pytest.TempPathFactory) -> None:
    root = project(tmp_path_factory.mktemp("project"))
    old = keep(Data(root / "data"))
    old.write("glossary", f"# Strandskolen havde tre elever med.\n{old.text('glossary')}")
    (found,) = check_project(root, MACROS).diagnostics
    assert (found.file, found.line, found.code) == (f"{old.named}/data/glossary.yml", 1, "lille-elevtal")


# --- The proof ------------------------------------------------------------------------------------


def test_a_total_of_an_older_edition_gives_away_what_is_hidden_now(data: Data) -> None:
    write(data, TWO_SCHOOLS, [figure("Elever", "33")])
    old = keep(data)
    write(data, TWO_SCHOOLS)
    # The older edition did not have the table yet.
    old.write("participations", "")
    place = f"{old.named}/{value_place(old)}"
    assert proved(data) == [f"{place}: {gives(VISIBLE, STRANDSKOLEN)}"]


def value_place(data: Data) -> str:
    lines = data.text("figures").split("\n")
    line = next(number for number, text in enumerate(lines) if '"value":' in text)
    return f"data/figures.yml:{line + 1}:{lines[line].index(':') + 3}"


def test_what_is_said_alike_in_several_editions_is_named_in_each(data: Data) -> None:
    write(data, TWO_SCHOOLS, [figure("Elever", "33")])
    kept = [keep(data, id_) for id_ in ("2023", "2024", "2025")]
    places = [value_place(data), *(f"{one.named}/{value_place(one)}" for one in kept)]
    assert sorted(proved(data)) == sorted(f"{place}: {gives(VISIBLE, STRANDSKOLEN)}" for place in places)


def test_a_count_that_only_an_older_edition_tells_of_stays_hidden(data: Data) -> None:
    """It has gone from the living data, whose total still counts it."""
    write(data, TWO_SCHOOLS, [figure("Elever", "33")])
    old = keep(data)
    write(data, [row for row in TWO_SCHOOLS if row[1] != "Strandskolen"], [figure("Elever", "33")])
    old.write("figures", old.text("figures").replace('"33"', '"30"').replace('"elever"', '"timer"'))
    assert proved(data) == [f"{value_place(data)}: {gives(VISIBLE, STRANDSKOLEN)}"]


def test_a_count_put_right_since_does_not_give_away_the_hidden_one(data: Data) -> None:
    """The older edition had a wrong count, so that its total meant nothing; with the right one it does."""
    rows = [(*row[:3], 12) if row[1] == "Havneskolen" else row for row in TWO_SCHOOLS]
    write(data, rows, [figure("Elever", "33")])
    old = keep(data)
    assert proved(data) == []
    write(data, TWO_SCHOOLS)
    assert proved(data) == [f"{old.named}/{value_place(old)}: {gives(VISIBLE, STRANDSKOLEN)}"]


def test_the_same_between_two_kept_editions(data: Data) -> None:
    """The living data is wrong again, and hides what the two others together give away."""
    wrong = [(*row[:3], 12) if row[1] == "Havneskolen" else row for row in TWO_SCHOOLS]
    write(data, wrong, [figure("Elever", "33")])
    old = keep(data, "2025")
    write(data, TWO_SCHOOLS)
    keep(data, "2026")
    write(data, wrong)
    assert proved(data) == [f"{old.named}/{value_place(old)}: {gives(VISIBLE, STRANDSKOLEN)}"]


def test_a_late_count_does_not_hide_what_an_older_total_gives_away(data: Data) -> None:
    """The total is of the older table; a second hidden count that came later is not in it."""
    write(data, TWO_SCHOOLS, [figure("Elever", "33")])
    old = keep(data)
    write(data, [*TWO_SCHOOLS, ("nordby", "Klitskolen", 2024, None)])
    assert f"{old.named}/{value_place(old)}: {gives(VISIBLE, STRANDSKOLEN)}" in proved(data)


def test_totals_of_two_editions_give_away_the_count_that_came_between_them(data: Data) -> None:
    later = [*TWO_SCHOOLS, ("nordby", "Klitskolen", 2024, None)]
    write(data, TWO_SCHOOLS, [figure("Elever", "30", qualifier="mindst")])
    keep(data, "2024")
    assert proved(data) == []
    write(data, later, [figure("Skoler i alt", "36")])
    found = proved(data)
    assert found and all(line.startswith(f"{value_place(data)}: ") for line in found)


def test_all_years_together_are_those_that_the_edition_knew(data: Data) -> None:
    write(data, TWO_SCHOOLS, [figure("Elever i alt", "33", period="")])
    data.write("figures", data.text("figures").replace('  "period": ""\n', ""))
    old = keep(data)
    write(data, TWO_YEARS)
    assert f"{old.named}/{value_place(old)}: {gives(VISIBLE, STRANDSKOLEN)}" in proved(data)


def test_a_sentence_of_an_older_edition_is_read(data: Data) -> None:
    old = keep(data)
    place = old.change(
        "timeline", "text: Tre skoler går i gang efter sommerferien.", "text: ¤33 elever gik i gang i 2024."
    )
    assert proved(data) == [f"{place}: {gives(VISIBLE, STRANDSKOLEN)}"]


def test_a_page_of_an_older_edition_is_read(data: Data) -> None:
    old = keep(data)
    file = old.page("kommuner/aeroesund.md", "---\ntitle: Ærøsund\n---\n\nHer var\n24 elever med i 2024.\n")
    found = project_proof(load_with_editions(data.folder), data.folder.parent).diagnostics
    assert [str(one) for one in found] == [f"{file}:6:1: {gives(VISIBLE, STRANDSKOLEN)}"]


def test_an_old_name_of_a_school_is_read_in_every_edition(data: Data) -> None:
    """The sentence names the school as it was called then; the count stands under the new name."""
    write(data, TWO_SCHOOLS)
    old = keep(data)
    data.change("schools", '"Havneskolen"', '"Kajskolen"')
    place = old.change(
        "timeline",
        "text: Tre skoler går i gang efter sommerferien.",
        "text: ¤24 elever fra Havneskolen og Strandskolen var med i 2024.",
    )
    assert proved(data) == [f"{place}: {gives(VISIBLE, STRANDSKOLEN)}"]


# --- A partnership that is counted together in one edition and in parts in another ------------------



def parted(data: Data, counts: list[tuple[str, str | None, str]]) -> None:
    """One partnership of two schools, counted as given: period, school (none for both) and pupils."""
    write(data, TWO_SCHOOLS)
    school = {"kind": "specialtilbud", "municipality": "nordby", "source": "kystrapporten"}
    music = {"id": "musik", "name": "Nordby Musikskole", **school, "kind": "kulturinstitution"}
    dump(data, "schools", [{"id": "a", "name": "Askolen", **school}, {"id": "b", "name": "Bskolen", **school}, music])
    both = {"culture_schools": ["musik"], "special_schools": ["a", "b"], "since": "2024", "source": "kystrapporten"}
    dump(data, "partnerships", [{"id": "begge", "municipality": "nordby", **both}])
    dump(data, "participations", [
        {
            "id": f"nr-{len(counts)}-{place}", "partnership": "begge", "period": period, "school": one, "pupils": pupils,
            "culture_teachers": "1", "special_teachers": "1", "source": "kystrapporten",
        }
        for place, (period, one, pupils) in enumerate(counts)
    ])  # fmt: skip


TOGETHER = [
    pytest.param([("2024", None, "24")], [("2024", "a", "21"), ("2024", "b", "under 5")], True, id="school by school"),
    pytest.param([("2024", None, "24")], [("forår 2024", None, "21"), ("efterår 2024", None, "under 5")], True, id="half by half"),
    pytest.param([("2024", None, "under 5")], [("2024", "a", "under 5"), ("2024", "b", "under 5")], True, id="hidden in parts"),
    pytest.param([("2024", None, "21")], [("2024", "a", "21"), ("2024", "b", "")], False, id="a part not reported"),
    pytest.param([("2024", None, "30")], [("2024", "b", "under 5")], False, id="one part alone"),
    pytest.param([("2024", "a", "24")], [("2024", "b", "under 5")], False, id="other pupils"),
    pytest.param([("forår 2024", None, "24")], [("efterår 2024", None, "under 5")], False, id="another time"),
]


@pytest.mark.parametrize(("together", "parts", "given_away"), TOGETHER)
@pytest.mark.parametrize("turned", [False, True])
def test_a_whole_and_its_parts_give_away_no_hidden_count(
    data: Data, together: list[tuple[str, str | None, str]], parts: list[tuple[str, str | None, str]], given_away: bool, turned: bool
) -> None:
    first, second = (parts, together) if turned else (together, parts)
    parted(data, first)
    keep(data)
    parted(data, second)
    assert bool(proved(data)) == given_away


def test_parts_that_stand_in_two_editions_give_a_whole_away(data: Data) -> None:
    for id_, counts in (("2024", [("2024", None, "24")]), ("2025", [("2024", "a", "21")])):
        parted(data, counts)
        kept = keep(data, id_)
        kept.write("participations", kept.text("participations").replace("nr-1-0", f"nr-{id_}"))
    parted(data, [("2024", "b", "under 5")])
    (line,) = proved(data)
    assert line.startswith("published/editions/2024/data/participations.yml:") and "skjult for Bskolen i 2024" in line


# --- The command ----------------------------------------------------------------------------------


def test_the_command_looks_through_kept_editions(data: Data, capsys: pytest.CaptureFixture[str]) -> None:
    write(data, TWO_SCHOOLS, [figure("Elever", "33")])
    old = keep(data)
    write(data, TWO_SCHOOLS)
    assert main(["privacy", "--data", str(data.folder)]) == 1
    assert capsys.readouterr().out == f"{old.named}/{value_place(old)}: {gives(VISIBLE, STRANDSKOLEN)}\n"
    old.write("formats", "- id: [\n")
    assert main(["privacy", "--data", str(data.folder)]) == 1
    assert f"{old.named}/data/formats.yml:2:1: " in capsys.readouterr().out


# --- Against trying everything --------------------------------------------------------------------

SCHOOLS = [("aeroesund", "Havneskolen"), ("aeroesund", "Strandskolen"), ("nordby", "Fyrskolen")]
Telling = tuple[tuple[bool, ...], bool]
"""Which schools an edition tells of, and whether it gives the exact total of them."""


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(
    truth=st.tuples(*[st.integers(1, 9)] * 3),
    editions=st.lists(st.tuples(st.tuples(*[st.booleans()] * 3).filter(any), st.booleans()), min_size=2, max_size=3),
)
def test_what_a_reader_can_work_out_from_several_editions_is_named(
    tmp_path_factory: pytest.TempPathFactory, truth: tuple[int, ...], editions: list[Telling]
) -> None:
    data = fresh(tmp_path_factory.mktemp("editions"))
    for number, (told, exact) in enumerate(editions):
        rows = [
            (*school, 2024, count if count > MOST_HIDDEN else None)
            for school, count, tells in zip(SCHOOLS, truth, told, strict=True)
            if tells
        ]
        total = str(sum(count for count, tells in zip(truth, told, strict=True) if tells))
        write(data, rows, [figure("Elever", total) if exact else HOURS])
        if number < len(editions) - 1:
            keep(data, str(2024 + number))
    hidden = [place for place, count in enumerate(truth) if count <= MOST_HIDDEN and any(told[place] for told, _ in editions)]
    possible = [
        counts
        for counts in product(*(range(1, MOST_HIDDEN + 1) if count <= MOST_HIDDEN else [count] for count in truth))
        if all(
            sum(count for count, tells in zip(counts, told, strict=True) if tells)
            == sum(count for count, tells in zip(truth, told, strict=True) if tells)
            for told, exact in editions
            if exact
        )
    ]
    known = any(len({counts[place] for counts in possible}) < MOST_HIDDEN for place in hidden)
    if known:
        assert proved(data)
