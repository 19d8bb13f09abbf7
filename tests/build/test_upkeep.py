"""What editors should look after: found in data and pages, each with its line, and told by municipality."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from macros import MACROS
from publication.build import upkeep
from publication.documents.document import Document, read_document
from publication.loading.loader import load
from tests.damage import Data

TODAY = dt.date(2027, 6, 1)


def page(text: str, path: str = "index.md") -> Document:
    return read_document(path, text.encode())


def told(data: Data, *documents: Document, changed: dict[str, dt.date] | None = None) -> dict[str, list[upkeep.Matter]]:
    found = upkeep.sections(load(data.folder), documents, MACROS, TODAY, changed or {})
    return {section.title: section.matters for section in found}


def test_a_fact_is_old_a_year_after_somebody_looked_at_it(data: Data) -> None:
    text = data.text("principles")
    data.write("principles", text.replace("  source:", "  checked: 2026-05-31\n  source:", 1))
    record = load(data.folder).by_kind["principles"][0]
    old = {matter.position: matter.sentence for matter in told(data)["Ikke set efter i over et år"]}
    assert record.id in old[record.at("checked")]
    data.write("principles", data.text("principles").replace("2026-05-31", "2026-06-02"))
    assert record.at("checked") not in {matter.position for matter in told(data)["Ikke set efter i over et år"]}


def test_a_figure_is_shown_where_a_page_asks_for_it_by_its_id_or_its_topic(data: Data) -> None:
    figures = load(data.folder).by_kind["figures"]
    unused = {matter.position.line for matter in told(data)["Bruges ikke"] if matter.position.file.endswith("figures.yml")}
    assert unused == {figure.at().line for figure in figures}
    first = figures[0]
    by_id = told(data, page(f'{{{{ told("{first.id}") }}}}'))["Bruges ikke"]
    assert first.at().line not in {matter.position.line for matter in by_id}
    by_topic = told(data, page(f'{{{{ facts("{first.raw["topic"]}") }}}}'))["Bruges ikke"]
    assert all(first.id not in matter.sentence for matter in by_topic)


def test_what_a_municipality_lacks_is_told_of_it(data: Data) -> None:
    known = {record.id for _, record in load(data.folder).records("municipalities")}
    missing = told(data)["Mangler"]
    assert {matter.municipality for matter in missing} <= known
    assert all(matter.position.file.startswith("data/") for matter in missing)


def test_a_hidden_count_is_told_without_its_number(data: Data) -> None:
    hidden = told(data)["Skjult"]
    assert hidden
    assert all(matter.sentence.endswith("er skjult som »under 5«") for matter in hidden)


def test_a_translation_is_older_than_what_it_follows(data: Data) -> None:
    english = page("---\ntitle: Music\ntranslation_of: [index.md, om.md]\nas_of: 2026-05-01\n---\n", "en/index.md")
    changed = {"docs/index.md": dt.date(2026, 5, 2), "docs/om.md": dt.date(2026, 5, 1)}
    (matter,) = told(data, english, changed=changed)["Ældre end den danske side"]
    assert (matter.position.file, matter.position.line) == ("docs/en/index.md", 4)
    assert "index.md" in matter.sentence and "om.md" not in matter.sentence
    assert "Ældre end den danske side" not in told(data, english)


def test_a_project_with_faults_is_looked_through_too(data: Data, tmp_path: Path) -> None:
    data.write("figures", "- id: x\n  topic")
    assert "Mangler" in told(data)
