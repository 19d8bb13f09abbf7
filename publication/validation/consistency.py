"""Rules: the fields of one record fit each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from publication.loading.diagnostics import Diagnostic, Position
from publication.loading.loader import LoadedData
from publication.model import danish
from publication.model.picture_fields import ADULTS
from publication.model.records import School


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
        if one.special_schools and one.participation.school and one.participation.school not in own:
            message = f"samarbejdet »{one.partnership.id}« har ikke dette sted blandt special_schools"
            yield loaded.at("school").diagnostic("deltagelse", message, own[0] if len(own) == 1 else None)


# The sides of a partnership, with the kinds of school that stand there.
_SIDES = {
    "culture_schools": {"kulturinstitution"},
    "special_schools": {"specialtilbud", "dagtilbud"},
}


def schools_stand_on_their_side(data: LoadedData) -> Iterator[Diagnostic]:
    schools = {record.id: record for _, record in data.records("schools")}
    for loaded, record in data.records("partnerships"):
        swapped = False
        for field, kinds in _SIDES.items():
            for place, id_ in enumerate(getattr(record, field)):
                school = schools.get(id_)
                # Where the kind is wrong, that has been said.
                if school and school.kind not in kinds and not _kind_by_name(school):
                    message = f"»{school.name}« er {school.kind} i schools.yml og hører ikke hjemme i {field}; er de byttet om?"
                    yield loaded.at(field, place).diagnostic("byttet-om", message)
                    swapped = True
            if swapped:
                break  # What then is wrong on the other side comes of the same slip.


# What the names of schools of the one kind have in them and those of the other have not.
_CULTURE_SCHOOL = re.compile(r"(?i)(?:musik|kultur|billed|billedkunst|kunst|danse?|drama|teater|ballet)skole[nrs]*\b")
# A special school may be named after the museum beside it.
_MUSEUM = re.compile(r"(?i)^(?!.*skole).*muse(?:ums?|et)\b")
_SPECIAL = re.compile(r"(?i)special(?:skole|tilbud|klasse|center|undervisning)|heldagsskole|behandlingsskole")


def kinds_of_school_fit_their_names(data: LoadedData) -> Iterator[Diagnostic]:
    for loaded, record in data.records("schools"):
        if other := _kind_by_name(record):
            message = f"»{record.name}« lyder ikke som slagsen {record.kind}"
            yield loaded.at("kind").diagnostic("byttet-om", message, other)


def _kind_by_name(school: School) -> str | None:
    """The kind that a school's name tells, where it is another one than it has."""
    culture = bool(_CULTURE_SCHOOL.search(school.name) or _MUSEUM.search(school.name))
    special = bool(_SPECIAL.search(school.name))
    if culture and not special and school.kind in {"specialtilbud", "dagtilbud"}:
        return "kulturinstitution"
    return "specialtilbud" if special and not culture and school.kind == "kulturinstitution" else None


def merged_schools_end_somewhere(data: LoadedData) -> Iterator[Diagnostic]:
    into = {record.id: record.merged_into for _, record in data.records("schools")}
    told: set[str] = set()
    for loaded, record in data.records("schools"):
        ring, at = {record.id}, record.merged_into
        while at and at not in ring:
            ring.add(at)
            at = into.get(at)
        # One that only leads into a ring is not wrong itself.
        if at == record.id and not told & ring:
            told |= ring
            others = "sig selv" if record.merged_into == record.id else "et, der er lagt sammen med det"
            yield loaded.at("merged_into").diagnostic("sammenlagt", f"stedet er lagt sammen med {others}; slet linjen")


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
                    message = f"feltet »{field}« hører til et tal; value mangler"
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
            message = "en rettelse skal fortælle, hvad der nu står, i feltet »says«"
            yield loaded.at_key("kind").diagnostic("rettelse", message)
        if record.said and record.said == record.says:
            yield loaded.at("says").diagnostic("rettelse", "said og says er ens, så intet er rettet")


def media_can_be_found(data: LoadedData) -> Iterator[Diagnostic]:
    """What has neither a link nor a source can be looked up by where and when it came out."""
    for loaded, record in data.records("media_coverage"):
        if record.url or record.archived or record.source:
            if record.unreachable and not record.url:
                message = "feltet »unreachable« hører til et link; url mangler"
                yield loaded.at_key("unreachable").diagnostic("omtale", message)
        elif record.kind == "netside":
            yield loaded.at().diagnostic("omtale", "en netside skal have et link i feltet »url«")
        elif record.published is None:
            message = "omtalen har hverken link eller kilde; skriv i published, hvornår den kom, så andre kan finde den"
            yield loaded.at().diagnostic("omtale", message)


def pictures_may_be_shown(data: LoadedData) -> Iterator[Diagnostic]:
    for loaded, record in data.records("pictures"):
        if record.shows == ADULTS and not record.consent:
            message = "billedet viser voksne; skriv dagen, de gav skriftligt samtykke, i feltet consent"
            yield loaded.at("shows").diagnostic("billede-lov", message)
        elif not (record.licence or record.consent):
            message = "skriv billedets licens, eller dagen, fotografen gav lov til at vise det, i feltet consent"
            yield loaded.at("photographer").diagnostic("billede-lov", message)
