"""The generator that makes the site out of `mkdocs.yml`. MkDocs and ProperDocs build the same pages; it is named only here."""

from __future__ import annotations

import sys

GENERATOR = "mkdocs"
"""The Python module that is run."""

BUILD = (sys.executable, "-m", GENERATOR, "build")
"""The command that builds the site of the working directory into `site/`."""
