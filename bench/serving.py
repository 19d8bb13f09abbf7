"""Puts a built site behind a real nginx with our configuration and asks it for pages as fast as it can, on this machine."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SECONDS = 5
PORT = 8093


@contextmanager
def nginx(site: Path, configuration: Path, port: int = PORT) -> Iterator[str]:
    """Serve `site` with the server block of `configuration` on the loopback; gives the address. Needs nginx."""
    with tempfile.TemporaryDirectory(prefix="nginx-") as temporary:
        folder = Path(temporary)
        server = (
            configuration.read_text(encoding="utf-8")
            .replace("listen 8080;", f"listen 127.0.0.1:{port};")
            .replace("/srv/kultur/site", str(site))
            .replace("include mime.types;", "include /etc/nginx/mime.types;")
        )
        main = folder / "nginx.conf"
        main.write_text(
            "daemon off; worker_processes 2; error_log stderr crit;"
            f"pid {folder}/pid; events {{ worker_connections 512; }}\n"
            f"http {{ access_log off; client_body_temp_path {folder}; proxy_temp_path {folder};"
            f"fastcgi_temp_path {folder}; uwsgi_temp_path {folder}; scgi_temp_path {folder};\n{server}\n}}\n",
            encoding="utf-8",
        )
        folder.chmod(0o755)
        process = subprocess.Popen(["nginx", "-p", folder, "-c", main])
        address = f"http://127.0.0.1:{port}"
        try:
            for _ in range(100):
                try:
                    urllib.request.urlopen(address, timeout=1).close()
                    break
                except OSError:
                    time.sleep(0.05)
            yield address
        finally:
            process.terminate()
            process.wait()


def load(site: Path, deploy: Path) -> Iterator[str]:
    """Lines that tell how many pages a second nginx hands out, with the compressed files and without, and the errors."""
    missing = [name for name in ("nginx", "wrk") if not shutil.which(name)]
    if missing:
        yield f"under load: not measured, {' and '.join(missing)} not found (Debian: apt-get install {' '.join(missing)})"
        return
    with nginx(site, deploy / "nginx.conf") as address:
        for label, accept in (("precompressed", "gzip"), ("uncompressed", "identity")):
            said = subprocess.run(
                ["wrk", "-t1", "-c32", f"-d{SECONDS}s", "-H", f"Accept-Encoding: {accept}", f"{address}/kommuner/herlev/"],
                capture_output=True, text=True, check=True, timeout=SECONDS + 30,
            ).stdout  # fmt: skip
            rate = re.search(r"Requests/sec:\s+([0-9.]+)", said)
            moved = re.search(r"Transfer/sec:\s+(\S+)", said)
            failed = re.findall(r"(Socket errors:.*|Non-2xx.*)", said)
            yield (
                f"under load, {label}: {float(rate[1]):,.0f} pages a second, {moved[1]} a second, "
                f"{'; '.join(failed) if failed else 'no errors'}"
            )  # type: ignore[index]
