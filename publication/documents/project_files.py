"""The check of the files themselves in `docs/`, `data/`, `overrides/assets` and kept editions: that each is one, of a kind
that belongs there.

The generator copies whatever lies in `docs/` to the site, and follows links to wherever they lead.
"""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from lxml import etree

from publication.loading.diagnostics import Diagnostic, Position
from publication.loading.kept_editions import FOLDER as EDITIONS
from publication.loading.kept_editions import is_edition
from publication.model.kinds import KINDS
from publication.model.types import slug
from publication.web import static_assets

PICTURES = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP", ".avif": "AVIF", ".gif": "GIF"}
"""The format of each ending that a picture in `docs/` may have, besides `.svg`."""
LARGEST_MB = 5
_MOST_MEGAPIXELS = 25
_SIGNS = re.compile(r"[\w .,()+-]+")
_PAGE = re.compile(r"_?[a-z0-9]+(?:[-_][a-z0-9]+)*")
_DATA = {f"{name}.yml" for name in KINDS}
_ASSETS = {Path(source).name for source in static_assets.SOURCES}
# What a drawing may hold. It can be opened by itself, and would then run its scripts.
_DRAWN = set(
    "svg g defs symbol use path rect circle ellipse line polyline polygon text tspan textPath title desc metadata "
    "linearGradient radialGradient stop clipPath mask pattern marker".split()
)
_SVG, _XLINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}"
# What drawing programs note about a drawing; a browser does not look at it.
_NOTES = re.compile(
    r"\{(?:http://www\.w3\.org/1999/02/22-rdf-syntax-ns#|http://(?:creativecommons\.org|web\.resource\.org|purl\.org"
    r"|www\.inkscape\.org|sodipodi\.sourceforge\.net)/[^}]*)\}"
)
_ELSEWHERE = re.compile(r"url\((?!\s*[\"']?#)|@|\\|expression|[a-z]+script:", re.IGNORECASE)


def file_diagnostics(root: Path) -> Iterator[Diagnostic]:
    """What is wrong with the files of a project. No link is followed."""
    for folder, known in (("docs", None), ("data", _DATA), ("overrides/assets", _ASSETS)):
        yield from _top_diagnostics(root, folder, known)
    for folder in ("published", EDITIONS.as_posix()):
        if (root / folder).is_symlink():
            yield _link(folder)
            return
    editions = root / EDITIONS
    for entry in sorted(os.scandir(editions), key=lambda entry: entry.name) if editions.is_dir() else ():
        path = f"{EDITIONS.as_posix()}/{entry.name}"
        if entry.is_symlink():
            yield _link(path)
        elif not (is_edition(entry.name) and entry.is_dir()):
            message = f"her ligger kun udgaver, hver i en mappe med sit årstal; slet »{_printable(entry.name)}«"
            yield Position(_printable(path)).diagnostic("fil-slags", message)
        else:
            yield from _edition_diagnostics(root, path)


def _edition_diagnostics(root: Path, path: str) -> Iterator[Diagnostic]:
    for name, known in (("docs", None), ("data", _DATA)):
        yield from _top_diagnostics(root, f"{path}/{name}", known)
    for name in sorted({entry.name for entry in os.scandir(root / path)} - {"docs", "data"}):
        message = f"i en udgave ligger kun data og docs, og »{_printable(name)}« er ikke en af dem; slet den"
        yield Position(_printable(f"{path}/{name}")).diagnostic("fil-slags", message)


def _top_diagnostics(root: Path, folder: str, known: set[str] | None) -> Iterator[Diagnostic]:
    top = root / folder
    if top.is_symlink():
        yield _link(folder)
    elif top.is_dir():
        yield from _folder_diagnostics(top, folder, known)


def are_plain(diagnostics: list[Diagnostic]) -> bool:
    """Whether every file is one, so that what stands in them may be read."""
    return not any(diagnostic.code == "fil-link" for diagnostic in diagnostics)


def _folder_diagnostics(folder: Path, shown: str, known: set[str] | None) -> Iterator[Diagnostic]:
    names: dict[str, str] = {}
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        path, mode = f"{shown}/{entry.name}", entry.stat(follow_symlinks=False).st_mode
        if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
            yield _link(path)
            continue
        if wrong := _name_diagnostic(path, entry.name):
            yield wrong
        elif (same := names.setdefault(entry.name.casefold(), entry.name)) != entry.name:
            message = f"navnet er kun forskelligt fra »{same}« i store og små bogstaver; giv den ene fil et andet navn"
            yield Position(path).diagnostic("fil-navn", message)
        elif stat.S_ISDIR(mode) and known is None:
            yield from _folder_diagnostics(Path(entry.path), path, known)
        elif known is not None and (stat.S_ISDIR(mode) or entry.name not in known):
            # The loader tells of misspelt YAML, and knows which name was meant.
            if stat.S_ISDIR(mode) or Path(shown).name != "data" or not entry.name.lower().endswith((".yml", ".yaml")):
                message = f"her ligger kun de filer, som siden selv bruger, og »{entry.name}« er ikke en af dem; flyt eller slet den"
                yield Position(path).diagnostic("fil-slags", message)
        elif known is None:
            yield from _content_diagnostics(Path(entry.path), path)


def _link(path: str) -> Diagnostic:
    message = "her ligger ikke en fil, men en henvisning til noget andet; slet den, og læg selve filen her"
    return Position(_printable(path)).diagnostic("fil-link", message)


def _printable(path: str) -> str:
    return "".join(sign if sign.isprintable() else "?" for sign in path)


def _name_diagnostic(path: str, name: str) -> Diagnostic | None:
    at = Position(_printable(path))
    if name.startswith(".") or name.endswith("~") or name.lower() in {"thumbs.db", "desktop.ini"}:
        return at.diagnostic("fil-slags", f"»{_printable(name)}« er en fil, som et andet program har lagt her; slet den")
    if not _SIGNS.fullmatch(name) or name != name.strip() or unicodedata.normalize("NFC", name) != name:
        message = "filens navn rummer tegn, som ikke kan stå i en adresse; brug bogstaver, tal, bindestreg og punktum"
        return at.diagnostic("fil-navn", message)
    return None


def _content_diagnostics(file: Path, path: str) -> Iterator[Diagnostic]:
    at, ending = Position(path), file.suffix
    if ending.lower() in {".md", ".svg", *PICTURES} and ending != ending.lower():
        yield at.diagnostic("fil-navn", f"skriv filens endelse med små bogstaver: {file.stem}{ending.lower()}")
    elif ending == ".md" and not (_PAGE.fullmatch(file.stem) or file.with_name(file.name.lower()).exists()):
        message = "en sides navn bliver til dens adresse; brug små bogstaver a-z, tal og bindestreg"
        yield at.diagnostic("fil-navn", message, f"{slug(file.stem) or 'side'}.md")
    elif ending not in {".md", ".svg", *PICTURES}:
        message = (
            f"filer, der ender på »{ending or file.name}«, kan ikke ligge i docs; en side ender på .md, og et billede på "
            ".png, .jpg, .webp, .avif, .gif eller .svg; link til andet, eller slet filen"
        )
        yield at.diagnostic("fil-slags", message)
    else:
        about = file.stat()
        if about.st_size > LARGEST_MB * 1_000_000:
            message = f"filen fylder {about.st_size // 1_000_000} MB; gør den mindre, den må højst fylde {LARGEST_MB} MB"
            yield at.diagnostic("fil-stor", message)
        elif ending != ".md" and (message := _picture(str(file), about.st_mtime_ns, about.st_size)):
            yield at.diagnostic("billede-form", message)


@lru_cache(1024)  # Whoever writes with the site served asks for the same pictures again and again.
def _picture(path: str, changed: int, size: int) -> str | None:
    """What is wrong with a picture, read as what its ending says; `changed` and `size` tell versions of it apart."""
    return _drawing(path) if path.endswith(".svg") else _photograph(path)


def _photograph(path: str) -> str | None:
    # Takes a tenth of a second to load, and few sites have pictures.
    from PIL import Image, ImageFile

    ImageFile.LOAD_TRUNCATED_IMAGES = False  # the library that makes the PDF sets it for the whole process
    format_ = PICTURES[Path(path).suffix]
    try:
        with Image.open(path, formats=sorted(set(PICTURES.values()))) as picture:
            if picture.format != format_:
                return f"billedet er ikke {format_}, men {picture.format}; giv filen den rigtige endelse, eller gem den igen"
            width, height = picture.size
            if width * height > _MOST_MEGAPIXELS * 1_000_000:
                return f"billedet er {width} x {height} punkter; gør det mindre, højst {_MOST_MEGAPIXELS} millioner i alt"
            picture.load()
    except Exception:  # noqa: BLE001  # whatever its readers raise, a browser could not show it either
        return f"filen kan ikke læses som et billede ({format_}), eller den er skåret af; gem billedet igen"
    return None


def _drawing(path: str) -> str | None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        tree = etree.parse(path, parser)
    except (etree.XMLSyntaxError, OSError):
        return "filen kan ikke læses som en tegning (SVG); gem den igen, eller brug PNG"
    if tree.docinfo.internalDTD is not None or tree.getroot().tag != f"{_SVG}svg":
        return "tegningen er ikke ren SVG; gem den som »Plain SVG« uden DOCTYPE, eller brug PNG"
    if list(tree.xpath("//processing-instruction() | /processing-instruction()")):
        return "tegningen henter stil eller kode udefra; gem den som »Plain SVG«, eller brug PNG"
    for element in tree.iter(etree.Element):
        name = str(element.tag).removeprefix(_SVG)
        if name not in _DRAWN and not _NOTES.match(name):
            return f"tegningen rummer »{name.rpartition('}')[2]}«, som ikke er harmløs; gem den som »Plain SVG«, eller brug PNG"
        for attribute, value in element.items():
            bare = str(attribute).removeprefix(_XLINK).lower()
            if bare.startswith("on") or bare.endswith("}base") or (bare == "href" and not value.startswith("#")) or _ELSEWHERE.search(value):
                return f"tegningen rummer »{bare}«, som ikke er harmløs; gem den som »Plain SVG«, eller brug PNG"
    return None
