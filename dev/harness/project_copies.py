"""Copies of the project in a folder of their own, with its data or with enlarged data."""

from __future__ import annotations

import shutil
from pathlib import Path

from dev.harness.enlarged_data import enlarge

ROOT = Path(__file__).parents[2]
# All that a build reads besides `data/`.
COPIED = ("docs", "overrides", "published", "dev/deploy", "macros.py", "hooks.py", "mkdocs.yml", "pyproject.toml")


def project(folder: Path, size: int | None = None) -> Path:
    """A copy of the project in `folder`; with a `size` it has so many municipalities, most of them made up."""
    copy = folder / (f"site-{size}" if size else "project")
    for name in COPIED:
        source, target = ROOT / name, copy / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            shutil.copy(source, target)
    if size:
        enlarge(ROOT / "data", copy / "data", size)
    else:
        shutil.copytree(ROOT / "data", copy / "data")
    return copy
