"""Rule: no text in `data/` tells how few pupils of a school there were, or who one of them was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from publication.loading.diagnostics import Diagnostic, Position
from publication.loading.kept_editions import KeptEdition
from publication.loading.loader import LoadedData, LoadedRecord
from publication.model.attendance import Attendance, attendances
from publication.model.fields import FieldPath, field_at, walk
from publication.model.kinds import Publication
from publication.model.records import School
from publication.small_counts.detector import About, FindKind, finds, may_tell, nearby
from publication.small_counts.folding import fold
from publication.small_counts.schools import Schools
from publication.small_counts.vocabulary import ADULTS
from publication.validation.same_pupils import hidden_anywhere

_HIDDEN_BESIDE = frozenset({"groups", "format"})
_NOTES = frozenset({"note", "page"})
_SIX_DIGITS = re.compile(r"(?:\d\W{0,2}?){6}|[cC][pP][rR]|[^\x00-\x7f]\d|&#")
_A_PAGE = re.compile(r"/kommuner/([a-z0-9-]+)/(?:#.*)?")
MESSAGES: dict[FindKind, tuple[str, str]] = {
    "count": ("lille-elevtal", "teksten siger et elevtal under 5 på en skole, og det kan pege på et bestemt barn"),
    "child": ("enkelt-barn", "teksten kan pege på et bestemt barn; skriv uden navn, køn, alder, klasse og fødselsdag"),
    "cpr": ("cpr-nummer", "teksten ser ud til at rumme et CPR-nummer, og det må aldrig skrives her; slet det"),
}


# The kinds of place whose children are protected.
_PROTECTED = {"specialtilbud", "dagtilbud"}


def _protected(told: Iterable[tuple[Iterable[School], Iterable[Attendance]]]) -> Iterator[tuple[str, bool, str]]:
    """The name of each protected school, former ones too, whether a count of its pupils is hidden, and where it is.

    `told` are the schools and the counts of each edition: what is hidden in one is hidden in all.
    """
    editions = [(list(schools), [one for one in took_part if one.hidden]) for schools, took_part in told]
    hidden = {school.id for _, suppressed in editions for one in suppressed for school in one.special_schools}
    for schools, suppressed in editions:
        for one in suppressed:
            # The count stands on the partnership's page, wherever the school lies.
            yield from ((school.name, True, one.municipality or "") for school in one.special_schools)
        for school in schools:
            if school.kind in _PROTECTED or school.id in hidden:
                for name in (school.name, *school.former_names):
                    yield name, school.id in hidden, school.municipality or ""


def protected_names(data: LoadedData) -> list[tuple[str, bool, str]]:
    told = (
        ((record for _, record in edition.records("schools")), (one for _, one in edition.attendances))
        for edition in data.told
    )
    return list(_protected(told))


def protected_schools(publication: Publication, kept: Iterable[KeptEdition] = ()) -> Schools:
    """The schools whose pupils are protected, in a publication and in its kept editions."""
    told = [publication, *(one.publication for one in kept if one.publication)]
    return Schools.of(
        _protected((one.schools, attendances(one.schools, one.partnerships, one.participations)) for one in told)
    )


def diagnostic(position: Position, kind: FindKind, hidden: bool = False) -> Diagnostic:
    """What is said of a find; it never repeats what the text says."""
    if kind == "count" and hidden:
        message = "teksten siger, hvor få elever der var med på en skole, hvor tallet er skjult"
        return position.diagnostic("lille-elevtal", message, "under 5 elever")
    return position.diagnostic(*MESSAGES[kind])


def no_text_tells_too_much(data: LoadedData) -> Iterator[Diagnostic]:
    """No text of any record, its id included, gives a small count away; a CPR number stands nowhere."""
    schools = Schools.of(protected_names(data))
    hidden = _records_beside_hidden_counts(data)
    for alike in _alike(data):
        loaded = alike[0]
        texts = list(_texts(loaded))
        if not any(may_tell(text) for _, text in texts):
            continue
        is_hidden = (loaded.kind.name, loaded.id) in hidden
        about = About.HIDDEN if is_hidden else _about(loaded, [text for _, text in texts], schools)
        for path, text in texts:
            of_field = About.NOTE if is_hidden and path[-1] in _NOTES else _about_field(loaded, path, texts, about)
            if not may_tell(text, of_field) or (path[-1] in _HIDDEN_BESIDE and is_hidden):
                continue
            if found := next((one for one in finds(text, schools, of_field) if one.kind != "cpr"), None):
                yield from (_said(one, path, found.kind, of_field, schools, text) for one in alike)


def _alike(data: LoadedData) -> Iterable[list[LoadedRecord]]:
    """The records of every edition, those together that say the same: most do not change from year to year."""
    found: dict[tuple[str, str], list[LoadedRecord]] = {}
    for edition in data.told:
        for loaded in edition.all_records():
            found.setdefault((loaded.kind.name, repr(loaded.raw)), []).append(loaded)
    return found.values()


def no_text_holds_a_cpr_number(data: LoadedData) -> Iterator[Diagnostic]:
    """Not in any field, whatever it is meant for."""
    nobody = Schools(frozenset(), frozenset())
    for alike in _alike(data):
        for path, text in walk(alike[0].raw):
            if (
                isinstance(text, str)
                and _SIX_DIGITS.search(text)
                and any(find.kind == "cpr" for find in finds(text, nobody))
            ):
                yield from (diagnostic(loaded.at(*path), "cpr") for loaded in alike)


def _texts(loaded: LoadedRecord) -> Iterator[tuple[FieldPath, str]]:
    """Every text that somebody wrote in a record, ids with their words apart. What has a type of its own is no text."""
    for path, text in walk(loaded.raw):
        known = field_at(loaded.kind.model, path)
        if not isinstance(text, str) or (known and (known.refers_to or known.choices or known.type is not str)):
            continue
        if path[-1] == "id" or path[0] == "redirects":
            yield path, re.sub(r"(?<!\d)-|-(?!\d)", " ", text)
        elif not re.match(r"https?://", text):
            yield path, text


def _records_beside_hidden_counts(data: LoadedData) -> set[tuple[str, str]]:
    """The records of any edition, as (kind, id), that tell of the very pupils whose count is hidden."""
    return {
        record
        for _, loaded, one in hidden_anywhere(data)
        for record in (("participations", loaded.id), ("partnerships", one.partnership.id))
    }


def _about(loaded: LoadedRecord, texts: list[str], schools: Schools) -> About:
    """What a whole record is about: a school that any of its fields names, or the page that a correction is of."""
    named = nearby(texts, schools)
    page = _A_PAGE.fullmatch(str(loaded.raw.get("address", "")))
    if named is About.NOTHING and page and page[1] in schools.municipalities:
        return About.HOME
    return named


def _about_field(loaded: LoadedRecord, path: FieldPath, texts: list[tuple[FieldPath, str]], about: About) -> About:
    if loaded.kind.name == "changes" and path[-1] in {"said", "says"} and about is not About.NOTHING:
        rest = fold(" ".join(text for _, text in texts)).text
        return about if re.search(ADULTS, rest) and "elev" not in rest else About.COUNT
    return About.COUNT if path[-1] == "groups" and about >= About.SCHOOL else about


def _said(
    loaded: LoadedRecord, path: FieldPath, kind: FindKind, about: About, schools: Schools, text: str
) -> Diagnostic:
    if about is About.NOTE and path[-1] == "note":
        message = "bemærkningen ved »under 5« må ikke rumme tal, hold, klasse eller alder"
        return loaded.at(*path).diagnostic("skjult-tal", message)
    page = _A_PAGE.fullmatch(str(loaded.raw.get("address", "")))
    named = schools.names_hidden(fold(text).text)
    if kind == "count" and about is About.COUNT and page and page[1] in schools.municipalities and not named:
        message = "rettelsen siger et elevtal, der er skjult på siden; slet linjen, eller skriv: under 5"
        return loaded.at(*path).diagnostic("lille-elevtal", message)
    return diagnostic(loaded.at(*path), kind, named or about is About.HIDDEN)
