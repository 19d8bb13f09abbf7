"""Rules: the fields of one record fit each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from publication.loading.diagnostics import Diagnostic, Position
from publication.loading.loader import LoadedData
from publication.model import danish
from publication.model.records import Partnership


def sources_have_one_link(data: LoadedData) -> Iterator[Diagnostic]:
    for loaded, record in data.records("sources"):
        if record.url and record.http_url:
            message = "kilden har allerede et link med https; slet http_url"
            yield loaded.at_key("http_url").diagnostic("to-links", message)


def partnerships_name_their_partners(data: LoadedData) -> Iterator[Diagnostic]:
    for loaded, record in data.records("partnerships"):
        if record.participation and not (record.culture_school and record.special_school):
            missing = "special_school" if record.culture_school else "culture_school"
            message = f"når der er tal for deltagelse, skal {missing} også stå der"
            yield loaded.at_key("participation").diagnostic("deltagelse", message)
        elif not (record.culture_school or record.special_school):
            yield loaded.at().diagnostic("deltagelse", "samarbejdet mangler både culture_school og special_school")


# What the names of the schools of the one kind have in them and those of the other have not.
_CULTURE_SCHOOL = re.compile(r"(?i)(?:musik|kultur|billed|billedkunst|kunst|danse?|drama|teater|ballet)skole[nrs]*\b")
_MUSEUM = re.compile(r"(?i)muse(?:ums?|et)\b")
_SPECIAL = re.compile(r"(?i)special(?:skole|tilbud|klasse|center|undervisning)|heldagsskole|behandlingsskole")


def _is_culture(name: str) -> bool:
    return bool(_CULTURE_SCHOOL.search(name) or _MUSEUM.search(name))


def field_of_other_kind(record: Partnership) -> str | None:
    """The field whose name tells that it belongs in the other: a culture school among special schools, or the reverse."""
    culture, special = record.culture_school or "", record.special_school or ""
    # A special school may be named after the museum beside it.
    beside = _MUSEUM.search(special) and _is_culture(culture)
    if _is_culture(special) and not _SPECIAL.search(special) and not beside:
        return "special_school"
    return "culture_school" if _SPECIAL.search(culture) and not _is_culture(culture) else None


def culture_and_special_are_not_swapped(data: LoadedData) -> Iterator[Diagnostic]:
    for loaded, record in data.records("partnerships"):
        if field := field_of_other_kind(record):
            name = getattr(record, field)
            message = f"«{name}» ligner ikke noget til {field}; er culture_school og special_school byttet om?"
            yield loaded.at(field).diagnostic("byttet-om", message)


def counts_and_shares_belong_together(data: LoadedData) -> Iterator[Diagnostic]:
    """The share is of other years than the counts, so it may differ, but not by as much as a misplaced comma."""
    for loaded, record in data.records("municipalities"):
        general, special = record.statistics.pupils_general, record.statistics.pupils_special
        share = record.statistics.share_special
        if special >= general:
            message = f"der kan ikke være {special} elever i special og {general} i almen; er tallene byttet om?"
            yield loaded.at("statistics", "pupils_general").diagnostic("byttet-om", message)
        elif share <= 100 and not _possible(share, counted := Decimal(100 * special) / (general + special)):
            moved = [share / 10, share * 10, share / 100, share * 100]
            likely = next((one for one in moved if counted * 2 / 3 <= one <= counted * 3 / 2), None)
            given, about = danish.number(share), danish.number(round(counted, 1))
            message = (
                f"andelen {given} passer ikke med elevtallene, som giver omkring {about} procent; ret det, der er galt"
            )
            suggestion = danish.number(likely.normalize()) if likely else None
            yield loaded.at("statistics", "share_special").diagnostic("andel", message, suggestion)


def _possible(share: Decimal, counted: Decimal) -> bool:
    """Whether a municipality with the one share in one year may have the other over some years around it."""
    return counted / 3 - 1 <= share <= counted * 3 + 1


def figures_with_words_have_a_value(data: LoadedData) -> Iterator[Diagnostic]:
    for loaded, figure in data.records("figures"):
        if figure.value is None:
            for field in ("unit", "qualifier", "upper", "sums"):
                if getattr(figure, field) is not None:
                    message = f"feltet «{field}» hører til et tal; value mangler"
                    yield loaded.at_key(field).diagnostic("tal-uden-vaerdi", message)
        elif figure.upper is not None and figure.upper <= figure.value:
            yield loaded.at("upper").diagnostic("spaend", "tallet i upper skal være større end tallet i value")


def shares_are_at_most_the_whole(data: LoadedData) -> Iterator[Diagnostic]:
    for loaded, record in data.records("municipalities"):
        if record.statistics.share_special > 100:
            yield _too_much(loaded.at("statistics", "share_special"), record.statistics.share_special)
    for loaded, figure in data.records("figures"):
        if (figure.unit or "").lower() in {"%", "procent", "pct."}:
            for field in ("value", "upper"):
                share = getattr(figure, field)
                if share is not None and share > 100:
                    yield _too_much(loaded.at(field), share)


def _too_much(position: Position, share: Decimal) -> Diagnostic:
    written = str(share).replace(".", ",")
    return position.diagnostic("andel", f"andelen {written} er større end 100 procent; mangler der et komma?")


def corrections_say_what_is_right_now(data: LoadedData) -> Iterator[Diagnostic]:
    """`said` may be missing, because what is removed may be personal, but `says` may not."""
    for loaded, record in data.records("changes"):
        if record.kind == "rettelse" and not record.says:
            message = "en rettelse skal fortælle, hvad der nu står, i feltet «says»"
            yield loaded.at_key("kind").diagnostic("rettelse", message)
        if record.said and record.said == record.says:
            yield loaded.at("says").diagnostic("rettelse", "said og says er ens, så intet er rettet")
