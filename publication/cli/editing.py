"""The commands about what editors write: `year`, `forget`, `schema`, `spelling` and `language`."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from publication.authoring import editor_files, forgetting, keeping_editions, new_year, readability
from publication.authoring import spelling as spelling_check
from publication.cli.check import checked_project
from publication.loading.kept_editions import FOLDER


def forget(id: str, root: Path) -> int:
    """Delete a person's record, and leave only a hash of what named them. Returns 1 when something is left to look at."""
    try:
        found = forgetting.plan(root, id)
    except forgetting.Unclear as reason:
        print(f"Intet er ændret: {reason}.", file=sys.stderr)
        return 2
    for path, text in found.files.items():
        (root / path).write_text(text, "utf-8")
    # Books and texts made before are kept there.
    shutil.rmtree(root / ".cache", ignore_errors=True)
    print(f"Slettet i data og i gemte udgaver: {found.record or 'intet; der var ingen post med det id'}.")
    print(f"Slettet i listerne i published: {found.removed_lines} linjer. I stedet står {len(found.names)} uden navn.")
    print("Slettet i .cache: alle bøger og tekster, der var lavet før.")
    left = [*forgetting.mentions(root, found.searched), *checked_project(None, root)[1]]
    print(*left, sep="\n", end="\n" if left else "")
    print(f"Steder at se på: {len(left)}. Byg så siden igen: make site. Resten står i {forgetting.GUIDE}.")
    return 1 if left else 0


def year(year: str, root: Path) -> int:
    """Add an empty record for each partnership at work in a year, and the year's edition. Returns 2 when it cannot."""
    try:
        found = new_year.plan(root, year)
    except new_year.Unclear as reason:
        print(*reason.diagnostics, sep="\n", end="\n" if reason.diagnostics else "")
        print(f"Intet er ændret: {reason}.", file=sys.stderr)
        return 2
    for path, text in found.files.items():
        (root / path).write_text(text, "utf-8")
    print(found.message, end="")
    return 0


def edition(id: str, root: Path) -> int:
    """Keep an edition as it stands now. Returns 1 when the project has faults, 2 when there is no such edition."""
    loaded, diagnostics, _ = checked_project(None, root)
    # What was kept of it before gives way, with its faults.
    before = f"{(FOLDER / id).as_posix()}/"
    if found := [one for one in diagnostics if not one.file.startswith(before)]:
        print("Intet er gemt, for der er fejl:", *found, sep="\n", file=sys.stderr)
        return 1
    if not any(record.id == id and record.complete for _, record in loaded.records("editions")):
        print(f"Intet er gemt: editions.yml har ingen komplet udgave med id »{id}«.", file=sys.stderr)
        return 2
    kept = keeping_editions.keep(root, id)
    print(f"Udgaven fra {id} er gemt i {kept.folder.relative_to(root).as_posix()}. Gem ændringen, og byg siden: make site")
    return 0


def schema(root: Path, check: bool) -> int:
    """Write the files that are stale. Only to check, say which they are, and return 1 if there are any."""
    stale = editor_files.stale(root)
    for path, text in stale:
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8"))
        print(f"{path.as_posix()}: {'er forældet' if check else 'skrevet'}")
    if not stale:
        print("Skemaer, tomme poster og feltliste passer til modellen.")
    if check and stale:
        print("Kør »make schema«, og gem ændringerne.", file=sys.stderr)
    return 1 if check and stale else 0


def spelling(root: Path) -> int:
    """Print the words that are misspelt or unknown. Returns 1 when there are any, 2 without a dictionary."""
    try:
        found = list(spelling_check.diagnostics(root))
    except spelling_check.NoDictionary:
        print("Stavningen er ikke set efter, for programmet hunspell med dansk ordbog mangler.", file=sys.stderr)
        return 2
    print(*found, sep="\n", end="\n" if found else "")
    what_to_do = f" Er et ord stavet rigtigt, så skriv det i {spelling_check.OWN_WORDS}." if found else ""
    print(f"Ukendte ord: {len(found)}.{what_to_do}", file=sys.stderr)
    return 1 if found else 0


def language(site: Path, hardest: int, pages: list[str]) -> int:
    """Print LIX and the hardest sentences of each page. Returns 1 when a page is too hard, 2 when there is no site."""
    if not site.is_dir():
        print(f"Der er ingen bygget side i mappen {site}. Byg den først med: make site", file=sys.stderr)
        return 2
    wanted = tuple(address.strip("/") for address in pages)
    measured = [page for page in readability.pages(site) if not wanted or page.address.startswith(wanted)]
    print("".join(readability.table(measured, hardest)), end="")
    hard = sum(bool(page.too_hard) for page in measured)
    limits = (
        f"Kort fortalt højst {readability.BRIEF_LIX}, teksten højst {readability.TEXT_LIX}, "
        f"/{readability.EASY_PAGE} højst {readability.EASY_LIX}"
    )
    print(f"{len(measured)} sider målt ({limits}). {hard or 'Ingen'} af dem er for svære.", file=sys.stderr)
    return 1 if hard else 0
