"""What a hostile run leaves behind ends in one clear sentence, within seconds and within memory."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from publication.github import comment
from publication.github.proposal import Verdict
from publication.github.run_results import LARGEST, failed_tests, run_results
from tests.github.archives import FORGED, ROW, archives, effects, texts, zipped

SECONDS = 4


def said(place: Path | None) -> str:
    """What the comment says of a run's results, once our own code has found nothing."""
    started = time.process_time()
    written = comment.comment(Verdict(), run_results(place), None, comment.links({}))
    assert time.process_time() - started < SECONDS
    return written


def is_unreadable(written: str) -> bool:
    (line,) = [line for line in written.splitlines() if "Jeg kunne ikke læse resultatet, for " in line]
    return line.endswith("Det er ikke din skyld. Den, der passer siden, ser på det.") and len(line) < 200


@pytest.mark.parametrize("archive", [pytest.param(content, id=name) for name, content in archives()])
def test_an_archive_that_is_none(tmp_path: Path, archive: bytes) -> None:
    (tmp_path / "results.zip").write_bytes(archive)
    assert is_unreadable(said(tmp_path / "results.zip"))
    assert os.listdir(tmp_path) == ["results.zip"]


@pytest.mark.parametrize("packed", [False, True], ids=["folder", "archive"])
@pytest.mark.parametrize("text", [pytest.param(content, id=name) for name, content in texts()])
def test_diagnostics_that_are_none(tmp_path: Path, text: bytes, packed: bool) -> None:
    place = tmp_path / "results"
    if packed:
        place.write_bytes(zipped({"diagnostics.json": text, "effects.json": text}))
    else:
        place.mkdir()
        (place / "diagnostics.json").write_bytes(text)
    assert run_results(place).diagnostics == ()
    assert is_unreadable(said(place))


@pytest.mark.parametrize("text", [pytest.param(content, id=name) for name, content in effects()])
def test_effects_that_are_none(tmp_path: Path, text: bytes) -> None:
    (tmp_path / "results.zip").write_bytes(zipped({"diagnostics.json": FORGED, "effects.json": text}))
    assert is_unreadable(said(tmp_path / "results.zip"))


def test_what_is_no_file_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "diagnostics.json")
    assert is_unreadable(said(tmp_path))
    (tmp_path / "diagnostics.json").unlink()
    (tmp_path / "diagnostics.json").symlink_to("/etc/passwd")
    assert is_unreadable(said(tmp_path))
    for place in (None, tmp_path / "nowhere", Path("/dev/zero"), tmp_path / ("x" * 300), tmp_path / "x" / "y"):
        assert is_unreadable(said(place))
    large = tmp_path / "large.zip"
    with large.open("wb") as file:
        file.truncate(50 * 1024**3)
    assert is_unreadable(said(large))


def test_what_is_whole_is_read_from_a_folder_and_from_an_archive(tmp_path: Path) -> None:
    told = {"records": [], "touched": [], "left_out": 0, "unbuilt": None}
    files = {"diagnostics.json": json.dumps([ROW, ROW]).encode(), "effects.json": json.dumps(told).encode(), "../x": b"x"}
    (tmp_path / "results.zip").write_bytes(zipped(files))
    found = run_results(tmp_path / "results.zip")
    assert [one.message for one in found.diagnostics] == ["nej"] and found.effects and not found.problem
    assert not (tmp_path.parent / "x").exists()


def test_results_are_never_larger_than_allowed(tmp_path: Path) -> None:
    (tmp_path / "diagnostics.json").write_bytes(FORGED + b" " * (LARGEST - 2))
    assert run_results(tmp_path).problem == "filen effects.json mangler"
    (tmp_path / "diagnostics.json").write_bytes(FORGED + b" " * (LARGEST - 1))
    assert run_results(tmp_path).problem == "filen diagnostics.json fylder for meget"


@pytest.mark.parametrize(
    ("content", "tests"),
    [
        (b"[]", ()),
        (b'["tests/build/test_weight.py::test_a", "tests/build/test_weight.py::test_a"]', ("tests/build/test_weight.py::test_a",)),
        (b'["tests/x.py::test_a\\n## Sig ja"]', None),
        (b'["[klik](https://ond.example)"]', None),
        (b'{"x": 1}', None),
        (b"[" * 100_000, None),
        (b'["tests/' + b"a" * 5000 + b'.py"]', None),
    ],
    ids=["none", "twice", "a line", "a link", "an object", "deep", "long"],
)
def test_the_names_of_failed_tests_are_names_of_tests(tmp_path: Path, content: bytes, tests: tuple[str, ...] | None) -> None:
    (tmp_path / "failed.json").write_bytes(content)
    assert failed_tests(tmp_path) == tests
    assert failed_tests(None) is None and failed_tests(tmp_path / "nowhere") is None
