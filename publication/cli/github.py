"""The commands that GitHub's workflows call: `form`, `changes`, `comment` and `care`."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
from collections.abc import Callable
from pathlib import Path

from publication.github import change_report, form_proposals, messages, revisions, weekly_report
from publication.github import comment as pull_request_comment
from publication.model.kinds import KINDS
from publication.validation.checking import examine
from publication.web.deployment import deployment

Say = Callable[[str], object]


def form_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--event", type=Path, required=True, metavar="FIL", help="hændelsen fra GitHub (GITHUB_EVENT_PATH)")
    parser.add_argument("--data", type=Path, default=Path("data"), metavar="MAPPE", help="mappen med data (data)")
    parser.add_argument("--letter", type=Path, required=True, metavar="FIL", help="hvor teksten til forslaget skrives")
    parser.add_argument("--today", type=dt.date.fromisoformat, default=None, metavar="DAG", help="rettelsens dag (i dag)")


def form(options: argparse.Namespace, say: Say, remark: Say) -> int:
    """Write the records of an approved form into `data`, and a text for the pull request. Status 3: a person has to."""
    issue = json.loads(options.event.read_text(encoding="utf-8"))["issue"]
    number, body = int(issue["number"]), str(issue["body"] or "")
    try:
        made = form_proposals.proposal(body, options.data, options.today or dt.date.today())
    except form_proposals.Unclear as reason:
        options.letter.write_text(messages.render("form-unclear.md", reason=str(reason)), encoding="utf-8")
        remark(f"{messages.plain(reason)}\n")
        return 3
    for kind, text in made.texts.items():
        (options.data / f"{kind}.yml").write_text(text, encoding="utf-8")
    diagnostics = examine(options.data)[1]
    kinds = [KINDS[kind] for kind in made.texts]
    text = messages.render("form-proposal.md", number=number, kinds=kinds, diagnostics=diagnostics)
    options.letter.write_text(text, encoding="utf-8")
    say(f"{made.title}\n")
    return 0


def comment_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--from", dest="left", type=Path, required=True, metavar="STED", help="mappen eller zip-filen, tjekket efterlod")


def comment(options: argparse.Namespace, say: Say, remark: Say) -> int:
    say(pull_request_comment.comment(
        pull_request_comment.results(options.left), pull_request_comment.links(os.environ)
    ))
    return 0


def changes_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--from", dest="since", required=True, metavar="UDGAVE", help="commit eller gren at holde op mod")
    parser.add_argument("--to", dest="until", metavar="UDGAVE", help="commit eller gren (filerne, som de ligger nu)")
    parser.add_argument("--format", choices=list(change_report.FORMATS), default="text", help="text, markdown eller json (text)")


def changes(options: argparse.Namespace, say: Say, remark: Say) -> int:
    """Print what a change means. With diagnostics in data there is no site to compare, and only their number is said."""
    root = Path()
    since = revisions.commit(root, options.since)
    until = revisions.commit(root, options.until) if options.until else None
    if since is None or (options.until and until is None):
        remark(f"Der er ingen udgave, der hedder «{options.until if since else options.since}».\n")
        return 2
    if not until and (diagnostics := examine(root / "data")[1]):
        remark(f"Der er {len(diagnostics)} fejl i data. Ret dem først: python -m publication check\n")
        return 1
    found = change_report.effects(root, since, until)
    say(change_report.FORMATS[options.format](found))
    return 0


def care_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--list-links", type=Path, metavar="MAPPE", help="vis kun links ud af den byggede side i mappen")
    parser.add_argument("--links", type=Path, default=Path("links.json"), metavar="FIL", help="svaret fra lychee")
    parser.add_argument("--packages", type=Path, default=Path("packages.json"), metavar="FIL", help="svar fra pip-audit")
    parser.add_argument("--today", type=dt.date.fromisoformat, default=None, metavar="DAG", help="dagen at regne fra (i dag)")


def care(options: argparse.Namespace, say: Say, remark: Say) -> int:
    """Print the links to try, or the text of the issue about everything that needs looking after."""
    if options.list_links:
        say("".join(f"{link}\n" for link in weekly_report.outside_links(options.list_links, deployment(os.environ).site)))
        return 0
    today = options.today or dt.date.today()
    found = weekly_report.weekly_report(Path(), options.links, options.packages, today)
    say(messages.render("care.md", report=found, today=today, mark=weekly_report.MARK))
    return 0
