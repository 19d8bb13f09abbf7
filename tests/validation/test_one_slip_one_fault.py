"""One slip is said once: a year, an id or a reference that is wrong faults nothing that hangs on it, nor do two of them."""

from __future__ import annotations

import os
import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.damage import Data, Leaf, fresh, fuller, leaves

FULLER = {"fresh": fresh, "fuller": fuller}
# `DAMAGE=all` tries everything; otherwise a fixed sample.
ALL = os.environ.get("DAMAGE") == "all"
EVERY, PAIRS = (1, 1000) if ALL else (5, 60)
pytestmark = pytest.mark.timeout(1800 if ALL else 120)

# A slip: its name, the file, the line (from 0), and what then stands there.
Slip = tuple[str, str, int, str]


def slips(folder: Path) -> Iterator[Slip]:
    """Years, ids, references and numbers that are wrong, as people get them wrong."""
    for leaf in leaves(folder):
        for what, text in _wrong(leaf):
            yield f"{leaf.name} {what}", leaf.file, leaf.line, text.split("\n")[leaf.line]


def _wrong(leaf: Leaf) -> Iterator[tuple[str, str]]:
    if year := re.search(r"(?:19|20)\d\d", leaf.bare):
        for other in ("2042", "1924", str(int(year[0]) + 1)):
            yield f"the year {other}", leaf.with_value(leaf.value.replace(year[0], other))
    if leaf.field.refers_to:
        yield "a letter short", leaf.with_value(leaf.value[:-1])
        yield "something else", leaf.with_value("noget-helt-andet")
    if leaf.key == "id":
        yield "renamed", leaf.with_value(f"{leaf.bare[:-1]}x" if leaf.plain else '"2031"')
        yield "no id", leaf.with_value("Ørby 2")
    if re.fullmatch(r"\d+", leaf.bare):
        yield "ten times as much", leaf.with_value(leaf.value.replace(leaf.bare, f"{leaf.bare}0"))


def said_with(data: Data, *wrong: Slip) -> list[str]:
    """What the check says of the data with some slips in it."""
    before = {file: data.text(file) for _, file, _, _ in wrong}
    lines = {file: text.split("\n") for file, text in before.items()}
    for _, file, number, line in wrong:
        lines[file][number] = line
    for file in lines:
        data.write(file, "\n".join(lines[file]))
    said = data.said()
    for file, text in before.items():
        data.write(file, text)
    return said


@pytest.mark.parametrize("made", FULLER)
def test_a_slip_is_said_at_most_once(tmp_path: Path, made: str) -> None:
    data = FULLER[made](tmp_path)
    found = [(slip[0], said_with(data, slip)) for slip in list(slips(data.folder))[::EVERY]]
    assert len(found) * EVERY > 400
    assert sum(bool(said) for _, said in found) > len(found) / 2
    assert [one for one in found if len(one[1]) > 1] == []


@pytest.mark.parametrize("made", FULLER)
def test_two_slips_are_said_at_most_twice_and_none_is_forgotten(tmp_path: Path, made: str) -> None:
    data = FULLER[made](tmp_path)
    chance = random.Random(18)
    tried = chance.sample(sorted(slips(data.folder)), 2 * PAIRS)
    alone = [slip for slip in tried if said_with(data, slip)]
    too_many, unsaid = [], []
    for pair in zip(alone[::2], alone[1::2], strict=False):
        if pair[0][1:3] == pair[1][1:3]:
            continue
        said = said_with(data, *pair)
        if len(said) > 2:
            too_many.append((pair[0][0], pair[1][0], said))
        # Whichever is mended, the other is said then; and while both stand, something is.
        if not said:
            unsaid.append((pair[0][0], pair[1][0]))
    assert (too_many, unsaid) == ([], [])
