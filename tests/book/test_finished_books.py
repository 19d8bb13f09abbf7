"""The store of finished books and the command that fills it: never a book that differs from the pages."""

from __future__ import annotations

from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from publication.book import finished_books, system_libraries
from publication.book.finished_books import BookPage, FinishedBook
from publication.cli.main import main
from tests.book.sample_pages import HERE, PAGES


def test_the_order_is_that_of_the_menu_with_the_rest_under_its_page() -> None:
    found = ("x/y/", "kommuner/b/", "kommuner/b/2/", "kommuner/a/", "kommuner/", "", "om/")
    pages = [BookPage(address, "") for address in found]
    order = [one.address for one in finished_books.reading_order(["", "kommuner/", "om/", "andet/"], pages)]
    assert order == ["", "kommuner/", "kommuner/b/", "kommuner/b/2/", "kommuner/a/", "om/", "x/y/"]


def test_books_are_shown_only_with_the_content_they_were_made_from(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    fact = tmp_path / "data" / "a.yml"
    fact.write_text("- id: a\n", encoding="utf-8")
    before = finished_books.fingerprint(tmp_path, HERE.site, "1")
    finished_books.store(tmp_path, before, {"bog/x.pdf": b"%PDF"})
    assert list(finished_books.stored(tmp_path, before)) == ["bog/x.pdf"]
    fact.write_text("- id: b\n", encoding="utf-8")
    after = finished_books.fingerprint(tmp_path, HERE.site, "1")
    assert finished_books.stored(tmp_path, after) == {}
    finished_books.store(tmp_path, after, {"bog/x.pdf": b"%PDF"})
    assert finished_books.stored(tmp_path, before) == {}, "what was made from other content is cleared away"


def test_a_site_of_other_content_makes_no_book(tmp_path: Path) -> None:
    built = tmp_path / "site"
    built.mkdir()
    finished_books.store_pages(tmp_path, "now", built, PAGES)
    assert finished_books.stored_pages(tmp_path, "now") == (built, PAGES)
    assert finished_books.stored_pages(tmp_path, "later") is None
    assert finished_books.stored_pages(tmp_path / "elsewhere", "now") is None


@pytest.mark.parametrize(("size", "told"), [(10, "1\u00a0kB"), (45_200, "45\u00a0kB"), (1_240_000, "1,2\u00a0MB")])
def test_a_size_is_told_in_danish(tmp_path: Path, size: int, told: str) -> None:
    file = tmp_path / "x.pdf"
    file.write_bytes(b"0" * size)
    assert FinishedBook("x.pdf", file).size == told


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the command remarks; it runs in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SITE_URL", HERE.site)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    return []


def command(told: list[str]) -> int:
    with redirect_stdout(StringIO()) as printed, redirect_stderr(printed):
        status = main(["book"])
    told.append(printed.getvalue())
    return status


def test_without_a_site_of_the_present_content_the_command_says_so(told: list[str]) -> None:
    assert command(told) == 1
    assert told == ["Siden er ikke bygget af det, der står nu. Kør: make book\n"]


def test_without_the_libraries_a_sentence_says_what_to_do(told: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    built = Path.cwd() / "site"
    built.mkdir()
    finished_books.store_pages(Path.cwd(), finished_books.fingerprint(Path.cwd(), HERE.site, "1"), built, PAGES)
    monkeypatch.setattr(system_libraries, "here", lambda: False)
    assert command(told) == 1
    assert "apt-get install libpango" in told[0]
    assert "make site" in told[0]


def test_books_that_are_made_are_not_made_again(told: list[str]) -> None:
    (Path.cwd() / finished_books.FOLDER).mkdir(parents=True)
    finished_books.store(Path.cwd(), finished_books.fingerprint(Path.cwd(), HERE.site, "1"), {"bog/x.pdf": b"%PDF"})
    assert command(told) == 0
    assert "allerede lavet" in told[0]
