"""What a build need not work out again."""

from __future__ import annotations

from pathlib import Path

from publication.web.cache import Kept


def test_a_text_is_worked_out_once(tmp_path: Path) -> None:
    made: list[str] = []

    def make() -> str:
        made.append("æ")
        return "Æbleø"

    for _ in range(2):
        kept = Kept(tmp_path / "kept", [])
        assert kept.text(["a", "b"], make) == "Æbleø"
        kept.save()
    assert len(made) == 1
    assert Kept(tmp_path / "kept", []).text(["ab"], lambda: "another") == "another"


def test_only_what_a_build_asked_for_is_kept(tmp_path: Path) -> None:
    first = Kept(tmp_path / "kept", [])
    first.text(["a"], lambda: "a")
    first.text(["b"], lambda: "b")
    first.save()
    second = Kept(tmp_path / "kept", [])
    assert second.text(["a"], lambda: "new") == "a"
    writing = tmp_path / "kept" / "c.123.part"
    writing.write_text("half", encoding="utf-8")
    second.save()
    assert Kept(tmp_path / "kept", []).text(["b"], lambda: "new") == "new"
    assert writing.exists(), "another build writes it just now"


def test_what_was_made_in_another_way_does_not_count(tmp_path: Path) -> None:
    way = tmp_path / "way.py"
    way.write_text("one", encoding="utf-8")
    Kept(tmp_path / "kept", [way]).text(["a"], lambda: "one")
    way.write_text("two", encoding="utf-8")
    assert Kept(tmp_path / "kept", [way]).text(["a"], lambda: "two") == "two"


def test_what_somebody_spoilt_is_made_anew(tmp_path: Path) -> None:
    Kept(tmp_path / "kept", []).text(["a"], lambda: "whole")
    (file,) = (tmp_path / "kept").iterdir()
    file.write_bytes(b"\xff")
    assert Kept(tmp_path / "kept", []).text(["a"], lambda: "whole") == "whole"
    Kept(tmp_path / "none", []).save()
