"""The official codes: all 98, and each municipality has its own."""

from __future__ import annotations

import pytest

from publication.validation.real_municipalities import official_names
from tests.damage import Data

NORDBY = 'name: Nordby\n  code: "901"'


def test_the_table_has_every_municipality_once() -> None:
    names = official_names()
    assert len(names) == len(set(names.values())) == 98
    assert list(names) == sorted(names)
    assert {names["101"], names["163"], names["851"], names["860"]} == {"København", "Herlev", "Aalborg", "Hjørring"}


@pytest.mark.parametrize(
    ("new", "message"),
    [
        ('name: Herlev\n  code: ¤"164"', "kommunekoden »164« hører ikke til Herlev; mente du »163«? [kommunekode]"),
        ('name: Herlev\n  code: ¤"165"', "kommunekoden »165« hører til Albertslund; mente du »163«? [kommunekode]"),
        ('name: Herlev\n  code: ¤"999"', "kommunekoden »999« hører ikke til Herlev; mente du »163«? [kommunekode]"),
        ('name: Nordby\n  code: ¤"165"', "kommunekoden »165« hører til Albertslund [kommunekode]"),
        ('name: Nordby\n  code: ¤"411"', "ingen kommune i Danmark har koden »411« [kommunekode]"),
        ('name: Nordby\n  code: ¤"100"', "ingen kommune i Danmark har koden »100« [kommunekode]"),
        ('name: ¤Herrlev\n  code: "163"', "ingen kommune hedder »Herrlev«; mente du »Herlev«? [kommunenavn]"),
        ('name: ¤Roskile\n  code: "999"', "ingen kommune hedder »Roskile«; mente du »Roskilde«? [kommunenavn]"),
    ],
)
def test_a_wrong_code_is_named_with_the_right_one(data: Data, new: str, message: str) -> None:
    place = data.change("municipalities", NORDBY, new)
    assert f"{place}: {message}" in data.said()
    assert all("raekkefoelge" in said for said in data.said() if message not in said)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Herlev", "163"),
        ("Århus", "751"),
        ("Aarhus", "751"),
        ("Høje Taastrup", "169"),
        ("Lyngby-Tårbæk", "173"),
        ("Vesthimmerland", "820"),
        ("Nordfyn", "480"),
        ("Malmö", "1280"),
        ("Opdigt-Prøve", "1234"),
        ("Kujalleq", "955"),
    ],
)
def test_a_right_code_is_right_however_the_name_is_written(data: Data, name: str, code: str) -> None:
    data.change("municipalities", NORDBY, f'name: {name}\n  code: "{code}"')
    assert all("raekkefoelge" in said for said in data.said())
