"""What each kind of record is: its fields, their types, their Danish names and the help an editor gets.

The check, the JSON Schemas, the empty forms at the head of the data files and the editors' reference are made from it.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from publication.model.addresses import Address, HttpLink, Link, Mail, Phone
from publication.model.types import (
    Count,
    Day,
    FormatId,
    MunicipalityId,
    Name,
    Number,
    Pupils,
    Range,
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
    report: SourceId = _field("Rapport", "Id på hovedrapporten i sources.yml.")
    edition: Name = _field("Udgave", "Navn på denne udgave.")
    published: Day = _field("Udgivet", "Dagen, denne udgave kom ud.")
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


class Statistics(Sourced):
    """Pupils in a municipality. The share is an average of three school years; it does not follow from the counts."""

    pupils_general: Count = _field("Elever i almen", "Antal elever i almenundervisning.")
    pupils_special: Count = _field("Elever i special", "Antal elever i specialundervisning.")
    counts_period: Name = _field("Antallets periode", "Skoleår, for eksempel 2022/2023.")
    share_special: Number = _field("Andel i specialtilbud", "I procent med komma, for eksempel 5,9.")
    share_period: Name = _field("Andelens periode", "For eksempel 2020-2023.")


class Municipality(Record):
    name: Name = _field("Navn", "Uden ordet Kommune.")
    code: Name = _field("Kommunekode", "Den officielle kode med tre cifre, i anførselstegn.")
    joined: When | None = _field("Med siden", "Hvis kilden siger, hvornår kommunen kom med.", None)
    tile: Tile = _field("Plads på kortet", "Hvor kommunens felt ligger.")
    statistics: Statistics = _field("Statistik", "Elever i almen- og specialundervisning.")
    redirects: tuple[Slug, ...] = _field(
        "Tidligere id'er", "Hvis kommunens id er ændret: de gamle, så gamle links virker.", ()
    )
    note: Text | None = _field("Bemærkning", "Noget, læseren skal vide.", None)


class Participation(Part):
    """Who took part at one special-needs school; its source is the partnership's."""

    culture_teachers: Count = _field("Undervisere fra kulturskolen", "Antal.")
    special_teachers: Count = _field("Lærere og pædagoger", "Antal fra specialtilbuddet.")
    pupils: Pupils = _field("Elever", "Antal, mindst 5. Færre skrives: under 5")
    groups: Text | None = _field("Hold", "Hvordan eleverne var delt. Ikke ved under 5.", None)
    classes: Range | None = _field("Klassetrin", "For eksempel 3-5. Ikke ved under 5.", None)
    ages: Range | None = _field("Alder", "I år, for eksempel 8-11. Ikke ved under 5.", None)


class Partnership(Fact):
    municipality: MunicipalityId = _field("Kommune", "Id på kommunen.")
    year: When = _field("Begyndt", "Året, samarbejdet begyndte.")
    status: Literal["gennemført", "nyt", "under opstart"] = _field("Status", "gennemført, nyt eller under opstart.")
    culture_school: Name | None = _field(
        "Kulturinstitution", "Musikskole, kulturskole, billedskole eller museum.", None
    )
    special_school: Name | None = _field("Specialtilbud", "Skolen med specialtilbud, hvis kilden nævner den.", None)
    format: FormatId | None = _field("Format", "Id på formatet i formats.yml, hvis det er kendt.", None)
    participation: Participation | None = _field("Deltagelse", "Tallene, når de er kendt.", None)


class MediaItem(Fact):
    outlet: Name = _field("Medie", "Avis, blad, program.")
    title: Name = _field("Titel", "Præcis som i kilden.")
    kind: Literal["artikel", "podcast og artikel", "radio", "debat", "magasin"] = _field(
        "Slags", "artikel, podcast og artikel, radio, debat eller magasin."
    )
    published: When | None = _field("Udgivet", "År, måned eller dag, hvis det er kendt.", None)
    municipalities: tuple[MunicipalityId, ...] = _field("Kommuner", "Hvis omtalen gælder bestemte kommuner.", ())
    url: Link = _field("Link", "Adressen, som kilden giver den.")
    archived: Link | None = _field("Arkivkopi", "Link til en gemt kopi.", None)
    unreachable: Day | None = _field(
        "Linket er dødt", "Dagen, det blev opdaget. Så vises kun titlen og arkivkopien.", None
    )


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
    text: Text = _field("Udtalelse", "Hvad de fortæller, gengivet i jeres egne ord.")
    quotation: Text | None = _field("Ordret citat", "Kun når den, der har sagt det, selv har givet ordene.", None)


class TimelineEvent(Fact):
    when: When = _field("Hvornår", "År, måned eller dag, for eksempel 2024-03.")
    title: Name = _field("Titel", "Hvad der skete, i få ord.")
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
    """A loose fact; with a value it is a figure, with `sums` a headline that the partnerships have to bear out."""

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
    sums: Total | None = _field("Sammentælling", "Hvad tallet tæller i partnerships.yml, så det kan efterregnes.", None)


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


class Term(Record):
    """A word that needs an explanation, shown where it first stands on a page."""

    term: Name = _field("Ord", "Som det står i en ordbog.")
    forms: tuple[Name, ...] = _field("Andre former", "Bøjninger, som også skal forklares.", ())
    text: Text = _field("Forklaring", "En kort og enkel forklaring.")


class Change(Record):
    date: Day = _field("Dato", "Dagen, ændringen kom på siden.")
    kind: Literal["nyt", "rettelse"] = _field("Slags", "nyt eller rettelse.")
    address: Address = _field("Side", "Adressen, for eksempel /kommuner/herlev/.")
    title: Name = _field("Titel", "Ændringen i få ord.")
    said: Text | None = _field("Før stod der", "Aldrig en personlig oplysning, der er fjernet.", None)
    says: Text | None = _field("Nu står der", "Det nye.", None)
    why: Text = _field("Hvorfor", "Grunden til ændringen.")
