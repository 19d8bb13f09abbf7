"""GitHub's issue forms in Danish, made from the model, and what somebody filled in as a change of the files in `data/`.

The text of a form is data all the way: it is cut at the headings that the form itself has,
read by the types of the fields, written as YAML by a program, and read again by the check.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import yaml

from publication.github import messages
from publication.loading import writer
from publication.web import record_addresses
from publication.validation.checking import examine
from publication.loading.loader import LoadedData, LoadedRecord, load
from publication.model.fields import leaf_fields, model_fields, title_of, walk
from publication.model.kinds import KINDS
from publication.model.types import slug

LARGEST = 100_000  # signs; GitHub's own limit is 65,536

# --- What is asked --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Question:
    """One box of a form. `path` is the field it fills; `new` says that the field is one of a new source."""

    id: str
    label: str
    help: str
    required: bool = False
    choices: tuple[str, ...] = ()
    long: bool = False
    many: bool = False
    path: tuple[str, ...] = ()
    new: bool = False


@dataclass(frozen=True)
class Form:
    """One form: the file it is written to, what the issue is called, and what is asked."""

    file: str
    kind: str | None
    questions: tuple[Question, ...]


def _of_model(kind: str, left_out: frozenset[str], new: bool = False) -> Iterator[Question]:
    """The questions for the fields of a kind, in the order of the model, a group's fields as questions of their own."""
    for field in leaf_fields(KINDS[kind].model):
        path = field.path
        if path[-1] in left_out or path[0] in left_out or field.group:
            continue
        yield Question(
            id="-".join(("ny-kilde", *path) if new else path).replace("_", "-"),
            label=f"Ny kilde: {field.title}" if new else field.title,
            help=_HELP.get(field.name, field.help),
            required=field.required and not new,
            choices=field.choices,
            long=field.name in {"text", "note", "about"},
            many=field.is_list,
            path=path,
            new=new,
        )


# People who fill in a form know no ids: a name will do, and the id is found.
_HELP = {
    "municipality": "Kommunens navn, for eksempel Herlev.",
    "municipalities": "Hvis omtalen gælder bestemte kommuner. Ét navn på hver linje.",
    "source": "Hvor står oplysningen? Navnet på en kilde fra siden Kilder. Er kilden ny, så udfyld «Ny kilde» nederst.",
    "format": "Kort format, Mellem format eller Langt format, hvis du ved det.",
}


_MACHINE = frozenset({"id", "checked", "archived", "unreachable"})
_NEW_SOURCE = frozenset({"id", "note", "unreachable", "http_url", "short", "author"})


def forms() -> tuple[Form, ...]:
    """The forms that end as data. The fourth, about a diagnostic on a page, is read by people alone."""

    def record(file: str, kind: str, left_out: frozenset[str] = frozenset()) -> Form:
        questions = [
            # A source may be new, and then it has no name yet; the check says so if both are missing.
            question if question.path != ("source",) else Question(**{**vars(question), "required": False})
            for question in _of_model(kind, _MACHINE | left_out)
        ]
        return Form(file, kind, (*questions, *_of_model("sources", _NEW_SOURCE, new=True)))

    words = json.loads((messages.WORDS / "forms.json").read_text(encoding="utf-8"))
    number = Form("ret-et-tal.yml", None, tuple(Question(**question) for question in words["ret-et-tal.yml"]["questions"]))
    return record("ny-medieomtale.yml", "media_coverage"), record("nyt-samarbejde.yml", "partnerships"), number


# --- The forms as GitHub wants them ---------------------------------------------------------------


def files(root: Path) -> Iterator[tuple[Path, str]]:
    """Every issue form, with what should stand in it."""
    words = json.loads((messages.WORDS / "forms.json").read_text(encoding="utf-8"))
    for form in forms():
        yield root / ".github" / "ISSUE_TEMPLATE" / form.file, _written(words[form.file], form.questions)
    diagnostic = words["fejl-paa-en-side.yml"]
    questions = tuple(Question(**question) for question in diagnostic["questions"])
    yield root / ".github" / "ISSUE_TEMPLATE" / "fejl-paa-en-side.yml", _written(diagnostic, questions)


def _written(words: Mapping[str, Any], questions: Iterable[Question]) -> str:
    form = {
        "name": words["name"],
        "description": words["description"],
        "title": words["title"],
        "labels": words["labels"],
        "body": [{"type": "markdown", "attributes": {"value": words["intro"]}}, *map(_box, questions)],
    }
    head = "# Lavet af modellen med `make schema`. Ordene står i .github/words/forms.json.\n"
    return head + str(yaml.safe_dump(form, allow_unicode=True, sort_keys=False, width=100))


def _box(question: Question) -> dict[str, Any]:
    attributes: dict[str, Any] = {"label": question.label, "description": question.help}
    if question.choices:
        attributes["options"] = list(question.choices)
    kind = "dropdown" if question.choices else "textarea" if question.long or question.many else "input"
    box: dict[str, Any] = {"type": kind, "id": question.id, "attributes": attributes}
    if question.required:
        box["validations"] = {"required": True}
    return box


# --- What somebody filled in ----------------------------------------------------------------------


class Unclear(Exception):
    """A filled-in form that cannot become data; the text says why, in Danish."""


def answers(body: str) -> tuple[Form, dict[str, str]]:
    """Which form a text is, and the answer to each question. Raises `Unclear`."""
    if len(body) > LARGEST:
        raise Unclear("teksten er for lang")
    lines = body.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for form in forms():
        labels = [question.label for question in form.questions]
        places = [number for number, line in enumerate(lines) if line.startswith("### ") and line[4:].strip() in labels]
        if [lines[place][4:].strip() for place in places] == labels:
            ends = [*places[1:], len(lines)]
            given = ("\n".join(lines[place + 1 : end]).strip() for place, end in zip(places, ends, strict=True))
            return form, {
                question.id: "" if text in {"_No response_", "None"} else text
                for question, text in zip(form.questions, given, strict=True)
            }
    raise Unclear("overskrifterne er ikke dem, der står i formularen")


@dataclass(frozen=True)
class Proposal:
    """What a form means for the files: their new texts by name, and a title for the pull request."""

    texts: dict[str, str]
    title: str


def proposal(body: str, data: Path, today: dt.date) -> Proposal:
    """The files of `data` as the form asks for them. Raises `Unclear`; the check has the last word on the values."""
    form, given = answers(body)
    loaded_data = load(data)
    if loaded_data.publication is None:
        raise Unclear("der er fejl i data, og de skal rettes først")
    if form.kind is None:
        return _corrected(given, loaded_data, data, today)
    return _added(form, given, loaded_data, data)


# --- A new record ---------------------------------------------------------------------------------


def _added(form: Form, given: Mapping[str, str], loaded_data: LoadedData, data: Path) -> Proposal:
    assert form.kind
    record: dict[str, Any] = {}
    source: dict[str, Any] = {}
    for question in form.questions:
        if text := given[question.id]:
            answer = [line.strip("-* ") for line in text.splitlines() if line.strip("-* ")] if question.many else text
            _put(source if question.new else record, question.path, answer)
    texts: dict[str, str] = {}
    if source:
        source = {"id": _free(source.get("title", ""), loaded_data.ids("sources")), **source}
        texts["sources"] = writer.with_record(_read(data, "sources"), "sources", source, loaded_data.by_kind["sources"])
        record["source"] = source["id"]
    for field in model_fields(KINDS[form.kind].model):
        if field.refers_to and field.name in record:
            answer = record[field.name]
            ids = [_id_of(name, loaded_data, field.refers_to) for name in (answer if field.is_list else [answer])]
            record[field.name] = ids if field.is_list else ids[0]
    words = record.get("title") or record.get("special_school") or record.get("culture_school") or ""
    record = {"id": _free(words, loaded_data.ids(form.kind)), **record}
    texts[form.kind] = writer.with_record(_read(data, form.kind), form.kind, record, loaded_data.by_kind[form.kind])
    return Proposal(texts, f"{KINDS[form.kind].one.capitalize()}: {messages.plain(words, 60)}")


def _put(record: dict[str, Any], path: tuple[str, ...], answer: Any) -> None:
    for step in path[:-1]:
        record = record.setdefault(step, {})
    record[path[-1]] = answer


def _free(words: str, taken: set[str]) -> str:
    """An id from some words that no record has yet."""
    whole = slug(words)[:50].strip("-") or "ny"
    return next(id_ for id_ in (whole, *(f"{whole}-{number}" for number in range(2, 10_000))) if id_ not in taken)


def _id_of(name: str, loaded_data: LoadedData, kind: str) -> str:
    """The id of the record with this name or id; what looks like one where there is none, so that the check says so."""
    wanted = slug(re.sub(r"(?i)\bkommune$", "", name.strip()))
    for loaded in loaded_data.by_kind[kind]:
        names = (loaded.id, *(loaded.raw.get(field, "") for field in ("name", "title", "short")))
        if wanted in {slug(one) for one in names if isinstance(one, str) and one}:
            return loaded.id
    return wanted or slug(name) or "ukendt"


def _read(data: Path, kind: str) -> str:
    return (data / f"{kind}.yml").read_text(encoding="utf-8")


# --- A number that is wrong -----------------------------------------------------------------------


def _corrected(given: Mapping[str, str], loaded_data: LoadedData, data: Path, today: dt.date) -> Proposal:
    """One value changed at its place, and the correction told to readers in changes.yml."""
    before, after = (_bare(given[name]) for name in ("staar", "skal-staa"))
    publication = loaded_data.publication
    assert publication
    page = _address(given["side"])
    shown = _read_at(page, loaded_data)
    found = [
        (loaded, path, raw)
        for loaded in shown
        for path, raw in walk(loaded.raw)
        if _bare(raw) == before and path[-1] not in {"id", "source"}
    ]
    if len(found) != 1:
        where = "intet sted" if not found else f"{len(found)} steder"
        raise Unclear(f"«{messages.plain(before, 60)}» står {where} i det, siden viser, så et menneske må finde det rigtige")
    loaded, path, raw = found[0]
    kind = loaded.kind.name
    corrected = writer.with_value(_read(data, kind), loaded, path, raw, after)
    if corrected is None:
        raise Unclear("det, der skal rettes, fylder flere linjer, så et menneske må gøre det")
    texts = {kind: corrected}
    told = {
        "id": _free(f"rettet {loaded.id}", loaded_data.ids("changes")),
        "date": today.isoformat(),
        "kind": "rettelse",
        "address": page.partition("#")[0],
        "title": f"{title_of(loaded.kind.model, path).rpartition(', ')[2]} er rettet",
        # A count of pupils that had to go is not repeated.
        **({} if path[-1] == "pupils" else {"said": str(raw)}),
        "says": after,
        "why": " ".join(given["hvorfor"].split()),
    }
    texts["changes"] = writer.with_record(_read(data, "changes"), "changes", told, loaded_data.by_kind["changes"])
    return Proposal(texts, f"Ret et tal: {messages.plain(loaded.id, 60)}")


def _bare(text: str) -> str:
    """A number as it is written in data: `5,9 %` is `5,9`, `1.250 elever` is `1250`."""
    number = re.fullmatch(r"([0-9]{1,3}(?:[.\u00a0 ][0-9]{3})+|[0-9]+(?:,[0-9]+)?)\s*(?:%|kr\.?|elever|procent)?", text.strip())
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


def _read_at(page: str, loaded_data: LoadedData) -> list[LoadedRecord]:
    """The records that are read at an address, as far as the address alone tells."""
    kind, record = record_addresses.meant(page)
    if record and (found := [loaded for loaded in loaded_data.by_kind[record[0]] if loaded.id == record[1]]):
        return found
    municipality = re.fullmatch(r"/kommuner/([a-z0-9-]+)/(?:#.*)?", page)
    if municipality:
        return [
            loaded
            for loaded in (*loaded_data.by_kind["municipalities"], *loaded_data.by_kind["partnerships"])
            if municipality[1] in {loaded.id if loaded.kind.name == "municipalities" else loaded.raw.get("municipality")}
        ]
    topic = page.partition("#")[0].strip("/").rpartition("/")[2]
    return [*loaded_data.by_kind.get(kind, ()), *(loaded for loaded in loaded_data.by_kind["figures"] if loaded.raw.get("topic") == topic)]


# --- The commands ---------------------------------------------------------------------------------


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--event", type=Path, required=True, metavar="FIL", help="hændelsen fra GitHub (GITHUB_EVENT_PATH)")
    parser.add_argument("--data", type=Path, default=Path("data"), metavar="MAPPE", help="mappen med data (data)")
    parser.add_argument("--letter", type=Path, required=True, metavar="FIL", help="hvor teksten til forslaget skrives")
    parser.add_argument("--today", type=dt.date.fromisoformat, default=None, metavar="DAG", help="rettelsens dag (i dag)")


def run(options: argparse.Namespace, say: Callable[[str], object], remark: Callable[[str], object]) -> int:
    """Write the records of an approved form into `data`, and a letter for the pull request. Status 3: a person has to."""
    issue = json.loads(options.event.read_text(encoding="utf-8"))["issue"]
    number, body = int(issue["number"]), str(issue["body"] or "")
    try:
        made = proposal(body, options.data, options.today or dt.date.today())
    except Unclear as reason:
        options.letter.write_text(messages.write("form-unclear.md", reason=str(reason)), encoding="utf-8")
        remark(f"{messages.plain(reason)}\n")
        return 3
    for kind, text in made.texts.items():
        (options.data / f"{kind}.yml").write_text(text, encoding="utf-8")
    diagnostics = examine(options.data)[1]
    letter = messages.write("form-proposal.md", number=number, kinds=[KINDS[kind] for kind in made.texts], diagnostics=diagnostics)
    options.letter.write_text(letter, encoding="utf-8")
    say(f"{made.title}\n")
    return 0
