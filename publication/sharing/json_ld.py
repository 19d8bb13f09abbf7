"""The structured data of a page: a graph of schema.org things, built as dictionaries and written as JSON-LD.

The things name each other by `@id`. The organisation and the edition are described on the front page alone; other
pages refer to them.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from publication.model.events import is_ahead
from publication.model.records import Figure, MediaItem, Municipality, TimelineEvent
from publication.sharing.head_tags import Head
from publication.web import permalinks
from publication.web.build_context import BuildContext
from publication.web.page import Page

Thing = dict[str, Any]

_DATA = "/data/v1"
_ORGANISATION, _WEBSITE, _EDITION = "/#organisation", "/#websted", "/#udgave"
_LANGUAGE = "da"

# The type of each kind of media coverage; a broadcast is an article and a recording.
_MEDIA: dict[str, str | list[str]] = {
    "artikel": "NewsArticle",
    "podcast": "AudioObject",
    "fjernsyn": "VideoObject",
    "video": "VideoObject",
    "netside": "CreativeWork",
    "podcast og artikel": ["NewsArticle", "AudioObject"],
    "radio": ["NewsArticle", "AudioObject"],
    "debat": "OpinionNewsArticle",
    "magasin": "NewsArticle",
}


_LANGUAGES = {"dansk": "da", "engelsk": "en", "svensk": "sv", "norsk": "no", "tysk": "de", "fransk": "fr"}


def dumped(things: Iterable[Thing]) -> str:
    """The graph as JSON that is safe inside a `<script>` element whatever its values hold."""
    graph = {"@context": "https://schema.org", "@graph": list(things)}
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":"))
    # Without these characters no value can hold `</script>` or `<!--`.
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


@dataclass(frozen=True)
class PageGraph:
    """The graph of one page. `words` is the module of `_sharing.txt`; `trail` holds the title and address of every page
    from the front page to this one."""

    context: BuildContext
    words: Any
    page: Page
    head: Head
    changed: dt.date
    trail: Sequence[tuple[str, str]]

    def things(self) -> Iterator[Thing]:
        page, shown = self.page, self.page.shown.values()
        if page.address == "/":
            yield self._organisation()
            yield from self._website_and_edition()
        yield self._page()
        if page.edition:
            return
        if record := page.municipality:
            yield self._municipality(record)
            yield from self._schools(record)
            yield self._statistics(record)
        yield from (self._coverage(item) for item in shown if isinstance(item, MediaItem))
        events = [item for item in shown if isinstance(item, TimelineEvent)]
        yield from (self._event(item) for item in events if is_ahead(item, self.context.today))
        if not page.municipality:
            municipalities = [item for item in shown if isinstance(item, Municipality)]
            if len(municipalities) > 1:
                yield self._all_statistics(municipalities)
            if figures := [item for item in shown if isinstance(item, Figure) and item.value is not None]:
                yield self._figures(figures)

    def _organisation(self) -> Thing:
        contact = self.context.publication.initiative.contact
        return {
            "@type": "Organization",
            **self._ref(_ORGANISATION),
            "name": self.context.publication.initiative.organisation,
            "url": self.context.deployment.site,
            "contactPoint": {
                "@type": "ContactPoint",
                "name": contact.name,
                "contactType": contact.role,
                "email": contact.mail,
                "telephone": f"+45 {contact.phone}",
                "availableLanguage": _LANGUAGE,
            },
        }

    def _website_and_edition(self) -> list[Thing]:
        publication, site = self.context.publication, self.context.deployment.site
        initiative = publication.initiative
        return [
            {
                "@type": "WebSite",
                **self._ref(_WEBSITE),
                "name": initiative.name,
                "alternateName": initiative.tagline,
                "url": site,
                "inLanguage": _LANGUAGE,
                "publisher": self._ref(_ORGANISATION),
            },
            {
                "@type": "Report",
                **self._ref(_EDITION),
                "name": initiative.name,
                "headline": initiative.tagline,
                "version": publication.edition.name,
                "datePublished": publication.published.isoformat(),
                "inLanguage": _LANGUAGE,
                "isAccessibleForFree": True,
                "url": site,
                "author": self._ref(_ORGANISATION),
                "publisher": self._ref(_ORGANISATION),
            },
        ]

    def _page(self) -> Thing:
        """The page itself, with a trail unless it is the front page, and without its description, which the head has.

        Other pages than the front page name the edition and its author too, which a mere reference would not.
        """
        page, initiative, is_front = self.page, self.context.publication.initiative, self.page.address == "/"
        author = {"@type": "Organization", **self._ref(_ORGANISATION), "name": initiative.organisation}
        edition = {"@type": "Report", **self._ref(_EDITION), "name": initiative.name, "author": author}
        steps = [
            {"@type": "ListItem", "position": position, "name": name, "item": self.context.deployment.absolute(address)}
            for position, (name, address) in enumerate(self.trail, start=1)
        ]
        del steps[-1]["item"]  # schema.org lets the last step, the page itself, be without an address
        return _without_empty(
            {
                "@type": "WebPage",
                "url": self.head.url,
                "name": page.title,
                "inLanguage": page.language if page.language != _LANGUAGE else None,
                "dateModified": self.changed.isoformat(),
                "isPartOf": self._ref(_EDITION) if is_front else edition,
                "breadcrumb": None if is_front else {"@type": "BreadcrumbList", "itemListElement": steps},
            }
        )

    def _municipality(self, record: Municipality) -> Thing:
        code = {"@type": "PropertyValue", "propertyID": self.words.code_name, "value": record.code}
        area = self._municipality_ref(record.id)
        return {"@type": "AdministrativeArea", **area, "name": record.name, "identifier": code}

    def _schools(self, record: Municipality) -> Iterator[Thing]:
        """The institutions that work together in a municipality; those called a school are educational ones."""
        queries = self.context.queries
        partnerships = queries.partnerships_of.get(record.id, ())
        ids = (id_ for each in partnerships for id_ in (*each.special_schools, *each.culture_schools, *each.partners))
        for school in queries.schools_named(dict.fromkeys(ids)):
            type_ = "EducationalOrganization" if "skole" in school.name.lower() else "Organization"
            yield _without_empty(
                {
                    "@type": type_,
                    "name": school.name,
                    "alternateName": list(school.former_names),
                    "location": self._municipality_ref(school.municipality or record.id),
                }
            )

    def _statistics(self, record: Municipality) -> Thing:
        """A municipality's statistics as a data set, described by the numbers of its card."""
        file = self.context.deployment.absolute(f"{_DATA}/kommuner/{record.id}/municipalities.csv")
        return {
            "@type": "Dataset",
            "name": self.words.statistics_name(record.name),
            "description": self.head.card_alt,
            "creator": self._ref(_ORGANISATION),
            "distribution": {"@type": "DataDownload", "contentUrl": file},
        }

    def _all_statistics(self, records: Sequence[Municipality]) -> Thing:
        statistics = [one for record in records if (one := self.context.queries.statistics_of.get(record.id))]
        words = self.words
        return self._dataset(
            "kommunernes-data",
            words.municipalities_name(len(records)),
            words.municipalities_description,
            "municipalities",
            temporalCoverage=_years(part for each in statistics for part in (each.share_period, each.counts_period)),
            variableMeasured=[words.pupils_general, words.pupils_special, words.share_special],
        )

    def _figures(self, figures: Sequence[Figure]) -> Thing:
        title, sources = self.page.title, self.context.queries.sources
        based_on = dict.fromkeys(permalinks.of_source(sources[figure.source]) for figure in figures)
        return self._dataset(
            "data",
            self.words.figures_name(title),
            self.words.figures_description(title, self.head.site_name),
            "figures",
            isBasedOn=[self.context.deployment.absolute(address) for address in based_on],
            variableMeasured=[figure.label for figure in figures],
        )

    def _dataset(self, id_: str, name: str, description: str, kind: str, **properties: Any) -> Thing:
        """What the page shows of a kind of record, as a data set with the files of the whole kind."""
        file = self.context.deployment.absolute(f"{_DATA}/{kind}")
        return _without_empty(
            {
                "@type": "Dataset",
                "@id": f"{self.head.url}#{id_}",
                "name": name,
                "description": description,
                "creator": self._ref(_ORGANISATION),
                **properties,
                "distribution": [
                    {"@type": "DataDownload", "contentUrl": f"{file}.{ending}", "encodingFormat": media_type}
                    for ending, media_type in (("csv", "text/csv"), ("json", "application/json"))
                ],
            }
        )

    def _coverage(self, item: MediaItem) -> Thing:
        """An article about the initiative by others; a dead link is left out."""
        return _without_empty(
            {
                "@type": _MEDIA[item.kind],
                "@id": f"{self.head.url}#omtale-{item.id}",
                "headline": item.title,
                "publisher": {"@type": "Organization", "name": item.outlet},
                "url": None if item.unreachable else item.url,
                "archivedAt": item.archived,
                "datePublished": item.published.iso if item.published else None,
                "inLanguage": _LANGUAGES.get(item.language or "dansk"),
                "about": [self._ref(_EDITION), *map(self._municipality_ref, item.municipalities)],
            }
        )

    def _event(self, event: TimelineEvent) -> Thing:
        """What is to come; its times are those of the place."""
        last = event.until.isoformat() if event.until else event.when.iso
        begins = f"{event.when.iso}T{event.starts.isoformat('minutes')}" if event.starts else event.when.iso
        ends = f"{last}T{event.ends.isoformat('minutes')}" if event.ends else last
        return _without_empty(
            {
                "@type": "Event",
                "@id": f"{self.head.url}#tidslinje-{event.id}",
                "name": event.title,
                "description": event.text,
                "startDate": begins,
                "endDate": ends if ends != event.when.iso else None,
                "location": {"@type": "Place", "name": event.place} if event.place else None,
                "url": event.url,
                "inLanguage": _LANGUAGE,
                "about": self._ref(_EDITION),
            }
        )

    def _ref(self, address: str) -> Thing:
        return {"@id": self.context.deployment.absolute(address)}

    def _municipality_ref(self, id_: str) -> Thing:
        return self._ref(f"/kommuner/{id_}/#kommune")


def _years(periods: Iterable[str]) -> str:
    """The first and last year named in some periods, as schema.org has it: `2020/2023`."""
    years = sorted(part for period in periods for part in period.replace("/", "-").split("-") if part.isdigit())
    return f"{years[0]}/{years[-1]}" if years else ""


def _without_empty(thing: Thing) -> Thing:
    """The thing without the properties that have no value."""
    return {name: value for name, value in thing.items() if value not in (None, "", [])}
