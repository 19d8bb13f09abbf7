"""Addresses that never die: what is promised, and what to write when something is lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from publication.loading import loader
from publication.model.kinds import Publication
from publication.web import permalinks, redirects
from publication.web.address_list import LIST_FILE, AddressList, digest
from publication.web.permalinks import BuiltPage

FIXTURE = Path(__file__).parents[1] / "fixtures" / "data"


@pytest.fixture(scope="module")
def publication() -> Publication:
    found, diagnostics = loader.read(FIXTURE)
    assert found, diagnostics
    return found


def renamed(publication: Publication, old: str, new: str, redirects: tuple[str, ...] = ()) -> Publication:
    municipalities = tuple(
        record.model_copy(update={"id": new, "redirects": redirects}) if record.id == old else record
        for record in publication.municipalities
    )
    lines = {("municipalities", new): 7} | {place: line for place, line in publication.lines.items() if place != ("municipalities", old)}
    return replace(publication, municipalities=municipalities, lines=lines)


def listed(*entries: str) -> AddressList:
    pairs = [entry.split(" -> ") for entry in entries]
    return AddressList({pair[0]: line for line, pair in enumerate(pairs, 1)}, {pair[0]: pair[1] for pair in pairs if len(pair) == 2})


def answers(publication: Publication, *addresses: str) -> dict[str, BuiltPage | None]:
    pages = {"/": BuiltPage(frozenset({"tal-elever"}), ()), "/viden/": BuiltPage(frozenset(), ())} | {
        f"/kommuner/{record.id}/": BuiltPage(frozenset({"tal-andel"}), ("tal-andel",)) for record in publication.municipalities
    }
    return pages | {address: BuiltPage(frozenset(), ()) for address in (*redirects.ways(publication, {}), *addresses)}


def test_what_answers_or_leads_on_is_well(publication: Publication) -> None:
    promised = listed("/", "/#tal-elever", "/kommuner/nordby/#tal-andel", "/kommuner/nordbyen/#tal-andel", "/nordby/")
    assert permalinks.diagnostics(promised, answers(publication), publication) == []


def test_a_renamed_municipality_without_redirects_is_told_the_line_to_add(publication: Publication) -> None:
    promised = listed("/aeroesund/", "/kommuner/aeroesund/", "/kommuner/aeroesund/#tal-andel", "/kommuner/nordby/", "/kommuner/aabaek/")
    after = renamed(publication, "aeroesund", "aeroesund-by")
    (diagnostic,) = permalinks.diagnostics(promised, answers(after), after)
    assert (diagnostic.file, diagnostic.line) == ("data/municipalities.yml", 7)
    assert "redirects: [aeroesund]" in diagnostic.message and "»aeroesund-by«" in diagnostic.message


def test_a_renamed_municipality_with_redirects_is_well(publication: Publication) -> None:
    promised = listed("/aeroesund/", "/kommuner/aeroesund/", "/kommuner/aeroesund/#tal-andel")
    after = renamed(publication, "aeroesund", "aeroesund-by", ("aeroesund",))
    assert permalinks.diagnostics(promised, answers(after), after) == []


def test_a_lost_page_is_told_how_to_lead_on(publication: Publication) -> None:
    (diagnostic,) = permalinks.diagnostics(listed("/", "/viden/lov/"), answers(publication, "/viden/loven/"), publication)
    assert (diagnostic.file, diagnostic.line) == (LIST_FILE, 2)
    assert diagnostic.message.endswith("/viden/lov/ -> /viden/loven/")


def test_a_lost_id_is_told_how_to_come_back(publication: Publication) -> None:
    (diagnostic,) = permalinks.diagnostics(listed("/viden/#fakta-x"), answers(publication), publication)
    assert "{ #fakta-x }" in diagnostic.message and "/viden/#fakta-x -> /viden/" in diagnostic.message


def test_a_fact_that_moved_to_another_page_is_not_lost(publication: Publication) -> None:
    pages = answers(publication) | {"/loven/": BuiltPage(frozenset({"fakta-x"}), ("fakta-x",))}
    assert permalinks.diagnostics(listed("/viden/#fakta-x"), pages, publication) == []


def test_what_was_taken_back_leads_where_its_line_says(publication: Publication) -> None:
    promised = listed("/udtalelser/#udtalelse-x -> /viden/", "/viden/gammel/ -> /viden/")
    assert permalinks.diagnostics(promised, answers(publication), publication) == []


def test_what_was_forgotten_or_removed_is_not_lost(publication: Publication) -> None:
    promised = listed("/udtalelser/#udtalelse-x", "/om/x/", "/om/x/index.md", "/om/y/ -> /fjernet/", "/om/y/#z", "/om/y/index.md")
    forgotten = replace(promised, forgotten=frozenset(map(digest, ("udtalelse-x", "/om/x/"))))
    assert permalinks.diagnostics(forgotten, answers(publication), publication) == []
    assert len(permalinks.diagnostics(replace(promised, moved={}), answers(publication), publication)) > 1


def test_a_chain_is_followed_to_its_end(publication: Publication) -> None:
    promised = listed("/a/ -> /b/", "/b/ -> /viden/", "/a/#x -> /viden/#y", "/b/#tal-elever -> /")
    assert permalinks.diagnostics(promised, answers(publication) | {"/viden/": BuiltPage(frozenset({"y"}), ())}, publication) == []


def test_a_record_has_the_ids_of_its_kind() -> None:
    assert permalinks.ids_of("statements", "anne-ager") == ["udtalelse-anne-ager"]
    assert permalinks.ids_of("figures", "x") == ["fakta-x", "tal-x"]
    assert permalinks.ids_of("municipalities", "nordby") == []


def test_a_built_site_promises_its_pages_and_what_it_offers_a_link_to(tmp_path: Path) -> None:
    for path, text in {
        "index.html": '<h2 id="a">A <a class="link-to" href="#a">Link hertil</a></h2><p id="b"></p><a href="#b">b</a>',
        "x/index.html": '<meta http-equiv="refresh" content="0; url=../">',
        "404.html": "",
        "robots.txt": "",
        "assets/site.1234.css": "",
        "index.html.gz": "",
    }.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    found = permalinks.built(tmp_path)
    assert found["/"] == BuiltPage(frozenset("ab"), ("a",))
    assert found["/x/"].leads_to == "../"
    assert list(permalinks.published(found)) == ["/", "/#a", "/robots.txt", "/x/"]
