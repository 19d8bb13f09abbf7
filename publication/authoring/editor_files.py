"""All files that are made from the model for those who write data: `python -m publication schema` writes them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from publication.authoring import data_heads, editor_schemas
from publication.github import issue_forms, messages
from publication.model.kinds import KINDS


def files(root: Path) -> Iterator[tuple[Path, str]]:
    """Every file made from the model, with what should stand in it. Missing data files are left to the check."""
    for kind in KINDS.values():
        yield root / editor_schemas.path_of(kind), _json(editor_schemas.schema_of(kind))
        data = root / kind.file
        if (text := _text(data)) is not None:
            yield data, data_heads.with_head(text, kind)
    yield root / ".github" / "FELTER.md", field_reference()
    yield root / ".github" / "NAAR-NOGET-GAAR-GALT.md", error_reference()
    yield from issue_forms.files(root)
    yield root / ".vscode" / "settings.json", _json(editor_schemas.vscode_settings())
    yield root / ".vscode" / "extensions.json", _json({"recommendations": ["redhat.vscode-yaml"]})


def stale(root: Path) -> list[tuple[Path, str]]:
    """The files that differ from what the model gives, with what should stand in them."""
    return [(path, text) for path, text in files(root) if _text(path) != text]


def field_reference() -> str:
    """The page FELTER.md: every field of every file in `data/`."""
    return messages.render("field-reference.md")


def error_reference() -> str:
    """The page NAAR-NOGET-GAAR-GALT.md. Each code of the check is a heading, so that a message can lead to it."""
    return messages.render("error-reference.md")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _text(path: Path) -> str | None:
    """The text of a file with its line ends as they are; None where it is missing or not UTF-8."""
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
