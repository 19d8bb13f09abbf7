"""Records stand in order: each message, at the field that has to be put right."""

from __future__ import annotations

import re

import pytest

from publication.model.kinds import KINDS
from tests.damage import HERE, Data

# (file, what stands there, what is made of it, what the check says); ¤ is where the diagnostic has to point.
BROKEN = [
    pytest.param(
        "timeline",
        "when: 2024-08",
        "when: 2022",
        "data/timeline.yml:10:7: posten »foerste-forloeb« står ikke i rækkefølge; den hører til øverst i filen [raekkefoelge]",
        id="first is second",
    ),
    pytest.param(
        "timeline",
        "when: 2023",
        "when: 2024-12",
        "data/timeline.yml:10:7: posten »foerste-forloeb« står ikke i rækkefølge; den hører til øverst i filen [raekkefoelge]",
        id="second is first",
    ),
    pytest.param(
        "municipalities",
        "name: Aabæk",
        "name: Abbæk",
        "data/municipalities.yml:19:7: posten »aabaek« står ikke i rækkefølge; den hører til øverst i filen [raekkefoelge]",
        id="aa is å",
    ),
    pytest.param(
        "changes",
        "date: 2025-05-10",
        "date: 2025-05-01",
        "data/changes.yml:12:7: posten »foerste-udgave« står ikke i rækkefølge; den hører til øverst i filen [raekkefoelge]",
        id="newest first",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "message"), BROKEN)
def test_a_broken_rule_is_named_at_its_place(data: Data, file: str, old: str, new: str, message: str) -> None:
    place = data.change(file, old, new)
    assert data.said() == [f"{place}: {message}" if HERE in new else message]


def test_only_the_misplaced_record_is_named(data: Data) -> None:
    text = data.text("partnerships")
    head, first, rest = re.split(r"(?m)^(?=- id: aabaek)|^(?=- id: havneskolen)", text)
    data.write("partnerships", head + rest + "\n" + first)
    (line,) = data.said()
    assert "posten »aabaek-kulturskole« står ikke i rækkefølge; den hører til øverst i filen" in line


def test_order_follows_the_danish_alphabet() -> None:
    key = KINDS["municipalities"].sort_key
    assert key is not None

    class Named:
        def __init__(self, name: str) -> None:
            self.name = name

    names = ["Viborg", "Ærø", "Øksnes", "Aabenraa", "Aalborg", "Aarhus"]
    mixed = ["Aarhus", "Ærø", "Aabenraa", "Viborg", "Aalborg", "Øksnes"]
    assert sorted(mixed, key=lambda name: key(Named(name))) == names
