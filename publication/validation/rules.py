"""What must hold between records, one small function a rule; each yields a diagnostic at the very field that is wrong.

A rule that compares with everything (a total, an unused source) waits until all it
compares with can be read, so that one slip does not set off diagnostics elsewhere.
"""

from __future__ import annotations

import difflib
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from publication.model import register
from publication.loading.diagnostics import Diagnostic, Position, nearest
from publication.loading.loader import Entry, Path_, Reading
from publication.model.kinds import KINDS
from publication.model.records import Figure, Participation, Partnership
from publication.model.types import SMALLEST_SHOWN, is_slug

# --- Ids and names --------------------------------------------------------------------------------


def _repeats(values: Iterable[tuple[Any, Entry, Path_]]) -> Iterator[tuple[Any, Position, int]]:
    """Every value that has stood before, with its place and the line it stood in first."""
    first: dict[Any, tuple[Entry, Path_]] = {}
    for value, entry, path in values:
        if value in first:
            before, where = first[value]
            yield value, entry.at(*path), before.at(*where).line
        else:
            first[value] = entry, path


def ids_are_unique(reading: Reading) -> Iterator[Diagnostic]:
    for entries in reading.entries.values():
        for id_, place, line in _repeats((entry.id, entry, ("id",)) for entry in entries if entry.id):
            yield place.diagnostic("dobbelt-id", f"id'et «{id_}» bruges allerede i linje {line}")


def municipalities_have_their_own_names(reading: Reading) -> Iterator[Diagnostic]:
    records = reading.records("municipalities")
    for name, place, line in _repeats((record.name.capitalize(), entry, ("name",)) for entry, record in records):
        yield place.diagnostic("dobbelt-navn", f"navnet «{name}» bruges allerede i linje {line}")
    for entry, record in records:
        bare = re.sub(r"(?i)\s*\bkommune\b\s*", "", record.name)
        if bare != record.name:
            yield entry.at("name").diagnostic("kommunenavn", "navnet skal stå uden ordet kommune", bare or None)


def municipality_codes_are_official_and_unique(reading: Reading) -> Iterator[Diagnostic]:
    records = reading.records("municipalities")
    for code, place, line in _repeats((record.code, entry, ("code",)) for entry, record in records):
        yield place.diagnostic("kommunekode", f"kommunekoden «{code}» bruges allerede i linje {line}")
    for entry, record in records:
        # Denmark's have three digits; its neighbours' have four, and a trial of a thousand needs them.
        if not re.fullmatch(r"[1-9][0-9]{2,3}", record.code):
            like = re.fullmatch(r"0([1-9][0-9]{2})", record.code)
            message = f'kommunekoden «{record.code}» skal have tre cifre, for eksempel "163"'
            yield entry.at("code").diagnostic("kommunekode", message, like[1] if like else None)


def tiles_lie_apart(reading: Reading) -> Iterator[Diagnostic]:
    records = reading.records("municipalities")
    tiles = (((record.tile.row, record.tile.column), entry, ("tile", "row")) for entry, record in records)
    for (row, column), place, line in _repeats(tiles):
        message = f"pladsen i række {row}, kolonne {column} er taget i linje {line}"
        yield place.diagnostic("kortplads", message)
    for entry, record in records:
        for side, word in (("row", "rækker"), ("column", "kolonner")):
            if getattr(record.tile, side) == 0:
                yield entry.at("tile", side).diagnostic("kortplads", f"{word} på kortet tælles fra 1")


# The first part of every address that is no municipality's: a short address may not hide one of them.
TAKEN = frozenset(
    """
    indsatsen kommuner udtalelser viden omtale data kilder om en was
    let laes let-laest ordliste nyheder aendringer feed feeds kort bog udskriv
    assets pagefind search sitemap robots index 404 favicon cards qr api schema static
    """.split()
)


def short_addresses_are_free(reading: Reading) -> Iterator[Diagnostic]:
    """A municipality answers at /<id>/ and at /<old id>/; neither may hide another page."""
    records = reading.records("municipalities")
    ids = {entry.id: entry for entry in reading.entries["municipalities"]}
    own_ids: list[tuple[str, Entry, Path_]] = [(record.id, entry, ("id",)) for entry, record in records]
    old_ids: list[tuple[str, Entry, Path_]] = [
        (old, entry, ("redirects", number)) for entry, record in records for number, old in enumerate(record.redirects)
    ]
    for id_, entry, path in own_ids + old_ids:
        if id_ in TAKEN | register.OWN:
            within = "" if id_ in TAKEN else "kommuner/"
            yield entry.at(*path).diagnostic("optaget-adresse", f"adressen /{within}{id_}/ bruges af en anden side")
    for old, entry, path in old_ids:
        if old in ids:
            message = f"adressen /{old}/ bruges af kommunen i linje {ids[old].at().line}"
            yield entry.at(*path).diagnostic("optaget-adresse", message)
    for old, place, line in _repeats(old_ids):
        yield place.diagnostic("optaget-adresse", f"adressen /{old}/ står også i linje {line}")


def words_are_explained_once(reading: Reading) -> Iterator[Diagnostic]:
    words = (
        (word.lower(), entry, path)
        for entry, record in reading.records("glossary")
        for word, path in [(record.term, ("term",)), *((form, ("forms", at)) for at, form in enumerate(record.forms))]
    )
    for word, place, line in _repeats(words):
        yield place.diagnostic("dobbelt-ord", f"ordet «{word}» forklares allerede i linje {line}")


# --- References -----------------------------------------------------------------------------------

# Fields that hold an id, and the kind of record it belongs to.
POINTS_TO = {
    "source": "sources",
    "report": "sources",
    "more": "sources",
    "municipality": "municipalities",
    "municipalities": "municipalities",
    "format": "formats",
}


def _references(raw: dict[str, Any], path: Path_ = ()) -> Iterator[tuple[str, str, Path_]]:
    """Every reference in a record as (kind, id, path), those of a record with other diagnostics too."""
    for key, value in raw.items():
        if key in POINTS_TO:
            for number, one in enumerate(value) if isinstance(value, list) else [(None, value)]:
                if isinstance(one, str):
                    yield POINTS_TO[key], one, (*path, key) if number is None else (*path, key, number)
        elif isinstance(value, dict):
            yield from _references(value, (*path, key))
        elif isinstance(value, list):
            for number, one in enumerate(value):
                if isinstance(one, dict):
                    yield from _references(one, (*path, key, number))


def references_lead_somewhere(reading: Reading) -> Iterator[Diagnostic]:
    ids = {kind: reading.ids(kind) for kind in set(POINTS_TO.values())}

    @lru_cache
    def like(id_: str, kind: str) -> str | None:
        return nearest(id_, ids[kind])

    for entry in reading.all_entries():
        for kind, id_, path in _references(entry.raw):
            # An id that is no id at all has been said already, and who knows what stands in a file nobody can read.
            if id_ not in ids[kind] and is_slug(id_) and kind not in reading.unread:
                message = f"id'et «{id_}» findes ikke i {KINDS[kind].name}.yml"
                yield entry.at(*path).diagnostic("ukendt-henvisning", message, like(id_, kind))


def changes_lead_to_municipalities(reading: Reading) -> Iterator[Diagnostic]:
    if "municipalities" in reading.unread:
        return
    known = reading.ids("municipalities")
    known |= {old for _, record in reading.records("municipalities") for old in record.redirects}
    for entry, record in reading.records("changes"):
        page = re.fullmatch(r"/kommuner/([a-z0-9-]+)/", record.address)
        if page and page[1] not in known:
            guess = nearest(page[1], known)
            message = f"der er ingen kommune med adressen {record.address}"
            yield entry.at("address").diagnostic("ukendt-henvisning", message, f"/kommuner/{guess}/" if guess else None)


def topics_are_not_misspelt(reading: Reading) -> Iterator[Diagnostic]:
    """A topic is a page's name, and a new page may bring a new one; but one that is almost another is a slip."""
    used = Counter(record.topic for _, record in reading.records("figures"))
    for entry, record in reading.records("figures"):
        oftener = [topic for topic in used if used[topic] > used[record.topic]]
        guess = difflib.get_close_matches(record.topic, oftener, n=1, cutoff=0.8)
        # `resultater-2024` and `resultater-2025` are two topics.
        if guess and re.sub("[0-9]", "", guess[0]) != re.sub("[0-9]", "", record.topic):
            message = f"emnet «{record.topic}» ligner et andet emne, som flere oplysninger har"
            yield entry.at("topic").diagnostic("emne", message, guess[0])


def sources_are_cited(reading: Reading) -> Iterator[Diagnostic]:
    if reading.unread:
        return
    cited = {id_ for entry in reading.all_entries() for kind, id_, _ in _references(entry.raw) if kind == "sources"}
    for entry in reading.entries["sources"]:
        if entry.id and entry.id not in cited:
            yield entry.at("id").diagnostic("ubrugt-kilde", f"ingen oplysning henviser til kilden «{entry.id}»")


def sources_have_one_link(reading: Reading) -> Iterator[Diagnostic]:
    for entry, record in reading.records("sources"):
        if record.url and record.http_url:
            yield entry.at_key("http_url").diagnostic("to-links", "kilden har allerede et link med https; slet http_url")


# --- Partnerships ---------------------------------------------------------------------------------


def partnerships_name_their_partners(reading: Reading) -> Iterator[Diagnostic]:
    for entry, record in reading.records("partnerships"):
        if record.participation and not (record.culture_school and record.special_school):
            missing = "special_school" if record.culture_school else "culture_school"
            message = f"når der er tal for deltagelse, skal {missing} også stå der"
            yield entry.at_key("participation").diagnostic("deltagelse", message)
        elif not (record.culture_school or record.special_school):
            yield entry.at().diagnostic("deltagelse", "samarbejdet mangler både culture_school og special_school")


def partnerships_stand_once(reading: Reading) -> Iterator[Diagnostic]:
    partners = (
        ((record.municipality, record.year.year, record.culture_school, record.special_school), entry, ())
        for entry, record in reading.records("partnerships")
    )
    for _, place, line in _repeats(partners):
        message = f"samarbejdet har samme kommune, år og steder som det i linje {line}"
        yield place.diagnostic("dobbelt-samarbejde", message)


# --- Children cannot be found ---------------------------------------------------------------------

_FEW = r"(?:[1-4]|én|en|et|ét|to|tre|fire)"
_CHILD = r"(?:elev|barn|børn|dreng|pige|deltager)"
_FEW_CHILDREN = re.compile(rf"\b{_FEW}\s+(?:\w+\s+)?{_CHILD}", re.IGNORECASE)
_TELLING = re.compile(r"\bsolo|\balene\b|\bklasse|\bårgang|\bårig|\bhold\b|\bdreng|\bpige", re.IGNORECASE)


def _suppressed(reading: Reading) -> Iterator[tuple[Entry, Partnership]]:
    """The partnerships whose count of pupils is hidden."""
    for entry, record in reading.records("partnerships"):
        if record.participation and record.participation.pupils.suppressed:
            yield entry, record


def nothing_tells_who_the_few_were(reading: Reading) -> Iterator[Diagnostic]:
    """Beside `under 5` stands no class, age, group or format, and no note with numbers in it."""
    beside = "må ikke stå ved siden af «under 5», for det kan pege på et bestemt barn; slet linjen"
    for entry, record in _suppressed(reading):
        for field in ("groups", "classes", "ages"):
            if getattr(record.participation, field) is not None:
                yield entry.at_key("participation", field).diagnostic("skjult-tal", f"feltet «{field}» {beside}")
        if record.format:
            yield entry.at_key("format").diagnostic("skjult-tal", f"feltet «format» {beside}")
        if record.note and _tells(record.note):
            message = "bemærkningen ved «under 5» må ikke rumme tal, hold, klasse eller alder"
            yield entry.at("note").diagnostic("skjult-tal", message)


def _tells(note: str) -> bool:
    """Whether a note says anything about how many or who; years and the words `under 5` do not."""
    rest = re.sub(r"(?i)\bunder (?:5|fem)\b|\b(?:19|20)[0-9]{2}\b", "", note)
    return bool(re.search(r"[0-9]", rest) or _FEW_CHILDREN.search(rest) or _TELLING.search(rest))


def no_text_tells_how_few(reading: Reading) -> Iterator[Diagnostic]:
    """No text that names a school with a hidden count says in words how many children there were."""
    schools = {record.special_school for _, record in _suppressed(reading) if record.special_school}
    if not schools:
        return
    for entry in reading.all_entries():
        for path, text in _texts(entry.raw):
            if _FEW_CHILDREN.search(text) and any(school in text for school in schools):
                message = "teksten siger, hvor få elever der var med på en skole, hvor tallet er skjult"
                yield entry.at(*path).diagnostic("lille-elevtal", message, "under 5 elever")


def no_figure_counts_the_few_at_a_school(reading: Reading) -> Iterator[Diagnostic]:
    schools = {record.special_school for _, record in reading.records("partnerships") if record.special_school}
    for entry, figure in reading.records("figures"):
        few = figure.value is not None and 0 < figure.value < SMALLEST_SHOWN and _counts_children(figure)
        if few and any(school in f"{figure.label} {figure.text}" for school in schools):
            message = "et elevtal under 5 på en skole må ikke skrives, for det kan pege på et bestemt barn"
            yield entry.at("value").diagnostic("lille-elevtal", message)


def no_correction_tells_a_hidden_count(reading: Reading) -> Iterator[Diagnostic]:
    """A correction on the page of a municipality with a hidden count does not say the count that was hidden."""
    pages = {f"/kommuner/{record.municipality}/" for _, record in _suppressed(reading)}
    for entry, record in reading.records("changes"):
        for field in ("said", "says"):
            if record.address in pages and re.fullmatch(rf"(?i){_FEW}(?: {_CHILD}\w*)?", getattr(record, field) or ""):
                message = "rettelsen siger et elevtal, der er skjult på siden; slet linjen, eller skriv: under 5"
                yield entry.at(field).diagnostic("lille-elevtal", message)


def _texts(raw: Any, path: Path_ = ()) -> Iterator[tuple[Path_, str]]:
    """Every text in a record long enough to be a sentence, with its path."""
    for step, value in raw.items() if isinstance(raw, dict) else enumerate(raw):
        if isinstance(value, str):
            if len(value) > 12:
                yield (*path, step), value
        else:
            yield from _texts(value, (*path, step))


# --- Headlines and totals -------------------------------------------------------------------------

MOST_HIDDEN = SMALLEST_SHOWN - 1  # a hidden count is one of 1 to this


@dataclass(frozen=True)
class Counted:
    """What the table gives: the visible sum, and in how many places a count is hidden."""

    visible: int
    hidden: int = 0

    @property
    def least(self) -> int:
        return self.visible + self.hidden

    @property
    def most(self) -> int:
        return self.visible + MOST_HIDDEN * self.hidden


Took = list[tuple[Partnership, Participation]]

COUNTS: dict[str, tuple[str, Callable[[Took], Counted]]] = {
    "pupils": (
        "elever",
        lambda took: Counted(
            sum(one.pupils.at_least for _, one in took), sum(1 for _, one in took if one.pupils.suppressed)
        ),
    ),
    "teachers": (
        "undervisere, lærere og pædagoger",
        lambda took: Counted(sum(one.culture_teachers + one.special_teachers for _, one in took)),
    ),
    "culture-teachers": (
        "undervisere fra kulturskoler",
        lambda took: Counted(sum(one.culture_teachers for _, one in took)),
    ),
    "special-schools": (
        "specialtilbud",
        lambda took: Counted(len({(record.municipality, record.special_school) for record, _ in took})),
    ),
    "culture-schools": (
        "kulturskoler",
        lambda took: Counted(len({(record.municipality, record.culture_school) for record, _ in took})),
    ),
}


def _took_part(reading: Reading, year: int) -> Took:
    """The partnerships of a year that have counts, with these."""
    return [
        (record, record.participation)
        for _, record in reading.records("partnerships")
        if record.participation and record.year.year == year
    ]


def headlines_agree_with_the_table(reading: Reading) -> Iterator[Diagnostic]:
    if not reading.is_complete("partnerships"):
        return
    for entry, figure in reading.records("figures"):
        if figure.sums is None or figure.value is None:
            continue
        if not re.fullmatch(r"(?:19|20)[0-9]{2}", figure.period or ""):
            message = 'et tal med sums skal have ét år i period, for eksempel "2024"'
            yield (entry.at("period") if figure.period else entry.at_key("sums")).diagnostic("hovedtal", message)
            continue
        took = _took_part(reading, int(figure.period or 0))
        if not took:
            yield entry.at("period").diagnostic("hovedtal", f"ingen samarbejder fra {figure.period} har tal for deltagelse")
            continue
        what, count = COUNTS[figure.sums]
        counted = count(took)
        if not _agrees(figure, counted) and not _gives_away(figure, counted):
            total = f"mindst {counted.visible}" if counted.hidden else str(counted.visible)
            written = f"{figure.qualifier} {figure.value}" if figure.qualifier else str(figure.value)
            message = f"«{written}» passer ikke med partnerships.yml, som giver {total} {what} i {figure.period}"
            exact = str(counted.visible) if not counted.hidden and not figure.qualifier else None
            yield entry.at("value").diagnostic("hovedtal", message, exact)


def _agrees(figure: Figure, counted: Counted) -> bool:
    """Whether a headline is true to its table. Where counts are hidden, each is taken for one."""
    value, total = figure.value or Decimal(0), counted.least
    if figure.upper is not None:
        return value <= total <= figure.upper
    match figure.qualifier:
        case None:
            return not counted.hidden and value == total
        case "mere end":
            return value < total <= 2 * value
        case "mindst":
            return value <= total <= 2 * value
        case "godt":
            return value <= total <= value * Decimal("1.1")
        case _:
            return abs(value - total) * 10 <= total


def _gives_away(figure: Figure, counted: Counted) -> bool:
    """Whether a number lets a reader work out a hidden count, or comes closer to it than «under 5» does."""
    if not counted.hidden or figure.value is None:
        return False
    value = figure.value
    if figure.qualifier == "mere end":
        return counted.least <= value < counted.most
    if figure.qualifier == "mindst":
        return counted.least < value <= counted.most
    if figure.qualifier is not None and value % 10 == 0:
        return False
    ends = [value] if figure.upper is None else [value, figure.upper]
    return any(counted.least <= end <= counted.most for end in ends)


def _counts_children(figure: Figure) -> bool:
    return figure.sums == "pupils" or re.match(_CHILD, figure.unit or "", re.IGNORECASE) is not None


def no_total_gives_a_hidden_count_away(reading: Reading) -> Iterator[Diagnostic]:
    """No number of pupils, for all or for one municipality, that minus the visible counts is the hidden one."""
    if not reading.is_complete("partnerships") or not any(True for _ in _suppressed(reading)):
        return
    names = {record.id: record.name for _, record in reading.records("municipalities")}
    for entry, figure in reading.records("figures"):
        if figure.value is None or not _counts_children(figure):
            continue
        for year in sorted({int(year) for year in re.findall(r"(?:19|20)[0-9]{2}", figure.period or "")}):
            took = _took_part(reading, year)
            said = f"{figure.label} {figure.text}"
            about = [id_ for id_, name in names.items() if name in said]
            groups = [took, *([pair for pair in took if pair[0].municipality == id_] for id_ in about)]
            if any(_gives_away(figure, COUNTS["pupils"][1](group)) for group in groups):
                message = "tallet røber et elevtal, der er skjult som «under 5»; brug et rundt tal med et forbehold"
                yield entry.at("value").diagnostic("roeber-tal", message)
                break


def figures_with_words_have_a_value(reading: Reading) -> Iterator[Diagnostic]:
    for entry, figure in reading.records("figures"):
        if figure.value is None:
            for field in ("unit", "qualifier", "upper", "sums"):
                if getattr(figure, field) is not None:
                    message = f"feltet «{field}» hører til et tal; value mangler"
                    yield entry.at_key(field).diagnostic("tal-uden-vaerdi", message)
        elif figure.upper is not None and figure.upper <= figure.value:
            yield entry.at("upper").diagnostic("spaend", "tallet i upper skal være større end tallet i value")


def shares_are_at_most_the_whole(reading: Reading) -> Iterator[Diagnostic]:
    for entry, record in reading.records("municipalities"):
        if record.statistics.share_special > 100:
            yield _too_much(entry.at("statistics", "share_special"), record.statistics.share_special)
    for entry, figure in reading.records("figures"):
        if (figure.unit or "").lower() in {"%", "procent", "pct."}:
            for field in ("value", "upper"):
                share = getattr(figure, field)
                if share is not None and share > 100:
                    yield _too_much(entry.at(field), share)


def _too_much(place: Position, share: Decimal) -> Diagnostic:
    written = str(share).replace(".", ",")
    return place.diagnostic("andel", f"andelen {written} er større end 100 procent; mangler der et komma?")


# --- Time, classes and ages -----------------------------------------------------------------------


def periods_run_forwards(reading: Reading) -> Iterator[Diagnostic]:
    for entry, record in reading.records("municipalities"):
        for field in ("counts_period", "share_period"):
            text = getattr(record.statistics, field)
            yield from _period_diagnostics(entry.at("statistics", field), text)
            if not re.search(r"[0-9]{4}", text):
                yield entry.at("statistics", field).diagnostic("periode", f"perioden «{text}» mangler et årstal")
    for name in ("initiative", "figures"):
        for entry, record in reading.records(name):
            if record.period:
                yield from _period_diagnostics(entry.at("period"), record.period)


def _period_diagnostics(place: Position, period: str) -> Iterator[Diagnostic]:
    """`2020-2023` runs forwards, and a school year with a stroke covers two years that follow each other."""
    for start, sign, end in re.findall(r"([0-9]{4})\s*([-–/])\s*([0-9]{4})", period):
        if int(end) <= int(start):
            yield place.diagnostic("periode", f"perioden «{period}» slutter, før den begynder", f"{end}{sign}{start}")
        elif sign == "/" and int(end) != int(start) + 1:
            message = f"skoleåret «{period}» skal være to år i træk"
            yield place.diagnostic("periode", message, f"{start}/{int(start) + 1}")


YEARS_AHEAD = 5  # how far past this edition a plan may lie before it is taken for a slip of the keys
FIELDS_WITH_YEARS = {
    "municipalities": "joined",
    "partnerships": "year",
    "timeline": "when",
    "training": "when",
    "media_coverage": "published",
    "initiative": "since",
}


def years_are_of_our_time(reading: Reading) -> Iterator[Diagnostic]:
    """No clock is asked, so that the same data always gives the same answer: the edition's own year is."""
    editions = [record.published.year for _, record in reading.records("initiative")]
    latest = max(editions, default=2094) + YEARS_AHEAD
    for name, field in FIELDS_WITH_YEARS.items():
        for entry, record in reading.records(name):
            moment = getattr(record, field)
            if moment is not None and not 2000 <= moment.year <= latest:
                yield entry.at(field).diagnostic("aarstal", f"året {moment.year} ligger for langt fra i dag")


def classes_and_ages_are_those_of_school(reading: Reading) -> Iterator[Diagnostic]:
    for entry, record in reading.records("partnerships"):
        if record.participation:
            yield from _school_diagnostics(entry, record.participation, ("participation",))
    for entry, record in reading.records("formats"):
        yield from _school_diagnostics(entry, record, ())


def _school_diagnostics(entry: Entry, record: Any, path: tuple[str, ...]) -> Iterator[Diagnostic]:
    if record.classes and record.classes.end > 10:
        message = f"klassetrinnet {record.classes} findes ikke; klasser går fra 0 til 10"
        yield entry.at(*path, "classes").diagnostic("klassetrin", message)
    if record.ages and not (record.ages.start >= 5 and record.ages.end <= 25):
        yield entry.at(*path, "ages").diagnostic("alder", f"alderen {record.ages} kan ikke passe; skolebørn er 5 til 25 år")


# --- Changes --------------------------------------------------------------------------------------


def corrections_say_what_is_right_now(reading: Reading) -> Iterator[Diagnostic]:
    """What stood there before is left out where it was personal; what stands there now is always said."""
    for entry, record in reading.records("changes"):
        if record.kind == "rettelse" and not record.says:
            yield entry.at_key("kind").diagnostic("rettelse", "en rettelse skal fortælle, hvad der nu står, i feltet «says»")
        if record.said and record.said == record.says:
            yield entry.at("says").diagnostic("rettelse", "said og says er ens, så intet er rettet")


# --- Order ----------------------------------------------------------------------------------------


def records_stand_in_order(reading: Reading) -> Iterator[Diagnostic]:
    for name, kind in KINDS.items():
        if kind.sort_key is None:
            continue
        entries = [entry for entry, _ in reading.records(name)]
        keys = [kind.sort_key(entry.record) for entry in entries]
        in_order = sorted(range(len(keys)), key=lambda number: keys[number])
        before = dict(zip(in_order[1:], in_order, strict=False))
        settled = _longest_run(keys)
        for number, entry in enumerate(entries):
            if number not in settled:
                where = f"lige efter «{entries[before[number]].id}»" if number in before else "øverst i filen"
                message = f"posten «{entry.id}» står ikke i rækkefølge; den hører til {where}"
                yield entry.at("id").diagnostic("raekkefoelge", message)


def _longest_run(keys: list[Any]) -> set[int]:
    """The largest set of records that stand in order already, so that only the misplaced ones are named.

    Of two that could each be the misplaced one, the upper stays: a new record mostly comes below. So the
    search runs from the end upwards, on the places that the keys have in order.
    """
    ranked = sorted(keys)
    ends: list[int] = []
    last: list[int] = []
    before: dict[int, int | None] = {}
    for number in reversed(range(len(keys))):
        rank = -bisect_left(ranked, keys[number])
        place = bisect_right(ends, rank)
        before[number] = last[place - 1] if place else None
        ends[place : place + 1] = [rank]
        last[place : place + 1] = [number]
    run: set[int] = set()
    step = last[-1] if last else None
    while step is not None:
        run.add(step)
        step = before[step]
    return run


# --- All of them ----------------------------------------------------------------------------------

RULES: tuple[Callable[[Reading], Iterable[Diagnostic]], ...] = (
    ids_are_unique,
    municipalities_have_their_own_names,
    municipality_codes_are_official_and_unique,
    tiles_lie_apart,
    short_addresses_are_free,
    words_are_explained_once,
    references_lead_somewhere,
    changes_lead_to_municipalities,
    topics_are_not_misspelt,
    sources_are_cited,
    sources_have_one_link,
    partnerships_name_their_partners,
    partnerships_stand_once,
    nothing_tells_who_the_few_were,
    no_text_tells_how_few,
    no_figure_counts_the_few_at_a_school,
    no_correction_tells_a_hidden_count,
    headlines_agree_with_the_table,
    no_total_gives_a_hidden_count_away,
    figures_with_words_have_a_value,
    shares_are_at_most_the_whole,
    periods_run_forwards,
    years_are_of_our_time,
    classes_and_ages_are_those_of_school,
    corrections_say_what_is_right_now,
    records_stand_in_order,
)


def diagnostics_in(reading: Reading) -> list[Diagnostic]:
    """Every diagnostic between records."""
    return [diagnostic for rule in RULES for diagnostic in rule(reading)]
