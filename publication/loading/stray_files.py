"""Files and folders in `data/` that are read by nobody, told to whoever put them there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from publication.loading.diagnostics import Diagnostic, Position, nearest
from publication.model.kinds import KINDS

_FILES = {f"{name}.yml" for name in KINDS}
# What programs put at the end of a copy's name, and what people and programs put in its middle.
_ENDING = re.compile(r"(?i)(?:\.(?:orig|bak|old|rej|sav|tmp|swp)|~)+$")
_COPY = re.compile(r"(?i)(?:[ _-]+(?:kopi|copy|backup|ny|gammel|old)\b| ?\([0-9]+\)).*$")


def stray_files(folder: Path, shown: str) -> Iterator[Diagnostic]:
    """What lies beside the data. Explanations in Markdown and hidden files may. Raises OSError without the folder."""
    for path in sorted(folder.iterdir()):
        if path.name not in _FILES and not path.name.startswith("."):
            message, guess = _about(path)
            if message:
                yield Position(f"{shown}/{path.name}").diagnostic("ukendt-fil", message, guess)


def _about(path: Path) -> tuple[str, str | None]:
    if path.is_dir():
        return "mappen hører ikke til i data og bliver ikke læst; flyt eller slet den", None
    name = Path(_ENDING.sub("", path.name))
    original = f"{_COPY.sub('', name.stem)}{name.suffix}"
    if original != path.name and original in _FILES:
        return "filen ligner en kopi af en anden fil og bliver ikke læst; slet den", None
    if path.suffix.lower() in {".yml", ".yaml"}:
        guess = nearest(path.stem, KINDS)
        message = "filen kendes ikke og bliver ikke læst; ret dens navn, eller slet den"
        return message, f"{guess}.yml" if guess else None
    if path.suffix.lower() == ".md":
        return "", None
    return "filen hører ikke til i data og bliver ikke læst; skriv indholdet i en af filerne her, og slet den", None
