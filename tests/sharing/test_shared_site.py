"""The built site as those see it who share, cite, print, scan and correct it: every page, read by machine."""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import html5lib
import pikepdf
import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import expect

from dev.harness.browser import Opener
from dev.harness.http_server import serving
from dev.harness.sites import ROOT
from publication.loading import loader
from publication.model.kinds import Publication
from publication.web import address_list, permalinks
from publication.web.deployment import EXAMPLE
from tests.vocabulary import diagnostics

NO_ADDRESS = ("/404.html", address_list.REMOVED)
"""The pages that are shown at addresses where nothing is."""

FORK = "https://en-kommune.github.io/kultur/"


@cache
def parsed(file: Path) -> Element:
    return html5lib.parse(file.read_text("utf-8"), namespaceHTMLElements=False)


def pages(site: Path) -> dict[str, Element]:
    """Every page by its address, those that lead on too, 404.html as `/404.html`."""
    return {
        "/" + file.relative_to(site).as_posix().removesuffix("index.html"): parsed(file)
        for file in sorted(site.rglob("*.html"))
    }


def living(site: Path) -> dict[str, Element]:
    """The pages but those of kept editions, which say again what the living ones said."""
    return {address: page for address, page in pages(site).items() if not kept_of(address)}


def kept_of(address: str) -> str | None:
    """The living page's address of a kept edition's page; None for a living one."""
    found = re.fullmatch(r"/udgaver/[^/]+(/.+)", address)
    return found[1] if found else None


def meta(page: Element) -> dict[str, str]:
    return {tag.get("property") or tag.get("name"): tag.get("content", "") for tag in page.iter("meta")}


def leads_on(page: Element) -> bool:
    return any(tag.get("http-equiv") == "refresh" for tag in page.iter("meta"))


def file_of(site: Path, address: str) -> Path:
    path = unquote(address.lstrip("/"))
    return site / path / "index.html" if address.endswith("/") else site / path


@pytest.fixture(scope="module")
def publication() -> Publication:
    found, diagnostics_ = loader.read(ROOT / "data")
    assert found, diagnostics_
    return found


# --- Heads ----------------------------------------------------------------------------------------


def test_titles_and_descriptions_are_unique_and_of_the_right_length(site: Path) -> None:
    titles = {address: page.findtext("head/title") for address, page in living(site).items()}
    descriptions = {address: meta(page).get("description", "") for address, page in living(site).items()}
    assert {address: title for address, title in titles.items() if not 0 < len(title) <= 60} == {}
    assert {address: text for address, text in descriptions.items() if not 50 <= len(text) <= 160} == {}
    # Another spelling of a short address is the same page.
    for texts in (titles, descriptions):
        once = Counter(text for address, text in texts.items() if address.isascii() and address.islower() or address == "/")
        assert [text for text, times in once.items() if times > 1] == []


def test_every_page_names_its_own_address_and_those_that_lead_on_their_target(site: Path) -> None:
    for address, page in pages(site).items():
        canonical = page.find("head/link[@rel='canonical']")
        if address in NO_ADDRESS:
            assert canonical is None and meta(page)["robots"] == "noindex"
        elif leads_on(page):
            assert meta(page)["robots"] == "noindex", address
            assert file_of(site, urlsplit(canonical.get("href")).path).exists(), address
        else:
            assert canonical.get("href") == EXAMPLE + (kept_of(address) or address).lstrip("/")


def test_every_page_has_a_card_that_is_there(site: Path) -> None:
    for address, page in pages(site).items():
        tags = meta(page)
        card = file_of(site, "/" + tags["og:image"].removeprefix(EXAMPLE))
        image = Image.open(card)
        assert (str(image.width), str(image.height)) == (tags["og:image:width"], tags["og:image:height"]) == ("1200", "630")
        assert card.stat().st_size < 100_000, address
        assert (tags["og:locale"], tags["twitter:card"]) == ("da_DK", "summary_large_image")
        assert tags["og:image:alt"], address
        for name in ("og:title", "og:description", "og:type", "og:site_name", "og:url"):
            assert tags[name], (address, name)


def test_no_two_pages_share_a_card_but_a_municipality_s_own(site: Path) -> None:
    cards = Counter(
        meta(page)["og:image"]
        for address, page in living(site).items()
        if not leads_on(page) and not address.endswith(("/plakat/", "/blok/", "/ramme/", *NO_ADDRESS))
    )
    assert set(cards.values()) == {1}


def test_structured_data_keeps_to_the_vocabulary(site: Path) -> None:
    for address, page in pages(site).items():
        for script in page.iter("script"):
            if script.get("type") == "application/ld+json":
                assert list(diagnostics(json.loads(script.text))) == [], address


def test_municipalities_have_their_official_codes(site: Path, publication: Publication) -> None:
    for record in publication.municipalities:
        (script,) = (tag for tag in pages(site)[f"/kommuner/{record.id}/"].iter("script") if tag.get("type") == "application/ld+json")
        (area,) = (thing for thing in json.loads(script.text)["@graph"] if thing["@type"] == "AdministrativeArea")
        assert area["identifier"]["value"] == record.code


# --- Addresses ------------------------------------------------------------------------------------


def test_everything_that_was_published_still_answers(site: Path, publication: Publication) -> None:
    lost = permalinks.diagnostics(address_list.read(ROOT / address_list.LIST_FILE), permalinks.built(site), publication)
    assert not lost, "\n".join(map(str, lost))


def test_every_card_that_was_published_is_still_there(site: Path) -> None:
    names = address_list.cards(ROOT / address_list.FOLDER / address_list.CARDS)
    assert [name for name in names if not (site / "assets/cards" / name).exists()] == []


def test_every_offered_link_to_a_fact_finds_it(site: Path) -> None:
    for address, page in permalinks.built(site).items():
        if page:
            assert set(page.offered) <= page.ids, address


def test_every_short_address_leads_on_without_a_script(site: Path, publication: Publication, open_page: Opener) -> None:
    with serving(site, "/et/sted/") as home:
        for record in publication.municipalities:
            watched = open_page(f"{home}{record.id}/", javascript=False)
            watched.page.wait_for_url(f"**/et/sted/kommuner/{record.id}/")


# --- Codes and paper ------------------------------------------------------------------------------


def test_every_code_file_reads_back_the_short_address(site: Path, publication: Publication) -> None:
    for record in publication.municipalities:
        image = Image.open(site / "kommuner" / record.id / "qr.png")
        assert [code.text for code in zxingcpp.read_barcodes(image)] == [f"{EXAMPLE}{record.id}/"]


def test_a_municipality_prints_on_two_sheets_and_its_poster_on_one(site: Path, publication: Publication, open_page: Opener) -> None:
    with serving(site) as home:
        for record in publication.municipalities:
            sheet = open_page(f"{home}kommuner/{record.id}/", scheme="dark").page
            assert len(pikepdf.open(io.BytesIO(sheet.pdf(prefer_css_page_size=True))).pages) <= 2, record.id
            poster = open_page(f"{home}kommuner/{record.id}/plakat/", scheme="dark").page
            assert len(pikepdf.open(io.BytesIO(poster.pdf(prefer_css_page_size=True))).pages) == 1, record.id


@pytest.mark.parametrize("path", ["", "plakat/"])
def test_paper_is_light_has_the_code_and_nothing_to_click(site: Path, publication: Publication, open_page: Opener, path: str) -> None:
    record = publication.municipalities[0]
    with serving(site) as home:
        page = open_page(f"{home}kommuner/{record.id}/{path}", width=794, scheme="dark").page
        page.emulate_media(media="print")
        # A browser that prints fetches what is lazy; one that only looks as if it did, does not.
        page.evaluate("Promise.all([...document.images].map((image) => { image.loading = 'eager'; return image.decode(); }))")
        shot = Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("RGB")
        assert shot.getpixel((2, shot.height - 3)) == (255, 255, 255)
        assert f"{EXAMPLE}{record.id}/" in [code.text for code in zxingcpp.read_barcodes(shot.resize((shot.width * 2, shot.height * 2)))]
        for hidden in (".menu", ".tools", "footer nav", "details.share", "details.citation", ".breadcrumbs"):
            assert not any(found.is_visible() for found in page.locator(hidden).all()), hidden
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


# --- Share and cite -------------------------------------------------------------------------------


def test_without_a_script_only_what_works_is_shown(site: Path, publication: Publication, open_page: Opener) -> None:
    with serving(site) as home:
        page = open_page(f"{home}kommuner/", javascript=False).page
        page.locator("details.share > summary").click()
        assert page.locator("details.share button:visible").count() == 0
        assert page.locator("details.share a:visible").count() == 1
        page.locator("details.citation > summary").click()
        assert page.locator("details.citation .cite").is_visible()
        assert [link.inner_text() for link in page.locator("details.citation a[download]:visible").all()] == ["Hent som BibTeX", "Hent som RIS"]
        # What is cited is the edition, which stays as it is.
        cited = f"{EXAMPLE}udgaver/{publication.edition.id}/kommuner/"
        assert page.locator("details.citation").get_by_text(cited).first.is_visible()


def test_copying_says_aloud_that_it_did_by_keyboard_too(site: Path, open_page: Opener) -> None:
    with serving(site) as home:
        watched = open_page(f"{home}kommuner/", permissions=["clipboard-read", "clipboard-write"])
        page = watched.page
        page.locator("details.share > summary").focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator("#besked")).not_to_be_empty()
        assert page.evaluate("navigator.clipboard.readText()") == f"{EXAMPLE}kommuner/"
        assert watched.errors == [] and watched.outside == []


# --- Where it lives -------------------------------------------------------------------------------


def test_below_a_path_every_address_stays_below_it(fork: Path) -> None:
    for address, page in pages(fork).items():
        here = urljoin(FORK, address.lstrip("/"))
        for tag in page.iter():
            for name in ("href", "src"):
                value = tag.get(name)
                if value is None or urlsplit(value).scheme or value.startswith("#") or (tag.tag == "base"):
                    continue
                target = urljoin(here, value)
                assert target.startswith(FORK), (address, value)
                path = urlsplit(target).path.removeprefix(urlsplit(FORK).path)
                assert file_of(fork, "/" + path).exists() or (fork / path / "index.html").exists(), (address, value)


def test_nothing_of_the_example_is_left_in_a_fork(fork: Path) -> None:
    for file in [*fork.rglob("*.html"), fork / "sitemap.xml", fork / "robots.txt"]:
        assert EXAMPLE not in file.read_text("utf-8"), file


def test_every_page_of_a_fork_can_be_corrected_at_the_right_line(fork: Path) -> None:
    start = "https://github.com/En-Kommune/kultur/edit/main/"
    for address, page in pages(fork).items():
        if leads_on(page) or address.endswith(("/plakat/", "/blok/", "/ramme/", *NO_ADDRESS)):
            continue
        links = [tag.get("href") for tag in page.iter("a") if tag.get("href", "").startswith(start)]
        # What an edition told is not corrected: the living page is.
        assert bool(links) != bool(kept_of(address)), address
        for link in links:
            path, _, line = link.removeprefix(start).partition("#L")
            lines = (ROOT / path).read_text("utf-8").splitlines()
            # The editors' overview leads to the very field.
            begins = r"(?:- |  )\w+:" if address.endswith("om/redaktion/") else "- id: "
            assert not line or re.match(begins, lines[int(line) - 1]), link


def test_nothing_can_be_corrected_where_no_repository_is_set(site: Path) -> None:
    for file in site.rglob("*.html"):
        assert "/edit/" not in file.read_text("utf-8"), file


# --- For machines ---------------------------------------------------------------------------------


def test_the_site_map_has_every_page_once_with_the_date_that_it_shows(site: Path) -> None:
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    rows = {
        row.findtext("s:loc", namespaces=space): row.findtext("s:lastmod", namespaces=space)
        for row in ElementTree.parse(site / "sitemap.xml").iterfind("s:url", space)
    }
    own = {EXAMPLE + address.lstrip("/"): page for address, page in living(site).items() if "robots" not in meta(page)}
    assert set(rows) == set(own)
    for url, page in own.items():
        assert rows[url] in {tag.get("datetime") for tag in page.iter("time")}, url


def test_robots_find_the_site_map(site: Path) -> None:
    assert f"Sitemap: {EXAMPLE}sitemap.xml" in (site / "robots.txt").read_text("utf-8")


def test_the_manifest_names_icons_of_their_sizes(site: Path) -> None:
    manifest = json.loads((site / "site.webmanifest").read_text("utf-8"))
    for icon in manifest["icons"]:
        if icon["sizes"] != "any":
            assert "x".join(map(str, Image.open(site / icon["src"]).size)) == icon["sizes"]
    assert Image.open(site / "apple-touch-icon.png").size == (180, 180)


def test_the_icon_stands_in_every_page(site: Path) -> None:
    for address, page in pages(site).items():
        if leads_on(page) or address.endswith("/ramme/"):
            continue
        (icon,) = (tag for tag in page.iter("link") if (tag.get("href") or "").startswith("data:"))
        drawing = icon.get("href").removeprefix("data:image/svg+xml,")
        assert icon.get("rel") == "icon" and ElementTree.fromstring(unquote(drawing)).get("viewBox"), address


def test_links_to_correct_say_what_they_correct(fork: Path) -> None:
    for address, page in pages(fork).items():
        names = [tag.get("aria-label") for tag in page.iter("a") if tag.get("class") == "edit-link"]
        assert all(name.startswith("Ret i filen: ") and len(name) > 14 for name in names), address
