"""What a reader's machine is sent: within the budget on every page, the same however many municipalities there are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dev.harness.browser import Opener
from dev.harness.http_server import serving
from dev.harness.page_weights import sent, shared, weights

KIB = 1024
PAGE, SHARED, SEARCH = 15 * KIB, 7.5 * KIB, 117 * KIB
MUNICIPALITY = PAGE - SHARED


def municipality(site: Path, id_: str) -> int:
    return sent(site / "kommuner" / id_ / "index.html")


def test_what_all_pages_share_is_small(site: Path) -> None:
    assert shared(site) <= SHARED


def test_every_municipality_comes_within_fifteen_kibibytes(site: Path) -> None:
    """The pages made from records. Those that authors write are weighed by `make bench`, for a sentence breaks no test."""
    made = {address: weight for address, weight in weights(site).items() if re.fullmatch("/kommuner/[^/]+/", address)}
    assert len(made) >= 8
    assert {address: weight for address, weight in made.items() if weight > PAGE} == {}


def test_the_page_of_an_invented_municipality_fits_what_the_shared_files_leave(country: Path) -> None:
    """However many there are. What a real one weighs is for its records to say, and for `make bench` to tell."""
    found = {page.parent.name: sent(page) for page in country.glob("kommuner/*-proeve/index.html")}
    assert len(found) > 80
    assert {id_: weight for id_, weight in found.items() if weight > MUNICIPALITY} == {}


def test_no_page_grows_too_heavy_with_more_municipalities(site: Path, country: Path) -> None:
    """Within fifteen KiB, or no heavier than among eight but for the map that a page may have as its drawing."""
    now, then = weights(site), weights(country)
    assert set(now) < set(then)
    # Among more a count is another word, such as »98« for »otte«.
    assert {address: weight for address, weight in then.items() if weight > max(PAGE, now.get(address, 0) + 1200)} == {}


def test_a_municipality_weighs_the_same_among_eight_and_among_ninety_eight(site: Path, country: Path) -> None:
    assert shared(site) == shared(country)
    for id_ in ("herlev", "halsnaes", "roskilde"):
        # Its neighbours on the map may be others, with other names.
        assert abs(municipality(site, id_) - municipality(country, id_)) < 200, id_


@pytest.mark.parametrize(("path", "more"), [("", ["parts.css"]), ("kommuner/", ["parts.css"]), ("kommuner/herlev/", []), ("viden/loven/", [])])
def test_a_cold_page_takes_no_more_than_its_styles_until_there_is_a_reader(site: Path, open_page: Opener, path: str, more: list[str]) -> None:
    with serving(site) as home:
        watched = open_page(home + path)
        watched.page.wait_for_load_state("networkidle")
        assert [re.sub(r".*/|\.[0-9a-f]+(?=\.)", "", request) for request in watched.requests] == ["", "site.css", *more]
        with watched.page.expect_request("**/assets/site.*.js"):
            watched.page.locator("h1").click()
        assert re.search(r"/assets/site\.[0-9a-f]+\.js$", watched.requests[2 + len(more)])
        assert not [request for request in watched.requests if "soeg" in request or "panels" in request]


def test_the_first_search_is_light_among_ninety_eight(country: Path, open_page: Opener) -> None:
    with serving(country) as home:
        watched = open_page(f"{home}om/")
        page = watched.page
        sizes: list[int] = []
        watched.page.wait_for_load_state("networkidle")
        page.on("requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"]))
        page.get_by_role("button", name="Søg", exact=True).click()
        page.get_by_role("dialog").get_by_role("searchbox").fill("musikskole")
        page.get_by_role("dialog").get_by_role("link").first.wait_for()
        page.wait_for_load_state("networkidle")
        assert sizes and sum(sizes) <= SEARCH, sizes
