"""What a change means to readers: the records that changed, and every page, picture and file that now says something else.

Nothing is guessed: the site is built as it stood at a commit and as it stands now, and the two are held
against each other.
"""

from __future__ import annotations

import argparse
import difflib
import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from publication.github import messages, page_text, revisions
from publication.validation.checking import examine
from publication.loading.loader import Reading, gather
from publication.model.kinds import KINDS, Kind
from publication.model.fields import title_of
from publication.model.types import parse_pupils

# A comment is read by people, and a file that claims to be one of ours may be anything: both have an end.
MOST = 200
LONGEST = 1000


State = Literal["ny", "slettet", "rettet"]


class _Told(BaseModel):
    """Something that is told. Read back strictly, because it may come from a stranger's run."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Change(_Told):
    """What a field, or a line of a page, said before and says now; nothing where it is new or gone."""

    where: str = Field(max_length=LONGEST)
    anchor: str = Field(default="", max_length=LONGEST)
    before: str | None = Field(max_length=LONGEST)
    after: str | None = Field(max_length=LONGEST)


class Changed(_Told):
    """A record that is new, gone or otherwise."""

    kind: str = Field(max_length=40)
    id: str = Field(max_length=LONGEST)
    line: int = Field(ge=0, le=10_000_000)
    state: State
    fields: tuple[Change, ...] = Field(max_length=MOST)


class Touched(_Told):
    """A page or a file of the site that is new, gone or otherwise."""

    address: str = Field(max_length=LONGEST)
    title: str = Field(max_length=LONGEST)
    sort: Literal["side", "delekort", "feed", "fil", "udseende"]
    state: State
    changes: tuple[Change, ...] = Field(max_length=MOST)


class Effects(_Told):
    """Everything a change means. `unbuilt` says why the site could not be built, where it could not."""

    records: tuple[Changed, ...] = Field(max_length=MOST)
    touched: tuple[Touched, ...] = Field(max_length=MOST)
    left_out: int = Field(default=0, ge=0)
    unbuilt: str | None = Field(default=None, max_length=LONGEST)

    def of(self, sort: str) -> list[Touched]:
        """What is touched of one sort."""
        return [one for one in self.touched if one.sort == sort]


# --- Records --------------------------------------------------------------------------------------


def changed_records(before: Reading, after: Reading) -> Iterator[Changed]:
    """The records that differ, kind by kind in the order they stand in now, those that are gone last."""
    for name, kind in KINDS.items():
        old = {entry.id: entry for entry in before.entries[name]}
        new = {entry.id: entry for entry in after.entries[name]}
        for id_, entry in new.items():
            if id_ not in old:
                yield _changed(kind, id_, entry.at().line, "ny", {}, entry.raw)
            elif old[id_].raw != entry.raw:
                yield _changed(kind, id_, entry.at().line, "rettet", old[id_].raw, entry.raw)
        for id_, entry in old.items():
            if id_ not in new:
                yield _changed(kind, id_, 0, "slettet", entry.raw, {})


def _changed(kind: Kind, id_: str, line: int, state: State, before: Any, after: Any) -> Changed:
    old, new = dict(_values(before)), dict(_values(after))
    fields = [
        Change(
            where=_cut(title_of(kind.model, path)), before=_cut(old.get(path)), after=_cut(new.get(path))
        )
        for path in dict.fromkeys([*old, *new])
        if old.get(path) != new.get(path)
    ]
    return Changed(kind=kind.name, id=_cut(id_), line=line, state=state, fields=tuple(fields[:MOST]))


def _values(raw: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every single value of a record with its path. A count of pupils that may not be shown is not repeated."""
    if isinstance(raw, str):
        yield path, " ".join(raw.split()) if path[-1] != "pupils" or _may_be_shown(raw) else "(kan ikke vises)"
    else:
        for step, value in raw.items() if isinstance(raw, dict) else enumerate(raw):
            yield from _values(value, (*path, step))


def _may_be_shown(pupils: str) -> bool:
    # The field is called the same in formats, where it is a span.
    if re.fullmatch(r"[0-9]+-[0-9]+", pupils):
        return True
    try:
        parse_pupils(pupils)
    except ValueError:
        return False
    return True


# --- Pages and files ------------------------------------------------------------------------------

# Made anew at every build from what the pages say.
_SHADOWS = re.compile(r"pagefind/.*|.*\.(gz|br)|sitemap\.xml|_headers")
# Lines of a file that follow from other files.
_WORKED_OUT = re.compile(r'"(?:hash|bytes|sha256|checksum)"|sha256:')
_BY_CONTENT = re.compile(r"\.[0-9a-f]{8,}(?=\.[a-z]+$)")


def _sort(name: str) -> Any:
    if name.endswith(".html"):
        return "side"
    if "cards/" in name:
        return "delekort"
    if re.search(r"feed\.(xml|json)$|\.atom$", name):
        return "feed"
    return "udseende" if re.search(r"\.(css|js|svg|png|ico|webmanifest)$", name) else "fil"


def touched(before: Path, after: Path) -> list[Touched]:
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
    return {_BY_CONTENT.sub("", name): path for name, path in files if not _SHADOWS.fullmatch(name)}


def _touched(name: str, before: Path | None, after: Path | None) -> Touched:
    state: State = "rettet" if before and after else "ny" if after else "slettet"
    sort = _sort(name)
    title, changes = "", []
    if sort == "side":
        old, new = (page_text.read(_text(path)) if path else page_text.PageText("", (), "") for path in (before, after))
        title = new.title or old.title
        if state == "rettet":
            changes = [_change(one) for one in page_text.differences(old.lines, new.lines)]
            if old.card != new.card:
                changes.append(Change(where="Delekort", before=_cut(old.card), after=_cut(new.card)))
    elif sort in {"fil", "feed"} and before and after:
        changes = list(_line_changes(_text(before), _text(after)))
    return Touched(
        address="/" + _cut(name.removesuffix("index.html")),
        title=_cut(title),
        sort=sort,
        state=state,
        changes=tuple(changes[:MOST]),
    )


def _change(one: page_text.Difference) -> Change:
    before, after = page_text.around(one.before, one.after)
    return Change(where=_cut(one.heading), anchor=_cut(one.anchor), before=_cut(before), after=_cut(after))


def _line_changes(before: str, after: str) -> Iterator[Change]:
    """The lines of a file that differ; of one that has no lines to speak of, none."""
    old, new = before.splitlines(), after.splitlines()
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for what, start, end, new_start, new_end in matcher.get_opcodes():
        if what != "equal":
            for gone, come in page_text.paired(old[start:end], new[new_start:new_end]):
                if not _WORKED_OUT.search(f"{gone} {come}"):
                    was, is_ = page_text.around(gone, come)
                    yield Change(where="", before=_cut(was), after=_cut(is_))


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


def _cut(text: Any) -> Any:
    """A text that fits."""
    return text if text is None or len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


# --- All of it ------------------------------------------------------------------------------------


def effects(root: Path, since: str, until: str | None = None) -> Effects:
    """What differs between a commit and the project as it stands, or as it stood at another commit."""
    with tempfile.TemporaryDirectory() as name:
        before, after = Path(name, "before"), Path(name, "after")
        for folder in (before, after):
            folder.mkdir()
        revisions.unpack(root, since, before)
        revisions.unpack(root, until, after) if until else revisions.copy(root, after)
        records = list(changed_records(gather(before / "data"), gather(after / "data")))
        found: list[Touched] = []
        unbuilt = None
        try:
            found = touched(revisions.build(before), revisions.build(after))
        except revisions.Unbuildable as reason:
            unbuilt = _cut(" ".join(str(reason).replace(name, "").split()))
        left_out = max(len(records) - MOST, 0) + max(len(found) - MOST, 0)
        return Effects(
            records=tuple(records[:MOST]), touched=tuple(found[:MOST]), left_out=left_out, unbuilt=unbuilt
        )


FORMATS: dict[str, Callable[[Effects], str]] = {
    "text": lambda found: messages.write("changes.txt", effects=found, kinds=KINDS),
    "markdown": lambda found: messages.write("changes.md", effects=found, kinds=KINDS),
    "json": lambda found: found.model_dump_json(indent=1) + "\n",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--from", dest="since", required=True, metavar="UDGAVE", help="commit eller gren at holde op mod")
    parser.add_argument("--to", dest="until", metavar="UDGAVE", help="commit eller gren (filerne, som de ligger nu)")
    parser.add_argument("--format", choices=list(FORMATS), default="text", help="text, markdown eller json (text)")


def run(options: argparse.Namespace, say: Callable[[str], object], remark: Callable[[str], object]) -> int:
    """Tell what a change means. With diagnostics in data there is no site to show, and the diagnostics are told instead."""
    root = Path()
    since = revisions.commit(root, options.since)
    until = revisions.commit(root, options.until) if options.until else None
    if since is None or (options.until and until is None):
        remark(f"Der er ingen udgave, der hedder «{options.until if since else options.since}».\n")
        return 2
    if not until and (diagnostics := examine(root / "data")[1]):
        remark(f"Der er {len(diagnostics)} fejl i data. Ret dem først: python -m publication check\n")
        return 1
    found = effects(root, since, until)
    say(FORMATS[options.format](found))
    return 0
