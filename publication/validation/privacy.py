"""Rules: nothing published tells how many pupils a hidden count stands for, or who they were."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publication.loading.diagnostics import Diagnostic
from publication.loading.loader import LoadedData, LoadedRecord
from publication.model.fields import walk
from publication.model.records import Figure, Partnership
from publication.model.types import SMALLEST_SHOWN
from publication.validation.totals import count_pupils, gives_away, took_part

_FEW = r"(?:[1-4]|én|en|et|ét|to|tre|fire)"
_CHILD = r"(?:elev|barn|børn|dreng|pige|deltager)"
_FEW_CHILDREN = re.compile(rf"\b{_FEW}\s+(?:\w+\s+)?{_CHILD}", re.IGNORECASE)
_TELLING = re.compile(r"\bsolo|\balene\b|\bklasse|\bårgang|\bårig|\bhold\b|\bdreng|\bpige", re.IGNORECASE)


def _suppressed(data: LoadedData) -> Iterator[tuple[LoadedRecord, Partnership]]:
    """The partnerships whose count of pupils is hidden."""
    for loaded, record in data.records("partnerships"):
        if record.participation and record.participation.pupils.suppressed:
            yield loaded, record


def nothing_tells_who_the_few_were(data: LoadedData) -> Iterator[Diagnostic]:
    """Beside `under 5` stands no class, age, group or format, and no note with numbers in it."""
    beside = "må ikke stå ved siden af «under 5», for det kan pege på et bestemt barn; slet linjen"
    for loaded, record in _suppressed(data):
        for field in ("groups", "classes", "ages"):
            if getattr(record.participation, field) is not None:
                yield loaded.at_key("participation", field).diagnostic("skjult-tal", f"feltet «{field}» {beside}")
        if record.format:
            yield loaded.at_key("format").diagnostic("skjult-tal", f"feltet «format» {beside}")
        if record.note and _tells(record.note):
            message = "bemærkningen ved «under 5» må ikke rumme tal, hold, klasse eller alder"
            yield loaded.at("note").diagnostic("skjult-tal", message)


def _tells(note: str) -> bool:
    """Whether a note says anything about how many or who; years and the words `under 5` do not."""
    rest = re.sub(r"(?i)\bunder (?:5|fem)\b|\b(?:19|20)[0-9]{2}\b", "", note)
    return bool(re.search(r"[0-9]", rest) or _FEW_CHILDREN.search(rest) or _TELLING.search(rest))


def no_text_tells_how_few(data: LoadedData) -> Iterator[Diagnostic]:
    """No text that names a school with a hidden count says in words how many children there were."""
    schools = {record.special_school for _, record in _suppressed(data) if record.special_school}
    if not schools:
        return
    for loaded in data.all_records():
        for path, text in walk(loaded.raw):
            if _FEW_CHILDREN.search(text) and any(school in text for school in schools):
                message = "teksten siger, hvor få elever der var med på en skole, hvor tallet er skjult"
                yield loaded.at(*path).diagnostic("lille-elevtal", message, "under 5 elever")


def no_figure_counts_the_few_at_a_school(data: LoadedData) -> Iterator[Diagnostic]:
    schools = {record.special_school for _, record in data.records("partnerships") if record.special_school}
    for loaded, figure in data.records("figures"):
        few = figure.value is not None and 0 < figure.value < SMALLEST_SHOWN and _counts_children(figure)
        if few and any(school in f"{figure.label} {figure.text}" for school in schools):
            message = "et elevtal under 5 på en skole må ikke skrives, for det kan pege på et bestemt barn"
            yield loaded.at("value").diagnostic("lille-elevtal", message)


def _counts_children(figure: Figure) -> bool:
    return figure.sums == "pupils" or re.match(_CHILD, figure.unit or "", re.IGNORECASE) is not None


def no_correction_tells_a_hidden_count(data: LoadedData) -> Iterator[Diagnostic]:
    """A correction on the page of a municipality with a hidden count does not say the count that was hidden."""
    pages = {f"/kommuner/{record.municipality}/" for _, record in _suppressed(data)}
    for loaded, record in data.records("changes"):
        for field in ("said", "says"):
            if record.address in pages and re.fullmatch(rf"(?i){_FEW}(?: {_CHILD}\w*)?", getattr(record, field) or ""):
                message = "rettelsen siger et elevtal, der er skjult på siden; slet linjen, eller skriv: under 5"
                yield loaded.at(field).diagnostic("lille-elevtal", message)


def no_total_gives_a_hidden_count_away(data: LoadedData) -> Iterator[Diagnostic]:
    """No number of pupils, for all or for one municipality, that minus the visible counts is the hidden one."""
    if not data.is_complete("partnerships") or not any(True for _ in _suppressed(data)):
        return
    names = {record.id: record.name for _, record in data.records("municipalities")}
    for loaded, figure in data.records("figures"):
        if figure.value is None or not _counts_children(figure):
            continue
        for year in sorted({int(year) for year in re.findall(r"(?:19|20)[0-9]{2}", figure.period or "")}):
            took = took_part(data, year)
            said = f"{figure.label} {figure.text}"
            about = [id_ for id_, name in names.items() if name in said]
            groups = [took, *([pair for pair in took if pair[0].municipality == id_] for id_ in about)]
            if any(gives_away(figure, count_pupils(group)) for group in groups):
                message = "tallet røber et elevtal, der er skjult som «under 5»; brug et rundt tal med et forbehold"
                yield loaded.at("value").diagnostic("roeber-tal", message)
                break
