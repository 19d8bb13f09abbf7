"""The commands about the site: `build`, `serve`, `preview`, `addresses`, `servers` and `compress`."""

from __future__ import annotations

import argparse
import contextlib
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

from publication.build.compressed_copies import compress as write_compressed_copies
from publication.build.preview import write as write_preview
from publication.loading import loader
from publication.sharing import share_cards
from publication.web import http_headers, permalinks, static_assets
from publication.web.deployment import generator

Say = Callable[[str], object]


def build_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing to choose."""


def build(options: argparse.Namespace, say: Say, remark: Say) -> int:
    """Build the site, and refuse what the generator warns of. Returns the exit status."""
    return subprocess.call(generator("build", "--strict"))


def serve_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--address", default="127.0.0.1:8000", metavar="VÆRT:PORT", help="hvor siden vises (127.0.0.1:8000)")


def serve(options: argparse.Namespace, say: Say, remark: Say) -> int:
    """Show the site and follow every change, until somebody stops it. Returns the exit status."""
    # A fault in a macro ends a build, but must not end the server. Click 8.3 turned live reload off unless asked for.
    environment = {**os.environ, "FAIL_ON_MACRO_ERROR": "false"}
    with contextlib.suppress(KeyboardInterrupt):
        return subprocess.call(generator("serve", "--livereload", "--dev-addr", options.address), env=environment)
    return 0


def preview_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--site", type=Path, default=Path("site"), metavar="MAPPE", help="den byggede side (site)")
    parser.add_argument("--to", type=Path, required=True, metavar="MAPPE", help="hvor kopien skal ligge")


def preview(options: argparse.Namespace, say: Say, remark: Say) -> int:
    if not options.site.is_dir() or options.to.exists():
        remark("Byg siden først, og vælg en mappe, der ikke findes endnu.\n")
        return 2
    write_preview(options.site, options.to)
    say(f"{options.to.as_posix()}/index.html\n")
    return 0


def addresses_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--site", type=Path, default=Path("site"), metavar="MAPPE", help="den byggede side (site)")
    parser.add_argument("--data", type=Path, default=Path("data"), metavar="MAPPE", help="mappen med data (data)")
    parser.add_argument("--lists", type=Path, default=Path(permalinks.FOLDER), metavar="MAPPE", help="mappen med listerne (published)")
    parser.add_argument("--check", action="store_true", help="se kun efter; skriv intet")


def addresses(options: argparse.Namespace, say: Say, remark: Say) -> int:
    """Add what is new to the lists, then say what no longer answers. Returns the exit status."""
    publication, diagnostics = loader.read(options.data)
    if publication is None:
        remark("".join(f"{diagnostic}\n" for diagnostic in diagnostics))
        return 1
    if not options.site.is_dir():
        remark(f"Der er ingen bygget side i {options.site}; byg den først: make site\n")
        return 1
    answers = permalinks.built(options.site)
    if not options.check:
        addresses = permalinks.added(options.lists / permalinks.LIST, permalinks.published(answers))
        drawn = permalinks.added(options.lists / permalinks.CARDS, _cards(answers))
        say(f"Nye adresser: {addresses}. Nye delekort: {drawn}.\n")
    lost = permalinks.diagnostics(permalinks.read(options.lists / permalinks.LIST), answers, publication)
    remark("".join(f"{diagnostic}\n" for diagnostic in lost))
    return 1 if lost else 0


def _cards(answers: dict[str, permalinks.BuiltPage | None]) -> list[str]:
    """The cards that pages show now, as `name address`; pages that show another's card have none of their own."""
    return [
        f"{page.card} {address}"
        for address, page in answers.items()
        if page and page.card and page.card.startswith(f"{share_cards.stem(address)}.")
    ]


def servers_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--overrides", type=Path, default=Path("overrides"), metavar="MAPPE", help="mappen med scriptet (overrides)")
    parser.add_argument("--folder", type=Path, default=Path("dev/deploy"), metavar="MAPPE", help="mappen med skabelonerne (dev/deploy)")


def servers(options: argparse.Namespace, say: Say, remark: Say) -> int:
    """Write each server's file. Returns the exit status."""
    script = static_assets.first(options.overrides)
    for name in http_headers.SERVERS:
        (options.folder / name).write_text(http_headers.configuration(options.folder, name, script), "utf-8")
        say(f"{options.folder / name}\n")
    return 0


def compress_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--site", type=Path, default=Path("site"), metavar="MAPPE", help="den byggede side (site)")


def compress(options: argparse.Namespace, say: Say, remark: Say) -> int:
    """Write compressed copies for nginx and Caddy. Returns the exit status."""
    if not options.site.is_dir():
        remark(f"Der er ingen bygget side i {options.site}; byg den først: make site\n")
        return 1
    say(f"Pakkede kopier: {write_compressed_copies(options.site)} filer.\n")
    return 0
