"""What makes a text hard is counted as a teacher would, and no page of the built site is harder than promised."""

from __future__ import annotations

from pathlib import Path

import pytest

from publication.authoring import readability
from publication.authoring.readability import Ease, MeasuredPage, sentences
from publication.cli.main import main


@pytest.mark.parametrize(
    ("paragraph", "count"),
    [
        pytest.param("Vi spiller. Vi synger! Gør du?", 3, id="three ends"),
        pytest.param("Vi er bl.a. i Herlev og ca. ti andre steder.", 1, id="abbreviations go on"),
        pytest.param("Det koster 10 kr. Det er billigt.", 2, id="an abbreviation may end a sentence"),
        pytest.param("Det koster 10 kr. om ugen.", 1, id="or not"),
        pytest.param("Den 3. marts kom elever fra 0. til 9. klasse.", 1, id="ordinals"),
        pytest.param("Mere end 1.000 elever var 5,1 % af alle.", 1, id="points and commas in numbers"),
        pytest.param("Han siger: »Det gør vi.« Så gør de det.", 2, id="quotation marks after the point"),
        pytest.param("–", 0, id="no word, no sentence"),
    ],
)
def test_sentences_end_where_a_reader_breathes(paragraph: str, count: int) -> None:
    assert len(sentences(paragraph)) == count


def test_lix_is_words_per_sentence_and_the_share_of_long_words() -> None:
    ease = Ease(("Børnene spiller musik sammen. De er glade.",))
    assert ease.words == 7
    assert ease.sentence_words == 3.5
    assert ease.lix == pytest.approx(3.5 + 100 * 2 / 7)  # børnene, spiller


def test_a_name_is_a_word_and_no_long_one() -> None:
    """What stands first may be any word."""
    ease = Ease(("Børnene spiller på Havneskolen i Nordby Musikskole.",))
    assert ease.lix == pytest.approx(7 + 100 * 2 / 7)  # børnene, spiller


def test_the_hardest_sentence_comes_first_and_fragments_never() -> None:
    hard = "Specialpædagogiske institutioner samarbejder tværfagligt om elevernes trivselsudfordringer."
    ease = Ease((f"Kommunalbestyrelsen. Vi spiller alle sammen på en tromme. {hard}",))
    assert ease.hardest(2) == [hard, "Vi spiller alle sammen på en tromme."]


def test_only_prose_is_read() -> None:
    text = readability.read(
        """<main><nav><p>Menu.</p></nav><article class="text" data-content><header><h1>Overskrift</h1>
        <div class="summary"><p class="summary-label">Kort fortalt</p><p>Det korte.</p></div></header>
        <p>Special&shy;skolen <a href="/">ligger</a> her<span class="term-note" data-skip="book readability">(en skole)</span>.</p>
        <ul><li>Et punkt</li><li class="fact"><h3>Navn</h3><p>En oplysning.</p><p class="fact-value">5</p></li></ul>
        <table><tr><td><p>Celle</p></td></tr></table></article>
        <footer class="page-foot"><p>Senest ændret</p></footer></main>"""
    )
    assert text
    assert text.brief == ["Det korte."]
    assert text.running == ["Specialskolen ligger her.", "En oplysning."]


def test_a_page_without_an_article_is_none() -> None:
    assert readability.read("<main><h1>Flyttet</h1><p>Du sendes videre.</p></main>") is None


def test_the_easy_page_is_held_to_more() -> None:
    words = Ease(("Skolens lærere hjælper hinanden med musikken hver eneste uge.",))
    assert MeasuredPage("om/", Ease(()), words).too_hard == ["teksten har LIX 53 (højst 40)"]
    assert MeasuredPage("let/", Ease(()), words).too_hard == ["teksten har LIX 53 (højst 20)"]


def test_no_page_is_harder_than_promised(site: Path) -> None:
    measured = list(readability.pages(site))
    assert len(measured) > 30
    assert {page.address: page.too_hard for page in measured if page.too_hard} == {}
    # A page of links and numbers has no running text; every page that has a text says it in brief first.
    assert [page.address for page in measured if page.running.words > 50 and not page.brief.words] == []


def test_the_command_lists_pages_with_their_hardest_sentences(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["language", "--site", str(site), "--hardest", "1", "/let/", "om/kontakt"]) == 0
    said, remarked = capsys.readouterr()
    assert "  /let/\n" in said and "  /om/kontakt/\n" in said and "/kommuner/" not in said
    assert remarked.startswith("2 sider målt")


def test_a_page_that_is_too_hard_is_told_at_its_file_with_its_hardest_sentence(tmp_path: Path) -> None:
    hard = "Specialpædagogiske institutioner samarbejder tværfagligt om elevernes trivselsudfordringer."
    for address in ("viden/loven", "kommuner/nordby"):
        page = tmp_path / "site" / address / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text(f'<main><article class="text" data-content><h1>Loven</h1><p>{hard}</p></article></main>', "utf-8")
    (tmp_path / "docs/viden").mkdir(parents=True)
    (tmp_path / "docs/viden/loven.md").write_text("x", "utf-8")
    found = list(readability.diagnostics(tmp_path / "site", tmp_path / "docs"))
    assert [(one.file, one.code) for one in found] == [
        ("site/kommuner/nordby/", "svaer-tekst"),
        ("docs/viden/loven.md", "svaer-tekst"),
    ]
    assert all(f"»{hard}«" in one.message and "LIX" in one.message for one in found)


def test_the_command_asks_for_a_site_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["language", "--site", str(tmp_path / "site")]) == 2
    assert "make site" in capsys.readouterr().err
