"""The catalogue of the open data as DCAT-AP-DK, in JSON-LD: one dataset a kind, each with its CSV and JSON files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from publication.exports.csv_tables import Table
from publication.exports.datasets import DATASETS, records_of, years_of
from publication.exports.metadata import LICENCE, Words, json_file
from publication.web.build_context import BuildContext

Node = dict[str, Any]


def dcat(context: BuildContext, words: Words, tables: list[Table], files: Mapping[str, bytes]) -> Node:
    """The content of `dcat.jsonld`; `files` holds the JSON and CSV files by their path."""
    publication, absolute = context.publication, context.deployment.absolute
    home = absolute("/data/")
    dates = {"dct:issued": _day(publication.published), "dct:modified": _day(publication.changed)}
    licence = {"dct:license": _reference(absolute(LICENCE))}
    shared = {
        "dct:publisher": _reference(f"{home}#udgiver"),
        **licence,
        "dct:language": _authority(words, "language"),
        **dates,
    }
    datasets, distributions = [], []
    for kind in DATASETS.values():
        titles = {json_file(kind): kind.many} | {table.file: table.title for table in tables if table.kind is kind}
        own = [
            _distribution(words, absolute(path), title, len(files[path]), home) | licence | dates
            for path, title in titles.items()
        ]
        distributions += own
        title = f"{publication.initiative.name}: {kind.many}"
        dataset = _dataset(words, home, kind.name, title, [_reference(one["@id"]) for one in own])
        told_of = _temporal(years_of(kind, records_of(context.queries, kind)))
        datasets.append(dataset | shared | told_of | _version(words, kind.name))
    catalogue = {
        "@id": f"{home}#katalog",
        "@type": "dcat:Catalog",
        "dct:title": _danish(words["title"]),
        "dct:description": _danish(words["description"]),
        "foaf:homepage": _reference(home),
        "dcat:dataset": [_reference(one["@id"]) for one in datasets],
        **shared,
    }
    referred_to = _referred_to(context, words, home, shared)
    return {"@context": words["dcat"]["context"], "@graph": [catalogue, *datasets, *distributions, *referred_to]}


def _dataset(words: Words, home: str, kind: str, title: str, distributions: list[Node]) -> Node:
    return {
        "@id": f"{home}#{kind}",
        "@type": "dcat:Dataset",
        "dct:title": _danish(title),
        "dct:description": _danish(words["kinds"][kind]),
        "dct:identifier": f"{home}#{kind}",
        "dcat:landingPage": _reference(home),
        "dcat:contactPoint": _reference(f"{home}#kontakt"),
        "dcat:theme": _reference(words["dcat"]["theme"]),
        "dcat:keyword": [_danish(word) for word in words["keywords"]],
        "dct:accessRights": _authority(words, "access"),
        "dct:accrualPeriodicity": _authority(words, "frequency"),
        "dct:spatial": _authority(words, "country"),
        "dcat:distribution": distributions,
    }


def _temporal(years: tuple[int, int] | None) -> Node:
    """The years that a dataset tells of, where its records have a period."""
    if years is None:
        return {}
    ends = dict(zip(("dcat:startDate", "dcat:endDate"), years, strict=True))
    period = {name: {"@value": str(year), "@type": "xsd:gYear"} for name, year in ends.items()}
    return {"dct:temporal": {"@type": "dct:PeriodOfTime", **period}}


def _version(words: Words, kind: str) -> Node:
    changes = words["changes"].get(kind)
    return {"owl:versionInfo": words["version"]} | ({"adms:versionNotes": _danish(changes)} if changes else {})


def _distribution(words: Words, address: str, title: str, size: int, home: str) -> Node:
    ending = address.rpartition(".")[2]
    return {
        "@id": address,
        "@type": "dcat:Distribution",
        "dct:title": _danish(f"{title} ({ending.upper()})"),
        "dcat:accessURL": _reference(home),
        "dcat:downloadURL": _reference(address),
        "dct:format": _authority(words, f"{ending}-file"),
        "dcat:mediaType": _authority(words, f"{ending}-media"),
        "dcat:byteSize": {"@value": str(size), "@type": "xsd:decimal"},
    }


def _referred_to(context: BuildContext, words: Words, home: str, shared: Node) -> list[Node]:
    """The nodes that catalogue, datasets and files refer to: DCAT-AP-DK wants the class of each."""
    initiative = context.publication.initiative
    contact = {"vcard:fn": initiative.contact.name, "vcard:hasEmail": _reference(f"mailto:{initiative.contact.mail}")}
    theme = {"@type": "skos:Concept", "skos:prefLabel": _danish(words["theme"])}
    return [
        {**shared["dct:publisher"], "@type": "foaf:Agent", "foaf:name": _danish(initiative.organisation)},
        {**shared["dct:license"], "@type": "dct:LicenseDocument", "dct:title": _danish(words["licence"])},
        {"@id": f"{home}#kontakt", "@type": "vcard:Kind", **contact},
        {"@id": home, "@type": "foaf:Document"},
        {"@id": words["dcat"]["theme"], **theme},
        *({"@id": address, "@type": type_} for address, type_ in words["dcat"]["authorities"].values()),
    ]


def _danish(text: str) -> Node:
    return {"@value": text, "@language": "da"}


def _day(day: dt.date) -> Node:
    return {"@value": day.isoformat(), "@type": "xsd:date"}


def _reference(address: str) -> Node:
    return {"@id": address}


def _authority(words: Words, name: str) -> Node:
    """A reference to a word of the European vocabularies, by its name in `words`."""
    return _reference(words["dcat"]["authorities"][name][0])
