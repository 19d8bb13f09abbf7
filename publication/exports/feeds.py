"""What is new, for feed readers: media coverage, changes and corrections, and each municipality, as Atom and JSON Feed.

    /omtale/feed.xml              /omtale/feed.json
    /om/aendringer/feed.xml       /om/aendringer/feed.json
    /kommuner/<slug>/feed.xml     /kommuner/<slug>/feed.json

An entry's id never changes, wherever the site moves: it is worked out from the
record's kind and id alone (a municipality's feed from its official code), so a reader
never sees the same entry twice.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import yaml

from publication.model import danish
from publication.exports.json_values import encoded
from publication.web import record_addresses
from publication.web.record_addresses import Places
from publication.web.deployment import Deployment
from publication.model.queries import Queries
from publication.model.kinds import Publication
from publication.model.records import Change, MediaItem, Municipality, Partnership, Record, Statement
from publication.model.types import Moment

ATOM_TYPE, JSON_TYPE = "application/atom+xml", "application/feed+json"

_ATOM = "http://www.w3.org/2005/Atom"
# Ours for good: every id of an entry or a feed follows from it.
_NAMESPACE = uuid.UUID("4b1f4c3e-6a7d-5c0f-9a53-0d2f6f1f7c11")


@dataclass(frozen=True)
class Entry:
    """One item of a feed. `day` is when it was last new; `published` is given only where the very day is known."""

    key: str
    title: str
    text: str
    address: str
    day: dt.date
    published: dt.date | None = None
    about: str | None = None

    @property
    def id(self) -> str:
        return lasting_id(self.key)


@dataclass(frozen=True)
class Feed:
    """A feed and the page it belongs to."""

    key: str
    title: str
    description: str
    page: str
    entries: tuple[Entry, ...]

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
    """The id of an entry or feed: the same wherever the site is, and for as long as the record keeps its id."""
    return f"urn:uuid:{uuid.uuid5(_NAMESPACE, key)}"


@dataclass(frozen=True)
class _EntryMaker:
    """Makes the entries of records; `places` says which pages show which record."""

    publication: Publication
    words: dict[str, Any]
    places: Places

    def day(self, own: Moment | None, checked: dt.date | None) -> dt.date:
        """When an entry was last new: when it was checked, else its own date, else that of the edition."""
        if checked:
            return checked
        if own:
            return dt.date(own.year, own.month or 1, own.day or 1)
        return self.publication.initiative.published

    def address(self, kind: str, record: Record) -> str:
        """Where a record is read; the front page where no page shows it."""
        return record_addresses.of(kind, record, self.places) or "/"

    def media(self, item: MediaItem) -> Entry:
        words = self.words["entries"]
        values = {"kind": item.kind.capitalize(), "outlet": item.outlet}
        what = (
            words["media_dated"].format(**values, when=danish.moment(item.published))
            if item.published
            else words["media"].format(**values)
        )
        return Entry(
            key=f"media_coverage/{item.id}",
            title=f"{item.outlet}: {item.title}",
            text=f"{what} {item.note}" if item.note else what,
            address=self.address("media_coverage", item),
            day=self.day(item.published, item.checked),
            published=dt.date.fromisoformat(item.published.iso) if item.published and item.published.day else None,
            # A link known to be dead is not given on.
            about=item.archived if item.unreachable else item.url,
        )

    def change(self, change: Change) -> Entry:
        words = self.words["entries"]
        told = [change.why]
        if change.said:
            told.append(words["said"].format(said=change.said))
        if change.says:
            told.append(words["says"].format(says=change.says))
        return Entry(
            key=f"changes/{change.id}",
            title=change.title,
            text="\n".join(told),
            address=self.address("changes", change),
            day=change.date,
            published=change.date,
        )

    def partnership(self, partnership: Partnership) -> Entry:
        words = self.words["entries"]
        who = [name for name in (partnership.culture_school, partnership.special_school) if name]
        told = words["partnership_text"].format(status=partnership.status, year=partnership.year.year)
        return Entry(
            key=f"partnerships/{partnership.id}",
            title=words["partnership"].format(who=danish.listed(who)),
            text=f"{told} {partnership.note}" if partnership.note else told,
            address=self.address("partnerships", partnership),
            day=self.day(partnership.year, partnership.checked),
        )

    def statement(self, statement: Statement) -> Entry:
        who = danish.listed([speaker.name for speaker in statement.speakers])
        return Entry(
            key=f"statements/{statement.id}",
            title=self.words["entries"]["statement"].format(who=who),
            text=statement.text,
            address=self.address("statements", statement),
            day=self.day(None, statement.checked),
        )


def _newest_first(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda entry: entry.day, reverse=True))


def words(file: Path) -> dict[str, Any]:
    """The Danish words of the feeds: `overrides/words/feeds.yml`."""
    return yaml.safe_load(file.read_text(encoding="utf-8"))


def feeds(queries: Queries, words: dict[str, Any], places: Places) -> list[Feed]:
    """Every feed of the publication: media coverage, changes, then the municipalities."""
    publication = queries.publication
    make = _EntryMaker(publication, words, places)
    name = publication.initiative.name
    found = [
        Feed(
            key="media",
            title=words["media"]["title"].format(name=name),
            description=words["media"]["description"],
            page="/omtale/",
            entries=_newest_first(map(make.media, publication.media_coverage)),
        ),
        Feed(
            key="changes",
            title=words["changes"]["title"].format(name=name),
            description=words["changes"]["description"],
            page="/om/aendringer/",
            entries=_newest_first(map(make.change, publication.changes)),
        ),
    ]
    return found + [_municipality(make, queries, record) for record in publication.municipalities]


def _municipality(make: _EntryMaker, queries: Queries, record: Municipality) -> Feed:
    publication, words = queries.publication, make.words["municipality"]
    page = f"/kommuner/{record.id}/"
    return Feed(
        key=f"municipality/{record.code}",
        title=words["title"].format(name=publication.initiative.name, municipality=record.name),
        description=words["description"],
        page=page,
        entries=_newest_first(
            [
                *(make.change(change) for change in publication.changes if change.address == page),
                *map(make.media, queries.media_of.get(record.id, [])),
                *map(make.partnership, queries.partnerships_of.get(record.id, [])),
                *map(make.statement, queries.statements_of.get(record.id, [])),
            ]
        ),
    )


def announced(feeds: Iterable[Feed], page: str) -> list[tuple[str, str, str]]:
    """The feeds that a page announces in its head, as (title, type, address): its own; the front page those about everything."""
    return [
        (feed.title, kind, address)
        for feed in feeds
        if feed.page == page or (page == "/" and not feed.key.startswith("municipality/"))
        for kind, address in ((ATOM_TYPE, feed.atom), (JSON_TYPE, feed.json))
    ]


def _time(day: dt.date) -> str:
    # Noon in Greenwich is the same day everywhere in Europe.
    return f"{day.isoformat()}T12:00:00Z"


def as_atom(feed: Feed, publication: Publication, deployment: Deployment) -> bytes:
    """The feed as Atom (RFC 4287)."""
    ElementTree.register_namespace("", _ATOM)

    def add(parent: ElementTree.Element, tag: str, text: str | None = None, **attributes: str) -> ElementTree.Element:
        element = ElementTree.SubElement(parent, f"{{{_ATOM}}}{tag}", attributes)
        element.text = text
        return element

    root = ElementTree.Element(f"{{{_ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "da"})
    add(root, "id", feed.id)
    add(root, "title", feed.title)
    add(root, "subtitle", feed.description)
    add(root, "updated", _time(max((one.day for one in feed.entries), default=publication.initiative.published)))
    add(add(root, "author"), "name", publication.initiative.organisation)
    add(root, "link", rel="self", type=ATOM_TYPE, href=deployment.absolute(feed.atom))
    add(root, "link", rel="alternate", type="text/html", hreflang="da", href=deployment.absolute(feed.page))
    for one in feed.entries:
        entry = add(root, "entry")
        add(entry, "id", one.id)
        add(entry, "title", one.title)
        add(entry, "updated", _time(one.day))
        if one.published:
            add(entry, "published", _time(one.published))
        add(entry, "link", rel="alternate", type="text/html", href=deployment.absolute(one.address))
        if one.about:
            add(entry, "link", rel="related", href=one.about)
        add(entry, "content", one.text, type="text")
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def as_json(feed: Feed, publication: Publication, deployment: Deployment) -> bytes:
    """The feed as JSON Feed 1.1."""
    items = []
    for one in feed.entries:
        item = {
            "id": one.id,
            "url": deployment.absolute(one.address),
            "title": one.title,
            "content_text": one.text,
            "date_modified": _time(one.day),
        }
        if one.published:
            item["date_published"] = _time(one.published)
        if one.about:
            item["external_url"] = one.about
        items.append(item)
    written = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.description,
        "home_page_url": deployment.absolute(feed.page),
        "feed_url": deployment.absolute(feed.json),
        "language": "da",
        "authors": [{"name": publication.initiative.organisation}],
        "items": items,
    }
    return encoded(written)


def files(feeds: Iterable[Feed], publication: Publication, deployment: Deployment) -> dict[str, bytes]:
    """Every feed's two files, by their path in the site."""
    found: dict[str, bytes] = {}
    for feed in feeds:
        found[feed.atom.lstrip("/")] = as_atom(feed, publication, deployment)
        found[feed.json.lstrip("/")] = as_json(feed, publication, deployment)
    return found
