"""GitHub's issue forms. What they ask is made from the model; other words stand in `.github/words/forms.json`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from publication.github import messages
from publication.model.fields import leaf_fields
from publication.model.kinds import KINDS

_LONG = frozenset({"text", "note", "about"})
_NOT_ASKED = frozenset({"id", "checked", "archived", "unreachable"})
_NOT_ASKED_OF_COUNTS = frozenset({"id", "checked", "partnership", "school", "source", "page", "note"})
_NOT_ASKED_OF_NEW_SOURCE = frozenset({"id", "note", "unreachable", "http_url", "short", "author"})


@dataclass(frozen=True)
class Question:
    """One box of a form: the kind of the record that it is about, and at `path` the field that it fills.

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
    kind: str = ""
    refers_to: str | None = None


@dataclass(frozen=True)
class Form:
    """One form: the file it is written to, the kind of record it adds, if any, what is asked, and its own words."""

    file: str
    kind: str | None
    questions: tuple[Question, ...]
    words: Mapping[str, Any]


def forms() -> tuple[Form, ...]:
    """The forms that become data. The others, such as the one about a fault on a page, are read by people alone."""
    return tuple(form for form in _all_forms() if "formular" in form.words["labels"])


def files(root: Path) -> Iterator[tuple[Path, str]]:
    """Every issue form, with what should stand in it."""
    for form in _all_forms():
        yield root / ".github" / "ISSUE_TEMPLATE" / form.file, _file_text(form)


def _all_forms() -> Iterator[Form]:
    for file, words in json.loads((messages.WORDS / "forms.json").read_text(encoding="utf-8")).items():
        # A form without a kind is about no record, so its questions cannot come from the model.
        kind = words.get("kind")
        questions = _of_record(kind, words) if kind else [Question(**one) for one in words["questions"]]
        yield Form(file, kind, tuple(questions), words)


def _of_record(kind: str, words: Mapping[str, Any]) -> Iterator[Question]:
    """What is asked about a new record, about what was counted in it, and about its source where that is new too."""
    for question in _questions(kind, _NOT_ASKED, words["names"]):
        # A new source has no name yet to answer with; where both are missing, the check says so.
        yield replace(question, required=question.required and question.refers_to != "sources")
    if counted := words.get("counted"):
        for question in _questions(counted, _NOT_ASKED_OF_COUNTS, {}):
            yield replace(question, id=f"tal-{question.id}", label=f"Tallene: {question.label}", required=False)
    for question in _questions("sources", _NOT_ASKED_OF_NEW_SOURCE, {}):
        yield replace(question, id=f"ny-kilde-{question.id}", label=f"Ny kilde: {question.label}", required=False)


def _questions(kind: str, not_asked: frozenset[str], names: Mapping[str, str]) -> Iterator[Question]:
    """A question for each field of a kind and of the groups in it, but for lists of groups.

    `names` is the help for fields that hold an id, by their name: people know the record by another.
    """
    for one in leaf_fields(KINDS[kind].model):
        if not one.group and not not_asked & {one.name, one.path[0]}:
            yield Question(
                id="-".join(one.path).replace("_", "-"),
                label=one.title,
                help=names[one.name] if one.refers_to else one.help,
                required=one.required,
                choices=one.choices,
                long=one.name in _LONG,
                many=one.is_list,
                path=one.path,
                kind=kind,
                refers_to=one.refers_to,
            )


def _file_text(form: Form) -> str:
    intro = {"type": "markdown", "attributes": {"value": form.words["intro"]}}
    content = {key: form.words[key] for key in ("name", "description", "title", "labels")}
    content["body"] = [intro, *map(_box, form.questions)]
    head = "# Lavet af modellen med `make schema`. Ordene står i .github/words/forms.json.\n"
    return head + str(yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=100))


def _box(question: Question) -> dict[str, Any]:
    """A question as GitHub wants it."""
    attributes: dict[str, Any] = {"label": question.label, "description": question.help}
    if question.choices:
        attributes["options"] = list(question.choices)
    kind = "dropdown" if question.choices else "textarea" if question.long or question.many else "input"
    box: dict[str, Any] = {"type": kind, "id": question.id, "attributes": attributes}
    return box | ({"validations": {"required": True}} if question.required else {})
