"""One commit gives the same bytes, wherever, whenever and in whatever order a machine builds it; and no build leaves half a site."""

from __future__ import annotations

import hashlib
import os
import resource
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from dev.harness.sites import PLACE, ROOT
from publication.web.deployment import generator

# What a build reads, and the time of the commit that it is of.
READ = ("data", "docs", "overrides", "published", "dev/deploy", "hooks.py", "macros.py", "mkdocs.yml")
COMMIT = "1763640000"

# A machine whose clock shows another day.
ANOTHER_DAY = """\
import datetime, time
now, Day, Moment = time.time, datetime.date, datetime.datetime
time.time = lambda: now() + 400 * 86400
class Later(Moment):
    @classmethod
    def now(cls, tz=None): return cls.fromtimestamp(time.time(), tz)
    utcnow = today = now
datetime.datetime = Later
"""

# Where a killed build had come to: a file that is there by then, in the folder where it works.
MOMENTS = ("", "index.html", "kommuner/herlev/index.html", "soeg.json", "kommuner/albertslund/plakat/index.html")


def project(folder: Path) -> Path:
    folder.mkdir(parents=True)
    for name in READ:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name)
        else:
            shutil.copy(source, folder / name)
    return folder


def environment(**more: str) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if name not in PLACE}
    return clean | {"SOURCE_DATE_EPOCH": COMMIT, "NO_MKDOCS_2_WARNING": "1"} | more


def build(folder: Path, *arguments: str, largest: int | None = None, **more: str) -> subprocess.CompletedProcess[str]:
    """Build the project; `largest` is the most bytes that the system lets it write into one file."""
    limit = (lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))) if largest else None
    return subprocess.run(
        generator("build", "--quiet", *arguments),
        cwd=folder, env=environment(**more), preexec_fn=limit, capture_output=True, text=True, timeout=100,
    )  # fmt: skip


def digests(site: Path) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with its site."""
    folder = project(tmp_path_factory.mktemp("repeating") / "et sted")
    done = build(folder, PYTHONHASHSEED="1", TZ="Europe/Copenhagen")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_one_commit_gives_the_same_bytes_anywhere_and_any_day(built: Path, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(ANOTHER_DAY, "utf-8")
    other = project(tmp_path / "et andet sted" / "dybere")
    done = build(other, PYTHONHASHSEED="4242", TZ="Pacific/Kiritimati", LANG="C", PYTHONPATH=str(tmp_path))
    assert done.returncode == 0, done.stdout + done.stderr
    first, second = digests(built / "site"), digests(other / "site")
    assert {name for name in first.keys() | second.keys() if first.get(name) != second.get(name)} == set()


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_build_that_is_killed_leaves_the_old_site_whole(built: Path, moment: str) -> None:
    before = digests(built / "site")
    process = subprocess.Popen(
        generator("build", "--quiet"), cwd=built, env=environment(), start_new_session=True
    )
    workshop = built / f".site-{process.pid}"
    while process.poll() is None and not (workshop / moment).exists():
        time.sleep(0.005)
    os.killpg(process.pid, signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL, "the build was done before it could be killed"
    assert digests(built / "site") == before


def test_the_next_build_clears_away_what_killed_ones_left(built: Path) -> None:
    (built / ".site-999999").mkdir()
    before = digests(built / "site")
    assert build(built).returncode == 0
    assert list(built.glob(".site-*")) == []
    assert digests(built / "site") == before


@pytest.mark.parametrize("trouble", ["a full disk", "a folder that cannot be"])
def test_a_disk_that_refuses_is_told_in_one_danish_sentence_and_the_old_site_stands(built: Path, trouble: str) -> None:
    before = digests(built / "site")
    if trouble == "a full disk":
        done = build(built, largest=20_000)
    else:
        done = build(built, "--site-dir", str(built / "mkdocs.yml" / "site"))
    assert done.returncode == 1
    # MkDocs has a last word of its own.
    said = [line for line in (done.stdout + done.stderr).splitlines() if line.strip() and not line.startswith("Aborted")]
    (line,) = said
    assert "Siden kunne ikke skrives: " in line and line.endswith("Den gamle udgave står, som den stod."), line
    assert digests(built / "site") == before
    assert "Traceback" not in done.stdout + done.stderr


# --- Another generator ----------------------------------------------------------------------------


def test_properdocs_gives_the_same_bytes(built: Path, tmp_path: Path) -> None:
    other = project(tmp_path / "properdocs")
    done = build(other, GENERATOR="properdocs", PYTHONHASHSEED="7")
    assert done.returncode == 0, done.stdout + done.stderr
    first, second = digests(built / "site"), digests(other / "site")
    assert {name for name in first.keys() | second.keys() if first.get(name) != second.get(name)} == set()


@pytest.mark.parametrize("name", ["mkdocs", "properdocs"])
def test_what_the_generator_warns_of_leaves_the_old_site_standing(name: str, tmp_path: Path) -> None:
    folder = project(tmp_path / name)
    assert build(folder, GENERATOR=name).returncode == 0
    before = digests(folder / "site")
    # Two files for one address: our own check knows nothing of it.
    (folder / "docs" / "README.md").write_text("---\ntitle: Læs mig\nsummary: " + "Ord om noget. " * 6 + "\n---\n", "utf-8")
    menu = folder / "mkdocs.yml"
    menu.write_text(menu.read_text("utf-8").replace("not_in_nav: |\n", "not_in_nav: |\n  /README.md\n"), "utf-8")
    done = build(folder, GENERATOR=name)
    assert done.returncode == 1 and "README.md" in done.stdout + done.stderr
    assert digests(folder / "site") == before
    assert list(folder.glob(".site-*")) == []
