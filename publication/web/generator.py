"""The generator that builds the site from `mkdocs.yml`, named only here: MkDocs, or ProperDocs, which reads the same."""

from __future__ import annotations

import os
import sys

NAME = os.environ.get("GENERATOR", "mkdocs")
"""The Python module that is run; the tests set the variable to hold two generators against each other."""


def command(*arguments: str) -> list[str]:
    """The generator with these arguments, such as `build`, for the project in the working directory."""
    return [sys.executable, "-m", NAME, *arguments]
