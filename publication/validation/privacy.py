"""Rules: nothing published tells how many pupils a hidden count stands for, or who they were."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publication.loading.diagnostics import Diagnostic
from publication.loading.loader import LoadedData, LoadedRecord
from publication.model.attendance import Attendance
from publication.model.records import Figure
from publication.model.types import SMALLEST_SHOWN
from publication.small_counts.vocabulary import PUPIL
from publication.validation.small_counts import protected_names
from publication.validation.totals import count_pupils, gives_away, took_part


def _suppressed(data: LoadedData) -> Iterator[tuple[LoadedRecord, Attendance]]:
    """The participations whose count of pupils is hidden."""
    yield from ((loaded, one) for loaded, one in data.attendances if one.hidden)


def nothing_tells_who_the_few_were(data: LoadedData) -> Iterator[Diagnostic]:
    """Beside `under 5` stands no class, age or group, and its partnership has no format."""
    beside = "må ikke stå ved siden af «under 5», for det kan pege på et bestemt barn; slet linjen"
    partnerships = {record.id: loaded for loaded, record in data.records("partnerships")}
    for loaded, one in _suppressed(data):
        for field in ("groups", "classes", "ages"):
            if getattr(one.participation, field) is not None:
                yield loaded.at_key(field).diagnostic("skjult-tal", f"feltet «{field}» {beside}")
        if one.partnership.format:
            yield partnerships[one.partnership.id].at_key("format").diagnostic("skjult-tal", f"feltet «format» {beside}")


def no_figure_counts_the_few_at_a_school(data: LoadedData) -> Iterator[Diagnostic]:
    schools = {name for name, _, _ in protected_names(data)}
    for loaded, figure in data.records("figures"):
        few = figure.value is not None and 0 < figure.value < SMALLEST_SHOWN and _counts_children(figure)
        if few and any(school in f"{figure.label} {figure.text}" for school in schools):
            message = "et elevtal under 5 på en skole må ikke skrives, for det kan pege på et bestemt barn"
            yield loaded.at("value").diagnostic("lille-elevtal", message)


def _counts_children(figure: Figure) -> bool:
    return figure.sums == "pupils" or re.match(PUPIL, (figure.unit or "").lower()) is not None


def no_total_gives_a_hidden_count_away(data: LoadedData) -> Iterator[Diagnostic]:
    """No number of pupils, for all or for one municipality, that minus the visible counts is the hidden one."""
    if not data.counts_are_complete or not any(True for _ in _suppressed(data)):
        return
    names = {record.id: record.name for _, record in data.records("municipalities")}
    for loaded, figure in data.records("figures"):
        if figure.value is None or not _counts_children(figure):
            continue
        for year in sorted({int(year) for year in re.findall(r"(?:19|20)[0-9]{2}", figure.period or "")}):
            took = took_part(data, year)
            said = f"{figure.label} {figure.text}"
            about = [id_ for id_, name in names.items() if name in said]
            groups = [took, *([one for one in took if one.municipality == id_] for id_ in about)]
            if any(gives_away(figure, count_pupils(group)) for group in groups):
                message = "tallet røber et elevtal, der er skjult som «under 5»; brug et rundt tal med et forbehold"
                yield loaded.at("value").diagnostic("roeber-tal", message)
                break
