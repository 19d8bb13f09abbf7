"""Share cards: the right size, the same bytes, drawn only when what they show has changed."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageDraw

from publication.figures import identicon
from publication.sharing import card_painter, pictures, share_cards
from publication.web.cache import Cache

ROOT = Path(__file__).parents[2]
PALETTE = share_cards.colours((ROOT / "overrides/assets/site.css").read_text("utf-8"))
LARGEST = 100_000  # bytes; some services fetch no larger picture from a phone
NAMES = ("aabaek", "nordby", "aeroesund")


def card(title: str = "Nordby", text: str = "9 elever lavede musik med Nordby Musikskole i 2024") -> share_cards.ShareCard:
    return share_cards.ShareCard("Et bedre liv med kultur", title, text, share_cards.alone(identicon.blocks("901")))


def wall(title: str = "Viden", text: str = "", number: str = "") -> share_cards.ShareCard:
    tiles = share_cards.wall([identicon.blocks(str(code)) for code in range(9)], "/")
    return share_cards.ShareCard("Et bedre liv med kultur", title, text, tiles, number)


@pytest.mark.parametrize(
    "shown",
    [
        pytest.param(card(), id="a municipality"),
        pytest.param(wall(), id="another page"),
        pytest.param(wall("Specialundervisningsinstitutionernes " * 6), id="a title that is far too long"),
        pytest.param(wall("Støtte", "fra en region i 2025", "450.000 kr."), id="a number"),
        pytest.param(wall("Når skolen arbejder sammen med boligområdet", "ord " * 12, "mindst 32.500"), id="much of all"),
        pytest.param(share_cards.ShareCard("a", "b", "", share_cards.Art()), id="no tiles"),
    ],
)
def test_a_card_is_a_png_of_the_size_that_services_want(shown: share_cards.ShareCard) -> None:
    png = card_painter.draw(shown, PALETTE)
    image = Image.open(io.BytesIO(png))
    assert (image.format, image.size) == ("PNG", (1200, 630))
    assert len(png) < LARGEST
    assert card_painter.draw(shown, PALETTE) == png


def test_the_font_has_danish_letters() -> None:
    blank = card_painter._font(card_painter._TITLE, 60).getmask("\uffff").getbbox()
    pictures = {sign: bytes(card_painter._font(card_painter._TITLE, 60).getmask(sign)) for sign in "æøåÆØÅéö–»«"}
    missing = bytes(card_painter._font(card_painter._TITLE, 60).getmask("\uffff"))
    assert blank is not None
    assert missing not in pictures.values()
    assert len(set(pictures.values())) == len(pictures)


def test_text_stays_left_of_the_tiles() -> None:
    image = Image.open(io.BytesIO(card_painter.draw(replace(wall("W" * 40), art=share_cards.Art()), PALETTE))).convert("RGB")
    paper = image.getpixel((1100, 20))
    right = image.crop((card_painter._ART[0] - 20, 0, 1200, 630))
    assert right.getcolors() == [(right.width * right.height, paper)]


def smallest(card: share_cards.ShareCard, monkeypatch: pytest.MonkeyPatch) -> float:
    """The size of the smallest letters on a card."""
    sizes: list[float] = []
    text = ImageDraw.ImageDraw.text

    def watched(self: ImageDraw.ImageDraw, at: tuple[float, float], words: str, **how: Any) -> None:
        sizes.append(how["font"].size)
        text(self, at, words, **how)

    monkeypatch.setattr(ImageDraw.ImageDraw, "text", watched)
    card_painter.draw(card, PALETTE)
    return min(sizes)


@pytest.mark.parametrize(
    "shown",
    [
        pytest.param(card("Lyngby-Taarbæk", "Mindst 127 elever lavede musik med Musik- og Billedskolen i efteråret 2024"), id="a municipality"),
        pytest.param(wall("Kultur kan give bedre trivsel", "undersøgelser af, hvad kunst og kultur gør ved mennesker", "310"), id="a finding"),
    ],
)
def test_a_card_can_be_read_when_it_is_300_pixels_wide(shown: share_cards.ShareCard, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then it is a quarter as large, and eleven pixels are the least that somebody reads."""
    assert smallest(shown, monkeypatch) / 4 >= 11


def test_a_municipality_has_its_own_tile_large() -> None:
    with_tile, without = (
        Image.open(io.BytesIO(card_painter.draw(replace(card(), art=art), PALETTE))).convert("RGB")
        for art in (card().art, share_cards.Art())
    )
    left, top, right, bottom = ImageChops.difference(with_tile, without).getbbox()
    assert (right - left) * (bottom - top) > 0.15 * 1200 * 630


def drawn(folder: Path, cards: dict[str, share_cards.ShareCard], palette: share_cards.Colours = PALETTE) -> tuple[dict[str, pictures.Picture], int]:
    """The cards, and how many of them were not in the cache."""
    cache = Cache(folder)
    return pictures.draw_all(cards, palette, cache), cache.made


def test_one_changed_number_draws_one_card(tmp_path: Path) -> None:
    before = {name: card(name) for name in NAMES}
    first, made = drawn(tmp_path, before)
    assert made == 3
    assert drawn(tmp_path, before) == (first, 0)
    changed, made = drawn(tmp_path, {**before, "nordby": card("nordby", "10 elever")})
    assert made == 1
    assert {name for name in NAMES if changed[name].name != first[name].name} == {"nordby"}


def test_another_colour_draws_all_anew(tmp_path: Path) -> None:
    drawn(tmp_path, {"a": card()})
    assert drawn(tmp_path, {"a": card()}, {**PALETTE, "paper": "#ffffff"})[1] == 1


def test_a_name_carries_a_hash_of_the_content(tmp_path: Path) -> None:
    made = drawn(tmp_path, {"kommuner-nordby": card()})[0]["kommuner-nordby"]
    assert made == pictures.named("kommuner-nordby", made.content)
    assert made.name != pictures.named("kommuner-nordby", b"x").name


def test_progress_hears_of_every_card_that_is_drawn(tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    cards = {name: card(name) for name in NAMES}
    pictures.draw_all(cards, PALETTE, Cache(tmp_path), lambda *said: heard.append(said))
    assert heard == [(1, 3), (2, 3), (3, 3)]
