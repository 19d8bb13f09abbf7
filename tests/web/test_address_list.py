"""The lists of what was published: they grow, they lead on, and of what is forgotten they keep a hash alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from publication.cli.main import main
from publication.web import address_list
from publication.web.address_list import digest
from tests.damage import FIXTURES


def test_a_list_only_grows(tmp_path: Path) -> None:
    file = tmp_path / address_list.LIST
    assert address_list.added(file, ["/b/", "/a/"]) == 2
    file.write_text(file.read_text("utf-8").replace("/a/", "/a/ -> /b/"), "utf-8")
    assert address_list.added(file, ["/a/", "/c/"]) == 1
    assert address_list.read(file).moved == {"/a/": "/b/"}
    assert list(address_list.read(file).addresses) == ["/a/", "/b/", "/c/"]
    before = file.read_bytes()
    assert address_list.added(file, ["/c/"]) == 0 and file.read_bytes() == before


def test_what_is_forgotten_is_not_written_again_and_its_hash_stays(tmp_path: Path) -> None:
    file = tmp_path / address_list.LIST
    file.write_text(address_list.text(file.name, ["/b/"], [digest("udtalelse-x")]), "utf-8")
    assert address_list.added(file, ["/a/#udtalelse-x", "/c/#udtalelse-y"]) == 1
    assert address_list.read(file).forgotten == {digest("udtalelse-x")}
    assert list(address_list.read(file).addresses) == ["/b/", "/c/#udtalelse-y"]
    assert "udtalelse-x" not in file.read_text("utf-8")


def test_what_lies_below_a_page_goes_with_it(tmp_path: Path) -> None:
    file = tmp_path / address_list.LIST
    lines = ["/om/a/ -> /fjernet/", "/om/b/ -> /om/"]
    file.write_text(address_list.text(file.name, lines, [digest("/om/x/"), digest("navn")]), "utf-8")
    found = address_list.read(file)
    assert [one for one in ("/om/x/", "/om/x/index.md", "/om/x/#y", "/y/#navn", "/om/", "/om/xy/", "/y/#navn-b") if found.is_forgotten(one)] == [
        "/om/x/", "/om/x/index.md", "/om/x/#y", "/y/#navn"
    ]  # fmt: skip
    assert [one for one in ("/om/a/", "/om/a/index.md", "/om/a/#x", "/om/b/", "/om/") if found.is_removed(one)] == ["/om/a/", "/om/a/index.md", "/om/a/#x"]
    assert found.removed == ["/om/a/"]


def test_what_an_earlier_proposal_promises_stays_promised_unless_it_is_forgotten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site, lists, earlier = (tmp_path / name for name in ("site", "published", "earlier"))
    for folder in (site / "nyt", lists, earlier):
        folder.mkdir(parents=True)
    (site / "nyt/index.html").write_text("<main><h1>Nyt</h1></main>", "utf-8")
    forgotten = address_list.digest("/en-person/")
    (lists / address_list.LIST).write_text(f"borte: {forgotten}\n", "utf-8")
    (earlier / address_list.LIST).write_text("/lovet/\n/en-person/\n", "utf-8")
    asked = ["addresses", "--site", str(site), "--data", str(FIXTURES), "--lists", str(lists), "--also", str(earlier)]
    assert main(asked) == 1
    assert list(address_list.read(lists / address_list.LIST).addresses) == ["/lovet/", "/nyt/"]
    assert "/lovet/ har været udgivet og svarer ikke mere" in capsys.readouterr().err
