"""The book for e-readers: the same chapters as EPUB 3, a file a chapter, without fonts or scripts of its own.

A reader's own choice of letters, size and colours goes before ours; so the style sheet
says little, and nothing of it is needed to read the book.
"""

from __future__ import annotations

import copy
import io
import zipfile
from pathlib import Path
from typing import Any

from jinja2 import Environment
from lxml import etree
from markupsafe import Markup

from publication.book.chapters import SVG, XHTML, Chapter, Colophon, relinked
from publication.web.templates import environment

_H, _S = f"{{{XHTML}}}", f"{{{SVG}}}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# No time of making in the file: the same pages give the same bytes.
_MOMENT = (1980, 1, 1, 0, 0, 0)
_COVER_LINE = 16  # letters a line of the title may have on the cover


def epub(made: list[Chapter], colophon: Colophon, folder: Path, tiles: list[Any]) -> bytes:
    """The whole publication as one EPUB file. `folder` is `overrides/book`, `tiles` the drawings of the cover."""
    templates = environment(folder / "epub")
    style = (folder / "epub" / "book.css").read_text(encoding="utf-8")
    drawings = (folder / "drawings.css").read_text(encoding="utf-8")
    parts = [_part(chapter) for chapter in made]
    values: dict[str, Any] = {"colophon": colophon, "parts": parts, "outline": outline(parts)}
    files: dict[str, str] = {
        "META-INF/container.xml": _render(templates, "container.xml"),
        "EPUB/package.opf": _render(templates, "package.opf", **values),
        "EPUB/nav.xhtml": _render(templates, "nav.xhtml", **values),
        "EPUB/title.xhtml": _render(templates, "title.xhtml", **values),
        "EPUB/book.css": style,
        "EPUB/cover.svg": _render(
            templates,
            "cover.svg",
            colophon=colophon,
            lines=wrapped(colophon.title, _COVER_LINE),
            style=drawings,
            tiles=[_content(_alone(tile)) for tile in tiles],
        ),
    }
    for part in parts:
        files[f"EPUB/{part['file']}"] = _render(templates, "chapter.xhtml", colophon=colophon, **part)
    return _zipped(files)


def _render(templates: Environment, name: str, **values: Any) -> str:
    return templates.get_template(name).render(**values).strip() + "\n"


def wrapped(text: str, longest: int) -> list[str]:
    """A title in lines of at most so many letters, a longer word on a line of its own."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= longest:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


# --- Chapters -------------------------------------------------------------------------------------


def _part(chapter: Chapter) -> dict[str, Any]:
    """What the templates need of a chapter."""
    body = relinked(chapter.body, lambda key, id_: f"{key}.xhtml" + (f"#{id_}" if id_ else ""))
    for element in body.iter(etree.Element):
        name = etree.QName(element).localname
        # Each file has its own first heading; the depth stands in the contents.
        if chapter.depth == 2 and name in {"h2", "h3", "h4", "h5", "h6"}:
            element.tag = f"{_H}h{int(name[1]) - 1}"
        if element.get("lang"):
            element.set(_LANG, element.get("lang"))
        element.attrib.pop("focusable", None)
        if element.get("target"):
            del element.attrib["target"]
    return {
        "chapter": chapter,
        "file": f"{chapter.key}.xhtml",
        "title": chapter.title,
        "content": _content(_plainly_named(body)),
        "drawn": next(body.iter(f"{_S}svg"), None) is not None,
    }


def _plainly_named(element: Any) -> Any:
    """A copy in which no element has a prefix: each says its namespace where it begins."""
    name = etree.QName(element)
    above = element.getparent()
    fresh = above is None or etree.QName(above).namespace != name.namespace
    copied = etree.Element(element.tag, nsmap={None: name.namespace} if fresh else None)
    for key, value in element.attrib.items():
        copied.set(key, value)
    copied.text, copied.tail = element.text, element.tail
    for child in element:
        if isinstance(child.tag, str):
            copied.append(_plainly_named(child))
    etree.cleanup_namespaces(copied)
    return copied


def _content(body: Any) -> Markup:
    """The inside of an element as XHTML."""
    return Markup("".join([_escaped(body.text), *(etree.tostring(child, encoding="unicode") for child in body)]))


def _escaped(text: str | None) -> str:
    return str(Markup.escape(text or ""))


def _alone(drawing: Any) -> Any:
    holder = etree.Element(f"{_S}g", nsmap={None: SVG})
    for child in copy.deepcopy(drawing):
        holder.append(child)
    return _plainly_named(holder)


def outline(parts: list[dict[str, Any]]) -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """The contents: each chapter of the first depth with those under it."""
    found: list[tuple[dict[str, Any], list[dict[str, Any]]]] = []
    for part in parts:
        if part["chapter"].depth == 1 or not found:
            found.append((part, []))
        else:
            found[-1][1].append(part)
    return found


# --- The file -------------------------------------------------------------------------------------


def _zipped(files: dict[str, str]) -> bytes:
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
