"""Rule: a municipality has the code that Statistics Denmark has given it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from publication.loading.diagnostics import Diagnostic
from publication.loading.loader import LoadedData
from publication.model.letters import same_by_eye

# Codes that no municipality in Denmark has had: those of Greenland, and of whatever is made up.
_OUTSIDE = re.compile("9[0-9]{2}|[1-9][0-9]{3}")


@cache
def official_names() -> dict[str, str]:
    """The names of all Danish municipalities by their codes."""
    table = Path(__file__).with_name("municipality_codes.yml").read_text(encoding="utf-8")
    return dict(re.findall(r'(?m)^"([0-9]{3})": (.+)$', table))


def _word(name: str) -> str:
    """A name without what people write differently: case, hyphens, å for aa, and the genitive."""
    return same_by_eye(re.sub(r"(?i)\b(?:region)?s?kommune\b", "", name)).replace("aa", "å").removesuffix("s")


@cache
def _official_codes() -> dict[str, str]:
    return {_word(name): code for code, name in official_names().items()}


def codes_belong_to_their_municipalities(data: LoadedData) -> Iterator[Diagnostic]:
    for loaded, record in data.records("municipalities"):
        if not re.fullmatch(r"[1-9][0-9]{2,3}", record.code):
            continue  # That it is no code has been said.
        official, right = official_names().get(record.code), _official_codes().get(_word(record.name))
        near = None if right else difflib.get_close_matches(_word(record.name), _official_codes(), n=1, cutoff=0.85)
        if right == record.code:
            continue
        if near and (official is None or _official_codes()[near[0]] == record.code):
            name = official_names()[_official_codes()[near[0]]]
            yield loaded.at("name").diagnostic("kommunenavn", f"ingen kommune hedder »{record.name}«", name)
        elif official:
            message = f"kommunekoden »{record.code}« hører til {official}"
            yield loaded.at("code").diagnostic("kommunekode", message, right)
        elif right:
            message = f"kommunekoden »{record.code}« hører ikke til {record.name}"
            yield loaded.at("code").diagnostic("kommunekode", message, right)
        elif not _OUTSIDE.fullmatch(record.code):
            message = f"ingen kommune i Danmark har koden »{record.code}«"
            yield loaded.at("code").diagnostic("kommunekode", message)
