"""Years, periods, classes and ages are possible ones: each message, at the field that has to be put right."""

from __future__ import annotations

import pytest

from tests.damage import HERE, Data

# (file, what stands there, what is made of it, what the check says); ¤ is where the diagnostic has to point.
BROKEN = [
    pytest.param(
        "initiative",
        '"2025-2028"',
        '¤"2028-2025"',
        "perioden «2028-2025» slutter, før den begynder; mente du «2025-2028»? [periode]",
        id="period backwards",
    ),
    pytest.param(
        "figures",
        'unit: "%"\n  period: "2021-2024"',
        'unit: "%"\n  period: ¤"2024-2021"',
        "perioden «2024-2021» slutter, før den begynder; mente du «2021-2024»? [periode]",
        id="period of a figure backwards",
    ),
    pytest.param(
        "statistics",
        'pupils_special: 130\n  counts_period: "2023/2024"',
        'pupils_special: 130\n  counts_period: ¤"2023/2025"',
        "skoleåret «2023/2025» skal være to år i træk; mente du «2023/2024»? [periode]",
        id="school year of two years",
    ),
    pytest.param(
        "statistics",
        'pupils_special: 130\n  counts_period: "2023/2024"',
        "pupils_special: 130\n  counts_period: ¤i fjor",
        "perioden «i fjor» mangler et årstal [periode]",
        id="period without a year",
    ),
    pytest.param(
        "training",
        "when: 2025",
        "when: ¤2052",
        "året 2052 ligger for langt fra i dag [aarstal]",
        id="year with digits swapped",
    ),
    pytest.param(
        "timeline", "when: 2023", "when: ¤1923", "året 1923 ligger for langt fra i dag [aarstal]", id="year long ago"
    ),
    pytest.param(
        "participations",
        "classes: 1-4",
        "classes: ¤7-11",
        "klassetrinnet 7-11 findes ikke; klasser går fra 0 til 10 [klassetrin]",
        id="class eleven",
    ),
    pytest.param(
        "participations",
        "ages: 7-11",
        "ages: ¤1-4",
        "alderen 1-4 kan ikke passe; børn i dagtilbud og skole er 2 til 25 år [alder]",
        id="age one",
    ),
    pytest.param(
        "formats",
        "ages: 9-12",
        "ages: ¤9-112",
        "alderen 9-112 kan ikke passe; børn i dagtilbud og skole er 2 til 25 år [alder]",
        id="age of a format",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "message"), BROKEN)
def test_a_broken_rule_is_named_at_its_place(data: Data, file: str, old: str, new: str, message: str) -> None:
    place = data.change(file, old, new)
    assert data.said() == [f"{place}: {message}" if HERE in new else message]
