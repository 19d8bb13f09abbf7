"""The last look at everything that is about to be published: nothing in it tells how few pupils of a school there were.

Most of a site's text stands in many of its files, so each text is looked at once, and only what could tell is held
against the names of the schools.
"""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import blake2b
from html import unescape
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any

from publication.build import publishing
from publication.loading.diagnostics import Diagnostic, Position
from publication.small_counts.detector import About, FindKind, finds, holds_cpr, may_concern, may_tell, nearby
from publication.small_counts.schools import Schools
from publication.small_counts.tables import counts_pupils, is_few, small_cells
from publication.validation.small_counts import MESSAGES
from publication.web.cache import made_by, write_whole

_INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|label|mark|q|s|samp|small|span|strong|sub|time|tspan|u|var"
    r"|wbr)\b[^>]*>|<sup\b[^>]*>\s*<a\b.*?</sup>|<!--\s*-->",
    re.DOTALL,
)
_IN_ATTRIBUTES = re.compile(
    r'\s(?:alt|title|aria-label|aria-description|content|placeholder|summary|value|label|data-[a-z-]+)="([^"]*[^"\W][^"]*)"'
)
_TAG = re.compile(r"<[^>]*>")
# A word's explanation stands in the middle of a sentence, and opens on its own.
_POPOVER = re.compile(r"<span\b[^>]*\spopover>.*?</button></span>", re.DOTALL)
_LINKED_DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
# HTML that is offered to be copied says what it will show.
_TO_COPY = re.compile(r"<textarea\b[^>]*>(.*?)</textarea>", re.DOTALL)
_TERM = re.compile(r"</dt>\s*<dd[^>]*>")
_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
_ROW = re.compile(r"<tr\b.*?(?=<tr\b|</tbody|</table|</thead|\Z)", re.DOTALL)
_CELL = re.compile(r"<t[hd]\b[^>]*>(.*?)(?=<t[hd]\b|</tr|</t[hd]>|\Z)", re.DOTALL)
_SMALL_NUMBER = re.compile(r">\s*(?:0?[1-4]|én|ét|to|tre|fire)\s*<|\|\s*(?:[1-4]|to|tre|fire)\s*\|", re.IGNORECASE)


Told = dict[tuple[str, About], FindKind | None]
"""What a text tells, by what it is about; the same stands in many files."""


class HarmlessFiles:
    """The digests of files that an earlier build looked at and found nothing in, kept in one file of the cache.

    They count only while the schools and the code that looks are the same.
    """

    def __init__(self, file: Path, schools: Schools) -> None:
        modules = ("detector", "folding", "schools", "tables", "vocabulary")
        code = made_by(__name__, *(f"publication.small_counts.{module}" for module in modules))
        names = sorted(schools.shown), sorted(schools.hidden), sorted(schools.municipalities)
        self._file, self._key = file, f"{code} {names}"
        self._found: set[str] = set()
        key, _, digests = file.read_text("utf-8").partition("\n") if file.exists() else ("", "", "")
        self._known = frozenset(digests.split()) if key == self._key else frozenset[str]()

    def look(self, path: str, content: bytes, tells: Callable[[], FindKind | None]) -> FindKind | None:
        """What a file tells, by `tells` unless it is known to tell nothing."""
        digest = blake2b(path.encode() + b"\0" + content, digest_size=16).hexdigest()
        kind = None if digest in self._known else tells()
        if kind is None:
            self._found.add(digest)
        return kind

    def save(self) -> None:
        write_whole(self._file, "\n".join([self._key, *sorted(self._found)]).encode())


def disclosures(
    files: Iterable[tuple[str, bytes]],
    schools: Schools,
    sources: Mapping[str, str] = MappingProxyType({}),
    harmless: HarmlessFiles | None = None,
) -> Iterator[Diagnostic]:
    """A diagnostic for each file that tells too much, at the file. `sources` says which file of ours a page comes from."""
    told: Told = {}
    for path, content in files:
        tells = partial(_of_file, path, content, schools, told)
        if kind := harmless.look(path, content, tells) if harmless else tells():
            code, message = MESSAGES[kind]
            origin = f"; den er lavet af {sources[path]}" if path in sources else ""
            yield Position(f"site/{path}").diagnostic(code, f"filen skulle til at blive udgivet{origin}: {message}")


def _of_file(path: str, content: bytes, schools: Schools, told: Told) -> FindKind | None:
    page = re.match(r"(?:udgaver/[0-9]+/)?kommuner/([a-z0-9-]+)/", path)
    home = About.HOME if page and page[1] in schools.municipalities else About.NOTHING
    packed = path.endswith((".epub", ".pdf"))
    if path.endswith((".ics", ".vcf")):
        content = _unfolded(content)
    if not home and not packed and not may_concern(f"{path}\n{_visible(content)}", schools):
        return None
    return _told(path, content, schools, home, told)


def _visible(content: bytes) -> str:
    """A file's text without the signs that part a word where nobody sees it."""
    text = content.decode("utf-8", "replace")
    if "\u00ad" in text or "&shy;" in text or "<wbr>" in text:
        text = text.replace("\u00ad", "").replace("&shy;", "").replace("<wbr>", "")
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def built_files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file in a built site whose text we know how to read."""
    # What `make book` has made it has looked at itself, and reading a PDF takes packages that a build does not need.
    readable = _READERS.keys() - {".pdf", ".epub"} | {""}
    for path in publishing.paths(folder):
        if PurePosixPath(path).suffix in readable:
            yield path, (folder / path).read_bytes()


def texts_of(path: str, content: bytes) -> list[str]:
    """The texts of a file, each a paragraph, a cell, a value or the like, with its name first."""
    reader = _READERS.get(Path(path).suffix, _plain)
    named = re.sub(r"(?<!\d)[-_/.]|[-_/.](?!\d)", " ", path)
    return [named, *reader(content)] if content else [named]


def _told(path: str, content: bytes, schools: Schools, home: About, told: Told) -> FindKind | None:
    """What the first text of a file that tells too much tells."""
    texts = texts_of(path, content)
    named = [schools.may_name(text.lower()) for text in texts]
    for place, text in enumerate(texts):
        # What stands beside it may name the school; then a count of pupils needs no name of its own.
        beside = any(named[max(0, place - 1) : place + 2])
        if (beside or home or holds_cpr(text)) and may_tell(text):
            about = About.HOME if beside and nearby(texts[max(0, place - 1) : place + 2], schools) else home
            key = text, about
            if key not in told:
                told[key] = next(
                    (found.kind for found in finds(text, schools, about, markup=path.endswith(".md"))), None
                )
            if told[key]:
                return told[key]
    return None


def _decoded(content: bytes) -> str:
    return content.decode("utf-8-sig", "replace")


def _html(content: bytes) -> list[str]:
    html = _TO_COPY.sub(lambda found: unescape(found[1]), _decoded(content))
    # A policy is full of hashes, which read like anything.
    texts = [unescape(text) for text in _IN_ATTRIBUTES.findall(html) if "'sha256-" not in text]
    for table in _TABLE.findall(html):
        if _SMALL_NUMBER.search(_INLINE.sub("", table)):
            rows = [
                [unescape(_TAG.sub("", cell)).strip() for cell in _CELL.findall(row)] for row in _ROW.findall(table)
            ]
            texts += _small_cells(rows)
    texts += [text for data in _LINKED_DATA.findall(html) for text in _json(data.encode())]
    texts += [_line(unescape(_TAG.sub("", note))) for note in _POPOVER.findall(html)]
    blocks = _INLINE.sub("", _POPOVER.sub("", _LINKED_DATA.sub("", html)))
    return [*texts, *map(_line, _paragraphs(unescape(_TAG.sub("\n", _TERM.sub(": ", blocks)))))]


def _line(text: str) -> str:
    return " ".join(text.split())


def _paragraphs(text: str) -> Iterator[str]:
    """Lines that a tag or an empty line parts; a mere line break within a text parts nothing."""
    yield from (line for line in re.split(r"\n\s*\n|\n(?=\s*\S+$)", text) if line and not line.isspace())


def _markdown(content: bytes) -> list[str]:
    text = _decoded(content)
    tables = re.findall(r"(?:^\|.*\n?)+", text, re.MULTILINE)
    cells = [[cell.strip() for cell in row.strip("|\n ").split("|")] for table in tables for row in table.splitlines()]
    blocks = re.split(r"\n\s*\n|\n(?=\s*(?:[-*+|#>]|\d+\.)\s?)", text)
    return [*_small_cells(cells), *(_line(block) for block in blocks if block.strip())]


def _plain(content: bytes) -> list[str]:
    return [_line(block) for block in re.split(r"\n\s*\n|\n", _decoded(content)) if block.strip()]


def _unfolded(content: bytes) -> bytes:
    """iCalendar and vCard fold long lines anywhere, in the middle of a word too, and escape what parts values."""
    lines = re.sub(rb"\r?\n[ \t]", b"", content)
    return re.sub(rb"\\([,;nN\\])", lambda sign: b"\n" if sign[1] in b"nN" else sign[1], lines)


def _csv(content: bytes) -> list[str]:
    text = _decoded(content)
    rows = list(csv.reader(io.StringIO(text), delimiter=";" if ";" in text.partition("\n")[0] else ","))
    return [*_small_cells(rows), *(_line(cell) for row in rows for cell in row if len(cell) > 3)]


def _small_cells(rows: Sequence[Sequence[str]]) -> list[str]:
    return [text for _, text in small_cells(rows)]


def _json(content: bytes) -> list[str]:
    try:
        return [_line(text) for text in _values(json.loads(content), "")]
    except ValueError:
        return _plain(content)


def _values(value: Any, around: str) -> Iterator[str]:
    """Every text, and each small number of pupils with the texts of the record that it stands in."""
    if isinstance(value, list):
        for inner in value:
            yield from _values(inner, around)
    elif isinstance(value, dict):
        own = " ".join(inner for inner in value.values() if isinstance(inner, str)) or around
        for key, inner in value.items():
            if isinstance(inner, int | str) and counts_pupils(key) and is_few(str(inner)):
                yield f"{around} {own}. Elever: {inner}"
            yield from _values(inner, own)
    elif isinstance(value, str):
        yield value


def _epub(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return [text for name in book.namelist() for text in texts_of(name, book.read(name)) if _is_text(name)]


def _is_text(name: str) -> bool:
    return Path(name).suffix in {".xhtml", ".opf", ".ncx", ".svg", ".html"}


def _pdf(content: bytes) -> list[str]:
    from pypdfium2 import PdfDocument

    document = PdfDocument(content)
    pages = [document[number].get_textpage().get_text_bounded() for number in range(len(document))]
    about = [str(value) for value in document.get_metadata_dict().values()]
    document.close()
    # A word that is parted at the end of a line is one word; a line that begins small goes on with the one before it.
    whole = re.sub(r"[\u00ad\ufffe‐]\s*|(?<=[a-zæøå])-\r?\n\s*(?=[a-zæøå])", "", "\n".join(pages))
    return [*about, *re.split(r"(?<=[a-zæøå»)][.!?])\s+(?=[A-ZÆØÅ])|\n", re.sub(r"\s*\r?\n(?=[a-zæøå])", " ", whole))]


_MARKUP_SUFFIXES = (".html", ".xml", ".svg", ".xhtml", ".opf", ".ncx", ".rss", ".atom")
_READERS: dict[str, Callable[[bytes], list[str]]] = {
    **dict.fromkeys(_MARKUP_SUFFIXES, _html),
    **dict.fromkeys((".json", ".jsonld", ".webmanifest", ".geojson"), _json),
    **dict.fromkeys((".txt", ".bib", ".ris", ".ics", ".vcf", ".yml", ".yaml", ".tsv"), _plain),
    ".csv": _csv,
    ".md": _markdown,
    ".epub": _epub,
    ".pdf": _pdf,
}
