"""What each kind of record is: its fields, their types, their Danish names and the help an editor gets.

The check, the JSON Schemas, the empty forms at the head of the data files and the editors' reference are made from it.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from publication.model.addresses import Address, HttpLink, Link, Mail, Phone
from publication.model.picture_fields import PictureFile, WhoIsShown
from publication.model.seasons import Clock, SeasonOf
from publication.model.types import (
    Count,
    Day,
    FormatId,
    MunicipalityId,
    Name,
    Number,
    PartnershipId,
    Range,
    ReportedCount,
    ReportedPupils,
    ReportedSource,
    SchoolId,
    Slug,
    SourceId,
    Text,
    When,
)


def _field(title: str, help_: str, default: Any = ..., **more: Any) -> Any:
    """A field with its Danish name and the help an editor gets. Without a default it has to be filled in."""
    return Field(default, title=title, description=help_, **more)


class Part(BaseModel):
    """A group of fields inside a record. It is never changed once read, and takes no field that is not named here."""

    # `defer_build`: a group is built with the record around it, so building it by itself would be done in vain.
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True, defer_build=True)


class Record(Part):
    """What every record has: an id, unique within its kind."""

    id: Slug = _field("Id", "Kort navn i små bogstaver. Står i adressen og må ikke ændres siden.")


class Sourced(Part):
    """Where a fact comes from."""

    source: SourceId = _field("Kilde", "Id på kilden i sources.yml.")
    page: Text | None = _field("Sted i kilden", "Side eller afsnit, hvis kilden har det.", None)


class Fact(Sourced, Record):
    """A record that states something, and so names its source."""

    note: Text | None = _field("Bemærkning", "Når kilden er uklar, eller to kilder siger noget forskelligt.", None)
    checked: Day | None = _field("Sidst efterset", "Dagen, hvor nogen sidst holdt oplysningen op mod kilden.", None)


class Contact(Part):
    name: Name = _field("Navn", "Hvem man kan kontakte.")
    role: Name = _field("Rolle", "Titel eller opgave.")
    organisation: Name = _field("Arbejdssted", "Kommune eller institution.")
    phone: Phone = _field("Telefon", "Otte cifre.")
    mail: Mail = _field("Mail", "Mailadresse.")


class Chair(Part):
    name: Name = _field("Navn", "Fulde navn.")
    party: Name = _field("Partibogstav", "Som det står i kilden, for eksempel V.")
    role: Name = _field("Post", "Politisk post.")
    municipality: MunicipalityId = _field("Kommune", "Id på kommunen.")


class Enforcement(Part):
    name: Name = _field("Navn", "Myndigheden, man kan klage til.")
    url: Link = _field("Link", "Siden, hvor man kan klage.")


class Accessibility(Part):
    """What the statement on accessibility has to say by law, and when it was said."""

    status: Literal["fuldt", "delvist", "ikke"] = _field(
        "Status", "Overholder siden kravene: fuldt, delvist eller ikke."
    )
    method: Text = _field("Metode", "Hvordan siden er undersøgt, og af hvem.")
    exceptions: tuple[Text, ...] = _field(
        "Undtagelser", "Det, der ikke er godt nok endnu, ét ad gangen, og hvad man gør i stedet.", ()
    )
    declared: Day = _field("Erklæringens dato", "Dagen, nogen sidst gik hele erklæringen efter.")
    checked: Day = _field("Sidste automatiske tjek", "Dagen, hvor make audit sidst fandt ingen fejl.")
    enforcement: Enforcement = _field("Klage", "Hvem der holder øje med, at loven følges.")


class Initiative(Sourced, Record):
    """The initiative itself, the only record in `initiative.yml`."""

    name: Name = _field("Navn", "Indsatsens navn.")
    organisation: Name = _field("Organisation", "Hvem der står bag.")
    period: Name = _field("Aftaleperiode", "For eksempel 2025-2028.")
    since: When = _field("Begyndt", "Året, indsatsen begyndte.")
    tagline: Name = _field("Undertitel", "En linje om, hvad det handler om.")
    contact: Contact = _field("Kontakt", "Hvem man kan kontakte.")
    chairs: tuple[Chair, ...] = _field("Forpersonskab", "De politiske formænd.")
    thanks: tuple[Name, ...] = _field("Tak", "Hvem rapporten takker.")
    accessibility: Accessibility = _field("Tilgængelighed", "Det, som erklæringen skal sige.")
    security_expires: Day = _field(
        "Sikkerhedskontakt gælder til", "Dagen, hvor security.txt udløber. Højst et år frem."
    )


class Tile(Part):
    row: Count = _field("Række", "Række på kortet, talt fra nord. Den første er 1.")
    column: Count = _field("Kolonne", "Kolonne på kortet, talt fra vest. Den første er 1.")


class Statistics(Fact):
    """Pupils in a municipality in one period. The share is of other years than the counts, and does not follow."""

    municipality: MunicipalityId = _field("Kommune", "Id på kommunen.")
    pupils_general: Count = _field("Elever i almen", "Antal elever i almenundervisning.")
    pupils_special: Count = _field("Elever i special", "Antal elever i specialundervisning.")
    counts_period: Name = _field("Antallets periode", "Skoleår, for eksempel 2022/2023.")
    share_special: Number = _field("Andel i specialtilbud", "I procent med komma, for eksempel 5,9.")
    share_period: Name = _field("Andelens periode", "For eksempel 2020-2023.")


class Municipality(Record):
    name: Name = _field("Navn", "Uden ordet Kommune.")
    code: Name = _field("Kommunekode", "Den officielle kode med tre cifre, i anførselstegn.")
    joined: When | None = _field("Med siden", "Hvis kilden siger, hvornår kommunen kom med.", None)
    left: When | None = _field("Ude siden", "Hvis kommunen ikke er med mere. Den beholder sin side.", None)
    tile: Tile = _field("Plads på kortet", "Hvor kommunens felt ligger.")
    redirects: tuple[Slug, ...] = _field(
        "Tidligere id'er", "Hvis kommunens id er ændret: de gamle, så gamle links virker.", ()
    )
    contact: Contact | None = _field("Kontakt i kommunen", "Hvis kommunen har sin egen, som gerne vil ringes op.", None)
    note: Text | None = _field("Bemærkning", "Noget, læseren skal vide.", None)

    def is_member_in(self, year: int) -> bool:
        """Whether it was in it in a year, as far as that is known."""
        return not (self.joined and self.joined.year > year) and not (self.left and self.left.year <= year)


class Edition(Record):
    """One report of the initiative: the year it tells of, and whether everybody has reported it."""

    year: Count = _field("Året, der fortælles om", "For eksempel 2024, når rapporten fra 2025 har tal fra 2024.")
    name: Name = _field("Navn", "For eksempel Første udgave.")
    status: Literal["i gang", "komplet"] = _field("Stand", "i gang, til alle tal er her; så komplet.")
    report: SourceId | None = _field("Rapport", "Id på rapporten i sources.yml, når den er kommet.", None)
    published: Day | None = _field("Udgivet", "Dagen, udgaven kom ud her.", None)
    next_expected: When | None = _field("Næste ventes", "Når det er sagt, hvornår den næste udgave kommer.", None)
    not_reported: tuple[MunicipalityId, ...] = _field(
        "Har ikke meldt ind", "Id'er på de kommuner, som ikke har meldt tal ind for året.", ()
    )
    note: Text | None = _field("Bemærkning", "Noget, læseren skal vide.", None)

    @property
    def complete(self) -> bool:
        return self.status == "komplet"


class School(Fact):
    """A place that takes part: it keeps its id when its name changes or when it becomes part of another."""

    name: Name = _field("Navn", "Det navn, stedet har nu.")
    kind: Literal["kulturinstitution", "specialtilbud", "dagtilbud", "andet"] = _field(
        "Slags", "kulturinstitution (musikskole, billedskole, museum), specialtilbud, dagtilbud eller andet."
    )
    municipality: MunicipalityId | None = _field("Kommune", "Id på kommunen, stedet ligger i, hvis den er med.", None)
    former_names: tuple[Name, ...] = _field("Tidligere navne", "Det nyeste først. Stedet findes også under dem.", ())
    merged_into: SchoolId | None = _field("Lagt sammen med", "Id på det sted, det nu er en del af.", None)


class Partnership(Fact):
    """Who works together, since when and until when. What is counted each year stands in `participations.yml`."""

    municipality: MunicipalityId | None = _field("Kommune", "Id på kommunen. Uden, når det gælder hele indsatsen.", None)
    culture_schools: tuple[SchoolId, ...] = _field("Kulturinstitutioner", "Id'er i schools.yml.", ())
    special_schools: tuple[SchoolId, ...] = _field(
        "Specialtilbud", "Id'er i schools.yml på specialtilbud og dagtilbud, hvis kilden nævner dem.", ()
    )
    partners: tuple[SchoolId, ...] = _field("Andre", "Id'er i schools.yml på andre, der er med.", ())
    format: FormatId | None = _field("Format", "Id på formatet i formats.yml, hvis det er kendt.", None)
    art_form: Literal["musik", "billedkunst", "musik og billedkunst"] | None = _field(
        "Kunstart", "musik, billedkunst eller musik og billedkunst, hvis kilden siger det.", None
    )
    since: SeasonOf | None = _field("I gang siden", "For eksempel efterår 2024. Uden, når det er under opstart.", None)
    starting: SeasonOf | None = _field("Under opstart", "Når det er ved at blive sat i gang: hvornår. Så uden since.", None)
    until: SeasonOf | None = _field("Sluttede", "Når samarbejdet er slut.", None)

    def runs_in(self, year: int) -> bool:
        """Whether it was at work in any part of a year."""
        if self.since is None:
            return False
        return self.since.halves.start < 2 * year + 2 and (self.until is None or self.until.halves.stop > 2 * year)


class Participation(Record):
    """Who took part in a partnership in one year or season; at one of its schools, where the counts are parted.

    Counts and their source stay empty until they are reported.
    """

    partnership: PartnershipId = _field("Samarbejde", "Id på samarbejdet i partnerships.yml.")
    period: SeasonOf = _field("Periode", "For eksempel 2024, efterår 2024 eller 2024/2025.")
    school: SchoolId | None = _field("Sted", "Id på stedet, når samarbejdet har flere og tallene kun gælder det.", None)
    culture_teachers: ReportedCount = _field("Undervisere fra kulturskolen", "Antal. Tomt, til det er meldt ind.", None)
    special_teachers: ReportedCount = _field(
        "Lærere og pædagoger", "Antal fra specialtilbuddet. Tomt, til det er meldt ind.", None
    )
    pupils: ReportedPupils = _field("Elever", "Antal, mindst 5. Færre skrives: under 5. Tomt, til det er meldt ind.", None)
    groups: Text | None = _field("Hold", "Hvordan eleverne var delt. Ikke ved under 5.", None)
    classes: Range | None = _field("Klassetrin", "For eksempel 3-5. Ikke ved under 5.", None)
    ages: Range | None = _field("Alder", "I år, for eksempel 8-11. Ikke ved under 5.", None)
    source: ReportedSource = _field("Kilde", "Id på kilden i sources.yml. Tom, til tallene er meldt ind.", None)
    page: Text | None = _field("Sted i kilden", "Side eller afsnit, hvis kilden har det.", None)
    note: Text | None = _field("Bemærkning", "Når kilden er uklar, eller to kilder siger noget forskelligt.", None)
    checked: Day | None = _field("Sidst efterset", "Dagen, hvor nogen sidst holdt oplysningen op mod kilden.", None)


Language = Literal["engelsk", "svensk", "norsk", "tysk", "fransk", "andet"]


class MediaItem(Record):
    """What somebody else has told. It is its own source, unless another source tells of it."""

    outlet: Name = _field("Medie", "Avis, blad, program.")
    title: Name = _field("Titel", "Præcis som i kilden.")
    about: Text | None = _field("Om", "Én linje om, hvad den fortæller, ud fra titlen og kilden.", None)
    kind: Literal[
        "artikel", "podcast", "podcast og artikel", "radio", "fjernsyn", "video", "debat", "magasin", "netside"
    ] = _field(
        "Slags", "artikel, podcast, podcast og artikel, radio, fjernsyn, video, debat, magasin eller netside."
    )
    language: Language | None = _field("Sprog", "Når omtalen ikke er på dansk.", None)
    published: When | None = _field("Udgivet", "År, måned eller dag, hvis det er kendt.", None)
    municipalities: tuple[MunicipalityId, ...] = _field("Kommuner", "Hvis omtalen gælder bestemte kommuner.", ())
    url: Link | None = _field("Link", "Adressen, som kilden giver den. Uden, når det kun er trykt.", None)
    archived: Link | None = _field("Arkivkopi", "Link til en gemt kopi.", None)
    unreachable: Day | None = _field(
        "Linket er dødt", "Dagen, det blev opdaget. Så vises kun titlen og arkivkopien.", None
    )
    source: SourceId | None = _field("Kilde", "Id på den kilde i sources.yml, som fortæller om omtalen.", None)
    page: Text | None = _field("Sted i kilden", "Side eller afsnit, hvis kilden har det.", None)
    note: Text | None = _field("Bemærkning", "Når kilden er uklar, eller to kilder siger noget forskelligt.", None)
    checked: Day | None = _field("Sidst efterset", "Dagen, hvor nogen sidst holdt oplysningen op mod kilden.", None)


class Principle(Fact):
    title: Name = _field("Titel", "Princippet i få ord.")
    text: Text = _field("Tekst", "Princippet forklaret i jeres egne ord.")


class Speaker(Part):
    name: Name = _field("Navn", "Fulde navn.")
    role: Name = _field("Rolle", "Stilling.")
    institution: Name = _field("Arbejdssted", "Skole, kommune eller andet.")
    municipality: MunicipalityId | None = _field("Kommune", "Id på kommunen, hvis der er en.", None)


class Statement(Fact):
    group: Literal["praksis", "forskning", "politik"] = _field("Hvem taler", "praksis, forskning eller politik.")
    speakers: tuple[Speaker, ...] = _field("Hvem", "Den eller dem, der udtaler sig.", min_length=1)
    lead: Text | None = _field("Stor sætning", "Det, der bærer, i jeres egne ord. Vises stort over udtalelsen.", None)
    text: Text = _field("Udtalelse", "Hvad de fortæller, gengivet i jeres egne ord.")
    quotation: Text | None = _field("Ordret citat", "Kun når den, der har sagt det, selv har givet ordene.", None)


class TimelineEvent(Fact):
    when: When = _field("Hvornår", "År, måned eller dag, for eksempel 2024-03.")
    until: Day | None = _field("Sidste dag", "Når det varer flere dage.", None)
    starts: Clock | None = _field("Begynder kl.", "For eksempel 09.30. Kræver en dag.", None)
    ends: Clock | None = _field("Slutter kl.", "For eksempel 15.00.", None)
    place: Name | None = _field("Sted", "Hvor det er, for eksempel Kulturhuset i Nordby.", None)
    url: Link | None = _field("Link", "Hvor man kan læse mere eller melde sig til.", None)
    title: Name = _field("Titel", "Hvad der skete eller skal ske, i få ord.")
    text: Text = _field("Tekst", "Et par sætninger i jeres egne ord.")


class Format(Fact):
    name: Name = _field("Navn", "For eksempel Kort format.")
    pupils: Range = _field("Elever pr. gang", "For eksempel 4-6.")
    classes: Range = _field("Klassetrin", "For eksempel 4-7.")
    ages: Range = _field("Alder", "I år, for eksempel 10-14.")
    culture_teachers: Count = _field("Undervisere fra kulturskolen", "Antal.")
    special_teachers: Count = _field("Lærere og pædagoger", "Antal fra specialtilbuddet.")
    minutes: Count = _field("Minutter pr. gang", "Hvor længe hver gang varer.")
    frequency: Name = _field("Hvor ofte", "For eksempel en gang om ugen.")
    groups: Text = _field("Grupper", "Hvordan eleverne er delt.")
    activities: Text = _field("Aktiviteter", "Hvad de laver.")


class Talk(Part):
    name: Name = _field("Navn", "Oplægsholderens navn.")
    role: Name = _field("Rolle", "Stilling og arbejdssted.")
    topic: Name = _field("Oplæg", "Titlen på oplægget.")


class Training(Fact):
    when: When = _field("Hvornår", "År eller måned.")
    title: Name = _field("Titel", "Kursets navn eller slags.")
    text: Text = _field("Tekst", "Hvad det går ud på, i jeres egne ord.")
    participants: Text | None = _field("Deltagere", "Hvem og hvor mange.", None)
    days: Count | None = _field("Dage", "Antal kursusdage.", None)
    partners: tuple[Name, ...] = _field("Sammen med", "Hvem der er med til at holde det.", ())
    hosts: tuple[Name, ...] = _field("Værter", "Hvor kursusdagene er holdt.", ())
    talks: tuple[Talk, ...] = _field("Oplæg", "Et udvalg af oplægsholdere.", ())

Total = Literal["pupils", "teachers", "culture-teachers", "special-schools", "culture-schools"]

Qualifier = Literal["ca.", "mere end", "over", "godt", "mindst", "omkring", "kun ca.", "næsten", "højst"]


class Figure(Fact):
    """A loose fact; with a value it is a figure, with `sums` a headline that the participations have to bear out."""

    topic: Slug = _field("Emne", "Siden, oplysningen hører til, for eksempel loven.")
    group: Name | None = _field("Afsnit", "Overskriften, oplysningen står under.", None)
    label: Name = _field("Navn", "Hvad oplysningen eller tallet er, i få ord.")
    text: Text = _field("Tekst", "En eller to sætninger i jeres egne ord.")
    value: Number | None = _field("Tal", "Tallet, med komma som decimaltegn.", None)
    unit: Name | None = _field("Enhed", "For eksempel %, kr. eller elever.", None)
    qualifier: Qualifier | None = _field(
        "Forbehold", "Ord foran tallet, som kilden har det.", None
    )
    upper: Number | None = _field("Til", "Når kilden giver et spænd: det højeste tal.", None)
    period: Name | None = _field("Periode", "År eller skoleår, tallet gælder.", None)
    more: tuple[SourceId, ...] = _field("Læs mere", "Id'er på flere kilder med links.", ())
    sums: Total | None = _field("Sammentælling", "Hvad tallet tæller i participations.yml, så det kan efterregnes.", None)


class Source(Record):
    title: Name = _field("Titel", "Præcis som på kilden.")
    short: Name | None = _field("Kort navn", "Når titlen er lang: det, den kaldes i kildehenvisninger.", None)
    kind: Name = _field("Slags", "For eksempel rapport, analyse, bog, video, netside.")
    author: Name | None = _field("Forfatter", "Personer, hvis kilden nævner dem.", None)
    publisher: Name | None = _field("Udgiver", "Hvem der har udgivet kilden.", None)
    published: When | None = _field("Udgivet", "År, måned eller dag.", None)
    url: Link | None = _field("Link", "Med https://.", None)
    http_url: HttpLink | None = _field("Link uden https", "Kun når kildens egen adresse begynder med http://.", None)
    about: Text = _field("Om kilden", "En eller to sætninger om, hvad det er.")
    note: Text | None = _field("Bemærkning", "Noget, læseren skal vide om kilden.", None)
    unreachable: Day | None = _field("Linket er dødt", "Dagen, det blev opdaget. Så vises kilden uden link.", None)


class Picture(Record):
    """A photograph in `docs/`, with who took it, why it may be shown, and who is in it."""

    file: PictureFile = _field("Fil", "Filens vej i docs, for eksempel billeder/trommer.jpg.")
    text: Text = _field("Det, billedet viser", "En sætning til dem, der ikke kan se det. Bliver læst op.")
    caption: Text | None = _field("Billedtekst", "Det, alle skal læse under billedet. Uden, hvis teksten på siden er nok.", None)
    photographer: Name = _field("Fotograf", "Den, der har taget billedet. Står under det.")
    licence: Name | None = _field("Licens", "For eksempel CC BY 4.0. Uden, når fotografen har givet lov til netop dette.", None)
    consent: Day | None = _field("Samtykke", "Dagen, fotografen og de viste gav skriftligt samtykke. I har det liggende.", None)
    shows: WhoIsShown = _field("Hvem ses", "ingen, eller voksne med samtykke. Siden viser ikke billeder af børn.")


class Term(Record):
    """A word that needs an explanation, shown where it first stands on a page."""

    term: Name = _field("Ord", "Som det står i en ordbog.")
    forms: tuple[Name, ...] = _field("Andre former", "Bøjninger, som også skal forklares.", ())
    search: tuple[Name, ...] = _field("Søgeord", "Andre ord for det samme, som folk søger på.", ())
    text: Text = _field("Forklaring", "En kort og enkel forklaring.")
    easy: tuple[Text, ...] = _field("Let forklaring", "Til den lette udgave: korte sætninger, én ad gangen.", ())


class Change(Record):
    date: Day = _field("Dato", "Dagen, ændringen kom på siden.")
    kind: Literal["nyt", "rettelse"] = _field("Slags", "nyt eller rettelse.")
    address: Address = _field("Side", "Adressen, for eksempel /kommuner/herlev/.")
    title: Name = _field("Titel", "Ændringen i få ord.")
    said: Text | None = _field("Før stod der", "Aldrig en personlig oplysning, der er fjernet.", None)
    says: Text | None = _field("Nu står der", "Det nye.", None)
    why: Text = _field("Hvorfor", "Grunden til ændringen.")
