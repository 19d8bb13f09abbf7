"""Tables on narrow screens: the style lays each row of a table with many columns as lines, and each cell says its column.

The names of the columns come into the finished page, because a style sheet can only repeat what stands on a cell.
"""

from __future__ import annotations

import re
from html import escape

from publication.web import html

# A table of fewer columns fits a phone.
MOST = 3

_TABLE = re.compile(r"<table\b[^>]*>.*?</table>", re.DOTALL)
_HEAD = re.compile(r"<thead\b.*?</thead>", re.DOTALL)
_ROW = re.compile(r"<tr\b.*?</tr>", re.DOTALL)
_CELL = re.compile(r"<(t[hd])\b([^>]*)>(.*?)(?=</t[hd]>)", re.DOTALL)


def labelled(page: str) -> str:
    """A finished page on which the cells of each table with many columns name the column that they stand in."""
    return _TABLE.sub(lambda table: _labelled(table[0]), page) if "<table" in page else page


def _labelled(table: str) -> str:
    head = _HEAD.search(table)
    names = [html.text(html.parse(cell[3])) for cell in _CELL.finditer(head[0])] if head else []
    if head is None or len(names) <= MOST:
        return table
    rows = _ROW.sub(lambda row: _row(row[0], names), table[head.end() :])
    return table[: head.end()].replace("<table", '<table class="in-lines"', 1) + rows


def _row(row: str, names: list[str]) -> str:
    """A row whose cells have the name of their column; the first, which names the row, needs none."""
    place = iter(range(len(names)))

    def cell(found: re.Match[str]) -> str:
        at = next(place, 0)
        label = f' data-column="{escape(names[at])}"' if at and names[at] and found[3].strip() else ""
        return f"<{found[1]}{found[2]}{label}>{found[3]}"

    return _CELL.sub(cell, row)
