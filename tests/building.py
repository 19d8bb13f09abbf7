"""The whole site, built once for all tests of a run, and once more as a fork under a sub-path sees it."""

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# What says where a site lives; a test says it anew, whatever the machine it runs on says.
PLACE = ("SITE_URL", "GITHUB_REPOSITORY", "GITHUB_SERVER_URL", "GITHUB_REF", "GITHUB_REF_NAME", "DEFAULT_BRANCH")


def build(target: Path, **place: str) -> Path:
    """Build the site into `target` as `make site` does. A build that fails fails the test with all it said."""
    environment = {name: value for name, value in os.environ.items() if name not in PLACE}
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", target],
        cwd=ROOT,
        env=environment | {"NO_MKDOCS_2_WARNING": "1"} | place,
        capture_output=True,
        text=True,
        timeout=110,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return target


def once(name: str, folder: pytest.TempPathFactory, **place: str) -> Path:
    """The site of that name for every worker of a run: the first that asks builds it, the others wait for it."""
    shared = folder.getbasetemp().parent if "PYTEST_XDIST_WORKER" in os.environ else folder.getbasetemp()
    target = shared / name / "site"
    target.parent.mkdir(exist_ok=True)
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return target if target.exists() else build(target, **place)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as it is built where nothing is said of where it lives."""
    return once("built", tmp_path_factory)


@pytest.fixture(scope="session")
def fork(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as a run of GitHub Actions builds it in somebody's fork: below a path, with a repository."""
    return once("fork", tmp_path_factory, GITHUB_REPOSITORY="En-Kommune/kultur", GITHUB_REF="refs/heads/main")
