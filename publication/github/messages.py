"""What editors read on GitHub and in the terminal: Markdown and text from the templates in `.github/words/`.

A value can come from a stranger. On GitHub it stands between backticks, where nothing is a
link, a mention, a picture or HTML.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from publication.loading.codes import EXPLANATIONS
from publication.model import danish
from publication.model.fields import model_fields
from publication.model.kinds import KINDS

WORDS = Path(__file__).parents[2] / ".github" / "words"
LONGEST = 300
# GitHub takes 65,536 characters in a comment, and a mebibyte on the page of a run.
LONGEST_MESSAGE, LONGEST_REPORT = 60_000, 500_000


def plain(value: object, longest: int = LONGEST) -> str:
    """A value on one line, without invisible characters, and not too long."""
    folded = " ".join(str(value).split())
    shown = "".join(one for one in folded if one == " " or unicodedata.category(one)[0] not in "CZ")
    return shown if len(shown) <= longest else f"{shown[: longest - 1]}…"


def code(value: object, longest: int = LONGEST) -> str:
    """A value as code in Markdown, between more backticks than it holds in a row itself."""
    text = plain(value, longest)
    if not text:
        return "(intet)"
    fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    edge = " " if text[0] in "` " or text[-1] in "` " else ""
    return f"{fence}{edge}{text}{edge}{fence}"


def fence(line: str) -> str:
    """The fence of a code block around a line: more backticks than it holds in a row itself."""
    return "`" * max(3, max(map(len, re.findall("`+", line)), default=0) + 1)


def counted(count: int, one: str, several: str) -> str:
    """`1 side`, `12 sider`."""
    return f"{danish.number(count)} {one if count == 1 else several}"


@cache
def _environment() -> Environment:
    # Markdown and text, not HTML: a template puts every value from a stranger through `code` or `plain`.
    layout = {"trim_blocks": True, "lstrip_blocks": True, "keep_trailing_newline": True}
    templates = Environment(loader=FileSystemLoader(WORDS), autoescape=False, undefined=StrictUndefined, **layout)
    templates.filters.update(code=code, plain=plain, number=danish.number, moment=danish.moment, fence=fence, counted=counted, in_words=danish.in_words)
    templates.globals.update(explanations=EXPLANATIONS, kinds=KINDS, model_fields=model_fields)
    return templates


def render(name: str, longest: int = LONGEST_MESSAGE, **values: Any) -> str:
    """The text of a template; one that is longer than GitHub takes is cut at the end of a line."""
    text = _environment().get_template(f"{name}.j2").render(**values)
    text = re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"
    if len(text) <= longest:
        return text
    whole_lines = text[:longest].rpartition("\n")[0]
    still_open = whole_lines.count("<details>") - whole_lines.count("</details>")
    return whole_lines + "\n\n" + "</details>\n" * still_open + "…\n"
