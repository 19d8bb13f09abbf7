"""The feeds: valid by the letter of their specifications, with ids that last and nothing that a page does not say."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from publication.exports import feeds
from publication.loading import loader
from publication.model.kinds import Publication
from publication.web import permalinks
from publication.web.build_context import BuildContext
from publication.web.deployment import deployment

ROOT = Path(__file__).parents[2]
HERE = deployment({"SITE_URL": "https://kultur.example/under/"})
PLACES = permalinks.places([("/omtale/", '<li id="omtale-kystposten-korsang">')])
ATOM = "{http://www.w3.org/2005/Atom}"
FOLDERS = [pytest.param(ROOT / "data", id="real"), pytest.param(ROOT / "tests/fixtures/data", id="invented")]
INVENTED = ROOT / "tests" / "fixtures" / "data"

# What RFC 4287 allows of the elements that our feeds have, as a schema in RELAX NG.
SCHEMA = """
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.w3.org/2005/Atom"
         datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
<start><element name="feed"><attribute name="xml:lang"/><interleave>
  <element name="id"><data type="anyURI"/></element>
  <element name="title"><text/></element>
  <element name="subtitle"><text/></element>
  <element name="updated"><data type="dateTime"/></element>
  <oneOrMore><element name="author"><element name="name"><text/></element></element></oneOrMore>
  <oneOrMore><ref name="link"/></oneOrMore>
  <zeroOrMore><element name="entry"><interleave>
    <element name="id"><data type="anyURI"/></element>
    <element name="title"><text/></element>
    <element name="updated"><data type="dateTime"/></element>
    <optional><element name="published"><data type="dateTime"/></element></optional>
    <oneOrMore><ref name="link"/></oneOrMore>
    <element name="content"><attribute name="type"><value>text</value></attribute><text/></element>
  </interleave></element></zeroOrMore>
</interleave></element></start>
<define name="link"><element name="link">
  <attribute name="rel"><choice><value>self</value><value>alternate</value><value>related</value></choice></attribute>
  <attribute name="href"><data type="anyURI"/></attribute>
  <optional><attribute name="type"/></optional><optional><attribute name="hreflang"/></optional>
</element></define>
</grammar>
"""


@cache
def publication(folder: Path = INVENTED) -> Publication:
    found, diagnostics = loader.read(folder)
    assert found, diagnostics
    return found


@cache
def context(folder: Path = INVENTED) -> BuildContext:
    return BuildContext(publication(folder), HERE, ROOT / "overrides")


@cache
def made(folder: Path = INVENTED) -> list[feeds.Feed]:
    return feeds.feeds(context(folder), PLACES)


@cache
def files(folder: Path = INVENTED) -> dict[str, bytes]:
    return feeds.files(made(folder), context(folder))


def feed(key: str, folder: Path = INVENTED) -> feeds.Feed:
    return next(one for one in made(folder) if one.key == key)


def atom(path: str, folder: Path = INVENTED) -> Any:
    return etree.fromstring(files(folder)[path])


@pytest.mark.parametrize("folder", FOLDERS)
def test_atom_is_valid(folder: Path) -> None:
    schema = etree.RelaxNG(etree.fromstring(SCHEMA))
    for path, content in files(folder).items():
        if path.endswith(".xml"):
            schema.assertValid(etree.fromstring(content))


@pytest.mark.parametrize("folder", FOLDERS)
def test_atom_holds_what_a_schema_cannot_say(folder: Path) -> None:
    for path in (path for path in files(folder) if path.endswith(".xml")):
        root = atom(path, folder)
        ids = [element.text for element in root.iter(f"{ATOM}id")]
        assert len(ids) == len(set(ids)), path
        [own] = [link for link in root.findall(f"{ATOM}link") if link.get("rel") == "self"]
        assert own.get("href") == HERE.absolute(path)
        updated = [element.text for element in root.findall(f"{ATOM}entry/{ATOM}updated")]
        assert updated == sorted(updated, reverse=True)
        assert root.find(f"{ATOM}updated").text >= max(updated, default="")
        for entry in root.findall(f"{ATOM}entry"):
            rels = [link.get("rel") for link in entry.findall(f"{ATOM}link")]
            assert rels.count("alternate") == 1


@pytest.mark.parametrize("folder", FOLDERS)
def test_json_feed_is_valid(folder: Path) -> None:
    for path in (path for path in files(folder) if path.endswith(".json")):
        found = json.loads(files(folder)[path])
        assert found["version"] == "https://jsonfeed.org/version/1.1"
        assert found["title"]
        assert found["feed_url"] == HERE.absolute(path)
        for item in found["items"]:
            assert isinstance(item["id"], str)
            assert item["content_text"]
            assert re.match(r"https?://", item["url"])
            for name in ("date_published", "date_modified"):
                if name in item:
                    assert datetime.fromisoformat(item[name]).tzinfo


def test_both_forms_of_a_feed_hold_the_same() -> None:
    for one in made():
        root, found = atom(one.atom.lstrip("/")), json.loads(files()[one.json.lstrip("/")])
        assert [entry.find(f"{ATOM}id").text for entry in root.findall(f"{ATOM}entry")] == [
            item["id"] for item in found["items"]
        ]


def test_no_text_can_break_a_feed() -> None:
    nasty = "</title><entry/> & \" '"
    [item, *others] = publication().media_coverage
    changed = replace(publication(), media_coverage=(item.model_copy(update={"title": nasty, "note": nasty}), *others))
    broken = replace(context(), publication=changed)
    root = etree.fromstring(feeds.files(feeds.feeds(broken, PLACES), broken)["omtale/feed.xml"])
    etree.RelaxNG(etree.fromstring(SCHEMA)).assertValid(root)
    assert f"{item.outlet}: {nasty}" in [title.text for title in root.iter(f"{ATOM}title")]


def test_ids_do_not_follow_the_site_or_the_day() -> None:
    assert feeds.lasting_id("media_coverage/kystposten-korsang") == "urn:uuid:6469f458-e557-5897-8316-b9012fafa50a"


def test_a_municipality_keeps_its_feed_when_its_address_changes() -> None:
    assert [one.key for one in made() if one.page.startswith("/kommuner/")] == [
        f"municipality/{record.code}" for record in publication().municipalities
    ]


def test_a_day_is_given_only_where_it_is_known() -> None:
    published = {entry.key: entry.published for entry in feed("media").entries}
    assert str(published["media_coverage/kystposten-korsang"]) == "2024-11-20"
    assert published["media_coverage/radio-kysten"] is None


def test_a_dead_link_is_not_given_on() -> None:
    [entry] = [one for one in feed("media").entries if one.key == "media_coverage/radio-kysten"]
    assert entry.related == "https://arkiv.eksempel.dk/radiokysten/morgen"


def test_a_correction_says_what_stood_and_what_stands() -> None:
    [entry] = [one for one in feed("changes").entries if one.key == "changes/nordby-tal"]
    assert "8 elever på Fyrskolen" in entry.text
    assert "9 elever på Fyrskolen" in entry.text


def test_a_municipality_has_what_is_on_its_page() -> None:
    nordby = next(record for record in publication().municipalities if record.id == "nordby")
    keys = {entry.key for entry in feed(f"municipality/{nordby.code}").entries}
    assert {"changes/nordby-tal", "partnerships/fyrskolen", "media_coverage/kystposten-korsang"} <= keys
    assert "partnerships/havneskolen" not in keys


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_entry_leads_to_where_it_is_read(folder: Path) -> None:
    for one in made(folder):
        for entry in one.entries:
            assert entry.address.startswith("/"), entry.key


def test_no_entry_gives_a_number_of_pupils() -> None:
    for one in made(ROOT / "data"):
        for entry in one.entries:
            if entry.key.startswith("partnerships/"):
                assert not re.search(r"\d+ elever", entry.text)


@pytest.mark.parametrize(
    ("page", "announced"),
    [
        ("/kommuner/nordby/", ["/kommuner/nordby/"]),
        ("/omtale/", ["/omtale/"]),
        ("/", ["/omtale/", "/om/aendringer/"]),
        ("/viden/", []),
    ],
)
def test_a_page_announces_its_own_feeds_and_the_front_page_those_about_everything(
    page: str, announced: list[str]
) -> None:
    told = [(kind, address) for _, kind, address in feeds.announced(made(), page)]
    assert told == [
        (kind, f"{address}{name}")
        for address in announced
        for kind, name in ((feeds.ATOM_TYPE, "feed.xml"), (feeds.JSON_TYPE, "feed.json"))
    ]


def test_the_same_data_gives_the_same_bytes() -> None:
    again = feeds.files(feeds.feeds(context(), PLACES), context())
    assert again == files()


def test_what_is_read_stands_under_an_address_of_the_records() -> None:
    item = publication().media_coverage[0]
    assert permalinks.of("media_coverage", item, PLACES) == "/omtale/#omtale-kystposten-korsang"
    assert permalinks.of("media_coverage", item, PLACES) in [entry.address for entry in feed("media").entries]
