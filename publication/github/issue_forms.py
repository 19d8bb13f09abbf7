"""GitHub's issue forms in Danish. What they ask is made from the model; other words stand in `.github/words/forms.json`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from publication.github import messages
from publication.model.fields import leaf_fields
from publication.model.kinds import KINDS


@dataclass(frozen=True)
class Question:
    """One box of a form. `path` is the field it fills; `new` says that the field is one of a new source.

    `refers_to` is the kind whose id the field holds; people answer with a name.
    """

    id: str
    label: str
    help: str
    required: bool = False
    choices: tuple[str, ...] = ()
    long: bool = False
    many: bool = False
    path: tuple[str, ...] = ()
    new: bool = False
    refers_to: str | None = None


@dataclass(frozen=True)
class Form:
    """One form: the file it is written to, the kind of record it adds (none where it corrects), and what is asked."""

    file: str
    kind: str | None
    questions: tuple[Question, ...]


# The help of a field that refers to a record, by the record's kind and whether it may refer to several.
_HELP_WITH_NAMES = {
    ("municipalities", False): "Kommunens navn, for eksempel Herlev.",
    ("municipalities", True): "Hvis omtalen gælder bestemte kommuner. Ét navn på hver linje.",
    ("sources", False): (
        "Hvor står oplysningen? Navnet på en kilde fra siden Kilder. Er kilden ny, så udfyld «Ny kilde» nederst."
    ),
    ("formats", False): "Kort format, Mellem format eller Langt format, hvis du ved det.",
}
_LONG = frozenset({"text", "note", "about"})
_NOT_ASKED = frozenset({"id", "checked", "archived", "unreachable"})
_NOT_ASKED_OF_NEW_SOURCE = frozenset({"id", "note", "unreachable", "http_url", "short", "author"})


def forms() -> tuple[Form, ...]:
    """The forms that end as data. The fourth, about a fault on a page, is read by people alone."""
    corrected = "ret-et-tal.yml"
    return (
        _form_of_record("ny-medieomtale.yml", "media_coverage"),
        _form_of_record("nyt-samarbejde.yml", "partnerships"),
        Form(corrected, None, _written_questions(_words()[corrected])),
    )


def files(root: Path) -> Iterator[tuple[Path, str]]:
    """Every issue form, with what should stand in it."""
    words = _words()
    questions = {form.file: form.questions for form in forms()}
    for name, own in words.items():
        text = _form_file(own, questions.get(name) or _written_questions(own))
        yield root / ".github" / "ISSUE_TEMPLATE" / name, text


def _words() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((messages.WORDS / "forms.json").read_text(encoding="utf-8"))
    return found


def _written_questions(words: Mapping[str, Any]) -> tuple[Question, ...]:
    """The questions of a form that stand in the file of words, because they are about no field."""
    return tuple(Question(**question) for question in words["questions"])


def _form_of_record(file: str, kind: str) -> Form:
    # A source may be new, and then it has no name yet; the check says so if both are missing.
    own = [
        replace(question, required=question.required and question.refers_to != "sources")
        for question in _questions(kind, _NOT_ASKED)
    ]
    source = [
        replace(question, id=f"ny-kilde-{question.id}", label=f"Ny kilde: {question.label}", required=False, new=True)
        for question in _questions("sources", _NOT_ASKED_OF_NEW_SOURCE)
    ]
    return Form(file, kind, (*own, *source))


def _questions(kind: str, not_asked: frozenset[str]) -> Iterator[Question]:
    """A question for each field of a kind and of the groups in it. Lists of groups are not asked for."""
    for one in leaf_fields(KINDS[kind].model):
        if not one.group and not not_asked & {one.name, one.path[0]}:
            yield Question(
                id="-".join(one.path).replace("_", "-"),
                label=one.title,
                help=_HELP_WITH_NAMES[one.refers_to, one.is_list] if one.refers_to else one.help,
                required=one.required,
                choices=one.choices,
                long=one.name in _LONG,
                many=one.is_list,
                path=one.path,
                refers_to=one.refers_to,
            )


def _form_file(words: Mapping[str, Any], questions: Iterable[Question]) -> str:
    """A form as GitHub wants it."""
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
