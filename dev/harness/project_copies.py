"""Copies of the project in a folder of their own, with its data, with enlarged data, or with an invented publication."""

from __future__ import annotations

import shutil
from pathlib import Path

from dev.harness.enlarged_data import enlarge

ROOT = Path(__file__).parents[2]
# What a build reads besides facts and prose.
MACHINERY = ("overrides", "dev/deploy", "macros.py", "hooks.py", "mkdocs.yml", "pyproject.toml")
# An invented publication with three years, the last of which is not complete.
THREE_YEARS = ROOT / "tests" / "fixtures" / "three_years"


def project(folder: Path, size: int | None = None) -> Path:
    """A copy of the project in `folder`; with a `size` it has so many municipalities, most of them made up."""
    copy = _copied(ROOT, folder / (f"site-{size}" if size else "project"), (*MACHINERY, "docs", "published"))
    if size:
        enlarge(ROOT / "data", copy / "data", size)
        return copy
    return _copied(ROOT, copy, ("data",))


def three_years(folder: Path) -> Path:
    """The project in `folder` with the invented publication's facts, prose and menu instead of its own."""
    copy = _copied(ROOT, folder / "three-years", MACHINERY)
    _copied(THREE_YEARS, copy, ("data", "docs", "published"))
    settings, _, _ = (copy / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:\n")
    menu = (THREE_YEARS / "nav.yml").read_text(encoding="utf-8")
    (copy / "mkdocs.yml").write_text(f"{settings}\n{menu}", encoding="utf-8")
    return copy


def _copied(source: Path, target: Path, names: tuple[str, ...]) -> Path:
    """The folder `target` with these files and folders of `source`."""
    for name in names:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        if (source / name).is_dir():
            shutil.copytree(source / name, target / name)
        else:
            shutil.copy(source / name, target / name)
    return target
