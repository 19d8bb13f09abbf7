"""Finds, and where it may gets, the outside programs that the tests use; says what is missing."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import axe_playwright_python

from publication.book import system_libraries

HERE = Path(__file__).parent


class Missing(Exception):
    """A program that a checker needs is not on this machine; the text says what to do."""


NEWEST_AXE = HERE / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
# Seconds for one attempt at getting something: a registry that hangs must not hang the tests.
PATIENCE = 400


@cache
def chromium() -> str | None:
    """The path of a Chromium: one named by CHROME_PATH, one on the PATH, or Playwright's own."""
    named = os.environ.get("CHROME_PATH")
    found = [named] if named else filter(None, map(shutil.which, CHROMIUM_NAMES))
    return next(iter(found), None) or _playwright_chromium()


@cache
def hunspell() -> str | None:
    """The path of a hunspell that knows Danish."""
    program = shutil.which("hunspell")
    if not program:
        return None
    knows_danish = _succeeds([program, "-d", "da_DK", "-l"], patience=20)
    return program if knows_danish else None


def servers() -> bool:
    """Whether both web servers that `deploy/` has a configuration for are here."""
    return bool(shutil.which("nginx") and shutil.which("caddy"))


def axe() -> str:
    """The source of axe-core: the newest when npm could get it, else the one from PyPI."""
    if NEWEST_AXE.exists():
        return NEWEST_AXE.read_text(encoding="utf-8")
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


def main() -> int:
    """Get what is missing and say in a plain sentence what could not be had; never a failure."""
    _get_unless(chromium, _playwright_install, lambda: _apt_install("chromium"))
    _get_unless(hunspell, lambda: _apt_install("hunspell", "hunspell-da"))
    _get_unless(newest_axe_is_here, _npm_install)
    _get_unless(system_libraries.here, lambda: _apt_install(*system_libraries.PACKAGES))
    if os.environ.get("CI"):
        # At home nobody is given a web server that starts by itself.
        _get_unless(servers, lambda: _apt_install("nginx-light", "caddy"))
    for found, sentence in (
        (system_libraries.here(), "Pango and HarfBuzz were not found or could not be installed: the PDF is not checked."),
        (chromium(), "No Chromium was found or could be installed: the browser tests cannot run."),
        (hunspell(), "No hunspell with a Danish dictionary was found: spelling is not checked."),
        (servers(), "nginx or Caddy was not found: the configurations in dev/deploy/ are not tried on it."),
        (newest_axe_is_here(), "npm could not give the newest axe-core: an older one is used."),
    ):
        if not found:
            print(f"programs: {sentence}", file=sys.stderr)
    return 0


def _get_unless(here: Callable[[], object], *ways: Callable[[], object]) -> None:
    """Try one way after the other until the thing is here."""
    for way in ways:
        if here():
            return
        way()
        chromium.cache_clear()
        hunspell.cache_clear()


def _playwright_chromium() -> str | None:
    # Playwright names the folder of its headless shell, not the program in it, so look there.
    base = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    folders = [Path(base)] if base else [
        Path.home() / ".cache" / "ms-playwright",
        Path.home() / "Library" / "Caches" / "ms-playwright",
    ]
    programs = (
        program
        for folder in folders
        for name in ("chrome-headless-shell", "headless_shell")
        for program in sorted(folder.glob(f"chromium_headless_shell-*/*/{name}"), reverse=True)
    )
    return next(map(str, programs), None)


def _playwright_install() -> bool:
    command = [sys.executable, "-m", "playwright", "install", "chromium-headless-shell"]
    return _succeeds(command, patience=180)


def _apt_install(*packages: str) -> bool:
    if not shutil.which("apt-get") or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return False
    quietly = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    _succeeds(["apt-get", "update", "-q"], environment=quietly)
    return _succeeds(["apt-get", "install", "-q", "-y", *packages], environment=quietly)


def _npm_install() -> bool:
    npm = shutil.which("npm")
    return bool(npm) and _succeeds([npm, "ci"], folder=HERE)


def newest_axe_is_here() -> bool:
    """Whether npm's axe-core is installed, in the very version that is locked."""
    if not NEWEST_AXE.exists():
        return False
    installed = json.loads((NEWEST_AXE.parent / "package.json").read_text(encoding="utf-8"))
    locked = json.loads((HERE / "package-lock.json").read_text(encoding="utf-8"))
    return installed["version"] == locked["packages"]["node_modules/axe-core"]["version"]


def _succeeds(
    command: list[str],
    patience: float = PATIENCE,
    environment: dict[str, str] | None = None,
    folder: Path | None = None,
) -> bool:
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=patience,
            env=environment,
            cwd=folder,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
