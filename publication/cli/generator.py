"""The commands that call the generator, `build` and `serve`: it does the work in a process of its own."""

from __future__ import annotations

import contextlib
import os
import subprocess
from pathlib import Path

from publication.web.deployment import generator


def build() -> int:
    """Build the site; what the generator warns of makes it fail."""
    return subprocess.call(generator("build", "--strict"))


def serve(address: str) -> int:
    """Show the site and follow every change, until somebody stops it."""
    # What is wrong in a macro ends a build, but must not end the server. Click 8.3 reloads only when asked to.
    environment = {**os.environ, "FAIL_ON_MACRO_ERROR": "false"}
    host, _, port = address.rpartition(":")
    with contextlib.suppress(KeyboardInterrupt):
        _wait(host, int(port))
        return subprocess.call(generator("serve", "--livereload", "--dev-addr", address), env=environment)
    return 0


def _wait(host: str, port: int) -> None:
    """Show what is wrong until nothing is; then the generator takes over."""
    from macros import MACROS  # the module of the project in the working directory
    from publication.build.served_site import ServedSite

    ServedSite(Path.cwd(), MACROS).wait(host, port)
