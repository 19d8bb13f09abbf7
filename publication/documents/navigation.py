"""The check of the menu in `mkdocs.yml`: every page stands in it once, and every entry leads to a page."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import yaml
from pathspec.gitignore import GitIgnoreSpec

from publication.loading.diagnostics import Diagnostic, Position, nearest
from publication.loading.strict_yaml import Loader

FILE = "mkdocs.yml"


def navigation_diagnostics(root: Path, titles: Mapping[str, str]) -> Iterator[Diagnostic]:
    """What is wrong with the menu. `titles` are those of the pages that authors have written, by their paths."""
    pages = titles.keys()
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
    meant: set[str | None] = set()
    for path, position in entries:
        if "://" in path:
            continue
        if path not in pages:
            message, guess = f"menuen fører til docs/{path}, som ikke findes", _page_meant(path, pages)
            if title := re.match(r"([^:/]+):\S", path):
                message = f"der mangler et mellemrum efter kolon: - {title[1]}: {guess or 'viden/musik.md'}"
            meant.add(guess)
            yield position.diagnostic("side-menu", message, None if title else guess)
        elif path in first:
            yield position.diagnostic("side-menu", f"docs/{path} står allerede i menuen i linje {first[path].line}")
        first.setdefault(path, position)
    left_out = settings.get("not_in_nav")
    beside = GitIgnoreSpec.from_lines(left_out.value.splitlines() if isinstance(left_out, yaml.ScalarNode) else [])
    # An entry that is misspelt is one slip, and not a second one at the page that it means.
    for path in sorted(set(pages) - set(first) - meant):
        if not beside.match_file(path):
            named = titles.get(path, "Musik").replace(":", "")
            message = f"siden står ikke i menuen; skriv en linje under nav i {FILE}, for eksempel: - {named}: {path}"
            yield Position(f"docs/{path}").diagnostic("side-menu", message)


def _page_meant(path: str, pages: Collection[str]) -> str | None:
    """The page that an entry names in another way: by its path in the project, its address or with a slip."""
    bare = path.rpartition(":")[2].strip().removeprefix("docs/").strip("/").removesuffix(".md").removesuffix(".html")
    return next((each for each in (f"{bare}.md", f"{bare}/index.md") if each in pages), None) or nearest(path, pages)


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
