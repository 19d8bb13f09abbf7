"""A form that a reader filled in on the site, as the lines of the mail that the browser prepared.

The browser writes `label=answer` for each box, and an answer may go on over the lines that follow. Mail programs put
`>` before them, and cut long lines in two.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from publication.github.issue_forms import Form, forms

FIRST, LAST = "Formular", "Slut"
_QUOTED = re.compile(r"^[> \t\u00a0]*(?=\S)|[ \t\u00a0]+$")


def answers(text: str) -> tuple[Form, Mapping[str, str]] | None:
    """Which form the lines of a mail are, and the answer to each question by its id; None where they are none."""
    lines = [_QUOTED.sub("", line) for line in text.splitlines()]
    named = _cut(lines, [FIRST, LAST])
    form = next((form for form in forms() if form.words["name"] == _first_line(named.get(FIRST, []))), None)
    if form is None:
        return None
    found = _cut(lines, [FIRST, *(question.label for question in form.questions), LAST])
    given = {}
    for question in form.questions:
        written = found.get(question.label, [])
        given[question.id] = "\n".join(written) if question.many else " ".join(" ".join(written).split())
    return form, given


def _cut(lines: Sequence[str], labels: Sequence[str]) -> dict[str, list[str]]:
    """The lines of each answer by its label, those without anything left out; what comes after the last belongs to none."""
    found: dict[str, list[str]] = {}
    own: list[str] = []
    for line in lines:
        label, sign, rest = line.partition("=")
        if sign and label in labels and label not in found:
            own = found.setdefault(label, [])
            line = rest
            if label == LAST:
                own = []
        if line.strip():
            own.append(line.strip())
    return found


def _first_line(lines: Sequence[str]) -> str:
    return lines[0] if lines else ""
