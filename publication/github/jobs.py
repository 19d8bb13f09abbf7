"""How far the check and the tests of a proposal have come, as GitHub's API tells it, and what a red test means."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

import yaml

from publication.github.messages import WORDS
from publication.loading.strict_yaml import Loader

_LARGEST = 1024**2

# The jobs that readers of the comment are told of, by their names in the workflows.
BUILD, TESTS = "Sider og ord", "Prøver"

State = Literal["venter", "grøn", "rød", "afbrudt"]


class Progress(NamedTuple):
    """The state of each job, and the tests that failed, as far as they are known."""

    states: dict[str, State]
    failed: tuple[str, ...] | None = None


def states(listed: Path | None) -> dict[str, State] | None:
    """The state of each job, the newest of a name last in the list; None where the list cannot be read.

    On each line stands a JSON array: the job's name, its status and its conclusion.
    """
    try:
        if listed is None or not listed.is_file() or listed.stat().st_size > _LARGEST:
            return None
        rows = [json.loads(line) for line in listed.read_text(encoding="utf-8").splitlines()]
        return {str(name): _state(status, conclusion) for name, status, conclusion in rows}
    except (OSError, ValueError, TypeError, RecursionError):
        return None


def _state(status: object, conclusion: object) -> State:
    # A stranger's first check waits until somebody lets it run.
    if status != "completed" or conclusion == "action_required":
        return "venter"
    return "grøn" if conclusion == "success" else "afbrudt" if conclusion in {"cancelled", "skipped"} else "rød"


class RedTest(NamedTuple):
    """What some tests look after, what to do when they are red, and whether an editor can do it.

    `code` is that of the diagnostics that say the same with file and line.
    """

    title: str
    cure: str
    editor: bool = True
    code: str = ""


@cache
def _explained() -> list[tuple[re.Pattern[str], RedTest]]:
    rows = yaml.load((WORDS / "red-tests.yml").read_text(encoding="utf-8"), Loader)
    return [(re.compile(row.pop("tests")), RedTest(**row)) for row in rows]


# What comes after the tests, and says nothing of itself.
AUDIT = "audit"


def red_tests(progress: Progress) -> list[RedTest]:
    """What failed tests mean, each once, those first that an editor can do something about."""
    names = progress.failed or ()
    if progress.failed == () and progress.states.get(TESTS) == "rød":
        names = (AUDIT,)
    found = {_meaning(name): None for name in names}
    return sorted(found, key=lambda red: not red.editor)


def _meaning(name: str) -> RedTest:
    return next(red for pattern, red in _explained() if pattern.match(name))
