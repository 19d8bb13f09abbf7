"""When a page last changed: the newest date of its own Markdown and of the records on it, from the git history.

A file's date is that of the last commit that touched it. A record's date is that of the
last commit after which its lines read differently than before, so a line that was
taken out counts too, and moving a record or changing a comment does not. Each file's
history is walked once, newest first, and only until every record has its date; what
was found is cached under the file's commit.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from publication.web.cache import Cache, made_by

_RECORD = re.compile(r"^- id:[ \t]*[\"']?([a-z0-9-]+)", re.MULTILINE)


@dataclass(frozen=True)
class Dates:
    """`files` by path, `records` by kind and id. What is missing, or has no history, has the date `otherwise`."""

    files: Mapping[str, dt.date]
    records: Mapping[tuple[str, str], dt.date]
    otherwise: dt.date

    def of(self, files: list[str], records: list[tuple[str, str]]) -> dt.date:
        """The newest date among a page's files and the records on it."""
        return max(
            [self.files.get(file, self.otherwise) for file in files]
            + [self.records.get(record, self.otherwise) for record in records],
            default=self.otherwise,
        )


def fallback(environment: Mapping[str, str], published: dt.date) -> dt.date:
    """The date of what has no history: the commit's that is being built, else that of the edition."""
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date() if epoch.isdigit() else published


def dates(root: Path, cache: Cache, otherwise: dt.date) -> Dates:
    """The dates of everything in `docs/` and `data/` under `root`."""
    if _git(root, "rev-parse", "--is-shallow-repository").strip() != "false":
        # No repository, or a clone without its history: every line would seem to be of today.
        return Dates({}, {}, otherwise)
    changed = set(_git(root, "diff", "--name-only", "--relative", "-z", "HEAD", "--", "docs", "data").split("\0"))
    files = {file: date for file, date in _last_commits(root) if file not in changed}
    records: dict[tuple[str, str], dt.date] = {}
    for path in sorted((root / "data").glob("*.yml")):
        for id_, date in _records(root, f"data/{path.name}", path.read_text("utf-8"), cache).items():
            records[path.stem, id_] = date
    return Dates(files, records, otherwise)


def _digests(text: str) -> dict[str, str]:
    """A digest of each record's lines in a data file, without comments, empty lines and space at the ends."""
    lines = (line.rstrip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#"))
    _, *parts = _RECORD.split("\n".join(lines))
    return {
        id_: hashlib.sha256(rest.rstrip().encode()).hexdigest()[:16]
        for id_, rest in zip(parts[::2], parts[1::2], strict=True)
    }


def _last_commits(root: Path) -> Iterator[tuple[str, dt.date]]:
    """Each file in `docs/` with the date of the last commit that touched it, in one pass."""
    seen: set[str] = set()
    date = dt.date.min
    log = _git(root, "log", "--format=%x01%cs", "--name-only", "--relative", "-m", "-z", "--", "docs")
    for entry in re.split(r"[\0\n]+", log):
        if entry.startswith("\x01"):
            date = dt.date.fromisoformat(entry[1:])
        elif entry and entry not in seen:
            seen.add(entry)
            yield entry, date


def _records(root: Path, file: str, text: str, cache: Cache) -> dict[str, dt.date]:
    """The date of every record in a file whose lines are as they were committed."""
    log = _git(root, "log", "--format=%H %cs", "--", file)
    history: list[tuple[str, str]] = [tuple(line.split()) for line in log.splitlines()]
    if not history:
        return {}
    key = ["dates", made_by(__name__), history[0][0], file]
    settled = json.loads(cache.get(key, lambda: json.dumps(_settle(root, file, history)).encode()))
    now = _digests(text)
    return {id_: dt.date.fromisoformat(date) for id_, (digest, date) in settled.items() if now.get(id_) == digest}


def _settle(root: Path, file: str, history: list[tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """Each committed record's digest, and the date of the oldest commit back to which it has read the same."""
    texts = _versions(root, file, [commit for commit, _ in history])
    versions = ((date, _digests(text)) for (_, date), text in zip(history, texts, strict=True))
    date, newest = next(versions)
    dates = dict.fromkeys(newest, date)
    same = set(newest)
    for date, here in versions:
        same = {id_ for id_ in same if here.get(id_) == newest[id_]}
        if not same:
            break
        dates |= dict.fromkeys(same, date)
    return {id_: (newest[id_], dates[id_]) for id_ in newest}


def _versions(root: Path, file: str, commits: list[str]) -> Iterator[str]:
    """The file's text at each commit, from one process, read only as far as it is asked for."""
    prefix = _git(root, "rev-parse", "--show-prefix").strip()
    with subprocess.Popen(
        ["git", "cat-file", "--batch"], cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as reader:
        assert reader.stdin and reader.stdout
        for commit in commits:
            reader.stdin.write(f"{commit}:{prefix}{file}\n".encode())
            reader.stdin.flush()
            head = reader.stdout.readline().split()
            if head[-1] == b"missing":
                yield ""
                continue
            yield reader.stdout.read(int(head[2]) + 1).decode("utf-8", "replace")


def _git(root: Path, *arguments: str) -> str:
    """The output of a git command; empty where there is no git or no repository."""
    try:
        done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, encoding="utf-8")
    except OSError:
        return ""
    return done.stdout if done.returncode == 0 else ""
