"""The check of a project without building it: an author's slip in docs is told in Danish, with file, line and what to write."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PIL import Image

from dev.harness.project_copies import ROOT
from macros import MACROS
from publication.build.project_check import check_project
from publication.cli.main import main
from tests.damage import FIXTURES, HERE

MENU = """\
site_name: Prøve
theme: {name: material}
nav:
  - Forside: index.md
  - Viden:
      - viden/index.md
      - Musik: viden/musik.md
not_in_nav: |
  /kommuner/*
markdown_extensions:
  - toc:
      slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}
"""


PICTURE = """\
- id: noder
  file: noder.png
  text: Noder på et ark.
  photographer: Anne Ager
  licence: CC BY 4.0
  shows: ingen
"""


def page(title: str, body: str = "") -> str:
    return f"""---
title: {title}
description: Her står der noget om {title.lower()}, som er langt nok til at fortælle, hvad siden handler om.
---

{body}
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(FIXTURES, tmp_path / "data")
    (tmp_path / "overrides").symlink_to(ROOT / "overrides")
    (tmp_path / "mkdocs.yml").write_text(MENU, "utf-8")
    for path, text in {
        "index.md": page("Prøven", "[Viden](viden/index.md), [kilderne](viden/musik.md#kilde-kystrapporten), [om musik](viden/musik.md#hvad-er-det)"),
        "viden/index.md": page("Viden", "![Et billede af noter](../noder.png) [musik](musik.md#her) <https://eksempel.dk/>"),
        "viden/musik.md": page("Musik", "## Hvad er det?\n\nTekst\n\n## Andet { #her }\n\n{{ sources() }}\n\n`[kode](findes-ikke.md)`"),
        "kommuner/index.md": page("Kommuner", "[Nordby](nordby.md) [tal](nordby.md#tal) [mail](mailto:a@b.example)"),
        "kommuner/_kommune.md": "---\nmunicipality: nordby\n---\n\n## Tal { #tal }\n\n[alle](index.md)",
    }.items():
        file = tmp_path / "docs" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    Image.new("RGB", (2, 2)).save(tmp_path / "docs" / "noder.png")
    (tmp_path / "data" / "pictures.yml").write_text(PICTURE, "utf-8")
    return tmp_path


def said(project: Path) -> list[str]:
    return [str(diagnostic) for diagnostic in check_project(project, MACROS).diagnostics]


def test_a_project_in_order_has_no_diagnostics(project: Path) -> None:
    checked = check_project(project, MACROS)
    assert (said(project), checked.publication is not None) == ([], True)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        pytest.param("[x](¤musk.md)", "linket fører til »musk.md«, som ikke findes; mente du »musik.md«? [side-link]", id="a file misspelt"),
        pytest.param("[x](¤../vden/musik.md)", "linket fører til »../vden/musik.md«, som ikke findes; mente du »musik.md«? [side-link]", id="a folder misspelt"),
        pytest.param("[x](¤/viden/musik/)", "et link til en side her skrives som vejen til dens fil, ikke med en skråstreg først; mente du »musik.md«? [side-link]", id="an address"),
        pytest.param("[x](¤../viden/musik/)", "linket fører til »../viden/musik/«, som ikke findes; mente du »musik.md«? [side-link]", id="a folder for a file"),
        pytest.param("[x](¤http://eksempel.dk)", "linket »http://eksempel.dk« skal begynde med https://; mente du »https://eksempel.dk«? [side-link]", id="http"),
        pytest.param("[x](¤//eksempel.dk)", "linket »//eksempel.dk« skal begynde med https://; mente du »https://eksempel.dk«? [side-link]", id="no scheme"),
        pytest.param("[x](¤javascript:alert)", "et link kan ikke begynde med »javascript:«; brug https:// [side-link]", id="script"),
        pytest.param("[x](¤)", "linket er tomt; skriv vejen til en fil, for eksempel ../om/kontakt.md [side-link]", id="empty"),
        pytest.param("[x](¤musik.md#hr)", "der er intet sted på docs/viden/musik.md, der hedder »#hr«; mente du »her«? [side-anker]", id="an anchor"),
        pytest.param("[x](¤musik.md#kilde-findes-ikke)", "der er intet sted på docs/viden/musik.md, der hedder »#kilde-findes-ikke«[", id="an anchor of a record"),
        pytest.param("[x](¤#ingen)", "der er intet sted på docs/viden/index.md, der hedder »#ingen« [side-anker]", id="an anchor here"),
        pytest.param("[x][y]\n\n[y]: ¤findes-slet-ikke.md", "linket fører til »findes-slet-ikke.md«, som ikke findes [side-link]", id="a reference"),
        pytest.param('<a href="¤zzzzzz.md">x</a>', "linket fører til »zzzzzz.md«, som ikke findes [side-link]", id="raw HTML"),
        pytest.param("¤![](../noder.png)", "billedet mangler en tekst til dem, der ikke kan se det; skriv den mellem [ og ] [side-billede]", id="a picture without words"),
        pytest.param("![Noder](¤../nodr.jpg)", "linket fører til »../nodr.jpg«, som ikke findes [side-link]", id="a picture that is not there"),
    ],
)  # fmt: skip
def test_a_slip_in_a_link_is_told_at_its_place(project: Path, body: str, message: str) -> None:
    text = page("Viden", body)
    before = text.split(HERE)[0].split("\n")
    (project / "docs/viden/index.md").write_text(text.replace(HERE, ""), "utf-8")
    (found,) = said(project)
    assert found.startswith(f"docs/viden/index.md:{len(before)}:{len(before[-1]) + 1}: {message.removesuffix('[')}")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param("title: Musik", "title: Musik: en side", "2:13: et kolon midt i en tekst skiller den ad; sæt anførselstegn om hele teksten [yaml-form]", id="a colon in the title"),
        pytest.param("title: Musik", "titel: Musik", "2:1: feltet »titel« kendes ikke i en sides hoved; mente du »title«? [ukendt-felt]", id="a field misspelt"),
        pytest.param("title: Musik", f"title: {'Musik ' * 12}", "2:8: titlen er på 71 tegn og bliver skåret af, når siden deles; skriv højst 60, og brug short til et kortere navn i menuen [side-titel]", id="a title too long"),
        pytest.param("title: Musik", "title: Viden", "2:8: samme titel som docs/viden/index.md: »Viden« [side-titel]", id="a title taken"),
        pytest.param("title: Musik", "title: \"{{ name('nordby') }}\"", "2:8: i sidens hoved kan der ikke stå makroer; skriv teksten helt ud [side-makro]", id="a macro in the title"),
        pytest.param("title: Musik", "title:", "2:7: feltet er tomt; skriv en værdi, eller slet linjen [tom-vaerdi]", id="an empty title"),
        pytest.param("title: Musik", "title: Musik\ntitle: Sang", "3:1: feltet »title« står to gange; det står også i linje 2 [dobbelt-felt]", id="a field twice"),
        pytest.param("title: Musik", "title: Musik\nlinks: her", "3:8: i feltet »links« skal stå en liste med hver værdi på sin egen linje efter en bindestreg [forkert-slags]", id="text for a list"),
        pytest.param("title: Musik", "title: Musik\nsearch: [pris, [gratis]]", "3:9: i feltet »search« skal hvert søgeord være tekst, for eksempel: search: [pris, hvad koster det] [forkert-slags]", id="a list for a search word"),
        pytest.param("description: Her står der noget om musik, som er langt nok til at fortælle, hvad siden handler om.", "description: For kort.", "3:14: beskrivelsen skal være på mindst 50 tegn; skriv en længere summary øverst i filen [side-beskrivelse]", id="a description too short"),
        pytest.param("hvad siden handler om.\n---", "hvad siden handler om.\n", "1:1: sidens hoved er ikke lukket; skriv en linje med tre bindestreger efter det sidste felt [side-hoved]", id="not closed"),
    ],
)  # fmt: skip
def test_a_slip_in_the_front_matter_is_told_at_its_line(project: Path, old: str, new: str, message: str) -> None:
    file = project / "docs/viden/musik.md"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    assert f"docs/viden/musik.md:{message}" in said(project)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param("viden/musik.md", "viden/musk.md", "mkdocs.yml:7:16: menuen fører til docs/viden/musk.md, som ikke findes; mente du »viden/musik.md«? [side-menu]", id="an entry misspelt"),
        pytest.param("      - Musik: viden/musik.md\n", "", "docs/viden/musik.md:1:1: siden står ikke i menuen; skriv en linje under nav i mkdocs.yml, for eksempel: - Musik: viden/musik.md [side-menu]", id="a page left out"),
        pytest.param("      - Musik: viden/musik.md\n", "      - Musik: viden/musik.md\n      - Igen: viden/musik.md\n", "mkdocs.yml:8:15: docs/viden/musik.md står allerede i menuen i linje 7 [side-menu]", id="an entry twice"),
        pytest.param("  - Forside: index.md", " - Forside: index.md\n   x", "mkdocs.yml:6:3: linjen kan ikke læses; se efter indrykning, kolon og anførselstegn [yaml-form]", id="not YAML"),
    ],
)  # fmt: skip
def test_a_slip_in_the_menu_is_told_at_its_line(project: Path, old: str, new: str, message: str) -> None:
    assert old in MENU
    (project / "mkdocs.yml").write_text(MENU.replace(old, new, 1), "utf-8")
    assert message in said(project)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        pytest.param("Se ¤[musik] (musik.md).", "mellem ] og ( må der ikke være mellemrum; mente du »[musik](musik.md)«? [side-link]", id="a blank in a link"),
        pytest.param("Se ¤(musik)[musik.md].", "parenteserne om linket er byttet om; mente du »[musik](musik.md)«? [side-link]", id="brackets the wrong way round"),
        pytest.param("Se [musik¤](musik.md", "linket mangler sin sidste parentes; skriv [teksten](vejen) [side-link]", id="a link not closed"),
        pytest.param("Se [dr¤](https://eksempel.dk/en side).", "vejen i et link kan ikke have mellemrum; skriv [teksten](vejen) [side-link]", id="a blank in an address"),
        pytest.param("Se [x](¤www.eksempel.dk).", "linket fører til »www.eksempel.dk«, som ikke findes her; mente du »https://www.eksempel.dk«? [side-link]", id="no https"),
        pytest.param("Se [x](¤navn@eksempel.dk).", "linket fører til »navn@eksempel.dk«, som ikke findes her; mente du »mailto:navn@eksempel.dk«? [side-link]", id="a mail address"),
        pytest.param("Se [x](¤htps://eksempel.dk).", "et link kan ikke begynde med »htps:«; brug https://; mente du »https://eksempel.dk«? [side-link]", id="https misspelt"),
        pytest.param("Se ¤www.eksempel.dk.", "»www.eksempel.dk« bliver ikke til et link af sig selv; skriv, hvor det fører hen, for eksempel [Læs mere](https://www.eksempel.dk) [side-link]", id="a bare address"),
        pytest.param("Se ¤[her][findes].", "linket henviser til [findes], som ikke er skrevet; skriv [her](vejen) i stedet [side-link]", id="a reference that is not there"),
        pytest.param("Se her¤[^1].", "noten [^1] er ikke skrevet; skriv den på en linje for sig nederst på siden: [^1]: Teksten [side-note]", id="a note that is not there"),
        pytest.param("¤![Billede](../noder.png)", "»Billede« fortæller ikke, hvad der er på billedet; skriv det til dem, der ikke kan se det [side-billede]", id="words that say nothing"),
        pytest.param("¤![Noder på et bord](https://eksempel.dk/x.png)", "et billede kan ikke hentes fra en anden hjemmeside; læg filen i docs, og skriv vejen til den [side-billede]", id="a picture from elsewhere"),
        pytest.param('Se ¤{ name("nordby") }.', 'en makro står mellem to krøllede parenteser uden mellemrum imellem; mente du »{{ name("nordby") }}«? [side-makro]', id="one brace"),
        pytest.param('Se ¤{ { name("nordby") } }.', 'en makro står mellem to krøllede parenteser uden mellemrum imellem; mente du »{{ name("nordby") }}«? [side-makro]', id="braces apart"),
        pytest.param("¤# Overskrift", "sidens titel står i dens hoved, og der er kun én; begynd overskriften med ##; mente du »## Overskrift«? [side-overskrift]", id="a second title"),
        pytest.param("## A\n\n¤#### B", "overskriften springer et niveau over; begynd den med ###; mente du »### B«? [side-overskrift]", id="a level left out"),
        pytest.param("¤## \n\nTekst", "overskriften er tom; skriv den, eller slet linjen [side-overskrift]", id="an empty heading"),
        pytest.param("¤!!! note\nTekst", "boksen er tom, for dens tekst er ikke rykket ind; begynd hver linje i den med fire mellemrum [side-boks]", id="an empty box"),
        pytest.param("¤:material-findes-slet-ikke-her:", "der er intet ikon, der hedder »:material-findes-slet-ikke-her:«", id="an icon"),
        pytest.param("¤pÃ¥ skolen", "bogstaver er blevet til andre tegn; skriv »på« i stedet for »pÃ¥« [forvansket]", id="garbled letters"),
        pytest.param("¤En lang linje, som har et tegn, ingen\u200b kan se, et sted midt inde i sig.", "teksten rummer et usynligt tegn efter »ingen«; slet det, og skriv ordet igen [usynligt-tegn]", id="an invisible sign"),
        pytest.param("¤{{ municipality_facts() }}", "makroen »municipality_facts« virker kun på en kommunes side; slet den her [side-makro]", id="a macro of another page"),
        pytest.param("¤{{ participants_chart(2042) }}", "der er intet i data med navnet »2042«; mente du »2024«? [side-id]", id="a year that nobody told of"),
    ],
)  # fmt: skip
def test_what_markdown_would_show_as_it_stands_is_told(project: Path, body: str, message: str) -> None:
    text = page("Viden", body)
    before = text.split(HERE)[0].split("\n")
    (project / "docs/viden/index.md").write_text(text.replace(HERE, ""), "utf-8")
    (found,) = said(project)
    assert found.startswith(f"docs/viden/index.md:{len(before)}:{len(before[-1]) + 1}: {message}")


@pytest.mark.parametrize(
    "body",
    [
        "<https://eksempel.dk/> og [www.eksempel.dk](https://www.eksempel.dk/) og `www.eksempel.dk`",
        "[her][musik]\n\n[musik]: musik.md\n\nnoten[^1]\n\n[^1]: Teksten",
        "- [ ] en ting\n- [x] en anden (her)\n\nord (i parentes) [og flere]",
        "!!! note\n\n    Tekst\n\n??? tip \"Mere\"\n    Tekst",
        "### Et afsnit\n\n{{ sources() }}\n\n#### Et til",
        "{{ source(\"kystrapporten\") }} og {{ name(\"nordby\") }}",
    ],
)
def test_what_markdown_understands_is_left_alone(project: Path, body: str) -> None:
    (project / "docs/viden/index.md").write_text(page("Viden", body), "utf-8")
    assert said(project) == []


@pytest.mark.parametrize("before", ["\n", " ", "--\n", "———\n"])
def test_front_matter_begins_on_the_first_line(project: Path, before: str) -> None:
    file = project / "docs/viden/musik.md"
    text = file.read_text("utf-8")
    file.write_text(before + text.removeprefix("---\n" if "\n" in before[1:] else ""), "utf-8")
    message = "sidens hoved skal begynde helt øverst i filen med en linje, hvor der kun står tre bindestreger: ---"
    assert said(project) == [f"docs/viden/musik.md:1:1: {message} [side-hoved]"]


def test_prose_for_a_municipality_needs_no_front_matter(project: Path) -> None:
    prose = project / "docs/kommuner/nordby.md"
    prose.write_text("## Mere om Nordby\n\nEt afsnit.\n", "utf-8")
    assert said(project) == []
    prose.write_text("---\ntitle: Nordby\n---\n\n## Mere om Nordby\n", "utf-8")
    message = "kommunens side får sin titel og sit resumé fra data; slet linje 1 til 3, og begynd med teksten"
    assert said(project) == [f"docs/kommuner/nordby.md:1:1: {message} [side-kommune]"]
    prose.rename(project / "docs/kommuner/norby.md").write_text("Tekst\n", "utf-8")
    (found,) = said(project)
    assert found.endswith("mente du »kommuner/nordby.md«? [side-kommune]")


@pytest.mark.parametrize(
    ("front", "message"),
    [
        ("as_of: 2026-05-01", "3:8: translation_of og as_of hører sammen: hvilke sider siden følger, og som de var hvilken dag [side-oversat]"),
        ("translation_of: [index.md]\nas_of: 1/5-26", "4:8: datoen »1/5-26« skal skrives som 2024, 2024-03 eller 2024-03-01; mente du »2026-05-01«? [dato]"),
        ("translation_of: [indx.md]\nas_of: 2026-05-01", "3:18: siden docs/indx.md findes ikke; skriv vejen til en side fra docs, for eksempel om/index.md; mente du »index.md«? [side-oversat]"),
    ],
)  # fmt: skip
def test_a_translation_says_what_it_follows(project: Path, front: str, message: str) -> None:
    file = project / "docs/viden/musik.md"
    file.write_text(file.read_text("utf-8").replace("title: Musik", f"title: Musik\n{front}"), "utf-8")
    assert said(project) == [f"docs/viden/musik.md:{message}"]


def test_a_change_is_listed_at_a_page_that_is_there(project: Path) -> None:
    file = project / "data/changes.yml"
    file.write_text(file.read_text("utf-8").replace("address: /\n", "address: /viden/musikk/\n", 1), "utf-8")
    (found,) = said(project)
    assert "hvor der ikke er en side; ret address; mente du »/viden/musik/«? [adresse]" in found


def test_a_page_is_named_as_an_address(project: Path) -> None:
    (project / "docs/viden/Ny Side.md").write_text(page("Nyt"), "utf-8")
    message = "en sides navn bliver til dens adresse; brug små bogstaver a-z, tal og bindestreg; mente du »ny-side.md«?"
    assert said(project) == [f"docs/viden/Ny Side.md:1:1: {message} [fil-navn]"]


def test_a_menu_of_aliases_is_read_at_once(project: Path) -> None:
    levels = "".join(f"  - N{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]\n" for level in range(1, 40))
    menu = MENU.replace("not_in_nav", f"  - N0: &a0 [viden/musk.md]\n{levels}  - Selv: &selv [*selv]\nnot_in_nav", 1)
    (project / "mkdocs.yml").write_text(menu, "utf-8")
    assert len([line for line in said(project) if "docs/viden/musk.md" in line]) == 1


def test_a_slip_in_data_comes_alone_since_pages_are_made_from_data(project: Path) -> None:
    file = project / "data/municipalities.yml"
    file.write_text(file.read_text("utf-8").replace("name: Nordby", "nam: Nordby", 1), "utf-8")
    (project / "docs/viden/index.md").write_text("[x](y.md)", "utf-8")
    assert all(line.startswith("data/") for line in said(project))


def test_a_link_in_place_of_a_page_is_told_and_nothing_else_is_read(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "docs/hemmelig.md").symlink_to("/etc/hostname")
    assert main(["check", "--root", str(project)]) == 1
    said_all = "".join(capsys.readouterr())
    assert "docs/hemmelig.md:1:1: her ligger ikke en fil" in said_all
    assert "1 fejl i 1 fil." in said_all


def test_a_stray_file_in_data_is_told_once(project: Path) -> None:
    (project / "data/elever.csv").write_text("a;b", "utf-8")
    assert [line.partition(":")[0] for line in said(project)] == ["data/elever.csv"]


def test_the_real_project_is_in_order() -> None:
    assert said(ROOT) == []
