"""The spelling of everything that readers see, held against hunspell's Danish dictionary and our own `words.txt`.

Names need no entry in that list: what stands in a field for names or titles in `data/` is known
everywhere, and so are the words of the glossary.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from publication.loading.loader import LoadedData, LoadedRecord, load
from publication.model.fields import FieldPath, walk

DICTIONARY = "da_DK"
OWN_WORDS = "publication/authoring/words.txt"


@dataclass(frozen=True, order=True)
class Occurrence:
    """A word and the place where it stands."""

    file: str
    line: int
    column: int
    word: str


_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def _words_of(text: str, file: str, first_line: int = 1) -> Iterator[Occurrence]:
    for number, line in enumerate(text.splitlines(), first_line):
        for found in _WORD.finditer(line):
            yield Occurrence(file, number, found.start() + 1, found[0])


# --- What is written in files ---------------------------------------------------------------------


def _blank(pattern: re.Pattern[str], text: str) -> str:
    """The text with everything that matches made blank, so that the rest keeps its line and column."""
    return pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


_FRONT_MATTER = re.compile(r"\A---\n.*?^---\n", re.DOTALL | re.MULTILINE)
_SHOWN_FIELD = re.compile(r"^(?:\s*-?\s*)(?:title|short|description|summary|text): (?:>-)?", re.MULTILINE)
_OTHER_FIELD = re.compile(r"^\s*-?\s*(?!title:|short:|description:|summary:|text:)[a-z_]+:.*$", re.MULTILINE)
# Calls of macros and Jinja's own words go first: they may stand inside a tag.
_JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_MARKUP = re.compile(
    r"\{:?\s*[#.][^}]*\}|`[^`]*`|\]\([^)]*\)|<!--.*?-->|<[/!]?[a-zA-Z][^>]*>|https?://\S+|\S+@\S+|&[a-z]+;", re.DOTALL
)


def _prose(text: str) -> str:
    return _blank(_MARKUP, _blank(_JINJA, text))


def in_markdown(text: str, file: str) -> Iterator[Occurrence]:
    """The words that a reader sees of an author's page. A page in another language has none."""
    head = _FRONT_MATTER.match(text)
    front = head[0] if head else ""
    if re.search(r"^lang: (?!da$)", front, re.MULTILINE):
        return
    shown = _blank(re.compile(r"^---$", re.MULTILINE), _blank(_SHOWN_FIELD, _blank(_OTHER_FIELD, front)))
    yield from _words_of(shown + _prose(text[len(front) :]), file)


# A soft hyphen is written as a sign of its own in templates, in the middle of words.
_SOFT_HYPHEN = "&shy;"


def in_template(text: str, file: str) -> Iterator[Occurrence]:
    """The words that stand between the tags of a template."""
    yield from _words_of(_prose(text.replace(_SOFT_HYPHEN, "")), file)


# --- What is written in data ----------------------------------------------------------------------

_PROSE_FIELDS = frozenset(
    "about activities exceptions frequency group groups label method note participants said says tagline text thanks "
    "why".split()
)
_TITLES_OF_OUR_OWN = frozenset("changes principles timeline training".split())
_NAME_FIELDS = frozenset(
    "author culture_school forms hosts institution name organisation outlet partners publisher short special_school "
    "term title topic".split()
)


def _field(path: FieldPath) -> str:
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def _is_prose(loaded: LoadedRecord, path: FieldPath) -> bool:
    field = _field(path)
    return field in _PROSE_FIELDS or (field == "title" and loaded.kind.name in _TITLES_OF_OUR_OWN)


def in_data(data: LoadedData, lines: Callable[[str], list[str]]) -> Iterator[Occurrence]:
    """The words of the texts in `data/`; `lines` gives a file's lines, to find the word's own."""
    for loaded in data.all_records():
        for path, value in walk(loaded.raw):
            if _is_prose(loaded, path):
                place, written = loaded.at(*path), lines(loaded.file)
                for word in _words_of(_prose(value), place.file):
                    yield _found_again(word, written, place.line)


def _found_again(word: Occurrence, lines: list[str], first: int) -> Occurrence:
    """The word at its place in the file: a folded text has lost its lines."""
    whole = re.compile(rf"(?<!\w){re.escape(word.word)}(?!\w)")
    for number in range(first, len(lines) + 1):
        if found := whole.search(lines[number - 1]):
            return Occurrence(word.file, number, found.start() + 1, word.word)
    return Occurrence(word.file, first, 1, word.word)


def names(data: LoadedData) -> set[str]:
    """The words of names and titles, which are as they are."""
    return {
        word.word
        for loaded in data.all_records()
        for path, value in walk(loaded.raw)
        if _field(path) in _NAME_FIELDS and not _is_prose(loaded, path)
        for word in _words_of(value, loaded.file)
    }


# --- The dictionary -------------------------------------------------------------------------------


class NoDictionary(Exception):
    """Hunspell or its Danish dictionary is not on this machine."""


def unknown(words: Iterable[str], program: str = "hunspell") -> dict[str, list[str]]:
    """The words that hunspell does not know, each with what it suggests."""
    asked = sorted(set(words))
    command = [program, "-a", "-i", "utf-8", "-d", DICTIONARY]
    try:
        # Each line begins with a sign that says: this is text and no command to the program.
        done = subprocess.run(
            command,
            input="".join(f"^{word}\n" for word in asked),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=60,
        )
    except OSError:
        raise NoDictionary from None
    if done.returncode:
        raise NoDictionary
    found: dict[str, list[str]] = {}
    for line in done.stdout.splitlines():
        if line.startswith("&"):
            head, _, suggestions = line.partition(": ")
            found[head.split()[1]] = suggestions.split(", ")
        elif line.startswith("#"):
            found[line.split()[1]] = []
    return found


def own_words(text: str) -> set[str]:
    """The words of a list with one word a line; what follows a # is a remark."""
    return {word for line in text.splitlines() if (word := line.partition("#")[0].strip())}


def _is_known(word: str, known: set[str]) -> bool:
    """Whether the word stands in a list, also with the ending of a genitive and with a capital at a sentence's start."""
    stem = re.sub(r"['’]?s$", "", word)
    return bool({word, stem, word[0].lower() + word[1:], stem[:1].lower() + stem[1:]} & known)


# --- The command line -----------------------------------------------------------------------------


def everything(root: Path) -> tuple[list[Occurrence], set[str]]:
    """Every word that readers see, from docs, data and templates, and the names among them."""
    data = load(root / "data")

    @cache
    def lines(file: str) -> list[str]:
        return (root / "data" / Path(file).name).read_text("utf-8").splitlines()

    found = list(in_data(data, lines))
    for path in sorted((root / "docs").rglob("*.md")):
        found += in_markdown(path.read_text("utf-8"), path.relative_to(root).as_posix())
    for path in sorted((root / "overrides").rglob("*.html")):
        found += in_template(path.read_text("utf-8"), path.relative_to(root).as_posix())
    return found, names(data)


def diagnostics(root: Path, program: str = "hunspell") -> Iterator[str]:
    """A line for each word that is misspelt or unknown, with file, line, column and suggestions."""
    written, known = everything(root)
    known |= own_words((root / OWN_WORDS).read_text("utf-8"))
    doubtful = unknown({each.word for each in written if not _is_known(each.word, known)}, program)
    for each in sorted(set(written)):
        if each.word in doubtful:
            meant = ", ".join(f"«{suggestion}»" for suggestion in doubtful[each.word][:4])
            hint = f"; mente du {meant}?" if meant else ""
            yield f"{each.file}:{each.line}:{each.column}: «{each.word}» står ikke i ordbogen{hint}\n"
