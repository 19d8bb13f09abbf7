"""What a page holds, told to machines in the words of schema.org: built as data, written as JSON-LD.

Everything on a page is one graph, whose parts name each other by `@id`. Only what the
records say is said; a part without a value is left out. The organisation and the edition
are told in full on the front page; the others name them, so that no page carries what
stands elsewhere.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from publication.web import record_addresses
from publication.web.deployment import Deployment
from publication.model.records import Figure, Initiative, MediaItem, Municipality, Partnership, Source

Thing = dict[str, Any]

# The language of the edition, and so of each of its pages that does not name another.
_LANGUAGE = "da"

# Others' articles about the initiative. All are kinds of article; a broadcast is a recording besides.
_MEDIA: dict[str, str | list[str]] = {
    "artikel": "NewsArticle",
    "podcast og artikel": ["NewsArticle", "AudioObject"],
    "radio": ["NewsArticle", "AudioObject"],
    "debat": "OpinionNewsArticle",
    "magasin": "NewsArticle",
}


@dataclass(frozen=True)
class Subject:
    """The page that the graph is about. `trail` is the way to it from the front page, as titles and addresses."""

    url: str
    title: str
    changed: dt.date
    language: str
    trail: Sequence[tuple[str, str]]


def dumped(things: Iterable[Thing]) -> str:
    """The graph as JSON that may stand in a `<script>` element whatever its values hold."""
    graph = {"@context": "https://schema.org", "@graph": list(things)}
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":"))
    # Neither `</script>` nor `<!--` can be written without these signs.
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


# --- Who and what ---------------------------------------------------------------------------------


def organisation(deployment: Deployment, initiative: Initiative) -> Thing:
    contact = initiative.contact
    return {
        "@type": "Organization",
        "@id": _organisation(deployment),
        "name": initiative.organisation,
        "url": deployment.site,
        "contactPoint": {
            "@type": "ContactPoint",
            "name": contact.name,
            "contactType": contact.role,
            "email": contact.mail,
            "telephone": f"+45 {contact.phone}",
            "availableLanguage": "da",
        },
    }


def publication(deployment: Deployment, initiative: Initiative) -> list[Thing]:
    """The website, and the edition that it is."""
    return [
        {
            "@type": "WebSite",
            "@id": _website(deployment),
            "name": initiative.name,
            "alternateName": initiative.tagline,
            "url": deployment.site,
            "inLanguage": _LANGUAGE,
            "publisher": _ref(_organisation(deployment)),
        },
        {
            "@type": "Report",
            "@id": _edition(deployment),
            "name": initiative.name,
            "headline": initiative.tagline,
            "version": initiative.edition,
            "datePublished": initiative.published.isoformat(),
            "inLanguage": _LANGUAGE,
            "isAccessibleForFree": True,
            "url": deployment.site,
            "author": _ref(_organisation(deployment)),
            "publisher": _ref(_organisation(deployment)),
        },
    ]


def page(deployment: Deployment, subject: Subject, initiative: Initiative) -> Thing:
    """The page itself. Any but the front page names the edition and who it is by, and tells the way to itself. Its description stands in the head already."""
    is_front = len(subject.trail) == 1
    author = {"@type": "Organization", "@id": _organisation(deployment), "name": initiative.organisation}
    edition = {"@type": "Report", "@id": _edition(deployment), "name": initiative.name, "author": author}
    trail = {
        "@type": "BreadcrumbList",
        "itemListElement": [
            _said(
                {
                    "@type": "ListItem",
                    "position": step,
                    "name": name,
                    # The last step is the page itself.
                    "item": deployment.absolute(address) if step < len(subject.trail) else None,
                }
            )
            for step, (name, address) in enumerate(subject.trail, start=1)
        ],
    }
    return _said(
        {
            "@type": "WebPage",
            "url": subject.url,
            "name": subject.title,
            "inLanguage": subject.language if subject.language != _LANGUAGE else None,
            "dateModified": subject.changed.isoformat(),
            "isPartOf": _ref(_edition(deployment)) if is_front else edition,
            "breadcrumb": None if is_front else trail,
        }
    )


# --- A municipality -------------------------------------------------------------------------------


def municipality(deployment: Deployment, record: Municipality, code_name: str) -> Thing:
    url = _page_of(deployment, record.id)
    return {
        "@type": "AdministrativeArea",
        "@id": f"{url}#kommune",
        "name": record.name,
        "identifier": {"@type": "PropertyValue", "propertyID": code_name, "value": record.code},
    }


def schools(deployment: Deployment, record: Municipality, partnerships: Iterable[Partnership]) -> list[Thing]:
    """The institutions that work together in a municipality: those called a school, as educational organisations."""
    here = _ref(f"{_page_of(deployment, record.id)}#kommune")
    names = dict.fromkeys(
        name for each in partnerships for name in (each.special_school, each.culture_school) if name
    )
    return [
        {
            "@type": "EducationalOrganization" if "skole" in name.lower() else "Organization",
            "name": name,
            "location": here,
        }
        for name in names
    ]


def statistics(deployment: Deployment, record: Municipality, words: Any, description: str, file: str) -> Thing:
    """A municipality's figures as a data set. `description` tells them with their periods, `file` is where to fetch them."""
    return {
        "@type": "Dataset",
        "name": words.statistics_name(record.name),
        "description": description,
        "creator": _ref(_organisation(deployment)),
        "distribution": {"@type": "DataDownload", "contentUrl": file},
    }


def all_statistics(
    deployment: Deployment, subject: Subject, records: Sequence[Municipality], words: Any, files: Sequence[tuple[str, str]]
) -> Thing:
    """The municipalities' figures together, as the page with the charts shows them."""
    figures = [record.statistics for record in records]
    return _said(
        {
            "@type": "Dataset",
            "@id": f"{subject.url}#kommunernes-data",
            "name": words.municipalities_name(len(records)),
            "description": words.municipalities_description,
            "creator": _ref(_organisation(deployment)),
            "temporalCoverage": _years(*(period for one in figures for period in (one.share_period, one.counts_period))),
            "variableMeasured": [words.pupils_general, words.pupils_special, words.share_special],
            "distribution": _downloads(files),
        }
    )


# --- Facts and what others write ------------------------------------------------------------------


def coverage(deployment: Deployment, item: MediaItem, address: str) -> Thing:
    """An article about the initiative by others. A link that is dead is not given on."""
    about: list[Thing] = [_ref(_edition(deployment))]
    about += [_ref(f"{_page_of(deployment, id_)}#kommune") for id_ in item.municipalities]
    return _said(
        {
            "@type": _MEDIA[item.kind],
            "@id": f"{deployment.absolute(address)}#omtale-{item.id}",
            "headline": item.title,
            "publisher": {"@type": "Organization", "name": item.outlet},
            "url": None if item.unreachable else item.url,
            "archivedAt": item.archived,
            "datePublished": item.published.iso if item.published else None,
            "inLanguage": "da",
            "about": about,
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
    """The figures on a page as a data set."""
    return _said(
        {
            "@type": "Dataset",
            "@id": f"{subject.url}#data",
            "name": words.figures_name(subject.title),
            "description": words.figures_description(subject.title, site_name),
            "creator": _ref(_organisation(deployment)),
            "isBasedOn": _sources(deployment, [sources[figure.source] for figure in figures]),
            "variableMeasured": [figure.label for figure in figures],
            "distribution": _downloads(files),
        }
    )


def _sources(deployment: Deployment, sources: Iterable[Source]) -> list[str]:
    """Where the sources are told in full."""
    return [deployment.absolute(address) for address in dict.fromkeys(map(record_addresses.of_source, sources))]


def _downloads(files: Sequence[tuple[str, str]]) -> list[Thing] | None:
    return [
        {"@type": "DataDownload", "contentUrl": url, "encodingFormat": media_type} for url, media_type in files
    ] or None


def _years(*periods: str) -> str:
    """The first and last year named in some periods, as schema.org has it: `2020/2023`."""
    years = sorted(part for period in periods for part in period.replace("/", "-").split("-") if part.isdigit())
    return f"{years[0]}/{years[-1]}" if years else ""


# --- Names of the parts ---------------------------------------------------------------------------


def _organisation(deployment: Deployment) -> str:
    return deployment.absolute("/#organisation")


def _website(deployment: Deployment) -> str:
    return deployment.absolute("/#websted")


def _edition(deployment: Deployment) -> str:
    return deployment.absolute("/#udgave")


def _page_of(deployment: Deployment, municipality: str) -> str:
    return deployment.absolute(f"/kommuner/{municipality}/")


def _ref(id_: str) -> Thing:
    return {"@id": id_}


def _said(thing: Thing) -> Thing:
    """The thing without what is not known."""
    return {name: value for name, value in thing.items() if value not in (None, "", [])}
