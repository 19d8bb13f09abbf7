"""`python -m audit`: runs every checker over site/ and passes only when none finds anything."""

import sys
from pathlib import Path

from dev.audit import books, checkers
from dev.harness import axe
from dev.harness.findings import outcome
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
            outcome("pages of the book", lambda: books.filled_pages(site)),
            outcome("workflows", lambda: checkers.workflows(root)),
        ]
    print(f"audit: {len(pages)} pages, {outcomes.count(True)} of {len(outcomes)} checkers pass")
    return 0 if all(outcomes) else 1


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
