"""The pages of a kept edition: its own prose and records below `/udgaver/<id>/`, with links among themselves."""

from __future__ import annotations

from collections.abc import Callable, Collection
from posixpath import dirname, join, normpath, relpath

import yaml

from publication.build.project_check import MUNICIPALITY_PAGE
from publication.documents import links
from publication.documents.document import Document, read_documents
from publication.loading.kept_editions import KeptEdition
from publication.model.kinds import Publication
from publication.web.build_context import BuildContext
from publication.web.macros import MacroRenderer

FRONT = "index.md"


class EditionPages:
    """Made from an edition without diagnostics. `give` gives the templates of a context what every template finds."""

    def __init__(
        self, kept: KeptEdition, publication: Publication, living: BuildContext, give: Callable[[BuildContext], None]
    ) -> None:
        self.id, self.kept = kept.id, kept
        self._documents = {document.path: document for document in read_documents(kept.docs)}
        self._paths = {path: path for path in self._documents if path != MUNICIPALITY_PAGE} | {
            f"kommuner/{record.id}.md": MUNICIPALITY_PAGE for record in publication.municipalities
        }
        """Each page with the file that it is made from."""
        self.context = living.of_edition(publication, kept.id, frozenset(map(_address, self._paths)))
        give(self.context)
        self.macros = MacroRenderer(self.context)

    @property
    def archive(self) -> str:
        """The path in the site of its data as a zip."""
        return f"udgaver/{self.id}/data-{self.id}.zip"

    @property
    def sections(self) -> list[tuple[str, str]]:
        """Address and title of its pages but the municipalities'."""
        own = [document for path, document in self._documents.items() if self._paths.get(path) == path]
        return [
            (f"/udgaver/{self.id}{_address(document.path)}", str(document.front["title"]))
            for document in own
            if document.front.get("title")
        ]

    @property
    def municipalities(self) -> list[tuple[str, str]]:
        """Address and name of its municipalities' pages."""
        return [
            (f"/udgaver/{self.id}/kommuner/{record.id}/", record.name)
            for record in self.context.queries.in_danish_order
        ]

    def markdown(self, living: Collection[str]) -> dict[str, str]:
        """The Markdown of every page by its path below `docs/`. `living` are the paths of what lies there now."""
        return {f"udgaver/{self.id}/{path}": self._page(path, living) for path in self._paths}

    def _page(self, path: str, living: Collection[str]) -> str:
        document = self._documents[self._paths[path]]
        about = {"edition": self.id, "kept": f"published/editions/{self.id}/{document.file}"}
        body = self._relinked(document, path, living)
        if document.is_template:
            about["municipality"] = path.removeprefix("kommuner/").removesuffix(".md")
            own = self._documents.get(path)
            body += self._relinked(own, path, living) if own else ""
        head = document.text.split("\n")[1 : document.front_lines - 1]
        front = (yaml.safe_load("\n".join(head)) or {}) | about
        return f"---\n{yaml.safe_dump(front, allow_unicode=True)}---\n{body}"

    def _relinked(self, document: Document, path: str, living: Collection[str]) -> str:
        """A page's Markdown with links to the edition's own pages, and to living ones where it has none.

        Pictures are the living ones, so that one which must go goes from kept editions too.
        """
        here = f"udgaver/{self.id}/{path}"

        def found(way: str) -> str | None:
            """The path of a living picture."""
            wanted = normpath(join(dirname(path), way))
            return wanted if wanted in living and not wanted.endswith(".md") else None

        def way(old: str) -> str:
            target, hash_, fragment = old.partition("#")
            if picture := found(target):
                return relpath(picture, dirname(here)) + hash_ + fragment
            if not target.endswith(".md") or ":" in target:
                return old
            wanted = normpath(join(dirname(path), target))
            if wanted in self._paths:
                return old
            # A page that is gone leaves the front page.
            target, rest = (wanted, hash_ + fragment) if wanted in living else (FRONT, "")
            return relpath(target, dirname(here)) + rest

        text = document.text.split("\n", document.front_lines)[document.front_lines]
        return links.with_ways(links.without_pictures(text, lambda old: found(old.partition("#")[0]) is None), way)


def _address(path: str) -> str:
    """`kommuner/index.md` → `/kommuner/`."""
    return f"/{path.removesuffix('.md')}".removesuffix("/index") + "/"
