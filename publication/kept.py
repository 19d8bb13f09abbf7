"""What a build need not work out again: texts in a cache, each under a digest of everything that it was made from."""

from __future__ import annotations

import hashlib
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
    """Texts that were worked out before, each a file in one folder, so that a thousand of them need no memory.

    `save` keeps those that this build asked for, and no others. `way` is the code that works
    them out: when it has changed, nothing counts as known.
    """

    def __init__(self, folder: Path, way: Sequence[Path]) -> None:
        self._folder = folder
        self._way = hashlib.sha256(b"".join(path.read_bytes() for path in way)).digest()
        self._asked: set[str] = set()

    def text(self, made_from: Sequence[str], make: Callable[[], str]) -> str:
        """The text that is made from these, worked out only if it is not known."""
        name = hashlib.sha256(self._way + "\0".join(made_from).encode()).hexdigest()[:32]
        self._asked.add(name)
        try:
            return (self._folder / name).read_bytes().decode()
        except (OSError, ValueError):
            # None yet, or one that somebody spoilt.
            text = make()
            write_whole(self._folder / name, text.encode())
            return text

    def save(self) -> None:
        for file in self._folder.iterdir() if self._folder.is_dir() else ():
            # A part belongs to a build that runs beside this one.
            if file.name not in self._asked and file.suffix != ".part":
                file.unlink(missing_ok=True)
