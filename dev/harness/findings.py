"""What a checker found, and how it is told: each diagnostic once, with the pages that have it."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from dev.harness.programs import Missing

SHOWN = 4


@dataclass(frozen=True, order=True)
class Finding:
    """One diagnostic: who found it, which rule, what it means, where on which page, in which state."""

    checker: str
    rule: str
    message: str
    where: str
    page: str
    state: str = ""


def told(findings: Iterable[Finding]) -> str:
    """All findings as lines for a person, one paragraph a rule."""
    diagnostics: dict[tuple[str, str, str], list[Finding]] = defaultdict(list)
    for finding in sorted(set(findings)):
        diagnostics[finding.checker, finding.rule, finding.message].append(finding)
    return "\n".join(_paragraph(*diagnostic, seen) for diagnostic, seen in diagnostics.items())


def _paragraph(checker: str, rule: str, message: str, seen: list[Finding]) -> str:
    places: dict[str, list[Finding]] = defaultdict(list)
    for finding in seen:
        places[finding.where].append(finding)
    lines = [f"{checker}: {rule}: {message}"]
    for where, there in places.items():
        pages = _some(" ", [finding.page for finding in there])
        states = _some(", ", [finding.state for finding in there if finding.state])
        lines.append("    " + " · ".join(part for part in (pages, states, where) if part))
    more = len(places) - SHOWN
    return "\n".join(lines[: SHOWN + 1] + ([f"    and {more} more places"] if more > 0 else []))


def _some(between: str, names: list[str]) -> str:
    names = list(dict.fromkeys(names))
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return between.join(names[:SHOWN]) + more


def outcome(name: str, checker: Callable[[], set[Finding]]) -> bool:
    """Run one checker and tell; one that cannot run has not passed."""
    start = time.monotonic()
    found = None
    # A browser may lose a page on a busy machine, so what broke off gets one more try.
    for _ in range(2):
        try:
            found = checker()
            break
        except Missing as missing:
            print(f"audit: {name} cannot run: {missing}", flush=True)
            return False
        except Exception as error:  # The other checkers still have something to tell.
            print(f"audit: {name} broke off: {error}", flush=True)
    if found is None:
        return False
    print(f"audit: {name}: {len(found) or 'nothing'} found ({time.monotonic() - start:.0f} s)")
    if found:
        print(told(found), flush=True)
    return not found
