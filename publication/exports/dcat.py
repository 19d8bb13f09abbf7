"""The catalogue of the open data as DCAT-AP-DK, in JSON-LD: one dataset a kind, each with its CSV and JSON files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from publication.exports.csv_tables import Table
from publication.exports.metadata import FileDigest, Words, json_file, licence_address
from publication.model.kinds import KINDS, Kind, Publication
from publication.model.records import Initiative
from publication.web.deployment import Deployment

_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_EU = "http://publications.europa.eu/resource/authority/"
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_FORMATS = {"csv": ("CSV", f"{_MEDIA_TYPES}text/csv"), "json": ("JSON", f"{_MEDIA_TYPES}application/json")}
# The words of the European vocabularies that are used, with the class that DCAT-AP-DK asks of each.
_AUTHORITIES = (
    (f"{_EU}language/DAN", "dct:LinguisticSystem"),
    (f"{_EU}access-right/PUBLIC", "dct:RightsStatement"),
    (f"{_EU}frequency/IRREG", "dct:Frequency"),
    (f"{_EU}country/DNK", "dct:Location"),
    *((f"{_EU}file-type/{name}", "dct:MediaTypeOrExtent") for name, _ in _FORMATS.values()),
    *((media_type, "dct:MediaType") for _, media_type in _FORMATS.values()),
)

Node = dict[str, Any]


def dcat(
    publication: Publication,
    deployment: Deployment,
    words: Words,
    tables: list[Table],
    digests: Mapping[str, FileDigest],
) -> Node:
    """The content of `dcat.jsonld`; `digests` holds the JSON and CSV files by their path."""
    home = deployment.absolute("/data/")
    dates = {"dct:issued": _day(publication.initiative.published), "dct:modified": _day(publication.changed)}
    license_ = {"dct:license": _reference(licence_address(deployment))}
    shared = {
        "dct:publisher": _reference(f"{home}#udgiver"),
        **license_,
        "dct:language": _reference(f"{_EU}language/DAN"),
        **dates,
    }
    datasets, distributions = [], []
    for kind in KINDS.values():
        files = {json_file(kind): kind.many} | {table.file: table.title for table in tables if table.kind is kind}
        own = [
            _distribution(deployment.absolute(file), title, digests[file].size, home) | license_ | dates
            for file, title in files.items()
        ]
        distributions += own
        datasets.append(_dataset(publication, kind, words, home, own) | shared)
    catalogue = {
        "@id": f"{home}#katalog",
        "@type": "dcat:Catalog",
        "dct:title": _danish(words.title),
        "dct:description": _danish(words.description),
        "foaf:homepage": _reference(home),
        "dcat:dataset": [_reference(one["@id"]) for one in datasets],
        **shared,
    }
    referred_to = _referred_to(publication.initiative, words, home, shared)
    return {"@context": _CONTEXT, "@graph": [catalogue, *datasets, *distributions, *referred_to]}


def _dataset(publication: Publication, kind: Kind, words: Words, home: str, distributions: list[Node]) -> Node:
    address = f"{home}#{kind.name}"
    return {
        "@id": address,
        "@type": "dcat:Dataset",
        "dct:title": _danish(f"{publication.initiative.name}: {kind.many}"),
        "dct:description": _danish(words.kinds[kind.name]),
        "dct:identifier": address,
        "dcat:landingPage": _reference(home),
        "dcat:contactPoint": _reference(f"{home}#kontakt"),
        "dcat:theme": _reference(f"{_EU}data-theme/EDUC"),
        "dcat:keyword": [_danish(word) for word in words.keywords],
        "dct:accessRights": _reference(f"{_EU}access-right/PUBLIC"),
        "dct:accrualPeriodicity": _reference(f"{_EU}frequency/IRREG"),
        "dct:spatial": _reference(f"{_EU}country/DNK"),
        "dcat:distribution": [_reference(one["@id"]) for one in distributions],
    }


def _distribution(address: str, title: str, size: int, home: str) -> Node:
    name, media_type = _FORMATS[address.rpartition(".")[2]]
    return {
        "@id": address,
        "@type": "dcat:Distribution",
        "dct:title": _danish(f"{title} ({name})"),
        "dcat:accessURL": _reference(home),
        "dcat:downloadURL": _reference(address),
        "dct:format": _reference(f"{_EU}file-type/{name}"),
        "dcat:mediaType": _reference(media_type),
        "dcat:byteSize": {"@value": str(size), "@type": "xsd:decimal"},
    }


def _referred_to(initiative: Initiative, words: Words, home: str, shared: Node) -> list[Node]:
    """The nodes that catalogue, datasets and files refer to: DCAT-AP-DK wants the class of each."""
    contact = initiative.contact
    return [
        {**shared["dct:publisher"], "@type": "foaf:Agent", "foaf:name": _danish(initiative.organisation)},
        {**shared["dct:license"], "@type": "dct:LicenseDocument", "dct:title": _danish(words.licence)},
        {
            "@id": f"{home}#kontakt",
            "@type": "vcard:Kind",
            "vcard:fn": contact.name,
            "vcard:hasEmail": _reference(f"mailto:{contact.mail}"),
        },
        {**_reference(home), "@type": "foaf:Document"},
        {**_reference(f"{_EU}data-theme/EDUC"), "@type": "skos:Concept", "skos:prefLabel": _danish(words.theme)},
        *({**_reference(address), "@type": type_} for address, type_ in _AUTHORITIES),
    ]


def _danish(text: str) -> Node:
    return {"@value": text, "@language": "da"}


def _day(day: dt.date) -> Node:
    return {"@value": day.isoformat(), "@type": "xsd:date"}


def _reference(address: str) -> Node:
    return {"@id": address}
