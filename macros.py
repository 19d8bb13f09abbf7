"""The macros that authors call in Markdown: each names its template in `overrides/macros/` and what gives it values."""

from __future__ import annotations

from functools import partial
from typing import Any

from publication.build import macro_values as values
from publication.web.macros import Macro

MACROS: dict[str, Macro] = {
    # Whole blocks, alone in their paragraph
    "tile_map": Macro("tile_map", values.tile_map),
    "municipalities_table": Macro("municipalities_table", values.municipalities_table),
    "share_chart": Macro("share_chart", values.share_chart),
    "participants_chart": Macro("participants_chart", values.participants_chart),
    "timeline": Macro("timeline", values.timeline),
    "formats": Macro("formats", values.formats),
    "framework": Macro("framework", values.framework),
    "principles": Macro("principles"),
    "statements": Macro("statements", values.statements),
    "media": Macro("media", values.media),
    "facts": Macro("facts", values.facts),
    "fact_titles": Macro("fact_titles", values.fact_titles),
    "numbers": Macro("numbers", values.numbers),
    "training": Macro("training"),
    "sources": Macro("sources", values.sources),
    "source_cards": Macro("source_cards", values.source_cards),
    "changes": Macro("changes"),
    "contact": Macro("contact", values.of_initiative),
    "accessibility_statement": Macro("accessibility_statement"),
    "chairs": Macro("chairs", values.of_initiative),
    "thanks": Macro("thanks", values.of_initiative),
    "glossary": Macro("glossary"),
    "data_files": Macro("data_files", values.data_files, shows_records=False),
    "data_columns": Macro("data_columns", values.data_files, shows_records=False),
    "books": Macro("books", values.books),
    # All municipalities, when they are more than a figure shows
    "register_table": Macro("register_table", values.register_table),
    "register_map": Macro("register_map", values.register_map),
    # Parts of a municipality's page
    "municipality_facts": Macro("municipality_facts", values.municipality),
    "municipality_partners": Macro("municipality_partners", values.municipality),
    "municipality_participants": Macro("municipality_participants", values.municipality_participants),
    "municipality_share": Macro("municipality_share", values.municipality_share),
    "municipality_statements": Macro("municipality_statements", values.municipality),
    "municipality_media": Macro("municipality_media", values.municipality),
    "municipality_people": Macro("municipality_people", values.municipality),
    "municipality_neighbours": Macro("municipality_neighbours", values.municipality),
    "municipality_sheet": Macro("municipality_sheet", values.municipality_sheet),
    # Words inside a sentence
    "number": Macro("number", values.figure),
    "value": Macro("value", values.figure),
    "name": Macro("word", values.name),
    "count": Macro("word", values.count),
    "amount": Macro("amount", values.amount),
    "municipality_names": Macro("municipality_names", values.municipality_names),
    "initiative": Macro("word", values.initiative),
}


def define_env(env: Any) -> None:
    """Register the macros with MkDocs' macros plugin, which calls this once a build."""
    hooks = env.conf.plugins["hooks.py"].hooks
    for name, macro in MACROS.items():
        env.macro(partial(hooks.call_macro, macro, env), name)
