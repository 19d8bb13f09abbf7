"""References lead somewhere: each message, at the field that has to be put right."""

from __future__ import annotations

import pytest

from tests.damage import HERE, Data

# (file, what stands there, what is made of it, what the check says); ¤ is where the diagnostic has to point.
BROKEN = [
    pytest.param(
        "partnerships",
        "municipality: aabaek",
        "municipality: ¤aabeak",
        "id'et »aabeak« findes ikke i municipalities.yml; mente du »aabaek«? [ukendt-henvisning]",
        id="unknown municipality",
    ),
    pytest.param(
        "partnerships",
        "format: langt",
        "format: ¤lang",
        "id'et »lang« findes ikke i formats.yml; mente du »langt«? [ukendt-henvisning]",
        id="unknown format",
    ),
    pytest.param(
        "partnerships",
        "  source: kystrapporten\n  page: side 5",
        "  source: ¤rapport\n  page: side 5",
        "id'et »rapport« findes ikke i sources.yml; mente du »kystrapporten«? [ukendt-henvisning]",
        id="unknown source",
    ),
    pytest.param(
        "editions",
        "report: kystrapporten",
        "report: ¤qwxz",
        "id'et »qwxz« findes ikke i sources.yml [ukendt-henvisning]",
        id="unknown report",
    ),
    pytest.param(
        "partnerships",
        "    - nordby-billedskole\n",
        "    - ¤nordby-billedskol\n",
        "id'et »nordby-billedskol« findes ikke i schools.yml; mente du »nordby-billedskole«? [ukendt-henvisning]",
        id="unknown school",
    ),
    pytest.param(
        "participations",
        "partnership: strandskolen",
        "partnership: ¤strandskole",
        "id'et »strandskole« findes ikke i partnerships.yml; mente du »strandskolen«? [ukendt-henvisning]",
        id="unknown partnership",
    ),
    pytest.param(
        "participations",
        "partnership: strandskolen\n  period: 2024\n",
        "partnership: strandskolen\n  period: 2024\n  school: ¤strandskole\n",
        "id'et »strandskole« findes ikke i schools.yml; mente du »strandskolen«? [ukendt-henvisning]",
        id="unknown school of counts",
    ),
    pytest.param(
        "participations",
        "source: kystrapporten\n  page: side 7",
        "source: ¤kystraporten\n  page: side 7",
        "id'et »kystraporten« findes ikke i sources.yml; mente du »kystrapporten«? [ukendt-henvisning]",
        id="unknown source of counts",
    ),
    pytest.param(
        "schools",
        "name: Strandskolen\n",
        "name: Strandskolen\n  merged_into: ¤havneskole\n",
        "id'et »havneskole« findes ikke i schools.yml; mente du »havneskolen«? [ukendt-henvisning]",
        id="merged into an unknown school",
    ),
    pytest.param(
        "statistics",
        "municipality: aabaek",
        "municipality: ¤abaek",
        "id'et »abaek« findes ikke i municipalities.yml; mente du »aabaek«? [ukendt-henvisning]",
        id="statistics of an unknown municipality",
    ),
    pytest.param(
        "editions",
        "status: komplet",
        "status: komplet\n  not_reported: [¤norby]",
        "id'et »norby« findes ikke i municipalities.yml; mente du »nordby«? [ukendt-henvisning]",
        id="unknown municipality has not reported",
    ),
    pytest.param(
        "initiative",
        "municipality: aeroesund",
        "municipality: ¤aeroe",
        "id'et »aeroe« findes ikke i municipalities.yml; mente du »aeroesund«? [ukendt-henvisning]",
        id="unknown municipality of a chair",
    ),
    pytest.param(
        "media_coverage",
        "    - nordby",
        "    - ¤norby",
        "id'et »norby« findes ikke i municipalities.yml; mente du »nordby«? [ukendt-henvisning]",
        id="unknown municipality in a list",
    ),
    pytest.param(
        "figures",
        "    - gammel-artikel",
        "    - gammel-artikel\n    - ¤nyartikel",
        "id'et »nyartikel« findes ikke i sources.yml; mente du »gammel-artikel«? [ukendt-henvisning]",
        id="unknown source to read on",
    ),
    pytest.param(
        "changes",
        "address: /kommuner/nordby/",
        "address: ¤/kommuner/nordbu/",
        "der er ingen kommune med adressen /kommuner/nordbu/; mente du »/kommuner/nordby/«? [ukendt-henvisning]",
        id="change of an unknown municipality",
    ),
    pytest.param(
        "figures",
        "  more:\n    - gammel-artikel\n",
        "",
        "data/sources.yml:20:7: ingen oplysning henviser til kilden »gammel-artikel« [ubrugt-kilde]",
        id="source that nobody cites",
    ),
    pytest.param(
        "figures",
        "- id: timer\n  topic: resultater-2024",
        "- id: timer\n  topic: ¤resultatr-2024",
        "emnet »resultatr-2024« ligner et andet emne, som flere oplysninger har; mente du »resultater-2024«? [emne]",
        id="misspelt topic",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "message"), BROKEN)
def test_a_broken_rule_is_named_at_its_place(data: Data, file: str, old: str, new: str, message: str) -> None:
    place = data.change(file, old, new)
    assert data.said() == [f"{place}: {message}" if HERE in new else message]


# What comes close to breaking a rule and does not.
KEPT = [
    pytest.param(
        "figures",
        "- id: timer\n  topic: resultater-2024",
        "- id: timer\n  topic: resultater-2025",
        id="a new year's topic",
    ),
    pytest.param(
        "changes", "address: /kommuner/nordby/", "address: /kommuner/nordbyen/", id="a change at an old address"
    ),
]


@pytest.mark.parametrize(("file", "old", "new"), KEPT)
def test_what_is_allowed_stays_allowed(data: Data, file: str, old: str, new: str) -> None:
    data.change(file, old, new)
    assert data.said() == []


def test_a_new_id_in_use_elsewhere_is_said_where_it_was_changed(data: Data) -> None:
    place = data.change("municipalities", "- id: aabaek", f"- id: {HERE}aabaekby")
    message = "3 steder henviser til »aabaek«, som her hedder »aabaekby«; et id må ikke ændres; mente du »aabaek«?"
    assert data.said() == [f"{place}: {message} [ukendt-henvisning]"]


def test_a_record_that_is_gone_is_said_once_with_all_that_refers_to_it(data: Data) -> None:
    data.change("municipalities", data.text("municipalities")[data.text("municipalities").index("- id: aabaek") :], "")
    (said,) = data.said()
    assert said.startswith("data/partnerships.yml:2:17: id'et »aabaek« findes ikke i municipalities.yml; det står også i ")
    assert "schools.yml linje 46 og statistics.yml linje 2" in said
