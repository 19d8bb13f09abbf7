"""The EPUB: well-formed, accessible, whole, and the same bytes for the same pages."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache

from lxml import etree

from publication.book.chapters import balanced, chapters
from publication.book.epub import epub
from tests.book.sample_pages import COLOPHON, HERE, PAGES, TEMPLATES, TILES, made, page


@cache
def package() -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(epub(made(), COLOPHON, TEMPLATES, TILES)))


def test_the_epub_says_first_what_it_is() -> None:
    first = package().infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert package().read("mimetype") == b"application/epub+zip"


def test_every_file_of_the_epub_is_well_formed_and_listed() -> None:
    opf = etree.fromstring(package().read("EPUB/package.opf"))
    listed = {item.get("href") for item in opf.iter("{http://www.idpf.org/2007/opf}item")}
    held = {name.removeprefix("EPUB/") for name in package().namelist() if name.startswith("EPUB/")} - {"package.opf"}
    assert listed == held
    for name in held:
        if not name.endswith(".css"):
            etree.fromstring(package().read(f"EPUB/{name}"))


def test_the_epub_says_how_accessible_it_is() -> None:
    text = package().read("EPUB/package.opf").decode()
    for name in ("accessMode", "accessModeSufficient", "accessibilityFeature", "accessibilityHazard", "accessibilitySummary"):
        assert f'property="schema:{name}"' in text


def test_drawings_keep_their_case_and_no_prefix_in_the_epub() -> None:
    text = package().read("EPUB/kommuner-aeroesund.xhtml").decode()
    assert '<svg xmlns="http://www.w3.org/2000/svg"' in text
    assert 'viewBox="0 0 340 60"' in text
    assert not re.search(r"<\w+:(svg|path|p|div)", text)


def test_links_of_the_epub_lead_to_what_is_there() -> None:
    ids = {name: set(re.findall(r'\bid="([^"]+)"', package().read(name).decode())) for name in package().namelist()}
    for name in (name for name in ids if name.endswith(".xhtml")):
        for file, _, id_ in (href.partition("#") for href in re.findall(r'href="([^":]+)"', package().read(name).decode())):
            target = f"EPUB/{file}" if file else name
            assert target in ids, (name, file)
            assert not id_ or id_ in ids[target], (name, id_)


def test_each_file_of_the_epub_begins_with_its_first_heading() -> None:
    for chapter in made():
        root = etree.fromstring(package().read(f"EPUB/{chapter.key}.xhtml"))
        names = [etree.QName(one).localname for one in root.iter(etree.Element)]
        assert next(name for name in names if re.fullmatch("h[1-6]", name)) == "h1"


def test_a_title_too_long_for_a_line_stands_in_lines_of_about_the_same_length() -> None:
    assert balanced("Et bedre liv med kultur", 16) == ["Et bedre liv", "med kultur"]
    assert balanced("Specialundervisningssamarbejdet", 16) == ["Specialundervisningssamarbejdet"]


def test_the_same_pages_give_the_same_epub() -> None:
    again = epub(chapters(PAGES, page, HERE), COLOPHON, TEMPLATES, TILES)
    assert again == epub(made(), COLOPHON, TEMPLATES, TILES)
