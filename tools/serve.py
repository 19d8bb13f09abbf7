"""`make serve`: runs `mkdocs serve`, and starts it anew when code changes or a fault has ended it.

MkDocs itself follows `data/`, `docs/` and `overrides/`, but keeps the modules of `publication/` and
`hooks.py` as it first read them; and a fault that is there from the start ends it.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

CODE = ("hooks.py", "macros.py", "publication/**/*.py")
ALL = (*CODE, "mkdocs.yml", "data/**/*", "docs/**/*", "overrides/**/*")
PAUSE = 0.4

# MkDocs looks for changes twice a second, and then waits a tenth of one for more of them; whoever writes should not
# have to wait for that.
_AT_ONCE = """\
from mkdocs import __main__, livereload

class Server(livereload.LiveReloadServer):
    def __init__(self, *args, **more):
        super().__init__(*args, **more, polling_interval=0.1)
        self.build_delay = 0.03

livereload.LiveReloadServer = Server
__main__.cli(prog_name="mkdocs")
"""
# A site of many small files is written much faster into memory, where the system has such a folder (Linux).
IN_MEMORY = {"TMPDIR": "/dev/shm"} if os.access("/dev/shm", os.W_OK) else {}
# click 8.3 turned live reload off by default, so it is asked for.
COMMAND = [sys.executable, "-c", _AT_ONCE, "serve", "--livereload"]


def main() -> None:
    # Whoever ends this program ends the server with it.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    while True:
        code, everything = _state(CODE), _state(ALL)
        server = subprocess.Popen([*COMMAND, *sys.argv[1:]], env={**os.environ, **IN_MEMORY})
        try:
            while server.poll() is None and _state(CODE) == code:
                time.sleep(PAUSE)
            if server.poll() is not None:
                print("Serveren er stoppet. Den starter igen, når en fil er rettet.", flush=True)
                while _state(ALL) == everything:
                    time.sleep(PAUSE)
        except KeyboardInterrupt:
            return
        finally:
            server.terminate()
            server.wait()


def _state(patterns: Iterable[str]) -> dict[Path, int]:
    """When each file was last written; a file that vanishes meanwhile is simply not there."""
    state = {}
    for pattern in patterns:
        for file in Path().glob(pattern):
            try:
                state[file] = file.stat().st_mtime_ns
            except FileNotFoundError:
                continue
    return state


if __name__ == "__main__":
    main()
