"""The codes of diagnostics, each with what it is about, why it comes and what to do, in `codes.yml`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from publication.loading.strict_yaml import Loader


@dataclass(frozen=True)
class Explanation:
    """One code, explained to editors in Danish."""

    code: str
    title: str
    cause: str
    cure: str


_listed = yaml.load(Path(__file__).with_name("codes.yml").read_text(encoding="utf-8"), Loader)
EXPLANATIONS = {code: Explanation(code, **words) for code, words in _listed.items()}
