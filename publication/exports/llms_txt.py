"""`llms.txt`: every page as Markdown, listed for machines that read."""

from __future__ import annotations

from collections.abc import Iterable

from jinja2 import Environment

from publication.model.records import Initiative
from publication.web.deployment import Deployment
from publication.web.page import Page


def llms(templates: Environment, initiative: Initiative, pages: Iterable[Page], deployment: Deployment) -> str:
    """`llms.txt`: what the publication is, and each page as Markdown with what it holds."""
    shown = list(pages)
    text: str = templates.get_template("llms.txt").render(
        initiative=initiative,
        pages=[page for page in shown if not page.municipality],
        municipalities=[page for page in shown if page.municipality],
        absolute=deployment.absolute,
    )
    return f"{text.strip()}\n"
