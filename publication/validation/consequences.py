"""Which diagnostics only follow from others, so that one slip is said once, where it was made.

A rule that holds a record against those it refers to (its partnership, its municipality) says nothing that helps while
one of them is wrong itself. Once that is put right, it is asked again.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from publication.loading.diagnostics import Diagnostic, Position
from publication.loading.loader import LoadedData, LoadedRecord

# The codes of rules that compare. What protects single children is never among them.
COMPARING = frozenset({"status", "udgave", "deltagelse", "mangler-tal", "hovedtal"})


class Consequences:
    """What follows from the diagnostics of the living data."""

    def __init__(self, data: LoadedData, found: Iterable[Diagnostic]) -> None:
        self.data = data
        self.found = list(found)

    @property
    def causes(self) -> list[Diagnostic]:
        """The diagnostics without those that follow from others."""
        own = {self._record_at(one) for one in self.found if one.code not in COMPARING} - {None}
        # A count that is missing is missing in the totals too.
        said_already = {"hovedtal"} if any(one.code == "mangler-tal" for one in self.found) else set()
        causes = (one for one in self.found if one.code not in said_already)
        return [one for one in causes if one.code not in COMPARING or not own & set(self._around(one))]

    @property
    def unsettled(self) -> frozenset[Position]:
        """Where those records begin whose place in their file may be wrong only because something in them is."""
        around = {place for one in self.found for place in self._around(one)}
        if any(one.code in {"hovedtal", "mangler-tal"} for one in self.found):
            # Any of the counts may be the one of another year.
            around |= {loaded.at() for loaded in self.data.by_kind["participations"]}
        return frozenset(around)

    def _around(self, one: Diagnostic) -> list[Position]:
        """Where the record of a diagnostic begins, and those it is held against, if it is."""
        at = self._record_at(one)
        if at is None:
            return []
        reached = [at]
        for place in reached:
            for kind, id_, _ in self._records[place].references if one.code in COMPARING else []:
                known = self._by_id.get((kind, id_))
                if known and known not in reached and kind != "sources":
                    reached.append(known)
        return reached

    def _record_at(self, one: Diagnostic) -> Position | None:
        """Where the record begins that a diagnostic is about."""
        starts = [place for place in self._by_file.get(one.file, []) if place.line <= one.line]
        return starts[-1] if starts else None

    @cached_property
    def _records(self) -> dict[Position, LoadedRecord]:
        return {loaded.at(): loaded for loaded in self.data.all_records()}

    @cached_property
    def _by_id(self) -> dict[tuple[str, str], Position]:
        return {(loaded.kind.name, loaded.id): place for place, loaded in self._records.items()}

    @cached_property
    def _by_file(self) -> dict[str, list[Position]]:
        found: dict[str, list[Position]] = {}
        for place in sorted(self._records):
            found.setdefault(place.file, []).append(place)
        return found
