"""What an author is told when a page asks for something that is not there."""

from __future__ import annotations

import pytest

from publication.web.table_of_contents import contents
from publication.validation.markdown_pages import diagnostics

MACROS = {"facts", "number", "tile_map"}
IDS = {"number": {"elever-2024", "timer-2024"}, "facts": {"loven"}, "group=": {"Hvad siger loven?"}}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("ord\n\n{{ fact('loven') }}", "docs/x.md:3:1: der er ingen makro, der hedder «fact»; mente du «facts»? [side-makro]", id="macro"),
        pytest.param("{{ number('elever-202') }}", "docs/x.md:1:1: der er intet i data med navnet «elever-202»; mente du «elever-2024»? [side-id]", id="id"),
        pytest.param("{{ facts('loven', group='Hvad siger lov?') }}", "docs/x.md:1:1: der er intet i data med navnet «Hvad siger lov?»; mente du «Hvad siger loven?»? [side-id]", id="group"),
        pytest.param("a\n{{ number('elever-2024' }}", "docs/x.md:2:1: noget mellem {{ og }} eller {% og %} er ikke skrevet rigtigt [side-tegn]", id="brackets"),
    ],
)
def test_each_diagnostic_has_its_line_and_the_likely_right_word(text: str, said: str) -> None:
    assert [str(diagnostic) for diagnostic in diagnostics("docs/x.md", text, MACROS, IDS)] == [said]


def test_all_diagnostics_of_a_page_at_once() -> None:
    text = "{{ number('a') }}\n{{ number('b') }}\n{{ ukendt() }}"
    assert [diagnostic.line for diagnostic in diagnostics("docs/x.md", text, MACROS, IDS)] == [1, 2, 3]


def test_what_is_there_is_no_diagnostic() -> None:
    assert diagnostics("docs/x.md", "{{ tile_map() }} {{ number('timer-2024') }} {{ facts('loven') }}", MACROS, IDS) == []


def test_contents_are_the_second_headings_without_the_link_beside_them() -> None:
    html = '<h1 id="x">Nej</h1><h2 id="a">Først <em>her</em> <a class="link-to" href="#a">Link hertil</a></h2><h3 id="b">Nej</h3><h2>Nej</h2>'
    assert [(heading.title, heading.url) for heading in contents(html)] == [("Først her", "#a")]
