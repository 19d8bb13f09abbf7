"""What editors should look after: what is missing, old, hidden or unused. The weekly issue and /om/redaktion/ tell it.

Nothing of it is wrong, and nothing of it stops a build.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from jinja2 import nodes

from publication.documents.document import Document, read_documents
from publication.documents.macro_calls import calls_in
from publication.loading.diagnostics import Diagnostic, Position
from publication.loading.loader import LoadedData, LoadedRecord, load
from publication.model.kinds import Publication
from publication.model.queries import Queries
from publication.model.records import Fact, MediaItem, Statement
from publication.sharing import last_modified
from publication.validation.reminders import not_shown, reminders, unshown_figures
from publication.web.cache import Cache
from publication.web.macros import Macro, MacroCall, records_in

# A fact that was last held against its source more days ago than this is listed.
STALE_DAYS = 365
_SAYS_OTHERWISE = re.compile(r"(?i)et andet sted|andre steder|uenig|modsig|forskellige tal|ikke enig|to steder")


class Matter(NamedTuple):
    """One thing to look after, where it stands, and the id of the municipality that it is about, if it is about one."""

    position: Position
    sentence: str
    municipality: str | None = None


class Section(NamedTuple):
    """Matters of one sort, and what to do about each."""

    title: str
    advice: str
    matters: list[Matter]


def sections(
    data: LoadedData, documents: Iterable[Document], macros: Mapping[str, Macro], today: dt.date, changed: Mapping[str, dt.date]
) -> list[Section]:
    """All that there is to look after, seen from `today`. `changed` says when files last changed, where that is known."""
    documents = list(documents)
    found = [
        Section("Frister, og tal vi venter på", "Gør det, der står, inden fristen.", _deadlines(data, today)),
        Section("Mangler", "Find oplysningen, og tilføj den i filen.", list(_missing(data))),
        Section(
            "Ikke set efter i over et år",
            "Hold oplysningen op mod kilden, og skriv dagens dato i feltet checked.",
            list(_stale(data, today)),
        ),
        Section(
            "Links, som er døde",
            "Find den nye adresse, eller skriv adressen på en gemt kopi i feltet archived.",
            list(_unreachable(data)),
        ),
        Section(
            "To kilder siger noget forskelligt",
            "Se, om der er kommet en kilde, som afgør det. Ellers skal det blive stående.",
            list(_contradicting(data)),
        ),
        Section("Bruges ikke", "Vis oplysningen på en side, eller slet den.", list(_unused(data, documents, macros, today))),
        Section(
            "Ældre end den danske side",
            "Læs de danske sider igen, ret det, der er ændret, og skriv dagens dato i feltet as_of.",
            list(_outdated(documents, changed)),
        ),
        Section("Skjult", "Der er intet at gøre. Tallet må aldrig stå her.", list(_hidden(data))),
        Section(
            "Aldrig set efter",
            "Skriv dagens dato i feltet checked, når du alligevel har holdt en af dem op mod kilden.",
            list(_unchecked(data)),
        ),
    ]
    return [section for section in found if section.matters]


def of_project(root: Path, today: dt.date) -> list[Section]:
    """The same for the project in a folder, whose files may have faults."""
    from macros import MACROS  # the module of the project in the working directory

    data = load(root / "data")
    documents = read_documents(root / "docs") if (root / "docs").is_dir() else []
    changed = last_modified.dates(root, Cache(root / ".cache" / "bytes"), today).files
    return sections(data, documents, MACROS, today, changed)


def unshown(publication: Publication, documents: Iterable[Document], macros: Mapping[str, Macro], today: dt.date) -> set[str]:
    """The ids of the figures that no page asks for, so that nobody reads them."""
    queries = Queries(publication)
    shown: set[str] = set()
    for document in documents:
        # The macros about one municipality show no figures.
        for name, call in calls_in(document.markdown):
            if name in macros and not name.startswith(("municipality_", "edition_")):
                asked = MacroCall(publication, queries, publication.municipalities[0], today, [])
                given = [one.value for one in call.args if isinstance(one, nodes.Const)]
                named = {one.key: one.value.value for one in call.kwargs if isinstance(one.value, nodes.Const)}
                shown |= {record.id for record in records_in(macros[name].values(asked, *given, **named))}
    return {figure.id for figure in publication.figures} - shown


def unshown_reminders(data: LoadedData, root: Path, macros: Mapping[str, Macro]) -> list[Diagnostic]:
    """A reminder for each figure that no page of the project asks for."""
    if data.publication is None:
        return []
    ids = unshown(data.publication, read_documents(root / "docs"), macros, data.publication.published)
    return unshown_figures(data, ids)


def _deadlines(data: LoadedData, today: dt.date) -> list[Matter]:
    return [Matter(Position(one.file, one.line, one.column), one.message) for one in reminders(data, today)]


def _missing(data: LoadedData) -> Iterator[Matter]:
    counted = {record.municipality for _, record in data.records("statistics")}
    works = {record.municipality for _, record in data.records("partnerships")}
    heard = {speaker.municipality for _, record in data.records("statements") for speaker in record.speakers}
    told = {id_ for _, record in data.records("media_coverage") for id_ in record.municipalities}
    for _, record in data.records("municipalities"):
        for kind, known, what in (
            ("statistics", counted, "antallet af elever"),
            ("partnerships", works, "et samarbejde"),
            ("statements", heard, "en udtalelse"),
            ("media_coverage", told, "en omtale"),
        ):
            if record.id not in known and not record.left:
                yield Matter(data.by_kind[kind][-1].at(), f"{record.name} mangler {what}", record.id)


def _stale(data: LoadedData, today: dt.date) -> Iterator[Matter]:
    checked = [one for one in data.all_records() if isinstance(one.record, Fact | MediaItem) and one.record.checked]
    for one in sorted(checked, key=lambda each: each.record.checked):
        if (today - one.record.checked).days > STALE_DAYS:
            yield Matter(one.at("checked"), f"{_named(one)} er sidst set efter {one.record.checked.isoformat()}", _of(one))


def _unchecked(data: LoadedData) -> Iterator[Matter]:
    for kind, loaded in data.by_kind.items():
        never = [one for one in loaded if isinstance(one.record, Fact | MediaItem) and not one.record.checked]
        if never:
            yield Matter(never[0].at(), f"{len(never)} af {len(loaded)} poster i {kind}.yml har ingen dato i checked")


def _unreachable(data: LoadedData) -> Iterator[Matter]:
    for one in data.all_records():
        if getattr(one.record, "unreachable", None):
            kept = "" if getattr(one.record, "archived", None) else ", og der er ingen gemt kopi"
            yield Matter(one.at("unreachable"), f"linket i {_named(one)} svarer ikke{kept}", _of(one))


def _contradicting(data: LoadedData) -> Iterator[Matter]:
    for one in data.all_records():
        note = getattr(one.record, "note", None)
        if note and _SAYS_OTHERWISE.search(note):
            yield Matter(one.at("note"), f"{_named(one)}: {note}", _of(one))


def _unused(data: LoadedData, documents: list[Document], macros: Mapping[str, Macro], today: dt.date) -> Iterator[Matter]:
    if data.publication:
        ids = unshown(data.publication, documents, macros, today)
        for loaded, record in data.records("figures"):
            if record.id in ids:
                yield Matter(loaded.at(), not_shown(record.id))
    text = "\n".join(document.markdown for document in documents)
    for loaded, record in data.records("pictures"):
        if record.id not in text and record.file not in text:
            yield Matter(loaded.at(), f"billedet {record.id} vises ikke på nogen side")


def _outdated(documents: list[Document], changed: Mapping[str, dt.date]) -> Iterator[Matter]:
    for document in documents:
        as_of, of = document.front.get("as_of"), document.front.get("translation_of")
        if isinstance(as_of, str) and isinstance(of, list):
            newer = [path for path in of if f"docs/{path}" in changed and changed[f"docs/{path}"].isoformat() > as_of]
            if newer:
                yield Matter(document.at("as_of"), f"siden følger udgaven fra {as_of}, og siden er {', '.join(newer)} ændret")


def _hidden(data: LoadedData) -> Iterator[Matter]:
    for loaded, one in data.attendances:
        if one.hidden:
            yield Matter(loaded.at("pupils"), f"elevtallet i »{loaded.id}« er skjult som »under 5«", one.municipality)


def _named(one: LoadedRecord) -> str:
    return f"»{one.id}« ({one.kind.one})"


def _of(one: LoadedRecord) -> str | None:
    """The municipality that a record is about."""
    record = one.record
    if isinstance(record, Statement):
        return next((speaker.municipality for speaker in record.speakers if speaker.municipality), None)
    several = getattr(record, "municipalities", ())
    return several[0] if len(several) == 1 else getattr(record, "municipality", None)
