"""What tells records apart is given once: each message, at the field that has to be put right."""

from __future__ import annotations

import pytest

from tests.damage import HERE, Data
from tests.hidden_counts import dump

# (file, what stands there, what is made of it, what the check says); ¤ is where the diagnostic has to point.
BROKEN = [
    pytest.param(
        "principles", "- id: leg", "- id: ¤ro", "id'et »ro« bruges allerede i linje 3 [dobbelt-id]", id="id twice"
    ),
    pytest.param(
        "municipalities",
        "name: Aabæk",
        "name: ¤Ærøsund",
        "navnet »Ærøsund« bruges allerede i linje 12 [dobbelt-navn]",
        id="name twice",
    ),
    pytest.param(
        "municipalities",
        "name: Nordby",
        "name: ¤Nordby Kommune",
        "navnet skal stå uden ordet kommune; mente du »Nordby«? [kommunenavn]",
        id="name with the word kommune",
    ),
    pytest.param(
        "municipalities",
        '"903"',
        '¤"902"',
        "kommunekoden »902« bruges allerede i linje 13 [kommunekode]",
        id="code twice",
    ),
    pytest.param(
        "municipalities",
        '"903"',
        '¤"93"',
        'kommunekoden »93« skal have tre cifre, for eksempel "163" [kommunekode]',
        id="code too short",
    ),
    pytest.param(
        "municipalities",
        '"903"',
        '¤"0903"',
        'kommunekoden »0903« skal have tre cifre, for eksempel "163"; mente du »903«? [kommunekode]',
        id="code with a nought",
    ),
    pytest.param(
        "municipalities",
        "    row: 2\n    column: 2",
        "    row: ¤2\n    column: 1",
        "pladsen i række 2, kolonne 1 er taget i linje 15 [kortplads]",
        id="tile twice",
    ),
    pytest.param(
        "municipalities",
        "    row: 2\n    column: 2",
        "    row: ¤0\n    column: 2",
        "rækker på kortet tælles fra 1 [kortplads]",
        id="row nought",
    ),
    pytest.param(
        "municipalities",
        "    row: 2\n    column: 2",
        "    row: 2\n    column: ¤0",
        "kolonner på kortet tælles fra 1 [kortplads]",
        id="column nought",
    ),
    pytest.param(
        "municipalities",
        "    - nordbyen",
        "    - ¤kilder",
        "adressen /kilder/ bruges af en anden side [optaget-adresse]",
        id="old id hides a page",
    ),
    pytest.param(
        "municipalities",
        "    - nordbyen",
        "    - ¤alle",
        "adressen /kommuner/alle/ bruges af en anden side [optaget-adresse]",
        id="old id hides the register",
    ),
    pytest.param(
        "municipalities",
        "    - nordbyen",
        "    - ¤aabaek",
        "adressen /aabaek/ bruges af kommunen i linje 19 [optaget-adresse]",
        id="old id hides a municipality",
    ),
    pytest.param(
        "municipalities",
        "    - nordbyen",
        "    - nordbyen\n    - ¤nordbyen",
        "adressen /nordbyen/ står også i linje 9 [optaget-adresse]",
        id="old id twice",
    ),
    pytest.param(
        "glossary",
        "term: specialtilbud",
        "term: specialtilbud\n  forms:\n    - ¤Kulturskolen",
        "ordet »kulturskolen« forklares allerede i linje 6 [dobbelt-ord]",
        id="word explained twice",
    ),
    pytest.param(
        "partnerships",
        "- id: nordby-billedskole\n",
        "- id: ny-aabaek\n  municipality: nordby\n  culture_schools: [nordby-billedskole]\n  special_schools: [fyrskolen]\n"
        "  since: 2025\n  source: kystrapporten\n\n- ¤id: nordby-billedskole\n",
        "samarbejdet har samme kommune, steder og begyndelse som det i linje 43 [dobbelt-samarbejde]",
        id="partnership twice",
    ),
    pytest.param(
        "partnerships",
        "    - nordby-billedskole\n",
        "    - nordby-billedskole\n    - ¤nordby-billedskole\n",
        "stedet »nordby-billedskole« står allerede i linje 46 [dobbelt-samarbejde]",
        id="a school twice on one side",
    ),
    pytest.param(
        "partnerships",
        "    - nordby-billedskole\n",
        "    - nordby-billedskole\n  partners:\n    - ¤fyrskolen\n",
        "stedet »fyrskolen« står allerede i linje 50 [dobbelt-samarbejde]",
        id="a school on a side and among the others",
    ),
    pytest.param(
        "schools",
        "name: Strandskolen\n",
        "name: Strandskolen\n  former_names:\n    - ¤Havneskolen\n",
        "et sted hedder sådan i linje 9; er det samme sted, skal det kun have ét id [navn-skrevet-to-gange]",
        id="former name that another school has",
    ),
    pytest.param(
        "schools",
        "name: Strandskolen\n",
        "name: Strandskolen\n  former_names:\n    - ¤strand-skolen\n",
        "stedet har allerede det navn; skriv kun navne, det har haft før, og hvert navn én gang [navn-skrevet-to-gange]",
        id="former name that is the name",
    ),
    pytest.param(
        "schools",
        "name: Strandskolen\n",
        "name: Strandskolen\n  former_names:\n    - Molen\n    - ¤Molen\n",
        "stedet har allerede det navn; skriv kun navne, det har haft før, og hvert navn én gang [navn-skrevet-to-gange]",
        id="former name twice",
    ),
    pytest.param(
        "participations",
        "- id: havneskolen-2024\n  partnership: havneskolen\n  period: 2024",
        "- id: havneskolen-2024\n  partnership: fyrskolen\n  period: ¤2024",
        "tallene for samme samarbejde og periode står allerede i linje 1 [dobbelt-deltagelse]",
        id="counts twice",
    ),
    pytest.param(
        "participations",
        "- id: havneskolen-2024\n  partnership: havneskolen\n  period: 2024",
        "- id: havneskolen-2024\n  partnership: fyrskolen\n  school: fyrskolen\n  period: ¤2024",
        "tallene i linje 1 er fra samme tid, og det ene sæt gælder hele samarbejdet; nogle tælles to gange "
        "[dobbelt-deltagelse]",
        id="counts of a school beside those of the whole partnership",
    ),
    pytest.param(
        "statistics",
        "- id: nordby-2023-2024\n  municipality: nordby\n  pupils_general: 2400\n  pupils_special: 130\n",
        "- id: nordby-2023-2024-igen\n  municipality: nordby\n  pupils_general: 2400\n  pupils_special: 130\n"
        '  counts_period: "2023/2024"\n  share_special: "5,4"\n  share_period: "2021-2024"\n  source: kystrapporten\n\n'
        "- id: nordby-2023-2024\n  municipality: nordby\n  pupils_general: 2400\n  pupils_special: 130\n",
        "data/statistics.yml:34:18: kommunens tal for perioden står allerede i linje 25 [dobbelt-statistik]",
        id="statistics twice",
    ),
    pytest.param(
        "editions",
        "  published: 2025-05-02\n",
        '  published: 2025-05-02\n\n- id: "2026"\n  year: ¤2024\n  name: En til\n  status: i gang\n',
        "udgaven i linje 2 fortæller også om 2024 [udgave]",
        id="two editions of a year",
    ),
    pytest.param(
        "editions",
        'id: "2025"',
        "id: ¤foraar-2025",
        "id'et »foraar-2025« skal være det år, rapporten er fra, for eksempel \"2025\"; mente du »2025«? [udgave]",
        id="edition without its year",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "message"), BROKEN)
def test_a_broken_rule_is_named_at_its_place(data: Data, file: str, old: str, new: str, message: str) -> None:
    place = data.change(file, old, new)
    assert data.said() == [f"{place}: {message}" if HERE in new else message]


# The same; the record then stands out of order as well.
OUT_OF_ORDER = [
    *(
        pytest.param(
            "schools",
            "name: Strandskolen\n",
            f"name: ¤{name}\n",
            "stedet står allerede i linje 9, så det tælles to gange; brug ét id [navn-skrevet-to-gange]",
            id=f"school written as {name}",
        )
        for name in ("havneskolen", "Havne-skolen", "Havne skolen", "HAVNESKOLEN", "Havne–skolen.")
    ),
    *(
        pytest.param(
            "participations",
            "- id: havneskolen-2024\n  partnership: havneskolen\n  period: 2024",
            f"- id: havneskolen-2024\n  partnership: fyrskolen\n  period: ¤{season}",
            "tallene i linje 1 er fra 2024, så nogle af eleverne tælles to gange [dobbelt-deltagelse]",
            id=f"counts of {season} beside those of 2024",
        )
        for season in ("forår 2024", "efterår 2024", "2024/2025")
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "message"), OUT_OF_ORDER)
def test_what_also_stands_out_of_order_is_named_at_its_place(
    data: Data, file: str, old: str, new: str, message: str
) -> None:
    place = data.change(file, old, new)
    assert [line for line in data.said() if "[raekkefoelge]" not in line] == [f"{place}: {message}"]


# What comes close to breaking a rule and does not.
KEPT = [
    pytest.param(
        "schools",
        "name: Strandskolen\n",
        "name: Strandskolen\n  former_names: [Molen, Kajskolen]\n",
        id="former names",
    ),
    pytest.param(
        "schools",
        "name: Strandskolen\n",
        "name: Strandskolen\n  former_names: [Havneskolen]\n  merged_into: havneskolen\n",
        id="a school that became part of one with its old name",
    ),
    pytest.param(
        "partnerships",
        "    - nordby-billedskole\n  special_schools:\n    - fyrskolen\n  since: 2025",
        "    - nordby-musikskole\n  special_schools:\n    - fyrskolen\n  since: 2025",
        id="the same schools once more",
    ),
]


@pytest.mark.parametrize(("file", "old", "new"), KEPT)
def test_what_is_allowed_stays_allowed(data: Data, file: str, old: str, new: str) -> None:
    data.change(file, old, new)
    assert data.said() == []


def test_two_municipalities_may_each_have_a_school_of_one_name(data: Data) -> None:
    school = "- id: fyrskolen-i-aabaek\n  name: Fyrskolen\n  kind: specialtilbud\n  municipality: aabaek\n  source: kystrapporten\n"
    data.change("schools", "- id: havneskolen\n", f"{school}\n- id: havneskolen\n")
    assert data.said() == []


def test_counts_of_several_schools_and_times_stand_side_by_side(data: Data) -> None:
    data.change("partnerships", "    - fyrskolen\n  format: kort", "    - fyrskolen\n    - havneskolen\n  format: kort")
    parts = [("forår 2024", "fyrskolen"), ("forår 2024", "havneskolen"), ("efterår 2024", "fyrskolen")]
    dump(data, "participations", [
        {
            "id": f"nr-{place}", "partnership": "fyrskolen", "period": period, "school": school, "pupils": "7",
            # Who taught at both is counted at the first.
            "culture_teachers": "" if place == 1 else "2", "special_teachers": "1", "source": "kystrapporten",
        }
        for place, (period, school) in enumerate(parts)
    ])  # fmt: skip
    data.change("editions", "status: komplet", "status: komplet\n  not_reported: [aeroesund]")
    data.write("changes", "")
    assert [line for line in data.said() if "[hovedtal]" not in line] == []
