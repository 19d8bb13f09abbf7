"""A person who asks to be forgotten: nothing of the name is left in what is built, kept or listed, and all is green."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

from dev.harness.project_copies import ROOT
from dev.harness.sites import build
from macros import MACROS
from publication.build.project_check import check_project
from publication.cli.main import main
from publication.github import change_report, revisions
from publication.github.comment import comment, links
from publication.github.proposal import Verdict
from publication.github.run_results import RunResults
from publication.loading import loader
from publication.loading.kept_editions import kept_editions
from publication.web import address_list, permalinks
from publication.web.address_list import digest

# All of it is invented.
ID = "kamille-proevesen"
RECORD = f"""
- id: {ID}
  group: praksis
  speakers:
    - name: Kamille Prøvesen
      role: Tubalærer
      institution: Kulturskolen Roskilde
      municipality: roskilde
  text: Kamille Prøvesen fortæller, at tubaens genlyd gik gennem hele gården.
  source: rapporten
  page: et opdigtet afsnit
"""
EDITIONS = kept_editions(ROOT)
STATEMENTS = ["data/statements.yml", *((edition.data / "statements.yml").relative_to(ROOT).as_posix() for edition in EDITIONS)]
LEFT = re.compile("kamille|pr(?:ø|oe|o)vesen|tubalærer|tubaens genlyd", re.IGNORECASE)


def left_in(*places: Path) -> Iterator[str]:
    """The files below some places that hold any of it, as a name, a text or in another spelling of the letters."""
    for place in places:
        for file in sorted(path for path in place.rglob("*") if path.is_file() and ".git" not in path.parts):
            text = unicodedata.normalize("NFC", unquote(file.read_bytes().decode("utf-8", "ignore")))
            if LEFT.search(str(file.relative_to(place))) or LEFT.search(text.replace("\\u00f8", "ø")):
                yield str(file.relative_to(place))


def commit(folder: Path) -> None:
    who = ["-c", "user.name=Prøve", "-c", "user.email=proeve@eksempel.dk"]
    for command in (["init", "-q"], ["add", "-A"], [*who, "commit", "-q", "-m", "Gem"]):
        subprocess.run(["git", "-C", str(folder), *command], check=True, capture_output=True)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with the person in it and in each kept edition, published once, and then forgotten; the first of it is
    committed."""
    folder = tmp_path_factory.mktemp("forgotten") / "project"
    revisions.copy(ROOT, folder)
    for path in STATEMENTS:
        (folder / path).write_text((folder / path).read_text("utf-8") + RECORD, "utf-8")
    build(folder / "site", folder)
    listed = folder / address_list.LIST_FILE
    published = list(permalinks.published(permalinks.built(folder / "site")))
    places = ("", *(f"/udgaver/{edition.id}" for edition in EDITIONS))
    pages = ("kommuner/roskilde", "udtalelser")
    assert {f"{place}/{page}/#udtalelse-{ID}" for place in places for page in pages} <= set(published)
    address_list.added(listed, published)
    commit(folder)
    book = folder / ".cache/book/0123/bog/bogen.epub"
    book.parent.mkdir(parents=True)
    book.write_text("Kamille Prøvesen", "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert main(["forget", "--id", ID]) == 0
    commit(folder)
    return folder


def test_the_record_is_deleted_and_one_line_without_a_name_stays(folder: Path) -> None:
    for path in STATEMENTS:
        assert (folder / path).read_text("utf-8") == (ROOT / path).read_text("utf-8")
    listed = address_list.read(folder / address_list.LIST_FILE)
    assert listed.forgotten == {digest(f"udtalelse-{ID}")}


def test_nothing_is_left_in_the_repository_the_books_and_what_is_built(folder: Path) -> None:
    assert list(left_in(folder / "site")), "the search finds what is there"
    assert not (folder / ".cache").exists()
    build(folder / "site", folder)
    assert list(left_in(folder)) == ["tests/build/test_forgotten_person.py"]
    publication, diagnostics = loader.read(folder / "data")
    assert publication, diagnostics
    listed, answers = address_list.read(folder / address_list.LIST_FILE), permalinks.built(folder / "site")
    assert permalinks.diagnostics(listed, answers, publication) == []
    assert check_project(folder, MACROS).diagnostics == []
    assert address_list.added(folder / address_list.LIST_FILE, permalinks.published(answers)) == 0


def test_the_comment_does_not_repeat_what_was_said(folder: Path) -> None:
    told = change_report.effects(folder, "HEAD~1", "HEAD")
    assert told.unbuilt is None
    assert [(one.kind, one.id, one.state, one.fields) for one in told.records] == [("statements", "", "slettet", ())]
    assert {"/udtalelser/", "/kommuner/roskilde/"} <= {one.address for one in told.touched}
    for text in (*(write(told) for write in change_report.FORMATS.values()), comment(Verdict(), RunResults(effects=told), None, links({}))):
        assert not LEFT.search(text)
    assert "Udtalelse er slettet i `data/statements.yml`" in change_report.FORMATS["markdown"](told)
    assert "Noget er fjernet" in change_report.FORMATS["markdown"](told)


def test_what_comes_back_is_refused_at_its_line(folder: Path) -> None:
    statements, changes = folder / "data/statements.yml", folder / "data/changes.yml"
    before = statements.read_text("utf-8"), changes.read_text("utf-8")
    try:
        statements.write_text(before[0] + RECORD, "utf-8")
        changes.write_text(before[1].replace("  why: ", "  said: Her stod, hvad Kamille Prøvesens tuba gjorde.\n  why: ", 1), "utf-8")
        found = check_project(folder, MACROS).diagnostics
    finally:
        statements.write_text(before[0], "utf-8")
        changes.write_text(before[1], "utf-8")
    assert [(one.file.rpartition("/")[2], one.code) for one in found] == [("changes.yml", "glemt-igen"), ("statements.yml", "glemt-igen")]
    assert found[1].line == len(before[0].splitlines()) + 2
    assert not any(LEFT.search(str(one)) for one in found)
