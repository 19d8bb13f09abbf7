"""What a run of a stranger's code left behind, read as data: of bounded size, strictly, and believed by nobody."""

from __future__ import annotations

import os
import re
import stat
import zipfile
from pathlib import Path
from typing import Annotated, Any, NamedTuple

from pydantic import BaseModel, ConfigDict, FailFast, Field, TypeAdapter, ValidationError

from publication.github.change_report import LONGEST, Effects

LARGEST = 4 * 1024**2
LARGEST_ARCHIVE = 8 * 1024**2
# Also bounds what a hostile list can cost: its first rows are read before its length is known.
MOST_DIAGNOSTICS = 2000

_EDITABLE = re.compile(r"(?:data/[a-z_]+\.yml|docs/(?:[a-z0-9-]+/)*[a-z0-9_-]+\.md|mkdocs\.yml|published/addresses\.txt)")


class ReportedDiagnostic(BaseModel):
    """A diagnostic as `check --format json` prints it; its other fields are left out."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    file: str = Field(max_length=LONGEST)
    line: int = Field(ge=1, le=10_000_000)
    column: int = Field(ge=1, le=10_000_000)
    code: str = Field(max_length=40)
    message: str = Field(max_length=LONGEST)
    suggestion: str | None = Field(default=None, max_length=LONGEST)

    @property
    def editable(self) -> bool:
        """Whether the file is one that an editor can be led to."""
        return bool(_EDITABLE.fullmatch(self.file))


class RunResults(NamedTuple):
    """What the proposal's own run says: its diagnostics, and what the change means; or why neither can be read."""

    diagnostics: tuple[ReportedDiagnostic, ...] = ()
    effects: Effects | None = None
    problem: str | None = None


class _Unreadable(Exception):
    """A file that cannot be read; the text says why, as the end of a Danish sentence."""


_LIST = TypeAdapter(Annotated[list[ReportedDiagnostic], Field(max_length=MOST_DIAGNOSTICS), FailFast()])
_EFFECTS = TypeAdapter(Effects)


def run_results(folder_or_archive: Path | None) -> RunResults:
    """What a run left behind. Whatever stands there, no exception is raised."""
    try:
        if folder_or_archive is None:
            raise _Unreadable("den efterlod ingen filer")
        diagnostics = tuple(dict.fromkeys(_read(folder_or_archive, "diagnostics.json", _LIST)))
    except _Unreadable as reason:
        return RunResults(problem=str(reason))
    try:
        return RunResults(diagnostics, _read(folder_or_archive, "effects.json", _EFFECTS))
    except _Unreadable as reason:
        return RunResults(diagnostics, problem=str(reason))


# What pytest calls a test, with the values it was tried with left out.
_TEST = r"tests/[a-z0-9_/]{1,100}\.py(?:::[A-Za-z0-9_]{1,100}){0,3}"
_FAILURES = TypeAdapter(Annotated[list[Annotated[str, Field(pattern=f"^{_TEST}$")]], Field(max_length=1000), FailFast()])


def failed_tests(folder_or_archive: Path | None) -> tuple[str, ...] | None:
    """The tests that failed in the proposal's run; None where the list cannot be read. No exception is raised."""
    try:
        return tuple(dict.fromkeys(_read(folder_or_archive, "failed.json", _FAILURES))) if folder_or_archive else None
    except _Unreadable:
        return None


def _read(folder_or_archive: Path, name: str, expected: TypeAdapter[Any]) -> Any:
    content = _content(folder_or_archive, name)
    try:
        return expected.validate_json(content)
    except (ValidationError, ValueError, RecursionError):
        raise _Unreadable(f"filen {name} har ikke den rette form") from None


def _content(folder_or_archive: Path, name: str) -> bytes:
    """One file's bytes, of a folder or an archive, which is never unpacked. Raises `_Unreadable`."""
    is_folder = os.path.isdir(folder_or_archive)
    content = _bytes_of(folder_or_archive / name, LARGEST, f"filen {name}") if is_folder else _member(folder_or_archive, name)
    if len(content) > LARGEST:
        raise _Unreadable(f"filen {name} fylder for meget")
    return content


def _bytes_of(path: Path, largest: int, shown: str) -> bytes:
    try:
        about = path.lstat()
        if not stat.S_ISREG(about.st_mode):
            raise _Unreadable(f"{shown} er ikke en fil")
        if about.st_size > largest:
            raise _Unreadable(f"{shown} fylder for meget")
        return path.read_bytes()
    except (OSError, ValueError):
        raise _Unreadable(f"{shown} mangler") from None


def _member(archive: Path, name: str) -> bytes:
    # Its length bounds how many entries it can list, each of which costs memory.
    _bytes_of(archive, LARGEST_ARCHIVE, "arkivet")
    try:
        with zipfile.ZipFile(archive) as opened:
            found = [entry for entry in opened.infolist() if entry.filename == name]
            if len(found) != 1:
                raise _Unreadable(f"filen {name} {'står der flere gange' if found else 'mangler'}")
            (entry,) = found
            # The other methods of packing can ask for gigabytes before they give a byte.
            if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} or entry.flag_bits & 0x1:
                raise _Unreadable(f"filen {name} er pakket eller låst på en måde, som jeg ikke kan læse")
            with opened.open(entry) as file:
                return file.read(LARGEST + 1)
    except _Unreadable:
        raise
    except Exception:  # A broken archive makes zipfile raise nearly anything: struct.error, zlib.error, OverflowError …
        raise _Unreadable("arkivet er i stykker") from None
