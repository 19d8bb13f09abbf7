"""The codes of diagnostics, each with what it is about, why it comes and what to do, in `codes.yml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import yaml


@dataclass(frozen=True)
class Explanation:
    """One code, explained to editors in Danish."""

    code: str
    title: str
    cause: str
    cure: str


class Explanations(Mapping[str, Explanation]):
    """Every code with its explanation. Read when it is first asked for, since a check that finds nothing needs none."""

    @cached_property
    def _all(self) -> dict[str, Explanation]:
        listed = yaml.safe_load(Path(__file__).with_name("codes.yml").read_text(encoding="utf-8"))
        return {code: Explanation(code, **words) for code, words in listed.items()}

    def __getitem__(self, code: str) -> Explanation:
        return self._all[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)


EXPLANATIONS = Explanations()
