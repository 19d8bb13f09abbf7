"""What is new in an edition: the difference between what one edition told and the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from publication.model.attendance import People, added_up
from publication.model.queries import Queries
from publication.model.records import Edition, MediaItem, Municipality, Partnership, Record, Statement

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Comparison:
    """What changed from the edition `before` to `now`, for the whole initiative or for one municipality.

    `then` and `today` are who took part in the years that the two tell of; None where nothing is reported.
    """

    before: Edition
    now: Edition
    municipality: Municipality | None
    then: People | None
    today: People | None
    begun: tuple[Partnership, ...]
    ended: tuple[Partnership, ...]
    statements: tuple[Statement, ...]
    media: tuple[MediaItem, ...]
    joined: tuple[Municipality, ...]
    left: tuple[Municipality, ...]

    @property
    def news(self) -> int:
        """How many things are new or over, beside the numbers."""
        return sum(map(len, (self.begun, self.ended, self.statements, self.media, self.joined, self.left)))


def comparison(before: Queries, now: Queries, municipality: Municipality | None = None) -> Comparison:
    """What is new in the newest complete edition of `now`, seen from that of `before`."""
    old, new = before.publication, now.publication
    id_ = municipality.id if municipality else None

    def took_part(queries: Queries) -> People | None:
        counted = queries.attendances_in(queries.publication.edition.year, id_)
        return added_up(counted) if counted else None

    def own(records: Iterable[Partnership]) -> list[Partnership]:
        return [record for record in records if id_ in (None, record.municipality)]

    had_begun = {record.id for record in old.partnerships if record.since}
    had_ended = {record.id for record in old.partnerships if record.until}
    statements = now.statements_of.get(id_, []) if id_ else new.statements
    media = now.media_of.get(id_, []) if id_ else new.media_coverage
    members = _new(before.members, now.members)
    return Comparison(
        before=old.edition,
        now=new.edition,
        municipality=municipality,
        then=took_part(before),
        today=took_part(now),
        begun=_chosen(own(new.partnerships), lambda one: bool(one.since) and one.id not in had_begun),
        ended=_chosen(own(new.partnerships), lambda one: bool(one.until) and one.id not in had_ended),
        statements=_new(old.statements, statements),
        media=_new(old.media_coverage, media),
        joined=() if municipality else members,
        left=() if municipality else _new(now.members, before.members),
    )


def _chosen(records: Iterable[R], wanted: Callable[[R], bool]) -> tuple[R, ...]:
    return tuple(record for record in records if wanted(record))


def _new(old: Iterable[R], new: Iterable[R]) -> tuple[R, ...]:
    """The records whose ids were not there before."""
    known = {record.id for record in old}
    return _chosen(new, lambda record: record.id not in known)
