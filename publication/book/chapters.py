"""The chapters of the book: the finished pages of the site, without what only a screen can use.

What a page says is never changed here. Left out are controls, ways on to other pages, and what templates mark with
`data-screen-only` or `data-skip="book"`.
"""

from __future__ import annotations

import copy
import textwrap
from base64 import b64encode
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from mimetypes import guess_type
from urllib.parse import quote, unquote, urljoin, urlsplit

from lxml import etree
from lxml.html import Element, HtmlElement
from markupsafe import Markup

from publication.book.finished_books import BookPage
from publication.web import html
from publication.web.deployment import Deployment

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_SCREEN_TAGS = {"script", "template", "dialog", "button", "caption", "input"}
_SCREEN_ATTRIBUTES = {"hidden", "download"}
_READ_ON = "læs-videre"  # the id of the heading under which a page only leads on to other pages
_SOFT_HYPHEN = "\u00ad"
_HOME = "https://pages.invalid/"  # an address that cannot exist, for working out where links lead
_LINK = "page:"  # how a link to a page of the site begins, until it is known where in the book that page is


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


@dataclass(frozen=True)
class Chapter:
    """A page as a chapter; `depth` is 1, or 2 for a page that lies under another."""

    page: BookPage
    depth: int
    body: HtmlElement = field(repr=False, compare=False)

    @property
    def key(self) -> str:
        return key_of(self.page.address)

    @cached_property
    def ids(self) -> set[str]:
        return set(html.ids(self.body))

    @property
    def title(self) -> str:
        """The text of the chapter's first heading, with no soft hyphens in it."""
        heading = next(self.body.iter(*HEADINGS), None)
        return self.page.title if heading is None else html.text(heading)


def key_of(address: str) -> str:
    """What the ids of a page begin with in the book: `kommuner-herlev`."""
    return address.strip("/").replace("/", "-") or "forside"


def chapters(
    pages: Iterable[BookPage],
    read: Callable[[str], str],
    deployment: Deployment,
    progress: Callable[[int, int], None] = lambda done, total: None,
    picture: Callable[[str], bytes] | None = None,
) -> list[Chapter]:
    """The chapters of the book. `read` gives a page's HTML by its address, `picture` a file by its path in the site."""
    listed = list(pages)
    known = {page.address for page in listed}
    found = []
    for done, page in enumerate(listed, start=1):
        progress(done, len(listed))
        depth = 2 if f"{page.address.rstrip('/').rpartition('/')[0]}/" in known else 1
        body = _body(read(page.address), page, depth)
        if picture:
            _embed_pictures(body, page, picture)
        found.append(Chapter(page, depth, body))
    _show_figures_once(found)
    _link_chapters(found, deployment)
    return found


def _show_figures_once(found: list[Chapter]) -> None:
    """Let the second of two equal figures lead to the first, because a book has both between its covers.

    The front page shows in small what a chapter tells, so its figures come last.
    """
    first: dict[str, str] = {}
    for chapter in sorted(found, key=lambda chapter: not chapter.page.address):
        for figure in chapter.body.xpath(".//figure[contains(@class, 'chart')]"):
            titles = figure.xpath("./figcaption//*[@id]")
            if not titles:
                continue
            content = html.text(figure)
            if content not in first:
                first[content] = f"{_LINK}{chapter.page.address}#{titles[0].get('id').removeprefix(chapter.key + '--')}"
                continue
            see = Element("p", {"class": "figure-elsewhere"})
            see.text = "Figuren står et andet sted i bogen: "
            link = etree.SubElement(see, "a", {"href": first[content]})
            link.text, link.tail = html.text(titles[0]), "."
            see.tail = figure.tail
            figure.getparent().replace(figure, see)


def _body(content: str, page: BookPage, depth: int) -> HtmlElement:
    """What a page says: its title and text, with ids of their own and links named by the page they lead to."""
    body = Element("div")
    for part in html.body(html.parse(content)):
        body.extend(part)
    _explain_elsewhere(body)
    _clear(body)
    for element in body.iter():
        _settle(element, page, depth)
        # Paper and e-readers part words themselves.
        element.text = element.text and element.text.replace(_SOFT_HYPHEN, "")
        element.tail = element.tail and element.tail.replace(_SOFT_HYPHEN, "")
    return body


def _embed_pictures(body: HtmlElement, page: BookPage, picture: Callable[[str], bytes]) -> None:
    """Put each picture of the site's own into the page, because nothing is fetched while a book is made."""
    for image in body.iter("img"):
        path, _ = _in_site(image.get("src", ""), page)
        if path is not None:
            kind = guess_type(path)[0] or "application/octet-stream"
            # One version is enough: a book has no widths to choose between.
            for attribute in ("srcset", "sizes", "loading", "decoding"):
                image.attrib.pop(attribute, None)
            for other in image.xpath("../source"):
                other.drop_tree()
            image.set("src", f"data:{kind};base64,{b64encode(picture(path)).decode()}")


def _explain_elsewhere(body: HtmlElement) -> None:
    """Let an explained word lead to the list of words instead of opening a note."""
    for term in body.xpath(".//button[@class='term']"):
        word = term.get("popovertarget", "").removeprefix("om-")
        term.tag = "a"
        term.attrib.clear()
        term.attrib.update({"class": "term", "href": f"{_HOME}ordliste/#ord-{word}"})


def _clear(body: HtmlElement) -> None:
    """Take out what only a screen can use, and then the lists and paragraphs of which nothing is left."""
    for element in list(body.iterdescendants()):
        is_control = element.tag in _SCREEN_TAGS or not _SCREEN_ATTRIBUTES.isdisjoint(element.attrib)
        if is_control or html.is_skipped(element.attrib, "book"):
            element.drop_tree()
    for heading in _without_text(body):
        heading.drop_tree()
    for heading in body.xpath(f".//h2[@id='{_READ_ON}']"):
        while (following := heading.getnext()) is not None and following.tag not in {"h1", "h2"}:
            following.drop_tree()
        heading.drop_tree()
    for element in reversed(list(body.iterdescendants("p", "ul", "div", "nav"))):
        if not len(element) and not (element.text or "").strip():
            element.drop_tree()


def _without_text(body: HtmlElement) -> list[HtmlElement]:
    """The headings that nothing stands under, such as one over downloads, which are left out."""
    return [
        heading
        for heading in body.iter("h2", "h3", "h4")
        if not (heading.tail or "").strip()
        and heading.getparent().tag in {"article", "section", "div"}
        and ((following := heading.getnext()) is None or following.tag in HEADINGS[: HEADINGS.index(heading.tag) + 1])
    ]


def _settle(element: HtmlElement, page: BookPage, depth: int) -> None:
    """Make one element fit for a book: what unfolds is open, ids are the book's own, links name their page."""
    for name in element.keys():
        # What an abbreviation stands for is said by its title alone.
        is_title = name == "title" and element.tag != "abbr"
        is_data = name.startswith("data-") and name != "data-column"
        if is_title or is_data or name in {"tabindex", "loading"}:
            del element.attrib[name]
    if "scroller" in element.classes:
        for name in {"role", "aria-label"} & set(element.keys()):
            del element.attrib[name]
    for name in ("id", "aria-labelledby", "aria-describedby", "headers"):
        if ids := element.get(name):
            element.set(name, " ".join(f"{key_of(page.address)}--{id_}" for id_ in ids.split()))
    if element.tag == "details":
        element.tag = "div"
        element.attrib.pop("open", None)
        element.classes.add("opened")
    elif element.tag == "summary":
        element.tag = "p"
        element.set("class", "opened-title")
    elif element.tag in HEADINGS and depth == 2:
        element.tag = HEADINGS[min(HEADINGS.index(element.tag) + 1, 5)]
    elif element.tag == "a" and element.get("href"):
        path, fragment = _in_site(element.get("href"), page)
        if path is not None:
            element.set("href", f"{_LINK}{path}#{fragment}")


def _in_site(href: str, page: BookPage) -> tuple[str | None, str]:
    """The path and the fragment that an address on a page leads to; no path where that is another site."""
    whole = urlsplit(urljoin(_HOME + page.address, href))
    own = f"{whole.scheme}://{whole.netloc}/" == _HOME
    return unquote(whole.path).lstrip("/") if own else None, unquote(whole.fragment)


def _link_chapters(found: list[Chapter], deployment: Deployment) -> None:
    """Let links to pages of the book lead to their place in it, and others to the site."""
    by_address = {chapter.page.address: chapter for chapter in found}
    for chapter in found:
        for link in chapter.body.iter("a"):
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


def relinked(body: HtmlElement, address: Callable[[str, str], str]) -> HtmlElement:
    """A copy of a chapter whose links within the book read as `address(chapter key, id or "")` says."""
    copied = copy.deepcopy(body)
    for link in copied.iter("a"):
        if link.get("href", "").startswith(_LINK):
            key, _, id_ = link.get("href").removeprefix(_LINK).partition("#")
            link.set("href", address(key, id_))
    return copied


def inner_html(body: HtmlElement) -> Markup:
    """The inside of an element as HTML."""
    children = (etree.tostring(child, encoding="unicode", method="html") for child in body)
    return Markup.escape(body.text or "") + Markup("".join(children))


def balanced(text: str, longest: int) -> list[str]:
    """A title in as few lines of at most so many letters as it takes, all about as long."""
    text = " ".join(text.split())

    def lines(width: int) -> list[str]:
        return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)

    fewest = lines(longest)
    return next((found for width in range(1, longest) if len(found := lines(width)) == len(fewest)), fewest)


def cover_tiles(front_page: str) -> list[HtmlElement]:
    """The municipalities' tiles that decorate the front page, for the cover."""
    return list(html.parse(front_page).xpath("//div[contains(@class, 'hero-art')]//*[@class='tile-art']"))


def outline(found: Iterable[Chapter]) -> list[tuple[Chapter, list[Chapter]]]:
    """The contents of the book: each chapter of the first depth with those of the second that follow it."""
    parts: list[tuple[Chapter, list[Chapter]]] = []
    for chapter in found:
        if chapter.depth == 1 or not parts:
            parts.append((chapter, []))
        else:
            parts[-1][1].append(chapter)
    return parts
