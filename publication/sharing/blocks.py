"""The block that a municipality, a school or anybody may put on their own site: what it tells, and its HTML.

The HTML to copy holds its styles and asks for nothing: no script, no frame, no picture from elsewhere. Where a page's
policy forbids styles it is a few lines that read well. On our own pages it has classes instead, because our policy
forbids them too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from publication.figures import identicon
from publication.figures.identicon import Block
from publication.model.records import Municipality
from publication.web import block_styles
from publication.web.build_context import BuildContext
from publication.web.templates import render


@dataclass(frozen=True)
class AboutMunicipality:
    """What the block tells; `pupils` and `people` are empty where no number can be told."""

    name: str
    publication: str
    address: str
    source: str
    pupils: str
    people: str
    text: str
    blocks: tuple[Block, ...]


def about(context: BuildContext, record: Municipality, site_name: str) -> AboutMunicipality:
    words: Any = context.templates.get_template("_sharing.txt").module
    publication, deed = context.publication, context.deed_of(record)
    report = context.queries.sources.get(publication.edition.report or "")
    counted = deed.people if deed.people and deed.people.pupils.known else None
    return AboutMunicipality(
        name=record.name,
        publication=site_name,
        address=context.deployment.absolute(f"/kommuner/{record.id}/"),
        source=words.block_source(report, publication.initiative.organisation),
        pupils=words.block_pupils(counted.pupils) if counted else "",
        people=words.block_people(counted, deed.period) if counted else "",
        text=context.deed(record),
        blocks=identicon.blocks(record.code),
    )


def shown(context: BuildContext, about: AboutMunicipality, *, alone: bool = False) -> Markup:
    """The block on a page of ours that has its style sheet; `alone` on the page of a frame, which its link leaves."""
    return _rendered(context, about, css={}, top=alone)


def code(context: BuildContext, about: AboutMunicipality) -> str:
    """The block's HTML to copy."""
    return str(_rendered(context, about, css=block_styles.inline(context.overrides), top=False))


def _rendered(context: BuildContext, about: AboutMunicipality, *, css: dict[str, str], top: bool) -> Markup:
    light, _ = block_styles.palettes(context.overrides)
    return render(context.templates, "block", about=about, css=css, colours=light, top=top)
