"""Damaged input from outside for the tests: filled-in forms, and the archives that a run of a stranger's code leaves."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

from publication.github.issue_forms import Form, Question, forms

# What somebody may answer to any question.
ANSWERS = [
    *("", " ", "-", "*", "#", "_No response_", "None", "no", "null", "~", "12:30", "0101", "1e5", "3 ", "1.000", "5,1 %", "²"),
    *("$(id)", "`id`", "${{ secrets.TOKEN }}", "::error::x", "{{ 7*7 }}", "<script>alert(1)</script>", "=SUM(A1)", "'", '"'),
    *("!!python/object:x []", "&a *a", "x: y # z", "---", "...", "- x", "[x](https://eksempel.dk)", "{x: y}", "| x", ">-", "%x"),
    *("https://eksempel.dk/", "http://eksempel.dk/", "javascript:alert(1)", "../../x.yml", "/kommuner/nordby/", "C:\\x"),
    *("pÃ¥", "R\ufffddby", "skоle", "x\u200b", "\u3164", "\u2800", "\u202e", "A\u030a", "x\u0338", "\x00", "\x07", "\u2028", "\ufeff"),
    *("2024-02-30", "12/9-24", "i går", "9" * 400, "x" * 2001, "x " * 3000, "<<<<<<< HEAD", "x\n=======\ny", "x\n\n- id: smuglet"),
    *("Nordby", "nordby kommune", "kystrapporten", "Sang og farver: en prøverapport", "under 5", "Under fem", "opdigtet"),
]


def filled(form: Form, given: dict[str, str]) -> str:
    """A form as GitHub writes it when it is sent."""
    answers = (given.get(question.id, "_No response_") for question in form.questions)
    return "\n\n".join(
        f"### {question.label}\n\n{answer}" for question, answer in zip(form.questions, answers, strict=True)
    )


# Answers that are right, for the questions around the one that is damaged.
_RIGHT = {
    "outlet": "Kystposten",
    "title": "Koret synger igen",
    "kind": "artikel",
    "url": "https://kystposten.eksempel.dk/igen",
    "source": "kystrapporten",
    "municipality": "Nordby",
    "culture-schools": "Nordby Billedskole",
    "special-schools": "Molevejens Skole",
    "since": "forår 2025",
    "tal-period": "2025",
    "tal-culture-teachers": "1",
    "tal-special-teachers": "2",
    "tal-pupils": "9",
    "side": "/kommuner/nordby/",
    "staar": "2.400",
    "skal-staa": "2.410",
    "hvorfor": "Talt igen.",
}


def damaged_forms() -> Iterator[tuple[str, Form, Question, str, str]]:
    """Each answer to each question, with the others right: a name, the form, the question, the answer, the text."""
    for form in forms():
        right = {one.id: _RIGHT[one.id] for one in form.questions if one.id in _RIGHT}
        for question in form.questions:
            for number, answer in enumerate(ANSWERS):
                yield f"{form.file} {question.id} {number}", form, question, answer, filled(form, {**right, question.id: answer})
        whole = filled(form, right)
        for question in form.questions:
            heading = f"### {question.label}\n"
            for number, text in enumerate([whole.replace(heading, ""), whole.replace(heading, heading * 2), whole + heading]):
                yield f"{form.file} {question.id} heading {number}", form, question, "", text


DIAGNOSTICS = [{"file": "data/figures.yml", "line": 3, "column": 5, "code": "tal", "message": "»x« er ikke et helt tal"}]
EFFECTS: dict[str, Any] = {"records": [], "touched": [], "left_out": 0, "unbuilt": None}


def archive(**files: Any) -> bytes:
    """A zip with these files: bytes and text as they are, everything else as JSON."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            text = content if isinstance(content, bytes | str) else json.dumps(content)
            packed.writestr(zipfile.ZipInfo(f"{name}.json", (1980, 1, 1, 0, 0, 0)), text)
    return made.getvalue()


ODD: list[Any] = [None, True, -1, 0, 1.5, 10**30, "", "x" * 5000, "\u202e\x00", [], {}, [[]], [None], {"x": 1}, "<script>"]


def damaged_archives() -> Iterator[tuple[str, bytes]]:
    """Archives with bytes changed, left out and cut off, and with JSON that is none or another."""
    whole = archive(diagnostics=DIAGNOSTICS, effects=EFFECTS)
    for place in range(len(whole)):
        yield f"cut at {place}", whole[:place]
        yield f"byte {place} turned", whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :]
        yield f"byte {place} left out", whole[:place] + whole[place + 1 :]
        yield f"bit {place} turned", whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]
    for number, odd in enumerate(ODD):
        yield f"diagnostics {number}", archive(diagnostics=odd, effects=EFFECTS)
        yield f"effects {number}", archive(diagnostics=[], effects=odd)
        for key in DIAGNOSTICS[0]:
            yield f"{key} {number}", archive(diagnostics=[{**DIAGNOSTICS[0], key: odd}], effects=EFFECTS)
        for key in EFFECTS:
            yield f"{key} {number}", archive(diagnostics=[], effects={**EFFECTS, key: odd})
    for name, content in {
        "no JSON": "nej",
        "half JSON": json.dumps(DIAGNOSTICS)[:-3],
        "deep": "[" * 100_000,
        "huge": b" " * (6 * 1024 * 1024) + b"[]",
        "noughts": b"\x00" * 1000,
        "UTF-16": json.dumps(DIAGNOSTICS).encode("utf-16"),
        "NaN": '[{"line": NaN}]',
        "twice": '[{"file": "a", "file": "b"}]',
        "many": json.dumps(DIAGNOSTICS * 20_000),
    }.items():
        yield f"diagnostics: {name}", archive(diagnostics=content, effects=EFFECTS)
        yield f"effects: {name}", archive(diagnostics=[], effects=content)
    yield "no archive", b"PK"
    yield "nothing", b""
    yield "other files", archive(andet=[])
