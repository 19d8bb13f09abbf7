"""The catalogue of the open data as DCAT-AP-DK, in JSON-LD: one dataset a kind, each with its CSV files and its JSON file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from publication.exports.csv_tables import Table
from publication.exports.metadata import FileDigest, Words, json_file, licence_address
from publication.model.kinds import KINDS, Kind, Publication
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
    return _Catalogue(publication, deployment, words, tables, digests).graph()


@dataclass(frozen=True)
class _Catalogue:
    publication: Publication
    deployment: Deployment
    words: Words
    tables: list[Table]
    digests: Mapping[str, FileDigest]

    @property
    def home(self) -> str:
        return self.deployment.absolute("/data/")

    @property
    def licence(self) -> Node:
        return _reference(licence_address(self.deployment))

    @property
    def publisher(self) -> Node:
        return _reference(f"{self.home}#udgiver")

    @property
    def dates(self) -> Node:
        return {
            "dct:issued": _day(self.publication.initiative.published),
            "dct:modified": _day(self.publication.changed),
        }

    @property
    def shared(self) -> Node:
        """What the catalogue and every dataset say alike."""
        return {
            "dct:publisher": self.publisher,
            "dct:license": self.licence,
            "dct:language": _reference(f"{_EU}language/DAN"),
            **self.dates,
        }

    def graph(self) -> Node:
        datasets, distributions = [], []
        for kind in KINDS.values():
            own = self.distributions(kind)
            distributions += own
            datasets.append(self.dataset(kind, own))
        catalogue = {
            "@id": f"{self.home}#katalog",
            "@type": "dcat:Catalog",
            "dct:title": _danish(self.words.title),
            "dct:description": _danish(self.words.description),
            "foaf:homepage": _reference(self.home),
            "dcat:dataset": [_reference(one["@id"]) for one in datasets],
            **self.shared,
        }
        return {"@context": _CONTEXT, "@graph": [catalogue, *datasets, *distributions, *self.referred_to()]}

    def dataset(self, kind: Kind, distributions: list[Node]) -> Node:
        address = f"{self.home}#{kind.name}"
        return {
            "@id": address,
            "@type": "dcat:Dataset",
            "dct:title": _danish(f"{self.publication.initiative.name}: {kind.many}"),
            "dct:description": _danish(self.words.kinds[kind.name]),
            "dct:identifier": address,
            "dcat:landingPage": _reference(self.home),
            "dcat:contactPoint": _reference(f"{self.home}#kontakt"),
            "dcat:theme": _reference(f"{_EU}data-theme/EDUC"),
            "dcat:keyword": [_danish(word) for word in self.words.keywords],
            "dct:accessRights": _reference(f"{_EU}access-right/PUBLIC"),
            "dct:accrualPeriodicity": _reference(f"{_EU}frequency/IRREG"),
            "dct:spatial": _reference(f"{_EU}country/DNK"),
            "dcat:distribution": [_reference(one["@id"]) for one in distributions],
            **self.shared,
        }

    def distributions(self, kind: Kind) -> list[Node]:
        """A kind's files."""
        own = [(table.file, table.title) for table in self.tables if table.kind is kind]
        return [self.distribution(file, title) for file, title in ((json_file(kind), kind.many), *own)]

    def distribution(self, file: str, title: str) -> Node:
        name, media_type = _FORMATS[file.rpartition(".")[2]]
        address = self.deployment.absolute(file)
        return {
            "@id": address,
            "@type": "dcat:Distribution",
            "dct:title": _danish(f"{title} ({name})"),
            "dcat:accessURL": _reference(self.home),
            "dcat:downloadURL": _reference(address),
            "dct:format": _reference(f"{_EU}file-type/{name}"),
            "dcat:mediaType": _reference(media_type),
            "dcat:byteSize": {"@value": str(self.digests[file].size), "@type": "xsd:decimal"},
            "dct:license": self.licence,
            **self.dates,
        }

    def referred_to(self) -> list[Node]:
        """The nodes that catalogue, datasets and files refer to: DCAT-AP-DK wants the class of each."""
        initiative = self.publication.initiative
        return [
            {**self.publisher, "@type": "foaf:Agent", "foaf:name": _danish(initiative.organisation)},
            {**self.licence, "@type": "dct:LicenseDocument", "dct:title": _danish(self.words.licence)},
            {
                "@id": f"{self.home}#kontakt",
                "@type": "vcard:Kind",
                "vcard:fn": initiative.contact.name,
                "vcard:hasEmail": _reference(f"mailto:{initiative.contact.mail}"),
            },
            {**_reference(self.home), "@type": "foaf:Document"},
            {**_reference(f"{_EU}data-theme/EDUC"), "@type": "skos:Concept", "skos:prefLabel": _danish(self.words.theme)},
            *({**_reference(address), "@type": type_} for address, type_ in _AUTHORITIES),
        ]


def _danish(text: str) -> Node:
    return {"@value": text, "@language": "da"}


def _day(day: dt.date) -> Node:
    return {"@value": day.isoformat(), "@type": "xsd:date"}


def _reference(address: str) -> Node:
    return {"@id": address}
