"""Rules: what tells records apart (ids, names, codes, tiles, short addresses, words) is given once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from publication.loading.diagnostics import Diagnostic, Position
from publication.loading.loader import LoadedData, LoadedRecord
from publication.model import register
from publication.model.fields import FieldPath
from publication.model.letters import same_by_eye
from publication.model.records import Participation, Partnership


def _repeats(values: Iterable[tuple[Any, LoadedRecord, FieldPath]]) -> Iterator[tuple[Any, Position, int]]:
    """Every value that has stood before, with its position and the line it stood in first."""
    first: dict[Any, tuple[LoadedRecord, FieldPath]] = {}
    for value, loaded, path in values:
        if value in first:
            before, where = first[value]
            yield value, loaded.at(*path), before.at(*where).line
        else:
            first[value] = loaded, path


def ids_are_unique(data: LoadedData) -> Iterator[Diagnostic]:
    for loaded_records in data.by_kind.values():
        for id_, position, line in _repeats((loaded.id, loaded, ("id",)) for loaded in loaded_records if loaded.id):
            yield position.diagnostic("dobbelt-id", f"id'et »{id_}« bruges allerede i linje {line}")


def municipalities_have_their_own_names(data: LoadedData) -> Iterator[Diagnostic]:
    records = data.records("municipalities")
    for name, position, line in _repeats((record.name.capitalize(), loaded, ("name",)) for loaded, record in records):
        yield position.diagnostic("dobbelt-navn", f"navnet »{name}« bruges allerede i linje {line}")
    for loaded, record in records:
        bare = re.sub(r"(?i)\s*\bkommune\b\s*", "", record.name)
        if bare != record.name:
            yield loaded.at("name").diagnostic("kommunenavn", "navnet skal stå uden ordet kommune", bare or None)


def municipality_codes_are_official_and_unique(data: LoadedData) -> Iterator[Diagnostic]:
    records = data.records("municipalities")
    for code, position, line in _repeats((record.code, loaded, ("code",)) for loaded, record in records):
        yield position.diagnostic("kommunekode", f"kommunekoden »{code}« bruges allerede i linje {line}")
    for loaded, record in records:
        # Danish codes have three digits, those of neighbouring countries four.
        if not re.fullmatch(r"[1-9][0-9]{2,3}", record.code):
            like = re.fullmatch(r"0([1-9][0-9]{2})", record.code)
            message = f'kommunekoden »{record.code}« skal have tre cifre, for eksempel "163"'
            yield loaded.at("code").diagnostic("kommunekode", message, like[1] if like else None)


def tiles_lie_apart(data: LoadedData) -> Iterator[Diagnostic]:
    records = data.records("municipalities")
    tiles = (((record.tile.row, record.tile.column), loaded, ("tile", "row")) for loaded, record in records)
    for (row, column), position, line in _repeats(tiles):
        message = f"pladsen i række {row}, kolonne {column} er taget i linje {line}"
        yield position.diagnostic("kortplads", message)
    for loaded, record in records:
        for side, word in (("row", "rækker"), ("column", "kolonner")):
            if getattr(record.tile, side) == 0:
                yield loaded.at("tile", side).diagnostic("kortplads", f"{word} på kortet tælles fra 1")


# The first part of every address that is no municipality's: a short address may not hide one of them.
TAKEN = frozenset(
    """
    indsatsen kommuner udtalelser viden omtale data kilder om en was
    let laes let-laest ordliste nyheder aendringer feed feeds kort bog udskriv
    assets search sitemap robots index 404 favicon cards qr api schema static
    """.split()
)


def short_addresses_are_free(data: LoadedData) -> Iterator[Diagnostic]:
    """A municipality answers at /<id>/ and at /<old id>/; neither may hide another page."""
    records = data.records("municipalities")
    ids = {loaded.id: loaded for loaded in data.by_kind["municipalities"]}
    own_ids: list[tuple[str, LoadedRecord, FieldPath]] = [(record.id, loaded, ("id",)) for loaded, record in records]
    old_ids: list[tuple[str, LoadedRecord, FieldPath]] = [
        (old, loaded, ("redirects", number))
        for loaded, record in records
        for number, old in enumerate(record.redirects)
    ]
    for id_, loaded, path in own_ids + old_ids:
        if id_ in TAKEN | register.OWN:
            within = "" if id_ in TAKEN else "kommuner/"
            yield loaded.at(*path).diagnostic("optaget-adresse", f"adressen /{within}{id_}/ bruges af en anden side")
    for old, loaded, path in old_ids:
        if old in ids:
            message = f"adressen /{old}/ bruges af kommunen i linje {ids[old].at().line}"
            yield loaded.at(*path).diagnostic("optaget-adresse", message)
    for old, position, line in _repeats(old_ids):
        yield position.diagnostic("optaget-adresse", f"adressen /{old}/ står også i linje {line}")


def words_are_explained_once(data: LoadedData) -> Iterator[Diagnostic]:
    words = (
        (word.lower(), loaded, path)
        for loaded, record in data.records("glossary")
        for word, path in [(record.term, ("term",)), *((form, ("forms", at)) for at, form in enumerate(record.forms))]
    )
    for word, position, line in _repeats(words):
        yield position.diagnostic("dobbelt-ord", f"ordet »{word}« forklares allerede i linje {line}")


def schools_have_their_own_names(data: LoadedData) -> Iterator[Diagnostic]:
    """A school stands once in a municipality, whatever letters it is written with, and no other has its old name."""
    schools = data.records("schools")
    own = [((record.municipality, same_by_eye(record.name)), loaded, ("name",)) for loaded, record in schools]
    for _, position, line in _repeats(own):
        message = f"stedet står allerede i linje {line}, så det tælles to gange; brug ét id"
        yield position.diagnostic("navn-skrevet-to-gange", message)
    names = {key: loaded for key, loaded, _ in own}
    former: list[tuple[Any, LoadedRecord, FieldPath]] = []
    for loaded, record in schools:
        for number, old in enumerate(record.former_names):
            key, path = (record.municipality, same_by_eye(old)), ("former_names", number)
            if key[1] in [same_by_eye(name) for name in (record.name, *record.former_names[:number])]:
                message = "stedet har allerede det navn; skriv kun navne, det har haft før, og hvert navn én gang"
                yield loaded.at(*path).diagnostic("navn-skrevet-to-gange", message)
            elif key in names and not record.merged_into:
                message = f"et sted hedder sådan i linje {names[key].at('name').line}; er det samme sted, skal det kun have ét id"
                yield loaded.at(*path).diagnostic("navn-skrevet-to-gange", message)
            elif not record.merged_into:  # two that became one may both have had the name
                former.append((key, loaded, path))
    for _, position, line in _repeats(former):
        message = f"navnet står også i linje {line}; er det samme sted, skal det kun have ét id"
        yield position.diagnostic("navn-skrevet-to-gange", message)


def partnerships_stand_once(data: LoadedData) -> Iterator[Diagnostic]:
    partners = (
        ((record.municipality, *_sides(record), record.since or record.starting), loaded, ())
        for loaded, record in data.records("partnerships")
    )
    for _, position, line in _repeats(partners):
        message = f"samarbejdet har samme kommune, steder og begyndelse som det i linje {line}"
        yield position.diagnostic("dobbelt-samarbejde", message)


def _sides(record: Partnership) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(record.culture_schools), frozenset(record.special_schools)


def partners_stand_once(data: LoadedData) -> Iterator[Diagnostic]:
    for loaded, record in data.records("partnerships"):
        sides = ("culture_schools", "special_schools", "partners")
        ids = ((id_, loaded, (side, place)) for side in sides for place, id_ in enumerate(getattr(record, side)))
        for id_, position, line in _repeats(ids):
            yield position.diagnostic("dobbelt-samarbejde", f"stedet »{id_}« står allerede i linje {line}")


def participations_stand_once(data: LoadedData) -> Iterator[Diagnostic]:
    """The pupils of a school, or of a whole partnership, are counted once in any time."""
    before: dict[str, list[tuple[LoadedRecord, Participation]]] = {}
    for loaded, record in data.records("participations"):
        others = before.setdefault(record.partnership, [])
        for earlier, other in others:
            alike = record.school == other.school
            if record.period.overlaps(other.period) and (alike or not (record.school and other.school)):
                line = earlier.at().line
                if alike and record.period == other.period:
                    message = f"tallene for samme samarbejde og periode står allerede i linje {line}"
                elif alike:
                    message = f"tallene i linje {line} er fra {other.period}, så nogle af eleverne tælles to gange"
                else:
                    message = f"tallene i linje {line} er fra samme tid, og det ene sæt gælder hele samarbejdet; nogle tælles to gange"
                yield loaded.at("period").diagnostic("dobbelt-deltagelse", message)
                break
        others.append((loaded, record))


def statistics_stand_once(data: LoadedData) -> Iterator[Diagnostic]:
    counted = (
        ((record.municipality, record.counts_period), loaded, ("counts_period",))
        for loaded, record in data.records("statistics")
    )
    for _, position, line in _repeats(counted):
        yield position.diagnostic("dobbelt-statistik", f"kommunens tal for perioden står allerede i linje {line}")


def editions_stand_once(data: LoadedData) -> Iterator[Diagnostic]:
    years = ((record.year, loaded, ("year",)) for loaded, record in data.records("editions"))
    for year, position, line in _repeats(years):
        yield position.diagnostic("udgave", f"udgaven i linje {line} fortæller også om {year}")
    for loaded, record in data.records("editions"):
        if not re.fullmatch(r"20[0-9]{2}", record.id):
            message = f'id\'et »{record.id}« skal være det år, rapporten er fra, for eksempel "2025"'
            year = re.search(r"20[0-9]{2}", record.id)
            yield loaded.at("id").diagnostic("udgave", message, year and year[0])
