"""What leads on: short addresses, a municipality's earlier ids, and the lines of `addresses.txt` with an arrow.

A page that has moved becomes a small page that leads on (`overrides/redirect.html`). A file cannot lead on, so its
content is laid at its old address too. The id of a fact that has moved to another page is known to no server:
`site.js` looks it up in `adresser.json` when a reader's address names a place that is not on the page.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

from publication.loading.diagnostics import Diagnostic, Position
from publication.model.kinds import Publication
from publication.model.records import Municipality
from publication.web import html
from publication.web.address_list import LIST_FILE, REMOVED, AddressList

# Danish law asks for this short way to the accessibility statement.
FIXED = {"/was/": "/om/tilgaengelighed/"}

BESIDE = ("plakat/", "blok/", "ramme/")
"""The pages beside a municipality's own: its poster, its block for other sites, and that block alone for a frame."""

HOSTS = "_redirects"
"""What Netlify and Cloudflare read."""

SCRIPT_FILE = "adresser.json"
"""What `site.js` reads when a place is not on a page."""


def final(address: str, leads: Mapping[str, str]) -> str:
    """Where an address leads at last; the address itself where nothing leads on from it, or only round in a circle."""
    now, seen = address, {address}
    while True:
        path, mark, id_ = now.partition("#")
        if now in leads:
            following = leads[now]
        elif path in leads:
            following = leads[path] if "#" in leads[path] else f"{leads[path]}{mark}{id_}"
        else:
            return now
        if following in seen:
            return address
        seen.add(following)
        now = following


def ways(publication: Publication, moved: Mapping[str, str]) -> dict[str, str]:
    """Each address of a page or a file that leads on, and where to at last."""
    short = {
        f"/{id_}/": f"/kommuner/{record.id}/"
        for record in publication.municipalities
        for id_ in (record.id, *record.redirects)
    }
    leads = FIXED | short | _renamed(publication) | dict(moved)
    return {old: final(old, leads) for old in leads if "#" not in old}


def moves(publication: Publication, moved: Mapping[str, str]) -> dict[str, str]:
    """The same for what had another address before: a municipality's pages and data, and what the list says."""
    earlier = {*_renamed(publication), *moved}
    return {old: new for old, new in ways(publication, moved).items() if old in earlier}


def _renamed(publication: Publication) -> dict[str, str]:
    return {
        f"/{folder}{old}/{below}": f"/{folder}{record.id}/{below}"
        for record in publication.municipalities
        for old in record.redirects
        for folder, below in (*(("kommuner/", below) for below in ("", *BESIDE)), ("data/v1/kommuner/", ""))
    }


def is_page(address: str) -> bool:
    """Whether a page can stand at an address: a folder, and none that holds only files."""
    return address.endswith("/") and not address.startswith("/data/v1/")


def keep_files(site: Path, moved: Mapping[str, str]) -> None:
    """Lay files at their old addresses too, since a feed or a code cannot lead on.

    Of a page that has moved they are all that lie beside it; a file that is named after the page gets the old name.
    """
    for old, new in moved.items():
        there = site / new.partition("#")[0].strip("/")
        if not old.endswith("/"):
            _copy(there, site / old.strip("/"))
        elif new != REMOVED:
            for file in sorted(there.iterdir()) if there.is_dir() else ():
                # Beside the front page lies what belongs to the whole site.
                if file.name != "index.html" and (there != site or file.suffix in {".md", ".bib", ".ris"}):
                    _copy(file, site / old.strip("/") / _earlier_name(file, old, new))


def spellings(record: Municipality) -> list[str]:
    """How people write a municipality's short address besides its id: with æ, ø and å, and with capital letters."""
    name = record.name.replace(" ", "-")
    written = (each for word in (record.id, name) for each in (word, word.capitalize(), word.lower(), word.upper()))
    return [each for each in dict.fromkeys(written) if each != record.id]


def keep_spellings(site: Path, publication: Publication) -> None:
    """Lay the page of each short address at its other spellings too, for hosts that follow no rules.

    Where a system takes capital and small letters for the same, the page is there already.
    """
    for record in publication.municipalities:
        for spelling in spellings(record):
            _copy(site / record.id / "index.html", site / spelling / "index.html")


def short_rules(publication: Publication) -> list[tuple[str, list[str], str]]:
    """Each municipality's id, the words that are its short address in whatever letters, and the address of its page."""
    return [
        (record.id, list(dict.fromkeys([record.id, *record.redirects, record.name.lower().replace(" ", "-")])), f"/kommuner/{record.id}/")
        for record in publication.municipalities
    ]


def rules(publication: Publication) -> str:
    """The rules that Netlify and Cloudflare follow: each spelling of a short address leads on at once."""
    return "".join(
        f"/{quote(spelling)} {target} 301\n/{quote(spelling)}/ {target} 301\n"
        for record in publication.municipalities
        for target in [f"/kommuner/{record.id}/"]
        for spelling in [record.id, *record.redirects, *spellings(record)]
    )


def _copy(file: Path, target: Path) -> None:
    if file.is_file() and not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)


def _earlier_name(file: Path, old: str, new: str) -> str:
    """The name of a file under its page's old address: `kommuner-ny.bib` and `ny.pdf` carry that of the page."""
    before, now = (address.partition("#")[0].strip("/").split("/") for address in (old, new))
    names = {"-".join(now) or "forside": "-".join(before), now[-1]: before[-1]}
    return f"{names.get(file.stem, file.stem)}{file.suffix}"


def script_file(listed: AddressList, titles: Mapping[str, str]) -> bytes:
    """What `site.js` has to know of what is not there: where it has moved, the hashes of what is forgotten, and the pages.

    `titles` are those of the pages by their address; the page that says that nothing is there offers the nearest.
    """
    leads = {old: final(old, listed.moved) for old in listed.moved if "#" in old}
    elsewhere = {old: new for old, new in leads.items() if new != old.partition("#")[0]}
    known = {"moved": elsewhere, "gone": sorted(listed.forgotten), "pages": dict(titles)}
    return json.dumps(known, ensure_ascii=False).encode()


def collisions(
    publication: Publication, found: Mapping[str, str], pages: Collection[str], listed: AddressList
) -> Iterator[Diagnostic]:
    """Short addresses, earlier ids and lines of the list that stand where a page stands."""
    beside = {f"/kommuner/{record.id}/{below}" for record in publication.municipalities for below in BESIDE}
    for address in sorted(set(found) & {*pages, *beside, REMOVED}):
        if address in listed.moved:
            message = f"{address} er stadig en side, så den kan ikke føre et andet sted hen; slet siden eller pilen"
            yield Position(LIST_FILE, listed.addresses[address]).diagnostic("adresse-optaget", message)
        else:
            parts = found[address].split("/")
            owner = parts[2] if parts[1] == "kommuner" else ""
            at = Position("data/municipalities.yml", publication.lines.get(("municipalities", owner), 1))
            yield at.diagnostic("adresse-optaget", f"adressen {address} er allerede en side; vælg et andet id")


def line_diagnostics(publication: Publication, listed: AddressList) -> Iterator[Diagnostic]:
    """Lines that cannot be read, that lead round in a circle, or from a file to a page."""
    yield from listed.diagnostics
    leads = FIXED | _renamed(publication) | dict(listed.moved)
    for old, new in listed.moved.items():
        at = Position(LIST_FILE, listed.addresses[old])
        if final(old, leads) == old:
            message = f"{old} fører i ring tilbage til sig selv; lad den føre hen til en side, der findes"
            yield at.diagnostic("adresse-ring", message)
        elif "#" not in old and not old.endswith("/") and final(old, leads).partition("#")[0].endswith("/"):
            message = f"{old} er en fil og kan kun føre hen til en fil, ikke til siden {new}"
            yield at.diagnostic("adresse-maal", message)


def target_diagnostics(site: Path, publication: Publication, listed: AddressList) -> Iterator[Diagnostic]:
    """Lines of the list that lead to what is not in the built site, or away from a file that still is."""
    leads = ways(publication, listed.moved) | dict(listed.moved)
    for old in listed.moved:
        at = Position(LIST_FILE, listed.addresses[old])
        target = final(old, leads)
        path, _, id_ = target.partition("#")
        file = site / path.strip("/") / ("index.html" if path.endswith("/") else "")
        if not file.is_file():
            message = f"{old} fører til {path}, og den findes ikke; skriv en adresse, der findes"
            yield at.diagnostic("adresse-maal", message)
        elif id_ and id_ not in html.ids(html.parse(file.read_text("utf-8"))):
            message = f"{old} fører til #{id_}, og det står ikke på siden {path}; ret det, der står efter #, eller slet det"
            yield at.diagnostic("adresse-maal", message)
        if not old.endswith("/") and "#" not in old and (site / old.strip("/")).exists():
            message = f"{old} er stadig en fil på siden, så den kan ikke føre et andet sted hen; slet pilen og det efter"
            yield at.diagnostic("adresse-optaget", message)
