"""Rules: what a record refers to is there, and what is there is referred to."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from publication.loading.diagnostics import Diagnostic, nearest
from publication.loading.loader import LoadedData
from publication.model.kinds import KINDS
from publication.model.types import LONGEST_TEXT, is_slug


def references_lead_somewhere(data: LoadedData) -> Iterator[Diagnostic]:
    for edition in data.told:
        yield from _lost_references(edition)


def _lost_references(data: LoadedData) -> Iterator[Diagnostic]:
    ids = {kind: data.ids(kind) for kind in KINDS}

    @cache
    def like(id_: str, kind: str) -> str | None:
        return nearest(id_, ids[kind])

    for loaded in data.all_records():
        for kind, id_, path in loaded.references:
            # An id of the wrong form has its diagnostic already, and in a file that cannot be read the id may stand.
            readable = is_slug(id_) and len(id_) <= LONGEST_TEXT
            if id_ not in ids[kind] and readable and kind not in data.unread:
                message = f"id'et «{id_}» findes ikke i {KINDS[kind].name}.yml"
                if kind == "partnerships" and id_ in ids["schools"]:
                    message = f"«{id_}» er et id fra schools.yml; her skal stå et fra partnerships.yml"
                yield loaded.at(*path).diagnostic("ukendt-henvisning", message, like(id_, kind))


def changes_lead_to_municipalities(data: LoadedData) -> Iterator[Diagnostic]:
    if "municipalities" in data.unread:
        return
    known = data.ids("municipalities")
    known |= {old for _, record in data.records("municipalities") for old in record.redirects}
    for loaded, record in data.records("changes"):
        page = re.fullmatch(r"/kommuner/([a-z0-9-]+)/", record.address)
        if page and page[1] not in known:
            guess = nearest(page[1], known)
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
            message = f"emnet «{record.topic}» ligner et andet emne, som flere oplysninger har"
            yield loaded.at("topic").diagnostic("emne", message, guess[0])


def sources_are_cited(data: LoadedData) -> Iterator[Diagnostic]:
    if data.unread:
        return
    cited = {id_ for loaded in data.all_records() for kind, id_, _ in loaded.references if kind == "sources"}
    for loaded in data.by_kind["sources"]:
        if loaded.id and loaded.id not in cited:
            yield loaded.at("id").diagnostic("ubrugt-kilde", f"ingen oplysning henviser til kilden «{loaded.id}»")
