"""A built site of three years, the last of which is under way, as its readers see it: on the page and in the search."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest
from playwright.sync_api import expect

from dev.harness import axe
from dev.harness.browser import Opener
from dev.harness.findings import told
from dev.harness.http_server import serving
from dev.harness.page_weights import weights
from dev.harness.project_copies import three_years
from macros import MACROS
from publication.build.privacy_proof import project_proof
from publication.build.project_check import check_project

KIB = 1024


@pytest.fixture(scope="module")
def home(years: Path) -> Iterator[str]:
    with serving(years) as address:
        yield address


@cache
def main(site: Path, page: str) -> Element:
    """What a page says, without what stands around it."""
    tree = html5lib.parse((site / page / "index.html").read_text("utf-8"), namespaceHTMLElements=False)
    return next(element for element in tree.iter() if element.get("class") == "text" or element.tag == "main")


def text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def said(site: Path, page: str) -> str:
    return text(main(site, page))


def table(site: Path, page: str, caption: str) -> list[list[str]]:
    found = next(
        element for element in main(site, page).iter("table") if caption in text(next(iter(element.iter("caption"))))
    )
    return [[text(cell) for cell in row if cell.tag in ("th", "td")] for row in found.iter("tr")]


def links(site: Path, page: str, name: str) -> list[str]:
    """The links in the element with a class of this name."""
    lists = [one for one in main(site, page).iter() if name in (one.get("class") or "").split()]
    return [text(link) for one in lists for link in one.iter("a")]


def test_the_invented_publication_is_in_order_and_gives_no_count_away(tmp_path: Path) -> None:
    project = three_years(tmp_path)
    checked = check_project(project, MACROS)
    assert list(map(str, checked.diagnostics)) == []
    proof = project_proof(checked.data, project)
    assert list(map(str, proof.diagnostics)) == []


def test_who_left_is_not_among_the_members(years: Path) -> None:
    assert "Kysten sammen er fem kommuner: Klitby, Lyngvig, Nordby, Ærøsund og Aabæk." in said(years, "")
    for page in ("", "kommuner"):
        assert sorted(links(years, page, "tiles")) == ["Aabæk", "Klitby", "Lyngvig", "Nordby", "Ærøsund"]
    assert "Sandholm" not in [row[0] for row in table(years, "kommuner", "Kommunerne i tal")]
    assert "Sandholm var med fra 2023 til januar 2025." in said(years, "kommuner")


def test_who_left_keeps_its_page_with_what_was(years: Path) -> None:
    page = said(years, "kommuner/sandholm")
    assert "Sandholm var med fra 2023 til januar 2025. I 2024 lavede under 5 elever fra Tangskolen musik med Sandholm Musikskole." in page
    assert "Sandholm Musikskole og Tangskolen sluttede i 2024" in page
    assert "Deltagere på skolen i 2024" in page
    assert "meldt ind" not in page


def test_the_running_year_is_said_as_such(years: Path) -> None:
    page = said(years, "kommuner")
    assert "Tallene er fra 2024, som er det nyeste år, der er gjort op." in page
    assert "2025 er i gang: 3 af 5 kommuner har meldt ind. Ikke meldt ind endnu: Lyngvig og Aabæk." in page
    assert "Mindst 65 elever og 24 voksne var med i 2024" in page
    assert "Ikke meldt ind for 2024: Klitby." in page
    assert "Ingen deltagere" not in page


def test_partnerships_of_all_together_have_a_place_and_a_row(years: Path) -> None:
    assert "Et samarbejde går på tværs og hører ikke til en bestemt kommune." in said(years, "kommuner")
    assert "Kystens Musikhus og Fyrskolen i Nordby og Havneskolen i Ærøsund" in said(years, "kommuner")
    rows = table(years, "kommuner", "var med i 2024")
    assert rows[-2:] == [["På tværs", "14", "2", "2"], ["I alt", "mindst 65", "11", "13"]]


@pytest.mark.parametrize(
    ("page", "statuses"),
    [
        ("nordby", ["i gang siden foråret 2023", "nyt i efteråret 2025"]),
        ("aeroesund", ["i gang siden 2023", "i gang siden 2023", "sluttede i 2023"]),
        ("lyngvig", ["under opstart"]),
        ("klitby", ["i gang siden efteråret 2023"]),
    ],
)
def test_statuses_say_what_is_true(years: Path, page: str, statuses: list[str]) -> None:
    shown = [text(one) for one in main(years, f"kommuner/{page}").iter() if one.get("class") == "status"]
    assert shown == statuses


def test_a_municipality_without_statistics_reads_right_everywhere(years: Path) -> None:
    assert ["Lyngvig", *["ikke oplyst"] * 3, "1"] in table(years, "kommuner", "Kommunerne i tal")
    assert "Ikke oplyst: Lyngvig." in said(years, "kommuner")
    page = (years / "kommuner" / "lyngvig" / "index.html").read_text("utf-8")
    description = re.search(r'<meta name="description" content="([^"]*)"', page)
    assert description and description[1].startswith("Lyngvig kom med i januar 2025. Fra 2025 er et samarbejde")
    assert "None" not in page and "0 %" not in page
    card = re.search(r'<meta property="og:image:alt" content="([^"]*)"', page)
    assert card and card[1] == "Lyngvig: Et samarbejde med Lyngvig Kulturskole er under opstart"


def test_a_page_opens_with_the_deed_and_ends_with_the_numbers_of_all_pupils(years: Path) -> None:
    page = said(years, "kommuner/nordby")
    places = [page.rindex(part) for part in ("lavede 9 elever", "Sådan foregår det", "Samarbejdet Link", "Vil du vide mere?", "Skoleelever i kommunen")]
    assert places == sorted(places)
    assert "I Nordby" not in page and "siger den ikke" not in page  # the format is known there
    assert "Hvilket format de bruger i Aabæk, siger den ikke." in said(years, "kommuner/aabaek")


def test_adults_shared_by_three_schools_are_counted_once(years: Path) -> None:
    rows = table(years, "kommuner/aabaek", "Deltagere på skolerne")
    adults = [[row[0], *row[-2:]] for row in rows[1:]]
    assert adults == [
        ["Bakkeskolen", "2", "4"],
        ["Engskolen", "de samme", "de samme"],
        ["Moseskolen", "de samme", "de samme"],
        ["I alt", "2", "4"],
    ]


def test_earlier_periods_stand_beside_the_newest(years: Path) -> None:
    rows = table(years, "kommuner/nordby", "går i specialtilbud")
    assert [row[1:] for row in rows[1:3]] == [
        ["5,4 %", "2021–2024"],
        ["4,8 %", "2020–2023"],
    ]


def test_schools_say_what_they_were_called_and_what_they_are_part_of(years: Path) -> None:
    assert "Klitskolen (før: Specialskolen ved Diget og Digeskolen)" in said(years, "kommuner/klitby")
    assert "Skærskolen (nu en del af Havneskolen)" in said(years, "kommuner/aeroesund")
    assert "Havneskolen (nu også Skærskolen)" in said(years, "kommuner/aeroesund")


@pytest.mark.parametrize(
    ("word", "name"),
    [("Klitskolen", "Klitby"), ("Digeskolen", "Klitby"), ("Skærskolen", "Ærøsund"), ("Tangskolen", "Sandholm")],
)
def test_the_search_finds_a_school_by_every_name(home: str, open_page: Opener, word: str, name: str) -> None:
    page = open_page(home).page
    page.get_by_role("button", name="Søg", exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("searchbox").fill(word)
    expect(dialog.get_by_role("link", name=name, exact=True).first).to_be_visible()


def test_the_pages_of_several_years_are_as_light_as_any(years: Path) -> None:
    made = {address: weight for address, weight in weights(years).items() if "kommuner/" in address}
    assert len(made) > 6
    assert {address: weight for address, weight in made.items() if weight > 15 * KIB} == {}


@pytest.mark.timeout(300)
def test_axe_finds_nothing_on_the_pages_of_several_years(home: str) -> None:
    pages = ["", "kommuner/", *(f"kommuner/{id_}/" for id_ in ("klitby", "lyngvig", "sandholm", "aeroesund", "aabaek"))]
    found = axe.look(home, pages, [])
    assert not found, told(found)


@pytest.mark.parametrize("width", [320, 1280])
def test_no_drawing_of_the_years_is_wider_than_its_page(home: str, open_page: Opener, width: int) -> None:
    page = open_page(f"{home}kommuner/", width=width).page
    figure = page.locator("figure:has(#figur-aar-for-aar)")
    drawing, frame = figure.locator("svg.drawing").bounding_box(), figure.bounding_box()
    assert drawing and frame
    texts = figure.locator("svg.drawing text")
    for place in range(texts.count()):
        box = texts.nth(place).bounding_box()
        assert box and box["x"] >= drawing["x"] - 1 and box["x"] + box["width"] <= drawing["x"] + drawing["width"] + 1
