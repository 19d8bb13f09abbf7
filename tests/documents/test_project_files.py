"""Only pages and pictures lie in docs, only known files in data and in the assets, and each is what its name says."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from dev.harness.project_copies import ROOT, project
from dev.harness.sites import build
from macros import MACROS
from publication.build.project_check import check_project
from publication.documents import project_files
from publication.documents.project_files import file_diagnostics

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 1 1">{}</svg>'


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The files that the check looks at."""
    for folder in ("docs", "data", "overrides/assets", "published/editions"):
        shutil.copytree(ROOT / folder, tmp_path / "project" / folder)
    (tmp_path / "hemmeligt.txt").write_text("hemmeligt", "utf-8")
    (tmp_path / "udenfor").mkdir()
    return tmp_path / "project"


def said(copy: Path) -> list[str]:
    return [str(diagnostic) for diagnostic in file_diagnostics(copy)]


def picture(format_: str, size: tuple[int, int] = (40, 30)) -> bytes:
    content = io.BytesIO()
    Image.effect_noise(size, 50).convert("RGB").save(content, format_)
    return content.getvalue()


LINKS: dict[str, Callable[[Path], object]] = {
    "docs/hemmeligt.png": lambda file: file.symlink_to("../../hemmeligt.txt"),
    "docs/viden/hemmeligt.md": lambda file: file.symlink_to("../../../hemmeligt.txt"),
    "docs/mappe": lambda file: file.symlink_to("../../udenfor", target_is_directory=True),
    "docs/rod": lambda file: file.symlink_to("/"),
    "docs/ingen.md": lambda file: file.symlink_to("findes-ikke.md"),
    "docs/sig-selv.md": lambda file: file.symlink_to("sig-selv.md"),
    "docs/kommuner/kreds": lambda file: file.symlink_to(".."),
    "docs/inde.md": lambda file: file.symlink_to("index.md"),
    "docs/roer.md": os.mkfifo,
    "data/figures.yml": lambda file: (file.unlink(), file.symlink_to("../../hemmeligt.txt")),
    "data/sources.yml": lambda file: (file.unlink(), os.mkfifo(file)),
    "published/editions/2025/docs/hemmeligt.md": lambda file: file.symlink_to("../../../../../hemmeligt.txt"),
    "published/editions/2025/data/sources.yml": lambda file: (file.unlink(), os.mkfifo(file)),
    "published/editions/2024": lambda file: file.symlink_to("2025", target_is_directory=True),
    "overrides/assets/site.js": lambda file: (file.unlink(), file.symlink_to("../../../hemmeligt.txt")),
}


@pytest.mark.parametrize("path", LINKS)
def test_what_is_no_file_is_refused_and_not_opened(copy: Path, path: str) -> None:
    LINKS[path](copy / path)
    expected = [f"{path}:1:1: her ligger ikke en fil, men en henvisning til noget andet; slet den, og læg selve filen her [fil-link]"]
    assert said(copy) == expected
    assert [str(each) for each in check_project(copy, MACROS).diagnostics] == expected


@pytest.mark.parametrize(
    "folder",
    [
        *("docs", "data", "overrides/assets", "published", "published/editions"),
        *("published/editions/2025", "published/editions/2025/data", "published/editions/2025/docs"),
    ],
)
def test_a_folder_that_leads_elsewhere_is_refused(copy: Path, folder: str) -> None:
    shutil.rmtree(copy / folder)
    (copy / folder).symlink_to(ROOT / folder)
    assert [line.split(" ")[0] for line in said(copy)] == [f"{folder}:1:1:"]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        *((f"docs/{name}", "fil-slags") for name in (
            "evil.js", "evil.mjs", "side.html", "side.htm", "side.xhtml", "side.xml", "stil.css", "data.json", "tabel.csv", "liste.docx",
            "brev.pdf", "arkiv.zip", "program.wasm", "manifest.webmanifest", "film.mp4", "lyd.mp3", "skrift.woff2", "side.markdown",
            "side.mdown", "side.mkd", "side.txt", "uden-endelse", "kommuner/evil.js", "viden/dybt/nede/evil.js", "_headers", "_redirects",
            "CNAME", "billede.png.js", "billede.svgz", "billede.bmp", "billede.tiff", "billede.heic", "side.md~", "index.md.orig",
            ".skjult.md", ".htaccess", ".DS_Store", "Thumbs.db", ".well-known/security.txt", "kode.py", "side.shtml", "side.swf",
        )),
        *((f"data/{name}", "fil-slags") for name in (
            "elever.csv", "liste.docx", "noter.txt", "figures.json", ".skjult", "mappe/figures.yml", "figures.yml.bak", "figures.yml~", "evil.js",
        )),
        *((f"published/editions/{name}", "fil-slags") for name in (
            "2025/elever.csv", "2025/site/index.html", "2025/data/elever.csv", "2025/docs/evil.js", "2025-kopi/data/figures.yml",
            ".2025/data/figures.yml", "noter.txt",
        )),
        *((f"overrides/assets/{name}", "fil-slags") for name in ("evil.js", "stil.css", "billede.png", "mappe/site.js", ".skjult.js")),
        ("docs/side.MD", "fil-navn"),
        ("docs/billede.PNG", "fil-navn"),
        ("docs/Index.md", "fil-navn"),
        ("docs/Viden/side.md", "fil-navn"),
        ("docs/a<b>.md", "fil-navn"),
        ("docs/a\"b.md", "fil-navn"),
        ("docs/a\nb.md", "fil-navn"),
        ("docs/a?b.md", "fil-navn"),
        ("docs/a#b.md", "fil-navn"),
        ("docs/a%2fb.md", "fil-navn"),
        ("docs/a\u202eb.md", "fil-navn"),
        ("docs/ma\u030alene.md", "fil-navn"),
        ("docs/ a.md", "fil-navn"),
        ("docs/{{ now }}.md", "fil-navn"),
    ],
)  # fmt: skip
def test_a_file_that_does_not_belong_is_refused_by_name(copy: Path, path: str, code: str) -> None:
    (copy / path).parent.mkdir(parents=True, exist_ok=True)
    (copy / path).write_text("alert(1)", "utf-8")
    (found,) = said(copy)
    assert found.startswith(path.rpartition("/")[0].split("/")[0])
    assert found.endswith(f"[{code}]")
    assert "\n" not in found


@pytest.mark.parametrize(("ending", "format_"), project_files.PICTURES.items())
def test_a_picture_is_read_as_what_its_name_says(copy: Path, ending: str, format_: str) -> None:
    good = picture(format_)
    file = copy / f"docs/viden/Billede 1{ending}"
    file.write_bytes(good)
    assert said(copy) == []
    other = picture("PNG" if format_ != "PNG" else "JPEG")
    for content in (b"", b"<script>alert(1)</script>", good[: len(good) // 2], good[:20], good[:4] + b"<html>", other, b"GIF89a/*" + b"x" * 50):
        file.write_bytes(content)
        project_files._picture.cache_clear()
        assert [line.rpartition(" ")[2] for line in said(copy)] == ["[billede-form]"], content[:30]


def test_pictures_and_pages_have_a_largest_size(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (copy / "docs/stor.md").write_text("a" * 5_100_000, "utf-8")
    (copy / "docs/bombe.png").write_bytes(picture("PNG", (20, 20)))
    monkeypatch.setattr(project_files, "_MOST_MEGAPIXELS", 0.0001)
    assert said(copy) == [
        "docs/bombe.png:1:1: billedet er 20 x 20 punkter; gør det mindre, højst 0.0001 millioner i alt [billede-form]",
        "docs/stor.md:1:1: filen fylder 5 MB; gør den mindre, den må højst fylde 5 MB [fil-stor]",
    ]


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>", '<script xlink:href="evil.js"/>', '<g onload="alert(1)"/>', '<a xlink:href="javascript:alert(1)"><path/></a>',
        "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>", "<style>@import url(https://evil.example/)</style>",
        '<image href="https://evil.example/x.png"/>', '<use href="https://evil.example/x.svg#a"/>', '<use xlink:href="data:image/svg+xml,x"/>',
        '<animate attributeName="href" to="javascript:x"/>', '<set onbegin="x"/>', '<path fill="url(https://evil.example/x)"/>',
        '<path style="fill: url(//evil.example)"/>', '<g xml:base="https://evil.example/"/>', '<iframe xmlns="http://www.w3.org/1999/xhtml"/>',
        '<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>', '<handler xmlns="http://www.w3.org/2001/xml-events"/>',
    ],
)  # fmt: skip
def test_a_drawing_that_could_do_something_is_refused(copy: Path, inside: str) -> None:
    (copy / "docs/tegning.svg").write_text(SVG.format(inside), "utf-8")
    assert [line.rpartition(" ")[2] for line in said(copy)] == ["[billede-form]"]


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + SVG.format("<text>&x;</text>"),
        '<!DOCTYPE svg SYSTEM "https://evil.example/x.dtd">' + SVG.format(""),
        '<?xml-stylesheet href="https://evil.example/x.css"?>' + SVG.format(""),
        SVG.format("<g>"), "<svg><script>alert(1)</script></svg>", "<html xmlns='http://www.w3.org/1999/xhtml'/>", "", "\x00",
    ],
)  # fmt: skip
def test_what_is_no_plain_drawing_is_refused(copy: Path, text: str) -> None:
    (copy / "docs/tegning.svg").write_text(text, "utf-8")
    assert [line.rpartition(" ")[2] for line in said(copy)] == ["[billede-form]"]


def test_plain_drawings_pass(copy: Path) -> None:
    shutil.copytree(ROOT / "tests/fixtures/material", copy / "docs/material")
    inside = (
        '<title>Node</title><defs><linearGradient id="a"><stop offset="0" style="stop-color:#fff"/></linearGradient></defs>'
        '<path d="M0 0" fill="url(#a)" transform="scale(2)"/><use xlink:href="#a"/><text x="1">Æ</text>'
        '<metadata><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata>'
    )
    (copy / "docs/tegning.svg").write_text(f'<?xml version="1.0"?>\n<!-- x -->\n{SVG.format(inside)}', "utf-8")
    assert said(copy) == []


@pytest.mark.timeout(300)
def test_a_build_copies_nothing_from_outside(tmp_path: Path) -> None:
    copy, secret = project(tmp_path), tmp_path / "hemmeligt.txt"
    secret.write_text("hemmeligt indhold", "utf-8")
    (copy / "docs/viden/noder.png").symlink_to(secret)
    (copy / "docs/evil.js").write_text("alert(1)", "utf-8")
    with pytest.raises(Exception, match="fil-(link|slags)"):
        build(tmp_path / "site", copy)
    assert not (tmp_path / "site").exists()
    (copy / "docs/viden/noder.png").unlink()
    (copy / "docs/evil.js").unlink()
    (copy / "docs/viden/noder.png").write_bytes(picture("PNG"))
    site = build(tmp_path / "site", copy)
    assert (site / "viden/noder.png").read_bytes() == (copy / "docs/viden/noder.png").read_bytes()
    assert {file.relative_to(site).parts[0] for file in site.rglob("*.js")} <= {"assets"}
