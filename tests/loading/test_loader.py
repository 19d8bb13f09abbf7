"""Reading: every slip of the keys gives one message, in Danish, at the very place."""

from __future__ import annotations

import datetime as dt
import unicodedata

import pytest
import yaml

from publication.loading import loader, strict_yaml
from publication.model.seasons import Season
from publication.model.types import Moment, PupilCount, Span
from tests.damage import Data

EMPTY = "feltet er tomt; skriv en værdi, eller slet linjen [tom-vaerdi]"
SHORTCUT = (
    "YAML-genvejene &, * og ! bruges ikke her; skriv værdien helt ud, eller sæt anførselstegn om den [yaml-genvej]"
)
LOST = (
    "alt efter # regnes for en kommentar og går tabt; sæt anførselstegn om værdien, "
    "eller flyt kommentaren op på sin egen linje [kommentar]"
)
INDENT = "linjen er rykket forkert ind; den skal stå lige under de andre felter i posten [yaml-form]"
COLON = "et kolon midt i en tekst skiller den ad; sæt anførselstegn om hele teksten [yaml-form]"
WRONG_INDENT = "linjen er rykket forkert ind, eller linjen over mangler sin værdi [yaml-form]"
HARD_SPACE = (
    "linjen rummer et hårdt mellemrum, som kan følge med, når man kopierer; skriv mellemrummene igen [yaml-form]"
)
ONE_VALUE = "her skal stå én værdi, ikke en liste eller flere felter [forkert-slags]"
A_LIST = "her skal stå en liste med hver værdi på sin egen linje efter en bindestreg [forkert-slags]"
SOME_FIELDS = "her skal stå flere felter, hvert på sin egen linje og rykket ind [forkert-slags]"
NEW_RECORD = "en post begynder med en bindestreg og et mellemrum: »- id:« [bindestreg]"
MERGED = (
    "her er to udgaver flettet sammen; behold den ene, og slet linjerne med <<<<<<<, ======= og >>>>>>> [flettemaerke]"
)
TOO_LONG = "teksten fylder {} tegn, og der er plads til {}; gør den kortere [for-lang]"
PUPILS = "elevtallet skal skrives med cifre alene, for eksempel 12, eller som: under 5 [tal]"
NO_HTTPS = "linket »{}« skal begynde med https://{} [link]"

# (file, what stands there, what an editor makes of it, what the check says); ¤ is where the diagnostic has to point.
SLIPS = [
    # --- The shape of the text
    pytest.param("sources", "title: At synge", "title: At¤: synge", COLON, id="colon in a text"),
    pytest.param(
        "formats",
        "  minutes: 20",
        "  ¤minutes:20",
        "der mangler et mellemrum efter kolon [yaml-form]",
        id="no space after colon",
    ),
    pytest.param("formats", "  minutes: 20", " ¤minutes: 20", INDENT, id="too little indentation"),
    pytest.param("formats", "  minutes: 20", "   minutes¤: 20", WRONG_INDENT, id="too much indentation"),
    pytest.param(
        "formats",
        "name: Kort format",
        'name: "Kort" ¤format',
        "der står mere efter det sidste anførselstegn; sæt anførselstegn om hele værdien [yaml-form]",
        id="text after the quotation mark",
    ),
    pytest.param(
        "formats",
        "name: Kort format",
        'name: ¤"Kort format',
        "anførselstegnet, der begynder her, bliver ikke lukket igen [yaml-form]",
        id="quotation mark not closed",
    ),
    pytest.param(
        "formats",
        "name: Kort format",
        r'name: "Kort ¤\d format"',
        "en omvendt skråstreg virker ikke mellem disse anførselstegn; brug enkelte anførselstegn (') [yaml-form]",
        id="backslash in quotation marks",
    ),
    pytest.param(
        "formats",
        "name: Kort format",
        "name: ¤@Kort format",
        "en værdi kan ikke begynde med »@«; sæt anførselstegn om hele værdien [yaml-form]",
        id="at sign first",
    ),
    pytest.param(
        "formats",
        "name: Kort format",
        "name: ¤%Kort format",
        "en værdi kan ikke begynde med »%«; sæt anførselstegn om hele værdien [yaml-form]",
        id="per cent sign first",
    ),
    pytest.param(
        "formats",
        "  name: Kort format",
        "  ¤navn\n  name: Kort format",
        "linjen er ikke et felt; der mangler et kolon, et anførselstegn eller en indrykning [yaml-form]",
        id="a word alone on a line",
    ),
    pytest.param(
        "media_coverage",
        "municipalities:\n    - aeroesund\n    - nordby",
        "municipalities: ¤[aeroesund, nordby",
        "listen, der begynder her, bliver ikke lukket igen [yaml-form]",
        id="bracket not closed",
    ),
    pytest.param(
        "formats",
        "name: Kort format",
        "name: ¤- Kort format",
        "en bindestreg kan ikke stå her; sæt anførselstegn om teksten, eller ryk linjen på plads [yaml-form]",
        id="hyphen first",
    ),
    pytest.param(
        "formats", "  name: Kort format", "  ¤name:\u00a0Kort format", HARD_SPACE, id="hard space after colon"
    ),
    pytest.param("formats", "name: Kort format", "name: ¤&kort Kort format", SHORTCUT, id="anchor"),
    pytest.param("formats", "name: Kort format", "name: ¤!!str Kort format", SHORTCUT, id="tag"),
    pytest.param("formats", "name: Kort format", "name: ¤*kort", SHORTCUT, id="alias"),
    pytest.param(
        "formats",
        "- id: langt",
        "¤---\n- id: langt",
        "tre bindestreger begynder et nyt dokument; slet linjen, så filen er ét [flere-dokumenter]",
        id="second document",
    ),
    pytest.param("formats", "name: Kort format", "name: Kort ¤# format", LOST, id="text lost after a number sign"),
    pytest.param(
        "formats",
        "name: Kort format",
        "name:¤\tKort format",
        "linjen rummer et tabulatortegn; brug mellemrum [tabulator]",
        id="tab in a line",
    ),
    pytest.param(
        "formats",
        "  name: Kort format",
        "¤\tname: Kort format",
        "linjen rummer et tabulatortegn; brug mellemrum [tabulator]",
        id="tab as indentation",
    ),
    pytest.param(
        "formats",
        "name: Kort format",
        "name: Kort¤\u2028format",
        "linjen rummer et usynligt tegn; slet det [usynligt-tegn]",
        id="line separator",
    ),
    pytest.param(
        "formats",
        "name: Kort format",
        "name: Kort¤\x07format",
        "linjen rummer et usynligt tegn; slet det [usynligt-tegn]",
        id="control sign",
    ),
    pytest.param(
        "formats",
        "name: Kort format",
        "name: ¤Kort\u200bformat",
        "teksten rummer et usynligt tegn; slet det, og skriv ordet igen [usynligt-tegn]",
        id="sign without width",
    ),
    pytest.param(
        "formats",
        "name: Kort format",
        "name: ¤Kort\u202eformat",
        "teksten rummer et usynligt tegn; slet det, og skriv ordet igen [usynligt-tegn]",
        id="sign that turns the text round",
    ),
    pytest.param(
        "formats",
        "activities: Sang og klap",
        "activities: ¤Sang og klap og dans i den store sal hver eneste dag,\u200b så længe nogen har lyst til det",
        "teksten rummer et usynligt tegn efter »dag,«; slet det, og skriv ordet igen [usynligt-tegn]",
        id="sign without width in a long text",
    ),
    pytest.param("formats", "- id: langt", "¤– id: langt", NEW_RECORD, id="short dash before a record"),
    pytest.param("formats", "- id: langt", "¤-id: langt", NEW_RECORD, id="no space after the hyphen"),
    pytest.param("formats", "- id: langt", "¤id: langt", NEW_RECORD, id="no hyphen before a record"),
    pytest.param("formats", "- id: kort", "¤-id: kort", NEW_RECORD, id="no space after the first hyphen"),
    pytest.param(
        "formats",
        "- id: langt",
        "  ¤id: langt",
        "feltet »id« står to gange; begynder her en ny post, mangler der en bindestreg foran id [bindestreg]",
        id="two spaces for the hyphen",
    ),
    pytest.param(
        "formats",
        "name: Kort format",
        "name: ¤[Kort] format",
        "en tekst kan ikke begynde med »[«; sæt anførselstegn om hele værdien [yaml-form]",
        id="brackets first in a text",
    ),
    pytest.param("formats", "  minutes: 20", "¤<<<<<<< HEAD\n  minutes: 20\n=======\n  minutes: 25\n>>>>>>> gren", MERGED, id="merge markers"),
    pytest.param("formats", "  minutes: 20", "  minutes: 20\n¤>>>>>>> gren", MERGED, id="a merge marker alone"),
    pytest.param(
        "formats",
        "activities: Sang og klap",
        "activities: >-\n    Sang\n    ¤<<<<<<< HEAD\n    og klap\n    |||||||\n    =======\n    og dans\n    >>>>>>> gren",
        MERGED,
        id="merge markers inside a text",
    ),
    # --- Fields
    pytest.param(
        "formats",
        "  minutes: 20",
        "  minutes: 20\n  ¤minutes: 20",
        "feltet »minutes« står to gange; det står også i linje 10 [dobbelt-felt]",
        id="field twice",
    ),
    pytest.param(
        "formats",
        "  minutes: 20",
        "  ¤minuts: 20",
        "feltet »minuts« kendes ikke her; mente du »minutes«? [ukendt-felt]",
        id="misspelt field",
    ),
    pytest.param(
        "formats",
        "  minutes: 20",
        "  ¤Minutes: 20",
        "feltet »Minutes« kendes ikke her; mente du »minutes«? [ukendt-felt]",
        id="field with a capital",
    ),
    pytest.param(
        "formats",
        "  activities: Sang og klap",
        "  ¤aktiviteter: Sang og klap",
        "feltet »aktiviteter« kendes ikke her; mente du »activities«? [ukendt-felt]",
        id="field by its Danish name",
    ),
    pytest.param(
        "formats",
        "  minutes: 20",
        "  minutes: 20\n  ¤xyz: 1",
        "feltet »xyz« kendes ikke her [ukendt-felt]",
        id="field from nowhere",
    ),
    pytest.param(
        "formats",
        "- id: kort\n  name: Kort format",
        "- ¤id: kort",
        "feltet »name« mangler (Navn) [mangler-felt]",
        id="field missing",
    ),
    pytest.param("formats", "name: Kort format", "name:¤", EMPTY, id="nothing after colon"),
    pytest.param("formats", "name: Kort format", 'name: ¤""', EMPTY, id="empty quotation marks"),
    pytest.param("formats", "name: Kort format", 'name: ¤"  "', EMPTY, id="only spaces"),
    pytest.param("initiative", "mail: nora@eksempel.dk", "mail:¤", EMPTY, id="empty mail"),
    pytest.param("changes", "address: /\n", "address:¤\n", EMPTY, id="empty address"),
    pytest.param("training", "  partners:\n    - Kystens Universitet", "  partners:¤", EMPTY, id="empty list"),
    pytest.param("training", "  partners:\n    - Kystens Universitet", "  partners: ¤[]", EMPTY, id="empty brackets"),
    pytest.param("training", "    - Kystens Universitet", "    -¤", EMPTY, id="empty item"),
    pytest.param("municipalities", "  tile:\n    row: 1\n    column: 2", "  tile: ¤{}", EMPTY, id="empty braces"),
    pytest.param("municipalities", "  tile:\n    row: 1\n    column: 2", "  tile:¤", EMPTY, id="empty group"),
    pytest.param(
        "municipalities",
        "  tile:\n    row: 1\n    column: 2",
        "  ¤tile:\n    row: 1",
        "feltet »column« mangler (Kolonne) [mangler-felt]",
        id="field of a group missing",
    ),
    pytest.param(
        "statements",
        "    - name: Ida Opdigt\n      role: Forsker\n",
        "    - ¤name: Ida Opdigt\n",
        "feltet »role« mangler (Rolle) [mangler-felt]",
        id="field of a list's group missing",
    ),
    pytest.param("formats", "name: Kort format", "name: ¤[Kort, format]", ONE_VALUE, id="list for a value"),
    pytest.param("formats", "name: Kort format", "name: ¤{a: b}", ONE_VALUE, id="fields for a value"),
    pytest.param(
        "training",
        "  partners:\n    - Kystens Universitet",
        "  partners: ¤Kystens Universitet",
        A_LIST,
        id="value for a list",
    ),
    pytest.param(
        "municipalities", "  tile:\n    row: 1\n    column: 2", "  tile: ¤1", SOME_FIELDS, id="value for a group"
    ),
    pytest.param(
        "statements",
        "group: forskning",
        "group: ¤forksning",
        "»forksning« kan ikke vælges her; vælg mellem »praksis«, »forskning«, »politik«; mente du »forskning«? [ukendt-valg]",
        id="misspelt choice",
    ),
    pytest.param("statements", "group: forskning", "group: ¤[forskning]", ONE_VALUE, id="list for a choice"),
    # --- Values
    pytest.param("formats", "name: Kort format", f"name: ¤{'x' * 301}", TOO_LONG.format(301, 300), id="a long name"),
    pytest.param(
        "formats", "name: Kort format", f"name: ¤{'x' * 2_500_000}", TOO_LONG.format(2_500_000, 2_000), id="a huge name"
    ),
    pytest.param(
        "formats", "minutes: 20", f"minutes: ¤{'9' * 2_500_000}", TOO_LONG.format(2_500_000, 2_000), id="a huge number"
    ),
    pytest.param(
        "formats",
        "name: Kort format",
        "name: ¤Kort pÃ¥ format",
        "bogstaver er blevet til andre tegn; skriv »på« i stedet for »pÃ¥«; mente du »Kort på format«? [forvansket]",
        id="UTF-8 read as something older",
    ),
    pytest.param(
        "formats",
        "name: Kort format",
        "name: ¤Kоrt format",
        "»Kоrt« rummer et bogstav fra et andet alfabet, som ligner et af vores; skriv ordet igen; "
        "mente du »Kort format«? [lignende-bogstav]",
        id="a Cyrillic letter",
    ),
    pytest.param(
        "municipalities",
        'code: "901"',
        "code: ¤“901”",
        "brug lige anførselstegn (\"); mente du »\"901\"«? [anfoerselstegn]",
        id="curly quotation marks",
    ),
    pytest.param(
        "formats",
        "page: side 10\n\n- id: langt",
        "page: side 10\n  checked: ¤12. sept. 2024\n\n- id: langt",
        "datoen »12. sept. 2024« skal skrives som 2024, 2024-03 eller 2024-03-01; mente du »2024-09-12«? [dato]",
        id="a month's short name",
    ),
    pytest.param(
        "media_coverage",
        "source: kystrapporten\n  page",
        "source: ¤Sang og farver – en prøverapport\n  page",
        "her skal stå et id fra sources.yml: det, der står efter »id« i posten; mente du »kystrapporten«? [id]",
        id="a source by its title",
    ),
    pytest.param(
        "media_coverage",
        "source: kystrapporten\n  page",
        "source: ¤https://kysten.eksempel.dk/rapport\n  page",
        "her skal stå et id fra sources.yml: det, der står efter »id« i posten; mente du »kystrapporten«? [id]",
        id="a source by its address",
    ),
    pytest.param(
        "formats",
        "name: Kort format",
        "name: ¤no",
        'teksten »no« kan læses som andet end tekst; sæt anførselstegn om; mente du »"no"«? [anfoerselstegn]',
        id="no is False elsewhere",
    ),
    pytest.param(
        "formats",
        "name: Kort format",
        "name: ¤12:30",
        'teksten »12:30« kan læses som andet end tekst; sæt anførselstegn om; mente du »"12:30"«? [anfoerselstegn]',
        id="a time of day",
    ),
    pytest.param(
        "municipalities",
        'code: "901"',
        "code: ¤0901",
        'teksten »0901« kan læses som andet end tekst; sæt anførselstegn om; mente du »"0901"«? [anfoerselstegn]',
        id="an octal number",
    ),
    pytest.param(
        "sources",
        "- id: kystbogen",
        "- id: ¤Kyst bøgen",
        "»Kyst bøgen« kan ikke stå i en adresse; brug små bogstaver a-z, tal og bindestreg; mente du »kyst-boegen«? [id]",
        id="id with Danish letters",
    ),
    pytest.param(
        "formats",
        "minutes: 20",
        "minutes: ¤tyve",
        "»tyve« er ikke et helt tal; skriv kun cifre, for eksempel 12 [tal]",
        id="number in words",
    ),
    pytest.param(
        "formats",
        "minutes: 20",
        "minutes: ¤-20",
        "»-20« er ikke et helt tal; skriv kun cifre, for eksempel 12 [tal]",
        id="number below nought",
    ),
    pytest.param(
        "formats",
        "minutes: 20",
        "minutes: ¤020",
        "tallet »020« begynder med nul; skriv det uden; mente du »20«? [tal]",
        id="leading nought",
    ),
    pytest.param(
        "formats",
        "minutes: 20",
        "minutes: ¤2_0",
        "»2_0« er ikke et helt tal; skriv kun cifre, for eksempel 12 [tal]",
        id="underscore in a number",
    ),
    pytest.param(
        "statistics",
        "pupils_general: 2400",
        "pupils_general: ¤2.400",
        "skriv »2.400« uden punktum eller mellemrum; mente du »2400«? [tal]",
        id="point for thousands",
    ),
    pytest.param(
        "statistics",
        "pupils_general: 2400",
        "pupils_general: ¤2400000000000",
        "tallet er for stort; se efter, om der er kommet for mange cifre med [tal]",
        id="number too large",
    ),
    pytest.param(
        "statistics",
        '"5,4"',
        "¤5.4",
        "skriv »5.4« med komma, ikke punktum; mente du »5,4«? [komma]",
        id="decimal point",
    ),
    pytest.param(
        "statistics",
        '"5,4"',
        "¤5,4 %",
        "skriv »5,4 %« uden procenttegn; mente du »5,4«? [komma]",
        id="per cent sign",
    ),
    pytest.param(
        "statistics",
        '"5,4"',
        "¤omkring fem",
        "»omkring fem« er ikke et tal; skriv for eksempel 5,1 [komma]",
        id="share in words",
    ),
    pytest.param(
        "participations",
        "pupils: 9",
        "pupils: ¤3",
        "et elevtal under 5 må ikke skrives, for det kan pege på et bestemt barn; mente du »under 5«? [lille-elevtal]",
        id="count under five",
    ),
    pytest.param("participations", "pupils: 9", "pupils: ¤3 elever", PUPILS, id="count under five with a word"),
    pytest.param("participations", "pupils: 9", "pupils: ¤03", PUPILS, id="count under five with a nought"),
    pytest.param("participations", "pupils: 9", "pupils: ¤2-4", PUPILS, id="range under five"),
    pytest.param("participations", "pupils: 9", "pupils: ¤tre", PUPILS, id="count in a word"),
    pytest.param(
        "participations",
        "pupils: 9",
        "pupils: ¤Under fem",
        "et lille elevtal skrives sådan: under 5; mente du »under 5«? [tal]",
        id="under five in words",
    ),
    pytest.param(
        "participations",
        "pupils: 9",
        "pupils:¤",
        "udgaven om 2024 er komplet, men feltet »pupils« er tomt; skriv tallet [mangler-tal]",
        id="count left empty",
    ),
    pytest.param(
        "participations",
        "pupils: 9",
        'pupils: ¤"  "',
        "feltet er tomt; skriv et tal på mindst 5, eller skriv: under 5 [tom-vaerdi]",
        id="count of spaces",
    ),
    pytest.param("participations", "pupils: 9", "pupils: ¤[9]", ONE_VALUE, id="count in a list"),
    *(
        pytest.param(
            "participations",
            "culture_teachers: 3",
            f"culture_teachers: ¤{written}",
            message,
            id=f"reported count {written!r}",
        )
        for written, message in [
            ("to", "»to« er ikke et helt tal; skriv kun cifre, for eksempel 12; mente du »2«? [tal]"),
            ("03", "tallet »03« begynder med nul; skriv det uden; mente du »3«? [tal]"),
            ('"  "', EMPTY),
            ("“3”", 'brug lige anførselstegn ("); mente du »"3"«? [anfoerselstegn]'),
            ("{x: y}", ONE_VALUE),
        ]
    ),
    *(
        pytest.param(
            "participations",
            "- id: fyrskolen-2024\n  partnership: fyrskolen\n  period: 2024",
            f"- id: fyrskolen-2024\n  partnership: fyrskolen\n  period: ¤{written}",
            f"»{written}« skal skrives som 2024, forår 2024, efterår 2024 eller 2024/2025{hint} [saeson]",
            id=f"season {written}",
        )
        for written, meant in [
            ("Efterår 2024", "efterår 2024"),
            ("efteråret 2024", "efterår 2024"),
            ("i foråret 2024", "forår 2024"),
            ("foraar 2024", "forår 2024"),
            ("forår, 2024", "forår 2024"),
            ("2024 efterår", "efterår 2024"),
            ("2024/25", "2024/2025"),
            ("2024-2025", "2024/2025"),
            ("skoleåret 2024/2025", "2024/2025"),
            ("skoleåret 2024–25", "2024/2025"),
            ("2024-08", "efterår 2024"),
            ("2024-03-12", "forår 2024"),
            ("2. halvår 2024", "efterår 2024"),
            ("forår 24", "forår 2024"),
            ("hele 2024", "2024"),
            ("2024/2026", None),
            ("sommer 2024", None),
            ("24", None),
            ("forår", None),
        ]
        for hint in [f"; mente du »{meant}«?" if meant else ""]
    ),
    *(
        pytest.param(
            "timeline",
            "when: 2024-08\n",
            f"when: 2024-08-12\n  starts: ¤{written}\n",
            f"klokkeslættet »{written.strip(chr(34))}« skal skrives som 09.30{hint} [klokkeslaet]",
            id=f"time of day {written}",
        )
        for written, meant in [
            ("9.30", "09.30"),
            ('"9:30"', "09.30"),
            ('"14:00"', "14.00"),
            ("14", "14.00"),
            ("kl. 9", "09.00"),
            ("kl 9.30", "09.30"),
            ("klokken 14.15", "14.15"),
            ("24.00", None),
            ("09.60", None),
            ("9-11", None),
            ("morgen", None),
        ]
        for hint in [f"; mente du »{meant}«?" if meant else ""]
    ),
    pytest.param(
        "participations",
        "classes: 1-4",
        "classes: ¤4-1",
        "»4-1« står omvendt; skriv det mindste tal først; mente du »1-4«? [spaend]",
        id="range upside down",
    ),
    pytest.param(
        "participations",
        "classes: 1-4",
        "classes: ¤1.–4. klasse",
        "»1.–4. klasse« skal være et tal eller to tal med bindestreg, for eksempel 3-5; mente du »1-4«? [spaend]",
        id="range with words",
    ),
    pytest.param(
        "editions",
        "published: 2025-05-02",
        "published: ¤2. maj 2025",
        "datoen »2. maj 2025« skal skrives som 2024, 2024-03 eller 2024-03-01; mente du »2025-05-02«? [dato]",
        id="Danish date",
    ),
    pytest.param(
        "editions",
        "published: 2025-05-02",
        "published: ¤02/05-2025",
        "datoen »02/05-2025« skal skrives som 2024, 2024-03 eller 2024-03-01; mente du »2025-05-02«? [dato]",
        id="date with strokes",
    ),
    pytest.param(
        "editions",
        "published: 2025-05-02",
        "published: ¤2025-02-30",
        "datoen »2025-02-30« findes ikke i kalenderen [dato]",
        id="impossible day",
    ),
    pytest.param(
        "editions",
        "published: 2025-05-02",
        "published: ¤2025-05",
        "datoen »2025-05« mangler en dag; skriv for eksempel 2025-05-01 [dato]",
        id="day missing",
    ),
    pytest.param(
        "timeline",
        "when: 2024-08",
        "when: ¤2024-8",
        "datoen »2024-8« skal skrives som 2024, 2024-03 eller 2024-03-01; mente du »2024-08«? [dato]",
        id="month with one digit",
    ),
    pytest.param(
        "sources",
        "url: https://kysten",
        "url: ¤http://kysten",
        NO_HTTPS.format("http://kysten.eksempel.dk/rapport", "; mente du »https://kysten.eksempel.dk/rapport«?"),
        id="link without the s",
    ),
    pytest.param(
        "sources",
        "url: https://kysten",
        "url: ¤kysten",
        NO_HTTPS.format("kysten.eksempel.dk/rapport", "; mente du »https://kysten.eksempel.dk/rapport«?"),
        id="link without a scheme",
    ),
    pytest.param(
        "sources",
        "url: https://kysten",
        "url: ¤javascript:alert(1)//",
        NO_HTTPS.format("javascript:alert(1)//.eksempel.dk/rapport", ""),
        id="link that runs a script",
    ),
    pytest.param(
        "sources",
        "url: https://kysten",
        "url: ¤https://navn@kysten",
        "»https://navn@kysten.eksempel.dk/rapport« er ikke en almindelig webadresse [link]",
        id="link with a user",
    ),
    pytest.param(
        "sources",
        "url: https://kysten.eksempel.dk/rapport",
        'url: ¤"[Kysten](https://kysten.eksempel.dk/rapport)"',
        "skriv kun adressen; mente du »https://kysten.eksempel.dk/rapport«? [link]",
        id="link in Markdown",
    ),
    pytest.param(
        "sources",
        "url: https://kysten.eksempel.dk/rapport",
        "url: ¤[Kysten](https://kysten.eksempel.dk/rapport)",
        "skriv kun adressen: https://kysten.eksempel.dk/rapport [yaml-form]",
        id="link in Markdown without quotation marks",
    ),
    pytest.param(
        "sources",
        "url: https://kysten",
        "url: ¤https://kуsten",
        "»https://kуsten.eksempel.dk/rapport« er ikke en almindelig webadresse [link]",
        id="link with a Cyrillic letter",
    ),
    pytest.param(
        "sources",
        "url: https://kysten",
        "url: ¤https://kysten .dk/",
        "linket rummer et mellemrum eller et tegn, der ikke hører til i et link; skriv adressen og intet andet [link]",
        id="link with a space",
    ),
    pytest.param(
        "sources",
        "http_url: http://tal",
        "http_url: ¤https://tal",
        "linket »https://tal.eksempel.dk/kysten« skal begynde med http:// [link]",
        id="https where only http belongs",
    ),
    pytest.param(
        "initiative",
        "mail: nora@eksempel.dk",
        "mail: ¤nora.eksempel.dk",
        "»nora.eksempel.dk« er ikke en mailadresse [mail]",
        id="mail without at",
    ),
    pytest.param(
        "initiative",
        '"12 34 56 78"',
        '¤"12 34 56"',
        "»12 34 56« er ikke et dansk telefonnummer med otte cifre [telefon]",
        id="short telephone number",
    ),
    pytest.param(
        "changes",
        "address: /kommuner/nordby/",
        "address: ¤kommuner/nordby",
        "»kommuner/nordby« er ikke en adresse her på siden; skriv for eksempel /kommuner/herlev/; mente du »/kommuner/nordby/«? [adresse]",
        id="address without strokes",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "message"), SLIPS)
def test_a_slip_is_named_at_its_place(data: Data, file: str, old: str, new: str, message: str) -> None:
    place = data.change(file, old, new)
    assert data.said() == [f"{place}: {message}"]


# --- Whole files ----------------------------------------------------------------------------------


def test_bytes_that_are_no_utf_8_are_named_at_their_line_and_the_rest_is_read(data: Data) -> None:
    text = data.text("formats").replace("minutes: 20", "minuts: 20")
    data.write("formats", text.replace("Små grupper", "Sm\x00 grupper").encode().replace(b"\x00", "å".encode("cp1252")))
    assert data.said() == [
        "data/formats.yml:10:3: feltet »minuts« kendes ikke her; mente du »minutes«? [ukendt-felt]",
        "data/formats.yml:12:13: filen er ikke gemt som UTF-8; gem den igen med tegnsættet UTF-8 [tegnsaet]",
    ]


@pytest.mark.parametrize(
    ("bytes_", "message"),
    [
        pytest.param(b"", "filen er tom; der skal stå mindst én post (format) [tom-fil]", id="nothing"),
        pytest.param(
            b"# kun en kommentar\n", "filen er tom; der skal stå mindst én post (format) [tom-fil]", id="comment"
        ),
        pytest.param(b"[]\n", "filen er tom; der skal stå mindst én post (format) [tom-fil]", id="brackets"),
        pytest.param(b"---\n", "filen er tom; der skal stå mindst én post (format) [tom-fil]", id="empty document"),
        pytest.param(
            b"id: kort\n",
            "filen skal være en liste af poster, og hver post begynder med en bindestreg [forkert-slags]",
            id="no list",
        ),
        pytest.param(
            "- id: kort\n".encode("utf-16"),
            "filen er ikke gemt som UTF-8; gem den igen med tegnsættet UTF-8 [tegnsaet]",
            id="UTF-16",
        ),
        pytest.param(b"[" * 100_000, None, id="deep brackets"),
        pytest.param(b"- " * 100_000, None, id="deep hyphens"),
        pytest.param(b"{a: " * 50_000, None, id="deep braces"),
        pytest.param(b"\x00" * 1000, None, id="noughts"),
        pytest.param(bytes(range(256)) * 4, None, id="every byte"),
        pytest.param(b"- &a [*a, *a]\n", None, id="a list in itself"),
    ],
)
def test_a_file_that_is_no_list_of_records_is_said_and_never_fatal(
    data: Data, bytes_: bytes, message: str | None
) -> None:
    data.write("formats", bytes_)
    said = data.said()
    assert all(line.startswith("data/formats.yml:") for line in said)
    assert said
    assert message is None or f"data/formats.yml:1:1: {message}" in said


def test_a_mark_before_the_text_is_a_diagnostic_and_no_obstacle(data: Data) -> None:
    data.write("formats", b"\xef\xbb\xbf" + data.text("formats").encode())
    assert data.said() == [
        "data/formats.yml:1:1: filen begynder med et usynligt mærke (BOM); gem den som UTF-8 uden BOM [bom]"
    ]


def test_line_ends_of_windows_are_no_diagnostic_and_do_not_move_the_lines(data: Data) -> None:
    text = data.text("formats")
    data.write("formats", text.replace("\n", "\r\n"))
    assert data.said() == []
    data.write("formats", text.replace("minutes: 20", "minuts: 20").replace("\n", "\r\n"))
    assert data.said() == ["data/formats.yml:10:3: feltet »minuts« kendes ikke her; mente du »minutes«? [ukendt-felt]"]


def test_a_missing_file_is_said_once(data: Data) -> None:
    (data.folder / "sources.yml").unlink()
    assert data.said() == ["data/sources.yml:1:1: filen mangler [mangler-fil]"]


def test_a_folder_in_the_place_of_a_file_is_said(data: Data) -> None:
    (data.folder / "sources.yml").unlink()
    (data.folder / "sources.yml").mkdir()
    assert data.said() == [
        "data/sources.yml:1:1: filen kan ikke åbnes; se efter, om den er en fil [ulaeselig-fil]",
    ]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        pytest.param("partnership.yml", "; mente du »partnerships.yml«?", id="misspelt"),
        pytest.param("sources.yaml", "; mente du »sources.yml«?", id="other ending"),
        pytest.param("qwxz.yml", "", id="from nowhere"),
    ],
)
def test_a_file_that_nobody_reads_is_said(data: Data, name: str, hint: str) -> None:
    (data.folder / name).write_text("[]")
    message = f"filen kendes ikke og bliver ikke læst; ret dens navn, eller slet den{hint}"
    assert data.said() == [f"data/{name}:1:1: {message} [ukendt-fil]"]


NO_DATA = "filen hører ikke til i data og bliver ikke læst; skriv indholdet i en af filerne her, og slet den [ukendt-fil]"
COPY = "filen ligner en kopi af en anden fil og bliver ikke læst; slet den [ukendt-fil]"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        *((name, NO_DATA) for name in ("elever.csv", "liste.docx", "figures.json", "noter.txt", "~$liste.docx", "figures")),
        *((f"figures{end}", COPY) for end in (".yml.orig", " (1).yml", " - Kopi.yml", "_gammel.yml", ".yml~", ".yml.bak")),
    ],
)
def test_a_file_that_is_no_data_is_said(data: Data, name: str, message: str) -> None:
    (data.folder / name).write_bytes(b"\x00")
    assert data.said() == [f"data/{name}:1:1: {message}"]


def test_a_folder_among_the_data_is_said(data: Data) -> None:
    (data.folder / "gammelt").mkdir()
    message = "mappen hører ikke til i data og bliver ikke læst; flyt eller slet den [ukendt-fil]"
    assert data.said() == [f"data/gammelt:1:1: {message}"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# " + "x" * 5_000_000, "filen fylder mere end 3 megabyte og bliver ikke læst [for-stor]"),
        ("- a\n" * 500_000, "filen rummer mere end 20000 poster og bliver ikke læst [for-stor]"),
    ],
    ids=["bytes", "records"],
)
def test_a_file_far_too_large_is_not_read(data: Data, text: str, message: str) -> None:
    data.write("formats", text)
    assert data.said() == [f"data/formats.yml:1:1: {message}"]


def test_two_versions_of_a_record_set_off_nothing_else(data: Data) -> None:
    whole = data.text("sources")
    data.write("sources", f"<<<<<<< HEAD\n{whole}=======\n# intet\n>>>>>>> gren\n")
    assert data.said() == [f"data/sources.yml:1:1: {MERGED}"]


def test_decomposed_letters_are_composed(data: Data) -> None:
    for file in ("schools", "municipalities", "statements"):
        data.write(file, unicodedata.normalize("NFD", data.text(file)))
    publication, diagnostics = loader.read(data.folder)
    assert diagnostics == [] and publication
    assert [record.name for record in publication.municipalities] == ["Nordby", "Ærøsund", "Aabæk"]
    assert {record.name for record in publication.schools} >= {"Ærøsund Musikskole"}


@pytest.mark.parametrize(
    "url",
    ["https://rødovre.dk/", "https://eksempel.dk/elev's/år", "https://eksempel.dk/børn?a=b&c=d#e", "https://æøå.eksempel.dk"],
)
def test_an_address_is_kept_as_it_is_written(data: Data, url: str) -> None:
    data.change("sources", "url: https://kysten.eksempel.dk/rapport", f"url: {url}")
    publication, diagnostics = loader.read(data.folder)
    assert diagnostics == [] and publication
    assert publication.sources[0].url == url


def test_files_that_are_no_data_may_lie_there(data: Data) -> None:
    (data.folder / "LÆSMIG.md").write_text("Her ligger data.", encoding="utf-8")
    assert data.said() == []


def test_a_missing_folder_is_said(data: Data) -> None:
    publication, diagnostics = loader.read(data.folder / "intet")
    assert publication is None
    assert [str(diagnostic) for diagnostic in diagnostics] == [
        "intet:1:1: mappen med data findes ikke eller kan ikke åbnes [mangler-mappe]"
    ]


def test_more_than_one_initiative_is_said(data: Data) -> None:
    text = data.text("initiative")
    one = text[text.index("- id:") :]
    place = data.write("initiative", text + one.replace("id: sang-og-farver", "¤id: igen"))
    assert data.said() == [f"{place}: filen må kun rumme én post [for-mange]"]


def test_what_is_no_record_is_said(data: Data) -> None:
    place = data.write("principles", data.text("principles") + "\n- ¤bare en tekst\n")
    assert data.said() == [f"{place}: posten skal bestå af felter, for eksempel: id: herlev [forkert-slags]"]


# --- All at once ----------------------------------------------------------------------------------


def test_one_slip_hides_no_other(data: Data) -> None:
    """Two records of a file that is not YAML, a third that misses a field, and another file."""
    text = data.text("timeline")
    text = text.replace("title: Det begynder", 'title: "Det begynder').replace("title: Første forløb", "title: Ja: nej")
    data.write("timeline", text.replace("  title: Aabæk kommer med\n", ""))
    data.change("formats", "minutes: 60", "minutes: tres")
    assert data.said() == [
        "data/formats.yml:24:12: »tres« er ikke et helt tal; skriv kun cifre, for eksempel 12 [tal]",
        "data/timeline.yml:5:10: anførselstegnet, der begynder her, bliver ikke lukket igen [yaml-form]",
        "data/timeline.yml:12:12: et kolon midt i en tekst skiller den ad; sæt anførselstegn om hele teksten [yaml-form]",
        "data/timeline.yml:17:3: feltet »title« mangler (Titel) [mangler-felt]",
    ]


def test_every_diagnostic_of_a_record_is_said_and_a_misspelt_field_is_not_missing_too(data: Data) -> None:
    data.change("formats", "  name: Kort format\n  pupils: 2-3", "  navm: Kort format\n  name_: x\n  pupils: 3-2")
    assert data.said() == [
        "data/formats.yml:4:3: feltet »navm« kendes ikke her; mente du »name«? [ukendt-felt]",
        "data/formats.yml:5:3: feltet »name_« kendes ikke her; mente du »name«? [ukendt-felt]",
        "data/formats.yml:6:11: »3-2« står omvendt; skriv det mindste tal først; mente du »2-3«? [spaend]",
    ]


def test_messages_stay_on_one_line_and_short(data: Data) -> None:
    data.change("formats", "minutes: 20", 'minutes: "20\\n::error::falsk\\e[31m' + "x" * 5000 + '"')
    (line,) = data.said()
    assert len(line) < 300
    assert line.isprintable()


def test_no_message_repeats_a_small_count(data: Data) -> None:
    for written in ("3", "3 elever", "03", "3,0", "[3]", "{3: 4}", "-3", "3 # under 5", "!!int 3", "'3'", "under 3"):
        data.write("participations", (data.text("participations")).replace("pupils: 9", f"pupils: {written}"))
        said = [line.split(": ", 1)[1] for line in data.said()]
        assert said
        assert not any("3" in line for line in said), said
        data.write("participations", data.text("participations").replace(f"pupils: {written}", "pupils: 9"))


# --- What is right --------------------------------------------------------------------------------


def test_whole_data_becomes_records(data: Data) -> None:
    publication, diagnostics = loader.read(data.folder)
    assert diagnostics == []
    assert publication is not None
    assert publication.initiative.contact.phone == "12 34 56 78"
    assert [record.name for record in publication.municipalities] == ["Nordby", "Ærøsund", "Aabæk"]
    strandskolen, havneskolen = publication.participations[2], publication.participations[1]
    assert strandskolen.pupils == PupilCount(None)
    assert (havneskolen.classes, havneskolen.period) == (Span(1, 4), Season(2024))
    assert publication.partnerships[2].special_schools == ("strandskolen",)
    assert publication.timeline[1].when == Moment("2024-08")
    assert publication.line("partnerships", "strandskolen") == 22


def test_what_has_not_been_reported_is_empty(data: Data) -> None:
    data.change("editions", "status: komplet", "status: i gang")
    text = data.text("participations")
    for old, new in [("pupils: 21", "pupils:"), ("culture_teachers: 3", 'culture_teachers: ""'), ("special_teachers: 4", "special_teachers:")]:
        text = text.replace(old, new)
    data.write("participations", text.replace("source: kystrapporten\n  page: side 6\n  checked", "source:\n  page: side 6\n  checked"))
    publication, diagnostics = loader.read(data.folder)
    assert diagnostics == [] and publication
    empty = publication.participations[1]
    assert (empty.pupils, empty.culture_teachers, empty.special_teachers, empty.source) == (None, None, None, None)


@pytest.mark.parametrize(
    ("written", "season", "halves"),
    [
        ("2024", Season(2024), [4048, 4049]),
        ("forår 2024", Season(2024, "forår"), [4048]),
        ("efterår 2024", Season(2024, "efterår"), [4049]),
        ("2024/2025", Season(2024, "skoleår"), [4049, 4050]),
    ],
)
def test_seasons_are_read_and_know_their_time(data: Data, written: str, season: Season, halves: list[int]) -> None:
    data.change("partnerships", "starting: 2025", f"starting: {written}")
    publication, diagnostics = loader.read(data.folder)
    assert diagnostics == [] and publication
    assert publication.partnerships[0].starting == season and str(season) == written
    assert list(season.halves) == halves


def test_events_have_times_of_day(data: Data) -> None:
    data.change("timeline", "when: 2024-08\n", "when: 2024-08-12\n  starts: 09.30\n  ends: 15.00\n  place: Kulturhuset\n")
    publication, diagnostics = loader.read(data.folder)
    assert diagnostics == [] and publication
    event = publication.timeline[1]
    assert (event.starts, event.ends, event.place) == (dt.time(9, 30), dt.time(15), "Kulturhuset")


def test_lists_in_brackets_and_text_in_blocks_are_read(data: Data) -> None:
    data.change(
        "media_coverage", "municipalities:\n    - aeroesund\n    - nordby", "municipalities: [aeroesund, 'nordby']"
    )
    data.change(
        "principles",
        "text: Timen begynder på samme måde hver gang, så alle ved, hvad der skal ske.",
        "text: >-\n    Timen  begynder\n    på # samme: måde.",
    )
    publication, diagnostics = loader.read(data.folder)
    assert diagnostics == []
    assert publication is not None
    assert publication.media_coverage[0].municipalities == ("aeroesund", "nordby")
    assert publication.principles[0].text == "Timen begynder på # samme: måde."


def test_the_reader_in_python_gives_the_same(data: Data, monkeypatch: pytest.MonkeyPatch) -> None:
    """PyYAML may have been built without libyaml."""
    monkeypatch.setattr(strict_yaml, "Loader", yaml.SafeLoader)
    assert data.said() == []
    place = data.change("sources", "title: At synge", "title: At¤: synge")
    data.change("formats", "minutes: 20", "minuts: 20")
    assert data.said() == [
        "data/formats.yml:10:3: feltet »minuts« kendes ikke her; mente du »minutes«? [ukendt-felt]",
        f"{place}: {COLON}",
    ]
