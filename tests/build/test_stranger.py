"""A stranger's page in a built site: no macro tells what it should not, and no script runs but the site's own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from dev.harness.browser import Opener
from dev.harness.http_server import serving
from dev.harness.project_copies import project
from dev.harness.sites import PLACE
from macros import MACROS
from publication.build.project_check import check_project
from publication.web.deployment import generator

PAGE = "viden/loven"
ATTACKS = [
    "{{ now.__globals__['__builtins__']['__import__']('os').popen('id').read() }}", "{{ now() }}", "{{ context() }}", "{{ macros_info() }}",
    "{{ number.__globals__ }}", "{{ number.args[1].conf }}", "{{ ''.__class__.__mro__ }}", "{{ config }}", "{{ config.site_name }}", "{{ environment }}",
    "{{ plugin }}", "{{ page.file.abs_src_path }}", "{{ files }}", "{{ navigation }}", "{{ extra }}", "{{ macros }}", "{{ filters }}", "{{ self }}",
    "{{ cycler.__init__.__globals__.os }}", "{{ lipsum() }}", "{{ range(3) }}", "{{ joiner() }}", "{{ namespace() }}", "{{ dict(a=1) }}",
    "{{ ''|attr('__class__') }}", "{{ 'x'|upper }}", "{{ 7 * 7 }}", "{{ 'a' ~ 'b' }}", "{{ [1, 2] }}", "{{ {'a': 1} }}", "{{ 'x' }}", "{{ number }}",
    "{{ number('x').__class__ }}", "{{ changes()[0] }}", "{{ number(config) }}", "{{ caller() }}", "{{ loop }}", "{{ 1 if 1 else 2 }}", "{{ not 1 }}",
    "{% for x in [1] %}{{ x }}{% endfor %}", "{% set x = 1 %}", "{% if true %}x{% endif %}", "{% include 'index.md' %}", "{% import 'index.md' as x %}",
    "{% from 'index.md' import x %}", "{% extends 'index.md' %}", "{% macro x() %}{% endmacro %}", "{% call number('x') %}{% endcall %}",
    "{% block x %}{% endblock %}", "{% filter upper %}x{% endfilter %}", "{% autoescape false %}x{% endautoescape %}", "{% with x = 1 %}{% endwith %}",
    "`{{ now() }}`", "```\n{{ now() }}\n```", "    {{ now() }}", "<!-- {{ now() }} -->", "[x](#a){ title=\"{{ now() }}\" }", "{{{ now() }}}", "# {{ now() }}",
    "{{ now()\n}}", "{{\nconfig\n}}", "{{- config -}}", "!!! note \"{{ config }}\"", "[^1]: {{ config }}", "{{ \"{{ config }}\"|safe }}", "{{ " + "(" * 3000, "{{ tile_map(" + "9" * 5000 + ") }}", "{% raw %}{{ now() }}{% endraw %}",
    "{% debug %}", "{% break %}", "{{ number('x', **config) }}", "{{ number(number=number) }}", "{{ super() }}", "{{ _('x') }}", "{{ gettext('x') }}",
    "{{ municipality }}", "{{ meta }}", "{{ title }}", "{{ env }}", "{{ publication }}", "{{ queries }}", "{{ __import__('os') }}", "{{ open('/etc/passwd') }}",
    "{{ fix_url('x') }}", "{{ url_for('x') }}", "{{ include_file('x') }}", "{{ git }}", "{{ request }}", "{{ g }}", "{{ session }}",
]  # fmt: skip


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project(tmp_path_factory.mktemp("stranger"))


def built(copy: Path, site: Path) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name not in PLACE} | {"NO_MKDOCS_2_WARNING": "1"}
    command = generator("build", "--strict", "--quiet", "--site-dir", str(site))
    return subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, timeout=110)


# MkDocs' macros plugin as it renders each text, with nothing checked and all the variables that it hands over.
RENDER = """
import json, sys
import hooks as project_hooks
from mkdocs.config import load_config
from mkdocs.structure.files import File, get_files
from mkdocs.structure.pages import Page
config = load_config("mkdocs.yml")
SiteBuild = project_hooks.SiteBuild
SiteBuild.check_documents = lambda *_: None
config = config.plugins.on_startup(command="build", dirty=False) or config
config = config.plugins.on_config(config)
files = config.plugins.on_files(get_files(config), config=config)
plugin = config.plugins["macros"]
plugin.variables.update({"now": print, "navigation": files, "files": files})
page = Page(None, files.get_file_from_path("viden/loven.md"), config)
page.meta = {"title": "X", "config": config}
plugin._page, plugin.variables["page"] = page, page
answers = []
for text in json.load(sys.stdin):
    try:
        answers.append(plugin.render(text))
    except SystemExit:
        answers.append(None)
json.dump(answers, sys.stdout)
"""


def test_no_attack_prints_anything_even_if_nobody_has_checked_the_page(copy: Path) -> None:
    texts = [*ATTACKS, "Et tal: {{ municipality_names() }}, {{ count('statements') }} og { parenteser }"]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        [*generator()[:1], "-c", RENDER], input=json.dumps(texts), cwd=copy, env=environment, capture_output=True, text=True, timeout=110
    )
    assert done.returncode == 0, done.stderr[-3000:]
    *attacks, harmless = json.loads(done.stdout)
    # What stands between `raw` and `endraw` is text.
    shown = {text: answer for text, answer in zip(ATTACKS, attacks, strict=True) if answer is not None}
    assert shown == {"{% raw %}{{ now() }}{% endraw %}": "{{ now() }}"}
    assert "{ parenteser }" in harmless and "{{" not in harmless


def test_a_page_with_every_attack_is_refused_with_a_line_for_each(copy: Path, tmp_path: Path) -> None:
    page = copy / "docs" / f"{PAGE}.md"
    before = page.read_text("utf-8")
    try:
        silent = []
        for attack in ATTACKS:
            page.write_text(f"{before}\n\n{attack}\n", "utf-8")
            codes = {diagnostic.code for diagnostic in check_project(copy, MACROS).diagnostics if diagnostic.file == f"docs/{PAGE}.md"}
            if not codes & {"side-makro", "side-tegn", "side-html"}:
                silent.append(attack)
        assert silent == []
        page.write_text(f"{before}\n\n{ATTACKS[0]}\n\n<script>alert(1)</script>\n", "utf-8")
        done = built(copy, tmp_path / "site")
        assert done.returncode and "[side-makro]" in done.stderr and "[side-html]" in done.stderr
        assert "uid=" not in done.stdout + done.stderr and not (tmp_path / "site").exists()
    finally:
        page.write_text(before, "utf-8")


def test_a_title_is_text_wherever_it_stands(copy: Path, tmp_path: Path) -> None:
    page = copy / "docs" / f"{PAGE}.md"
    before = page.read_text("utf-8")
    head, title, rest = before.partition("title: ")
    nasty = "'<img src=x onerror=alert(1)> \"x\" & </title></script>'"
    page.write_text(f"{head}{title}{nasty}\n{rest.partition(chr(10))[2]}", "utf-8")
    try:
        done = built(copy, tmp_path / "site")
        assert done.returncode == 0, done.stderr
        for file in (tmp_path / "site").rglob("*.html"):
            assert "<img src=x" not in file.read_text("utf-8"), file
    finally:
        page.write_text(before, "utf-8")


def test_a_script_that_is_not_the_sites_own_is_not_published(copy: Path, tmp_path: Path) -> None:
    evil = copy / "overrides" / "evil.js"
    evil.write_text("alert(1)", "utf-8")
    try:
        done = built(copy, tmp_path / "site")
        assert done.returncode and "evil.js: et script, som ikke er sidens eget" in done.stderr
        assert not (tmp_path / "site").exists()
    finally:
        evil.unlink()


@pytest.fixture(scope="module")
def forged(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site as if a stranger's script had got into its folder and into a page, past everything else."""
    target = tmp_path_factory.mktemp("forged") / "site"
    shutil.copytree(site, target)
    for folder in ("kommuner", "assets"):
        (target / folder / "evil.js").write_text("document.title = 'forged'", "utf-8")
    page = target / "kommuner" / "index.html"
    scripts = (
        '<script src="evil.js"></script><script src="../assets/evil.js"></script>'
        '<script type="module" src="../assets/evil.js"></script><script>document.title = "forged"</script>'
        '<script type="module">import "../assets/evil.js"</script><img src="x" alt="" onerror="document.title = \'forged\'">'
        '<a id="klik" href="javascript:void(document.title = \'forged\')">x</a><p id="tryk" onclick="document.title = \'forged\'">y</p>'
        '<base href="https://evil.example/"><iframe src="https://evil.example/"></iframe><object data="https://evil.example/"></object>'
    )
    page.write_text(page.read_text("utf-8").replace("</main>", f"{scripts}</main>"), "utf-8")
    with serving(target) as home:
        yield home


def test_the_policy_runs_no_script_but_the_sites_own(forged: str, open_page: Opener) -> None:
    watched = open_page(f"{forged}kommuner/")
    page = watched.page
    page.wait_for_load_state("networkidle")
    page.locator("#tryk").click()
    page.locator("#klik").evaluate("link => link.click()")
    page.wait_for_timeout(300)
    assert page.title() != "forged"
    assert watched.outside == []
    page.get_by_role("button", name="Søg", exact=True).click()
    page.get_by_role("dialog").get_by_role("searchbox").fill("kulturskoler")
    page.get_by_role("dialog").get_by_role("link").first.wait_for()
    assert page.title() != "forged"
