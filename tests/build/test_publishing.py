"""The last steps: what was built takes its place whole, whatever was left by builds that were killed."""

from __future__ import annotations

import errno
import gzip
import os
import subprocess
from pathlib import Path

import brotli
import pytest

from publication.build import publishing
from publication.build.compressed_copies import compress


def folder(path: Path, word: str) -> Path:
    path.mkdir()
    (path / "index.html").write_text(word, encoding="utf-8")
    return path


@pytest.fixture
def dead() -> int:
    """The number of a process that ran and is gone."""
    process = subprocess.Popen(["true"])
    process.wait()
    return process.pid


def test_a_first_site_and_a_next_one_take_their_place(tmp_path: Path) -> None:
    target = tmp_path / "site"
    for word in ("første", "anden"):
        built = publishing.open_folder(target)
        (built / "index.html").write_text(word, encoding="utf-8")
        publishing.put_in_place(built, target)
        assert (target / "index.html").read_text("utf-8") == word
        assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_what_a_killed_build_left_is_cleared_away_and_the_site_stands(tmp_path: Path, dead: int) -> None:
    folder(tmp_path / "site", "den gamle")
    folder(tmp_path / f".site-{dead}", "halv")
    publishing.open_folder(tmp_path / "site")
    assert (tmp_path / "site" / "index.html").read_text("utf-8") == "den gamle"
    assert not (tmp_path / f".site-{dead}").exists()


def test_a_build_killed_between_the_two_moves_gives_the_old_site_back(tmp_path: Path, dead: int) -> None:
    folder(tmp_path / f".site-old-{dead}", "den gamle")
    publishing.open_folder(tmp_path / "site")
    assert (tmp_path / "site" / "index.html").read_text("utf-8") == "den gamle"


def test_a_build_that_still_runs_is_left_alone(tmp_path: Path) -> None:
    other = folder(tmp_path / f".site-{os.getppid()}", "i gang")
    publishing.open_folder(tmp_path / "site")
    assert other.exists()


def test_compressed_copies_hold_the_same_and_are_the_same_each_time(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text("Rødovre " * 2000, encoding="utf-8")
    (tmp_path / "short.html").write_text("kort", encoding="utf-8")
    (tmp_path / "card.png").write_bytes(b"x" * 5000)
    assert compress(tmp_path) == 1
    first = {path.name: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert gzip.decompress(first["index.html.gz"]) == brotli.decompress(first["index.html.br"]) == page.read_bytes()
    assert set(first) == {"index.html", "index.html.gz", "index.html.br", "short.html", "card.png"}
    compress(tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == first


def test_files_are_written_where_their_folders_are_not_yet(tmp_path: Path) -> None:
    publishing.write(tmp_path / "site", [("cards/card.png", b"card"), ("page/index.html", b"page")])
    assert (tmp_path / "site/cards/card.png").read_bytes() == b"card"
    assert (tmp_path / "site/page/index.html").read_bytes() == b"page"


def test_a_full_disk_is_one_danish_sentence() -> None:
    said = publishing.in_danish(OSError(errno.ENOSPC, "No space left on device", "/x/site"))
    assert said == "Siden kunne ikke skrives: der er ikke mere plads på disken (/x/site). Den gamle udgave står, som den stod."
