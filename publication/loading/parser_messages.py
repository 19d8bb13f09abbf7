"""The errors of the YAML parser, as messages in Danish at the line an editor has to look at."""

from __future__ import annotations

import re
from dataclasses import dataclass

NO_SPACE = "der mangler et mellemrum efter kolon"
SHORTCUT = "YAML-genvejene &, * og ! bruges ikke her; skriv værdien helt ud, eller sæt anførselstegn om den"
_QUOTE_OPEN = "anførselstegnet, der begynder her, bliver ikke lukket igen"
_CLOSE_COLON = re.compile(r"\s*(?:- )*[\w-]+:[^\s/]")
# A record that begins with another dash or without the space, or a second record without any.
_DASH = re.compile(r"\s*([–—−‐‑•*+]\s*[\w-]+:|-[a-z_]+:|id:)(?:\s|$)")
# A value that begins with something in brackets and goes on, which is no list.
_BRACKET = re.compile(r"\s*(?:- )*[\w-]+:\s+(\[)[^\]]*\]\s*[^\s#,]")
# A text on the line of a mark that lets it begin on the next.
_FOLDED = re.compile(r"\s*(?:- )*[\w-]+:\s+([>|][+-]?)\s+[^\s#]")
# A line of text, which is no field, item or comment.
_PROSE = re.compile(r"(?!\s*(?:- |#|[\w-]+:(?:\s|$)))\s*\S")
# A sign for something that is not known, in the place of a value.
_NO_VALUE = re.compile(r"\s*(?:- )*[\w-]+:\s+([-?])\s*$")


@dataclass(frozen=True)
class Location:
    """A line and a column of a text, counted from 0."""

    lines: list[str]
    line: int
    column: int

    @property
    def text(self) -> str:
        return self.lines[self.line]

    @property
    def before(self) -> str:
        return self.text[: self.column]

    def above(self) -> Location:
        """Where the text of the line above begins; of this one, where it is the first."""
        line = max(self.line - 1, 0)
        return Location(self.lines, line, len(self.lines[line]) - len(self.lines[line].lstrip(" -")))

    def opened_quote(self) -> Location | None:
        """The quotation mark on a line above that the one just before this place seems to close."""
        mark = self.before[-1:]
        for line in range(self.line - 1, -1, -1) if mark in {"'", '"'} else ():
            if opening := re.match(rf"\s*(?:- )*(?:[\w-]+:\s+)?{mark}", self.lines[line]):
                closed = self.lines[line].count(mark) % 2 == 0
                return None if closed else Location(self.lines, line, opening.end() - 1)
        return None


def explain(problem: str, here: Location, begun: Location) -> tuple[str, Location, str]:
    """An error as (code, location, Danish message). The parser failed at `here`, in something that began at `begun`."""
    form = "yaml-form"
    for at in (begun, here):
        if "\u00a0" in at.text:
            hard = "linjen rummer et hårdt mellemrum, som kan følge med, når man kopierer; skriv mellemrummene igen"
            return form, at, hard
    first = next((number for number, line in enumerate(here.lines) if re.match(r"\s*[^\s#]", line)), here.line)
    for at in (here, begun, here.above(), *([Location(here.lines, first, 0)] if "document start" in problem else [])):
        if dash := _DASH.match(at.text):
            message = "en post begynder med en bindestreg og et mellemrum: »- id:«"
            return "bindestreg", Location(at.lines, at.line, dash.start(1)), message
        if bracket := _BRACKET.match(at.text):
            message = "en tekst kan ikke begynde med »[«; sæt anførselstegn om hele værdien"
            if inside := re.search(r"\]\((/[^\s()]*)\)", at.text):
                message = f"skriv kun adressen: {inside[1]}"
            if address := re.search(r"\]\((https?:[^\s()]+)\)", at.text):
                message = f"skriv kun adressen: {address[1]}"
            return form, Location(at.lines, at.line, bracket.start(1)), message
        if folded := _FOLDED.match(at.text):
            message = f"efter »{folded[1]}« begynder teksten på næste linje, rykket ind; eller sæt anførselstegn om den"
            return form, Location(at.lines, at.line, folded.start(1)), message
        if sign := _NO_VALUE.match(at.text):
            message = f"»{sign[1]}« er ingen værdi; er den ikke kendt, så lad feltet stå tomt, eller slet linjen"
            return form, Location(at.lines, at.line, sign.start(1)), message
    if "quoted scalar" in problem and ("end of stream" in problem or "document indicator" in problem):
        return form, begun, _QUOTE_OPEN
    if "escape" in problem:
        return form, here, "en omvendt skråstreg virker ikke mellem disse anførselstegn; brug enkelte anførselstegn (')"
    if "simple key" in problem or "expected ':'" in problem:
        if _CLOSE_COLON.match(begun.text):
            return form, begun, NO_SPACE
        if begun.line and _PROSE.match(begun.text) and " " in begun.text.strip():
            deeper = "ryk den ind, så den står under teksten i feltet"
            if begun.text[:1] == " " and (word := re.match(r"\s*([a-z_]+) ", begun.text)):
                return form, begun, f"der mangler et kolon efter »{word[1]}«; hører linjen til teksten ovenfor, så {deeper}"
            return form, begun, f"linjen hører til teksten ovenfor; {deeper}"
        return form, begun, "linjen er ikke et felt; der mangler et kolon, et anførselstegn eller en indrykning"
    if "cannot start any token" in problem:
        sign = here.text[here.column : here.column + 1]
        return form, here, f"en værdi kan ikke begynde med »{sign}«; sæt anførselstegn om hele værdien"
    if any(word in problem for word in ("anchor", "alias", "tag", "directive")):
        return "yaml-genvej", here, SHORTCUT
    if "mapping values are not allowed" in problem:
        if not re.fullmatch(r"\s*(?:- )*[\w-]+", here.before):
            return form, here, "et kolon midt i en tekst skiller den ad; sæt anførselstegn om hele teksten"
        if _CLOSE_COLON.match(here.above().text):
            return form, here.above(), NO_SPACE
        return form, here, "linjen er rykket forkert ind, eller linjen over mangler sin værdi"
    if "flow" in problem:
        return form, begun, "listen, der begynder her, bliver ikke lukket igen"
    if "block sequence entries" in problem:
        return form, here, "en bindestreg kan ikke stå her; sæt anførselstegn om teksten, eller ryk linjen på plads"
    if opened := here.opened_quote():
        return form, opened, _QUOTE_OPEN
    if re.search(r"[\"'][^:#\"']*$", here.before):
        return form, here, "der står mere efter det sidste anførselstegn; sæt anførselstegn om hele værdien"
    return form, here, "linjen er rykket forkert ind; den skal stå lige under de andre felter i posten"
