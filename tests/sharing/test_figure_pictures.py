"""Figures as pictures: what they hold, in which colours, and where they lie."""

from __future__ import annotations

import io
from pathlib import Path

from lxml import etree
from PIL import Image

from publication.sharing import figure_pictures
from publication.web.cache import Cache
from publication.web.page import Page

STYLES = """
:root { --paper: #ffffff; --ink: #000000; --block-1: #ff0000; }
@media (prefers-color-scheme: dark) { :root { --block-1: #00ff00; } }
.block-1, .bar-1 { fill: var(--block-1); }
.drawing text { fill: var(--ink); }
"""
FIGURE = """<figure class="chart"><figcaption><p id="figur-x">To er flere end én <a class="link-to" href="#figur-x">Link</a></p></figcaption>
<p class="chart-note">Pas på.</p>
<svg class="drawing" viewBox="0 0 340 40"><title>t</title><desc>d</desc><text x="0" y="15">Her <tspan>2</tspan></text>
<path class="bar-1" d="M0 20H300a18 18 0 0 1 18 18H0Z"/></svg>
<details><summary>Tabel</summary><a href="figur-x.svg">SVG</a></details>
<a class="source-note" href="../">Kilde: Rapporten, s. 7</a></figure>"""


def files(tmp_path: Path, figure: str = FIGURE) -> dict[str, bytes]:
    page = Page("emne.md", "/emne/", "Emne", content=f"<p>Før</p>{figure}<p>Efter</p>")
    figures = figure_pictures.offered([page], lambda path: f"https://x.example/{path}")
    return figure_pictures.files(figures, STYLES, Cache(tmp_path / "bytes"))


def test_a_picture_says_the_finding_its_source_and_its_address(tmp_path: Path) -> None:
    made = files(tmp_path)
    assert set(made) == {"emne/figur-x.svg", "emne/figur-x.png"}
    words = " ".join("".join(etree.fromstring(made["emne/figur-x.svg"]).itertext()).split())
    for told in ("To er flere end én", "Pas på.", "Her 2", "Kilde: Rapporten, s. 7", "https://x.example/emne/#figur-x"):
        assert told in words
    assert "Tabel" not in words
    assert "Link" not in words


def test_a_picture_has_the_colours_of_the_light_scheme_and_needs_no_style_sheet(tmp_path: Path) -> None:
    made = files(tmp_path)
    drawing = made["emne/figur-x.svg"].decode()
    assert 'fill="#ff0000"' in drawing
    assert "var(" not in drawing
    image = Image.open(io.BytesIO(made["emne/figur-x.png"])).convert("RGB")
    assert image.width == 2 * 760
    assert (255, 0, 0) in {colour for _, colour in image.getcolors(100_000) or []}


def test_the_same_figure_gives_the_same_bytes_and_is_drawn_once(tmp_path: Path) -> None:
    first = files(tmp_path / "one")
    assert files(tmp_path / "other") == first
    cache = Cache(tmp_path / "one" / "bytes")
    page = Page("emne.md", "/emne/", "Emne", content=FIGURE)
    figure_pictures.files(figure_pictures.offered([page], lambda path: f"https://x.example/{path}"), STYLES, cache)
    assert cache.made == 0


def test_a_figure_that_offers_no_picture_has_none(tmp_path: Path) -> None:
    assert files(tmp_path, FIGURE.replace("figur-x.svg", "andet.csv")) == {}
