"""The cache of bytes: made once, anew when anything they depend on has changed, and never half."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from publication.web.cache import Cache, made_by


def test_bytes_are_made_once(tmp_path: Path) -> None:
    made: list[str] = []

    def make() -> bytes:
        made.append("æ")
        return "Æbleø".encode()

    for _ in range(2):
        cache = Cache(tmp_path / "cache")
        assert cache.get(["a", "b"], make).decode() == "Æbleø"
        cache.prune()
    assert len(made) == 1
    assert Cache(tmp_path / "cache").get(["ab"], lambda: b"another") == b"another"


def test_only_what_a_build_asked_for_is_kept(tmp_path: Path) -> None:
    first = Cache(tmp_path / "cache")
    first.get(["a"], lambda: b"a")
    first.get(["b"], lambda: b"b")
    first.prune()
    second = Cache(tmp_path / "cache")
    assert second.get(["a"], lambda: b"new") == b"a"
    writing = tmp_path / "cache" / "c.123.part"
    writing.write_text("half", encoding="utf-8")
    second.prune()
    assert Cache(tmp_path / "cache").get(["b"], lambda: b"new") == b"new"
    assert writing.exists(), "another build writes it just now"


def test_another_way_of_making_counts_as_another_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(tmp_path))
    module = tmp_path / "way_of_making.py"
    module.write_text("one", encoding="utf-8")
    first = made_by("way_of_making", packages=("pillow",))
    made_by.cache_clear()
    module.write_text("two", encoding="utf-8")
    second = made_by("way_of_making", packages=("pillow",))
    assert first != second
    made_by.cache_clear()
    monkeypatch.setattr("publication.web.cache.version", lambda package: "0.0")
    assert made_by("way_of_making", packages=("pillow",)) != second
    made_by.cache_clear()
    monkeypatch.setattr(sys, "version", "another interpreter")
    assert made_by("way_of_making", packages=("pillow",)) != second
    made_by.cache_clear()


@pytest.mark.parametrize("spoilt", [b"", b"\xff", b"whole", b"0123456789abcdef\nwhole"])
def test_what_somebody_spoilt_is_made_anew(tmp_path: Path, spoilt: bytes) -> None:
    Cache(tmp_path / "cache").get(["a"], lambda: b"whole")
    (file,) = (tmp_path / "cache").iterdir()
    file.write_bytes(spoilt)
    assert Cache(tmp_path / "cache").get(["a"], lambda: b"whole") == b"whole"
    Cache(tmp_path / "none").prune()
