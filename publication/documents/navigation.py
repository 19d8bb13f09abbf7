"""The check of the menu in `mkdocs.yml`: every page stands in it once, and every entry leads to a page."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

import yaml
from pathspec.gitignore import GitIgnoreSpec

from publication.loading.diagnostics import Diagnostic, Position, nearest
from publication.loading.strict_yaml import Loader

FILE = "mkdocs.yml"


def navigation_diagnostics(root: Path, pages: Collection[str]) -> Iterator[Diagnostic]:
    """What is wrong with the menu. `pages` are the paths below `docs/` of the pages that authors have written."""
    try:
        text = (root / FILE).read_text(encoding="utf-8")
        # Composed and not loaded: loading would import the functions that the file names, and lose the lines.
        top = yaml.compose(text, Loader=Loader)
    except (OSError, UnicodeDecodeError):
        yield Position(FILE).diagnostic("mangler-fil", "filen mangler eller kan ikke læses")
        return
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        position = Position(FILE, mark.line + 1, mark.column + 1) if mark else Position(FILE)
        yield position.diagnostic("yaml-form", "linjen kan ikke læses; se efter indrykning, kolon og anførselstegn")
        return
    pairs = top.value if isinstance(top, yaml.MappingNode) else []
    settings = {key.value: value for key, value in pairs if isinstance(key, yaml.ScalarNode)}
    entries = list(_entries(settings["nav"])) if "nav" in settings else []
    first: dict[str, Position] = {}
    for path, position in entries:
        if "://" in path:
            continue
        if path not in pages:
            message = f"menuen fører til docs/{path}, som ikke findes"
            yield position.diagnostic("side-menu", message, nearest(path, pages))
        elif path in first:
            yield position.diagnostic("side-menu", f"docs/{path} står allerede i menuen i linje {first[path].line}")
        first.setdefault(path, position)
    left_out = settings.get("not_in_nav")
    beside = GitIgnoreSpec.from_lines(left_out.value.splitlines() if isinstance(left_out, yaml.ScalarNode) else [])
    for path in sorted(set(pages) - set(first)):
        if not beside.match_file(path):
            message = f"siden står ikke i menuen; skriv en linje under nav i {FILE}, for eksempel: - Musik: {path}"
            yield Position(f"docs/{path}").diagnostic("side-menu", message)


def _entries(node: yaml.Node) -> Iterator[tuple[str, Position]]:
    """The paths in the menu, each with its position. What an alias repeats is read once, and so may hold itself."""
    seen: set[int] = set()
    left = [node]
    while left:
        node = left.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            yield node.value, Position(FILE, node.start_mark.line + 1, node.start_mark.column + 1)
        elif isinstance(node, yaml.CollectionNode):
            left += [child[1] if isinstance(child, tuple) else child for child in reversed(node.value)]
