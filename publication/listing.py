"""The command that keeps the lists of what has been published, and looks after that all of it still answers."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from publication import cards, lasting, reading


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--site", type=Path, default=Path("site"), metavar="MAPPE", help="den byggede side (site)")
    parser.add_argument("--data", type=Path, default=Path("data"), metavar="MAPPE", help="mappen med data (data)")
    parser.add_argument("--lists", type=Path, default=Path(), metavar="MAPPE", help="mappen med listerne (.)")
    parser.add_argument("--check", action="store_true", help="se kun efter; skriv intet")


def run(options: argparse.Namespace, say: Callable[[str], None], remark: Callable[[str], None]) -> int:
    """Add what is new to the lists, then say what no longer answers. Returns the exit status."""
    publication, faults = reading.read(options.data)
    if publication is None:
        remark("".join(f"{fault}\n" for fault in faults))
        return 1
    if not options.site.is_dir():
        remark(f"Der er ingen bygget side i {options.site}; byg den først: make site\n")
        return 1
    answers = lasting.built(options.site)
    if not options.check:
        addresses = lasting.added(options.lists / lasting.LIST, lasting.published(answers))
        drawn = lasting.added(options.lists / lasting.CARDS, _cards(answers))
        say(f"Nye adresser: {addresses}. Nye delekort: {drawn}.\n")
    lost = lasting.faults(lasting.read(options.lists / lasting.LIST), answers, publication)
    remark("".join(f"{fault}\n" for fault in lost))
    return 1 if lost else 0


def _cards(answers: dict[str, lasting.Page | None]) -> list[str]:
    """The cards that pages show now, as `name address`; pages that show another's card have none of their own."""
    return [
        f"{page.card} {address}"
        for address, page in answers.items()
        if page and page.card and page.card.startswith(f"{cards.stem(address)}.")
    ]
