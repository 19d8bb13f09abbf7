"""What a build need not work out again: texts in a cache, each under a digest of everything that it was made from."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path


def write_whole(file: Path, content: bytes) -> None:
    """Write a file beside its place first, so that a build that is stopped, or one that runs beside, meets no half file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    part.write_bytes(content)
    part.replace(file)


class Kept:
    """Texts that were worked out before, in one file. `save` keeps those that this build asked for, and no others.

    `way` is the code that works them out: when it has changed, nothing counts as known.
    """

    def __init__(self, file: Path, way: Sequence[Path]) -> None:
        self._file = file
        self._way = hashlib.sha256(b"".join(path.read_bytes() for path in way)).digest()
        self._before: dict[str, str] = {}
        self._now: dict[str, str] = {}
        try:
            self._before = json.loads(file.read_text("utf-8"))
        except (OSError, ValueError):
            pass  # none yet, or one that somebody spoilt: all is worked out anew

    def text(self, made_from: Sequence[str], make: Callable[[], str]) -> str:
        """The text that is made from these, worked out only if it is not known."""
        key = hashlib.sha256(self._way + "\0".join(made_from).encode()).hexdigest()[:32]
        if key not in self._now:
            self._now[key] = self._before[key] if key in self._before else make()
        return self._now[key]

    def save(self) -> None:
        if self._now.keys() != self._before.keys():
            write_whole(self._file, json.dumps(self._now, ensure_ascii=False).encode())
