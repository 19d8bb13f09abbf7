"""Share cards: the right size, the same bytes, drawn only when what they show has changed."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from publication.figures import identicon
from publication.sharing import card_painter, pictures, share_cards
from publication.web.cache import Cache

ROOT = Path(__file__).parents[2]
PALETTE = share_cards.colours((ROOT / "overrides/assets/site.css").read_text("utf-8"))
LARGEST = 100_000  # bytes; some services fetch no larger picture from a phone
NAMES = {"aabaek": (1, 1), "nordby": (1, 2), "aeroesund": (2, 1)}


def card(name: str = "nordby", title: str = "Nordby", value: str = "5,4 %") -> share_cards.ShareCard:
    numbers = (share_cards.Number(value, "af eleverne går i specialtilbud (2021–2024)"),)
    return share_cards.ShareCard("Et bedre liv med kultur", title, numbers, share_cards.at(tuple(NAMES.values()), NAMES.get(name, (1, 1)), identicon.blocks("901")))


def wall(title: str = "Viden") -> share_cards.ShareCard:
    return share_cards.ShareCard("Et bedre liv med kultur", title, (), share_cards.wall([identicon.blocks(str(code)) for code in range(9)], "/"))


@pytest.mark.parametrize(
    "shown",
    [
        pytest.param(card(), id="a municipality"),
        pytest.param(wall(), id="another page"),
        pytest.param(wall("Specialundervisningsinstitutionernes " * 6), id="a title that is far too long"),
        pytest.param(share_cards.ShareCard("a", "b", (), share_cards.Art()), id="no tiles"),
        pytest.param(replace(card(), art=share_cards.at(tuple((i // 40, i % 40) for i in range(1000)), (0, 7), identicon.blocks("7"))), id="a thousand municipalities"),
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
    pictures = {sign: bytes(card_painter._font(card_painter._TITLE, 60).getmask(sign)) for sign in "æøåÆØÅéö–«»"}
    missing = bytes(card_painter._font(card_painter._TITLE, 60).getmask("\uffff"))
    assert blank is not None
    assert missing not in pictures.values()
    assert len(set(pictures.values())) == len(pictures)


def test_text_stays_left_of_the_tiles() -> None:
    image = Image.open(io.BytesIO(card_painter.draw(replace(wall("W" * 40), art=share_cards.Art()), PALETTE))).convert("RGB")
    paper = image.getpixel((1100, 20))
    right = image.crop((card_painter._ART[0] - 20, 0, 1200, 630))
    assert right.getcolors() == [(right.width * right.height, paper)]


def drawn(folder: Path, cards: dict[str, share_cards.ShareCard], palette: share_cards.Colours = PALETTE) -> tuple[dict[str, pictures.Picture], int]:
    """The cards, and how many of them were not in the cache."""
    cache = Cache(folder)
    return pictures.draw_all(cards, palette, cache), cache.made


def test_one_changed_number_draws_one_card(tmp_path: Path) -> None:
    before = {name: card(name, name) for name in NAMES}
    first, made = drawn(tmp_path, before)
    assert made == 3
    assert drawn(tmp_path, before) == (first, 0)
    changed, made = drawn(tmp_path, {**before, "nordby": card(value="5,5 %")})
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
    cards = {name: card(name, name) for name in NAMES}
    pictures.draw_all(cards, PALETTE, Cache(tmp_path), lambda *said: heard.append(said))
    assert heard == [(1, 3), (2, 3), (3, 3)]
