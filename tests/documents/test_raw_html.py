"""What a stranger writes as HTML, in attribute lists or as a link can do nothing, and the author is told where it stands.

Each attack is put before the check, and, as if nobody had checked, before the look at what Markdown makes of it.
An oracle of the tests' own, which reads as a browser does, says what is dangerous.
"""

from __future__ import annotations

import random
import re
from functools import cache
from pathlib import Path

import html5lib
import pytest
from markdown import Markdown
from mkdocs.config import load_config

from dev.harness.project_copies import ROOT
from publication.documents import harmless_html
from publication.documents.document import read_document, read_documents
from publication.documents.raw_html import html_diagnostics

# Each stands on the third line of a page.
ATTACKS = r"""
<script>alert(1)</script>
<SCRIPT SRC=//evil.example/x.js></SCRIPT>
<script src="../evil.js"></script>
<script src="data:text/javascript,alert(1)"></script>
<script type="module">import "../evil.js"</script>
<ScRiPt >alert(1)</sCrIpT >
<script/src="../evil.js">
text <script>alert(1)</script> text
- <script>alert(1)</script>
> <script>alert(1)</script>
| a |<br>| - |<br>| <script>alert(1)</script> |
# Overskrift <script>alert(1)</script>
**<script>alert(1)</script>**
[<script>alert(1)</script>](https://eksempel.dk/)
[x](https://eksempel.dk/ "<script>alert(1)</script>")
![<script>alert(1)</script>](x.png)
[^1]: <script>alert(1)</script>
*[STUK]: <script>alert(1)</script>
!!! note "<script>alert(1)</script>"
??? note "<img src=x onerror=alert(1)>"
=== "<img src=x onerror=alert(1)>"
{++<script>alert(1)</script>++}
{>><script>alert(1)</script><<}
{~~a~><script>alert(1)</script>~~}
==<script>alert(1)</script>==
^^<img src=x onerror=alert(1)>^^
- [x] <img src=x onerror=alert(1)>
++"<script>"++ <script>x</script>
``a` <script>alert(1)</script> `
\``a` <script>alert(1)</script> `
\`<script>alert(1)</script>\`
\\\`<script>alert(1)</script>`
`kode` <script>alert(1)</script> `kode`
`` ` `` <script>alert(1)</script>
<div>`<b onclick=alert(1)>`</div>
</div>`<p onclick=alert(1)>x</p>`
<!--> <script>alert(1)</script> -->
<!---> <script>alert(1)</script> -->
<!-- --!> <script>alert(1)</script> -->
<!-- <!-- --> <script>alert(1)</script> -->
<!-- x --><script>alert(1)</script>
<![CDATA[<script>alert(1)</script>]]>
<!DOCTYPE html>
<!ENTITY x "y">
<?php echo 1 ?>
<?xml-stylesheet href="javascript:alert(1)"?>
<style>body { display: none }</style>
<p style="position: fixed; inset: 0">x</p>
<b style=color:red>x</b>
<link rel=stylesheet href=//evil.example/x.css>
<meta http-equiv=refresh content="0; url=https://evil.example/">
<META HTTP-EQUIV="refresh" CONTENT="0;url=data:text/html,x">
<base href="https://evil.example/">
<title>En anden side</title>
<iframe src="https://evil.example/"></iframe>
<iframe srcdoc="<script>alert(1)</script>"></iframe>
<object data="x.swf"></object>
<embed src="x.swf">
<applet code=x></applet>
<frameset onload=alert(1)>
<portal src="https://evil.example/">
<form action="https://evil.example/"><input name=x></form>
<input>
<input type=radio>
<input autofocus onfocus=alert(1)>
<button formaction="javascript:alert(1)">x</button>
<button data-opens="soeg">x</button>
<textarea>x</textarea>
<select><option>x</select>
<label for="soeg">x</label>
<svg onload=alert(1)></svg>
<svg><script>alert(1)</script></svg>
<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>
<svg><animate onbegin=alert(1) attributeName=x></svg>
<svg><foreignObject><iframe src=x></iframe></foreignObject></svg>
<math><mtext></mtext></math>
<math><mi xlink:href="javascript:alert(1)">x</mi></math>
<video src=x onerror=alert(1)></video>
<audio src=x onerror=alert(1)></audio>
<video><source onerror=alert(1)></video>
<picture><source srcset="https://evil.example/x.png"></picture>
<canvas></canvas>
<template><script>alert(1)</script></template>
<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>
<xmp><script>alert(1)</script></xmp>
<plaintext>
<marquee onstart=alert(1)>x</marquee>
<dialog open>x</dialog>
<slot></slot>
<x-element>x</x-element>
<nav>x</nav>
<main>x</main>
<header>x</header>
<h1>x</h1>
<body onload=alert(1)>
<html onclick=alert(1)>
<img src=x alt=x onerror=alert(1)>
<img src=x alt=x ONERROR=alert(1)>
<img/src=x/onerror=alert(1)>
<img src="x"onerror="alert(1)">
<img src=x alt="a>b" onerror=alert(1)>
<img src=x alt=`a` onerror=alert(1)>
<img src="https://eksempel.dk/x.png" alt="x" srcset="https://evil.example/x.png 2x">
<img src="javascript:alert(1)" alt="x">
<img src="data:image/svg+xml,<svg onload=alert(1)>" alt="x">
<img src="data:image/png;base64,AAAA" alt="x">
<img src="http://evil.example/x.png" alt="x">
<a href="javascript:alert(1)">x</a>
<a href=javascript:alert(1)>x</a>
<a href=" javascript:alert(1)">x</a>
<a href="java&#115;cript:alert(1)">x</a>
<a href="javascript&colon;alert(1)">x</a>
<a href="java&Tab;script:alert(1)">x</a>
<a href="JaVaScRiPt:alert(1)">x</a>
<a href="vbscript:x">x</a>
<a href="data:text/html,<script>alert(1)</script>">x</a>
<a href="blob:https://eksempel.dk/1">x</a>
<a href="file:///etc/passwd">x</a>
<a href="https://eksempel.dk/" onclick="alert(1)">x</a>
<a href="https://eksempel.dk/" target="_blank">x</a>
<a href="https://eksempel.dk/" ping="https://evil.example/">x</a>
<a href="https://eksempel.dk/" download>x</a>
<b onclick="alert(1)">x</b>
<b onmouseover='alert(1)'>x</b>
<b onpointerenter=alert(1)>x</b>
<details ontoggle=alert(1) open>x</details>
<details onToggle=alert(1)><summary>x</summary></details>
<p id="indhold">x</p>
<p id="besked">x</p>
<p id="menu">x</p>
<p id="__tabbed_1_1">x</p>
<p class="foot">x</p>
<p class="grid link-to">x</p>
<p data-opens="soeg">x</p>
<p data-copy="x">x</p>
<p data-skip="book">x</p>
<p data-screen-only>x</p>
<p data-unsearched>x</p>
<p popover id=x>x</p>
<p popovertarget="menu">x</p>
<p contenteditable>x</p>
<p tabindex=1>x</p>
<p hidden>x</p>
<p inert>x</p>
<p role="alert">x</p>
<p aria-hidden="true">x</p>
<p accesskey="s">x</p>
<p itemscope itemtype="https://evil.example/">x</p>
<p is="x-y">x</p>
<p slot="x">x</p>
<td background="https://evil.example/x.png">x</td>
<table background="javascript:alert(1)"><tr><td>x</td></tr></table>
<ol start="1" onclick=x><li>x</li></ol>
<blockquote cite="javascript:alert(1)">x</blockquote>
<div class="grid cards" markdown onclick=alert(1)>x</div>
<div markdown="1"><script>alert(1)</script></div>
<figure markdown="span"><img src=x onerror=alert(1)></figure>
<p title="{{ number('x') }}">x</p>
<scr{# #}ipt>alert(1)</script>
<{# #}script>alert(1)</script>
{% raw %}<script>alert(1)</script>{% endraw %}
{#- -#}
[x]{##}(javascript:alert(1))
{{- number('x') -}}
[x](javascript:alert(1))
[x]( javascript:alert(1))
[x](<javascript:alert(1)>)
[x](JAVASCRIPT:alert(1))
[x](javascript&#58;alert(1))
[x](javascript&colon;alert(1))
[x](&#106;avascript:alert(1))
[x](vbscript:x)
[x](data:text/html,x)
[x](data:text/html;base64,PHNjcmlwdD4=)
[x](ftp://eksempel.dk/)
[x](blob:https://eksempel.dk/)
![x](data:image/svg+xml,x)
![x](javascript:alert(1))
[![x](x.png)](javascript:alert(1))
[a [b [c]]](javascript:alert(1))
[x]: javascript:alert(1)
> [x]: javascript:alert(1)
- [x]: javascript:alert(1) [x]
[x]: <javascript:alert(1)> "x"
[x]({{ number('x') }})
<javascript:alert(1)>
<javascript://eksempel.dk/%0aalert(1)>
<data://text/html,x>
# Overskrift { onclick=alert(1) }
# Overskrift { style="position: fixed" }
# Overskrift { #indhold }
# Overskrift { data-toc-label="x" onclick=y }
*x*{ onclick=alert(1) }
*x*{: onclick=alert(1) }
*x*{onclick=alert(1)}
*x*{ ONCLICK=alert(1) }
*x*{ title="}" onclick=alert(1) }
*x*{ title='}' onclick=alert(1) }
*x*{ .md-button onclick=alert(1) }
*x*{ .foot }
*x*{ .link-to }
*x*{ class="link-to" }
*x*{ data-opens=soeg }
*x*{ data-screen-only }
*x*{ popovertarget=menu }
*x*{ hidden }
*x*{ #menu }
*x*{ id=menu }
*x*{ contenteditable=true }
*x*{ a } *y*{ onclick=alert(1) }
[x](https://eksempel.dk/){ href=javascript:alert(1) }
[x](https://eksempel.dk/){ target=_blank }
![x](x.png){ src=https://evil.example/x.png }
![x](x.png){ onerror=alert(1) }
![x](x.png){ srcset=https://evil.example/x.png }
![x](x.png){ style=width:9000px }
:material-music:{ onclick=alert(1) }
`kode`{ onclick=alert(1) }
| a { onclick=alert(1) } | b |
Afsnit<br>{ onclick=alert(1) }
Punkt { onclick=alert(1) }
{-- .md-button onclick=alert(1) }
[a]: <!--<br>[x](javascript:y)-->
`<!--` [x](javascript:y) `-->`
<li><https://x.dk>
``` { .python onclick=alert(1) }<br>x<br>```
``` python onclick="alert(1)"<br>x<br>```
``` python title="<script>alert(1)</script>"<br>x<br>```
``` python foo!<br><script>alert(1)</script><br>```
```<br><script>alert(1)</script>
~~~ x ~~~ y<br><script>alert(1)</script><br>~~~
/// caption<br>    attrs: {onclick: alert(1)}<br>x<br>///
/// caption<br>    "attrs": {id: menu}<br>x<br>///
/// caption<br><script>alert(1)</script><br>///
""".strip().split("\n")

HARMLESS = r"""
Et afsnit med 2 < 3, a<5, 5 > 4, og x <- y. <3
`<script>alert(1)</script>` og ``<b onclick=x>``
En { krøllet } parentes, {to} og 100 %.
<div class="grid cards" markdown><br><br>- x<br><br></div>
<figure markdown="span"><br>![x](x.png){ width="300" }<br><figcaption>x</figcaption><br></figure>
Linje<br/>skift, H<sub>2</sub>O, 10<sup>2</sup>, <kbd>Ctrl</kbd>, <mark>x</mark>, <small>x</small> og <abbr title="x">y</abbr>
<details><summary>x</summary>y</details>
<details open markdown><br><summary>x</summary><br><br>y<br><br></details>
<!-- en kommentar <b>med</b> kode -->
<!-- en<br><br>lang -->
Ord <!-- [x](y.md) <b>z</b> --> og mere
<div class="grid" markdown><br><br>x<br><br></div><br><br><https://eksempel.dk/> `<b>`
<https://eksempel.dk/a?b=c#d> og <mail@eksempel.dk>
<table><thead><tr><th scope="col">a</th></tr></thead><tbody><tr><td colspan="2">b</td></tr></tbody></table>
<img src="https://eksempel.dk/x.png" alt="x &amp; y" width="20" loading="lazy">
<a href="https://eksempel.dk/?a=1&amp;b=2" title="x">y</a> <a href="mailto:a@b.example">z</a> <a href="../x.md">w</a>
<span id="sted" lang="en">x</span>
<ol start="3"><li value="4">x</li></ol>
[x](https://eksempel.dk/){ .md-button .md-button--primary }
[x](../om/kontakt.md#sted "Titel") [y](mailto:a@b.example) [z](tel:+4512345678)
![x](x.png){ align=left width="120" loading=lazy }
:material-music:{ .lg .middle title="Musik" }
Åbne data: se her. Javascript: et sprog. [Note]: ikke et link
{--fjerner--}{++tilføjer++}, {~~bytter~>skifter~~} og {==bemærker==}{>>Husk kilden<<}
``` python title="takt.py" linenums="1" hl_lines="2 3"<br>a < b; x = "<script>"<br>```
```<br><script>alert(1)</script> { onclick=x }<br>```
    ``` html<br>    <script>alert(1)</script><br>    ```
/// caption<br>Tekst<br>///
[^1]: En note: med kolon
## Overskrift { #eget-sted }
""".strip().split("\n")


def lines(text: str) -> str:
    """The attack with its line breaks, which are written as `<br>` where more than one line is needed."""
    several = text.startswith(("|", "`", "~", "/", "Afsnit", "[a]")) or "<br><br>" in text or "<br>!" in text or text.startswith("    ")
    return text.replace("<br>", "\n") if several else text


def said(text: str) -> list[str]:
    document = read_document("x.md", f"---\ntitle: X\n---\n{lines(text)}\n".encode())
    return [str(diagnostic) for diagnostic in html_diagnostics([document])]


@cache
def settings() -> dict[str, object]:
    config = load_config(str(ROOT / "mkdocs.yml"))
    return {"extensions": config["markdown_extensions"], "extension_configs": config["mdx_configs"]}


def converted(text: str) -> str:
    return Markdown(**settings()).convert(lines(text))


ELEMENTS = set(
    "html head body a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption "
    "figure h1 h2 h3 h4 h5 h6 hr i img input ins kbd label li mark ol p path pre q rp rt ruby s samp small span strong sub "
    "summary sup svg table tbody td tfoot th thead time title tr u ul var wbr".split()
)
SCHEME = re.compile(r"^[\x00-\x20]*([a-z][a-z0-9+.\x00-\x20-]*):", re.IGNORECASE)


def dangers(html: str) -> list[str]:
    """What a browser could do with it that text cannot."""
    found = []
    for element in html5lib.parse(html, namespaceHTMLElements=False).iter():
        if not isinstance(element.tag, str):
            continue
        name = element.tag.rpartition("}")[2]
        if name not in ELEMENTS or (name == "input" and element.get("type") != "radio"):
            found.append(name)
        for attribute, value in element.items():
            attribute = str(attribute).rpartition("}")[2].lower()
            scheme = SCHEME.match(value) if attribute in {"href", "src", "cite", "action"} else None
            if attribute.startswith("on") or attribute in {"style", "srcdoc", "srcset", "data-opens", "data-copy", "contenteditable", "popover", "popovertarget"}:
                found.append(f"{name} {attribute}")
            elif scheme and scheme[1].lower() not in {"https", "mailto", "tel"}:
                found.append(f"{name} {attribute}={value}")
    return found


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_is_told_at_its_line(attack: str) -> None:
    found = said(attack)
    assert found
    assert all(re.match(r"docs/x\.md:[4-7]:\d+: .+ \[side-(html|link|billede)\]$", each) for each in found), found


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_that_nobody_checked_is_seen_in_what_markdown_makes_of_it(attack: str) -> None:
    made = converted(attack)
    assert harmless_html.unsafe(made) or not dangers(made)


@pytest.mark.parametrize("text", HARMLESS)
def test_what_authors_write_passes_both(text: str) -> None:
    assert said(text) == []
    assert harmless_html.unsafe(converted(text)) is None


def test_the_pages_of_the_site_and_of_the_fixture_pass() -> None:
    documents = [*read_documents(ROOT / "docs"), *read_documents(ROOT / "tests/fixtures/material")]
    assert list(html_diagnostics(documents)) == []
    guide = (ROOT / ".github/CONTRIBUTING.md").read_text("utf-8")
    for example in re.findall(r"^```markdown\n(.*?)\n```", guide, re.DOTALL | re.MULTILINE):
        assert list(html_diagnostics([read_document("x.md", example.encode())])) == []
        assert harmless_html.unsafe(Markdown(**settings()).convert(example)) is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<iframe src=x></iframe>", "4:1: elementet »iframe« må ikke stå på en side; skriv et link til det i stedet, for eksempel [Se filmen](https://…) [side-html]"),
        ("ord <b style='x'>y</b>", "4:8: »style« kan ikke stå på »b«, for siden tillader ingen stil uden for sin egen; slet det [side-html]"),
        ("<p class='grid fod'>y</p>", "4:4: klassen »fod« kan ikke bruges på en side; brug en af dem, vejledningen viser, for eksempel md-button, eller slet den [side-html]"),
        ("*x*{ onclick=y }", "4:4: »onclick« kan ikke stå på »{ … }«, for den er ikke harmløs; slet det [side-html]"),
        ("<p id='menu'>y</p>", "4:4: id'et »menu« bruges af siden selv eller kan ikke læses; vælg et andet med små bogstaver, tal og bindestreg [side-html]"),
        ("[x](javascript:y)", "4:5: et link kan ikke begynde med »javascript:«; brug https:// [side-link]"),
        ("a <b", "4:3: »<b« kan ikke læses som HTML; skriv &lt; for tegnet <, eller sæt ` på hver side af kode [side-html]"),
    ],
)  # fmt: skip
def test_the_author_reads_what_to_write(text: str, message: str) -> None:
    assert said(text)[0] == f"docs/x.md:{message}"


def test_whatever_the_check_lets_pass_is_harmless_when_it_is_rendered() -> None:
    """Pieces of attacks and of Markdown in any order: no mixture gets past the check and is dangerous."""
    dice = random.Random(14)
    pieces = [
        "`", "``", "```", "~~~", "\\", "\n", "\n\n", "    ", "> ", "- ", "| ", " | ", "#", "# ", "<!--", "-->", "<!-->", "--!>",
        "<div>", "</div>", "<div markdown>", "<p>", "<b>", "</b>", "<pre>", "</pre>", "<kbd>", "<br>", "<b onclick=x>", "<img src=x alt=y onerror=z>",
        "<script>", "</script>", "{ onclick=x }", "{ .lg }", "{", "}", "{--", "--}", "{++", "++}", "[x](javascript:y)", "[x](", "javascript:y", ")", "[x]: ",
        "*x*", "ord", " ", "!!! note\n\n    ", "/// caption\n", "///", '=== "', '"\n', "[^1]", "[^1]: ", "&lt;", "<", ">", "x=y", "==", "^^", '"', "'",
    ]  # fmt: skip
    passed = 0
    for _ in range(2000):
        text = "".join(dice.choice(pieces) for _ in range(dice.randint(2, 12)))
        document = read_document("x.md", f"---\ntitle: X\n---\n{text}\n".encode())
        if list(html_diagnostics([document])):
            continue
        passed += 1
        try:
            made = Markdown(**settings()).convert(text)
        except Exception:  # noqa: BLE001, S112  # the extensions' own trouble with nonsense
            continue
        assert dangers(made) == [], text
    assert passed > 100


def test_ids_of_the_pages_around_the_text_are_reserved() -> None:
    templates = [file.read_text("utf-8") for file in (ROOT / "overrides").rglob("*.html") if "book" not in file.parts]
    ids = {found for text in templates for found in re.findall(r'\bid="([\w-]+)"', text)}
    assert ids <= harmless_html.RESERVED_IDS


def test_classes_for_authors_are_those_of_the_style_sheet() -> None:
    sheet = Path(ROOT / "overrides/assets/prose.css").read_text("utf-8")
    drawn = set(re.findall(r"\.([a-z][a-z-]*)", sheet))
    assert {"grid", "cards", "card", "md-button", "md-button--primary", "lg", "middle", "inline", "end"} <= drawn & harmless_html.CLASSES


@pytest.mark.parametrize("text", ["`\r<script>alert(1)</script>\r`", "a\r\n\r\n<script>alert(1)</script>", "a \ue0000\ue001"])
def test_lines_and_signs_of_other_systems_hide_nothing(text: str) -> None:
    assert list(html_diagnostics([read_document("x.md", text.encode())]))
