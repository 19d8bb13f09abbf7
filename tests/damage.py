"""Damaged data for the tests: the invented publication in a folder of its own, changed in one place or many."""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from publication.loading.diagnostics import Diagnostic
from publication.loading.loader import load
from publication.model import addresses, seasons, types
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


def fuller(folder: Path) -> Data:
    """The same with every field that is filled in once years go by."""
    data = fresh(folder)
    for file, old, new in [
        ("timeline", "when: 2024-08\n", "when: 2024-08-12\n  until: 2024-08-13\n  starts: 09.30\n  ends: 15.00\n"
         "  place: Kulturhuset i Nordby\n  url: https://eksempel.dk/forloeb/\n"),
        ("editions", "published: 2025-05-02\n", 'published: 2025-05-02\n\n- id: "2026"\n  year: 2025\n  name: Næste udgave\n'
         "  status: i gang\n  next_expected: 2026-04\n  not_reported:\n    - aabaek\n  note: Aabæk mangler endnu.\n"),
        ("municipalities", "joined: 2023\n", "joined: 2023\n  left: 2027-01\n"),
        ("partnerships", "since: 2024\n  source: kystrapporten\n  page: side 7", "since: forår 2024\n  until: 2025/2026\n  source: kystrapporten\n  page: side 7"),
        ("partnerships", "since: 2025\n", "partners:\n    - kystmuseet\n  since: efterår 2025\n  until: 2026\n"),
        ("participations", "partnership: fyrskolen\n", "partnership: fyrskolen\n  school: fyrskolen\n"),
        ("schools", "name: Strandskolen\n", "name: Strandskolen\n  former_names:\n    - Molen\n  merged_into: havneskolen\n"),
        ("schools", "- id: nordby-billedskole\n", "- id: kystmuseet\n  name: Kystmuseet\n  kind: andet\n  source: kystrapporten\n\n- id: nordby-billedskole\n"),
        ("media_coverage", "outlet: Kystposten\n", "outlet: Kystposten\n  language: svensk\n"),
    ]:  # fmt: skip
        data.change(file, old, new)
    return data


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
    def bare(self) -> str:
        return self.value if self.plain else self.value[1:-1]

    def with_inside(self, text: str) -> str:
        """With something more at the end of the value, within its quotation marks."""
        return self.with_value(f"{self.value}{text}" if self.plain else f"{self.value[:-1]}{text}{self.value[-1]}")

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
    types.parse_reported_id: ("Ørby 2", "id"),
    types.parse_count: ("1.000", "tal"),
    types.parse_reported_count: ("1.000", "tal"),
    types.parse_pupils: ("4", "lille-elevtal"),
    types.parse_reported_pupils: ("4", "lille-elevtal"),
    types.parse_decimal: ("5.1", "komma"),
    types.parse_span: ("5-3", "spaend"),
    types.parse_moment: ("2024-13", "dato"),
    types.parse_day: ("2025-02-30", "dato"),
    seasons.parse_season: ("2024/2026", "saeson"),
    seasons.parse_clock: ("9:30", "klokkeslaet"),
    addresses.parse_link: ("ftp://eksempel.dk/", "link"),
    addresses.parse_http_link: ("https://eksempel.dk/", "link"),
    addresses.parse_mail: ("nora", "mail"),
    addresses.parse_phone: ('"123"', "telefon"),
    addresses.parse_address: ("nordby", "adresse"),
    None: ("noget helt andet", "ukendt-valg"),
}


# What letters of a text turn into, and the code of the diagnostic.
ODD_SIGNS = {
    "garbled letter": (" pÃ¥", "forvansket"),
    "letter garbled twice": (" pÃƒÂ¥", "forvansket"),
    "lost letter": (" R\ufffddby", "forvansket"),
    "loose mark": (" O\u0338by", "forvansket"),
    "letter of another alphabet": (" skоle", "lignende-bogstav"),
    "sign without width": ("\u200b", "usynligt-tegn"),
    "blank letter": ("\u3164", "usynligt-tegn"),
    "blank pattern": ("\u2800", "usynligt-tegn"),
}
# Words may stand in quotation marks, and of these fields the messages do not repeat or know what is written.
UNCURLED = {types.parse_text, types.parse_pupils, types.parse_reported_pupils, addresses.parse_phone, None}
# Empty until they are reported, and then missing from an edition that is complete.
REPORTED = {types.parse_reported_id, types.parse_reported_count, types.parse_reported_pupils}


def leaves(folder: Path = FIXTURES) -> Iterator[Leaf]:
    """Every value of the invented publication, or of another folder of data."""
    for loaded in load(folder).all_records():
        lines = tuple((folder / f"{loaded.kind.name}.yml").read_text(encoding="utf-8").split("\n"))
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
    yield from _damages(leaves())


def damages_over_years(data: Data) -> Iterator[Damage]:
    """The same in the fields that only the fuller publication has."""
    known = {leaf.field for leaf in leaves()}
    yield from _damages(leaf for leaf in leaves(data.folder) if leaf.field not in known)


def _damages(of: Iterable[Leaf]) -> Iterator[Damage]:
    for leaf in of:
        for what, (text, code, line) in _befalling(leaf):
            yield Damage(f"{leaf.name} {what}", leaf.file, text, code, line + 1)


def _befalling(leaf: Leaf) -> Iterator[tuple[str, tuple[str, str, int]]]:
    here, line = leaf.line, leaf.lines[leaf.line]
    unfit, code = UNFIT[leaf.field.parse]
    yield "unfit", (leaf.with_value(unfit), code, here)
    empty = "mangler-tal" if leaf.field.parse in REPORTED else "tom-vaerdi"
    yield "empty", (leaf.with_value(""), empty, here)
    yield "empty in quotes", (leaf.with_value('""'), empty, here)
    yield "list", (leaf.with_value("[x, y]"), "forkert-slags", here)
    yield "fields", (leaf.with_value("{x: y}"), "forkert-slags", here)
    yield "anchor", (leaf.with_value(f"&x {leaf.value}"), "yaml-genvej", here)
    yield "alias", (leaf.with_value("*x"), "yaml-genvej", here)
    yield "tag", (leaf.with_value(f"!!str {leaf.value}"), "yaml-genvej", here)
    yield "tab", (leaf.with_value(f"\t{leaf.value}"), "tabulator", here)
    yield "control sign", (leaf.with_value(f"{leaf.value[:1]}\x07{leaf.value[1:]}"), "usynligt-tegn", here)
    yield "byte order mark", (leaf.with_value(f"{leaf.value[:1]}\ufeff{leaf.value[1:]}"), "usynligt-tegn", here)
    yield "merge markers", (leaf.with_lines("<<<<<<< min", line, "=======", line, ">>>>>>> din"), "flettemaerke", here)
    yield "a merge marker", (leaf.with_lines(line, ">>>>>>> din"), "flettemaerke", here + 1)
    if leaf.field.parse:
        yield "far too long", (leaf.with_value(f'"{"9" * 5000}"'), "for-lang", here)
        if leaf.field.parse not in UNCURLED:
            yield "curly quotation marks", (leaf.with_value(f"“{leaf.bare}”"), "anfoerselstegn", here)
    if leaf.field.parse is types.parse_text:
        for what, (sign, sign_code) in ODD_SIGNS.items():
            yield what, (leaf.with_inside(sign), sign_code, here)
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


def harmless() -> Iterator[Damage]:
    """Each way of writing a value that means the same: the data has to be read as if it stood as it does."""
    for leaf in leaves():
        for what, text in _meaning_the_same(leaf):
            yield Damage(f"{leaf.name} {what}", leaf.file, text, "", leaf.line + 1)


def _meaning_the_same(leaf: Leaf) -> Iterator[tuple[str, str]]:
    yield "line end of Windows", leaf.with_lines(f"{leaf.lines[leaf.line]}\r")
    yield "spaces after", leaf.with_value(f"{leaf.value}  ")
    yield "more space", leaf.with_value(f"   {leaf.value}")
    yield "empty line after", leaf.with_lines(leaf.lines[leaf.line], "")
    yield "comment after", leaf.with_lines(leaf.lines[leaf.line], "  # En bemærkning.")
    if "'" not in leaf.bare and '"' not in leaf.bare and leaf.field.parse is not types.parse_text:
        yield "quotation marks", leaf.with_value(f'"{leaf.bare}"')
    if leaf.field.parse is types.parse_text:
        yield "single quotation marks", leaf.with_value("'" + leaf.bare.replace("'", "''") + "'")
        yield "letters composed of two", leaf.with_value(unicodedata.normalize("NFD", leaf.value))
        yield "two spaces and a hard one", leaf.with_value(leaf.value.replace(" ", " \u00a0 "))
        if leaf.key:
            indent = " " * (len(leaf.before) - len(leaf.before.lstrip(" -")) + 2)
            yield "folded", leaf.with_value(f">-\n{indent}" + leaf.bare.replace(" ", f"\n{indent}"))
