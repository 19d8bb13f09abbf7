"""What leads on: where to at last, with which files, and which lines of the list cannot be meant."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from publication.loading import loader
from publication.model.kinds import Publication
from publication.web import address_list, redirects
from publication.web.address_list import AddressList

FIXTURE = Path(__file__).parents[1] / "fixtures" / "data"


@pytest.fixture(scope="module")
def publication() -> Publication:
    found, diagnostics = loader.read(FIXTURE)
    assert found, diagnostics
    return found


def listed(tmp_path: Path, *lines: str) -> AddressList:
    file = tmp_path / address_list.LIST
    file.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return address_list.read(file)


def test_every_municipality_has_a_short_address_and_its_old_ones_lead_on(publication: Publication) -> None:
    ways = redirects.ways(publication, {"/viden/gammel/": "/viden/", "/viden/#x": "/viden/"})
    assert ways["/aeroesund/"] == "/kommuner/aeroesund/"
    assert ways["/nordbyen/"] == ways["/kommuner/nordbyen/"] == "/kommuner/nordby/"
    assert ways["/was/"] == "/om/tilgaengelighed/"
    assert ways["/viden/gammel/"] == "/viden/"
    assert "/viden/#x" not in ways


def test_a_short_address_must_not_stand_where_a_page_stands(publication: Publication) -> None:
    ways = redirects.ways(publication, {})
    assert list(redirects.collisions(publication, ways, ["/viden/"], AddressList())) == []
    (diagnostic,) = redirects.collisions(publication, ways, ["/nordby/"], AddressList())
    assert diagnostic.file == "data/municipalities.yml" and diagnostic.line == publication.line("municipalities", "nordby")


def test_the_files_of_a_page_that_has_moved_stay_at_its_old_address_too(tmp_path: Path) -> None:
    for file in ("ny/index.html", "ny/feed.xml", "ny/qr.svg", "gammel/index.html", "gammel/qr.svg"):
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_text(file, "utf-8")
    redirects.keep_files(tmp_path, {"/gammel/": "/ny/", "/vaek/": "/findes-ikke/"})
    kept = {file.name: file.read_text("utf-8") for file in (tmp_path / "gammel").iterdir()}
    assert kept == {"index.html": "gammel/index.html", "feed.xml": "ny/feed.xml", "qr.svg": "gammel/qr.svg"}


def test_files_named_after_a_page_keep_their_old_names(tmp_path: Path) -> None:
    for file in ("kommuner/ny/index.html", "kommuner/ny/kommuner-ny.bib", "kommuner/ny/ny.pdf", "index.html", "robots.txt", "forside.ris"):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(file, "utf-8")
    redirects.keep_files(tmp_path, {"/kommuner/gl/": "/kommuner/ny/", "/start/": "/", "/gl.txt": "/robots.txt", "/x/": "/fjernet/"})
    assert {file.name for file in (tmp_path / "kommuner/gl").iterdir()} == {"kommuner-gl.bib", "gl.pdf"}
    assert {file.name for file in (tmp_path / "start").iterdir()} == {"start.ris"}
    assert (tmp_path / "gl.txt").read_text("utf-8") == "robots.txt"
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize(
    ("address", "leads", "last"),
    [
        ("/a/", {}, "/a/"),
        ("/a/", {"/a/": "/b/", "/b/": "/c/#x"}, "/c/#x"),
        ("/a/#x", {"/a/": "/b/"}, "/b/#x"),
        ("/a/#x", {"/a/": "/b/#y"}, "/b/#y"),
        ("/a/#x", {"/a/#x": "/a/"}, "/a/"),
        ("/a/#x", {"/a/#x": "/b/#x", "/b/#x": "/c/"}, "/c/"),
        ("/a/", {"/a/": "/b/", "/b/": "/a/"}, "/a/"),
        ("/a/", {"/a/": "/b/", "/b/": "/c/", "/c/": "/b/"}, "/a/"),
        ("/a/", {"/a/": "/a/#x"}, "/a/"),
    ],
)
def test_an_address_leads_to_the_end_of_its_chain(address: str, leads: dict[str, str], last: str) -> None:
    assert redirects.final(address, leads) == last


def test_a_chain_may_pass_through_a_municipality(publication: Publication) -> None:
    found = redirects.ways(publication, {"/projekter/": "/kommuner/nordbyen/", "/om/tilgaengelighed/": "/om/adgang/"})
    assert found["/projekter/"] == "/kommuner/nordby/"
    assert found["/was/"] == "/om/adgang/"


@pytest.mark.parametrize(
    ("lines", "where", "code"),
    [
        (["/a/ -> /b/", "/b/ -> /a/"], [1, 2], "adresse-ring"),
        (["/a/ -> /a/"], [1], "adresse-ring"),
        (["/a/#x -> /a/#x"], [1], "adresse-ring"),
        (["/nordbyen/ -> /viden/", "/x.txt -> /viden/"], [2], "adresse-maal"),
        (["/a/->/b/"], [1], "adresse-linje"),
        (["a/ -> /b/"], [1], "adresse-linje"),
        (["/a/ -> b/"], [1], "adresse-linje"),
        (["/a/ -> https://eksempel.dk/"], [1], "adresse-linje"),
        (["/a/ -> //eksempel.dk/"], [1], "adresse-linje"),
        (["/a/ -> /b/ -> /c/"], [1], "adresse-linje"),
        (["/../a/ -> /b/"], [1], "adresse-linje"),
        (["/a/../../x/ -> /b/"], [1], "adresse-linje"),
        (["/a/.. -> /b/"], [1], "adresse-linje"),
        (["/a/%2e%2e/ -> /b/"], [1], "adresse-linje"),
        (["/a\\b/ -> /b/"], [1], "adresse-linje"),
        (["/a/ ->"], [1], "adresse-linje"),
        (["/a/ -> /b/", "/a/ -> /c/"], [2], "adresse-linje"),
        (["borte: abc"], [1], "adresse-linje"),
    ],
)
def test_a_line_that_cannot_be_meant_is_told_at_its_place(
    publication: Publication, tmp_path: Path, lines: list[str], where: list[int], code: str
) -> None:
    found = list(redirects.line_diagnostics(publication, listed(tmp_path, *lines)))
    assert [(each.file, each.line, each.code) for each in found] == [(address_list.LIST_FILE, line, code) for line in where]


def test_ordinary_lines_are_well(publication: Publication, tmp_path: Path) -> None:
    lines = ["/.well-known/security.txt", "/a/#små-tal", "/a/ -> /b/", "/a/ -> /b/", "/a/#x -> /a/", "/x.xml -> /y.xml", f"borte: {'0' * 64}"]
    assert list(redirects.line_diagnostics(publication, listed(tmp_path, *lines))) == []


def test_what_still_is_a_page_cannot_lead_on(publication: Publication, tmp_path: Path) -> None:
    lines = listed(tmp_path, "/", "/viden/ -> /", "/kommuner/nordby/plakat/ -> /", "/fjernet/ -> /")
    ways = redirects.ways(publication, lines.moved)
    found = list(redirects.collisions(publication, ways, ["/", "/viden/"], lines))
    assert sorted((each.file, each.line) for each in found) == [(address_list.LIST_FILE, line) for line in (2, 3, 4)]


def test_a_target_has_to_be_there(publication: Publication, tmp_path: Path) -> None:
    for file, text in {"viden/index.html": '<p id="x">', "index.html": "", "ny.txt": "", "stadig.txt": ""}.items():
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_text(text, "utf-8")
    well = ("/a/ -> /viden/", "/b/ -> /a/", "/c/#y -> /viden/#x", "/d.txt -> /ny.txt")
    lines = listed(tmp_path, *well, "/e/ -> /findes-ikke/", "/f/ -> /viden/#y", "/g.txt -> /x.txt", "/stadig.txt -> /ny.txt")
    found = list(redirects.target_diagnostics(tmp_path, publication, lines))
    assert [(each.line, each.code) for each in found] == [(5, "adresse-maal"), (6, "adresse-maal"), (7, "adresse-maal"), (8, "adresse-optaget")]


def test_the_script_is_told_of_places_that_lie_elsewhere_and_of_hashes_alone(tmp_path: Path) -> None:
    told = json.loads(redirects.script_file(listed(tmp_path, "/a/#x -> /b/#y", "/a/#z -> /a/", "/b/ -> /c/", f"borte: {'1' * 64}"), {"/viden/": "Viden"}))
    assert told == {"moved": {"/a/#x": "/c/#y"}, "gone": ["1" * 64], "pages": {"/viden/": "Viden"}}


def test_a_short_address_answers_in_every_spelling_and_none_hides_another(publication: Publication, tmp_path: Path) -> None:
    """Also where a system takes capital and small letters for the same, for all spellings hold the same page."""
    record = publication.municipalities[0].model_copy(update={"id": "aeroe-by", "name": "Ærø By"})
    mine = replace(publication, municipalities=(record,))
    (tmp_path / "aeroe-by").mkdir()
    (tmp_path / "aeroe-by/index.html").write_text("videre", "utf-8")
    (tmp_path / "Aeroe-by").mkdir()
    (tmp_path / "Aeroe-by/index.html").write_text("var her", "utf-8")
    redirects.keep_spellings(tmp_path, mine)
    found = {file.parent.name: file.read_text("utf-8") for file in tmp_path.glob("*/index.html")}
    assert found.pop("Aeroe-by") == "var her"
    assert {"aeroe-by", "AEROE-BY", "ærø-by", "Ærø-By", "Ærø-by", "ÆRØ-BY"} <= set(found)
    assert set(found.values()) == {"videre"}
    assert "/%C3%86r%C3%B8-By /kommuner/aeroe-by/ 301\n" in redirects.rules(mine)
