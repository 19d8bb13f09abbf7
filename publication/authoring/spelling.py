"""The spelling of everything that readers see, held against hunspell's Danish dictionary and our own `words.txt`.

Names need no entry in that list: what stands in a field for names or titles in `data/` is known
everywhere, and so are the words of the glossary.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from publication.documents.document import Document, read_documents
from publication.loading.diagnostics import Diagnostic, Position
from publication.loading.loader import LoadedData, LoadedRecord, load
from publication.model.fields import FieldPath, walk

OWN_WORDS = "publication/authoring/words.txt"
_DICTIONARY = "da_DK"

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# Calls of macros and Jinja's own words are taken out first: they may stand inside a tag.
_JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_MARKUP = re.compile(
    r"\{:?\s*[#.][^}]*\}|`[^`]*`|\]\([^)]*\)|<!--.*?-->|<[/!]?[a-zA-Z][^>]*>|https?://\S+|\S+@\S+|&[a-z]+;", re.DOTALL
)
# Templates write a soft hyphen so, in the middle of words.
_SOFT_HYPHEN = "&shy;"

_FRONT_MATTER_FIELDS = frozenset("title short description summary text".split())
_PROSE_FIELDS = frozenset(
    "about activities exceptions frequency group groups label method note participants said says tagline text thanks "
    "why".split()
)
_TITLES_OF_OUR_OWN = frozenset("changes principles timeline training".split())
_NAME_FIELDS = frozenset(
    "author former_names forms hosts institution name organisation outlet partners place publisher short "
    "term title topic".split()
)


class NoDictionary(Exception):
    """Hunspell or its Danish dictionary is not on this machine."""


class Occurrence(NamedTuple):
    """A word and the place where it stands."""

    file: str
    line: int
    column: int
    word: str


def in_markdown(page: Document) -> Iterator[Occurrence]:
    """The words that a reader sees of an author's page. A page in another language has none."""
    if page.front.get("lang", "da") == "da":
        lines = page.text.split("\n")
        for path, value in walk(page.front):
            if _field(path) in _FRONT_MATTER_FIELDS:
                yield from _in_value(value, page.positions.at(path), lines)
        yield from _in_text(page.markdown, page.file)


def in_template(text: str, file: str) -> Iterator[Occurrence]:
    """The words that stand between the tags of a template."""
    yield from _in_text(text.replace(_SOFT_HYPHEN, ""), file)


def in_data(data: LoadedData, lines: Callable[[str], list[str]]) -> Iterator[Occurrence]:
    """The words of the texts in `data/`; `lines` gives a file's lines, to find the word's own."""
    for loaded in data.all_records():
        for path, value in walk(loaded.raw):
            if _is_prose(loaded, path):
                yield from _in_value(value, loaded.at(*path), lines(loaded.file))


def names(data: LoadedData) -> set[str]:
    """The words of names and titles, whose spelling is not ours to judge."""
    return {
        word
        for loaded in data.all_records()
        for path, value in walk(loaded.raw)
        if _field(path) in _NAME_FIELDS and not _is_prose(loaded, path)
        for word in _WORD.findall(value)
    }


def _field(path: FieldPath) -> str:
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def _is_prose(loaded: LoadedRecord, path: FieldPath) -> bool:
    field = _field(path)
    return field in _PROSE_FIELDS or (field == "title" and loaded.kind.name in _TITLES_OF_OUR_OWN)


def _prose(text: str) -> str:
    """The text with all markup made blank, so that the words keep their lines and columns."""
    for pattern in (_JINJA, _MARKUP):
        text = pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    return text


def _in_text(text: str, file: str) -> Iterator[Occurrence]:
    for number, line in enumerate(_prose(text).splitlines(), 1):
        for found in _WORD.finditer(line):
            yield Occurrence(file, number, found.start() + 1, found[0])


def _in_value(text: str, start: Position, lines: list[str]) -> Iterator[Occurrence]:
    """The words of a value that begins at `start`. A folded text has lost its lines, so each is sought in the file's."""
    for word in _WORD.findall(_prose(text)):
        whole = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
        places = ((number, whole.search(line)) for number, line in enumerate(lines[start.line - 1 :], start.line))
        line, column = next(((number, found.start() + 1) for number, found in places if found), (start.line, 1))
        yield Occurrence(start.file, line, column, word)


def unknown(words: Iterable[str], program: str = "hunspell") -> dict[str, list[str]]:
    """The words that hunspell does not know, each with what it suggests. Raises NoDictionary."""
    # Each line begins with a sign that says: this is text and no command to the program.
    asked = "".join(f"^{word}\n" for word in sorted(set(words)))
    command = [program, "-a", "-i", "utf-8", "-d", _DICTIONARY]
    try:
        done = subprocess.run(command, input=asked, capture_output=True, encoding="utf-8", timeout=60)
    except OSError:
        raise NoDictionary from None
    if done.returncode:
        raise NoDictionary
    found: dict[str, list[str]] = {}
    for line in done.stdout.splitlines():
        # `& fællskab 3 0: fællesskab, …` has suggestions, `# ckzw 0` has none.
        if line.startswith(("&", "#")):
            head, _, suggestions = line.partition(": ")
            found[head.split()[1]] = suggestions.split(", ") if suggestions else []
    return found


def own_words(text: str) -> set[str]:
    """The words of a list with one word a line; what follows a # is a remark."""
    return {word for line in text.splitlines() if (word := line.partition("#")[0].strip())}


def _is_known(word: str, known: set[str]) -> bool:
    """Whether a list has the word, which may be a genitive, or begin with a capital where a sentence does."""
    stem = re.sub(r"['’]?s$", "", word)
    return bool({word, stem, word[0].lower() + word[1:], stem[:1].lower() + stem[1:]} & known)


def diagnostics(root: Path, program: str = "hunspell") -> Iterator[Diagnostic]:
    """A diagnostic for each word that is misspelt or unknown, with what may be meant."""
    data = load(root / "data")

    @cache
    def lines(file: str) -> list[str]:
        return (root / "data" / Path(file).name).read_text("utf-8").splitlines()

    written = set(in_data(data, lines))
    for page in read_documents(root / "docs"):
        written.update(in_markdown(page))
    for path in (root / "overrides").rglob("*.html"):
        written.update(in_template(path.read_text("utf-8"), path.relative_to(root).as_posix()))
    known = names(data) | own_words((root / OWN_WORDS).read_text("utf-8"))
    doubtful = unknown({each.word for each in written if not _is_known(each.word, known)}, program)
    for each in sorted(written):
        if each.word in doubtful:
            meant = ", ".join(f"»{suggestion}«" for suggestion in doubtful[each.word][:4])
            hint = f"; mente du {meant}?" if meant else ""
            message = f"»{each.word}« står ikke i ordbogen{hint}"
            yield Position(each.file, each.line, each.column).diagnostic("stavning", message)
