"""What Material for MkDocs lets an author write, as HTML that needs no script, no inline style and no other host.

The syntax itself comes from Python-Markdown and PyMdown Extensions, which `mkdocs.yml` lists. This extension is
listed last and finishes their HTML: Danish titles, icons as SVG, classes instead of styles, names for screen readers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any
from xml.etree.ElementTree import Element, fromstring

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor

from publication.web import static_assets

_NAMESPACE = re.compile(r"^\{[^}]*\}")
_BLOCK_MARK = re.compile(r'<mark class="critic block">(.*?\n\s*)</mark>', re.DOTALL)
_TASK = '<span class="task-list-indicator" role="img" aria-label="{}">{}</span> '
_TASKS = {
    '<input type="checkbox" disabled checked/>': _TASK.format("Gjort", "☑"),
    '<input type="checkbox" disabled/>': _TASK.format("Ikke gjort", "☐"),
}
# Keeps out of the search what stands elsewhere on the page too, and what is no word.
_NOT_SOUGHT = "data-unsearched"


class _Names:
    """Stands for a dictionary in the emoji extension, since listing 15,000 icons takes longer than rendering a page."""

    def __init__(self, find: Callable[[str], Any]) -> None:
        self._find = find

    def get(self, name: str, default: Any = None) -> Any:
        found = self._find(name)
        return default if found is None else found


def index(options: Mapping[str, Any], markdown: Markdown) -> dict[str, Any]:
    """The option `emoji_index`: the theme's icons and the world's emoji by the name between colons."""
    return {"name": "icons", "emoji": _Names(_icon_or_emoji), "aliases": _Names(_alias)}


def _is_icon(name: str) -> bool:
    return name.strip(":").partition("-")[0] in static_assets.ICON_SETS


def _icon_or_emoji(name: str) -> dict[str, str] | None:
    if _is_icon(name):
        return {"name": name, "path": str(static_assets.icon_file(name.strip(":")))}
    return _emoji().emoji.get(name)


def _alias(name: str) -> str | None:
    return None if _is_icon(name) else _emoji().aliases.get(name)


def icon_or_emoji(index: str, name: str, alias: str | None, code: str | None, sign: str, *_: Any) -> Element:
    """The option `emoji_generator`: an icon as SVG in the page, an emoji as the sign that it is."""
    if code is None:
        return icon(name.strip(":"))
    emoji = Element("span", {"class": "emoji"})
    emoji.text = sign
    return emoji


def _emoji() -> ModuleType:
    # Imported here, because it has thousands of names and few pages ask for one.
    from pymdownx import twemoji_db

    return twemoji_db


def icon(name: str) -> Element:
    """An icon beside text, hidden from screen readers until it has a title."""
    holder = Element("span", {"class": "twemoji"})
    drawing = fromstring(static_assets.icon_file(name).read_text("utf-8"))
    for part in drawing.iter():
        part.tag = _NAMESPACE.sub("", part.tag)
    drawing.set("aria-hidden", "true")
    holder.append(drawing)
    return holder


class AuthorsHtml(Treeprocessor):
    """Finishes the HTML of one page after all other extensions."""

    def __init__(self, markdown: Markdown, types: Mapping[str, Mapping[str, str]]) -> None:
        super().__init__(markdown)
        self._types = types

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for place, element in enumerate(parent):
                if element.tag == "table":
                    parent[place] = _scroller(element)
        explained: set[str] = set()
        for element in root.iter():
            _without_style(element)
            classes = element.get("class", "").split()
            if element.tag == "details" or "admonition" in classes:
                self._name_admonition(element, classes)
            elif "tabbed-set" in classes:
                _name_tabs(element)
            elif "twemoji" in classes:
                _name_icon(element)
            elif "footnote" in classes:
                element.set("role", "doc-endnotes")
                element.set("aria-label", "Noter")
            elif "footnote-ref" in classes:
                element.set("aria-label", f"Note {element.text}")
            elif "footnote-backref" in classes:
                element.set("aria-label", element.attrib.pop("title"))
                element.set(_NOT_SOUGHT, "")
            elif element.tag == "img" and element.get("src", "").endswith("#only-dark"):
                element.set("data-skip", "book")
            elif element.tag == "figure":
                for line_break in element.findall("br"):
                    element.remove(line_break)
            elif element.tag == "abbr" and element.text not in explained:
                # Paper and touch screens show the meaning in brackets, at the first place alone.
                explained.add(element.text or "")
                element.set("class", "is-first")
        self._draw_tasks()

    def _name_admonition(self, element: Element, classes: list[str]) -> None:
        """Give an admonition the Danish title and the icon of its type."""
        names = [each for each in classes if each != "admonition"]
        written = names[0] if names else "note"
        about = self._types.get(written, {})
        kind = about.get("like", written)
        title = element.find("summary") if element.tag == "details" else element.find("p[@class='admonition-title']")
        if title is not None:
            # Material's default is the type's own name with a capital.
            if not len(title) and (title.text or "") in {"", written.capitalize()}:
                title.text = about.get("title", written.capitalize() if names else "Mere")
            drawing = icon(self._types.get(kind, self._types["note"])["icon"])
            drawing.tail, title.text = f" {title.text or ''}", None
            title.insert(0, drawing)
        # The styles know each type by one name; its other names may be classes that mean something else here.
        element.set("class", " ".join(["admonition", kind if about else written, *names[1:]]))

    def _draw_tasks(self) -> None:
        """Show a task's checkbox as an image with a name, since nobody can check it."""
        stash = self.md.htmlStash
        for place, raw in enumerate(stash.rawHtmlBlocks):
            if isinstance(raw, str):
                stash.rawHtmlBlocks[place] = _TASKS.get(raw.strip(), raw)


class BlockMarks(Postprocessor):
    """Makes a `div` of a `mark` around paragraphs, which Critic Markup writes and HTML does not allow."""

    def run(self, text: str) -> str:
        return _BLOCK_MARK.sub(r'<div class="critic block">\1</div>', text)


def _without_style(element: Element) -> None:
    """Make alignment a class, since the Content-Security-Policy allows no inline style."""
    element.attrib.pop("style", None)
    if side := element.attrib.pop("align", None):
        element.set("class", f"{element.get('class', '')} is-{side}".strip())


def _scroller(table: Element) -> Element:
    """A table in a box that scrolls where the table is wider than the screen."""
    heads = table.findall("thead/tr/th")
    names = [" ".join("".join(head.itertext()).split()) for head in heads]
    for head in heads:
        head.set("scope", "col")
    label = "Tabel: " + ", ".join(filter(None, names))
    box = Element("div", {"class": "scroller is-written", "tabindex": "0", "role": "region", "aria-label": label})
    box.append(table)
    box.tail, table.tail = table.tail, None
    return box


def _name_tabs(tabs: Element) -> None:
    """Give each tab's content its title, for paper, books and search, where there are no tabs to choose with."""
    labels, content = tabs.find("div[@class='tabbed-labels']"), tabs.find("div[@class='tabbed-content']")
    if labels is None or content is None:
        return
    labels.set("data-screen-only", "")
    labels.set(_NOT_SOUGHT, "")
    for label, block in zip(labels, content, strict=True):
        title = Element("p", {"class": "tabbed-title"})
        title.text = "".join(label.itertext())
        title.tail = "\n"
        block.insert(0, title)


def _name_icon(holder: Element) -> None:
    """Make an icon with a title an image with that name."""
    drawing, title = holder.find("svg"), holder.get("title")
    if drawing is not None and title and drawing.find("title") is None:
        del drawing.attrib["aria-hidden"]
        drawing.set("role", "img")
        said = Element("title")
        said.text = title
        drawing.insert(0, said)
        # Browsers show the SVG's own title when it is pointed at.
        del holder.attrib["title"]


class AuthorsExtension(Extension):
    """`types` names each type of admonition: its `title` and `icon`, or which other it looks `like`."""

    def __init__(self, **options: Any) -> None:
        self.config = {"types": [{}, "Title and icon of each type of admonition"]}
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # the library's name
        md.treeprocessors.register(AuthorsHtml(md, self.getConfig("types")), "authors_html", 1)
        md.postprocessors.register(BlockMarks(md), "block_marks", 1)


def makeExtension(**options: Any) -> AuthorsExtension:  # noqa: N802  # the library's name
    """What Python-Markdown calls to load the extension."""
    return AuthorsExtension(**options)
