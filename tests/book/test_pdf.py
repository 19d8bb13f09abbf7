"""The PDF: tagged and titled as its readers need it, and the same bytes for the same pages."""

from __future__ import annotations

import io
import re
from functools import cache
from typing import Any

import pytest

from publication.book import system_libraries
from publication.book.chapters import chapters
from publication.book.pdf import PdfRenderer
from publication.sharing.qr_code import code
from tests.book.sample_pages import COLOPHON, HERE, PAGES, TEMPLATES, TILES, made, page

needs_libraries = pytest.mark.skipif(not system_libraries.here(), reason="the system's libraries for PDF are not here")


@cache
def renderer() -> PdfRenderer:
    return PdfRenderer(TEMPLATES)


@cache
def whole() -> bytes:
    return renderer().book(made(), COLOPHON, TILES)


@cache
def sheet() -> bytes:
    [chapter] = chapters(PAGES[2:3], page, HERE)
    short = "https://kultur.example/aeroesund/"
    return renderer().sheet(chapter, COLOPHON, short, code(short))


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
def test_a_chapter_in_another_language_says_so() -> None:
    sections = [element for element in opened(whole).elements if element.S == "/Sect"]
    assert [str(section.Lang) for section in sections if "/Lang" in section] == ["en"]


@needs_libraries
def test_a_reference_within_the_book_names_its_page() -> None:
    import pypdfium2

    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(whole())]
    [place] = [number for number, text in enumerate(pages, start=1) if "Tallene" in text]
    assert any(f"tallene (side {place})" in " ".join(text.split()) for text in pages)


@needs_libraries
def test_the_same_pages_give_the_same_pdf() -> None:
    assert renderer().book(chapters(PAGES, page, HERE), COLOPHON, TILES) == whole()
