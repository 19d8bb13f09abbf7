"""The check of links, anchors and pictures in authors' Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches
from posixpath import basename, dirname, join, normpath, relpath
from urllib.parse import unquote, urlsplit

from pymdownx.slugs import slugify

from publication.documents.document import Document
from publication.loading.diagnostics import Diagnostic, Position, nearest

# A link or picture `[words](way "title")`, a reference `[word]: way`, and the ways in raw HTML.
# Whatever stands in a page, each pattern takes a time that grows with the text's length and not its square.
INLINE = re.compile(
    r"(?P<picture>!?)\[(?P<words>(?:[^\[\]]++|\[[^\[\]]*+\])*+)\]"
    r"\(\s*+<?(?P<way>[^)\s>]{0,2000}+)>?(?:\s++[\"'][^)]{0,500}[\"'])?\s*+\)"
)
_REFERENCE = re.compile(r"^ {0,3}\[[^\]^][^\]]{0,500}+\]:\s*+<?(?P<way>[^\s>]+)", re.MULTILINE)
_HTML = re.compile(r"\b(?:href|src)\s*=\s*[\"'](?P<way>[^\"']*)[\"']", re.IGNORECASE)
_HEADING = re.compile(r"^(?:#{1,6}[ \t]+(?P<text>.+)|(?P<under>[^\n]+)\n(?:=++|-++)[ \t]*+)$", re.MULTILINE)
_TAB = re.compile(r"^[ \t]*===[!+]*[ \t]+\"(?P<text>[^\"]+)\"", re.MULTILINE)
_ATTRIBUTES = re.compile(r"\{:?[^{}\n]{0,200}?#(?P<id>[\w-]++)[^{}\n]{0,500}+\}")
_ID = re.compile(r"\bid\s*=\s*[\"'](?P<id>[^\"']+)[\"']")

_SCHEMES = {"https", "mailto", "tel"}
Pages = Mapping[str, Collection[str]]
"""The paths of pages below `docs/`, each with the ids that are on it."""
_slug = slugify(case="lower")


def anchors(document: Document) -> set[str]:
    """The ids that a page's own Markdown gives: of its headings and tabs, and those that its author wrote."""
    found = {match["id"] for pattern in (_ATTRIBUTES, _ID) for match in pattern.finditer(document.body)}
    headings = [heading["text"] or heading["under"] for heading in _HEADING.finditer(document.body)]
    for heading in [*headings, *(tab["text"] for tab in _TAB.finditer(document.body))]:
        text = _without_hashes(_ATTRIBUTES.sub("", heading).strip())
        plain = re.sub(r"\[([^\[\]]*+)\]\([^)]{0,2000}+\)|[*_`]", lambda link: link[1] or "", text)
        base = _slug(plain, "-")
        # The second with the same text gets a number.
        found |= {base, f"{base}_1", f"{base}_2", f"{base}_3"}
    return found


def with_ways(text: str, change: Callable[[str], str]) -> str:
    """Markdown with the way of every link changed."""

    def changed(found: re.Match[str]) -> str:
        start, end = (place - found.start() for place in found.span("way"))
        return found[0][:start] + change(found["way"]) + found[0][end:]

    return _REFERENCE.sub(changed, INLINE.sub(changed, text))


def without_pictures(text: str, is_gone: Callable[[str], bool]) -> str:
    """Markdown without the pictures whose way leads nowhere any more."""

    def kept(found: re.Match[str]) -> str:
        return "" if found["picture"] and is_gone(found["way"]) else found[0]

    return INLINE.sub(kept, text)


def _without_hashes(heading: str) -> str:
    """A heading without the number signs that may close it."""
    open_ = heading.rstrip("#")
    return open_.rstrip() if open_[-1:].isspace() else heading


def link_diagnostics(
    documents: Iterable[Document], pages: Pages, files: Collection[str], bases: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """What is wrong with the links of documents.

    `files` are the paths of what else lies below `docs/`. `bases` says which path a template's page has, since its
    links lead from there.
    """
    for document in documents:
        base = bases.get(document.path, document.path)
        for pattern in (INLINE, _REFERENCE, _HTML):
            for found in pattern.finditer(document.body):
                at = document.position(found.start("way"))
                if pattern is INLINE and found["picture"] and not found["words"].strip():
                    message = "billedet mangler en tekst til dem, der ikke kan se det; skriv den mellem [ og ]"
                    yield document.position(found.start()).diagnostic("side-billede", message)
                if "{{" not in found["way"] and "\ue000" not in found["way"]:
                    yield from _way(at, unquote(found["way"]), base, pages, files)


def _way(at: Position, way: str, base: str, pages: Pages, files: Collection[str]) -> Iterator[Diagnostic]:
    try:
        parts = urlsplit(way)
    except ValueError:
        yield at.diagnostic("side-link", f"»{way}« er ikke et gyldigt link")
        return
    if not way:
        yield at.diagnostic("side-link", "linket er tomt; skriv vejen til en fil, for eksempel ../om/kontakt.md")
    elif parts.scheme:
        if parts.scheme in {"http", "https"} and not parts.netloc:
            whole = f"https://{parts.path.lstrip('/')}"
            yield at.diagnostic("side-link", f"»{way}« er ikke en hel adresse", whole if "." in whole else None)
        elif parts.scheme == "mailto" and "@" not in parts.path:
            yield at.diagnostic("side-link", "efter mailto: skal der stå en mailadresse, for eksempel mailto:navn@kommune.dk")
        elif parts.scheme == "http":
            yield at.diagnostic("side-link", f"linket »{way}« skal begynde med https://", f"https{way[4:]}")
        elif parts.scheme not in _SCHEMES:
            message = f"et link kan ikke begynde med »{parts.scheme}:«; brug https://"
            bare = way.partition(":")[2].lstrip("/")
            # Letters of http in disorder, as in `htps:` and `hhtp:`.
            meant = set(parts.scheme) <= set("https") and bare
            yield at.diagnostic("side-link", message, f"https://{bare}" if meant else None)
    elif way.startswith("//"):
        yield at.diagnostic("side-link", f"linket »{way}« skal begynde med https://", f"https:{way}")
    elif way.startswith("/"):
        message = "et link til en side her skrives som vejen til dens fil, ikke med en skråstreg først"
        yield at.diagnostic("side-link", message, _from(base, _page_at(parts.path, pages)))
    else:
        target = normpath(join(dirname(base), parts.path)) if parts.path else base
        if parts.path.endswith(".md/"):
            yield at.diagnostic("side-link", f"»{way}« må ikke ende på en skråstreg", way.replace(".md/", ".md"))
        elif target not in pages and target not in files:
            if outside := _outside(way):
                yield at.diagnostic("side-link", f"linket fører til »{parts.path}«, som ikke findes her", outside)
                return
            # An author may have written a page's address, or left out its ending.
            meant = _page_at(f"/{target}/", pages) or next(
                (near for near in get_close_matches(target, pages, 3, 0.8) if get_close_matches(basename(target), [basename(near)])),
                None,
            )
            message = f"linket fører til »{parts.path}«, som ikke findes"
            yield at.diagnostic("side-link", message, _from(base, meant))
        elif target in pages and parts.fragment and parts.fragment not in pages[target]:
            message = f"der er intet sted på docs/{target}, der hedder »#{parts.fragment}«"
            yield at.diagnostic("side-anker", message, nearest(parts.fragment, pages[target]))


def _outside(way: str) -> str | None:
    """What leads out of the site where an author left out how: `www.dr.dk`, `navn@kommune.dk`, `htps//dr.dk`."""
    if re.fullmatch(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", way):
        return f"mailto:{way}"
    bare = re.sub(r"^h?t?tps?:?/+", "", way, flags=re.IGNORECASE)
    if re.match(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:dk|com|org|net|eu|info|no|se|de|uk)(?:[/?#]|$)", bare):
        return f"https://{bare}"
    return None


def _page_at(address: str, pages: Collection[str]) -> str | None:
    """The path of the page with this address, such as `/om/kontakt/` or `/om/kontakt.md`."""
    bare = address.strip("/").removesuffix(".md").removesuffix(".html").removesuffix("/index")
    candidates = (f"{bare}.md", f"{bare}/index.md", "index.md" if bare in {"", ".", "index"} else "")
    return next((path for path in candidates if path in pages), None)


def _from(base: str, target: str | None) -> str | None:
    return relpath(target, dirname(base) or ".") if target else None
