"""What ends a build before anything is written."""

from __future__ import annotations

from collections.abc import Iterable

from publication.loading.diagnostics import Diagnostic


class Refused(Exception):
    """The build cannot go on; every diagnostic is one line, as `make check` prints it."""

    def __init__(self, diagnostics: Iterable[Diagnostic | str]) -> None:
        self.diagnostics = list(diagnostics)
        super().__init__("\n".join(["Intet er bygget, for der er fejl:", *map(str, self.diagnostics)]))
