"""Editions say what they are, and counts are of their time and all there: each message, at the field to put right."""

from __future__ import annotations

import pytest

from tests.damage import HERE, Data, fuller
from tests.hidden_counts import TWO_SCHOOLS, figure, write

NEXT = '  published: 2025-05-02\n\n- id: "2026"\n  year: 2025\n  name: Næste udgave\n  status: i gang\n'
PUBLISHED = "  published: 2025-05-02\n"

# (file, what stands there, what is made of it, what the check says); ¤ is where the diagnostic has to point.
BROKEN = [
    pytest.param(
        "editions",
        "  report: kystrapporten\n",
        "",
        "data/editions.yml:4:3: en komplet udgave skal nævne rapporten i feltet »report« [udgave]",
        id="complete without a report",
    ),
    pytest.param(
        "editions",
        PUBLISHED,
        "",
        "data/editions.yml:4:3: en komplet udgave skal nævne dagen, den kom ud i feltet »published« [udgave]",
        id="complete and not out",
    ),
    pytest.param(
        "editions",
        "year: 2024",
        "year: ¤2042",
        "rapporten fra 2025 kan ikke fortælle om 2042, som kom efter den [udgave]",
        id="digits of the year swapped",
    ),
    pytest.param(
        "editions",
        "year: 2024",
        "year: ¤204",
        "året 204 ligger for langt fra i dag [aarstal]",
        id="a digit of the year lost",
    ),
    pytest.param(
        "editions",
        "status: komplet",
        "¤status: i gang",
        "mindst én udgave skal være komplet, for dens tal vises [udgave]",
        id="none complete",
    ),
    pytest.param(
        "editions",
        '- id: "2025"\n',
        '- id: "2024"\n  year: 2023\n  name: Forrige udgave\n  status: ¤i gang\n\n- id: "2025"\n',
        "der er en nyere udgave, så denne skal være komplet; skriv dem, der ikke nåede det, i not_reported [udgave]",
        id="an older one still under way",
    ),
    pytest.param(
        "editions",
        PUBLISHED,
        f"{PUBLISHED}  not_reported: [¤nordby]\n",
        "kommunen har tal for 2024 i participations.yml i linje 1; slet linjen her [udgave]",
        id="who has reported has not",
    ),
    pytest.param(
        "editions",
        PUBLISHED,
        f"{PUBLISHED}  not_reported: [¤aabaek]\n",
        "Aabæk var ikke med i 2024, så den kunne ikke melde ind; slet linjen [udgave]",
        id="who was not in it has not reported",
    ),
    pytest.param(
        "editions",
        PUBLISHED,
        f"{NEXT}  not_reported: [nordby, ¤nordby]\n",
        "kommunen står allerede på listen; slet linjen [udgave]",
        id="has not reported twice",
    ),
    pytest.param(
        "editions",
        PUBLISHED,
        NEXT.replace("i gang", f"¤komplet\n  report: kystrapporten\n{PUBLISHED}").rstrip() + "\n  not_reported: [aeroesund]\n",
        "udgaven er komplet, men participations.yml har ingen tal for Nordby i 2025; skriv dem, eller skriv kommunen i "
        "not_reported [mangler-tal]",
        id="nobody says that a municipality has not reported",
    ),
    *(
        pytest.param(
            "participations",
            f"  {field}: {value}\n",
            f"  {field}:¤\n",
            f"udgaven om 2024 er komplet, men feltet »{field}« er tomt; skriv tallet [mangler-tal]",
            id=f"{field} not reported",
        )
        for field, value in (("pupils", "21"), ("culture_teachers", "3"), ("special_teachers", "4"))
    ),
    pytest.param(
        "participations",
        "  special_teachers: 4\n",
        "",
        "data/participations.yml:13:3: udgaven om 2024 er komplet, men feltet »special_teachers« er tomt; skriv tallet "
        "[mangler-tal]",
        id="a count left out",
    ),
    pytest.param(
        "participations",
        "  source: kystrapporten\n  page: side 7",
        "  source:¤\n  page: side 7",
        "når tallene er her, skal kilden også stå der [mangler-tal]",
        id="counts without a source",
    ),
    pytest.param(
        "participations",
        "period: 2024\n  culture_teachers: 2",
        "period: ¤2023\n  culture_teachers: 2",
        "ingen udgave i editions.yml fortæller om 2023; føj den til, eller ret perioden [udgave]",
        id="counts of a year without an edition",
    ),
    pytest.param(
        "partnerships",
        "since: 2024\n  source: kystrapporten\n  page: side 7",
        "since: 2025\n  source: kystrapporten\n  page: side 7",
        "data/participations.yml:3:11: samarbejdet er først i gang fra 2025; ret perioden her eller since i "
        "partnerships.yml [status]",
        id="counts from before it began",
    ),
    pytest.param(
        "municipalities",
        "joined: 2023\n",
        "joined: 2025-03\n",
        "data/participations.yml:3:11: Nordby er først med fra marts 2025; ret perioden her eller joined i "
        "municipalities.yml [status]",
        id="counts from before the municipality joined",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "message"), BROKEN)
def test_a_broken_rule_is_named_at_its_place(data: Data, file: str, old: str, new: str, message: str) -> None:
    place = data.change(file, old, new)
    assert data.said() == [f"{place}: {message}" if HERE in new else message]


ENDED = "since: 2024\n  until: {}\n  source: kystrapporten\n  page: side 7"
BEGUN = "since: 2024\n  source: kystrapporten\n  page: side 7"


@pytest.mark.parametrize(
    ("since", "until", "period", "said"),
    [
        ("2023", "2024", "2024", ""),
        ("2023", "2023/2024", "2024", ""),  # it ran through the spring
        ("2023", "2023/2024", "efterår 2024", "sluttede 2023/2024"),
        ("2023", "forår 2024", "2024", ""),
        ("2023", "forår 2024", "efterår 2024", "sluttede forår 2024"),
        ("2023", "2023", "2024", "sluttede 2023"),
        ("efterår 2024", "2026", "2024", ""),
        ("efterår 2024", "2026", "forår 2024", "er først i gang fra efterår 2024"),
        ("2024/2025", "2026", "efterår 2024", ""),
        ("2024/2025", "2026", "forår 2024", "er først i gang fra 2024/2025"),
    ],
)
def test_counts_are_of_a_time_when_the_partnership_was_there(
    data: Data, since: str, until: str, period: str, said: str
) -> None:
    data.change("partnerships", BEGUN, f"since: {since}\n  until: {until}\n  source: kystrapporten\n  page: side 7")
    data.change("participations", "period: 2024\n  culture_teachers: 2", f"period: {period}\n  culture_teachers: 2")
    found = [line for line in data.said() if "[raekkefoelge]" not in line]
    assert [said in line and "[status]" in line for line in found] == ([True] if said else [])


def test_a_municipality_that_left_has_no_counts_from_after(data: Data) -> None:
    data.change("municipalities", "joined: 2023\n", "joined: 2022\n  left: 2023-06\n")
    text = data.text("partnerships").replace(BEGUN, ENDED.format(2026)).replace("since: 2025\n", "since: 2025\n  until: 2026\n")
    data.write("partnerships", text)
    message = "Nordby er ude siden juni 2023; ret perioden her eller left i municipalities.yml [status]"
    assert data.said() == [f"data/participations.yml:3:11: {message}"]


def test_an_edition_under_way_may_have_empty_counts_and_no_headlines_yet(data: Data) -> None:
    data.change("editions", PUBLISHED, f"{NEXT}  not_reported: [nordby]\n")
    empty = "\n- id: havneskolen-2025\n  partnership: havneskolen\n  period: 2025\n  culture_teachers:\n  special_teachers:\n  pupils:\n  source:\n"
    data.write("participations", data.text("participations") + empty)
    data.write("figures", data.text("figures") + '\n- id: elever-2025\n  topic: resultater-2025\n  label: Elever\n  text: I alt.\n  value: 60\n  unit: elever\n  period: "2025"\n  sums: pupils\n  source: kystrapporten\n')
    assert data.said() == []


def test_headlines_of_each_year_are_held_against_that_year(data: Data) -> None:
    later = [(place, school, 2025, 11) for place, school, _, _ in TWO_SCHOOLS]
    years = [figure("Elever 2024", "30", sums="pupils", qualifier="mindst"), figure("Elever 2025", "30", "2025", sums="pupils")]
    write(data, [*TWO_SCHOOLS, *later], years)
    (line,) = [line for line in data.said() if "[ubrugt-kilde]" not in line]
    assert "»30« passer ikke med participations.yml, som giver 33 elever i 2025 [hovedtal]" in line
    write(data, [*TWO_SCHOOLS, *later], [years[0], years[1] | {"value": "33"}])
    assert [line for line in data.said() if "[ubrugt-kilde]" not in line] == []


def test_who_did_not_report_a_complete_year_may_have_empty_counts(data: Data) -> None:
    data.change("editions", PUBLISHED, f"{PUBLISHED}  not_reported: [nordby]\n")
    text = data.text("participations")
    for old in ("pupils: 9", "groups: et hold", "classes: 5\n", "ages: 11-12"):
        text = text.replace(f"  {old.strip()}\n", "  pupils:\n" if old == "pupils: 9" else "", 1)
    data.write("participations", text)
    assert [line for line in data.said() if "[hovedtal]" not in line] == []


def test_years_that_go_by_are_in_order(data: Data, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert fuller(tmp_path_factory.mktemp("fuller")).said() == []
