"""A proposal's files as data: read out of git's objects into a folder, without a work tree, and checked there by our code.

An archive made by GitHub would follow the proposal's own `.gitattributes`, which can leave files out and change them.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from pydantic import TypeAdapter, ValidationError

from publication.github import bounded_process
from publication.github.changed_files import PICTURES
from publication.github.corrections import Correction, corrections
from publication.github.messages import code
from publication.github.run_results import ReportedDiagnostic

OURS = Path(__file__).parents[2]
# What is read of a proposal. Templates, macros and programs are those of the branch that this code is of.
_READ = ("data", "docs", "published", "mkdocs.yml")
_TEXTS = {".yml", ".yaml", ".md", ".txt"}
MOST_FILES = 5000
LARGEST_TEXT = 4 * 1024**2
LARGEST_PAGE = 512 * 1024
LARGEST_PICTURE = 20 * 1024**2
LARGEST_TOGETHER = 96 * 1024**2
LONGEST_PATH = 200

# The refs under which the workflow fetches a proposal.
HEAD, MERGE = "refs/proposal/head", "refs/proposal/merge"
_ID = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_DIAGNOSTICS = TypeAdapter(tuple[ReportedDiagnostic, ...])


class Unreadable(Exception):
    """A proposal that cannot be read as data; the text is one Danish sentence that says why."""


class Verdict(NamedTuple):
    """What our own code finds in a proposal's data and pages; or a sentence on why it could not look."""

    diagnostics: tuple[ReportedDiagnostic, ...] = ()
    problem: str | None = None
    corrections: tuple[Correction, ...] = ()
    """What puts some of them right, in files that stand in the proposal as they would when merged."""


class _Entry(NamedTuple):
    """A file of a git tree."""

    object_id: str
    size: int
    path: str

    @property
    def is_read(self) -> bool:
        """Whether its content is needed. Of other files only the names are, which the check may refuse."""
        return self._suffix in _TEXTS | PICTURES

    @property
    def most(self) -> int:
        """How large its content may be."""
        return LARGEST_PAGE if self._suffix == ".md" else LARGEST_PICTURE if self._suffix in PICTURES else LARGEST_TEXT

    @property
    def _suffix(self) -> str:
        return PurePosixPath(self.path).suffix.lower()


def judge(repository: Path | None, head: str) -> Verdict:
    """What is wrong with the version `head` of the proposal in a bare repository. Whatever stands there, nothing is raised."""
    try:
        with tempfile.TemporaryDirectory() as name:
            if repository is None:
                raise Unreadable("Jeg kunne ikke hente forslagets filer.")
            folder = Path(name, "proposal")
            unpack(repository, head, folder)
            found = _checked(folder)
            tried = corrections(folder, found, lambda: _checked(folder))
            return Verdict(found, None, tuple(one for one in tried if _stands_so(repository, head, one.file)))
    except Unreadable as reason:
        return Verdict(problem=str(reason))


def _checked(folder: Path) -> tuple[ReportedDiagnostic, ...]:
    command = [sys.executable, "-m", "publication", "check", "--privacy", "--root", str(folder), "--format", "json"]
    printed = bounded_process.output(command, allowed=(0, 1), folder=OURS)
    try:
        return tuple(dict.fromkeys(_DIAGNOSTICS.validate_json(printed or b"")))
    except ValidationError:
        raise Unreadable(
            "Tjekket af forslaget gik i stå. Det sker, når en fil er meget stor eller skrevet på en meget sær måde."
        ) from None


def _stands_so(repository: Path, head: str, path: str) -> bool:
    """Whether a file of the proposal is the same once it is merged, so that its lines have the same numbers."""
    found = {_git(repository, "rev-parse", "--verify", "--quiet", f"{commit}:{path}") for commit in (head, version(repository, head))}
    return len(found) == 1 and None not in found


def unpack(repository: Path, head: str, folder: Path) -> None:
    """Write the files of a proposal that are data into a new folder, beside our own templates. Raises `Unreadable`."""
    entries = list(_entries(repository, version(repository, head)))
    try:
        folder.mkdir(parents=True)
        (folder / "data").mkdir()
        (folder / "docs").mkdir()
        for entry, content in zip(entries, _contents(repository, entries), strict=True):
            file = folder / entry.path
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("xb") as opened:
                opened.write(content)
        # The ids that macros give a page stand in their templates.
        shutil.copytree(OURS / "overrides", folder / "overrides")
    except (OSError, ValueError):
        raise Unreadable("Forslaget har filer, hvis navne ikke kan skrives på en disk.") from None


def version(repository: Path, head: str) -> str:
    """The commit to look at: the proposal as it would be merged or, where it cannot be, as it is. Raises `Unreadable`."""
    if _ID.fullmatch(head):
        merge = _git(repository, "cat-file", "commit", MERGE) or b""
        parents = re.findall(rb"^parent ([0-9a-f]+)$", merge.partition(b"\n\n")[0], re.MULTILINE)
        if len(parents) == 2 and parents[1] == head.encode():
            return MERGE
        if (_git(repository, "rev-parse", "--verify", "--quiet", HEAD) or b"").strip() == head.encode():
            return HEAD
    raise Unreadable("Jeg kunne ikke hente den udgave af forslaget, som tjekket har set.")


def _git(repository: Path, *arguments: str, given: bytes = b"", largest: int = bounded_process.OUTPUT) -> bytes | None:
    command = ["git", f"--git-dir={repository}", "--no-replace-objects", *arguments]
    return bounded_process.output(command, given=given, largest=largest)


def _entries(repository: Path, commit: str) -> Iterator[_Entry]:
    """The files to read, each of a bounded size and with a name that leads nowhere else. Raises `Unreadable`."""
    # Trees can hold one another, so a small one may list more files than there is time for.
    listed = _git(repository, "ls-tree", "-r", "-z", "-l", "--full-tree", commit, "--", *_READ, largest=4 * 1024**2)
    rows = [row for row in (listed or b"").split(b"\0") if row]
    if listed is None or len(rows) > MOST_FILES:
        raise Unreadable(f"Forslaget har for mange filer: der må højst være {MOST_FILES} i data og docs.")
    together = 0
    seen: set[str] = set()
    for row in rows:
        about, _, name = row.partition(b"\t")
        mode, _, object_id, size = about.decode("ascii", "replace").split()
        path = name.decode("utf-8", "replace")
        if not _is_plain(path) or path in seen:
            raise Unreadable(f"Forslaget har en fil med et navn, der ikke kan bruges: {code(path)}.")
        seen.add(path)
        if mode not in {"100644", "100755", "100664"}:
            raise Unreadable(f"{code(path)} er ikke en fil, men en genvej til noget andet. Slet den, og læg filen selv ind.")
        if not size.isdigit():
            raise Unreadable(f"Filen {code(path)} kunne ikke hentes.")
        entry = _Entry(object_id, int(size), path)
        if entry.is_read:
            together += entry.size
            if entry.size > entry.most:
                raise Unreadable(f"Filen {code(path)} er for stor til, at jeg kan læse den.")
        if together > LARGEST_TOGETHER:
            raise Unreadable("Forslagets filer fylder tilsammen for meget til, at jeg kan læse dem.")
        yield entry


def _is_plain(path: str) -> bool:
    """Whether a path leads to a file below the folder on every system, and can be shown."""
    parts = path.split("/")
    return (
        len(path) <= LONGEST_PATH
        and path.isprintable()
        and not re.search(r'[\\:*?"<>|\ufffd]', path)
        and not any(part.lower() in {"", ".", "..", ".git"} for part in parts)
    )


def _contents(repository: Path, entries: list[_Entry]) -> Iterator[bytes]:
    """The content of each file; nothing for those of which only the name is needed. Raises `Unreadable`."""
    wanted = [entry for entry in entries if entry.is_read]
    asked = "".join(f"{entry.object_id}\n" for entry in wanted).encode()
    printed = _git(repository, "cat-file", "--batch", given=asked) or b""
    place = 0
    for entry in entries:
        if not entry.is_read:
            yield b""
            continue
        head = f"{entry.object_id} blob {entry.size}\n".encode()
        if not printed.startswith(head, place):
            raise Unreadable(f"Filen {code(entry.path)} kunne ikke hentes.")
        place += len(head)
        yield printed[place : place + entry.size]
        place += entry.size + 1
