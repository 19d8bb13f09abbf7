"""Photographs: what an editor puts into `docs/` and `data/pictures.yml`, and what readers and their browsers get."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from lxml import html
from PIL import Image

from dev.harness.project_copies import three_years
from dev.harness.sites import build
from macros import MACROS
from publication.build.project_check import check_project

RECORD = """
- id: trommer
  file: billeder/trommer.jpg
  text: Et rum med fire trommer.
  caption: Trommerne er stillet frem.
  photographer: Anne Ager
  licence: CC BY 4.0
  shows: ingen
"""
UPRIGHT, MAKER, GPS = 0x0112, 0x010F, 0x8825


def photograph(path: Path, *, size: tuple[int, int] = (2000, 1000), place: bool = False, turned: bool = True) -> None:
    """A picture as a telephone makes it: lying, with a note that it has to be turned, and perhaps with a place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    exif = Image.Exif()
    exif[MAKER] = "Telefon"
    if turned:
        exif[UPRIGHT] = 6
    if place:
        exif.get_ifd(GPS)[1] = "N"
    picture = Image.linear_gradient("L").resize(size).convert("RGB")
    picture.save(path, exif=exif) if path.suffix != ".png" else picture.save(path)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The invented publication with one photograph and its record."""
    copy = three_years(tmp_path)
    photograph(copy / "docs" / "billeder" / "trommer.jpg")
    write(copy, RECORD)
    return copy


def write(project: Path, records: str) -> None:
    (project / "data" / "pictures.yml").write_text(f"# Billeder.\n{records}", encoding="utf-8")


def said(project: Path) -> list[str]:
    return [str(one) for one in check_project(project, MACROS).diagnostics]


def test_a_photograph_with_its_record_is_in_order(project: Path) -> None:
    assert said(project) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("shows: ingen", "shows: børn bagfra", 9, "siden viser ikke billeder af børn"),
        ("shows: ingen", "shows: Tre elever", 9, "siden viser ikke billeder af børn"),
        ("shows: ingen", "shows: to lærere", 9, "mente du »voksne med samtykke«?"),
        ("shows: ingen", "shows: voksne med samtykke", 9, "skriv dagen, de gav skriftligt samtykke, i feltet consent"),
        ("  licence: CC BY 4.0\n", "", 7, "skriv billedets licens, eller dagen, fotografen gav lov"),
        ("  photographer: Anne Ager\n", "", 3, "mangler"),
        ("  text: Et rum med fire trommer.\n", "", 3, "mangler"),
        ("billeder/trommer.jpg", "billeder/tromme.jpg", 4, "mente du »billeder/trommer.jpg«?"),
        ("billeder/trommer.jpg", "Billeder/Trommer.JPG", 4, "mente du »billeder/trommer.jpg«?"),
    ],
)
def test_a_slip_in_the_record_is_told_at_its_line(project: Path, old: str, new: str, line: int, message: str) -> None:
    write(project, RECORD.replace(old, new))
    found = said(project)
    assert any(one.startswith(f"data/pictures.yml:{line}:") and message in one for one in found), found


def test_only_the_slip_is_told_and_not_that_the_picture_has_no_record(project: Path) -> None:
    write(project, RECORD.replace("shows: ingen", "shows: børn"))
    assert len(said(project)) == 1


def test_a_photograph_without_a_record_is_told(project: Path) -> None:
    photograph(project / "docs" / "billeder" / "noder.jpg")
    [found] = said(project)
    assert found.startswith("docs/billeder/noder.jpg:1:1: billedet har ingen post")
    assert "file: billeder/noder.jpg" in found


def test_a_photograph_that_tells_where_it_was_taken_is_told_at_the_line_of_its_record(project: Path) -> None:
    photograph(project / "docs" / "billeder" / "trommer.jpg", place=True)
    [found] = said(project)
    assert found.startswith("data/pictures.yml:4:") and "(GPS)" in found


def test_a_file_that_is_no_picture_is_told_at_the_line_of_its_record(project: Path) -> None:
    (project / "docs" / "billeder" / "trommer.jpg").write_bytes(b"ingenting")
    [found] = said(project)
    assert found.startswith("data/pictures.yml:4:") and "kan ikke læses som et billede" in found


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that shows two photographs: by the macro, and in Markdown, on a living and on a kept page."""
    copy = three_years(tmp_path_factory.mktemp("pictures"))
    photograph(copy / "docs" / "billeder" / "trommer.jpg")
    photograph(copy / "docs" / "billeder" / "noder.png", size=(300, 200))
    noder = RECORD.replace("trommer", "noder").replace(".jpg", ".png").replace("  caption: Trommerne er stillet frem.\n", "")
    write(copy, noder + RECORD)
    page = copy / "docs" / "kommuner" / "index.md"
    page.write_text(
        page.read_text("utf-8")
        + '\n{{ picture("trommer") }}\n\n![Noder på et stativ](../billeder/noder.png){ align=right }\n\n'
        + 'Tegnet ![en node](../billeder/noder.png){ width="30" } betyder musik.\n',
        encoding="utf-8",
    )
    kept = copy / "published" / "editions" / "2024" / "docs" / "kommuner" / "index.md"
    kept.write_text(
        kept.read_text("utf-8") + "\n![Noder](../billeder/noder.png)\n\n![Slettet](../billeder/slettet.jpg)\n", encoding="utf-8"
    )
    return build(copy.parent / "site", copy)


def figures(site: Path, address: str) -> list[html.HtmlElement]:
    return html.fromstring((site / address / "index.html").read_bytes()).find_class("photograph")


def test_the_macro_shows_the_picture_with_its_text_and_who_took_it(site: Path) -> None:
    shown = figures(site, "kommuner")[0]
    image = shown.find(".//img")
    assert image.get("alt") == "Et rum med fire trommer."
    assert " ".join(shown.find("figcaption").text_content().split()) == "Trommerne er stillet frem. Foto: Anne Ager, CC BY 4.0."
    # Upright: the camera was held upright, whatever way the file lies.
    assert (image.get("width"), image.get("height")) == ("1000", "2000")
    assert image.get("loading") == "lazy"


def test_markdown_gives_the_same_with_the_words_of_its_author(site: Path) -> None:
    shown = figures(site, "kommuner")[1]
    assert shown.find(".//img").get("alt") == "Noder på et stativ" and "is-right" in shown.get("class")
    small = html.fromstring((site / "kommuner" / "index.html").read_bytes()).xpath("//p[contains(., 'betyder musik')]")[0]
    assert small.find(".//img").get("width") == "30" and "Foto: Anne Ager" in small.text_content()


def test_every_version_is_there_in_its_width_and_holds_nothing_else(site: Path) -> None:
    for shown in figures(site, "kommuner"):
        versions = [one for each in shown.xpath(".//@srcset") for one in each.split(", ")]
        assert len(versions) >= 2
        for version in versions:
            way, width = version.split(" ")
            content = (site / "kommuner" / way).resolve().read_bytes()
            with Image.open(io.BytesIO(content)) as picture:
                assert picture.width == int(width.removesuffix("w"))
                assert not picture.getexif() and "icc_profile" not in picture.info and "xmp" not in picture.info


def test_the_file_as_it_was_put_there_is_not_published(site: Path) -> None:
    with Image.open(site / "billeder" / "trommer.jpg") as picture:
        assert picture.size == (1000, 2000) and not picture.getexif()


def test_a_kept_page_shows_the_living_picture_and_none_that_is_gone(site: Path) -> None:
    [shown] = figures(site, "udgaver/2024/kommuner")
    way = shown.find(".//img").get("src")
    assert (site / "udgaver" / "2024" / "kommuner" / way).resolve().is_file()
    assert "Slettet" not in (site / "udgaver" / "2024" / "kommuner" / "index.html").read_text("utf-8")


def test_the_card_of_a_page_shows_its_first_photograph(site: Path) -> None:
    meta = html.fromstring((site / "kommuner" / "index.html").read_bytes()).xpath("//meta[@property='og:image']/@content")
    with Image.open(site / "assets" / "cards" / meta[0].rpartition("/")[2]) as card:
        grey = card.convert("L")
    # The gradient from light to dark, where the tiles of the other cards would be.
    assert [round(grey.getpixel((x, 315)) / 64) for x in (760, 840, 930, 1020, 1110)] == [4, 3, 2, 1, 0]


def test_a_page_without_pictures_fetches_nothing_for_them(site: Path) -> None:
    page = (site / "omtale" / "index.html").read_text("utf-8")
    assert "<picture" not in page and "billeder/" not in page
