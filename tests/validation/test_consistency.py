"""The fields of a record fit each other: each message, at the field that has to be put right."""

from __future__ import annotations

import pytest

from tests.damage import HERE, Data

RADIO = (
    "  url: https://radiokysten.eksempel.dk/morgen\n  archived: https://arkiv.eksempel.dk/radiokysten/morgen\n"
    "  unreachable: 2025-03-30\n  source: kystrapporten\n"
)

# (file, what stands there, what is made of it, what the check says); ¤ is where the diagnostic has to point.
BROKEN = [
    pytest.param(
        "sources",
        "http_url: http://tal",
        "url: https://nyetal.eksempel.dk/\n  ¤http_url: http://tal",
        "kilden har allerede et link med https; slet http_url [to-links]",
        id="two links",
    ),
    pytest.param(
        "partnerships",
        "- id: havneskolen\n  municipality: aeroesund\n  culture_schools:\n    - aeroesund-musikskole\n  special_schools:\n    - havneskolen\n",
        "- ¤id: havneskolen\n  municipality: aeroesund\n  culture_schools:\n    - aeroesund-musikskole\n",
        "når der er tal for deltagelse, skal special_schools også stå der [deltagelse]",
        id="counts without a school",
    ),
    pytest.param(
        "partnerships",
        "- id: fyrskolen\n  municipality: nordby\n  culture_schools:\n    - nordby-musikskole\n",
        "- ¤id: fyrskolen\n  municipality: nordby\n",
        "når der er tal for deltagelse, skal culture_schools også stå der [deltagelse]",
        id="counts without a culture school",
    ),
    pytest.param(
        "partnerships",
        "- id: aabaek-kulturskole\n  municipality: aabaek\n  culture_schools:\n    - aabaek-kulturskole\n",
        "- ¤id: aabaek-kulturskole\n  municipality: aabaek\n",
        "samarbejdet mangler både culture_schools og special_schools [deltagelse]",
        id="no partner at all",
    ),
    pytest.param(
        "participations",
        "- id: havneskolen-2024\n  partnership: havneskolen\n  period: 2024\n",
        "- id: havneskolen-2024\n  partnership: havneskolen\n  period: 2024\n  school: ¤fyrskolen\n",
        "samarbejdet »havneskolen« har ikke dette sted blandt special_schools; mente du »havneskolen«? [deltagelse]",
        id="counts of a school that is not in the partnership",
    ),
    pytest.param(
        "schools",
        "- id: strandskolen\n  name: Strandskolen\n",
        "- id: strandskolen\n  name: Strandskolen\n  merged_into: ¤strandskolen\n",
        "stedet er lagt sammen med sig selv; slet linjen [sammenlagt]",
        id="a school merged into itself",
    ),
    pytest.param(
        "figures",
        "  value: 40\n  upper: 60\n  unit: timer\n  qualifier: ca.\n",
        "  ¤unit: timer\n",
        "feltet »unit« hører til et tal; value mangler [tal-uden-vaerdi]",
        id="unit without a value",
    ),
    pytest.param(
        "figures",
        "  value: 40\n  upper: 60\n  unit: timer\n  qualifier: ca.\n",
        "  ¤qualifier: ca.\n",
        "feltet »qualifier« hører til et tal; value mangler [tal-uden-vaerdi]",
        id="qualifier without a value",
    ),
    pytest.param(
        "figures",
        "upper: 60",
        "upper: ¤40",
        "tallet i upper skal være større end tallet i value [spaend]",
        id="range without width",
    ),
    pytest.param(
        "figures",
        '"5,1"',
        "¤510",
        "andelen 510 er større end 100 procent; mangler der et komma? [andel]",
        id="share of more than all",
    ),
    pytest.param(
        "statistics",
        '"5,4"',
        '¤"100,4"',
        "andelen 100,4 er større end 100 procent; mangler der et komma? [andel]",
        id="share of a municipality",
    ),
    *(
        pytest.param(
            "statistics",
            '"5,4"',
            f'¤"{share}"',
            f"andelen {share} passer ikke med elevtallene, som giver omkring 5,1 procent; ret det, der er galt{hint} [andel]",
            id=f"share of {share} for 5,4",
        )
        for share, hint in [
            ("54", "; mente du »5,4«?"),
            ("0,54", "; mente du »5,4«?"),
            ("0,054", "; mente du »5,4«?"),
            ("45", "; mente du »4,5«?"),
            ("0", ""),
            ("25", ""),
        ]
    ),
    pytest.param(
        "statistics",
        "pupils_general: 2400\n  pupils_special: 130",
        "pupils_general: ¤130\n  pupils_special: 2400",
        "der kan ikke være 2400 elever i special og 130 i almen; er tallene byttet om? [byttet-om]",
        id="general and special swapped",
    ),
    pytest.param(
        "statistics",
        "pupils_general: 2400\n  pupils_special: 130",
        "pupils_general: ¤0\n  pupils_special: 0",
        "der kan ikke være 0 elever i special og 0 i almen; er tallene byttet om? [byttet-om]",
        id="no pupils at all",
    ),
    pytest.param(
        "partnerships",
        "    - nordby-billedskole\n  special_schools:\n    - fyrskolen\n",
        "    - nordby-billedskole\n  special_schools:\n    - ¤nordby-musikskole\n",
        "»Nordby Musikskole« er kulturinstitution i schools.yml og hører ikke hjemme i special_schools; er de byttet om? [byttet-om]",
        id="a culture school among the special schools",
    ),
    pytest.param(
        "partnerships",
        "    - nordby-billedskole\n  special_schools:\n    - fyrskolen\n",
        "    - nordby-billedskole\n    - ¤havneskolen\n  special_schools:\n    - fyrskolen\n",
        "»Havneskolen« er specialtilbud i schools.yml og hører ikke hjemme i culture_schools; er de byttet om? [byttet-om]",
        id="a special school among the culture schools",
    ),
    *(
        pytest.param(
            "schools",
            "name: Nordby Billedskole\n  kind: kulturinstitution",
            f"name: {name}\n  kind: ¤specialtilbud",
            f"»{name}« lyder ikke som slagsen specialtilbud; mente du »kulturinstitution«? [byttet-om]",
            id=f"{name} as a special school",
        )
        for name in ("Nordby Billedskole", "Nordby Dramaskole", "Nordby Museum", "Kystens Museum")
    ),
    *(
        pytest.param(
            "schools",
            "name: Fyrskolen\n  kind: specialtilbud",
            f"name: {name}\n  kind: ¤kulturinstitution",
            f"»{name}« lyder ikke som slagsen kulturinstitution; mente du »specialtilbud«? [byttet-om]",
            id=f"{name} as a culture school",
        )
        for name in ("Fyrens Specialskole", "Fyrens Heldagsskole")
    ),
    pytest.param(
        "changes",
        "  kind: rettelse\n  address: /kommuner/nordby/\n  title: Et tal for Nordby er rettet\n  said: 8 elever på Fyrskolen\n  says: 9 elever på Fyrskolen\n",
        "  ¤kind: rettelse\n  address: /kommuner/nordby/\n  title: Et tal for Nordby er rettet\n",
        "en rettelse skal fortælle, hvad der nu står, i feltet »says« [rettelse]",
        id="correction that says nothing",
    ),
    pytest.param(
        "changes",
        "says: 9 elever",
        "says: ¤8 elever",
        "said og says er ens, så intet er rettet [rettelse]",
        id="correction of nothing",
    ),
    pytest.param(
        "media_coverage",
        RADIO,
        "",
        "data/media_coverage.yml:15:3: omtalen har hverken link eller kilde; skriv i published, hvornår den kom, så andre "
        "kan finde den [omtale]",
        id="nowhere to be found",
    ),
    pytest.param(
        "media_coverage",
        f"  kind: radio\n{RADIO}",
        "  kind: netside\n  published: 2025\n",
        "data/media_coverage.yml:15:3: en netside skal have et link i feltet »url« [omtale]",
        id="a page without a link",
    ),
    pytest.param(
        "media_coverage",
        RADIO,
        "  ¤unreachable: 2025-03-30\n  source: kystrapporten\n",
        "feltet »unreachable« hører til et link; url mangler [omtale]",
        id="a dead link that is not there",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "message"), BROKEN)
def test_a_broken_rule_is_named_at_its_place(data: Data, file: str, old: str, new: str, message: str) -> None:
    place = data.change(file, old, new)
    assert data.said() == [f"{place}: {message}" if HERE in new else message]


# What comes close to breaking a rule and does not.
KEPT = [
    pytest.param("media_coverage", RADIO, "  published: 2025-03\n", id="heard on a day, and nowhere to be read"),
    pytest.param("media_coverage", RADIO, "  archived: https://arkiv.eksempel.dk/x\n", id="an archived copy alone"),
    pytest.param("media_coverage", f"  kind: radio\n{RADIO}", "  kind: magasin\n  published: 2025\n", id="printed alone"),
    pytest.param(
        "changes", "  said: 8 elever på Fyrskolen\n", "", id="a correction that keeps what was personal to itself"
    ),
    pytest.param("statistics", '"5,4"', '"8"', id="a share of other years"),
    pytest.param("statistics", '"5,4"', '"3"', id="a smaller share of other years"),
    pytest.param(
        "schools", "name: Fyrskolen\n", "name: Fyrskolen ved Museet\n", id="a special school beside a museum"
    ),
    pytest.param("schools", "name: Fyrskolen\n  kind: specialtilbud", "name: Fyrskolen\n  kind: dagtilbud", id="a kindergarten"),
    pytest.param(
        "schools",
        "- id: strandskolen\n  name: Strandskolen\n",
        "- id: strandskolen\n  name: Strandskolen\n  merged_into: havneskolen\n",
        id="a school that is part of another now, with the counts that it had",
    ),
    pytest.param(
        "participations",
        "- id: havneskolen-2024\n  partnership: havneskolen\n  period: 2024\n",
        "- id: havneskolen-2024\n  partnership: havneskolen\n  period: 2024\n  school: havneskolen\n",
        id="counts of a school of the partnership",
    ),
]


@pytest.mark.parametrize(("file", "old", "new"), KEPT)
def test_what_is_allowed_stays_allowed(data: Data, file: str, old: str, new: str) -> None:
    data.change(file, old, new)
    assert data.said() == []


def test_a_swap_of_both_sides_is_said_once(data: Data) -> None:
    sides = "  culture_schools:\n    - {}\n  special_schools:\n    - {}\n"
    place = data.change(
        "partnerships", sides.format("nordby-billedskole", "fyrskolen"), sides.format("¤fyrskolen", "nordby-billedskole")
    )
    message = "»Fyrskolen« er specialtilbud i schools.yml og hører ikke hjemme i culture_schools; er de byttet om? [byttet-om]"
    assert data.said() == [f"{place}: {message}"]


def test_a_ring_of_merged_schools_is_said_once(data: Data) -> None:
    for school, into in (("Fyrskolen", "havneskolen"), ("Havneskolen", "strandskolen"), ("Strandskolen", "havneskolen")):
        data.change("schools", f"name: {school}\n", f"name: {school}\n  merged_into: {into}\n")
    assert data.said() == [
        "data/schools.yml:11:16: stedet er lagt sammen med et, der er lagt sammen med det; slet linjen [sammenlagt]"
    ]
