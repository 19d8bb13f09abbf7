"""Keeping an edition: a copy of the data and of the pages that tell it, as they are on the day it comes out."""

from __future__ import annotations

import shutil
from pathlib import Path

from publication.loading.kept_editions import FOLDER, KeptEdition
from publication.model.kinds import KINDS

# The pages that tell what an edition found; what explains the world around it stays a living page.
PAGES = (
    "indsatsen/index.md",
    "indsatsen/principper.md",
    "kommuner/_kommune.md",
    "kommuner/index.md",
    "omtale/index.md",
    "udtalelser/index.md",
)


def keep(root: Path, id_: str) -> KeptEdition:
    """Copy the data and the pages of today as the edition `id_`, in the place of what was kept of it before."""
    edition = KeptEdition(id_, root / FOLDER / id_)
    fresh = edition.folder.with_name(f".{id_}")
    shutil.rmtree(fresh, ignore_errors=True)
    (fresh / "data").mkdir(parents=True)
    for kind in KINDS.values():
        shutil.copyfile(root / kind.file, fresh / "data" / Path(kind.file).name)
    for page in [*PAGES, *_municipality_prose(root)]:
        target = fresh / "docs" / page
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / "docs" / page, target)
    shutil.rmtree(edition.folder, ignore_errors=True)
    fresh.rename(edition.folder)
    return edition


def _municipality_prose(root: Path) -> list[str]:
    """The prose that a municipality's page has of its own."""
    files = (root / "docs" / "kommuner").glob("[!_]*.md")
    return [f"kommuner/{file.name}" for file in sorted(files) if file.name != "index.md"]
