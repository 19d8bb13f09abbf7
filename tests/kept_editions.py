"""Editions of the invented publication that are kept, for the tests: copies that a test may damage like the data itself."""

from __future__ import annotations

import shutil
from dataclasses import dataclass

from publication.loading.kept_editions import FOLDER
from tests.damage import Data


@dataclass(frozen=True)
class Kept(Data):
    """The data of one kept edition. The places that it gives are those of its own files."""

    id: str = ""

    @property
    def named(self) -> str:
        return (FOLDER / self.id).as_posix()

    def write(self, file: str, text: str | bytes) -> str:
        return f"{self.named}/{super().write(file, text)}"

    def page(self, path: str, text: str) -> str:
        """Write a page of its own. Returns what diagnostics call it."""
        file = self.folder.parent / "docs" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return f"{self.named}/docs/{path}"


def keep(data: Data, id_: str = "2025") -> Kept:
    """Keep the data as it stands as an edition."""
    folder = data.folder.parent / FOLDER / id_ / "data"
    shutil.rmtree(folder.parent, ignore_errors=True)
    shutil.copytree(data.folder, folder)
    (folder.parent / "docs").mkdir()
    return Kept(folder, id_)
