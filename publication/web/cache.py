"""The cache of bytes that take long to make: each is one file, named by all that its bytes depend on."""

from __future__ import annotations

import functools
import hashlib
import os
import sys
import zlib
from collections.abc import Callable, Sequence
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path


def write_whole(file: Path, content: bytes) -> None:
    """Write a file under another name first, so that no reader and no killed build meets half a file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    part.write_bytes(content)
    part.replace(file)


@functools.cache
def made_by(*modules: str, packages: tuple[str, ...] = ()) -> str:
    """The fingerprint of what makes some bytes: the source of modules of ours, and the versions of packages.

    The interpreter and zlib count too, since they decide how a picture is compressed. The modules are not imported.
    """
    digest = hashlib.sha256(f"{sys.version} {zlib.ZLIB_RUNTIME_VERSION}".encode())
    for module in modules:
        spec = find_spec(module)
        assert spec and spec.origin, module
        digest.update(Path(spec.origin).read_bytes())
    digest.update(" ".join(f"{package}={version(package)}" for package in packages).encode())
    return digest.hexdigest()


class Cache:
    """A folder of entries. `prune` keeps those that were asked for since it was opened, and no others."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._asked: set[str] = set()
        self.made = 0
        """How many entries were not there."""

    def __contains__(self, key: Sequence[str]) -> bool:
        return (self._folder / _name(key)).exists()

    def get(self, key: Sequence[str], make: Callable[[], bytes]) -> bytes:
        """The bytes under a key, made only when they are not there. The key names all that they depend on."""
        name = _name(key)
        self._asked.add(name)
        try:
            digest, content = (self._folder / name).read_bytes().split(b"\n", 1)
        except (OSError, ValueError):
            digest, content = b"", b""
        if digest != _digest(content):
            content = make()
            self.made += 1
            write_whole(self._folder / name, _digest(content) + b"\n" + content)
        return content

    def prune(self) -> None:
        for file in self._folder.iterdir() if self._folder.is_dir() else ():
            # Another build may be writing a part just now.
            if file.name not in self._asked and file.suffix != ".part":
                file.unlink(missing_ok=True)


def _name(key: Sequence[str]) -> str:
    return hashlib.sha256("\0".join(key).encode()).hexdigest()[:32]


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest()[:16].encode()
