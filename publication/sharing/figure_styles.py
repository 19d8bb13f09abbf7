"""How the style sheet draws the shapes of figures in the light scheme, as attributes that an SVG file holds itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from publication.sharing.share_cards import Colours, colours

_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SELECTOR = re.compile(r"(?:\.drawing )?(text)?((?:\.[\w-]+)*)")
_PROPERTIES = {"fill", "stroke", "stroke-width", "stroke-dasharray", "font-weight"}


@dataclass(frozen=True)
class _Rule:
    tag: str
    classes: tuple[str, ...]  # sorted: as a set their order in the fingerprint would be another in each run
    properties: tuple[tuple[str, str], ...]


class FigureStyles:
    """The rules of a style sheet for the shapes and texts of drawings; `palette` is its light scheme."""

    def __init__(self, style_sheet: str) -> None:
        self.palette: Colours = colours(style_sheet)
        self._rules = tuple(self._read(re.sub(r"/\*.*?\*/", "", style_sheet, flags=re.DOTALL)))
        self.fingerprint = repr((sorted(self.palette.items()), self._rules))

    def _read(self, style_sheet: str) -> Sequence[_Rule]:
        found: list[_Rule] = []
        for selectors, declarations in _RULE.findall(style_sheet):
            pairs = [pair.partition(":") for pair in declarations.split(";")]
            own = tuple((name.strip(), self._resolved(value.strip())) for name, _, value in pairs if name.strip() in _PROPERTIES)
            for selector in selectors.split(",") if own else ():
                if (match := _SELECTOR.fullmatch(selector.strip())) and (match[1] or match[2]):
                    found.append(_Rule(match[1] or "", tuple(sorted({*match[2].split(".")} - {""})), own))
        return found

    def _resolved(self, value: str) -> str:
        return re.sub(r"var\(--([\w-]+)\)", lambda match: self.palette.get(match[1], "none"), value)

    def of(self, tag: str, classes: str) -> dict[str, str]:
        """The attributes of an element, by its tag and what its class says."""
        own = set(classes.split())
        found: dict[str, str] = {}
        for rule in self._rules:
            if rule.tag in ("", tag) and own.issuperset(rule.classes):
                found.update(rule.properties)
        if tag in ("path", "circle"):
            found.pop("font-weight", None)
            found.setdefault("fill", "none")
        return found
