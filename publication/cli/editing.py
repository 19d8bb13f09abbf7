"""The commands about what editors write: `schema`, `spelling` and `language`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from publication.authoring import editor_files, readability
from publication.authoring import spelling as spelling_check

Say = Callable[[str], object]


def schema_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--root", type=Path, default=Path(), metavar="MAPPE", help="projektets mappe (.)")
    parser.add_argument("--check", action="store_true", help="skriv intet; sig kun, hvad der er forældet")


def schema(options: argparse.Namespace, say: Say, remark: Say) -> int:
    """Write what is stale, or only say so. Returns the exit status."""
    changed = editor_files.stale(options.root)
    for path, text in changed:
        if not options.check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8"))
        say(f"{path.as_posix()}: {'er forældet' if options.check else 'skrevet'}\n")
    if options.check and changed:
        remark("Kør «make schema», og gem ændringerne.\n")
        return 1
    if not changed:
        say("Skemaer, tomme poster og feltliste passer til modellen.\n")
    return 0


def spelling_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--root", type=Path, default=Path(), metavar="MAPPE", help="projektets mappe (.)")


def spelling(options: argparse.Namespace, say: Say, remark: Say) -> int:
    """Print the words that are misspelt or unknown. Returns 1 when there are any, 2 without a dictionary."""
    try:
        found = list(spelling_check.diagnostics(options.root))
    except spelling_check.NoDictionary:
        remark("Stavningen er ikke set efter, for programmet hunspell med dansk ordbog mangler.\n")
        return 2
    for line in found:
        say(line)
    remark(
        f"Ukendte ord: {len(found)}." + (f" Er et ord stavet rigtigt, så skriv det i {spelling_check.OWN_WORDS}.\n" if found else "\n")
    )
    return 1 if found else 0


def language_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--site", type=Path, default=Path("site"), metavar="MAPPE", help="den byggede side (site)")
    parser.add_argument("--hardest", type=int, default=3, metavar="ANTAL", help="sætninger at vise for hver side (3)")
    parser.add_argument("pages", nargs="*", metavar="SIDE", help="kun de sider, hvis adresse begynder sådan: om/")


def language(options: argparse.Namespace, say: Say, remark: Say) -> int:
    """Print LIX and the hardest sentences of each page. Returns 1 when a page is too hard, 2 when there is no site."""
    if not options.site.is_dir():
        remark(f"Der er ingen bygget side i mappen {options.site}. Byg den først med: make site\n")
        return 2
    wanted = tuple(address.strip("/") for address in options.pages)
    measured = [page for page in readability.pages(options.site) if not wanted or page.address.startswith(wanted)]
    for line in readability.table(measured, options.hardest):
        say(line)
    hard = sum(bool(page.too_hard) for page in measured)
    limits = f"Kort fortalt højst {readability.BRIEF_LIX}, teksten højst {readability.TEXT_LIX}, /{readability.EASY_PAGE} højst {readability.EASY_LIX}"
    remark(f"{len(measured)} sider målt ({limits}). {hard or 'Ingen'} af dem er for svære.\n")
    return 1 if hard else 0
