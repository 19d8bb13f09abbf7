"""Writing a site and putting it in its place whole: a build that fails or is killed leaves the old one standing.

A site is built in `.site-<process>` beside its place. The one that stood there waits as `.site-old-<process>` while the
new one moves in; the next build puts it back if this one was killed between the two moves.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

_SCRIPTS = (".js", ".mjs", ".cjs")


def write(site: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write files into the site; each is its path there and its content."""
    made: set[str] = set()
    for path, content in files:
        folder = path.rpartition("/")[0]
        if folder not in made:
            (site / folder).mkdir(parents=True, exist_ok=True)
            made.add(folder)
        (site / path).write_bytes(content)


def paths(site: Path) -> list[str]:
    """The path of every file in a site, in their order."""
    start = len(str(site)) + 1
    return sorted(f"{folder}{os.sep}{name}"[start:].replace(os.sep, "/") for folder, _, names in os.walk(site) for name in names)


def scripts(site: Path) -> list[str]:
    """The path of every file in the site that a browser would run as a script."""
    return [path for path in paths(site) if path.lower().endswith(_SCRIPTS)]


def open_folder(target: Path) -> Path:
    """A new, empty folder beside `target` to build in. What builds that were killed have left is cleared away first.

    Raises OSError when the folder cannot be written.
    """
    for left in sorted(target.parent.glob(f".{target.name}-*")):
        process = left.name.rpartition("-")[2]
        if not process.isdigit() or _runs(int(process)):
            continue
        if left.name.startswith(f".{target.name}-old-") and not target.exists():
            os.rename(left, target)
        else:
            shutil.rmtree(left)
    folder = target.with_name(f".{target.name}-{os.getpid()}")
    folder.mkdir()
    return folder


def put_in_place(built: Path, target: Path) -> None:
    """Move a finished site to where it belongs; the one that stood there is removed after that."""
    old = target.with_name(f".{target.name}-old-{os.getpid()}")
    if target.exists():
        os.rename(target, old)
    os.rename(built, target)
    if old.exists():
        shutil.rmtree(old)


_REASONS = {
    **dict.fromkeys([errno.ENOSPC, errno.EDQUOT], "der er ikke mere plads på disken"),
    **dict.fromkeys([errno.ENOTDIR, errno.ENOENT], "mappen kan ikke laves dér"),
    **dict.fromkeys([errno.EACCES, errno.EPERM], "der er ikke lov til at skrive i mappen"),
    errno.EFBIG: "der er ikke plads til så stor en fil",
    errno.EROFS: "disken kan kun læses",
}


def in_danish(error: OSError) -> str:
    """What to tell an editor when the disk will not take the site."""
    reason = _REASONS.get(error.errno or 0, f"fejl nummer {error.errno}")
    where = f" ({error.filename})" if error.filename else ""
    return f"Siden kunne ikke skrives: {reason}{where}. Den gamle udgave står, som den stod."


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True
