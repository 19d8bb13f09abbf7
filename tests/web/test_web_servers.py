"""The built site behind a real nginx and a real Caddy with the configurations of `deploy/`: what is sent, and how safe it is."""

from __future__ import annotations

import gzip
import re
import shutil
from collections.abc import Iterator
from email.message import Message
from pathlib import Path
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import HTTPRedirectHandler, Request, build_opener

import pytest

from dev.harness.browser import Opener
from dev.harness.http_server import serving
from dev.harness.sites import ROOT
from dev.harness.web_servers import SERVERS
from publication.web import address_list, http_headers, static_assets
from tests.build.test_site import content_pages


class Answer(NamedTuple):
    status: int
    headers: Message
    body: bytes


class _Stay(HTTPRedirectHandler):
    """Tells of a redirect and does not follow it."""

    def redirect_request(self, *_: object) -> None:
        return None


def ask(address: str, accept: str = "gzip") -> Answer:
    request = Request(address, headers={"Accept-Encoding": accept})
    try:
        with build_opener(_Stay).open(request, timeout=10) as answer:
            return Answer(answer.status, answer.headers, answer.read())
    except HTTPError as error:
        return Answer(error.code, error.headers, error.read())


@pytest.fixture(scope="module", params=SERVERS)
def server(request: pytest.FixtureRequest, deployed: Path) -> Iterator[str]:
    name = request.param
    if not shutil.which(name):
        pytest.skip(f"No {name} on this machine (Debian: apt-get install {'nginx-light' if name == 'nginx' else name}).")
    serve, configuration = SERVERS[name]
    with serve(deployed, ROOT / "dev" / "deploy" / configuration) as address:
        yield address


@pytest.mark.parametrize("name", http_headers.SERVERS)
def test_the_configurations_are_as_the_module_says(name: str) -> None:
    said = http_headers.configuration(ROOT / "dev" / "deploy", name, static_assets.first(ROOT / "overrides"), address_list.read(ROOT / address_list.LIST_FILE).removed)
    # Whoever adds a municipality need not write them anew: its short address answers without a rule.
    written = re.sub(r'(?m)^\s*(?:"~\*\^/\(\?:.*|@short_.*|redir @short_.*)\n', "", (ROOT / "dev" / "deploy" / name).read_text("utf-8"))
    assert written == said, "make servers"


@pytest.mark.parametrize("name", SERVERS)
def test_a_short_address_leads_to_its_page_in_whatever_letters(name: str, tmp_path: Path) -> None:
    if not shutil.which(name):
        pytest.skip(f"No {name} on this machine.")
    serve, configuration = SERVERS[name]
    site = tmp_path / "site"
    for file in ("404.html", "aeroe/index.html", "kommuner/aeroe/index.html"):
        (site / file).parent.mkdir(parents=True, exist_ok=True)
        (site / file).write_text(file, "utf-8")
    tmp_path.chmod(0o755)
    short = [("aeroe", ["aeroe", "ærø"], "/kommuner/aeroe/")]
    text = http_headers.configuration(ROOT / "dev" / "deploy", configuration, "", [], short)
    (tmp_path / configuration).write_text(text, "utf-8")
    with serve(site, tmp_path / configuration) as home:
        for path in ("aeroe", "aeroe/", "AEROE", "Aeroe/", "ærø", "Ærø/", "ÆRØ", "ÆRø"):
            answer = ask(f"{home}/{quote(path)}")
            assert (answer.status, answer.headers["Location"]) == (301, "/kommuner/aeroe/"), path
        assert ask(f"{home}/kommuner/aeroe/").status == 200
        assert ask(f"{home}/{quote('ærøskøbing')}").status == 404


def test_pages_are_sent_compressed_as_the_build_wrote_them_and_asked_for_again(server: str, deployed: Path) -> None:
    answer = ask(f"{server}/kommuner/herlev/")
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.body == (deployed / "kommuner/herlev/index.html.gz").read_bytes()
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert answer.headers["Cache-Control"] == http_headers.REVALIDATE
    assert "Set-Cookie" not in answer.headers
    plain = ask(f"{server}/kommuner/herlev/", "identity")
    assert plain.body == gzip.decompress(answer.body)


@pytest.mark.parametrize("name", SERVERS)
def test_what_was_removed_for_good_answers_410_with_the_page_that_says_so(name: str, tmp_path: Path) -> None:
    if not shutil.which(name):
        pytest.skip(f"No {name} on this machine.")
    serve, configuration = SERVERS[name]
    site = tmp_path / "site"
    for file in ("fjernet/index.html", "viden/en-historie/index.html", "404.html", "viden/index.html"):
        (site / file).parent.mkdir(parents=True, exist_ok=True)
        (site / file).write_text(file, "utf-8")
    tmp_path.chmod(0o755)
    text = http_headers.configuration(ROOT / "dev" / "deploy", configuration, "", ["/om/brev.txt", "/viden/en-historie/"])
    (tmp_path / configuration).write_text(text, "utf-8")
    with serve(site, tmp_path / configuration) as home:
        for path in ("/viden/en-historie/", "/viden/en-historie/index.md", "/om/brev.txt"):
            answer = ask(home + path)
            assert (answer.status, answer.body) == (410, b"fjernet/index.html"), path
            assert answer.headers["Content-Type"].startswith("text/html"), path
        assert (ask(f"{home}/viden/").status, ask(f"{home}/fjernet/").status) == (200, 200)
        assert (ask(f"{home}/om/brev.txt2").status, ask(f"{home}/om/brev.txt2").body) == (404, b"404.html")


def test_what_is_named_by_its_content_is_kept_for_a_year(server: str, site: Path) -> None:
    for file in [*site.glob("assets/*.css"), *site.glob("assets/*.js"), next(site.glob("assets/cards/*.png"))]:
        answer = ask(f"{server}/{file.relative_to(site).as_posix()}")
        assert (answer.status, answer.headers["Cache-Control"]) == (200, http_headers.FOREVER), file


def test_only_pictures_to_share_and_data_may_be_used_by_other_sites(server: str, site: Path) -> None:
    card = next(site.glob("assets/cards/*.png")).relative_to(site).as_posix()
    for path, policy in {"": "same-origin", card: "cross-origin", "data/v1/municipalities.csv": "cross-origin"}.items():
        answer = ask(f"{server}/{path}")
        assert answer.headers.get_all("Cross-Origin-Resource-Policy") == [policy], path
        assert (answer.headers["Access-Control-Allow-Origin"] == "*") == (policy == "cross-origin"), path


def test_a_page_has_one_address_and_a_lost_one_the_sites_own_words(server: str, site: Path) -> None:
    moved = ask(f"{server}/kommuner/herlev")
    assert moved.status in (301, 308) and moved.headers["Location"] == "/kommuner/herlev/"
    for path in ("/findes-ikke", "/findes-ikke/", "/assets/findes-ikke.css", "/kommuner/herlev/findes-ikke.html"):
        lost = ask(server + path, "identity")
        assert (lost.status, lost.body) == (404, (site / "404.html").read_bytes()), path
        assert lost.headers["Cache-Control"] == http_headers.REVALIDATE, path
        assert lost.headers["Content-Type"].startswith("text/html"), path


def test_every_kind_of_file_is_called_what_it_is(server: str, site: Path) -> None:
    style = next(site.glob("assets/site.*.css")).relative_to(site).as_posix()
    script = next(site.glob("assets/site.*.js")).relative_to(site).as_posix()
    for path, type_ in {
        style: "text/css",
        script: "(text|application)/javascript",
        "kommuner/herlev/qr.svg": r"image/svg\+xml",
        "site.webmanifest": r"application/manifest\+json",
        "sitemap.xml": "(text|application)/xml",
        "robots.txt": "text/plain",
        "data/v1/municipalities.csv": "text/csv; charset=utf-8",
        "data/v1/dcat.jsonld": r"application/ld\+json",
        "kommuner/herlev/index.md": "text/markdown; charset=utf-8",
        "kommuner/herlev/kommuner-herlev.bib": "application/x-bibtex",
        ".well-known/security.txt": "text/plain",
    }.items():
        answer = ask(f"{server}/{path}")
        assert answer.status == 200 and re.match(type_, answer.headers["Content-Type"] or ""), (path, answer.headers["Content-Type"])


def test_only_the_blocks_may_stand_in_frames_of_other_sites(server: str, open_page: Opener) -> None:
    for path in ("/", "/kommuner/herlev/", "/kommuner/herlev/plakat/", "/kommuner/herlev/blok/", "/herlev/", "/kommuner/herlev/rammen/"):
        answer = ask(server + path)
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"], path
        assert answer.headers["X-Frame-Options"] == "DENY", path
    frame = ask(f"{server}/kommuner/herlev/ramme/")
    assert frame.headers.get_all("Content-Security-Policy") == [http_headers.frame_policy()]
    assert frame.headers["X-Frame-Options"] is None
    assert frame.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert frame.headers["Referrer-Policy"] == "no-referrer"


def test_another_site_shows_the_block_and_nothing_else_of_ours(server: str, tmp_path: Path, open_page: Opener) -> None:
    """A host on another address, with a policy of its own that allows the frame."""
    frames = "".join(f'<iframe src="{server}/kommuner/herlev/{below}" width="100%" height="400"></iframe>' for below in ("ramme/", ""))
    policy = f"default-src 'none'; frame-src {server}"
    host = f'<!doctype html><html lang="da"><meta http-equiv="Content-Security-Policy" content="{policy}"><title>x</title>{frames}'
    with serving(tmp_path, extra={"/vaert": host}) as other:
        page = open_page("about:blank").page
        page.unroute_all()
        page.goto(f"{other}vaert")
        page.frame_locator("iframe >> nth=0").get_by_role("link", name="Læs mere om Herlev").wait_for()
        assert page.frame_locator("iframe >> nth=1").get_by_role("heading").count() == 0


def test_hosts_that_only_add_rules_forbid_frames_everywhere_but_for_the_blocks(site: Path) -> None:
    rules: dict[str, dict[str, str]] = {}
    for line in (site / "_headers").read_text("utf-8").splitlines():
        if line.startswith("/"):
            rules[line] = {}
        elif line.startswith("  "):
            name, _, value = line.strip().partition(": ")
            rules[next(reversed(rules))][name] = value

    def sent(address: str) -> list[dict[str, str]]:
        patterns = {path: re.escape(path).replace(r"\*", ".*").replace(":page", "[^/]+") for path in rules}
        return [rules[path] for path, pattern in patterns.items() if re.fullmatch(pattern, address)]

    for address in content_pages(site):
        policies = [rule["Content-Security-Policy"] for rule in sent(address) if "Content-Security-Policy" in rule]
        assert policies and all(one.startswith("default-src 'none'") for one in policies), address
        framed = not any("frame-ancestors 'none'" in one for one in policies)
        assert framed == address.endswith("/ramme/"), address
        # Said twice it is the same to a browser.
        assert {rule["X-Frame-Options"] for rule in sent(address) if "X-Frame-Options" in rule} == (set() if framed else {"DENY"})


# --- Mozilla's HTTP Observatory -------------------------------------------------------------------


def observatory(answer: Answer) -> int:
    """The score of a page by the published rules (github.com/mdn/mdn-http-observatory, version 5), of what a server here can say.

    Redirection to https and preloading are the host's, and count nothing here.
    """
    said, score = answer.headers, 100
    policies = [part.split() for part in (said["Content-Security-Policy"] or "").split(";") if part.strip()]
    rules = {name: set(values) for name, *values in policies}
    assert len(rules) == len(policies), "a directive twice"
    scripts = rules.get("script-src", rules.get("default-src", set()))
    styles = rules.get("style-src", rules.get("default-src", set()))
    if not rules or {"'unsafe-inline'", "*", "https:", "data:"} & scripts or "'unsafe-eval'" in scripts:
        score -= 25
    elif "'unsafe-inline'" not in styles:
        score += 10 if rules.get("default-src") == {"'none'"} else 5
    score += 0 if said["X-Content-Type-Options"] == "nosniff" else -5
    lasting = re.search(r"max-age=(\d+)", said["Strict-Transport-Security"] or "")
    score += 0 if lasting and int(lasting[1]) >= 15_768_000 else -20
    private = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
    score += 5 if said["Referrer-Policy"] in private else 0
    if rules.get("frame-ancestors") in ({"'none'"}, {"'self'"}):
        score += 5
    elif said["X-Frame-Options"] not in ("DENY", "SAMEORIGIN"):
        score -= 20
    score += 10 if said["Cross-Origin-Resource-Policy"] in ("same-origin", "same-site") else 0
    score -= 50 if said["Access-Control-Allow-Origin"] else 0
    score -= 5 if said["Set-Cookie"] else 0
    return score


def test_the_observatory_gives_the_best_grade(server: str) -> None:
    for path in ("/", "/kommuner/herlev/", "/findes-ikke/"):
        assert observatory(ask(server + path)) >= 115, path


# --- In the browser -------------------------------------------------------------------------------


def test_the_browser_refuses_nothing_while_everything_is_used(server: str, site: Path, open_page: Opener) -> None:
    """Header and meta policy together: no page breaks either, with the menu, search, sharing, a term and the settings used."""
    watched = open_page(f"{server}/", width=360, permissions=["clipboard-read", "clipboard-write"])
    page = watched.page
    for address in content_pages(site):
        if address.endswith("/"):
            page.goto(server + address)
    page.goto(f"{server}/kommuner/herlev/")
    page.get_by_role("button", name="Menu", exact=True).click()
    page.get_by_role("button", name="Menu", exact=True).click()
    page.locator("details.share > summary").click()
    page.get_by_role("button", name="Kopiér link").click()
    page.locator("#besked:not(:empty)").wait_for()
    page.locator("button.term").first.click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Læsevisning").click()
    page.get_by_role("dialog").get_by_label("Mørk").check()
    page.get_by_role("dialog").get_by_label("Større").check()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Søg", exact=True).click()
    page.get_by_role("dialog").get_by_role("searchbox").fill("musikskole")
    page.get_by_role("dialog").get_by_role("link").first.wait_for()
    assert watched.errors == []
    assert watched.outside == []
