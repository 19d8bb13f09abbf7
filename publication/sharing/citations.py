"""A page's citation as BibTeX and as RIS, for reference managers. `_sharing.txt` writes the Danish citation."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Citation:
    """A page as it is cited: `published` is the day of the edition, `changed` that of the page's last change."""

    title: str
    publication: str
    organisation: str
    edition: str
    published: dt.date
    changed: dt.date
    url: str

    @property
    def is_part(self) -> bool:
        """Whether it is a page of the publication, and not its front page, which bears its name."""
        return self.title != self.publication

    @property
    def key(self) -> str:
        """A BibTeX key that no other page has: `kulturmetropolen2026kommunerherlev`."""
        return re.sub(r"[^a-z0-9]+", "", f"{self.organisation}{self.changed.year}{self.url.split('/', 3)[3]}".lower())


# The characters that mean something to BibTeX.
_BIBTEX = str.maketrans({"\\": r"\textbackslash{}", **{sign: f"\\{sign}" for sign in "{}%&$#_"}})


def bibtex(citation: Citation) -> str:
    """The entry for BibTeX and biblatex. The second pair of braces keeps capital letters and names of several words."""
    fields = {
        "author": f"{{{citation.organisation.translate(_BIBTEX)}}}",
        "title": f"{{{citation.title.translate(_BIBTEX)}}}",
        **({"booktitle": citation.publication.translate(_BIBTEX)} if citation.is_part else {}),
        "edition": citation.edition.translate(_BIBTEX),
        "year": citation.changed.year,
        "date": citation.changed.isoformat(),
        "url": citation.url,
        "langid": "danish",
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items()]
    return "\n".join([f"@misc{{{citation.key},", *lines, "}", ""])


def ris(citation: Citation) -> str:
    """The entry for Zotero, EndNote, Mendeley and others."""
    fields = {
        "TY": "ELEC",
        "AU": citation.organisation,
        "TI": citation.title,
        **({"T2": citation.publication} if citation.is_part else {}),
        "ET": citation.edition,
        "PY": str(citation.changed.year),
        "DA": citation.changed.strftime("%Y/%m/%d"),
        "LA": "da",
        "UR": citation.url,
        "ER": "",
    }
    return "".join(f"{name}  - {' '.join(value.split())}\r\n" for name, value in fields.items())
