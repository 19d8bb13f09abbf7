"""Makes up a publication of any size for measuring: the real one with more municipalities, each with partnerships.

Nothing of it is ever committed or shown; the names say that they are made up.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from publication.records import danish

PARTNERSHIPS_EACH = 5


def municipalities(count: int, taken: set[str]) -> Iterator[dict[str, Any]]:
    """`count` records of made-up municipalities with codes not `taken`, on tiles below the real ones."""
    free = (str(number) for number in range(100, 10_000) if str(number) not in taken)
    for number, code in zip(range(count), free, strict=False):
        yield {
            "id": f"proeve-{code}",
            "name": f"Prøve {code}",
            "code": code,
            "tile": {"row": 20 + number // 30, "column": 1 + number % 30},
            "statistics": {
                "pupils_general": 2000 + number,
                "pupils_special": 100 + number % 300,
                "counts_period": "2022/2023",
                "share_special": f"{3 + number % 5},{number % 10}",
                "share_period": "2020-2023",
                "source": "rapporten",
            },
        }


def partnerships(municipality: str, count: int) -> Iterator[dict[str, Any]]:
    """`count` records of made-up partnerships of a municipality; every fifth has a hidden count."""
    for number in range(count):
        hidden = number % 5 == 4
        participation: dict[str, Any] = {
            "culture_teachers": 1 + number,
            "special_teachers": number,
            "pupils": "under 5" if hidden else 5 + number,
        }
        if not hidden:
            participation |= {"groups": "to hold", "classes": "3-5", "ages": "8-11"}
        yield {
            "id": f"{municipality}-{number}",
            "source": "rapporten",
            "municipality": municipality,
            # 2023, so that no headline about 2024 has to agree with what is made up.
            "year": "2023",
            "status": "gennemført",
            "culture_school": f"Kulturskolen {municipality}",
            "special_school": f"Skole {number} i {municipality}",
            "participation": participation,
        }


def _texts(value: Any) -> Any:
    """The same with every number as text, since the publication reads text and nothing else."""
    if isinstance(value, dict):
        return {key: _texts(item) for key, item in value.items()}
    return [_texts(item) for item in value] if isinstance(value, list) else str(value)


def _dump(records: list[dict[str, Any]]) -> str:
    writer = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    return yaml.dump(_texts(records), Dumper=writer, allow_unicode=True, sort_keys=False, default_style='"', width=1000)


def enlarge(data: Path, target: Path, size: int, each: int = PARTNERSHIPS_EACH) -> None:
    """Copy `data` to `target` with made-up records added until there are `size` municipalities."""
    shutil.copytree(data, target)
    real = _records(data / "municipalities.yml")
    added = list(municipalities(size - len(real), {record["code"] for record in real}))
    if not added:
        return
    # «Prøve» and `proeve-` sort among the real names, so both files are put in order anew.
    everywhere = sorted(real + added, key=lambda record: danish(record["name"]))
    (target / "municipalities.yml").write_text(_dump(everywhere), encoding="utf-8")
    shared = _records(data / "partnerships.yml") + [
        record for municipality in added for record in partnerships(municipality["id"], each)
    ]
    (target / "partnerships.yml").write_text(
        _dump(sorted(shared, key=lambda record: (record["municipality"], str(record["year"])))), encoding="utf-8"
    )


def _records(path: Path) -> list[dict[str, Any]]:
    """The records of a data file with every value as the text an editor wrote."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
