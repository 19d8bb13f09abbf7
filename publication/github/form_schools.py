"""Schools that people name in a form: known ones by their id, former names too, and new ones as records."""

from __future__ import annotations

from typing import Any

from publication.loading.loader import LoadedData
from publication.model.danish import listed, sort_key
from publication.model.records import School
from publication.model.types import slug

# The sides of a partnership, and what a school is that nobody knows and that stands there.
_SIDES = {"culture_schools": "kulturinstitution", "special_schools": "specialtilbud", "partners": "andet"}
# What a partnership takes its id from: the first side that somebody stands on.
NAMED_AFTER = ("special_schools", "culture_schools", "partners")


class Ambiguous(ValueError):
    """A name that several schools have."""


def with_ids(partnership: dict[str, Any], loaded: LoadedData) -> tuple[str, list[dict[str, Any]]]:
    """Put ids in the place of the names in a partnership. Returns the names, and a record for each school that is new.

    Raises Ambiguous.
    """
    municipality = partnership.get("municipality")
    new: dict[str, dict[str, Any]] = {}
    taken = loaded.ids("schools")
    named = [(side, name) for side in _SIDES for name in partnership.get(side, [])]
    for side in _SIDES:
        if side in partnership:
            partnership[side] = []
    for side, name in named:
        known = _known(name, municipality, loaded)
        key = slug(name) or name
        if known is None and key not in new:
            shared = {field: partnership[field] for field in ("municipality", "source", "page") if field in partnership}
            new[key] = {"id": free_id(name, taken), "name": name, "kind": _SIDES[side]} | shared
            taken.add(new[key]["id"])
        partnership[side].append(known or new[key]["id"])
    return listed([name for _, name in named]), sorted(new.values(), key=lambda one: sort_key(one["name"]))


def _known(name: str, municipality: str | None, loaded: LoadedData) -> str | None:
    """The id of the school with this name, now or before; of one that became part of another, the other's.

    Of several with the name, that of the municipality is meant. Raises Ambiguous where there is none such.
    """
    schools: dict[str, School] = {record.id: record for _, record in loaded.records("schools")}
    wanted = slug(name)
    found = [one for one in schools.values() if wanted in {one.id, *map(slug, (one.name, *one.former_names))}]
    own = [one for one in found if one.municipality == municipality] or found
    ids = {_today(one, schools).id for one in own}
    if len(ids) > 1:
        raise Ambiguous(name)
    return ids.pop() if ids else None


def _today(school: School, schools: dict[str, School]) -> School:
    while school.merged_into:  # a rule sees to it that it ends
        school = schools[school.merged_into]
    return school


def free_id(words: str, taken: set[str]) -> str:
    """An id from some words that no record has yet."""
    whole = slug(words)[:50].strip("-") or "ny"
    return next(id_ for id_ in (whole, *(f"{whole}-{number}" for number in range(2, 10_000))) if id_ not in taken)
