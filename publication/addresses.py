"""Where each record is read on the site: the page and the id of the fact on it."""

from __future__ import annotations

from publication.records import Figure, Municipality, Partnership, Record

# The page on which a kind's records stand, and what an id on it begins with.
_PAGES = {
    "media_coverage": ("/omtale/", "omtale"),
    "principles": ("/indsatsen/principper/", "princip"),
    "statements": ("/udtalelser/", "udtalelse"),
    "timeline": ("/indsatsen/tidslinje/", "tidslinje"),
    "formats": ("/indsatsen/formater/", "format"),
    "training": ("/indsatsen/uddannelse/", "uddannelse"),
    "sources": ("/kilder/", "kilde"),
    "glossary": ("/om/", "ord"),
    "changes": ("/om/aendringer/", "aendring"),
}

# The page on which the facts of a topic stand.
_TOPICS = {
    "indsatsen": "/indsatsen/",
    "resultater-2024": "/indsatsen/",
    "planer-2025": "/indsatsen/",
    "formater": "/indsatsen/formater/",
    "uddannelse": "/indsatsen/uddannelse/",
    "stoette": "/indsatsen/stoette/",
    "forskning": "/indsatsen/forskning/",
    "kultur-og-trivsel": "/viden/kultur-og-trivsel/",
    "loven": "/viden/loven/",
    "autisme-og-adhd": "/viden/autisme-og-adhd/",
    "statistik": "/viden/statistik/",
    "kulturaftalen-2021-2024": "/viden/kulturaftalen-2021-2024/",
    "skole-og-boligomraade": "/viden/skole-og-boligomraade/",
    "herning-erasmus": "/viden/herning-erasmus/",
    "inklusionsdebatten": "/viden/inklusionsdebatten/",
}


def of(kind: str, record: Record) -> str | None:
    """The lasting address of a record, such as `/omtale/#omtale-gaffa`; None where it has no page of its own."""
    if isinstance(record, Municipality):
        return f"/kommuner/{record.id}/"
    if isinstance(record, Partnership):
        return f"/kommuner/{record.municipality}/#samarbejde-{record.id}"
    if isinstance(record, Figure):
        return f"{_TOPICS[record.topic]}#fakta-{record.id}" if record.topic in _TOPICS else None
    if kind not in _PAGES:
        return None
    page, word = _PAGES[kind]
    return f"{page}#{word}-{record.id}"
