"""QR codes: a decoder reads back the address, from every shape the code is handed out in."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from publication.sharing.qr_code import BORDER, Code, cached_code, code
from publication.web.cache import Cache
from publication.web.templates import environment

ADDRESSES = ["https://et-bedre-liv-med-kultur.example/herlev/", "https://en-kommune.github.io/kultur/roedovre/"]


def read(image: Image.Image) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(image)]


def drawn(code: Code, scale: int = 6) -> Image.Image:
    """The SVG path of a code painted by its own grammar: M, then steps of m and h."""
    image = Image.new("L", (code.size * scale, code.size * scale), 255)
    pen = ImageDraw.Draw(image)
    x, y = (float(number) for number in re.match(r"M(\d+) ([\d.]+)", code.path).groups())
    for across, down, length in re.findall(r"m(-?\d+) (\d+)h(\d+)", code.path):
        x, y = x + int(across), y + int(down)
        pen.rectangle((x * scale, (y - 0.5) * scale, (x + int(length)) * scale - 1, (y + 0.5) * scale - 1), fill=0)
        x += int(length)
    return image


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_png_reads_back(address: str) -> None:
    assert read(Image.open(io.BytesIO(code(address).png))) == [address]


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_picture_on_the_page_reads_back(address: str) -> None:
    assert read(drawn(code(address))) == [address]


def test_the_svg_file_is_black_on_white_with_its_quiet_zone() -> None:
    made = code(ADDRESSES[0])
    templates = environment(Path(__file__).parents[2] / "overrides" / "macros")
    svg = templates.get_template("_qr.svg").render(code=made)
    assert 'fill="#fff"' in svg and 'stroke="#000"' in svg and made.path in svg
    assert f'viewBox="0 0 {made.size} {made.size}"' in svg
    assert made.path.startswith(f"M{BORDER} {BORDER}.5m")


def test_a_code_that_is_known_is_not_worked_out_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = cached_code(ADDRESSES[0], Cache(tmp_path / "codes"))
    assert made == code(ADDRESSES[0])
    monkeypatch.setattr("segno.make_qr", None)
    assert cached_code(ADDRESSES[0], Cache(tmp_path / "codes")) == made
