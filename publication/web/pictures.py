"""The photographs of the site: each file of `docs/` in several widths, without anything that the camera noted in it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from posixpath import join, normpath
from typing import TYPE_CHECKING

from publication.model.records import Picture
from publication.web.cache import Cache, made_by

if TYPE_CHECKING:
    from PIL import Image

# In pixels: a phone, a column of text on a plain and on a fine screen.
WIDTHS = (480, 960, 1600)
_QUALITY = {"WEBP": {"quality": 78, "method": 6}, "JPEG": {"quality": 82, "optimize": True, "progressive": True}}
_ENDINGS = {"WEBP": "webp", "JPEG": "jpg"}
_TAG = r"""<img\b(?:[^>"']|"[^"]*"|'[^']*')*>"""
_WRITTEN = re.compile(rf"<p>\s*(?P<alone>{_TAG})\s*</p>|(?P<inside>{_TAG})")


@dataclass(frozen=True)
class Version:
    """A picture at one width: its address, and the width in pixels."""

    address: str
    width: int


@dataclass(frozen=True)
class SitePicture:
    """A picture as the site shows it; `width` and `height` are those of the largest version."""

    record: Picture
    width: int
    height: int
    webp: tuple[Version, ...]
    jpeg: tuple[Version, ...]

    @property
    def address(self) -> str:
        """Of the version for browsers, books and readers that choose none: wide enough for a column."""
        return max((one for one in self.jpeg if one.width <= WIDTHS[1]), key=lambda one: one.width).address


@dataclass(frozen=True)
class WrittenPicture:
    """What an author wrote of a picture in Markdown or HTML: `alone` is whether it is a paragraph of its own."""

    picture: SitePicture
    text: str
    classes: str
    width: int | None
    fragment: str
    alone: bool

    @property
    def height(self) -> int | None:
        return round(self.width * self.picture.height / self.picture.width) if self.width else None


class Pictures:
    """The pictures of the records whose file lies in `docs`. Finished bytes come from the cache."""

    def __init__(self, docs: Path, records: tuple[Picture, ...], cache: Cache) -> None:
        self._docs, self._cache = docs, cache
        self._records = {record.file: record for record in records if (docs / record.file).is_file()}

    @cached_property
    def by_file(self) -> Mapping[str, SitePicture]:
        """Each picture by the path of its file below `docs/`."""
        return {file: _site_picture(record, self._docs / file) for file, record in self._records.items()}

    def of(self, record: Picture) -> SitePicture | None:
        """The picture of a record; None where its file is gone, as it may be for a kept edition."""
        return self.by_file.get(record.file)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Every version with its path in the site, and what stands at the address of the file itself."""
        for file, picture in self.by_file.items():
            content = (self._docs / file).read_bytes()
            yield file, self._made(content, picture.width, Path(file).suffix.lstrip("."))
            for versions in (picture.webp, picture.jpeg):
                for one in versions:
                    yield one.address[1:], self._made(content, one.width, one.address.rpartition(".")[2])

    def _made(self, content: bytes, width: int, ending: str) -> bytes:
        key = ("picture", hashlib.sha256(content).hexdigest(), str(width), ending, made_by(__name__, packages=("pillow",)))
        return self._cache.get(key, lambda: _resized(content, width, ending))

    def first_in(self, content: str) -> bytes:
        """The first photograph that a page shows, as JPEG wide enough for a column; nothing where it shows none."""
        names = re.findall(r'<img src="[^"]*?([^"/#]+)(?:#[^"]*)?" srcset', content)
        for picture in self.by_file.values() if names else ():
            name = picture.address.rpartition("/")[2]
            if name == names[0]:
                width = next(one.width for one in picture.jpeg if one.address == picture.address)
                return self._made((self._docs / picture.record.file).read_bytes(), width, "jpg")
        return b""

    def in_html(self, html: str, page: str, show: Callable[[WrittenPicture], str]) -> str:
        """A page's HTML with `show` of each picture in it that has a record. `page` is the page's address."""
        if "<img" not in html or not self._records:
            return html

        def shown(found: re.Match[str]) -> str:
            attributes = _attributes(found["alone"] or found["inside"])
            path, _, fragment = attributes.get("src", "").partition("#")
            picture = self.by_file.get(normpath(join(page, path)).lstrip("/"))
            if picture is None:
                return found[0]
            width = attributes.get("width", "")
            written = WrittenPicture(
                picture,
                attributes.get("alt") or picture.record.text,
                attributes.get("class", ""),
                int(width) if width.isdecimal() and 0 < int(width) <= picture.width else None,
                fragment,
                alone=bool(found["alone"]),
            )
            return show(written)

        return _WRITTEN.sub(shown, html)


class _Attributes(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found = {name: value or "" for name, value in attrs}


def _attributes(tag: str) -> dict[str, str]:
    parser = _Attributes()
    parser.feed(tag)
    return parser.found


def _site_picture(record: Picture, file: Path) -> SitePicture:
    from PIL import Image  # takes a tenth of a second to load, and few sites have pictures

    with Image.open(file) as picture:
        across, down = picture.size
        if picture.getexif().get(0x0112, 1) in (5, 6, 7, 8):  # the camera was held upright
            across, down = down, across
    largest = min(across, WIDTHS[-1])
    widths = sorted({*(width for width in WIDTHS if width < largest), largest})
    stem = record.file.rpartition(".")[0]

    def versions(format_: str) -> tuple[Version, ...]:
        return tuple(Version(f"/{stem}-{width}.{_ENDINGS[format_]}", width) for width in widths)

    return SitePicture(record, largest, max(1, round(down * largest / across)), versions("WEBP"), versions("JPEG"))


def _resized(content: bytes, width: int, ending: str) -> bytes:
    """A picture at a width, upright and in the colours of the web, with nothing else in the file."""
    from PIL import Image, ImageOps

    with Image.open(BytesIO(content)) as opened:
        upright = _in_web_colours(ImageOps.exif_transpose(opened))
    height = max(1, round(upright.height * width / upright.width))
    resized = upright.resize((width, height), Image.Resampling.LANCZOS) if width != upright.width else upright
    format_ = Image.registered_extensions()[f".{ending}"]
    if format_ == "JPEG" and resized.mode == "RGBA":
        ground = Image.new("RGB", resized.size, "white")
        ground.paste(resized, mask=resized.getchannel("A"))
        resized = ground
    # Whatever hangs on the object, such as the profile, would be written with it.
    bare = Image.frombytes(resized.mode, resized.size, resized.tobytes())
    written = BytesIO()
    bare.save(written, format_, **_QUALITY.get(format_, {}))
    return written.getvalue()


def _in_web_colours(picture: Image.Image) -> Image.Image:
    from PIL import ImageCms

    profile = picture.info.get("icc_profile")
    picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    if profile and picture.mode == "RGB":
        own = ImageCms.ImageCmsProfile(BytesIO(profile))
        try:
            return ImageCms.profileToProfile(picture, own, ImageCms.createProfile("sRGB")) or picture
        except ImageCms.PyCMSError:  # a profile for other colours than the picture has
            return picture
    return picture
