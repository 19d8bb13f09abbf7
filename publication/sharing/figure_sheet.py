"""Lays a figure out as one SVG: what it says on the left, its drawing on the right, where it is from at the foot.

Import it only where something has to be drawn: letters are measured with Pillow.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml import etree
from lxml.etree import _Element as Element
from lxml.html import HtmlElement

from publication.sharing.figure_styles import FigureStyles
from publication.sharing.svg_painter import wrapped
from publication.web import html

_SVG = "http://www.w3.org/2000/svg"
_WIDTH, _LEAST_HEIGHT = 760, 428  # 16:9, the form of a slide, unless the drawing is taller
_MARGIN, _GUTTER, _WORDS, _DRAWN = 36, 40, 308, 340
_SANS = "Source Sans 3, Source Sans Pro, Segoe UI, Helvetica, Arial, sans-serif"
_SERIF = "Source Serif 4, Source Serif Pro, Palatino Linotype, Georgia, serif"
_HIDDEN = "descendant-or-self::*[contains(concat(' ', @class, ' '), ' link-to ') or contains(concat(' ', @class, ' '), ' unseen ')]"


@dataclass
class _Column:
    """Things beneath each other; `y` is where the next begins."""

    sheet: Element
    styles: FigureStyles
    x: float
    width: float
    y: float = _MARGIN
    lines: list[Element] = field(default_factory=list)

    def text(self, words: str, size: float, *, weight: str = "400", serif: bool = False, x: float = 0, after: float = 8) -> None:
        step = size * 1.35
        for line in wrapped(words, size, (self.width - x) * 0.96, weight=weight, family="serif" if serif else "sans"):
            about = {"x": _written(self.x + x), "y": _written(self.y + size), "font-size": _written(size)}
            element = etree.SubElement(self.sheet, f"{{{_SVG}}}text", about | {"fill": self.styles.palette["ink"]})
            element.set("font-family", _SERIF if serif else _SANS)
            if serif:
                element.set("class", "serif")
            if weight != "400":
                element.set("font-weight", weight)
            element.text = line
            self.lines.append(element)
            self.y += step
        self.y += after

    def drawing(self, svg: HtmlElement, x: float, width: float, *, after: float = 0) -> None:
        """A drawing of the page, as wide as told; `y` moves below it."""
        left, top, whole, height = map(float, re.findall(r"-?[\d.]+", svg.get("viewbox") or svg.get("viewBox") or "0 0 16 16"))
        scale = width / whole
        move = f"translate({_written(self.x + x - left * scale)} {_written(self.y - top * scale)}) scale({scale:.4f})"
        group = etree.SubElement(self.sheet, f"{{{_SVG}}}g", {"transform": move})
        for shape in svg:
            if shape.tag in ("path", "circle", "text"):
                self._copy(shape, group)
        self.y += height * scale + after

    def _copy(self, shape: HtmlElement, parent: Element) -> None:
        kept = {name: value for name, value in shape.attrib.items() if name != "class"}
        element = etree.SubElement(parent, f"{{{_SVG}}}{shape.tag}", kept | self.styles.of(shape.tag, shape.get("class", "")))
        if shape.tag != "text":
            return
        element.set("font-family", _SANS)
        element.set("font-size", "16")
        element.text = _tidy(shape.text).lstrip(" ")
        for part in shape:
            weight = self.styles.of("tspan", part.get("class", "")).get("font-weight", "400")
            run = etree.SubElement(element, f"{{{_SVG}}}tspan", {"font-weight": weight})
            run.text, run.tail = _tidy(part.text), _tidy(part.tail)
        if len(element):
            element[-1].tail = (element[-1].tail or "").rstrip(" ")
        else:
            element.text = element.text.rstrip(" ")


def svg(figure_html: str, address: str, styles: FigureStyles) -> bytes:
    """The SVG file of a figure."""
    figure = next(html.parse(figure_html).iter("figure"))
    for hidden in figure.xpath(_HIDDEN):
        hidden.drop_tree()
    sheet = etree.Element(f"{{{_SVG}}}svg", {"width": str(_WIDTH)}, nsmap={None: _SVG})
    sheet.set("role", "img")
    title = _words(figure.find("figcaption"))
    etree.SubElement(sheet, f"{{{_SVG}}}title").text = title
    ground = etree.SubElement(sheet, f"{{{_SVG}}}path", {"fill": styles.palette["paper"]})
    words = _Column(sheet, styles, _MARGIN, _WORDS)
    words.text(title, 25, weight="600", serif=True, after=12)
    _tell(figure, words)
    drawn = _Column(sheet, styles, _MARGIN + _WORDS + _GUTTER, _DRAWN)
    _draw(figure, drawn)
    foot = _Column(sheet, styles, _MARGIN, _WIDTH - 2 * _MARGIN)
    sources = list(dict.fromkeys(_words(note) for note in _with_class(figure, "source-note")))
    for line in [*(one for one in sources if not any(other.startswith(f"{one}, ") for other in sources)), address]:
        foot.text(line, 12.5, after=0)
    height = max(max(words.y, drawn.y) + 20 + foot.y - 10, _LEAST_HEIGHT)
    down = height - _MARGIN + 10 - foot.y
    for line in foot.lines:
        line.set("y", _written(float(line.get("y", 0)) + down))
    ground.set("d", f"M0 0H{_WIDTH}V{_written(height)}H0Z")
    sheet.set("height", _written(height))
    sheet.set("viewBox", f"0 0 {_WIDTH} {_written(height)}")
    return etree.tostring(sheet, encoding="utf-8", xml_declaration=True) + b"\n"


def _tell(figure: HtmlElement, words: _Column) -> None:
    """The notes, and what the shapes of the drawing stand for."""
    for note in _with_class(figure, "chart-note"):
        words.text(_words(note), 14)
    for entry in figure.xpath(".//ul[contains(@class, 'key')]/li"):
        top = words.y
        for sign in entry.iter("svg"):
            words.drawing(sign, 0, 14)
        words.y = top
        words.text(_words(entry), 14, x=22, after=4)


def _draw(figure: HtmlElement, drawn: _Column) -> None:
    """The drawings, each under its heading where it has one, or the map, and what the numbers in them stand for."""
    for drawing in _with_class(figure, "drawing"):
        for heading in drawing.xpath("preceding-sibling::h3"):
            drawn.text(_words(heading), 16, weight="600", after=4)
        drawn.drawing(drawing, 0, float((drawing.get("viewbox") or "").split()[2]), after=16)
    _draw_map(figure, drawn)
    for row in figure.xpath(".//tbody[@data-numbered]/tr"):
        number, *told = [_words(cell) for cell in row]
        top = drawn.y
        drawn.text(number, 13.5, weight="600")
        drawn.y = top
        drawn.text(": ".join(told), 13.5, x=26, after=3)


def _draw_map(figure: HtmlElement, drawn: _Column) -> None:
    """The tiles of the map, each with its name beneath."""
    places = [
        (int(found[1]), int(found[2]), item)
        for item in figure.xpath(".//ul[contains(@class, 'is-map')]/li")
        if (found := re.search(r"at-r(\d+) at-c(\d+)", item.get("class", "")))
    ]
    if not places:
        return
    across = drawn.width / max(column for _, column, _ in places)
    side, top = min(across - 14, 76), drawn.y
    for row, column, item in places:
        drawn.y = top + (row - 1) * (side + 28)
        for tile in item.iter("svg"):
            drawn.drawing(tile, (column - 1) * across, side, after=3)
        drawn.text(_words(item), 13, weight="600", x=(column - 1) * across)
    drawn.y = top + max(row for row, _, _ in places) * (side + 28)


def _with_class(figure: HtmlElement, name: str) -> Sequence[HtmlElement]:
    return [element for element in figure.iter() if name in (element.get("class") or "").split()]


def _words(element: HtmlElement | None) -> str:
    """The text of an element, without soft hyphens and with white space as a reader sees it."""
    return _tidy("".join(element.itertext()) if element is not None else "").strip(" ")


def _tidy(text: str | None) -> str:
    return re.sub(r"[ \t\n\r]+", " ", (text or "").replace("\u00ad", ""))


def _written(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
