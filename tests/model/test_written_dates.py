"""Dates as people write them."""

from __future__ import annotations

import pytest

from publication.model.written_dates import iso_of


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2024-9-12", "2024-09-12"),
        ("2024/09/12", "2024-09-12"),
        ("2024.9.1", "2024-09-01"),
        ("20240912", "2024-09-12"),
        ("2024-8", "2024-08"),
        ("12/9-24", "2024-09-12"),
        ("12/9 2024", "2024-09-12"),
        ("12.09.2024", "2024-09-12"),
        ("12-9-2024", "2024-09-12"),
        ("12. sept. 2024", "2024-09-12"),
        ("d. 12. september 2024", "2024-09-12"),
        ("den 3 Marts 2024", "2024-03-03"),
        ("maj 24", "2024-05"),
        ("09/2024", "2024-09"),
        ("sep-24", "2024-09"),
        ("12-sep-24", "2024-09-12"),
        ("2024–09–12", "2024-09-12"),
        ("torsdag den 12. september 2024", "2024-09-12"),
        ("12. sept. 2024 kl. 10.30", "2024-09-12"),
        ("2024-09-12T10:00", "2024-09-12"),
        ('2024-09-12"', "2024-09-12"),
        ("ca. 2024", "2024"),
        ("24-09-12", None),  # 2024 or 2012
        ("3. og 4. marts 2024", None),
        ("31/2-2024", None),
        ("2024-13", None),
        ("sommeren 2024", None),
        ("ma 2024", None),
        ("2024", None),
        ("i går", None),
    ],
)
def test_a_date_is_understood_or_not(written: str, iso: str | None) -> None:
    assert iso_of(written) == iso
