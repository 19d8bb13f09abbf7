"""The page «Når noget går galt»: every message an editor can get, its cause and its cure, made from the table of codes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from publication.github import messages
from publication.loading.codes import EXPLANATIONS


def page() -> str:
    """NAAR-NOGET-GAAR-GALT.md; each code is a heading, so that a message can lead to it."""
    return messages.write("troubles.md", all=EXPLANATIONS.values())


def files(root: Path) -> Iterator[tuple[Path, str]]:
    """The page, with what should stand in it."""
    yield root / "NAAR-NOGET-GAAR-GALT.md", page()
