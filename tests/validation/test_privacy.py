"""Nothing tells how many pupils a hidden count is, or who they were: each message, at the field to put right."""

from __future__ import annotations

import pytest

from tests.damage import HERE, Data

BESIDE = "må ikke stå ved siden af »under 5«, for det kan pege på et bestemt barn; slet linjen [skjult-tal]"
NOTE = "bemærkningen ved »under 5« må ikke rumme tal, hold, klasse eller alder [skjult-tal]"
GIVEN_AWAY = "tallet røber et elevtal, der er skjult som »under 5«; brug et rundt tal med et forbehold [roeber-tal]"
TOO_FEW = "teksten siger, hvor få elever der var med på en skole, hvor tallet er skjult; mente du »under 5 elever«? [lille-elevtal]"
PUPILS = "value: 30\n  unit: elever\n  qualifier: mindst"

# (file, what stands there, what is made of it, what the check says); ¤ is where the diagnostic has to point.
BROKEN = [
    pytest.param(
        "participations",
        "  pupils: under 5",
        "  pupils: under 5\n  ¤groups: solo",
        f"feltet »groups« {BESIDE}",
        id="group beside under 5",
    ),
    pytest.param(
        "participations",
        "  pupils: under 5",
        "  pupils: under 5\n  ¤classes: 3",
        f"feltet »classes« {BESIDE}",
        id="class beside under 5",
    ),
    pytest.param(
        "participations",
        "  pupils: under 5",
        "  pupils: under 5\n  ¤ages: 9",
        f"feltet »ages« {BESIDE}",
        id="age beside under 5",
    ),
    pytest.param(
        "partnerships",
        "    - strandskolen\n",
        "    - strandskolen\n  ¤format: kort\n",
        f"feltet »format« {BESIDE}",
        id="format beside under 5",
    ),
    pytest.param(
        "participations",
        'note: "Så få elever var med, at antallet ikke står her."',
        "note: ¤Der var 3 med.",
        NOTE,
        id="digit in a note",
    ),
    pytest.param(
        "participations",
        'note: "Så få elever var med, at antallet ikke står her."',
        "note: ¤Det var tre elever.",
        NOTE,
        id="number word in a note",
    ),
    pytest.param(
        "participations",
        'note: "Så få elever var med, at antallet ikke står her."',
        "note: ¤De gik i samme klasse.",
        NOTE,
        id="class in a note",
    ),
    pytest.param(
        "participations",
        'note: "Så få elever var med, at antallet ikke står her."',
        "note: ¤Undervisningen var solo.",
        NOTE,
        id="solo in a note",
    ),
    pytest.param(
        "statements",
        "text: De to fortæller, at eleverne glæder sig til timen hele ugen.",
        "text: ¤På Strandskolen var to elever med.",
        TOO_FEW,
        id="few pupils in a statement",
    ),
    pytest.param(
        "changes",
        "said: 8 elever på Fyrskolen",
        "said: ¤3 elever på Strandskolen",
        TOO_FEW,
        id="few pupils in a change",
    ),
    pytest.param(
        "changes",
        "address: /kommuner/nordby/\n  title: Et tal for Nordby er rettet\n  said: 8 elever på Fyrskolen",
        "address: /kommuner/aeroesund/\n  title: Et tal for Ærøsund er rettet\n  said: ¤4 elever",
        "rettelsen siger et elevtal, der er skjult på siden; slet linjen, eller skriv: under 5 [lille-elevtal]",
        id="hidden count in a correction",
    ),
    pytest.param(
        "figures",
        "text: Så meget tid brugte skolerne på forløbene.\n  value: 40\n  upper: 60\n  unit: timer\n  qualifier: ca.",
        "text: Så mange var med fra Fyrskolen.\n  value: ¤3\n  unit: elever",
        "et elevtal under 5 på en skole må ikke skrives, for det kan pege på et bestemt barn [lille-elevtal]",
        id="figure of a few at a school",
    ),
    pytest.param("figures", PUPILS, "value: ¤33\n  unit: elever", GIVEN_AWAY, id="exact total"),
    pytest.param(
        "figures", PUPILS, "value: ¤33\n  unit: elever\n  qualifier: mindst", GIVEN_AWAY, id="lower bound too close"
    ),
    pytest.param(
        "figures", PUPILS, "value: ¤32\n  unit: elever\n  qualifier: mere end", GIVEN_AWAY, id="more than, too close"
    ),
    pytest.param(
        "figures", PUPILS, "value: ¤33\n  unit: elever\n  qualifier: ca.", GIVEN_AWAY, id="about, and not round"
    ),
    pytest.param(
        "figures",
        "value: 40\n  upper: 60\n  unit: timer\n  qualifier: ca.",
        "value: ¤34\n  unit: elever",
        GIVEN_AWAY,
        id="exact total elsewhere",
    ),
    pytest.param(
        "figures",
        "text: Så meget tid brugte skolerne på forløbene.\n  value: 40\n  upper: 60\n  unit: timer\n  qualifier: ca.",
        "text: Så mange elever var med i Ærøsund.\n  value: ¤24\n  unit: elever",
        GIVEN_AWAY,
        id="exact total of a municipality",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "message"), BROKEN)
def test_a_broken_rule_is_named_at_its_place(data: Data, file: str, old: str, new: str, message: str) -> None:
    place = data.change(file, old, new)
    assert data.said() == [f"{place}: {message}" if HERE in new else message]


# What comes close to breaking a rule and does not.
KEPT = [
    pytest.param(
        "participations",
        'note: "Så få elever var med, at antallet ikke står her."',
        "note: Under 5 var med i 2024.",
        id="a note with a year",
    ),
    pytest.param(
        "statements",
        "text: De to fortæller, at eleverne glæder sig til timen hele ugen.",
        "text: For en elev på Strandskolen betyder et barn i 2024/25, s. 3, det samme.",
        id="a manner of speaking",
    ),
]


@pytest.mark.parametrize(("file", "old", "new"), KEPT)
def test_what_is_allowed_stays_allowed(data: Data, file: str, old: str, new: str) -> None:
    data.change(file, old, new)
    assert data.said() == []
