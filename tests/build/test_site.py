"""The built site as a visitor's machine sees it: every page, every link, every heading."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree.ElementTree import Element

import html5lib
import pytest
from playwright.sync_api import Route, expect

from dev.harness.browser import Opener
from dev.harness.http_server import serving
from publication.web.deployment import EXAMPLE

NAMESPACE = "{http://www.w3.org/1999/xhtml}"

# What the theme and its extensions would leave in English.
ENGLISH = (
    "Page not found", "Not found", "Permanent link", "Skip to", "Search", "Made with", "Back to top", "Table of contents",
    "Next", "Previous", "Last update", "Jump back", "Footnote", "Edit this page", "Toggle", "Navigation menu", "Home",
)  # fmt: skip

# The addresses that the publication promises, besides those of its records.
PROMISED = """
/ /indsatsen/ /indsatsen/tidslinje/ /indsatsen/formater/ /indsatsen/principper/ /indsatsen/uddannelse/
/indsatsen/stoette/ /indsatsen/forskning/ /kommuner/ /udtalelser/ /viden/ /viden/kultur-og-trivsel/ /viden/loven/
/viden/autisme-og-adhd/ /viden/statistik/ /viden/kulturaftalen-2021-2024/ /viden/skole-og-boligomraade/
/viden/herning-erasmus/ /viden/inklusionsdebatten/ /omtale/ /data/ /kilder/ /om/ /om/kontakt/ /om/tilgaengelighed/
/om/privatliv/ /om/aendringer/ /udgaver/ /en/ /let/ /was/
""".split()


@cache
def parsed(file: Path) -> Element:
    return html5lib.parse(file.read_text(encoding="utf-8"), treebuilder="etree")


def elements(tree: Element, *names: str) -> Iterator[Element]:
    wanted = {NAMESPACE + name for name in names}
    return (element for element in tree.iter() if element.tag in wanted)


def text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def pages(site: Path) -> dict[str, Path]:
    """Every page by its address, the short addresses that lead on to others too."""
    return {
        "/" + file.relative_to(site).as_posix().removesuffix("index.html"): file
        for file in sorted(site.rglob("*.html"))
    }


def content_pages(site: Path) -> dict[str, Path]:
    """The pages that people read: not those that only lead on."""
    return {address: file for address, file in pages(site).items() if 'http-equiv="refresh"' not in file.read_text("utf-8")}


def test_every_promised_address_answers(site: Path) -> None:
    assert [address for address in PROMISED if not (site / address.strip("/") / "index.html").is_file()] == []


def test_every_municipality_has_its_page_and_its_short_address(site: Path) -> None:
    found = [file.parent.name for file in site.glob("kommuner/*/index.html")]
    assert len(found) >= 8
    for slug in found:
        short = (site / slug / "index.html").read_text("utf-8")
        assert f"kommuner/{slug}/" in short


def test_every_link_on_the_site_leads_somewhere_and_every_anchor_is_there(site: Path) -> None:
    dead = []
    ids = {address: {element.get("id") for element in parsed(file).iter()} for address, file in pages(site).items()}
    for address, file in pages(site).items():
        base = EXAMPLE if file.name == "404.html" else EXAMPLE.rstrip("/") + address
        for element in parsed(file).iter():
            for name in ("href", "src"):
                target = element.get(name)
                if target is None or target.startswith(("mailto:", "tel:", "data:")):
                    continue
                whole = urlsplit(urljoin(base, target))
                if f"{whole.scheme}://{whole.netloc}/" != EXAMPLE:
                    continue
                path, anchor = unquote(whole.path), unquote(whole.fragment)
                if path.endswith("/"):
                    if path not in ids:
                        dead.append(f"{address}: {target}")
                    elif anchor and anchor not in ids[path]:
                        dead.append(f"{address}: {target} (no such id)")
                elif not (site / path.lstrip("/")).is_file():
                    dead.append(f"{address}: {target}")
    assert dead == []


def test_no_page_asks_another_host_for_anything(site: Path) -> None:
    asked = []
    for address, file in pages(site).items():
        tree = parsed(file)
        for element in elements(tree, "script", "img", "source", "iframe", "video", "audio", "embed", "object"):
            asked += [f"{address}: {value}" for name in ("src", "data", "srcset") if "//" in (value := element.get(name, ""))]
        for element in elements(tree, "link"):
            elsewhere = "//" in element.get("href", "") and not element.get("href", "").startswith("data:")
            if element.get("rel") not in {"canonical", "alternate"} and elsewhere:
                asked.append(f"{address}: {element.get('href')}")
    for file in [*site.glob("assets/*.css"), *site.glob("assets/*.js")]:
        asked += [f"{file.name}: {found}" for found in re.findall(r"url\(\s*[\"']?(?:https?:)?//[^)]*|@import[^;]*", file.read_text("utf-8"))]
    assert asked == []


def test_no_handler_and_no_inline_style_or_script_that_the_policy_does_not_name(site: Path) -> None:
    found = []
    running = set()
    for address, file in pages(site).items():
        tree = parsed(file)
        for element in tree.iter():
            found += [f"{address}: {name}" for name in element.keys() if name == "style" or name.startswith("on")]
        (policy,) = (each.get("content") for each in elements(tree, "meta") if each.get("http-equiv") == "Content-Security-Policy")
        for script in elements(tree, "script", "style"):
            digest = base64.b64encode(hashlib.sha256((script.text or "").encode()).digest()).decode()
            if script.get("src") is None and f"'sha256-{digest}'" not in policy:
                found.append(f"{address}: a {script.tag.rpartition('}')[2]} that the policy does not name")
            if script.tag.endswith("script") and script.get("type") is None:
                running.add(script.text)
    assert found == []
    assert len(running) == 1, "one script, the same on every page"


def test_a_click_that_is_faster_than_the_script_is_acted_on(site: Path, open_page: Opener) -> None:
    with serving(site) as home:
        page = open_page(home).page
        held: list[Route] = []
        page.route("**/assets/site.*.js", lambda route: held.append(route))
        page.get_by_role("button", name="Søg", exact=True).click()
        expect(page.get_by_role("dialog")).to_be_hidden()
        held[0].continue_()
        expect(page.get_by_role("dialog")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_the_menu_of_a_phone_needs_no_script(site: Path, open_page: Opener, javascript: bool) -> None:
    with serving(site) as home:
        page = open_page(home, width=360, javascript=javascript).page
        page.route("**/assets/site.*.js", lambda route: route.abort())
        menu = page.get_by_role("navigation", name="Hovedmenu")
        expect(menu).to_be_hidden()
        page.get_by_role("button", name="Menu", exact=True).click()
        expect(menu).to_be_visible()
        menu.get_by_role("link", name="Kommuner").click()
        page.wait_for_url("**/kommuner/")
        expect(menu).to_be_hidden()


def test_one_first_heading_and_no_level_left_out(site: Path) -> None:
    wrong = []
    for address, file in content_pages(site).items():
        levels = [int(heading.tag[-1]) for heading in elements(parsed(file), *(f"h{level}" for level in range(1, 7)))]
        if levels.count(1) != 1 or levels[0] != 1:
            wrong.append(f"{address}: {levels.count(1)} first headings")
        wrong += [f"{address}: h{before} then h{after}" for before, after in zip(levels, levels[1:], strict=False) if after > before + 1]
        wrong += [f"{address}: an empty heading" for heading in elements(parsed(file), "h1", "h2", "h3") if not text(heading)]
    assert wrong == []


def test_no_id_stands_twice_on_a_page(site: Path) -> None:
    twice = {
        address: [id_ for id_, count in Counter(element.get("id") for element in parsed(file).iter()).items() if id_ and count > 1]
        for address, file in pages(site).items()
    }
    assert {address: ids for address, ids in twice.items() if ids} == {}


def test_every_page_says_in_brief_what_it_is(site: Path) -> None:
    without = [
        address
        for address, file in content_pages(site).items()
        if not any("summary" in (element.get("class") or "").split() for element in elements(parsed(file), "div"))
        and not address.endswith("/plakat/")
    ]
    assert without == []


def test_no_word_of_the_theme_is_left_in_english(site: Path) -> None:
    left = []
    for address, file in content_pages(site).items():
        if address == "/en/":
            continue
        body = next(elements(parsed(file), "body"))
        said = [" ".join(part.split()) for element in body.iter() for part in (element.text, element.tail, element.get("title"), element.get("aria-label"), element.get("placeholder")) if part]
        left += [f"{address}: {words}" for words in said if words in ENGLISH or words.startswith(("404 -", "Made with"))]
    assert left == []


def test_no_count_below_five_is_anywhere_beside_a_hidden_one(site: Path) -> None:
    """What is hidden on pages is hidden in every file: the row of a hidden count holds no class, age or group."""
    partnerships = (site / "data" / "v1" / "partnerships.csv").read_text("utf-8-sig").splitlines()
    header = partnerships[0].split(";")
    hidden = [dict(zip(header, line.split(";"), strict=False)) for line in partnerships if "under 5" in line]
    assert hidden
    for row in hidden:
        assert {row[name] for name in header if name.split(".")[-1].split("_")[-1] in {"groups", "classes", "ages"}} <= {""}


# --- In a real browser ----------------------------------------------------------------------------


@pytest.fixture
def home(site: Path) -> Iterator[str]:
    with serving(site) as address:
        yield address.rstrip("/")


def test_no_page_has_a_script_error_or_asks_elsewhere(site: Path, home: str, open_page: Opener) -> None:
    watched = open_page(home + "/")
    for address in content_pages(site):
        if address.endswith("/"):
            watched.page.goto(home + address)
    assert watched.errors == []
    assert watched.outside == []


@pytest.mark.parametrize("width", [1280, 360])
def test_a_reader_walks_from_the_front_page_to_a_municipality(home: str, open_page: Opener, width: int) -> None:
    page = open_page(home + "/", width=width).page
    if width == 360:
        page.get_by_role("button", name="Menu", exact=True).click()
    page.get_by_role("navigation", name="Hovedmenu").get_by_role("link", name="Kommuner").click()
    page.wait_for_url("**/kommuner/")
    page.get_by_role("main").get_by_role("link", name="Herlev").first.click()
    page.wait_for_url("**/kommuner/herlev/")
    assert page.get_by_role("heading", level=1).inner_text() == "Herlev"


def test_the_search_finds_other_forms_of_a_word_and_loads_only_when_asked(home: str, open_page: Opener) -> None:
    watched = open_page(home + "/")
    watched.page.wait_for_load_state("networkidle")
    assert not [request for request in watched.requests if "soeg" in request]
    watched.page.get_by_role("button", name="Søg").first.click()
    watched.page.get_by_role("dialog").get_by_role("searchbox").fill("kulturskoler")
    results = watched.page.get_by_role("dialog").get_by_role("link")
    results.first.wait_for()
    assert results.count() > 0
    results.first.click()
    watched.page.wait_for_load_state()
    assert "kulturskole" in watched.page.get_by_role("main").inner_text().lower()
    assert watched.errors == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_both_colour_schemes_are_painted(home: str, open_page: Opener, scheme: str) -> None:
    page = open_page(home + "/", scheme=scheme).page
    paper, ink = page.evaluate("[getComputedStyle(document.documentElement).backgroundColor, getComputedStyle(document.body).color]")
    light = [sum(map(int, re.findall(r"\d+", colour)[:3])) for colour in (paper, ink)]
    assert (light[0] > light[1]) == (scheme == "light")


def test_headings_and_the_name_have_the_face_of_print(home: str, open_page: Opener) -> None:
    page = open_page(home + "/kommuner/herlev/").page
    faces = "names => names.map(name => getComputedStyle(document.querySelector(name)).fontFamily)"
    heading, name, body = page.evaluate(faces, ["h1", ".wordmark", "body"])
    assert heading == name != body


def test_an_unknown_address_helps_in_danish(home: str, open_page: Opener) -> None:
    watched = open_page(home + "/findes/ikke/her/")
    assert watched.page.get_by_role("heading", level=1).inner_text() == "Siden findes ikke"
    watched.page.get_by_role("main").get_by_role("link", name="Find din kommune").click()
    watched.page.wait_for_url("**/kommuner/")
