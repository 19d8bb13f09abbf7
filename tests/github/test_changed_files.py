"""Which changed files a developer has to look at, from GitHub's own list of them."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest

from publication.github import comment
from publication.github.changed_files import MOST, ChangedFiles, changed_files
from publication.github.proposal import Verdict
from publication.github.run_results import RunResults

CODE = "Forslaget rører ved koden: en udvikler skal se på det."
GUARDS = "Pas på: Forslaget ændrer det, der passer på siden."
UNKNOWN = "Jeg kunne ikke se, hvilke filer forslaget ændrer."


def found(*rows: list[str | None]) -> ChangedFiles | None:
    """What a list with these rows means."""
    with tempfile.TemporaryDirectory() as name:
        listed = Path(name, "changed.jsonl")
        listed.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
        return changed_files(listed)


def kinds(*rows: list[str | None]) -> ChangedFiles | None:
    """The same without the names of all files."""
    files = found(*rows)
    return files and files._replace(names=frozenset())


def told(*rows: list[str | None]) -> str:
    """The comment on a proposal that changes these files."""
    return comment.comment(Verdict(), RunResults(problem="den mangler"), found(*rows), comment.links({}))


@pytest.mark.parametrize(
    "name",
    ["data/figures.yml", "data/elever.csv", "docs/index.md", "docs/a/b/c.md", "docs/billede.png", ".github/pictures/1.png", "docs/Foto.JPG"],
)
def test_data_pages_and_pictures_are_no_code(name: str) -> None:
    assert kinds([name]) == ChangedFiles()


@pytest.mark.parametrize(
    "name",
    [
        "hooks.py", "macros.py", "mkdocs.yml", "Makefile", "publication/model/types.py", "overrides/main.html", "docs/evil.js",
        "docs/evil.html", "docs/x.svg", "docs/evil.md.py", "dataset/x.yml", "data", "docs", "Data/x.yml", "xdata/x.yml", "docs.md",
        "data/../hooks.py", "docs/../x.md", "data\\x.yml", "docs/x\n.md", "data/\u202ex.yml", "docs/x.png\n", "published/addresses.txt",
        "README.md", "tests/x.py", "pyproject.toml", "overrides/x.svg", ".github/words/comment.md.j2",
    ],
)  # fmt: skip
def test_everything_else_is_code(name: str) -> None:
    assert kinds([name]) == ChangedFiles(code=(name,))


@pytest.mark.parametrize(
    "name",
    [
        ".github/workflows/check.yml", ".github/workflows/x/y.png", ".github/actions/a/action.yml", "CODEOWNERS", ".github/CODEOWNERS",
        "docs/CODEOWNERS", ".ci/run", ".gitattributes", "data/.gitattributes", "docs/.gitmodules", ".GitHub/Workflows/x.yml", ".gitignore",
    ],
)  # fmt: skip
def test_what_guards_the_site_is_said_louder(name: str) -> None:
    assert kinds([name]) == ChangedFiles(guards=(name,))
    written = told([name])
    assert written.index("[!CAUTION]") < written.index(GUARDS) < written.index(CODE) < written.index("## ")


def test_a_file_that_was_moved_is_both_files() -> None:
    assert kinds(["docs/x.md", "hooks.py"]) == ChangedFiles(code=("hooks.py",))


def test_code_is_said_at_the_top_with_a_few_names() -> None:
    written = told(*([f"publication/`evil`{number}.py"] for number in range(500)), ["data/x.yml"])
    assert written.startswith(f"{comment.MARKER}\n")
    assert written.index(CODE) < written.index("## ") and "og 496 mere" in written
    assert "``publication/`evil`0.py``" in written and "data/x.yml" not in written
    assert CODE not in told(["data/x.yml"])
    assert "x" * 130 not in told(["x" * 4000])


def test_a_list_that_github_cut_is_no_proof() -> None:
    rows = [[f"data/{number}.yml"] for number in range(MOST)]
    whole, cut = found(*rows[1:]), found(*rows)
    assert whole and whole.complete and cut and not cut.complete
    written = comment.comment(Verdict(problem="Nej."), RunResults(), cut, comment.links({}))
    assert CODE in written and "GitHub ikke viser dem alle" in written


@pytest.mark.parametrize(
    "content",
    [b"", b"\n", b"{}", b"[]", b"[1]", b'"x"', b"[", b"\xff", b'["x"]\n[]', b'["x"]\nnull', b"[" * 100_000, b'{"message": "Not Found"}', b"NaN"],
)
def test_a_list_that_cannot_be_read_is_said(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x").write_bytes(content)
    assert changed_files(tmp_path / "x") is None
    for nothing in (None, tmp_path, tmp_path / "nowhere", Path("/dev/zero")):
        assert changed_files(nothing) is None
    written = comment.comment(Verdict(problem="Nej."), RunResults(), None, comment.links({}))
    assert written.index(UNKNOWN) < written.index("## ")


PATCH = "@@ -1,3 +1,4 @@\n- id: x\n-  name: før\n+  name: nu\n+  url: y\n   page: z\n@@ -20 +21,2 @@ en\n+- id: ny\n   name: w\n\\ No newline at end of file"


def test_a_remark_can_stand_where_github_shows_the_change() -> None:
    files = found(["data/x.yml", None, PATCH], ["docs/y.md", None, None])
    assert files and files.shown == {"data/x.yml": {1, 2, 3, 21, 22}}
    assert files.touches("docs/y.md") and not files.touches("data/y.yml")


def test_a_list_of_what_was_published_may_only_grow() -> None:
    grown, cut = "@@ -1,2 +1,3 @@\n /a/\n+/b/\n /c/", "@@ -1,2 +1,2 @@\n-/a/\n+/a/ -> /b/\n /c/"
    growing = found(["published/addresses.txt", None, grown])
    assert growing and not growing.code
    for patch in (cut, None):
        files = found(["published/addresses.txt", None, patch])
        assert files and files.code == ("published/addresses.txt",)
