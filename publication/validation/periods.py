"""Rules: years, periods, classes and ages are possible ones, and belong to an edition."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publication.loading.diagnostics import Diagnostic, Position
from publication.loading.loader import LoadedData


def periods_run_forwards(data: LoadedData) -> Iterator[Diagnostic]:
    for loaded, record in data.records("statistics"):
        for field in ("counts_period", "share_period"):
            text = getattr(record, field)
            yield from _period_diagnostics(loaded.at(field), text)
            if not re.search(r"[0-9]{4}", text):
                yield loaded.at(field).diagnostic("periode", f"perioden «{text}» mangler et årstal")
    for name in ("initiative", "figures"):
        for loaded, record in data.records(name):
            if record.period:
                yield from _period_diagnostics(loaded.at("period"), record.period)


def _period_diagnostics(position: Position, period: str) -> Iterator[Diagnostic]:
    """`2020-2023` runs forwards, and a school year with a stroke covers two years that follow each other."""
    for start, sign, end in re.findall(r"([0-9]{4})\s*([-–/])\s*([0-9]{4})", period):
        if int(end) <= int(start):
            message = f"perioden «{period}» slutter, før den begynder"
            yield position.diagnostic("periode", message, f"{end}{sign}{start}")
        elif sign == "/" and int(end) != int(start) + 1:
            message = f"skoleåret «{period}» skal være to år i træk"
            yield position.diagnostic("periode", message, f"{start}/{int(start) + 1}")


YEARS_AHEAD = 5  # how far past this edition a plan may lie before it is taken for a typing error
FIELDS_WITH_YEARS = {
    "editions": ("published", "next_expected"),
    "municipalities": ("joined", "left"),
    "partnerships": ("since", "starting", "until"),
    "participations": ("period",),
    "timeline": ("when", "until"),
    "training": ("when",),
    "media_coverage": ("published",),
    "initiative": ("since",),
}


def years_are_of_our_time(data: LoadedData) -> Iterator[Diagnostic]:
    """Years are measured from the newest edition's, not from today, so that the same data gives the same answer."""
    editions = [record.published.year for _, record in data.records("editions") if record.published]
    latest = max(editions, default=2094) + YEARS_AHEAD
    for name, fields in FIELDS_WITH_YEARS.items():
        for loaded, record in data.records(name):
            for field in fields:
                moment = getattr(record, field)
                if moment is not None and not 2000 <= moment.year <= latest:
                    yield loaded.at(field).diagnostic("aarstal", f"året {moment.year} ligger for langt fra i dag")


def what_ends_has_begun(data: LoadedData) -> Iterator[Diagnostic]:
    for loaded, record in data.records("partnerships"):
        if record.since and record.starting:
            message = "samarbejdet er i gang siden since; slet linjen starting"
            yield loaded.at_key("starting").diagnostic("status", message)
        elif not record.since and not record.starting:
            yield loaded.at().diagnostic("status", "samarbejdet mangler since (eller starting, når det er under opstart)")
        if record.until and record.since and record.until.order < record.since.order:
            yield loaded.at("until").diagnostic("status", "samarbejdet slutter, før det begynder")
    for loaded, record in data.records("municipalities"):
        if record.left and record.joined and record.left.iso < record.joined.iso[: len(record.left.iso)]:
            yield loaded.at("left").diagnostic("status", "kommunen går ud, før den kommer med")
    for loaded, record in data.records("timeline"):
        if record.when.day is None and (record.until or record.starts or record.ends):
            yield loaded.at("when").diagnostic("dato", "når der står klokkeslæt eller sidste dag, skal when være en dag")
        elif record.until and record.until.isoformat() < record.when.iso:
            yield loaded.at("until").diagnostic("dato", "sidste dag ligger før den første")
        elif record.ends and not record.starts:
            yield loaded.at_key("ends").diagnostic("klokkeslaet", "når der står, hvornår det slutter, skal starts også stå der")
        elif record.starts and record.ends and not record.until and record.ends <= record.starts:
            yield loaded.at("ends").diagnostic("klokkeslaet", "det slutter, før det begynder")


def counts_are_of_an_edition(data: LoadedData) -> Iterator[Diagnostic]:
    """Every count is of a year that an edition tells of, and of a time when the partnership was there."""
    if not data.is_complete("editions"):
        return
    told = {record.year for _, record in data.records("editions")}
    for loaded, one in data.attendances:
        since, until = one.partnership.since, one.partnership.until
        if one.year not in told:
            message = f"ingen udgave i editions.yml fortæller om {one.year}; føj den til først"
            yield loaded.at("period").diagnostic("udgave", message)
        elif since and one.year < since.year:
            message = f"samarbejdet er først i gang fra {since}; ret perioden her eller since i partnerships.yml"
            yield loaded.at("period").diagnostic("status", message)
        elif until and one.year > until.year:
            message = f"samarbejdet sluttede {until}; ret perioden her eller until i partnerships.yml"
            yield loaded.at("period").diagnostic("status", message)


def editions_say_what_they_are(data: LoadedData) -> Iterator[Diagnostic]:
    """A complete edition is out and has its report; one that is not out is under way; one of them is complete."""
    editions = data.records("editions")
    for loaded, record in editions:
        for field, word in (("report", "rapporten"), ("published", "dagen, den kom ud")):
            if record.complete and getattr(record, field) is None:
                message = f"en komplet udgave skal nævne {word} i feltet «{field}»"
                yield loaded.at_key("status").diagnostic("udgave", message)
        if not 2000 <= record.year <= 2100:
            yield loaded.at("year").diagnostic("aarstal", f"året {record.year} ligger for langt fra i dag")
    if editions and data.is_complete("editions") and not any(record.complete for _, record in editions):
        loaded, _ = editions[0]
        yield loaded.at_key("status").diagnostic("udgave", "mindst én udgave skal være komplet, for dens tal vises")


def classes_and_ages_are_those_of_school(data: LoadedData) -> Iterator[Diagnostic]:
    for name in ("participations", "formats"):
        for loaded, record in data.records(name):
            if record.classes and record.classes.end > 10:
                message = f"klassetrinnet {record.classes} findes ikke; klasser går fra 0 til 10"
                yield loaded.at("classes").diagnostic("klassetrin", message)
            if record.ages and not (record.ages.start >= 2 and record.ages.end <= 25):
                message = f"alderen {record.ages} kan ikke passe; børn i dagtilbud og skole er 2 til 25 år"
                yield loaded.at("ages").diagnostic("alder", message)
