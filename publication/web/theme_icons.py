"""The theme's icons: where the file of each lies, by the name that authors and style sheets use."""

from __future__ import annotations

import difflib
from functools import cache
from importlib.util import find_spec
from pathlib import Path

SETS = ("material", "fontawesome", "octicons", "simple")


@cache
def folder() -> Path:
    """Where the theme has its icons; found without loading the theme."""
    spec = find_spec("material")
    assert spec and spec.submodule_search_locations
    return Path(next(iter(spec.submodule_search_locations)), "templates", ".icons")


@cache
def file(name: str) -> Path:
    """The file of an icon: `fontawesome-brands-github` is `fontawesome/brands/github.svg`. Raises ValueError."""
    inside, rest = folder(), name
    while rest:
        if (found := inside / f"{rest}.svg").is_file():
            return found
        step, _, rest = rest.partition("-")
        inside = inside / step
    known = ("-".join(each.relative_to(folder()).with_suffix("").parts) for each in folder().rglob("*.svg"))
    near = difflib.get_close_matches(name, known, n=1)
    raise ValueError(f"der er intet ikon, der hedder «:{name}:»" + (f". Mente du «:{near[0]}:»?" if near else ""))
