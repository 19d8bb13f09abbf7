"""The command line: `python -m publication <command>`.

`commands.yml` says what each command takes. The function of its name gets every option as an argument, prints, and
returns the exit status. Its module is imported only when the command is run.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Never

import yaml

# The parser in C where PyYAML was built with it, which is ten times as fast.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
COMMANDS: dict[str, dict[str, Any]] = yaml.load(Path(__file__).with_name("commands.yml").read_text("utf-8"), _LOADER)


class Parser(argparse.ArgumentParser):
    """The standard parser, speaking Danish, with the types of options that `commands.yml` names."""

    def __init__(self, prog: str, description: str) -> None:
        super().__init__(prog=prog, description=description, add_help=False, allow_abbrev=False)
        self._optionals.title = "valg"
        self._positionals.title = "kommandoer"
        for name, read in {"path": Path, "day": dt.date.fromisoformat, "number": int}.items():
            self.register("type", name, read)
        self.add_argument("-h", "--help", action="help", help="vis denne hjælp")

    def format_usage(self) -> str:
        return super().format_usage().replace("usage: ", "Brug: ", 1)

    def format_help(self) -> str:
        return super().format_help().replace("usage: ", "Brug: ", 1)

    def error(self, message: str) -> Never:
        """Argparse's own messages are English, so the usage line alone says what is possible."""
        self.exit(2, f"Kommandoen kan ikke forstås.\n{self.format_usage()}")


def main(words: Sequence[str]) -> int:
    """Run the command that the words name. Returns its exit status; 2 where there is no such command."""
    name = words[0] if words else ""
    if name not in COMMANDS:
        asked = name in {"-h", "--help"}
        listed = "\n".join(f"  {each:<12}{command['help']}" for each, command in COMMANDS.items())
        print(f"Brug: python -m publication KOMMANDO\n\n{listed}", file=sys.stdout if asked else sys.stderr)
        return 0 if asked else 2
    command = COMMANDS[name]
    run = getattr(import_module(f"publication.cli.{command['module']}"), name)
    parser = Parser(f"python -m publication {name}", command["help"])
    for option, settings in command.get("options", {}).items():
        parser.add_argument(option, **settings)
    status: int = run(**vars(parser.parse_args(words[1:])))
    return status


def program() -> None:
    """Run the command line of this process."""
    for stream in (sys.stdout, sys.stderr):
        # Where the machine's language is not set, Danish letters could not be printed.
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    try:
        status = main(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader (head, less) has closed the pipe, and Python would fail once more when it flushes at exit.
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 1
    sys.exit(status)
