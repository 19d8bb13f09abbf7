"""All that a page shares, put together from an invented publication: escaped, complete, drawn only when changed."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args
from urllib.parse import parse_qs, urlsplit

import pytest

from publication.loading import loader
from publication.model import danish
from publication.model.kinds import Publication
from publication.model.queries import Queries
from publication.model.records import MediaItem
from publication.model.types import PupilCount
from publication.sharing import json_ld, page_metadata
from publication.sharing.last_modified import Dates
from publication.sharing.page_metadata import SiteMetadata
from publication.sharing.standalone_pages import earlier_cards, standalone_pages
from publication.web import address_list, redirects
from publication.web.build_context import MOST_WORDS, BuildContext
from publication.web.cache import Cache
from publication.web.deployment import deployment
from publication.web.page import Page
from tests.vocabulary import diagnostics

ROOT = Path(__file__).parents[2]
DAY = dt.date(2026, 11, 20)
SITE = "Et bedre liv med kultur"


@pytest.fixture(scope="module")
def publication() -> Publication:
    found, diagnostics_ = loader.read(Path(__file__).parents[1] / "fixtures" / "data")
    assert found, diagnostics_
    return found


def pages(publication: Publication) -> list[Page]:
    text = "Her er en beskrivelse, som er lang nok til at stå under en titel, på siden om "
    others = [("/", SITE), ("/kommuner/", "Kommuner"), ("/om/tilgaengelighed/", "Tilgængelighed"), ("/omtale/", "Omtale")]
    shown = {("media_coverage", item.id): item for item in publication.media_coverage}
    shown |= {("figures", figure.id): figure for figure in publication.figures}
    shown |= {("municipalities", record.id): record for record in publication.municipalities}
    made = [
        Page(
            f"{address[1:]}index.md", address, title, {"description": text + title},
            shown=shown if address == "/omtale/" else {}, files=[f"docs{address}index.md"],
        )
        for address, title in others
    ]
    return made + [
        Page(
            f"kommuner/{record.id}.md", f"/kommuner/{record.id}/", record.name, {"description": text + record.name},
            shown={("municipalities", record.id): record}, municipality=record, files=["docs/kommuner/_kommune.md"],
        )
        for record in publication.municipalities
    ]  # fmt: skip


def share(publication: Publication, folder: Path, **environment: str) -> SiteMetadata:
    context = BuildContext(publication, deployment(environment), ROOT / "overrides")
    return SiteMetadata(
        context, pages(publication), site_name=SITE, script="1", dates=Dates({}, {}, DAY), cache=Cache(folder / "cache"),
        photograph_of=lambda content: b"",
    )  # fmt: skip


def graph(shared: SiteMetadata, address: str) -> Any:
    return json.loads(shared.of(address)["head"]["data"])


def of_type(shared: SiteMetadata, address: str, type_: str) -> list[Any]:
    return [thing for thing in graph(shared, address)["@graph"] if type_ in thing["@type"]]


# --- Drawing --------------------------------------------------------------------------------------


def test_one_changed_count_draws_one_card(publication: Publication, tmp_path: Path) -> None:
    assert share(publication, tmp_path).drawn == len(pages(publication))
    assert share(publication, tmp_path).drawn == 0
    counts = tuple(
        one.model_copy(update={"pupils": PupilCount(31)}) if one.id == "fyrskolen-2024" else one
        for one in publication.participations
    )
    assert counts != publication.participations
    assert share(replace(publication, participations=counts), tmp_path).drawn == 1


def test_the_card_of_a_page_shows_the_number_that_its_author_names(publication: Publication, tmp_path: Path) -> None:
    figure = next(one for one in publication.figures if one.value is not None)
    shared = share(publication, tmp_path)
    page = replace(pages(publication)[1], meta={"number": figure.id, "finding": "elever var med"})
    card = shared.card(page)
    assert danish.number(figure.value) in card.number
    assert (card.title, card.text) == ("Kommuner", "elever var med")
    assert shared.words.card_alt(card) == f"Kommuner: {card.number} elever var med"


def test_the_name_of_an_earlier_card_shows_the_pages_newest(publication: Publication, tmp_path: Path) -> None:
    names = ["kommuner-nordby.0123456789.png /kommuner/nordby/", "kommuner-nordbyen.0123456789.png /kommuner/nordbyen/"]
    address_list.added(tmp_path / address_list.CARDS, [*names, "viden.0123456789.png /viden/"])
    shared = share(publication, tmp_path)
    ways = redirects.ways(publication, {})
    files = dict(shared.files()) | dict(earlier_cards(shared, address_list.cards(tmp_path / address_list.CARDS), ways))
    (current,) = (png for name, png in files.items() if re.search(r"cards/kommuner-nordby\.(?!0123456789)", name))
    (front,) = (png for name, png in files.items() if "cards/forside." in name)
    assert files[f"{page_metadata.CARDS}/kommuner-nordby.0123456789.png"] == current
    assert files[f"{page_metadata.CARDS}/kommuner-nordbyen.0123456789.png"] == current
    assert files[f"{page_metadata.CARDS}/viden.0123456789.png"] == front


def test_a_card_says_what_a_municipality_did_in_few_words_and_no_small_count(
    publication: Publication, tmp_path: Path
) -> None:
    shared = share(publication, tmp_path)
    texts = {page.municipality.name: shared.card(page).text for page in pages(publication)[4:]}
    assert texts == {
        "Nordby": "9 elever arbejdede sammen med Nordby Musikskole i 2024",
        "Ærøsund": "Mindst 21 elever arbejdede sammen med Ærøsund Musikskole i 2024",
        "Aabæk": "Et samarbejde med Aabæk Kulturskole er under opstart",
    }
    assert max(len(text.split()) for text in texts.values()) <= MOST_WORDS


# --- Structured data ------------------------------------------------------------------------------


def test_every_graph_keeps_to_the_vocabulary(publication: Publication, tmp_path: Path) -> None:
    shared = share(publication, tmp_path)
    found = {address: list(diagnostics(graph(shared, address))) for address in shared.pages}
    assert not any(found.values()), found


def test_a_municipality_is_an_area_with_its_code_and_its_schools(publication: Publication, tmp_path: Path) -> None:
    shared = share(publication, tmp_path)
    for record in publication.municipalities:
        (area,) = of_type(shared, f"/kommuner/{record.id}/", "AdministrativeArea")
        assert area["identifier"] == {"@type": "PropertyValue", "propertyID": "kommunekode", "value": record.code}
        queries = Queries(publication)
        schools = {
            name
            for partnership in publication.partnerships
            if partnership.municipality == record.id
            for name in queries.partner_names(partnership)
            if "skole" in name.lower()
        }
        assert schools
        assert {thing["name"] for thing in of_type(shared, f"/kommuner/{record.id}/", "EducationalOrganization")} == schools


def test_a_school_is_found_by_the_names_it_had(publication: Publication, tmp_path: Path) -> None:
    schools = tuple(
        one.model_copy(update={"former_names": ("Tårnskolen",)}) if one.id == "fyrskolen" else one
        for one in publication.schools
    )
    shared = share(replace(publication, schools=schools), tmp_path)
    named = {one["name"]: one.get("alternateName") for one in of_type(shared, "/kommuner/nordby/", "EducationalOrganization")}
    assert named["Fyrskolen"] == ["Tårnskolen"] and named["Nordby Musikskole"] is None


@pytest.mark.parametrize("kind", get_args(MediaItem.model_fields["kind"].annotation))
def test_each_kind_of_media_in_another_language_and_without_a_link_is_told(
    publication: Publication, tmp_path: Path, kind: str
) -> None:
    item = publication.media_coverage[0].model_copy(update={"kind": kind, "language": "engelsk", "url": None})
    shared = share(replace(publication, media_coverage=(item,)), tmp_path)
    assert not list(diagnostics(graph(shared, "/omtale/")))
    [told] = [thing for thing in graph(shared, "/omtale/")["@graph"] if item.title in (thing.get("headline"), thing.get("name"))]
    assert told["inLanguage"] == "en" and "url" not in told


def test_media_items_are_others_articles_about_the_publication(publication: Publication, tmp_path: Path) -> None:
    items = [
        thing for thing in graph(share(publication, tmp_path), "/omtale/")["@graph"]
        if "NewsArticle" in str(thing["@type"])
    ]  # fmt: skip
    assert len(items) == len(publication.media_coverage)
    for item, record in zip(items, publication.media_coverage, strict=True):
        assert item["publisher"]["name"] == record.outlet
        assert any(about["@id"].endswith("/#udgave") for about in item["about"])
        assert ("url" in item) == (record.unreachable is None)


def test_the_way_to_a_page_is_told(publication: Publication, tmp_path: Path) -> None:
    shared = share(publication, tmp_path)
    (page,) = of_type(shared, "/kommuner/nordby/", "WebPage")
    assert [step["name"] for step in page["breadcrumb"]["itemListElement"]] == [SITE, "Kommuner", "Nordby"]
    (front,) = of_type(shared, "/", "WebPage")
    assert "breadcrumb" not in front


def test_the_front_page_tells_of_organisation_and_edition_in_full_and_the_others_name_them(
    publication: Publication, tmp_path: Path
) -> None:
    shared = share(publication, tmp_path)
    for address in shared.pages:
        if address == "/":
            (edition,), (organisation,) = of_type(shared, address, "Report"), of_type(shared, address, "Organization")
        else:
            (page,) = of_type(shared, address, "WebPage")
            edition, organisation = page["isPartOf"], page["isPartOf"]["author"]
        assert organisation["@id"].endswith("#organisation")
        assert organisation["name"] == publication.initiative.organisation
        assert ("contactPoint" in organisation) == ("version" in edition) == (address == "/")
        assert len(of_type(shared, address, "WebSite")) == (address == "/")


def test_data_cannot_end_the_script_that_holds_it() -> None:
    nasty = "</script><script>alert(1)</script><!-- & ' \""
    text = json_ld.dumped([{"@type": "Thing", "name": nasty}])
    assert not set("<>&") & set(text)
    assert json.loads(text)["@graph"][0]["name"] == nasty


# --- What stands on pages -------------------------------------------------------------------------


def test_nothing_can_be_edited_where_there_is_no_repository(publication: Publication, tmp_path: Path) -> None:
    shared = share(publication, tmp_path)
    assert all(shared.of(address)["correct"]["files"] == [] for address in shared.pages)


def test_a_municipality_is_edited_at_its_line(publication: Publication, tmp_path: Path) -> None:
    shared = share(publication, tmp_path, GITHUB_REPOSITORY="en/kultur")
    record, page = shared.of("/kommuner/nordby/")["correct"]["files"]
    line = publication.line("municipalities", "nordby")
    assert record == {
        "title": "Oplysningerne om Nordby",
        "url": f"https://github.com/en/kultur/edit/main/data/municipalities.yml#L{line}",
    }
    assert page["url"].endswith("/edit/main/docs/kommuner/_kommune.md")


def test_a_fault_is_told_by_mail_where_the_site_has_no_form(publication: Publication, tmp_path: Path) -> None:
    shared = share(publication, tmp_path)
    way = urlsplit(shared.of("/kommuner/nordby/")["correct"]["to"])
    assert (way.scheme, way.path) == ("mailto", publication.initiative.contact.mail)
    assert parse_qs(way.query) == {"subject": ["Nordby"], "body": [shared.heads["/kommuner/nordby/"].url]}


def test_a_page_is_cited_with_edition_and_date(publication: Publication, tmp_path: Path) -> None:
    shared = share(publication, tmp_path)
    citation = shared.of("/kommuner/nordby/")["share"]["citation"]
    assert publication.edition.name in citation and "20.\u00a0november 2026" in citation
    bibtex, ris = shared.of("/kommuner/nordby/")["share"]["files"]
    assert {file["href"] for file in (bibtex, ris)} <= {path for path, _ in shared.files()}
    assert (bibtex["href"], ris["href"]) == tuple(f"kommuner/nordby/kommuner-nordby.{kind}" for kind in ("bib", "ris"))


def test_an_earlier_id_keeps_its_way(publication: Publication, tmp_path: Path) -> None:
    shared = share(publication, tmp_path)
    assert redirects.moves(publication, {})["/kommuner/nordbyen/"] == "/kommuner/nordby/"
    found = standalone_pages(shared, redirects.ways(publication, {}))
    ways = {item.file: item.values for item in found if item.template == "redirect.html"}
    assert ways["nordbyen/index.html"]["way"] == "../kommuner/nordby/"
    assert ways["kommuner/nordbyen/plakat/index.html"]["way"] == "../../nordby/plakat/"
    assert ways["was/index.html"]["canonical"].endswith("/om/tilgaengelighed/")
    assert all(len(context["title"]) <= 60 and 50 <= len(context["description"]) <= 160 for context in ways.values())
