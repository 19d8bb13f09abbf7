"""The check of what authors write as HTML, as attribute lists such as `{ width="300" }`, and as schemes of links.

It reads the text as written, so that each diagnostic has its line, and takes for HTML whatever is not certainly code.
`harmless_html` looks at what Markdown makes of the text, when the site is built.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from html import unescape

from markdown.extensions.attr_list import get_attrs_and_remainder

from publication.documents.document import Document
from publication.documents.harmless_html import CLASSES, SCHEMES, is_allowed
from publication.loading.diagnostics import Diagnostic

_FENCE = re.compile(r"(?P<before>[ \t>]*)(?P<fence>`{3,}|~{3,})(?P<head>[^`]*)")
_FENCE_HEAD = re.compile(
    r"[ \t]*(?:\.?[\w#.+-]+)?(?:[ \t]+(?:title|linenums|hl_lines)=\"[^\"<>]*\")*[ \t]*"
    r"|[ \t]*\{(?P<attributes>[^<>]*)\}[ \t]*"
)
_FENCE_ATTRIBUTES = {"title", "linenums", "hl_lines"}
_TICKS = re.compile(r"`++")
_COMMENT = re.compile(r"<!--(?!-?>)(?:(?!<!--|--!>).)*?-->", re.DOTALL)
# Within a line Markdown may read a part of a comment as something else, so that only its frame is harmless.
_OWN_LINE_COMMENT = re.compile(rf"^ {{0,3}}{_COMMENT.pattern}", re.DOTALL | re.MULTILINE)
_NAME = r"[a-zA-Z_][\w:.-]*+"
_TAG = re.compile(
    rf"<(?P<close>/?)(?P<tag>[a-zA-Z][a-zA-Z0-9-]*+)"
    rf"(?P<attributes>(?:\s++{_NAME}(?:\s*+=\s*+(?:\"[^\"<>{{}}]*\"|'[^'<>{{}}]*'|[^\s\"'=<>`{{}}]+))?)*+)\s*+/?>"
)
_ATTRIBUTE = re.compile(rf"(?P<name>{_NAME})(?:\s*+=\s*+(?P<value>\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?")
_START = re.compile(r"<(?=[a-zA-Z/!?{])")
_AUTOLINK = re.compile(r"<(?:(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*)://[^<>\s]*|[^<>\s:/!]+@[^@<>\s:]+)>")
_LIST = re.compile(r"\{:?[ ]*([^}\n ][^\n]*)\}")
_MOST_BRACES = 200
_CRITIC = re.compile(r"\{(?:--|\+\+|~~|==|>>)")
_WAY = re.compile(r"\](?:\(|:)\s*<?\s*(?=(?P<way>[^\s)>]*))")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_BLOCK_OPTIONS = re.compile(r"^[ \t>]*/{3,}[^\n]*\n(?P<option>[ \t>]+[^\n]*:)", re.MULTILINE)
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_JINJA = re.compile(r"\{#|\{%|\{\{[-+]|[-+]\}\}")
# Elements that stand in a sentence, with Markdown around and in them, and those that hold nothing.
_IN_LINE = set(
    "a abbr b bdi bdo br cite code del dfn em i img ins kbd mark q s samp small span strong sub sup time u var wbr "
    "col hr".split()
)
# What an author may have wanted.
_INSTEAD = {
    "script": "en side kan ikke have sine egne scripts",
    "style": "siden tillader ingen stil uden for sin egen",
    **dict.fromkeys(("iframe", "object", "embed", "video", "audio"), "skriv et link til det i stedet, for eksempel [Se filmen](https://…)"),
    **dict.fromkeys(("form", "input", "button", "select", "textarea"), "en side kan ikke spørge om noget; skriv et link til en formular"),
    **dict.fromkeys(("svg", "math", "picture", "canvas"), "læg billedet som fil i docs, og skriv ![tekst](fil.png)"),
    "h1": "titlen står i sidens hoved; skriv en overskrift som ## Overskrift",
}


def html_diagnostics(documents: Iterable[Document]) -> Iterator[Diagnostic]:
    """What authors may not write on a page, each at its place."""
    for document in documents:
        text = document.markdown
        for found in _JINJA.finditer(text):
            message = f"»{found[0]}« sletter noget uden spor; skriv en kommentar som <!-- … -->, og en makro som {{{{ navn() }}}}"
            yield _at(document, found.start(), "side-html", message)
        for found in _PRIVATE.finditer(text):
            yield _at(document, found.start(), "usynligt-tegn", "linjen rummer et usynligt tegn; slet det")
        if not re.search(r"[<{\[]|//[/]|~~~|```", text):
            continue
        text = yield from _without_fences(document, text)
        text = _OWN_LINE_COMMENT.sub(_blank, text)
        yield from _tags(document, text)
        text = "\n".join(map(_without_code, text.split("\n")))
        yield from _attribute_lists(document, text)
        yield from _ways(document, text)
        for found in _BLOCK_OPTIONS.finditer(text):
            message = "lige under /// kan der ikke stå indstillinger; skriv teksten helt ude til venstre"
            yield _at(document, found.start("option"), "side-html", message)


def _at(document: Document, offset: int, code: str, message: str) -> Diagnostic:
    return document.position(offset).diagnostic(code, message)


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])


def _without_fences(document: Document, text: str) -> Iterator[Diagnostic]:
    """Yield what is wrong with blocks of code; return the text with those blank that are certainly code."""
    lines = text.split("\n")
    offset = number = unread = 0
    # Whoever has so many that cannot be read is told of enough.
    while number < len(lines) and unread < 20:
        start, line = offset, lines[number]
        offset += len(line) + 1
        number += 1
        found = _FENCE.fullmatch(line)
        if not found:
            continue
        end = _end_of_fence(lines, number, found["before"], found["fence"])
        head = _FENCE_HEAD.fullmatch(found["head"])
        if end is None or head is None:
            message = "kodeblokken kan ikke læses; skriv ``` alene på linjen før og efter, eventuelt med et sprog som ``` python"
            yield _at(document, start, "side-html", message)
            unread += 1
            continue
        for name, value in get_attrs_and_remainder(head["attributes"] or "")[0]:
            if name != "." and name not in _FENCE_ATTRIBUTES:
                yield _at(document, start, "side-html", _refusal("kode", name, value or ""))
        offset += sum(len(each) + 1 for each in lines[number : end + 1])
        for place in range(number - 1, end + 1):
            lines[place] = " " * len(lines[place])
        number = end + 1
    return "\n".join(lines)


def _end_of_fence(lines: list[str], start: int, before: str, fence: str) -> int | None:
    for number in range(start, len(lines)):
        line = lines[number]
        if line.strip() and not line.startswith(before.rstrip(" \t") if not line.strip(" \t>") else before):
            return None
        if line.startswith(before + fence) and not line[len(before + fence) :].strip():
            return number
    return None


def _tags(document: Document, text: str) -> Iterator[Diagnostic]:
    """What is wrong with the tags in a text without blocks of code and comments on lines of their own."""
    offset, opened = 0, list[str]()
    for line in text.split("\n"):
        # In an element that is written as HTML a tick is a tick, so that what stands between two is no code.
        in_html = bool(opened)
        code = _code(line) if "<" in line else []
        for found in _START.finditer(line):
            if not in_html and any(start < found.start() < end for start, end in code):
                continue
            start = offset + found.start()
            if (autolink := _AUTOLINK.match(text, start)) and not in_html:
                yield from _scheme(document, start + 1, autolink["scheme"] or "mailto")
            elif tag := _TAG.match(text, start):
                if tag["tag"].lower() not in _IN_LINE and (in_html or not line[: found.start()].strip()):
                    in_html = True
                    _note(opened, tag["tag"].lower(), bool(tag["close"]))
                yield from _tag(document, tag)
            elif not _COMMENT.match(line, found.start()):
                shown = line[found.start() :][:20]
                message = f"»{shown}« kan ikke læses som HTML; skriv &lt; for tegnet <, eller sæt ` på hver side af kode"
                yield _at(document, start, "side-html", message)
        offset += len(line) + 1


def _code(line: str) -> list[tuple[int, int]]:
    """Where code stands between ticks on a line: as many close it as open it, or the last of them if no more do."""
    runs = [found.span() for found in _TICKS.finditer(line)]
    by_length: dict[int, list[int]] = {}
    for start, end in runs:
        by_length.setdefault(end - start, []).append(start)
    found: list[tuple[int, int]] = []
    past = 0
    for start, end in runs:
        before = line[:start]
        if (len(before) - len(before.rstrip("\\"))) % 2:
            start += 1
        if start < past or start == end:
            continue
        for length in range(end - start, 0, -1):
            closing = by_length.get(length, [])
            if (place := bisect_left(closing, end)) < len(closing):
                past = closing[place] + length
                found.append((start, past))
                break
    return found


def _without_code(line: str) -> str:
    for start, end in _code(line) if "`" in line else ():
        line = line[:start] + " " * (end - start) + line[end:]
    return line


def _note(opened: list[str], tag: str, closes: bool) -> None:
    """Note which elements are open after a tag, as Markdown counts them."""
    if not closes:
        opened.append(tag)
    elif tag in opened:
        del opened[len(opened) - 1 - opened[::-1].index(tag) :]


def _tag(document: Document, found: re.Match[str]) -> Iterator[Diagnostic]:
    tag = found["tag"].lower()
    if not is_allowed(tag):
        yield _at(document, found.start(), "side-html", _refusal(tag))
        return
    names = set()
    for one in _ATTRIBUTE.finditer(found["attributes"]):
        name, value = one["name"].lower(), unescape((one["value"] or "").strip("\"'"))
        names.add(name)
        if not is_allowed(tag, name, value):
            place = found.start("attributes") + one.start()
            yield _at(document, place, "side-html", _refusal(tag, name, value))
    if tag == "img" and "alt" not in names:
        message = "billedet mangler en tekst til dem, der ikke kan se det; skriv den i alt=\"…\""
        yield _at(document, found.start(), "side-billede", message)


def _refusal(tag: str, name: str = "", value: str = "") -> str:
    if not name:
        return f"elementet »{tag}« må ikke stå på en side; {_INSTEAD.get(tag, 'skriv det i Markdown, eller slet det')}"
    if name == "class":
        wrong = " ".join(word for word in value.split() if word not in CLASSES)
        return f"klassen »{wrong}« kan ikke bruges på en side; brug en af dem, vejledningen viser, for eksempel md-button, eller slet den"
    if name == "id":
        return f"id'et »{value}« bruges af siden selv eller kan ikke læses; vælg et andet med små bogstaver, tal og bindestreg"
    if name in {"href", "src"}:
        return f"adressen »{value[:60]}« kan ikke bruges; skriv en, der begynder med https://, eller vejen til en fil i docs"
    why = "for siden tillader ingen stil uden for sin egen" if name == "style" else "for den er ikke harmløs"
    return f"»{name}« kan ikke stå på »{tag}«, {why}; slet det"


def _attribute_lists(document: Document, text: str) -> Iterator[Diagnostic]:
    """What is wrong with the words between braces that Markdown makes into attributes."""
    offset = 0
    for line in text.split("\n"):
        if line.count("{") > _MOST_BRACES:
            message = f"der står mere end {_MOST_BRACES} krøllede parenteser på én linje; del linjen"
            yield _at(document, offset, "side-html", message)
            offset += len(line) + 1
            continue
        for brace in re.finditer(r"(?<!\{)\{(?!\{)", line):
            found = _LIST.match(line, brace.start())
            if not found:
                continue
            attributes, rest = get_attrs_and_remainder(found[1])
            before, after = line[: found.start()], (rest + "}" + line[found.end() :])[1:].strip()
            assigned = any(value is not None for _, value in attributes)
            if _CRITIC.match(line, found.start()) and not assigned:
                continue
            # Between two words of a sentence braces are braces.
            if not assigned and before.strip() and before.endswith(" ") and after and not after.startswith("|"):
                continue
            for name, value in attributes:
                if message := _listed(name, value):
                    yield _at(document, offset + found.start(), "side-html", message)
        offset += len(line) + 1


def _listed(name: str, value: str | None) -> str | None:
    """What is wrong with one word of an attribute list."""
    name, value = ("class" if name == "." else name.lower()), value or ""
    if name in {"href", "src"}:
        return f"»{name}« kan ikke stå mellem {{ og }}; skriv adressen i linket selv"
    if name == "markdown" or any(is_allowed(tag, name, value) for tag in ("p", "img", "ol", "td", "h2")):
        return None
    return _refusal("{ … }", name, value)


def _ways(document: Document, text: str) -> Iterator[Diagnostic]:
    for found in _WAY.finditer(text):
        way = re.sub(r"[\x00-\x20\\]", "", unescape(found["way"]))
        if scheme := _SCHEME.match(way):
            yield from _scheme(document, found.start("way"), scheme[1])
        elif "{{" in way:
            message = "i et links adresse kan der ikke stå en makro; skriv adressen helt ud"
            yield _at(document, found.start("way"), "side-link", message)


def _scheme(document: Document, offset: int, scheme: str) -> Iterator[Diagnostic]:
    # `links` has a better answer to http.
    if scheme.lower() not in SCHEMES | {"http"}:
        message = f"et link kan ikke begynde med »{scheme.lower()}:«; brug https://"
        yield _at(document, offset, "side-link", message)
