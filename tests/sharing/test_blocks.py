"""The block that others put on their own site: on a page that forbids styles, on one that fights it, and in a frame."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dev.harness.browser import Opener
from dev.harness.http_server import serving
from publication.figures import identicon
from publication.loading import loader
from publication.sharing import blocks
from publication.web import block_styles
from publication.web.build_context import BuildContext
from publication.web.deployment import EXAMPLE, deployment

TESTS = Path(__file__).parents[1]
OVERRIDES = TESTS.parent / "overrides"

STRICT = "default-src 'none'; style-src 'self'"
HOSTILE = """
  * { display: none !important; color: #fff !important; background: #fff !important; font-size: 4px !important; }
  body, html, head { display: block !important; }
  p, a, strong, section { text-transform: uppercase !important; position: absolute !important; left: -99rem !important; }
  svg { width: 900px !important; opacity: 0 !important; } path { fill: #fff !important; }
  a:focus-visible { outline: none; }
"""


@pytest.fixture(scope="module")
def context() -> BuildContext:
    found, diagnostics = loader.read(TESTS / "fixtures" / "three_years" / "data")
    assert found, diagnostics
    return BuildContext(found, deployment({}), OVERRIDES)


def about(context: BuildContext, id_: str = "nordby") -> blocks.AboutMunicipality:
    return blocks.about(context, context.queries.municipalities[id_], "Kysten sammen")


def host(code: str, *, style: str = "", policy: str = "") -> str:
    """Somebody else's page with the block on it."""
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">' if policy else ""
    return f'<!doctype html><html lang="da"><head><meta charset="utf-8">{meta}<title>En kommune</title><style>{style}</style></head><body>{code}</body></html>'


def contrast(page: object, selector: str) -> float:
    """The contrast between a part's text and the block's ground, as WCAG works it out."""
    return page.evaluate(  # type: ignore[attr-defined]
        """selector => {
          const channel = value => (value /= 255) <= .04045 ? value / 12.92 : ((value + .055) / 1.055) ** 2.4;
          const light = css => { const [r, g, b] = css.match(/[0-9.]+/g).map(Number); return .2126 * channel(r) + .7152 * channel(g) + .0722 * channel(b); };
          const text = light(getComputedStyle(document.querySelector(selector)).color);
          const ground = light(getComputedStyle(document.querySelector("section")).backgroundColor);
          return (Math.max(text, ground) + .05) / (Math.min(text, ground) + .05);
        }""",
        selector,
    )


def test_the_code_asks_for_nothing_and_runs_nothing(context: BuildContext) -> None:
    code = blocks.code(context, about(context))
    assert not re.search(r"<(?:script|iframe|img|link|style|object|video|form)\b|url\(|@import|\son[a-z]+=|\bclass=|\bid=", code)
    assert re.findall(r'(?:href|src)="([^"]*)"', code) == [f"{EXAMPLE}kommuner/nordby/"]


def test_it_tells_number_sentence_source_and_link(context: BuildContext) -> None:
    told = about(context)
    assert (told.pupils, told.people) == ("9 elever", "og 4 voksne var med i 2024")
    assert told.text == context.deed(context.queries.municipalities["nordby"])
    code = blocks.code(context, told)
    for part in (told.pupils, told.text, told.source, "Læs mere om Nordby"):
        assert part and part in code


@pytest.mark.parametrize(
    ("id_", "pupils"), [("aabaek", "Mindst 21 elever"), ("sandholm", ""), ("lyngvig", ""), ("klitby", "")]
)
def test_its_number_is_one_that_may_be_told(context: BuildContext, id_: str, pupils: str) -> None:
    assert about(context, id_).pupils == pupils


def test_what_a_name_holds_stays_text(context: BuildContext) -> None:
    record = context.queries.municipalities["nordby"].model_copy(update={"name": '"><script>x()</script>'})
    assert "<script" not in blocks.code(context, blocks.about(context, record, "Kysten sammen"))


def test_every_style_is_in_the_light_colours_for_a_browser_that_knows_no_others() -> None:
    for name, style in block_styles.inline(OVERRIDES).items():
        for found in re.finditer(r"([a-z-]+): ([^;]*)light-dark\((#[0-9a-f]{6}), #[0-9a-f]{6}\)", style):
            assert f"{found[1]}: {found[2]}{found[3]} !important;" in style[: found.start()], name


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [300, 900])
def test_it_looks_as_it_should_on_a_page_that_fights_it(
    tmp_path: Path, context: BuildContext, open_page: Opener, scheme: str, width: int
) -> None:
    extra = {"/vaert": host(blocks.code(context, about(context)), style=HOSTILE)}
    with serving(tmp_path, extra=extra) as home:
        watched = open_page(f"{home}vaert", width=width, scheme=scheme)
        page = watched.page
        assert watched.errors == [] and watched.outside == []
        for part in ("section", "section > p >> nth=0", "strong", "a", "svg"):
            found = page.locator(part).first
            assert found.is_visible(), part
            box = found.bounding_box()
            assert box and box["x"] >= 0 and box["x"] + box["width"] <= width, part
        assert page.locator("svg").first.bounding_box()["width"] == 72
        assert page.locator("a").evaluate("one => getComputedStyle(one).textTransform") == "none"
        assert float(page.locator("p").last.evaluate("one => parseFloat(getComputedStyle(one).fontSize)")) >= 14
        for part in ("strong", "p", "a", "p:last-child"):
            assert contrast(page, part) >= 4.5, part
        ground = page.locator("section").evaluate("one => getComputedStyle(one).backgroundColor")
        assert (int(re.findall(r"\d+", ground)[0]) > 200) == (scheme == "light")
        page.keyboard.press("Tab")
        assert page.locator("a").evaluate("one => getComputedStyle(one).outlineStyle") != "none"


def test_it_reads_well_where_styles_are_forbidden(tmp_path: Path, context: BuildContext, open_page: Opener) -> None:
    extra = {"/vaert": host(blocks.code(context, about(context)), policy=STRICT)}
    with serving(tmp_path, extra=extra) as home:
        watched = open_page(f"{home}vaert", width=300)
        page, told = watched.page, about(context)
        assert watched.outside == []
        lines = [line for line in page.locator("section").inner_text().split("\n") if line.strip()]
        assert lines == [
            "Nordby i »Kysten sammen«", f"{told.pupils} {told.people}", told.text, "Læs mere om Nordby", f"Kilde: {told.source}",
        ]  # fmt: skip
        assert page.locator("svg").bounding_box()["width"] == 72
        assert page.locator("path").nth(1).evaluate("one => getComputedStyle(one).fill") != "rgb(0, 0, 0)"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_tile_has_the_municipality_s_own_pattern(context: BuildContext) -> None:
    assert about(context).blocks == identicon.blocks(context.queries.municipalities["nordby"].code)
