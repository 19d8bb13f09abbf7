"""Titles, descriptions and tags: what a search engine and a shared link show."""

from __future__ import annotations

from pathlib import Path

import html5lib
import pytest

from publication.sharing import head_tags
from publication.web.templates import environment

SITE = "Et bedre liv med kultur"
CARD = "https://a.example/assets/cards/x.png"
PARTIALS = environment(Path(__file__).parents[2] / "overrides" / "partials")


def head(title: str = "Herlev", description: str = "d" * 60) -> head_tags.Head:
    return head_tags.Head(title, description, "https://a.example/x/", SITE, CARD, "Et kort")


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        pytest.param("Herlev", f"Herlev – {SITE}", id="room for both"),
        pytest.param(SITE, SITE, id="the front page has the name once"),
        pytest.param("Kulturaftalen for 2021-2024 og hvad der skete", "Kulturaftalen for 2021-2024 og hvad der skete", id="no room for the site"),
        pytest.param("Ø" * 70, "Ø" * 59 + "…", id="one endless word"),
        pytest.param("ord " * 20, "ord " * 14 + "ord…", id="cut after a word"),
        pytest.param("  to\nlinjer ", f"to linjer – {SITE}", id="white space folded"),
    ],
)
def test_a_title_has_room_for_the_site_or_stands_alone(page: str, shown: str) -> None:
    assert head_tags.title(page, SITE) == shown
    assert len(shown) <= head_tags.LONGEST_TITLE


def test_a_description_takes_whole_sentences_while_there_is_room() -> None:
    first, second, third = "Første sætning er her.", "Anden sætning er noget længere end den første.", "T" * 120 + "."
    assert head_tags.description([f"{first} {second}", third]) == f"{first} {second}"


def test_a_description_says_nothing_twice() -> None:
    assert head_tags.description(["Det her siges. Det her siges.", "Det her siges."]) == "Det her siges."


def test_a_description_is_not_split_at_an_abbreviation_or_a_date() -> None:
    text = "Den 3. marts 2024 kom ca. 40 elever, bl.a. fra Herlev, for at spille musik sammen."
    assert head_tags.description([text]) == text


@pytest.mark.parametrize("text", ["ord " * 80, "x" * 400, "Kort. " + "lang " * 60])
def test_a_description_is_never_too_long(text: str) -> None:
    assert head_tags.SHORTEST_DESCRIPTION <= len(head_tags.description([text])) <= head_tags.LONGEST_DESCRIPTION


def test_a_shared_link_has_all_that_the_services_ask_for() -> None:
    text = PARTIALS.get_template("share_tags.html").module.share_tags(head(title='"><script>'))
    found = html5lib.parse(text, namespaceHTMLElements=False).iter("meta")
    tags = {tag.get("property") or tag.get("name"): tag.get("content") for tag in found}
    assert tags["og:title"] == '"><script>'
    assert tags["og:locale"] == "da_DK"
    assert (tags["og:image:width"], tags["og:image:height"]) == ("1200", "630")
    assert tags["twitter:card"] == "summary_large_image"
    assert {"og:title", "og:description", "og:url", "og:type", "og:site_name", "og:image", "og:image:alt"} <= set(tags)


def test_pages_that_say_the_same_are_named() -> None:
    other = head("Ishøj", "e" * 60)
    assert head_tags.head_diagnostics([("docs/a.md", head()), ("docs/b.md", other)]) == []
    found = head_tags.head_diagnostics([("docs/a.md", head()), ("docs/b.md", head())])
    assert [diagnostic.file for diagnostic in found] == ["docs/b.md", "docs/b.md"]
    assert "samme titel som docs/a.md" in found[0].message


def test_a_page_that_says_too_little_is_named() -> None:
    (diagnostic,) = head_tags.head_diagnostics([("docs/a.md", head(description="For kort."))])
    assert str(diagnostic).startswith("docs/a.md:1:1: beskrivelsen skal være på mindst 50 tegn")
