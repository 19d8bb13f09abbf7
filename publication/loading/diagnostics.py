"""Diagnostics, and the positions in files that they point to."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

LONGEST_SUGGESTION = 400  # characters


@dataclass(frozen=True, order=True)
class Diagnostic:
    """One thing an editor has to put right, and where. Line and column count from 1."""

    file: str
    line: int
    column: int
    code: str
    message: str
    suggestion: str | None = field(default=None, compare=False)

    @property
    def sentence(self) -> str:
        """The message with the likely right value, on one line whatever the data holds."""
        hint = f"; mente du »{self.suggestion}«?" if self.suggestion else ""
        return _one_line(self.message) + _one_line(hint)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.sentence} [{self.code}]"


def _one_line(text: str) -> str:
    """Text on one line, without invisible characters and of bounded length, so that it cannot break a list."""
    shown = "".join(sign if sign.isprintable() else " " for sign in " ".join(text[:2_000].split()))
    return shown if len(shown) <= 400 else f"{shown[:399]}…"


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice most like `word`, if one is like it at all."""
    # Of a very long word only the beginning: comparing takes the time of both lengths multiplied.
    close = difflib.get_close_matches(word[:100].lower().strip(), list(choices), n=1, cutoff=0.6)
    return close[0] if close else None


class Position(NamedTuple):
    """A line and a column of a file, counted from 1."""

    file: str
    line: int = 1
    column: int = 1

    def diagnostic(self, code: str, message: str, suggestion: str | None = None) -> Diagnostic:
        """What is wrong here. A suggestion that is too long to be read is left out."""
        short = suggestion if suggestion and len(suggestion) <= LONGEST_SUGGESTION else None
        return Diagnostic(self.file, self.line, self.column, code, message, short)
