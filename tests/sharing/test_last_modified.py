"""The date of a page: from the history of what it shows, and of nothing else."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
from pathlib import Path

import pytest

from publication.sharing import last_modified
from publication.web.cache import Cache

OTHERWISE = dt.date(2020, 1, 1)
HEAD = "# Kommunerne.\n\n"
A = '- id: aabaek\n  name: Aabæk\n  code: "903"\n'
B = "- id: nordby\n  name: Nordby\n  note: Noget.\n"


class Repository:
    def __init__(self, root: Path) -> None:
        self.root = root
        self._git("init", "--quiet", "--initial-branch", "main")

    def commit(self, day: str, **files: str) -> None:
        """Commit files (`data__x` is `data/x.yml`, `docs__x` is `docs/x.md`) on a day."""
        for name, text in files.items():
            self.write(name, text)
        self._git("add", "--all")
        self._git("commit", "--quiet", "--message", day, date=f"{day}T12:00:00+01:00")

    def write(self, name: str, text: str) -> None:
        folder, _, stem = name.partition("__")
        file = self.root / folder / f"{stem}.{'yml' if folder == 'data' else 'md'}"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")

    def dates(self) -> last_modified.Dates:
        return last_modified.dates(self.root, Cache(self.root / ".cache"), OTHERWISE)

    def record(self, id_: str) -> str:
        return str(self.dates().of([], [("municipalities", id_)]))

    def _git(self, *arguments: str, date: str = "") -> None:
        names = {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date} if date else {}
        who = ["-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *who, *arguments], cwd=self.root, env=os.environ | names, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


def test_a_record_has_the_date_of_its_own_last_change(repository: Repository) -> None:
    repository.commit("2025-01-01", data__municipalities=HEAD + A + B)
    repository.commit("2025-02-02", data__municipalities=HEAD + A.replace("903", "904") + B)
    assert (repository.record("aabaek"), repository.record("nordby")) == ("2025-02-02", "2025-01-01")


def test_a_line_taken_out_is_a_change(repository: Repository) -> None:
    repository.commit("2025-01-01", data__municipalities=HEAD + A + B)
    repository.commit("2025-03-03", data__municipalities=HEAD + A + B.replace("  note: Noget.\n", ""))
    assert repository.record("nordby") == "2025-03-03"


@pytest.mark.parametrize("after", [B + A, "# Andet.\n\n" + A + "\n\n" + B, A + "  # En kommentar.\n" + B])
def test_moving_a_record_or_a_comment_is_no_change(repository: Repository, after: str) -> None:
    repository.commit("2025-01-01", data__municipalities=HEAD + A + B)
    repository.commit("2025-04-04", data__municipalities=after)
    assert (repository.record("aabaek"), repository.record("nordby")) == ("2025-01-01", "2025-01-01")


def test_what_is_not_committed_yet_has_the_other_date(repository: Repository) -> None:
    repository.commit("2025-01-01", data__municipalities=HEAD + A + B, docs__x="Før")
    repository.write("data__municipalities", HEAD + A + B.replace("Noget", "Andet"))
    repository.write("docs__x", "Efter")
    assert (repository.record("nordby"), repository.record("aabaek")) == (str(OTHERWISE), "2025-01-01")
    assert repository.dates().of(["docs/x.md"], []) == OTHERWISE


def test_a_page_has_the_newest_date_of_its_file_and_its_records(repository: Repository) -> None:
    repository.commit("2025-01-01", data__municipalities=HEAD + A + B, docs__x="1", docs__y="1")
    repository.commit("2025-05-05", docs__x="2")
    repository.commit("2025-06-06", data__municipalities=HEAD + A.replace("903", "904") + B)
    dates = repository.dates()
    assert str(dates.of(["docs/x.md"], [("municipalities", "nordby")])) == "2025-05-05"
    assert str(dates.of(["docs/x.md"], [("municipalities", "aabaek")])) == "2025-06-06"
    assert str(dates.of(["docs/y.md"], [])) == "2025-01-01"


def test_the_history_is_walked_once(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    repository.commit("2025-01-01", data__municipalities=HEAD + A + B)
    first = repository.dates()
    monkeypatch.setattr(last_modified, "_settle", None)
    assert repository.dates() == first


def test_without_a_history_all_has_the_other_date(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "municipalities.yml").write_text(HEAD + A, "utf-8")
    assert last_modified.dates(tmp_path, tmp_path / ".cache", OTHERWISE).of(["docs/x.md"], [("municipalities", "aabaek")]) == OTHERWISE


def test_a_clone_without_its_history_does_not_say_today(repository: Repository, tmp_path_factory: pytest.TempPathFactory) -> None:
    repository.commit("2025-01-01", data__municipalities=HEAD + A)
    repository.commit("2025-02-02", docs__x="1")
    shallow = tmp_path_factory.mktemp("shallow") / "clone"
    subprocess.run(["git", "clone", "--quiet", "--depth=1", repository.root.as_uri(), shallow], check=True, capture_output=True)
    assert last_modified.dates(shallow, shallow / ".cache", OTHERWISE).records == {}


def test_the_other_date_is_the_commits_or_the_editions() -> None:
    published = dt.date(2026, 11, 20)
    assert last_modified.fallback({}, published) == published
    assert last_modified.fallback({"SOURCE_DATE_EPOCH": "1735689600"}, published) == dt.date(2025, 1, 1)
