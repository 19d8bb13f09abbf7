"""How far a long step has come, shown in a terminal and never written into a log file."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TextIO


def progress(label: str, out: TextIO | None = None) -> Callable[[int, int], None]:
    """A function that takes how many of how many are done, and keeps one line up to date."""
    stream = out or sys.stderr
    shown = stream.isatty()

    def say(done: int, total: int) -> None:
        if shown:
            stream.write(f"\r{label} {done}/{total}" + ("\n" if done == total else ""))
            stream.flush()

    return say
