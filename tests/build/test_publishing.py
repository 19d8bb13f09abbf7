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
from publication.web.cache import Kept


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
        built = publishing.workshop(target)
        (built / "index.html").write_text(word, encoding="utf-8")
        publishing.put_in_place(built, target)
        assert (target / "index.html").read_text("utf-8") == word
        assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_what_a_killed_build_left_is_cleared_away_and_the_site_stands(tmp_path: Path, dead: int) -> None:
    folder(tmp_path / "site", "den gamle")
    folder(tmp_path / f".site-{dead}", "halv")
    publishing.workshop(tmp_path / "site")
    assert (tmp_path / "site" / "index.html").read_text("utf-8") == "den gamle"
    assert not (tmp_path / f".site-{dead}").exists()


def test_a_build_killed_between_the_two_moves_gives_the_old_site_back(tmp_path: Path, dead: int) -> None:
    folder(tmp_path / f".site-old-{dead}", "den gamle")
    publishing.workshop(tmp_path / "site")
    assert (tmp_path / "site" / "index.html").read_text("utf-8") == "den gamle"


def test_a_build_that_still_runs_is_left_alone(tmp_path: Path) -> None:
    other = folder(tmp_path / f".site-{os.getppid()}", "i gang")
    publishing.workshop(tmp_path / "site")
    assert other.exists()


def test_compressed_copies_hold_the_same_and_are_the_same_each_time(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text("Rødovre " * 2000, encoding="utf-8")
    (tmp_path / "short.html").write_text("kort", encoding="utf-8")
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "site.js").write_text("1", encoding="utf-8")
    (tmp_path / "card.png").write_bytes(b"x" * 5000)
    publishing.compress(tmp_path)
    first = {path.name: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert gzip.decompress(first["index.html.gz"]) == brotli.decompress(first["index.html.br"]) == page.read_bytes()
    assert set(first) == {
        "index.html", "index.html.gz", "index.html.br", "short.html", "card.png", "site.js", "site.js.gz", "site.js.br"
    }  # fmt: skip
    publishing.compress(tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == first


def test_what_lies_finished_in_the_cache_is_never_written_into(tmp_path: Path) -> None:
    one, other = tmp_path / "one.png", tmp_path / "other.png"
    one.write_bytes(b"one")
    other.write_bytes(b"other")
    site = tmp_path / "site"
    for card in (one, other, one):
        publishing.write(site, [("cards/card.png", card), ("page/index.html", b"page")])
        assert (site / "cards/card.png").read_bytes() == card.read_bytes()
    assert (one.read_bytes(), other.read_bytes()) == (b"one", b"other")
    assert (site / "page/index.html").read_bytes() == b"page"


def test_the_search_program_is_made_smaller_once(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "kept", [])
    content = gzip.compress(b"Herlev og Ish\xc3\xb8j " * 300 + bytes(range(256)) * 20, mtime=7)
    sizes = []
    for site in (tmp_path / "one", tmp_path / "other"):
        program = site / "pagefind" / "wasm.da.pagefind"
        program.parent.mkdir(parents=True)
        program.write_bytes(content)
        publishing.lighten_search(site, kept)
        assert gzip.decompress(program.read_bytes()) == gzip.decompress(content)
        sizes.append(program.stat().st_size)
    assert sizes[0] == sizes[1] < len(content)
    assert len(list((tmp_path / "kept").iterdir())) == 1


def test_a_full_disk_is_one_danish_sentence() -> None:
    said = publishing.refused(OSError(errno.ENOSPC, "No space left on device", "/x/site"))
    assert said == "Siden kunne ikke skrives: der er ikke mere plads på disken (/x/site). Den gamle udgave står, som den stod."
