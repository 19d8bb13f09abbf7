"""What a change means to readers: the records that changed, and every page, picture and file that differs.

The site is built as it stood at a commit and as it stands now, and the two are compared.
"""

from __future__ import annotations

import difflib
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

from publication.github import messages, page_text, revisions
from publication.github.page_text import Line
from publication.loading.loader import LoadedData, load
from publication.model.fields import FieldPath, field_at, title_of, walk
from publication.model.kinds import KINDS, Kind
from publication.model.types import PupilCount, parse_pupils
from publication.web import address_list

# A report may come from a stranger's run, so lists and texts in it are bounded.
MOST = 200
LONGEST = 1000

State = Literal["ny", "slettet", "rettet"]
Sort = Literal["side", "delekort", "feed", "fil", "udseende"]
Text = Annotated[str, Field(max_length=LONGEST)]


class _Reported(BaseModel):
    """A part of the report. Fields that are not ours are refused when it is read back."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class TextChange(_Reported):
    """What a field, or a line of a page, said before and says now; None where it is new or gone.

    Both are None where something was taken out that is not to be repeated.
    """

    where: Text
    anchor: Text = ""
    before: Text | None
    after: Text | None


class ChangedRecord(_Reported):
    """A record that is new, gone or different. The line is that of the file as it is now; 0 where it is gone."""

    kind: str = Field(pattern=f"^(?:{'|'.join(KINDS)})$")
    id: Text
    line: int = Field(ge=0, le=10_000_000)
    state: State
    fields: tuple[TextChange, ...] = Field(max_length=MOST)


class ChangedFile(_Reported):
    """A page or another file of the site that is new, gone or different."""

    address: Text
    title: Text
    sort: Sort
    state: State
    changes: tuple[TextChange, ...] = Field(max_length=MOST)


class Effects(_Reported):
    """Everything a change means. `unbuilt` says why the site could not be built, where it could not."""

    records: tuple[ChangedRecord, ...] = Field(max_length=MOST)
    touched: tuple[ChangedFile, ...] = Field(max_length=MOST)
    left_out: int = Field(default=0, ge=0, le=10_000_000)
    unbuilt: Text | None = None


# What stands for a text that was taken out.
REMOVED = "(noget er fjernet)"


def without_removed(found: Effects, forgotten: bool) -> Effects:
    """The same for a change that takes records out, told without any word of what stood before.

    Somebody may have asked for it, and a comment stays for good. If somebody is `forgotten`, the names of pages and
    files that are gone are left out too.
    """
    return found.model_copy(
        update={
            "records": tuple(_record_without_removed(record) for record in found.records),
            "touched": tuple(_file_without_removed(file, forgotten) for file in found.touched),
        }
    )


def _record_without_removed(record: ChangedRecord) -> ChangedRecord:
    fields = () if record.state == "slettet" else _changes_without_removed(record.fields)
    return record.model_copy(update={"fields": fields} | ({"id": ""} if record.state == "slettet" else {}))


def _file_without_removed(file: ChangedFile, forgotten: bool) -> ChangedFile:
    gone = {"title": ""} | ({"address": ""} if forgotten else {}) if file.state == "slettet" else {}
    return file.model_copy(update={"changes": _changes_without_removed(file.changes)} | gone)


def _changes_without_removed(changes: Sequence[TextChange]) -> tuple[TextChange, ...]:
    """Each line that was only taken out says so without its heading, and all of them once."""
    told = [
        change.model_copy(update={"before": change.before and REMOVED}) if change.after is not None else _REMOVED_LINE
        for change in changes
    ]
    return tuple(dict.fromkeys(told))


_REMOVED_LINE = TextChange(where="", before=None, after=None)


def _cut(text: Any) -> Any:
    """A text, or None, that fits into `Text`."""
    return text if text is None or len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _change(where: str, before: str | None, after: str | None, anchor: str = "") -> TextChange:
    return TextChange(where=_cut(where), anchor=_cut(anchor), before=_cut(before), after=_cut(after))


def _state(before: object | None, after: object | None) -> State:
    return "rettet" if before and after else "ny" if after else "slettet"


def changed_records(before: LoadedData, after: LoadedData) -> Iterator[ChangedRecord]:
    """The records that differ, kind by kind in the order they stand in now, those that are gone last."""
    for kind in KINDS.values():
        old = {loaded.id: loaded for loaded in before.by_kind[kind.name]}
        new = {loaded.id: loaded for loaded in after.by_kind[kind.name]}
        for id_ in dict.fromkeys([*new, *old]):
            was, now = old.get(id_), new.get(id_)
            if not (was and now and was.raw == now.raw):
                fields = _changed_fields(kind, was.raw if was else {}, now.raw if now else {})
                line = now.at().line if now else 0
                yield ChangedRecord(kind=kind.name, id=_cut(id_), line=line, state=_state(was, now), fields=fields)


def _changed_fields(kind: Kind, before: Any, after: Any) -> tuple[TextChange, ...]:
    old, new = ({path: _shown(kind, path, value) for path, value in walk(raw)} for raw in (before, after))
    paths = [path for path in dict.fromkeys([*old, *new]) if old.get(path) != new.get(path)]
    return tuple(_change(title_of(kind.model, path), old.get(path), new.get(path)) for path in paths[:MOST])


def _shown(kind: Kind, path: FieldPath, value: str) -> str:
    """A value on one line. A count of pupils that may not be published is not repeated in the report."""
    field = field_at(kind.model, path)
    # A count in a place that the model does not know is a count all the same.
    if field.type is PupilCount if field else path[-1] == "pupils":
        try:
            parse_pupils(value)
        except ValueError:
            return "(kan ikke vises)"
    return " ".join(value.split())


# Files that follow from the pages, lines that follow from other files, and the part of a name that is a hash.
_DERIVED = re.compile(r"soeg\.json|.*\.(gz|br)|sitemap\.xml|_headers")
_DERIVED_LINE = re.compile(r'"(?:hash|bytes|sha256|checksum)"|sha256:')
_CONTENT_HASH = re.compile(r"\.[0-9a-f]{8,}(?=\.[a-z]+$)")
# The first that matches a file's name says its sort; any other is a `fil`.
_SORTS: dict[Sort, str] = {
    "side": r"\.html$",
    "delekort": r"cards/",
    "feed": r"feed\.(xml|json)$|\.atom$",
    "udseende": r"\.(css|js|svg|png|ico|webmanifest)$",
}


def touched(before: Path, after: Path) -> list[ChangedFile]:
    """What differs between two built sites, pages first."""
    old, new = _files(before), _files(after)
    found = [
        _touched(name, old.get(name), new.get(name))
        for name in sorted({*old, *new})
        if name not in old or name not in new or old[name].read_bytes() != new[name].read_bytes()
    ]
    # A page that differs only in what no reader sees (the name of a file, a date for machines) is left out.
    visible = [one for one in found if one.sort != "side" or one.changes or one.state != "rettet"]
    return sorted(visible, key=lambda one: get_args(Sort).index(one.sort))


def _files(site: Path) -> dict[str, Path]:
    """The files of a site by their name without its hash."""
    files = ((path.relative_to(site).as_posix(), path) for path in sorted(site.rglob("*")) if path.is_file())
    return {_CONTENT_HASH.sub("", name): path for name, path in files if not _DERIVED.fullmatch(name)}


def _touched(name: str, before: Path | None, after: Path | None) -> ChangedFile:
    sort: Sort = next((sort for sort, pattern in _SORTS.items() if re.search(pattern, name)), "fil")
    title, changes = "", []
    if sort == "side":
        old, new = page_text.read(_text(before)), page_text.read(_text(after))
        title = new.title or old.title
        if before and after:
            changes = line_changes(old.lines, new.lines)
            if old.card != new.card:
                changes.append(_change("Delekort", old.card, new.card))
    elif sort in {"fil", "feed"} and before and after:
        changes = line_changes(_file_lines(before), _file_lines(after))
    return ChangedFile(
        address=_cut("/" + name.removesuffix("index.html")),
        title=_cut(title),
        sort=sort,
        state=_state(before, after),
        changes=tuple(changes[:MOST]),
    )


def _text(path: Path | None) -> str:
    return path.read_text(encoding="utf-8", errors="replace") if path else ""


def _file_lines(path: Path) -> list[Line]:
    return [Line("", "", text) for text in _text(path).splitlines() if not _DERIVED_LINE.search(text)]


def line_changes(before: Sequence[Line], after: Sequence[Line]) -> list[TextChange]:
    """The lines that read otherwise, in the order of the page; what has no counterpart is new, or gone."""
    old, new = ([line.text for line in lines] for lines in (before, after))
    found = []
    for what, start, end, new_start, new_end in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what != "equal":
            for was, now in _side_by_side(before[start:end], after[new_start:new_end]):
                was_text, now_text = around(was and was.text, now and now.text)
                found.append(_change((now or was).heading, was_text, now_text, (now or was).anchor))
    return found


# More comparisons than this, and lines are only put side by side by their place.
_MOST_COMPARED = 900


def _side_by_side(before: Sequence[Line], after: Sequence[Line]) -> Iterator[tuple[Line | None, Line | None]]:
    """The lines of two passages, each beside the one that it was, if there is one that is like it."""
    if len(before) == len(after) == 1 or len(before) * len(after) > _MOST_COMPARED:
        yield from zip_longest(before, after)
        return
    left = list(before)
    for now in after:
        was = next((one for one in left if _are_alike(one.text, now.text)), None)
        if was:
            left.remove(was)
        yield was, now
    yield from ((was, None) for was in left)


def _are_alike(one: str, other: str) -> bool:
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() > 0.6 and matcher.quick_ratio() > 0.6 and matcher.ratio() > 0.6


LONG = 160  # characters of a line that are read at a glance
_CONTEXT = 50


def around(before: str | None, after: str | None) -> tuple[str | None, str | None]:
    """Two long lines cut down to where they differ, with some words on both sides."""
    if before is None or after is None or max(len(before), len(after)) <= LONG:
        return before, after
    shortest = min(len(before), len(after))
    start = next((at for at in range(shortest) if before[at] != after[at]), shortest)
    rest = shortest - start
    end = next((at for at in range(rest) if before[-1 - at] != after[-1 - at]), rest)
    first = before.rfind(" ", 0, max(start - _CONTEXT, 0)) + 1
    return _part(before, first, len(before) - end), _part(after, first, len(after) - end)


def _part(text: str, start: int, end: int) -> str:
    """A part of a text and what follows until a word ends, with an ellipsis for what is left out."""
    stop = text.find(" ", min(end + _CONTEXT, len(text)))
    stop = len(text) if stop < 0 else stop
    return ("…" if start else "") + text[start:stop] + ("…" if stop < len(text) else "")


def effects(root: Path, since: str, until: str | None = None) -> Effects:
    """What differs between a commit and the project as it stands, or as it stood at another commit."""
    with tempfile.TemporaryDirectory() as name:
        before, after = Path(name, "before"), Path(name, "after")
        revisions.unpack(root, since, before)
        revisions.unpack(root, until, after) if until else revisions.copy(root, after)
        records = list(changed_records(load(before / "data"), load(after / "data")))
        found: list[ChangedFile] = []
        unbuilt = None
        try:
            found = touched(revisions.build(before), revisions.build(after))
        except revisions.Unbuildable as reason:
            unbuilt = _cut(" ".join(str(reason).replace(name, "").split()))
        left_out = max(len(records) - MOST, 0) + max(len(found) - MOST, 0)
        told = Effects(records=tuple(records[:MOST]), touched=tuple(found[:MOST]), left_out=left_out, unbuilt=unbuilt)
        hashes = [address_list.read(tree / address_list.LIST_FILE).forgotten for tree in (before, after)]
        forgotten = bool(hashes[1] - hashes[0])
        removed = forgotten or any(record.state == "slettet" for record in records)
        return without_removed(told, forgotten) if removed else told


FORMATS: dict[str, Callable[[Effects], str]] = {
    "text": lambda found: messages.render("changes.txt", effects=found),
    "markdown": lambda found: messages.render("changes.md", effects=found),
    "json": lambda found: found.model_dump_json(indent=1) + "\n",
}
