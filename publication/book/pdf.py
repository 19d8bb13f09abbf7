"""The book as tagged PDF, and a municipality's page as a sheet of its own.

WeasyPrint looks for libraries of the system when it is imported, so it is imported only where a PDF is made. It shows a
drawing only with the style inside it, and tells of it by a single title.
"""

from __future__ import annotations

import copy
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from lxml import etree
from lxml.html import Element, HtmlElement
from markupsafe import Markup

from publication.book.chapters import HEADINGS, Chapter, Colophon, balanced, inner_html, outline, relinked
from publication.web import html
from publication.web.templates import environment


class PdfRenderer:
    """Renders the templates of a folder, `overrides/book/`, as PDF."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.absolute()
        self._templates = environment(folder)
        self._drawing_style = (folder / "drawings.css").read_text(encoding="utf-8")

    def book(self, chapters: Iterable[Chapter], colophon: Colophon, tiles: Iterable[HtmlElement]) -> bytes:
        """The whole publication as one PDF; `tiles` are the drawings of the cover."""
        parts = [
            {"chapter": chapter, "children": under if chapter is first else [], "html": self._content(chapter)}
            for first, under in outline(chapters)
            for chapter in (first, *under)
        ]
        pictures = [_picture(tile, self._drawing_style) for tile in tiles]
        cover = {"title": balanced(colophon.title, 18), "subtitle": balanced(colophon.subtitle, 42)}
        return self._pdf("book", parts=parts, colophon=colophon, tiles=pictures, cover=cover)

    def sheet(self, chapter: Chapter, colophon: Colophon, short: str, code: Any) -> bytes:
        """A municipality's page by itself, with its short address and the QR code to it."""
        content = self._content(chapter)
        return self._pdf("sheet", chapter=chapter, html=content, colophon=colophon, short=short, code=code)

    def _content(self, chapter: Chapter) -> Markup:
        body = relinked(chapter.body, lambda key, id_: f"#{id_ or key}")
        for heading in body.iter(*HEADINGS):
            _keep_last_words_together(heading)
        return inner_html(_with_drawings(body, self._drawing_style))

    def _pdf(self, template: str, **values: Any) -> bytes:
        """A tagged PDF/UA-1 file. The same values give the same bytes."""
        from weasyprint import CSS, HTML
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import URLFetcher

        page = self._templates.get_template(f"{template}.html").render(**values)
        fonts = FontConfiguration()
        sheets = [
            CSS(string=_with_fonts(self._folder / name), font_config=fonts, base_url=self._folder.as_uri())
            for name in dict.fromkeys(["book.css", f"{template}.css"])
        ]
        # Everything is at hand: nothing is ever fetched from elsewhere.
        document = HTML(string=page, base_url=None, url_fetcher=URLFetcher(allowed_protocols=("file", "data")))
        written: bytes = document.write_pdf(
            stylesheets=sheets,
            font_config=fonts,
            pdf_variant="pdf/ua-1",
            pdf_identifier=hashlib.sha256(page.encode()).digest()[:16],
            finisher=_say_languages,
        )
        return written


def _say_languages(document: Any, pdf: Any) -> None:
    """Give the tags of sections the language of their section, since WeasyPrint says that of the document alone.

    It makes a tag of each section on each page, in the order of its boxes.
    """
    from pydyf import Dictionary, String

    boxes = [box for page in document.pages for box in page._page_box.descendants() if box.element_tag == "section"]
    tags = [each for each in pdf.objects if isinstance(each, Dictionary) and each.get("S") == "/Sect"]
    for box, tag in zip(boxes, tags, strict=True):
        if language := box.element.get("lang"):
            tag["Lang"] = String(language)


def _keep_last_words_together(heading: HtmlElement) -> None:
    """Let the last word of a title, when it is short, never stand on a line by itself."""
    found = re.fullmatch(r"(.* )?(\S+ \S{1,6})\s*", heading.text or "", re.DOTALL)
    if found and not len(heading):
        heading.text = found[1] or ""
        last = etree.SubElement(heading, "span", {"class": "together"})
        last.text = found[2]


def _with_fonts(sheet: Path) -> str:
    """A style sheet, with the files of the fonts in it."""
    from font_source_sans_pro import font_files_ttf as sans
    from font_source_serif_pro import font_files_ttf as serif

    fonts = {**sans, **serif}
    text = sheet.read_text(encoding="utf-8")
    return re.sub(r"font:([A-Za-z]+)", lambda found: Path(fonts[found[1]]).as_uri(), text)


def _with_drawings(body: HtmlElement, style: str) -> HtmlElement:
    """A chapter with its drawings made fit in place; `style` is their style sheet.

    What is decoration becomes a background, so that nobody is told of a picture that says nothing.
    """
    for drawing in list(body.iter("svg")):
        if drawing.get("aria-hidden") == "true":
            drawing.getparent().replace(drawing, _as_background(drawing, style))
            continue
        title, description = drawing.find("title"), drawing.find("desc")
        if title is not None and description is not None:
            title.text = f"{(title.text or '').rstrip('.')}. {description.text or ''}".strip()
            description.drop_tree()
        _add_style(drawing, style)
    return body


def _picture(drawing: HtmlElement, style: str) -> Markup:
    holder = Element("div")
    holder.append(copy.deepcopy(drawing))
    return inner_html(_with_drawings(holder, style))


def _add_style(drawing: HtmlElement, style: str) -> None:
    sheet = Element("style")
    sheet.text = style
    drawing.insert(0, sheet)


def _as_background(drawing: HtmlElement, style: str) -> HtmlElement:
    alone = copy.deepcopy(drawing)
    alone.tail = None
    _add_style(alone, style)
    # A picture of its own needs a size; the page's style gives the real one.
    alone.set("width", drawing.get("viewbox").split()[2])
    alone.set("height", drawing.get("viewbox").split()[3])
    address = f"data:image/svg+xml,{quote(etree.tostring(html.as_xml(alone), encoding='unicode'))}"
    span = Element("span", {"class": f"picture {drawing.get('class', '')}".strip()})
    span.set("style", f"background-image: url('{address}')")
    span.tail = drawing.tail
    return span
