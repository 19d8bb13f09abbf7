"""QR codes of short addresses: a picture to show in a page, and files to download for print."""

from __future__ import annotations

import io
from base64 import b64decode, b64encode
from dataclasses import dataclass

import segno

from publication.web.cache import Kept

# The quiet zone that a reader needs around the code, in modules.
BORDER = 4
# Pixels a module in the PNG: more than 600 pixels across, sharp at 5 cm in print.
_SCALE = 16


@dataclass(frozen=True)
class Code:
    """The QR code of an address: `path` is the `d` of an SVG path to stroke, one module thick, in a square of `size`.

    `png` is a file, large enough for a poster. Always shown black on white, whatever the colours around it.
    """

    address: str
    size: int
    path: str
    png: bytes


def code(address: str, kept: Kept | None = None) -> Code:
    """The code of an address. Working one out takes a while, so those that are `kept` are not worked out again."""
    if kept is None:
        return _worked_out(address)

    def text() -> str:
        found = _worked_out(address)
        return f"{found.size}\n{found.path}\n{b64encode(found.png).decode()}"

    size, path, png = kept.text([segno.__version__, address], text).split("\n")
    return Code(address, int(size), path, b64decode(png))


def _worked_out(address: str) -> Code:
    made = segno.make_qr(address, error="m")
    steps = []
    across, down = 0, 0
    for row, modules in enumerate(made.matrix):
        for start, length in _runs(modules):
            steps.append(f"m{start - across} {row - down}h{length}")
            across, down = start + length, row
    png = io.BytesIO()
    made.save(png, kind="png", scale=_SCALE, border=BORDER)
    return Code(address, made.symbol_size(border=BORDER)[0], f"M{BORDER} {BORDER}.5" + "".join(steps), png.getvalue())


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
