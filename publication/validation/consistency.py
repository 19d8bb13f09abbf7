"""Rules: the fields of one record fit each other."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from publication.loading.diagnostics import Diagnostic, Position
from publication.loading.loader import LoadedData


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
