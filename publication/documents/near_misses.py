"""What an author meant as Markdown, and Markdown would show as it stands, or leave out: each with what to write instead."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from publication.documents.document import Document
from publication.documents.links import INLINE
from publication.loading.diagnostics import Diagnostic, Position
from publication.model.letters import composed, find_problem
from publication.web import static_assets

_DEFINED = re.compile(r"^ {0,3}\[(?P<label>[^\]\n]{1,200})\]:", re.MULTILINE)
_NOTE = re.compile(r"\[\^(?P<label>[^\]\s]{1,100})\](?!:)")
_REFERENCE = re.compile(r"(?<!\\)\[(?P<words>[^\[\]\n]{1,300})\]\[(?P<label>[^\[\]\n]{0,200})\]")
# A link whose second bracket begins, once those that can be read are blank.
_UNREAD = re.compile(r"\]\((?P<way>[^)\n]*)(?P<close>\)?)")
_APART = re.compile(r"\[(?P<words>[^\[\]\n]{1,300})\][ \t]+\((?P<way>[^()\s./#]{0,200}[./#][^()\s]{0,500})\)")
_SWAPPED = re.compile(r"\((?P<words>[^()\n]{1,300})\)\[(?P<way>[^\[\]\s./]{0,200}[./][^\[\]\s]{0,500})\]")
_BARE = re.compile(r"(?<![\w/\"'=(<@.\[])(?:https?://|www\.)[^\s<>()\[\]{}|\"'«»]+[^\s<>()\[\]{}|\"'«».,;:!?]")
_HARMLESS = re.compile(r"<[^<>\n]*>|^ {0,3}\[[^\]\n]+\]:.*$|\{\{.{0,1000}?\}\}", re.MULTILINE)
_BRACES = re.compile(r"(?<!\{)\{[ \t]*+(?P<second>\{?)[ \t]*+(?P<call>(?P<name>\w++)[ \t]*+\([^{}\n]{0,500}\))[ \t]*\}[ \t]*\}?(?!\})")
_HEADING = re.compile(r"(?P<signs>#{1,6})(?!#)(?P<words>.*)")
_BOX = re.compile(r"(?P<indent>[ ]*)(?:!!!|\?\?\?\+?)[ \t]*[\w-]")
_ICON = re.compile(rf":(?P<name>(?:{'|'.join(sorted(static_assets.ICON_SETS))})-[a-z0-9-]+):")
_SAYS_NOTHING = re.compile(r"(?i)(?:et )?(?:billede|foto|fotografi|grafik|figur|logo|image|picture|skærmbillede|screenshot|alt|tekst)\W*\d*"
                           r"|[\w -]+\.(?:png|jpe?g|webp|avif|gif|svg)|(?:img|dsc|dscn|pxl)[\w-]*\d+")  # fmt: skip


def near_miss_diagnostics(documents: Iterable[Document], macros: Collection[str]) -> Iterator[Diagnostic]:
    """What is almost Markdown on pages that may call these macros."""
    for document in documents:
        yield from _signs(document)
        yield from _half_links(document)
        yield from _missing_notes(document)
        yield from _pictures(document)
        yield from _half_calls(document, macros)
        yield from _blocks(document)
        for found in _ICON.finditer(document.body):
            try:
                static_assets.icon_file(found["name"])
            except ValueError as error:
                message, _, near = str(error).partition(". Mente du »")
                yield document.position(found.start()).diagnostic("side-ikon", message, near.removesuffix("«?") or None)


def _signs(document: Document) -> Iterator[Diagnostic]:
    """Signs that nobody sees, and letters that another program has garbled."""
    for number, line in enumerate(document.text.split("\n"), start=1):
        if (problem := find_problem(composed(line.strip()))) if line.strip() else None:
            yield Position(document.file, number).diagnostic(problem.code, problem.message)


def _half_links(document: Document) -> Iterator[Diagnostic]:
    text = INLINE.sub(_blank, document.body)
    for found in _UNREAD.finditer(text):
        at = document.position(found.start())
        if not found["close"]:
            yield at.diagnostic("side-link", "linket mangler sin sidste parentes; skriv [teksten](vejen)")
        elif found["way"].strip():
            yield at.diagnostic("side-link", "vejen i et link kan ikke have mellemrum; skriv [teksten](vejen)")
    text = _HARMLESS.sub(_blank, text)
    for found in _APART.finditer(text):
        message = "mellem ] og ( må der ikke være mellemrum"
        yield document.position(found.start()).diagnostic("side-link", message, f"[{found['words']}]({found['way']})")
    for found in _SWAPPED.finditer(text):
        message = "parenteserne om linket er byttet om"
        yield document.position(found.start()).diagnostic("side-link", message, f"[{found['words']}]({found['way']})")
    text = _UNREAD.sub(_blank, _SWAPPED.sub(_blank, _APART.sub(_blank, text)))
    for found in _BARE.finditer(text):
        whole = f"https://{found[0].split('://')[-1]}"
        message = f"»{found[0]}« bliver ikke til et link af sig selv; skriv, hvor det fører hen, for eksempel [Læs mere]({whole})"
        yield document.position(found.start()).diagnostic("side-link", message)
    defined = {found["label"].lower() for found in _DEFINED.finditer(document.body)}
    for found in _REFERENCE.finditer(text):
        label = found["label"] or found["words"]
        if label.lower() not in defined and not label.startswith("^"):
            message = f"linket henviser til [{label}], som ikke er skrevet; skriv [{found['words']}](vejen) i stedet"
            yield document.position(found.start()).diagnostic("side-link", message)


def _missing_notes(document: Document) -> Iterator[Diagnostic]:
    defined = {found["label"] for found in _DEFINED.finditer(document.body)}
    for found in _NOTE.finditer(document.body):
        if (name := f"^{found['label']}") not in defined:
            message = f"noten [{name}] er ikke skrevet; skriv den på en linje for sig nederst på siden: [{name}]: Teksten"
            yield document.position(found.start()).diagnostic("side-note", message)


def _pictures(document: Document) -> Iterator[Diagnostic]:
    for found in INLINE.finditer(document.body):
        at = document.position(found.start())
        if found["picture"] and re.match(r"(?:https?:)?//", found["way"]):
            message = "et billede kan ikke hentes fra en anden hjemmeside; læg filen i docs, og skriv vejen til den"
            yield at.diagnostic("side-billede", message)
        elif found["picture"] and _SAYS_NOTHING.fullmatch(words := found["words"].strip()):
            message = f"»{words}« fortæller ikke, hvad der er på billedet; skriv det til dem, der ikke kan se det"
            yield at.diagnostic("side-billede", message)


def _half_calls(document: Document, macros: Collection[str]) -> Iterator[Diagnostic]:
    """Calls of macros between one brace, or two with a blank between, which the page would show as they stand."""
    for found in _BRACES.finditer(document.body):
        whole = found[0].startswith("{{") or (found[0].endswith("}}") and not found["second"])
        if found["name"] in macros and not whole:
            message = "en makro står mellem to krøllede parenteser uden mellemrum imellem"
            suggestion = f"{{{{ {found['call']} }}}}"
            yield document.position(found.start()).diagnostic("side-makro", message, suggestion)


def _blocks(document: Document) -> Iterator[Diagnostic]:
    """Headings without words or of a wrong level, and boxes whose text does not stand in them."""
    level, lines = 0, document.body.split("\n")
    for number, line in enumerate(lines):
        at = Position(document.file, number + 1)
        if heading := _HEADING.fullmatch(line):
            signs, words = len(heading["signs"]), heading["words"].strip(" \t#")
            if not words or words.startswith("{"):
                yield at.diagnostic("side-overskrift", "overskriften er tom; skriv den, eller slet linjen")
            elif signs == 1:
                message = "sidens titel står i dens hoved, og der er kun én; begynd overskriften med ##"
                yield at.diagnostic("side-overskrift", message, f"## {words}")
            elif level and signs > level + 1:
                message = f"overskriften springer et niveau over; begynd den med {'#' * (level + 1)}"
                yield at.diagnostic("side-overskrift", message, f"{'#' * (level + 1)} {words}")
            level = signs
        elif "{{" in line:
            level = 0  # a macro may have headings of its own
        elif box := _BOX.match(line):
            below = next((each for each in lines[number + 1 :] if each.strip()), "")
            if not below.startswith(f"{box['indent']}    "):
                message = "boksen er tom, for dens tekst er ikke rykket ind; begynd hver linje i den med fire mellemrum"
                yield at.diagnostic("side-boks", message)


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])
