"""Diagnostics and reminders as text for people, as JSON for programs and as annotations for GitHub."""

from __future__ import annotations

import json
from collections.abc import Callable

from publication.loading.codes import EXPLANATIONS, Explanation
from publication.loading.diagnostics import Diagnostic


def as_text(diagnostics: list[Diagnostic]) -> str:
    """One line for each diagnostic, in the format of compilers, which editors' programs read."""
    return "".join(f"{diagnostic}\n" for diagnostic in diagnostics)


def as_github(diagnostics: list[Diagnostic]) -> str:
    """Annotations for a workflow on GitHub, each on its line. It shows ten of a step; the others are in the log."""
    return "".join(
        _annotation("error", one, about.title, f"{_ended(one.sentence)} {about.cure} [{one.code}]")
        for one, about in _explained(diagnostics)
    )


def as_json(diagnostics: list[Diagnostic]) -> str:
    """A list for programs."""
    rows = [
        {
            "file": one.file,
            "line": one.line,
            "column": one.column,
            "code": one.code,
            "title": about.title,
            "message": one.sentence,
            "suggestion": one.suggestion,
            "cause": about.cause,
            "cure": about.cure,
        }
        for one, about in _explained(diagnostics)
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def _explained(diagnostics: list[Diagnostic]) -> list[tuple[Diagnostic, Explanation]]:
    return [(one, EXPLANATIONS[one.code]) for one in diagnostics]


FORMATS: dict[str, Callable[[list[Diagnostic]], str]] = {"text": as_text, "github": as_github, "json": as_json}


def reminders_as_text(reminders: list[Diagnostic]) -> str:
    """A line for each reminder. Nothing is wrong yet, so each says »bemærk«."""
    return "".join(f"{one.file}:{one.line}:{one.column}: bemærk: {one.sentence}\n" for one in reminders)


def reminders_as_github(reminders: list[Diagnostic]) -> str:
    """The same as annotations that let the workflow pass."""
    return "".join(_annotation("warning", one, "Bemærk", one.sentence) for one in reminders)


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith("?") else f"{sentence}."


def _annotation(level: str, one: Diagnostic, title: str, text: str) -> str:
    properties = f"file={_property(one.file)},line={one.line},col={one.column},title={_property(title)}"
    return f"::{level} {properties}::{_data(text)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
