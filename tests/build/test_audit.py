"""The workshop itself: locks, the local server, the browser, and how the audit tells a diagnostic."""

import json
import re
from pathlib import Path
from urllib.request import urlopen

import pytest

from dev.harness import programs
from dev.harness.browser import Opener
from dev.harness.findings import Finding, outcome, told
from dev.harness.http_server import serving
from dev.harness.pages import all_pages, bare_page, samples

ROOT = Path(__file__).parents[2]
PAGE = '<!doctype html><html lang="da"><title>Hej</title><main><h1>Rødovre</h1></main></html>'


@pytest.fixture
def small_site(tmp_path: Path) -> Path:
    for path, text in {
        "index.html": PAGE,
        "404.html": PAGE.replace("Rødovre", "Ikke fundet"),
        "kommuner/a/index.html": PAGE,
        "kommuner/b/index.html": PAGE,
        "a/index.html": '<meta http-equiv="refresh" content="0; url=../kommuner/a/">',
    }.items():
        file = tmp_path / "site" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (tmp_path / "secret.txt").write_text("not for readers", encoding="utf-8")
    return tmp_path / "site"


@pytest.mark.parametrize("layer", ["site", "book", "dev"])
def test_every_locked_package_has_a_version_a_hash_and_no_address(layer: str) -> None:
    lock = (ROOT / "dev" / "requirements" / f"{layer}.txt").read_text(encoding="utf-8")
    packages = re.split(r"\n(?=[a-z0-9])", re.sub(r"^\s*#.*\n?", "", lock, flags=re.MULTILINE))
    assert packages
    for package in packages:
        assert re.match(r"[a-z0-9-]+==\S+", package), package
        assert "--hash=sha256:" in package, package
    assert "://" not in lock


def test_layers_agree_on_every_version() -> None:
    def versions(layer: str) -> set[str]:
        lock = (ROOT / "dev" / "requirements" / f"{layer}.txt").read_text(encoding="utf-8")
        return set(re.findall(r"^\S+==\S+", lock, flags=re.MULTILINE))

    assert versions("site") <= versions("book") <= versions("dev")


@pytest.mark.parametrize("folder", ["dev/audit", "dev/harness"])
def test_npm_locks_say_no_address_to_fetch_from(folder: str) -> None:
    lock = json.loads((ROOT / folder / "package-lock.json").read_text(encoding="utf-8"))
    for name, package in lock["packages"].items():
        assert "resolved" not in package, name
        assert not name or package["integrity"].startswith("sha512-"), name


def test_server_answers_as_a_host_does(small_site: Path) -> None:
    with serving(small_site, "/kultur/", extra={"/bare": "<p>æøå"}) as home:
        assert "Rødovre" in urlopen(home + "kommuner/a/").read().decode()
        assert urlopen(home + "kommuner/a").url == home + "kommuner/a/"
        assert urlopen(home.removesuffix("kultur/") + "bare").read().decode() == "<p>æøå"


@pytest.mark.parametrize("path", ["nope/", "../secret.txt", "..%2fsecret.txt", "%2e%2e/secret.txt"])
def test_server_gives_nothing_outside_the_site(small_site: Path, path: str) -> None:
    with serving(small_site) as home, pytest.raises(Exception, match="404"):
        urlopen(home + path)


def test_pages_leave_out_those_that_lead_on(small_site: Path) -> None:
    assert all_pages(small_site) == ["404.html", "", "kommuner/a/", "kommuner/b/"]


def test_samples_are_the_first_of_each_kind(small_site: Path) -> None:
    kinds = {"front": "index.html", "one": "kommuner/*/index.html", "none": "nope/index.html"}
    assert samples(small_site, kinds) == ["", "kommuner/a/"]


def test_a_diagnostic_is_told_once_with_its_pages_and_a_few_places() -> None:
    found = [
        Finding("axe", "contrast", "Too weak", f"p{number}", f"/{page}/", state)
        for number in range(6)
        for page in "abcde"
        for state in ("dark 320", "light 320")
    ]
    pages = "/a/ /b/ /c/ /d/ and 1 more"
    assert told(found) == "\n".join(
        [
            "axe: contrast: Too weak",
            *(f"    {pages} · dark 320, light 320 · p{number}" for number in range(4)),
            "    and 2 more places",
        ]
    )


def test_bare_page_keeps_the_words_and_nothing_else() -> None:
    main = "<main><script>x()</script><h1>Sang &amp; spil</h1> <p>Ja</main>"
    bare = bare_page(f"<nav>Menu</nav>{main}")
    assert "<p>Sang &amp; spil Ja</p>" in bare
    assert "Menu" not in bare and "x()" not in bare


def test_browser_shows_a_page_and_tells_on_it(small_site: Path, open_page: Opener) -> None:
    page = PAGE.replace("</main>", '<script>fetch("https://example.org/"); throw 1</script></main>')
    (small_site / "index.html").write_text(page, encoding="utf-8")
    with serving(small_site) as home:
        watched = open_page(home, width=320, scheme="dark")
        assert watched.page.inner_text("h1") == "Rødovre"
        assert watched.outside == ["https://example.org/"]
        assert watched.errors
        watched.page.evaluate(programs.axe())
        assert watched.page.evaluate("axe.version") >= "4.12"


def test_a_checker_that_broke_off_gets_one_more_try(capsys: pytest.CaptureFixture[str]) -> None:
    answers = iter([RuntimeError("the page was lost"), set()])

    def checker() -> set[Finding]:
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    assert outcome("QualWeb", checker)
    assert "the page was lost" in capsys.readouterr().out


def test_a_checker_that_breaks_off_twice_has_not_passed() -> None:
    def checker() -> set[Finding]:
        raise RuntimeError("the page was lost")

    assert not outcome("QualWeb", checker)
