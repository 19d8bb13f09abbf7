"""The part of schema.org's vocabulary that the site uses, and a check that a graph keeps to it.

Written down from schema.org/docs/full.html, because tests ask no other host: for each
type its parents, its own properties, and those that search engines require of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

PARENTS: dict[str, tuple[str, ...]] = {
    "Thing": (),
    "CreativeWork": ("Thing",),
    "WebSite": ("CreativeWork",),
    "WebPage": ("CreativeWork",),
    "Article": ("CreativeWork",),
    "Report": ("Article",),
    "NewsArticle": ("Article",),
    "OpinionNewsArticle": ("NewsArticle",),
    "Dataset": ("CreativeWork",),
    "MediaObject": ("CreativeWork",),
    "DataDownload": ("MediaObject",),
    "ImageObject": ("MediaObject",),
    "AudioObject": ("MediaObject",),
    "VideoObject": ("MediaObject",),
    "Organization": ("Thing",),
    "EducationalOrganization": ("Organization",),
    "Place": ("Thing",),
    "AdministrativeArea": ("Place",),
    "Country": ("AdministrativeArea",),
    "Intangible": ("Thing",),
    "ItemList": ("Intangible",),
    "BreadcrumbList": ("ItemList",),
    "ListItem": ("Intangible",),
    "StructuredValue": ("Intangible",),
    "ContactPoint": ("StructuredValue",),
    "PropertyValue": ("StructuredValue",),
}

OWN: dict[str, set[str]] = {
    "Thing": {"name", "alternateName", "description", "identifier", "url", "image", "sameAs", "mainEntityOfPage"},
    "CreativeWork": {
        "about", "archivedAt", "author", "creator", "dateModified", "datePublished", "encodingFormat", "headline",
        "inLanguage", "isAccessibleForFree", "isBasedOn", "isPartOf", "license", "publisher", "spatialCoverage",
        "temporalCoverage", "version",
    },
    "WebPage": {"breadcrumb", "primaryImageOfPage"},
    "Dataset": {"distribution", "variableMeasured"},
    "MediaObject": {"contentUrl"},
    "Organization": {"contactPoint", "email", "location", "telephone"},
    "Place": {"containedInPlace"},
    "ItemList": {"itemListElement"},
    "ListItem": {"item", "position"},
    "ContactPoint": {"availableLanguage", "contactType", "email", "telephone"},
    "PropertyValue": {"maxValue", "minValue", "propertyID", "unitText", "value"},
}  # fmt: skip

REQUIRED: dict[str, set[str]] = {
    "Organization": {"name"},
    "EducationalOrganization": {"name"},
    "AdministrativeArea": {"name", "identifier"},
    "WebSite": {"name", "url"},
    "WebPage": {"name", "url", "dateModified", "isPartOf"},
    "Report": {"name", "author"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name"},
    "NewsArticle": {"headline", "publisher", "about"},
    "OpinionNewsArticle": {"headline", "publisher", "about"},
    "Dataset": {"name", "description", "creator", "distribution"},
    "DataDownload": {"contentUrl"},
}

_DATES = {"dateModified", "datePublished"}
_LINKS = {"url", "contentUrl", "archivedAt", "item"}


def diagnostics(graph: Any) -> Iterator[str]:
    """What in a graph is not the vocabulary: types, properties, dates, links, names that nothing has."""
    things = list(_things(graph["@graph"]))
    named = [thing["@id"] for thing in things if "@id" in thing and set(thing) != {"@id"}]
    if len(named) != len(set(named)):
        yield f"an @id twice: {sorted(named)}"
    for thing in things:
        if set(thing) == {"@id"}:
            if thing["@id"] not in named and not re.search(r"/kommuner/[a-z0-9-]+/#kommune$", thing["@id"]):
                yield f"{thing['@id']} is nowhere on the page"
            continue
        yield from _of_one(thing)


def _of_one(thing: dict[str, Any]) -> Iterator[str]:
    types = thing["@type"] if isinstance(thing["@type"], list) else [thing["@type"]]
    known = {name for type_ in types for ancestor in _line(type_) for name in OWN.get(ancestor, ())}
    for name, value in thing.items():
        if name.startswith("@"):
            continue
        if name not in known:
            yield f"{types} has no {name}"
        if value in (None, "", []):
            yield f"{types}: {name} is empty"
        if name in _DATES and not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value):
            yield f"{types}: {name} is {value}"
        if name in _LINKS and not re.match(r"https?://", value):
            yield f"{types}: {name} is {value}"
    if "BreadcrumbList" in types and any("item" not in step for step in thing["itemListElement"][:-1]):
        yield "a step that is not the last leads nowhere"
    for type_ in types:
        for missing in REQUIRED.get(type_, set()) - set(thing):
            yield f"{type_} lacks {missing}"


def _line(type_: str) -> Iterator[str]:
    yield type_
    for parent in PARENTS[type_]:
        yield from _line(parent)


def _things(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for part in value:
            yield from _things(part)
    elif isinstance(value, dict):
        yield value
        for part in value.values():
            yield from _things(part)
