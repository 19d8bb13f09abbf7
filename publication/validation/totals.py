"""Rule: a headline is true to the participations that it counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from publication.loading.diagnostics import Diagnostic, Position
from publication.loading.loader import LoadedData
from publication.model import danish
from publication.model.attendance import Attendance
from publication.model.records import Figure
from publication.model.types import SMALLEST_SHOWN
from publication.validation.editions import every_count_has_its_edition, missing
from publication.validation.identity import participations_stand_once

MOST_HIDDEN = SMALLEST_SHOWN - 1  # a hidden count is a number from 1 to this


@dataclass(frozen=True)
class Counted:
    """What the participations give: the sum of the counts that are shown, and how many counts are hidden."""

    visible: int
    hidden: int = 0

    @property
    def least(self) -> int:
        return self.visible + self.hidden

    @property
    def most(self) -> int:
        return self.visible + MOST_HIDDEN * self.hidden


def count_pupils(took: list[Attendance]) -> Counted:
    return Counted(sum(one.pupils.at_least for one in took if one.pupils), sum(one.hidden for one in took))


def _adults(*fields: str) -> Callable[[list[Attendance]], Counted]:
    return lambda took: Counted(sum(getattr(one, field) for one in took for field in fields))


def _schools(field: str) -> Callable[[list[Attendance]], Counted]:
    return lambda took: Counted(len({school.id for one in took for school in getattr(one, field)}))


# What each value of `sums` counts, in Danish, and how.
COUNTS: dict[str, tuple[str, Callable[[list[Attendance]], Counted]]] = {
    "pupils": ("elever", count_pupils),
    "teachers": ("undervisere, lærere og pædagoger", _adults("culture_teachers", "special_teachers")),
    "culture-teachers": ("undervisere fra kulturskoler", _adults("culture_teachers")),
    "special-schools": ("specialtilbud", _schools("special_schools")),
    "culture-schools": ("kulturskoler", _schools("culture_schools")),
}


def took_part(data: LoadedData, year: int) -> list[Attendance]:
    """Who took part in a year, as far as it is reported."""
    return [one for _, one in data.attendances if one.year == year and one.pupils is not None]


def headlines_agree_with_the_table(data: LoadedData) -> Iterator[Diagnostic]:
    """Only years whose counts are all in are held against them; that a count is missing is said elsewhere."""
    if not data.counts_are_complete or not every_count_has_its_edition(data) or any(participations_stand_once(data)):
        return
    lacking = {one.year for _, one, _ in missing(data)}
    running = {record.year for _, record in data.records("editions") if not record.complete}
    disagreeing: dict[int, list[tuple[Position, str]]] = {}
    for loaded, figure in data.records("figures"):
        if figure.sums is None or figure.value is None:
            continue
        if not re.fullmatch(r"(?:19|20)[0-9]{2}", figure.period or ""):
            message = 'et tal med sums skal have ét år i period, for eksempel "2024"'
            yield (loaded.at("period") if figure.period else loaded.at_key("sums")).diagnostic("hovedtal", message)
            continue
        year = int(figure.period or 0)
        took = took_part(data, year)
        if year in lacking | running:
            continue
        if not took:
            message = f"participations.yml har ingen tal for {figure.period}"
            yield loaded.at("period").diagnostic("hovedtal", message)
            continue
        what, count = COUNTS[figure.sums]
        counted = count(took)
        if not _agrees(figure, counted) and not gives_away(figure, counted):
            total = f"mindst {counted.visible}" if counted.hidden else str(counted.visible)
            written = f"{figure.qualifier} {figure.value}" if figure.qualifier else str(figure.value)
            message = f"»{written}« passer ikke med participations.yml, som giver {total} {what} i {figure.period}"
            disagreeing.setdefault(year, []).append((loaded.at("value"), message))
    for (place, message), *others in disagreeing.values():
        # One slip in the table makes several headlines wrong. No number is proposed: each has a source of its own.
        also = f"; det gør linje {danish.listed([str(other.line) for other, _ in others])} heller ikke" if others else ""
        yield place.diagnostic("hovedtal", message + also)


def _agrees(figure: Figure, counted: Counted) -> bool:
    """Whether a headline is true to its table. Where counts are hidden, each is taken for one."""
    value, total = figure.value or Decimal(0), counted.least
    if figure.upper is not None:
        return value <= total <= figure.upper
    match figure.qualifier:
        case None:
            return not counted.hidden and value == total
        case "mere end" | "over":
            return value < total <= 2 * value
        case "højst":
            return total <= value <= 2 * total
        case "næsten":
            return value * Decimal("0.9") <= total < value
        case "mindst":
            return value <= total <= 2 * value
        case "godt":
            return value <= total <= value * Decimal("1.1")
        case _:
            return abs(value - total) * 10 <= total


def gives_away(figure: Figure, counted: Counted) -> bool:
    """Whether a number lets a reader work out a hidden count, or comes closer to it than »under 5« does."""
    if not counted.hidden or figure.value is None:
        return False
    value = figure.value
    if figure.qualifier in {"mere end", "over", "højst"}:
        return counted.least <= value < counted.most
    if figure.qualifier in {"mindst", "næsten"}:
        return counted.least < value <= counted.most
    if figure.qualifier is not None and value % 10 == 0:
        return False
    ends = [value] if figure.upper is None else [value, figure.upper]
    return any(counted.least <= end <= counted.most for end in ends)
