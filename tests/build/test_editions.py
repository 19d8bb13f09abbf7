"""Editions as they were told: an invented publication with three years, whose first edition is kept."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from lxml import html

from dev.harness.project_copies import three_years
from dev.harness.sites import build
from publication.build.site_build import SiteBuild
from publication.cli.editing import edition
from publication.loading.kept_editions import kept_editions
from publication.model.comparison import comparison
from publication.model.queries import Queries
from publication.web.deployment import EXAMPLE

KEPT = "udgaver/2024"


def page(site: Path, address: str) -> html.HtmlElement:
    return html.fromstring((site / address / "index.html").read_bytes())


def text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_every_edition_is_listed_with_what_it_tells_of_and_who_has_reported(years: Path) -> None:
    said = text(page(years, "udgaver").find(".//main"))
    assert "Udgaven fra 2024" in said and "Den fortæller om 2023" in said
    assert "Ikke meldt ind: Klitby." in said
    assert "Udgaven fra 2026 er på vej" in said and "Tre af fem kommuner har meldt ind" in said


def test_a_kept_page_says_what_it_said_with_a_banner_and_a_link_to_the_page_now(years: Path) -> None:
    then, now = page(years, f"{KEPT}/kommuner/nordby"), page(years, "kommuner/nordby")
    assert "Deltagere på skolen i 2023" in text(then) and "Deltagere på skolen i 2023" not in text(now)
    banner = then.find_class("edition-banner")[0]
    assert "Du læser udgaven fra 2024" in text(banner)
    [way] = banner.iterlinks()
    assert urljoin(f"{EXAMPLE}{KEPT}/kommuner/nordby/", way[2]) == f"{EXAMPLE}kommuner/nordby/"
    assert not now.find_class("edition-banner")


def test_a_kept_page_is_left_out_of_search_and_site_map_and_points_to_the_living_one(years: Path) -> None:
    then = page(years, f"{KEPT}/kommuner/nordby")
    assert then.xpath("//link[@rel='canonical']/@href") == [f"{EXAMPLE}kommuner/nordby/"]
    assert not then.xpath("//*[@data-content]")
    listed = (years / "sitemap.xml").read_text("utf-8")
    assert f"{KEPT}/kommuner" not in listed and f"{EXAMPLE}kommuner/nordby/" in listed


def test_what_was_told_later_is_not_in_an_earlier_edition(years: Path) -> None:
    assert (years / "kommuner" / "aabaek" / "index.html").exists()
    assert not (years / KEPT / "kommuner" / "aabaek").exists()
    assert "Koret fylder hallen" in text(page(years, "omtale"))
    assert "Koret fylder hallen" not in text(page(years, f"{KEPT}/omtale"))


def test_every_link_of_kept_pages_leads_somewhere(years: Path) -> None:
    dead = []
    for file in (years / KEPT).rglob("index.html"):
        base = EXAMPLE + file.parent.relative_to(years).as_posix() + "/"
        for _, _, way, _ in html.fromstring(file.read_bytes()).iterlinks():
            whole = urlsplit(urljoin(base, way))
            if f"{whole.scheme}://{whole.netloc}/" == EXAMPLE:
                target = years / unquote(whole.path).lstrip("/")
                if not (target / "index.html" if whole.path.endswith("/") else target).is_file():
                    dead.append(f"{base}: {way}")
    assert dead == []


def test_links_between_kept_pages_stay_in_the_edition(years: Path) -> None:
    neighbours = page(years, f"{KEPT}/kommuner/nordby").xpath("//ul[@class='neighbours']//a/@href")
    ways = {urlsplit(urljoin(f"{EXAMPLE}{KEPT}/kommuner/nordby/", way)).path for way in neighbours}
    assert ways and all(way.startswith(f"/{KEPT}/") for way in ways)


def test_a_citation_names_the_edition_and_not_the_moving_page(years: Path) -> None:
    def cited(address: str) -> str:
        return text(page(years, address).find_class("cite")[0])

    assert "Anden udgave" in cited("kommuner/nordby") and cited("kommuner/nordby").endswith("/udgaver/2025/")
    assert "Første udgave" in cited(f"{KEPT}/kommuner/nordby")
    assert cited(f"{KEPT}/kommuner/nordby").endswith(f"/{KEPT}/kommuner/nordby/")
    bibtex = (years / "kommuner" / "nordby" / "kommuner-nordby.bib").read_text("utf-8")
    assert "/udgaver/2025/" in bibtex


def test_the_data_of_an_edition_come_as_a_zip_that_is_always_the_same(years: Path) -> None:
    content = (years / KEPT / "data-2024.zip").read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as zipped:
        assert zipped.testzip() is None
        names = zipped.namelist()
        told = zipped.read("data/participations.yml").decode()
        table = zipped.read("tabeller/participations.csv").decode("utf-8-sig")
        times = {entry.date_time for entry in zipped.infolist()}
    assert {"data/editions.yml", "tabeller/schools.csv"} <= set(names) and names == sorted(names)
    assert "2023" in told and "2024" not in re.sub(r"source: .*", "", told)
    assert table.count("\r\n") == told.count("- id:") + 1
    assert times == {(1980, 1, 1, 0, 0, 0)}


# --- What is new since last -----------------------------------------------------------------------


def test_what_is_new_is_told_on_the_pages_the_cards_and_in_the_feeds(years: Path) -> None:
    said = text(page(years, "kommuner/aeroesund"))
    sentence = "I 2024 var mindst 21 elever og 8 voksne med. I 2023 var det mindst 22 elever og 9 voksne."
    assert sentence in said and "Ét samarbejde er slut, én ny udtalelse og én ny omtale." in said
    assert sentence in (years / "kommuner" / "aeroesund" / "feed.json").read_text("utf-8")
    assert "Tre nye samarbejder, to samarbejder er slut" in text(page(years, "udgaver/2025"))
    [alternative] = page(years, "kommuner/aeroesund").xpath("//meta[@property='og:image:alt']/@content")
    assert "mindst 21 elever og 8 voksne var med i 2024" in alternative


def test_nothing_new_is_said_in_a_sentence_of_its_own(years: Path) -> None:
    assert "Der er ikke noget nyt." in text(page(years, "kommuner/lyngvig"))


def test_the_first_edition_is_compared_with_nothing(years: Path) -> None:
    assert "Udgaven er den første." in text(page(years, KEPT))
    assert "Siden sidst" not in text(page(years, f"{KEPT}/kommuner/nordby"))


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Path]:
    yield three_years(tmp_path)


def test_a_difference_adds_no_years_up_and_tells_no_hidden_count(project: Path) -> None:
    [kept] = kept_editions(project)
    living = SiteBuild(project, project / "overrides", {}, "Prøve", editions=False).context
    assert kept.publication
    found = comparison(Queries(kept.publication), living.queries, living.queries.municipalities["sandholm"])
    assert found.then and found.then.pupils.words == "exact"
    assert found.today and found.today.pupils.words == "under"
    assert [one.id for one in found.ended] == ["tangskolen"] and found.news


# --- Keeping --------------------------------------------------------------------------------------


def test_an_edition_is_kept_whole_and_in_the_place_of_what_was_kept(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project)
    stray = project / "published" / "editions" / "2025" / "data" / "gammel.yml"
    stray.parent.mkdir(parents=True)
    stray.write_text("gammelt", "utf-8")
    assert edition("2025", project) == 0
    assert "Udgaven fra 2025 er gemt" in capsys.readouterr().out
    kept = {one.id: one for one in kept_editions(project)}["2025"]
    assert not stray.exists() and kept.publication and kept.publication.edition.id == "2025"
    assert {"kommuner/_kommune.md", "udtalelser/index.md"} <= kept.pages().keys()
    site = build(project / "site", project)
    assert text(page(site, "kommuner/nordby").find_class("cite")[0]).endswith("/udgaver/2025/kommuner/nordby/")


@pytest.mark.parametrize("id_", ["2026", "2031"])
def test_only_a_complete_edition_is_kept(
    id_: str, project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project)
    assert edition(id_, project) == 2
    assert "ingen komplet udgave" in capsys.readouterr().err
    assert [one.id for one in kept_editions(project)] == ["2024"]


def test_nothing_is_kept_of_data_with_faults(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project)
    (project / "data" / "schools.yml").write_text("- id: Ø\n", "utf-8")
    assert edition("2025", project) == 1
    assert "data/schools.yml:1" in capsys.readouterr().err
    assert [one.id for one in kept_editions(project)] == ["2024"]


def test_serving_leaves_kept_editions_out(project: Path) -> None:
    assert SiteBuild(project, project / "overrides", {}, "Prøve", editions=False).editions == {}
    assert list(SiteBuild(project, project / "overrides", {}, "Prøve").editions) == ["2024"]


def test_what_is_taken_out_of_a_kept_edition_goes_from_its_pages(project: Path) -> None:
    media = project / "published" / "editions" / "2024" / "data" / "media_coverage.yml"
    before = build(project / "first", project)
    assert "Radio Kysten" in text(page(before, f"{KEPT}/omtale"))
    media.write_text(media.read_text("utf-8").replace("Radio Kysten", "En radio"), "utf-8")
    shutil.rmtree(project / ".cache", ignore_errors=True)
    assert "Radio Kysten" not in text(page(build(project / "second", project), f"{KEPT}/omtale"))
