"""The last look finds a small count in whatever kind of file it is about to be published."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from weasyprint import HTML

from dev.harness.project_copies import ROOT, project
from publication.build.disclosure_check import HarmlessFiles, disclosures
from publication.small_counts.schools import Schools

FILE = Path("findes-ikke")
SCHOOLS = Schools(frozenset({"Fyrskolen"}), frozenset({"Strandskolen"}), frozenset({"aeroesund"}))
TOLD = "På Strandskolen var tre elever med."


def _zipped(name: str, text: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as book:
        book.writestr(name, text)
    return held.getvalue()


REFUSED = {
    "a/index.html": f"<p>{TOLD}</p>",
    "b/index.html": "<p>På Strand&shy;skolen var <b>t</b>re&nbsp;<em>elever</em> med.</p>",
    "c/index.html": "<ul><li>Strandskolen</li><li>3 elever</li></ul>",
    "d/index.html": f'<meta property="og:image:alt" content="{TOLD}">',
    "e/index.html": f'<img src="x.png" alt="{TOLD}">',
    "f/index.html": "<table><tr><th>Skole</th><th>Elever</th></tr><tr><th>Strandskolen</th><td>3</td></tr></table>",
    "g/index.html": "<h2>Strandskolen</h2><dl><dt>Elever</dt><dd>3</dd></dl>",
    "h/index.html": f'<script type="application/ld+json">{{"description": "{TOLD}"}}</script>',
    "kommuner/aeroesund/index.html": "<p>Et sted i kommunen var der tre elever.</p>",
    "a/index.md": f"# Musik\n\n{TOLD}\n",
    "b/index.md": "| Skole | Elever |\n| --- | --- |\n| Strandskolen | 3 |\n",
    "a.json": json.dumps({"records": [{"text": TOLD}]}),
    "b.json": json.dumps({"records": [{"special_school": "Strandskolen", "participation": {"pupils": 3}}]}),
    "c.jsonld": json.dumps([{"name": TOLD}]),
    "a.csv": "\ufeffid;special_school;participation_pupils\nx;Strandskolen;3\n",
    "b.csv": f"id;note\nx;{TOLD}\n",
    "feed.xml": f"<entry><title>{TOLD}</title></entry>",
    "a.svg": f"<svg><title>{TOLD}</title></svg>",
    "b.svg": "<svg><text>Strandskolen</text><text>3 elever</text></svg>",
    "llms.txt": f"# Musik\n\n- {TOLD}\n",
    "a.bib": f"@misc{{x, title = {{{TOLD}}}}}",
    "a.ics": f"SUMMARY:{TOLD}",
    "strandskolen-3-elever/index.html": "<p>Musik</p>",
    "cpr/index.html": "<p>010203-1234</p>",
    "bog.epub": _zipped("a.xhtml", f"<p>{TOLD}</p>"),
}


@pytest.mark.parametrize("path", REFUSED)
def test_a_small_count_is_found_in_every_kind_of_file(path: str) -> None:
    content = REFUSED[path]
    found = list(
        disclosures(
            [(path, content if isinstance(content, bytes) else content.encode())],
            SCHOOLS,
            {path: "docs/x.md"},
            HarmlessFiles(FILE, SCHOOLS),
        )
    )
    assert [
        str(one).startswith(f"site/{path}:1:1: filen skulle til at blive udgivet; den er lavet af docs/x.md: ")
        for one in found
    ] == [True]
    assert "tre" not in str(found[0]).replace(path, "") and "3" not in str(found[0]).replace(path, "")


PASSED = {
    "a/index.html": "<p>Tre elever spiller.</p><p>Musik.</p><p>Strandskolen: under 5 elever, 2 lærere</p>",
    "b/index.html": "<table><tr><th>Skole</th><th>Elever</th><th>Lærere</th></tr><tr><th>Strandskolen</th><td>under 5</td><td>1</td></tr></table>",
    "c/index.html": '<svg viewBox="0 0 3 4"><text x="1" y="2">Strandskolen</text><text x="3">under 5</text></svg>',
    "a.csv": "id;special_school;culture_teachers;participation_pupils\nx;Strandskolen;1;under 5\ny;Fyrskolen;2;9\n",
    "a.json": json.dumps(
        {"special_school": "Strandskolen", "participation": {"pupils": "under 5", "culture_teachers": 1}}
    ),
    "kommuner/aeroesund/index.html": "<p>3 lærere, 21 elever, et barn og en elev. 2024/25, s. 3</p>",
}


@pytest.mark.parametrize("path", PASSED)
def test_what_tells_nothing_passes(path: str) -> None:
    assert not list(disclosures([(path, PASSED[path].encode())], SCHOOLS, {}, HarmlessFiles(FILE, SCHOOLS)))


def test_it_takes_no_time() -> None:
    """98 municipalities make some ten million letters."""
    head = "".join(
        f'<link rel="x" href="/assets/{number}.css"><li><a href="/{number}/">Menu {number}</a></li>\n'
        for number in range(300)
    )
    pages = [
        (f"kommuner/k{number}/index.html", f"{head}<p>Side {number} om Fyrskolen med 9 elever.</p>\n".encode())
        for number in range(300)
    ]
    start = time.process_time()
    assert not list(disclosures(pages, SCHOOLS, {}, HarmlessFiles(FILE, SCHOOLS)))
    assert time.process_time() - start < 3


def test_a_file_that_told_nothing_is_not_read_again_until_the_schools_change(tmp_path: Path) -> None:
    page = ("a/index.html", b"<p>Bakken havde tre elever med.</p>")
    for schools in (SCHOOLS, SCHOOLS):
        harmless = HarmlessFiles(tmp_path / "kept", schools)
        assert not list(disclosures([page], schools, {}, harmless))
        harmless.save()
    assert HarmlessFiles(tmp_path / "kept", SCHOOLS).look(*page, lambda: "count") is None
    others = Schools(frozenset(), frozenset({"Bakken"}))
    assert list(disclosures([page], others, {}, HarmlessFiles(tmp_path / "kept", others)))
    told = ("b/index.html", b"<p>Strandskolen havde tre elever med.</p>")
    for _ in range(2):
        harmless = HarmlessFiles(tmp_path / "kept", SCHOOLS)
        assert list(disclosures([told], SCHOOLS, {}, harmless))
        harmless.save()


def test_the_text_of_a_pdf_is_read_across_its_lines() -> None:
    page = f"<html lang='da'><style>p {{ width: 4cm; hyphens: auto }}</style><p>Musik og sang hver uge. {TOLD}</p>"
    [found] = disclosures([("bog.pdf", HTML(string=page).write_pdf())], SCHOOLS)
    assert (found.file, found.code) == ("site/bog.pdf", "lille-elevtal")
    harmless = HTML(string="<p>Strandskolen: under 5 elever</p><p>3 lærere. Se s. 3.</p>").write_pdf()
    assert not list(disclosures([("bog.pdf", harmless)], SCHOOLS))


def test_a_build_that_would_tell_leaves_the_old_site_standing(tmp_path: Path) -> None:
    """What neither data nor docs say, but a template does, stops the build before anything is replaced."""
    copy = project(tmp_path)
    schools = copy / "data" / "schools.yml"
    text = schools.read_text("utf-8")
    # A school that does not exist takes the place of one that does, also in the order of names.
    [real, *_] = re.findall(r"\n  name: (.+)\n  kind: specialtilbud", text)
    schools.write_text(text.replace(f"  name: {real}\n", f"  name: {real} Ingensteds\n"), "utf-8")
    (copy / "site").mkdir()
    (copy / "site" / "gammel.txt").write_text("den gamle")
    footer = copy / "overrides" / "partials" / "foot.html"
    footer.write_text(footer.read_text("utf-8") + f"<p>{real} Ingensteds havde tre elever med.</p>", "utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    done = subprocess.run(
        command, cwd=copy, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True
    )
    assert done.returncode == 1 and "[lille-elevtal]" in done.stderr and "Traceback" not in done.stderr, done.stderr
    assert [file.name for file in (copy / "site").iterdir()] == ["gammel.txt"]
