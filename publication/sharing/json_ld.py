"""The structured data of a page: a graph of schema.org things, built as dictionaries and written as JSON-LD.

The things name each other by `@id`. The organisation and the edition are described on the front page alone; other
pages refer to them.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from publication.model.records import Figure, Initiative, MediaItem, Municipality, Partnership, Source
from publication.web import permalinks
from publication.web.deployment import Deployment

Thing = dict[str, Any]

_ORGANISATION, _WEBSITE, _EDITION = "/#organisation", "/#websted", "/#udgave"
_LANGUAGE = "da"

# The type of each kind of media coverage; a broadcast is an article and a recording.
_MEDIA: dict[str, str | list[str]] = {
    "artikel": "NewsArticle",
    "podcast og artikel": ["NewsArticle", "AudioObject"],
    "radio": ["NewsArticle", "AudioObject"],
    "debat": "OpinionNewsArticle",
    "magasin": "NewsArticle",
}


@dataclass(frozen=True)
class Subject:
    """The page that the graph is about; `trail` holds title and address of the pages from the front page to this."""

    url: str
    title: str
    changed: dt.date
    language: str
    trail: Sequence[tuple[str, str]]


def dumped(things: Iterable[Thing]) -> str:
    """The graph as JSON that is safe inside a `<script>` element whatever its values hold."""
    graph = {"@context": "https://schema.org", "@graph": list(things)}
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":"))
    # Without these characters no value can hold `</script>` or `<!--`.
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def organisation(deployment: Deployment, initiative: Initiative) -> Thing:
    contact = initiative.contact
    return {
        "@type": "Organization",
        **_ref(deployment, _ORGANISATION),
        "name": initiative.organisation,
        "url": deployment.site,
        "contactPoint": {
            "@type": "ContactPoint",
            "name": contact.name,
            "contactType": contact.role,
            "email": contact.mail,
            "telephone": f"+45 {contact.phone}",
            "availableLanguage": _LANGUAGE,
        },
    }


def publication(deployment: Deployment, initiative: Initiative) -> list[Thing]:
    """The website, and the edition that it publishes."""
    return [
        {
            "@type": "WebSite",
            **_ref(deployment, _WEBSITE),
            "name": initiative.name,
            "alternateName": initiative.tagline,
            "url": deployment.site,
            "inLanguage": _LANGUAGE,
            "publisher": _ref(deployment, _ORGANISATION),
        },
        {
            "@type": "Report",
            **_ref(deployment, _EDITION),
            "name": initiative.name,
            "headline": initiative.tagline,
            "version": initiative.edition,
            "datePublished": initiative.published.isoformat(),
            "inLanguage": _LANGUAGE,
            "isAccessibleForFree": True,
            "url": deployment.site,
            "author": _ref(deployment, _ORGANISATION),
            "publisher": _ref(deployment, _ORGANISATION),
        },
    ]


def page(deployment: Deployment, subject: Subject, initiative: Initiative) -> Thing:
    """The page itself, with a trail unless it is the front page, and without its description, which the head has.

    Other pages than the front page name the edition and its author too, which a mere reference would not.
    """
    is_front = len(subject.trail) == 1
    author = {"@type": "Organization", **_ref(deployment, _ORGANISATION), "name": initiative.organisation}
    edition = {"@type": "Report", **_ref(deployment, _EDITION), "name": initiative.name, "author": author}
    steps = [
        {"@type": "ListItem", "position": position, "name": name, "item": deployment.absolute(address)}
        for position, (name, address) in enumerate(subject.trail, start=1)
    ]
    del steps[-1]["item"]  # schema.org lets the last step, the page itself, be without an address
    return _without_empty(
        {
            "@type": "WebPage",
            "url": subject.url,
            "name": subject.title,
            "inLanguage": subject.language if subject.language != _LANGUAGE else None,
            "dateModified": subject.changed.isoformat(),
            "isPartOf": _ref(deployment, _EDITION) if is_front else edition,
            "breadcrumb": None if is_front else {"@type": "BreadcrumbList", "itemListElement": steps},
        }
    )


def municipality(deployment: Deployment, record: Municipality, code_name: str) -> Thing:
    return {
        "@type": "AdministrativeArea",
        **_municipality_ref(deployment, record.id),
        "name": record.name,
        "identifier": {"@type": "PropertyValue", "propertyID": code_name, "value": record.code},
    }


def schools(deployment: Deployment, record: Municipality, partnerships: Iterable[Partnership]) -> list[Thing]:
    """The institutions that work together in a municipality; those called a school are educational ones."""
    names = dict.fromkeys(name for each in partnerships for name in (each.special_school, each.culture_school) if name)
    return [
        {
            "@type": "EducationalOrganization" if "skole" in name.lower() else "Organization",
            "name": name,
            "location": _municipality_ref(deployment, record.id),
        }
        for name in names
    ]


def statistics(deployment: Deployment, record: Municipality, words: Any, description: str, file: str) -> Thing:
    """A municipality's statistics as a data set: `description` tells them with their periods, `file` is an address."""
    return {
        "@type": "Dataset",
        "name": words.statistics_name(record.name),
        "description": description,
        "creator": _ref(deployment, _ORGANISATION),
        "distribution": {"@type": "DataDownload", "contentUrl": file},
    }


def all_statistics(
    deployment: Deployment,
    subject: Subject,
    records: Sequence[Municipality],
    words: Any,
    files: Sequence[tuple[str, str]],
) -> Thing:
    """The statistics of several municipalities as one data set; `files` are addresses with media types."""
    periods = (period for each in records for period in (each.statistics.share_period, each.statistics.counts_period))
    return _without_empty(
        {
            "@type": "Dataset",
            "@id": f"{subject.url}#kommunernes-data",
            "name": words.municipalities_name(len(records)),
            "description": words.municipalities_description,
            "creator": _ref(deployment, _ORGANISATION),
            "temporalCoverage": _years(periods),
            "variableMeasured": [words.pupils_general, words.pupils_special, words.share_special],
            "distribution": _downloads(files),
        }
    )


def coverage(deployment: Deployment, item: MediaItem, address: str) -> Thing:
    """An article about the initiative by others, shown on the page at `address`; a dead link is left out."""
    return _without_empty(
        {
            "@type": _MEDIA[item.kind],
            "@id": f"{deployment.absolute(address)}#omtale-{item.id}",
            "headline": item.title,
            "publisher": {"@type": "Organization", "name": item.outlet},
            "url": None if item.unreachable else item.url,
            "archivedAt": item.archived,
            "datePublished": item.published.iso if item.published else None,
            "inLanguage": _LANGUAGE,
            "about": [
                _ref(deployment, _EDITION),
                *(_municipality_ref(deployment, id_) for id_ in item.municipalities),
            ],
        }
    )


def dataset(
    deployment: Deployment,
    subject: Subject,
    site_name: str,
    figures: Sequence[Figure],
    sources: Mapping[str, Source],
    words: Any,
    files: Sequence[tuple[str, str]],
) -> Thing:
    """The figures on a page as a data set; `files` are addresses with media types."""
    based_on = dict.fromkeys(permalinks.of_source(sources[figure.source]) for figure in figures)
    return _without_empty(
        {
            "@type": "Dataset",
            "@id": f"{subject.url}#data",
            "name": words.figures_name(subject.title),
            "description": words.figures_description(subject.title, site_name),
            "creator": _ref(deployment, _ORGANISATION),
            "isBasedOn": [deployment.absolute(address) for address in based_on],
            "variableMeasured": [figure.label for figure in figures],
            "distribution": _downloads(files),
        }
    )


def _downloads(files: Sequence[tuple[str, str]]) -> list[Thing]:
    return [{"@type": "DataDownload", "contentUrl": url, "encodingFormat": media_type} for url, media_type in files]


def _years(periods: Iterable[str]) -> str:
    """The first and last year named in some periods, as schema.org has it: `2020/2023`."""
    years = sorted(part for period in periods for part in period.replace("/", "-").split("-") if part.isdigit())
    return f"{years[0]}/{years[-1]}" if years else ""


def _ref(deployment: Deployment, address: str) -> Thing:
    return {"@id": deployment.absolute(address)}


def _municipality_ref(deployment: Deployment, id_: str) -> Thing:
    return _ref(deployment, f"/kommuner/{id_}/#kommune")


def _without_empty(thing: Thing) -> Thing:
    """The thing without the properties that have no value."""
    return {name: value for name, value in thing.items() if value not in (None, "", [])}
