"""The drawings of a chapter as a PDF can show them: each brings its own style, and one title says all that it shows."""

from __future__ import annotations

import copy
from urllib.parse import quote

from lxml import etree
from lxml.html import Element, HtmlElement
from markupsafe import Markup

from publication.book.chapters import inner_html
from publication.web import html


def with_drawings(body: HtmlElement, style: str) -> HtmlElement:
    """A chapter with its drawings made fit in place; `style` is their style sheet.

    What is decoration becomes a background, so that nobody is told of a picture that says nothing.
    """
    for drawing in list(body.iter("svg")):
        if drawing.get("aria-hidden") == "true":
            drawing.getparent().replace(drawing, _as_background(drawing, style))
            continue
        title, description = drawing.find("title"), drawing.find("desc")
        if title is not None and description is not None:
            title.text = f"{(title.text or '').rstrip('.')}. {description.text or ''}".strip()
            description.drop_tree()
        _add_style(drawing, style)
    return body


def picture(drawing: HtmlElement, style: str) -> Markup:
    """A drawing by itself."""
    holder = Element("div")
    holder.append(copy.deepcopy(drawing))
    return inner_html(with_drawings(holder, style))


def _add_style(drawing: HtmlElement, style: str) -> None:
    sheet = Element("style")
    sheet.text = style
    drawing.insert(0, sheet)


def _as_background(drawing: HtmlElement, style: str) -> HtmlElement:
    alone = copy.deepcopy(drawing)
    alone.tail = None
    _add_style(alone, style)
    # A picture of its own needs a size; the page's style gives the real one.
    alone.set("width", drawing.get("viewbox").split()[2])
    alone.set("height", drawing.get("viewbox").split()[3])
    address = f"data:image/svg+xml,{quote(etree.tostring(html.as_xml(alone), encoding='unicode'))}"
    span = Element("span", {"class": f"picture {drawing.get('class', '')}".strip()})
    span.set("style", f"background-image: url('{address}')")
    span.tail = drawing.tail
    return span
