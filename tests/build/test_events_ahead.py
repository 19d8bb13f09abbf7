"""A site with an event ahead: one commit gives one site, its calendar files are there, and all say the same of it."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin
from urllib.request import urlopen

import pytest
from icalendar import Calendar

from dev.harness.project_copies import ROOT, three_years
from dev.harness.sites import build
from dev.harness.web_servers import SERVERS
from publication.build.compressed_copies import compress
from publication.build.disclosure_check import disclosures
from publication.small_counts.schools import Schools
from publication.web import permalinks

PAGE = Path("indsatsen/tidslinje/index.html")
PORTS = {"nginx": 8096, "caddy": 8097}
EVENTS = """
- id: aaben-dag
  when: 2026-12-03
  starts: "09.30"
  ends: "15.00"
  place: Kulturhuset i Nordby
  url: https://kulturhuset.example/tilmelding
  title: Åben dag
  text: Alle er velkomne.
  source: indmeldinger-2025

- id: konference
  when: 2027-03-04
  until: 2027-03-05
  title: Konference
  text: To dage om sang og farver.
  source: indmeldinger-2025
"""


def at(day: str) -> str:
    """The day of a commit as the environment has it."""
    return str(int(dt.datetime.fromisoformat(f"{day}T08:00+00:00").timestamp()))


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = three_years(tmp_path_factory.mktemp("ahead"))
    with (folder / "data" / "timeline.yml").open("a", encoding="utf-8") as file:
        file.write(EVENTS)
    return folder


@pytest.fixture(scope="module")
def site(invented: Path) -> Path:
    return build(invented.parent / "site", invented, SOURCE_DATE_EPOCH=at("2026-11-21"))


def files(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_every_calendar_that_the_page_offers_is_there_and_is_one(site: Path) -> None:
    offered = re.findall(r'href="([^"]*\.ics)"', (site / PAGE).read_text("utf-8"))
    assert len(offered) == 3
    for link in offered:
        path = urljoin("indsatsen/tidslinje/", link)
        assert Calendar.from_ical((site / path).read_bytes()).walk("VEVENT"), path


def test_the_day_of_the_commit_decides_and_not_the_day_of_the_build(invented: Path, site: Path) -> None:
    later = build(invented.parent / "later", invented, SOURCE_DATE_EPOCH=at("2026-12-04"))
    over = build(invented.parent / "over", invented, SOURCE_DATE_EPOCH=at("2027-03-06"))
    ahead = [
        re.findall(r'href="kalender/([a-z-]+)\.ics"', (one / PAGE).read_text("utf-8")) for one in (site, later, over)
    ]
    assert ahead == [["aaben-dag", "konference"], ["konference"], []]
    assert "Det sker" not in (over / PAGE).read_text("utf-8")
    assert "kalender.ics" not in (over / "llms.txt").read_text("utf-8")
    assert (over / "indsatsen/tidslinje/kalender.ics").exists(), "a calendar that follows it goes on reading it"


def test_the_same_commit_gives_the_same_bytes_without_a_cache_too(invented: Path, site: Path) -> None:
    shutil.rmtree(invented / ".cache")
    again = files(build(invented.parent / "again", invented, SOURCE_DATE_EPOCH=at("2026-11-21")))
    calendars = {path for path in again if path.endswith(".ics")}
    assert len(calendars) == 3
    for path in (*calendars, PAGE.as_posix(), "llms.txt"):
        assert again[path] == files(site)[path], path


def test_search_engines_and_programs_are_told_of_what_is_ahead(site: Path) -> None:
    html = (site / PAGE).read_text("utf-8")
    [data] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    found = {one["name"]: one for one in json.loads(data)["@graph"] if one["@type"] == "Event"}
    assert set(found) == {"Åben dag", "Konference"}
    assert found["Åben dag"]["startDate"] == "2026-12-03T09:30"
    assert found["Åben dag"]["endDate"] == "2026-12-03T15:00"
    assert found["Åben dag"]["location"] == {"@type": "Place", "name": "Kulturhuset i Nordby"}
    assert found["Konference"]["endDate"] == "2027-03-05"
    assert "/indsatsen/tidslinje/kalender.ics" in (site / "llms.txt").read_text("utf-8")


def test_the_calendar_of_all_is_promised_and_that_of_one_is_not(site: Path) -> None:
    promised = set(permalinks.published(permalinks.built(site)))
    assert "/indsatsen/tidslinje/kalender.ics" in promised
    assert not [address for address in promised if "/kalender/" in address]


def test_no_address_is_promised_that_goes_when_an_event_is_over(site: Path, invented: Path) -> None:
    over = build(invented.parent / "long-over", invented, SOURCE_DATE_EPOCH=at("2028-01-01"))
    before, after = (set(permalinks.published(permalinks.built(one))) for one in (site, over))
    assert before == after


@pytest.mark.parametrize("cut", range(1, 30, 3))
def test_a_small_count_is_found_wherever_its_line_is_folded(cut: int) -> None:
    told = "DESCRIPTION:På Strandskolen var tre elever med\\, siger en."
    folded = f"{told[: 12 + cut]}\r\n {told[12 + cut :]}"
    schools = Schools(frozenset({"Fyrskolen"}), frozenset({"Strandskolen"}), frozenset({"aeroesund"}))
    assert list(disclosures([("kalender.ics", folded.encode())], schools))


@pytest.fixture(scope="module", params=SERVERS)
def server(request: pytest.FixtureRequest, site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    name = request.param
    if not shutil.which(name):
        pytest.skip(f"No {name} on this machine.")
    deployed = tmp_path_factory.mktemp("deployed") / "site"
    shutil.copytree(site, deployed)
    compress(deployed)
    serve, configuration = SERVERS[name]
    with serve(deployed, ROOT / "dev" / "deploy" / configuration, PORTS[name]) as address:
        yield address


def test_a_server_says_that_it_is_a_calendar(server: str) -> None:
    with urlopen(urljoin(server, "/indsatsen/tidslinje/kalender.ics"), timeout=10) as answer:
        assert answer.headers["Content-Type"].lower().replace(" ", "") == "text/calendar;charset=utf-8"
        assert answer.read().startswith(b"BEGIN:VCALENDAR\r\n")
