"""What is not wrong yet: dates in `data/` that somebody has to look at again, and counts that are still awaited."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping

from publication.loading.diagnostics import Diagnostic
from publication.loading.loader import LoadedData
from publication.model import danish
from publication.model.attendance import awaited

# The law asks for a look at the statement once a year; a month is left to find the time.
STATEMENT_MONTHS = 11
SECURITY_DAYS = 30


def reminders(data: LoadedData, today: dt.date) -> list[Diagnostic]:
    """A diagnostic for each date that has come near, seen from `today`, and for each edition that awaits counts."""
    found: list[Diagnostic] = []
    for loaded, record in data.records("initiative"):
        declared, expires = record.accessibility.declared, record.security_expires
        if today > _months_after(declared, STATEMENT_MONTHS):
            message = (
                f"erklæringen om tilgængelighed er fra {danish.moment(declared)} og skal ses efter mindst en gang om året; "
                "gå den igennem, og skriv dagens dato"
            )
            found.append(loaded.at("accessibility", "declared").diagnostic("bemaerk", message))
        if today >= expires - dt.timedelta(days=SECURITY_DAYS):
            state = f"{'er udløbet' if today > expires else 'udløber snart'} ({danish.moment(expires)})"
            message = f"sikkerhedskontakten i security.txt {state}; skriv en ny dato, højst et år frem"
            found.append(loaded.at("security_expires").diagnostic("bemaerk", message))
    return [*found, *_awaited_counts(data)]


def _awaited_counts(data: LoadedData) -> Iterator[Diagnostic]:
    """Which municipalities have not reported in an edition that is under way."""
    municipalities = [record for _, record in data.records("municipalities")]
    names: dict[str | None, str] = {record.id: record.name for record in municipalities}
    took_part = [one for _, one in data.attendances]
    for loaded, edition in data.records("editions"):
        if edition.complete:
            continue
        missing = {*awaited(took_part, edition.year), *edition.not_reported}
        asked = {one.municipality for one in took_part if one.year == edition.year} | missing
        # Readers are told of all members, so a member without a partnership has not reported either.
        idle = {record.id for record in municipalities if record.is_member_in(edition.year)} - asked
        members, left = len((asked | idle) - {None}), len((missing | idle) - {None})
        without = f"; uden samarbejde: {_names(idle, names)}" if idle else ""
        if not asked:
            message = f"ingen poster i participations.yml er for {edition.year}; kør make year YEAR={edition.year}"
        elif missing:
            message = (
                f"{members - left} af {members} kommuner har meldt alt ind for {edition.year}; "
                f"her mangler tal: {_names(missing, names)}{without}"
            )
        else:
            message = f"alle tal for {edition.year} er meldt ind{without}; når rapporten er her, så skriv status: komplet"
        yield loaded.at("status").diagnostic("bemaerk", message)


def _names(ids: Iterable[str | None], names: Mapping[str | None, str]) -> str:
    return danish.listed(sorted((names.get(id_, "hele indsatsen") for id_ in ids), key=danish.sort_key))


def not_shown(id_: str) -> str:
    """What is said of a figure that no page asks for."""
    return f'oplysningen »{id_}« vises ikke på nogen side; skriv {{{{ told("{id_}") }}}} på en side, eller slet den'


def unshown_figures(data: LoadedData, ids: set[str]) -> list[Diagnostic]:
    """A reminder for each of the figures with these ids, which no page asks for."""
    return [loaded.at().diagnostic("bemaerk", not_shown(one.id)) for loaded, one in data.records("figures") if one.id in ids]


def _months_after(day: dt.date, months: int) -> dt.date:
    """The same day so many months later; the last of the month where that has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return dt.date(year, month, min(day.day, monthrange(year, month)[1]))
