"""The commands that call the generator, `build` and `serve`: it does the work in a process of its own."""

from __future__ import annotations

import contextlib
import os
import subprocess

from publication.web.deployment import generator


def build() -> int:
    """Build the site; what the generator warns of makes it fail."""
    return subprocess.call(generator("build", "--strict"))


def serve(address: str) -> int:
    """Show the site and follow every change, until somebody stops it."""
    # What is wrong in a macro ends a build, but must not end the server. Click 8.3 reloads only when asked to.
    environment = {**os.environ, "FAIL_ON_MACRO_ERROR": "false"}
    with contextlib.suppress(KeyboardInterrupt):
        return subprocess.call(generator("serve", "--livereload", "--dev-addr", address), env=environment)
    return 0
