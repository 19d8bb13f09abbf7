"""What counts as too much empty paper in a book."""

from __future__ import annotations

from pathlib import Path

import pytest

from dev.harness.book_pages import BookPage, complaints, pages
from publication.book import system_libraries
from tests.book.test_pdf import whole


def test_full_pages_are_fine_and_a_chapter_may_end_high_on_its_last_page() -> None:
    assert complaints([BookPage(4, 0.99, False), BookPage(5, 0.95, False), BookPage(6, 0.99, False), BookPage(7, 0.5, True)]) == []
    full = [BookPage(number, 0.98, False) for number in range(4, 20)]
    assert complaints([*full, BookPage(20, 0.1, True)]) == []


def test_a_page_with_little_on_it_in_the_middle_of_a_chapter_is_told() -> None:
    full = [BookPage(number, 0.98, False) for number in range(4, 20)]
    assert complaints([*full, BookPage(20, 0.3, False)]) == ["page 20: 30% full"]


def test_many_half_empty_pages_are_told() -> None:
    assert complaints([BookPage(4, 0.6, False), BookPage(5, 0.6, False)]) == ["pages are 60.0% full on average"]


@pytest.mark.skipif(not system_libraries.here(), reason="the system's libraries for PDF are not here")
def test_the_fill_of_a_page_and_the_ends_of_chapters_are_seen(tmp_path: Path) -> None:
    file = tmp_path / "book.pdf"
    file.write_bytes(whole())
    found = pages(file)
    assert found[-1].is_last
    assert sum(page.is_last for page in found) == 3
    assert all(0 < page.fill <= 1 for page in found)
