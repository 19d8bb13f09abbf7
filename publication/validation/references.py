"""Rules: what a record refers to is there, and what is there is referred to."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator

from publication.loading.diagnostics import Diagnostic, Position, nearest
from publication.loading.loader import LoadedData, LoadedRecord
from publication.model import danish
from publication.model.kinds import KINDS
from publication.model.types import LONGEST_TEXT, is_slug


def references_lead_somewhere(data: LoadedData) -> Iterator[Diagnostic]:
    for edition in data.told:
        yield from _lost_references(edition)


def _lost_references(data: LoadedData) -> Iterator[Diagnostic]:
    """One diagnostic for each id that is not there: at the record that was renamed, else where the id stands first."""
    for (kind, id_), places in _lost(data).items():
        first, *others = sorted(places)
        if others and (renamed := _renamed(data, kind, id_)):
            message = f"{len(others) + 1} steder henviser til »{id_}«, som her hedder »{renamed.id}«; et id må ikke ændres"
            yield renamed.at("id").diagnostic("ukendt-henvisning", message, id_)
            continue
        message = f"id'et »{id_}« findes ikke i {KINDS[kind].name}.yml"
        if kind == "partnerships" and id_ in data.ids("schools"):
            message = f"»{id_}« er et id fra schools.yml; her skal stå et fra partnerships.yml"
        if others:
            message = f"{message}; det står også i {_listed(others)}"
        yield first.diagnostic("ukendt-henvisning", message, nearest(id_, data.ids(kind)))


def _lost(data: LoadedData) -> dict[tuple[str, str], list[Position]]:
    """Each kind and id that records refer to and that is not there, with every place where it stands."""
    found: dict[tuple[str, str], list[Position]] = {}
    ids = {kind: data.ids(kind) for kind in KINDS}
    for loaded in data.all_records():
        for kind, id_, path in loaded.references:
            # An id of the wrong form has its diagnostic already, and in a file that cannot be read the id may stand.
            if id_ not in ids[kind] and kind not in data.unread and is_slug(id_) and len(id_) <= LONGEST_TEXT:
                found.setdefault((kind, id_), []).append(loaded.at(*path))
    return found


def _renamed(data: LoadedData, kind: str, id_: str) -> LoadedRecord | None:
    """The record that probably had the id: one that nobody refers to, and whose id is almost the same."""
    used = {used for loaded in data.all_records() for of, used, _ in loaded.references if of == kind}
    unused = {loaded.id: loaded for loaded in data.by_kind[kind] if loaded.id not in used and is_slug(loaded.id)}
    guess = nearest(id_, unused)
    return unused[guess] if guess else None


_MOST_NAMED = 6  # places that a message names


def _listed(places: list[Position]) -> str:
    """Places by their files: `schools.yml linje 4 og 18 og statistics.yml linje 22`."""
    lines: dict[str, list[str]] = {}
    for place in places[:_MOST_NAMED]:
        lines.setdefault(place.file.rpartition("/")[2], []).append(str(place.line))
    named = [f"{file} linje {danish.listed(found)}" for file, found in lines.items()]
    return danish.listed([*named, *([f"{len(places) - _MOST_NAMED} steder mere"] if len(places) > _MOST_NAMED else [])])


def changes_lead_to_municipalities(data: LoadedData) -> Iterator[Diagnostic]:
    if "municipalities" in data.unread:
        return
    known = data.ids("municipalities")
    known |= {old for _, record in data.records("municipalities") for old in record.redirects}
    # An id that other records miss too has been said.
    known |= {id_ for kind, id_ in _lost(data) if kind == "municipalities"}
    for loaded, record in data.records("changes"):
        page = re.fullmatch(r"/kommuner/([a-z0-9-]+)/", record.address)
        if page and page[1] not in known:
            guess = nearest(page[1], data.ids("municipalities"))
            message = f"der er ingen kommune med adressen {record.address}"
            address = f"/kommuner/{guess}/" if guess else None
            yield loaded.at("address").diagnostic("ukendt-henvisning", message, address)


def topics_are_not_misspelt(data: LoadedData) -> Iterator[Diagnostic]:
    """A topic is a page's name, and any new one may be right; but one that is almost another is a typing error."""
    used = Counter(record.topic for _, record in data.records("figures"))
    for loaded, record in data.records("figures"):
        oftener = [topic for topic in used if used[topic] > used[record.topic]]
        guess = difflib.get_close_matches(record.topic, oftener, n=1, cutoff=0.8)
        # `resultater-2024` and `resultater-2025` are two topics.
        if guess and re.sub("[0-9]", "", guess[0]) != re.sub("[0-9]", "", record.topic):
            message = f"emnet »{record.topic}« ligner et andet emne, som flere oplysninger har"
            yield loaded.at("topic").diagnostic("emne", message, guess[0])


def sources_are_cited(data: LoadedData) -> Iterator[Diagnostic]:
    # A source that seems to be unused may be the one that is meant where a reference is wrong.
    if data.unread or any(kind == "sources" for kind, _ in _lost(data)):
        return
    cited = {id_ for loaded in data.all_records() for kind, id_, _ in loaded.references if kind == "sources"}
    for loaded in data.by_kind["sources"]:
        if loaded.id and loaded.id not in cited:
            yield loaded.at("id").diagnostic("ubrugt-kilde", f"ingen oplysning henviser til kilden »{loaded.id}«")
