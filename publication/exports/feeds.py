"""The feeds: media coverage, changes and corrections, and each municipality, as Atom and as JSON Feed.

    /omtale/feed.xml              /omtale/feed.json
    /om/aendringer/feed.xml       /om/aendringer/feed.json
    /kommuner/<slug>/feed.xml     /kommuner/<slug>/feed.json

An entry's id is made from the record's kind and id alone, and a municipality's feed's from its official code: were it
the address, a site that moves would show its readers every entry once more.
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

from publication.exports.json_values import encoded
from publication.model import danish
from publication.model.kinds import Publication
from publication.model.queries import Queries
from publication.model.records import Change, MediaItem, Municipality, Partnership, Record, Statement
from publication.model.types import Moment
from publication.web import permalinks
from publication.web.deployment import Deployment
from publication.web.permalinks import Places

ATOM_TYPE, JSON_TYPE = "application/atom+xml", "application/feed+json"

_ATOM = "http://www.w3.org/2005/Atom"
# Never change it: the id of every entry and feed follows from it.
_NAMESPACE = uuid.UUID("4b1f4c3e-6a7d-5c0f-9a53-0d2f6f1f7c11")


@dataclass(frozen=True)
class FeedEntry:
    """One entry of a feed: `day` is its last update, `published` is None unless the very day is known."""

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
    """A feed; `page` is the address of the page that it belongs to."""

    key: str
    title: str
    description: str
    page: str
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
    """Makes a feed's entries from records."""

    publication: Publication
    words: dict[str, Any]
    places: Places

    def _day(self, own: Moment | None, checked: dt.date | None) -> dt.date:
        """An entry's last update: when it was checked, else its own date, else the edition's."""
        if checked:
            return checked
        if own:
            return dt.date(own.year, own.month or 1, own.day or 1)
        return self.publication.initiative.published

    def _address(self, kind: str, record: Record) -> str:
        """Where a record is read; the front page where no page shows it."""
        return permalinks.of(kind, record, self.places) or "/"

    def media(self, item: MediaItem) -> FeedEntry:
        words = self.words["entries"]
        values = {"kind": item.kind.capitalize(), "outlet": item.outlet}
        text = words["media"].format(**values)
        if item.published:
            text = words["media_dated"].format(**values, when=danish.moment(item.published))
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
        words = self.words["entries"]
        lines = [change.why]
        if change.said:
            lines.append(words["said"].format(said=change.said))
        if change.says:
            lines.append(words["says"].format(says=change.says))
        return FeedEntry(
            key=f"changes/{change.id}",
            title=change.title,
            text="\n".join(lines),
            address=self._address("changes", change),
            day=change.date,
            published=change.date,
        )

    def partnership(self, partnership: Partnership) -> FeedEntry:
        words = self.words["entries"]
        who = [name for name in (partnership.culture_school, partnership.special_school) if name]
        text = words["partnership_text"].format(status=partnership.status, year=partnership.year.year)
        return FeedEntry(
            key=f"partnerships/{partnership.id}",
            title=words["partnership"].format(who=danish.listed(who)),
            text=f"{text} {partnership.note}" if partnership.note else text,
            address=self._address("partnerships", partnership),
            day=self._day(partnership.year, partnership.checked),
        )

    def statement(self, statement: Statement) -> FeedEntry:
        who = danish.listed([speaker.name for speaker in statement.speakers])
        return FeedEntry(
            key=f"statements/{statement.id}",
            title=self.words["entries"]["statement"].format(who=who),
            text=statement.text,
            address=self._address("statements", statement),
            day=self._day(None, statement.checked),
        )


def _newest_first(entries: Iterable[FeedEntry]) -> tuple[FeedEntry, ...]:
    return tuple(sorted(entries, key=lambda entry: entry.day, reverse=True))


def words(file: Path) -> dict[str, Any]:
    """The Danish words of the feeds, from `overrides/words/feeds.yml`."""
    return yaml.safe_load(file.read_text(encoding="utf-8"))


def feeds(queries: Queries, words: dict[str, Any], places: Places) -> list[Feed]:
    """Every feed of the publication: media coverage, changes, then the municipalities."""
    publication = queries.publication
    maker = _EntryMaker(publication, words, places)
    name = publication.initiative.name
    found = [
        Feed(
            key="media",
            title=words["media"]["title"].format(name=name),
            description=words["media"]["description"],
            page="/omtale/",
            entries=_newest_first(map(maker.media, publication.media_coverage)),
        ),
        Feed(
            key="changes",
            title=words["changes"]["title"].format(name=name),
            description=words["changes"]["description"],
            page="/om/aendringer/",
            entries=_newest_first(map(maker.change, publication.changes)),
        ),
    ]
    return found + [_municipality(maker, queries, record) for record in publication.municipalities]


def _municipality(maker: _EntryMaker, queries: Queries, record: Municipality) -> Feed:
    publication, words = queries.publication, maker.words["municipality"]
    page = f"/kommuner/{record.id}/"
    return Feed(
        key=f"municipality/{record.code}",
        title=words["title"].format(name=publication.initiative.name, municipality=record.name),
        description=words["description"],
        page=page,
        entries=_newest_first(
            [
                *(maker.change(change) for change in publication.changes if change.address == page),
                *map(maker.media, queries.media_of.get(record.id, [])),
                *map(maker.partnership, queries.partnerships_of.get(record.id, [])),
                *map(maker.statement, queries.statements_of.get(record.id, [])),
            ]
        ),
    )


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
    for entry in feed.entries:
        element = add(root, "entry")
        add(element, "id", entry.id)
        add(element, "title", entry.title)
        add(element, "updated", _time(entry.day))
        if entry.published:
            add(element, "published", _time(entry.published))
        add(element, "link", rel="alternate", type="text/html", href=deployment.absolute(entry.address))
        if entry.related:
            add(element, "link", rel="related", href=entry.related)
        add(element, "content", entry.text, type="text")
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def as_json(feed: Feed, publication: Publication, deployment: Deployment) -> bytes:
    """The feed as JSON Feed 1.1."""
    items = [
        {
            "id": entry.id,
            "url": deployment.absolute(entry.address),
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
        "home_page_url": deployment.absolute(feed.page),
        "feed_url": deployment.absolute(feed.json),
        "language": "da",
        "authors": [{"name": publication.initiative.organisation}],
        "items": items,
    }
    return encoded(content)


def files(feeds: Iterable[Feed], publication: Publication, deployment: Deployment) -> dict[str, bytes]:
    """The two files of every feed, by their path in the site."""
    found: dict[str, bytes] = {}
    for feed in feeds:
        found[feed.atom.lstrip("/")] = as_atom(feed, publication, deployment)
        found[feed.json.lstrip("/")] = as_json(feed, publication, deployment)
    return found
