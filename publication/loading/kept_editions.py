"""Editions as they were told: the data and the prose of each, kept in the repository, from which its pages are made."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from publication.loading.loader import LoadedData, load
from publication.model.kinds import Publication

FOLDER = Path("published") / "editions"


@dataclass(frozen=True)
class KeptEdition:
    """One kept edition; `id` is the year it is called by, `folder` holds its `data` and its `docs`."""

    id: str
    folder: Path

    @property
    def named(self) -> str:
        """The folder as diagnostics name it."""
        return (FOLDER / self.id).as_posix()

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def docs(self) -> Path:
        return self.folder / "docs"

    @cached_property
    def loaded(self) -> LoadedData:
        return load(self.data, f"{self.named}/data")

    @property
    def publication(self) -> Publication | None:
        """Its records, if nothing was wrong with reading them."""
        return self.loaded.publication

    def pages(self) -> dict[str, str]:
        """The Markdown of its pages by their path below `docs`."""
        files = sorted(self.docs.rglob("*.md"))
        return {file.relative_to(self.docs).as_posix(): file.read_text(encoding="utf-8") for file in files}


def kept_editions(root: Path) -> list[KeptEdition]:
    """Every kept edition of a project, the oldest first."""
    folder = root / FOLDER
    if not folder.is_dir():
        return []
    return [KeptEdition(path.name, path) for path in sorted(folder.iterdir()) if is_edition(path.name) and path.is_dir()]


def is_edition(name: str) -> bool:
    """Whether a folder is called as an edition is, by the year of its report."""
    return re.fullmatch("20[0-9]{2}", name) is not None


def load_with_editions(data: Path) -> LoadedData:
    """What stands in a project's folder of data, with the editions that are kept beside it."""
    return replace(load(data), kept=tuple(one.loaded for one in kept_editions(data.parent)))
