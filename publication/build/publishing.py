"""The last steps of a build: the search index, the compressed copies, and the site put in its place whole."""

from __future__ import annotations

import ctypes
import errno
import gzip
import hashlib
import os
import shutil
import subprocess
import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TypeVar

import brotli
import pagefind_bin
import zopfli.gzip

from publication.web.cache import Kept

# What a server compresses; pictures and books are compressed as they are.
_TEXT = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".csv", ".webmanifest", ".jsonld"}
# What fits in the ten packets that a server sends at once is there as fast without; and to write a file
# costs more than to compress it. What all pages share is few files, and is always worth the very best.
_WORTHWHILE = 12_000
_SHARED = "assets"
# Bytes that are compressed at once: the largest file is a list of all partnerships, of several MB.
_PART = 1 << 17

_T = TypeVar("_T")


# More would wait for each other, and each needs memory for what it compresses.
_WORKERS = 2
# As many files are worked on before the next ones are asked for.
_AT_ONCE = 16


def _all(do: Callable[[_T], None], items: Iterable[_T]) -> None:
    """Do the same with many files at once: the disk is waited for, not the processor."""
    waiting = iter(items)
    with ThreadPoolExecutor(_WORKERS) as workers:
        while batch := list(islice(waiting, _AT_ONCE)):
            for _ in workers.map(do, batch):
                pass


def write(site: Path, files: Iterable[tuple[str, bytes | Path]]) -> None:
    """Write files into the site: the path there of each, and its content or where that lies."""

    made: set[Path] = set()

    def write_one(one: tuple[str, bytes | Path]) -> None:
        path, content = one
        target = site / path
        if target.parent not in made:
            target.parent.mkdir(parents=True, exist_ok=True)
            made.add(target.parent)
        if isinstance(content, bytes):
            target.write_bytes(content)
        else:
            _lay(content, target)

    _all(write_one, files)


def _lay(source: Path, target: Path) -> None:
    """Put a finished file in the site: under a second name, which writes nothing, or as a copy where that cannot be."""
    try:
        os.link(source, target)
    except OSError:
        # What stands there may be another file's second name, which nobody must write into.
        target.unlink(missing_ok=True)
        shutil.copyfile(source, target)


@contextmanager
def indexing(site: Path) -> Iterator[None]:
    """Write Pagefind's index of the pages into `site/pagefind`, while the caller does something else.

    Raises RuntimeError with its words if it cannot.
    """
    process = subprocess.Popen(
        [
            pagefind_bin.get_executable(), "--site", site, "--glob", "**/index.html",
            "--root-selector", "main", "--exclude-selectors", _NOT_SOUGHT, "--quiet",
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    with process:
        try:
            yield
            said, _ = process.communicate()
        except BaseException:
            process.kill()
            raise
    if process.returncode:
        raise RuntimeError(f"Søgningen kunne ikke bygges: {said}")
    for pattern in _OTHERS:
        for unused in (site / INDEX).glob(pattern):
            unused.unlink()


# Where the index lies in the site.
INDEX = "pagefind"


# What nobody searches for, and what is said in words elsewhere on the page: it would only make the index heavy.
_NOT_SOUGHT = (
    ".breadcrumbs, .rail, .contents, .page-foot, .summary > strong, .link-to, .edit-link, .source-note, .chart-foot, "
    ".scroller, .key, .chart dl, .term-note, .neighbours, .numbers small, .unseen, svg"
)

# Pagefind's own ways of showing results and of working aside, and its program for languages that it does not know:
# this site uses none of them.
_OTHERS = (
    "pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui*", "pagefind-highlight.js", "pagefind-worker.js",
    "wasm.unknown.pagefind",
)  # fmt: skip


def lighten_search(site: Path, kept: Kept) -> None:
    """Compress the search's program better than Pagefind does: two thirds of what the first search fetches.

    That takes a second, so what came of it is `kept`.
    """

    def smaller(content: bytes) -> str:
        return b64encode(zopfli.gzip.compress(gzip.decompress(content))).decode()

    for program in (site / INDEX).glob("wasm.*.pagefind"):
        content = program.read_bytes()
        known = kept.text([hashlib.sha256(content).hexdigest()], partial(smaller, content))
        program.write_bytes(b64decode(known))


def compressible(folder: Path, *, but: str = "") -> Iterator[Path]:
    """The files worth a compressed copy; those in the folder called `but` are left out."""
    for path in folder.rglob("*"):
        if path.suffix in _TEXT and path.is_file() and (_is_shared(path) or path.stat().st_size >= _WORTHWHILE):
            if not but or path.relative_to(folder).parts[0] != but:
                yield path


def _is_shared(path: Path) -> bool:
    return path.parent.name == _SHARED


def _compress(path: Path) -> None:
    # No time and no name in the gzip header, so that the same content gives the same bytes.
    gz = zlib.compressobj(9, wbits=31)
    # A window that a page fits in; a larger one takes more time and memory and saves nothing.
    br = brotli.Compressor(mode=brotli.MODE_TEXT, quality=11 if _is_shared(path) else 7, lgwin=16)
    beside = (path.with_name(path.name + ending) for ending in (".gz", ".br"))
    with path.open("rb") as content, next(beside).open("wb") as zipped, next(beside).open("wb") as smaller:
        while part := content.read(_PART):
            zipped.write(gz.compress(part))
            smaller.write(br.process(part))
        zipped.write(gz.flush())
        smaller.write(br.finish())


def compress(folder: Path, *, but: str = "") -> None:
    """Write a `.gz` and a `.br` beside every larger text file, for servers that hand them out as they are."""
    _all(_compress, list(compressible(folder, but=but)))


# --- The site's place -----------------------------------------------------------------------------
#
# A site is built in `.site-<process>` beside its place, and changes places with the one that
# stood there in one step, where the system can (Linux). Elsewhere the old one waits as
# `.site-old-<process>` while the new one moves in, and is put back by the next build if this
# one was killed between the two moves.


def workshop(target: Path) -> Path:
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
    if not target.exists():
        os.rename(built, target)
        return
    if _exchange(built, target):
        shutil.rmtree(built)
        return
    old = target.with_name(f".{target.name}-old-{os.getpid()}")
    os.rename(target, old)
    os.rename(built, target)
    shutil.rmtree(old)


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change names in one step. False where the system or the disk has no way to."""
    here, at_once = -100, 2  # AT_FDCWD and RENAME_EXCHANGE of Linux
    try:
        renameat2 = ctypes.CDLL(None).renameat2
    except (AttributeError, OSError):
        return False
    return bool(renameat2(here, os.fsencode(one), here, os.fsencode(other), at_once) == 0)


_REASONS = {
    errno.ENOSPC: "der er ikke mere plads på disken",
    errno.EDQUOT: "der er ikke mere plads på disken",
    errno.EFBIG: "der er ikke plads til så stor en fil",
    errno.ENOTDIR: "mappen kan ikke laves dér",
    errno.ENOENT: "mappen kan ikke laves dér",
    errno.EACCES: "der er ikke lov til at skrive i mappen",
    errno.EPERM: "der er ikke lov til at skrive i mappen",
    errno.EROFS: "disken kan kun læses",
}


def refused(error: OSError) -> str:
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
