"""Measures what a build costs and what a page weighs, at 8, 98 and 1,000 municipalities, beside the floor.

The floor is plain MkDocs with the same theme as it comes and the finished pages as
Markdown, its menu equally flat: no macros, no hooks, no search. Share cards are drawn
once before the clock starts, since a build draws only those that changed. Everything
happens in a folder of its own that is removed; nothing is written into the project.
"""

from __future__ import annotations

import gzip
import math
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.inventing import enlarge
from bench.serving import load

ROOT = Path(__file__).resolve().parent.parent
SIZES = (8, 98, 1000)
COPIED = ("docs", "overrides", "deploy", "macros.py", "hooks.py", "mkdocs.yml", "addresses.txt", "cards.txt", "pyproject.toml")

FLOOR = """\
site_name: Gulv
theme: {name: material, language: da, font: false}
plugins: []
markdown_extensions: [attr_list, def_list, footnotes, md_in_html, tables]
not_in_nav: |
  /kommuner/*
"""


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock, seconds of processor, and the most memory at once in MiB (of the largest process)."""

    wall: float
    processor: float
    memory: float

    def __str__(self) -> str:
        return f"{self.wall:6.2f} s  {self.processor:6.2f} s CPU  {self.memory:5.0f} MiB"


def run(arguments: list[str], folder: Path) -> Cost:
    """Run a command and measure it with all its children. Raises SystemExit with its words when it fails."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000", "NO_MKDOCS_2_WARNING": "1", "CI": "true"}
    with tempfile.TemporaryFile() as said:
        begun = time.perf_counter()
        process = subprocess.Popen(arguments, cwd=folder, env=environment, stdout=said, stderr=subprocess.STDOUT)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begun
        if status:
            said.seek(0)
            raise SystemExit(said.read().decode(errors="replace"))
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def build(folder: Path) -> Cost:
    return run([sys.executable, "-m", "mkdocs", "build", "--quiet"], folder)


def best(costs: list[Cost]) -> Cost:
    """The run that was disturbed least."""
    return min(costs, key=lambda cost: cost.processor)


def project(folder: Path, size: int) -> Path:
    """A copy of the project with `size` municipalities."""
    copy = folder / f"site-{size}"
    copy.mkdir()
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, copy / name)
        elif source.exists():
            shutil.copy(source, copy / name)
    enlarge(ROOT / "data", copy / "data", size)
    return copy


def floor(folder: Path, site: Path, size: int) -> Path:
    """A plain MkDocs project of a built site's pages as the Markdown that stands beside each of them."""
    copy = folder / f"floor-{size}"
    for page in site.rglob("index.md"):
        target = copy / "docs" / page.relative_to(site)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(page, target)
    (copy / "mkdocs.yml").write_text(FLOOR, encoding="utf-8")
    return copy


def weights(site: Path, page: str) -> Iterator[tuple[str, int]]:
    """What a reader's browser fetches for a page, each with its bytes under gzip."""
    html = site / page / "index.html"
    for path in (html, *sorted((site / "assets").glob("site.*.css")), *sorted((site / "assets").glob("site.*.js"))):
        yield path.name, len(gzip.compress(path.read_bytes(), 9, mtime=0))


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        folder = Path(temporary)
        ours: dict[int, Cost] = {}
        for size in SIZES:
            copy = project(folder, size)
            cards = build(copy)
            ours[size] = best([build(copy), build(copy)])
            site = copy / "site"
            plain = floor(folder, site, size)
            ground = best([build(plain), build(plain)])
            pages = len(list((plain / "docs").rglob("*.md")))
            check = best([run([sys.executable, "-m", "publication", "check"], copy) for _ in range(3)])
            print(f"\n{size} municipalities, {pages} pages")
            print(f"  site        {ours[size]}")
            print(f"  floor       {ground}")
            print(f"  ratio       {ours[size].wall / ground.wall:6.2f}    {ours[size].processor / ground.processor:6.2f}")
            print(f"  first build {cards}  (draws every share card)")
            print(f"  check       {check}")
            total = 0
            for name, weight in weights(site, "kommuner/herlev"):
                total += weight
                print(f"  {weight / 1024:6.2f} KiB  {name}")
            print(f"  {total / 1024:6.2f} KiB  a municipality's page in all")
            if size == SIZES[1]:
                for line in load(site, ROOT / "deploy"):
                    print(f"  {line}")
        small, large = SIZES[1:]
        growth = math.log(ours[large].processor / ours[small].processor) / math.log(large / small)
        print(f"\ngrowth from {small} to {large} municipalities: exponent {growth:.2f}")


if __name__ == "__main__":
    main()
