"""Many municipalities: figures show some and tell of all, and the register has each of them once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

import html5lib
import pytest

from dev.harness import axe
from dev.harness.browser import Opener
from dev.harness.findings import told
from dev.harness.http_server import serving
from publication.authoring import readability
from publication.figures import participants, shares, tile_map
from publication.loading import loader
from publication.model import danish, register
from publication.model.kinds import Publication
from publication.model.queries import Queries
from publication.model.register import MOST
from publication.web import address_list, permalinks
from tests.damage import FIXTURES
from tests.figures.invented import Counted, counted, municipality, named, publication, rows, shown, statistics, text

# --- Figures of many ------------------------------------------------------------------------------


def many(count: int, took_part: Iterable[Counted] | None = None) -> Publication:
    """So many municipalities, each with a share and a number of pupils of its own, the first of all the smallest."""
    return publication(
        (counted(number, "a", str(5 + number)) for number in range(count)) if took_part is None else took_part,
        municipalities=tuple(municipality(number) for number in range(count)),
        statistics=tuple(statistics(number, f"{number / 10 + 1:.1f}".replace(".", ",")) for number in range(count)),
    )


def links(html: Element) -> list[str]:
    return [link.get("href", "") for link in html.iter("a")]


def test_as_many_as_a_figure_shows_are_shown_whole_and_have_no_register() -> None:
    of = many(MOST)
    queries = Queries(of)
    assert queries.register is None
    assert len(shares.share_chart(queries).rows) == MOST
    chart = participants.participants_chart(queries)
    assert chart is not None
    assert [place.municipality for place in chart.rows] == queries.in_danish_order
    for name, values in (
        ("share_chart", {"chart": shares.share_chart(queries)}),
        ("participants_chart", {"chart": chart}),
        ("municipalities_table", {}),
        ("tile_map", {"map": tile_map.tile_map(of)}),
        ("municipality_names", {"english": True}),
    ):
        html = shown(name, of, **values)
        assert {f"kommune-{number}/" for number in range(MOST)} <= set(links(html)), name
        assert not [link for link in links(html) if link in ("alle/", "kort/")], name
        assert "Figuren viser" not in text(html), name


def test_the_largest_shares_stand_for_all_and_the_title_counts_all() -> None:
    of = many(MOST + 90)
    chart = shares.share_chart(Queries(of))
    assert [row.municipality.id for row in chart.rows] == [f"kommune-{number}" for number in range(MOST + 89, 89, -1)]
    assert (chart.count, chart.above) == (MOST + 90, MOST + 90 - 42)  # 1,0 and on by tenths; the country has 5,1
    html = shown("share_chart", of, chart=chart)
    assert f"{chart.above} af {chart.count} kommuner ligger over landet" in text(html)
    assert f"Figuren viser de ti største andele af {chart.count}." in text(html)
    assert len(rows(html)) == 1 + MOST + 1
    assert "alle/" in links(html)


def test_the_most_participants_stand_for_all_and_the_total_is_of_all() -> None:
    of = many(MOST + 5)
    chart = participants.participants_chart(Queries(of))
    assert chart is not None
    assert [place.municipality.id for place in chart.rows] == [f"kommune-{number}" for number in range(MOST + 4, 4, -1)]
    html = shown("participants_chart", of, chart=chart)
    assert rows(html)[-1][:2] == ["I alt", str(sum(range(5, MOST + 10)))]
    assert f"»I alt« gælder alle {MOST + 5}." in text(html)


def test_a_hidden_count_gives_no_place_among_the_most_and_is_told_by_no_total() -> None:
    """The same figure, whatever the hidden counts are: those who have nothing else stand last, in Danish order."""
    of = many(MOST + 2, (counted(number, "a", "under 5" if number < 3 else "20") for number in range(MOST + 2)))
    chart = participants.participants_chart(Queries(of))
    assert chart is not None
    assert [place.municipality.id for place in chart.rows][-1] == "kommune-0"
    html = shown("participants_chart", of, chart=chart)
    assert rows(html)[-2][1] == "under 5"
    assert rows(html)[-1][1] == f"mindst {20 * (MOST - 1)}"


def test_those_without_participants_are_named_only_when_they_are_few() -> None:
    for absent, words in ((2, "Kommune 0 og Kommune 1."), (MOST + 1, f": {MOST + 1} kommuner.")):
        of = many(MOST + 2, (counted(number, "a", "9") for number in range(absent, MOST + 2)))
        assert words in text(shown("participants_chart", of, chart=participants.participants_chart(Queries(of))))


@pytest.mark.parametrize(("english", "words"), [(True, "see all 1.000 (in Danish)"), (False, "se alle 1.000")])
def test_many_names_are_a_link_to_the_list(english: bool, words: str) -> None:
    html = shown("municipality_names", many(1000), english=english)
    assert (text(html), links(html)) == (words, ["alle/"])


# --- The register ---------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [MOST + 1, 98])
def test_every_municipality_stands_in_the_register_in_danish_order(count: int) -> None:
    of = many(count)
    everyone = Queries(of).register
    assert everyone and everyone.count == count
    assert list(everyone.records) == sorted(of.municipalities, key=lambda record: danish.sort_key(record.name))


def test_a_page_without_room_for_the_map_leads_to_it_and_to_the_table() -> None:
    html = shown("tile_map", many(98), map=None)
    assert links(html) == ["kort/", "alle/"]


@pytest.mark.parametrize(
    ("count", "drawn"), [(MOST + 1, MOST + 1), (register.DRAWN, register.DRAWN), (register.DRAWN + 1, 0)]
)
def test_the_map_has_everybody_s_pattern_while_there_is_room(count: int, drawn: int) -> None:
    of = many(count)
    html = shown("register_map", of, map=tile_map.tile_map(of))
    assert len(named(html, "tile-art")) == drawn
    assert [link for link in links(html) if link.startswith("kommune-")] == [
        f"{record.id}/" for record in Queries(of).in_danish_order
    ]


@pytest.mark.parametrize(("count", "fits"), [(MOST + 1, True), (40, True), (41, False)])
def test_a_page_with_room_for_forty_shows_the_map_of_so_many(count: int, fits: bool) -> None:
    everyone = Queries(many(count)).register
    assert everyone and everyone.fits_a_map_of(40) is fits


def test_a_register_that_is_needed_no_more_is_not_taken_for_a_municipality() -> None:
    found, _ = loader.read(FIXTURES)
    assert found
    listed = address_list.AddressList({"/kommuner/alle/": 1})
    (diagnostic,) = permalinks.diagnostics(listed, {"/kommuner/": permalinks.BuiltPage(frozenset(), ())}, found)
    assert (diagnostic.file, "redirects" in diagnostic.message) == (address_list.LIST_FILE, False)


# --- The register as it is built ------------------------------------------------------------------


def read(file: Path) -> Element:
    found: Element = html5lib.parse(file.read_text("utf-8"), namespaceHTMLElements=False)
    return found


def test_the_table_has_every_municipality_once_in_danish_order(country: Path) -> None:
    page = read(country / "kommuner" / "alle" / "index.html")
    names = [row[0] for row in rows(page)[1:]]
    own = {"alle", "kort"}
    folders = [folder for folder in (country / "kommuner").iterdir() if folder.is_dir() and folder.name not in own]
    assert len(names) == len(folders)
    assert names == sorted(set(names), key=danish.sort_key)
    for link in (link for row in page.iter("tbody") for link in row.iter("a")):
        assert (country / urljoin("/kommuner/alle/", link.get("href", "")).strip("/") / "index.html").exists()
    assert "/kommuner/" in {urljoin("/kommuner/alle/", link) for link in links(page)}


def test_the_pages_that_list_municipalities_lead_to_the_register(country: Path) -> None:
    for address in ("/", "/en/", "/kommuner/", "/viden/statistik/"):
        led_to = {urljoin(address, link) for link in links(read(country / address.strip("/") / "index.html"))}
        assert "/kommuner/alle/" in led_to, address


def test_the_register_is_no_harder_to_read_than_other_pages(country: Path) -> None:
    own = ("kommuner/alle/", "kommuner/kort/")
    measured = [page for page in readability.pages(country) if page.address.startswith(own)]
    assert measured and {page.address: page.too_hard for page in measured if page.too_hard} == {}


PAGES = ["kommuner/kort/", "kommuner/alle/", "kommuner/", ""]


@pytest.fixture(scope="module")
def home(country: Path) -> Iterator[str]:
    with serving(country) as address:
        yield address


def test_axe_finds_nothing_where_there_are_many(home: str) -> None:
    found = axe.look(home, PAGES[:2], [])
    assert not found, told(found)


def test_a_narrow_page_of_many_scrolls_only_its_tables(home: str, open_page: Opener) -> None:
    for path in PAGES:
        page = open_page(home + path, width=320, javascript=False).page
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
