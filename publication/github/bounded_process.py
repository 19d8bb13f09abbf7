"""A program run over what a stranger wrote: with little time, memory and output, and none of our secrets."""

from __future__ import annotations

import os
import resource
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

SECONDS = 15
MEMORY = 4 * 1024**3
OUTPUT = 128 * 1024**2
# What a program needs of the environment to run at all. Everything else, such as a token, stays with us.
_ENVIRONMENT = ("PATH", "HOME", "LANG", "LC_ALL", "PYTHONPATH", "TMPDIR")


def output(
    command: Sequence[str], allowed: Sequence[int] = (0,), given: bytes = b"", largest: int = OUTPUT, folder: Path | None = None
) -> bytes | None:
    """What a command prints; None where it ends with another status, or needs more than it may have."""
    environment = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}

    def limit() -> None:
        for what, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_FSIZE, largest), (resource.RLIMIT_CORE, 0)):
            resource.setrlimit(what, (most, most))

    # Into a file: a pipe has no limit, and a program that prints for ever would fill our memory.
    with tempfile.TemporaryFile() as printed, tempfile.TemporaryFile() as read:
        read.write(given)
        read.seek(0)
        try:
            done = subprocess.run(
                command, stdin=read, stdout=printed, stderr=subprocess.DEVNULL, env=environment, cwd=folder,
                preexec_fn=limit, timeout=SECONDS, check=False,
            )  # fmt: skip
        except (subprocess.TimeoutExpired, OSError):
            return None
        if done.returncode not in allowed:
            return None
        printed.seek(0)
        return printed.read()
