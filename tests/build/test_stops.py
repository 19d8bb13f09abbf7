"""What a reader pays for each link: few stops on the way through a page, and those for citing on request alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from dev.harness.browser import Opener
from dev.harness.http_server import serving
from dev.harness.pages import all_pages

DESK, PHONE = 1280, 360
INITIATIVE, KNOWLEDGE, MUNICIPALITY = 30, 30, 25

# Whatever the keyboard stops at in the text, with all that folds out closed.
STOPS = """() => [...document.querySelectorAll(
    'main :is(a[href], button, input, select, textarea, summary, iframe, audio, video, [tabindex="0"])')]
  .filter(each => each.checkVisibility({ checkVisibilityCSS: true }) && !each.disabled)
  .map(each => each.outerHTML.slice(0, 100))"""
# Waits until the browser keeps nothing of it any more.
FORGOTTEN = "() => new Promise(done => { const look = () => localStorage.henvis ? setTimeout(look, 20) : done(); look(); })"
FACT = "indsatsen/#fakta-maal-alle-boern"


@pytest.fixture(scope="module")
def home(site: Path) -> Iterator[str]:
    with serving(site) as address:
        yield address


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="da-DK")
    yield context.new_page()
    context.close()


def most(path: str) -> int | None:
    """How many stops a page may have; None for one that nothing is said of."""
    if path == "indsatsen/":
        return INITIATIVE
    parts = path.strip("/").split("/")
    if parts[0] == "viden":
        return KNOWLEDGE
    return MUNICIPALITY if parts[0] == "kommuner" and len(parts) == 2 else None


@pytest.mark.timeout(120)
@pytest.mark.parametrize("width", [DESK, PHONE])
def test_a_page_has_few_stops(home: str, site: Path, tab: Page, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 900})
    counted = [path for path in all_pages(site) if most(path)]
    assert len(counted) > 15
    for path in counted:
        tab.goto(home + path)
        stops = tab.evaluate(STOPS)
        assert len(stops) <= (most(path) or 0), f"{path} at {width}: {stops}"


@pytest.mark.timeout(120)
@pytest.mark.parametrize("width", [DESK, PHONE])
def test_nothing_stands_between_the_skip_link_and_the_title(home: str, site: Path, tab: Page, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 900})
    for path in all_pages(site):
        tab.goto(home + path)
        tab.keyboard.press("Tab")
        tab.keyboard.press("Enter")
        tab.keyboard.press("Tab")
        assert tab.evaluate(
            """() => {
              const main = document.querySelector('main'), at = document.activeElement;
              const before = document.querySelector('h1').compareDocumentPosition(at);
              return !main.contains(at) || Boolean(before & Node.DOCUMENT_POSITION_FOLLOWING);
            }"""
        ), path


# --- »Henvis og ret« ------------------------------------------------------------------------------


def shown(page: Page) -> int:
    """How many links for citing and correcting there are to see."""
    return page.locator(":is(.link-to, .edit-link, .to-source):visible").count()


@pytest.mark.parametrize("more", [{}, {"has_touch": True, "is_mobile": True}])
def test_links_for_citing_are_no_part_of_a_page_until_somebody_asks(
    home: str, open_page: Opener, more: dict[str, bool]
) -> None:
    page = open_page(home + FACT, **more).page
    heading = page.locator("main h2").first
    heading.hover()
    assert shown(page) == 0
    expect(heading).not_to_have_accessible_name("Link", ignore_case=True)
    assert "Link" not in page.locator("main").inner_text()


@pytest.mark.parametrize("javascript", [True, False])
def test_one_gesture_shows_them_with_and_without_a_script(home: str, open_page: Opener, javascript: bool) -> None:
    page = open_page(home + "indsatsen/", javascript=javascript).page
    page.get_by_text("Henvis og ret", exact=True).last.click()
    page.locator(".link-to:visible").first.wait_for()
    links = page.locator(".link-to:visible")
    assert links.count() > 20
    page.locator(".link-to[href='#fakta-maal-alle-boern']").click()
    assert page.url == home + FACT
    assert links.count() > 20


@pytest.mark.parametrize("javascript", [True, False])
def test_an_address_of_their_own_shows_them(home: str, open_page: Opener, javascript: bool) -> None:
    page = open_page(home + "indsatsen/#henvis", javascript=javascript).page
    page.locator(".link-to:visible").first.wait_for()
    assert page.locator("#henvis").is_visible()
    page.locator("#henvis").get_by_role("link").first.click()
    assert page.locator("form[action^='mailto:']").count() > 0


def test_the_choice_is_remembered_until_it_is_taken_back(home: str, open_page: Opener) -> None:
    page = open_page(home + "indsatsen/").page
    switch = page.locator(".cite-mode summary")
    switch.click()
    expect(page.get_by_label("hel henvisning")).to_be_visible()
    page.goto(home + "viden/loven/")
    page.locator(".link-to:visible").first.wait_for()
    assert shown(page) > 10
    assert page.context.cookies() == []
    switch.click()
    page.evaluate(FORGOTTEN)
    page.goto(home + "indsatsen/")
    assert shown(page) == 0


def test_what_is_copied_is_said_and_the_words_go_away_again(home: str, open_page: Opener) -> None:
    page = open_page(home + "indsatsen/#henvis", permissions=["clipboard-read", "clipboard-write"]).page
    page.clock.install()
    said, copied = page.locator("#besked"), "navigator.clipboard.readText()"
    page.locator(".link-to[href='#fakta-maal-alle-boern']").click()
    expect(said).to_have_text("Linket er kopieret.")
    assert page.evaluate(copied) == home + FACT
    page.clock.fast_forward(10_000)
    expect(said).to_have_text("")
    page.get_by_label("hel henvisning").check()
    page.locator(".link-to[href='#fakta-maal-alle-boern']").click()
    expect(said).to_have_text("Henvisningen er kopieret.")
    citation = page.evaluate(copied)
    assert citation.startswith("Kulturmetropolen") and citation.endswith(home + FACT)


def test_a_fault_is_told_to_people_before_any_file_is_opened(fork: Path, open_page: Opener) -> None:
    with serving(fork) as address:
        page = open_page(address + "indsatsen/#henvis").page
        page.locator(".cite-mode[open]").wait_for()
        ways = page.locator("#henvis a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert ways[0] == "../om/ret/"
    assert all("/edit/main/" in way for way in ways[1:]) and len(ways) > 1
