"""When events are, which lie ahead, and how their days and times are written."""

from __future__ import annotations

import datetime as dt

import pytest

from publication.model import danish
from publication.model.events import is_ahead
from publication.model.records import TimelineEvent
from publication.model.types import Moment


def event(when: str, **fields: str) -> TimelineEvent:
    text = {"title": "Det sker", "text": "Noget.", "source": "rapporten"}
    return TimelineEvent.model_validate({"id": "a", "when": when, **text, **fields})


@pytest.mark.parametrize(
    ("of", "last"),
    [
        pytest.param(event("2027-03-04"), "2027-03-04", id="a day, until it is over"),
        pytest.param(event("2027-03-04", until="2027-03-06"), "2027-03-06", id="several days, until the last"),
        pytest.param(event("2028-02"), "2028-02-29", id="a month, until it is over"),
        pytest.param(event("2027"), "2027-12-31", id="a year, until it is over"),
    ],
)
def test_an_event_is_ahead_until_its_last_day_is_over(of: TimelineEvent, last: str) -> None:
    day = dt.date.fromisoformat(last)
    assert is_ahead(of, dt.date(2020, 1, 1))
    assert is_ahead(of, day)
    assert not is_ahead(of, day + dt.timedelta(days=1))


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        ("2027-03-04", None, "4. marts 2027"),
        ("2027-03-04", "2027-03-04", "4. marts 2027"),
        ("2027-03-04", "2027-03-05", "4.–5. marts 2027"),
        ("2027-03-30", "2027-04-02", "30. marts – 2. april 2027"),
        ("2026-12-30", "2027-01-02", "30. december 2026 – 2. januar 2027"),
        ("2027-03", None, "marts 2027"),
    ],
)
def test_days_are_written_as_in_danish(first: str, last: str | None, written: str) -> None:
    until = dt.date.fromisoformat(last) if last else None
    assert danish.days(Moment(first), until).replace("\u00a0", " ") == written


def test_a_time_of_day_has_a_point() -> None:
    assert danish.clock(dt.time(9, 5)) == "9.05"
    assert danish.clock(dt.time(15)) == "15.00"
