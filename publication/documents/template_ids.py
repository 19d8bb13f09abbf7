"""The ids that macros give a page, as far as their templates tell without being rendered."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from publication.model.kinds import KINDS, Publication
from publication.model.types import slug

_ID = re.compile(r'id="(?<!\wid=")([^"]+)"')  # begins with signs as they stand, which are found faster than a border
_TAKEN_IN = re.compile(r'\{%-?\s*(?:from|include|import|extends)\s+"(?:macros/)?([\w.]+)"')


def words_of(publication: Publication) -> set[str]:
    """The words of a publication that stand in ids: those of its records, and the slugs of its groups."""
    found = {id_ for _, id_ in publication.lines} | set(KINDS)
    return found | {slug(figure.group) for figure in publication.figures if figure.group}


def template_ids(templates: Path, name: str, words: Collection[str]) -> set[str]:
    """The ids that a template of a folder can give, each with any of the words where it is worked out from a value."""
    found: set[str] = set()
    for pattern in _patterns(templates, f"{name}.html", set()):
        # `kilde-{{ source.id }}`: the value may be any of the words.
        before, *after = re.split(r"\{\{.*?(?:\}\}|$)", pattern, maxsplit=1)
        found |= {f"{before}{word}{after[0]}" for word in words} if after else {before}
    return found


def _patterns(templates: Path, name: str, seen: set[str]) -> set[str]:
    """The ids in a template and in those that it takes in."""
    file = templates / name
    if name in seen or not file.is_file():
        return set()
    seen.add(name)
    text = file.read_text(encoding="utf-8")
    found = set(_ID.findall(text))
    return found.union(*(_patterns(templates, other, seen) for other in _TAKEN_IN.findall(text)))
