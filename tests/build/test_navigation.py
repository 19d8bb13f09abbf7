"""Finding one's way: the drawing of each page, the menu at every width, what is on a page, and the list of words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from dev.harness.browser import Opener
from dev.harness.http_server import serving
from publication.web import html


@pytest.fixture
def home(site: Path) -> Iterator[str]:
    with serving(site) as address:
        yield address.rstrip("/")


def test_no_page_below_the_front_is_bare_text(site: Path) -> None:
    bare = []
    for file in site.rglob("index.html"):
        page = html.parse(file.read_text("utf-8"))
        title = page.find(".//header[@class]/h1/..")
        if title is not None and "title" in title.classes and title.find(".//svg[@class='tile-art']") is None:
            bare.append(file.parent.relative_to(site).as_posix())
    assert sorted(bare) in ([], ["fjernet"])


@pytest.mark.parametrize("width", [320, 780, 1000, 1280])
def test_the_easy_and_the_english_page_are_in_the_menu_at_every_width(home: str, open_page: Opener, width: int) -> None:
    page = open_page(f"{home}/viden/", width=width).page
    if width < 768:
        page.get_by_role("button", name="Menu", exact=True).click()
    menu = page.get_by_role("navigation", name="Hovedmenu")
    expect(menu.get_by_role("link", name="Let at læse")).to_be_visible()
    expect(menu.get_by_role("link", name="In English")).to_be_visible()


def test_escape_closes_the_menu_and_gives_the_focus_back(home: str, open_page: Opener) -> None:
    page = open_page(f"{home}/viden/", width=360).page
    button = page.get_by_role("button", name="Menu", exact=True)
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("navigation", name="Hovedmenu")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("navigation", name="Hovedmenu")).to_be_hidden()
    expect(button).to_be_focused()


@pytest.mark.parametrize("height", [500, 1000])
def test_what_is_on_a_page_is_never_cut(home: str, open_page: Opener, height: int) -> None:
    page = open_page(f"{home}/viden/skole-og-boligomraade/", width=1280).page
    page.set_viewport_size({"width": 1280, "height": height})
    last = page.locator(".rail a").last
    last.scroll_into_view_if_needed()
    cut = "one => { for (let up = one; (up = up.parentElement) && up !== document.documentElement;) if (up.scrollHeight > up.clientHeight + 1 && getComputedStyle(up).overflowY !== 'visible') return up.className || up.tagName; }"
    assert last.evaluate(cut) is None
    expect(last).to_be_in_viewport()


def test_the_words_stand_under_their_letters_and_their_old_addresses_lead_there(home: str, open_page: Opener) -> None:
    page = open_page(f"{home}/ordliste/").page
    letters = page.get_by_role("navigation", name="Bogstaver").get_by_role("link")
    first, last = letters.first, letters.last
    for link in (first, last):
        heading = page.get_by_role("heading", name=link.inner_text(), exact=True)
        expect(heading).to_have_count(1)
        link.click()
        expect(heading).to_be_in_viewport()
    page.goto(f"{home}/om/#ord-autisme")
    page.wait_for_url("**/ordliste/#ord-autisme")


def test_what_stands_around_the_english_text_is_english_or_says_that_it_is_danish(home: str, open_page: Opener) -> None:
    page = open_page(f"{home}/en/", width=1280).page
    expect(page.get_by_role("navigation", name="On this page")).to_be_visible()
    expect(page.get_by_role("navigation", name="Breadcrumb")).to_be_visible()
    danish = "page => [...page.querySelectorAll('body *')].filter(one => [...one.childNodes].some(text => text.nodeType === 3 && /[æøåÆØÅ]|Forside|På denne|Senest|Kopi/.test(text.data)) && one.closest('[lang]').lang === 'en').map(one => one.textContent.trim())"
    # The municipalities' names are the same in all languages.
    names = {"Furesø", "Halsnæs", "Ishøj", "Rødovre"}
    assert set(page.locator("html").evaluate(danish)) <= names
