"""Forms for people without YAML: what they ask comes from the model."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from publication.github import issue_forms
from publication.model.fields import model_fields
from publication.model.kinds import KINDS

ROOT = Path(__file__).parents[2]
MEDIA, PARTNERSHIP, _ = issue_forms.forms()


@pytest.mark.parametrize("path", sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("[!c]*.yml")), ids=lambda path: path.stem)
def test_a_form_is_one_that_github_takes(path: Path) -> None:
    form = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert set(form) == {"name", "description", "title", "labels", "body"}
    ids, labels = [], []
    for box in form["body"]:
        assert box["type"] in {"markdown", "input", "textarea", "dropdown"}
        if box["type"] == "markdown":
            assert box["attributes"]["value"]
            continue
        ids.append(box["id"])
        labels.append(box["attributes"]["label"])
        assert re.fullmatch(r"[A-Za-z0-9_-]+", box["id"])
        assert box["attributes"]["description"]
        assert ("options" in box["attributes"]) == (box["type"] == "dropdown")
        # GitHub reads these words as yes and no.
        assert not {"yes", "no", "true", "false"} & {str(one).lower() for one in box["attributes"].get("options", [])}
    assert len(set(ids)) == len(ids) and len(set(labels)) == len(labels)


def test_the_forms_are_those_the_model_gives() -> None:
    for path, text in issue_forms.files(ROOT):
        assert path.read_text(encoding="utf-8") == text, f"{path.name}: make schema"


@pytest.mark.parametrize("form", [MEDIA, PARTNERSHIP], ids=lambda form: form.file)
def test_every_field_that_must_be_there_is_asked_or_made(form: issue_forms.Form) -> None:
    asked = {question.path for question in form.questions if question.kind == form.kind}
    for one in model_fields(KINDS[form.kind or ""].model):
        group = one.group if not one.is_list else None
        wanted = [(one.name, below.name) for below in model_fields(group)] if group else [(one.name,)]
        if one.required and one.name != "id":
            assert set(wanted) <= asked


def test_the_form_of_a_partnership_asks_who_took_part() -> None:
    asked = {question.path for question in PARTNERSHIP.questions if question.kind == "participations"}
    counts = {("period",), ("culture_teachers",), ("special_teachers",), ("pupils",), ("groups",), ("classes",), ("ages",)}
    assert asked == counts
