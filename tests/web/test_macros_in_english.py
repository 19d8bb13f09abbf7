"""Macros on a page in English: English where they can, and Danish that is marked as Danish where they cannot."""

from __future__ import annotations

import pytest

from dev.harness.project_copies import ROOT
from macros import MACROS
from publication.loading import loader
from publication.web.build_context import BuildContext
from publication.web.deployment import deployment
from publication.web.macros import MacroRenderer, PageDraft
from tests.damage import FIXTURES


@pytest.fixture
def renderer() -> MacroRenderer:
    publication, diagnostics = loader.read(FIXTURES)
    assert publication, diagnostics
    context = BuildContext(publication, deployment({}), ROOT / "overrides")
    context.templates.globals.update(publication=publication, queries=context.queries)
    return MacroRenderer(context)


def shown(renderer: MacroRenderer, language: str, name: str, *args: str) -> str:
    page = PageDraft({"lang": language} if language else {}, "en/")
    return page.fragments.restore(renderer.render(page, MACROS[name], *args))


def test_a_number_is_told_in_the_language_of_the_page(renderer: MacroRenderer) -> None:
    assert "pupils" in shown(renderer, "en", "value", "elever-2024")
    assert "elever" in shown(renderer, "", "value", "elever-2024")
    assert "see the source" in shown(renderer, "en", "number", "elever-2024")


def test_a_count_is_a_word_in_the_language_of_the_page(renderer: MacroRenderer) -> None:
    assert (shown(renderer, "en", "count", "principles"), shown(renderer, "", "count", "principles")) in {
        ("two", "to"), ("three", "tre"), ("four", "fire"), ("five", "fem"), ("one", "en"),
    }  # fmt: skip


def test_what_is_only_there_in_danish_is_marked_as_danish(renderer: MacroRenderer) -> None:
    figure = "elever-2024"
    assert shown(renderer, "en", "told", figure).startswith('<span lang="da">')
    assert 'lang="da"' not in shown(renderer, "", "told", figure)
    assert shown(renderer, "de", "count", "principles").startswith('<span lang="da">')
