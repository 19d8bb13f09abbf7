"""Strict YAML: the text of one file as plain dicts, lists and strings, with the position of every value beside it.

Built on the events of the YAML parser, not on its loader: a loader guesses types,
keeps the last of two equal keys, follows aliases, and recurses until it crashes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from publication.loading.decoding import lines_of
from publication.loading.diagnostics import Diagnostic, Position
from publication.loading.parser_messages import SHORTCUT, Location, explain
from publication.model.fields import FieldPath
from publication.model.types import EMPTY, PlainScalar

# libyaml's parser where PyYAML was built with it, the slower one in Python where not.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

DEEPEST = 12  # levels of lists and fields; records use five

_LOST = (
    "alt efter # regnes for en kommentar og går tabt; sæt anførselstegn om værdien, "
    "eller flyt kommentaren op på sin egen linje"
)


class PositionTree:
    """Where a value stands in its file; for a list or a group of fields also where its values and their names do."""

    __slots__ = ("keys", "position", "values")

    def __init__(self, position: Position) -> None:
        self.position = position
        self.keys: dict[str, Position] = {}
        self.values: dict[str | int, PositionTree] = {}

    def at(self, path: FieldPath) -> Position:
        """The position of the value at the end of `path`; of the nearest group around it where there is none."""
        here = self
        for step in path:
            if step not in here.values:
                break
            here = here.values[step]
        return here.position

    def at_key(self, path: FieldPath) -> Position:
        """The position of the name of the field at the end of `path`; of the group around it where it has none."""
        around = self
        for step in path[:-1]:
            if step not in around.values:
                break
            around = around.values[step]
        return around.keys.get(str(path[-1]), around.position) if path else around.position


@dataclass(frozen=True)
class ParsedFile:
    """The values at the top of a file (more than one where an error cut it in pieces), each with its positions.

    `whole` says whether all of the file was understood.
    """

    values: list[tuple[Any, PositionTree]]
    diagnostics: list[Diagnostic]
    whole: bool


def parse(text: str, file: str) -> ParsedFile:
    """The values of a text. One that is not YAML is read again record by record, so that one error hides no other."""
    builder = _Builder(text, file, 0)
    try:
        return ParsedFile(builder.build(), builder.diagnostics, whole=True)
    except _ParseError as error:
        first = error.diagnostic
    values: list[tuple[Any, PositionTree]] = []
    diagnostics: list[Diagnostic] = []
    errors: list[Diagnostic] = []
    for lines_before, piece in _pieces(text):
        builder = _Builder(piece, file, lines_before)
        try:
            values += builder.build()
        except _ParseError as error:
            errors.append(error.diagnostic)
        diagnostics += builder.diagnostics
    return ParsedFile(values, diagnostics + (errors or [first]), whole=False)


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """The text cut before each line that begins a record, with the number of lines before each piece."""
    lines = lines_of(text)
    starts = [number for number, line in enumerate(lines) if line == "-" or line.startswith("- ")]
    for start, end in zip([0, *starts], [*starts, len(lines)], strict=True):
        if start < end:
            yield start, "\n".join(lines[start:end])


class _ParseError(Exception):
    """The text is not YAML from here on."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


class _Container:
    """A list or a group of fields that is being read. In a group, `key` is the field whose value comes next."""

    __slots__ = ("expects_key", "key", "positions", "value")

    def __init__(self, value: Any, positions: PositionTree) -> None:
        self.value = value
        self.positions = positions
        self.expects_key = isinstance(value, dict)
        self.key: str | None = None

    def add(self, value: Any, positions: PositionTree) -> None:
        """Take the next value; that of a field which stands a second time is left out."""
        if isinstance(self.value, list):
            self.positions.values[len(self.value)] = positions
            self.value.append(value)
        else:
            self.expects_key = True
            if self.key is not None:
                self.value[self.key] = value
                self.positions.values[self.key] = positions


class _Builder:
    """Turns the events of one text into values and their positions. `lines_before` come before it in the file."""

    def __init__(self, text: str, file: str, lines_before: int) -> None:
        self.text = text
        self.file = file
        self.lines_before = lines_before
        self.lines = lines_of(text)
        self.diagnostics: list[Diagnostic] = []
        self.documents = 0
        self.top = _Container([], PositionTree(self._at(0, 0)))
        self.open = [self.top]  # the innermost last
        self.commented = {
            number for number, line in enumerate(self.lines) if " #" in line and not line.lstrip().startswith("#")
        }

    def build(self) -> list[tuple[Any, PositionTree]]:
        """What stands at the top: one value, or none in an empty text. Raises `_ParseError`."""
        loader = _Loader(self.text)
        try:
            while type(event := loader.get_event()) is not yaml.StreamEndEvent:
                if handle := _HANDLERS.get(type(event)):
                    handle(self, event)
        except yaml.MarkedYAMLError as error:
            raise _ParseError(self._in_danish(error)) from None
        except yaml.YAMLError:
            raise _ParseError(self._unreadable()) from None
        finally:
            loader.dispose()
        return [(value, self.top.positions.values[number]) for number, value in enumerate(self.top.value)]

    def scalar(self, event: Any) -> None:
        self._refuse_shortcut(event)
        around = self.open[-1]
        if around.expects_key:
            self._key(event, around)
            return
        if not event.style and event.end_mark.line in self.commented:
            self._look_for_comment(event.end_mark)
        value = event.value if event.style else PlainScalar(event.value)
        around.add(value, PositionTree(self._position(event)))

    def start(self, event: Any) -> None:
        position = self._position(event)
        if self.open[-1].expects_key:
            raise _ParseError(position.diagnostic("yaml-form", "et felts navn skal være ét ord"))
        self._refuse_shortcut(event)
        if len(self.open) > DEEPEST:
            message = "der er for mange lag af lister og felter inden i hinanden"
            raise _ParseError(position.diagnostic("yaml-form", message))
        begun = _Container({} if type(event) is yaml.MappingStartEvent else [], PositionTree(position))
        self.open[-1].add(begun.value, begun.positions)
        self.open.append(begun)

    def end(self, event: Any) -> None:
        ended = self.open.pop()
        if not ended.value and len(self.open) > 1:
            self.diagnostics.append(ended.positions.position.diagnostic("tom-vaerdi", EMPTY))

    def alias(self, event: Any) -> None:
        position = self._position(event)
        self.diagnostics.append(position.diagnostic("yaml-genvej", SHORTCUT))
        around = self.open[-1]
        if around.expects_key:
            around.key, around.expects_key = None, False
        else:
            around.add(f"*{event.anchor}", PositionTree(position))

    def document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            message = "tre bindestreger begynder et nyt dokument; slet linjen, så filen er ét"
            self.diagnostics.append(self._position(event).diagnostic("flere-dokumenter", message))

    def _key(self, event: Any, group: _Container) -> None:
        """Take the name of a field; one that stands a second time is said, and its value will be left out."""
        name, position = event.value, self._position(event)
        group.expects_key = False
        first = group.positions.keys.setdefault(name, position)
        group.key = name if first is position else None
        if first is not position:
            message = f"feltet «{name}» står to gange; det står også i linje {first.line}"
            self.diagnostics.append(position.diagnostic("dobbelt-felt", message))

    def _refuse_shortcut(self, event: Any) -> None:
        if event.anchor is not None or event.tag is not None:
            self.diagnostics.append(self._position(event).diagnostic("yaml-genvej", SHORTCUT))

    def _look_for_comment(self, end: Any) -> None:
        rest = self.lines[end.line][end.column :]
        if re.match(r"\s+#", rest):
            self.diagnostics.append(self._at(end.line, end.column + rest.index("#")).diagnostic("kommentar", _LOST))

    def _at(self, line: int, column: int) -> Position:
        """Both counted from 0, as the parser does."""
        return Position(self.file, self.lines_before + line + 1, column + 1)

    def _position(self, event: Any) -> Position:
        mark = event.start_mark
        return Position(self.file, self.lines_before + mark.line + 1, mark.column + 1)

    def _unreadable(self) -> Diagnostic:
        return self._at(0, 0).diagnostic("yaml-form", "filen kan ikke læses som YAML")

    def _in_danish(self, error: yaml.MarkedYAMLError) -> Diagnostic:
        """What the parser stumbled on, at the line an editor has to look at."""
        mark = error.problem_mark or error.context_mark
        if mark is None:
            return self._unreadable()
        start = error.context_mark or mark
        here, begun = (Location(self.lines, min(one.line, len(self.lines) - 1), one.column) for one in (mark, start))
        code, where, message = explain(f"{error.context or ''} {error.problem or ''}", here, begun)
        return self._at(where.line, where.column).diagnostic(code, message)


_HANDLERS = {
    yaml.ScalarEvent: _Builder.scalar,
    yaml.MappingStartEvent: _Builder.start,
    yaml.SequenceStartEvent: _Builder.start,
    yaml.MappingEndEvent: _Builder.end,
    yaml.SequenceEndEvent: _Builder.end,
    yaml.AliasEvent: _Builder.alias,
    yaml.DocumentStartEvent: _Builder.document,
}
