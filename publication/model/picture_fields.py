"""What only a picture in `data/pictures.yml` has: the path of its file, and who can be seen in it."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator

from publication.model.types import json_text, refuse, slug, stripped, unquoted

_FILE = re.compile(r"(?:[a-z0-9_-]+/)*[a-z0-9_-]+\.(?:jpg|jpeg|png|webp|avif|gif)")
NOBODY, ADULTS = "ingen", "voksne med samtykke"
_CHILD = re.compile(r"(?i)b[øo]rn|barn|elev|unge|ung\b|dreng|pige")


def parse_file(value: Any) -> str:
    """The path of a picture below `docs/`, such as `billeder/trommer.jpg`."""
    text = unquoted(value).removeprefix("docs/")
    if not _FILE.fullmatch(text):
        stem, _, ending = text.rpartition(".")
        meant = f"{'/'.join(map(slug, stem.split('/')))}.{ending.lower()}"
        message = "skriv vejen til billedets fil i docs med små bogstaver, for eksempel billeder/trommer.jpg"
        refuse("billede-fil", message, meant if _FILE.fullmatch(meant) and meant != text else None)
    return text


def parse_shown(value: Any) -> str:
    """Who can be seen: nobody, or adults who agreed. Children are never shown, by the project's own choice."""
    text = stripped(value)
    if text in {NOBODY, ADULTS}:
        return text
    if _CHILD.search(text):
        refuse("billede-boern", "siden viser ikke billeder af børn; vælg et billede af et sted, et instrument eller noget, der er lavet")
    adults = ADULTS if re.search(r"(?i)voksn|lærer|pædagog|leder", text) else None
    refuse("billede-hvem", f"skriv »{NOBODY}« eller »{ADULTS}«", adults or (NOBODY if re.search(r"(?i)ingen|nobody|-", text) else None))


PictureFile = Annotated[str, BeforeValidator(parse_file), json_text(pattern=f"^{_FILE.pattern}$")]
WhoIsShown = Annotated[Literal["ingen", "voksne med samtykke"], BeforeValidator(parse_shown)]
