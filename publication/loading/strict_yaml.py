"""Strict YAML: the text of one file as plain dicts, lists and `Written`, with the place of every value beside it.

Built on the events of the YAML parser, not on its loader: a loader guesses types,
keeps the last of two equal keys, follows aliases, and recurses until it crashes.
What the parser says in English about a slip becomes Danish here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from publication.loading.diagnostics import Diagnostic, Position
from publication.model.types import Written, WrittenPlain

# libyaml's parser where PyYAML was built with it, the slower one in Python where not.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

DEEPEST = 12  # levels of lists and fields; records use five

EMPTY = "feltet er tomt; skriv en værdi, eller slet linjen"
NO_SPACE = "der mangler et mellemrum efter kolon"
_SHORTCUT = "YAML-genvejene &, * og ! bruges ikke her; skriv værdien helt ud, eller sæt anførselstegn om den"
_LOST = (
    "alt efter # regnes for en kommentar og går tabt; sæt anførselstegn om værdien, "
    "eller flyt kommentaren op på sin egen linje"
)


Mark = int
"""A place in a text, its line and its column as one number: large files have hundreds of thousands of them."""
_COLUMNS = 1 << 20


def _mark(start: Any) -> Mark:
    return start.line * _COLUMNS + start.column  # type: ignore[no-any-return]  # the parser's own mark


def line_and_column(mark: Mark) -> tuple[int, int]:
    """Both counted from 0."""
    return divmod(mark, _COLUMNS)


class Spot:
    """Where a list or a group of fields stands, and everything in it. A single value's spot is its mark alone."""

    __slots__ = ("below", "keys", "mark")

    def __init__(self, mark: Mark) -> None:
        self.mark = mark
        self.keys: dict[str, Mark] = {}
        self.below: dict[str | int, Spot | Mark] = {}


@dataclass(frozen=True)
class Root:
    """What stands at the top of a text: the value, its spot, and how many lines of the file come before the text."""

    value: Any
    spot: Any
    lines_before: int


@dataclass(frozen=True)
class Tree:
    """One file: its roots (more than one where a slip cut it in pieces), the diagnostics, and whether all was understood."""

    roots: list[Root]
    diagnostics: list[Diagnostic]
    whole: bool


def lines_of(text: str) -> list[str]:
    """The lines of a text as the YAML parser counts them."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def grow(text: str, file: str) -> Tree:
    """The tree of a text. One that is not YAML is read again record by record, so that one slip hides no other."""
    whole = _Builder(text, file, 0)
    try:
        return Tree(whole.build(), whole.diagnostics, whole=True)
    except _Slip as slip:
        first = slip.diagnostic
    roots: list[Root] = []
    diagnostics: list[Diagnostic] = []
    slips: list[Diagnostic] = []
    for lines_before, piece in _pieces(text):
        part = _Builder(piece, file, lines_before)
        try:
            roots += part.build()
        except _Slip as slip:
            slips.append(slip.diagnostic)
        diagnostics += part.diagnostics
    return Tree(roots, diagnostics + (slips or [first]), whole=False)


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """The text cut before each line that begins a record, with the number of lines before each piece."""
    lines = lines_of(text)
    starts = [number for number, line in enumerate(lines) if line == "-" or line.startswith("- ")]
    for start, end in zip([0, *starts], [*starts, len(lines)], strict=True):
        if start < end:
            yield start, "\n".join(lines[start:end])


# --- Building -------------------------------------------------------------------------------------


class _Slip(Exception):
    """The text is not YAML from here on."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


class _Builder:
    """Turns the events of one text into values and spots. The loop is long because it runs for every value."""

    def __init__(self, text: str, file: str, lines_before: int) -> None:
        self.text = text
        self.file = file
        self.lines_before = lines_before
        self.lines = lines_of(text)
        self.diagnostics: list[Diagnostic] = []
        self.commented = {
            number for number, line in enumerate(self.lines) if " #" in line and not line.lstrip().startswith("#")
        }

    def place(self, line: int, column: int) -> Position:
        return Position(self.file, self.lines_before + line + 1, column + 1)

    def diagnostic(self, mark: Mark, code: str, message: str) -> None:
        self.diagnostics.append(self.place(*line_and_column(mark)).diagnostic(code, message))

    def build(self) -> list[Root]:
        """What stands at the top: one value, or none in an empty text. Raises `_Slip` where the text is not YAML."""
        loader = _Loader(self.text)
        try:
            return self._roots(loader.get_event)
        except yaml.MarkedYAMLError as error:
            raise _Slip(self._in_danish(error)) from None
        except yaml.YAMLError:
            raise _Slip(self.place(0, 0).diagnostic("yaml-form", "filen kan ikke læses som YAML")) from None
        finally:
            loader.dispose()

    def _roots(self, next_event: Any) -> list[Root]:
        top: list[Any] = []
        container: Any = top
        spot = Spot(0)
        stack: list[tuple[Any, Spot, bool]] = []
        in_fields = expects_key = False
        key: str | None = None
        documents = 0
        while True:
            event = next_event()
            kind = type(event)
            if kind is yaml.ScalarEvent:
                if event.anchor is not None or event.tag is not None:
                    self.diagnostic(_mark(event.start_mark), "yaml-genvej", _SHORTCUT)
                if expects_key:
                    key, expects_key = self._key(event, spot), False
                    continue
                below: Spot | Mark = _mark(event.start_mark)
                if event.style:
                    value: Any = Written(event.value)
                else:
                    value = WrittenPlain(event.value)
                    if event.end_mark.line in self.commented:
                        self._look_for_comment(event.end_mark)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                if expects_key:
                    raise self._slip(_mark(event.start_mark), "et felts navn skal være ét ord")
                if event.anchor is not None or event.tag is not None:
                    self.diagnostic(_mark(event.start_mark), "yaml-genvej", _SHORTCUT)
                if len(stack) >= DEEPEST:
                    raise self._slip(_mark(event.start_mark), "der er for mange lag af lister og felter inden i hinanden")
                value = {} if kind is yaml.MappingStartEvent else []
                below = Spot(_mark(event.start_mark))
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                if not container and len(stack) > 1:
                    self.diagnostic(spot.mark, "tom-vaerdi", EMPTY)
                container, spot, in_fields = stack.pop()
                expects_key = in_fields
                continue
            elif kind is yaml.AliasEvent:
                self.diagnostic(_mark(event.start_mark), "yaml-genvej", _SHORTCUT)
                if expects_key:
                    key, expects_key = None, False
                    continue
                value, below = Written(f"*{event.anchor}"), _mark(event.start_mark)
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    message = "tre bindestreger begynder et nyt dokument; slet linjen, så filen er ét"
                    self.diagnostic(_mark(event.start_mark), "flere-dokumenter", message)
                continue
            elif kind is yaml.StreamEndEvent:
                break
            else:
                continue
            if not in_fields:
                spot.below[len(container)] = below
                container.append(value)
            else:
                expects_key = True
                if key is not None:
                    container[key], spot.below[key] = value, below
            if type(below) is Spot:
                stack.append((container, spot, in_fields))
                container, spot = value, below
                in_fields = expects_key = kind is yaml.MappingStartEvent
        return [Root(value, spot.below[number], self.lines_before) for number, value in enumerate(top)]

    def _key(self, event: Any, spot: Spot) -> str | None:
        """The name of a field, or nothing where it stands a second time."""
        key: str = event.value
        if key not in spot.keys:
            spot.keys[key] = _mark(event.start_mark)
            return key
        first = self.place(*line_and_column(spot.keys[key])).line
        self.diagnostic(_mark(event.start_mark), "dobbelt-felt", f"feltet «{key}» står to gange; det står også i linje {first}")
        return None

    def _look_for_comment(self, end: Any) -> None:
        rest = self.lines[end.line][end.column :]
        if re.match(r"\s+#", rest):
            self.diagnostics.append(self.place(end.line, end.column + rest.index("#")).diagnostic("kommentar", _LOST))

    def _slip(self, mark: Mark, message: str) -> _Slip:
        return _Slip(self.place(*line_and_column(mark)).diagnostic("yaml-form", message))

    def _in_danish(self, error: yaml.MarkedYAMLError) -> Diagnostic:
        """What the parser stumbled on, at the line an editor has to look at."""
        mark = error.problem_mark or error.context_mark
        if mark is None:
            return self.place(0, 0).diagnostic("yaml-form", "filen kan ikke læses som YAML")
        start = error.context_mark or mark
        here, begun = (At(self.lines, min(one.line, len(self.lines) - 1), one.column) for one in (mark, start))
        code, where, message = explained(f"{error.context or ''} {error.problem or ''}", here, begun)
        return self.place(where.line, where.column).diagnostic(code, message)


# --- What the parser means ------------------------------------------------------------------------


@dataclass(frozen=True)
class At:
    """A place in a text, from 0, with the lines around it."""

    lines: list[str]
    line: int
    column: int

    @property
    def text(self) -> str:
        return self.lines[self.line]

    @property
    def before(self) -> str:
        return self.text[: self.column]

    def above(self) -> At:
        """The first sign on the line above; on this one, where it is the first."""
        line = max(self.line - 1, 0)
        return At(self.lines, line, len(self.lines[line]) - len(self.lines[line].lstrip(" -")))

    def opened_quote(self) -> At | None:
        """The quotation mark that was opened on a line above and that the one just before this place seems to close."""
        sign = self.before[-1:]
        for line in range(self.line - 1, -1, -1):
            opening = re.match(rf"\s*(?:- )*(?:[\w-]+:\s+)?{sign}", self.lines[line]) if sign in {"'", '"'} else None
            if opening:
                lonely = self.lines[line].count(sign) % 2 == 1
                return At(self.lines, line, opening.end() - 1) if lonely else None
        return None


_CLOSE_COLON = re.compile(r"\s*(?:- )*[\w-]+:[^\s/]")
_QUOTE_OPEN = "anførselstegnet, der begynder her, bliver ikke lukket igen"


def explained(problem: str, here: At, begun: At) -> tuple[str, At, str]:
    """The parser's complaint as (code, place, Danish message). `begun` is where what it was reading began."""
    form = "yaml-form"
    for at in (begun, here):
        if "\u00a0" in at.text:
            hard = "linjen rummer et hårdt mellemrum, som kan følge med, når man kopierer; skriv mellemrummene igen"
            return form, at, hard
    if "quoted scalar" in problem and ("end of stream" in problem or "document indicator" in problem):
        return form, begun, _QUOTE_OPEN
    if "escape" in problem:
        return form, here, "en omvendt skråstreg virker ikke mellem disse anførselstegn; brug enkelte anførselstegn (')"
    if "simple key" in problem or "expected ':'" in problem:
        if _CLOSE_COLON.match(begun.text):
            return form, begun, NO_SPACE
        return form, begun, "linjen er ikke et felt; der mangler et kolon, et anførselstegn eller en indrykning"
    if "cannot start any token" in problem:
        sign = here.text[here.column : here.column + 1]
        return form, here, f"en værdi kan ikke begynde med «{sign}»; sæt anførselstegn om hele værdien"
    if any(word in problem for word in ("anchor", "alias", "tag", "directive")):
        return "yaml-genvej", here, _SHORTCUT
    if "mapping values are not allowed" in problem:
        if not re.fullmatch(r"\s*(?:- )*[\w-]+", here.before):
            return form, here, "et kolon midt i en tekst skiller den ad; sæt anførselstegn om hele teksten"
        if _CLOSE_COLON.match(here.above().text):
            return form, here.above(), NO_SPACE
        return form, here, "linjen er rykket forkert ind, eller linjen over mangler sin værdi"
    if "flow" in problem:
        return form, begun, "listen, der begynder her, bliver ikke lukket igen"
    if "block sequence entries" in problem:
        return form, here, "en bindestreg kan ikke stå her; sæt anførselstegn om teksten, eller ryk linjen på plads"
    if opened := here.opened_quote():
        return form, opened, _QUOTE_OPEN
    if re.search(r"[\"'][^:#]*$", here.before):
        return form, here, "der står mere efter det sidste anførselstegn; sæt anførselstegn om hele værdien"
    return form, here, "linjen er rykket forkert ind; den skal stå lige under de andre felter i posten"


# --- Bytes to text --------------------------------------------------------------------------------

# What ends a line for YAML but for no editor, and what YAML does not let stand in a file at all.
_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def text_of(data: bytes, file: str) -> tuple[str, list[Diagnostic]]:
    """A file's text, made harmless for the parser, and what is wrong with its signs."""
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
        # Read on with what the byte most likely stood for, so that the file's other diagnostics are found as well.
        text = "".join(_likely(sign) for sign in data.decode("utf-8", "surrogateescape"))
    if "\t" not in text and not _ODD.search(text):
        return text, diagnostics
    diagnostics += [diagnostic for number, line in enumerate(lines_of(text), 1) for diagnostic in _odd_signs(line, file, number)]
    text = re.sub(r"(?m)^[ \t]*\t[ \t]*", lambda indent: indent[0].replace("\t", "  "), text).replace("\t", " ")
    return _ODD.sub(" ", text), diagnostics


def _odd_signs(line: str, file: str, number: int) -> Iterator[Diagnostic]:
    if "\t" in line:
        yield Position(file, number, line.index("\t") + 1).diagnostic(
            "tabulator", "linjen rummer et tabulatortegn; brug mellemrum"
        )
    if sign := _ODD.search(line):
        yield Position(file, number, sign.start() + 1).diagnostic("usynligt-tegn", "linjen rummer et usynligt tegn; slet det")


def _likely(sign: str) -> str:
    """A sign as it is; a byte that is no UTF-8 as the letter it is in files from older Windows programs."""
    return sign if not "\udc80" <= sign <= "\udcff" else bytes([ord(sign) - 0xDC00]).decode("cp1252", "replace")
