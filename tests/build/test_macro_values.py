"""What macros give their templates: facts that are told in prose or in a list, and one line for their sources."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from publication.build import macro_values
from publication.loading import loader
from publication.model.queries import Queries
from publication.web.macros import MacroCall

DATA = Path(__file__).parents[1] / "fixtures" / "data"


@pytest.fixture
def call() -> MacroCall:
    publication, diagnostics = loader.read(DATA)
    assert publication, diagnostics
    return MacroCall(publication, Queries(publication), publication.municipalities[0], dt.date(2025, 1, 1), [])


def test_a_list_of_statements_names_each_source_once_with_its_places(call: MacroCall) -> None:
    values = macro_values.statements(call, "praksis")
    told = values["statements"]
    sources = [source.id for source, _ in values["cited"]]
    assert sources == list(dict.fromkeys(record.source for record in told))
    places = {place for _, of_source in values["cited"] for place in of_source}
    assert places == {record.page for record in told if record.page}


def test_a_voice_in_prose_is_cited_once_at_the_end_of_the_section(call: MacroCall) -> None:
    first = call.publication.statements[0]
    macro_values.voices(call, first.id)
    [(source, places)] = macro_values.cited(call)["cited"]
    assert (source.id, places) == (first.source, [first.page])
    assert macro_values.cited(call)["cited"] == []


def test_what_is_noted_about_coverage_stands_with_its_source(call: MacroCall) -> None:
    values = macro_values.media(call)
    assert [note for _, note in values["notes"]] == list(dict.fromkeys(item.note for item in values["items"] if item.note))
    assert {source.id for source, _ in values["cited"]} == {item.source for item in values["items"] if item.source}


def test_what_is_noted_can_wait_for_a_later_section_which_says_what_it_is_about(call: MacroCall) -> None:
    one, other = (
        figure.model_copy(update={"id": name, "label": f"Tallet {name}", "note": note})
        for figure, name, note in zip(call.publication.figures, ("a", "b"), ("Sådan er a.", "Sådan er b."), strict=False)
    )
    call.uncited.append(one)
    early = macro_values.cited(call, notes=False)
    assert early["cited"] and early["notes"] == []
    call.uncited.append(other)
    late = macro_values.cited(call)
    assert late["notes"] == [(["Tallet a"], "Sådan er a."), (["Tallet b"], "Sådan er b.")]
    assert macro_values.cited(call)["notes"] == []
