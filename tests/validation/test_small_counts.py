"""A small count is refused in data of every kind and field, at its file and line, and no message repeats it."""

from __future__ import annotations

import pytest

from tests.damage import HERE, Data

COUNT = "teksten siger et elevtal under 5 på en skole, og det kan pege på et bestemt barn [lille-elevtal]"
HIDDEN = "teksten siger, hvor få elever der var med på en skole, hvor tallet er skjult; mente du »under 5 elever«? [lille-elevtal]"
CHILD = "teksten kan pege på et bestemt barn; skriv uden navn, køn, alder, klasse og fødselsdag [enkelt-barn]"
CPR = "teksten ser ud til at rumme et CPR-nummer, og det må aldrig skrives her; slet det [cpr-nummer]"
NOTE = "bemærkningen ved »under 5« må ikke rumme tal, hold, klasse eller alder [skjult-tal]"
OF_PAGE = "rettelsen siger et elevtal, der er skjult på siden; slet linjen, eller skriv: under 5 [lille-elevtal]"
TEXT = "text: De to fortæller, at eleverne glæder sig til timen hele ugen."
HIDDEN_NOTE = 'note: "Så få elever var med, at antallet ikke står her."'

BROKEN = [
    ("statements", TEXT, "text: ¤På Fyrskolen var to elever med.", COUNT),
    # The place of work names the school.
    ("statements", TEXT, "text: ¤Vi havde tre med.", COUNT),
    ("statements", TEXT, "text: ¤Emil fra 3. klasse sang.", CHILD),
    ("statements", TEXT, "text: ¤Ring om 010203-1234.", CPR),
    ("statements", "- id: liv-strand", "- id: ¤tre-elever-fra-strandskolen", HIDDEN),
    ("changes", "why: Rapporten blev læst forkert.", "why: ¤Der var 3 elever på Strandskolen.", HIDDEN),
    ("changes", "title: Et tal for Nordby er rettet", "title: ¤Fyrskolen havde tre med", COUNT),
    ("changes", "said: 8 elever på Fyrskolen", "said: ¤3 elever i 5. klasse", COUNT),
    ("changes", "said: 8 elever på Fyrskolen", 'said: ¤"3"', COUNT),
    ("changes", "address: /\n  title: Prøveudgaven er klar", "address: /kommuner/aeroesund/\n  title: ¤3 elever er rettet", COUNT),
    ("participations", HIDDEN_NOTE, "note: ¤Kun to.", NOTE),
    ("participations", HIDDEN_NOTE, "note: ¤To unge var med.", NOTE),
    ("participations", "groups: et hold", "groups: ¤et hold på 6 og et hold på 3", COUNT),
    ("participations", "groups: et hold", "groups: ¤6 og 3", COUNT),
    ("schools", "name: Nordby Billedskole", "name: ¤Nordby Billedskole med tre elever fra Fyrskolen", COUNT),
    ("glossary", "text: En klasse eller skole for børn, der har brug for ekstra hjælp.", "text: ¤Se Strandskolen (3).", HIDDEN),
    ("timeline", "title: Første forløb", "title: ¤Strandskolen med tre små glade elever", HIDDEN),
    ("media_coverage", "title: Koret fylder hallen", "title: ¤Tre unge fra Fyrskolen spiller", COUNT),
    ("media_coverage", "outlet: Kystposten", "outlet: ¤Kystposten om to drenge på Fyrskolen", COUNT),
    ("municipalities", "name: Nordby\n", "name: Nordby\n  note: ¤På Fyrskolen var der 4 elever.\n", COUNT),
    ("figures", "text: Så meget tid brugte skolerne på forløbene.", "text: ¤Så mange fra Strandskolen, kun 3.", HIDDEN),
]  # fmt: skip

@pytest.mark.parametrize(("file", "old", "new", "message"), BROKEN)
def test_a_small_count_is_refused_at_its_place(data: Data, file: str, old: str, new: str, message: str) -> None:
    place = data.change(file, old, new)
    assert data.said() == [f"{place}: {message}"]


KEPT = [
    ("statements", TEXT, "text: De to ser et barn vokse og en elev smile."),
    ("statements", TEXT, "text: Musikskolen har hold for alle, siger de to lærere."),
    ("participations", HIDDEN_NOTE, "note: Musikskolen har hold for alle. Et barn er et barn. Se s. 12 i 2024/25."),
    ("participations", HIDDEN_NOTE, "note: To lærere var med."),
    (
        "changes",
        "said: 8 elever på Fyrskolen\n  says: 9 elever på Fyrskolen",
        'said: "1"\n  says: 2 lærere på Fyrskolen',
    ),
    ("changes", "said: 8 elever på Fyrskolen", "said: Side 3"),
]


@pytest.mark.parametrize(("file", "old", "new"), KEPT)
def test_what_is_no_count_of_pupils_passes(data: Data, file: str, old: str, new: str) -> None:
    data.change(file, old, new)
    assert data.said() == []


def test_no_message_repeats_what_stands_there(data: Data) -> None:
    data.change("statements", TEXT, "text: På Strandskolen var tre elever med, og Emil fra 6.b har 010203-1234.")
    said = "\n".join(data.said())
    assert said and not any(word in said for word in ("tre", "Emil", "6.b", "010203", HERE))
