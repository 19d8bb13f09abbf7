"""The chapters of the book: what pages say, without what only a screen can use."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

from publication.book.chapters import Chapter, chapters
from publication.book.epub import epub
from publication.book.finished_books import BookPage
from publication.web import html
from tests.book.sample_pages import COLOPHON, HERE, TEMPLATES, made


def words(chapter: Chapter) -> str:
    return html.text(chapter.body)


def links(chapter: Chapter) -> dict[str, str]:
    return {html.text(link): link.get("href") for link in chapter.body.iter("a")}


def test_every_page_is_a_chapter_at_its_depth() -> None:
    assert [(chapter.key, chapter.depth, chapter.title) for chapter in made()] == [
        ("forside", 1, "Kultur på kysten"),
        ("kommuner", 1, "Kommunerne"),
        ("kommuner-aeroesund", 2, "Ærøsund"),
        ("en", 1, "In English"),
    ]


def test_what_only_a_screen_can_use_is_left_out() -> None:
    listed, municipality = words(made()[1]), words(made()[2])
    assert "Link hertil" not in listed
    assert "Læs videre" not in listed
    assert "Hent" not in municipality
    assert "Læs det hele" not in municipality, "the book says the same whether the site had a book before or not"
    assert "Mange, der synger" not in municipality


def test_what_a_page_says_stays() -> None:
    text = words(made()[2])
    for said in ("Et kor er med", "under 5", "Havneskolen", "Mere", "Indhold i det, der foldes ud."):
        assert said in re.sub(r"\s+", " ", text)


def test_headings_lie_one_deeper_under_another_page() -> None:
    names = [one.tag for one in made()[2].body.iter() if one.tag in ("h1", "h2", "h3")]
    assert names == ["h2", "h3"]


def test_links_lead_within_the_book_or_to_the_site() -> None:
    assert links(made()[0]) == {
        "tallene": "page:kommuner-aeroesund#kommuner-aeroesund--tal",
        "filen": "https://kultur.example/data/v1/x.csv",
        "de andre": "https://andre.example/",
    }
    assert links(made()[1])["Ærøsund"] == "page:kommuner-aeroesund#"
    # An explained word leads to the list of words, which this little book has not.
    assert links(made()[2])["kor"] == "https://kultur.example/ordliste/#ord-kor"


def test_no_id_is_there_twice() -> None:
    ids = [element.get("id") for chapter in made() for element in chapter.body.iter() if element.get("id")]
    assert len(ids) == len(set(ids))


def test_every_class_of_a_drawing_has_its_style_in_the_books(site: Path) -> None:  # noqa: F811
    used = {
        name
        for file in site.rglob("index.html")
        for drawing in re.findall(r'<svg class="(?:drawing|tile-art)".*?</svg>', file.read_text(encoding="utf-8"), re.DOTALL)
        for names in re.findall(r'class="([^"]+)"', drawing)
        for name in names.split()
    }
    for sheet in ("drawings.css", "epub/book.css"):
        told = set(re.findall(r"\.([a-z][a-z0-9-]*)", (TEMPLATES / sheet).read_text(encoding="utf-8")))
        without = {name for name in used if re.match(r"(bar|block|ground|chart|axis|hidden|national|on-block)", name)} - told
        assert without == set(), sheet


def test_every_page_of_the_site_can_be_a_chapter(site: Path) -> None:  # noqa: F811
    pages = [BookPage(f"{file.parent.relative_to(site).as_posix()}/", "") for file in site.glob("*/index.md")]
    found = chapters([BookPage("", ""), *pages], lambda address: (site / address / "index.html").read_text("utf-8"), HERE)
    for chapter in found:
        assert chapter.title
        assert len(words(chapter)) > 200, chapter.page.address
    zipfile.ZipFile(io.BytesIO(epub(found, COLOPHON, TEMPLATES, [])))


def read(**pages: str) -> list[Chapter]:
    """The chapters of a site of invented pages, each with this inside."""
    listed = [BookPage("" if name == "forside" else f"{name}/", name) for name in pages]
    articles = {one.address: f'<article data-content><h1>{one.title}</h1>{pages[one.title]}</article>' for one in listed}
    return chapters(listed, articles.__getitem__, HERE)


FIGURE = '<figure class="chart"><figcaption><p id="figur">Andele</p></figcaption><p>Havneskolen 5 %</p></figure>'


def test_a_figure_stands_once_and_is_named_where_it_stood_again() -> None:
    first, again = read(a=FIGURE, b=f"<p>Se også.</p>{FIGURE}")
    assert "Havneskolen 5 %" in words(first)
    assert "Havneskolen 5 %" not in words(again)
    assert links(again)["Andele"] == "page:a#a--figur"


def test_the_front_page_leaves_its_figure_to_the_chapter_that_tells_it() -> None:
    front, chapter = read(forside=FIGURE, kommuner=FIGURE)
    assert "Havneskolen" not in words(front)
    assert "Havneskolen" in words(chapter)


def test_figures_that_differ_stay() -> None:
    first, other = read(a=FIGURE, b=FIGURE.replace("5 %", "6 %"))
    assert "5 %" in words(first)
    assert "6 %" in words(other)


def test_a_heading_over_nothing_but_downloads_goes_with_them() -> None:
    [chapter] = read(a='<h2>Hent</h2><ul data-skip="book"><li>PDF</li></ul><h2>Henvis</h2><p>Sådan.</p><h3>Nu</h3><p>Ja.</p>')
    assert words(chapter) == "aHenvisSådan.NuJa."


def test_no_soft_hyphen_of_the_site_comes_into_a_book() -> None:
    [chapter] = read(a="<p>Special\u00adundervisning i <b>special\u00adtilbud</b> og special\u00adskoler</p>")
    assert "\u00ad" not in "".join(chapter.body.itertext())
