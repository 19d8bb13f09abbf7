"""The book: every page in it, tagged and titled as its readers need it, the same bytes for the same pages."""

from __future__ import annotations

import argparse
import io
import re
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from publication.book import chapters, epub, finished_books, system_libraries
from publication.cli import book
from publication.web.deployment import deployment
from publication.sharing.qr_code import code
from publication.book.finished_books import Finished, Listed
from dev.harness.sites import site  # noqa: F401  a fixture

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "overrides" / "book"
HERE = deployment({"SITE_URL": "https://kultur.example/"})
PAGES = [
    Listed("", "Forside"),
    Listed("kommuner/", "Kommuner"),
    Listed("kommuner/aeroesund/", "Ærøsund", municipality="aeroesund"),
    Listed("en/", "In English", lang="en"),
]
COLOPHON = chapters.Colophon(
    title="Kultur på kysten",
    subtitle="Sang og billeder",
    organisation="Kystens Kulturhus",
    edition="Prøveudgave",
    published="2. maj 2025",
    day="2025-05-10",
    address=HERE.site,
    identifier="urn:uuid:00000000-0000-4000-8000-000000000001",
)
TILE = '<svg class="tile-art" viewBox="0 0 2.04 2.04" aria-hidden="true" focusable="false"><path class="block-1" d="M0 0H1V1Z"/></svg>'
HTML = {
    "": f"""<main><header class="hero"><div class="hero-text"><h1>Kultur på kysten</h1></div>
        <div class="hero-art" aria-hidden="true">{TILE}</div></header><article class="text">
        <p>Se <a href="kommuner/aeroesund/#tal">tallene</a>, <a href="data/v1/x.csv">filen</a> og
        <a href="https://andre.example/">de andre</a>.</p></article></main>""",
    "kommuner/": """<main><article class="text"><header class="title"><h1>Kommunerne</h1>
        <div class="summary"><p>Kort fortalt</p></div></header><h2 id="liste">Listen
        <a class="link-to" href="#liste">Link hertil</a></h2><ul><li><a href="aeroesund/">Ærøsund</a></li></ul>
        <h2 id="læs-videre">Læs videre</h2><ul><li><a href="../">Forside</a></li></ul></article></main>""",
    "kommuner/aeroesund/": f"""<main><article class="text"><header class="title has-tile"><h1>Ærø&shy;sund</h1>
        <div class="art">{TILE}</div></header><h2 id="tal">Tallene</h2><p>Et
        <button type="button" class="term" popovertarget="om-kor">kor</button><span class="term-note" popover>
        <b>kor</b> Mange, der synger.</span> er med. Musikundervisningsinspektørerne glæder sig over
        {"specialundervisningsfællesskaberne i kulturskolernes samarbejdsudvalg, " * 5} hele året.</p>
        <figure class="chart" id="figur"><figcaption><p>Deltagere</p></figcaption>
        <svg class="drawing" viewBox="0 0 340 60" role="img" aria-labelledby="n b"><title id="n">Deltagere</title>
        <desc id="b">En bjælke.</desc><text class="chart-value" x="0" y="15">Havneskolen</text>
        <path class="bar-1" d="M0 20H162V38H0Z"/></svg>
        <div class="scroller" tabindex="0" role="region" aria-label="Tabel"><table><thead><tr><th scope="col">Skole</th>
        <th scope="col">Elever</th></tr></thead><tbody><tr><th scope="row">Havneskolen</th><td>under 5</td></tr></tbody>
        </table></div></figure><details><summary>Mere</summary><p>Indhold i det, der foldes ud.</p><ul><li>Et<ul><li>To</li></ul></li></ul></details>
        <section class="books"><h2 id="boeger">Læs det hele</h2><ul><li><a href="x.pdf">Hent</a></li></ul></section>
        <p class="books"><a href="aeroesund.pdf">Hent</a></p></article></main>""",
    "en/": '<main lang="en"><article class="text"><header class="title"><h1>In English</h1></header><p>Song.</p></article></main>',
}


def page(address: str) -> str:
    return f"<!doctype html><html lang=da><head><title>x</title></head><body>{HTML[address]}</body></html>"


@cache
def chapters() -> list[chapters.Chapter]:
    return chapters.chapters(PAGES, page, HERE)


def words(chapter: chapters.Chapter) -> str:
    return chapters.text_of(chapter.body)


def links(chapter: chapters.Chapter) -> dict[str, str]:
    return {chapters.text_of(link): link.get("href") for link in chapter.body.iter(f"{{{book.XHTML}}}a")}


# --- From pages to chapters -----------------------------------------------------------------------


def test_every_page_is_a_chapter_at_its_depth() -> None:
    assert [(chapter.key, chapter.depth, chapter.title) for chapter in chapters()] == [
        ("forside", 1, "Kultur på kysten"),
        ("kommuner", 1, "Kommunerne"),
        ("kommuner-aeroesund", 2, "Ærøsund"),
        ("en", 1, "In English"),
    ]


def test_what_only_a_screen_can_use_is_left_out() -> None:
    listed, municipality = words(chapters()[1]), words(chapters()[2])
    assert "Link hertil" not in listed
    assert "Læs videre" not in listed
    assert "Hent" not in municipality
    assert "Læs det hele" not in municipality, "the book says the same whether the site had a book before or not"
    assert "Mange, der synger" not in municipality


def test_what_a_page_says_stays() -> None:
    text = words(chapters()[2])
    for said in ("Et kor er med", "under 5", "Havneskolen", "Mere", "Indhold i det, der foldes ud."):
        assert said in re.sub(r"\s+", " ", text)


def test_headings_lie_one_deeper_under_another_page() -> None:
    names = [etree.QName(one).localname for one in chapters()[2].body.iter() if etree.QName(one).localname in ("h1", "h2", "h3")]
    assert names == ["h2", "h3"]


def test_links_lead_within_the_book_or_to_the_site() -> None:
    assert links(chapters()[0]) == {
        "tallene": "page:kommuner-aeroesund#kommuner-aeroesund--tal",
        "filen": "https://kultur.example/data/v1/x.csv",
        "de andre": "https://andre.example/",
    }
    assert links(chapters()[1])["Ærøsund"] == "page:kommuner-aeroesund#"
    # An explained word leads to the list of words, which this little book has not.
    assert links(chapters()[2])["kor"] == "https://kultur.example/om/#ord-kor"


def test_no_id_is_there_twice() -> None:
    ids = [element.get("id") for chapter in chapters() for element in chapter.body.iter() if element.get("id")]
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


# --- The shelf ------------------------------------------------------------------------------------


def test_the_order_is_that_of_the_menu_with_the_rest_under_its_page() -> None:
    found = ("x/y/", "kommuner/b/", "kommuner/b/2/", "kommuner/a/", "kommuner/", "", "om/")
    pages = [Listed(address, "") for address in found]
    order = [one.address for one in finished_books.in_order(["", "kommuner/", "om/", "andet/"], pages)]
    assert order == ["", "kommuner/", "kommuner/b/", "kommuner/b/2/", "kommuner/a/", "om/", "x/y/"]


def test_books_are_shown_only_with_the_content_they_were_made_from(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    fact = tmp_path / "data" / "a.yml"
    fact.write_text("- id: a\n", encoding="utf-8")
    before = finished_books.key(tmp_path, HERE.site, "1")
    finished_books.lay(tmp_path, before, {"bog/x.pdf": b"%PDF"})
    assert list(finished_books.finished(tmp_path, before)) == ["bog/x.pdf"]
    fact.write_text("- id: b\n", encoding="utf-8")
    after = finished_books.key(tmp_path, HERE.site, "1")
    assert finished_books.finished(tmp_path, after) == {}
    finished_books.lay(tmp_path, after, {"bog/x.pdf": b"%PDF"})
    assert finished_books.finished(tmp_path, before) == {}, "what was made from other content is cleared away"


def test_a_site_of_other_content_makes_no_book(tmp_path: Path) -> None:
    built = tmp_path / "site"
    built.mkdir()
    finished_books.note(tmp_path, "now", built, PAGES)
    assert finished_books.noted(tmp_path, "now") == (built, PAGES)
    assert finished_books.noted(tmp_path, "later") is None
    assert finished_books.noted(tmp_path / "elsewhere", "now") is None


@pytest.mark.parametrize(("size", "told"), [(10, "1\u00a0kB"), (45_200, "45\u00a0kB"), (1_240_000, "1,2\u00a0MB")])
def test_a_size_is_told_in_danish(tmp_path: Path, size: int, told: str) -> None:
    file = tmp_path / "x.pdf"
    file.write_bytes(b"0" * size)
    assert Finished("x.pdf", file).size == told


# --- EPUB -----------------------------------------------------------------------------------------


@cache
def package() -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(epub.epub(chapters(), COLOPHON, TEMPLATES, chapters.art(page("")))))


def test_the_epub_says_first_what_it_is() -> None:
    first = package().infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert package().read("mimetype") == b"application/epub+zip"


def test_every_file_of_the_epub_is_well_formed_and_listed() -> None:
    opf = etree.fromstring(package().read("EPUB/package.opf"))
    listed = {item.get("href") for item in opf.iter("{http://www.idpf.org/2007/opf}item")}
    held = {name.removeprefix("EPUB/") for name in package().namelist() if name.startswith("EPUB/")} - {"package.opf"}
    assert listed == held
    for name in held:
        if not name.endswith(".css"):
            etree.fromstring(package().read(f"EPUB/{name}"))


def test_the_epub_says_how_accessible_it_is() -> None:
    text = package().read("EPUB/package.opf").decode()
    for name in ("accessMode", "accessModeSufficient", "accessibilityFeature", "accessibilityHazard", "accessibilitySummary"):
        assert f'property="schema:{name}"' in text


def test_drawings_keep_their_case_and_no_prefix_in_the_epub() -> None:
    text = package().read("EPUB/kommuner-aeroesund.xhtml").decode()
    assert '<svg xmlns="http://www.w3.org/2000/svg"' in text
    assert 'viewBox="0 0 340 60"' in text
    assert not re.search(r"<\w+:(svg|path|p|div)", text)


def test_links_of_the_epub_lead_to_what_is_there() -> None:
    ids = {name: set(re.findall(r'\bid="([^"]+)"', package().read(name).decode())) for name in package().namelist()}
    for name in (name for name in ids if name.endswith(".xhtml")):
        for file, _, id_ in (href.partition("#") for href in re.findall(r'href="([^":]+)"', package().read(name).decode())):
            target = f"EPUB/{file}" if file else name
            assert target in ids, (name, file)
            assert not id_ or id_ in ids[target], (name, id_)


def test_each_file_of_the_epub_begins_with_its_first_heading() -> None:
    for chapter in chapters():
        root = etree.fromstring(package().read(f"EPUB/{chapter.key}.xhtml"))
        names = [etree.QName(one).localname for one in root.iter(etree.Element)]
        assert next(name for name in names if re.fullmatch("h[1-6]", name)) == "h1"


def test_a_title_too_long_for_a_line_is_wrapped_on_the_cover() -> None:
    assert epub.wrapped("Et bedre liv med kultur", 16) == ["Et bedre liv med", "kultur"]
    assert epub.wrapped("Specialundervisningssamarbejdet", 16) == ["Specialundervisningssamarbejdet"]


def test_the_same_pages_give_the_same_epub() -> None:
    again = epub.epub(chapters.chapters(PAGES, page, HERE), COLOPHON, TEMPLATES, chapters.art(page("")))
    assert again == epub.epub(chapters(), COLOPHON, TEMPLATES, chapters.art(page("")))


# --- PDF ------------------------------------------------------------------------------------------

needs_libraries = pytest.mark.skipif(not system_libraries.here(), reason="the system's libraries for PDF are not here")


@cache
def press() -> chapters.Press:
    return chapters.Press(TEMPLATES)


@cache
def whole() -> bytes:
    return chapters.book(chapters(), COLOPHON, press(), chapters.art(page("")))


@cache
def sheet() -> bytes:
    [chapter] = chapters.chapters(PAGES[2:3], page, HERE)
    short = "https://kultur.example/aeroesund/"
    return chapters.sheet(chapter, COLOPHON, press(), short, code(short))


class Pdf:
    """A PDF's structure, as a reader's machine sees it."""

    def __init__(self, content: bytes) -> None:
        import pikepdf

        self.file: Any = pikepdf.open(io.BytesIO(content))
        self.elements = list(self._below(self.file.Root.StructTreeRoot.K))

    def _below(self, kids: Any) -> Any:
        import pikepdf

        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield kid
                if "/K" in kid:
                    yield from self._below(kid.K)

    def tags(self) -> list[str]:
        return [str(element.S)[1:] for element in self.elements]


@cache
def opened(made: Any) -> Pdf:
    return Pdf(made())


DOCUMENTS = [pytest.param(whole, id="book"), pytest.param(sheet, id="sheet")]


@needs_libraries
@pytest.mark.parametrize("made", DOCUMENTS)
def test_the_pdf_says_its_language_and_title_and_that_it_is_tagged(made: Any) -> None:
    pdf = opened(made)
    assert str(pdf.file.Root.Lang) == "da"
    assert pdf.file.Root.MarkInfo.Marked
    assert pdf.file.Root.ViewerPreferences.DisplayDocTitle
    assert COLOPHON.title in str(pdf.file.docinfo["/Title"])
    with pdf.file.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert COLOPHON.title in metadata["dc:title"]


@needs_libraries
@pytest.mark.parametrize("made", DOCUMENTS)
def test_headings_of_the_pdf_skip_no_level(made: Any) -> None:
    levels = [int(tag[1]) for tag in opened(made).tags() if re.fullmatch("H[1-6]", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


@needs_libraries
@pytest.mark.parametrize("made", DOCUMENTS)
def test_every_figure_of_the_pdf_is_told_in_words(made: Any) -> None:
    told = [str(element.get("/Alt", "")) for element in opened(made).elements if element.S == "/Figure"]
    assert all(told), "decoration has to be a background"
    assert "Deltagere. En bjælke." in told


@needs_libraries
@pytest.mark.parametrize("made", DOCUMENTS)
def test_tables_of_the_pdf_have_heads(made: Any) -> None:
    pdf = opened(made)
    tags = pdf.tags()
    assert tags.count("Table") == 1
    assert tags.count("TH") == 3
    [cell] = [element for element in pdf.elements if element.S == "/TD"]
    assert len(cell.A.Headers) == 2, "a cell names the heads of its row and its column"


@needs_libraries
@pytest.mark.parametrize("made", DOCUMENTS)
def test_every_link_of_the_pdf_is_tagged_and_has_words(made: Any) -> None:
    pdf = opened(made)
    marked = [element for element in pdf.elements if element.S == "/Link"]
    annotations = [note for one in pdf.file.pages for note in one.get("/Annots", []) if note.Subtype == "/Link"]
    assert annotations
    assert all("/StructParent" in note for note in annotations)
    for element in marked:
        kids = list(element.K) if hasattr(element.K, "__iter__") else [element.K]
        # Words (marked content or tags of their own) beside the reference to the annotation.
        assert len(kids) > sum(1 for kid in kids if hasattr(kid, "keys") and kid.get("/Type") == "/OBJR")


@needs_libraries
@pytest.mark.parametrize("made", DOCUMENTS)
def test_every_font_of_the_pdf_is_in_it(made: Any) -> None:
    fonts = {}
    for one in opened(made).file.pages:
        for name, font in one.Resources.get("/Font", {}).items():
            fonts[name] = font
    assert fonts
    for font in fonts.values():
        assert "+Book-" in str(font.BaseFont), "a font of the system would give other bytes elsewhere"
        [below] = list(font.DescendantFonts)
        assert {"/FontFile2", "/FontFile3"} & set(below.FontDescriptor.keys())


@needs_libraries
def test_the_book_has_bookmarks_and_contents_with_every_chapter() -> None:
    pdf = opened(whole)
    with pdf.file.open_outline() as outline:
        titles = [item.title for item in outline.root]
        assert titles == ["Indhold", "Kultur på kysten", "Kommunerne", "In English"]
        [under] = [item for item in outline.root if item.title == "Kommunerne"]
        assert "Ærøsund" in [child.title.replace("\u00ad", "") for child in under.children]


@needs_libraries
@pytest.mark.parametrize("made", DOCUMENTS)
def test_nothing_of_the_pdf_tells_when_it_was_made(made: Any) -> None:
    assert str(opened(made).file.docinfo["/CreationDate"]).startswith("D:20250510")


@needs_libraries
def test_the_same_pages_give_the_same_pdf() -> None:
    assert chapters.book(chapters.chapters(PAGES, page, HERE), COLOPHON, press(), chapters.art(page(""))) == whole()


# --- The whole publication ------------------------------------------------------------------------


def test_every_page_of_the_site_can_be_a_chapter(site: Path) -> None:  # noqa: F811
    pages = [Listed(f"{file.parent.relative_to(site).as_posix()}/", "") for file in site.glob("*/index.md")]
    made = chapters.chapters([Listed("", ""), *pages], lambda address: (site / address / "index.html").read_text("utf-8"), HERE)
    for chapter in made:
        assert chapter.title
        assert len(words(chapter)) > 200, chapter.page.address
    zipfile.ZipFile(io.BytesIO(epub.epub(made, COLOPHON, TEMPLATES, [])))


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the command remarks; it runs in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SITE_URL", HERE.site)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    return []


def command(told: list[str]) -> int:
    return book.run(argparse.Namespace(), told.append, told.append)


def test_without_a_site_of_the_present_content_the_command_says_so(told: list[str]) -> None:
    assert command(told) == 1
    assert told == ["Siden er ikke bygget af det, der står nu. Kør: make book\n"]


def test_without_the_libraries_a_sentence_says_what_to_do(told: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    built = Path.cwd() / "site"
    built.mkdir()
    finished_books.note(Path.cwd(), finished_books.key(Path.cwd(), HERE.site, "1"), built, PAGES)
    monkeypatch.setattr(system_libraries, "get", lambda: False)
    assert command(told) == 1
    assert "apt-get install libpango" in told[0]
    assert "make site" in told[0]


def test_books_that_are_made_are_not_made_again(told: list[str]) -> None:
    (Path.cwd() / finished_books.FOLDER).mkdir(parents=True)
    finished_books.lay(Path.cwd(), finished_books.key(Path.cwd(), HERE.site, "1"), {"bog/x.pdf": b"%PDF"})
    assert command(told) == 0
    assert "allerede lavet" in told[0]
