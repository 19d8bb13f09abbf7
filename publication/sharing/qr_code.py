"""QR codes of short addresses: a picture to show in a page, and files to download for print."""

from __future__ import annotations

import io
import json
from base64 import b64decode, b64encode
from dataclasses import dataclass

from publication.web.cache import Cache, made_by

# The quiet zone that a reader needs around the code, in modules.
BORDER = 4
# Pixels a module in the PNG, which is then more than 600 pixels wide and sharp at 5 cm in print.
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


def code(address: str) -> Code:
    import segno  # most builds find every code in the cache
    from segno.utils import matrix_to_lines

    made = segno.make_qr(address, error="m")
    steps = []
    across, down = 0, 0
    for (start, row), (end, _) in matrix_to_lines(made.matrix, 0, 0):
        steps.append(f"m{start - across} {row - down}h{end - start}")
        across, down = end, row
    png = io.BytesIO()
    made.save(png, kind="png", scale=_SCALE, border=BORDER)
    return Code(address, made.symbol_size(border=BORDER)[0], f"M{BORDER} {BORDER}.5" + "".join(steps), png.getvalue())


def cached_code(address: str, cache: Cache) -> Code:
    """The same from the cache: making a code takes some 10 ms."""

    def make() -> bytes:
        found = code(address)
        return json.dumps([found.size, found.path, b64encode(found.png).decode()]).encode()

    size, path, png = json.loads(cache.get(["qr", made_by(__name__, packages=("segno",)), address], make))
    return Code(address, size, path, b64decode(png))
