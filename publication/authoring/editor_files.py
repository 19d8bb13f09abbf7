"""All files that are made from the model for those who write data. `python -m publication schema` writes them, nobody by hand."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from publication.authoring import data_heads, editor_schemas, error_reference, field_reference
from publication.github import issue_forms
from publication.model.kinds import KINDS


def files(root: Path) -> Iterator[tuple[Path, str]]:
    """Every file made from the model, with what should stand in it. Missing data files are left to the check."""
    for kind in KINDS.values():
        yield root / editor_schemas.path_of(kind), _json(editor_schemas.schema_of(kind))
        data = root / kind.file
        if (text := _text(data)) is not None:
            yield data, data_heads.with_head(text, kind)
    yield root / ".github" / "FELTER.md", field_reference.page()
    yield root / ".github" / "NAAR-NOGET-GAAR-GALT.md", error_reference.page()
    yield from issue_forms.files(root)
    yield root / ".vscode" / "settings.json", _json(editor_schemas.vscode_settings())
    yield root / ".vscode" / "extensions.json", _json({"recommendations": ["redhat.vscode-yaml"]})


def stale(root: Path) -> list[tuple[Path, str]]:
    """The files that do not stand as the model would write them, with what should stand there."""
    return [(path, text) for path, text in files(root) if _text(path) != text]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _text(path: Path) -> str | None:
    """The text of a file with its line ends as they are, or nothing where it is missing or no text."""
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None


# --- The command line -----------------------------------------------------------------------------


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--root", type=Path, default=Path(), metavar="MAPPE", help="projektets mappe (.)")
    parser.add_argument("--check", action="store_true", help="skriv intet; sig kun, hvad der er forældet")


def run(options: argparse.Namespace, say: Callable[[str], object], remark: Callable[[str], object]) -> int:
    """Write what is stale, or only say so. Returns the exit status."""
    changed = stale(options.root)
    for path, text in changed:
        if not options.check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8"))
        say(f"{path.as_posix()}: {'er forældet' if options.check else 'skrevet'}\n")
    if options.check and changed:
        remark("Kør «make schema», og gem ændringerne.\n")
        return 1
    if not changed:
        say("Skemaer, tomme poster og feltliste passer til modellen.\n")
    return 0
