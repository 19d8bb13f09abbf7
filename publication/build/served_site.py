"""The site as it is shown while somebody writes: the last one that could be built, with what is wrong now over it.

Each build goes into a folder of its own, so that the site that stands is whole until the next one is.
"""

from __future__ import annotations

import logging
import re
import shutil
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from markupsafe import Markup

from publication.build.project_check import check_project
from publication.build.refusal import Refused
from publication.loading.codes import EXPLANATIONS
from publication.loading.diagnostics import Diagnostic
from publication.web import templates
from publication.web.macros import Macro

App = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
Faults = list[Diagnostic | str]

# The policy of a published page lets no script run that it does not know, such as the one that reloads the page.
_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')
_WATCHED = ("data", "docs", "overrides", "published", "mkdocs.yml")
_SECONDS = 0.5  # between two looks at the files


class ServedSite:
    """What a server shows of a project in the folder `root`, whose pages may call `macros`."""

    def __init__(self, root: Path, macros: Mapping[str, Macro]) -> None:
        self.root, self._macros = root, macros
        self.notice = Markup("")
        """What is wrong with the newest change, as HTML; empty when nothing is."""
        self._folder: Path | None = None

    def new_folder(self, folder: Path) -> Path:
        """An empty folder for the next build, within the server's."""
        self._folder = folder / "next"
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True)
        return self._folder

    def follow(self, server: Any) -> None:
        """Let the generator's server show each site that could be built, and every fault over the one before."""
        build, app, warnings = server.builder, server.get_app(), _Warnings()
        logging.getLogger(type(server).__module__.partition(".")[0]).addHandler(warnings)
        # Its name stays the same, since a request that waits for a build has been given its file's already.
        shown = Path(server.root) / "shown"
        server.root = str(shown)
        server.error_handler = lambda code: _read(shown / f"{code}.html")
        self._show(shown)

        def rebuild() -> None:
            warnings.said = []
            try:
                build()
            except (Exception, SystemExit) as error:
                self.notice = notice(self.root, self._faults(error, warnings.said))
            else:
                self.notice = Markup("")
                self._show(shown)

        server.builder = rebuild
        server.set_app(self.over(app))

    def _show(self, shown: Path) -> None:
        """Put the site that was built last in the place of the one before."""
        if self._folder:
            if shown.exists():
                shown.rename(old := self._folder.with_name("old"))
                shutil.rmtree(old, ignore_errors=True)
            self._folder.rename(shown)

    def _faults(self, error: BaseException, warnings: list[str]) -> Faults:
        """What is wrong, in Danish wherever it is known: by the check, by the build, or as the generator says it."""
        if found := check_project(self.root, self._macros).diagnostics:
            return list(found)
        refused = next((one for one in _causes(error) if isinstance(one, Refused)), None)
        return [*refused.diagnostics] if refused else warnings or [f"{type(error).__name__}: {error}"]

    def over(self, app: App) -> App:
        """The same pages, with what is wrong over each of them."""

        def shown(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
            status: list[Any] = []
            answer = app(environ, lambda *about: status.extend(about[:2]))
            if not any(name == "Content-Type" and value.startswith("text/html") for name, value in status[1]):
                start_response(*status)
                return answer
            html = _POLICY.sub(b"", b"".join(answer)).replace(b"<body>", b"<body>" + self.notice.encode(), 1)
            headers = [(name, value) for name, value in status[1] if name != "Content-Length"]
            start_response(status[0], [*headers, ("Content-Length", str(len(html)))])
            return [html]

        return shown

    def wait(self, host: str, port: int) -> None:
        """Show what is wrong until nothing is, where there is no site to show it over yet. Prints it too."""
        server: WSGIServer | None = None
        seen: object = None
        try:
            while found := self._changed_faults(seen):
                seen, faults = found
                self.notice = notice(self.root, faults, alone=True)
                print(*faults, f"{len(faults)} fejl. De står også på http://{host}:{port}/ og går væk, når de er rettet.", sep="\n", flush=True)
                if server is None:
                    server = make_server(host, port, self._alone, handler_class=_Silent)
                    threading.Thread(target=server.serve_forever, daemon=True).start()
        finally:
            if server:
                server.shutdown()
                server.server_close()

    def _changed_faults(self, seen: object) -> tuple[object, Faults] | None:
        """The faults once the files are other than those `seen`, with what they are now; None when there are none."""
        while (now := _stamps(self.root)) == seen:
            time.sleep(_SECONDS)
        found = check_project(self.root, self._macros).diagnostics
        return (now, list(found)) if found else None

    def _alone(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        start_response("200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store")])
        return [self.notice.encode()]


def notice(root: Path, faults: Faults, *, alone: bool = False) -> Markup:
    """What is wrong, as HTML: a box over a page, or `alone` as a page of its own."""
    known = [one for one in faults if isinstance(one, Diagnostic)]
    said = [one for one in faults if not isinstance(one, Diagnostic)]
    environment = templates.environment(root / "overrides" / "macros")
    return templates.render(environment, "faults", faults=known, said=said, explanations=EXPLANATIONS, alone=alone)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error:
        yield error
        error = error.__cause__ or error.__context__


def _read(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None


def _stamps(root: Path) -> object:
    """What changes whenever a file does that a page can be made from."""
    files = (file for name in _WATCHED for file in [root / name, *(root / name).rglob("*")])
    return sorted((file.as_posix(), file.lstat().st_mtime_ns) for file in files if file.exists())


class _Warnings(logging.Handler):
    """Keeps what the generator warns of, which ends a strict build."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


class _Silent(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the terminal is for what is wrong."""
