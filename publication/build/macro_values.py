"""What each macro shows: from what an author writes between the brackets to the values of its template.

The annotations of the parameters say what may be written there; `documents/macro_calls.py` checks it.
"""

from __future__ import annotations

from typing import Annotated, Literal

from publication.book import finished_books
from publication.documents.macro_calls import Known
from publication.figures import formats as formats_figure
from publication.figures import framework as framework_figure
from publication.figures import participants, shares
from publication.figures import tile_map as tile_map_figure
from publication.figures import timeline as timeline_figure
from publication.model import danish, register
from publication.model.queries import grouped
from publication.model.records import Initiative
from publication.web import record_addresses
from publication.web.macros import MacroCall, Values

FigureId = Annotated[str, Known(lambda queries: queries.figures)]
MunicipalityId = Annotated[str, Known(lambda queries: queries.municipalities)]
SourceId = Annotated[str, Known(lambda queries: queries.sources)]
Topic = Annotated[str, Known(lambda queries: queries.figures_on)]
Group = Annotated[str, Known(lambda queries: {figure.group for figure in queries.publication.figures if figure.group})]
KindName = Annotated[str, Known(lambda queries: [name for name, value in vars(queries.publication).items() if isinstance(value, tuple)])]
InitiativeField = Annotated[str, Known(lambda queries: Initiative.model_fields)]

# --- Whole blocks -------------------------------------------------------------------------------------


def tile_map(call: MacroCall, most: int = register.MOST) -> Values:
    fits = not call.queries.register or call.queries.register.fits_a_map_of(most)
    return {"map": tile_map_figure.tile_map(call.publication) if fits else None}


def municipalities_table(call: MacroCall) -> Values:
    return {"shows": [call.publication.municipalities, call.publication.partnerships]}


def share_chart(call: MacroCall) -> Values:
    return {"chart": shares.share_chart(call.queries), "shows": call.publication.municipalities}


def participants_chart(call: MacroCall, year: int | None = None) -> Values:
    return {"chart": participants.participants_chart(call.queries, year)}


def timeline(call: MacroCall) -> Values:
    return {"chart": timeline_figure.timeline(call.publication)}


def formats(call: MacroCall) -> Values:
    return {"chart": formats_figure.formats_chart(call.publication)}


def framework(call: MacroCall) -> Values:
    return {"chart": framework_figure.framework(call.queries)}


def statements(call: MacroCall, group: Literal["praksis", "forskning", "politik"], limit: int | None = None) -> Values:
    chosen = [record for record in call.publication.statements if record.group == group]
    return {"statements": chosen[:limit]}


def media(call: MacroCall) -> Values:
    return {"items": call.publication.media_coverage}


def facts(call: MacroCall, topic: Topic, group: Group | None = None) -> Values:
    chosen = [record for record in call.queries.figures_on[topic] if group in (None, record.group)]
    return {"groups": grouped(chosen, lambda record: [record.group]), "headings": group is None}


def fact_titles(call: MacroCall, topic: Topic, group: Group, at: str) -> Values:
    return {"figures": [record for record in call.queries.figures_on[topic] if record.group == group], "at": at}


def numbers(call: MacroCall, *ids: FigureId) -> Values:
    return {"figures": [call.queries.figures[id_] for id_ in ids]}


def sources(call: MacroCall, references: bool = False) -> Values:
    known = call.publication.sources
    return {"sources": [source for source in known if record_addresses.is_reference(source) == references]}


def source_cards(call: MacroCall, *ids: SourceId) -> Values:
    return {"sources": [call.queries.sources[id_] for id_ in ids]}


def of_initiative(call: MacroCall) -> Values:
    return {"shows": call.publication.initiative}


def data_files(call: MacroCall) -> Values:
    return {"listing": call.more["listing"]}


def books(call: MacroCall) -> Values:
    return {"books": finished_books.whole(call.more["books"]), "changed": call.publication.changed}


# --- Where all municipalities stand, when they are more than a figure shows ---------------------------


def register_table(call: MacroCall) -> Values:
    return {"shows": call.publication.partnerships}


def register_map(call: MacroCall) -> Values:
    return {"map": tile_map_figure.tile_map(call.publication)}


# --- Parts of a municipality's page -------------------------------------------------------------------


def municipality(call: MacroCall) -> Values:
    return {"municipality": call.municipality}


def municipality_participants(call: MacroCall) -> Values:
    return {"municipality": call.municipality, "chart": participants.participants_of(call.queries, call.municipality)}


def municipality_share(call: MacroCall) -> Values:
    return {"municipality": call.municipality, "chart": shares.share_of(call.queries, call.municipality)}


def municipality_sheet(call: MacroCall) -> Values:
    sheet = call.more["books"].get(finished_books.sheet_path(call.municipality.id))
    return {"municipality": call.municipality, "sheet": sheet, "changed": call.publication.changed}


# --- Words inside a sentence --------------------------------------------------------------------------


def figure(call: MacroCall, id_: FigureId) -> Values:
    return {"figure": call.queries.figures[id_]}


def amount(call: MacroCall, id_: FigureId) -> Values:
    return {"figure": call.queries.figures[id_], "english": call.english}


def name(call: MacroCall, id_: MunicipalityId) -> Values:
    record = call.queries.municipalities[id_]
    return {"word": record.name, "shows": record}


def count(call: MacroCall, kind: KindName) -> Values:
    records = getattr(call.publication, kind)
    return {"word": danish.in_words(len(records)), "shows": records}


def municipality_names(call: MacroCall) -> Values:
    return {"english": call.english}


def initiative(call: MacroCall, field: InitiativeField) -> Values:
    return {"word": danish.written(getattr(call.publication.initiative, field))}
