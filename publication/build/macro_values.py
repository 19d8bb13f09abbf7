"""Macros that take what an author writes between the brackets, and give the values of their template.

The annotations of the parameters say what may be written there; `documents/macro_calls.py` checks it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from publication.documents.macro_calls import Known
from publication.figures import participants, tile_map
from publication.figures.scenes import SCENES
from publication.github import issue_forms, mailed_forms
from publication.model import danish, english, register
from publication.model.attendance import PupilSum, pupil_sum
from publication.model.kinds import KINDS
from publication.model.queries import Report, grouped
from publication.model.records import Edition, Fact, Figure, Initiative, MediaItem, Municipality
from publication.web import permalinks
from publication.web.macros import MacroCall, Values

FigureId = Annotated[str, Known(lambda queries: queries.figures, "figures.yml")]
MunicipalityId = Annotated[str, Known(lambda queries: queries.municipalities, "municipalities.yml")]
StatementId = Annotated[str, Known(lambda queries: queries.statements, "statements.yml")]
PictureId = Annotated[str, Known(lambda queries: queries.pictures, "pictures.yml")]
SourceId = Annotated[str, Known(lambda queries: queries.sources, "sources.yml")]
Topic = Annotated[str, Known(lambda queries: queries.figures_on)]
Group = Annotated[str, Known(lambda queries: {figure.group for figure in queries.publication.figures if figure.group})]
TermId = Annotated[str, Known(lambda queries: [term.id for term in queries.publication.glossary], "glossary.yml")]
SceneName = Annotated[str, Known(lambda queries: SCENES)]
KindName = Annotated[str, Known(lambda queries: [name for name, kind in KINDS.items() if not kind.single])]
Year = Annotated[int, Known(lambda queries: sorted({one.year for one in queries.publication.editions}))]
EditionField = Annotated[str, Known(lambda queries: Edition.model_fields)]
InitiativeField = Annotated[str, Known(lambda queries: Initiative.model_fields)]


def map_where_it_fits(call: MacroCall, most: int = register.MOST) -> Values:
    fits = not call.queries.register or call.queries.register.fits_a_map_of(most)
    return {"map": tile_map.tile_map(call.publication) if fits else None}


def municipalities_table(call: MacroCall) -> Values:
    return {"shows": [call.queries.members, call.publication.partnerships]}


def participants_chart(call: MacroCall, year: Year | None = None) -> Values:
    return {"chart": participants.participants_chart(call.queries, year)}


def running_year(call: MacroCall) -> Values:
    edition = call.publication.running_edition
    members = call.queries.members_in(edition.year) if edition else []
    by_report = grouped(members, lambda record: [call.queries.report_of(record, edition.year)] if edition else [])
    return {"running": edition, "members": members, "by_report": by_report}


def statements(call: MacroCall, group: Literal["praksis", "forskning", "politik"]) -> Values:
    chosen = [record for record in call.publication.statements if record.group == group]
    return {"statements": chosen, **_named(call, chosen)}


def voices(call: MacroCall, *ids: StatementId) -> Values:
    """What somebody said in one large sentence; the next `cited` names the source."""
    chosen = [call.queries.statements[id_] for id_ in ids]
    call.uncited.extend(chosen)
    return {"statements": chosen}


def municipality_voice(call: MacroCall) -> Values:
    """The first statement of a municipality that has one large sentence, else its first."""
    own = call.queries.statements_of.get(call.municipality.id, [])
    chosen = sorted(own, key=lambda record: record.lead is None)[:1]
    return {"statements": chosen, **_named(call, chosen)}


def municipality_statements(call: MacroCall, more: bool = False) -> Values:
    """A municipality's statements; with `more` those that `municipality_voice` has not shown."""
    voice = municipality_voice(call)["statements"] if more else []
    chosen = [one for one in call.queries.statements_of.get(call.municipality.id, []) if one not in voice]
    return {"statements": chosen, "more": more, **_named(call, chosen)}


def municipality_hour(call: MacroCall) -> Values:
    """The formats of a municipality's partnerships that are not over, with the partnerships of each."""
    by_status = call.queries.partnerships_by_status(call.municipality.id)
    those = [one for status in ("running", "new") for one in by_status.get(status, ()) if one.format]
    found = grouped(those, lambda one: [one.format] if one.format else [])
    return {"formats": [(call.queries.formats[id_], partnerships) for id_, partnerships in found.items()]}


def municipality_format(call: MacroCall) -> Values:
    return {"known": bool(municipality_hour(call)["formats"]), "shows": call.publication.formats}


def municipality_contact(call: MacroCall) -> Values:
    own, everybody = call.municipality.contact, call.publication.initiative
    return {"contacts": [one for one in (own, everybody.contact) if one], "shows": everybody}


def media(call: MacroCall) -> Values:
    return {"items": call.publication.media_coverage, **_named(call, call.publication.media_coverage)}


def municipality_media(call: MacroCall) -> Values:
    chosen = call.queries.media_of.get(call.municipality.id, [])
    return {"items": chosen, **_named(call, chosen)}


def principles(call: MacroCall) -> Values:
    return {"principles": call.publication.principles, **_named(call, call.publication.principles)}


def training(call: MacroCall) -> Values:
    return {"trainings": call.publication.training, **_named(call, call.publication.training)}


def facts(call: MacroCall, topic: Topic, group: Group | None = None) -> Values:
    chosen = [record for record in call.queries.figures_on[topic] if group in (None, record.group)]
    return {"groups": grouped(chosen, lambda record: [record.group]), "headings": group is None}


def figures(call: MacroCall, *ids: FigureId) -> Values:
    return {"figures": [call.queries.figures[id_] for id_ in ids]}


def numbers(call: MacroCall, *ids: FigureId, cited: bool = False) -> Values:
    """Numbers at display size; `cited` leaves what is noted about them and their sources to `cited()` further down."""
    return {**figures(call, *ids), "cited": cited}


def sources(call: MacroCall, references: bool = False) -> Values:
    known = call.publication.sources
    return {"sources": [source for source in known if permalinks.is_reference(source) == references]}


def source(call: MacroCall, id_: SourceId, words: str | None = None) -> Values:
    return {"source": call.queries.sources[id_], "words": words}


def reader_forms(call: MacroCall) -> Values:
    return {"forms": issue_forms.forms_for_readers(), "first": mailed_forms.FIRST, "last": mailed_forms.LAST}


def picture(call: MacroCall, id_: PictureId) -> Values:
    return {"picture": call.queries.pictures[id_]}


def source_cards(call: MacroCall, *ids: SourceId) -> Values:
    return {"sources": [call.queries.sources[id_] for id_ in ids]}


def cited(call: MacroCall, notes: bool = True) -> Values:
    """The sources of what the page has told since the last time, each with its places, and what is noted about it.

    Without `notes` those are left to the next call, which says what each of them is about.
    """
    told, before = list(call.uncited), list(call.unnoted)
    call.uncited.clear()
    call.unnoted.clear()
    values = _named(call, told)
    if not notes:
        call.unnoted.extend(before + told)
        return {**values, "notes": []}
    if before:
        about = grouped([*before, *told], lambda one: [one.note] if one.note else [])
        values["notes"] = [
            (list(dict.fromkeys(one.label for one in those if isinstance(one, Figure))), note)
            for note, those in about.items()
        ]
    return values


def _named(call: MacroCall, records: Sequence[Fact | MediaItem]) -> Values:
    """The sources of some records, each with its places, and what is noted about them: for `cited.html`."""
    places = grouped(records, lambda one: [one.source] if one.source else [])
    return {
        "cited": [
            (call.queries.sources[id_], list(dict.fromkeys(one.page for one in those if one.page)))
            for id_, those in places.items()
        ],
        "notes": [([], note) for note in dict.fromkeys(one.note for one in records if one.note)],
    }


def figure(call: MacroCall, id_: FigureId) -> Values:
    return {"figure": call.queries.figures[id_]}


def name(call: MacroCall, id_: MunicipalityId) -> Values:
    record = call.queries.municipalities[id_]
    return {"word": record.name, "shows": record}


def count(call: MacroCall, kind: KindName) -> Values:
    # Who left a while ago is not counted among those who do it together.
    records = call.queries.members if kind == "municipalities" else getattr(call.publication, kind)
    return {"word": (english if call.english else danish).in_words(len(records)), "shows": records}


def initiative(call: MacroCall, field: InitiativeField) -> Values:
    return {"word": (english if call.english else danish).written(getattr(call.publication.initiative, field))}


def scene(call: MacroCall, name: SceneName) -> Values:
    return {"scene": SCENES[name], "shown_as": name}


def easy_words(call: MacroCall, *ids: TermId) -> Values:
    terms = {term.id: term for term in call.publication.glossary}
    return {"terms": [terms[id_] for id_ in ids]}


def speaker(call: MacroCall, id_: StatementId) -> Values:
    return {"statement": call.queries.statements[id_]}


@dataclass(frozen=True)
class EasyMunicipality:
    """What is told of a municipality in one sentence; `schools` is empty where not every school is named."""

    municipality: Municipality
    report: Report
    pupils: PupilSum
    schools: list[str]
    is_starting: bool


def easy_municipalities(call: MacroCall) -> Values:
    """Each municipality that is in it now, with what it has reported of the year that the pages show."""
    queries, year = call.queries, call.publication.edition.year

    def told(record: Municipality) -> EasyMunicipality:
        counted = queries.reported(record, year)
        named = all(one.special_schools for one in counted)
        schools = [school.name for one in counted for school in one.special_schools if named]
        statuses = queries.partnerships_by_status(record.id)
        starts = "starting" in statuses and not {"running", "new"} & statuses.keys()
        report = queries.report_of(record, year)
        return EasyMunicipality(record, report, pupil_sum(counted), list(dict.fromkeys(schools)), starts)

    return {"year": year, "told": [told(record) for record in queries.members] if not queries.register else []}


@dataclass(frozen=True)
class ToldEdition:
    """An edition with the municipalities that were in it, that have reported, and that have not."""

    edition: Edition
    members: list[Municipality]
    reported: list[Municipality]
    not_reported: list[Municipality]


def editions(call: MacroCall) -> Values:
    """Every edition, the newest first."""
    queries = call.queries
    return {
        "editions": [
            ToldEdition(
                one,
                queries.members_in(one.year),
                queries.reported_in(one.year),
                [queries.municipalities[id_] for id_ in one.not_reported],
            )
            for one in reversed(call.publication.editions)
        ]
    }


def edition(call: MacroCall, field: EditionField) -> Values:
    return {"word": (english if call.english else danish).written(getattr(call.publication.edition, field))}
