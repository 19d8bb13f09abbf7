"""Where the site is deployed and what builds it.

Without anything set, the site's address is one reserved for examples and there is no repository, so no link to edit is
shown. In GitHub Actions both come from the run itself.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

EXAMPLE = "https://et-bedre-liv-med-kultur.example/"


@dataclass(frozen=True)
class Deployment:
    """`site` ends with a slash; `repository` is the web address of the repository, or None."""

    site: str
    repository: str | None
    branch: str

    @property
    def path(self) -> str:
        """The site's path on its host: `/`, or `/some-folder/`."""
        return urlsplit(self.site).path

    def absolute(self, address: str) -> str:
        """The whole address of `/kommuner/herlev/`."""
        return self.site + address.lstrip("/")

    def edit(self, file: str, line: int | None = None) -> str | None:
        """Where a file of the repository is edited in the browser, at a line; None without a repository."""
        if self.repository is None:
            return None
        return f"{self.repository}/edit/{self.branch}/{quote(file)}" + (f"#L{line}" if line else "")


def deployment(environment: Mapping[str, str]) -> Deployment:
    """The deployment from the environment: `SITE_URL`, or what a run of GitHub Actions knows of itself.

    A site for the repository `owner/name` lives at `https://owner.github.io/name/`, as GitHub Pages has it.
    """
    repository = environment.get("GITHUB_REPOSITORY")
    server = environment.get("GITHUB_SERVER_URL", "https://github.com")
    site = environment.get("SITE_URL")
    if not site and repository:
        owner, _, name = repository.partition("/")
        host = f"{owner.lower()}.github.io"
        site = f"https://{host}/" if name.lower() == host else f"https://{host}/{name}/"
    ref = environment.get("GITHUB_REF", "")
    # A run for a pull request or a tag works on no branch.
    branch = ref.removeprefix("refs/heads/") if ref.startswith("refs/heads/") else "main"
    return Deployment(
        site=(site or EXAMPLE).rstrip("/") + "/",
        repository=f"{server}/{repository}" if repository else None,
        branch=environment.get("DEFAULT_BRANCH") or branch,
    )


GENERATOR = os.environ.get("GENERATOR", "mkdocs")
"""The Python module that builds the site from `mkdocs.yml`; ProperDocs reads it too, and tests compare the two."""


def generator(*arguments: str) -> list[str]:
    """The command that runs the generator, such as with `build`, for the project in the working directory."""
    return [sys.executable, "-m", GENERATOR, *arguments]
