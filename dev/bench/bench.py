"""Measures what a build costs and what a page weighs, at 8 and at 98 municipalities, beside the goals that are set for it.

The floor is plain MkDocs with the same theme, search and Markdown extensions as they come, and the finished pages'
content as its Markdown; its menu is equally flat, and it has no macros and no hooks. The clock starts at the second
build, which draws no share card and works out no QR code anew; the first is told on a line of its own. Everything
happens in a folder of its own that is removed.
"""

from __future__ import annotations

import math
import os
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from dev.bench.serving import PLACE, seconds_until_shown
from dev.harness.page_weights import CONTENT, shared, weights
from dev.harness.project_copies import project
from dev.harness.web_servers import load
from publication.build.compressed_copies import compress
from publication.web.deployment import generator

ROOT = Path(__file__).resolve().parents[2]
SIZES = (8, 98)
# The goals: a build beside the floor, KiB of a first page, seconds of a check, seconds until a change shows.
RATIO, PAGE, CHECK, SHOWN = 1.15, 15, 0.5, {8: 1.0, 98: 2.0}
FLOOR = """\
site_name: Gulv
theme: {name: material, language: da, font: false}
plugins: [search]
markdown_extensions:
  - abbr
  - admonition
  - attr_list
  - def_list
  - footnotes
  - md_in_html
  - tables
  - toc
  - pymdownx.blocks.caption
  - pymdownx.caret
  - pymdownx.critic
  - pymdownx.details
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
      emoji_generator: !!python/name:material.extensions.emoji.to_svg
  - pymdownx.highlight
  - pymdownx.inlinehilite
  - pymdownx.keys
  - pymdownx.mark
  - pymdownx.superfences
  - pymdownx.tabbed: {alternate_style: true}
  - pymdownx.tasklist
  - pymdownx.tilde
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
    environment = {**PLACE, "SOURCE_DATE_EPOCH": "1700000000", "CI": "true"}
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
    return run(generator("build", "--quiet"), folder)


def best(costs: list[Cost]) -> Cost:
    """The run that was disturbed least."""
    return min(costs, key=lambda cost: cost.processor)


def floor(folder: Path, site: Path, size: int) -> Path:
    """A plain MkDocs project of a built site's pages: their content as the Markdown that gives it."""
    copy = folder / f"floor-{size}"
    for page in site.rglob("index.html"):
        if found := CONTENT.search(page.read_text("utf-8")):
            target = copy / "docs" / page.relative_to(site).with_suffix(".md")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(found[1], "utf-8")
    (copy / "mkdocs.yml").write_text(FLOOR, "utf-8")
    return copy


def goal(value: float, most: float) -> str:
    return f"(goal {most:g}: {'reached' if value <= most else 'MISSED'})"


def _tell_weights(site: Path) -> None:
    found = weights(site)
    made = [address for address in found if re.fullmatch("/kommuner/(?!alle/|kort/)[^/]+/", address)]
    heaviest = max(found[address] for address in made) / 1024
    own = heaviest - shared(site) / 1024
    print(f"  {heaviest:6.2f} KiB  the heaviest page of a municipality with its style {goal(heaviest, PAGE)}, {own:.2f} without")
    for address in sorted(found, key=lambda address: -found[address])[:3]:
        print(f"  {found[address] / 1024:6.2f} KiB  {address}")


def _measure(folder: Path, size: int) -> None:
    copy = project(folder, size)
    first = build(copy)
    plain = floor(folder, copy / "site", size)
    # By turns, so that what else the machine does meets both.
    turns = [(build(copy), build(plain)) for _ in range(6)]
    ours, ground = (best(list(costs)) for costs in zip(*turns, strict=True))
    check = best([run([sys.executable, "-m", "publication", "check"], copy) for _ in range(5)])
    shown = sorted(seconds_until_shown(copy))
    print(f"\n{size} municipalities, {len(list(plain.rglob('*.md')))} pages")
    print(f"  site        {ours}")
    print(f"  floor       {ground}")
    wall, processor = ours.wall / ground.wall, ours.processor / ground.processor
    print(f"  ratio       {wall:6.2f}    {processor:6.2f}  {goal(wall, RATIO)}")
    print(f"  first build {first}  (draws every share card)")
    print(f"  check       {check}  {goal(check.wall, CHECK)}")
    median = shown[len(shown) // 2]
    print(f"  a change shows after {median:.2f} s, at most {shown[-1]:.2f} s  {goal(median, SHOWN.get(size, math.inf))}")
    _tell_weights(copy / "site")
    if size == SIZES[-1]:
        compress(copy / "site")
        for line in load(copy / "site", ROOT / "dev" / "deploy"):
            print(f"  {line}")
    sys.stdout.flush()


def main(sizes: tuple[int, ...] = SIZES) -> None:
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        for size in sizes:
            _measure(Path(temporary), size)


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
