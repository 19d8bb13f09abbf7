"""Years, periods, classes and ages are possible ones: each message, at the field that has to be put right."""

from __future__ import annotations

import pytest

from tests.damage import HERE, Data

A_DAY = "når der står klokkeslæt eller sidste dag, skal when være en dag, for eksempel 2026-03-12 [dato]"

# (file, what stands there, what is made of it, what the check says); ¤ is where the diagnostic has to point.
BROKEN = [
    pytest.param(
        "initiative",
        '"2025-2028"',
        '¤"2028-2025"',
        "perioden »2028-2025« slutter, før den begynder; mente du »2025-2028«? [periode]",
        id="period backwards",
    ),
    pytest.param(
        "figures",
        'unit: "%"\n  period: "2021-2024"',
        'unit: "%"\n  period: ¤"2024-2021"',
        "perioden »2024-2021« slutter, før den begynder; mente du »2021-2024«? [periode]",
        id="period of a figure backwards",
    ),
    pytest.param(
        "statistics",
        'pupils_special: 130\n  counts_period: "2023/2024"',
        'pupils_special: 130\n  counts_period: ¤"2023/2025"',
        "skoleåret »2023/2025« skal være to år i træk; mente du »2023/2024«? [periode]",
        id="school year of two years",
    ),
    pytest.param(
        "statistics",
        'pupils_special: 130\n  counts_period: "2023/2024"',
        "pupils_special: 130\n  counts_period: ¤i fjor",
        "perioden »i fjor« mangler et årstal [periode]",
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
    pytest.param(
        "statistics",
        'pupils_special: 130\n  counts_period: "2023/2024"',
        "pupils_special: 130\n  counts_period: ¤skoleåret 2023/2024",
        "perioden »skoleåret 2023/2024« skal være et år eller et skoleår og ikke andet; mente du »2023/2024«? [periode]",
        id="a word beside the period",
    ),
    *(
        pytest.param(
            "partnerships",
            "starting: 2025\n",
            f"{field}\n",
            message,
            id=message[:40],
        )
        for field, message in [
            ("since: 2024\n  ¤starting: 2025", "samarbejdet er i gang siden since; slet linjen starting [status]"),
            ("starting: 2025\n  until: ¤2024", "samarbejdet slutter, før det begynder [status]"),
            ("since: 2025\n  until: ¤forår 2024", "samarbejdet slutter, før det begynder [status]"),
            ("since: efterår 2025\n  until: ¤forår 2025", "samarbejdet slutter, før det begynder [status]"),
            ("since: 2025/2026\n  until: ¤forår 2025", "samarbejdet slutter, før det begynder [status]"),
            ("since: ¤1925", "året 1925 ligger for langt fra i dag [aarstal]"),
            ("starting: ¤2052", "året 2052 ligger for langt fra i dag [aarstal]"),
        ]
    ),
    pytest.param(
        "partnerships",
        "- id: aabaek-kulturskole\n  municipality: aabaek\n  culture_schools:\n    - aabaek-kulturskole\n  starting: 2025\n",
        "- ¤id: aabaek-kulturskole\n  municipality: aabaek\n  culture_schools:\n    - aabaek-kulturskole\n",
        "samarbejdet mangler since (eller starting, når det er under opstart) [status]",
        id="neither begun nor starting",
    ),
    pytest.param(
        "municipalities",
        "joined: 2025-01",
        "joined: 2025-01\n  left: ¤2024-12",
        "kommunen går ud, før den kommer med [status]",
        id="left before it joined",
    ),
    pytest.param(
        "municipalities",
        "joined: 2025-01",
        "joined: 2025-01\n  left: 2026-02",
        "data/partnerships.yml:1:3: kommunen er ude siden februar 2026; skriv i until, hvornår samarbejdet sluttede [status]",
        id="left with a partnership that goes on",
    ),
    *(
        pytest.param("timeline", "when: 2024-08\n", f"{fields}\n", message, id=f"event {number}")
        for number, (fields, message) in enumerate([
            ("when: ¤2024-08\n  starts: 09.30", A_DAY),
            ("when: ¤2024-08\n  until: 2024-08-13", A_DAY),
            ("when: 2024-08-12\n  until: ¤2024-08-11", "sidste dag ligger før den første [dato]"),
            ("when: 2024-08-12\n  ¤ends: 15.00", "når der står, hvornår det slutter, skal starts også stå der [klokkeslaet]"),
            ("when: 2024-08-12\n  starts: 15.00\n  ends: ¤09.30", "det slutter, før det begynder [klokkeslaet]"),
            ("when: 2024-08-12\n  starts: 15.00\n  ends: ¤15.00", "det slutter, før det begynder [klokkeslaet]"),
        ])
    ),
    pytest.param(
        "participations",
        "ages: 7-11",
        "ages: ¤1-6",
        "alderen 1-6 kan ikke passe; børn i dagtilbud og skole er 2 til 25 år [alder]",
        id="age one in a kindergarten",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "message"), BROKEN)
def test_a_broken_rule_is_named_at_its_place(data: Data, file: str, old: str, new: str, message: str) -> None:
    place = data.change(file, old, new)
    assert data.said() == [f"{place}: {message}" if HERE in new else message]


# What comes close to breaking a rule and does not.
KEPT = [
    pytest.param("participations", "ages: 7-11", "ages: 3-6", id="children of a kindergarten"),
    pytest.param("partnerships", "starting: 2025\n", "since: 2025\n  until: forår 2025\n", id="half a year"),
    pytest.param("partnerships", "starting: 2025\n", "starting: 2025\n  until: 2025\n", id="it came to nothing"),
    pytest.param("timeline", "when: 2024-08\n", "when: 2024-08-12\n  until: 2024-08-13\n  starts: 15.00\n  ends: 09.30\n", id="overnight"),
    pytest.param("timeline", "when: 2024-08\n", "when: 2024-08\n  place: Kulturhuset\n", id="a place without a day"),
    pytest.param("statistics", 'pupils_special: 130\n  counts_period: "2023/2024"', 'pupils_special: 130\n  counts_period: "2024"', id="statistics of a year"),
]


@pytest.mark.parametrize(("file", "old", "new"), KEPT)
def test_what_is_allowed_stays_allowed(data: Data, file: str, old: str, new: str) -> None:
    data.change(file, old, new)
    assert data.said() == []
