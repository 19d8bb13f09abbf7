"""The way from values to pages: nothing of a value can become markup, and links work below any path."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import UndefinedError
from markdown import Markdown

from publication.web.templates import Fragments, environment, relative, render, words

HOSTILE = [
    pytest.param("<script>alert(1)</script>", id="script"),
    pytest.param('"><img src=x onerror=alert(1)>', id="attribute"),
    pytest.param("{{ 7 * 7 }}{% raw %}", id="jinja"),
    pytest.param("[x](javascript:alert(1)) **fed** `kode`", id="markdown"),
    pytest.param("celle { onclick=alert(1) } | næste", id="attr_list and tables"),
    pytest.param("```\n</div>\n```", id="a fence and an end tag"),
    pytest.param("<!-- kommentar", id="comment"),
    pytest.param("&lt;b&gt; &amp; »Ærø«", id="entities"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "block.html").write_text('<p class="x" title="{{ value }}">{{ value }}</p>', encoding="utf-8")
    (tmp_path / "line.txt").write_text("{{ value }}\n  og\n{{ value }}", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("page", ["{}", "Før {} efter", "> {}", "- {}", "| a |\n| - |\n| {} |", "## {}"])
def test_a_hostile_value_is_text_on_the_page_wherever_its_macro_stands(folder: Path, value: str, page: str) -> None:
    import html5lib

    fragments = Fragments()
    markdown = page.format(fragments.keep(render(environment(folder), "block", value=value)))
    content = fragments.restore(Markdown(extensions=["attr_list", "tables", "md_in_html", "footnotes"]).convert(markdown))
    tree = html5lib.parseFragment(content, treebuilder="etree", namespaceHTMLElements=False)
    shown = [element for element in tree.iter("p") if element.get("class") == "x"]
    assert len(shown) == 1
    assert "".join(shown[0].itertext()) == value == shown[0].get("title")
    assert list(shown[0]) == []
    assert not [element for element in tree.iter() if isinstance(element.tag, str) and element.tag in {"script", "img", "code", "strong"}]


def test_a_mark_that_names_no_fragment_stays_as_it_is() -> None:
    assert Fragments().restore("<p>\ue00099\ue001</p>") == "<p>\ue00099\ue001</p>"


def test_a_block_alone_in_its_paragraph_loses_the_paragraph() -> None:
    fragments = Fragments()
    mark = fragments.keep("<ul></ul>")
    assert fragments.restore(f"<p>{mark}</p><p>x {mark}</p>") == "<ul></ul><p>x <ul></ul></p>"


def test_words_alone_in_their_paragraph_keep_it() -> None:
    fragments = Fragments()
    assert fragments.restore(f"<p>{fragments.keep('<span>x</span>')}</p>") == "<p><span>x</span></p>"


def test_a_name_that_a_template_was_not_given_is_an_error(folder: Path) -> None:
    with pytest.raises(UndefinedError):
        render(environment(folder), "block")


def test_words_are_one_line_of_plain_text_with_their_no_break_spaces(folder: Path) -> None:
    assert words(environment(folder), "line", value="5,1\u00a0% & mere") == "5,1\u00a0% & mere og 5,1\u00a0% & mere"


@pytest.mark.parametrize(
    ("address", "page", "way"),
    [
        pytest.param("/kommuner/herlev/", "kommuner/", "herlev/", id="down"),
        pytest.param("/kommuner/herlev/", "kommuner/herlev/", "./", id="itself"),
        pytest.param("/kilder/#kilde-x", "kommuner/herlev/", "../../kilder/#kilde-x", id="across, to an anchor"),
        pytest.param("/data/v1/figures.csv", "", "data/v1/figures.csv", id="a file from the front page"),
        pytest.param("/", "om/", "../", id="home"),
        pytest.param("#her", "om/", "#her", id="on the page"),
    ],
)
def test_links_are_relative_so_that_the_site_works_below_any_path(address: str, page: str, way: str) -> None:
    assert relative(address, page) == way
