"""Rules: years, periods, classes and ages are possible ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from statistics import median_low

from publication.loading.diagnostics import Diagnostic, Position
from publication.loading.loader import LoadedData
from publication.model.danish import moment
from publication.model.records import Edition
from publication.model.seasons import season_meant


def periods_run_forwards(data: LoadedData) -> Iterator[Diagnostic]:
    for loaded, record in data.records("statistics"):
        for field in ("counts_period", "share_period"):
            text = getattr(record, field)
            yield from _period_diagnostics(loaded.at(field), text)
            year = re.search(r"[12][0-9]{3}(?:/[12][0-9]{3})?", text)
            if not year:
                message = f"perioden »{text}« mangler et årstal"
                yield loaded.at(field).diagnostic("periode", message, season_meant(text))
            elif field == "counts_period" and year[0] != text:
                # By it the periods of a municipality are put in order.
                message = f"perioden »{text}« skal være et år eller et skoleår og ikke andet"
                yield loaded.at(field).diagnostic("periode", message, season_meant(text) or year[0])
    for name in ("initiative", "figures"):
        for loaded, record in data.records(name):
            if record.period:
                yield from _period_diagnostics(loaded.at("period"), record.period)


def _period_diagnostics(position: Position, period: str) -> Iterator[Diagnostic]:
    """`2020-2023` runs forwards, and a school year with a stroke covers two years that follow each other."""
    for start, sign, end in re.findall(r"([0-9]{4})\s*([-–/])\s*([0-9]{4})", period):
        if int(end) <= int(start):
            message = f"perioden »{period}« slutter, før den begynder"
            yield position.diagnostic("periode", message, f"{end}{sign}{start}")
        elif sign == "/" and int(end) != int(start) + 1:
            message = f"skoleåret »{period}« skal være to år i træk"
            yield position.diagnostic("periode", message, f"{start}/{int(start) + 1}")


YEARS_AHEAD = 5  # how far past this edition a plan may lie before it is taken for a typing error
FIELDS_WITH_YEARS = {
    "editions": ("published", "next_expected"),
    "municipalities": ("joined", "left"),
    "partnerships": ("since", "starting", "until"),
    "timeline": ("when", "until"),
    "training": ("when",),
    "media_coverage": ("published",),
    "initiative": ("since",),
}


def years_are_of_our_time(data: LoadedData) -> Iterator[Diagnostic]:
    """Years are measured from the newest edition's, not from today, so that the same data gives the same answer."""
    years = _our_time(data)
    for name, fields in FIELDS_WITH_YEARS.items():
        for loaded, record in data.records(name):
            for field in fields:
                moment = getattr(record, field)
                if moment is not None and moment.year not in years:
                    yield loaded.at(field).diagnostic("aarstal", f"året {moment.year} ligger for langt fra i dag")


def _our_time(data: LoadedData) -> range:
    editions = [_year_of(record) for _, record in data.records("editions")]
    return range(2000, max(editions, default=2094) + YEARS_AHEAD + 1)


def _year_of(edition: Edition) -> int:
    """The middle one of the years that an edition names, so that a slip in one of them faults nothing else."""
    named = [str(edition.year), edition.id, str(edition.published.year if edition.published else "")]
    return median_low([int(year) for year in named if year.isdecimal()])


def what_ends_has_begun(data: LoadedData) -> Iterator[Diagnostic]:
    left = {record.id: record.left for _, record in data.records("municipalities") if record.left}
    for loaded, record in data.records("municipalities"):
        if record.left and record.joined and record.left.iso < record.joined.iso[: len(record.left.iso)]:
            del left[record.id]
            yield loaded.at("left").diagnostic("status", "kommunen går ud, før den kommer med")
    for loaded, record in data.records("partnerships"):
        begun = record.since or record.starting
        if record.since and record.starting:
            message = "samarbejdet er i gang siden since; slet linjen starting"
            yield loaded.at_key("starting").diagnostic("status", message)
        elif not begun:
            yield loaded.at().diagnostic("status", "samarbejdet mangler since (eller starting, når det er under opstart)")
        elif record.until and record.until.halves.stop <= begun.halves.start:
            yield loaded.at("until").diagnostic("status", "samarbejdet slutter, før det begynder")
        elif not record.until and record.municipality in left:
            message = f"kommunen er ude siden {moment(left[record.municipality])}; skriv i until, hvornår samarbejdet sluttede"
            yield loaded.at().diagnostic("status", message)


def events_end_after_they_begin(data: LoadedData) -> Iterator[Diagnostic]:
    years = _our_time(data)
    for loaded, record in data.records("timeline"):
        if record.when.day is None and (record.until or record.starts or record.ends):
            message = "når der står klokkeslæt eller sidste dag, skal when være en dag, for eksempel 2026-03-12"
            yield loaded.at("when").diagnostic("dato", message)
        elif record.until and record.until.isoformat() < record.when.iso:
            if record.when.year in years and record.until.year in years:  # else that has been said
                yield loaded.at("until").diagnostic("dato", "sidste dag ligger før den første")
        elif record.ends and not record.starts:
            message = "når der står, hvornår det slutter, skal starts også stå der"
            yield loaded.at_key("ends").diagnostic("klokkeslaet", message)
        elif record.starts and record.ends and not record.until and record.ends <= record.starts:
            yield loaded.at("ends").diagnostic("klokkeslaet", "det slutter, før det begynder")


def classes_and_ages_are_those_of_school(data: LoadedData) -> Iterator[Diagnostic]:
    for name in ("participations", "formats"):
        for loaded, record in data.records(name):
            if record.classes and record.classes.end > 10:
                message = f"klassetrinnet {record.classes} findes ikke; klasser går fra 0 til 10"
                yield loaded.at("classes").diagnostic("klassetrin", message)
            if record.ages and not (record.ages.start >= 2 and record.ages.end <= 25):
                message = f"alderen {record.ages} kan ikke passe; børn i dagtilbud og skole er 2 til 25 år"
                yield loaded.at("ages").diagnostic("alder", message)
