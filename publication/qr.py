"""QR codes of short addresses: a picture to show in a page, and files to download for print."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cached_property

import segno

# The quiet zone that a reader needs around the code, in modules.
BORDER = 4


@dataclass(frozen=True)
class Code:
    """The QR code of an address, always black on white, whatever the colours around it."""

    address: str

    @cached_property
    def _qr(self) -> segno.QRCode:
        return segno.make_qr(self.address, error="m")

    @property
    def size(self) -> int:
        """The length of a side in modules, with the quiet zone."""
        return self._qr.symbol_size(border=BORDER)[0]

    @property
    def path(self) -> str:
        """The dark modules as the `d` of an SVG path to stroke, one module thick, in a square of `size`."""
        steps = []
        across, down = 0, 0
        for row, modules in enumerate(self._qr.matrix):
            for start, length in _runs(modules):
                steps.append(f"m{start - across} {row - down}h{length}")
                across, down = start + length, row
        return f"M{BORDER} {BORDER}.5" + "".join(steps)

    @property
    def svg(self) -> bytes:
        """An SVG file."""
        return self._written(kind="svg", scale=8, xmldecl=False, title=self.address)

    @property
    def png(self) -> bytes:
        """A PNG file, large enough for a poster."""
        return self._written(kind="png", scale=24)

    def _written(self, **options: object) -> bytes:
        file = io.BytesIO()
        self._qr.save(file, border=BORDER, dark="#000", light="#fff", **options)
        return file.getvalue()


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
