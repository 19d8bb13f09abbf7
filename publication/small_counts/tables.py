"""Small numbers in the cells of tables, where only the heading of the column says what they count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_PUPILS = re.compile(r"(?i)elev|b(?:ø|oe)rn|deltager|unge|drenge|piger|pupil|child|participant|^antal$")
_OTHERS = re.compile(r"(?i)lærer|underviser|teacher|pædagog|klasse|alder|ages|classes|hold|groups")
_FEW = re.compile(r"(?i)[\s*_`]*(?:0?[1-4]|én|ét|to|tre|fire)(?:\s?\([^()]*\))?[\s*_`]*\Z")


def counts_pupils(heading: str) -> bool:
    """Whether what stands under a heading, or a key, counts pupils."""
    return bool(_PUPILS.search(heading)) and not _OTHERS.search(heading)


def is_few(cell: str) -> bool:
    return _FEW.match(cell) is not None


def small_cells(rows: Sequence[Sequence[str]]) -> Iterator[tuple[int, str]]:
    """For each small number of pupils the number of its row, and a sentence of it and what else its row says."""
    if not rows:
        return
    columns = [place for place, heading in enumerate(rows[0]) if counts_pupils(heading)]
    for number, row in enumerate(rows[1:], start=1):
        for place in columns:
            if place < len(row) and is_few(row[place]):
                others = " ".join(cell for cell in row if cell and not cell.isdigit())
                yield number, f"{others}. Elever: {row[place].strip(' *_`')}"
