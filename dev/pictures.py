"""`make pictures`: draws the pictures of CONTRIBUTING.md from pages of our own, with an invented publication in them.

The message and the comment in the pictures are those the programs really write.
"""

import io
import shutil
import tempfile
from pathlib import Path

import markdown
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from PIL import Image
from playwright.sync_api import sync_playwright

from dev.harness import programs
from dev.harness.browser import QUIET
from publication.github import comment
from publication.github.change_report import ChangedFile, ChangedRecord, Effects, TextChange
from publication.github.changed_files import ChangedFiles
from publication.github.proposal import Verdict
from publication.github.run_results import RunResults
from publication.loading.codes import EXPLANATIONS
from publication.loading.loader import load
from publication.model import danish
from publication.validation.checking import check

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / ".github" / "pictures"
INVENTED = ROOT / "tests" / "fixtures" / "data"
FILE = "media_coverage.yml"
WRONG, RIGHT = "3. december 2024", "2024-12-03"


def html() -> str:
    """The page with all pictures on it."""
    entry = load(INVENTED).by_kind["media_coverage"][0]
    lines = (INVENTED / FILE).read_text(encoding="utf-8").splitlines()
    first, marked = entry.at().line, entry.at("published").line

    def shown(value: str) -> list[str]:
        changed = [*lines]
        changed[marked - 1] = f"  published: {value}"
        return changed[first - 1 : first + 6]

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "data")
        shutil.copytree(INVENTED, folder)
        text = (folder / FILE).read_text(encoding="utf-8")
        (folder / FILE).write_text(text.replace(entry.raw["published"], WRONG, 1), encoding="utf-8")
        (diagnostic,) = check(folder)[1]
    about = EXPLANATIONS[diagnostic.code]
    before, after = danish.moment(entry.record.published), "3. december 2024"
    change = TextChange(where=entry.record.title, before=f"{entry.record.outlet}, {before}", after=f"{entry.record.outlet}, {after}")
    field = TextChange(where="Udgivet", before=entry.raw["published"], after=RIGHT)
    told = Effects(
        records=(ChangedRecord(kind="media_coverage", id=entry.id, line=first, state="rettet", fields=(field,)),),
        touched=(ChangedFile(address="/omtale/", title="Omtale", sort="side", state="rettet", changes=(change,)),),
        left_out=0,
        unbuilt=None,
    )
    letter = comment.comment(Verdict(), RunResults(effects=told), ChangedFiles(), comment.links({}))
    templates = Environment(loader=FileSystemLoader(PICTURES), autoescape=True, undefined=StrictUndefined)
    return templates.get_template("pictures.html.j2").render(
        look=Markup((ROOT / "overrides/assets/site.css").read_text(encoding="utf-8")),
        pictures=Markup((PICTURES / "pictures.css").read_text(encoding="utf-8")),
        item={
            "title": entry.record.title,
            "outlet": entry.record.outlet,
            "published": before,
            "source": "Kystrapporten, side 11",
        },
        file=f"data/{FILE}",
        first=first,
        marked=marked,
        after=shown(RIGHT),
        wrong=shown(WRONG),
        diagnostic={"title": about.title, "sentence": diagnostic.sentence, "cure": about.cure, "code": diagnostic.code},
        letter=Markup(markdown.markdown(letter, extensions=["sane_lists"], tab_length=2)),
    )


def main() -> None:
    """Draw every section of the page into a picture of its id."""
    program = programs.chromium()
    if not program:
        raise SystemExit("No Chromium on this machine; `make tools` says more.")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=QUIET)
        page = chromium.new_page(viewport={"width": 900, "height": 900}, color_scheme="light", locale="da-DK")
        page.set_content(html())
        for section in page.locator("section").all():
            picture = Image.open(io.BytesIO(section.screenshot()))
            # Few colours are enough for text on paper, and keep the repository small.
            small = picture.convert("RGB").quantize(64, dither=Image.Dither.NONE)
            small.save(PICTURES / f"{section.get_attribute('id')}.png", optimize=True)
        chromium.close()


if __name__ == "__main__":
    main()
