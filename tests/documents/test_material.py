"""What authors know from Material for MkDocs: a page with all of it, in the browser, without a script, on paper, in books.

The pages stand in `tests/fixtures/material`, and are built as a part of the site in a copy of the project.
"""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from markdown import Markdown
from mkdocs.config import load_config
from playwright.sync_api import Page, expect

from dev.harness import axe
from dev.harness.browser import Opener
from dev.harness.findings import told
from dev.harness.http_server import serving
from dev.harness.project_copies import ROOT, project
from dev.harness.sites import build
from publication.book import epub
from publication.book.chapters import Chapter, Colophon
from publication.book.chapters import chapters as chapters_of
from publication.book.finished_books import BookPage
from publication.documents import markdown_extension
from publication.web import html as html_reader
from publication.web import static_assets
from publication.web.deployment import deployment

ALL, BARE = "material/", "material/uden/"
NAV = "  - Omtale: omtale/index.md\n"


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site with the pages of the fixture in its menu."""
    folder = tmp_path_factory.mktemp("material")
    copy = project(folder)
    shutil.copytree(ROOT / "tests" / "fixtures" / "material", copy / "docs" / "material")
    settings = (copy / "mkdocs.yml").read_text("utf-8")
    assert NAV in settings
    settings = settings.replace(NAV, f"{NAV}  - Prøve:\n      - {ALL}index.md\n      - Uden: material/uden.md\n")
    (copy / "mkdocs.yml").write_text(settings.replace("Omtale, Om]", "Omtale, Prøve, Om]"), "utf-8")
    return build(folder / "site", copy)


@pytest.fixture(scope="module")
def home(material: Path) -> Iterator[str]:
    with serving(material) as address:
        yield address


@pytest.fixture(scope="module")
def html(material: Path) -> str:
    return (material / ALL / "index.html").read_text("utf-8")


@pytest.fixture
def page(home: str, open_page: Opener) -> Page:
    return open_page(home + ALL).page


def converted(text: str) -> str:
    """Markdown of an author as the site's own settings convert it."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    made = Markdown(extensions=config["markdown_extensions"], extension_configs=config["mdx_configs"])
    return made.convert(text)


# --- In the browser -------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("javascript", [True, False])
def test_nothing_is_refused_fetched_from_elsewhere_or_too_wide(
    home: str, open_page: Opener, width: int, scheme: str, javascript: bool
) -> None:
    watched = open_page(home + ALL, width=width, scheme=scheme, javascript=javascript)
    assert (watched.errors, watched.outside) == ([], [])
    assert watched.page.evaluate("document.documentElement.scrollWidth") <= width
    wide = watched.page.locator("main :is(p, li, pre, figure, .admonition, .tabbed-set, .grid > *)").evaluate_all(
        "(all, width) => all.filter(each => each.getBoundingClientRect().right > width).map(each => each.outerHTML)", width
    )
    assert wide == []


@pytest.mark.timeout(300)
def test_axe_finds_nothing(home: str) -> None:
    found = axe.look(home, [ALL, BARE], [ALL])
    assert not found, told(found)


def test_no_style_stands_in_the_page(html: str) -> None:
    assert not re.search(r"<[^>]*\s(?:style|align)=", html)


# --- Admonitions ----------------------------------------------------------------------------------


def test_each_type_has_a_danish_title_and_an_icon(page: Page) -> None:
    titles = page.locator(".admonition > :is(.admonition-title, summary)")
    assert [title.strip() for title in titles.all_inner_texts()] == [
        "Bemærk", "Resumé", "Øvelokalet er flyttet", "Tip", "Det lykkedes", "Spørgsmål", "Det gik ikke", "Fare", "Fejl",
        "Eksempel", "Citat", "Spørgsmål", "Den står åben", "Bemærk", "Korprøve", "I margenen", "Til venstre",
    ]  # fmt: skip
    assert titles.locator("svg[aria-hidden=true]").count() == titles.count()


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("!!! tldr", "Kort fortalt"),
        ("!!! CAUTION", "Vær forsigtig"),
        ('!!! note "Note to self"', "Note to self"),
        ("!!! example inline end", "Eksempel"),
        ("??? bug", "Fejl"),
        ("???+ cite inline", "Citat"),
    ],
)
def test_a_title_is_the_authors_or_the_danish_one(written: str, shown: str) -> None:
    made = converted(f"{written}\n\n    Tekst.\n")
    title = re.search(r"(?:admonition-title\">|<summary>)(.*?)</(?:p|summary)>", made)
    assert title and re.sub("<.*>", "", title[1]).strip() == shown


def test_an_empty_title_is_no_title(page: Page) -> None:
    assert page.locator(".admonition.warning > *").all_inner_texts() == ["En advarsel uden titel."]


@pytest.mark.parametrize("javascript", [True, False])
def test_folded_text_opens_by_keyboard(home: str, open_page: Opener, javascript: bool) -> None:
    page = open_page(home + ALL, javascript=javascript).page
    text = page.get_by_text("Den er foldet sammen, til nogen åbner den.")
    expect(text).to_be_hidden()
    expect(page.get_by_text("Den kan foldes sammen.")).to_be_visible()
    page.locator("details.question > summary").focus()
    page.keyboard.press("Enter")
    expect(text).to_be_visible()


# --- Tabs -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("javascript", [True, False])
def test_tabs_are_chosen_by_mouse_and_keyboard(home: str, open_page: Opener, javascript: bool) -> None:
    page = open_page(home + ALL, javascript=javascript).page
    music, art, water = (page.get_by_text(said) for said in ("på tromme.", "store pensler.", "Med meget vand."))
    expect(music).to_be_visible()
    expect(art).to_be_hidden()
    page.locator("label", has_text="Billedkunst").click()
    expect(music).to_be_hidden()
    expect(art).to_be_visible()
    expect(water).to_be_visible()
    page.get_by_label("Akvarel").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("Med lidt vand.")).to_be_visible()
    expect(water).to_be_hidden()
    expect(art).to_be_visible()
    bar = page.locator(".tabbed-labels", has=page.get_by_text("Akryl", exact=True)).last
    assert bar.evaluate("bar => getComputedStyle(bar).outlineStyle") == "solid"


def test_a_link_to_a_tab_shows_it_until_another_is_chosen(home: str, open_page: Opener) -> None:
    page = open_page(home + BARE, javascript=False).page
    spring, autumn = page.get_by_text("Vi øver."), page.get_by_text("Vi spiller.")
    expect(autumn).to_be_hidden()
    page.get_by_role("link", name="efterår").click()
    expect(autumn).to_be_visible()
    page.locator("label", has_text="Efterår").click()
    expect(spring).to_be_hidden()
    page.locator("label", has_text="Forår").click()
    expect(spring).to_be_visible()


def test_a_set_may_have_more_tabs_than_the_style_sheet_counts(home: str, open_page: Opener) -> None:
    page = open_page(home + ALL).page
    many = converted("".join(f'=== "Nummer {number}"\n\n    Indhold {number}.\n\n' for number in range(1, 13)))
    page.locator("article").evaluate("(article, many) => article.insertAdjacentHTML('afterbegin', many)", many)
    for number in (10, 11, 12):
        page.locator("label", has_text=f"Nummer {number}").click()
        expect(page.get_by_text(f"Indhold {number}.")).to_be_visible()
    expect(page.get_by_text("Indhold 10.")).to_be_hidden()


# --- Words, lists, code, tables, pictures ---------------------------------------------------------


def test_icons_are_drawings_in_the_page_and_emojis_are_signs(page: Page) -> None:
    icons = page.locator("main .twemoji")
    assert icons.count() == icons.locator("svg[viewBox] path").locator("..").count() > 25
    assert page.get_by_role("img", name="Vigtigt").count() == 1
    assert page.locator(".emoji").inner_text() == "😄"


def test_an_icon_that_is_not_there_is_named_with_the_nearest() -> None:
    with pytest.raises(ValueError, match="»:material-musci:«. Mente du »:material-music:«?"):
        converted("Her er :material-musci: musik.")
    assert converted("Klokken er 10:30:15 og `:material-musci:`.").count(":") == 4


def test_tasks_say_whether_they_are_done(page: Page) -> None:
    tasks = page.locator(".task-list-item")
    assert tasks.get_by_role("img").evaluate_all("all => all.map(each => each.ariaLabel)") == [
        "Gjort", "Ikke gjort", "Gjort", "Ikke gjort",
    ]  # fmt: skip
    assert page.locator("main input:not([type=radio])").count() == 0


def test_a_footnote_leads_there_and_back_in_danish(page: Page) -> None:
    page.get_by_role("link", name="Note 1", exact=True).click()
    expect(page.locator("#fn-laerere")).to_be_in_viewport()
    page.get_by_role("link", name="Tilbage til note 1 i teksten").click()
    expect(page.locator("#fnref-laerere")).to_be_in_viewport()


def test_a_table_keeps_its_alignment_and_a_wide_one_stands_in_lines_on_a_phone(home: str, open_page: Opener) -> None:
    page = open_page(home + ALL, width=320).page
    prices = page.get_by_role("cell", name="1.250")
    assert prices.evaluate("cell => getComputedStyle(cell).textAlign") == "right"
    wide = page.get_by_role("region", name="Tabel: En, tabel, med, mange")
    assert wide.evaluate("box => box.scrollWidth <= box.clientWidth")
    assert "tabel" in {cell.get_attribute("data-column") for cell in wide.locator("td").all()}
    wide.focus()
    assert wide.evaluate("box => box === document.activeElement")


def test_code_is_broken_and_never_cut(home: str, open_page: Opener) -> None:
    page = open_page(home + ALL, width=320).page
    block = page.locator("div.highlight").first
    assert block.locator(".filename").inner_text() == "takt.py"
    assert block.locator(".hll").count() == 2
    assert block.locator("[data-linenos]").count() == 3
    assert block.locator("pre").evaluate("pre => pre.scrollWidth <= pre.clientWidth")


@pytest.mark.parametrize(("scheme", "shown"), [("light", "En lys klods"), ("dark", "En mørk klods")])
def test_a_picture_may_be_for_one_scheme(home: str, open_page: Opener, scheme: str, shown: str) -> None:
    page = open_page(home + ALL, scheme=scheme).page
    assert [each.get_attribute("alt") for each in page.locator("img[src*=only]").locator("visible=true").all()] == [shown]
    other = "dark" if scheme == "light" else "light"
    page.evaluate("scheme => { document.documentElement.dataset.scheme = scheme; }", other)
    assert [each.get_attribute("alt") for each in page.locator("img[src*=only]").locator("visible=true").all()] != [shown]


def test_a_caption_stands_beneath_its_picture(page: Page) -> None:
    assert [caption.inner_text() for caption in page.locator("main figure > figcaption").all()] == [
        "En klods med en tekst under", "Skrevet på en anden måde",
    ]  # fmt: skip


# --- Around the text ------------------------------------------------------------------------------


def test_a_page_may_hide_what_stands_around_it(home: str, open_page: Opener) -> None:
    whole, bare = open_page(home + ALL).page, open_page(home + BARE).page
    for part in (".siblings", ".contents", ".breadcrumbs", ".onward"):
        assert whole.locator(part).count() > 0, part
        assert bare.locator(part).count() == 0, part


def test_a_page_has_its_icon_beside_its_title_and_in_the_section(page: Page) -> None:
    assert page.locator("h1 svg").count() == 1
    assert page.locator(".rail .siblings svg").count() == 1
    assert page.locator("h1").inner_text().strip() == "Alt, en forfatter kan skrive"


def test_only_pages_that_need_it_load_more_than_one_style_sheet(material: Path) -> None:
    sheets = {
        page.relative_to(material).as_posix(): page.read_text("utf-8").count('rel="stylesheet"')
        for page in material.rglob("index.html")
        if not {"plakat", "blok"} & set(page.parts)
    }
    assert sheets[f"{ALL}index.html"] == sheets[f"{BARE}index.html"] == 2
    assert {path for path, count in sheets.items() if count > 1 and re.match("kommuner/[^/]+/index", path)} == set()
    assert static_assets.needs_prose(converted("Et ord og `kode`."))
    assert not static_assets.needs_prose(converted("Et **ord** og et [link](https://eksempel.dk).\n\n- punkt"))


# --- On paper and in books ------------------------------------------------------------------------


def test_paper_shows_every_tab_with_its_title_and_opens_what_is_folded(page: Page) -> None:
    page.emulate_media(media="print")
    for said in ("på tromme.", "store pensler.", "Med meget vand.", "Med lidt vand.", "Vi danser.", "Den er foldet"):
        expect(page.get_by_text(said)).to_be_visible()
    titles = page.locator(".tabbed-title").locator("visible=true").all_inner_texts()
    assert titles == ["Musik", "Billedkunst", "Akvarel", "Akryl", "Dans og bevægelse", "Faner"]
    expect(page.locator(".tabbed-labels").first).to_be_hidden()


@pytest.fixture(scope="module")
def chapters(material: Path) -> list[Chapter]:
    def read(address: str) -> str:
        return (material / address / "index.html").read_text("utf-8")

    def picture(path: str) -> bytes:
        return (material / path).read_bytes()

    return chapters_of([BookPage(ALL, "Alt")], read, deployment({"SITE_URL": "https://kultur.example/"}), picture=picture)


def test_a_book_has_every_tab_and_picture_and_nothing_to_press(chapters: list[Chapter]) -> None:
    [chapter] = chapters
    said = html_reader.text(chapter.body)
    for each in ("Vi spiller på tromme.", "Med lidt vand.", "Den er foldet sammen", "Dans og bevægelse Vi danser."):
        assert each in said
    names = [re.sub(r"\{.*\}", "", element.tag) for element in chapter.body.iter() if isinstance(element.tag, str)]
    assert not {"input", "label", "button", "details"} & set(names)
    sources = [image.get("src") for image in chapter.body.iter("{*}img")]
    assert len(sources) == 5
    assert all(source.startswith("data:image/svg+xml;base64,") for source in sources)


def test_the_chapter_is_sound_in_the_book_for_e_readers(chapters: list[Chapter]) -> None:
    made = epub.epub(chapters, COLOPHON, ROOT / "overrides" / "book", [])
    text = zipfile.ZipFile(io.BytesIO(made)).read("EPUB/material.xhtml").decode()
    assert "☑" in text and "Øvelokalet er flyttet" in text
    assert not [id_ for id_ in re.findall(r'\bid="([^"]*)"', text) if ":" in id_]


COLOPHON: Any = Colophon(
    title="Prøve",
    subtitle="En bog",
    organisation="Prøven",
    edition="1",
    published="1. marts 2024",
    day="2024-03-01",
    address="https://kultur.example/",
    identifier="urn:uuid:0f8fad5b-d9cb-469f-a165-70867728950e",
)


def test_the_page_as_markdown_says_each_thing_once(material: Path) -> None:
    text = (material / ALL / "index.md").read_text("utf-8")
    assert text.count("Billedkunst\n") == 1
    assert "☑ Find et lokale" in text
    assert "def takt(slag: int = 4)" in text and "``def" not in text


# --- The theme's own names ------------------------------------------------------------------------


def test_every_set_of_the_themes_icons_is_found() -> None:
    for name in ("material-music", "fontawesome-brands-github", "octicons-heart-fill-24", "simple-matrix"):
        assert markdown_extension.icon(name).find("svg") is not None, name
