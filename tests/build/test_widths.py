"""Every page at the widths of phones, tablets and desks, and on paper: whole words, whole tables, a map that is one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from dev.harness.http_server import serving
from dev.harness.pages import all_pages

WIDTHS = [320, 360, 768, 1280]

# A word that goes on in the next line without a hyphen before it, and a table with columns that nobody sees.
LOOK = r"""() => {
  for (const folded of document.querySelectorAll("details")) folded.open = true;
  const found = [], range = document.createRange();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; node = walker.nextNode();) {
    const holder = node.parentElement;
    if (holder.closest("svg, pre, code, .unseen, caption, .cite") || holder.closest("thead")?.offsetWidth <= 1) continue;
    if (!holder.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue;
    for (const word of node.data.matchAll(/[\p{L}\d]{3,}(?:\u00ad[\p{L}\d]+)*/gu)) {
      if (/[@/._-]/.test(node.data[word.index - 1] ?? "") || /[@/_.]\p{L}/u.test(node.data.slice(word.index + word[0].length).slice(0, 2))) continue;
      range.setStart(node, word.index); range.setEnd(node, word.index + word[0].length);
      if (new Set([...range.getClientRects()].filter(box => box.width).map(box => Math.round(box.top))).size < 2) continue;
      let above = null;
      for (let place = 0; place < word[0].length; place++) {
        if (word[0][place] === "\u00ad") continue;
        range.setStart(node, word.index + place); range.setEnd(node, word.index + place + 1);
        const box = [...range.getClientRects()].filter(box => box.width).pop();
        if (!box) continue;
        if (above !== null && box.top > above + 3 && word[0][place - 1] !== "\u00ad")
          found.push(`${word[0].slice(0, place)}|${word[0].slice(place)}`);
        above = box.top;
      }
    }
  }
  for (const box of document.querySelectorAll(".scroller"))
    if (box.checkVisibility() && box.scrollWidth > box.clientWidth + 1) found.push(`hidden columns: ${box.textContent.trim().slice(0, 60)}`);
  return [...new Set(found)];
}"""


@pytest.fixture(scope="module")
def home(site: Path) -> Iterator[str]:
    with serving(site) as address:
        yield address


@pytest.fixture(params=WIDTHS)
def tab(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": request.param, "height": 900}, bypass_csp=True, locale="da-DK")
    yield context.new_page()
    context.close()


@pytest.mark.timeout(300)
def test_no_word_is_cut_without_a_hyphen_and_no_table_hides_columns(home: str, site: Path, tab: Page) -> None:
    found = {}
    for path in all_pages(site):
        tab.goto(f"{home}{path}", wait_until="domcontentloaded")
        if wrong := tab.evaluate(LOOK):
            found[path] = wrong
    assert found == {}


def test_the_map_is_a_map_at_every_width(home: str, tab: Page) -> None:
    """Who lies north of another stands above it, and who lies west of it stands left of it."""
    tab.goto(f"{home}kommuner/")
    places = tab.evaluate(
        """() => [...document.querySelectorAll(".is-map > li")].map(tile => {
          const box = tile.getBoundingClientRect();
          const [row, column] = ["r", "c"].map(kind => Number(tile.className.match(`at-${kind}([0-9]+)`)[1]));
          return {row, column, top: box.top, left: box.left, right: box.right};
        })"""
    )
    assert places
    width = tab.viewport_size["width"]  # type: ignore[index]
    for one in places:
        assert one["right"] <= width
        for other in places:
            if one["row"] < other["row"]:
                assert one["top"] < other["top"]
            if one["column"] < other["column"]:
                assert one["left"] < other["left"]


def test_the_numbers_of_a_row_stand_level_and_none_is_left_over(home: str, site: Path, tab: Page) -> None:
    uneven = {}
    for path in all_pages(site):
        tab.goto(f"{home}{path}", wait_until="domcontentloaded")
        rows = tab.evaluate(
            """() => [...document.querySelectorAll(".text .numbers")].map(list => {
              const rows = {};
              for (const one of list.children) {
                const box = one.getBoundingClientRect();
                (rows[Math.round(box.top)] ??= []).push({height: box.height, wide: box.width > list.clientWidth * .9});
              }
              return Object.values(rows);
            })"""
        )
        for found in rows:
            for row in found:
                heights = [one["height"] for one in row]
                if max(heights) > 2 * min(heights):
                    uneven[path] = "one is twice as tall"
            if len(found) > 1 and len(found[-1]) == 1 and len(found[0]) > 2 and not found[-1][0]["wide"]:
                uneven[path] = "one is left over"
    assert uneven == {}


def test_nothing_to_download_and_nothing_to_press_is_printed(home: str, site: Path, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 720, "height": 1000}, locale="da-DK")
    tab = context.new_page()
    tab.emulate_media(media="print")
    printed = {}
    for path in all_pages(site):
        tab.goto(f"{home}{path}", wait_until="domcontentloaded")
        shown = tab.evaluate(
            """() => [...document.querySelectorAll("a[download], [data-screen-only], button:not(.term)")]
              .filter(one => one.checkVisibility() && !one.closest(".data-files")).map(one => one.textContent.trim().slice(0, 40))"""
        )
        if shown:
            printed[path] = shown
    context.close()
    assert printed == {}
