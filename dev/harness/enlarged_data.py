"""Makes up a publication of any size for measuring: the real one with more municipalities, each with partnerships.

Nothing of it is ever committed or shown; the names say that they are made up: »Bækrup-Prøve«, »Løgholm Prøveskole«.
Beyond that they are as long and as different as real ones, since what is alike weighs nothing under gzip.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import yaml

from publication.model.danish import sort_key
from publication.model.seasons import parse_season
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
        yield {
            "id": slug(name),
            "name": name,
            "code": code,
            # As wide as the country is on such a map.
            "tile": {"row": 10 + number // 12, "column": 1 + number % 12},
        }


def statistics(municipality: Mapping[str, Any]) -> dict[str, Any]:
    """The record of a made-up municipality's statistics."""
    first, second, third = hashlib.sha256(municipality["name"].encode()).digest()[:3]
    general = 2000 + 37 * first
    share = 30 + (second + third) % 50  # in tenths of a per cent
    return {
        "id": f"{municipality['id']}-2022-2023",
        "municipality": municipality["id"],
        "pupils_general": general,
        "pupils_special": general * share // 1000,
        "counts_period": "2022/2023",
        "share_special": f"{share // 10},{share % 10}",
        "share_period": "2020-2023",
        "source": "rapporten",
    }


Added = dict[str, list[dict[str, Any]]]
"""Made-up records by kind."""


def partnerships(municipality: Mapping[str, Any], count: int, schools: Iterator[str], years: Sequence[int]) -> Added:
    """`count` made-up partnerships of a municipality with these `schools`, counted in each year; every fifth is hidden."""
    home = {"municipality": municipality["id"], "source": "rapporten"}
    culture = f"{municipality['id']}-kulturskole"
    added: Added = {"schools": [], "partnerships": [], "participations": []}
    added["schools"].append(
        {"id": culture, "name": f"{municipality['name']} Kulturskole", "kind": "kulturinstitution", **home}
    )
    for number, school in zip(range(count), schools, strict=False):
        hidden = number % 5 == 4
        id_ = f"{municipality['id']}-{slug(school)}"
        added["schools"].append({"id": id_, "name": f"{school} Prøveskole", "kind": "specialtilbud", **home})
        sides = {"culture_schools": [culture], "special_schools": [id_]}
        added["partnerships"].append({"id": id_, **home, **sides, "since": years[0]})
        for year in years:
            teachers, special, pupils = hashlib.sha256(f"{school}{year}".encode()).digest()[:3]
            counts: dict[str, Any] = {
                "culture_teachers": 1 + teachers % 5,
                "special_teachers": special % 6,
                "pupils": "under 5" if hidden else 5 + pupils % 20,
            }
            if not hidden:
                counts |= {"groups": "to hold", "classes": "3-5", "ages": "8-11"}
            of = {"id": f"{id_}-{year}", "partnership": id_, "period": year, "source": "rapporten"}
            added["participations"].append(of | counts)
    return added


def counted_again(real: Sequence[dict[str, Any]], newest: int, years: Sequence[int]) -> Iterator[dict[str, Any]]:
    """The real counts of the newest year, once more for each of the years."""
    for one in real:
        if _season(one["period"])[0] == newest:
            for year in years:
                yield one | {"id": f"{one['id']}-{year}", "period": one["period"].replace(str(newest), str(year))}


def _texts(value: Any) -> Any:
    """The same with every number as text, since the publication reads text and nothing else."""
    if isinstance(value, dict):
        return {key: _texts(item) for key, item in value.items()}
    return [_texts(item) for item in value] if isinstance(value, list) else str(value)


def dump(records: list[dict[str, Any]]) -> str:
    """Records as the text of a data file."""
    writer = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    return yaml.dump(_texts(records), Dumper=writer, allow_unicode=True, sort_keys=False, default_style='"', width=1000)


def enlarge(data: Path, target: Path, size: int, each: int = PARTNERSHIPS_EACH, years: Sequence[int] = ()) -> None:
    """Copy `data` to `target` with made-up records added until there are `size` municipalities.

    They are counted in `years`, by default in the newest year that is counted. In a later year the real municipalities
    have their newest counts once more.
    """
    shutil.copytree(data, target)
    real = {kind: _records(data / f"{kind}.yml") for kind in (*_ORDER, "figures")}
    towns = list(municipalities(size - len(real["municipalities"]), {one["code"] for one in real["municipalities"]}))
    if not towns:
        return
    newest = max(_season(one["period"])[0] for one in real["participations"])
    years = years or (newest,)
    added: Added = {"municipalities": towns, "statistics": [statistics(town) for town in towns]}
    schools = places("skole")
    for town in towns:
        for kind, records in partnerships(town, each, schools, years).items():
            added.setdefault(kind, []).extend(records)
    later = [year for year in years if year > newest]
    added["participations"].extend(counted_again(real["participations"], newest, later))
    report = {"report": "rapporten", "published": "2026-11-20"}
    added["editions"] = [
        {"id": year + 1, "year": year, "name": f"Udgaven om {year}", "status": "komplet", **report} for year in later
    ]
    for kind, records in added.items():
        (target / f"{kind}.yml").write_text(dump(_in_order(kind, real[kind] + records)), encoding="utf-8")
    # What headlines say is not true of the made-up records.
    figures = [{key: value for key, value in one.items() if key != "sums"} for one in real["figures"]]
    (target / "figures.yml").write_text(dump(figures), encoding="utf-8")


# The made-up records stand among the real ones, in the order that the check asks for.
_ORDER: dict[str, Callable[[dict[str, Any]], Any]] = {
    "municipalities": lambda record: sort_key(record["name"]),
    "schools": lambda record: sort_key(record["name"]),
    "editions": lambda record: str(record["year"]),
    "statistics": lambda record: (record["municipality"], record["counts_period"]),
    "partnerships": lambda record: (record.get("municipality", ""), _season(record.get("since") or record["starting"])),
    "participations": lambda record: (_season(record["period"]), record["partnership"]),
}


def _in_order(kind: str, records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(records, key=_ORDER[kind])


def _season(text: Any) -> tuple[int, int]:
    return parse_season(str(text)).order


def _records(path: Path) -> list[dict[str, Any]]:
    """The records of a data file with every value as the text an editor wrote."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
