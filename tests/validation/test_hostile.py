"""Any text in every text field: the value is refused with a clear message, or it shows up as text and is nothing else.

The real pages are built twice: from the data as it is, and with arbitrary text behind
every text in it. Between the two no element, attribute, script, style or link may differ.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import html5lib
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from publication.github import revisions
from publication.loading.codes import EXPLANATIONS
from publication.loading.loader import LoadedRecord, load
from publication.model.fields import FieldPath, field_at, walk
from publication.model.kinds import KINDS
from publication.model.types import parse_text
from publication.validation.checking import check
from publication.web.deployment import generator

ROOT = Path(__file__).parents[2]
# `DAMAGE=all` builds the site from many sets of texts; otherwise from two.
LONG = os.environ.get("DAMAGE") == "all"
pytestmark = pytest.mark.timeout(3600 if LONG else 300)

# What may not come of a text, whatever it says.
NASTY = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "<style>*{display:none}</style></style>",
    "</title></textarea></svg></table></main><h1>ud</h1>",
    "<!-- skjult",
    "]]><![CDATA[",
    "&lt;b&gt; &amp; &#60;i&#62;",
    "{{ 7 * 7 }} {% raw %} {# x #}",
    "{{ config }}{{ number('x') }}",
    "[klik](javascript:alert(1)) ![x](data:text/html,x)",
    "<https://ond.example/> https://ond.example/ ond@eksempel.dk",
    "{ onclick=alert(1) .fare #navn }",
    "{: style=color:red }",
    "| a | b |",
    "*fed* _skrå_ `kode` ~~væk~~ ^1^ [^1] :smile: ==lys==",
    "- punkt 1. # overskrift",
    "=SUM(A1:A9) +45 -1 @SUM(1)",
    "\u00adblødt\u00ad",
    "\"\\\"; alert(1); //",
    "%3Cscript%3E %0A",
    "日本語 العربية 🎵 ﷽",
    "𝒳" * 20,
    "langt" * 80,
]


@dataclass(frozen=True)
class Field:
    """A text field of a record: its kind, which record, and the path to it."""

    kind: str
    number: int
    path: FieldPath


def _text_fields(loaded: LoadedRecord) -> Iterator[FieldPath]:
    """The paths of the values that are running text."""
    for path, _ in walk(loaded.raw):
        field = field_at(loaded.kind.model, path)
        if field and field.parse is parse_text:
            yield path


# What authors' pages name in their calls: the text of a heading is what a macro looks for.
_CALLED = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)


def _fields(data: Path) -> list[Field]:
    """Every text field of the real data, but for the words that authors' pages ask for by name."""
    called = {
        word
        for page in (ROOT / "docs").rglob("*.md")
        for call in _CALLED.findall(page.read_text(encoding="utf-8"))
        for quoted in re.findall(r"\"([^\"]+)\"|'([^']+)'", call)
        for word in quoted
    }
    return [
        Field(kind, number, path)
        for kind, entries in load(data).by_kind.items()
        for number, entry in enumerate(entries)
        for path in _text_fields(entry)
        if _at(entry.raw, path) not in called
    ]


def _at(raw: Any, path: FieldPath) -> Any:
    for step in path:
        raw = raw[step]
    return raw


# --- Data with texts in it ------------------------------------------------------------------------


def _write(folder: Path, records: dict[str, list[Any]]) -> None:
    for kind, raw in records.items():
        # JSON is YAML, and every value has a line of its own.
        (folder / f"{kind}.yml").write_text(json.dumps(raw, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def spread(folder: Path, texts: list[str], words_too: bool) -> dict[str, str]:
    """Put a mark and one of the texts behind the text of every field. Returns what stands behind each mark.

    `words_too` says whether the glossary's words are among them; then no page explains them any more.

    A value that is refused has to be refused with a clear message; then the field is left as it was.
    """
    whole = load(folder)
    records = {kind: [json.loads(json.dumps(entry.raw)) for entry in entries] for kind, entries in whole.by_kind.items()}
    fields = [field for field in _fields(folder) if words_too or field.path[0] not in {"term", "forms"}]
    # Two that were alike stay alike: the same school is counted once.
    words = [_at(records[field.kind][field.number], field.path) for field in fields]
    order = {word: number for number, word in enumerate(dict.fromkeys(words))}
    given_ = {
        field: (f"mrk{order[word]}x", texts[order[word] % len(texts)]) for field, word in zip(fields, words, strict=True)
    }
    for field, (mark, text) in given_.items():
        _put(records, field, f"{_at(records[field.kind][field.number], field.path)} {mark} {text}")
    for _ in range(20):
        _write(folder, records)
        diagnostics = check(folder)[1]
        if not diagnostics:
            break
        reading = load(folder)
        for diagnostic in diagnostics:
            assert diagnostic.code in EXPLANATIONS and len(diagnostic.sentence) < 1000
            kind = Path(diagnostic.file).stem
            here = [field for field in given_ if field.kind == kind]
            exact = [
                field
                for field in here
                if field.number < len(reading.by_kind[kind])
                and reading.by_kind[kind][field.number].at(*field.path).line == diagnostic.line
            ]
            # A diagnostic between fields is said at another field; then the whole record goes back.
            starts = [entry.at().line for entry in reading.by_kind[kind]]
            number = max((at for at, line in enumerate(starts) if line <= diagnostic.line), default=0)
            wrong = exact or [one for one in here if one.number == number] or here
            # What was alike stays alike, as above.
            alike = {_at(whole.by_kind[one.kind][one.number].raw, one.path) for one in wrong}
            for field in [one for one in given_ if _at(whole.by_kind[one.kind][one.number].raw, one.path) in alike]:
                _put(records, field, _at(whole.by_kind[field.kind][field.number].raw, field.path))
                del given_[field]
    assert [str(diagnostic) for diagnostic in check(folder)[1]] == []
    return {mark: unicodedata.normalize("NFC", " ".join(text.split())) for mark, text in given_.values()}


def _put(records: dict[str, list[Any]], field: Field, value: str) -> None:
    _at(records[field.kind][field.number], field.path[:-1])[field.path[-1]] = str(value)


# --- What a browser makes of a site ---------------------------------------------------------------


@dataclass
class Made:
    """What a page is made of."""

    shapes: set[tuple[str, frozenset[str]]]
    counts: Counter[str]
    hosts: set[str]
    texts: str


# Elements that run, style, load or lead somewhere; there may be no more of them than before.
_WATCHED = frozenset(
    "script style link meta base iframe object embed form input button img picture video audio source a area title "
    "main article nav header footer h1 h2 h3 table use foreignobject animate set".split()
)
_LEADING = ("href", "src", "action", "srcset", "data", "xlink:href", "formaction", "poster")


def made(page: Path) -> Made:
    tree = html5lib.parse(page.read_text(encoding="utf-8"), treebuilder="etree", namespaceHTMLElements=False)
    found = Made(set(), Counter(), set(), "")
    texts: list[str] = []
    for element in tree.iter():
        if not isinstance(element.tag, str):
            found.counts["comment"] += 1
            continue
        tag = element.tag.rpartition("}")[2].lower()
        found.shapes.add((tag, frozenset(map(str, element.attrib))))
        if tag in _WATCHED:
            found.counts[tag] += 1
        for name in _LEADING:
            if value := element.attrib.get(name):
                found.hosts.add(re.match(r"(?:[a-z+.-]+:)?(?://[^/?#]*)?", value, re.IGNORECASE)[0].lower())  # type: ignore[index]
        for name in ("style", *(name for name in map(str, element.attrib) if name.startswith("on"))):
            assert name not in element.attrib, f"{page}: {tag} {name}"
        if tag not in {"script", "style"}:
            texts += [element.text or ""]
        texts += [element.tail or ""]
    found.texts = " ".join("".join(texts).replace("\u00ad", "").split())
    return found


def _built(tree: Path, folder: Path, texts: list[str] | None, words_too: bool = True) -> tuple[Path, dict[str, str]]:
    shutil.copytree(tree, folder, dirs_exist_ok=True)
    marks = spread(folder / "data", texts, words_too) if texts else {}
    environment = {**os.environ, "PYTHONPATH": str(folder), "SOURCE_DATE_EPOCH": "1735732800", "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        generator("build", "--strict", "--quiet"),
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )
    assert done.returncode == 0, (done.stdout + done.stderr)[-3000:]
    return folder / "site", marks


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as it stands, the same for every build here."""
    folder = tmp_path_factory.mktemp("tree")
    revisions.copy(ROOT, folder)
    return folder


@pytest.fixture(scope="module")
def clean(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Made]:
    site, _ = _built(tree, tmp_path_factory.mktemp("clean"), None)
    return {page.relative_to(site).as_posix(): made(page) for page in site.rglob("*.html")}


def _is_only_text(tree: Path, clean: dict[str, Made], folder: Path, texts: list[str], words_too: bool) -> None:
    site, marks = _built(tree, folder, texts, words_too)
    pages = {page.relative_to(site).as_posix(): made(page) for page in site.rglob("*.html")}
    assert set(pages) == set(clean)
    known = set().union(*(page.shapes for page in clean.values()))
    hosts = set().union(*(page.hosts for page in clean.values()))
    seen: set[str] = set()
    for name, page in pages.items():
        if name == "om/redaktion/index.html":  # lists what to look after, which is more among texts that fit nothing
            continue
        assert page.shapes <= known, (name, page.shapes - known)
        # There may be fewer: a word that is not the glossary's any more is not explained.
        assert not page.counts - clean[name].counts, (name, page.counts - clean[name].counts)
        assert page.hosts <= hosts, (name, page.hosts - hosts)
        for here in re.finditer(r"mrk[0-9]+x", page.texts):
            if here[0] in marks:
                text = " ".join(marks[here[0]].replace("\u00ad", "").split())
                shown = page.texts[here.end() :].lstrip()
                whole = shown.startswith(text)
                # A description or a line of a figure may end before the text does.
                cut = any(shown.startswith(text[:length] + "…") or shown[:length] == text[:length] for length in (1, 0))
                assert whole or cut, (name, here[0], text, shown[:200])
                if whole:
                    seen.add(here[0])
    # Most texts are shown to readers; the rest are names for machines and sources' places.
    assert len(marks) > 100 and len(seen) > len(marks) / 2
    _files_are_whole(site)


def _files_are_whole(site: Path) -> None:
    """What is made for programs can be read by programs."""
    for file in [*site.rglob("*.json"), *site.rglob("*.jsonld"), *site.rglob("*.webmanifest")]:
        json.loads(file.read_text(encoding="utf-8"))
    for file in [*site.rglob("*.xml"), *site.rglob("*.svg")]:
        ElementTree.parse(file)
    for page in site.rglob("*.html"):
        for script in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.read_text(encoding="utf-8"), re.DOTALL):
            json.loads(script)


def test_nasty_texts_are_only_text(tree: Path, clean: dict[str, Made], tmp_path: Path) -> None:
    _is_only_text(tree, clean, tmp_path, NASTY, words_too=False)


# Signs that nobody sees are refused, which tests/test_check.py tries; here are those that may reach a page.
SEEN = st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"])
TEXTS = st.one_of(
    st.text(SEEN, min_size=1, max_size=80),
    st.text("<>\"'&;{}[]()|*_`#:!=/\\-+@%$^~ .,abøÅ1", min_size=1, max_size=80),
)


@settings(
    max_examples=20 if LONG else 1,
    deadline=None,
    derandomize=not LONG,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(texts=st.lists(TEXTS, min_size=150, max_size=300))
def test_any_texts_are_only_text(
    tree: Path, clean: dict[str, Made], tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    _is_only_text(tree, clean, tmp_path_factory.mktemp("any"), texts, words_too=True)


def test_there_are_text_fields_in_every_kind() -> None:
    # No picture stands in the data yet; tests/build/test_pictures.py has some.
    assert {field.kind for field in _fields(ROOT / "data")} | {"pictures"} == set(KINDS)
