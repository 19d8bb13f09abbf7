"""The book for e-readers: the same chapters as EPUB 3, a file a chapter, without fonts or scripts of its own.

A reader's own choice of letters, size and colours goes before ours, so nothing of the style sheet is needed.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from lxml import etree
from lxml.html import HtmlElement
from markupsafe import Markup

from publication.book.chapters import HEADINGS, Chapter, Colophon, balanced, outline, relinked
from publication.web import html
from publication.web.templates import environment

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# No time of making in the file: the same pages give the same bytes.
_MOMENT = (1980, 1, 1, 0, 0, 0)
_COVER_LINE = 16  # letters a line of the title may have on the cover


def epub(chapters: Sequence[Chapter], colophon: Colophon, folder: Path, tiles: Iterable[HtmlElement]) -> bytes:
    """The whole publication as one EPUB file. `folder` is `overrides/book`, `tiles` the drawings of the cover."""
    templates = environment(folder / "epub")
    parts = {chapter.key: _part(chapter) for chapter in chapters}
    values = {
        "colophon": colophon,
        "parts": list(parts.values()),
        "outline": [(parts[one.key], [parts[each.key] for each in under]) for one, under in outline(chapters)],
        "lines": balanced(colophon.title, _COVER_LINE),
        "style": (folder / "drawings.css").read_text(encoding="utf-8"),
        "tiles": [_inner_xml(tile) for tile in tiles],
    }

    def render(name: str, **more: Any) -> str:
        return templates.get_template(name).render(**values, **more).strip() + "\n"

    files = {
        "META-INF/container.xml": render("container.xml"),
        **{f"EPUB/{name}": render(name) for name in ("package.opf", "nav.xhtml", "title.xhtml")},
        "EPUB/book.css": (folder / "epub" / "book.css").read_text(encoding="utf-8"),
        "EPUB/cover.svg": render("cover.svg"),
        **{f"EPUB/{part['file']}": render("chapter.xhtml", **part) for part in parts.values()},
    }
    return _zipped(files)


def _part(chapter: Chapter) -> dict[str, Any]:
    """What the templates need of a chapter."""
    body = relinked(chapter.body, lambda key, id_: f"{key}.xhtml" + (f"#{id_}" if id_ else ""))
    for element in body.iter():
        # Each file has its own first heading; the depth stands in the contents.
        if chapter.depth == 2 and element.tag in HEADINGS[1:]:
            element.tag = HEADINGS[HEADINGS.index(element.tag) - 1]
        if lang := element.get("lang"):
            element.set(_XML_LANG, lang)
    return {
        "chapter": chapter,
        "file": f"{chapter.key}.xhtml",
        "title": chapter.title,
        "content": _inner_xml(body),
        "drawn": body.find(".//svg") is not None,
    }


def _inner_xml(element: HtmlElement) -> Markup:
    """The inside of an element as XHTML, or of a drawing as SVG."""
    children = (etree.tostring(child, encoding="unicode") for child in html.as_xml(element))
    return Markup.escape(element.text or "") + Markup("".join(children))


def _zipped(files: Mapping[str, str]) -> bytes:
    """The files as EPUB wants them: the kind of file first, and not compressed."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        package.writestr(_entry("mimetype"), "application/epub+zip", zipfile.ZIP_STORED)
        for name, content in files.items():
            package.writestr(_entry(name), content.encode(), zipfile.ZIP_DEFLATED, 9)
    return written.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _MOMENT)
    entry.external_attr = 0o644 << 16
    return entry
