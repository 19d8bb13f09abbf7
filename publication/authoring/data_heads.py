"""The head of each file in `data/`: its schema, its order, and an empty record for editors to copy."""

from __future__ import annotations

from publication.authoring import editor_schemas
from publication.github import messages
from publication.model.kinds import Kind

# By its first and its last line a head is found again.
_FIRST = "# yaml-language-server: $schema="
_LAST = "# ----- Herunder står posterne -----\n"


def head_of(kind: Kind) -> str:
    """The head of a data file."""
    schema = editor_schemas.path_of(kind)
    return messages.render("data-head.txt", kind=kind, first=_FIRST, schema=schema, last=_LAST)


def with_head(text: str, kind: Kind) -> str:
    """The text of a data file with its head made anew; what stands below the head is left as it is."""
    before, last, below = text.partition(_LAST)
    if last and before.startswith(_FIRST):
        return head_of(kind) + below
    # A file without a head may begin with a comment that says its order, as the head does.
    first, _, rest = text.partition("\n")
    below = rest if first.startswith("#") and kind.order in first else text
    return head_of(kind) + ("" if below.startswith("\n") else "\n") + below
