"""Strict YAML: the text of one file as plain dicts, lists and strings, with the position of every value beside it.

It is built on the events of the YAML parser and not on its loader, which guesses types, keeps the last of two equal
keys, follows aliases, and recurses until it crashes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import yaml

from publication.loading.decoding import lines_of
from publication.loading.diagnostics import Diagnostic, Position
from publication.loading.parser_messages import SHORTCUT, Location, explain
from publication.model.fields import FieldPath
from publication.model.types import EMPTY, PlainScalar

# libyaml's parser where PyYAML was built with it, the slower one in Python where not.
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

DEEPEST = 12  # levels of lists and fields; records use five

_COMMENT = re.compile(r"\s+#")
_LOST = (
    "alt efter # regnes for en kommentar og går tabt; sæt anførselstegn om værdien, "
    "eller flyt kommentaren op på sin egen linje"
)


@dataclass(frozen=True)
class Positions:
    """Where the values of a file and the names of its fields stand. Paths begin at the value that `start` leads to."""

    file: str
    # Line and column as plain tuples: tens of thousands of named ones would keep the garbage collector busy.
    values: dict[FieldPath, tuple[int, int]]
    keys: dict[FieldPath, tuple[int, int]]
    start: FieldPath = ()

    def below(self, step: str | int) -> Positions:
        """The same for paths that begin at a value in this one."""
        return replace(self, start=(*self.start, step))

    def at(self, path: FieldPath = ()) -> Position:
        """The position of the value at the end of `path`; of the nearest group around it where there is none."""
        return Position(self.file, *self.values[self._known((*self.start, *path))])

    def at_key(self, path: FieldPath) -> Position:
        """The position of the name of the field at the end of `path`; of the group around it where it has none."""
        if not path:
            return self.at()
        around = self._known((*self.start, *path[:-1]))
        return Position(self.file, *self.keys.get((*around, path[-1]), self.values[around]))

    def _known(self, path: FieldPath) -> FieldPath:
        while path not in self.values:
            path = path[:-1]
        return path


@dataclass(frozen=True)
class ParsedFile:
    """The values at the top of a file, each with its positions: more than one where an error cut the file in pieces."""

    values: list[tuple[Any, Positions]]
    diagnostics: list[Diagnostic]
    whole: bool  # whether all of the file was understood


def parse(text: str, file: str) -> ParsedFile:
    """The values of a text. One that is not YAML is read again record by record, so that one error hides no other."""
    builder = _Builder(text, file, 0)
    try:
        return ParsedFile(builder.build(), builder.diagnostics, builder.whole)
    except _ParseError as error:
        first = error.diagnostic
    values: list[tuple[Any, Positions]] = []
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
        self.diagnostic = diagnostic


@dataclass(slots=True)
class _Container:
    """A list or a group of fields that is being read."""

    value: Any
    path: FieldPath
    expects_key: bool
    key: str | int = ""  # the field whose value comes next; a number where that value will be left out
    two_records: bool = False  # whether a second record begins in it, whose fields are all left out


class _Builder:
    """Turns the events of one text into values and their positions. `lines_before` come before it in the file."""

    def __init__(self, text: str, file: str, lines_before: int) -> None:
        self.text = text
        self.lines_before = lines_before
        self.lines = lines_of(text)
        self.positions = Positions(file, {(): (lines_before + 1, 1)}, {})
        self.diagnostics: list[Diagnostic] = []
        self.documents = 0
        self.whole = True
        self.open = [_Container([], (), expects_key=False)]  # the innermost last

    def build(self) -> list[tuple[Any, Positions]]:
        """What stands at the top: one value, or none in an empty text. Raises `_ParseError`."""
        loader = Loader(self.text)
        top = self.open[0].value
        try:
            while type(event := loader.get_event()) is not yaml.StreamEndEvent:
                if handle := _HANDLERS.get(type(event)):
                    handle(self, event)
        except yaml.YAMLError as error:
            raise _ParseError(self._in_danish(error)) from None
        finally:
            loader.dispose()
        return [(value, self.positions.below(number)) for number, value in enumerate(top)]

    def scalar(self, event: Any) -> None:
        self._refuse_shortcut(event)
        around = self.open[-1]
        if around.expects_key:
            self._key(event, around)
        elif event.style:
            self._add(event.value, event)
        else:
            self._refuse_comment(event.end_mark)
            self._add(PlainScalar(event.value), event)

    def start(self, event: Any) -> None:
        if self.open[-1].expects_key:
            raise _ParseError(self._diagnostic(event, "yaml-form", "et felts navn skal være ét ord"))
        self._refuse_shortcut(event)
        if len(self.open) > DEEPEST:
            message = "der er for mange lag af lister og felter inden i hinanden"
            raise _ParseError(self._diagnostic(event, "yaml-form", message))
        is_group = type(event) is yaml.MappingStartEvent
        value: Any = {} if is_group else []
        self.open.append(_Container(value, self._add(value, event), expects_key=is_group))

    def end(self, event: Any) -> None:
        ended = self.open.pop()
        if not ended.value and len(self.open) > 1:
            self.diagnostics.append(self.positions.at(ended.path).diagnostic("tom-vaerdi", EMPTY))

    def alias(self, event: Any) -> None:
        self._say(event, "yaml-genvej", SHORTCUT)
        around = self.open[-1]
        if around.expects_key:
            around.key, around.expects_key = len(self.positions.values), False
        else:
            self._add(f"*{event.anchor}", event)

    def document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            message = "tre bindestreger begynder et nyt dokument; slet linjen, så filen er ét"
            self._say(event, "flere-dokumenter", message)

    def _add(self, value: Any, event: Any) -> FieldPath:
        """Put a value where it belongs, and return its path. That of a field which stands a second time is left out."""
        around = self.open[-1]
        if isinstance(around.value, list):
            path: FieldPath = (*around.path, len(around.value))
            around.value.append(value)
        else:
            path = (*around.path, around.key)
            around.expects_key = True
            if isinstance(around.key, str):
                around.value[around.key] = value
        self.positions.values[path] = self._place(event)
        return path

    def _key(self, event: Any, group: _Container) -> None:
        """Take the name of a field. Where it stands a second time, its value will be left out."""
        path = (*group.path, event.value)
        first = self.positions.keys.setdefault(path, place := self._place(event))
        group.key, group.expects_key = event.value, False
        if first is not place and event.value == "id" and len(group.path) == 2 and place[0] > first[0] + 1:
            message = "feltet »id« står to gange; begynder her en ny post, mangler der en bindestreg foran id"
            self._say(event, "bindestreg", message)
            group.two_records, self.whole = True, False
        elif first is not place and not group.two_records:
            self._say(event, "dobbelt-felt", f"feltet »{event.value}« står to gange; det står også i linje {first[0]}")
        if first is not place or group.two_records:
            group.key = len(self.positions.values)

    def _refuse_shortcut(self, event: Any) -> None:
        if event.anchor is not None or event.tag is not None:
            self._say(event, "yaml-genvej", SHORTCUT)

    def _refuse_comment(self, end: Any) -> None:
        # A `?` at the end of a text has its value on a line after the last.
        if end.line < len(self.lines) and (lost := _COMMENT.match(self.lines[end.line], end.column)):
            self.diagnostics.append(self._at(end.line, lost.end() - 1).diagnostic("kommentar", _LOST))

    def _at(self, line: int, column: int) -> Position:
        """Both counted from 0, as the parser does."""
        return Position(self.positions.file, self.lines_before + line + 1, column + 1)

    def _place(self, event: Any) -> tuple[int, int]:
        mark = event.start_mark
        return self.lines_before + mark.line + 1, mark.column + 1

    def _diagnostic(self, event: Any, code: str, message: str) -> Diagnostic:
        return Position(self.positions.file, *self._place(event)).diagnostic(code, message)

    def _say(self, event: Any, code: str, message: str) -> None:
        self.diagnostics.append(self._diagnostic(event, code, message))

    def _in_danish(self, error: Any) -> Diagnostic:
        """What the parser stumbled on, at the line an editor has to look at."""
        if not isinstance(error, yaml.MarkedYAMLError) or not (mark := error.problem_mark or error.context_mark):
            return self._at(0, 0).diagnostic("yaml-form", "filen kan ikke læses som YAML")
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
