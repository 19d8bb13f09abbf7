"""What the comment says in each situation: short, the most important first, and with the same words at its end."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from publication.github import comment
from publication.github.change_report import ChangedFile, ChangedRecord, Effects, TextChange
from publication.github.changed_files import ChangedFiles
from publication.github.corrections import Correction
from publication.github.jobs import BUILD, TESTS, Progress, _explained, red_tests
from publication.github.proposal import Verdict
from publication.github.run_results import ReportedDiagnostic, RunResults
from publication.github.summary import summary, words_that_differ
from tests.github.hostile import HOSTILE

ASKED = {
    "GITHUB_REPOSITORY": "ejer/navn", "NUMBER": "5", "HEAD_SHA": "ab" * 20, "CHECK_RUN_ID": "9", "GITHUB_RUN_ID": "12",
    "HEAD_REPOSITORY": "fork/navn", "HEAD_BRANCH": "patch-1",
}  # fmt: skip
ROOT = Path(__file__).parents[2]
LINKS = comment.links(ASKED)
NOTHING = RunResults((), Effects(records=(), touched=()))
FINE = Verdict()
DONE = Progress({BUILD: "grøn", TESTS: "grøn"})
BEGUN = Progress({BUILD: "venter", TESTS: "venter"})


def fault(file: str = "data/schools.yml", line: int = 3, code: str = "dato", **more: Any) -> ReportedDiagnostic:
    return ReportedDiagnostic(file=file, line=line, column=3, code=code, message="noget er galt", **more)


def changed(*names: str, **shown: frozenset[int]) -> ChangedFiles:
    return ChangedFiles(names=frozenset(names), shown={f"data/{name}.yml": lines for name, lines in shown.items()})


def said(verdict: Verdict = FINE, run: RunResults = NOTHING, progress: Progress | None = DONE, **more: Any) -> str:
    return comment.comment(verdict, run, more.get("changed", changed("data/schools.yml")), more.get("links", LINKS), progress)


def page(title: str, *changes: tuple[str | None, str | None], where: str = "Afsnit") -> ChangedFile:
    told = tuple(TextChange(where=where, before=before, after=after) for before, after in changes)
    return ChangedFile(address=f"/{title.lower()}/", title=title, sort="side", state="rettet", changes=told)


def effects(*pages: ChangedFile, records: tuple[ChangedRecord, ...] = ()) -> RunResults:
    return RunResults((), Effects(records=records, touched=pages))


def test_the_first_word_says_what_is_known_and_what_is_coming() -> None:
    written = said(run=RunResults(problem="den efterlod ingen filer"), progress=BEGUN)
    assert "Indtil nu er der ingen fejl" in written and "Nu bygger jeg siden" in written and "Prøverne kører stadig" in written
    assert "kunne ikke læse" not in written and "Du skal ikke gøre noget nu." in written


def test_when_all_is_done_a_person_takes_over() -> None:
    written = said()
    assert "Der er ingen fejl i det" in written and "Alle prøver er grønne." in written
    assert "Siderne siger det samme som før." in written and "Du skal ikke gøre mere." in written


@pytest.mark.parametrize(("count", "words"), [(1, "Én ting skal rettes først"), (2, "To ting skal rettes først"), (40, "40 ting skal")])
def test_faults_are_counted_as_people_count(count: int, words: str) -> None:
    written = said(Verdict(tuple(fault(line=line) for line in range(1, count + 1))))
    assert words in written and "Når du har rettet" in written
    # What to do is said once for all of a kind.
    assert written.count("Sådan gør du:") == 1


def test_faults_elsewhere_come_last_and_are_said_to_follow() -> None:
    own, other = fault("data/schools.yml"), fault("data/figures.yml", code="hovedtal")
    written = said(Verdict((other, own)))
    assert "Én ting skal rettes først" in written and "Én ting mere følger nok af det" in written
    assert written.index("schools.yml") < written.index("følger nok") < written.index("figures.yml")
    alone = said(Verdict((other,)))
    assert "Den står i en fil, du ikke har ændret, men den følger af det" in alone and "ting mere følger" not in alone


def test_a_line_that_one_click_puts_right_is_pointed_to() -> None:
    found = fault(line=7)
    verdict = Verdict((found,), None, (Correction(found.file, 7, "a: b", "a: `c` ```", "dato"),))
    near, far = changed("data/schools.yml", schools=frozenset({7})), changed("data/schools.yml", schools=frozenset({8}))
    assert "Rettelsen ligger klar: [Find linjen her](https://github.com/ejer/navn/pull/5/files)" in said(verdict, changed=near)
    assert "[Ret linjen her]" in said(verdict, changed=far)
    (remark,) = comment.review(verdict, near)
    assert "````suggestion\na: `c` ```\n````" in remark["body"] and (remark["path"], remark["line"]) == (found.file, 7)
    assert comment.review(verdict, far) == [] == comment.review(verdict, None)


def test_a_red_test_is_explained_and_said_once() -> None:
    names = ("tests/build/test_weight.py::test_a", "tests/build/test_weight.py::test_b", "tests/web/test_cache.py::test_c")
    red = Progress({BUILD: "grøn", TESTS: "rød"}, names)
    written = said(progress=red)
    assert "Der er to ting at se på" in written and written.count("En side er blevet for tung") == 1
    assert written.index("for tung") < written.index("En prøve af koden er rød")
    # What the build has said with file and line is not said again.
    spelt = Progress({BUILD: "rød", TESTS: "rød"}, ("tests/authoring/test_spelling.py::test_every_word_that_readers_see_is_spelt_right",))
    both = said(run=RunResults((fault("docs/x.md", code="stavning"),), NOTHING.effects), progress=spelt)
    assert "Der er én ting at se på" in both and "Prøverne er røde" not in both and "Når du har rettet" in both


@pytest.mark.parametrize(
    ("progress", "words"),
    [
        (Progress({BUILD: "grøn", TESTS: "rød"}), "Prøverne er røde, men jeg kan ikke se hvorfor."),
        (Progress({BUILD: "grøn", TESTS: "rød"}, ()), "**Et program udefra fandt noget.**"),
        (Progress({BUILD: "rød", TESTS: "venter"}), "Men siden kunne ikke bygges."),
        (Progress({TESTS: "afbrudt"}), "Der er ingen fejl i det"),
    ],
)
def test_every_job_is_known(progress: Progress, words: str) -> None:
    run = RunResults(problem="den efterlod ingen filer") if progress.states.get(BUILD) == "rød" else NOTHING
    written = said(run=run, progress=progress)
    assert words in written and "Når du har rettet" not in written


def test_every_explained_test_is_there() -> None:
    """A row of the table stands for tests that exist, so that a renamed test is not forgotten."""
    names = [
        f"{file.relative_to(ROOT).as_posix()}::{name}"
        for file in (ROOT / "tests").rglob("test_*.py")
        for name in re.findall(r"(?m)^def (test_\w+)", file.read_text(encoding="utf-8"))
    ]
    unknown = [pattern.pattern for pattern, _ in _explained() if pattern.pattern != "audit" and not any(map(pattern.match, names))]
    assert unknown == [] and red_tests(Progress({}, ("hvad som helst",)))[0].editor is False


def test_the_end_is_always_there() -> None:
    shown = {**LINKS, "deployed": "https://x.netlify.app"}
    for verdict in (Verdict(), Verdict((fault(),)), Verdict(problem="Nej.")):
        for progress in (BEGUN, DONE, None):
            written = said(verdict, progress=progress, links=shown)
            assert "[åbn forhåndsvisningen](https://x.netlify.app)" in written and "### Hvad sker der nu?" in written
            assert "gh pr checkout 5" in said(verdict, progress=progress) and "Det gælder udgaven `abababa`" in written


def test_a_new_record_shows_its_content_and_a_changed_one_what_it_was() -> None:
    fields = (TextChange(where="Titel", before=None, after="Sang"),)
    records = (
        ChangedRecord(kind="media_coverage", id="ny", line=3, state="ny", fields=fields),
        ChangedRecord(kind="statistics", id="x", line=9, state="rettet", fields=(TextChange(where="Elever", before="1", after="2"),)),
    )
    written = said(run=effects(records=records))
    assert "Omtale `ny` er ny\n  - `Titel`: `Sang`" in written and "`Elever`: før `1`, nu `2`" in written


def test_what_is_repeated_is_said_once() -> None:
    pages = [page(f"Side {number}", (f"I {number} er der 3.410 elever.", f"I {number} er der 3.411 elever.")) for number in range(12)]
    cited = [page(f"Side {number}", (f"Hentet {number}", f"Læst {number * 7}"), where="Citér siden") for number in range(12)]
    written = said(run=effects(*pages))
    assert "`3.410` er blevet til `3.411` på 12 sider: `Side 0`, `Side 1`, `Side 2` og 9 mere" in written and written.count("3.410") == 1
    assert "Under `Citér siden` står der noget andet på 12 sider" in said(run=effects(*cited))
    assert len(summary(Effects(records=(), touched=tuple(pages[:2]))).pages) == 2
    gone = [page(f"Side {number}", (None, None), where="") for number in range(5)]
    assert "Noget er fjernet på 5 sider: `Side 0`" in said(run=effects(*gone))


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("der er 3 kor", "der er 4 kor", ("3", "4")),
        ("Herlev Musikskole spiller", "Herlev Musik- og Kulturskole spiller", ("Musikskole", "Musik- og Kulturskole")),
        ("et ord", "et nyt ord", ("", "nyt")),
        (None, "nyt", (None, "nyt")),
    ],
)
def test_only_the_words_that_differ_are_compared(before: str | None, after: str | None, words: tuple[str | None, str | None]) -> None:
    assert words_that_differ(TextChange(where="", before=before, after=after)) == words


@pytest.mark.parametrize("text", ["x" * 1000, *HOSTILE[:4]])
def test_whatever_changes_the_comment_stays_short_and_the_report_has_all(text: str) -> None:
    many = tuple(page(f"{text[:900]}{number}", *[(text[:500] + str(line), text[500:990] + str(line)) for line in range(12)], where=text[:1000]) for number in range(30))
    field = TextChange(where=text[:1000], before=text[:1000], after=text[:990] + "y")
    records = tuple(ChangedRecord(kind="schools", id=f"{text[:900]}{number}", line=1, state="rettet", fields=(field,) * 20) for number in range(40))
    faults = tuple(fault(f"data/{text[:900]}.yml", line) for line in range(1, 60))
    code = tuple(f"{text[:500]}{number}.py" for number in range(500))
    odd = ChangedFiles(code, code, False)
    for verdict in (Verdict(), Verdict(faults)):
        run = RunResults(faults, effects(*many, records=records).effects)
        written = comment.comment(verdict, run, odd, LINKS, BEGUN)
        assert len(written) <= comment.LONGEST and "### Hvad sker der nu?" in written and "gh pr checkout 5" in written
        assert "[Læs hele rapporten](https://github.com/ejer/navn/actions/runs/12)" in written
        assert len(comment.report(verdict, run, odd, LINKS, BEGUN)) > len(written)
