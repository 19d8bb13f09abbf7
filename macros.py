"""The macros that authors call in Markdown: each names its template in `overrides/macros/` and what gives it values."""

from __future__ import annotations

from functools import partial
from typing import Any

from publication.build import macro_values as values
from publication.figures import (
    budget,
    diagnoses,
    formats,
    framework,
    grades,
    participants,
    shares,
    steps,
    survey,
    tile_map,
    timeline,
    years,
)
from publication.web.macros import Macro

MACROS: dict[str, Macro] = {
    # Whole blocks, alone in their paragraph
    "tile_map": Macro("tile_map", values.map_where_it_fits),
    "municipalities_table": Macro("municipalities_table", values.municipalities_table),
    "share_chart": Macro("share_chart", lambda call: {"chart": shares.share_chart(call.queries), "shows": call.queries.members}),
    "participants_chart": Macro("participants_chart", values.participants_chart),
    "years_chart": Macro("years_chart", lambda call: {"chart": years.years_chart(call.queries)}),
    "running_year": Macro("running_year", values.running_year),
    "shared_partnerships": Macro("shared_partnerships"),
    "former_municipalities": Macro("former_municipalities"),
    "timeline": Macro("timeline", lambda call: {"chart": timeline.timeline(call.publication, call.today)}),
    "formats": Macro("formats", lambda call: {"chart": formats.formats_chart(call.publication)}),
    "framework": Macro("framework", lambda call: {"chart": framework.framework(call.queries)}),
    "survey": Macro("survey", lambda call: {"chart": survey.survey(call.queries)}),
    "steps": Macro("steps", lambda call: {"chart": steps.steps(call.queries)}),
    "grades": Macro("grades", lambda call: {"chart": grades.grades(call.queries)}),
    "diagnoses": Macro("diagnoses", lambda call: {"chart": diagnoses.diagnoses(call.queries)}),
    "budget": Macro("budget", lambda call: {"chart": budget.budget(call.queries)}),
    "principles": Macro("principles", values.principles),
    "statements": Macro("statements", values.statements),
    "voices": Macro("voices", values.voices),
    "media": Macro("media", values.media),
    "facts": Macro("facts", values.facts),
    "told": Macro("told", values.figures),
    "cited": Macro("cited", values.cited),
    "numbers": Macro("numbers", values.numbers),
    "training": Macro("training", values.training),
    "sources": Macro("sources", values.sources),
    "source_cards": Macro("source_cards", values.source_cards),
    "changes": Macro("changes"),
    "reader_forms": Macro("reader_forms", values.reader_forms),
    "picture": Macro("picture", values.picture),
    "contact": Macro("contact"),
    "upkeep": Macro("upkeep"),
    "accessibility_statement": Macro("accessibility_statement"),
    "chairs": Macro("chairs"),
    "thanks": Macro("thanks"),
    "glossary": Macro("glossary"),
    # Blocks of the easy pages
    "scene": Macro("scene", values.scene),
    "speaker": Macro("speaker", values.speaker),
    "easy_words": Macro("easy_words", values.easy_words),
    "easy_municipalities": Macro("easy_municipalities", values.easy_municipalities),
    "data_files": Macro("data_files"),
    "data_columns": Macro("data_columns"),
    "books": Macro("books"),
    # Editions
    "editions": Macro("editions", values.editions),
    "edition_pages": Macro("edition_pages"),
    "edition_files": Macro("edition_files"),
    "edition_citation": Macro("edition_citation"),
    "since_last": Macro("since_last"),
    # All municipalities, when they are more than a figure shows
    "register_table": Macro("register_table", lambda call: {"shows": call.publication.partnerships}),
    "register_map": Macro("register_map", lambda call: {"map": tile_map.tile_map(call.publication)}),
    # Parts of a municipality's page
    "municipality_facts": Macro("municipality_facts"),
    "municipality_partners": Macro("municipality_partners"),
    "municipality_participants": Macro(
        "municipality_participants",
        lambda call: {"chart": participants.participants_of(call.queries, call.municipality)},
    ),
    "municipality_years": Macro(
        "municipality_years", lambda call: {"chart": years.years_of(call.queries, call.municipality)}
    ),
    "municipality_share": Macro(
        "municipality_share", lambda call: {"chart": shares.share_of(call.queries, call.municipality)}
    ),
    "municipality_voice": Macro("municipality_voice", values.municipality_voice),
    "municipality_hour": Macro("municipality_hour", values.municipality_hour),
    "municipality_format": Macro("municipality_format", values.municipality_format),
    "municipality_contact": Macro("municipality_contact", values.municipality_contact),
    "municipality_statements": Macro("municipality_statements", values.municipality_statements),
    "municipality_media": Macro("municipality_media", values.municipality_media),
    "municipality_people": Macro("municipality_people"),
    "municipality_neighbours": Macro("municipality_neighbours"),
    "municipality_sheet": Macro("municipality_sheet"),
    # Words inside a sentence
    "number": Macro("number", values.figure),
    "value": Macro("value", values.figure),
    "name": Macro("word", values.name),
    "count": Macro("word", values.count),
    "source": Macro("source", values.source),
    "amount": Macro("amount", values.figure),
    "municipality_names": Macro("municipality_names"),
    "initiative": Macro("word", values.initiative),
    "edition": Macro("word", values.edition),
}


def define_env(env: Any) -> None:
    """Register the macros with MkDocs' macros plugin, which calls this once a build."""
    hooks = env.conf.plugins["hooks.py"].hooks
    for name, macro in MACROS.items():
        env.macro(partial(hooks.call_macro, macro, env), name)
