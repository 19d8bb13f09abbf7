"""Lines that the check knows how to put right, tried before they are offered: GitHub shows each as one click."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from publication.github.run_results import ReportedDiagnostic

# What is never put right by a click: a number that has a source and disagrees with another, and what protects children.
NEVER = frozenset("hovedtal andel lille-elevtal skjult-og-vist skjult-tal roeber-tal enkelt-barn cpr-nummer".split())
MOST = 10
_LONGEST = 400

Check = Callable[[], Sequence[ReportedDiagnostic]]


class Correction(NamedTuple):
    """A line of a file as it stands, as it should be, and the code of what was wrong with it."""

    file: str
    line: int
    before: str
    after: str
    code: str


def corrections(folder: Path, found: Sequence[ReportedDiagnostic], check: Check) -> tuple[Correction, ...]:
    """The corrections that take their diagnostics away and bring no new ones. The files stand as they did afterwards."""
    proposed = list(_proposed(folder, found))[:MOST]
    if not proposed or _cures(folder, proposed, found, check):
        return tuple(proposed)
    return tuple(one for one in proposed if len(proposed) > 1 and _cures(folder, [one], found, check))


def _proposed(folder: Path, found: Sequence[ReportedDiagnostic]) -> Iterator[Correction]:
    lines_with = [(one.file, one.line) for one in found]
    for one in found:
        # Of two things on one line the second would be put right on the line as it was.
        if one.suggestion and one.editable and one.code not in NEVER and lines_with.count((one.file, one.line)) == 1:
            lines = _lines(folder / one.file)
            before = lines[one.line - 1] if one.line <= len(lines) else ""
            after = corrected(before, one)
            if after and after != before and (before + after).isprintable() and max(len(before), len(after)) <= _LONGEST:
                yield Correction(one.file, one.line, before, after, one.code)


def corrected(line: str, one: ReportedDiagnostic) -> str | None:
    """A line with the likely right value in the place of the wrong one; None where it is not plain which that is."""
    suggestion, before, value = one.suggestion or "", line[: one.column - 1], line[one.column - 1 :].rstrip()
    if one.code == "ukendt-felt":
        name = re.match(r"[^\s:]+(?=\s*:)", value)
        return name and before + suggestion + value[name.end() :]
    if not one.file.startswith("data/"):
        # In a text the message names what is wrong: a link, a macro, a file in the menu.
        named = [wrong for wrong in re.findall("»([^«»]{1,200})«", one.message) if wrong != suggestion and line.count(wrong) == 1]
        return line.replace(named[0], suggestion) if named else None
    if not value or value[0] in "[{>|":
        return None
    is_plain = re.fullmatch(r"[\w/][\w ./-]*", suggestion) and value[0] not in "\"'“”»"
    return before + (suggestion if is_plain else json.dumps(suggestion, ensure_ascii=False))


def _cures(folder: Path, proposed: Sequence[Correction], found: Sequence[ReportedDiagnostic], check: Check) -> bool:
    """Whether nothing is left of what the corrections are for, and nothing is wrong that was not before."""
    files = {one.file: (folder / one.file).read_bytes() for one in proposed}
    try:
        for one in proposed:
            lines = _lines(folder / one.file)
            lines[one.line - 1] = one.after
            (folder / one.file).write_bytes("\n".join(lines).encode("utf-8"))
        left = {(one.file, one.line, one.code) for one in check()}
    finally:
        for file, content in files.items():
            (folder / file).write_bytes(content)
    cured = {(one.file, one.line) for one in proposed}
    if all(one.file.startswith("data/") for one in found):
        # Pages are only looked at once the data is in order.
        left = {one for one in left if one[0].startswith("data/")}
    return left <= {(one.file, one.line, one.code) for one in found if (one.file, one.line) not in cured}


def _lines(file: Path) -> list[str]:
    try:
        return file.read_bytes().decode("utf-8").split("\n")
    except (OSError, ValueError):
        return []
