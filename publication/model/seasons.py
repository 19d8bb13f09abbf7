"""When things of a school happen: a year or a part of one, and a time of day."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import PlainValidator, WithJsonSchema

from publication.model.types import json_text, refuse, unquoted
from publication.model.written_dates import iso_of

_YEAR = {"type": "integer", "minimum": 1000, "maximum": 2999}
SeasonPart = Literal["forår", "efterår", "skoleår"]
_PARTS: tuple[SeasonPart | None, ...] = (None, "forår", "efterår", "skoleår")


@dataclass(frozen=True)
class Season:
    """A year, a half of it, or the school year that begins in it: `2024`, `efterår 2024`, `2024/2025`."""

    year: int
    part: SeasonPart | None = None

    @property
    def order(self) -> tuple[int, int]:
        """What seasons are sorted by: the whole year first, then spring, autumn and the school year."""
        return self.year, _PARTS.index(self.part)

    @property
    def halves(self) -> range:
        """The halves of years that it covers, spring before autumn, counted on from year to year."""
        first = 2 * self.year + (self.part in {"efterår", "skoleår"})
        return range(first, first + (1 if self.part in {"forår", "efterår"} else 2))

    def overlaps(self, other: Season) -> bool:
        return self.halves.start < other.halves.stop and other.halves.start < self.halves.stop

    def __str__(self) -> str:
        if self.part == "skoleår":
            return f"{self.year}/{self.year + 1}"
        return f"{self.part} {self.year}" if self.part else str(self.year)


def parse_season(value: Any) -> Season:
    """`2024`, `forår 2024`, `efterår 2024` or `2024/2025`."""
    text = unquoted(value)
    if found := re.fullmatch(r"(?:(forår|efterår) )?([12][0-9]{3})", text):
        return Season(int(found[2]), found[1])  # type: ignore[arg-type]
    if (found := re.fullmatch(r"([12][0-9]{3})/([12][0-9]{3})", text)) and int(found[2]) == int(found[1]) + 1:
        return Season(int(found[1]), "skoleår")
    refuse("saeson", f"»{text}« skal skrives som 2024, forår 2024, efterår 2024 eller 2024/2025", season_meant(text))


_HALVES = {
    "forår": "forår", "foraar": "forår", "f": "forår", "1. halvår": "forår",
    "efterår": "efterår", "efteraar": "efterår", "e": "efterår", "2. halvår": "efterår",
}  # fmt: skip
_A_HALF = "|".join(map(re.escape, sorted(_HALVES, key=len, reverse=True)))


def season_meant(text: str) -> str | None:
    """What somebody probably meant by a season written in another way."""
    text = " ".join(text.lower().replace(",", " ").split()).replace("aar", "år")
    year = r"((?:20)?[0-9]{2})"
    if found := re.fullmatch(rf"(?:i )?({_A_HALF})(?:et|s)?(?: i)? ?{year}", text):
        return f"{_HALVES[found[1]]} {_whole(found[2])}"
    if found := re.fullmatch(rf"{year} ?({_A_HALF})(?:et)?", text):
        return f"{_HALVES[found[2]]} {_whole(found[1])}"
    if (iso := iso_of(text)) and iso.startswith("20"):
        return f"{'forår' if iso[5:7] < '08' else 'efterår'} {iso[:4]}"
    if found := re.fullmatch(rf"(?:skoleåret )?{year} ?[/–-] ?{year}", text):
        first, second = _whole(found[1]), _whole(found[2])
        return f"{first}/{second}" if second == first + 1 else None
    found = re.fullmatch(rf"(?:hele |år |året |kalenderåret |forår(?:et)?(?: og |/)efterår(?:et)? ){year}", text)
    return str(_whole(found[1])) if found else None


def _whole(year: str) -> int:
    """`25` → 2025."""
    return int(year) if len(year) == 4 else 2000 + int(year)


SeasonOf = Annotated[
    Season,
    PlainValidator(parse_season),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": "^(?:(?:forår|efterår) )?[12][0-9]{3}$|^[12][0-9]{3}/[12][0-9]{3}$"},
                _YEAR,
            ]
        }
    ),
]


def parse_clock(value: Any) -> dt.time:
    """A time of day as `09.30`."""
    text = unquoted(value)
    if found := re.fullmatch(r"([01][0-9]|2[0-3])\.([0-5][0-9])", text):
        return dt.time(int(found[1]), int(found[2]))
    loose = re.fullmatch(r"(?:kl\.? ?|klokken )?([01]?[0-9]|2[0-3])(?:[.:]([0-5][0-9]))?", text.lower())
    meant = f"{int(loose[1]):02}.{loose[2] or '00'}" if loose else None
    refuse("klokkeslaet", f"klokkeslættet »{text}« skal skrives som 09.30", meant)


Clock = Annotated[dt.time, PlainValidator(parse_clock), json_text(pattern="^([01][0-9]|2[0-3])[.][0-5][0-9]$")]
