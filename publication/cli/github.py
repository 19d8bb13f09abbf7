"""The commands that GitHub's workflows call: `form`, `changes`, `comment` and `care`."""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from pathlib import Path

from publication.build import upkeep
from publication.github import change_report, form_proposals, messages, proposal, revisions, weekly_report
from publication.github import comment as pull_request_comment
from publication.github import jobs as github_jobs
from publication.github.changed_files import changed_files
from publication.github.run_results import failed_tests, run_results
from publication.validation.checking import examine
from publication.web.deployment import deployment


def form(event: Path, data: Path, message: Path, today: dt.date | None) -> int:
    """Write the records of an approved form into `data`, print the title of the pull request, and write its text.

    Returns 3 when the form cannot become data; then the text is the answer in the issue.
    """
    issue = json.loads(event.read_text(encoding="utf-8"))["issue"]
    number, body = int(issue["number"]), str(issue["body"] or "")
    try:
        filled_in = form_proposals.proposal(body, data, today or dt.date.today())
    except form_proposals.Unclear as reason:
        message.write_text(messages.render("form-unclear.md", reason=str(reason)), encoding="utf-8")
        print(messages.plain(reason), file=sys.stderr)
        return 3
    for kind, text in filled_in.texts.items():
        (data / f"{kind}.yml").write_text(text, encoding="utf-8")
    diagnostics = examine(data)[1]
    text = messages.render("form-proposal.md", number=number, changed=filled_in.texts, diagnostics=diagnostics)
    message.write_text(text, encoding="utf-8")
    print(filled_in.title)
    return 0


def comment(
    repository: Path | None,
    head: str,
    changed: Path | None,
    results: Path | None,
    tests: Path | None,
    jobs: Path | None,
    report: Path | None,
    review: Path | None,
) -> int:
    """Print the comment on a pull request; write the report with all of it, and the remarks at single lines, into files."""
    verdict, links = proposal.judge(repository, head), pull_request_comment.links(os.environ)
    files, states = changed_files(changed), github_jobs.states(jobs)
    progress = github_jobs.Progress(states, failed_tests(tests)) if states is not None else None
    told = verdict, run_results(results), files, links, progress
    print(pull_request_comment.comment(*told), end="")
    if report:
        report.write_text(pull_request_comment.report(*told), encoding="utf-8")
    if review:
        remarks = pull_request_comment.review(verdict, files)
        review.write_text(json.dumps(remarks, ensure_ascii=False), encoding="utf-8")
    return 0


def changes(since: str, until: str | None, format: str) -> int:
    """Print what a change means. Data with diagnostics gives no site to compare, so only their number is printed."""
    root = Path()
    commits = {revision: revisions.commit(root, revision) for revision in (since, until) if revision}
    for revision, commit in commits.items():
        if commit is None:
            print(f"Der er ingen udgave, der hedder »{revision}«.", file=sys.stderr)
            return 2
    if not until and (diagnostics := examine(root / "data")[1]):
        print(f"Der er {len(diagnostics)} fejl i data. Ret dem først: python -m publication check", file=sys.stderr)
        return 1
    print(change_report.FORMATS[format](change_report.effects(root, commits[since], commits.get(until))), end="")
    return 0


def care(list_links: Path | None, links: Path, packages: Path, today: dt.date | None) -> int:
    """Print the text of the issue about everything that needs looking after; or only the links to try, one a line."""
    if list_links:
        for link in weekly_report.outside_links(list_links, deployment(os.environ).site):
            print(link)
    else:
        day = today or dt.date.today()
        print(weekly_report.weekly_report(Path(), links, packages, day, upkeep.of_project(Path(), day)), end="")
    return 0
