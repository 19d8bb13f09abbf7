"""What a wish to be forgotten changes, what it refuses, and where a name may still stand."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from publication.authoring import forgetting
from publication.loading import loader
from publication.web import address_list
from publication.web.address_list import digest

FIXTURE = Path(__file__).parents[1] / "fixtures" / "data"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(FIXTURE, tmp_path / "data")
    return tmp_path


def publish(root: Path, *lines: str, cards: tuple[str, ...] = ()) -> None:
    (root / "published").mkdir(exist_ok=True)
    for name, content in ((address_list.LIST, lines), (address_list.CARDS, cards)):
        (root / "published" / name).write_text(address_list.text(name, content, ()), "utf-8")


def statement(root: Path) -> str:
    return loader.load(root / "data").by_kind["statements"][0].id


def lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if not line.startswith("#")]


@pytest.mark.parametrize("form", ["{}", "statements/{}", "udtalelse-{}", "#udtalelse-{}", "/udtalelser/#udtalelse-{}", " »{}« "])
def test_a_record_is_found_by_whatever_names_it(root: Path, form: str) -> None:
    id_ = statement(root)
    publish(root, "/udtalelser/", f"/udtalelser/#udtalelse-{id_}", f"/#udtalelse-{id_}", f"/gl/ -> /udtalelser/#udtalelse-{id_}")
    found = forgetting.plan(root, form.format(id_))
    assert set(found.files) == {"data/statements.yml", "published/addresses.txt", "published/cards.txt"}
    assert lines(found.files["published/addresses.txt"]) == [
        "/gl/ -> /udtalelser/", "/udtalelser/", f"borte: {digest(f'udtalelse-{id_}')}"
    ]  # fmt: skip
    assert f"- id: {id_}\n" not in found.files["data/statements.yml"]
    assert found.removed_lines == 2


def test_only_the_lines_of_the_record_go(root: Path) -> None:
    file = root / "data/statements.yml"
    records = loader.load(root / "data").by_kind["statements"]
    for gone in records:
        publish(root)
        file.write_text((FIXTURE / "statements.yml").read_text("utf-8"), "utf-8")
        file.write_text(forgetting.plan(root, f"statements/{gone.id}").files["data/statements.yml"], "utf-8")
        left = loader.load(root / "data").by_kind["statements"]
        assert [one.raw for one in left] == [one.raw for one in records if one.id != gone.id]


def test_an_address_goes_with_all_below_it_and_its_card(root: Path) -> None:
    publish(root, "/om/", "/om/anne/", "/om/anne/index.md", "/om/anne/#x", "/om/annesofie/", cards=("om-anne.0.png /om/anne/", "om.1.png /om/"))
    found = forgetting.plan(root, "/om/anne/")
    assert lines(found.files["published/addresses.txt"]) == ["/om/", "/om/annesofie/", f"borte: {digest('/om/anne/')}"]
    assert lines(found.files["published/cards.txt"]) == ["om.1.png /om/"]
    assert found.record is None


def test_what_was_deleted_by_hand_is_taken_out_of_the_lists(root: Path) -> None:
    publish(root, "/udtalelser/#udtalelse-en-anden")
    assert forgetting.plan(root, "en-anden").names == ("udtalelse-en-anden",)


def test_a_second_wish_keeps_the_hash_of_the_first(root: Path) -> None:
    publish(root, "/#a", "/#b")
    for name in "ab":
        (root / address_list.LIST_FILE).write_text(forgetting.plan(root, f"#{name}").files[address_list.LIST_FILE], "utf-8")
    assert address_list.read(root / address_list.LIST_FILE).forgotten == {digest("a"), digest("b")}


def keep(root: Path, id_: str = "2025") -> Path:
    """Today's data kept as an edition; the folder that holds it."""
    kept = root / "published" / "editions" / id_ / "data"
    shutil.copytree(root / "data", kept)
    return kept


def test_a_record_goes_from_every_kept_edition_too(root: Path) -> None:
    id_ = statement(root)
    keep(root, "2025"), keep(root, "2026")
    found = forgetting.plan(root, id_)
    held = {path for path in found.files if path.endswith("statements.yml")}
    assert held == {f"{folder}/statements.yml" for folder in ("data", *(f"published/editions/{one}/data" for one in ("2025", "2026")))}
    assert not any(f"- id: {id_}\n" in found.files[path] for path in held)


def test_a_record_that_only_an_edition_still_has_goes_with_the_names_it_had(root: Path) -> None:
    id_ = statement(root)
    old = loader.load(keep(root)).by_kind["statements"][0].raw["speakers"][0]["name"]
    file = root / "data/statements.yml"
    file.write_text(forgetting.plan(root, id_).files["data/statements.yml"], "utf-8")
    found = forgetting.plan(root, id_)
    assert [path for path in found.files if path.endswith("statements.yml")] == ["published/editions/2025/data/statements.yml"]
    assert (found.record, old in found.searched) == ("udtalelse", True)


def test_a_record_that_others_of_an_edition_refer_to_is_kept_until_they_do_not(root: Path) -> None:
    keep(root)
    for name in ("partnerships", "participations"):
        (root / f"data/{name}.yml").write_text("", "utf-8")
    with pytest.raises(forgetting.Unclear, match=r"published/editions/2025/data/partnerships\.yml:[0-9]+"):
        forgetting.plan(root, "schools/fyrskolen")


@pytest.mark.parametrize(
    ("wish", "reason"),
    [
        ("findes-ikke", "ingen post"),
        ("2025", "kan ikke glemmes"),
        ("", "ingen post"),
        ("/findes/ikke/", "ingen post"),
        ("nordby", "kan ikke glemmes"),
        ("sang-og-farver", "kan ikke glemmes"),
        ("kystrapporten", "henviser til den"),
    ],
)
def test_what_cannot_be_meant_changes_nothing(root: Path, wish: str, reason: str) -> None:
    publish(root, "/")
    with pytest.raises(forgetting.Unclear, match=reason):
        forgetting.plan(root, wish)


def test_every_place_with_the_name_is_told_and_never_repeated(root: Path) -> None:
    for path, text in {
        "docs/a.md": "Intet\n\nEn tekst af Anne\nÅgers hånd.\n",
        "docs/b.md": "Ågers tale. Anne Åger-Prisen.",
        "docs/anne-aager.md": "",
        "docs/c.md": "Åge og Agersø.",
        "docs/d.md": "Anne A\u030ager",
        ".github/x.md": "tak til ANNE ÅGER",
    }.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    found = forgetting.mentions(root, ["Anne Åger", "Åger", "anne-aager"])
    assert [(one.file, one.line) for one in found] == [
        (".github/x.md", 1), ("docs/a.md", 3), ("docs/a.md", 4), ("docs/anne-aager.md", 1), ("docs/b.md", 1), ("docs/d.md", 1)
    ]  # fmt: skip
    assert not any("åger" in one.message.lower() for one in found)
    assert [(one.file, one.line) for one in forgetting.mentions(root, ["Anne Åger"])][1] == ("docs/a.md", 3)
