"""What a checker found, and how it is told: each fault once, with the pages that have it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

SHOWN_PAGES = 3


@dataclass(frozen=True, order=True)
class Finding:
    """One fault: who found it, which rule, what it means, where on which page, in which state."""

    checker: str
    rule: str
    message: str
    where: str
    page: str
    state: str = ""


def told(findings: Iterable[Finding]) -> str:
    """All findings as lines for a person, one paragraph a fault."""
    faults: dict[tuple[str, str, str, str], list[Finding]] = defaultdict(list)
    for finding in sorted(set(findings)):
        faults[finding.checker, finding.rule, finding.message, finding.where].append(finding)
    return "\n".join(_paragraph(*fault, seen) for fault, seen in faults.items())


def _paragraph(checker: str, rule: str, message: str, where: str, seen: list[Finding]) -> str:
    pages = list(dict.fromkeys(finding.page for finding in seen))
    states = list(dict.fromkeys(finding.state for finding in seen if finding.state))
    more = f" and {len(pages) - SHOWN_PAGES} more" if len(pages) > SHOWN_PAGES else ""
    lines = [f"{checker}: {rule}: {message}", f"    on {' '.join(pages[:SHOWN_PAGES])}{more}"]
    if states:
        lines.append(f"    when {', '.join(states)}")
    if where:
        lines.append(f"    at {where}")
    return "\n".join(lines)
