"""Makes up a publication of any size for measuring: the real one with more municipalities, each with partnerships.

Nothing of it is ever committed or shown; the names say that they are made up: «Bækrup-Prøve», «Løgholm Prøveskole».
Beyond that they are as long and as different as real ones, since what is alike weighs nothing under gzip.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import Any

import yaml

from publication.model.danish import sort_key
from publication.model.types import slug

PARTNERSHIPS_EACH = 5

# What names of Danish places are made of: how they begin, sound and end.
_BEGINNINGS = "B Bj Br D Dr F Fl Fr G Gl Gr H Hj Hv J K Kl Kn L M N R S Sk Sl St Sv T Tr V".split()
_MIDDLES = """
    ag al amp ar av eg el end er ers ev ib il ind ir ist od ol or ost ov ug ul un ur yl yns yr
    æk æl ær æst øg øl ør ød ønd øj ål år ång
""".split()
_ENDINGS = """
    ager balle berg bjerg borg bro by bæk bølle dal fjord havn hede hoved holm holt inge kilde købing lev lund
    minde mose næs ry rup rød skov slev sted strup sund sø toft um vang ved vig å
""".split()


def places(kind: str) -> Iterator[str]:
    """Names of places that sound Danish: for one kind of thing always the same in the same order, none of them twice."""
    seen: set[str] = set()
    for number in count():
        first, second, third = hashlib.sha256(f"{kind} {number}".encode()).digest()[:3]
        name = _BEGINNINGS[first % len(_BEGINNINGS)] + _MIDDLES[second % len(_MIDDLES)] + _ENDINGS[third % len(_ENDINGS)]
        if slug(name) not in seen:
            seen.add(slug(name))
            yield name


def municipalities(count: int, taken: set[str]) -> Iterator[dict[str, Any]]:
    """`count` records of made-up municipalities with codes not `taken`, on tiles below the real ones."""
    free = (str(number) for number in range(900, 10_000) if str(number) not in taken)  # No municipality has these.
    for number, code, place in zip(range(count), free, places("kommune"), strict=False):
        name = f"{place}-Prøve"
        first, second, third = hashlib.sha256(name.encode()).digest()[:3]
        general = 2000 + 37 * first + number % 37
        share = 30 + (second + third) % 50  # in tenths of a per cent
        yield {
            "id": slug(name),
            "name": name,
            "code": code,
            # As wide as the country is on such a map.
            "tile": {"row": 10 + number // 12, "column": 1 + number % 12},
            "statistics": {
                "pupils_general": general,
                "pupils_special": general * share // 1000,
                "counts_period": "2022/2023",
                "share_special": f"{share // 10},{share % 10}",
                "share_period": "2020-2023",
                "source": "rapporten",
            },
        }


def partnerships(municipality: Mapping[str, Any], count: int, schools: Iterator[str]) -> Iterator[dict[str, Any]]:
    """`count` records of made-up partnerships of a municipality with these `schools`; every fifth has a hidden count."""
    for number, school in zip(range(count), schools, strict=False):
        hidden = number % 5 == 4
        culture, special, pupils = hashlib.sha256(school.encode()).digest()[:3]
        participation: dict[str, Any] = {
            "culture_teachers": 1 + culture % 5,
            "special_teachers": special % 6,
            "pupils": "under 5" if hidden else 5 + pupils % 20,
        }
        if not hidden:
            participation |= {"groups": "to hold", "classes": "3-5", "ages": "8-11"}
        yield {
            "id": f"{municipality['id']}-{slug(school)}",
            "source": "rapporten",
            "municipality": municipality["id"],
            # Later than the years that headlines tell of, which would have to agree with what is made up.
            "year": "2025",
            "status": "gennemført",
            "culture_school": f"{municipality['name']} Kulturskole",
            "special_school": f"{school} Prøveskole",
            "participation": participation,
        }


def _texts(value: Any) -> Any:
    """The same with every number as text, since the publication reads text and nothing else."""
    if isinstance(value, dict):
        return {key: _texts(item) for key, item in value.items()}
    return [_texts(item) for item in value] if isinstance(value, list) else str(value)


def dump(records: list[dict[str, Any]]) -> str:
    """Records as the text of a data file."""
    writer = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    return yaml.dump(_texts(records), Dumper=writer, allow_unicode=True, sort_keys=False, default_style='"', width=1000)


def enlarge(data: Path, target: Path, size: int, each: int = PARTNERSHIPS_EACH) -> None:
    """Copy `data` to `target` with made-up records added until there are `size` municipalities."""
    shutil.copytree(data, target)
    real = _records(data / "municipalities.yml")
    added = list(municipalities(size - len(real), {record["code"] for record in real}))
    if not added:
        return
    # The made-up names stand among the real ones, so both files are put in order anew.
    everywhere = sorted(real + added, key=lambda record: sort_key(record["name"]))
    (target / "municipalities.yml").write_text(dump(everywhere), encoding="utf-8")
    schools = places("skole")
    shared = _records(data / "partnerships.yml") + [
        record for municipality in added for record in partnerships(municipality, each, schools)
    ]
    (target / "partnerships.yml").write_text(
        dump(sorted(shared, key=lambda record: (record["municipality"], str(record["year"])))), encoding="utf-8"
    )


def _records(path: Path) -> list[dict[str, Any]]:
    """The records of a data file with every value as the text an editor wrote."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
