"""`python -m audit`: runs every checker over site/ and passes only when none finds anything."""

import sys
import time
from collections.abc import Callable
from pathlib import Path

from dev.audit import books, checkers
from dev.audit.programs import Missing
from dev.harness import axe
from dev.harness.findings import Finding, told
from dev.harness.http_server import serving
from dev.harness.pages import all_pages, bare_page, samples

BARE = "bare/"


def main() -> int:
    root = Path.cwd()
    site = root / "site"
    pages, one_of_each = all_pages(site), samples(site)
    bare = {
        f"/{BARE}{page}": bare_page(_text(site / page / "index.html"))
        for page in one_of_each
    }
    with serving(site, extra=bare) as home:
        outcomes = [
            outcome("Nu HTML checker", lambda: checkers.nu(home, site)),
            outcome("axe", lambda: axe.check(home, pages, one_of_each)),
            outcome("QualWeb", lambda: checkers.qualweb(home, pages)),
            outcome("Lighthouse", lambda: checkers.lighthouse(home, BARE, one_of_each)),
            outcome("EPUBCheck", lambda: books.epubcheck(site)),
            outcome("Ace", lambda: books.ace(site)),
            outcome("workflows", lambda: checkers.workflows(root)),
        ]
    print(f"audit: {len(pages)} pages, {outcomes.count(True)} of {len(outcomes)} checkers pass")
    return 0 if all(outcomes) else 1


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8")


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


if __name__ == "__main__":
    sys.exit(main())
