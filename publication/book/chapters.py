"""The book: the finished pages of the site, cleared of what only a screen can use, as chapters and as tagged PDF.

The pages are read as a browser reads them, so every page is there, also those that
are made from records. What a page says is never changed here; what only works on a
screen (links to the page's own parts, buttons, the way on to other pages) is left out.
"""

from __future__ import annotations

import copy
import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urljoin, urlsplit
from xml.etree import ElementTree

import tinyhtml5
from lxml import etree
from markupsafe import Markup

from publication.web.deployment import Deployment
from publication.book.finished_books import Listed
from publication.web.templates import environment

XHTML, SVG = "http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg"
_H, _S = f"{{{XHTML}}}", f"{{{SVG}}}"

# What only works on a screen, by its tag, by an attribute, and by class.
_SCREEN_TAGS = {"script", "template", "dialog", "button", "caption"}
_SCREEN_ATTRIBUTES = {"hidden", "download"}
_SCREEN_CLASSES = {
    "contents", "link-to", "edit-link", "share", "hero-links", "hero-art", "neighbours", "onward",
    "needs-js", "books", "unseen", "qr", "poster-link", "term-note",
}  # fmt: skip
# Sections that only lead on to other pages, by the id of their heading.
_WAYS_ON = {"læs-videre", "videre", "gå-videre"}
_HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
# An address that cannot exist, for working out where links lead.
_HOME = "https://pages.invalid/"
_LINK = "page:"


@dataclass(frozen=True)
class Chapter:
    """A page as a chapter; `depth` is 1, or 2 for a page that lies under another."""

    page: Listed
    depth: int
    body: Any = field(repr=False, compare=False)

    @property
    def key(self) -> str:
        return key_of(self.page.address)

    @cached_property
    def ids(self) -> set[str]:
        return {element.get("id") for element in self.body.iter() if element.get("id")}

    @property
    def title(self) -> str:
        """The text of the chapter's first heading, with no soft hyphens in it."""
        heading = next((one for one in self.body.iter(*(f"{_H}{name}" for name in _HEADINGS))), None)
        return text_of(heading) if heading is not None else self.page.title


def key_of(address: str) -> str:
    """What the ids of a page begin with in the book: `kommuner-herlev`."""
    return address.strip("/").replace("/", "-") or "forside"


def text_of(element: Any) -> str:
    return " ".join("".join(element.itertext()).replace("\u00ad", "").split())


# --- From pages to chapters -----------------------------------------------------------------------


def chapters(
    pages: Iterable[Listed], read: Callable[[str], str], deployment: Deployment, progress: Callable[[int, int], None] | None = None
) -> list[Chapter]:
    """The chapters of the book. `read` gives the HTML of a page by its address."""
    listed = list(pages)
    known = {page.address for page in listed}
    made = []
    for done, page in enumerate(listed, start=1):
        if progress:
            progress(done, len(listed))
        depth = 2 if _above(page.address) in known else 1
        made.append(Chapter(page, depth, _body(parsed(read(page.address)), page, depth)))
    _lead_within(made, deployment)
    return made


def _above(address: str) -> str | None:
    """The address a page lies under, if it lies under another than the front page."""
    above = address.rstrip("/").rpartition("/")[0]
    return f"{above}/" if above else None


def parsed(html: str) -> Any:
    """A page read as a browser reads it."""
    root = tinyhtml5.parse(html)
    for element in root.iter():
        # HTML takes `xmlns` for an attribute, XML for a declaration; the namespace is known without it.
        element.attrib.pop("{http://www.w3.org/2000/xmlns/}xmlns", None)
    return etree.fromstring(ElementTree.tostring(root, encoding="utf-8"))


def _body(root: Any, page: Listed, depth: int) -> Any:
    """What a page says: its title and text, with ids of their own and links named by the page they lead to."""
    body = etree.Element(f"{_H}div", nsmap={None: XHTML})
    main = next(root.iter(f"{_H}main"))
    hero = [each for each in main.iter(f"{_H}header") if "hero" in _classes(each)]
    for part in [*hero, *(each for each in main.iter(f"{_H}article") if "text" in _classes(each))]:
        for child in part:
            body.append(copy.deepcopy(child))
    _clear(body)
    for element in body.iter(etree.Element):
        _settle(element, page, depth)
    return body


def _classes(element: Any) -> set[str]:
    return set((element.get("class") or "").split())


def _clear(body: Any) -> None:
    """Take out what only a screen can use."""
    for term in body.iter(f"{_H}button"):
        if "term" in _classes(term):
            # An explained word leads to the list of words instead of opening a note.
            term.tag = f"{_H}a"
            word = term.get("popovertarget", "").removeprefix("om-")
            term.attrib.clear()
            term.set("class", "term")
            term.set("href", f"{_HOME}om/#ord-{word}")
    for element in list(body.iter(etree.Element)):
        name = etree.QName(element).localname
        if name in _SCREEN_TAGS or _SCREEN_ATTRIBUTES & set(element.attrib) or _classes(element) & _SCREEN_CLASSES:
            _take_out(element)
    for heading in [each for each in body.iter(f"{_H}h2") if each.get("id") in _WAYS_ON]:
        following = heading.getnext()
        while following is not None and etree.QName(following).localname not in {"h1", "h2"}:
            following, gone = following.getnext(), following
            _take_out(gone)
        _take_out(heading)
    # Lists and paragraphs of which nothing is left.
    for element in reversed(list(body.iter(f"{_H}p", f"{_H}ul", f"{_H}div", f"{_H}nav"))):
        if not len(element) and not (element.text or "").strip():
            _take_out(element)


def _take_out(element: Any) -> None:
    """Remove an element, and keep the text behind it."""
    parent, tail = element.getparent(), element.tail or ""
    if parent is None:
        return
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


# What a screen or a search engine needs of an element, and paper does not.
_ATTRIBUTES = {"tabindex", "title"}


def _settle(element: Any, page: Listed, depth: int) -> None:
    """Make one element fit for a book: what unfolds is open, ids are the book's own, links name their page."""
    name = etree.QName(element).localname
    for attribute in _ATTRIBUTES & set(element.attrib):
        del element.attrib[attribute]
    if "scroller" in _classes(element):
        for attribute in {"role", "aria-label"} & set(element.attrib):
            del element.attrib[attribute]
    for attribute in ("id", "aria-labelledby", "aria-describedby", "headers"):
        if element.get(attribute):
            element.set(attribute, " ".join(f"{key_of(page.address)}--{id_}" for id_ in element.get(attribute).split()))
    if name == "details":
        element.tag = f"{_H}div"
        element.attrib.pop("open", None)
        element.set("class", f"{element.get('class', '')} opened".strip())
    elif name == "summary":
        element.tag = f"{_H}p"
        element.set("class", "opened-title")
    elif name in _HEADINGS and depth == 2:
        element.tag = f"{_H}h{min(int(name[1]) + 1, 6)}"
    elif name == "a" and element.get("href"):
        element.set("href", _target(element.get("href"), page))


def _target(href: str, page: Listed) -> str:
    """Where a link leads: `page:kommuner/herlev/#tal` for one of the site's addresses, as it stands for another's."""
    whole = urlsplit(urljoin(_HOME + page.address, href))
    if f"{whole.scheme}://{whole.netloc}/" != _HOME:
        return href
    return f"{_LINK}{unquote(whole.path).lstrip('/')}#{unquote(whole.fragment)}"


def _lead_within(made: list[Chapter], deployment: Deployment) -> None:
    """Let links to pages of the book lead to their place in it, and others to the site."""
    by_address = {chapter.page.address: chapter for chapter in made}
    for chapter in made:
        for link in chapter.body.iter(f"{_H}a"):
            href = link.get("href", "")
            if not href.startswith(_LINK):
                continue
            address, _, fragment = href.removeprefix(_LINK).partition("#")
            target = by_address.get(address)
            if target is None:
                link.set("href", deployment.absolute(quote(address)) + (f"#{quote(fragment)}" if fragment else ""))
                continue
            id_ = f"{target.key}--{fragment}"
            link.set("href", f"{_LINK}{target.key}#{id_ if id_ in target.ids else ''}")


def relinked(body: Any, address: Callable[[str, str], str]) -> Any:
    """A copy of a chapter whose links within the book read as `address(chapter key, id or "")` says."""
    copied = copy.deepcopy(body)
    for link in copied.iter(f"{_H}a"):
        if link.get("href", "").startswith(_LINK):
            key, _, id_ = link.get("href").removeprefix(_LINK).partition("#")
            link.set("href", address(key, id_))
    return copied


# --- Drawings -------------------------------------------------------------------------------------


def with_drawings(body: Any, style: str) -> Any:
    """A chapter whose drawings a PDF can show: each with its style and one title that says all it shows.

    What is decoration becomes a background, so that nobody is told of a picture that says nothing.
    """
    for drawing in list(body.iter(f"{_S}svg")):
        if drawing.get("aria-hidden") == "true":
            _as_background(drawing, style)
            continue
        title, description = drawing.find(f"{_S}title"), drawing.find(f"{_S}desc")
        if title is not None and description is not None:
            title.text = f"{(title.text or '').rstrip('.')}. {description.text or ''}".strip()
            drawing.remove(description)
        _styled(drawing, style)
    return body


def _styled(drawing: Any, style: str) -> None:
    sheet = etree.SubElement(drawing, f"{_S}style")
    sheet.text = style
    drawing.insert(0, sheet)


def _as_background(drawing: Any, style: str) -> None:
    alone = copy.deepcopy(drawing)
    alone.tail = None
    _styled(alone, style)
    # A picture of its own needs a size; the page's style gives the real one.
    width, height = drawing.get("viewBox").split()[2:]
    alone.set("width", width)
    alone.set("height", height)
    picture = quote(etree.tostring(alone, encoding="unicode"))
    span = etree.Element(f"{_H}span", {"class": f"picture {drawing.get('class', '')}".strip()})
    span.set("style", f"background-image: url('data:image/svg+xml,{picture}')")
    span.tail = drawing.tail
    drawing.getparent().replace(drawing, span)


def as_html(body: Any) -> Markup:
    """A chapter's content as HTML."""
    plain = copy.deepcopy(body)
    for element in plain.iter(etree.Element):
        # A reader of HTML knows by itself what belongs to a drawing.
        element.tag = etree.QName(element).localname
    etree.cleanup_namespaces(plain)
    parts = [plain.text or "", *(etree.tostring(child, encoding="unicode", method="html") for child in plain)]
    return Markup("".join(parts))


def art(html: str) -> list[Any]:
    """The municipalities' tiles that decorate the front page, for the cover."""
    return [
        drawing
        for part in parsed(html).iter(f"{_H}div")
        if "hero-art" in _classes(part)
        for drawing in part.iter(f"{_S}svg")
        if "tile-art" in _classes(drawing)
    ]


def _picture(drawing: Any, style: str) -> Markup:
    holder = etree.Element(f"{_H}div")
    holder.append(copy.deepcopy(drawing))
    return as_html(with_drawings(holder, style))


# --- PDF ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Colophon:
    """What a book says of itself."""

    title: str
    subtitle: str
    organisation: str
    edition: str
    published: str
    day: str
    """When the content was last changed, as ISO 8601: it stands in the file, so it must not be the time of making."""
    address: str
    identifier: str


class Press:
    """Makes PDF from templates in `overrides/book/`. Needs WeasyPrint, and that needs libraries of the system."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._templates = environment(folder)
        self.drawing_style = (folder / "drawings.css").read_text(encoding="utf-8")

    def pdf(self, template: str, **values: Any) -> bytes:
        """A tagged PDF/UA-1 file. The same values give the same bytes."""
        from weasyprint import CSS, HTML
        from weasyprint.text.fonts import FontConfiguration

        html = self._templates.get_template(f"{template}.html").render(**values)
        fonts = FontConfiguration()
        sheets = [
            CSS(string=self._styles(name), font_config=fonts, base_url=self._folder.as_uri())
            for name in ("book.css", f"{template}.css")
            if (self._folder / name).is_file()
        ]
        # Everything is at hand: nothing is ever fetched from elsewhere.
        document = HTML(string=html, base_url=None, url_fetcher=_at_hand())
        written: bytes = document.write_pdf(
            stylesheets=list({id(one): one for one in sheets}.values()),
            font_config=fonts,
            pdf_variant="pdf/ua-1",
            pdf_identifier=hashlib.sha256(html.encode()).digest()[:16],
        )
        return written

    def _styles(self, name: str) -> str:
        """A style sheet, with the files of the fonts in it."""
        text = (self._folder / name).read_text(encoding="utf-8")
        return re.sub(r"font:([A-Za-z]+)", lambda found: _fonts()[found[1]], text)


def _fonts() -> dict[str, str]:
    from font_source_sans_pro import font_files_ttf as sans
    from font_source_serif_pro import font_files_ttf as serif

    return {name: Path(file).as_uri() for name, file in {**sans, **serif}.items()}


def _at_hand() -> Any:
    from weasyprint.urls import URLFetcher

    return URLFetcher(allowed_protocols=("file", "data"))


def book(made: list[Chapter], colophon: Colophon, press: Press, tiles: list[Any]) -> bytes:
    """The whole publication as one PDF."""
    under = _children(made)
    parts = [
        {
            "chapter": chapter,
            "children": under.get(chapter.key, []),
            "html": as_html(with_drawings(relinked(chapter.body, _within), press.drawing_style)),
        }
        for chapter in made
    ]
    return press.pdf("book", parts=parts, colophon=colophon, tiles=[_picture(tile, press.drawing_style) for tile in tiles])


def _children(made: list[Chapter]) -> dict[str, list[Chapter]]:
    """The chapters of the second depth under the one of the first that they follow."""
    under: dict[str, list[Chapter]] = {}
    for chapter in made:
        if chapter.depth == 1:
            above = under.setdefault(chapter.key, [])
        else:
            above.append(chapter)
    return under


def _within(key: str, id_: str) -> str:
    return f"#{id_ or key}"


def sheet(chapter: Chapter, colophon: Colophon, press: Press, short: str, code: Any) -> bytes:
    """A municipality's page as a sheet of its own, with the short address and its QR code."""
    body = with_drawings(relinked(chapter.body, _within), press.drawing_style)
    return press.pdf("sheet", chapter=chapter, html=as_html(body), colophon=colophon, short=short, code=code)
