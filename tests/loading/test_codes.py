"""The codes: each is used, and each explains itself in whole sentences."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import publication
from publication.loading.codes import EXPLANATIONS, Explanation


def test_every_code_is_explained_and_every_explanation_has_its_code() -> None:
    files = set(Path(publication.__path__[0]).rglob("*.py"))
    # A reminder has no code that anybody looks up.
    code = "".join(file.read_text("utf-8") for file in files if file.name not in {"codes.py", "reminders.py"})
    words = set(re.findall(r'"([a-z]+(?:-[a-z]+)*)"', code))
    said = set(re.findall(r'(?:diagnostic|refuse|_say|Problem)\(\s*(?:[a-z_.]+mark, |event, )?"([a-z-]+)"', code))
    assert said <= set(EXPLANATIONS) <= words


@pytest.mark.parametrize("one", EXPLANATIONS.values(), ids=EXPLANATIONS)
def test_an_explanation_is_whole_sentences_in_plain_signs(one: Explanation) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", one.code)
    assert not one.title.endswith(".")
    assert one.cause.endswith(".")
    assert one.cure.endswith(".")
