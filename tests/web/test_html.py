"""A page is read as a browser reads it, and every tool leaves out what the templates say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import html5lib
import pytest
from lxml import etree

from publication.web import html

TEMPLATES = [*(Path(__file__).parents[2] / "overrides").rglob("*.html")]
TOOLS = {"aloud", "book", "markdown", "glossary", "readability"}


@pytest.mark.parametrize(
    ("attributes", "leave_it_out"),
    [
        pytest.param({}, set(), id="what says nothing of it"),
        pytest.param({"data-screen-only": ""}, TOOLS, id="what is for the screen"),
        pytest.param({"class": "link-to", "href": "#tal"}, TOOLS, id="a heading's link to itself"),
        pytest.param({"data-skip": "book markdown"}, {"book", "markdown"}, id="what some leave out"),
        pytest.param({"data-unsearched": ""}, set(), id="what nobody searches for"),
    ],
)
def test_an_element_says_which_tools_leave_it_out(attributes: dict[str, str], leave_it_out: set[str]) -> None:
    assert {tool for tool in TOOLS if html.is_skipped(attributes, tool)} == leave_it_out


def test_every_tool_that_a_template_names_is_there() -> None:
    named = [names for file in TEMPLATES for names in re.findall(r'data-skip="([^"]*)"', file.read_text("utf-8"))]
    assert set(" ".join(named).split()) == TOOLS


def test_text_is_on_one_line_without_what_is_left_out() -> None:
    page = html.parse('<p>Special&shy;skolen<br>i <b>Ærøsund</b> <i data-screen-only>x</i>\n<i data-skip="book">nu</i></p>')
    assert html.text(page) == "Specialskolen i Ærøsund nu"
    assert html.text(page, "book") == "Specialskolen i Ærøsund"


def test_contents_are_the_second_headings_without_the_link_beside_them() -> None:
    page = html.parse(
        '<h1 id="x">Nej</h1><h2 id="a">Først <em>her</em> <a class="link-to" href="#a">Link hertil</a></h2>'
        '<h3 id="b">Nej</h3><h2>Nej</h2>'
    )
    assert [(heading.title, heading.url) for heading in html.headings(page)] == [("Først her", "#a")]


@pytest.mark.parametrize("odd", ["", " ", "<", "</p></p>", "<!-- -->", "<p>x", "\ufeff"])
def test_what_is_no_html_is_read_without_harm(odd: str) -> None:
    page = html.parse(odd)
    assert (html.ids(page), html.headings(page), html.body(page), html.meta(page)) == ([], [], [], {})


def test_every_page_is_read_as_a_browser_reads_it(site: Path) -> None:  # noqa: F811
    for file in site.rglob("index.html"):
        content = file.read_text("utf-8")
        browser = html5lib.parse(content, treebuilder="lxml", namespaceHTMLElements=False).getroot()
        assert list(_elements(html.parse(content))) == list(_elements(browser)), file.parent


def _elements(page: Any) -> Iterator[tuple[str, ...]]:
    """Every element of a page in order, with its attributes, its text, and the text behind it."""
    for element in page.find("body").iterdescendants(etree.Element):
        # A reader that keeps capitals in drawings writes other names for the same.
        attributes = sorted(f"{name.lower()}={value}" for name, value in element.items())
        yield etree.QName(element).localname.lower(), *attributes, element.text or "", (element.tail or "").rstrip()


def test_a_drawing_gets_its_names_back_in_xml() -> None:
    page = html.parse('<p>A<svg viewBox="0 0 2 2"><linearGradient/></svg>b</p>')
    [paragraph] = page.iter("p")
    assert etree.tostring(html.as_xml(paragraph), encoding="unicode") == (
        '<p xmlns="http://www.w3.org/1999/xhtml">A'
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><linearGradient/></svg>b</p>'
    )


def test_every_name_with_capitals_in_the_drawings_of_templates_is_known() -> None:
    drawings = [text for file in TEMPLATES for text in re.findall(r"<svg.*?</svg>", file.read_text("utf-8"), re.DOTALL)]
    named = {name for text in drawings for name in re.findall(r'<([a-z]+[A-Z]\w*)|\s([a-z]+[A-Z]\w*)="', text)}
    assert {name for pair in named for name in pair if name} <= set(html.SVG_NAMES.values())


def test_tags_are_changed_where_they_stand() -> None:
    page = "<article><a href='x'>A</a><abbr>b</abbr>\n<br/></article>"
    assert html.with_tags(page, "a", str.upper) == "<article><A HREF='X'>A</a><abbr>b</abbr>\n<br/></article>"


def test_a_section_is_as_long_as_its_words() -> None:
    page = "<p>Før.</p><h2 id='a'>A</h2><p>Et to tre.</p><div><p>Fire fem.</p></div><h2>B</h2><ul><li>Seks.</li></ul>"
    assert html.section_lengths(page) == (5, 1)
