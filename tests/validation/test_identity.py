"""What tells records apart is given once: each message, at the field that has to be put right."""

from __future__ import annotations

import pytest

from tests.damage import HERE, Data

# (file, what stands there, what is made of it, what the check says); ¤ is where the diagnostic has to point.
BROKEN = [
    pytest.param(
        "principles", "- id: leg", "- id: ¤ro", "id'et «ro» bruges allerede i linje 3 [dobbelt-id]", id="id twice"
    ),
    pytest.param(
        "municipalities",
        "name: Aabæk",
        "name: ¤Ærøsund",
        "navnet «Ærøsund» bruges allerede i linje 22 [dobbelt-navn]",
        id="name twice",
    ),
    pytest.param(
        "municipalities",
        "name: Nordby",
        "name: ¤Nordby Kommune",
        "navnet skal stå uden ordet kommune; mente du «Nordby»? [kommunenavn]",
        id="name with the word kommune",
    ),
    pytest.param(
        "municipalities",
        '"903"',
        '¤"902"',
        "kommunekoden «902» bruges allerede i linje 23 [kommunekode]",
        id="code twice",
    ),
    pytest.param(
        "municipalities",
        '"903"',
        '¤"93"',
        'kommunekoden «93» skal have tre cifre, for eksempel "163" [kommunekode]',
        id="code too short",
    ),
    pytest.param(
        "municipalities",
        '"903"',
        '¤"0903"',
        'kommunekoden «0903» skal have tre cifre, for eksempel "163"; mente du «903»? [kommunekode]',
        id="code with a nought",
    ),
    pytest.param(
        "municipalities",
        "    row: 2\n    column: 2",
        "    row: ¤2\n    column: 1",
        "pladsen i række 2, kolonne 1 er taget i linje 25 [kortplads]",
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
        "adressen /aabaek/ bruges af kommunen i linje 37 [optaget-adresse]",
        id="old id hides a municipality",
    ),
    pytest.param(
        "municipalities",
        "    - nordbyen",
        "    - nordbyen\n    - ¤nordbyen",
        "adressen /nordbyen/ står også i linje 19 [optaget-adresse]",
        id="old id twice",
    ),
    pytest.param(
        "glossary",
        "term: specialtilbud",
        "term: specialtilbud\n  forms:\n    - ¤Kulturskolen",
        "ordet «kulturskolen» forklares allerede i linje 6 [dobbelt-ord]",
        id="word explained twice",
    ),
    pytest.param(
        "partnerships",
        "- id: nordby-billedskole\n  municipality: nordby\n  year: 2025",
        "- id: ny-aabaek\n  municipality: nordby\n  year: 2025\n  status: nyt\n  culture_school: Nordby Billedskole\n  special_school: Fyrskolen\n  source: kystrapporten\n\n- ¤id: nordby-billedskole\n  municipality: nordby\n  year: 2025",
        "samarbejdet har samme kommune, år og steder som det i linje 61 [dobbelt-samarbejde]",
        id="partnership twice",
    ),
    *(
        pytest.param(
            "partnerships",
            "special_school: Strandskolen",
            f"special_school: ¤{name}",
            f"«{name}» står som «Havneskolen» i linje 17, så stedet tælles to gange; skriv navnet ens; "
            "mente du «Havneskolen»? [navn-skrevet-to-gange]",
            id=f"school written as {name}",
        )
        for name in ("havneskolen", "Havne-skolen", "Havne skolen", "HAVNESKOLEN", "Havne–skolen.")
    ),
    pytest.param(
        "partnerships",
        "culture_school: Nordby Billedskole\n  special_school: Fyrskolen",
        "culture_school: ¤Fyrskolen\n  special_school: Kulturhuset",
        "«Fyrskolen» står som special_school i linje 49; er culture_school og special_school byttet om? [byttet-om]",
        id="a school of the one kind as the other",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "message"), BROKEN)
def test_a_broken_rule_is_named_at_its_place(data: Data, file: str, old: str, new: str, message: str) -> None:
    place = data.change(file, old, new)
    assert data.said() == [f"{place}: {message}" if HERE in new else message]
