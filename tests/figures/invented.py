"""An invented publication for tests of figures, and what its figures' templates make of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import html5lib

from publication.figures import (
    budget,
    diagnoses,
    formats,
    framework,
    grades,
    identicon,
    participants,
    shares,
    steps,
    survey,
    tile_map,
    timeline,
)
from publication.model.kinds import Publication
from publication.model.queries import Queries
from publication.model.records import (
    Edition,
    Figure,
    Format,
    Initiative,
    Municipality,
    Participation,
    Partnership,
    Record,
    School,
    Source,
    Statistics,
    TimelineEvent,
)
from publication.model.types import slug
from publication.web.templates import environment, relative, render

TEMPLATES = Path(__file__).parents[2] / "overrides" / "macros"


def municipality(number: int, **fields: Any) -> Municipality:
    return Municipality.model_validate(
        {
            "id": f"kommune-{number}",
            "name": f"Kommune {number}",
            "code": f"{100 + number}",
            "tile": {"row": str(3 + number // 10), "column": str(2 + number % 10)},
            **fields,
        }
    )


def statistics(number: int, share: str = "5,5", **fields: Any) -> Statistics:
    return Statistics.model_validate(
        {
            "id": f"kommune-{number}-2022-2023",
            "municipality": f"kommune-{number}",
            "pupils_general": "3000",
            "pupils_special": "150",
            "counts_period": "2022/2023",
            "share_special": share,
            "share_period": "2020-2023",
            "source": "rapport",
            **fields,
        }
    )


def school(id_: str, kind: str = "specialtilbud", **fields: Any) -> School:
    return School.model_validate(
        {"id": id_, "name": f"Skolen {id_.upper()}", "kind": kind, "source": "rapport", **fields}
    )


def partnership(id_: str, number: int | None = None, **fields: Any) -> Partnership:
    """A partnership of a municipality or, without its number, of the whole initiative."""
    home = {} if number is None else {"municipality": f"kommune-{number}"}
    return Partnership.model_validate({"id": id_, **home, "source": "rapport", "page": "s. 7", **fields})


def participation(of: str, period: str = "2024", pupils: str = "", **fields: Any) -> Participation:
    """What is counted in a period; without pupils, nothing is reported yet."""
    counts = {"culture_teachers": "2", "special_teachers": "1", "source": "rapport"} if pupils else {}
    return Participation.model_validate(
        {"id": f"{of}-{slug(period)}", "partnership": of, "period": period, "pupils": pupils, **counts, **fields}
    )


def edition(year: int, **fields: Any) -> Edition:
    """The edition that tells of a year, complete if nothing else is said."""
    out = {"status": "komplet", "report": "rapport", "published": f"{year + 1}-05-02"}
    return Edition.model_validate(
        {"id": str(year + 1), "year": str(year), "name": f"Udgaven om {year}", **out, **fields}
    )


@dataclass(frozen=True)
class Counted:
    """A partnership of a municipality with one school, counted in one year."""

    school: School
    partnership: Partnership
    participation: Participation | None


def counted(number: int, id_: str, pupils: str | None, year: str = "2024", **fields: Any) -> Counted:
    of = f"samarbejde-{number}-{id_}"
    return Counted(
        school(id_),
        partnership(of, number, special_schools=[id_], since=year),
        participation(of, year, pupils, **fields) if pupils else None,
    )


def records_of(counted: Iterable[Counted]) -> dict[str, tuple[Record, ...]]:
    """The records of some partnerships by kind, each of them once."""
    found: dict[str, dict[str, Record]] = {"schools": {}, "partnerships": {}, "participations": {}}
    for one in counted:
        for kind, record in zip(found, (one.school, one.partnership, one.participation), strict=True):
            if record:
                found[kind].setdefault(record.id, record)
    return {kind: tuple(records.values()) for kind, records in found.items()}


def event(id_: str, when: str) -> TimelineEvent:
    return TimelineEvent.model_validate(
        {"id": id_, "when": when, "title": f"Det skete {id_}", "text": "Noget.", "source": "rapport"}
    )


def format_(id_: str, minutes: str, pupils: str, culture: str, special: str) -> Format:
    return Format.model_validate(
        {
            "id": id_,
            "name": f"Format {id_}",
            "pupils": pupils,
            "classes": "3-5",
            "ages": "9-11",
            "culture_teachers": culture,
            "special_teachers": special,
            "minutes": minutes,
            "frequency": "en gang om ugen",
            "groups": "Ét hold",
            "activities": "Sang",
            "source": "rapport",
        }
    )


def fact(id_: str, **fields: str) -> Figure:
    return Figure.model_validate(
        {"id": id_, "topic": "emne", "label": "Navn", "text": "Tekst.", "source": "rapport", **fields}
    )


NATIONAL = fact(shares.NATIONAL_SHARE, label="Landet", value="5,1", unit="%", period="2022/2023")
FRAMEWORK = (
    fact(framework.COORDINATING, label="Koordinerende samarbejde"),
    fact(framework.INTEGRATED, label="Integreret samarbejde"),
    fact(framework.PUBLIC, label="Offentlig rammesætning"),
    fact(framework.CIVIL, label="Civil rammesætning"),
    fact("sag-lektier", group="Koordinerende og offentlig", label="Lektier"),
    fact("sag-sang", group="Både koordinerende og integreret, offentlig", label="Sang"),
    fact("sag-by", group="Integreret og civil", label="By"),
    fact("sag-andet", group="Noget andet", label="Andet"),
)
SURVEY = tuple(
    fact(id_, label=f"Andelen {id_}", value=value, unit="%", period="2014")
    for id_, value in zip((id_ for ids in survey.GROUPS for id_ in ids), ("80", "60", "50", "20", "10", "55", "25"), strict=True)
)
DIAGNOSES = (
    fact(diagnoses.BEFORE, value="26", unit="%", period="2009"),
    fact(diagnoses.AFTER, value="40,4", unit="%", period="2019", note="Det er ikke de samme."),
)
AVERAGES = tuple(
    fact(id_, label=f"Karakterer {number}", value=value, period="2013")
    for number, (id_, value) in enumerate(zip(grades.GRADES, ("4,8", "5,1", "6,5"), strict=True))
)
BUDGET = (
    fact(budget.SHARE, value="60", unit="%", period="2025"),
    fact(budget.AMOUNT, value="450000", unit="kr.", period="2025"),
)
STEPS = tuple(
    fact(f"trin-{number}", topic=steps.TOPIC, group=steps.GROUP, text=f"Det her sker i trin {number}, og det er mange ord.")
    for number in (1, 2, 3)
)
EVENTS = (event("a", "2022-12"), event("b", "2024"), event("c", "2024-12-10"), event("d", "2025-01"))
FORMATS = (format_("kort", "15", "2-3", "1", "0"), format_("langt", "60", "14-18", "4", "6"))


COUNTED = (
    counted(1, "a", "12", groups="to hold", classes="3-5", ages="8-11"),
    counted(1, "b", "under 5"),
    counted(1, "c", None, year="2025"),
    counted(2, "d", "9"),
)


def publication(counted: Iterable[Counted] = COUNTED, **kinds: Any) -> Publication:
    """A publication with these partnerships and kinds of record, and the others small or empty."""
    source = Source.model_validate({"id": "rapport", "title": "Rapporten", "kind": "rapport", "about": "En rapport."})
    nothing: dict[str, Any] = dict.fromkeys(Publication.__dataclass_fields__, ())
    return Publication(
        **{
            **nothing,
            "initiative": Initiative.model_construct(chairs=()),
            "editions": (edition(2024),),
            "municipalities": (municipality(1), municipality(2), municipality(3)),
            "statistics": (statistics(1, "6,5"), statistics(2, "3,9"), statistics(3, "5,2")),
            **records_of(counted),
            "timeline": EVENTS,
            "formats": FORMATS,
            "figures": (NATIONAL, *FRAMEWORK, *SURVEY, *DIAGNOSES, *AVERAGES, *BUDGET, *STEPS),
            "sources": (source,),
            "lines": {},
            **kinds,
        }
    )


def country() -> Publication:
    """A publication with as many municipalities as the country has."""
    return publication(
        (counted(number, "a", str(5 + number)) for number in range(98)),
        municipalities=tuple(municipality(number) for number in range(98)),
        statistics=tuple(statistics(number, f"{number % 9},{number % 10}") for number in range(98)),
    )


def shown(template: str, of: Publication, **values: Any) -> ElementTree.Element:
    """A template's HTML, read by a strict parser of HTML."""
    templates = environment(TEMPLATES)
    templates.globals.update(
        publication=of,
        queries=Queries(of),
        link=partial(relative, page="kommuner/"),
        edit=lambda record: None,
        first_named=lambda source: True,
        tile=identicon.blocks,
        told_in=None,
        english=False,
    )
    html = render(templates, template, **values)
    parsed = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parseFragment(str(html))
    for element in parsed.iter():
        element.tag = element.tag.rpartition("}")[2]  # the namespace of the drawings
    return parsed


def every_figure(of: Publication) -> dict[str, ElementTree.Element]:
    queries = Queries(of)
    one, other = of.municipalities[:2]
    everyone = queries.register
    return {
        "tile_map": shown("register_map" if everyone else "tile_map", of, map=tile_map.tile_map(of)),
        "share_chart": shown("share_chart", of, chart=shares.share_chart(queries)),
        "participants_chart": shown("participants_chart", of, chart=participants.participants_chart(queries)),
        "timeline": shown("timeline", of, chart=timeline.timeline(of)),
        "formats": shown("formats", of, chart=formats.formats_chart(of)),
        "framework": shown("framework", of, chart=framework.framework(queries)),
        "survey": shown("survey", of, chart=survey.survey(queries)),
        "diagnoses": shown("diagnoses", of, chart=diagnoses.diagnoses(queries)),
        "grades": shown("grades", of, chart=grades.grades(queries)),
        "budget": shown("budget", of, chart=budget.budget(queries)),
        "steps": shown("steps", of, chart=steps.steps(queries)),
        "municipalities_table": shown("register_table", of)
        if everyone
        else shown("municipalities_table", of),
        "municipality_participants": shown(
            "municipality_participants", of, municipality=one, chart=participants.participants_of(queries, one)
        ),
        "municipality_share": shown(
            "municipality_share", of, municipality=other, chart=shares.share_of(queries, other)
        ),
    }


@cache
def all_figures(make: Callable[[], Publication]) -> dict[str, ElementTree.Element]:
    """Every figure of a publication that `make` makes, read once."""
    return every_figure(make())


def text(element: ElementTree.Element) -> str:
    return " ".join("".join(element.itertext()).split())


def rows(figure: ElementTree.Element) -> list[list[str]]:
    return [[text(cell) for cell in row if cell.tag in ("th", "td")] for row in figure.iter("tr")]


def named(figure: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    """The elements with a class of this name."""
    return [element for element in figure.iter() if name in (element.get("class") or "").split()]


def drawings(figure: ElementTree.Element) -> list[ElementTree.Element]:
    return named(figure, "drawing")
