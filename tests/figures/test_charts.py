"""The figures: geometry inside its drawing, hidden counts that stay hidden, tables that say what the data says."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import html5lib
import pytest

from publication.figures import charts, identicon
from publication.model.queries import Queries
from publication.model.kinds import Publication
from publication.model.records import Figure, Format, Initiative, Municipality, Partnership, Source, TimelineEvent
from publication.web.templates import environment, relative, render

TEMPLATES = ROOT / "overrides" / "macros"

# --- An invented publication ----------------------------------------------------------------------


def municipality(number: int, share: str = "5,5", **fields: Any) -> Municipality:
    return Municipality.model_validate(
        {
            "id": f"kommune-{number}",
            "name": f"Kommune {number}",
            "code": f"{100 + number}",
            "tile": {"row": str(3 + number // 10), "column": str(2 + number % 10)},
            "statistics": {
                "pupils_general": "3000",
                "pupils_special": "150",
                "counts_period": "2022/2023",
                "share_special": share,
                "share_period": "2020-2023",
                "source": "rapport",
            },
            **fields,
        }
    )


def partnership(number: int, school: str, pupils: str | None, year: str = "2024", **fields: Any) -> Partnership:
    participation = {"culture_teachers": "2", "special_teachers": "1", "pupils": pupils, **fields}
    return Partnership.model_validate(
        {
            "id": f"samarbejde-{number}-{school}-{year}",
            "municipality": f"kommune-{number}",
            "year": year,
            "status": "gennemført",
            "special_school": f"Skolen {school.upper()}",
            "source": "rapport",
            "page": "s. 7",
            **({"participation": participation} if pupils else {}),
        }
    )


def event(id_: str, when: str) -> TimelineEvent:
    return TimelineEvent.model_validate(
        {"id": id_, "when": when, "title": f"Det skete {id_}", "text": "Noget.", "source": "rapport"}
    )


def format_(id_: str, minutes: str, pupils: str, culture: str, special: str) -> Format:
    return Format.model_validate(
        {
            "id": id_,
            "name": f"Format {id_}",
            "pupils": pupils,
            "classes": "3-5",
            "ages": "9-11",
            "culture_teachers": culture,
            "special_teachers": special,
            "minutes": minutes,
            "frequency": "en gang om ugen",
            "groups": "Ét hold",
            "activities": "Sang",
            "source": "rapport",
        }
    )


def fact(id_: str, **fields: str) -> Figure:
    return Figure.model_validate(
        {"id": id_, "topic": "emne", "label": "Navn", "text": "Tekst.", "source": "rapport", **fields}
    )


NATIONAL = fact(charts.NATIONAL_SHARE, label="Landet", value="5,1", unit="%", period="2022/2023")
FRAMEWORK = (
    fact(charts.COORDINATING, label="Koordinerende samarbejde"),
    fact(charts.INTEGRATED, label="Integreret samarbejde"),
    fact(charts.PUBLIC, label="Offentlig rammesætning"),
    fact(charts.CIVIL, label="Civil rammesætning"),
    fact("sag-lektier", group="Koordinerende og offentlig", label="Lektier"),
    fact("sag-sang", group="Både koordinerende og integreret, offentlig", label="Sang"),
    fact("sag-by", group="Integreret og civil", label="By"),
    fact("sag-andet", group="Noget andet", label="Andet"),
)
EVENTS = (event("a", "2022-12"), event("b", "2024"), event("c", "2024-12-10"), event("d", "2025-01"))
FORMATS = (format_("kort", "15", "2-3", "1", "0"), format_("langt", "60", "14-18", "4", "6"))


def publication(**kinds: Any) -> Publication:
    """A publication with these kinds of record, and the others small or empty."""
    source = Source.model_validate({"id": "rapport", "title": "Rapporten", "kind": "rapport", "about": "En rapport."})
    nothing: dict[str, Any] = dict.fromkeys(Publication.__dataclass_fields__, ())
    return Publication(
        **{
            **nothing,
            "initiative": Initiative.model_construct(),
            "municipalities": (municipality(1, "6,5"), municipality(2, "3,9"), municipality(3, "5,2")),
            "partnerships": (
                partnership(1, "a", "12", groups="to hold", classes="3-5", ages="8-11"),
                partnership(1, "b", "under 5"),
                partnership(1, "c", None, year="2025"),
                partnership(2, "d", "9"),
            ),
            "timeline": EVENTS,
            "formats": FORMATS,
            "figures": (NATIONAL, *FRAMEWORK),
            "sources": (source,),
            "lines": {},
            **kinds,
        }
    )


def country() -> Publication:
    """A publication with as many municipalities as the country has."""
    return publication(
        municipalities=tuple(municipality(number, f"{number % 9},{number % 10}") for number in range(98)),
        partnerships=tuple(partnership(number, "a", str(5 + number)) for number in range(98)),
    )


# --- What a template makes of it ------------------------------------------------------------------


def shown(template: str, of: Publication, **values: Any) -> ElementTree.Element:
    """A template's HTML, read by a strict parser of HTML."""
    templates = environment(TEMPLATES)
    templates.globals.update(
        publication=of,
        queries=Queries(of),
        link=partial(relative, page="kommuner/"),
        edit=lambda record: None,
        tile=identicon.blocks,
    )
    html = render(templates, template, **values)
    parsed = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parseFragment(str(html))
    for element in parsed.iter():
        element.tag = element.tag.rpartition("}")[2]  # the namespace of the drawings
    return parsed


def every_figure(of: Publication) -> dict[str, ElementTree.Element]:
    queries = Queries(of)
    one, other = of.municipalities[:2]
    everyone = queries.register
    return {
        "tile_map": shown("register_map" if everyone else "tile_map", of, map=charts.tile_map(of)),
        "share_chart": shown("share_chart", of, chart=charts.share_chart(queries)),
        "participants_chart": shown("participants_chart", of, chart=charts.participants_chart(queries)),
        "timeline": shown("timeline", of, chart=charts.timeline(of)),
        "formats": shown("formats", of, chart=charts.formats(of)),
        "framework": shown("framework", of, chart=charts.framework(queries)),
        "municipalities_table": shown("register_table", of)
        if everyone
        else shown("municipalities_table", of),
        "municipality_participants": shown(
            "municipality_participants", of, municipality=one, chart=charts.participants_of(queries, one)
        ),
        "municipality_share": shown(
            "municipality_share", of, municipality=other, chart=charts.share_of(queries, other)
        ),
    }


@cache
def all_figures(make: Callable[[], Publication]) -> dict[str, ElementTree.Element]:
    """Every figure of a publication that `make` makes, read once."""
    return every_figure(make())


def text(element: ElementTree.Element) -> str:
    return " ".join("".join(element.itertext()).split())


def rows(figure: ElementTree.Element) -> list[list[str]]:
    return [[text(cell) for cell in row if cell.tag in ("th", "td")] for row in figure.iter("tr")]


def named(figure: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    """The elements with a class of this name."""
    return [element for element in figure.iter() if name in (element.get("class") or "").split()]


def drawings(figure: ElementTree.Element) -> list[ElementTree.Element]:
    return named(figure, "drawing")


DRAWN = (
    "share_chart",
    "participants_chart",
    "timeline",
    "formats",
    "framework",
    "municipality_participants",
    "municipality_share",
)

# --- Every figure ---------------------------------------------------------------------------------


@pytest.mark.parametrize("of", [pytest.param(publication, id="three"), pytest.param(country, id="ninety-eight")])
def test_every_figure_has_an_id_of_its_own_a_link_to_it_its_data_and_no_style(of: Callable[[], Publication]) -> None:
    """1. A figure can be cited and its data had; nothing in it needs an inline style."""
    ids: list[str] = []
    for name, html in all_figures(of).items():
        figure = next(html.iter("figure"))
        links = [link.get("href") for link in figure.iter("a")]
        heading = next(figure.iter("figcaption"))[0]
        assert f"#{heading.get('id')}" in links, name
        assert any(re.fullmatch(r"\.\./data/v1/(kommuner/[a-z0-9-]+/)?[a-z]+\.csv", link or "") for link in links), name
        assert not [element for element in html.iter() if element.get("style") or element.tag == "style"], name
        ids += [element.get("id", "") for element in html.iter() if element.get("id")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", DRAWN)
def test_every_drawing_is_named_and_described_and_stands_with_its_table_or_list(name: str) -> None:
    """2. Who does not see the drawing hears its title and description, and reads the same beside it."""
    html = all_figures(publication)[name]
    assert drawings(html)
    for svg in drawings(html):
        assert svg.get("role") == "img"
        assert [child.tag for child in svg[:2]] == ["title", "desc"]
        assert all(text(child) for child in svg[:2])
    assert list(html.iter("table")) or list(html.iter("ol"))
    for scroller in named(html, "scroller"):
        assert (scroller.get("tabindex"), scroller.get("role")) == ("0", "region")
        assert (scroller.get("aria-label") or "").startswith("Tabel: ")


@pytest.mark.parametrize("of", [pytest.param(publication, id="three"), pytest.param(country, id="ninety-eight")])
@pytest.mark.parametrize("name", DRAWN)
def test_every_shape_lies_inside_its_drawing(name: str, of: Callable[[], Publication]) -> None:
    """3. Nothing is cut off, however many municipalities there are."""
    for svg in drawings(all_figures(of)[name]):
        _, _, width, height = map(float, (svg.get("viewBox") or "").split())
        for shape in svg.iter():
            number = {key: float(shape.get(key, 0)) for key in ("x", "y", "cx", "cy", "r", "width", "height")}
            if shape.tag == "circle":
                assert number["r"] <= number["cx"] <= width - number["r"]
                assert number["r"] <= number["cy"] <= height - number["r"]
            elif shape.tag in ("rect", "text"):
                assert 0 <= number["x"] and number["x"] + number["width"] <= width
                assert 0 <= number["y"] and number["y"] + number["height"] <= height
            elif shape.tag == "path" and "h-" not in (shape.get("d") or ""):
                path = shape.get("d") or ""
                across = [float(at) for at in re.findall(r"[MH](-?[\d.]+)", path)]
                down = [float(at) for at in re.findall(r"V(-?[\d.]+)", path)]
                assert all(0 <= at <= width for at in across), path
                assert all(0 <= at <= height for at in down), path


def test_values_are_escaped() -> None:
    """4. A value is text wherever a figure shows it."""
    hostile = municipality(2, name="<script>alert(1)</script>{{ 7*7 }}")
    of = publication(municipalities=(municipality(1), hostile))
    for name, html in every_figure(of).items():
        assert not list(html.iter("script")), name
        assert "49" not in text(html), name


# --- The map --------------------------------------------------------------------------------------


def test_the_map_begins_at_its_first_tile_and_is_a_list_in_danish_order() -> None:
    of = publication(
        municipalities=(
            municipality(1, name="Aarhus", tile={"row": "4", "column": "3"}),
            municipality(2, name="Ærø", tile={"row": "7", "column": "2"}),
            municipality(3, name="Viborg", tile={"row": "3", "column": "2"}),
        )
    )
    tile_map = charts.tile_map(of)
    assert [(tile.municipality.name, tile.row, tile.column) for tile in tile_map.tiles] == [
        ("Viborg", 1, 1),
        ("Ærø", 5, 1),
        ("Aarhus", 2, 2),
    ]
    assert (tile_map.rows, tile_map.columns) == (5, 2)
    html = shown("tile_map", of, map=tile_map)
    assert [link.get("href") for link in list(html.iter("a"))[1:4]] == ["kommune-3/", "kommune-2/", "kommune-1/"]


# --- Shares ---------------------------------------------------------------------------------------


def test_shares_stand_with_the_largest_first_and_the_country_as_a_line() -> None:
    chart = charts.share_chart(Queries(publication()))
    assert [row.municipality.id for row in chart.rows] == ["kommune-1", "kommune-3", "kommune-2"]
    assert chart.rows[0].bar.width == charts.WIDTH
    assert chart.national is not None
    assert chart.national.x == pytest.approx(charts.WIDTH * 5.1 / 6.5, abs=0.1)
    assert chart.above == 2


def test_the_table_of_shares_says_what_the_data_says_with_each_period() -> None:
    html = all_figures(publication)["share_chart"]
    assert rows(html) == [
        ["Område", "Andel", "Periode"],
        ["Kommune 1", "6,5 %", "2020–2023"],
        ["Kommune 3", "5,2 %", "2020–2023"],
        ["Kommune 2", "3,9 %", "2020–2023"],
        ["Hele landet", "5,1 %", "2022/2023"],
    ]
    assert "To af tre kommuner ligger over landet" in text(html)
    assert "Perioderne er altså ikke de samme" in text(html)


def test_without_a_national_share_the_shares_stand_alone() -> None:
    of = publication(figures=())
    queries = Queries(of)
    assert charts.share_chart(queries).national is None
    assert charts.share_of(queries, of.municipalities[0]).national is None
    html = shown("share_chart", of, chart=charts.share_chart(queries))
    assert "landet" not in text(html)


# --- Participants, and the counts that are hidden -------------------------------------------------


def test_a_hidden_count_adds_nothing_and_has_no_length() -> None:
    chart = charts.participants_of(Queries(publication()), municipality(1))
    assert chart is not None
    known, hidden = (school.row for school in chart.schools)
    assert known.pupils.width > 0 and known.marker is None
    assert hidden.pupils.width == 0
    assert hidden.marker is not None
    assert chart.total.pupils == charts.PupilSum(known=12, hidden=1)


def test_the_sign_for_a_hidden_count_is_the_same_whatever_the_scale() -> None:
    sizes = set()
    for visible in ("5", "60"):
        of = publication(partnerships=(partnership(1, "a", visible), partnership(1, "b", "under 5")))
        chart = charts.participants_chart(Queries(of))
        assert chart is not None and chart.rows[0].row.marker is not None
        sizes.add(chart.rows[0].row.marker.size)
    assert len(sizes) == 1


def test_no_cell_over_a_hidden_count_gives_it_away() -> None:
    html = all_figures(publication)["participants_chart"]
    assert rows(html)[1:] == [
        ["Kommune 1", "mindst 12", "4", "2"],
        ["Kommune 2", "9", "2", "1"],
        ["I alt", "mindst 21", "6", "3"],
    ]
    assert "Mindst 21 elever og 9 voksne var med i 2024" in text(html)
    assert "Ingen deltagere i tallene for 2024: Kommune 3." in text(html)


def test_a_hidden_count_stands_without_class_age_and_group() -> None:
    of = publication()
    record = of.municipalities[0]
    chart = charts.participants_of(Queries(of), record)
    html = shown("municipality_participants", of, municipality=record, chart=chart)
    assert rows(html)[1:] == [
        ["Skolen A", "12", "to hold", "3–5", "8–11 år", "2", "1"],
        ["Skolen B", "under 5", "vises ikke", "vises ikke", "vises ikke", "2", "1"],
        ["I alt", "mindst 12", "", "", "", "4", "2"],
    ]


@pytest.mark.parametrize(
    ("pupils", "said"),
    [
        pytest.param("9", ["Skolen D", "9", "to hold", "3–5", "8–11 år", "2", "1"], id="known"),
        pytest.param("under 5", ["Skolen D", "under 5", *["vises ikke"] * 3, "2", "1"], id="hidden"),
    ],
)
def test_one_school_stands_as_a_list_for_there_is_nothing_to_compare(pupils: str, said: list[str]) -> None:
    details = {} if pupils == "under 5" else {"groups": "to hold", "classes": "3-5", "ages": "8-11"}
    of = publication(partnerships=(partnership(1, "d", pupils, **details),))
    record = of.municipalities[0]
    html = shown(
        "municipality_participants", of, municipality=record, chart=charts.participants_of(Queries(of), record)
    )
    assert [text(value) for value in html.iter("dd")] == said
    assert not drawings(html) and not list(html.iter("table"))
    assert ("viser vi ikke tallet" in text(html)) == (pupils == "under 5")


def test_details_beside_a_hidden_count_are_left_out_even_when_the_data_has_them() -> None:
    of = publication(partnerships=(partnership(1, "a", "under 5", groups="solo", classes="3", ages="11"),))
    record = of.municipalities[0]
    html = shown(
        "municipality_participants", of, municipality=record, chart=charts.participants_of(Queries(of), record)
    )
    assert "solo" not in text(html) and "11" not in text(html)


@pytest.mark.parametrize(
    ("pupils", "words"),
    [
        pytest.param(["12", "8"], "exact", id="all known"),
        pytest.param(["12", "under 5"], "at-least", id="one hidden"),
        pytest.param(["under 5"], "under", id="one hidden alone"),
        pytest.param(["under 5", "under 5"], "unknown", id="several hidden alone"),
    ],
)
def test_words_for_a_sum(pupils: list[str], words: str) -> None:
    of = publication(partnerships=tuple(partnership(1, f"s{place}", count) for place, count in enumerate(pupils)))
    chart = charts.participants_of(Queries(of), of.municipalities[0])
    assert chart is not None and chart.total.pupils.words == words


def test_years_are_not_added_up() -> None:
    of = publication(partnerships=(partnership(1, "a", "12"), partnership(1, "a", "14", year="2025")))
    latest, first = (charts.participants_chart(Queries(of), year) for year in (None, 2024))
    assert latest is not None and (latest.year, latest.total.pupils.known) == (2025, 14)
    assert first is not None and (first.year, first.total.pupils.known) == (2024, 12)
    assert charts.participants_chart(Queries(of), 2026) is None


def test_a_municipality_without_numbers_has_no_figure() -> None:
    of = publication()
    record = of.municipalities[2]
    assert charts.participants_of(Queries(of), record) is None
    html = shown("municipality_participants", of, municipality=record, chart=None)
    assert text(html) == "" and not list(html.iter("figure"))


def test_a_long_name_is_broken_into_lines() -> None:
    long = "Den meget lange skole med et navn, der ikke kan stå på en linje"
    of = publication(partnerships=(partnership(1, "a", "12").model_copy(update={"special_school": long}),))
    chart = charts.participants_of(Queries(of), of.municipalities[0])
    assert chart is not None
    label = chart.schools[0].row.label
    assert " ".join(line.text for line in label) == long and len(label) == 2


# --- The timeline ---------------------------------------------------------------------------------


def test_events_stand_as_far_apart_as_they_were_in_time() -> None:
    of = publication(timeline=(event("a", "2022-01-01"), event("b", "2023-01-01"), event("c", "2025-01-01")))
    first, second, third = charts.timeline(of).marks
    days = (dt.date(2023, 1, 1) - dt.date(2022, 1, 1)).days, (dt.date(2025, 1, 1) - dt.date(2023, 1, 1)).days
    assert (second.x - first.x) / (third.x - second.x) == pytest.approx(days[0] / days[1], rel=0.01)
    assert [tick.year for tick in charts.timeline(of).ticks] == [2023, 2024, 2025]


def test_marks_never_meet() -> None:
    of = publication(timeline=tuple(event(f"e{month}", f"2024-{month:02}") for month in range(1, 13)) * 2)
    chart = charts.timeline(of)
    marks = [(mark.x, mark.y) for mark in chart.marks]
    assert all(
        abs(one[0] - other[0]) >= 2 * chart.radius or abs(one[1] - other[1]) >= 2 * chart.radius
        for place, one in enumerate(marks)
        for other in marks[:place]
    )


@pytest.mark.parametrize("events", [(), (event("a", "2024"),)], ids=["none", "one"])
def test_few_events_are_no_trouble(events: tuple[TimelineEvent, ...]) -> None:
    of = publication(timeline=events)
    html = shown("timeline", of, chart=charts.timeline(of))
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


# --- Formats and framework ------------------------------------------------------------------------


def test_a_format_has_one_block_for_each_person_and_open_ones_for_places_not_always_taken() -> None:
    short, long = charts.formats(publication()).cards
    assert [place.always for place in short.pupils] == [True, True, False]
    assert (len(long.pupils), len(long.culture_teachers), len(long.special_teachers)) == (18, 4, 6)
    assert short.minutes.width * 4 == pytest.approx(long.minutes.width, rel=0.01)


def test_the_formats_stand_side_by_side() -> None:
    html = all_figures(publication)["formats"]
    table = rows(html)
    assert table[0] == ["", "Format kort", "Format langt"]
    assert ["Elever pr. gang", "2–3", "14–18"] in table
    assert {item.get("id") for item in named(html, "card")} == {"format-kort", "format-langt"}


def test_a_case_is_placed_by_the_ends_its_group_names() -> None:
    html = all_figures(publication)["framework"]
    assert rows(html)[1:] == [
        ["1", "Lektier", "koordinerende, offentlig"],
        ["2", "Sang", "mellem koordinerende og integreret, offentlig"],
        ["3", "By", "integreret, civil"],
    ]
    chart = charts.framework(Queries(publication()))
    assert chart is not None
    homework, song, town = chart.cases
    assert homework.x < song.x < town.x
    assert town.y < chart.axis < song.y


def test_without_its_four_ends_there_is_no_framework() -> None:
    assert charts.framework(Queries(publication(figures=(NATIONAL, *FRAMEWORK[1:])))) is None
