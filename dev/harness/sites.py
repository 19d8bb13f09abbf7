"""The whole site, built once for all tests of a run: as it is, as a fork sees it, with more municipalities, with three years."""

import fcntl
import os
import shutil
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from dev.harness.project_copies import ROOT, project, three_years
from publication.build.compressed_copies import compress
from publication.web.deployment import generator

# What says where a site lives; a test says it anew, whatever the machine it runs on says.
PLACE = ("SITE_URL", "GITHUB_REPOSITORY", "GITHUB_SERVER_URL", "GITHUB_REF", "GITHUB_REF_NAME", "DEFAULT_BRANCH")


def build(target: Path, folder: Path = ROOT, **place: str) -> Path:
    """Build the site of a project into `target` as `make site` does. A build that fails fails the test with all it said."""
    environment = {name: value for name, value in os.environ.items() if name not in PLACE}
    done = subprocess.run(
        generator("build", "--strict", "--quiet", "--site-dir", str(target)),
        cwd=folder,
        env=environment | {"NO_MKDOCS_2_WARNING": "1"} | place,
        capture_output=True,
        text=True,
        timeout=110,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return target


def once(
    name: str, folder: pytest.TempPathFactory, copied: Callable[[Path], Path] | None = None, **place: str
) -> Path:
    """The site of that name for every worker of a run: the first that asks builds it, the others wait for it.

    It is that of the project as it stands, or of the copy that `copied` makes in a folder.
    """
    shared = folder.getbasetemp().parent if "PYTEST_XDIST_WORKER" in os.environ else folder.getbasetemp()
    target = shared / name / "site"
    target.parent.mkdir(exist_ok=True)
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if target.exists():
            return target
        return build(target, copied(target.parent) if copied else ROOT, **place)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as it is built where nothing is said of where it lives."""
    return once("built", tmp_path_factory)


@pytest.fixture(scope="session")
def fork(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as a run of GitHub Actions builds it in somebody's fork: below a path, with a repository."""
    return once("fork", tmp_path_factory, GITHUB_REPOSITORY="En-Kommune/kultur", GITHUB_REF="refs/heads/main")


@pytest.fixture(scope="session")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as it would be with all 98 municipalities of the country, 90 of them made up."""
    return once("country", tmp_path_factory, partial(project, size=98))


@pytest.fixture(scope="session")
def years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of an invented publication with three years, the last of which is not complete."""
    return once("years", tmp_path_factory, three_years)


@pytest.fixture(scope="session")
def deployed(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site with its compressed copies, as it is put behind nginx and Caddy."""
    target = tmp_path_factory.mktemp("deployed") / "site"
    shutil.copytree(site, target)
    compress(target)
    return target
