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
_NOT_ASKED_OF_COUNTS = _NOT_ASKED | {"partnership", "school", "source", "page", "note"}
_NOT_ASKED_OF_NEW_SOURCE = frozenset({"id", "note", "unreachable", "http_url", "short", "author"})


@dataclass(frozen=True)
class Question:
    """One box of a form. `path` is the field it fills, in a new record of `kind`; without one, people or programs read it.

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

    @property
    def takes_mail(self) -> bool:
        return bool(self.words.get("mail"))


def forms() -> tuple[Form, ...]:
    """The forms that become data. The others, such as the one about a fault on a page, are read by people alone."""
    return tuple(form for form in _all_forms() if "formular" in form.words["labels"] and not form.takes_mail)


def forms_for_readers() -> tuple[Form, ...]:
    """All that a reader may fill in, also in a mail."""
    return tuple(form for form in _all_forms() if not form.takes_mail)


def mail_form() -> Form:
    """The form into which an editor pastes a reader's mail."""
    return next(form for form in _all_forms() if form.takes_mail)


def files(root: Path) -> Iterator[tuple[Path, str]]:
    """Every issue form, with what should stand in it."""
    for form in _all_forms():
        yield root / ".github" / "ISSUE_TEMPLATE" / form.file, _file_text(form)


def _all_forms() -> Iterator[Form]:
    for file, words in json.loads((messages.WORDS / "forms.json").read_text(encoding="utf-8")).items():
        # A form without a kind is about no record, so its questions cannot come from the model.
        own = _of_record(words) if "kind" in words else [Question(**one) for one in words["questions"]]
        yield Form(file, words.get("kind"), tuple(own), words)


def _of_record(words: Mapping[str, Any]) -> Iterator[Question]:
    """What is asked about a new record, about its counts where it has some, and about its source.

    A record that is its own source, such as an article, is asked for no other.
    """
    kind, names = words["kind"], words["names"]
    needs_source = any(one.refers_to == "sources" and one.required for one in leaf_fields(KINDS[kind].model))
    for question in _questions(kind, _NOT_ASKED if needs_source else _NOT_ASKED | {"source", "page"}, names):
        # A new source has no name yet to answer with; where both are missing, the check says so.
        yield replace(question, required=question.required and question.refers_to != "sources")
    if "counts" in words:
        yield from _added("tal", "Tal", _questions(words["counts"], _NOT_ASKED_OF_COUNTS, names))
    if needs_source:
        yield from _added("ny-kilde", "Ny kilde", _questions("sources", _NOT_ASKED_OF_NEW_SOURCE, {}))


def _added(id_: str, label: str, questions: Iterator[Question]) -> Iterator[Question]:
    """Questions about a second record, which may all be left open."""
    for one in questions:
        yield replace(one, id=f"{id_}-{one.id}", label=f"{label}: {one.label}", required=False)


def _questions(kind: str, not_asked: frozenset[str], names: Mapping[str, str]) -> Iterator[Question]:
    """A question for each field of a kind and of the groups in it, but for lists of groups.

    `names` is the help where an editor's does not do, by the name of the field: people answer with another record's
    name, not its id.
    """
    for one in leaf_fields(KINDS[kind].model):
        if not one.group and not not_asked & {one.name, one.path[0]}:
            yield Question(
                id="-".join(one.path).replace("_", "-"),
                label=one.title,
                help=names[one.name] if one.refers_to else names.get(one.name, one.help),
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
