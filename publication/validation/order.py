"""Rule: the records of a file stand in the order that its head says."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Set
from typing import Any

from publication.loading.diagnostics import Diagnostic, Position
from publication.loading.loader import LoadedData
from publication.model.kinds import KINDS


def records_stand_in_order(data: LoadedData, left_out: Set[Position] = frozenset()) -> Iterator[Diagnostic]:
    """Records that begin at a position that is left out stand where they may: their order follows from something wrong."""
    for name, kind in KINDS.items():
        if kind.sort_key is None:
            continue
        loaded_records = [loaded for loaded, _ in data.records(name) if loaded.at() not in left_out]
        keys = [kind.sort_key(loaded.record) for loaded in loaded_records]
        in_order = sorted(range(len(keys)), key=keys.__getitem__)
        before = dict(zip(in_order[1:], in_order, strict=False))
        settled = _longest_run(keys)
        for number, loaded in enumerate(loaded_records):
            if number not in settled:
                where = f"lige efter »{loaded_records[before[number]].id}«" if number in before else "øverst i filen"
                message = f"posten »{loaded.id}« står ikke i rækkefølge; den hører til {where}"
                yield loaded.at("id").diagnostic("raekkefoelge", message)


def _longest_run(keys: list[Any]) -> set[int]:
    """The most records that stand in order already, so that only the misplaced ones are named.

    Of two that could each be the misplaced one, the upper counts as in order: a new record mostly comes below.
    """
    ranked = sorted(keys)
    ends: list[int] = []  # the rank that a record needs at most to go before a run of each length
    lengths: list[int] = []  # how many records follow each record in its longest run
    for key in reversed(keys):
        rank = -bisect_left(ranked, key)
        length = bisect_right(ends, rank)
        ends[length : length + 1] = [rank]
        lengths.append(length)
    run: set[int] = set()
    for number, length in enumerate(reversed(lengths)):
        if length == len(ends) - 1 - len(run):
            run.add(number)
    return run
