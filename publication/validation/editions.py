"""Rules: each edition says what it is, and its counts are of its time and, once it is complete, all there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publication.loading.diagnostics import Diagnostic, Position
from publication.loading.loader import LoadedData, LoadedRecord
from publication.model.attendance import Attendance
from publication.model.danish import moment
from publication.model.records import Edition


def editions_say_what_they_are(data: LoadedData) -> Iterator[Diagnostic]:
    """A complete edition is out and has its report; only the newest is under way; one of them is complete."""
    editions = data.records("editions")
    for loaded, record in editions:
        for field, word in (("report", "rapporten"), ("published", "dagen, den kom ud")):
            if record.complete and getattr(record, field) is None:
                message = f"en komplet udgave skal nævne {word} i feltet »{field}«"
                yield loaded.at_key("status").diagnostic("udgave", message)
        if not 2000 <= record.year <= 2100:
            yield loaded.at("year").diagnostic("aarstal", f"året {record.year} ligger for langt fra i dag")
        elif not _tells_of_its_past(record):
            message = f"rapporten fra {record.id} kan ikke fortælle om {record.year}, som kom efter den"
            yield loaded.at("year").diagnostic("udgave", message)
        elif not record.complete and any(record.year < other.year and _tells_of_its_past(other) for _, other in editions):
            message = "der er en nyere udgave, så denne skal være komplet; skriv dem, der ikke nåede det, i not_reported"
            yield loaded.at("status").diagnostic("udgave", message)
    if editions and data.is_complete("editions") and not any(record.complete for _, record in editions):
        loaded, _ = editions[0]
        yield loaded.at_key("status").diagnostic("udgave", "mindst én udgave skal være komplet, for dens tal vises")


def _tells_of_its_past(edition: Edition) -> bool:
    # An id that is no year of our time has its diagnostic already.
    is_year = re.fullmatch(r"20[0-9]{2}", edition.id)
    return 2000 <= edition.year <= 2100 and (not is_year or edition.year <= int(edition.id))


def who_has_not_reported_has_no_counts(data: LoadedData) -> Iterator[Diagnostic]:
    municipalities = {record.id: record for _, record in data.records("municipalities")}
    counted = {
        (one.year, one.municipality): loaded for loaded, one in reversed(data.attendances) if one.pupils is not None
    }
    for loaded, edition in data.records("editions"):
        for place, id_ in enumerate(edition.not_reported):
            home, at = municipalities.get(id_), loaded.at("not_reported", place)
            if id_ in edition.not_reported[:place]:
                yield at.diagnostic("udgave", "kommunen står allerede på listen; slet linjen")
            elif reported := counted.get((edition.year, id_)):
                message = f"kommunen har tal for {edition.year} i participations.yml i linje {reported.at().line}; slet linjen her"
                yield at.diagnostic("udgave", message)
            elif home and not home.is_member_in(edition.year):
                message = f"{home.name} var ikke med i {edition.year}, så den kunne ikke melde ind; slet linjen"
                yield at.diagnostic("udgave", message)


def counts_are_of_an_edition(data: LoadedData) -> Iterator[Diagnostic]:
    """Every count is of a year that an edition tells of, and of a time when its partnership and municipality were in it."""
    municipalities = {record.id: record for _, record in data.records("municipalities")}
    editions = [record for _, record in data.records("editions")]
    told = {record.year for record in editions}
    # Where an edition's own year is wrong, that has been said, and where one cannot be read, it may be the one.
    known = data.is_complete("editions") and all(_tells_of_its_past(record) for record in editions)
    known = known and len(told) == len(editions)
    for loaded, one in data.attendances:
        since, until, period = one.partnership.since, one.partnership.until, one.participation.period
        home = municipalities.get(one.municipality or "")
        if one.year not in told:
            if known:
                told.add(one.year)  # once is enough
                message = f"ingen udgave i editions.yml fortæller om {one.year}; føj den til, eller ret perioden"
                yield loaded.at("period").diagnostic("udgave", message)
        elif since and period.halves.stop <= since.halves.start:
            message = f"samarbejdet er først i gang fra {since}; ret perioden her eller since i partnerships.yml"
            yield loaded.at("period").diagnostic("status", message)
        elif until and period.halves.start >= until.halves.stop:
            message = f"samarbejdet sluttede {until}; ret perioden her eller until i partnerships.yml"
            yield loaded.at("period").diagnostic("status", message)
        elif home and home.joined and one.year < home.joined.year:
            message = f"{home.name} er først med fra {moment(home.joined)}; ret perioden her eller joined i municipalities.yml"
            yield loaded.at("period").diagnostic("status", message)
        elif home and home.left and one.year > home.left.year:
            message = f"{home.name} er ude siden {moment(home.left)}; ret perioden her eller left i municipalities.yml"
            yield loaded.at("period").diagnostic("status", message)


def complete_editions_have_every_count(data: LoadedData) -> Iterator[Diagnostic]:
    """Every count stands there, and each municipality with a partnership at work has reported, or is said not to have."""
    if not data.counts_are_complete or not all(map(data.is_complete, ("editions", "municipalities"))):
        return
    for loaded, one, field in missing(data):
        message = f"udgaven om {one.year} er komplet, men feltet »{field}« er tomt; skriv tallet"
        yield _at_field(loaded, field).diagnostic("mangler-tal", message)
    counted = {(one.year, one.municipality) for _, one in data.attendances}
    municipalities = {record.id: record for _, record in data.records("municipalities")}
    for loaded, edition in data.records("editions"):
        if edition.complete and every_count_has_its_edition(data):
            at_work = {one.municipality: None for _, one in data.records("partnerships") if one.runs_in(edition.year)}
            for home in (municipalities[id_] for id_ in at_work if id_ in municipalities):
                lacks = home.id not in edition.not_reported and (edition.year, home.id) not in counted
                if lacks and home.is_member_in(edition.year):
                    message = (
                        f"udgaven er komplet, men participations.yml har ingen tal for {home.name} i {edition.year}; "
                        "skriv dem, eller skriv kommunen i not_reported"
                    )
                    yield loaded.at("status").diagnostic("mangler-tal", message)


def missing(data: LoadedData) -> Iterator[tuple[LoadedRecord, Attendance, str]]:
    """The counts that should be there and are not, each with its field.

    Adults who taught at several schools of a partnership are counted once, at one of them.
    """
    complete = {record.year: record for _, record in data.records("editions") if record.complete}
    shared = {
        (one.partnership.id, one.participation.period, field)
        for _, one in data.attendances
        for field in ("culture_teachers", "special_teachers")
        if getattr(one.participation, field) is not None
    }
    for loaded, one in data.attendances:
        part = one.participation
        if one.year in complete and one.municipality not in complete[one.year].not_reported:
            for field in ("culture_teachers", "special_teachers", "pupils"):
                if getattr(part, field) is None and (part.partnership, part.period, field) not in shared:
                    yield loaded, one, field


def counts_have_their_source(data: LoadedData) -> Iterator[Diagnostic]:
    for loaded, record in data.records("participations"):
        if record.source is None and (record.pupils, record.culture_teachers, record.special_teachers) != (None,) * 3:
            message = "når tallene er her, skal kilden også stå der"
            yield _at_field(loaded, "source").diagnostic("mangler-tal", message)


def _at_field(loaded: LoadedRecord, field: str) -> Position:
    return loaded.at(field) if field in loaded.raw else loaded.at()


def every_count_has_its_edition(data: LoadedData) -> bool:
    told = {record.year for _, record in data.records("editions")}
    return data.is_complete("editions") and all(one.year in told for _, one in data.attendances)
