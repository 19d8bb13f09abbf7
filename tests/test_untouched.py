"""While somebody writes, pages that a change does not touch stand as they were: and never as they should not."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from bench.bench import project
from publication import reading
from publication.queries import Queries
from publication.records import Publication
from publication.untouched import untouched
from tests.test_repeating import digests, environment

# What `mkdocs serve` does, without a server: each step is a folder to show the site in, or a change of a data file.
# After a folder called «…-at-once» the next step comes while what is done after the look is still being done.
SERVE = """
import sys, threading
from pathlib import Path
from mkdocs.commands.build import build
from mkdocs.config import load_config
for step in sys.argv[1:]:
    file, _, change = step.partition(":")
    if change:
        before, after = change.split("=>")
        text = Path(file).read_text("utf-8")
        assert before in text, step
        Path(file).write_text(text.replace(before, after), "utf-8")
        continue
    config = load_config("mkdocs.yml", site_dir=file, strict=False)
    config.plugins.on_startup(command="serve", dirty=False)
    try:
        build(config)
    except BaseException as fault:
        print(type(fault).__name__)
    for thread in threading.enumerate():
        if thread is not threading.main_thread() and not file.endswith("-at-once"):
            thread.join()
"""

FILE = "data/municipalities.yml"


def serve(folder: Path, *steps: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", SERVE, *steps], cwd=folder, env=environment(), capture_output=True, text=True, timeout=110
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.split()


def test_what_is_shown_after_changes_is_what_a_first_look_shows(tmp_path: Path) -> None:
    folder = project(tmp_path, 12)
    text = (folder / FILE).read_text("utf-8")
    name = next(line for line in text.splitlines() if '"name": "' in line and "Prøve" in line).strip()
    figure = [line.strip() for line in text.splitlines() if '"pupils_special"' in line][-1]
    looks = [str(tmp_path / look) for look in ("one-at-once", "broken", "two-at-once", "mended", "three", "fresh")]
    one, broken, two, mended, three, fresh = looks
    renamed, counted, spoilt = f'"name": "{name[9:-1]}-Ny"', '"pupils_special": "777"', '"pupils_special": "mange"'
    said = serve(
        folder,
        one, f"{FILE}:{figure}=>{spoilt}", broken,
        f"{FILE}:{spoilt}=>{counted}", two,
        f"{FILE}:{counted}=>{spoilt}", mended,
        f"{FILE}:{spoilt}=>{counted}", f"{FILE}:{name}=>{renamed}", three,
    )  # fmt: skip
    assert len(said) == 2, "the spoilt data, twice, and nothing else"
    serve(folder, fresh)
    shown, expected = ({path: one for path, one in digests(Path(look)).items() if "pagefind" not in path} for look in (three, fresh))
    assert shown == expected
    assert digests(Path(one)) != digests(Path(two))


@pytest.fixture(scope="module")
def publication() -> Publication:
    found, faults = reading.read(Path(__file__).parent / "fixtures" / "data")
    assert found, faults
    return found


def left(publication: Publication, **changed: object) -> set[str]:
    return set(untouched(Queries(publication), Queries(replace(publication, **changed))))


def test_a_changed_figure_touches_one_page(publication: Publication) -> None:
    first, *others = publication.municipalities
    changed = first.model_copy(update={"statistics": first.statistics.model_copy(update={"pupils_special": 999})})
    assert left(publication, municipalities=(changed, *others)) == {record.id for record in others}


def test_a_changed_name_touches_all_pages(publication: Publication) -> None:
    first, *others = publication.municipalities
    assert left(publication, municipalities=(first.model_copy(update={"name": "Ny"}), *others)) == set()


def test_a_record_less_touches_the_page_that_showed_it(publication: Publication) -> None:
    last = publication.partnerships[-1]
    everyone = {record.id for record in publication.municipalities}
    assert left(publication, partnerships=publication.partnerships[:-1]) == everyone - {last.municipality}


def test_what_pages_have_in_common_touches_all(publication: Publication) -> None:
    assert left(publication, sources=publication.sources[:-1]) == set()
    assert left(publication) == {record.id for record in publication.municipalities}
