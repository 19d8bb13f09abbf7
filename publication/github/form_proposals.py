"""A filled-in issue form as a change of the files in `data/`.

The text of a form is data all the way: it is cut at the headings that the form itself has,
read by the types of the fields, written as YAML by a program, and read again by the check.
"""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from pydantic_core import PydanticCustomError

from publication.github import form_schools, mailed_forms, messages
from publication.github.issue_forms import Form, Question, forms, mail_form
from publication.loading import writer
from publication.loading.kept_editions import kept_editions
from publication.loading.loader import LoadedData, LoadedRecord, load
from publication.model.fields import FieldPath, ModelField, field_at, title_of, walk
from publication.model.kinds import KINDS
from publication.model.queries import Queries
from publication.model.records import Participation, Statistics
from publication.model.types import SMALLEST_SHOWN, PupilCount, slug
from publication.small_counts.detector import finds, nearby
from publication.validation.checking import examine
from publication.validation.small_counts import protected_schools
from publication.web import permalinks

LARGEST = 100_000  # characters; GitHub's own limit is 65,536
# What GitHub writes where somebody left a box empty.
_NO_ANSWER = {"_No response_", "None"}


class Unclear(Exception):
    """A filled-in form that cannot become data; the text says why, in Danish."""


class Proposal(NamedTuple):
    """What a form means for the files: their new texts by kind, and a title for the pull request."""

    texts: dict[str, str]
    title: str


def proposal(body: str, data: Path, today: dt.date) -> Proposal:
    """The files of `data` as the form asks for them. Raises `Unclear`.

    The new values are written down as they are, and the check says what is wrong with them; but what tells of single
    pupils is not written at all.
    """
    form, given = answers(body)
    loaded = load(data)
    if loaded.publication is None:
        raise Unclear("der er fejl i data, og de skal rettes først")
    schools = protected_schools(loaded.publication, kept_editions(data.parent))
    about = nearby(list(given.values()), schools)
    if any(find for text in given.values() for find in finds(text, schools, about, markup=True)):
        raise Unclear(_TELLS)
    made = _added(form, given, loaded, data) if form.kind else _corrected(given, loaded, data, today)
    # A correction to `under 5` leaves beside it what is public already, and the check asks a person to take it away.
    if _tells(made.texts, data, _CODES | {"skjult-tal"} if form.kind else _CODES):
        raise Unclear(_TELLS)
    return made


_TELLS = (
    "teksten siger måske, hvor få elever der var på en skole, eller hvem en af dem var, og så må den ikke lægges frem. "
    "Slet den, og læs »Når et tal er sluppet ud«"
)
_CODES = frozenset({"lille-elevtal", "enkelt-barn", "cpr-nummer", "skjult-og-vist"})


def _tells(texts: Mapping[str, str], data: Path, codes: frozenset[str]) -> bool:
    """Whether the check would say of the new files that they tell of single pupils."""
    with TemporaryDirectory() as folder:
        copy = Path(shutil.copytree(data, Path(folder) / data.name))
        for edition in kept_editions(data.parent):
            shutil.copytree(edition.data, Path(folder) / edition.named / "data")
        for kind, text in texts.items():
            (copy / f"{kind}.yml").write_text(text, encoding="utf-8")
        return any(diagnostic.code in codes for diagnostic in examine(copy)[1])


def _refuse_few(field: ModelField | None, text: str) -> None:
    """Raise `Unclear` for a count of pupils that is or may be under 5 and is not said so, whatever way it is written."""
    large = any(int(number) >= SMALLEST_SHOWN for number in re.findall(r"[0-9]{1,9}", text))
    if field and field.type is PupilCount and not large and not re.fullmatch(r"(?i)\s*under\s5\s*", text):
        raise Unclear(_TELLS)


def answers(body: str) -> tuple[Form, dict[str, str]]:
    """Which form a text is, and the answer to each question by its id. Raises `Unclear`."""
    if len(body) > LARGEST:
        raise Unclear("teksten er for lang")
    lines = body.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    headings = {number: line[4:].strip() for number, line in enumerate(lines) if line.startswith("### ")}
    for form in (*forms(), mail_form()):
        labels = [question.label for question in form.questions]
        own = [number for number, heading in headings.items() if heading in labels]
        if [headings[number] for number in own] == labels:
            given = ("\n".join(lines[start + 1 : end]).strip() for start, end in pairwise([*own, len(lines)]))
            ids = [question.id for question in form.questions]
            answered = {id_: "" if text in _NO_ANSWER else text for id_, text in zip(ids, given, strict=True)}
            return _mailed(answered["mail"]) if form.takes_mail else (form, answered)
    raise Unclear("overskrifterne er ikke dem, der står i formularen")


def _mailed(text: str) -> tuple[Form, dict[str, str]]:
    found = mailed_forms.answers(text)
    if found is None:
        raise Unclear("linjerne fra mailen begynder ikke med »Formular« og navnet på en formular, der bliver til data")
    form, given = found
    return form, dict(given)


def _added(form: Form, given: Mapping[str, str], loaded: LoadedData, data: Path) -> Proposal:
    """A new record and, where they were described, its counts, and a source and schools that are new too."""
    assert form.kind
    filled: dict[str, dict[str, Any]] = {form.kind: {}}
    for question in form.questions:
        if text := given[question.id]:
            _refuse_few(field_at(KINDS[question.kind].model, question.path), text)
            *groups, name = question.path
            fields = filled.setdefault(question.kind, {})
            for group in groups:
                fields = fields.setdefault(group, {})
            fields[name] = _answer(question, text, loaded)
    record = filled[form.kind]
    if source := filled.get("sources"):
        source["id"] = record["source"] = form_schools.free_id(source.get("title", ""), loaded.ids("sources"))
    words = id_words = record.get("title", "")
    schools: list[dict[str, Any]] = []
    if form.kind == "partnerships":
        try:
            words, schools = form_schools.with_ids(record, loaded)
        except form_schools.Ambiguous as name:
            raise Unclear(f"flere steder hedder »{messages.plain(name, 60)}«, så et menneske må vælge") from None
        id_words = next((record[side][0] for side in form_schools.NAMED_AFTER if record.get(side)), "")
    record["id"] = form_schools.free_id(id_words, loaded.ids(form.kind))
    if counts := filled.get("participations"):
        year = re.search(r"[12][0-9]{3}", counts.get("period", ""))
        id_ = form_schools.free_id(f"{record['id']} {year[0] if year else ''}", loaded.ids("participations"))
        shared = {name: record[name] for name in ("source", "page") if name in record}
        counts |= {"id": id_, "partnership": record["id"]} | shared
    added = {kind: [one] for kind, one in filled.items()} | ({"schools": schools} if schools else {})
    texts = {
        kind: writer.with_records(_read(data, kind), kind, records, loaded.by_kind[kind])
        for kind, records in added.items()
    }
    return Proposal(texts, f"{KINDS[form.kind].one.capitalize()}: {messages.plain(words, 60)}")


def _answer(question: Question, text: str, loaded: LoadedData) -> Any:
    """What a field is filled with: one text or several, and ids where people wrote names; of schools still the names."""
    values = [line.strip("-* ") for line in text.splitlines() if line.strip("-* ")] if question.many else [text]
    if question.refers_to and question.refers_to != "schools":
        values = [_id_of(name, loaded, question.refers_to) for name in values]
    values = [_as_meant(field_at(KINDS[question.kind].model, question.path), value) for value in values]
    return values if question.many else values[0]


# What people write in another way than data has it, and what they mean is beyond doubt: `3. marts 2024`, `gaffa.dk/sang`.
_CONVERTED = frozenset({"dato", "klokkeslaet", "link", "saeson", "spaend"})


def _as_meant(field: ModelField | None, text: str) -> str:
    """A date, an address and their like as data has them; all else as it was written, and the check has its say."""
    if field and field.parse:
        try:
            field.parse(text)
        except PydanticCustomError as error:
            suggestion = (error.context or {}).get("suggestion")
            if error.type in _CONVERTED and suggestion:
                return str(suggestion)
    return text


def _id_of(name: str, loaded: LoadedData, kind: str) -> str:
    """The id of the record with this name or id. Where there is none, an id that the check will not know."""
    wanted = slug(re.sub(r"(?i)\bkommune$", "", name.strip()))
    for record in loaded.by_kind[kind]:
        names = (record.id, *(record.raw.get(field, "") for field in ("name", "title", "short")))
        if wanted in {slug(one) for one in names if isinstance(one, str) and one}:
            return record.id
    return wanted or slug(name) or "ukendt"


def _with_record(kind: str, record: dict[str, Any], loaded: LoadedData, data: Path) -> str:
    return writer.with_record(_read(data, kind), kind, record, loaded.by_kind[kind])


def _read(data: Path, kind: str) -> str:
    return (data / f"{kind}.yml").read_text(encoding="utf-8")


def _corrected(given: Mapping[str, str], loaded: LoadedData, data: Path, today: dt.date) -> Proposal:
    """One value changed where it stands, and the correction listed for readers in changes.yml."""
    page, before, after = _address(given["side"]), _as_in_data(given["staar"]), _as_in_data(given["skal-staa"])
    if re.search(r"/udgaver/20[0-9]{2}/", given["side"]):
        raise Unclear("siden hører til en tidligere udgave, så et menneske må rette tallet dér")
    record, path, raw = _value_at(page, before, given["aar"], loaded)
    kind = record.kind
    _refuse_few(field_at(kind.model, path), after)
    corrected = writer.with_value(_read(data, kind.name), record, path, raw, after)
    if corrected is None:
        raise Unclear("det, der skal rettes, fylder flere linjer, så et menneske må gøre det")
    field = field_at(kind.model, path)
    change = {
        "id": form_schools.free_id(f"rettet {record.id}", loaded.ids("changes")),
        "date": today.isoformat(),
        "kind": "rettelse",
        "address": page.partition("#")[0],
        "title": f"{title_of(kind.model, path).rpartition(', ')[2]} er rettet",
        # A count of pupils that had to go is not repeated. `str`: a value that stood unquoted would be no text.
        **({} if field and field.type is PupilCount else {"said": str(raw)}),
        "says": after,
        "why": " ".join(given["hvorfor"].split()),
    }
    texts = {kind.name: corrected, "changes": _with_record("changes", change, loaded, data)}
    return Proposal(texts, f"Ret et tal: {messages.plain(record.id, 60)}")


def _value_at(page: str, value: str, year: str, loaded: LoadedData) -> tuple[LoadedRecord, FieldPath, str]:
    """The one place in data that a page shows this value from. Raises `Unclear` where there is none or several.

    Of what is counted each year, that of the year is meant; without one the newest, or else the only place there is.
    """
    assert loaded.publication
    shown, queries = _records_at(page, loaded), Queries(loaded.publication)
    found = _places(value, [one for one in shown if _is_of(one.record, year, queries)])
    if not found and not year:
        found = _places(value, shown)
    if len(found) != 1:
        where = f"{len(found)} steder" if found else "intet sted"
        # A small number may be a count of pupils, and this text is read by all.
        small = re.fullmatch(r"(?:0?[1-4]|én|ét|en|et|to|tre|fire)\b.*", value, re.IGNORECASE | re.DOTALL)
        shown = "det, der skal rettes," if small else f"»{messages.plain(value, 60)}«"
        raise Unclear(f"{shown} står {where} i det, siden viser, så et menneske må finde det rigtige")
    return found[0]


def _places(value: str, records: list[LoadedRecord]) -> list[tuple[LoadedRecord, FieldPath, str]]:
    return [
        (record, path, raw)
        for record in records
        for path, raw in walk(record.raw)
        if _as_in_data(raw) == value and path[-1] not in {"id", "source"}
    ]


def _is_of(record: Any, year: str, queries: Queries) -> bool:
    """Whether a record tells of the year, or of the newest where none is given. What lasts tells of every year."""
    match record:
        case Participation():
            return str(record.period.year) in year if year else record.period.year == queries.publication.edition.year
        case Statistics():
            if not year:
                return record is queries.statistics_of[record.municipality]
            return any(one in f"{record.counts_period} {record.share_period}" for one in re.findall("[0-9]{4}", year))
    return True


_NUMBER = re.compile(r"([0-9]{1,3}(?:[.\u00a0 ][0-9]{3})+|[0-9]+(?:,[0-9]+)?)\s*(?:%|kr\.?|elever|procent)?")


def _as_in_data(text: str) -> str:
    """A number as it is written in data: `5,9 %` is `5,9`, `1.250 elever` is `1250`. Other text stays."""
    number = _NUMBER.fullmatch(text.strip())
    return re.sub(r"[.\u00a0 ]", "", number[1]) if number else " ".join(text.split())


def _address(text: str) -> str:
    """The address on this site that somebody pasted, with or without the site's name."""
    try:
        parts = urlsplit(text.strip())
    except ValueError:
        return "/"
    path = "/" + unquote(parts.path).strip("/") + "/"
    known = re.search(r"/(?:kommuner|indsatsen|udtalelser|viden|omtale|kilder|om|let)(?:/[a-z0-9-]+)*/$", path)
    return (known[0] if known else "/") + (f"#{unquote(parts.fragment)}" if parts.fragment else "")


def _records_at(page: str, loaded: LoadedData) -> list[LoadedRecord]:
    """The records that are read at an address, as far as the address alone tells."""
    kind, meant = permalinks.meant(page)
    if meant and (found := [record for record in loaded.by_kind[meant[0]] if record.id == meant[1]]):
        return [*found, *_counts_of({meant[1]}, loaded)] if meant[0] == "partnerships" else found
    if municipality := re.fullmatch(r"/kommuner/([a-z0-9-]+)/(?:#.*)?", page):
        of = municipality[1]
        shown = [
            *(one for one in loaded.by_kind["municipalities"] if one.id == of),
            *(one for one in loaded.by_kind["statistics"] if one.raw["municipality"] == of),
            *(one for one in loaded.by_kind["partnerships"] if one.raw.get("municipality") == of),
        ]
        return [*shown, *_counts_of({one.id for one in shown if one.kind.name == "partnerships"}, loaded)]
    topic = page.partition("#")[0].strip("/").rpartition("/")[2]
    figures = (record for record in loaded.by_kind["figures"] if record.raw.get("topic") == topic)
    return [*loaded.by_kind.get(kind, ()), *figures]


def _counts_of(partnerships: set[str], loaded: LoadedData) -> list[LoadedRecord]:
    return [one for one in loaded.by_kind["participations"] if one.raw["partnership"] in partnerships]
