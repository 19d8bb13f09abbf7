"""The pages of a built site: all that a reader stays on, and one of each kind."""

import html
import json
import re
from collections.abc import Mapping
from pathlib import Path

HERE = Path(__file__).parent
SETTINGS = json.loads((HERE / "settings.json").read_text(encoding="utf-8"))


def all_pages(site: Path) -> list[str]:
    """The path of every page, but for those that only lead on to another.

    Of the pages of kept editions one stands for all: they are living pages with a banner.
    """
    pages = [address(site, file) for file in sorted(site.rglob("*.html")) if not _leads_on(file)]
    kept = [page for page in pages if re.match(r"udgaver/[0-9]{4}/kommuner/.", page)]
    return [page for page in pages if not re.match(r"udgaver/[0-9]{4}/.", page) or page in kept[:1]]


def samples(site: Path, kinds: Mapping[str, str] = SETTINGS["samples"]) -> list[str]:
    """The path of the first page of each kind that the site has."""
    first = (next(iter(sorted(site.glob(pattern))), None) for pattern in kinds.values())
    return list(dict.fromkeys(address(site, file) for file in first if file))


def address(site: Path, file: Path) -> str:
    """The address of a built file on its site, without the leading slash."""
    return file.relative_to(site).as_posix().removesuffix("index.html")


def _leads_on(file: Path) -> bool:
    return b'http-equiv="refresh"' in file.read_bytes()[:4000].lower()


def bare_page(page: str) -> str:
    """The text of a built page with nothing around it: no page of it can be faster."""
    main = re.search(r"<main.*?</main>", page, re.DOTALL)
    shown = main[0] if main else page
    text = re.sub(r"<(script|style|svg|template).*?</\1>", " ", shown, flags=re.DOTALL)
    words = html.escape(" ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split()))
    return (
        '<!doctype html><html lang="da"><meta charset="utf-8"><title>Bare</title>'
        f'<meta name="viewport" content="width=device-width"><p>{words}</p></html>'
    )
