"""The course of the years: what each year shows, and that hidden counts move nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element

import pytest

from dev.harness.project_copies import THREE_YEARS
from publication.build.macro_values import running_year
from publication.figures import participants, years
from publication.figures.geometry import WIDTH
from publication.loading.loader import load
from publication.model.kinds import Publication
from publication.model.queries import Queries
from publication.model.records import Edition, Municipality, Participation
from publication.model.register import MOST
from publication.model.seasons import Season
from publication.model.types import PupilCount
from publication.web.macros import MacroCall
from tests.figures.invented import drawings, rows, shown, text


@cache
def told() -> Publication:
    """Three years, the last of which is under way."""
    publication = load(THREE_YEARS / "data").publication
    assert publication is not None
    return publication


def counted(change: Callable[[Participation], Participation | None]) -> Publication:
    """The same with other counts; None takes a record away."""
    changed = [change(one) for one in told().participations]
    return replace(told(), participations=tuple(one for one in changed if one))


def chart_of(publication: Publication) -> years.YearsChart:
    chart = years.years_chart(Queries(publication))
    assert chart is not None
    return chart


def marks_of(chart: years.YearsChart, name: str) -> dict[int, years.Mark]:
    panel = next(one for one in chart.panels if one.course.municipality and one.course.municipality.name == name)
    return {mark.year.year: mark for mark in panel.marks}


def html_of(publication: Publication) -> Element:
    return shown("years_chart", publication, chart=years.years_chart(Queries(publication)))


def page_of(publication: Publication, id_: str) -> Element:
    record = Queries(publication).municipalities[id_]
    chart = years.years_of(Queries(publication), record)
    return shown("municipality_years", publication, municipality=record, chart=chart)


def only(publication: Publication, *ids: str) -> Publication:
    return replace(publication, editions=tuple(one for one in publication.editions if one.id in ids))


@pytest.mark.parametrize("ids", [("2025",), ("2025", "2026")], ids=["one", "one and a running one"])
def test_one_complete_year_has_no_course(ids: tuple[str, ...]) -> None:
    publication = only(told(), *ids)
    assert text(html_of(publication)) == ""
    assert not drawings(page_of(publication, "nordby"))


def test_without_a_running_year_nothing_is_said_of_one() -> None:
    publication = only(told(), "2024", "2025")
    call = MacroCall(publication, Queries(publication), publication.municipalities[0], publication.published, [])
    assert text(shown("running_year", publication, **running_year(call))) == ""
    assert "2025" not in text(page_of(publication, "nordby"))


def test_the_table_tells_each_municipality_and_each_year_by_itself() -> None:
    assert rows(html_of(told())) == [
        ["Kommune", "2023", "2024", "2025 (i gang)"],
        ["Klitby", "11", "ikke meldt ind", "15"],
        ["Nordby", "7", "9", "18"],
        ["Ærøsund", "mindst 22", "mindst 21", "mindst 18"],
        ["Aabæk", "var ikke med", "mindst 21", "ikke meldt ind"],
        ["Sandholm", "8", "under 5", "var ikke med"],
        ["På tværs", "ikke i gang", "14", "ikke meldt ind"],
    ]


def test_a_year_that_is_not_reported_has_a_sign_and_no_column() -> None:
    klitby = marks_of(chart_of(told()), "Klitby")
    assert [mark.column.height > 0 for mark in klitby.values()] == [True, False, True]
    signs = [element.text for element in drawings(html_of(told()))[0].iter("text")]
    assert signs.count("?") == 3
    assert "0" not in signs


def test_nothing_in_the_drawing_leads_from_one_year_to_the_next() -> None:
    """Every path but the line to stand on lies within the place of one year."""
    chart = chart_of(told())
    step = (chart.panels[0].right - chart.panels[0].left) / len(chart.years)
    assert all(mark.column.width < step for panel in chart.panels for mark in panel.marks)
    drawing = drawings(html_of(told()))[0]
    assert not [element.tag for element in drawing.iter() if element.tag in ("line", "polyline", "polygon")]
    classes = {element.get("class") for element in drawing.iter("path")}
    assert classes == {"axis", "bar-1", "bar-open", "hidden-count"}


def test_a_running_year_is_drawn_open() -> None:
    drawing = drawings(html_of(told()))[0]
    named = [element.get("class") for element in drawing.iter("path")]
    assert named.count("bar-open") == 3  # Klitby, Nordby, Ærøsund
    assert "Åben søjle: 2025, som er i gang" in text(html_of(told()))


def test_hidden_counts_move_no_column_and_make_no_length() -> None:
    """With the hidden counts taken away, or with more of them, every column and line stays where it was."""

    def without(one: Participation) -> Participation | None:
        return None if one.pupils and one.pupils.suppressed else one

    def places(publication: Publication) -> list[object]:
        queries = Queries(publication)
        charts = [chart_of(publication), *(years.years_of(queries, one) for one in publication.municipalities)]
        return [
            (panel.left, panel.right, panel.foot, [(mark.column, mark.tick) for mark in panel.marks])
            for chart in charts if chart
            for panel in chart.panels if any(mark.column.height for mark in panel.marks)
        ]  # fmt: skip

    twice = replace(told(), participations=tuple(_twice_hidden(told().participations)))
    # Sandholm's last year is hidden alone; without its record nobody would have taken part.
    assert places(told()) == places(counted(without)) == places(twice)


def _twice_hidden(participations: Iterable[Participation]) -> Iterable[Participation]:
    for one in participations:
        yield one
        if one.pupils and one.pupils.suppressed:
            yield one.model_copy(update={"id": f"{one.id}-igen", "culture_teachers": 0, "special_teachers": 0})


def test_a_hidden_count_alone_has_the_square_and_no_number() -> None:
    mark = marks_of(chart_of(told()), "Sandholm")[2024]
    assert mark.marker is not None and mark.column.height == 0
    sizes = {one.marker.size for panel in chart_of(told()).panels for one in panel.marks if one.marker}
    assert sizes == {participants.HiddenMarker.size}


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        pytest.param((7, 9), "Flere elever var med i 2024 end i 2023", id="more"),
        pytest.param((9, 7), "Færre elever var med i 2024 end i 2023", id="fewer"),
        pytest.param((9, 9), "Lige mange elever var med i 2023 og 2024", id="same"),
        pytest.param((None, 9), "Flere elever var med i 2024 end i 2023", id="certainly more"),
        pytest.param((9, None), "Færre elever var med i 2024 end i 2023", id="certainly fewer"),
        pytest.param((None, None), "Deltagere år for år", id="nobody can know"),
    ],
)
def test_the_title_says_what_is_certain(counts: tuple[int | None, int | None], said: str) -> None:
    def change(one: Participation) -> Participation:
        place = {"fyrskolen-2023": 0, "fyrskolen-2024": 1}.get(one.id)
        return one if place is None else one.model_copy(update={"pupils": PupilCount(counts[place])})

    assert said in text(page_of(counted(change), "nordby"))


@pytest.mark.parametrize(
    ("earlier", "later", "said"),
    [
        (["klitby"], [], "Fra 2023 til 2024: færre elever i én kommune"),
        ([], [], "Fra 2023 til 2024: flere elever i én kommune og færre i én"),
        (["nordby"], ["sandholm"], "Elever i hver kommune, år for år"),
    ],
)
def test_the_title_counts_the_municipalities(earlier: list[str], later: list[str], said: str) -> None:
    """Those that have not reported one of the years are compared with nothing."""
    missing = {"2024": earlier, "2025": [*later, "klitby"]}
    if earlier == ["klitby"]:
        missing["2024"] = ["nordby"]
    editions = tuple(
        one.model_copy(update={"not_reported": tuple(missing.get(one.id, one.not_reported))}) for one in told().editions
    )
    assert said in text(html_of(replace(told(), editions=editions)))


@pytest.mark.parametrize(
    ("id_", "said"),
    [
        ("nordby", "Nordby har meldt ind for 2025."),
        ("aabaek", "Aabæk har ikke meldt ind for 2025 endnu."),
        ("lyngvig", "Lyngvig har ikke meldt ind for 2025 endnu."),
        ("klitby", "Klitby har ikke meldt ind for 2024. Kommunen har meldt ind for 2025."),
    ],
)
def test_a_municipality_says_what_it_has_reported(id_: str, said: str) -> None:
    assert said in text(page_of(told(), id_))


def test_what_is_reported_in_part_is_neither_shown_nor_called_missing() -> None:
    def change(one: Participation) -> Participation:
        return one.model_copy(update={"pupils": None}) if one.id == "havneskolen-2025" else one

    page = page_of(counted(change), "aeroesund")
    assert "Ærøsund har meldt noget ind for 2025, men ikke det hele endnu." in text(page)
    assert rows(page)[-1] == ["2025 (i gang)", *["ikke alt meldt ind"] * 3]


def test_nobody_is_said_only_of_a_complete_year() -> None:
    gone = counted(lambda one: None if one.partnership in ("fyrskolen", "nordby-billedskole") and one.period.year > 2023 else one)
    assert [row[1] for row in rows(page_of(gone, "nordby"))] == ["Elever", "7", "ingen", "ikke meldt ind"]


def test_a_municipality_shows_the_years_in_which_it_was_in_it() -> None:
    assert [row[0] for row in rows(page_of(told(), "sandholm"))] == ["År", "2023", "2024"]
    assert [row[0] for row in rows(page_of(told(), "aabaek"))] == ["År", "2024", "2025 (i gang)"]


def many(count: int, told_years: int) -> Publication:
    """Invented municipalities with a partnership each, counted in as many years."""
    base = told()
    home, partnership, part = base.municipalities[0], base.partnerships[-2], base.participations[0]
    named = [f"kommune-{number}" for number in range(count)]
    after = range(2014, 2014 + told_years)

    def copies(record: Any, **fields: Any) -> Any:
        return record.model_copy(update=fields)

    municipalities: list[Municipality] = [copies(home, id=id_, name=id_.title(), joined=None, left=None) for id_ in named]
    return replace(
        base,
        municipalities=tuple(municipalities),
        partnerships=tuple(copies(partnership, id=id_, municipality=id_) for id_ in named),
        participations=tuple(
            copies(part, id=f"{id_}-{year}", partnership=id_, period=Season(year), pupils=PupilCount(5 + place))
            for year in after
            for place, id_ in enumerate(named)
        ),
        editions=tuple(_edition(base.editions[0], year) for year in after),
        statistics=(),
    )


def _edition(edition: Edition, year: int) -> Edition:
    return edition.model_copy(update={"id": str(year + 1), "year": year})


def test_ten_years_have_room() -> None:
    chart = chart_of(many(4, 10))
    assert chart.short_years and len({panel.foot for panel in chart.panels}) == 4
    for panel in chart.panels:
        middles = [mark.tick.x for mark in panel.marks]
        assert 0 <= panel.left < middles[0] and middles[-1] < panel.right <= WIDTH
        assert min(later - earlier for earlier, later in zip(middles, middles[1:], strict=False)) > 22
    assert "’23" in [element.text for element in drawings(html_of(many(4, 10)))[0].iter("text")]


def test_of_many_municipalities_those_with_the_most_known_pupils_are_drawn() -> None:
    chart = chart_of(many(14, 2))
    drawn = [panel.course.municipality.id for panel in chart.panels if panel.course.municipality]
    assert drawn == [f"kommune-{number}" for number in range(13, 13 - MOST, -1)]
    assert chart.count == 14 and "flest elever" in text(html_of(many(14, 2)))


def test_rows_of_the_same_school_are_told_apart() -> None:
    """A school that works with two schools of music has a row for each."""
    queries = Queries(told())
    chart = participants.participants_of(queries, queries.municipalities["nordby"], 2025)
    assert chart is not None
    assert [row.school for row in chart.schools] == ["Fyrskolen (Nordby Musikskole)", "Fyrskolen (Nordby Billedskole)"]


def test_a_chart_of_the_running_year_says_that_more_may_come() -> None:
    chart = participants.participants_chart(Queries(told()), 2025)
    html = text(shown("participants_chart", told(), chart=chart))
    assert "Mindst 51 elever og 20 voksne var med i 2025 indtil videre" in html
    assert "Ikke meldt ind for 2025: Lyngvig og Aabæk." in html and "Ingen deltagere" not in html
