"""Draws a figure's picture as a PNG with Pillow: the little of SVG that `figure_pictures.py` writes, and no more.

That is groups that move and scale, paths, circles, and lines of text. Import it only where something has to be drawn:
loading Pillow and the fonts takes a tenth of a second.
"""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from font_source_sans_pro import font_files_ttf as sans
from font_source_serif_pro import font_files_ttf as serif
from lxml import etree
from lxml.etree import _Element as Element
from PIL import Image, ImageDraw, ImageFont

_SCALE = 2  # pixels of the picture for each unit of the drawing
_OVERSAMPLING = 2  # shapes are drawn this many times larger and scaled down, for smooth edges
_COLOURS = 64  # enough for the palette and the steps between its colours along edges
_ARC_STEPS = 24

Place = tuple[float, float]
Line = list[Place]


def png(svg: bytes) -> bytes:
    """The drawing as a PNG, always the same bytes for the same drawing."""
    drawing = etree.fromstring(svg)
    width, height = (math.ceil(float(drawing.get(name, 0)) * _SCALE) for name in ("width", "height"))
    image = Image.new("RGB", (width * _OVERSAMPLING, height * _OVERSAMPLING), "#ffffff")
    pen = ImageDraw.Draw(image)
    placed = list(_placed(drawing, 0, 0, 1))
    for element, x, y, scale in placed:
        if element.tag.endswith(("path", "circle")):
            larger = scale * _SCALE * _OVERSAMPLING
            _draw_shape(pen, element, x * _SCALE * _OVERSAMPLING, y * _SCALE * _OVERSAMPLING, larger)
    image = image.reduce(_OVERSAMPLING)
    pen = ImageDraw.Draw(image)
    for element, x, y, scale in placed:
        if element.tag.endswith("text"):
            _draw_text(pen, element, x * _SCALE, y * _SCALE, scale * _SCALE)
    file = io.BytesIO()
    reduced = image.quantize(_COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    reduced.save(file, "PNG")
    return file.getvalue()


def wrapped(text: str, size: float, width: float, *, weight: str = "400", family: str = "sans") -> list[str]:
    """The text in lines no wider than `width`; a single word that is wider stands alone. No-break spaces hold."""
    letters = font(family, weight, round(size * _SCALE))
    lines: list[str] = []
    for word in re.split(r"[ \n\t]+", text.strip()):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and letters.getlength(longer) <= width * _SCALE:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


@lru_cache(64)
def font(family: str, weight: str, size: int) -> ImageFont.FreeTypeFont:
    bold = weight != "400"
    path = serif["SourceSerifProSemibold"] if family == "serif" else sans["SourceSansProSemibold" if bold else "SourceSansPro"]
    # The basic layout does not depend on the text libraries of the system.
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


def _placed(element: Element, x: float, y: float, scale: float) -> Iterator[tuple[Element, float, float, float]]:
    """Every shape and line of text, with where its group stands and how large it is."""
    for child in element:
        if child.tag.endswith("}g"):
            moved = re.findall(r"-?[\d.]+", child.get("transform", "0 0 1"))
            across, down, by = (float(number) for number in [*moved, "1"][:3])
            yield from _placed(child, x + across * scale, y + down * scale, scale * by)
        else:
            yield child, x, y, scale


def _draw_shape(pen: ImageDraw.ImageDraw, element: Element, x: float, y: float, scale: float) -> None:
    lines = [[(x + across * scale, y + down * scale) for across, down in line] for line in _lines(element)]
    fill, stroke = element.get("fill", "none"), element.get("stroke", "none")
    if fill != "none":
        if len(lines) > 1:
            _fill_with_holes(pen, lines, fill)
        elif lines and len(lines[0]) > 2:
            pen.polygon(lines[0], fill=fill)
    if stroke != "none":
        width = max(1, round(float(element.get("stroke-width", 1)) * scale))
        dashes = [float(length) * scale for length in element.get("stroke-dasharray", "").split()]
        for line in lines:
            for part in _dashed(line, dashes) if dashes else [line]:
                pen.line(part, fill=stroke, width=width, joint="curve")


def _fill_with_holes(pen: ImageDraw.ImageDraw, lines: Sequence[Line], fill: str) -> None:
    """Fill outlines; one that runs the other way round than the first is a hole, as it is in SVG."""
    left, top = (math.floor(min(place[axis] for line in lines for place in line)) for axis in (0, 1))
    right, bottom = (math.ceil(max(place[axis] for line in lines for place in line)) + 1 for axis in (0, 1))
    mask = Image.new("1", (right - left, bottom - top))
    mask_pen = ImageDraw.Draw(mask)
    first = _area(lines[0]) > 0
    for line in lines:
        mask_pen.polygon([(x - left, y - top) for x, y in line], fill=int((_area(line) > 0) is first))
    pen.bitmap((left, top), mask, fill=fill)


def _area(line: Line) -> float:
    return sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in pairwise([*line, line[0]]))


def _dashed(line: Line, dashes: Sequence[float]) -> Iterator[Line]:
    """The parts of a line that are drawn, when it is drawn and left out in turns."""
    turn, left, part = 0, dashes[0], [line[0]]
    for start, end in pairwise(line):
        length, done = math.dist(start, end), 0.0
        while length - done > left:
            done += left
            at = tuple(one + (other - one) * done / length for one, other in zip(start, end, strict=True))
            if turn % 2 == 0:
                yield [*part, (at[0], at[1])]
            part, turn = [(at[0], at[1])], turn + 1
            left = dashes[turn % len(dashes)]
        left -= length - done
        part.append(end)
    if turn % 2 == 0 and len(part) > 1:
        yield part


def _lines(element: Element) -> list[Line]:
    """The outlines of a path or circle."""
    if element.tag.endswith("circle"):
        x, y, radius = (float(element.get(name, 0)) for name in ("cx", "cy", "r"))
        return [_arc(x, y, radius, radius, 0, 2 * math.pi)]
    tokens = re.findall(r"[A-Za-z]|-?\d*\.?\d+", element.get("d", ""))
    return list(_outlines(tokens))


def _outlines(tokens: Sequence[str]) -> Iterator[Line]:
    line: Line = []
    x = y = 0.0
    command, place = "", 0
    while place < len(tokens):
        if tokens[place].isalpha():
            command, place = tokens[place], place + 1
        if command in "zZ":
            if not line:
                continue
            x, y = line[0]
            yield [*line, line[0]]
            line = []
            continue
        count = {"m": 2, "l": 2, "h": 1, "v": 1, "a": 7}[command.lower()]
        numbers = [float(token) for token in tokens[place : place + count]]
        place += count
        before = (x, y)
        own_x, own_y = (x, y) if command.islower() else (0.0, 0.0)
        if command in "hH":
            x = own_x + numbers[0]
        elif command in "vV":
            y = own_y + numbers[0]
        else:
            x, y = own_x + numbers[-2], own_y + numbers[-1]
        if command in "mM":
            if len(line) > 1:
                yield line
            line, command = [(x, y)], "l" if command == "m" else "L"
        elif command in "aA":
            line = [*(line or [before]), *_arc_between(before, (x, y), numbers)]
        else:
            line = [*(line or [before]), (x, y)]
    if len(line) > 1:
        yield line


def _arc_between(start: Place, end: Place, numbers: Sequence[float]) -> Line:
    """Points of an SVG arc that is not tilted; radii too small for it grow until they fit."""
    across, down, _, large, clockwise = numbers[:5]
    x, y = (start[0] - end[0]) / 2 / across, (start[1] - end[1]) / 2 / down
    far = math.hypot(x, y)
    if far > 1:
        across, down, x, y, far = across * far, down * far, x / far, y / far, 1.0
    aside = math.sqrt(max(0.0, 1 - far * far)) / (far or 1) * (1 if bool(large) != bool(clockwise) else -1)
    centre_x, centre_y = y * aside, -x * aside
    first = math.atan2(y - centre_y, x - centre_x)
    turn = math.atan2(-y - centre_y, -x - centre_x) - first
    turn += 2 * math.pi if clockwise and turn < 0 else -2 * math.pi if not clockwise and turn > 0 else 0
    middle = ((start[0] + end[0]) / 2 + centre_x * across, (start[1] + end[1]) / 2 + centre_y * down)
    return _arc(*middle, across, down, first, turn)[1:]


def _arc(x: float, y: float, across: float, down: float, first: float = 0.0, turn: float = 2 * math.pi) -> Line:
    angles = [first + turn * step / _ARC_STEPS for step in range(_ARC_STEPS + 1)]
    return [(x + across * math.cos(angle), y + down * math.sin(angle)) for angle in angles]


def _draw_text(pen: ImageDraw.ImageDraw, element: Element, x: float, y: float, scale: float) -> None:
    size = round(float(element.get("font-size", 16)) * scale)
    weight, family = element.get("font-weight", "400"), "serif" if "serif" in element.get("class", "") else "sans"
    runs = [(element.text or "", weight)]
    for part in element:
        runs += [(part.text or "", part.get("font-weight", weight)), (part.tail or "", weight)]
    # Word by word: one of the faces pulls a letter over the space before it.
    words = [(word, heavy) for text, heavy in runs for word in re.split(r"([ \u00a0])", text) if word]
    drawn = [(word, font(family, heavy, size)) for word, heavy in words]
    width = sum(letters.getlength(text) for text, letters in drawn)
    left = x + float(element.get("x", 0)) * scale
    left -= {"middle": width / 2, "end": width}.get(element.get("text-anchor", ""), 0)
    for text, letters in drawn:
        pen.text((left, y + float(element.get("y", 0)) * scale), text, font=letters, fill=element.get("fill"), anchor="ls")
        left += letters.getlength(text)
