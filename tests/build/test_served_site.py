"""The site while somebody writes: what is wrong stands over the page that was, and goes when it is mended."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from macros import MACROS
from publication.build.served_site import ServedSite
from tests import damage_docs

POLICY = '<meta http-equiv="Content-Security-Policy" content="script-src none">'


class Server:
    """What the generator's server is to the hooks: a folder, a builder and an application."""

    def __init__(self, root: Path, builder: Callable[[], None]) -> None:
        self.root, self.builder = str(root), builder
        self.error_handler: Callable[[int], bytes | None] = lambda code: None
        self.app: Any = self._serve

    def _serve(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        content = (Path(self.root) / "index.html").read_bytes()
        start_response("200 OK", [("Content-Type", "text/html"), ("Content-Length", str(len(content)))])
        return [content]

    def get_app(self) -> Any:
        return self.app

    def set_app(self, app: Any) -> None:
        self.app = app

    def page(self) -> str:
        headers: dict[str, str] = {}
        answer = b"".join(self.app({}, lambda status, given: headers.update(given)))
        assert int(headers["Content-Length"]) == len(answer)
        return answer.decode()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "project").mkdir()
    return damage_docs.project(tmp_path / "project")


def test_a_fault_stands_over_the_page_that_was_and_goes_when_it_is_mended(project: Path, tmp_path: Path) -> None:
    site, top = ServedSite(project, MACROS), tmp_path / "served"
    page = project / "docs/viden/musik.md"

    def build() -> None:
        folder = site.new_folder(top)
        if "findes-ikke" in page.read_text("utf-8"):
            raise SystemExit("Aborted")
        (folder / "index.html").write_text(f"<html><head>{POLICY}</head><body>{page.read_text('utf-8')}</body></html>", "utf-8")

    build()
    server = Server(top, build)
    site.follow(server)
    right = page.read_text("utf-8")
    assert "Siden begynder her" in server.page() and POLICY not in server.page()

    page.write_text(f"{right}\n[x](findes-ikke.md)\n", "utf-8")
    server.builder()
    told = server.page()
    assert f"docs/viden/musik.md, linje {len(right.splitlines()) + 2}" in told
    assert "findes-ikke.md" in told and "som ikke findes" in told
    assert "Siden begynder her" in told

    page.write_text(right.replace("Siden begynder", "Teksten begynder"), "utf-8")
    server.builder()
    assert "serve-faults" not in server.page() and "Teksten begynder her" in server.page()


def test_what_no_check_finds_is_said_as_the_generator_says_it(project: Path, tmp_path: Path) -> None:
    site, top = ServedSite(project, MACROS), tmp_path / "served"
    (site.new_folder(top) / "index.html").write_text("<html><body>Før</body></html>", "utf-8")

    def build() -> None:
        raise ValueError("no <such> thing")

    server = Server(top, build)
    site.follow(server)
    server.builder()
    assert "no &lt;such&gt; thing" in server.page() and "Før" in server.page()


def test_before_there_is_a_site_the_fault_has_a_page_of_its_own(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site, page = ServedSite(project, MACROS), project / "docs/viden/musik.md"
    right = page.read_text("utf-8")
    page.write_text(f"{right}\n[x](findes-ikke.md)\n", "utf-8")
    port = _free_port()
    waiting = threading.Thread(target=site.wait, args=("127.0.0.1", port), daemon=True)
    waiting.start()
    told = _answer(port)
    assert "docs/viden/musik.md, linje" in told and '<html lang="da">' in told
    page.write_text(right, "utf-8")
    waiting.join(60)
    assert not waiting.is_alive()
    assert "1 fejl." in capsys.readouterr().out


def _free_port() -> int:
    import socket

    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def _answer(port: int) -> str:
    for _ in range(600):
        try:
            with urlopen(f"http://127.0.0.1:{port}/") as answer:
                return str(answer.read().decode())
        except OSError:
            threading.Event().wait(0.1)
    raise AssertionError("nothing answers")
