"""How long a change takes from saving to the page that somebody looks at, under `make serve`."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

# Python keeps what it has compiled of our modules, as it does where nobody told it not to; pip has compiled the floor's.
PLACE = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | {"NO_MKDOCS_2_WARNING": "1"}

CHANGES = 7
PATIENCE = 60


def seconds_until_shown(project: Path) -> Iterator[float]:
    """Serve a copy of the project, change the title of a timeline's event in it again and again, and time each."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "publication", "serve", "--address", address]
    page = f"http://{address}/indsatsen/tidslinje/"
    file = project / "data" / "timeline.yml"
    text = file.read_text("utf-8")
    title = next(line.split(":", 1)[1].strip() for line in text.splitlines() if line.startswith("  title:"))
    server = subprocess.Popen(
        command, cwd=project, env=PLACE, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT, start_new_session=True
    )
    try:
        _wait_for(page, title.strip("\"'"))
        for number in range(CHANGES):
            word = f"Ændring nummer {number}"
            file.write_text(text.replace(f"  title: {title}", f"  title: {word}", 1), "utf-8")
            begun = time.perf_counter()
            _wait_for(page, word)
            yield time.perf_counter() - begun
            # The server looks at files twice a second, so each change meets another moment.
            time.sleep(0.6 + number * 0.07)
    finally:
        os.killpg(server.pid, 15)
        server.wait()
        file.write_text(text, "utf-8")


def _wait_for(address: str, word: str) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
                if word in answer.read().decode():
                    return
        except OSError:
            pass
        time.sleep(0.02)
    raise SystemExit(f"»{word}« did not show on {address} within {PATIENCE} seconds")
