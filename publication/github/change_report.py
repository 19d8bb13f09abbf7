"""What a change means to readers: the records that changed, and every page, picture and file that differs.

The site is built as it stood at a commit and as it stands now, and the two are compared.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from publication.github import messages, page_text, revisions
from publication.loading.loader import LoadedData, load
from publication.model.fields import FieldPath, field_at, title_of, walk
from publication.model.kinds import KINDS, Kind
from publication.model.types import PupilCount, parse_pupils

# A comment is read by people, and a file that claims to be one of ours may be anything: both have an end.
MOST = 200
LONGEST = 1000


State = Literal["ny", "slettet", "rettet"]


class _Reported(BaseModel):
    """A part of the report. Read back strictly, because it may come from a stranger's run."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class TextChange(_Reported):
    """What a field, or a line of a page, said before and says now; nothing where it is new or gone."""

    where: str = Field(max_length=LONGEST)
    anchor: str = Field(default="", max_length=LONGEST)
    before: str | None = Field(max_length=LONGEST)
    after: str | None = Field(max_length=LONGEST)


class ChangedRecord(_Reported):
    """A record that is new, gone or different."""

    kind: str = Field(max_length=40)
    id: str = Field(max_length=LONGEST)
    line: int = Field(ge=0, le=10_000_000)
    state: State
    fields: tuple[TextChange, ...] = Field(max_length=MOST)


class ChangedFile(_Reported):
    """A page or another file of the site that is new, gone or different."""

    address: str = Field(max_length=LONGEST)
    title: str = Field(max_length=LONGEST)
    sort: Literal["side", "delekort", "feed", "fil", "udseende"]
    state: State
    changes: tuple[TextChange, ...] = Field(max_length=MOST)


class Effects(_Reported):
    """Everything a change means. `unbuilt` says why the site could not be built, where it could not."""

    records: tuple[ChangedRecord, ...] = Field(max_length=MOST)
    touched: tuple[ChangedFile, ...] = Field(max_length=MOST)
    left_out: int = Field(default=0, ge=0)
    unbuilt: str | None = Field(default=None, max_length=LONGEST)

    def of(self, sort: str) -> list[ChangedFile]:
        """What is touched of one sort."""
        return [one for one in self.touched if one.sort == sort]


# --- Records --------------------------------------------------------------------------------------


def changed_records(before: LoadedData, after: LoadedData) -> Iterator[ChangedRecord]:
    """The records that differ, kind by kind in the order they stand in now, those that are gone last."""
    for name, kind in KINDS.items():
        old = {loaded.id: loaded for loaded in before.by_kind[name]}
        new = {loaded.id: loaded for loaded in after.by_kind[name]}
        for id_, loaded in new.items():
            if id_ not in old:
                yield _changed(kind, id_, loaded.at().line, "ny", {}, loaded.raw)
            elif old[id_].raw != loaded.raw:
                yield _changed(kind, id_, loaded.at().line, "rettet", old[id_].raw, loaded.raw)
        for id_, loaded in old.items():
            if id_ not in new:
                yield _changed(kind, id_, 0, "slettet", loaded.raw, {})


def _changed(kind: Kind, id_: str, line: int, state: State, before: Any, after: Any) -> ChangedRecord:
    old, new = _values(kind, before), _values(kind, after)
    fields = [
        TextChange(where=_cut(title_of(kind.model, path)), before=_cut(old.get(path)), after=_cut(new.get(path)))
        for path in dict.fromkeys([*old, *new])
        if old.get(path) != new.get(path)
    ]
    return ChangedRecord(kind=kind.name, id=_cut(id_), line=line, state=state, fields=tuple(fields[:MOST]))


def _values(kind: Kind, raw: Any) -> dict[FieldPath, str]:
    """Every single value of a record by its path. A count of pupils that may not be shown is not repeated."""
    return {
        path: " ".join(value.split()) if _may_be_shown(kind, path, value) else "(kan ikke vises)"
        for path, value in walk(raw)
    }


def _may_be_shown(kind: Kind, path: FieldPath, value: str) -> bool:
    field = field_at(kind.model, path)
    # A count that stands where no such field is known is a count all the same.
    if field.type is not PupilCount if field else path[-1] != "pupils":
        return True
    try:
        parse_pupils(value)
    except ValueError:
        return False
    return True


# --- Pages and files ------------------------------------------------------------------------------

# Derived from the pages at every build.
_DERIVED = re.compile(r"pagefind/.*|.*\.(gz|br)|sitemap\.xml|_headers")
# Lines of a file that follow from other files.
_DERIVED_LINE = re.compile(r'"(?:hash|bytes|sha256|checksum)"|sha256:')
_CONTENT_HASH = re.compile(r"\.[0-9a-f]{8,}(?=\.[a-z]+$)")


def _sort(name: str) -> Any:
    if name.endswith(".html"):
        return "side"
    if "cards/" in name:
        return "delekort"
    if re.search(r"feed\.(xml|json)$|\.atom$", name):
        return "feed"
    return "udseende" if re.search(r"\.(css|js|svg|png|ico|webmanifest)$", name) else "fil"


def touched(before: Path, after: Path) -> list[ChangedFile]:
    """What differs between two built sites, pages first."""
    old, new = _files(before), _files(after)
    found = [
        _touched(name, old.get(name), new.get(name))
        for name in sorted({*old, *new})
        if name not in old or name not in new or old[name].read_bytes() != new[name].read_bytes()
    ]
    order = ("side", "delekort", "feed", "fil", "udseende")
    # A page that differs only in what no reader sees (the name of a file, a date for machines) is not told.
    return sorted(
        (one for one in found if one.sort != "side" or one.changes or one.state != "rettet"),
        key=lambda one: order.index(one.sort),
    )


def _files(site: Path) -> dict[str, Path]:
    """The files of a site by their name, without the part that is worked out from the content."""
    files = ((path.relative_to(site).as_posix(), path) for path in sorted(site.rglob("*")) if path.is_file())
    return {_CONTENT_HASH.sub("", name): path for name, path in files if not _DERIVED.fullmatch(name)}


def _touched(name: str, before: Path | None, after: Path | None) -> ChangedFile:
    state: State = "rettet" if before and after else "ny" if after else "slettet"
    sort = _sort(name)
    title, changes = "", []
    if sort == "side":
        old, new = (page_text.read(_text(path)) if path else page_text.PageText("", (), "") for path in (before, after))
        title = new.title or old.title
        if state == "rettet":
            changes = [_change(one) for one in page_text.differences(old.lines, new.lines)]
            if old.card != new.card:
                changes.append(TextChange(where="Delekort", before=_cut(old.card), after=_cut(new.card)))
    elif sort in {"fil", "feed"} and before and after:
        changes = list(_line_changes(_text(before), _text(after)))
    return ChangedFile(
        address="/" + _cut(name.removesuffix("index.html")),
        title=_cut(title),
        sort=sort,
        state=state,
        changes=tuple(changes[:MOST]),
    )


def _change(one: page_text.Difference) -> TextChange:
    before, after = page_text.around(one.before, one.after)
    return TextChange(where=_cut(one.heading), anchor=_cut(one.anchor), before=_cut(before), after=_cut(after))


def _line_changes(before: str, after: str) -> Iterator[TextChange]:
    """The lines of a file that differ; of one that has no lines to speak of, none."""
    for gone, come in page_text.changed_pairs(before.splitlines(), after.splitlines(), str):
        if not _DERIVED_LINE.search(f"{gone} {come}"):
            was, is_ = page_text.around(gone, come)
            yield TextChange(where="", before=_cut(was), after=_cut(is_))


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


def _cut(text: Any) -> Any:
    """A text that fits."""
    return text if text is None or len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


# --- The report -----------------------------------------------------------------------------------


def effects(root: Path, since: str, until: str | None = None) -> Effects:
    """What differs between a commit and the project as it stands, or as it stood at another commit."""
    with tempfile.TemporaryDirectory() as name:
        before, after = Path(name, "before"), Path(name, "after")
        for folder in (before, after):
            folder.mkdir()
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
        return Effects(records=tuple(records[:MOST]), touched=tuple(found[:MOST]), left_out=left_out, unbuilt=unbuilt)


FORMATS: dict[str, Callable[[Effects], str]] = {
    "text": lambda found: messages.render("changes.txt", effects=found, kinds=KINDS),
    "markdown": lambda found: messages.render("changes.md", effects=found, kinds=KINDS),
    "json": lambda found: found.model_dump_json(indent=1) + "\n",
}
