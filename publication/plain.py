"""The pages for machines that read: each as plain Markdown beside it (`index.md`), and `llms.txt`, which lists them.

What makes the Markdown, `converting.py`, is loaded only by a build in which a page has changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from jinja2 import Environment

from publication.place import Place
from publication.records import Initiative

@dataclass(frozen=True)
class Plain:
    """A page: `address` begins with a slash, `about` is what it holds in a sentence or two."""

    title: str
    address: str
    about: str
    of_municipality: bool = False

    @property
    def file(self) -> str:
        """Its path in the site as Markdown."""
        return f"{self.address[1:]}index.md"


def llms(templates: Environment, initiative: Initiative, pages: Iterable[Plain], place: Place) -> str:
    """`llms.txt`: what the publication is, and each page as Markdown with what it holds."""
    shown = list(pages)
    text: str = templates.get_template("llms.txt").render(
        initiative=initiative,
        pages=[page for page in shown if not page.of_municipality],
        municipalities=[page for page in shown if page.of_municipality],
        absolute=place.absolute,
    )
    return f"{text.strip()}\n"
