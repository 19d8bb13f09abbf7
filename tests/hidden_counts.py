"""Invented tables with hidden counts of pupils and figures beside them, for the tests of the proof."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import yaml

from publication.loading.loader import load
from publication.validation.disclosure.proof import prove
from tests.damage import Data

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
                "culture_teachers": "2", "special_teachers": "1",
                "pupils": "under 5" if pupils is None else str(pupils),
            },
        } | (more if pupils is None else {})
        for place, school, year, pupils in rows
    ]  # fmt: skip
    data.write("partnerships", yaml.safe_dump(partnerships, allow_unicode=True, sort_keys=False, default_style='"'))
    data.write("changes", "")  # its corrections are of the counts that are gone
    named = [
        {"id": f"tal-{place}", "topic": "resultater", "source": "kystrapporten"} | one
        for place, one in enumerate(figures)
    ]
    data.write("figures", yaml.safe_dump(named, allow_unicode=True, sort_keys=False, default_style='"'))


def figure(
    label: str, value: str, period: str = "2024", unit: str = "elever", text: str = "I alt.", **more: str
) -> dict[str, str]:
    return {"label": label, "text": text, "value": value, "unit": unit, "period": period} | more


def said(data: Data) -> list[str]:
    loaded = load(data.folder)
    assert loaded.diagnostics == ()
    return [str(diagnostic) for diagnostic in prove(loaded).diagnostics]


def place_of(data: Data, label: str) -> str:
    """Where the value of the figure with this label stands."""
    lines = data.text("figures").split("\n")
    line = next(n for n, text in enumerate(lines) if f'"{label}"' in text)
    line = next(n for n in range(line, len(lines)) if '"value":' in lines[n])
    return f"data/figures.yml:{line + 1}:{lines[line].index(':') + 3}"
