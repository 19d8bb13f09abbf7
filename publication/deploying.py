"""The command that writes the configurations of servers in `deploy/` anew from their templates."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from publication import headers


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--folder", type=Path, default=Path("deploy"), metavar="MAPPE", help="mappen med skabelonerne (deploy)")


def run(options: argparse.Namespace, say: Callable[[str], None], remark: Callable[[str], None]) -> int:
    """Write each server's file. Returns the exit status."""
    for name in headers.SERVERS:
        (options.folder / name).write_text(headers.configuration(options.folder, name), "utf-8")
        say(f"{options.folder / name}\n")
    return 0
