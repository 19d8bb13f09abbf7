"""What an author writes in `docs/` is held against small counts too, each find at its line and column."""

from __future__ import annotations

from pathlib import Path

import pytest

from publication.documents.document import read_document
from publication.documents.small_counts import comment_diagnostics, small_count_diagnostics
from publication.small_counts.schools import Schools

SCHOOLS = Schools(frozenset({"Fyrskolen"}), frozenset({"Strandskolen"}), frozenset({"aeroesund"}))
HEAD = "---\ntitle: Musik\n---\n"

REFUSED = [
    ("viden/musik.md", f"{HEAD}På Strandskolen var 3 elever med, og alle sang.\n", "4:21"),
    ("viden/musik.md", f"{HEAD}\nHer er **Strandskolen**.\n\nDer var *tre* elever med.\n", "7:10"),
    ("viden/musik.md", f"{HEAD}## Strandskolen\n\nMusik.\n\nSang.\n\nDe havde tre med.\n", "10:4"),
    ("viden/musik.md", f"{HEAD}- Fyrskolen\n- havde 3 elever\n", "5:9"),
    ("viden/musik.md", f"{HEAD}| Skole | Elever |\n| --- | --- |\n| Strandskolen | 3 |\n", "6:1"),
    ("viden/musik.md", f"{HEAD}![Tre elever fra Strandskolen](kor.jpg)\n", "4:3"),
    ("viden/musik.md", f'{HEAD}<img src="kor.jpg" alt="Tre elever fra Strandskolen">\n', "4:25"),
    ("viden/musik.md", f"{HEAD}<!-- Strandskolen: 3 elever -->\n", "4:20"),
    ("viden/musik.md", f"{HEAD}`Strandskolen: 3 elever`\n", "4:16"),
    ("viden/musik.md", f"{HEAD}Skriv til 010203-1234.\n", "4:11"),
    ("viden/musik.md", "---\ntitle: Tre elever fra Strandskolen\n---\n", "2:8"),
    ("viden/musik.md", "---\ntitle: Musik\ndescription: Strandskolen havde tre med\n---\n", "3:14"),
    ("kommuner/aeroesund.md", f"{HEAD}Der var tre elever med fra den ene skole.\n", "4:9"),
    ("viden/strandskolen-3-elever.md", HEAD, "1:1"),
]


@pytest.mark.parametrize(("path", "text", "place"), REFUSED)
def test_a_small_count_is_refused_at_its_place(path: str, text: str, place: str) -> None:
    found = {str(one) for one in small_count_diagnostics([read_document(path, text.encode())], [path], SCHOOLS)}
    assert [one.startswith(f"docs/{path}:{place}: teksten") for one in found] == [True], found


PASSED = [
    "På Strandskolen var under 5 elever med. En elev og et barn kan være hvem som helst.",
    "Tre elever spiller sammen.\n\nMusikskolen har hold for alle, se s. 3.\n\nI 2024/25 begyndte Strandskolen.",
    "Strandskolen har to lærere med.\n\n1. Musik\n2. Sang\n3. Dans\n\nFyrskolen har 9 elever med.",
    "| Skole | Elever | Lærere |\n| --- | --- | --- |\n| Strandskolen | under 5 | 1 |\n| Fyrskolen | 9 | 2 |",
    "På [Fyrskolen](../kommuner/nordby.md#samarbejde-3){ .knap-3 } er der musik.",
]


@pytest.mark.parametrize("text", PASSED)
def test_what_is_no_count_of_pupils_passes(text: str) -> None:
    document = read_document("viden/musik.md", f"{HEAD}{text}\n".encode())
    assert not list(small_count_diagnostics([document], ["viden/musik.md", "billeder/kor-3.jpg"], SCHOOLS))


def test_the_comments_of_data_are_read_too(tmp_path: Path) -> None:
    (tmp_path / "timeline.yml").write_text("# Under 5 skrives: under 5\n- id: x\n  # Strandskolen: 3 elever\n", "utf-8")
    [found] = comment_diagnostics(tmp_path, SCHOOLS)
    assert (found.line, found.column, found.code) == (3, 19, "lille-elevtal")
