"""A little site of four invented pages, for the tests of the book."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from publication.book.chapters import Chapter, Colophon, chapters, cover_tiles
from publication.book.finished_books import BookPage
from publication.web.deployment import deployment

TEMPLATES = Path(__file__).parents[2] / "overrides" / "book"
HERE = deployment({"SITE_URL": "https://kultur.example/"})
PAGES = [
    BookPage("", "Forside"),
    BookPage("kommuner/", "Kommuner"),
    BookPage("kommuner/aeroesund/", "Ærøsund", municipality="aeroesund"),
    BookPage("en/", "In English", lang="en"),
]
COLOPHON = Colophon(
    title="Kultur på kysten",
    subtitle="Sang og billeder",
    organisation="Kystens Kulturhus",
    edition="Prøveudgave",
    published="2. maj 2025",
    day="2025-05-10",
    address=HERE.site,
    identifier="urn:uuid:00000000-0000-4000-8000-000000000001",
)
TILE = '<svg class="tile-art" viewBox="0 0 2.04 2.04" aria-hidden="true" focusable="false"><path class="block-1" d="M0 0H1V1Z"/></svg>'
HTML = {
    "": f"""<main><header class="hero" data-content><div class="hero-text"><h1>Kultur på kysten</h1></div>
        <div class="hero-art" data-skip="book" aria-hidden="true">{TILE}</div></header><article class="text" data-content>
        <p>Se <a href="kommuner/aeroesund/#tal">tallene</a>, <a href="data/v1/x.csv">filen</a> og
        <a href="https://andre.example/">de andre</a>.</p></article></main>""",
    "kommuner/": """<main><article class="text" data-content><header class="title"><h1>Kommunerne</h1>
        <div class="summary"><p>Kort fortalt</p></div></header><h2 id="liste">Listen
        <a class="link-to" href="#liste">Link hertil</a></h2><ul><li><a href="aeroesund/">Ærøsund</a></li></ul>
        <h2 id="læs-videre">Læs videre</h2><ul><li><a href="../">Forside</a></li></ul></article></main>""",
    "kommuner/aeroesund/": f"""<main><article class="text" data-content><header class="title has-tile"><h1>Ærø&shy;sund</h1>
        <div class="art">{TILE}</div></header><h2 id="tal">Tallene</h2><p>Et
        <button type="button" class="term" popovertarget="om-kor">kor</button><span class="term-note" data-skip="book readability" popover>
        <b>kor</b> Mange, der synger.</span> er med. Musikundervisningsinspektørerne glæder sig over
        {"specialundervisningsfællesskaberne i kulturskolernes samarbejdsudvalg, " * 5} hele året.</p>
        <figure class="chart" id="figur"><figcaption><p>Deltagere</p></figcaption>
        <svg class="drawing" viewBox="0 0 340 60" role="img" aria-labelledby="n b"><title id="n">Deltagere</title>
        <desc id="b">En bjælke.</desc><text class="chart-value" x="0" y="15">Havneskolen</text>
        <path class="bar-1" d="M0 20H162V38H0Z"/></svg>
        <div class="scroller" tabindex="0" role="region" aria-label="Tabel"><table><thead><tr><th scope="col">Skole</th>
        <th scope="col">Elever</th></tr></thead><tbody><tr><th scope="row">Havneskolen</th><td>under 5</td></tr></tbody>
        </table></div></figure><details><summary>Mere</summary><p>Indhold i det, der foldes ud.</p><ul><li>Et<ul><li>To</li></ul></li></ul></details>
        <section class="books" data-skip="book markdown"><h2 id="boeger">Læs det hele</h2><ul><li><a href="x.pdf">Hent</a></li></ul></section>
        <p class="books" data-skip="book markdown"><a href="aeroesund.pdf">Hent</a></p></article></main>""",
    "en/": '<main lang="en"><article class="text" data-content><header class="title"><h1>In English</h1></header><p>Song.</p></article></main>',
}


def page(address: str) -> str:
    return f"<!doctype html><html lang=da><head><title>x</title></head><body>{HTML[address]}</body></html>"


@cache
def made() -> list[Chapter]:
    return chapters(PAGES, page, HERE)


TILES = cover_tiles(page(""))
