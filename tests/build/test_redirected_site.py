"""Real sites with every kind of redirect and removed address, built and served."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import unquote
from urllib.request import urlopen

import pytest

from dev.harness.browser import Opener
from dev.harness.http_server import serving
from dev.harness.project_copies import project
from dev.harness.sites import build
from publication.loading import loader
from publication.web import address_list, html, permalinks
from publication.web.address_list import digest

LINES = """\
/viden/gammel/ -> /viden/loven/
/viden/aeldst/ -> /viden/gammel/
/projekter/ -> /kommuner/halsnaes/
/start/ -> /
/omtale/presse.xml -> /omtale/feed.xml
/viden/statistik/#flyttet -> /viden/gammel/#læs-videre
/udtalelser/#udtalelse-taget-tilbage -> /udtalelser/
/viden/en-historie/ -> /fjernet/
/viden/en-historie/index.md
/viden/en-historie/#afsnit
"""
FORGOTTEN = "udtalelse-en-der-er-glemt"
RENAMED = ("kommuner/halsnaes", "kommuner/halsnaes-ny")


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with all of it, and the name of one municipality changed as the check asks for."""
    folder = project(tmp_path_factory.mktemp("moved"))
    lists = folder / address_list.LIST_FILE
    lists.write_text(f"{lists.read_text('utf-8')}{LINES}borte: {digest(FORGOTTEN)}\nborte: {digest('/om/en-glemt/')}\n", "utf-8")
    for file in (folder / "data").glob("*.yml"):
        text = file.read_text("utf-8").replace("municipality: halsnaes\n", "municipality: halsnaes-ny\n")
        file.write_text(text.replace("- id: halsnaes\n", "- id: halsnaes-ny\n  redirects: [halsnaes]\n"), "utf-8")
    return folder


@pytest.fixture(scope="module")
def built(moved: Path) -> Path:
    return build(moved / "site", moved)


def way(page: str) -> str:
    """Where a page sends its readers; empty where it sends them nowhere."""
    return html.meta(html.parse(page)).get("refresh", "").partition("url=")[2]


WAYS = {
    "viden/gammel/": "../loven/",
    "viden/aeldst/": "../loven/",
    "projekter/": "../kommuner/halsnaes-ny/",
    "start/": "../",
    "halsnaes/": "../kommuner/halsnaes-ny/",
    "halsnaes-ny/": "../kommuner/halsnaes-ny/",
    "kommuner/halsnaes/": "../halsnaes-ny/",
    "kommuner/halsnaes/plakat/": "../../halsnaes-ny/plakat/",
}
KEPT = {
    "omtale/presse.xml": "omtale/feed.xml",
    "viden/gammel/index.md": "viden/loven/index.md",
    "viden/aeldst/index.md": "viden/loven/index.md",
    "viden/aeldst/viden-aeldst.bib": "viden/loven/viden-loven.bib",
    "start/index.md": "index.md",
    **{f"{RENAMED[0]}/{name}": f"{RENAMED[1]}/{name}" for name in ("feed.xml", "feed.json", "qr.svg", "qr.png", "index.md")},
    **{f"{RENAMED[0]}/kommuner-halsnaes.{end}": f"{RENAMED[1]}/kommuner-halsnaes-ny.{end}" for end in ("bib", "ris")},
    "data/v1/kommuner/halsnaes/municipalities.csv": "data/v1/kommuner/halsnaes-ny/municipalities.csv",
}


def test_every_page_leads_to_the_end_of_its_chain(built: Path) -> None:
    assert {old: way((built / old / "index.html").read_text("utf-8")) for old in WAYS} == WAYS


def test_every_file_answers_at_its_old_address(built: Path) -> None:
    for old, new in KEPT.items():
        assert (built / old).read_bytes() == (built / new).read_bytes(), old
    assert not (built / "start/robots.txt").exists()


def test_every_card_that_was_published_is_there(built: Path, moved: Path) -> None:
    names = address_list.cards(moved / address_list.FOLDER / address_list.CARDS)
    assert names and [name for name in names if not (built / "assets/cards" / name).exists()] == []
    assert any(name.startswith("kommuner-halsnaes.") for name in names)


def test_nothing_that_was_published_is_lost(built: Path, moved: Path) -> None:
    publication, diagnostics = loader.read(moved / "data")
    assert publication, diagnostics
    listed = address_list.read(moved / address_list.LIST_FILE)
    assert permalinks.diagnostics(listed, permalinks.built(built), publication) == []


def test_what_was_removed_says_only_that(built: Path) -> None:
    for address in ("fjernet/", "viden/en-historie/"):
        page = html.parse((built / address / "index.html").read_text("utf-8"))
        assert html.meta(page)["robots"] == "noindex"
        assert " ".join(page.find(".//main").text_content().split()) == (
            "Her er noget fjernet Kort fortalt Det, der stod på adressen, er taget ned. Gå til forsiden"
        )
    for file in ("sitemap.xml", "llms.txt"):
        assert "fjernet" not in (built / file).read_text("utf-8")


@pytest.mark.parametrize(
    ("address", "end"),
    [
        ("viden/statistik/#flyttet", "viden/loven/#læs-videre"),
        ("udtalelser/#udtalelse-taget-tilbage", "udtalelser/#udtalelse-taget-tilbage"),
        (f"udtalelser/#{FORGOTTEN}", "fjernet/"),
        (f"#{FORGOTTEN}", "fjernet/"),
        ("om/en-glemt/", "fjernet/"),
        ("om/findes-ikke/", "om/findes-ikke/"),
        ("udtalelser/#findes-ikke", "udtalelser/#findes-ikke"),
        ("kommuner/halsnaes/#tal", "kommuner/halsnaes-ny/"),
    ],
)
def test_a_place_that_is_gone_leads_its_readers_on(built: Path, open_page: Opener, address: str, end: str) -> None:
    with serving(built) as home:
        page = open_page(home + address).page
        page.wait_for_url(lambda url: unquote(url) == home + end)
        # Where nothing leads on, it does not do so later either.
        page.wait_for_timeout(300)
        assert unquote(page.url) == home + end


def test_a_line_that_leads_nowhere_ends_the_build_at_its_line(tmp_path: Path) -> None:
    wrong = project(tmp_path)
    lists = wrong / address_list.LIST_FILE
    text = lists.read_text("utf-8")
    first = len(text.splitlines()) + 1

    def said(*lines: str) -> list[tuple[str, str, str]]:
        lists.write_text(text + "".join(f"{line}\n" for line in lines), "utf-8")
        with pytest.raises(AssertionError) as refused:
            build(wrong / "site", wrong)
        assert not (wrong / "site").exists()
        return re.findall(r"published/addresses\.txt:(\d+):1: (.*?) \[([a-z-]+)\]", str(refused.value))

    found = said("/x/ -> /y/", "/y/ -> /x/", "/viden/ -> /om/", "https://eksempel.dk/")
    codes = ("adresse-ring", "adresse-ring", "adresse-optaget", "adresse-linje")
    assert sorted((line, code) for line, _, code in found) == [(str(number), code) for number, code in enumerate(codes, first)]
    ((line, missing, _),) = said("/x/ -> /findes-ikke/")
    assert (line, missing) == (str(first), "/x/ fører til /findes-ikke/, og den findes ikke; skriv en adresse, der findes")


@pytest.fixture(scope="module")
def served(moved: Path) -> Iterator[str]:
    """The same under `publication serve`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "publication", "serve", "--address", address]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen(command, cwd=moved, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"}, start_new_session=True, **quiet)
    try:
        for _ in range(300):
            try:
                urlopen(f"http://{address}/robots.txt", timeout=5).close()
                break
            except (URLError, OSError):
                assert server.poll() is None
                time.sleep(0.2)
        yield f"http://{address}/"
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=10)


def test_all_of_it_answers_while_somebody_writes(served: str, built: Path) -> None:
    def answer(address: str) -> bytes:
        try:
            with urlopen(served + address, timeout=10) as found:
                return bytes(found.read())
        except HTTPError as error:
            pytest.fail(f"{address}: {error}")

    assert {old: way(answer(old).decode()) for old in WAYS} == WAYS
    for old in KEPT:
        assert answer(old), old
    for name in address_list.cards(built.parent / address_list.FOLDER / address_list.CARDS):
        assert answer(f"assets/cards/{name}").startswith(b"\x89PNG"), name
    assert "Her er noget fjernet" in answer("viden/en-historie/").decode()
