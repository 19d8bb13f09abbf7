"""Puts a built site behind a real nginx or Caddy with our configuration, on this machine alone, and loads it."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SECONDS = 5


@contextmanager
def nginx(site: Path, configuration: Path) -> Iterator[str]:
    """Serve `site` with the server block of `configuration` on the loopback; gives the address. Needs nginx."""
    port = _free_port()
    with tempfile.TemporaryDirectory(prefix="nginx-") as temporary:
        folder = Path(temporary)
        server = (
            configuration.read_text(encoding="utf-8")
            .replace("listen 8080;", f"listen 127.0.0.1:{port};")
            .replace("/srv/kultur/site", str(site.resolve()))
            .replace("include mime.types;", "include /etc/nginx/mime.types;")
        )
        main = folder / "nginx.conf"
        main.write_text(
            # Started by root, its workers would be somebody who may not read a temporary folder.
            f"{'user root; ' if os.geteuid() == 0 else ''}daemon off; worker_processes 2; error_log stderr warn;"
            f"pid {folder}/pid; events {{ worker_connections 512; }}\n"
            f"http {{ access_log off; client_body_temp_path {folder}; proxy_temp_path {folder};"
            f"fastcgi_temp_path {folder}; uwsgi_temp_path {folder}; scgi_temp_path {folder};\n{server}\n}}\n",
            encoding="utf-8",
        )
        folder.chmod(0o755)
        with _running(["nginx", "-p", str(folder), "-c", str(main)], port) as address:
            yield address


@contextmanager
def caddy(site: Path, configuration: Path) -> Iterator[str]:
    """The same with Caddy."""
    port = _free_port()
    with tempfile.TemporaryDirectory(prefix="caddy-") as temporary:
        folder = Path(temporary)
        server = (
            configuration.read_text(encoding="utf-8")
            .replace(":8080 {", f"http://127.0.0.1:{port} {{")
            .replace("/srv/kultur/site", str(site.resolve()))
        )
        (folder / "Caddyfile").write_text(f"{{\n\tadmin off\n\tstorage file_system {folder}\n}}\n{server}", encoding="utf-8")
        command = ["caddy", "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]
        with _running(command, port, HOME=temporary, XDG_CONFIG_HOME=temporary, XDG_DATA_HOME=temporary) as address:
            yield address


SERVERS = {"nginx": (nginx, "nginx.conf"), "caddy": (caddy, "Caddyfile")}


def _free_port() -> int:
    """A port that nobody listens on: tests run side by side, and each would talk to the server of another."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def _running(command: list[str], port: int, **environment: str) -> Iterator[str]:
    address = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT, env={**os.environ, **environment})
        try:
            if not _answers(process, address):
                said.seek(0)
                raise RuntimeError(said.read().decode(errors="replace"))
            yield address
        finally:
            process.terminate()
            process.wait(10)


def _answers(process: subprocess.Popen[bytes], address: str) -> bool:
    for _ in range(200):
        if process.poll() is not None:
            return False
        try:
            urllib.request.urlopen(address, timeout=1).close()
            return True
        except urllib.error.HTTPError:
            return True
        except OSError:
            time.sleep(0.05)
    return False


def load(site: Path, deploy: Path) -> Iterator[str]:
    """Lines that tell how many pages a second nginx hands out, with the compressed files and without, and the errors."""
    missing = [name for name in ("nginx", "wrk") if not shutil.which(name)]
    if missing:
        yield f"under load: not measured, {' and '.join(missing)} not found (Debian: apt-get install nginx-light wrk)"
        return
    with nginx(site, deploy / "nginx.conf") as address:
        for label, accept in (("precompressed", "gzip"), ("uncompressed", "identity")):
            said = subprocess.run(
                ["wrk", "-t1", "-c32", f"-d{SECONDS}s", "-H", f"Accept-Encoding: {accept}", f"{address}/kommuner/herlev/"],
                capture_output=True, text=True, check=True, timeout=SECONDS + 30,
            ).stdout  # fmt: skip
            rate, moved = (re.search(rf"{word}/sec:\s+(\S+)", said) for word in ("Requests", "Transfer"))
            assert rate and moved, said
            failed = re.findall(r"(Socket errors:.*|Non-2xx.*)", said)
            yield (
                f"under load, {label}: {float(rate[1]):,.0f} pages a second, {moved[1]} a second, "
                f"{'; '.join(failed) if failed else 'no errors'}"
            )
