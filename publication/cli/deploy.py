"""The command that writes the configurations of servers in `deploy/` anew from their templates."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from publication.web import http_headers, static_assets


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--overrides", type=Path, default=Path("overrides"), metavar="MAPPE", help="mappen med scriptet (overrides)")
    parser.add_argument("--folder", type=Path, default=Path("dev/deploy"), metavar="MAPPE", help="mappen med skabelonerne (dev/deploy)")


def run(options: argparse.Namespace, say: Callable[[str], None], remark: Callable[[str], None]) -> int:
    """Write each server's file. Returns the exit status."""
    script = static_assets.first(options.overrides)
    for name in http_headers.SERVERS:
        (options.folder / name).write_text(http_headers.configuration(options.folder, name, script), "utf-8")
        say(f"{options.folder / name}\n")
    return 0
