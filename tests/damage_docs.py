"""Damaged pages and menus for the tests: a small project of its own, each slip in each place of each of its pages."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dev.harness.project_copies import ROOT
from tests.damage import FIXTURES

MENU = """\
site_name: Prøve
theme: {name: material}
nav:
  - Forside: index.md
  - Viden:
      - viden/index.md
      - Musik: viden/musik.md
      - Farver: viden/farver.md
not_in_nav: |
  /kommuner/*
markdown_extensions:
  - toc:
      slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}
"""


def _page(title: str, link: str) -> str:
    return f"""\
---
title: {title}
description: Her står der noget om {title.lower()}, som er langt nok til at fortælle, hvad siden handler om.
---

Siden begynder her med [et link]({link}).

## Et afsnit om {title.lower()}

- Et punkt
- Et punkt til

> Et citat

| Sted | Hvad |
| --- | --- |
| Nordby | Sang |

{{{{ sources() }}}}
"""


PAGES = {
    "index.md": _page("Prøven", "viden/index.md"),
    "viden/index.md": _page("Viden", "musik.md"),
    "viden/musik.md": _page("Musik", "../index.md"),
    "viden/farver.md": _page("Farver", "musik.md#et-afsnit-om-musik"),
}
MUNICIPALITY = "---\nmunicipality: nordby\n---\n\n## Tal { #tal }\n\n[alle](index.md)\n"


@dataclass(frozen=True)
class Slip:
    """One slip: the file as it then stands, and the file and lines where a diagnostic has to be."""

    name: str
    file: str
    text: str
    said_in: str
    lines: frozenset[int]


def project(folder: Path) -> Path:
    """The whole project, in order."""
    shutil.copytree(FIXTURES, folder / "data")
    (folder / "overrides").symlink_to(ROOT / "overrides")
    pages = {**PAGES, "kommuner/index.md": _page("Kommuner", "nordby.md"), "kommuner/_kommune.md": MUNICIPALITY}
    for path, text in {**{f"docs/{path}": text for path, text in pages.items()}, "mkdocs.yml": MENU}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return folder


# What an author may write in any place of a page.
_TARGETS = [
    *("musk.md", "findes-ikke.md", "../vden/x.md", "/viden/musik/", "/", "//eksempel.dk", "http://eksempel.dk", "musik"),
    *("javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "ftp://x.dk/"),
    *("#findes-ikke", "index.md#findes-ikke", "../../../etc/passwd", "noder.png", "musik.MD", "musik.html"),
    *("", "%2e%2e/x.md", "..\\\\x.md", "kommuner/findes-ikke.md"),
]
_CALLS = [
    *("source('kystrapporten')", "sorces()", "sources('x', 'y', 'z', 'æ')", "findes_ikke", "kystrapporten", "name('findes')"),
    *("name()", "name('nordby', findes=1)", "sources() | upper2", "sources(", "'", "figure('findes-ikke')"),
    *("now.__globals__", "config.nav.x()", "''.__class__.mro()", "self", "cycler('a')", "lipsum.__globals__"),
]
_SNIPPETS = {
    **{f"link to {target!r}": f"[x]({target})" for target in _TARGETS},
    **{f"picture {target!r}": f"![x]({target})" for target in _TARGETS if target.endswith((".md", ".png"))},
    **{f"reference to {target!r}": f"[x][her]\n\n[her]: {target}" for target in _TARGETS if target and " " not in target},
    **{f"raw link to {target!r}": f'<a href="{target}">x</a>' for target in _TARGETS},
    **{f"call {call!r}": f"{{{{ {call} }}}}" for call in _CALLS},
    "picture without words": "![](x.png)",
    "call not closed": "{{ sources()",
    "block not closed": "{% if x",
    "unknown block": "{% findes %}",
    "loop not closed": "{% for x in y %}",
    "include": "{% include 'x.html' %}",
    "import": "{% import 'os' as os %}",
}
_FIELDS = {
    "field misspelt": lambda key, value: f"{key}x: {value}",
    "field left empty": lambda key, value: f"{key}:",
    "colon in the text": lambda key, value: f"{key}: {value}: mere",
    "field twice": lambda key, value: f"{key}: {value}\n{key}: {value}",
    "list for a text": lambda key, value: f"{key}: [x, y]",
    "quotation mark not closed": lambda key, value: f'{key}: "{value}',
    "no space": lambda key, value: f"{key}:{value}",
    "anchor": lambda key, value: f"{key}: &x {value}",
    "alias": lambda key, value: f"{key}: *x",
    "tag": lambda key, value: f"{key}: !!python/name:os.system {value}",
    "macro": lambda key, value: f"{key}: \"{{{{ name('nordby') }}}}\"",
    "text lost": lambda key, value: f"{key}: {value} # mere",
    "another dash": lambda key, value: f"– {key}: {value}",
    "indented": lambda key, value: f"   {key}: {value}",
    "unknown field": lambda key, value: f"{key}: {value}\nfindes: ikke",
    "control sign": lambda key, value: f"{key}: {value}\x07",
}


def slips() -> Iterator[Slip]:
    """Every slip in every place that it can befall."""
    for path, text in PAGES.items():
        lines = text.split("\n")
        for number, line in enumerate(lines):
            yield from _in_line(f"docs/{path}", lines, number, line)
    menu = MENU.split("\n")
    for number, line in enumerate(menu):
        if line.endswith(".md"):
            yield from _in_menu(menu, number, line)


def _in_line(file: str, lines: list[str], number: int, line: str) -> Iterator[Slip]:
    def slip(name: str, new: str, *, until: int = 0) -> Slip:
        text = "\n".join([*lines[:number], new, *lines[number + 1 :]])
        # What is not closed is only missed further down.
        last = 99 if name.endswith("not closed") else number + 1 + new.count("\n") + until
        said = frozenset(range(1 if last == 99 else number + 1, last + 1))
        return Slip(f"{file}:{number + 1} {name}", file, text, file, said)

    field = re.match(r"(title|description): (.*)", line)
    if field:
        for name, made in _FIELDS.items():
            yield slip(name, made(field[1], field[2]), until=1)
    elif line.startswith(("Siden", "- ", "> ", "| Nordby")):
        for name, snippet in _SNIPPETS.items():
            if line.startswith(("- ", "> ", "| ")) and "\n" in snippet:
                continue
            row = f"| {snippet} | Sang |" if line.startswith("| ") else f"{line} {snippet}"
            yield slip(name, row)


def _in_menu(menu: list[str], number: int, line: str) -> Iterator[Slip]:
    indent = line[: len(line) - len(line.lstrip())]
    page = f"docs/{line.split()[-1]}"
    here = frozenset({number + 1, number + 2})
    for name, new, where, at in [
        ("entry left out", [], page, frozenset({1})),
        ("entry misspelt", [line.replace(".md", "x.md")], "mkdocs.yml", here),
        ("entry in another case", [line.replace(".md", ".MD")], "mkdocs.yml", here),
        ("entry twice", [line, f"{indent}- Igen: {line.split()[-1]}"], "mkdocs.yml", here),
        ("entry without a space", [line.replace("- ", "-", 1)], "mkdocs.yml", here),
        ("tab", [f"\t{line}"], "mkdocs.yml", here),
        ("merge marker", ["<<<<<<< min", line, "=======", line, ">>>>>>> din"], "mkdocs.yml", frozenset(range(number + 1, number + 6))),
        ("quotation mark not closed", [f'{indent}- "Titel: {line.split()[-1]}'], "mkdocs.yml", frozenset(range(1, 99))),
        ("outside docs", [f"{indent}- Ud: ../README.md"], "mkdocs.yml", here),
        ("script", [f"{indent}- Ud: javascript:alert(1)"], "mkdocs.yml", here),
    ]:
        text = "\n".join([*menu[:number], *new, *menu[number + 1 :]])
        yield Slip(f"mkdocs.yml:{number + 1} {name}", "mkdocs.yml", text, where, at)
