"""The check of pictures: each file in `docs/` has its record in `data/pictures.yml`, and none tells where it was taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from publication.documents.project_files import PICTURES
from publication.loading.diagnostics import Diagnostic, Position, nearest
from publication.loading.loader import LoadedData

_GPS = 0x8825  # the part of Exif that holds a place
_PLACE = (
    "filen fortæller, hvor billedet er taget (GPS), og det kan alle læse i arkivet; gem det igen uden sted, "
    "for eksempel som et skærmbillede, og læg det i stedet"
)
_PLACE_IN_XMP = (b"GPSLatitude", b"GPSLongitude")


def picture_diagnostics(root: Path, data: LoadedData) -> Iterator[Diagnostic]:
    """What is wrong between the pictures in `docs/` and their records."""
    docs = root / "docs"
    files = {path.relative_to(docs).as_posix(): path for path in docs.rglob("*") if path.suffix in PICTURES}
    known: dict[str, str] = {}
    for loaded in data.by_kind["pictures"]:
        # A record with a fault in another field still says whose file it is.
        file = str(loaded.raw.get("file", "")).removeprefix("docs/")
        if (first := known.setdefault(file, loaded.id)) != loaded.id:
            yield loaded.at("file").diagnostic("billede-fil", f"filen har allerede en post, »{first}«; slet den ene af dem")
        elif loaded.record and file not in files:
            message = f"filen docs/{file} findes ikke; læg den der, eller slet posten"
            yield loaded.at("file").diagnostic("billede-fil", message, nearest(file, files))
        elif file in files and tells_where(files[file]):
            yield loaded.at("file").diagnostic("billede-sted", _PLACE)
    for path in sorted(files.keys() - known.keys() if "pictures" not in data.unread else ()):
        message = f"billedet har ingen post; skriv i data/pictures.yml, hvem der har taget det (file: {path})"
        yield Position(f"docs/{path}").diagnostic("billede-uden-post", message)
        if tells_where(files[path]):
            yield Position(f"docs/{path}").diagnostic("billede-sted", _PLACE)


def at_their_records(found: Iterable[Diagnostic], data: LoadedData) -> Iterator[Diagnostic]:
    """Diagnostics of files, those of pictures moved to the line that names the file, which an editor can open."""
    places = {f"docs/{loaded.raw.get('file')}": loaded.at("file") for loaded in data.by_kind["pictures"]}
    for one in found:
        if at := places.get(one.file):
            yield replace(one, file=at.file, line=at.line, column=at.column)
        else:
            yield one


def tells_where(file: Path) -> bool:
    """Whether a picture holds the place where it was taken. A file that cannot be read holds none."""
    try:
        about = file.stat()
    except OSError:
        return False
    return _tells_where(str(file), about.st_mtime_ns, about.st_size)


@lru_cache(1024)  # as in `project_files`: a site that is served asks for the same pictures again and again
def _tells_where(path: str, changed: int, size: int) -> bool:
    from PIL import Image  # takes a tenth of a second to load, and few sites have pictures

    try:
        with Image.open(path) as picture:
            gps, notes = picture.getexif().get_ifd(_GPS), picture.info.get("xmp", b"")
    except Exception:  # noqa: BLE001  # whatever its readers raise is told as a picture that cannot be read
        return False
    notes = notes.encode() if isinstance(notes, str) else notes
    return bool(gps) or any(place in notes for place in _PLACE_IN_XMP)
