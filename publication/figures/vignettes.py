"""A page's vignette: building blocks laid as something the page tells, for its head, its share card and its chapter.

A page names its vignette in its front matter (`drawing`). One that names none, or whose facts are not there, shows the
facts that it tells; with few of them, how its text is parted. `overrides/macros/_vignette.html` draws them and says in words what they show.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, sqrt

from publication.figures import budget as budget_figure
from publication.figures import identicon, steps, tile_map
from publication.figures.identicon import Block, Shape
from publication.model import danish
from publication.model.events import is_ahead
from publication.model.kinds import KINDS
from publication.model.queries import Queries
from publication.model.records import Figure
from publication.model.register import MOST

STEP = 1.04
"""From one block to the next, in sides of a block."""

SPECIAL_SCHOOLS, CULTURE_SCHOOLS = "specialtilbud-2024", "kulturskoler-2024"
COURSE, STUDIES = "kursister-2024", "culture-for-health-undersoegelser"
"""The ids in `data/figures.yml` of what vignettes count."""

_COLOURS = 5
_EMPTY = Block("square", 0, 0, 0)
_FULL: tuple[Shape, int] = ("square", 0)
_ROUND: tuple[Shape, int] = ("quarter", 3)  # the end of a row, as a bar ends: the corner is bottom left
_SHAPES: Sequence[Shape] = ("quarter", "circle", "leaf", "square", "half", "ring")
_INWARD = ((2, 3), (1, 0))  # the turns at which four quarter discs meet as a circle, by row and column
_LONGEST_ROW = 6
_MOST_ROWS = 8
_FEWEST_FACTS = 5
_PART = 5  # of a budget, in per cent: what one block stands for
_STUDIES_A_BLOCK = _RECORDS_A_BLOCK = 10
_HEARD = {"podcast", "podcast og artikel", "radio", "fjernsyn", "video"}
_FEWEST_SHOWN = 5  # the smallest count of pupils that is shown


@dataclass(frozen=True)
class Piece:
    """A block at its column and row, counted from 0. A block of colour 0 is tinted paper with nothing on it."""

    column: int
    row: int
    block: Block

    @property
    def at(self) -> str:
        """Its upper left corner as a path has it: `1.04,0`."""
        return f"{self.column * STEP:g},{self.row * STEP:g}"


@dataclass(frozen=True)
class Vignette:
    """The pieces of a drawing. `name` says which it is; `counts` are the numbers, periods and years that its words tell."""

    name: str
    pieces: tuple[Piece, ...]
    counts: tuple[int | str, ...] = ()

    @property
    def columns(self) -> int:
        return max(piece.column for piece in self.pieces) + 1

    @property
    def rows(self) -> int:
        return max(piece.row for piece in self.pieces) + 1

    @property
    def box(self) -> str:
        """The size of the drawing as a `viewBox` has it."""
        return f"0 0 {self.columns * STEP - STEP + 1:g} {self.rows * STEP - STEP + 1:g}"


@dataclass(frozen=True)
class Told:
    """What a vignette is made from: the records and the day of the build, and of the page itself the facts that it tells,
    in their order, and how many words each section has, which is worked out only when it is asked for.

    `parts` counts the pages of each part of the site, and `topics` names the pages below this one.
    """

    queries: Queries
    today: dt.date
    facts: tuple[Figure, ...] = ()
    sections: Callable[[], tuple[int, ...]] = tuple
    parts: tuple[int, ...] = ()
    topics: tuple[str, ...] = ()


def vignette(told: Told, name: str = "facts") -> Vignette | None:
    """The vignette of this name; else the facts, how the text is parted, or where the municipalities are, if any."""
    for way in (VIGNETTES[name], _facts, _sections, _municipalities):
        if (found := way(told)) and found.pieces:
            return found
    return None


def _colour(number: int) -> int:
    return number % _COLOURS + 1


def _laid(blocks: Sequence[Block]) -> tuple[Piece, ...]:
    """Blocks in rows, nearly a square, and of such a width that as few as possible are missing in the last row."""
    side = max(1, ceil(sqrt(len(blocks))))
    width = min((side, side + 1), key=lambda columns: -len(blocks) % columns)
    return tuple(Piece(place % width, place // width, block) for place, block in enumerate(blocks))


def _rows(lengths: Sequence[int]) -> tuple[Piece, ...]:
    """Rows of squares that end in a quarter disc, on tinted paper as wide as the longest."""
    return tuple(
        Piece(column, row, _EMPTY if column >= length else Block(*(_ROUND if column == length - 1 else _FULL), _colour(row), 0))
        for row, length in enumerate(lengths)
        for column in range(max(lengths))
    )


def _heights(counts: Sequence[int], most: int) -> list[int]:
    """Counts as heights up to `most`: by the root, so that a small one beside a very large one is more than a dot."""
    return [max(1, round(most * sqrt(count / max(*counts, 1)))) for count in counts]


def _bars(heights: Sequence[int]) -> tuple[Piece, ...]:
    """Columns of squares, each in a colour of its own, with a quarter disc on top."""
    return _columns(
        [
            [*[Block(*_FULL, _colour(place), 0)] * (height - 1), Block("quarter", 1, _colour(place), 0)]
            for place, height in enumerate(heights)
        ]
    )


def _columns(columns: Sequence[Sequence[Block]]) -> tuple[Piece, ...]:
    """Blocks laid upon each other from the bottom, on tinted paper as high as the highest column."""
    most = max(map(len, columns))
    return tuple(
        Piece(column, most - 1 - level, blocks[level] if level < len(blocks) else _EMPTY)
        for column, blocks in enumerate(columns)
        for level in range(most)
    )


def _value(queries: Queries, id_: str) -> Figure | None:
    figure = queries.figures.get(id_)
    return figure if figure and figure.value is not None else None


def _whole(figure: Figure) -> int:
    return round(float(figure.value or 0))


def _written(figure: Figure) -> str:
    """A count as a sentence tells it: `ni`, `mere end 100`."""
    return " ".join(filter(None, (figure.qualifier, danish.in_words(_whole(figure)))))


def _sections(told: Told) -> Vignette | None:
    """A row for each section, the longer the more there is to read; None where a text has no parts."""
    words = told.sections()[:_MOST_ROWS]
    if len(words) < 2:
        return None
    return Vignette("sections", _rows(_heights(words, _LONGEST_ROW)))


def _facts(told: Told) -> Vignette | None:
    """A block for each fact that the page tells, those that belong together alike; None where they are few."""
    if len(told.facts) < _FEWEST_FACTS:
        return None
    groups = list(dict.fromkeys(fact.group for fact in told.facts))
    kinds = [groups.index(fact.group) for fact in told.facts]
    blocks = [Block(_SHAPES[kind % len(_SHAPES)], place % 4, _colour(kind), 0) for place, kind in enumerate(kinds)]
    return Vignette("facts", _laid(blocks), (danish.in_words(len(blocks)),))


def _municipalities(told: Told) -> Vignette | None:
    """The map: every municipality's own tile at its place; of many, its first block."""
    map_ = tile_map.tile_map(told.queries.publication)
    side = 2 if len(map_.tiles) <= MOST else 1
    pieces = tuple(
        Piece(side * (tile.column - 1) + place % 2, side * (tile.row - 1) + place // 2, block)
        for tile in map_.tiles
        for place, block in enumerate(identicon.blocks(tile.municipality.code)[: side * side])
    )
    return Vignette("municipalities", pieces)


def _together(told: Told) -> Vignette | None:
    """The special-needs schools and the schools of culture that worked together, mixed among each other."""
    special, culture = (_value(told.queries, id_) for id_ in (SPECIAL_SCHOOLS, CULTURE_SCHOOLS))
    if not special or not culture:
        return None
    first, second = _whole(special), _whole(culture)
    total = first + second
    is_culture = [(place + 1) * second // total > place * second // total for place in range(total)] if total else []
    blocks = [
        Block("circle", 0, 4, 0) if culture_school else Block("quarter", place % 4, 1, 0)
        for place, culture_school in enumerate(is_culture)
    ]
    return Vignette("together", _laid(blocks), (_written(special), _written(culture), special.period or ""))


def _timeline(told: Told) -> Vignette | None:
    """A column for each year with a block for each event in it, the first at the bottom; rings are still ahead."""
    events = sorted(told.queries.publication.timeline, key=lambda event: event.when.iso)
    if not events:
        return None
    first, last = events[0].when.year, events[-1].when.year
    columns: dict[int, list[Block]] = {year: [] for year in range(first, last + 1)}
    for event in events:
        place = event.when.year - first
        shape: Shape = "ring" if is_ahead(event, told.today) else _SHAPES[place % 4]
        columns[event.when.year].append(Block(shape, len(columns[event.when.year]) % 4, _colour(place), 0))
    return Vignette("timeline", _columns(list(columns.values())), (first, last))


def _formats(told: Told) -> Vignette | None:
    """A row for each format, with a block for each quarter of an hour."""
    formats = told.queries.publication.formats
    return Vignette("formats", _rows([ceil(each.minutes / 15) for each in formats])) if formats else None


def _principles(told: Told) -> Vignette:
    """A block for each principle, the same as stands beside it on the page."""
    shapes: tuple[tuple[Shape, int], ...] = (("quarter", 0), ("circle", 0), ("leaf", 0), ("square", 0), ("half", 2))
    count = len(told.queries.publication.principles)
    blocks = [Block(*shapes[place % len(shapes)], _colour(place), 0) for place in range(count)]
    return Vignette("principles", _laid(blocks), (danish.in_words(count),))


def _training(told: Told) -> Vignette | None:
    """A block for each of those who took the first course: quarter discs that meet as circles."""
    figure = _value(told.queries, COURSE)
    if not figure:
        return None
    laid = _laid([_EMPTY] * _whole(figure))
    pieces = tuple(
        Piece(
            piece.column,
            piece.row,
            Block("quarter", _INWARD[piece.row % 2][piece.column % 2], _colour(piece.row // 2 + piece.column // 2), 0),
        )
        for piece in laid
    )
    return Vignette("training", pieces, (_written(figure),))


def _budget(told: Told) -> Vignette | None:
    """The budget in parts of five per cent, those filled that the region pays."""
    share = _value(told.queries, budget_figure.SHARE)
    if not share:
        return None
    filled = round(float(share.value or 0) / _PART)
    blocks = [Block("square", 0, 1, 0) if place < filled else _EMPTY for place in range(100 // _PART)]
    return Vignette("budget", _laid(blocks), (_PART, danish.number(share.value or 0), share.period or ""))


def _statements(told: Told) -> Vignette:
    """A half disc for each statement, two and two turned towards each other."""
    count = len(told.queries.publication.statements)
    blocks = [Block("half", (3, 1)[place % 2], _colour(place // 2), 0) for place in range(count)]
    return Vignette("statements", _laid(blocks), (danish.in_words(count),))


def _statistics(told: Told) -> Vignette | None:
    """A column for each municipality, with a block for each whole per cent of its pupils; None where there are many."""
    members = [record.id for record in told.queries.members if record.id in told.queries.statistics_of]
    if not members or len(members) > MOST:
        return None
    shares = [round(float(told.queries.statistics_of[id_].share_special)) for id_ in members]
    return Vignette("statistics", _bars(shares))


def _topics(told: Told) -> Vignette | None:
    """A column for each page below this one that tells facts, the higher the more they are."""
    counts = [len(told.queries.figures_on[topic]) for topic in told.topics if topic in told.queries.figures_on]
    return Vignette("topics", _bars(_heights(counts, _LONGEST_ROW))) if len(counts) > 1 else None


def _site(told: Told) -> Vignette | None:
    """A column for each part of the site, with a block for each page."""
    return Vignette("site", _bars(told.parts)) if told.parts else None


def _data(told: Told) -> Vignette:
    """A block for every ten records of a file of the open data or less, those of one file alike."""
    counts = [len(getattr(told.queries.publication, name)) for name, kind in KINDS.items() if not kind.single]
    blocks = [
        Block(_SHAPES[file % len(_SHAPES)], place % 4, _colour(file), 0)
        for file, count in enumerate(counts)
        for place in range(ceil(count / _RECORDS_A_BLOCK))
    ]
    return Vignette("data", _laid(blocks), (danish.in_words(_RECORDS_A_BLOCK),))


def _studies(told: Told) -> Vignette | None:
    """A block for every ten of the studies that were brought together."""
    figure = _value(told.queries, STUDIES)
    if not figure:
        return None
    shapes: tuple[Shape, ...] = ("circle", "ring", "leaf")
    count = ceil(_whole(figure) / _STUDIES_A_BLOCK)
    blocks = [Block(shapes[place % len(shapes)], place % 2, _colour(place), 0) for place in range(count)]
    return Vignette("studies", _laid(blocks), (danish.in_words(_STUDIES_A_BLOCK), danish.number(_whole(figure))))


def _steps(told: Told) -> Vignette | None:
    """A stair with as many steps as lead from a child who does not thrive to one who does."""
    chart = steps.steps(told.queries)
    if not chart:
        return None
    count = len(chart.steps)
    pieces = tuple(
        Piece(column, row, _EMPTY if row > count - 1 - column else Block("quarter", 2, _colour(column), 0))
        for column in range(count)
        for row in range(count - 1 - column, count)
    )
    return Vignette("steps", pieces, (danish.in_words(count),))


def _media(told: Told) -> Vignette:
    """A block for each story: a disc for what can be heard, a square for what is read."""
    stories = told.queries.publication.media_coverage
    blocks = [
        Block("circle" if story.kind in _HEARD else "square", 0, _colour(place), 0)
        for place, story in enumerate(stories)
    ]
    return Vignette("media", _laid(blocks), (danish.in_words(len(stories)),))


def _each(name: str, count: int, shape: Shape) -> Vignette:
    """One block for each of many."""
    return Vignette(name, _laid([Block(shape, place % 4, _colour(place), 0) for place in range(count)]), (danish.in_words(count),))


def _privacy(told: Told) -> Vignette:
    """Five places, of which only the fifth is shown: the rule for counts of pupils."""
    blocks = [*[_EMPTY] * (_FEWEST_SHOWN - 1), Block("square", 0, 3, 0)]
    return Vignette("privacy", _laid(blocks), (_FEWEST_SHOWN,))


VIGNETTES: dict[str, Callable[[Told], Vignette | None]] = {
    "facts": _facts,
    "sections": _sections,
    "municipalities": _municipalities,
    "together": _together,
    "timeline": _timeline,
    "formats": _formats,
    "principles": _principles,
    "training": _training,
    "budget": _budget,
    "statements": _statements,
    "statistics": _statistics,
    "topics": _topics,
    "site": _site,
    "data": _data,
    "studies": _studies,
    "steps": _steps,
    "media": _media,
    "sources": lambda told: _each("sources", len(told.queries.publication.sources), "quarter"),
    "glossary": lambda told: _each("glossary", len(told.queries.publication.glossary), "leaf"),
    "privacy": _privacy,
}
"""What a page may name in the field `drawing` of its front matter."""
