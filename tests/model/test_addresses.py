"""Addresses in the ways that people write and copy them, each with what is meant."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pydantic_core import PydanticCustomError

from publication.model.addresses import parse_address, parse_link


def suggested(parse: Callable[[Any], str], text: str) -> str | None:
    with pytest.raises(PydanticCustomError) as refusal:
        parse(text)
    return (refusal.value.context or {})["suggestion"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("htps://eksempel.dk/x", "https://eksempel.dk/x"),
        ("https:/eksempel.dk/x", "https://eksempel.dk/x"),
        ("https//eksempel.dk", "https://eksempel.dk"),
        ("//eksempel.dk/x", "https://eksempel.dk/x"),
        ("www.eksempel.dk/x", "https://www.eksempel.dk/x"),
        ("https://eksempel.dk/x, hentet i dag", "https://eksempel.dk/x"),
        ("Kilde: https://eksempel.dk/x", "https://eksempel.dk/x"),
        ("[Læs](https://eksempel.dk/x)", "https://eksempel.dk/x"),
        # A blank may be a part of the address, and of two nobody knows which.
        ("https://eksempel.dk/en artikel", None),
        ("https://a.eksempel.dk/ https://b.eksempel.dk/", None),
        ("eksempel", None),
    ],
)
def test_a_link_is_suggested_where_it_is_certain(written: str, meant: str | None) -> None:
    assert suggested(parse_link, written) == meant


@pytest.mark.parametrize(
    "written",
    [
        "kommuner/nordby", "/kommuner/nordby", "/Kommuner/Nordby/", "/kommuner/nordby/#tal", "docs/kommuner/nordby.md",
        "https://eksempel.dk/kommuner/nordby/", "[Nordby](/kommuner/nordby/)",
    ],
)  # fmt: skip
def test_an_address_on_this_site_is_suggested(written: str) -> None:
    assert suggested(parse_address, written) == "/kommuner/nordby/"


@pytest.mark.parametrize("written", ["docs/index.md", "https://eksempel.dk/"])
def test_the_front_page_is_suggested(written: str) -> None:
    assert suggested(parse_address, written) == "/"
