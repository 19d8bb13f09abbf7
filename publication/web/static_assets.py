"""The few files that pages load: made small, and named by their content, so that a browser may keep them for good.

Besides, the icons of the theme, which style sheets ask for by `url(icon:material-magnify)`.
"""

from __future__ import annotations

import difflib
import hashlib
import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path, PurePosixPath

import rcssmin
import rjsmin

from publication.web import block_styles

# What a browser that knows it gets ready before the click: a page of the site whose link somebody points at.
PRERENDERED = '{"prerender":[{"where":{"href_matches":["/","/*/"]},"eagerness":"moderate"}]}'

# One page gives way to the next without a flash, unless its reader wants no motion.
TRANSITION = "@media (prefers-reduced-motion:no-preference){@view-transition{navigation:auto}}"

CSS, JS = "assets/site.css", "assets/site.js"
PROSE = "assets/prose.css"  # for pages that use more of Markdown
PARTS = "assets/parts.css"  # for pages with a part that few have
POSTER = "assets/poster.css"
BLOCK = block_styles.FILE  # for the page of a frame, and where the block is offered
PANELS, PANELS_CSS, SEARCH = "assets/panels.js", "assets/panels.css", "assets/search.js"
ALOUD, ALOUD_CSS = "assets/aloud.js", "assets/aloud.css"
FIRST = "assets/first.js"  # stands in the pages themselves
SOURCES = {CSS, JS, PROSE, PARTS, POSTER, BLOCK, PANELS, PANELS_CSS, SEARCH, ALOUD, ALOUD_CSS, FIRST}
_FOR_BUILDING = ("book/", "macros/", "words/")

# What macros do not make, and an author's Markdown does; and what macros make for easy pages alone. A table's cell with code in it is a macro's.
# Each pattern begins with signs as they stand, which are found much faster than the patterns together.
_PROSE = (
    re.compile(
        r'class="(?:[^"]* )?(?:admonition|critic|easy-words|emoji|footnote|grid|highlight|is-written|md-button|scene'
        r"|tabbed-set|task-list|twemoji)\b"
    ),
    re.compile(r"<(?:(?:abbr|del|form|hr|img|ins|kbd|mark|pre|sub|sup)\b|(?:dl|figure)>|blockquote>\n)"),
    re.compile(r'<code>(?<!<td><code>)(?<!<th scope="row"><code>)'),
)
_PARTS = re.compile(
    r'class="(?:[^"]* )?(?:axis|bar-ground|bar-open|data-size|fact-label|fact-more|fact-value|glossary|is-map|is-wide|letters'
    r"|media-about|national-line|number-in-text|people|principle|talks|tiles|timeline|timeline-date|training|voices|when)[ \"]"
)
_ICON = re.compile(r"url\(icon:([a-z0-9-]+)\)")
_SMALLER: Mapping[str, Callable[[str], str]] = {".css": rcssmin.cssmin, ".js": rjsmin.jsmin}


def left_out(source: str) -> bool:
    """Whether a file of the overrides stays out of the site, or gets there in another form only."""
    return source.startswith(_FOR_BUILDING) or source in SOURCES


def files(overrides: Path, board: str, panels: str, aloud: str) -> dict[str, tuple[str, bytes]]:
    """What pages load: its name in the site and its content, by the word that templates use.

    site.css and site.js have the same hash in their names, so that a page that names one has named both.
    panels.js is fetched by site.js when somebody opens a dialog, and aloud.js when somebody wants the page read aloud.
    Each carries its HTML, `panels` or `aloud`, and its styles, so that it is one request, and panels.js search.js too;
    `board` is the HTML that site.js brings.
    """

    def read(source: str) -> str:
        return _read(overrides / source)

    def with_markup(script: str, styles: str, markup: str, *, first: str = "") -> tuple[str, str]:
        content = first + read(script).replace("MARKUP", _string(markup)).replace("STYLES", _string(read(styles)))
        return _named(script, content), content

    css, prose, parts, poster = read(CSS), read(PROSE), read(PARTS), read(POSTER)
    block = rcssmin.cssmin(block_styles.style_sheet(overrides))
    search = read(SEARCH) + "\n"
    later = {PANELS: with_markup(PANELS, PANELS_CSS, panels, first=search), ALOUD: with_markup(ALOUD, ALOUD_CSS, aloud)}
    js = read(JS).replace("BOARD", _string(board))
    for source, (name, _) in later.items():
        js = js.replace(f'"./{PurePosixPath(source).name}"', _string(f"./{PurePosixPath(name).name}"))
    made = {
        "css": (_named(CSS, css, js), css),
        "js": (_named(JS, css, js), js),
        "prose": (_named(PROSE, prose), prose),
        "parts": (_named(PARTS, parts), parts),
        "poster": (_named(POSTER, poster), poster),
        "block": (_named(BLOCK, block), block),
        "panels": later[PANELS],
        "aloud": later[ALOUD],
    }
    return {word: (name, content.encode()) for word, (name, content) in made.items()}


def needs_prose(content: str) -> bool:
    """Whether a page's content has anything that `prose.css` is about."""
    return any(pattern.search(content) for pattern in _PROSE)


def needs_parts(content: str) -> bool:
    """Whether a page's content has anything that `parts.css` is about; the front page always has."""
    return bool(_PARTS.search(content))


def drawing_styles(overrides: Path) -> str:
    """All styles that a drawing may have, as they are written."""
    return "\n".join((overrides / source).read_text("utf-8") for source in (CSS, PARTS))


def first(overrides: Path) -> str:
    """The one script that stands in the pages themselves; the policy names it by its hash."""
    return _read(overrides / FIRST).replace("RULES", _string(PRERENDERED))


def _string(text: str) -> str:
    """A text as a script writes it."""
    return json.dumps(text, ensure_ascii=False)


def _read(path: Path) -> str:
    return _SMALLER[path.suffix](_ICON.sub(_icon, path.read_text("utf-8")))


def _icon(found: re.Match[str]) -> str:
    """One of the theme's icons as a style sheet may hold it."""
    drawing = icon_file(found[1]).read_text("utf-8").replace('"', "'").replace("#", "%23")
    return f'url("data:image/svg+xml,{drawing}")'


def _named(source: str, *contents: str) -> str:
    """A name with a hash of what it may change with in it: `assets/site.1a2b3c4d.css`."""
    path = PurePosixPath(source)
    digest = hashlib.sha256("\0".join(contents).encode()).hexdigest()[:8]
    return str(path.with_name(f"{path.stem}.{digest}{path.suffix}"))


ICON_SETS = ("material", "fontawesome", "octicons", "simple")


@cache
def icon_file(name: str) -> Path:
    """The file of an icon: `fontawesome-brands-github` is `fontawesome/brands/github.svg`. Raises ValueError."""
    theme = find_spec("material")  # does not load the theme
    assert theme and theme.submodule_search_locations
    inside = folder = Path(theme.submodule_search_locations[0], "templates", ".icons")
    rest = name
    while rest:
        if (found := inside / f"{rest}.svg").is_file():
            return found
        step, _, rest = rest.partition("-")
        inside = inside / step
    known = ("-".join(each.relative_to(folder).with_suffix("").parts) for each in folder.rglob("*.svg"))
    near = difflib.get_close_matches(name, known, n=1)
    raise ValueError(f"der er intet ikon, der hedder »:{name}:«" + (f". Mente du »:{near[0]}:«?" if near else ""))
