"""What people are led by: every link and picture is there, and every code of the check is explained."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image

from publication.authoring.editor_files import error_reference
from publication.loading.codes import EXPLANATIONS
from publication.model.kinds import KINDS

ROOT = Path(__file__).parents[2]
HERE = ROOT / ".github"
GUIDES = ("CONTRIBUTING.md", "NAAR-NOGET-GAAR-GALT.md", "NAAR-DER-KOMMER-EN-NY-RAPPORT.md")


@pytest.mark.parametrize("name", GUIDES)
def test_every_link_leads_to_something_that_is_there(name: str) -> None:
    text = (HERE / name).read_text(encoding="utf-8")
    headings = set(re.findall(r"(?m)^#+ (\S+)$", text))
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        if link.startswith("#"):
            assert link[1:] in headings
        elif not link.startswith("../../../issues/"):
            assert (HERE / link).exists(), link


def test_pictures_are_small_have_words_and_are_drawn_by_the_script() -> None:
    text = (HERE / "CONTRIBUTING.md").read_text(encoding="utf-8")
    shown = re.findall(r"!\[([^\]]+)\]\(([^)]+)\)", text)
    drawn = re.findall(r'<section id="([^"]+)"', (HERE / "pictures/pictures.html.j2").read_text(encoding="utf-8"))
    assert [Path(path).stem for _, path in shown] == drawn
    for words, path in shown:
        assert len(words) > 30
        assert (HERE / path).stat().st_size < 60_000
        assert Image.open(HERE / path).width <= 1000


def test_the_page_and_the_codes_are_the_same() -> None:
    """If this fails: `make schema`, and commit what it wrote."""
    assert (HERE / "NAAR-NOGET-GAAR-GALT.md").read_text(encoding="utf-8") == error_reference()


def test_every_code_has_its_title_cause_and_cure_on_the_page() -> None:
    text = error_reference()
    assert set(re.findall(r"(?m)^### (\S+)$", text)) == set(EXPLANATIONS)
    for one in EXPLANATIONS.values():
        section = text.split(f"### {one.code}\n")[1].split("\n### ")[0]
        assert one.title in section and one.cause in section and one.cure in section


def test_files_named_in_the_guide_are_ours() -> None:
    named = re.findall(r"\[`(\w+)\.yml`\]", (HERE / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    assert named and set(named) <= set(KINDS)
