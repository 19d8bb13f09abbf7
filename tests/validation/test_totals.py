"""Headlines are true to their table: each message, at the field that has to be put right."""

from __future__ import annotations

import pytest

from tests.damage import HERE, Data

PUPILS = "value: 30\n  unit: elever\n  qualifier: mindst"

# (file, what stands there, what is made of it, what the check says); ¤ is where the diagnostic has to point.
BROKEN = [
    pytest.param(
        "figures",
        PUPILS,
        "value: ¤40\n  unit: elever\n  qualifier: mindst",
        "»mindst 40« passer ikke med participations.yml, som giver mindst 30 elever i 2024 [hovedtal]",
        id="at least more than there are",
    ),
    pytest.param(
        "figures",
        PUPILS,
        "value: ¤3\n  unit: elever\n  qualifier: mere end",
        "»mere end 3« passer ikke med participations.yml, som giver mindst 30 elever i 2024 [hovedtal]",
        id="more than far less than there are",
    ),
    pytest.param(
        "figures",
        PUPILS,
        "value: ¤40\n  unit: elever\n  qualifier: ca.",
        "»ca. 40« passer ikke med participations.yml, som giver mindst 30 elever i 2024 [hovedtal]",
        id="about more than there are",
    ),
    pytest.param(
        "figures",
        PUPILS,
        "value: ¤50\n  unit: elever\n  qualifier: godt",
        "»godt 50« passer ikke med participations.yml, som giver mindst 30 elever i 2024 [hovedtal]",
        id="somewhat over more than there are",
    ),
    *(
        pytest.param(
            "figures",
            "value: 12\n",
            f"value: ¤{value}\n  qualifier: {qualifier}\n",
            f"»{qualifier} {value}« passer ikke med participations.yml, som giver 12 undervisere, lærere og pædagoger i 2024 "
            "[hovedtal]",
            id=f"{qualifier} {value} is not twelve",
        )
        for qualifier, value in [("over", 12), ("over", 5), ("næsten", 12), ("næsten", 14), ("højst", 11), ("højst", 25)]
    ),
    pytest.param(
        "figures",
        PUPILS,
        "value: ¤30\n  unit: elever\n  qualifier: højst",
        "»højst 30« passer ikke med participations.yml, som giver mindst 30 elever i 2024 [hovedtal]",
        id="at most fewer than there are",
    ),
    *(
        pytest.param(
            "figures",
            PUPILS,
            f"value: ¤{value}\n  unit: elever\n  qualifier: {qualifier}",
            "tallet røber et elevtal, der er skjult som »under 5«; brug et rundt tal med et forbehold [roeber-tal]",
            id=f"{qualifier} {value} comes too close to a hidden count",
        )
        for qualifier, value in [("højst", 32), ("næsten", 33), ("over", 32)]
    ),
    pytest.param(
        "figures",
        "value: 12\n",
        "value: ¤13\n",
        "»13« passer ikke med participations.yml, som giver 12 undervisere, lærere og pædagoger i 2024 [hovedtal]",
        id="teachers",
    ),
    pytest.param(
        "figures",
        "value: 12\n",
        "value: ¤12\n  qualifier: mere end\n",
        "»mere end 12« passer ikke med participations.yml, som giver 12 undervisere, lærere og pædagoger i 2024 [hovedtal]",
        id="more than just as many",
    ),
    pytest.param(
        "figures",
        "value: 6\n",
        "value: ¤7\n",
        "»7« passer ikke med participations.yml, som giver 6 undervisere fra kulturskoler i 2024 [hovedtal]",
        id="culture teachers",
    ),
    pytest.param(
        "figures",
        "value: 3\n",
        "value: ¤4\n",
        "»4« passer ikke med participations.yml, som giver 3 specialtilbud i 2024 [hovedtal]",
        id="special schools",
    ),
    pytest.param(
        "figures",
        "value: 2\n",
        "value: ¤3\n",
        "»3« passer ikke med participations.yml, som giver 2 kulturskoler i 2024 [hovedtal]",
        id="culture schools",
    ),
    pytest.param(
        "figures",
        'period: "2024"\n  sums: teachers',
        'period: ¤"2025"\n  sums: teachers',
        "participations.yml har ingen tal for 2025 [hovedtal]",
        id="total of a year without counts",
    ),
    pytest.param(
        "figures",
        'period: "2024"\n  sums: teachers',
        'period: ¤"2023/2024"\n  sums: teachers',
        'et tal med sums skal have ét år i period, for eksempel "2024" [hovedtal]',
        id="total of a school year",
    ),
    pytest.param(
        "figures",
        '  period: "2024"\n  sums: teachers',
        "  ¤sums: teachers",
        'et tal med sums skal have ét år i period, for eksempel "2024" [hovedtal]',
        id="total without a year",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "message"), BROKEN)
def test_a_broken_rule_is_named_at_its_place(data: Data, file: str, old: str, new: str, message: str) -> None:
    place = data.change(file, old, new)
    assert data.said() == [f"{place}: {message}" if HERE in new else message]


# What comes close to breaking a rule and does not.
KEPT = [
    pytest.param("figures", PUPILS, "value: 30\n  unit: elever\n  qualifier: mere end", id="more than the visible"),
    pytest.param("figures", PUPILS, "value: 30\n  unit: elever\n  qualifier: ca.", id="about, and round"),
    pytest.param("figures", PUPILS, "value: 30\n  unit: elever\n  qualifier: godt", id="somewhat over"),
    pytest.param("figures", "value: 12\n", "value: 11\n  qualifier: ca.\n", id="about eleven is twelve"),
    *(
        pytest.param("figures", "value: 12\n", f"value: {value}\n  qualifier: {qualifier}\n", id=f"{qualifier} {value}")
        for qualifier, value in [("over", 11), ("næsten", 13), ("højst", 12), ("højst", 15)]
    ),
    pytest.param("figures", PUPILS, "value: 40\n  unit: elever\n  qualifier: højst", id="at most forty"),
    pytest.param("figures", "value: 12\n", "value: 10\n  upper: 12\n", id="a range that holds the total"),
    pytest.param(
        "figures",
        "value: 40\n  upper: 60\n  unit: timer\n  qualifier: ca.",
        "value: 34\n  unit: voksne",
        id="the same number of adults",
    ),
]


@pytest.mark.parametrize(("file", "old", "new"), KEPT)
def test_what_is_allowed_stays_allowed(data: Data, file: str, old: str, new: str) -> None:
    data.change(file, old, new)
    assert data.said() == []
