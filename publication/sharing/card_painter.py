"""Draws share cards and icons with Pillow, always the same bytes for the same contents.

Import it only where something has to be drawn: loading Pillow and the fonts takes a tenth of a second.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from font_source_sans_pro import font_files_ttf as sans
from font_source_serif_pro import font_files_ttf as serif
from PIL import Image, ImageDraw, ImageFont, ImageOps

from publication.figures.identicon import Block, Shape
from publication.figures.vignettes import Piece
from publication.sharing.share_cards import HEIGHT, WIDTH, Art, Colours, ShareCard

MARGIN = 72

_TITLE, _VALUE = serif["SourceSerifProSemibold"], serif["SourceSerifProBold"]
_TEXT, _KICKER = sans["SourceSansPro"], sans["SourceSansProSemibold"]

_ART = (740, 96, WIDTH - MARGIN, HEIGHT - 96)  # left, top, right and bottom of the tiles
_GUTTER = 56  # between the text and the tiles
_OVERSAMPLING = 4  # tiles are drawn this many times larger and scaled down, for smooth edges
_BLOCK_GAP = 0.04  # in sides of a block
_GAP_BETWEEN = 16  # of a tile's side, the part that lies between two
_LARGEST_PIECE = 130
_TOP, _BETWEEN = 132, 30  # where the title begins, and the room between what stands below each other

# Shown 300 pixels wide, as in a chat, a card is a quarter as large: what is smaller than this cannot be read there.
_SMALLEST = 44
# The sizes of a title and of the text below it, the largest pair first.
_SIZES = sorted(
    ((title, text) for title in (112, 104, 96, 84, 74, 66, 58, 50) for text in (58, 52, 48, _SMALLEST) if title > text),
    key=lambda pair: pair[0] + 2 * pair[1],
    reverse=True,
)
_NUMBER = 112


def icon(blocks: tuple[Block, ...], size: int, margin: float, palette: Colours, *, form: str = "PNG") -> bytes:
    """A tile as a square PNG or ICO of `size` pixels; `margin` is the share of it that stays empty on each side."""
    image = Image.new("RGB", (size, size), palette["paper"])
    edge = round(size * margin)
    image.paste(_tile(blocks, size - 2 * edge, _hashable({**palette, "tint": palette["paper"]})), (edge, edge))
    return _saved(image, 64, form, optimize=True)


def draw(card: ShareCard, palette: Colours) -> bytes:
    """The card as a PNG."""
    image = Image.new("RGB", (WIDTH, HEIGHT), palette["paper"])
    _draw_tiles(image, card.art, palette)
    _draw_pieces(image, card.art.pieces, palette)
    _draw_photograph(image, card.art.photograph)
    _draw_text(ImageDraw.Draw(image), card, palette)
    if card.art.photograph:
        return _saved(image, 256, "PNG", dither=Image.Dither.FLOYDSTEINBERG)
    # 96 colours are enough for the palette and the steps between its colours along edges.
    return _saved(image, 96, "PNG")


def _saved(image: Image.Image, colours: int, form: str, dither: Image.Dither = Image.Dither.NONE, **options: bool) -> bytes:
    file = io.BytesIO()
    fewer = image.quantize(colours, method=Image.Quantize.FASTOCTREE)
    # Only against a palette that is there already does Pillow spread the difference over the neighbours.
    (image.quantize(palette=fewer, dither=dither) if dither else fewer).save(file, form, **options)
    return file.getvalue()


def _draw_text(pen: ImageDraw.ImageDraw, card: ShareCard, palette: Colours) -> None:
    width, room = _ART[0] - _GUTTER - MARGIN, HEIGHT - MARGIN + 20 - _TOP
    pen.rectangle((0, 0, 14, HEIGHT), fill=palette["block-1"])
    kicker, lines = _fitted(card.kicker, _KICKER, width, (_SMALLEST, 40, 36), 1)
    pen.text((MARGIN, 98), lines[0], font=_font(_KICKER, kicker), fill=palette["ink-2"], anchor="ls")

    most = 3 if card.text or card.number else 5
    for title_size, text_size in _SIZES:
        title = _wrapped(card.title, _TITLE, title_size, width)
        number_size = min(_NUMBER, round(1.4 * title_size))
        number = round(0.9 * number_size) + _BETWEEN if card.number else 0
        text = _wrapped(card.text, _TEXT, text_size, width)
        height = round(1.1 * title_size) * len(title) + number + (_BETWEEN + round(1.2 * text_size) * len(text) if text else 0)
        if height <= room and len(title) <= most and _fits(title, _TITLE, title_size, width):
            break
    else:
        title_size, title = _fitted(card.title, _TITLE, width, (_SIZES[-1][0],), most)
        height = room

    y = _TOP + max(0, (room - height) // 3)
    y = _draw_lines(pen, title, _TITLE, title_size, 1.1, y, palette["ink"])
    if card.number:
        size, lines = _fitted(card.number, _VALUE, width, (number_size, 96, 80, 66), 1)
        y = _draw_lines(pen, lines, _VALUE, size, 0.9, y + _BETWEEN, palette["block-1"])
    y += (0.6 if card.number else 1) * _BETWEEN
    below = max(0, int(HEIGHT - 0.5 * MARGIN - y) // round(1.2 * text_size))
    _draw_lines(pen, text[:below], _TEXT, text_size, 1.2, y, palette["ink"])


def _draw_lines(
    pen: ImageDraw.ImageDraw, lines: Sequence[str], path: str, size: int, leading: float, y: float, ink: str
) -> float:
    """Draw lines below each other from `y` on; returns where the next begins."""
    step = round(leading * size)
    for place, line in enumerate(lines):
        at = (MARGIN, round(y) + step * place + round(0.8 * size))
        pen.text(at, line, font=_font(path, size), fill=ink, anchor="ls")
    return y + step * len(lines)


def _draw_tiles(image: Image.Image, art: Art, palette: Colours) -> None:
    if not art.tiles:
        return
    left, top, right, bottom = _ART
    rows, columns = zip(*(cell for cell, _ in art.tiles), strict=True)
    across, down = max(columns) + 1, max(rows) + 1
    step = min((right - left) // across, (bottom - top) // down)
    gap = step // _GAP_BETWEEN if len(art.tiles) > 1 else 0
    x, y = right - step * across + gap, (top + bottom - step * down + gap) // 2
    for (row, column), blocks in art.tiles:
        image.paste(_tile(blocks, step - gap, _hashable(palette)), (x + column * step, y + row * step))


def _hashable(palette: Colours) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(palette.items()))


def _draw_photograph(image: Image.Image, content: bytes) -> None:
    if content:
        left, top, right, bottom = _ART
        with Image.open(io.BytesIO(content)) as photograph:
            image.paste(ImageOps.fit(photograph.convert("RGB"), (right - left, bottom - top)), (left, top))


def _draw_pieces(image: Image.Image, pieces: tuple[Piece, ...], palette: Colours) -> None:
    """A page's own drawing, as large as the room for tiles lets it be."""
    if not pieces:
        return
    left, top, right, bottom = _ART
    across, down = (max(places) + 1 for places in zip(*((each.column, each.row) for each in pieces), strict=True))
    step = min((right - left) // across, (bottom - top) // down, _LARGEST_PIECE)
    size = (step * across, step * down)
    placed = [((each.column, each.row), each.block) for each in pieces]
    drawn = _blocks(placed, size, step * _OVERSAMPLING / (1 + _BLOCK_GAP), dict(palette))
    image.paste(drawn, (right - size[0], (top + bottom - size[1]) // 2))


@lru_cache(64)
def _tile(blocks: tuple[Block, ...], size: int, palette: tuple[tuple[str, str], ...]) -> Image.Image:
    """A tile as a square picture; cached, because the same tiles decorate the cards of most pages."""
    placed = [((place % 2, place // 2), block) for place, block in enumerate(blocks)]
    return _blocks(placed, (size, size), size * _OVERSAMPLING / (2 + _BLOCK_GAP), dict(palette))


def _blocks(
    placed: Iterable[tuple[tuple[int, int], Block]], size: tuple[int, int], side: float, colours: Colours
) -> Image.Image:
    """Blocks at their columns and rows as a picture of `size`; `side` is that of a block before it is scaled down."""
    large = Image.new("RGB", (size[0] * _OVERSAMPLING, size[1] * _OVERSAMPLING), colours["paper"])
    pen = ImageDraw.Draw(large)
    for place, block in placed:
        x, y = (step * side * (1 + _BLOCK_GAP) for step in place)

        def polygon(points: Sequence[tuple[float, float]], colour: str, x: float = x, y: float = y) -> None:
            pen.polygon([(x + across * side, y + down * side) for across, down in points], fill=colour)

        ground = colours[f"block-{block.ground}" if block.ground else "tint"]
        polygon([(0, 0), (1, 0), (1, 1), (0, 1)], ground)
        if block.colour:
            polygon([_turned(point, block.turn) for point in _OUTLINES[block.shape]], colours[f"block-{block.colour}"])
        if block.shape == "ring":
            polygon(_HOLE, ground)
    return large.resize(size, Image.Resampling.LANCZOS)


def _arc(x: float, y: float, radius: float, start: int, end: int) -> list[tuple[float, float]]:
    """Points along a circle, from one angle to another, clockwise from the right."""
    angles = [math.radians(start + (end - start) * step / 48) for step in range(49)]
    return [(x + radius * math.cos(angle), y + radius * math.sin(angle)) for angle in angles]


# The same shapes as in overrides/macros/_tile.html, as points in a unit square.
_HOLE = _arc(0.5, 0.5, 0.23, 0, 360)
_OUTLINES: Mapping[Shape, Sequence[tuple[float, float]]] = {
    "quarter": [(0, 0), *_arc(0, 0, 1, 0, 90)],
    "half": _arc(0.5, 0, 0.5, 0, 180),
    "circle": _arc(0.5, 0.5, 0.5, 0, 360),
    "square": [(0, 0), (1, 0), (1, 1), (0, 1)],
    "leaf": [*_arc(0, 1, 1, 270, 360), *_arc(1, 0, 1, 90, 180)],
    "ring": _arc(0.5, 0.5, 0.5, 0, 360),
}


def _turned(point: tuple[float, float], quarters: int) -> tuple[float, float]:
    x, y = point
    for _ in range(quarters):
        x, y = 1 - y, x
    return x, y


@lru_cache(64)
def _font(path: str, size: int) -> ImageFont.FreeTypeFont:
    # The basic layout does not depend on the text libraries of the system.
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


def _wrapped(text: str, path: str, size: int, width: float) -> list[str]:
    """The text in lines no wider than `width`; a single word that is wider stands alone."""
    font = _font(path, size)
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _fitted(text: str, path: str, width: float, sizes: Sequence[int], most: int) -> tuple[int, list[str]]:
    """The largest of the sizes at which the text fits in `most` lines, and the lines; cut if it fits at none."""
    for size in sizes:
        lines = _wrapped(text, path, size, width)
        if len(lines) <= most and _fits(lines, path, size, width):
            return size, lines
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1]} …"]
    return size, [_cut(line, path, size, width) for line in lines]


def _fits(lines: Sequence[str], path: str, size: int, width: float) -> bool:
    return all(_font(path, size).getlength(line) <= width for line in lines)


def _cut(line: str, path: str, size: int, width: float) -> str:
    font = _font(path, size)
    while len(line) > 1 and font.getlength(line) > width:
        line = line.rstrip("…")[:-1].rstrip() + "…"
    return line
