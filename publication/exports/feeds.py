"""The feeds: media coverage, changes and corrections, and each municipality, as Atom and as JSON Feed.

    /omtale/feed.xml              /omtale/feed.json
    /om/aendringer/feed.xml       /om/aendringer/feed.json
    /kommuner/<slug>/feed.xml     /kommuner/<slug>/feed.json

Ids never hold an address: after a move of the site, feed readers would show every entry once more. An entry's id is
made from the record's kind and id, that of a municipality's feed from its official code.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from publication.exports.json_files import encoded
from publication.exports.metadata import Words, read_words
from publication.model import danish
from publication.model.records import Change, MediaItem, Municipality, Partnership, Record, Statement
from publication.model.types import Moment
from publication.web import permalinks
from publication.web.build_context import BuildContext
from publication.web.permalinks import Places

ATOM_TYPE, JSON_TYPE = "application/atom+xml", "application/feed+json"

# Never change it: the id of every entry and feed follows from it.
_NAMESPACE = uuid.UUID("4b1f4c3e-6a7d-5c0f-9a53-0d2f6f1f7c11")


@dataclass(frozen=True)
class FeedEntry:
    """One entry of a feed: `day` is its last update; `published` is None where only a month or a year is known."""

    key: str
    title: str
    text: str
    address: str
    day: dt.date
    published: dt.date | None = None
    related: str | None = None

    @property
    def id(self) -> str:
        return lasting_id(self.key)


@dataclass(frozen=True)
class Feed:
    """A feed; `page` is the address of the page that it belongs to, `updated` the day of its newest entry."""

    key: str
    title: str
    description: str
    page: str
    updated: dt.date
    entries: tuple[FeedEntry, ...]

    @property
    def id(self) -> str:
        return lasting_id(f"feed/{self.key}")

    @property
    def atom(self) -> str:
        return f"{self.page}feed.xml"

    @property
    def json(self) -> str:
        return f"{self.page}feed.json"


def lasting_id(key: str) -> str:
    """The id of the entry or feed with this key."""
    return f"urn:uuid:{uuid.uuid5(_NAMESPACE, key)}"


@dataclass(frozen=True)
class _EntryMaker:
    """Makes a feed's entries from records. `words` holds their texts, `edition` is the day of the edition."""

    words: Words
    places: Places
    context: BuildContext
    edition: dt.date

    def _day(self, own: Moment | None, checked: dt.date | None) -> dt.date:
        """An entry's last update: when it was checked, else its own date, else the edition's."""
        return checked or (dt.date(own.year, own.month or 1, own.day or 1) if own else self.edition)

    def _address(self, kind: str, record: Record) -> str:
        """Where a record is read; the front page where no page shows it."""
        return permalinks.of(kind, record, self.places) or "/"

    def media(self, item: MediaItem) -> FeedEntry:
        when = danish.moment(item.published) if item.published else None
        template = self.words["media_dated" if when else "media"]
        text = " ".join(
            filter(None, (template.format(kind=item.kind.capitalize(), outlet=item.outlet, when=when), item.about))
        )
        return FeedEntry(
            key=f"media_coverage/{item.id}",
            title=f"{item.outlet}: {item.title}",
            text=f"{text} {item.note}" if item.note else text,
            address=self._address("media_coverage", item),
            day=self._day(item.published, item.checked),
            published=dt.date.fromisoformat(item.published.iso) if item.published and item.published.day else None,
            related=item.archived if item.unreachable else item.url,
        )

    def change(self, change: Change) -> FeedEntry:
        said = [self.words["said"].format(said=change.said)] if change.said else []
        says = [self.words["says"].format(says=change.says)] if change.says else []
        return FeedEntry(
            key=f"changes/{change.id}",
            title=change.title,
            text="\n".join([change.why, *said, *says]),
            address=self._address("changes", change),
            day=change.date,
            published=change.date,
        )

    def partnership(self, partnership: Partnership) -> FeedEntry:
        who = self.context.queries.partner_names(partnership)
        status = self.context.queries.status_of(partnership)
        when = {"starting": partnership.starting, "ended": partnership.until}.get(status, partnership.since)
        text = self.words["partnership_status"][status].format(when=danish.season(when) if when else "")
        begun = partnership.since or partnership.starting
        return FeedEntry(
            key=f"partnerships/{partnership.id}",
            title=self.words["partnership"].format(who=danish.listed(who)),
            text=" ".join((text, *self.context.queries.notes_on(partnership))),
            address=self._address("partnerships", partnership),
            day=self._day(Moment(str(begun.year)) if begun else None, partnership.checked),
        )

    def since_last(self, municipality: Municipality | None, page: str) -> Iterator[FeedEntry]:
        """What is new in the newest edition, where there is one before it."""
        if since := self.context.since_last(municipality):
            sentences: Any = self.context.templates.get_template("_since_last.txt").module
            yield FeedEntry(
                key=f"editions/{since.now.id}/{municipality.code if municipality else 'all'}",
                title=self.words["since_last"].format(edition=since.now.id),
                text=" ".join(str(sentences.told(since)).split()),
                address=f"{page}#siden-sidst",
                day=since.now.published or self.edition,
                published=since.now.published,
            )

    def statement(self, statement: Statement) -> FeedEntry:
        who = danish.listed([speaker.name for speaker in statement.speakers])
        return FeedEntry(
            key=f"statements/{statement.id}",
            title=self.words["statement"].format(who=who),
            text=f"{statement.lead} {statement.text}" if statement.lead else statement.text,
            address=self._address("statements", statement),
            day=self._day(None, statement.checked),
        )


def feeds(context: BuildContext, places: Places) -> list[Feed]:
    """Every feed of the publication: media coverage, changes, then the municipalities."""
    publication, queries, words = context.publication, context.queries, read_words(context.overrides, "feeds")
    initiative = publication.initiative
    make = _EntryMaker(words["entries"], places, context, publication.published)

    def feed(
        key: str, page: str, words: Words, entries: Iterable[FeedEntry], municipality: Municipality | None = None
    ) -> Feed:
        newest_first = tuple(sorted(entries, key=lambda entry: entry.day, reverse=True))
        title = words["title"].format(name=initiative.name, municipality=municipality.name if municipality else "")
        updated = newest_first[0].day if newest_first else publication.published
        description = context.deed(municipality) if municipality else words["description"]
        return Feed(key, title, description, page, updated, newest_first)

    def about(record: Municipality, page: str) -> list[FeedEntry]:
        return [
            *make.since_last(record, page),
            *(make.change(change) for change in publication.changes if change.address == page),
            *map(make.media, queries.media_of.get(record.id, [])),
            *map(make.partnership, queries.partnerships_of.get(record.id, [])),
            *map(make.statement, queries.statements_of.get(record.id, [])),
        ]

    pages = {f"/kommuner/{record.id}/": record for record in publication.municipalities}
    return [
        feed("media", "/omtale/", words["media"], map(make.media, publication.media_coverage)),
        feed("changes", "/om/aendringer/", words["changes"], [*make.since_last(None, "/kommuner/"), *map(make.change, publication.changes)]),
        *(
            feed(f"municipality/{record.code}", page, words["municipality"], about(record, page), record)
            for page, record in pages.items()
        ),
    ]


def announced(feeds: Iterable[Feed], page: str) -> list[tuple[str, str, str]]:
    """The feeds in a page's head as (title, type, address): its own, on the front page all but the municipalities'."""
    return [
        (feed.title, kind, address)
        for feed in feeds
        if feed.page == page or (page == "/" and not feed.key.startswith("municipality/"))
        for kind, address in ((ATOM_TYPE, feed.atom), (JSON_TYPE, feed.json))
    ]


def _time(day: dt.date) -> str:
    # Noon in UTC is the same day everywhere in Europe.
    return f"{day.isoformat()}T12:00:00Z"


def _as_json(feed: Feed, context: BuildContext) -> bytes:
    """The feed as JSON Feed 1.1."""
    absolute = context.deployment.absolute
    items = [
        {
            "id": entry.id,
            "url": absolute(entry.address),
            "title": entry.title,
            "content_text": entry.text,
            "date_modified": _time(entry.day),
            **({"date_published": _time(entry.published)} if entry.published else {}),
            **({"external_url": entry.related} if entry.related else {}),
        }
        for entry in feed.entries
    ]
    content = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.description,
        "home_page_url": absolute(feed.page),
        "feed_url": absolute(feed.json),
        "language": "da",
        "authors": [{"name": context.publication.initiative.organisation}],
        "items": items,
    }
    return encoded(content)


def files(feeds: Iterable[Feed], context: BuildContext) -> dict[str, bytes]:
    """The two files of every feed, by their path in the site."""
    atom = context.templates.get_template("_feed.xml")
    values = {
        "author": context.publication.initiative.organisation,
        "absolute": context.deployment.absolute,
        "time": _time,
        "type": ATOM_TYPE,
    }
    found: dict[str, bytes] = {}
    for feed in feeds:
        found[feed.atom.lstrip("/")] = atom.render(feed=feed, **values).encode() + b"\n"
        found[feed.json.lstrip("/")] = _as_json(feed, context)
    return found
