"""A page's citation as BibTeX and as RIS, for reference managers. The Danish citation is written by a template."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Citation:
    """What a citation of a page holds: `published` is the edition's day, `changed` the last change of the page."""

    title: str
    publication: str
    organisation: str
    edition: str
    published: dt.date
    changed: dt.date
    url: str

    @property
    def key(self) -> str:
        """A BibTeX key that no other page has: `kulturmetropolen2026kommunerherlev`."""
        return re.sub(r"[^a-z0-9]+", "", f"{self.organisation}{self.changed.year}{self.url.split('/', 3)[3]}".lower())


# The characters that mean something to BibTeX.
_BIBTEX = str.maketrans({"\\": r"\textbackslash{}", **{sign: f"\\{sign}" for sign in "{}%&$#_"}})


def bibtex(citation: Citation) -> str:
    """The entry for BibTeX and biblatex."""
    fields = {
        "author": f"{{{_escaped(citation.organisation)}}}",
        "title": f"{{{_escaped(citation.title)}}}",
        "booktitle": _escaped(citation.publication),
        "edition": _escaped(citation.edition),
        "year": str(citation.changed.year),
        "date": citation.changed.isoformat(),
        "url": citation.url,
        "langid": "danish",
    }
    return "\n".join(
        [f"@misc{{{citation.key},", *(f"  {name} = {{{value}}}," for name, value in fields.items()), "}", ""]
    )


def ris(citation: Citation) -> str:
    """The entry for Zotero, EndNote, Mendeley and others."""
    lines = [
        ("TY", "ELEC"),
        ("AU", citation.organisation),
        ("TI", citation.title),
        ("T2", citation.publication),
        ("ET", citation.edition),
        ("PY", str(citation.changed.year)),
        ("DA", citation.changed.strftime("%Y/%m/%d")),
        ("LA", "da"),
        ("UR", citation.url),
        ("ER", ""),
    ]
    return "".join(f"{name}  - {' '.join(value.split())}\r\n" for name, value in lines)


def _escaped(text: str) -> str:
    return text.translate(_BIBTEX)
