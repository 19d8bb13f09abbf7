"""The generator that builds the site from `mkdocs.yml`, named only here: MkDocs, or ProperDocs, which reads the same."""

from __future__ import annotations

import sys

GENERATOR = "mkdocs"
"""The Python module that is run."""

BUILD = (sys.executable, "-m", GENERATOR, "build")
"""The command that builds the site of the working directory into `site/`."""
