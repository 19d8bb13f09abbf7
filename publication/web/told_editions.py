"""What each edition told, and what was new in it: kept editions as they are kept, the newest as it stands where it is not."""

from __future__ import annotations

from collections.abc import Iterable

from publication.loading.kept_editions import KeptEdition
from publication.model.comparison import Comparison, comparison
from publication.model.queries import Queries
from publication.model.records import Edition, Municipality


class ToldEditions:
    """The kept editions beside the living publication. Each is read when somebody asks for it."""

    def __init__(self, kept: Iterable[KeptEdition], living: Queries) -> None:
        self.kept = {one.id: one for one in kept}
        self._newest = living.publication.edition.id
        self._queries: dict[str, Queries | None] = {}
        if self._newest not in self.kept:
            self._queries[self._newest] = living

    def queries(self, edition: str) -> Queries | None:
        """What an edition told; None where it is neither kept nor the newest."""
        if edition not in self._queries:
            publication = self.kept[edition].publication if edition in self.kept else None
            self._queries[edition] = Queries(publication) if publication else None
        return self._queries[edition]

    def since_last(self, municipality: Municipality | None = None, edition: Edition | None = None) -> Comparison | None:
        """What is new in an edition, by default the newest complete; None for the first that is kept."""
        now = edition.id if edition else self._newest
        before = max((id_ for id_ in self.kept if id_ < now), default=None)
        if before is None:
            return None
        old, new = self.queries(before), self.queries(now)
        return comparison(old, new, municipality) if old and new else None
