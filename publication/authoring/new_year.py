"""A new year of counts: an empty participation for every partnership at work in it, and the edition that tells of it.

What stands already is never changed, so that it may be asked for again, when a partnership has come to it.
"""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from publication.github import messages
from publication.loading import writer
from publication.loading.diagnostics import Diagnostic
from publication.loading.loader import LoadedData
from publication.model.attendance import awaited
from publication.model.kinds import KINDS, Publication
from publication.model.queries import Queries
from publication.model.records import Participation, Partnership
from publication.model.seasons import Season
from publication.model.types import slug
from publication.validation.checking import examine

GUIDE = ".github/NAAR-DER-KOMMER-EN-NY-RAPPORT.md"
COUNTS = ("culture_teachers", "special_teachers", "pupils", "source")
_ORDINALS = ("", "Første", "Anden", "Tredje", "Fjerde", "Femte", "Sjette", "Syvende", "Ottende", "Niende", "Tiende")


class Unclear(Exception):
    """The year cannot be begun; the text says why, in Danish. The diagnostics are what has to be put right first."""

    def __init__(self, reason: str, diagnostics: Sequence[Diagnostic] = ()) -> None:
        super().__init__(reason)
        self.diagnostics = diagnostics


@dataclass(frozen=True)
class NewYear:
    """What a new year adds to the project, and what is said of it."""

    files: Mapping[str, str]
    """The new text of each file that changes, by its path."""
    message: str


def plan(root: Path, wish: str) -> NewYear:
    """What has to be added for the year, such as `2025`. Raises Unclear, and then nothing is to be written."""
    if not re.fullmatch(r"20[0-9]{2}", wish):
        raise Unclear("skriv det år, tallene gælder, med fire cifre, for eksempel YEAR=2025")
    year = int(wish)
    loaded, diagnostics = examine(root / "data")
    if loaded.publication is None or diagnostics:
        raise Unclear("der er fejl i data, og de skal rettes først", diagnostics)
    publication = loaded.publication
    edition = _edition(publication, year)
    added = {"editions": [edition] if edition else [], "participations": list(_participations(publication, year))}
    files = {
        f"data/{kind}.yml": writer.with_records(_read(root, kind), kind, records, loaded.by_kind[kind])
        for kind, records in added.items()
        if records
    }
    return NewYear(files, _message(_tried(root, files), year, added))


def _read(root: Path, kind: str) -> str:
    return (root / KINDS[kind].file).read_text(encoding="utf-8")


def _tried(root: Path, files: Mapping[str, str]) -> LoadedData:
    """The data with the new files in it. Raises Unclear where the check would refuse them."""
    with TemporaryDirectory() as folder:
        copy = Path(shutil.copytree(root / "data", Path(folder) / "data"))
        for path, text in files.items():
            (copy.parent / path).write_text(text, encoding="utf-8")
        loaded, diagnostics = examine(copy)
    if diagnostics:
        raise Unclear("posterne for det nye år passer ikke til resten af data", diagnostics)
    return loaded


def _edition(publication: Publication, year: int) -> dict[str, Any] | None:
    """The record of the edition that tells of the year; None where it stands already."""
    if there := next((one for one in publication.editions if one.year == year), None):
        if there.complete:
            raise Unclear(f"udgaven for {year} er komplet; skal flere melde ind, så skriv status: i gang i editions.yml")
        return None
    if running := publication.running_edition:
        raise Unclear(f"udgaven for {running.year} er i gang; gør den komplet, før et nyt år begynder")
    newest = publication.edition.year
    if year != newest + 1:
        raise Unclear(
            f"den nyeste udgave fortæller om {newest}, så det næste år er {newest + 1}; "
            "er et år sprunget over, så skriv selv udgaven i editions.yml først"
        )
    number = len(publication.editions) + 1
    name = f"{_ORDINALS[number]} udgave" if number < len(_ORDINALS) else f"Udgave {number}"
    # The report comes out in the year after the one that it tells of.
    return {"id": str(year + 1), "year": str(year), "name": name, "status": "i gang"}


def _participations(publication: Publication, year: int) -> Iterator[dict[str, Any]]:
    """An empty record for every partnership at work in the year that has none, counted as it was the last time."""
    counted = _last_counted(publication, year)
    parts = [row.period.part for rows in counted.values() for row in rows]
    usual = Season(year, max(parts, key=parts.count, default=None))
    begun = {one.partnership for one in publication.participations if one.period.year == year}
    members = {record.id for record in publication.municipalities if record.is_member_in(year)}
    places: set[tuple[Season, str, str | None]] = set()
    for one in publication.partnerships:
        rows = counted.get(one.id, [])
        at_home = one.municipality is None or one.municipality in members
        if one.runs_in(year) and at_home and one.id not in begun:
            last = [(Season(year, row.period.part), row.school) for row in rows] or [(usual, None)]
            for period, school in last:
                places.add((_within(period, one), one.id, school if school in one.special_schools else None))
    taken = {one.id for one in publication.participations}
    rows_of = Counter(partnership for _, partnership, _ in places)
    for period, partnership, at in sorted(places, key=lambda place: (place[0].order, place[1], place[2] or "")):
        # Of several records of a partnership, each is called by what it counts.
        words = [at, slug(period.part or "")] if rows_of[partnership] > 1 else []
        id_ = "-".join([partnership, *filter(None, words), str(year)])
        if id_ in taken:
            raise Unclear(f"id'et »{id_}« har en post for et andet år; giv den et andet id")
        school = {"school": at} if at else {}
        yield {"id": id_, "partnership": partnership, "period": str(period)} | school | dict.fromkeys(COUNTS, "")


def _last_counted(publication: Publication, year: int) -> dict[str, list[Participation]]:
    """Each partnership's participations of the last year before this one that was reported."""
    counted: dict[str, list[Participation]] = {}
    for one in sorted(publication.participations, key=lambda one: one.period.year):
        if one.pupils and one.period.year < year:
            rows = counted.setdefault(one.partnership, [])
            if rows and rows[0].period.year < one.period.year:
                rows.clear()
            rows.append(one)
    return counted


def _within(period: Season, partnership: Partnership) -> Season:
    """The period, or that in which the partnership began or ended, where it was not there in the other half."""
    since, until = partnership.since, partnership.until
    if period.part == "forår" and since and since.year == period.year and since.part in {"efterår", "skoleår"}:
        return since
    if period.part in {"efterår", "skoleår"} and until and until.year == period.year and until.part == "forår":
        return until
    return period


def _message(data: LoadedData, year: int, added: Mapping[str, list[dict[str, Any]]]) -> str:
    """What was added, what is missing of each municipality, and what to do next."""
    publication = data.publication
    assert publication
    queries = Queries(publication)
    missing = awaited(queries.attendances, year)
    counted = {one.municipality for one in queries.attendances if one.year == year}
    starting = [one for one in publication.partnerships if one.since is None and not one.until]
    members = [
        (
            record.name,
            [one.participation.id for one in missing.get(record.id, [])],
            record.id in counted,
            [one.id for one in starting if one.municipality == record.id],
        )
        for record in queries.members_in(year)
    ]
    whole = [one.participation.id for one in missing.get(None, [])]
    gone = [record.name for record in queries.in_danish_order if record not in queries.members_in(year)]
    edition = queries.edition_of(year)
    told = {"year": year, "edition": edition, "added": added, "members": members, "whole": whole, "gone": gone}
    return messages.render("new-year.md", guide=GUIDE, **told)
