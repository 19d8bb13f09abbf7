"""The head of each file in `data/`: its schema, its order, and an empty record for editors to copy."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from publication.authoring import editor_schemas
from publication.model.fields import model_fields
from publication.model.kinds import Kind

_FIRST = "# yaml-language-server: $schema="
_HOW = (
    "# En tom post. Kopiér den ned mellem de andre, slet # forrest, og udfyld felterne.",
    "# Slet de linjer, du ikke bruger. Felter med * skal udfyldes.",
)
_HOW_SINGLE = ("# Posten uden indhold. Felter med * skal udfyldes.",)
_LAST = "# ----- Herunder står posterne -----"


def head_of(kind: Kind) -> str:
    """The head of a data file. The help has lines of its own, because a comment after a value is a diagnostic."""
    lines = [
        f"{_FIRST}../{editor_schemas.path_of(kind)}",
        f"# {kind.many[0].upper()}{kind.many[1:]}. {kind.order}",
        "#",
        *(_HOW_SINGLE if kind.single else _HOW),
        "#",
        *(f"# {line}".rstrip() for line in _empty_record(kind.model, "  ", first="- ")),
        _LAST,
    ]
    return "".join(f"{line}\n" for line in lines)


def _empty_record(model: type[BaseModel], indent: str, first: str = "") -> Iterator[str]:
    """The lines of an empty group of fields. `first` stands before the first one, where it begins a list."""
    for one in model_fields(model):
        yield f"{indent}# {one.title}{'*' if one.required else ''}: {one.help}"
        yield f"{indent[: len(indent) - len(first)]}{first}{one.name}:"
        first = ""
        if one.group:
            yield from _empty_record(one.group, indent + ("    " if one.is_list else "  "), "- " if one.is_list else "")
        elif one.is_list:
            yield f"{indent}  -"


def with_head(text: str, kind: Kind) -> str:
    """The text of a data file with its head made anew; what stands below the head is left as it is."""
    before, mark, below = text.partition(f"{_LAST}\n")
    if mark and before.startswith(_FIRST):
        return head_of(kind) + below
    # A file without a head: a first line of comment that says the order would say it twice.
    first, _, rest = text.partition("\n")
    below = rest if first.startswith("#") and kind.order in first else text
    return head_of(kind) + ("" if below.startswith("\n") else "\n") + below
