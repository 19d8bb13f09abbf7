"""The budget of a year, and how much of it the region pays."""

from __future__ import annotations

from dataclasses import dataclass

from publication.figures.geometry import LINE_HEIGHT, WIDTH, Bar, Drawing, baseline, rounded
from publication.model.queries import Queries
from publication.model.records import Figure

SHARE, AMOUNT = "region-andel", "region-beloeb"
"""The ids in `data/figures.yml` of the region's share of the budget and of what it gives."""

_BAR_HEIGHT = 48


@dataclass(frozen=True)
class Budget(Drawing):
    """`whole` is the budget and `bar` the region's part of it; the lines of text stand above and below them."""

    share: Figure
    amount: Figure
    whole: Bar
    bar: Bar
    above: tuple[float, float]
    below: tuple[float, float]


def budget(queries: Queries) -> Budget | None:
    """The region's part of the budget; None when the data does not hold its share and its amount."""
    share, amount = (queries.figures.get(id_) for id_ in (SHARE, AMOUNT))
    if not share or not amount or share.value is None or amount.value is None:
        return None
    top = 2 * LINE_HEIGHT + 6
    whole = Bar(0, top, WIDTH, _BAR_HEIGHT)
    bar = Bar(0, top, rounded(WIDTH * float(share.value) / 100), _BAR_HEIGHT)
    foot = whole.foot + 6
    return Budget(
        share,
        amount,
        whole,
        bar,
        above=(baseline(0), baseline(LINE_HEIGHT)),
        below=(baseline(foot), baseline(foot + LINE_HEIGHT)),
        height=foot + 2 * LINE_HEIGHT,
    )
