"""The command line: `python -m publication <command>`. A command is a line in COMMANDS and two functions.

In the module that its line names, `<command>_arguments(parser)` says what the command takes, and
`<command>(options, say, remark)` does it and returns the exit status. The module is imported only then.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Never

COMMANDS: dict[str, tuple[str, str]] = {
    "build": ("publication.cli.site", "byg hele siden"),
    "serve": ("publication.cli.site", "vis siden, og følg hver ændring"),
    "check": ("publication.cli.check", "se efter, om alt i data og docs er i orden"),
    "privacy": ("publication.cli.privacy", "bevis, at intet tal røber et skjult elevtal"),
    "addresses": ("publication.cli.site", "føj nye adresser til listen, og se efter, at de gamle svarer"),
    "changes": ("publication.cli.github", "vis, hvilke sider en ændring rører, og hvad der stod før"),
    "comment": ("publication.cli.github", "skriv kommentaren til et forslag på GitHub"),
    "preview": ("publication.cli.site", "lav en kopi af siden, som kan åbnes fra disken"),
    "language": ("publication.cli.editing", "vis, hvor let siderne er at læse"),
    "spelling": ("publication.cli.editing", "se efter stavefejl i alt, læserne ser"),
    "book": ("publication.cli.book", "lav bogen som PDF og EPUB af den byggede side"),
    "form": ("publication.cli.github", "gør en udfyldt formular fra GitHub til en post i data"),
    "care": ("publication.cli.github", "vis, hvad nogen bør se på: døde links, gamle datoer, huller i pakker"),
    "servers": ("publication.cli.site", "skriv opsætningen af nginx og Caddy igen"),
    "compress": ("publication.cli.site", "læg pakkede kopier ved siden af filerne til nginx og Caddy"),
    "schema": ("publication.cli.editing", "skriv skemaer, tomme poster og feltlisten igen"),
}


class Parser(argparse.ArgumentParser):
    """The standard parser, speaking Danish."""

    def __init__(self, prog: str, description: str) -> None:
        super().__init__(prog=prog, description=description, add_help=False, allow_abbrev=False)
        self._optionals.title = "valg"
        self._positionals.title = "kommandoer"
        self.add_argument("-h", "--help", action="help", help="vis denne hjælp")

    def format_usage(self) -> str:
        return super().format_usage().replace("usage: ", "Brug: ", 1)

    def format_help(self) -> str:
        return super().format_help().replace("usage: ", "Brug: ", 1)

    def error(self, message: str) -> Never:
        """Argparse's own messages are English; the usage line says what is possible."""
        self.exit(2, f"Kommandoen kan ikke forstås.\n{self.format_usage()}")


def main(words: Sequence[str]) -> int:
    """Run the command that the words name. Returns the exit status: 0 well, 1 diagnostics in data, 2 not understood."""
    listed = "\n".join(f"  {name:<12}{help_text}" for name, (_, help_text) in COMMANDS.items())
    if not words or words[0] not in COMMANDS:
        asked = bool(words) and words[0] in {"-h", "--help"}
        out = sys.stdout if asked else sys.stderr
        out.write(f"Brug: python -m publication KOMMANDO\n\n{listed}\n")
        return 0 if asked else 2
    module_name, help_text = COMMANDS[words[0]]
    module = import_module(module_name)
    parser = Parser(f"python -m publication {words[0]}", help_text)
    getattr(module, f"{words[0]}_arguments")(parser)
    status: int = getattr(module, words[0])(parser.parse_args(words[1:]), sys.stdout.write, sys.stderr.write)
    return status


def program() -> None:
    """Run the command line of this process."""
    for stream in (sys.stdout, sys.stderr):
        # Danish letters come out right wherever this runs, also where the machine's language is not set.
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    try:
        status = main(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read the list (head, less) has seen enough.
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 1
    sys.exit(status)
