"""The built site for every reader: by keyboard, enlarged, narrow, in other colours, on paper, without a script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import html5lib
import pytest
from playwright.sync_api import Browser, Page, expect

from dev.harness import axe
from dev.harness.browser import Opener
from dev.harness.findings import told
from dev.harness.http_server import serving
from dev.harness.pages import all_pages, samples
from publication.loading import loader
from publication.model import danish

ROOT = Path(__file__).parents[2]
DESK, PHONE = 1280, 360

# Pages that show between them everything that can be opened; the panels themselves are the same everywhere.
OPENED = ["", "viden/loven/", "kommuner/herlev/"]


@pytest.fixture(scope="module")
def home(site: Path) -> Iterator[str]:
    with serving(site) as address:
        yield address


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """One tab for looks at many pages; the policy of the pages must not stop a test from laying its styles over them."""
    context = browser.new_context(viewport={"width": DESK, "height": 900}, bypass_csp=True, locale="da-DK")
    yield context.new_page()
    context.close()


# --- Checkers -------------------------------------------------------------------------------------


@pytest.mark.timeout(900)
def test_axe_finds_nothing_on_any_page(home: str, site: Path, browser: Browser) -> None:
    """Every page in both schemes and at two widths; `make audit` opens everything on more of them."""
    pages = all_pages(site)
    posters = [page for page in pages if page.endswith("/plakat/")]
    found = axe.look(home, [page for page in pages if page not in posters[1:]], OPENED)
    assert not found, told(found)


# --- By keyboard ----------------------------------------------------------------------------------

# What stands at the focus: a name to tell it by, whether it shows, and whether an outline says so.
FOCUS = """() => {
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return null;
  const style = getComputedStyle(element);
  const boxes = [...element.getClientRects()].filter(box => box.width && box.height);
  const box = boxes[0];
  const at = box && document.elementFromPoint(
    Math.min(innerWidth - 1, Math.max(0, box.x + box.width / 2)),
    Math.min(innerHeight - 1, Math.max(0, box.y + box.height / 2)));
  window.walked ??= new Map();
  if (!walked.has(element)) walked.set(element, walked.size);
  return {
    number: walked.get(element),
    what: element.outerHTML.slice(0, 120),
    shown: Boolean(box) && element.checkVisibility({ checkVisibilityCSS: true }),
    inside: Boolean(box) && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    onTop: Boolean(at) && (element.contains(at) || at.contains(element)),
    outline: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    hidden: Boolean(element.closest("[aria-hidden=true], [inert]")),
  };
}"""
COUNT = """() => [...document.querySelectorAll('a[href], button, input, summary, [tabindex="0"]')]
  .filter(each => each.checkVisibility({ checkVisibilityCSS: true }) && !each.disabled).length"""


def walk(page: Page) -> list[dict[str, Any]]:
    """Where Tab leads from the top of a page, until it leaves the page or comes back to where it has been."""
    steps: list[dict[str, Any]] = []
    for _ in range(page.evaluate(COUNT) + 5):
        page.keyboard.press("Tab")
        step = page.evaluate(FOCUS)
        if step is None or step["number"] < len(steps):
            break
        steps.append(step)
    return steps


@pytest.mark.timeout(300)
@pytest.mark.parametrize("width", [DESK, PHONE])
def test_tab_walks_through_every_kind_of_page(home: str, site: Path, tab: Page, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 800})
    for path in samples(site):
        tab.goto(home + path)
        steps = walk(tab)
        assert 'class="skip"' in steps[0]["what"], path
        for diagnostic in ("shown", "inside", "onTop", "outline"):
            assert [step["what"] for step in steps if not step[diagnostic]] == [], f"{path} at {width}: not {diagnostic}"
        assert [step["what"] for step in steps if step["hidden"]] == [], path
        assert len(steps) == tab.evaluate(COUNT), (
            f"{path} at {width}: the walk ended too soon, or led to something hidden"
        )


def test_the_skip_link_leads_past_the_menu(home: str, open_page: Opener) -> None:
    page = open_page(home).page
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "indhold"
    page.keyboard.press("Tab")
    assert page.evaluate("Boolean(document.activeElement.closest('main'))")


@pytest.mark.parametrize("width", [DESK, PHONE])
@pytest.mark.parametrize(("name", "first"), [("soeg", "soeg-felt"), ("laesevisning", None)])
def test_a_panel_keeps_the_focus_until_escape_gives_it_back(
    home: str, open_page: Opener, name: str, first: str | None, width: int
) -> None:
    page = open_page(home + "om/", width=width).page
    opener = page.locator(f"[data-opens={name}]")
    opener.focus()
    page.keyboard.press("Enter")
    page.locator(f"#{name}[open]").wait_for()
    inside = f"Boolean(document.activeElement.closest('#{name}'))"
    assert page.evaluate(inside)
    if first:
        assert page.evaluate("document.activeElement.id") == first
    for _ in range(25):
        page.keyboard.press("Tab")
        # The browser's own bar, which shows as the body here, is the one other stop.
        assert page.evaluate(f"{inside} || document.activeElement === document.body")
    page.keyboard.press("Escape")
    assert not page.locator(f"#{name}").is_visible()
    assert page.evaluate("document.activeElement.dataset.opens") == name


def test_the_menu_of_a_phone_opens_closes_and_gives_the_focus_back(home: str, open_page: Opener) -> None:
    page = open_page(home + "om/", width=PHONE).page
    button, links = page.get_by_role("button", name="Menu", exact=True), page.locator(".menu a")
    assert not links.first.is_visible()
    button.focus()
    page.keyboard.press("Enter")
    assert links.first.is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("Boolean(document.activeElement.closest('.menu'))")
    page.keyboard.press("Escape")
    assert not links.first.is_visible()
    assert page.evaluate("document.activeElement.textContent === 'Menu'")


# --- Words that are explained ---------------------------------------------------------------------


def explained(page: Page) -> Any:
    return page.locator("main button.term").first


@pytest.mark.parametrize("javascript", [True, False])
def test_a_word_is_explained_by_keyboard_with_and_without_a_script(
    home: str, open_page: Opener, javascript: bool
) -> None:
    page = open_page(home + "viden/loven/", javascript=javascript).page
    word, note = explained(page), page.locator(".term-note").first
    assert not note.is_visible()
    word.focus()
    page.keyboard.press("Enter")
    assert note.is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert not note.is_visible()
    assert word.evaluate("word => word === document.activeElement")


@pytest.mark.parametrize("width", [DESK, 320])
def test_an_explanation_lies_on_the_screen_and_closes_by_touch(home: str, open_page: Opener, width: int) -> None:
    page = open_page(home + "viden/loven/", width=width, has_touch=True).page
    for number in range(page.locator("main button.term").count()):
        page.locator("main button.term").nth(number).tap()
        note = page.locator(".term-note:popover-open")
        box = note.bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= width
        note.get_by_role("button").tap()
        assert page.locator(".term-note:popover-open").count() == 0


def test_each_word_is_explained_once_and_never_in_a_heading_a_link_or_a_table(home: str, site: Path, tab: Page) -> None:
    for path in samples(site):
        tab.goto(home + path)
        words = tab.locator("button.term").evaluate_all(
            "words => words.map(word => word.getAttribute('popovertarget'))"
        )
        assert len(words) == len(set(words)), path
        apart = ":is(h1, h2, h3, h4, a, table, svg, code, nav, .person, [lang=en]) button.term"
        assert tab.locator(apart).count() == 0, path


# --- Narrow, enlarged, spaced out -----------------------------------------------------------------

SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }"""

# What reaches out of the page sideways, and what a box cuts off. A table's own scroller may be wider inside.
LOST = """() => {
  const found = [];
  if (document.documentElement.scrollWidth > innerWidth) found.push('the page scrolls sideways');
  for (const each of document.querySelectorAll('body *')) {
    if (!each.checkVisibility({ checkVisibilityCSS: true }) || each.closest('.unseen, caption, .skip, svg, dialog')) continue;
    const scroller = each.closest('.scroller');
    const box = each.getBoundingClientRect();
    if (!(scroller && scroller !== each) && box.width && (box.right > innerWidth + 1 || box.left < -1))
      found.push('outside: ' + each.outerHTML.slice(0, 90));
    const style = getComputedStyle(each);
    const cuts = /hidden|clip/.test(style.overflowX + style.overflowY);
    if (cuts && (each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 1))
      found.push('cut off: ' + each.outerHTML.slice(0, 90));
  }
  return found;
}"""


def overlay(page: Page, css: str) -> None:
    """Lay a style sheet over the page."""
    page.evaluate(
        "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css); document.adoptedStyleSheets = [sheet]; }",
        css,
    )


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    ("width", "height", "css"),
    [
        pytest.param(320, 256, "", id="zoomed to 400 per cent"),
        pytest.param(320, 800, SPACING, id="spaced out on a small phone"),
        pytest.param(DESK, 900, SPACING, id="spaced out on a desk"),
        pytest.param(DESK, 900, "html { font-size: 225% !important; }", id="text of 200 per cent"),
    ],
)
def test_nothing_is_lost_when_a_page_is(home: str, site: Path, tab: Page, width: int, height: int, css: str) -> None:
    tab.set_viewport_size({"width": width, "height": height})
    lost = {}
    for path in all_pages(site):
        tab.goto(home + path)
        overlay(tab, css)
        if found := tab.evaluate(LOST):
            lost[path] = found
    assert lost == {}


@pytest.mark.parametrize("width", [320, DESK])
def test_nothing_is_lost_with_every_reading_setting_at_its_most(
    home: str, site: Path, open_page: Opener, width: int
) -> None:
    page = open_page(home, width=width).page
    page.evaluate(
        "localStorage.setItem('laesevisning', JSON.stringify({text: 'largest', spacing: 'airy', width: 'short', face: 'wide', look: 'calm', scheme: 'dark'}))"
    )
    for path in samples(site):
        page.goto(home + path)
        assert page.evaluate(LOST) == [], path


def test_a_scroller_can_be_named_and_reached(home: str, site: Path, tab: Page) -> None:
    tab.set_viewport_size({"width": 320, "height": 800})
    for path in samples(site):
        tab.goto(home + path)
        for scroller in tab.locator(".scroller").all():
            assert scroller.get_attribute("tabindex") == "0"
            assert (scroller.get_attribute("aria-label") or "").startswith("Tabel: ")


# --- Other ways of looking ------------------------------------------------------------------------


def test_forced_colours_keep_edges_and_drawings(home: str, open_page: Opener) -> None:
    page = open_page(home + "kommuner/", forced_colors="active").page
    edges = page.evaluate(
        "[...document.querySelectorAll('.tools button, .button, .share-ways > *')].filter(e => e.checkVisibility()).map(e => getComputedStyle(e).borderTopWidth)"
    )
    assert edges and "0px" not in edges
    drawings = page.evaluate(
        "[...document.querySelectorAll('svg.drawing')].map(e => getComputedStyle(e).forcedColorAdjust)"
    )
    assert drawings and set(drawings) == {"none"}
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS)["outline"]


def test_nothing_moves_by_itself(home: str, site: Path, tab: Page) -> None:
    for path in samples(site):
        tab.goto(home + path)
        moving = tab.evaluate(
            """[...document.querySelectorAll('*')].filter(each => {
              const style = getComputedStyle(each);
              return style.animationName !== 'none' || /[1-9]/.test(style.transitionDuration) || style.scrollBehavior === 'smooth';
            }).length"""
        )
        assert moving == 0, path


def test_paper_shows_the_text_and_nothing_to_press(home: str, site: Path, open_page: Opener) -> None:
    page = open_page(home, scheme="dark", width=794).page
    page.emulate_media(media="print")
    for path in samples(site):
        page.goto(home + path)
        assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
        assert page.locator("main h1").is_visible()
        for gone in (".tools", ".menu", ".skip", ".link-to", ".term-note button", "dialog"):
            assert page.locator(gone).locator("visible=true").count() == 0, f"{path}: {gone}"
    page.goto(home + "viden/loven/")
    assert page.locator(".term-note > span").first.is_visible()


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_without_a_script_every_page_reads_and_nothing_dead_is_shown(
    home: str, site: Path, open_page: Opener, width: int
) -> None:
    page = open_page(home, javascript=False, width=width).page
    for path in all_pages(site) if width == PHONE else samples(site):
        page.goto(home + path)
        assert page.locator("h1").is_visible(), path
        assert len(page.locator("main").inner_text()) > 80, path
        if width == PHONE and not path.endswith("/plakat/"):
            page.get_by_role("button", name="Menu", exact=True).click()
        assert page.locator(".menu a").first.is_visible() or path.endswith("/plakat/"), path
        assert page.locator("button:not([popovertarget])").locator("visible=true").count() == 0, path
        assert page.locator("dialog").locator("visible=true").count() == 0, path


# --- Reading settings -----------------------------------------------------------------------------


def test_reading_settings_are_remembered_without_a_cookie_and_can_be_reset(home: str, open_page: Opener) -> None:
    page = open_page(home).page
    ground = "getComputedStyle(document.documentElement)"
    asked = f"[{ground}.fontSize, {ground}.lineHeight, {ground}.backgroundColor, {ground}.fontFamily, {ground}.getPropertyValue('--measure')]"
    usual = page.evaluate(asked)
    page.locator("[data-opens=laesevisning]").focus()
    page.keyboard.press("Enter")
    for label in ("Størst", "Luftig", "Lang", "Brede bogstaver", "Roligt, uden pynt", "Mørk"):
        page.get_by_label(label, exact=True).focus()
        page.keyboard.press("Space")
    page.keyboard.press("Escape")
    page.goto(home + "om/")
    changed = page.evaluate(asked)
    assert [before for before, after in zip(usual, changed, strict=True) if before == after] == []
    assert page.evaluate("getComputedStyle(document.querySelector('.wordmark'), '::before').display") == "none"
    assert page.context.cookies() == []
    assert page.evaluate("document.cookie") == ""
    page.locator("[data-opens=laesevisning]").click()
    assert page.get_by_label("Størst", exact=True).is_checked()
    page.get_by_role("button", name="Nulstil").click()
    expect(page.locator("html:not([data-text])")).to_be_attached()
    page.goto(home)
    assert page.evaluate(asked) == usual


def test_the_page_works_where_the_browser_forbids_storage(home: str, open_page: Opener) -> None:
    watched = open_page(home)
    page = watched.page
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('forbidden'); } })")
    page.goto(home + "om/")
    page.locator("[data-opens=laesevisning]").click()
    page.get_by_label("Mørk", exact=True).check()
    assert page.evaluate("document.documentElement.dataset.scheme") == "dark"
    assert watched.errors == []


# --- Colours --------------------------------------------------------------------------------------

PAPERS = ("paper", "paper-2", "tint")
BLOCKS = [f"block-{number}" for number in range(1, 6)]
# Text on what it stands on, and parts of drawings and edges on the grounds beside them.
TEXT_PAIRS = [(text, ground) for text in ("ink", "ink-2", "link") for ground in PAPERS]
TEXT_PAIRS += [(f"on-{block}", block) for block in BLOCKS] + [("ink", "mark")]
PART_PAIRS = [(part, ground) for part in (*BLOCKS, "edge", "focus") for ground in PAPERS]


def colours(page: Page) -> dict[str, tuple[int, ...]]:
    """Every colour of the style sheet as the browser has it."""
    found = page.evaluate(
        """names => Object.fromEntries(names.map(name => [name, getComputedStyle(document.documentElement).getPropertyValue('--' + name)]))""",
        sorted({name for pair in TEXT_PAIRS + PART_PAIRS for name in pair}),
    )
    return {name: tuple(bytes.fromhex(value.strip().lstrip("#"))) for name, value in found.items()}


def luminance(colour: tuple[int, ...]) -> float:
    parts = [value / 255 for value in colour]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_and_parts_of_figures_stand_out(home: str, open_page: Opener, scheme: str) -> None:
    palette = colours(open_page(home, scheme=scheme).page)
    weak = [
        f"{one} on {other}: {contrast(palette[one], palette[other]):.2f}"
        for pairs, least in ((TEXT_PAIRS, 4.5), (PART_PAIRS, 3.0))
        for one, other in pairs
        if contrast(palette[one], palette[other]) < least
    ]
    assert weak == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_reader_who_chooses_a_scheme_gets_the_very_same_colours(home: str, open_page: Opener, scheme: str) -> None:
    by_device = colours(open_page(home, scheme=scheme).page)
    chosen = open_page(home, scheme="dark" if scheme == "light" else "light").page
    chosen.evaluate("scheme => { document.documentElement.dataset.scheme = scheme; }", scheme)
    assert colours(chosen) == by_device


def test_every_drawing_has_a_title_a_description_and_its_values_in_text(site: Path) -> None:
    for path in all_pages(site):
        page = (site / path / "index.html" if not path.endswith(".html") else site / path).read_text("utf-8")
        for figure in re.findall(r"<figure.*?</figure>", page, re.DOTALL):
            if "<svg" not in figure or 'class="drawing"' not in figure:
                continue
            said = re.findall(r'<svg class="drawing"[^>]* role="img">\s*<title>([^<]+)</title>\s*<desc>([^<]+)</desc>', figure)
            assert len(said) == figure.count('class="drawing"'), path
            after = page[page.index(figure) : page.index(figure) + len(figure) + 400]
            assert "<table" in figure or "<ol" in after, f"{path}: {said}"


# --- What is promised on every page ---------------------------------------------------------------


def test_every_page_leads_to_the_easy_and_the_english_one(site: Path) -> None:
    for path in all_pages(site):
        page = html5lib.parse(
            (site / path / "index.html" if not path.endswith(".html") else site / path).read_text("utf-8")
        )
        links = {"".join(link.itertext()).strip(): link for link in page.iter("{http://www.w3.org/1999/xhtml}a")}
        assert links["Let at læse"].get("href", "").endswith("let/") or path == "let/", path
        assert (links["In English"].get("lang"), links["In English"].get("hreflang")) == ("en", "en"), path


def test_the_english_page_says_that_it_is_english(home: str, tab: Page) -> None:
    tab.goto(home + "en/")
    assert tab.locator("main").get_attribute("lang") == "en"
    for heading in tab.locator("main :is(h1, h2)").all():
        assert not re.search("[æøåÆØÅ]", heading.inner_text())


def test_the_statement_says_what_the_law_asks_for(home: str, open_page: Opener) -> None:
    publication, _ = loader.read(ROOT / "data")
    assert publication
    statement, contact = publication.initiative.accessibility, publication.initiative.contact
    page = open_page(home + "was/").page
    page.wait_for_url("**/om/tilgaengelighed/")
    said = " ".join(page.locator("main").inner_text().split())
    dates = [danish.moment(day).replace(danish.NO_BREAK, " ") for day in (statement.declared, statement.checked)]
    for needed in ("EN 301 549", statement.method, *statement.exceptions, statement.enforcement.name, *dates):
        assert needed in said
    ways = page.locator("main a[href]").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert {statement.enforcement.url, f"mailto:{contact.mail}"} <= set(ways)
    assert any(way.startswith("tel:") for way in ways)
