"""The code as a whole: imports go down only, and nothing is imported, named or built that nobody uses."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from dev.harness.project_copies import ROOT


def test_imports_go_down_only() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, timeout=100)
    assert done.returncode == 0, done.stdout + done.stderr


def test_nothing_is_imported_or_named_that_nobody_uses() -> None:
    command = [sys.executable, "-m", "ruff", "check", "--no-cache", "--quiet", "."]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=100)
    assert done.returncode == 0, done.stdout + done.stderr
