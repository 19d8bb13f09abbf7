"""The page NAAR-NOGET-GAAR-GALT.md: every message an editor can get, its cause and its cure, from the table of codes."""

from __future__ import annotations

from publication.github import messages
from publication.loading.codes import EXPLANATIONS


def page() -> str:
    """The text of the page; each code is a heading, so that a message can lead to it."""
    return messages.render("troubles.md", all=EXPLANATIONS.values())
