"""The verdict on a proposal: our own code's, over files that were read out of git's objects and nothing else."""

from __future__ import annotations

import json
import os
import re
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from publication.github import bounded_process, comment, proposal
from publication.github.run_results import run_results
from tests.damage import FIXTURES
from tests.github.archives import FORGED, zipped

ROOT = Path(__file__).parents[2]
NAV = "nav:\n  - Forside: index.md\n"
PAGE = "---\ntitle: Forsiden\nsummary: En side, der er her, for at der skal være en side at se efter i en prøve.\n---\n\n{}\n"
Files = dict[str, str | bytes]
Mode = tuple[str, str]  # as git has it: 120000 is a link


class Repository:
    """A bare repository such as the workflow fetches, written object by object, so that it can hold what git would refuse."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        subprocess.run(["git", "init", "-q", "--bare", str(folder)], check=True)

    def _git(self, *arguments: str, given: bytes = b"") -> str:
        who = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in (("NAME", "x"), ("EMAIL", "x@y.dk"))}
        done = subprocess.run(
            ["git", f"--git-dir={self.folder}", *arguments], input=given, capture_output=True, check=True, env={**os.environ, **who}
        )
        return done.stdout.decode().strip()

    def blob(self, content: str | bytes) -> str:
        return self._git("hash-object", "-w", "--stdin", given=content.encode() if isinstance(content, str) else content)

    def tree(self, entries: list[tuple[str, bytes, str]]) -> str:
        """A tree of modes, names and ids, whatever they are."""
        raw = b"".join(mode.encode() + b" " + name + b"\0" + bytes.fromhex(id_) for mode, name, id_ in entries)
        return self._git("hash-object", "-w", "-t", "tree", "--literally", "--stdin", given=raw)

    def folders(self, files: dict[str, tuple[str, str]]) -> str:
        """The tree of files, each with its mode and id."""
        entries = []
        for name in sorted({path.partition("/")[0] for path in files}):
            if name in files:
                entries.append((files[name][0], name.encode(), files[name][1]))
            else:
                below = {path.partition("/")[2]: about for path, about in files.items() if path.startswith(f"{name}/")}
                entries.append(("40000", name.encode(), self.folders(below)))
        return self.tree(entries)

    def propose(self, tree: str, ref: str = proposal.HEAD, parents: tuple[str, ...] = ()) -> str:
        commit = self._git("commit-tree", tree, *(word for parent in parents for word in ("-p", parent)), "-m", "x")
        self._git("update-ref", ref, commit)
        return commit


def whole() -> Files:
    """The files of a proposal in which nothing is wrong."""
    files: Files = {f"data/{file.name}": file.read_bytes() for file in FIXTURES.iterdir()}
    return {**files, "docs/index.md": PAGE.format("Hej."), "mkdocs.yml": NAV}


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """More time than a proposal gets: other tests run beside these, and no time is what they are about."""
    monkeypatch.setattr(bounded_process, "SECONDS", 90)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "proposal.git")


def judged(repository: Repository, files: Files, modes: dict[str, str] | None = None) -> proposal.Verdict:
    """The verdict on a proposal of files, some with another mode than a file's."""
    about = {path: ((modes or {}).get(path, "100644"), repository.blob(content)) for path, content in files.items()}
    return in_time(repository, repository.propose(repository.folders(about)))


def in_time(repository: Repository, head: str) -> proposal.Verdict:
    started = time.monotonic()
    verdict = proposal.judge(repository.folder, head)
    assert time.monotonic() - started < bounded_process.SECONDS * 2
    return verdict


def test_a_whole_proposal_has_nothing_wrong(repository: Repository) -> None:
    record = "- id: billede\n  file: billede.png\n  text: En blyant.\n  photographer: Anne Ager\n  licence: CC BY 4.0\n  shows: ingen\n"
    assert judged(repository, {**whole(), "data/pictures.yml": record, "docs/billede.png": (ROOT / ".github/pictures/1-find-det.png").read_bytes(), "hooks.py": "raise SystemExit"}) == proposal.Verdict()


def test_a_forged_list_hides_nothing(repository: Repository, tmp_path: Path) -> None:
    files = whole()
    files["data/formats.yml"] = files["data/formats.yml"].decode().replace("minutes: 60", "minutes: tres", 1)
    files["docs/index.md"] = PAGE.format("[Væk](findes-ikke.md)")
    told = {"records": [], "touched": [], "left_out": 0, "unbuilt": None}
    results = tmp_path / "results.zip"
    results.write_bytes(zipped({"diagnostics.json": FORGED, "effects.json": json.dumps(told).encode()}))
    verdict = judged(repository, files)
    written = comment.comment(verdict, run_results(results), None, comment.links({}))
    assert "Én ting skal rettes først" in written and "`data/formats.yml`, linje " in written and "ingen fejl" not in written
    files["data/formats.yml"] = whole()["data/formats.yml"]
    written = comment.comment(judged(repository, files), run_results(results), None, comment.links({}))
    assert "`docs/index.md`" in written and "findes-ikke.md" in written and "ingen fejl" not in written


def test_the_own_run_of_a_proposal_speaks_for_itself_alone(tmp_path: Path) -> None:
    row = {"file": "data/x.yml", "line": 3, "column": 1, "code": "tal", "message": "[klik](https://ond.example) @alle"}
    (tmp_path / "diagnostics.json").write_text(json.dumps([row] * 1 + [{**row, "line": line} for line in range(4, 40)]))
    written = comment.comment(proposal.Verdict(), run_results(tmp_path), None, comment.links({}))
    own = written[written.index("viste forslagets egen kørsel 37 fejl") :]
    assert "`[klik](https://ond.example) @alle`" in own and "https://ond.example" not in re.sub("`[^`]*`", "", written)
    assert own.count("linje ") == 12 and "Og 25 mere." in own


def test_no_code_of_the_proposal_runs(repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    marker = tmp_path / "ran"
    monkeypatch.setenv("GH_TOKEN", "hemmelig")
    evil = f"import os, pathlib\npathlib.Path({str(marker)!r}).write_text(os.environ.get('GH_TOKEN', 'x'))\n"
    names = ("hooks.py", "macros.py", "publication/__init__.py", "publication/__main__.py", "sitecustomize.py", "data/__init__.py")
    call = PAGE.format("{{ now.__globals__['__builtins__']['__import__']('os').popen('touch " + str(marker) + "').read() }}")
    tag = f"!!python/object/apply:pathlib.Path.touch [{marker}]"
    files = {**whole(), **dict.fromkeys(names, evil), "docs/index.md": call, "mkdocs.yml": f"{NAV}evil: {tag}\n"}
    hooks = {".git/hooks/post-checkout": evil, ".gitattributes": "* filter=evil\n", "overrides/macros/media.html": "{{ 1/0 }}"}
    verdict = judged(repository, {**files, **hooks})
    assert verdict.diagnostics and not marker.exists()


@pytest.mark.parametrize("rule", ["export-ignore", "export-subst", "filter=x", "text eol=crlf", "working-tree-encoding=UTF-16"])
def test_attributes_of_the_proposal_hide_nothing(repository: Repository, rule: str) -> None:
    files: Files = {**whole(), ".gitattributes": f"* {rule}\ndata/* {rule}\n", "docs/index.md": PAGE.format("{{ ond() }}")}
    assert [one.code for one in judged(repository, files).diagnostics] == ["side-makro"]


def test_the_proposal_is_seen_as_it_would_be_merged(repository: Repository) -> None:
    def tree(files: Files) -> str:
        return repository.folders({path: ("100644", repository.blob(content)) for path, content in files.items()})

    old = repository.propose(tree({**whole(), "docs/index.md": PAGE.format("{{ ond() }}")}))
    base = repository.propose(tree(whole()), "refs/base")
    assert in_time(repository, old).diagnostics
    repository.propose(tree(whole()), proposal.MERGE, (base, old))
    assert in_time(repository, old) == proposal.Verdict()
    # The merge of another version says nothing about this one.
    newer = repository.propose(tree({"mkdocs.yml": NAV}))
    assert in_time(repository, newer).diagnostics


@pytest.mark.parametrize("head", ["", "HEAD", "refs/proposal/head", "-x", "a" * 39, "a" * 40, "a" * 41, "../x", "a\n"])
def test_another_version_than_the_checked_one_is_not_judged(repository: Repository, head: str) -> None:
    repository.propose(repository.folders({"mkdocs.yml": ("100644", repository.blob(NAV))}))
    problem = in_time(repository, head).problem
    assert problem == "Jeg kunne ikke hente den udgave af forslaget, som tjekket har set."


def test_without_a_repository_the_comment_says_so(tmp_path: Path) -> None:
    for nothing in (None, tmp_path, tmp_path / "nowhere", Path("/dev/null")):
        problem = proposal.judge(nothing, "a" * 40).problem
        assert problem and problem.startswith("Jeg kunne ikke hente ")
        written = comment.comment(proposal.Verdict(problem=problem), run_results(None), None, comment.links({}))
        assert problem in written and "ingen fejl" not in written


@pytest.mark.parametrize("mode", ["120000", "160000"])
@pytest.mark.parametrize("path", ["docs/x.md", "docs/x.png", "data/figures.yml", "mkdocs.yml", "docs/x", "published/addresses.txt"])
def test_what_leads_elsewhere_is_refused(repository: Repository, path: str, mode: str) -> None:
    files = {**whole(), path: "/etc/passwd"}
    problem = judged(repository, files, {path: mode}).problem
    assert problem == f"`{path}` er ikke en fil, men en genvej til noget andet. Slet den, og læg filen selv ind."


@pytest.mark.parametrize(
    "name",
    [b"..", b".", b".git", b".GIT", b"a\\b.md", b"a:b.md", b"a\nb.md", b"\x07.md", b"\xff.md", "\u202ex.md".encode(), b"x" * 250 + b".md", b"a?.md"],
)
def test_a_name_that_leads_elsewhere_is_refused(repository: Repository, name: bytes) -> None:
    blob = repository.blob(PAGE.format("Hej."))
    for docs in ([("100644", name, blob)], [("40000", name, repository.tree([("100644", b"x.md", blob)]))]):
        head = repository.propose(repository.tree([("40000", b"docs", repository.tree(docs))]))
        problem = in_time(repository, head).problem or ""
        assert problem.startswith("Forslaget har en fil med et navn, der ikke kan bruges: ") and len(problem) < 400


def test_a_name_that_stands_twice_is_refused(repository: Repository) -> None:
    blob = repository.blob("x")
    below = repository.tree([("100644", b"y.md", blob)])
    for docs in (
        [("100644", b"x.md", blob), ("100644", b"x.md", blob)],
        [("100644", b"x.md", blob), ("40000", b"x.md", below)],
        [("100644", b"a/b.md", blob), ("100644", b"/etc/x.md", blob)],
    ):
        head = repository.propose(repository.tree([("40000", b"docs", repository.tree(docs))]))
        assert (in_time(repository, head).problem or "").startswith("Forslaget har ")


def test_a_tree_that_holds_itself_ends(repository: Repository) -> None:
    for leaves in ([], [("100644", b"x.md", repository.blob("x"))]):
        tree = repository.tree(leaves)
        for _ in range(12):
            tree = repository.tree([("40000", f"{number}".encode(), tree) for number in range(10)])
        head = repository.propose(repository.tree([("40000", b"docs", tree)]))
        problem = in_time(repository, head).problem or ""
        assert problem.startswith("Forslaget har for mange filer")


def test_too_many_files_and_too_large_ones_are_refused(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    blob = repository.blob("x")
    docs = repository.tree([("100644", f"{number:05}.md".encode(), blob) for number in range(proposal.MOST_FILES + 1)])
    head = repository.propose(repository.tree([("40000", b"docs", docs)]))
    assert "for mange filer" in (in_time(repository, head).problem or "")
    for path, size in (("docs/x.md", proposal.LARGEST_PAGE), ("data/figures.yml", proposal.LARGEST_TEXT)):
        assert judged(repository, {path: b" " * (size + 1)}).problem == f"Filen `{path}` er for stor til, at jeg kan læse den."
    monkeypatch.setattr(proposal, "LARGEST_TOGETHER", 1000)
    assert "fylder tilsammen" in (judged(repository, {"docs/a.png": b"x" * 600, "docs/b.png": b"x" * 600}).problem or "")


def test_of_other_files_only_the_name_is_taken(repository: Repository, tmp_path: Path) -> None:
    files: Files = {**whole(), "data/elever.csv": b"x" * 30_000_000, "docs/evil.js": "alert(1)", "hooks.py": "x", "overrides/main.html": "x"}
    about = {path: ("100644", repository.blob(content)) for path, content in files.items()}
    head = repository.propose(repository.folders(about))
    proposal.unpack(repository.folder, head, tmp_path / "read")
    read = {file.relative_to(tmp_path / "read").as_posix(): file for file in (tmp_path / "read").rglob("*") if file.is_file()}
    assert read["data/elever.csv"].stat().st_size == 0 and read["docs/evil.js"].stat().st_size == 0
    assert "hooks.py" not in read and not any(path.startswith(".git") for path in read)
    ours = ROOT / "overrides/main.html"
    assert read["overrides/main.html"].read_bytes() == ours.read_bytes()
    assert not any(os.access(file, os.X_OK) for path, file in read.items() if not path.startswith("overrides"))


@pytest.mark.parametrize("missing", ["data/figures.yml", "mkdocs.yml", "data", "docs"])
def test_what_is_missing_is_said(repository: Repository, missing: str) -> None:
    files = {path: content for path, content in whole().items() if not path.startswith(missing)}
    assert judged(repository, files).diagnostics


def test_a_broken_object_is_said(repository: Repository) -> None:
    files = {path: ("100644", repository.blob(content)) for path, content in whole().items()}
    head = repository.propose(repository.folders(files))
    id_ = files["docs/index.md"][1]
    broken = repository.folder / "objects" / id_[:2] / id_[2:]
    broken.chmod(0o644)
    broken.write_bytes(b"x")
    assert in_time(repository, head).problem


def hostile_pages() -> Iterator[tuple[str, str]]:
    """Texts of 40 KB that a careless pattern takes for ever over."""
    for sign in ("[", "`", "{% ", "<", "(", "#", "> ", "- ", '"', "=", "\n", " \n", "a ", "!", "<!--", "</div>", "<div>"):
        yield f"only {sign!r}", sign * (40_000 // len(sign))
    spaces = " " * 40_000
    for before in ("[a](x ", "[a](", "# a", "href=", "id=", "[a]:", "```\n", "===", "{:", "<a"):
        yield f"spaces after {before!r}", f"{before}{spaces}x"
    for piece in ("![a](", "[a](x '", "[[a]", "` ", "~~~\n", "```\n~~~", '=== "', "{:#", " [a\n", "#a", "a\n-", "!!! ", "&amp;", "[a][", "`a``b"):
        yield f"many {piece!r}", f"{{{piece * (40_000 // len(piece))}"
    yield "ticks of every length", "".join("`" * count + "a" for count in range(280))


def test_hostile_pages_end_within_seconds(repository: Repository) -> None:
    pages: Files = {f"docs/ond/{number}.md": PAGE.format(text) for number, (_, text) in enumerate(hostile_pages())}
    assert judged(repository, {**whole(), **pages}).diagnostics


@pytest.mark.parametrize("sign", ["{{ ", "{", "{{("])
def test_a_page_too_deep_for_a_parser_is_said(repository: Repository, sign: str) -> None:
    verdict = judged(repository, {**whole(), "docs/index.md": PAGE.format(sign * 15_000)})
    written = comment.comment(verdict, run_results(None), None, comment.links({}))
    assert "ingen fejl" not in written and (verdict.diagnostics or written.count(str(verdict.problem)) == 1)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 40_000, "nav:\n" + "- a: &x [*x, *x]\n", "nav: " + "{a: " * 5_000, "nav: !!python/object/apply:os.system [id]\n", "\x00", "- " * 20_000,
        "a: &a [x,x]\n" + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(9)) + "nav: *j\n",
    ],
    ids=["deep", "itself", "deep groups", "tag", "nul", "dashes", "aliases"],
)  # fmt: skip
def test_a_hostile_menu_ends(repository: Repository, text: str) -> None:
    verdict = judged(repository, {**whole(), "mkdocs.yml": text})
    assert verdict.diagnostics or verdict.problem


@pytest.mark.parametrize("command", [["sh", "-c", "yes"], ["sh", "-c", "sleep 9"], ["nowhere"], ["sh", "-c", "exit 7"]], ids=str)
def test_a_program_gets_so_much_and_no_more(command: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded_process, "SECONDS", 1)
    assert bounded_process.output(command, largest=100_000) is None


def test_a_program_gets_none_of_our_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GH_TOKEN", "hemmelig")
    printed = bounded_process.output(["env"])
    assert printed and b"hemmelig" not in printed
