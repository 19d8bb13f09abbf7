"""The timeline with something ahead: what is to come stands apart, in the drawing and in the list."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import partial
from pathlib import Path
from xml.etree import ElementTree

import html5lib
import pytest

from dev.harness.project_copies import ROOT
from publication.figures import timeline
from publication.loading import loader
from publication.model.kinds import Publication
from publication.model.queries import Queries
from publication.model.records import TimelineEvent
from publication.web.templates import environment, relative, render

TODAY = dt.date(2026, 11, 21)


def event(id_: str, when: str, **fields: str) -> TimelineEvent:
    text = {"title": f"Begivenhed {id_}", "text": "Noget.", "source": "kystrapporten"}
    return TimelineEvent.model_validate({"id": id_, "when": when, **text, **fields})


PAST = (event("a", "2023-05"), event("b", "2025-02-03", place="Nordby"), event("c", "2026-10"))
AHEAD = (
    event("d", "2026-12-03", starts="09.30", ends="15.00", place="Klitby", url="https://sted.example/"),
    event("e", "2027-03-04", until="2027-03-05"),
    event("f", "2027-09"),
)


def publication(*events: TimelineEvent) -> Publication:
    found, diagnostics = loader.read(ROOT / "tests" / "fixtures" / "data")
    assert found, diagnostics
    return replace(found, timeline=events)


def shown(*events: TimelineEvent) -> ElementTree.Element:
    """The timeline's HTML, read by a strict parser of HTML."""
    of = publication(*events)
    templates = environment(Path(ROOT / "overrides" / "macros"))
    link = partial(relative, page="indsatsen/tidslinje/")
    templates.globals.update(publication=of, queries=Queries(of), link=link, edit=lambda record: None, told_in=None)
    templates.globals.update(first_named=lambda source: True, english=False)
    html = render(templates, "timeline", chart=timeline.timeline(of, TODAY))
    parsed = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parseFragment(str(html))
    for element in parsed.iter():
        element.tag = element.tag.rpartition("}")[2]
    return parsed


def text(element: ElementTree.Element) -> str:
    return " ".join("".join(element.itertext()).split())


def lists(html: ElementTree.Element) -> list[tuple[str, list[str]]]:
    """Each list of events: the number that it begins with, and the ids in it."""
    return [
        (text(found.find("li/h3/span")), [item.get("id").removeprefix("tidslinje-") for item in found.iter("li")])
        for found in html.iter("ul")
        if "timeline" in (found.get("class") or "").split()
    ]


def headings(html: ElementTree.Element) -> list[str]:
    return [text(found) for found in html.iter("h2")]


def links(html: ElementTree.Element) -> list[str]:
    return [found.get("href") for found in html.iter("a") if (found.get("href") or "").endswith(".ics")]


def test_what_is_to_come_stands_first_and_apart_with_numbers_that_go_on() -> None:
    html = shown(*PAST, *AHEAD)
    assert headings(html) == ["Det sker", "Det er sket"]
    assert lists(html) == [("4", ["d", "e", "f"]), ("1", ["a", "b", "c"])]


def test_where_nothing_is_ahead_nothing_is_said_of_it() -> None:
    html = shown(*PAST)
    assert headings(html) == links(html) == []
    assert lists(html) == [("1", ["a", "b", "c"])]
    assert "sker" not in text(html)
    assert not [found for found in html.iter() if "is-ahead" in (found.get("class") or "")]


def test_where_all_is_ahead_nothing_is_said_to_be_over() -> None:
    html = shown(*AHEAD)
    assert headings(html) == ["Det sker"]
    assert lists(html) == [("1", ["d", "e", "f"])]
    assert "Det er sket" not in text(html)


def test_day_time_and_place_are_shown() -> None:
    items = {item.get("id"): text(item).replace("\u00a0", " ") for item in shown(*PAST, *AHEAD).iter("li")}
    assert "3. december 2026 kl. 9.30–15.00, Klitby" in items["tidslinje-d"]
    assert "4.–5. marts 2027" in items["tidslinje-e"]
    assert "3. februar 2025, Nordby" in items["tidslinje-b"]
    times = [found.get("datetime") for found in shown(*AHEAD).iter("time")]
    assert times == ["2026-12-03T09:30", "2027-03-04", "2027-09"]


def test_an_event_on_a_known_day_can_be_put_into_a_calendar_and_all_at_once() -> None:
    assert links(shown(*PAST, *AHEAD)) == ["kalender/d.ics", "kalender/e.ics", "kalender.ics"]
    assert links(shown(*PAST, AHEAD[0])) == ["kalender/d.ics"]
    assert links(shown(*PAST, AHEAD[2])) == [], "nobody knows which day it is"


def test_each_link_says_to_those_who_hear_it_which_event_it_is_of() -> None:
    named = {found.get("href"): found.get("aria-label") for found in shown(*AHEAD).iter("a")}
    assert named["kalender/d.ics"] == "Læg i kalender: Begivenhed d"
    assert named["https://sted.example/"].endswith(": Begivenhed d")


# --- The drawing ----------------------------------------------------------------------------------


def test_the_line_is_dashed_from_the_day_of_the_build() -> None:
    chart = timeline.timeline(publication(*PAST, *AHEAD), TODAY)
    over = [marker.x for marker in chart.markers if not marker.ahead]
    ahead = [marker.x for marker in chart.markers if marker.ahead]
    assert max(over) < chart.now <= min(ahead)
    [dashed] = [
        found for found in shown(*PAST, *AHEAD).iter("path") if (found.get("d") or "").endswith(f"H{chart.width}")
    ]
    assert dashed.get("class") == "axis is-ahead"
    assert dashed.get("d").startswith(f"M{chart.now} ")


def test_a_year_that_is_not_over_stands_after_what_is() -> None:
    chart = timeline.timeline(publication(event("a", "2026-10"), event("b", "2026")), TODAY)
    assert [(marker.event.id, marker.ahead) for marker in chart.markers] == [("a", False), ("b", True)]
    assert chart.markers[0].x < chart.now < chart.markers[1].x


def test_what_goes_on_today_is_not_drawn_as_over() -> None:
    on = event("on", "2026-11-20", until="2026-11-22")
    chart = timeline.timeline(publication(event("a", "2026-10"), on), TODAY)
    assert [marker.ahead for marker in chart.markers] == [False, True]
    assert chart.now <= chart.markers[1].x


@pytest.mark.parametrize("events", [AHEAD[:1], AHEAD, (*PAST, *AHEAD)], ids=["one", "all ahead", "both"])
def test_every_shape_lies_inside_the_drawing(events: tuple[TimelineEvent, ...]) -> None:
    chart = timeline.timeline(publication(*events), TODAY)
    assert 0 <= chart.now <= chart.width
    for marker in chart.markers:
        assert chart.radius <= marker.x <= chart.width - chart.radius
        assert chart.radius <= marker.y <= chart.axis


def test_the_difference_is_not_one_of_colour_alone() -> None:
    [said] = list(shown(*PAST, *AHEAD).iter("desc"))
    assert "stiplede" in text(said)
    style = (ROOT / "overrides" / "book" / "drawings.css").read_text("utf-8")
    assert ".axis.is-ahead { stroke-dasharray" in style
