"""What each kind of record is: its fields, their types, their Danish names and the help an editor gets.

This is the one model. The check, the JSON Schemas, the empty forms at the head of the
data files and the editors' reference are all made from it.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from publication.model.addresses import Address, HttpLink, Link, Mail, Phone
from publication.model.references import FormatId, MunicipalityId, SourceId
from publication.model.types import Count, Day, Name, Number, Pupils, Range, Slug, Text, When


class Part(BaseModel):
    """A group of fields inside a record. Never changed after it is read; a field nobody knows is a diagnostic."""

    # Built when first used: nested groups are built with the record around them, and once is enough.
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True, defer_build=True)


class Record(Part):
    """One form that somebody filled in. Every record has an id, unique within its kind."""

    id: Slug = Field(title="Id", description="Kort navn i små bogstaver. Står i adressen og må ikke ændres siden.")


class Sourced(Part):
    """Where a fact comes from."""

    source: SourceId = Field(title="Kilde", description="Id på kilden i sources.yml.")
    page: Text | None = Field(None, title="Sted i kilden", description="Side eller afsnit, hvis kilden har det.")


class Fact(Sourced, Record):
    """A record that states something, so it names its source."""

    note: Text | None = Field(
        None, title="Bemærkning", description="Når kilden er uklar, eller to kilder siger noget forskelligt."
    )
    checked: Day | None = Field(
        None, title="Sidst efterset", description="Dagen, hvor nogen sidst holdt oplysningen op mod kilden."
    )


# --- The initiative -------------------------------------------------------------------------------


class Contact(Part):
    name: Name = Field(title="Navn", description="Hvem man kan kontakte.")
    role: Name = Field(title="Rolle", description="Titel eller opgave.")
    organisation: Name = Field(title="Arbejdssted", description="Kommune eller institution.")
    phone: Phone = Field(title="Telefon", description="Otte cifre.")
    mail: Mail = Field(title="Mail", description="Mailadresse.")


class Chair(Part):
    name: Name = Field(title="Navn", description="Fulde navn.")
    party: Name = Field(title="Partibogstav", description="Som det står i kilden, for eksempel V.")
    role: Name = Field(title="Post", description="Politisk post.")
    municipality: MunicipalityId = Field(title="Kommune", description="Id på kommunen.")


class Enforcement(Part):
    name: Name = Field(title="Navn", description="Myndigheden, man kan klage til.")
    url: Link = Field(title="Link", description="Siden, hvor man kan klage.")


class Accessibility(Part):
    """What the statement on accessibility has to say by law, and when it was said."""

    status: Literal["fuldt", "delvist", "ikke"] = Field(
        title="Status", description="Overholder siden kravene: fuldt, delvist eller ikke."
    )
    method: Text = Field(title="Metode", description="Hvordan siden er undersøgt, og af hvem.")
    exceptions: tuple[Text, ...] = Field(
        (), title="Undtagelser", description="Det, der ikke er godt nok endnu, ét ad gangen, og hvad man gør i stedet."
    )
    declared: Day = Field(title="Erklæringens dato", description="Dagen, nogen sidst gik hele erklæringen efter.")
    checked: Day = Field(title="Sidste automatiske tjek", description="Dagen, hvor make audit sidst fandt ingen fejl.")
    enforcement: Enforcement = Field(title="Klage", description="Hvem der holder øje med, at loven følges.")


class Initiative(Sourced, Record):
    """The initiative itself; `initiative.yml` holds just this one record."""

    name: Name = Field(title="Navn", description="Indsatsens navn.")
    organisation: Name = Field(title="Organisation", description="Hvem der står bag.")
    period: Name = Field(title="Aftaleperiode", description="For eksempel 2025-2028.")
    since: When = Field(title="Begyndt", description="Året, indsatsen begyndte.")
    report: SourceId = Field(title="Rapport", description="Id på hovedrapporten i sources.yml.")
    edition: Name = Field(title="Udgave", description="Navn på denne udgave.")
    published: Day = Field(title="Udgivet", description="Dagen, denne udgave kom ud.")
    tagline: Name = Field(title="Undertitel", description="En linje om, hvad det handler om.")
    contact: Contact = Field(title="Kontakt", description="Hvem man kan kontakte.")
    chairs: tuple[Chair, ...] = Field(title="Forpersonskab", description="De politiske formænd.")
    thanks: tuple[Name, ...] = Field(title="Tak", description="Hvem rapporten takker.")
    accessibility: Accessibility = Field(title="Tilgængelighed", description="Det, som erklæringen skal sige.")
    security_expires: Day = Field(
        title="Sikkerhedskontakt gælder til", description="Dagen, hvor security.txt udløber. Højst et år frem."
    )


# --- Municipalities and partnerships --------------------------------------------------------------


class Tile(Part):
    row: Count = Field(title="Række", description="Række på kortet, talt fra nord. Den første er 1.")
    column: Count = Field(title="Kolonne", description="Kolonne på kortet, talt fra vest. Den første er 1.")


class Statistics(Sourced):
    """Pupils in a municipality. The share is an average of three school years; it does not follow from the counts."""

    pupils_general: Count = Field(title="Elever i almen", description="Antal elever i almenundervisning.")
    pupils_special: Count = Field(title="Elever i special", description="Antal elever i specialundervisning.")
    counts_period: Name = Field(title="Antallets periode", description="Skoleår, for eksempel 2022/2023.")
    share_special: Number = Field(title="Andel i specialtilbud", description="I procent med komma, for eksempel 5,9.")
    share_period: Name = Field(title="Andelens periode", description="For eksempel 2020-2023.")


class Municipality(Record):
    name: Name = Field(title="Navn", description="Uden ordet Kommune.")
    code: Name = Field(title="Kommunekode", description="Den officielle kode med tre cifre, i anførselstegn.")
    joined: When | None = Field(None, title="Med siden", description="Hvis kilden siger, hvornår kommunen kom med.")
    tile: Tile = Field(title="Plads på kortet", description="Hvor kommunens felt ligger.")
    statistics: Statistics = Field(title="Statistik", description="Elever i almen- og specialundervisning.")
    redirects: tuple[Slug, ...] = Field(
        (), title="Tidligere id'er", description="Hvis kommunens id er ændret: de gamle, så gamle links virker."
    )
    note: Text | None = Field(None, title="Bemærkning", description="Noget, læseren skal vide.")


class Participation(Part):
    """Who took part at one special-needs school; its source is the partnership's."""

    culture_teachers: Count = Field(title="Undervisere fra kulturskolen", description="Antal.")
    special_teachers: Count = Field(title="Lærere og pædagoger", description="Antal fra specialtilbuddet.")
    pupils: Pupils = Field(title="Elever", description="Antal, mindst 5. Færre skrives: under 5")
    groups: Text | None = Field(None, title="Hold", description="Hvordan eleverne var delt. Ikke ved under 5.")
    classes: Range | None = Field(None, title="Klassetrin", description="For eksempel 3-5. Ikke ved under 5.")
    ages: Range | None = Field(None, title="Alder", description="I år, for eksempel 8-11. Ikke ved under 5.")


class Partnership(Fact):
    municipality: MunicipalityId = Field(title="Kommune", description="Id på kommunen.")
    year: When = Field(title="Begyndt", description="Året, samarbejdet begyndte.")
    status: Literal["gennemført", "nyt", "under opstart"] = Field(
        title="Status", description="gennemført, nyt eller under opstart."
    )
    culture_school: Name | None = Field(
        None, title="Kulturinstitution", description="Musikskole, kulturskole, billedskole eller museum."
    )
    special_school: Name | None = Field(
        None, title="Specialtilbud", description="Skolen med specialtilbud, hvis kilden nævner den."
    )
    format: FormatId | None = Field(
        None, title="Format", description="Id på formatet i formats.yml, hvis det er kendt."
    )
    participation: Participation | None = Field(None, title="Deltagelse", description="Tallene, når de er kendt.")


# --- What people say and write --------------------------------------------------------------------


class MediaItem(Fact):
    outlet: Name = Field(title="Medie", description="Avis, blad, program.")
    title: Name = Field(title="Titel", description="Præcis som i kilden.")
    kind: Literal["artikel", "podcast og artikel", "radio", "debat", "magasin"] = Field(
        title="Slags", description="artikel, podcast og artikel, radio, debat eller magasin."
    )
    published: When | None = Field(None, title="Udgivet", description="År, måned eller dag, hvis det er kendt.")
    municipalities: tuple[MunicipalityId, ...] = Field(
        (), title="Kommuner", description="Hvis omtalen gælder bestemte kommuner."
    )
    url: Link = Field(title="Link", description="Adressen, som kilden giver den.")
    archived: Link | None = Field(None, title="Arkivkopi", description="Link til en gemt kopi.")
    unreachable: Day | None = Field(
        None, title="Linket er dødt", description="Dagen, det blev opdaget. Så vises kun titlen og arkivkopien."
    )


class Principle(Fact):
    title: Name = Field(title="Titel", description="Princippet i få ord.")
    text: Text = Field(title="Tekst", description="Princippet forklaret i jeres egne ord.")


class Speaker(Part):
    name: Name = Field(title="Navn", description="Fulde navn.")
    role: Name = Field(title="Rolle", description="Stilling.")
    institution: Name = Field(title="Arbejdssted", description="Skole, kommune eller andet.")
    municipality: MunicipalityId | None = Field(None, title="Kommune", description="Id på kommunen, hvis der er en.")


class Statement(Fact):
    group: Literal["praksis", "forskning", "politik"] = Field(
        title="Hvem taler", description="praksis, forskning eller politik."
    )
    speakers: tuple[Speaker, ...] = Field(min_length=1, title="Hvem", description="Den eller dem, der udtaler sig.")
    text: Text = Field(title="Udtalelse", description="Hvad de fortæller, gengivet i jeres egne ord.")
    quotation: Text | None = Field(
        None, title="Ordret citat", description="Kun når den, der har sagt det, selv har givet ordene."
    )


# --- The course of the initiative -----------------------------------------------------------------


class TimelineEvent(Fact):
    when: When = Field(title="Hvornår", description="År, måned eller dag, for eksempel 2024-03.")
    title: Name = Field(title="Titel", description="Hvad der skete, i få ord.")
    text: Text = Field(title="Tekst", description="Et par sætninger i jeres egne ord.")


class Format(Fact):
    name: Name = Field(title="Navn", description="For eksempel Kort format.")
    pupils: Range = Field(title="Elever pr. gang", description="For eksempel 4-6.")
    classes: Range = Field(title="Klassetrin", description="For eksempel 4-7.")
    ages: Range = Field(title="Alder", description="I år, for eksempel 10-14.")
    culture_teachers: Count = Field(title="Undervisere fra kulturskolen", description="Antal.")
    special_teachers: Count = Field(title="Lærere og pædagoger", description="Antal fra specialtilbuddet.")
    minutes: Count = Field(title="Minutter pr. gang", description="Hvor længe hver gang varer.")
    frequency: Name = Field(title="Hvor ofte", description="For eksempel en gang om ugen.")
    groups: Text = Field(title="Grupper", description="Hvordan eleverne er delt.")
    activities: Text = Field(title="Aktiviteter", description="Hvad de laver.")


class Talk(Part):
    name: Name = Field(title="Navn", description="Oplægsholderens navn.")
    role: Name = Field(title="Rolle", description="Stilling og arbejdssted.")
    topic: Name = Field(title="Oplæg", description="Titlen på oplægget.")


class Training(Fact):
    when: When = Field(title="Hvornår", description="År eller måned.")
    title: Name = Field(title="Titel", description="Kursets navn eller slags.")
    text: Text = Field(title="Tekst", description="Hvad det går ud på, i jeres egne ord.")
    participants: Text | None = Field(None, title="Deltagere", description="Hvem og hvor mange.")
    days: Count | None = Field(None, title="Dage", description="Antal kursusdage.")
    partners: tuple[Name, ...] = Field((), title="Sammen med", description="Hvem der er med til at holde det.")
    hosts: tuple[Name, ...] = Field((), title="Værter", description="Hvor kursusdagene er holdt.")
    talks: tuple[Talk, ...] = Field((), title="Oplæg", description="Et udvalg af oplægsholdere.")


# --- Loose facts and headline figures -------------------------------------------------------------

Total = Literal["pupils", "teachers", "culture-teachers", "special-schools", "culture-schools"]

Qualifier = Literal["ca.", "mere end", "over", "godt", "mindst", "omkring", "kun ca.", "næsten", "højst"]


class Figure(Fact):
    """A loose fact; with a value it is a figure, with `sums` a headline that the partnerships have to bear out."""

    topic: Slug = Field(title="Emne", description="Siden, oplysningen hører til, for eksempel loven.")
    group: Name | None = Field(None, title="Afsnit", description="Overskriften, oplysningen står under.")
    label: Name = Field(title="Navn", description="Hvad oplysningen eller tallet er, i få ord.")
    text: Text = Field(title="Tekst", description="En eller to sætninger i jeres egne ord.")
    value: Number | None = Field(None, title="Tal", description="Tallet, med komma som decimaltegn.")
    unit: Name | None = Field(None, title="Enhed", description="For eksempel %, kr. eller elever.")
    qualifier: Qualifier | None = Field(
        None, title="Forbehold", description="Ord foran tallet, som kilden har det."
    )
    upper: Number | None = Field(None, title="Til", description="Når kilden giver et spænd: det højeste tal.")
    period: Name | None = Field(None, title="Periode", description="År eller skoleår, tallet gælder.")
    more: tuple[SourceId, ...] = Field((), title="Læs mere", description="Id'er på flere kilder med links.")
    sums: Total | None = Field(
        None, title="Sammentælling", description="Hvad tallet tæller i partnerships.yml, så det kan efterregnes."
    )


class Source(Record):
    title: Name = Field(title="Titel", description="Præcis som på kilden.")
    short: Name | None = Field(
        None, title="Kort navn", description="Når titlen er lang: det, den kaldes i kildehenvisninger."
    )
    kind: Name = Field(title="Slags", description="For eksempel rapport, analyse, bog, video, netside.")
    author: Name | None = Field(None, title="Forfatter", description="Personer, hvis kilden nævner dem.")
    publisher: Name | None = Field(None, title="Udgiver", description="Hvem der har udgivet kilden.")
    published: When | None = Field(None, title="Udgivet", description="År, måned eller dag.")
    url: Link | None = Field(None, title="Link", description="Med https://.")
    http_url: HttpLink | None = Field(
        None, title="Link uden https", description="Kun når kildens egen adresse begynder med http://."
    )
    about: Text = Field(title="Om kilden", description="En eller to sætninger om, hvad det er.")
    note: Text | None = Field(None, title="Bemærkning", description="Noget, læseren skal vide om kilden.")
    unreachable: Day | None = Field(
        None, title="Linket er dødt", description="Dagen, det blev opdaget. Så vises kilden uden link."
    )


class Term(Record):
    """A word that needs an explanation, shown where it first stands on a page."""

    term: Name = Field(title="Ord", description="Som det står i en ordbog.")
    forms: tuple[Name, ...] = Field((), title="Andre former", description="Bøjninger, som også skal forklares.")
    text: Text = Field(title="Forklaring", description="En kort og enkel forklaring.")


class Change(Record):
    date: Day = Field(title="Dato", description="Dagen, ændringen kom på siden.")
    kind: Literal["nyt", "rettelse"] = Field(title="Slags", description="nyt eller rettelse.")
    address: Address = Field(title="Side", description="Adressen, for eksempel /kommuner/herlev/.")
    title: Name = Field(title="Titel", description="Ændringen i få ord.")
    said: Text | None = Field(None, title="Før stod der", description="Aldrig en personlig oplysning, der er fjernet.")
    says: Text | None = Field(None, title="Nu står der", description="Det nye.")
    why: Text = Field(title="Hvorfor", description="Grunden til ændringen.")
