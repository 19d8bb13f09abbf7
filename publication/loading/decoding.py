"""A file's bytes as text that the YAML parser can take, and what is wrong with its characters."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from publication.loading.diagnostics import Diagnostic, Position
from publication.model.letters import composed


def lines_of(text: str) -> list[str]:
    """The lines of a text as the YAML parser counts them."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


# What ends a line for YAML but for no editor, and what YAML does not let stand in a file at all.
_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
# The bytes that are no UTF-8 as the letters they are in files from older Windows programs.
codecs.register_error("as-cp1252", lambda at: (at.object[at.start : at.end].decode("cp1252", "replace"), at.end))


def decode(data: bytes, file: str) -> tuple[str, list[Diagnostic]]:
    """A file's text, made harmless for the parser, and what is wrong with its characters."""
    diagnostics: list[Diagnostic] = []
    if data.startswith(b"\xef\xbb\xbf"):
        message = "filen begynder med et usynligt mærke (BOM); gem den som UTF-8 uden BOM"
        diagnostics.append(Position(file).diagnostic("bom", message))
        data = data[3:]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = lines_of(data[: error.start].decode("utf-8"))
        message = "filen er ikke gemt som UTF-8; gem den igen med tegnsættet UTF-8"
        diagnostics.append(Position(file, len(before), len(before[-1]) + 1).diagnostic("tegnsaet", message))
        # Read on, so that the file's other diagnostics are found as well.
        text = data.decode("utf-8", "as-cp1252")
    text = composed(text)
    if _CONFLICT.search(text):
        text, conflicts = _without_conflicts(text, file)
        diagnostics += conflicts
    if "\t" not in text and not _ODD.search(text):
        return text, diagnostics
    for number, line in enumerate(lines_of(text), start=1):
        diagnostics += _odd_characters(line, file, number)
    text = re.sub(r"(?m)^[ \t]*\t[ \t]*", lambda indent: indent[0].replace("\t", "  "), text).replace("\t", " ")
    return _ODD.sub(" ", text), diagnostics


# The lines that Git puts around the two versions of what two people changed at once.
_CONFLICT = re.compile(r"(?m)^[ \t]*(<{7}|\|{7}|={7}|>{7})(?=[ \t\r\n]|\Z)")


def _without_conflicts(text: str, file: str) -> tuple[str, list[Diagnostic]]:
    """The text with the first version of each conflict alone, on the lines where it stood, and a diagnostic for each."""
    lines = lines_of(text)
    diagnostics: list[Diagnostic] = []
    begun = dropped = False
    for number, line in enumerate(lines):
        marker = found[1][0] if (found := _CONFLICT.match(line)) else ""
        if marker and not (begun and marker != "<"):
            message = (
                "her er to udgaver flettet sammen; behold den ene, og slet linjerne med <<<<<<<, ======= og >>>>>>>"
            )
            column = len(line) - len(line.lstrip()) + 1
            diagnostics.append(Position(file, number + 1, column).diagnostic("flettemaerke", message))
        if marker:
            begun, dropped = marker != ">", begun and marker in "|="
        if marker or dropped:
            lines[number] = ""
    return "\n".join(lines), diagnostics


def _odd_characters(line: str, file: str, number: int) -> Iterator[Diagnostic]:
    if "\t" in line:
        message = "linjen rummer et tabulatortegn; brug mellemrum"
        yield Position(file, number, line.index("\t") + 1).diagnostic("tabulator", message)
    if odd := _ODD.search(line):
        message = "linjen rummer et usynligt tegn; slet det"
        yield Position(file, number, odd.start() + 1).diagnostic("usynligt-tegn", message)
