"""Rules: nothing published tells how many pupils a hidden count stands for, or who they were."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publication.loading.diagnostics import Diagnostic
from publication.loading.loader import LoadedData
from publication.model.records import Figure
from publication.model.types import SMALLEST_SHOWN
from publication.small_counts.vocabulary import PUPIL
from publication.validation.same_pupils import hidden_anywhere, same_pupils
from publication.validation.small_counts import protected_names
from publication.validation.totals import count_pupils, gives_away, took_part


def nothing_is_hidden_here_and_shown_there(data: LoadedData) -> Iterator[Diagnostic]:
    """A count that one edition hides is not shown by another."""
    for pupils in same_pupils(data):
        if pupils.hidden:
            place = next(loaded.at("pupils") for loaded, one in pupils.told.values() if one.hidden)
            for loaded, one in pupils.told.values():
                if one.pupils and not one.hidden:
                    where = f"i linje {place.line} i {place.file}"
                    message = f"elevtallet står her, men {where} er det skjult som »under 5«; skjul det begge steder"
                    yield loaded.at("pupils").diagnostic("skjult-og-vist", message, "under 5")


def nothing_tells_who_the_few_were(data: LoadedData) -> Iterator[Diagnostic]:
    """Beside `under 5` stands no class, age or group, and its partnership has no format, in no edition."""
    beside = "må ikke stå ved siden af »under 5«, for det kan pege på et bestemt barn; slet linjen"
    for edition, loaded, one in hidden_anywhere(data):
        for field in ("groups", "classes", "ages"):
            if getattr(one.participation, field) is not None:
                yield loaded.at_key(field).diagnostic("skjult-tal", f"feltet »{field}« {beside}")
        if one.partnership.format:
            partnership = next(each for each, record in edition.records("partnerships") if record is one.partnership)
            yield partnership.at_key("format").diagnostic("skjult-tal", f"feltet »format« {beside}")


def no_figure_counts_the_few_at_a_school(data: LoadedData) -> Iterator[Diagnostic]:
    schools = {name for name, _, _ in protected_names(data)}
    for loaded, figure in (pair for edition in data.told for pair in edition.records("figures")):
        few = figure.value is not None and 0 < figure.value < SMALLEST_SHOWN and _counts_children(figure)
        if few and any(school in f"{figure.label} {figure.text}" for school in schools):
            message = "et elevtal under 5 på en skole må ikke skrives, for det kan pege på et bestemt barn"
            yield loaded.at("value").diagnostic("lille-elevtal", message)


def _counts_children(figure: Figure) -> bool:
    return figure.sums == "pupils" or re.match(PUPIL, (figure.unit or "").lower()) is not None


def no_total_gives_a_hidden_count_away(data: LoadedData) -> Iterator[Diagnostic]:
    """No number of pupils, for all or for one municipality, that minus the visible counts is the hidden one."""
    for edition in data.told:
        if edition.counts_are_complete and any(one.hidden for _, one in edition.attendances):
            yield from _totals_that_give_away(edition)


def _totals_that_give_away(data: LoadedData) -> Iterator[Diagnostic]:
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
                message = f"tallet røber et elevtal, der er skjult som »under 5«; {_cure(figure)}"
                yield loaded.at("value").diagnostic("roeber-tal", message)
                break


def _cure(figure: Figure) -> str:
    """What to write instead: what is round or has words before it already has to lie further off."""
    if figure.value is not None and figure.value % 10 == 0:
        if figure.qualifier is None:
            return "skriv et forbehold i qualifier, for eksempel omkring"
        return "det er rundt, men ligger for tæt på de viste elevtal; brug et, der ligger længere fra, eller slet det"
    return "brug et rundt tal med et forbehold"
