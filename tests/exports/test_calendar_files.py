"""The calendar files: what RFC 5545 asks for, what a calendar reads, and the same bytes for the same commit."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import frictionless
import jsonschema
import pytest
from icalendar import Calendar, Event

from dev.harness.project_copies import ROOT
from publication.exports import calendar_files, open_data
from publication.exports.llms_txt import llms_txt
from publication.loading import loader
from publication.model.records import TimelineEvent
from publication.web.build_context import BuildContext
from publication.web.cache import Cache
from publication.web.deployment import deployment

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
TODAY = dt.date(2026, 11, 21)
CHANGED = dt.date(2026, 10, 5)
Made = Callable[..., dict[str, bytes]]


def event(id_: str, when: str, **fields: str) -> TimelineEvent:
    text = {"title": f"Det sker {id_}", "text": "Noget.", "source": "kystrapporten"}
    return TimelineEvent.model_validate({"id": id_, "when": when, **text, **fields})


OPEN_DAY = event(
    "aaben-dag",
    "2026-12-03",
    starts="09.30",
    ends="15.00",
    place="Kulturhuset i Nordby, Store Sal; indgang fra gården",
    url="https://kulturhuset.example/tilmelding",
    title="Åben dag på Ærø, for alle; også dem, der aldrig før har sunget, spillet eller malet med andre før nu",
    text="En dag med sang \\ musik. " * 12,
)
EVENTS = (
    event("begyndelsen", "2024-05-02", until="2024-05-03", place="Nordby"),
    OPEN_DAY,
    event("konference", "2027-03-04", until="2027-03-05"),
    event("stormoede", "2027-06-10", starts="10.00"),
    event("maaske", "2027-09"),
)


def context(*events: TimelineEvent, site: str = "https://kultur.example/") -> BuildContext:
    found, diagnostics = loader.read(ROOT / "tests" / "fixtures" / "data")
    assert found, diagnostics
    publication = replace(found, timeline=events)
    return BuildContext(publication, deployment({"SITE_URL": site}), ROOT / "overrides", committed=TODAY)


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """The calendar files of events, made with a cache of their own."""

    def made_(*events: TimelineEvent, changed: dt.date = CHANGED, **where: str) -> dict[str, bytes]:
        return calendar_files.files(context(*events, **where), lambda event: changed, Cache(tmp_path / "cache"))

    return made_


def entries(content: bytes) -> dict[str, Event]:
    """The events of a calendar by what they are called."""
    return {str(entry["summary"]): entry for entry in Calendar.from_ical(content).walk("VEVENT")}


def entry(files: dict[str, bytes], id_: str) -> Event:
    [found] = entries(files[f"indsatsen/tidslinje/kalender/{id_}.ics"]).values()
    return found


# --- What RFC 5545 asks for -----------------------------------------------------------------------


def test_lines_end_as_the_standard_says_and_are_folded_between_letters(made: Made) -> None:
    for path, content in made(*EVENTS).items():
        assert content.endswith(b"END:VCALENDAR\r\n"), path
        assert content.count(b"\n") == content.count(b"\r\n") == content.count(b"\r"), path
        for line in content.split(b"\r\n"):
            assert len(line) <= 75, (path, line)
            line.decode("utf-8")
        assert b"\r\n " in content, "a long text is folded"


def test_every_calendar_and_event_has_what_it_must_have(made: Made) -> None:
    for content in made(*EVENTS).values():
        calendar = Calendar.from_ical(content)
        assert calendar["version"] == "2.0"
        assert calendar["prodid"]
        assert not calendar.errors
        for found in calendar.walk("VEVENT"):
            assert not found.errors
            for name in ("uid", "dtstamp", "dtstart", "summary"):
                assert len(found[name] if isinstance(found[name], list) else [found[name]]) == 1, name
            assert found["dtstamp"].dt.utcoffset() == dt.timedelta(0)


def test_a_text_comes_back_as_it_was_whatever_signs_it_has(made: Made) -> None:
    found = entry(made(*EVENTS), "aaben-dag")
    assert found["summary"] == OPEN_DAY.title
    assert found["location"] == OPEN_DAY.place
    assert str(found["description"]).startswith(f"{OPEN_DAY.text}\n")
    assert found["url"] == OPEN_DAY.url


def test_no_text_can_add_a_line_of_its_own(made: Made) -> None:
    nasty = OPEN_DAY.model_copy(update={"title": "A\r\nATTENDEE:mailto:x@y.dk\nBEGIN:VALARM", "place": "B\nURL:C"})
    content = made(nasty)["indsatsen/tidslinje/kalender/aaben-dag.ics"]
    names = {re.match(rb"[A-Z-]+", line)[0] for line in content.split(b"\r\n") if line and not line.startswith(b" ")}
    assert b"ATTENDEE" not in names
    assert content.count(b"\r\nURL:") == 1
    assert [part.name for part in Calendar.from_ical(content).walk("VEVENT")] == ["VEVENT"]
    assert not Calendar.from_ical(content).walk("VALARM")


# --- What a calendar reads ------------------------------------------------------------------------


def test_each_event_with_a_day_has_a_file_and_all_stand_in_one(made: Made) -> None:
    files = made(*EVENTS)
    ids = ["begyndelsen", "aaben-dag", "konference", "stormoede"]
    assert set(files) == {calendar_files.ALL, *(f"indsatsen/tidslinje/kalender/{id_}.ics" for id_ in ids)}
    together = Calendar.from_ical(files[calendar_files.ALL])
    uids = [found["uid"] for found in together.walk("VEVENT")]
    assert uids == [entry(files, id_)["uid"] for id_ in ids]
    assert len(set(uids)) == len(uids)


def test_an_event_with_times_stands_in_danish_time(made: Made) -> None:
    found = entry(made(*EVENTS), "aaben-dag")
    assert found["dtstart"].dt == dt.datetime(2026, 12, 3, 9, 30, tzinfo=COPENHAGEN)
    assert found["dtend"].dt == dt.datetime(2026, 12, 3, 15, tzinfo=COPENHAGEN)
    assert found["dtstart"].params["TZID"] == "Europe/Copenhagen"
    unended = entry(made(*EVENTS), "stormoede")
    assert unended["dtstart"].dt == dt.datetime(2027, 6, 10, 10, tzinfo=COPENHAGEN)
    assert "dtend" not in unended, "nobody said when it ends"


def test_danish_time_is_described_as_it_is(made: Made) -> None:
    calendar = Calendar.from_ical(made(*EVENTS)["indsatsen/tidslinje/kalender/aaben-dag.ics"])
    [zone] = calendar.walk("VTIMEZONE")
    described = zone.to_tz(lookup_tzid=False)
    for hours in range(0, 24 * 366, 5):
        moment = dt.datetime(2027, 1, 1) + dt.timedelta(hours=hours)
        assert moment.replace(tzinfo=described).utcoffset() == moment.replace(tzinfo=COPENHAGEN).utcoffset(), moment


def test_an_event_without_times_takes_whole_days_up_to_the_day_after_its_last(made: Made) -> None:
    files = made(*EVENTS)
    found = entry(files, "konference")
    assert (found["dtstart"].dt, found["dtend"].dt) == (dt.date(2027, 3, 4), dt.date(2027, 3, 6))
    assert found["dtstart"].params["VALUE"] == "DATE"
    assert not Calendar.from_ical(files["indsatsen/tidslinje/kalender/konference.ics"]).walk("VTIMEZONE")
    assert found["url"] == "https://kultur.example/indsatsen/tidslinje/#tidslinje-konference"


def test_days_with_a_time_alone_at_their_beginning_are_whole_days(made: Made) -> None:
    found = entry(made(event("laenge", "2027-03-04", until="2027-03-05", starts="10.00")), "laenge")
    assert (found["dtstart"].dt, found["dtend"].dt) == (dt.date(2027, 3, 4), dt.date(2027, 3, 6))


def test_no_event_with_a_day_gives_no_file(made: Made) -> None:
    assert made(event("maaske", "2027-09"), event("engang", "2028")) == {}


# --- The same bytes -------------------------------------------------------------------------------


def test_an_event_keeps_its_id_whatever_is_changed_and_wherever_the_site_lives(made: Made) -> None:
    moved = OPEN_DAY.model_copy(update={"title": "Noget andet", "place": "Klitby"})
    before, after = made(OPEN_DAY), made(moved, changed=TODAY, site="https://andet.example/kultur/")
    assert entry(before, "aaben-dag")["uid"] == entry(after, "aaben-dag")["uid"]
    assert entry(before, "aaben-dag")["dtstamp"].dt.date() == CHANGED
    assert entry(after, "aaben-dag")["dtstamp"].dt.date() == TODAY


def test_the_same_events_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = (
        calendar_files.files(context(*EVENTS), lambda event: CHANGED, Cache(tmp_path / name)) for name in "ab"
    )
    assert first == second


def test_a_build_that_writes_no_calendar_anew_does_not_load_the_library(made: Made, tmp_path: Path) -> None:
    made(*EVENTS)
    code = f"""
import sys
from pathlib import Path
from publication.web.cache import Cache
from publication.exports import calendar_files
from tests.exports.test_calendar_files import CHANGED, EVENTS, context
for name in [name for name in sys.modules if name.partition(".")[0] == "icalendar"]:
    del sys.modules[name]
assert calendar_files.files(context(*EVENTS), lambda event: CHANGED, Cache(Path({str(tmp_path / "cache")!r})))
print("icalendar" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "False", done.stderr


# --- What else tells of it ------------------------------------------------------------------------


def test_the_text_for_programs_names_the_calendar_while_something_lies_ahead() -> None:
    address = "https://kultur.example/indsatsen/tidslinje/kalender.ics"
    assert address in llms_txt(context(*EVENTS), [])
    assert address not in llms_txt(context(EVENTS[0], EVENTS[-1]), [])


def test_times_and_places_stand_in_the_open_data(tmp_path: Path) -> None:
    of = context(*EVENTS)
    files = open_data.files(of, open_data.Listing(of), {})
    for path, content in files.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    text = files["data/v1/timeline.csv"].decode("utf-8-sig")
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(text, newline=""), delimiter=";")}
    assert (rows["aaben-dag"]["starts"], rows["aaben-dag"]["ends"]) == ("09:30", "15:00")
    assert rows["konference"]["until"] == "2027-03-05"
    schema = json.loads(files["data/v1/schema/timeline.json"])
    jsonschema.Draft202012Validator(schema).validate(json.loads(files["data/v1/timeline.json"]))
    report = frictionless.validate(str(tmp_path / "data" / "v1" / "datapackage.json"))
    assert report.valid, report.flatten(["type", "message"])
