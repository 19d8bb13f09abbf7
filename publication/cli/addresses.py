"""The command that keeps the lists of what has been published, and looks after that all of it still answers."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from publication.loading import loader
from publication.sharing import share_cards
from publication.web import permalinks


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--site", type=Path, default=Path("site"), metavar="MAPPE", help="den byggede side (site)")
    parser.add_argument("--data", type=Path, default=Path("data"), metavar="MAPPE", help="mappen med data (data)")
    parser.add_argument("--lists", type=Path, default=Path(permalinks.FOLDER), metavar="MAPPE", help="mappen med listerne (published)")
    parser.add_argument("--check", action="store_true", help="se kun efter; skriv intet")


def run(options: argparse.Namespace, say: Callable[[str], None], remark: Callable[[str], None]) -> int:
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
        if page and page.card and page.card.startswith(f"{cards.stem(address)}.")
    ]
