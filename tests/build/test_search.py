"""The search as its readers use it, and the pages that what they ask leads to first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Locator, Page, expect

from dev.harness.browser import Opener
from dev.harness.http_server import serving
from publication.build import search_index

ASKED = yaml.load((Path(__file__).parent / "searches.yml").read_text("utf-8"), yaml.BaseLoader)

# What a query finds, without the dialog: the addresses of the hits and what it was taken for.
FIND = """async ([script, asked]) => {
  const { Search } = await import(script);
  const search = new Search(await (await fetch("/soeg.json")).json());
  return asked.map((one) => {
    const { hits, instead } = search.find(one);
    return [hits.map(({ entry, id }) => entry.u + (id ? `#${id}` : "")), instead];
  });
}"""


def found(page: Page, site: Path, *asked: str) -> list[tuple[list[str], str]]:
    (script,) = site.glob("assets/panels.*.js")
    return page.evaluate(FIND, [f"/assets/{script.name}", list(asked)])


@pytest.fixture
def home(years: Path) -> Iterator[str]:
    """The invented publication of three years."""
    with serving(years) as address:
        yield address


def opened(page: Page) -> tuple[Locator, Locator]:
    """The search's field, and its results."""
    page.get_by_role("button", name="Søg", exact=True).click()
    dialog = page.get_by_role("dialog")
    return dialog.get_by_role("searchbox"), dialog.locator(".results a")


# --- What leads where -----------------------------------------------------------------------------


def test_what_people_ask_leads_to_the_right_page_first(site: Path, open_page: Opener) -> None:
    assert len(ASKED) >= 60
    with serving(site) as address:
        first = found(open_page(address).page, site, *ASKED)
    wrong = {
        asked: hits[:3]
        for asked, (hits, _) in zip(ASKED, first, strict=True)
        if not hits or ASKED[asked] not in (hits[0].partition("#")[0], f"#{hits[0].partition('#')[2]}")
    }
    assert wrong == {}


def test_a_number_is_found_as_a_number_and_not_in_the_size_of_a_file(site: Path, open_page: Opener) -> None:
    with serving(site) as address:
        page = open_page(address).page
        [(hits, _)] = found(page, site, "40")
        texts = page.evaluate("async () => JSON.stringify((await (await fetch('/soeg.json')).json()).entries)")
    assert hits and not re.search(r"\b\d+ kB\b", texts)


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("ærøsund", "/kommuner/aeroesund/"),
        ("aeroesund", "/kommuner/aeroesund/"),
        ("Ærøsund Kommune", "/kommuner/aeroesund/"),
        ("AABÆK", "/kommuner/aabaek/"),
        ("åbæk", "/kommuner/aabaek/"),
        ("nordbys", "/kommuner/nordby/"),
        ("Klitskolen", "/kommuner/klitby/"),
        ("digeskolens", "/kommuner/klitby/"),
        ("tangskole", "/kommuner/sandholm/"),
    ],
)
def test_places_and_schools_are_found_however_they_are_written(home: str, years: Path, open_page: Opener, asked: str, first: str) -> None:
    [(hits, instead)] = found(open_page(home).page, years, asked)
    assert (hits[0].partition("#")[0], instead) == (first, "")


def test_parts_of_a_compound_and_other_forms_are_found(home: str, years: Path, open_page: Opener) -> None:
    page = open_page(home).page
    for part, word in (("tilbud", "specialtilbud"), ("tilbuddene", "specialtilbud"), ("skolerne", "kulturskole")):
        [(hits, _), (whole, _)] = found(page, years, part, word)
        assert set(hits) & set(whole), part


def test_a_slip_is_taken_for_the_nearest_word_and_what_is_nowhere_for_none(home: str, years: Path, open_page: Opener) -> None:
    [(hits, instead), (none, nothing)] = found(open_page(home).page, years, "klitskloen", "xylofonbygger")
    assert hits[0].startswith("/kommuner/klitby/") and instead.lower() == "klitskolen"
    assert (none, nothing) == ([], "")


# --- The dialog -----------------------------------------------------------------------------------


def test_arrows_and_enter_open_a_hit_where_its_words_stand_and_back_brings_the_search_back(home: str, open_page: Opener) -> None:
    watched = open_page(f"{home}om/")
    page = watched.page
    field, results = opened(page)
    field.press_sequentially("skole", delay=2)
    expect(results).to_have_count(10)
    chosen = results.nth(1).get_attribute("href")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(results.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "q=" not in url)
    assert chosen and page.url.partition("#")[0] == chosen.partition("#")[0]
    page.go_back()
    expect(results.nth(1)).to_be_focused()
    expect(field).to_have_value("skole")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert page.url == f"{home}om/"
    assert watched.errors == [] and watched.outside == []


def test_a_search_has_an_address_and_enter_opens_the_first(home: str, open_page: Opener) -> None:
    watched = open_page(f"{home}?q=Klitskolen")
    page = watched.page
    expect(page.get_by_role("dialog").get_by_role("searchbox")).to_have_value("Klitskolen")
    first = page.get_by_role("dialog").locator(".results a").first
    expect(first).to_have_text("Klitskolen")
    expect(page.get_by_role("dialog").locator(".results li").first.locator("svg")).to_be_visible()
    expect(page.get_by_role("dialog").get_by_role("status")).to_have_text(re.compile(r"^\d+ resultat(er)?\.$"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/kommuner/klitby/**")
    assert watched.errors == []


def test_a_slip_is_said_and_put_right_at_a_press(home: str, open_page: Opener) -> None:
    page = open_page(home).page
    field, results = opened(page)
    field.fill("klitskloen")
    expect(page.get_by_role("dialog").get_by_text("Mente du")).to_be_visible()
    page.get_by_role("dialog").get_by_role("button", name="Klitskolen").click()
    expect(field).to_have_value(re.compile("klitskolen", re.IGNORECASE))
    expect(page.get_by_role("dialog").get_by_text("Mente du")).to_be_hidden()
    expect(results.first).to_have_text("Klitskolen")


def test_no_burst_of_letters_while_the_index_is_on_its_way_leaves_it_waiting(home: str, open_page: Opener) -> None:
    page = open_page(home).page
    held = []
    page.route("**/soeg.json", lambda route: held.append(route))
    field, results = opened(page)
    field.press_sequentially("klitskolen", delay=1)
    expect(page.get_by_role("dialog").get_by_role("status")).to_have_text("Søgningen hentes …")
    field.press_sequentially("s", delay=1)
    page.wait_for_timeout(100)
    assert len(held) == 1
    held[0].continue_()
    expect(results.first).to_have_text("Klitskolen")


def test_what_cannot_be_fetched_is_said_and_can_be_tried_again(home: str, open_page: Opener) -> None:
    page = open_page(home).page
    page.route("**/soeg.json", lambda route: route.abort())
    field, results = opened(page)
    field.fill("Klitskolen")
    status = page.get_by_role("dialog").get_by_role("status")
    expect(status).to_contain_text("kunne ikke hentes")
    page.unroute("**/soeg.json")
    page.get_by_role("dialog").get_by_role("button", name="Prøv igen").click()
    expect(results.first).to_have_text("Klitskolen")


@pytest.mark.parametrize("file", ["site", "panels"])
def test_the_first_click_is_answered_at_once_and_a_script_that_fails_can_be_tried_again(home: str, open_page: Opener, file: str) -> None:
    page = open_page(home).page
    held = []
    page.route(f"**/assets/{file}.*.js*", lambda route: held.append(route))
    page.get_by_role("button", name="Søg", exact=True).click()
    said = page.locator("#besked")
    expect(said).to_have_text("Øjeblik …")
    page.wait_for_timeout(100)
    held[0].abort()
    expect(said).to_have_text("Det lykkedes ikke. Prøv igen om lidt.")
    page.unroute(f"**/assets/{file}.*.js*")
    opened(page)
    expect(page.get_by_role("dialog").get_by_role("searchbox")).to_be_focused()
    expect(said).to_be_empty()


def test_hits_come_ten_at_a_time(home: str, open_page: Opener) -> None:
    page = open_page(home).page
    field, results = opened(page)
    field.fill("skole")
    expect(results).to_have_count(10)
    page.get_by_role("dialog").get_by_role("button", name="Vis flere").click()
    expect(results.nth(10)).to_be_focused()


# --- An address that leads nowhere ----------------------------------------------------------------


@pytest.mark.parametrize("written", ["kommuner/Klitby", "KLITBY", "kommuner/ærøsund/", "kommuner/klitby/index.php"])
def test_an_address_in_other_letters_leads_to_its_page(home: str, open_page: Opener, written: str) -> None:
    page = open_page(home + written).page
    page.wait_for_url(re.compile(r".*/kommuner/(klitby|aeroesund)/$"))


def test_an_address_with_a_slip_offers_the_nearest_and_fills_the_search_in(home: str, open_page: Opener) -> None:
    page = open_page(f"{home}kommuner/klitbyy/").page
    main = page.get_by_role("main")
    expect(main.get_by_role("heading", name="Mente du …?")).to_be_visible()
    expect(main.get_by_role("link", name="Klitby")).to_have_attribute("href", re.compile(r"/kommuner/klitby/$"))
    main.get_by_role("button", name="Søg efter").click()
    expect(page.get_by_role("dialog").get_by_role("searchbox")).to_have_value("klitbyy")


def test_without_a_script_the_page_that_nothing_is_here_still_leads_on(home: str, open_page: Opener) -> None:
    main = open_page(f"{home}findes/ikke/", javascript=False).page.get_by_role("main")
    expect(main.get_by_role("link", name="Find din kommune")).to_be_visible()
    expect(main.get_by_role("heading", name="Mente du …?")).to_be_hidden()


# --- The next page --------------------------------------------------------------------------------


def test_the_next_page_is_got_ready_when_somebody_points_at_its_link(home: str, browser: Browser) -> None:
    # A page whose requests a test looks into gets nothing ready, so this one is opened without.
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(home)
    page.wait_for_load_state("networkidle")
    with context.expect_event("request", lambda request: request.url.endswith("/kommuner/")):
        page.get_by_role("navigation", name="Hovedmenu").get_by_role("link", name="Kommuner").hover()
    context.close()


def test_nothing_is_got_ready_over_a_slow_connection(home: str, open_page: Opener) -> None:
    page = open_page(home).page
    assert page.locator("script[type=speculationrules]").count() == 1
    page.add_init_script("Object.defineProperty(navigator, 'connection', { value: { effectiveType: '3g' } })")
    page.reload()
    assert page.locator("script[type=speculationrules]").count() == 0


# --- The index ------------------------------------------------------------------------------------


def test_a_page_is_read_part_by_part() -> None:
    html = """<p>Før <strong>alt</strong> andet.</p><h2 id="hvem">Hvem er med?</h2><p>To<br>skoler</p>
        <div id="udtalelse-bo"><h3>Bo</h3><p>Det gik <em>godt</em>.</p></div><p>Alle.</p>
        <p data-unsearched>PDF 40 kB</p><p data-screen-only>Kopiér</p><svg><text>9</text></svg>"""
    assert search_index.parts(html) == [
        ["", "", "Før alt andet."],
        ["hvem", "Hvem er med?", "To skoler", "Alle."],
        ["udtalelse-bo", "Bo", "Det gik godt."],
    ]


def test_what_is_hidden_or_kept_is_not_in_the_index(years: Path) -> None:
    said = (years / search_index.FILE).read_text("utf-8")
    assert '"u":"/kommuner/klitby/"' in said and '"u":"/udgaver/2024/kommuner/' not in said
