"""Damaged data for the tests: the invented publication in a folder of its own, changed in one place or many."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from publication.checking import check
from publication.faults import Fault

FIXTURES = Path(__file__).parent / "fixtures" / "data"

HERE = "¤"  # stands in a text where the fault has to point, and is taken out before it is written


@dataclass(frozen=True)
class Data:
    """A folder of data that a test may damage."""

    folder: Path

    def write(self, file: str, text: str | bytes) -> str:
        """Write a file. Returns `data/<file>.yml:<line>:<column>` of the sign in the text, if it is there."""
        path = self.folder / f"{file}.yml"
        if isinstance(text, bytes):
            path.write_bytes(text)
            return f"data/{file}.yml:1:1"
        before = text.split(HERE)[0].split("\n") if HERE in text else [""]
        path.write_bytes(text.replace(HERE, "").encode())
        return f"data/{file}.yml:{len(before)}:{len(before[-1]) + 1}"

    def text(self, file: str) -> str:
        return (self.folder / f"{file}.yml").read_text(encoding="utf-8")

    def change(self, file: str, old: str, new: str) -> str:
        """Put `new` in the place of `old`, which has to stand there once. Returns the place of the sign in `new`."""
        text = self.text(file)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}.yml"
        return self.write(file, text.replace(old, new))

    def faults(self) -> list[Fault]:
        return check(self.folder)[1]

    def said(self) -> list[str]:
        """The faults as an editor reads them."""
        return [str(fault) for fault in self.faults()]


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Data]:
    """The invented publication, whole and in order."""
    yield fresh(tmp_path)


def fresh(folder: Path) -> Data:
    shutil.copytree(FIXTURES, folder / "data")
    return Data(folder / "data")
