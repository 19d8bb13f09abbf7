"""Rules: the fields of one record fit each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from publication.loading.diagnostics import Diagnostic, Position
from publication.loading.loader import LoadedData
from publication.model import danish


def sources_have_one_link(data: LoadedData) -> Iterator[Diagnostic]:
    for loaded, record in data.records("sources"):
        if record.url and record.http_url:
            message = "kilden har allerede et link med https; slet http_url"
            yield loaded.at_key("http_url").diagnostic("to-links", message)


def partnerships_name_their_partners(data: LoadedData) -> Iterator[Diagnostic]:
    counted = {one.partnership.id for _, one in data.attendances if one.pupils is not None}
    for loaded, record in data.records("partnerships"):
        if record.id in counted and not (record.culture_schools and record.special_schools):
            missing = "special_schools" if record.culture_schools else "culture_schools"
            message = f"når der er tal for deltagelse, skal {missing} også stå der"
            yield loaded.at().diagnostic("deltagelse", message)
        elif not (record.culture_schools or record.special_schools):
            yield loaded.at().diagnostic("deltagelse", "samarbejdet mangler både culture_schools og special_schools")


def participations_are_of_a_school_of_the_partnership(data: LoadedData) -> Iterator[Diagnostic]:
    for loaded, one in data.attendances:
        own = one.partnership.special_schools
        if one.participation.school and one.participation.school not in own:
            message = f"samarbejdet «{one.partnership.id}» har ikke dette sted blandt special_schools"
            yield loaded.at("school").diagnostic("deltagelse", message, own[0] if len(own) == 1 else None)


# The sides of a partnership, with the kinds of school that stand there.
_SIDES = {
    "culture_schools": {"kulturinstitution"},
    "special_schools": {"specialtilbud", "dagtilbud"},
}


def schools_stand_on_their_side(data: LoadedData) -> Iterator[Diagnostic]:
    schools = {record.id: record for _, record in data.records("schools")}
    for loaded, record in data.records("partnerships"):
        for field, kinds in _SIDES.items():
            for place, id_ in enumerate(getattr(record, field)):
                school = schools.get(id_)
                if school and school.kind not in kinds:
                    message = f"«{school.name}» er {school.kind} i schools.yml og hører ikke til i {field}; er de byttet om?"
                    yield loaded.at(field, place).diagnostic("byttet-om", message)


# What the names of schools of the one kind have in them and those of the other have not.
_CULTURE_SCHOOL = re.compile(r"(?i)(?:musik|kultur|billed|billedkunst|kunst|danse?|drama|teater|ballet)skole[nrs]*\b")
_SPECIAL = re.compile(r"(?i)special(?:skole|tilbud|klasse|center|undervisning)|heldagsskole|behandlingsskole")


def kinds_of_school_fit_their_names(data: LoadedData) -> Iterator[Diagnostic]:
    for loaded, record in data.records("schools"):
        culture, special = bool(_CULTURE_SCHOOL.search(record.name)), bool(_SPECIAL.search(record.name))
        wrong = culture != special and record.kind == ("specialtilbud" if culture else "kulturinstitution")
        if wrong:
            other = "kulturinstitution" if culture else "specialtilbud"
            message = f"«{record.name}» ligner ikke slagsen {record.kind}; er den {other}?"
            yield loaded.at("kind").diagnostic("byttet-om", message, other)


def merged_schools_end_somewhere(data: LoadedData) -> Iterator[Diagnostic]:
    into = {record.id: record.merged_into for _, record in data.records("schools")}
    for loaded, record in data.records("schools"):
        seen, at = {record.id}, record.merged_into
        while at and at not in seen:
            seen.add(at)
            at = into.get(at)
        if at:
            yield loaded.at("merged_into").diagnostic("sammenlagt", "stederne er lagt sammen med hinanden i ring")


def counts_and_shares_belong_together(data: LoadedData) -> Iterator[Diagnostic]:
    """The share is of other years than the counts, so it may differ, but not by as much as a misplaced comma."""
    for loaded, record in data.records("statistics"):
        general, special, share = record.pupils_general, record.pupils_special, record.share_special
        if special >= general:
            message = f"der kan ikke være {special} elever i special og {general} i almen; er tallene byttet om?"
            yield loaded.at("pupils_general").diagnostic("byttet-om", message)
        elif share <= 100 and not _possible(share, counted := Decimal(100 * special) / (general + special)):
            moved = [share / 10, share * 10, share / 100, share * 100]
            likely = next((one for one in moved if counted * 2 / 3 <= one <= counted * 3 / 2), None)
            given, about = danish.number(share), danish.number(round(counted, 1))
            message = (
                f"andelen {given} passer ikke med elevtallene, som giver omkring {about} procent; ret det, der er galt"
            )
            suggestion = danish.number(likely.normalize()) if likely else None
            yield loaded.at("share_special").diagnostic("andel", message, suggestion)


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
    for loaded, record in data.records("statistics"):
        if record.share_special > 100:
            yield _too_much(loaded.at("share_special"), record.share_special)
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
