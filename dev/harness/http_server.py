"""Serves a built site on this machine as a good web host does: compressed, with its own 404."""

import gzip
import mimetypes
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit

TEXT = ("text/", "application/javascript", "application/json", "application/xml", "image/svg+xml")


@contextmanager
def serving(
    site: Path, prefix: str = "/", extra: Mapping[str, str] | None = None
) -> Iterator[str]:
    """Serve `site` under `prefix`, and give its address; `extra` adds HTML pages by their path."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path)
            if extra and path in extra:
                self._answer(200, "text/html", extra[path].encode())
                return
            file = _file(site, prefix, path)
            if file and file.name == "index.html" and not path.endswith(("/", "index.html")):
                self._answer(301, "text/plain", b"", {"Location": path + "/"})
            elif file:
                self._answer(200, _kind(file), file.read_bytes())
            else:
                page = site / "404.html"
                self._answer(404, "text/html", page.read_bytes() if page.exists() else b"")

        do_HEAD = do_GET

        def _answer(
            self, status: int, kind: str, body: bytes, headers: Mapping[str, str] = {}
        ) -> None:
            text = kind.startswith(TEXT)
            compressed = text and "gzip" in self.headers.get("Accept-Encoding", "")
            body = _gzip(body) if compressed else body
            self.send_response(status)
            self.send_header("Content-Type", f"{kind}; charset=utf-8" if text else kind)
            self.send_header("Content-Length", str(len(body)))
            page = kind == "text/html"
            self.send_header("Cache-Control", "no-cache" if page else "max-age=31536000")
            if compressed:
                self.send_header("Content-Encoding", "gzip")
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing: the tests speak of what matters."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{prefix}"
    finally:
        server.shutdown()
        server.server_close()


def _file(site: Path, prefix: str, path: str) -> Path | None:
    """The file behind an address, never one outside the site."""
    if not path.startswith(prefix):
        return None
    file = (site / path.removeprefix(prefix)).resolve()
    if not file.is_relative_to(site.resolve()):
        return None
    file = file / "index.html" if file.is_dir() else file
    return file if file.is_file() else None


def _kind(file: Path) -> str:
    # A guess of the system's own table would differ from one machine to the next.
    kinds = {".js": "text/javascript", ".webmanifest": "application/json", ".txt": "text/plain"}
    guess = kinds.get(file.suffix) or mimetypes.guess_type(file.name)[0]
    return guess or "application/octet-stream"


@lru_cache(maxsize=512)
def _gzip(body: bytes) -> bytes:
    return gzip.compress(body, 6)
