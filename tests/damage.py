"""Damaged data for the tests: the invented publication in a folder of its own, changed in one place or many."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from publication.loading.diagnostics import Diagnostic
from publication.loading.loader import load
from publication.model import addresses, types
from publication.model.fields import ModelField, field_at, walk
from publication.validation.checking import check

FIXTURES = Path(__file__).parent / "fixtures" / "data"

HERE = "¤"  # stands in a text where the diagnostic has to point, and is taken out before it is written


@dataclass(frozen=True)
class Data:
    """A folder of data that a test may damage."""

    folder: Path

    def write(self, file: str, text: str | bytes) -> str:
        """Write a file. Returns `data/<file>.yml:<line>:<column>` of the sign in the text, if it is there."""
        path = self.folder / f"{file}.yml"
        if isinstance(text, bytes):
            path.write_bytes(text)
            return f"data/{file}.yml:1:1"
        before = text.split(HERE)[0].split("\n") if HERE in text else [""]
        path.write_bytes(text.replace(HERE, "").encode())
        return f"data/{file}.yml:{len(before)}:{len(before[-1]) + 1}"

    def text(self, file: str) -> str:
        return (self.folder / f"{file}.yml").read_text(encoding="utf-8")

    def change(self, file: str, old: str, new: str) -> str:
        """Put `new` in the place of `old`, which has to stand there once. Returns the place of the sign in `new`."""
        text = self.text(file)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}.yml"
        return self.write(file, text.replace(old, new))

    def diagnostics(self) -> list[Diagnostic]:
        return check(self.folder)[1]

    def said(self) -> list[str]:
        """The diagnostics as an editor reads them."""
        return [str(diagnostic) for diagnostic in self.diagnostics()]


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Data]:
    """The invented publication, whole and in order."""
    yield fresh(tmp_path)


def fresh(folder: Path) -> Data:
    shutil.copytree(FIXTURES, folder / "data")
    return Data(folder / "data")


# --- Each kind of damage, in each field -----------------------------------------------------------


@dataclass(frozen=True)
class Damage:
    """One slip in one field: the file as it then stands, and the diagnostic that has to come of it."""

    name: str
    file: str
    text: str
    code: str
    line: int


@dataclass(frozen=True)
class Leaf:
    """One value of the invented publication: its place (from 0) and its field."""

    name: str
    file: str
    lines: tuple[str, ...]
    line: int
    column: int
    key: str | None  # nothing for an item of a list
    field: ModelField
    around: int  # the line on which a missing field is said

    @property
    def value(self) -> str:
        return self.lines[self.line][self.column :]

    @property
    def before(self) -> str:
        return self.lines[self.line][: self.column]

    @property
    def plain(self) -> bool:
        return self.value[0] not in "\"'"

    @property
    def begins_group(self) -> bool:
        return self.lines[self.line].lstrip().startswith("- ")

    def with_lines(self, *lines: str, replaced: int = 1) -> str:
        return "\n".join([*self.lines[: self.line], *lines, *self.lines[self.line + replaced :]])

    def with_value(self, value: str) -> str:
        return self.with_lines(self.before + value)


# For each way the text of a field is read: a value it does not take, and the code of the diagnostic.
UNFIT: dict[Any, tuple[str, str]] = {
    types.parse_text: ("no", "anfoerselstegn"),
    types.parse_slug: ("Ørby 2", "id"),
    types.parse_count: ("1.000", "tal"),
    types.parse_pupils: ("4", "lille-elevtal"),
    types.parse_decimal: ("5.1", "komma"),
    types.parse_span: ("5-3", "spaend"),
    types.parse_moment: ("2024-13", "dato"),
    types.parse_day: ("2025-02-30", "dato"),
    addresses.parse_link: ("ftp://eksempel.dk/", "link"),
    addresses.parse_http_link: ("https://eksempel.dk/", "link"),
    addresses.parse_mail: ("nora", "mail"),
    addresses.parse_phone: ('"123"', "telefon"),
    addresses.parse_address: ("nordby", "adresse"),
    None: ("noget helt andet", "ukendt-valg"),
}


def leaves() -> Iterator[Leaf]:
    """Every value of the invented publication."""
    for loaded in load(FIXTURES).all_records():
        lines = tuple((FIXTURES / f"{loaded.kind.name}.yml").read_text(encoding="utf-8").split("\n"))
        for path, _ in walk(loaded.raw):
            position = loaded.at(*path)
            field = field_at(loaded.kind.model, path)
            assert field
            key = path[-1] if isinstance(path[-1], str) else None
            group = path[:-1]
            around = loaded.at_key(*group) if group and isinstance(group[-1], str) else loaded.at(*group)
            yield Leaf(
                name=f"{loaded.kind.name}:{position.line}:{'.'.join(str(step) for step in path)}",
                file=loaded.kind.name,
                lines=lines,
                line=position.line - 1,
                column=position.column - 1,
                key=key,
                field=field,
                around=around.line - 1,
            )


def damages() -> Iterator[Damage]:
    """Each kind of damage in each field it can befall."""
    for leaf in leaves():
        for what, (text, code, line) in _befalling(leaf):
            yield Damage(f"{leaf.name} {what}", leaf.file, text, code, line + 1)


def _befalling(leaf: Leaf) -> Iterator[tuple[str, tuple[str, str, int]]]:
    here = leaf.line
    unfit, code = UNFIT[leaf.field.parse]
    yield "unfit", (leaf.with_value(unfit), code, here)
    yield "empty", (leaf.with_value(""), "tom-vaerdi", here)
    yield "empty in quotes", (leaf.with_value('""'), "tom-vaerdi", here)
    yield "list", (leaf.with_value("[x, y]"), "forkert-slags", here)
    yield "fields", (leaf.with_value("{x: y}"), "forkert-slags", here)
    yield "anchor", (leaf.with_value(f"&x {leaf.value}"), "yaml-genvej", here)
    yield "alias", (leaf.with_value("*x"), "yaml-genvej", here)
    yield "tag", (leaf.with_value(f"!!str {leaf.value}"), "yaml-genvej", here)
    yield "tab", (leaf.with_value(f"\t{leaf.value}"), "tabulator", here)
    yield "control sign", (leaf.with_value(f"{leaf.value[:1]}\x07{leaf.value[1:]}"), "usynligt-tegn", here)
    yield "byte order mark", (leaf.with_value(f"{leaf.value[:1]}\ufeff{leaf.value[1:]}"), "usynligt-tegn", here)
    if leaf.plain:
        yield "comment", (leaf.with_value(f"{leaf.value} # mere"), "kommentar", here)
        yield "quotation mark", (leaf.with_value(f'"{leaf.value}'), "yaml-form", here)
        yield "at sign", (leaf.with_value(f"@{leaf.value}"), "yaml-form", here)
    else:
        yield "after the quotation mark", (leaf.with_value(f"{leaf.value} mere"), "yaml-form", here)
    if leaf.key is None:
        return
    if leaf.plain:
        yield "colon", (leaf.with_value(f"{leaf.value}: mere"), "yaml-form", here)
    line = leaf.lines[here]
    indent = " " * (len(leaf.before) - len(leaf.before.lstrip(" -")))
    field = f"{leaf.key}: {leaf.value}"
    yield "misspelt", (leaf.with_lines(line.replace(f"{leaf.key}:", f"{leaf.key}xq:", 1)), "ukendt-felt", here)
    yield "twice", (leaf.with_lines(line, indent + field), "dobbelt-felt", here + 1)
    yield "no space", (leaf.with_lines(line.replace(": ", ":", 1)), "yaml-form", here)
    if any(above.startswith("- ") for above in leaf.lines[:here]):  # before the first record it does no harm
        yield "second document", (leaf.with_lines("---", line), "flere-dokumenter", here)
    if leaf.key and leaf.field.required:
        # The line goes; where it begins a group, the next line begins it.
        after = [] if not leaf.begins_group else [line[: len(indent)] + leaf.lines[here + 1].lstrip()]
        yield "missing", (leaf.with_lines(*after, replaced=1 + len(after)), "mangler-felt", leaf.around)
