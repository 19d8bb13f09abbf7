"""QR codes of short addresses: a picture to show in a page, and files to download for print."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass

import segno
from PIL import Image, ImageDraw

from publication.kept import Kept

# The quiet zone that a reader needs around the code, in modules.
BORDER = 4
# Pixels a module in the PNG: more than 600 pixels across, sharp at 5 cm in print.
_SCALE = 16


@dataclass(frozen=True)
class Code:
    """The QR code of an address: `path` is the `d` of an SVG path to stroke, one module thick, in a square of `size`.

    Always shown black on white, whatever the colours around it.
    """

    address: str
    size: int
    path: str

    @property
    def png(self) -> bytes:
        """A PNG file, large enough for a poster."""
        image = Image.new("1", (self.size, self.size), 1)
        pen = ImageDraw.Draw(image)
        x, y = BORDER, BORDER
        for across, down, length in re.findall(r"m(-?\d+) (\d+)h(\d+)", self.path):
            x, y = x + int(across), y + int(down)
            pen.line((x, y, x + int(length) - 1, y), fill=0)
            x += int(length)
        image = image.resize((self.size * _SCALE, self.size * _SCALE), Image.Resampling.NEAREST)
        file = io.BytesIO()
        image.save(file, "PNG")
        return file.getvalue()


def code(address: str, kept: Kept | None = None) -> Code:
    """The code of an address. Working one out takes a while, so those that are `kept` are not worked out again."""
    if kept is None:
        return _worked_out(address)

    def text() -> str:
        found = _worked_out(address)
        return f"{found.size} {found.path}"

    size, _, path = kept.text([segno.__version__, address], text).partition(" ")
    return Code(address, int(size), path)


def _worked_out(address: str) -> Code:
    made = segno.make_qr(address, error="m")
    steps = []
    across, down = 0, 0
    for row, modules in enumerate(made.matrix):
        for start, length in _runs(modules):
            steps.append(f"m{start - across} {row - down}h{length}")
            across, down = start + length, row
    return Code(address, made.symbol_size(border=BORDER)[0], f"M{BORDER} {BORDER}.5" + "".join(steps))


def _runs(row: bytes | bytearray) -> list[tuple[int, int]]:
    """Where dark modules begin in a row, and how many follow each other."""
    runs: list[tuple[int, int]] = []
    start: int | None = None
    for place, dark in enumerate([*row, 0]):
        if dark and start is None:
            start = place
        elif not dark and start is not None:
            runs.append((start, place - start))
            start = None
    return runs
