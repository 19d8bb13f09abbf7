"""The floors of the house: imports go down only, as `pyproject.toml` says under `[tool.importlinter]`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from dev.harness.project_copies import ROOT


def test_imports_go_down_only() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, timeout=100)
    assert done.returncode == 0, done.stdout + done.stderr
