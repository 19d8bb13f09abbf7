"""The commands about a built site: `addresses`, `servers` and `compress`."""

from __future__ import annotations

import sys
from pathlib import Path

from publication.build.compressed_copies import compress as write_compressed_copies
from publication.loading import loader
from publication.sharing import share_cards
from publication.web import address_list, http_headers, permalinks, redirects, static_assets


def addresses(site: Path, data: Path, lists: Path, also: Path | None, check: bool) -> int:
    """Add what is new to the lists, unless only to check, then say what no longer answers. Returns 1 if anything.

    What stands in the lists of the folder `also` is added too, unless it was forgotten since.
    """
    publication, diagnostics = loader.read(data)
    if publication is None:
        print(*diagnostics, sep="\n", file=sys.stderr)
        return 1
    if _is_missing(site):
        return 1
    answers = permalinks.built(site)
    if not check:
        earlier = [address_list.read(also / name).addresses if also else () for name in (address_list.LIST, address_list.CARDS)]
        new = address_list.added(lists / address_list.LIST, [*permalinks.published(answers), *earlier[0]])
        cards = address_list.added(lists / address_list.CARDS, [*_cards(answers), *earlier[1]])
        print(f"Nye adresser: {new}. Nye delekort: {cards}.")
    lost = permalinks.diagnostics(address_list.read(lists / address_list.LIST), answers, publication)
    for diagnostic in lost:
        print(diagnostic, file=sys.stderr)
    return 1 if lost else 0


def _cards(answers: dict[str, permalinks.BuiltPage | None]) -> list[str]:
    """The cards that pages show now, as `name address`; pages that show another's card have none of their own."""
    return [
        f"{page.card} {address}"
        for address, page in answers.items()
        if page and page.card and page.card.startswith(f"{share_cards.stem(address)}.")
    ]


def servers(overrides: Path, data: Path, folder: Path, lists: Path) -> int:
    """Write the configuration of each server from its template. Returns 1 when the data cannot be read."""
    publication, diagnostics = loader.read(data)
    if publication is None:
        print(*diagnostics, sep="\n", file=sys.stderr)
        return 1
    script, removed = static_assets.first(overrides), address_list.read(lists / address_list.LIST).removed
    short = redirects.short_rules(publication)
    for name in http_headers.SERVERS:
        (folder / name).write_text(http_headers.configuration(folder, name, script, removed, short), "utf-8")
        print(folder / name)
    return 0


def compress(site: Path) -> int:
    """Write compressed copies for nginx and Caddy."""
    if _is_missing(site):
        return 1
    print(f"Pakkede kopier: {write_compressed_copies(site)} filer.")
    return 0


def _is_missing(site: Path) -> bool:
    """Whether the site is not built; then it is said."""
    if not site.is_dir():
        print(f"Der er ingen bygget side i {site}; byg den først: make site", file=sys.stderr)
    return not site.is_dir()
