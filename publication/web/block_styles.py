"""The styles of the block that other sites show: as a style sheet for our own pages, and inside the HTML to copy.

Both come from `overrides/assets/block.css`, in light and dark colours. The HTML to copy stands on a page whose style
sheet nobody here knows: every element gives back to the browser what that sheet says of it, and then says its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

FILE = "assets/block.css"

_RULE = re.compile(r"\.([a-z0-9-]+) \{([^}]*)\}")
_COLOUR = re.compile(r"@([a-z0-9-]+)")


def palettes(overrides: Path) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """The colours of the light and of the dark scheme by their names, as site.css has them."""
    sheet = (overrides / "assets" / "site.css").read_text("utf-8")
    roots = re.findall(r":root[^{]*\{([^}]*)\}", sheet)
    light, dark = (dict(re.findall(r"--([a-z0-9-]+):\s*(#[0-9a-f]{6})\b", root)) for root in roots[:2])
    return light, dark


def style_sheet(overrides: Path) -> str:
    """The rules for a page of our own."""
    rules = _rules(overrides).items()
    return "\n".join(f".{name} {{ {'; '.join(lines)} }}" for name, lines in rules)


def inline(overrides: Path) -> dict[str, str]:
    """The style of each class as an attribute of an element that bears no class."""
    return {
        name: "".join(f"{line} !important;" for line in ["all: revert", "box-sizing: border-box", *lines])
        for name, lines in _rules(overrides).items()
    }


def _rules(overrides: Path) -> dict[str, list[str]]:
    """The declarations of each class. One with a colour stands twice: older browsers take the light one alone."""
    light, dark = palettes(overrides)

    def both(found: re.Match[str]) -> str:
        return f"light-dark({light[found[1]]}, {dark[found[1]]})"

    rules: dict[str, list[str]] = {}
    for name, body in _RULE.findall((overrides / FILE).read_text("utf-8")):
        lines = [" ".join(line.split()) for line in body.split(";") if line.strip()]
        rules[name] = [
            version
            for line in lines
            for version in dict.fromkeys((_COLOUR.sub(lambda found: light[found[1]], line), _COLOUR.sub(both, line)))
        ]
    return rules
