"""The codes of diagnostics: what each is about, why it comes, and what to do."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Explanation:
    """One code. The page «Når noget går galt» is made from these."""

    code: str
    title: str
    cause: str
    cure: str


EXPLANATIONS: dict[str, Explanation] = {
    one.code: one
    for one in (
        # Files
        Explanation(
            "mangler-mappe",
            "Mappen med data er væk",
            "Der er ingen mappe med navnet data, eller den kan ikke åbnes.",
            "Læg mappen tilbage, eller angiv den rigtige mappe.",
        ),
        Explanation(
            "mangler-fil",
            "En fil er væk",
            "En af filerne i data er slettet eller har fået et andet navn.",
            "Læg filen tilbage med det gamle navn. Skal den være uden poster, så spørg først.",
        ),
        Explanation(
            "ukendt-fil",
            "En fil bliver ikke læst",
            "Der ligger en fil i data, som ingen kender. Tit er navnet stavet forkert.",
            "Ret filens navn, eller slet filen.",
        ),
        Explanation(
            "ulaeselig-fil",
            "En fil kan ikke åbnes",
            "Det er ikke en fil, men en mappe, eller du har ikke lov til at åbne den.",
            "Slet den, og læg den rigtige fil i stedet.",
        ),
        Explanation(
            "tom-fil",
            "En fil er tom",
            "Der står ingen poster i filen.",
            "Fortryd ændringen, eller skriv mindst én post.",
        ),
        Explanation(
            "for-mange",
            "Der er for mange poster",
            "Filen må kun rumme én post.",
            "Slet den nye post, og ret den gamle i stedet.",
        ),
        Explanation(
            "tegnsaet",
            "Filen har et forkert tegnsæt",
            "Filen er gemt i et program, der skriver æ, ø og å på en anden måde end UTF-8.",
            "Gem filen igen, og vælg UTF-8. Det sker af sig selv, når du retter på GitHub.",
        ),
        Explanation(
            "bom",
            "Filen begynder med et usynligt mærke",
            "Nogle programmer sætter et mærke (BOM) forrest i filen.",
            "Gem filen som UTF-8 uden BOM.",
        ),
        # The shape of the text
        Explanation(
            "yaml-form",
            "Linjen kan ikke læses",
            "Et kolon, et anførselstegn eller en indrykning står forkert. Fejlen kan stå på linjen over.",
            "Sammenlign med en post, der virker. Sæt anførselstegn om tekst med kolon.",
        ),
        Explanation(
            "yaml-genvej",
            "En genvej bliver ikke brugt her",
            "En værdi begynder med &, * eller !. De tegn betyder noget særligt i YAML.",
            "Sæt anførselstegn om værdien, eller skriv den helt ud.",
        ),
        Explanation(
            "flere-dokumenter",
            "Filen er delt i to",
            "En linje med tre bindestreger begynder et nyt dokument, og resten bliver ikke læst.",
            "Slet linjen med de tre bindestreger.",
        ),
        Explanation(
            "tabulator",
            "Der står et tabulatortegn",
            "Linjen er rykket ind med tabulatortasten.",
            "Slet tegnet, og brug mellemrum.",
        ),
        Explanation(
            "kommentar",
            "En del af teksten går tabt",
            "Alt efter et mellemrum og # regnes for en kommentar.",
            "Sæt anførselstegn om hele teksten. Er det en kommentar, så flyt den op på sin egen linje.",
        ),
        Explanation(
            "usynligt-tegn",
            "Der står et usynligt tegn",
            "Tegnet er fulgt med, da teksten blev kopieret.",
            "Slet ordet, og skriv det igen.",
        ),
        # Fields
        Explanation(
            "dobbelt-felt",
            "Et felt står to gange",
            "Det samme felt står to gange i posten. Så er det uklart, hvad der gælder.",
            "Slet den ene linje.",
        ),
        Explanation(
            "ukendt-felt",
            "Et felt kendes ikke",
            "Feltets navn er stavet forkert, eller feltet hører til et andet sted.",
            "Ret navnet. Alle felter står i hovedet af filen.",
        ),
        Explanation(
            "mangler-felt",
            "Et felt mangler",
            "Feltet skal være udfyldt, men står der ikke.",
            "Tilføj feltet. Hovedet af filen viser hvordan.",
        ),
        Explanation(
            "tom-vaerdi",
            "Et felt er tomt",
            "Der står ikke noget efter kolon.",
            "Skriv en værdi, eller slet linjen.",
        ),
        Explanation(
            "forkert-slags",
            "Værdien har en forkert form",
            "Der står en liste, hvor der skal stå én værdi, eller omvendt.",
            "Sammenlign med en anden post i filen.",
        ),
        Explanation(
            "ukendt-valg",
            "Værdien kan ikke vælges",
            "Feltet har faste valg, og værdien er ikke et af dem.",
            "Skriv et af de valg, som beskeden nævner.",
        ),
        # Values
        Explanation(
            "anfoerselstegn",
            "Der mangler anførselstegn",
            "Andre programmer kan læse værdien som et tal, et klokkeslæt eller ja og nej.",
            "Sæt anførselstegn om værdien.",
        ),
        Explanation(
            "id",
            "Id'et kan ikke stå i en adresse",
            "Et id må kun rumme små bogstaver fra a til z, tal og bindestreg.",
            "Skriv æ som ae, ø som oe og å som aa. Brug bindestreg i stedet for mellemrum.",
        ),
        Explanation(
            "tal",
            "Tallet er skrevet forkert",
            "Her skal stå et helt tal med cifre alene.",
            "Skriv for eksempel 12 eller 1250, uden punktum og mellemrum.",
        ),
        Explanation(
            "komma",
            "Tallet er skrevet forkert",
            "Her skal stå et tal med komma, uden punktum og procenttegn.",
            "Skriv for eksempel 5,1.",
        ),
        Explanation(
            "lille-elevtal",
            "Elevtallet er for lille til at blive vist",
            "Et elevtal under 5 kan pege på et bestemt barn.",
            "Skriv: under 5. Slet hold, klassetrin og alder.",
        ),
        Explanation(
            "spaend",
            "Spændet er skrevet forkert",
            "Her skal stå et tal eller to tal med bindestreg, det mindste først.",
            "Skriv for eksempel 3-5.",
        ),
        Explanation(
            "dato",
            "Datoen er skrevet forkert",
            "Datoen har en anden form, eller den findes ikke i kalenderen.",
            "Skriv år, måned og dag med bindestreg, for eksempel 2024-03-01.",
        ),
        Explanation(
            "link",
            "Linket er skrevet forkert",
            "Et link skal være en hel adresse, der begynder med https://.",
            "Kopiér adressen fra browseren igen.",
        ),
        Explanation(
            "mail",
            "Mailadressen er skrevet forkert",
            "Der mangler et snabel-a eller et punktum, eller der står et tegn, som ikke hører til.",
            "Skriv for eksempel navn@kommune.dk.",
        ),
        Explanation(
            "telefon",
            "Telefonnummeret er skrevet forkert",
            "Et dansk telefonnummer har otte cifre.",
            "Skriv de otte cifre uden +45.",
        ),
        Explanation(
            "adresse",
            "Adressen er skrevet forkert",
            "Her skal stå en adresse på denne hjemmeside, med skråstreg først og sidst.",
            "Skriv for eksempel /kommuner/.",
        ),
        # Between records
        Explanation(
            "dobbelt-id",
            "To poster har samme id",
            "Posten er nok kopieret, og id'et er ikke ændret.",
            "Giv den nye post sit eget id.",
        ),
        Explanation(
            "dobbelt-navn",
            "To poster har samme navn",
            "Navnet bruges allerede af en anden post i filen.",
            "Ret navnet, eller slet den ene post.",
        ),
        Explanation(
            "dobbelt-samarbejde",
            "Samarbejdet står to gange",
            "To poster har samme kommune, år og steder. Så tælles de samme elever to gange.",
            "Slet den ene post, eller ret det, der er forskelligt.",
        ),
        Explanation(
            "kommunenavn",
            "Kommunens navn er skrevet forkert",
            "Navnet skal stå uden ordet kommune.",
            "Slet ordet.",
        ),
        Explanation(
            "kommunekode",
            "Kommunekoden er forkert",
            "Koden skal have tre cifre og må kun bruges af én kommune.",
            "Find den rigtige kode hos Danmarks Statistik.",
        ),
        Explanation(
            "kortplads",
            "Pladsen på kortet er forkert",
            "Rækker og kolonner tælles fra 1, og to kommuner kan ikke ligge på samme plads.",
            "Vælg en plads, som er fri.",
        ),
        Explanation(
            "optaget-adresse",
            "Adressen er optaget",
            "Hver kommune får en kort adresse. Denne bruges allerede af en anden side.",
            "Vælg et andet id.",
        ),
        Explanation(
            "ukendt-henvisning",
            "Henvisningen fører ingen steder hen",
            "Der står et id, som ingen post har.",
            "Ret id'et, eller tilføj den post, der mangler.",
        ),
        Explanation(
            "emne",
            "Emnet er nok stavet forkert",
            "Emnet ligner et andet emne så meget, at oplysningen nok skulle stå dér.",
            "Ret emnet. Er det et nyt emne, så giv det et navn, der er tydeligt anderledes.",
        ),
        Explanation(
            "ubrugt-kilde",
            "Ingen bruger kilden",
            "Kilden står i sources.yml, men ingen oplysning henviser til den.",
            "Henvis til kilden med source eller more, eller slet den.",
        ),
        Explanation(
            "skjult-tal",
            "Der står for meget ved siden af under 5",
            "Når så få elever er med, kan hold, klassetrin, alder og format pege på et bestemt barn.",
            "Slet de felter, og skriv bemærkningen uden tal.",
        ),
        Explanation(
            "roeber-tal",
            "Tallet røber et skjult elevtal",
            "Når man trækker de viste elevtal fra, kan man regne ud, hvad under 5 dækker over.",
            "Brug et rundt tal med et forbehold, for eksempel mere end 100.",
        ),
        Explanation(
            "hovedtal",
            "Tallet passer ikke med tabellen",
            "Tallet tæller samarbejderne sammen, og sammentællingen giver noget andet.",
            "Ret tallet, forbeholdet eller året, eller ret tallene i partnerships.yml.",
        ),
        Explanation(
            "tal-uden-vaerdi",
            "Der mangler et tal",
            "Feltet hører til et tal, men der står intet tal i value.",
            "Skriv tallet i value, eller slet feltet.",
        ),
        Explanation(
            "deltagelse",
            "Det er uklart, hvem der samarbejder",
            "Et samarbejde har mindst ét sted. Når der er tal for deltagelse, skal begge steder stå der.",
            "Udfyld culture_school og special_school.",
        ),
        Explanation(
            "periode",
            "Perioden er forkert",
            "Perioden slutter, før den begynder, eller et skoleår springer et år over.",
            "Skriv for eksempel 2020-2023 eller skoleåret 2022/2023.",
        ),
        Explanation(
            "klassetrin",
            "Klassetrinnet findes ikke",
            "Klasser går fra 0 til 10.",
            "Se efter, om alder og klassetrin er byttet om.",
        ),
        Explanation(
            "alder",
            "Alderen kan ikke passe",
            "Skolebørn er mellem 5 og 25 år.",
            "Se efter, om alder og klassetrin er byttet om.",
        ),
        Explanation(
            "andel",
            "Andelen er for stor",
            "En andel kan højst være 100 procent.",
            "Se efter, om der mangler et komma.",
        ),
        Explanation(
            "aarstal",
            "Årstallet kan ikke passe",
            "Året ligger længe før eller længe efter det, siden handler om.",
            "Se efter, om to cifre er byttet om.",
        ),
        Explanation(
            "raekkefoelge",
            "Posten står et forkert sted",
            "Posterne i filen har en fast rækkefølge. Den står øverst i filen.",
            "Flyt posten til det sted, som beskeden nævner.",
        ),
        Explanation(
            "to-links",
            "Kilden har to links",
            "Feltet http_url er kun til kilder, der ikke har et link med https.",
            "Slet http_url.",
        ),
        Explanation(
            "rettelse",
            "Rettelsen er ikke udfyldt",
            "En rettelse fortæller læserne, hvad der nu står.",
            "Udfyld says. Skriv også said, hvis det gamle ikke er en personlig oplysning.",
        ),
        Explanation(
            "dobbelt-ord",
            "Et ord forklares to gange",
            "To poster i ordlisten har det samme ord eller den samme bøjning.",
            "Slet ordet det ene sted.",
        ),
        # Pages
        Explanation(
            "side-tegn",
            "Krøllede parenteser på en side er skrevet forkert",
            "En side i docs rummer {{ eller {%, og det er ikke lukket igen eller er skrevet forkert.",
            "Sammenlign med en anden side. Skal tegnene kun vises, så spørg først.",
        ),
        Explanation(
            "side-makro",
            "En side beder om noget, der ikke findes",
            "En side i docs bruger et navn mellem {{ og }}, som ingen kender.",
            "Ret navnet. Beskeden siger, hvad det nok skulle være.",
        ),
        Explanation(
            "side-id",
            "En side henviser til noget, der ikke står i data",
            "En side i docs nævner et id, som ingen post har. Måske er posten slettet eller har fået et nyt id.",
            "Ret id'et på siden, eller læg posten tilbage.",
        ),
        Explanation(
            "side-hoved",
            "Sidens hoved kan ikke læses",
            "Øverst i en side står felter mellem to linjer med tre bindestreger.",
            "Sammenlign med en anden side i docs.",
        ),
        Explanation(
            "side-titel",
            "Titlen kan ikke bruges",
            "Hver side har sin egen titel, og den må ikke være længere, end at den kan ses, når siden deles.",
            "Skriv en kort titel, som ingen anden side har. Brug short til et kortere navn i menuen.",
        ),
        Explanation(
            "side-beskrivelse",
            "Beskrivelsen kan ikke bruges",
            "Det, der står i description og summary, vises i søgninger og delte links. Det skal sige noget og være sidens eget.",
            "Skriv en eller to hele sætninger om, hvad læseren finder på siden.",
        ),
        Explanation(
            "side-link",
            "Et link på en side fører ingen steder hen",
            "Vejen til filen er stavet forkert, filen er flyttet, eller adressen er ikke skrevet helt ud.",
            "Skriv vejen fra siden til den anden sides fil, for eksempel ../om/kontakt.md. Links ud skrives med https://.",
        ),
        Explanation(
            "side-anker",
            "Et link fører til et sted, der ikke er på siden",
            "Det, der står efter # i linket, er hverken en overskrift eller en post på siden.",
            "Ret det, der står efter #, eller slet det, så linket fører til sidens top.",
        ),
        Explanation(
            "side-billede",
            "Et billede mangler sin tekst",
            "Den, der ikke kan se billedet, får teksten læst op.",
            "Skriv i få ord, hvad billedet viser, mellem [ og ].",
        ),
        Explanation(
            "side-menu",
            "Menuen og siderne passer ikke sammen",
            "Hver side i docs står i menuen i mkdocs.yml, og hver linje i menuen fører til en side.",
            "Tilføj, ret eller slet linjen under nav i mkdocs.yml.",
        ),
        # What has been published
        Explanation(
            "adresse-optaget",
            "To sider vil have samme adresse",
            "En kommunes korte adresse er den samme som en sides.",
            "Vælg et andet id til kommunen.",
        ),
        Explanation(
            "adresse-vaek",
            "En adresse svarer ikke mere",
            "En side har været udgivet, og nogen kan have linket til den.",
            "Skriv den linje, som beskeden nævner, så læserne bliver sendt videre.",
        ),
        Explanation(
            "id-vaek",
            "Et sted på en side er væk",
            "Et link til en bestemt oplysning fører ikke længere til den.",
            "Giv posten sit gamle id tilbage, eller skriv, hvor læserne skal sendes hen.",
        ),
    )
}
