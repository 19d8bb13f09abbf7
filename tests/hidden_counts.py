"""Invented tables with hidden counts of pupils and figures beside them, for the tests of the proof."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

import yaml

from publication.loading.loader import load
from publication.model.danish import sort_key
from publication.model.types import slug
from publication.validation.disclosure.proof import prove
from tests.damage import Data

CURE = "slet det, eller brug et rundere tal med et forbehold, som ligger længere fra de viste [roeber-tal]"


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


def figure(
    label: str, value: str, period: str = "2024", unit: str = "elever", text: str = "I alt.", **more: str
) -> dict[str, str]:
    return {"label": label, "text": text, "value": value, "unit": unit, "period": period} | more


# One that tells of no pupils.
HOURS = figure("Timer", "8", unit="timer")


def write(
    data: Data, rows: Iterable[Row], figures: Iterable[dict[str, Any]] = (HOURS,), beside: Mapping[str, str] = MappingProxyType({}), **more: Any
) -> None:
    """Schools, partnerships and participations with these counts, the editions of their years, and these figures.

    `more` are fields of the partnerships that have a hidden count, `beside` fields of the hidden participations.
    """
    rows = list(rows)
    places = {school: place for place, school, _, _ in rows}
    hidden = {school for _, school, _, pupils in rows if pupils is None}
    dump(data, "schools", sorted([*map(_culture_school, CULTURE_SCHOOLS), *map(_special_school, places.items())], key=_by_name))
    dump(data, "partnerships", [
        {
            "id": school.lower(), "municipality": place, "culture_schools": [_culture_school(place)["id"]],
            "special_schools": [school.lower()], "since": str(min(year for _, one, year, _ in rows if one == school)),
            "source": "kystrapporten",
        } | (more if school in hidden else {})
        for school, place in sorted(places.items(), key=lambda pair: pair[1])
    ])  # fmt: skip
    dump(data, "participations", [
        {
            "id": f"{school.lower()}-{year}", "partnership": school.lower(), "period": str(year),
            "culture_teachers": "2", "special_teachers": "1",
            "pupils": "under 5" if pupils is None else str(pupils), "source": "kystrapporten",
        } | (beside if pupils is None else {})
        for _, school, year, pupils in sorted(rows, key=lambda row: (row[2], row[1].lower()))
    ])  # fmt: skip
    dump(data, "editions", [
        {
            "id": str(year + 1), "year": str(year), "name": f"Udgaven om {year}", "status": "komplet",
            "report": "kystrapporten", "published": f"{year + 1}-05-02",
        }
        for year in sorted({year for _, _, year, _ in rows})
    ])  # fmt: skip
    data.write("changes", "")  # its corrections are of the counts that are gone
    dump(data, "figures", [
        {"id": f"tal-{place}", "topic": "resultater", "source": "kystrapporten"} | one
        for place, one in enumerate(figures)
    ])  # fmt: skip


def dump(data: Data, kind: str, records: list[dict[str, Any]]) -> None:
    """Write a file; fields that are None are left out."""
    filled = [{field: value for field, value in record.items() if value is not None} for record in records]
    data.write(kind, yaml.safe_dump(filled, allow_unicode=True, sort_keys=False, default_style='"'))


def _culture_school(place: str) -> dict[str, str]:
    return _school(CULTURE_SCHOOLS[place], "kulturinstitution", place)


def _special_school(named: tuple[str, str]) -> dict[str, str]:
    return _school(named[0], "specialtilbud", named[1])


def _school(name: str, kind: str, place: str) -> dict[str, str]:
    return {"id": slug(name), "name": name, "kind": kind, "municipality": place, "source": "kystrapporten"}


def _by_name(school: dict[str, str]) -> Any:
    return sort_key(school["name"])


def said(data: Data) -> list[str]:
    loaded = load(data.folder)
    assert loaded.diagnostics == ()
    return [str(diagnostic) for diagnostic in prove(loaded).diagnostics]


def place_in(data: Data, kind: str, field: str) -> str:
    """Where the name of a field stands in a file that has it once."""
    lines = data.text(kind).split("\n")
    line = next(number for number, text in enumerate(lines) if f'"{field}":' in text)
    return f"data/{kind}.yml:{line + 1}:{lines[line].index(chr(34)) + 1}"


def place_of(data: Data, label: str) -> str:
    """Where the value of the figure with this label stands."""
    lines = data.text("figures").split("\n")
    line = next(n for n, text in enumerate(lines) if f'"{label}"' in text)
    line = next(n for n in range(line, len(lines)) if '"value":' in lines[n])
    return f"data/figures.yml:{line + 1}:{lines[line].index(':') + 3}"
