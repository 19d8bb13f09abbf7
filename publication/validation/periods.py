"""Rules: years, periods, classes and ages are possible ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from publication.loading.diagnostics import Diagnostic, Position
from publication.loading.loader import LoadedData, LoadedRecord


def periods_run_forwards(data: LoadedData) -> Iterator[Diagnostic]:
    for loaded, record in data.records("municipalities"):
        for field in ("counts_period", "share_period"):
            text = getattr(record.statistics, field)
            yield from _period_diagnostics(loaded.at("statistics", field), text)
            if not re.search(r"[0-9]{4}", text):
                yield loaded.at("statistics", field).diagnostic("periode", f"perioden «{text}» mangler et årstal")
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
    "municipalities": "joined",
    "partnerships": "year",
    "timeline": "when",
    "training": "when",
    "media_coverage": "published",
    "initiative": "since",
}


def years_are_of_our_time(data: LoadedData) -> Iterator[Diagnostic]:
    """Years are measured from the edition's, not from today, so that the same data always gives the same answer."""
    editions = [record.published.year for _, record in data.records("initiative")]
    latest = max(editions, default=2094) + YEARS_AHEAD
    for name, field in FIELDS_WITH_YEARS.items():
        for loaded, record in data.records(name):
            moment = getattr(record, field)
            if moment is not None and not 2000 <= moment.year <= latest:
                yield loaded.at(field).diagnostic("aarstal", f"året {moment.year} ligger for langt fra i dag")


def classes_and_ages_are_those_of_school(data: LoadedData) -> Iterator[Diagnostic]:
    for loaded, record in data.records("partnerships"):
        if record.participation:
            yield from _school_diagnostics(loaded, record.participation, ("participation",))
    for loaded, record in data.records("formats"):
        yield from _school_diagnostics(loaded, record, ())


def _school_diagnostics(loaded: LoadedRecord, record: Any, path: tuple[str, ...]) -> Iterator[Diagnostic]:
    if record.classes and record.classes.end > 10:
        message = f"klassetrinnet {record.classes} findes ikke; klasser går fra 0 til 10"
        yield loaded.at(*path, "classes").diagnostic("klassetrin", message)
    if record.ages and not (record.ages.start >= 5 and record.ages.end <= 25):
        message = f"alderen {record.ages} kan ikke passe; skolebørn er 5 til 25 år"
        yield loaded.at(*path, "ages").diagnostic("alder", message)
