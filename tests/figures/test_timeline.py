"""The timeline: distances in time, markers that never overlap, and the list beside it."""

from __future__ import annotations

import datetime as dt

import pytest

from publication.figures import timeline
from publication.model.records import TimelineEvent
from tests.figures.invented import all_figures, event, publication, shown, text


def test_events_stand_as_far_apart_as_they_were_in_time() -> None:
    of = publication(timeline=(event("a", "2022-01-01"), event("b", "2023-01-01"), event("c", "2025-01-01")))
    first, second, third = timeline.timeline(of).markers
    days = (dt.date(2023, 1, 1) - dt.date(2022, 1, 1)).days, (dt.date(2025, 1, 1) - dt.date(2023, 1, 1)).days
    assert (second.x - first.x) / (third.x - second.x) == pytest.approx(days[0] / days[1], rel=0.01)
    assert [tick.year for tick in timeline.timeline(of).ticks] == [2023, 2024, 2025]


def test_markers_never_overlap() -> None:
    of = publication(timeline=tuple(event(f"e{month}", f"2024-{month:02}") for month in range(1, 13)) * 2)
    chart = timeline.timeline(of)
    markers = [(marker.x, marker.y) for marker in chart.markers]
    assert all(
        abs(one[0] - other[0]) >= 2 * chart.radius or abs(one[1] - other[1]) >= 2 * chart.radius
        for place, one in enumerate(markers)
        for other in markers[:place]
    )


@pytest.mark.parametrize("events", [(), (event("a", "2024"),)], ids=["none", "one"])
def test_few_events_are_no_trouble(events: tuple[TimelineEvent, ...]) -> None:
    of = publication(timeline=events)
    html = shown("timeline", of, chart=timeline.timeline(of))
    assert len(list(html.iter("li"))) == len(events)


def test_the_list_has_each_event_with_its_lasting_id_and_danish_date() -> None:
    html = all_figures(publication)["timeline"]
    assert [item.get("id") for item in html.iter("li")] == [f"tidslinje-{id_}" for id_ in "abcd"]
    assert [(time.get("datetime"), text(time)) for time in html.iter("time")] == [
        ("2022-12", "december 2022"),
        ("2024", "2024"),
        ("2024-12-10", "10. december 2024"),
        ("2025-01", "januar 2025"),
    ]


def test_no_number_stands_before_a_month_like_a_day() -> None:
    html = all_figures(publication)["timeline"]
    assert not list(html.iter("ol")), "the numbers of a list would stand before the month in copies"
    for item in html.iter("li"):
        number = item[0][0]
        assert item[0].tag == "h3", "the number stands with the title, and the date after both"
        assert (number.get("aria-hidden"), number.get("data-skip")) == ("true", "markdown book aloud")
