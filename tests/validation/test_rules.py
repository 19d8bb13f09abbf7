"""The rules between records: each message, at the field that has to be put right."""

from __future__ import annotations

import inspect
import re

import pytest

from publication.loading import diagnostics
from publication.model.kinds import KINDS
from publication.validation import rules
from tests.damage import HERE, Data

BESIDE = "må ikke stå ved siden af «under 5», for det kan pege på et bestemt barn; slet linjen [skjult-tal]"
NOTE = "bemærkningen ved «under 5» må ikke rumme tal, hold, klasse eller alder [skjult-tal]"
GIVEN_AWAY = "tallet røber et elevtal, der er skjult som «under 5»; brug et rundt tal med et forbehold [roeber-tal]"
TOO_FEW = "teksten siger, hvor få elever der var med på en skole, hvor tallet er skjult; mente du «under 5 elever»? [lille-elevtal]"
PUPILS = "value: 30\n  unit: elever\n  qualifier: mindst"

# (file, what stands there, what is made of it, what the check says); ¤ is where the diagnostic has to point.
BROKEN = [
    # --- Ids and names
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
    # --- References
    pytest.param(
        "partnerships",
        "municipality: aabaek",
        "municipality: ¤aabeak",
        "id'et «aabeak» findes ikke i municipalities.yml; mente du «aabaek»? [ukendt-henvisning]",
        id="unknown municipality",
    ),
    pytest.param(
        "partnerships",
        "format: langt",
        "format: ¤lang",
        "id'et «lang» findes ikke i formats.yml; mente du «langt»? [ukendt-henvisning]",
        id="unknown format",
    ),
    pytest.param(
        "partnerships",
        "  source: kystrapporten\n  page: side 5",
        "  source: ¤rapport\n  page: side 5",
        "id'et «rapport» findes ikke i sources.yml; mente du «kystrapporten»? [ukendt-henvisning]",
        id="unknown source",
    ),
    pytest.param(
        "initiative",
        "report: kystrapporten",
        "report: ¤qwxz",
        "id'et «qwxz» findes ikke i sources.yml [ukendt-henvisning]",
        id="unknown report",
    ),
    pytest.param(
        "initiative",
        "municipality: aeroesund",
        "municipality: ¤aeroe",
        "id'et «aeroe» findes ikke i municipalities.yml; mente du «aeroesund»? [ukendt-henvisning]",
        id="unknown municipality of a chair",
    ),
    pytest.param(
        "media_coverage",
        "    - nordby",
        "    - ¤norby",
        "id'et «norby» findes ikke i municipalities.yml; mente du «nordby»? [ukendt-henvisning]",
        id="unknown municipality in a list",
    ),
    pytest.param(
        "figures",
        "    - gammel-artikel",
        "    - gammel-artikel\n    - ¤nyartikel",
        "id'et «nyartikel» findes ikke i sources.yml; mente du «gammel-artikel»? [ukendt-henvisning]",
        id="unknown source to read on",
    ),
    pytest.param(
        "changes",
        "address: /kommuner/nordby/",
        "address: ¤/kommuner/nordbu/",
        "der er ingen kommune med adressen /kommuner/nordbu/; mente du «/kommuner/nordby/»? [ukendt-henvisning]",
        id="change of an unknown municipality",
    ),
    pytest.param(
        "figures",
        "  more:\n    - gammel-artikel\n",
        "",
        "data/sources.yml:20:7: ingen oplysning henviser til kilden «gammel-artikel» [ubrugt-kilde]",
        id="source that nobody cites",
    ),
    pytest.param(
        "figures",
        "- id: timer\n  topic: resultater-2024",
        "- id: timer\n  topic: ¤resultatr-2024",
        "emnet «resultatr-2024» ligner et andet emne, som flere oplysninger har; mente du «resultater-2024»? [emne]",
        id="misspelt topic",
    ),
    pytest.param(
        "sources",
        "http_url: http://tal",
        "url: https://nyetal.eksempel.dk/\n  ¤http_url: http://tal",
        "kilden har allerede et link med https; slet http_url [to-links]",
        id="two links",
    ),
    # --- Partnerships
    pytest.param(
        "partnerships",
        "  special_school: Havneskolen\n  format: langt\n  participation:",
        "  format: langt\n  ¤participation:",
        "når der er tal for deltagelse, skal special_school også stå der [deltagelse]",
        id="counts without a school",
    ),
    pytest.param(
        "partnerships",
        "  culture_school: Nordby Musikskole\n  special_school: Fyrskolen\n  format: kort\n  participation:",
        "  special_school: Fyrskolen\n  format: kort\n  ¤participation:",
        "når der er tal for deltagelse, skal culture_school også stå der [deltagelse]",
        id="counts without a culture school",
    ),
    pytest.param(
        "partnerships",
        "- id: aabaek-kulturskole\n  municipality: aabaek\n  year: 2025\n  status: under opstart\n  culture_school: Aabæk Kulturskole\n",
        "- ¤id: aabaek-kulturskole\n  municipality: aabaek\n  year: 2025\n  status: under opstart\n",
        "samarbejdet mangler både culture_school og special_school [deltagelse]",
        id="no partner at all",
    ),
    pytest.param(
        "partnerships",
        "- id: nordby-billedskole\n  municipality: nordby\n  year: 2025",
        "- id: ny-aabaek\n  municipality: nordby\n  year: 2025\n  status: nyt\n  culture_school: Nordby Billedskole\n  special_school: Fyrskolen\n  source: kystrapporten\n\n- ¤id: nordby-billedskole\n  municipality: nordby\n  year: 2025",
        "samarbejdet har samme kommune, år og steder som det i linje 61 [dobbelt-samarbejde]",
        id="partnership twice",
    ),
    # --- Children cannot be found
    pytest.param(
        "partnerships",
        "    pupils: under 5",
        "    pupils: under 5\n    ¤groups: solo",
        f"feltet «groups» {BESIDE}",
        id="group beside under 5",
    ),
    pytest.param(
        "partnerships",
        "    pupils: under 5",
        "    pupils: under 5\n    ¤classes: 3",
        f"feltet «classes» {BESIDE}",
        id="class beside under 5",
    ),
    pytest.param(
        "partnerships",
        "    pupils: under 5",
        "    pupils: under 5\n    ¤ages: 9",
        f"feltet «ages» {BESIDE}",
        id="age beside under 5",
    ),
    pytest.param(
        "partnerships",
        "special_school: Strandskolen",
        "special_school: Strandskolen\n  ¤format: kort",
        f"feltet «format» {BESIDE}",
        id="format beside under 5",
    ),
    pytest.param(
        "partnerships",
        "note: Så få elever var med, at antallet ikke står her.",
        "note: ¤Der var 3 med.",
        NOTE,
        id="digit in a note",
    ),
    pytest.param(
        "partnerships",
        "note: Så få elever var med, at antallet ikke står her.",
        "note: ¤Det var tre elever.",
        NOTE,
        id="number word in a note",
    ),
    pytest.param(
        "partnerships",
        "note: Så få elever var med, at antallet ikke står her.",
        "note: ¤De gik i samme klasse.",
        NOTE,
        id="class in a note",
    ),
    pytest.param(
        "partnerships",
        "note: Så få elever var med, at antallet ikke står her.",
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
    # --- Headlines and totals
    pytest.param(
        "figures",
        PUPILS,
        "value: ¤40\n  unit: elever\n  qualifier: mindst",
        "«mindst 40» passer ikke med partnerships.yml, som giver mindst 30 elever i 2024 [hovedtal]",
        id="at least more than there are",
    ),
    pytest.param(
        "figures",
        PUPILS,
        "value: ¤3\n  unit: elever\n  qualifier: mere end",
        "«mere end 3» passer ikke med partnerships.yml, som giver mindst 30 elever i 2024 [hovedtal]",
        id="more than far less than there are",
    ),
    pytest.param(
        "figures",
        PUPILS,
        "value: ¤40\n  unit: elever\n  qualifier: ca.",
        "«ca. 40» passer ikke med partnerships.yml, som giver mindst 30 elever i 2024 [hovedtal]",
        id="about more than there are",
    ),
    pytest.param(
        "figures",
        PUPILS,
        "value: ¤50\n  unit: elever\n  qualifier: godt",
        "«godt 50» passer ikke med partnerships.yml, som giver mindst 30 elever i 2024 [hovedtal]",
        id="somewhat over more than there are",
    ),
    pytest.param(
        "figures",
        "value: 12\n",
        "value: ¤13\n",
        "«13» passer ikke med partnerships.yml, som giver 12 undervisere, lærere og pædagoger i 2024; mente du «12»? [hovedtal]",
        id="teachers",
    ),
    pytest.param(
        "figures",
        "value: 12\n",
        "value: ¤12\n  qualifier: mere end\n",
        "«mere end 12» passer ikke med partnerships.yml, som giver 12 undervisere, lærere og pædagoger i 2024 [hovedtal]",
        id="more than just as many",
    ),
    pytest.param(
        "figures",
        "value: 6\n",
        "value: ¤7\n",
        "«7» passer ikke med partnerships.yml, som giver 6 undervisere fra kulturskoler i 2024; mente du «6»? [hovedtal]",
        id="culture teachers",
    ),
    pytest.param(
        "figures",
        "value: 3\n",
        "value: ¤4\n",
        "«4» passer ikke med partnerships.yml, som giver 3 specialtilbud i 2024; mente du «3»? [hovedtal]",
        id="special schools",
    ),
    pytest.param(
        "figures",
        "value: 2\n",
        "value: ¤3\n",
        "«3» passer ikke med partnerships.yml, som giver 2 kulturskoler i 2024; mente du «2»? [hovedtal]",
        id="culture schools",
    ),
    pytest.param(
        "figures",
        'period: "2024"\n  sums: teachers',
        'period: ¤"2025"\n  sums: teachers',
        "ingen samarbejder fra 2025 har tal for deltagelse [hovedtal]",
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
    pytest.param(
        "figures",
        "  value: 40\n  upper: 60\n  unit: timer\n  qualifier: ca.\n",
        "  ¤unit: timer\n",
        "feltet «unit» hører til et tal; value mangler [tal-uden-vaerdi]",
        id="unit without a value",
    ),
    pytest.param(
        "figures",
        "  value: 40\n  upper: 60\n  unit: timer\n  qualifier: ca.\n",
        "  ¤qualifier: ca.\n",
        "feltet «qualifier» hører til et tal; value mangler [tal-uden-vaerdi]",
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
        "municipalities",
        '"5,4"',
        '¤"100,4"',
        "andelen 100,4 er større end 100 procent; mangler der et komma? [andel]",
        id="share of a municipality",
    ),
    # --- Time, classes and ages
    pytest.param(
        "initiative",
        '"2025-2028"',
        '¤"2028-2025"',
        "perioden «2028-2025» slutter, før den begynder; mente du «2025-2028»? [periode]",
        id="period backwards",
    ),
    pytest.param(
        "figures",
        'unit: "%"\n  period: "2021-2024"',
        'unit: "%"\n  period: ¤"2024-2021"',
        "perioden «2024-2021» slutter, før den begynder; mente du «2021-2024»? [periode]",
        id="period of a figure backwards",
    ),
    pytest.param(
        "municipalities",
        'pupils_special: 130\n    counts_period: "2023/2024"',
        'pupils_special: 130\n    counts_period: ¤"2023/2025"',
        "skoleåret «2023/2025» skal være to år i træk; mente du «2023/2024»? [periode]",
        id="school year of two years",
    ),
    pytest.param(
        "municipalities",
        'pupils_special: 130\n    counts_period: "2023/2024"',
        "pupils_special: 130\n    counts_period: ¤i fjor",
        "perioden «i fjor» mangler et årstal [periode]",
        id="period without a year",
    ),
    pytest.param(
        "training",
        "when: 2025",
        "when: ¤2052",
        "året 2052 ligger for langt fra i dag [aarstal]",
        id="year with digits swapped",
    ),
    pytest.param(
        "timeline", "when: 2023", "when: ¤1923", "året 1923 ligger for langt fra i dag [aarstal]", id="year long ago"
    ),
    pytest.param(
        "partnerships",
        "classes: 1-4",
        "classes: ¤7-11",
        "klassetrinnet 7-11 findes ikke; klasser går fra 0 til 10 [klassetrin]",
        id="class eleven",
    ),
    pytest.param(
        "partnerships",
        "ages: 7-11",
        "ages: ¤1-4",
        "alderen 1-4 kan ikke passe; skolebørn er 5 til 25 år [alder]",
        id="age one",
    ),
    pytest.param(
        "formats",
        "ages: 9-12",
        "ages: ¤9-112",
        "alderen 9-112 kan ikke passe; skolebørn er 5 til 25 år [alder]",
        id="age of a format",
    ),
    # --- Changes
    pytest.param(
        "changes",
        "  kind: rettelse\n  address: /kommuner/nordby/\n  title: Et tal for Nordby er rettet\n  said: 8 elever på Fyrskolen\n  says: 9 elever på Fyrskolen\n",
        "  ¤kind: rettelse\n  address: /kommuner/nordby/\n  title: Et tal for Nordby er rettet\n",
        "en rettelse skal fortælle, hvad der nu står, i feltet «says» [rettelse]",
        id="correction that says nothing",
    ),
    pytest.param(
        "changes",
        "says: 9 elever",
        "says: ¤8 elever",
        "said og says er ens, så intet er rettet [rettelse]",
        id="correction of nothing",
    ),
    # --- Order
    pytest.param(
        "timeline",
        "when: 2024-08",
        "when: 2022",
        "data/timeline.yml:10:7: posten «foerste-forloeb» står ikke i rækkefølge; den hører til øverst i filen [raekkefoelge]",
        id="first is second",
    ),
    pytest.param(
        "timeline",
        "when: 2023",
        "when: 2024-12",
        "data/timeline.yml:10:7: posten «foerste-forloeb» står ikke i rækkefølge; den hører til øverst i filen [raekkefoelge]",
        id="second is first",
    ),
    pytest.param(
        "municipalities",
        "name: Aabæk",
        "name: Abbæk",
        "data/municipalities.yml:37:7: posten «aabaek» står ikke i rækkefølge; den hører til øverst i filen [raekkefoelge]",
        id="aa is å",
    ),
    pytest.param(
        "changes",
        "date: 2025-05-10",
        "date: 2025-05-01",
        "data/changes.yml:12:7: posten «foerste-udgave» står ikke i rækkefølge; den hører til øverst i filen [raekkefoelge]",
        id="newest first",
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
    pytest.param("figures", "value: 12\n", "value: 10\n  upper: 12\n", id="a range that holds the total"),
    pytest.param(
        "figures",
        "value: 40\n  upper: 60\n  unit: timer\n  qualifier: ca.",
        "value: 34\n  unit: voksne",
        id="the same number of adults",
    ),
    pytest.param(
        "figures",
        "- id: timer\n  topic: resultater-2024",
        "- id: timer\n  topic: resultater-2025",
        id="a new year's topic",
    ),
    pytest.param(
        "partnerships",
        "note: Så få elever var med, at antallet ikke står her.",
        "note: Under 5 var med i 2024.",
        id="a note with a year",
    ),
    pytest.param(
        "statements",
        "text: De to fortæller, at eleverne glæder sig til timen hele ugen.",
        "text: På Fyrskolen var to elever med.",
        id="few pupils where the count is shown",
    ),
    pytest.param(
        "changes", "address: /kommuner/nordby/", "address: /kommuner/nordbyen/", id="a change at an old address"
    ),
    pytest.param(
        "changes", "  said: 8 elever på Fyrskolen\n", "", id="a correction that keeps what was personal to itself"
    ),
]


@pytest.mark.parametrize(("file", "old", "new"), KEPT)
def test_what_is_allowed_stays_allowed(data: Data, file: str, old: str, new: str) -> None:
    data.change(file, old, new)
    assert data.said() == []


# --- One slip is one diagnostic ------------------------------------------------------------------------


def test_a_new_id_in_use_elsewhere_is_said_wherever_it_is_used(data: Data) -> None:
    data.change("municipalities", "- id: aabaek", "- id: aabaekby")
    assert [line.split(": ")[0] for line in data.said()] == ["data/partnerships.yml:4:17"]


@pytest.mark.parametrize("kind", list(KINDS))
def test_a_file_that_cannot_be_read_sets_off_no_other_diagnostics(data: Data, kind: str) -> None:
    data.write(kind, "- id: [\n")
    assert {diagnostic.file for diagnostic in data.diagnostics()} == {f"data/{kind}.yml"}
    assert len(data.diagnostics()) == 1


def test_a_record_with_a_diagnostic_is_still_referred_to_and_refers(data: Data) -> None:
    data.change("sources", "title: At synge ved havet", "titel: At synge ved havet")
    data.change("partnerships", "municipality: aabaek\n  year: 2025", "municipality: aabeak\n  year: i år")
    assert [diagnostic.code for diagnostic in data.diagnostics()] == ["ukendt-henvisning", "dato", "ukendt-felt"]


def test_only_the_misplaced_record_is_named(data: Data) -> None:
    text = data.text("partnerships")
    head, first, rest = re.split(r"(?m)^(?=- id: aabaek)|^(?=- id: havneskolen)", text)
    data.write("partnerships", head + rest + "\n" + first)
    (line,) = data.said()
    assert "posten «aabaek-kulturskole» står ikke i rækkefølge; den hører til øverst i filen" in line


def test_order_follows_the_danish_alphabet() -> None:
    key = KINDS["municipalities"].sort_key
    assert key is not None

    class Named:
        def __init__(self, name: str) -> None:
            self.name = name

    names = ["Viborg", "Ærø", "Øksnes", "Aabenraa", "Aalborg", "Aarhus"]
    assert sorted(reversed(names), key=lambda name: key(Named(name))) == names


# --- The codes ------------------------------------------------------------------------------------


def test_every_code_is_explained_and_every_explanation_has_its_code() -> None:
    code = "".join(inspect.getsource(module) for module in (values, tree, reading, rules, pages))
    words = set(re.findall(r'"([a-z]+(?:-[a-z]+)*)"', code))
    said = set(re.findall(r'(?:diagnostic|_refuse)\(\s*(?:[a-z_.]+mark, )?"([a-z-]+)"', code))
    assert said <= set(diagnostics.EXPLANATIONS) <= words


@pytest.mark.parametrize("one", diagnostics.EXPLANATIONS.values(), ids=diagnostics.EXPLANATIONS)
def test_an_explanation_is_whole_sentences_in_plain_signs(one: diagnostics.Explanation) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", one.code)
    assert not one.title.endswith(".")
    assert one.cause.endswith(".")
    assert one.cure.endswith(".")


def test_every_rule_is_in_the_list() -> None:
    public = {
        function
        for name, function in inspect.getmembers(rules, inspect.isfunction)
        if function.__module__ == rules.__name__ and not name.startswith("_")
    }
    assert public - {rules.diagnostics_in} == set(rules.RULES)
