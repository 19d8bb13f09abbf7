"""`llms.txt`: what the publication is and where its pages are, for programs that read text."""

from __future__ import annotations

from collections.abc import Sequence

from publication.exports import calendar_files
from publication.web.build_context import BuildContext
from publication.web.page import Page


def llms_txt(context: BuildContext, pages: Sequence[Page]) -> str:
    """`llms.txt`: what the publication is, and the Markdown copy of each page with what the page holds."""
    template = context.templates.get_template("llms.txt")
    publication = context.publication
    text = template.render(
        publication=publication,
        initiative=publication.initiative,
        pages=pages,
        absolute=context.deployment.absolute,
        calendar=calendar_files.ALL if calendar_files.offered(context) else None,
    )
    return f"{text.strip()}\n"
