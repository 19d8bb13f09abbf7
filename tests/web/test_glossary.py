"""A difficult word is explained where it first stands in prose, and nowhere else."""

from __future__ import annotations

import pytest

from publication.model.records import Term
from publication.model.types import slug
from publication.web.glossary import Glossary


def term(word: str, *forms: str) -> Term:
    return Term.model_validate({"id": slug(word), "term": word, "forms": list(forms), "text": "Noget."})


GLOSSARY = Glossary(
    [
        term("specialtilbud", "specialtilbuddet"),
        term("musikskole", "musikskolen"),
        term("KL"),
        term("pædagogisk princip"),
        term("princip"),
    ]
)


def explained(html: str) -> str:
    page = f"<title>specialtilbud</title><main>{html}</main><footer>musikskole</footer>"
    shown = GLOSSARY.explain(page, lambda found, written: f"[{found.term}|{written}]")
    return shown.removeprefix("<title>specialtilbud</title><main>").removesuffix("</main><footer>musikskole</footer>")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param(
            "<p>Et specialtilbud er et specialtilbud.</p>",
            "<p>Et [specialtilbud|specialtilbud] er et specialtilbud.</p>",
            id="the first",
        ),
        pytest.param("<p>I specialtilbuddet.</p>", "<p>I [specialtilbud|specialtilbuddet].</p>", id="another form"),
        pytest.param(
            "<p>Specialtilbuddets lærere.</p>",
            "<p>[specialtilbud|Specialtilbuddets] lærere.</p>",
            id="genitive, first in a sentence",
        ),
        pytest.param("<p>KL's tal. KLs tal.</p>", "<p>[KL|KL]'s tal. KLs tal.</p>", id="an abbreviation"),
        pytest.param("<p>Klokken kl. 8</p>", "<p>Klokken kl. 8</p>", id="an abbreviation keeps its capitals"),
        pytest.param("<p>KL-tal og musikskolelærer</p>", "<p>KL-tal og musikskolelærer</p>", id="not inside compounds"),
        pytest.param("<p>Glostrup Musikskole er ny.</p>", "<p>Glostrup Musikskole er ny.</p>", id="a name"),
        pytest.param(
            "<p>Musikskolen Roskilde er ny.</p>", "<p>Musikskolen Roskilde er ny.</p>", id="a name, first in a sentence"
        ),
        pytest.param(
            "<p>Et pædagogisk princip.</p>", "<p>Et [pædagogisk princip|pædagogisk princip].</p>", id="the longest"
        ),
        pytest.param("<h2>KL</h2><p>KL</p>", "<h2>KL</h2><p>[KL|KL]</p>", id="not in a heading"),
        pytest.param('<a href="KL">KL</a> KL', '<a href="KL">KL</a> [KL|KL]', id="not in a link"),
        pytest.param(
            "<table><tr><td>KL</td></tr></table>KL", "<table><tr><td>KL</td></tr></table>[KL|KL]", id="not in a table"
        ),
        pytest.param(
            "<svg><path d=''/><text>KL</text></svg><p>KL</p>",
            "<svg><path d=''/><text>KL</text></svg><p>[KL|KL]</p>",
            id="not in a drawing",
        ),
        pytest.param(
            '<p class="person" data-skip="glossary">Leder af KL<br></p><p>KL</p>',
            '<p class="person" data-skip="glossary">Leder af KL<br></p><p>[KL|KL]</p>',
            id="not in a name's line",
        ),
        pytest.param(
            "<p>R&amp;KL &lt;KL&gt;</p>", "<p>R&amp;[KL|KL] &lt;KL&gt;</p>", id="beside signs that are escaped"
        ),
    ],
)
def test_words_are_explained(html: str, expected: str) -> None:
    assert explained(html) == expected


def test_without_words_a_page_stays_as_it_is() -> None:
    assert Glossary([]).explain("<main>KL</main>", lambda *_: "x") == "<main>KL</main>"


def test_no_main_no_explanation() -> None:
    assert GLOSSARY.explain("<p>KL</p>", lambda *_: "x") == "<p>KL</p>"


def test_a_word_with_signs_of_a_pattern_is_only_a_word() -> None:
    odd = Glossary([term("C++ (sprog)")])
    assert "x" not in odd.explain("<main>CCC sprog</main>", lambda *_: "x")
