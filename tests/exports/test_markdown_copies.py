"""The pages for machines: the words of the page, none of its furniture; and the built site's files hold together."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from publication.exports.llms_txt import llms_txt
from publication.exports.markdown_copies import markdown
from publication.loading.loader import read
from publication.web import address_list
from publication.web.build_context import BuildContext
from publication.web.deployment import EXAMPLE, deployment
from publication.web.page import Page

ROOT = Path(__file__).parents[2]
HERE = deployment({"SITE_URL": "https://kultur.example/"})
PAGE = Page("kommuner/aeroesund.md", "/kommuner/aeroesund/", "Ærøsund", {"summary": "Hvem der er med."})


def plain(html: str) -> str:
    """The Markdown of a page with this content, without what stands on every page."""
    text = markdown(replace(PAGE, content=html), HERE)
    assert text.startswith("# Ærøsund\n\nHvem der er med.\n\n")
    assert text.endswith("\n\n---\n\nhttps://kultur.example/kommuner/aeroesund/\n")
    return text.removeprefix("# Ærøsund\n\nHvem der er med.\n\n").removesuffix(
        "\n\n---\n\nhttps://kultur.example/kommuner/aeroesund/\n"
    )


def test_links_lead_out_of_the_file() -> None:
    assert plain('<p><a href="../#kort" title="x">Kort</a></p>') == "[Kort](https://kultur.example/kommuner/#kort)"


def test_furniture_is_left_out() -> None:
    html = '<h2>Kor <a class="link-to" href="#kor">#</a></h2><p>Vi <button class="as-link">synger</button>.</p>'
    assert plain(html) == "## Kor\n\nVi synger."


def test_a_drawing_is_told_in_words_and_decoration_is_not() -> None:
    html = '<svg class="tile-art"><path d="M0 0"/></svg><svg><title>Deltagere</title><desc>To bjælker.</desc><text>9</text></svg>'
    assert plain(html) == "Figur: Deltagere – To bjælker."


def test_a_table_is_one_table_with_its_sum() -> None:
    html = (
        "<table><thead><tr><th>Skole</th><th>Elever</th></tr></thead><tbody><tr><th>A</th><td>under 5</td></tr></tbody>"
        "<tfoot><tr><th>I alt</th><td>mindst 9</td></tr></tfoot></table>"
    )
    assert plain(html) == "| Skole | Elever |\n| --- | --- |\n| A | under 5 |\n| I alt | mindst 9 |"


def test_a_map_stays_a_map() -> None:
    html = (
        '<ul class="tiles is-map"><li class="at-r2 at-c1"><a href="a/"><strong>Aabæk</strong></a></li>'
        '<li class="at-r1 at-c3"><a href="b/"><strong>Bæk</strong></a></li></ul>'
    )
    here = "https://kultur.example/kommuner/aeroesund/"
    assert plain(html).splitlines() == [
        f"|   |   | [Bæk]({here}b/) |", "| --- | --- | --- |", f"| [Aabæk]({here}a/) |   |   |",
    ]


@pytest.mark.parametrize("text", ["*stjerner*", "[x](y)", "# nej", "a_b_c"])
def test_signs_of_markdown_stay_signs(text: str) -> None:
    assert re.sub(r"\\(.)", r"\1", plain(f"<p>{text}</p>")) == text


def test_the_list_names_every_page_with_what_it_holds() -> None:
    publication, _ = read(ROOT / "tests" / "fixtures" / "data")
    assert publication
    text = llms_txt(BuildContext(publication, HERE, ROOT / "overrides"), [PAGE])
    assert text.startswith(f"# {publication.initiative.name}\n\n> ")
    assert "- [Ærøsund](https://kultur.example/kommuner/aeroesund/index.md): Hvem der er med.\n" in text


# --- The built site -------------------------------------------------------------------------------


class _Ids(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[dict[str, str | None]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if named.get("id"):
            self.ids.add(named["id"] or "")
        if tag == "link":
            self.links.append(named)


def _page(site: Path, address: str) -> _Ids:
    return _Ids((site / address.removeprefix(EXAMPLE) / "index.html").read_text(encoding="utf-8"))


def test_every_page_has_its_markdown_and_is_on_the_list(site: Path) -> None:  # noqa: F811
    listed = re.findall(r"\]\((\S+index\.md)\)", (site / "llms.txt").read_text(encoding="utf-8"))
    assert listed
    missing = [address for address in listed if not (site / address.removeprefix(EXAMPLE)).is_file()]
    assert missing == []
    # Where a page has moved, its old address goes on giving the text of the new one.
    moved = {f"{address[1:]}index.md" for address in address_list.read(ROOT / address_list.LIST_FILE).moved}
    beside = {file.relative_to(site).as_posix() for file in site.rglob("index.md")} - moved
    assert beside == {address.removeprefix(EXAMPLE) for address in listed}


def test_every_record_of_the_open_data_leads_to_its_place_on_a_page(site: Path) -> None:  # noqa: F811
    lost = []
    for file in sorted((site / "data" / "v1").glob("*.json")):
        for record in json.loads(file.read_text(encoding="utf-8")).get("records", []):
            page, _, id_ = (record["permalink"] or "").partition("#")
            if page and id_ and unquote(id_) not in _page(site, page).ids:
                lost.append(record["permalink"])
    assert lost == []


def test_every_entry_of_a_feed_leads_to_its_place_on_a_page(site: Path) -> None:  # noqa: F811
    found = [
        item["url"] for file in site.rglob("feed.json") for item in json.loads(file.read_text(encoding="utf-8"))["items"]
    ]
    assert found
    assert [url for url in found if url.partition("#")[2] not in _page(site, url.partition("#")[0]).ids] == []


def test_every_page_announces_feeds_that_are_there(site: Path) -> None:  # noqa: F811
    for page in ("", "omtale/", "kommuner/herlev/"):
        links = [link for link in _page(site, page).links if link.get("type") in ("application/atom+xml", "application/feed+json")]
        assert links, page
        assert all(link["rel"] == "alternate" and (link.get("title") or len(links) == 2) for link in links)
        for link in links:
            assert (site / page / (link["href"] or "").lstrip("/")).resolve().is_file() or (link["href"] or "").startswith(EXAMPLE)
