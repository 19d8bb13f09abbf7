"""What is made from the model: it is up to date, in Danish, and says what the check says."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from publication.authoring import data_heads, editor_files, editor_schemas
from publication.cli.main import main
from publication.model.kinds import KINDS
from tests.damage import FIXTURES, Data

ROOT = Path(__file__).parents[2]


def test_nothing_made_from_the_model_is_stale() -> None:
    """If this fails: `make schema`, and commit what it wrote."""
    assert [path.relative_to(ROOT).as_posix() for path, _ in editor_files.stale(ROOT)] == []


# --- The schemas ----------------------------------------------------------------------------------


class Loader(yaml.SafeLoader):
    """YAML as editors' tools read it: numbers are numbers, and a date is text."""


Loader.yaml_implicit_resolvers = {
    sign: [(tag, pattern) for tag, pattern in resolvers if tag in {"tag:yaml.org,2002:int", "tag:yaml.org,2002:null"}]
    for sign, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@pytest.mark.parametrize("folder", [FIXTURES, ROOT / "data"], ids=["invented", "real"])
@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_data_that_the_check_takes_the_schema_takes(kind: Any, folder: Path) -> None:
    made = editor_schemas.schema_of(kind)
    jsonschema.Draft202012Validator.check_schema(made)
    records = yaml.load((folder / f"{kind.name}.yml").read_text(encoding="utf-8"), Loader)
    found = [error.message for error in jsonschema.Draft202012Validator(made).iter_errors(records)]
    assert found == []


@pytest.mark.parametrize(
    "record",
    [
        pytest.param({"id": "x", "term": "ord"}, id="field missing"),
        pytest.param({"id": "x", "term": "ord", "text": None}, id="field empty"),
        pytest.param({"id": "x", "term": "ord", "text": "t", "forms": []}, id="list empty"),
        pytest.param({"id": "x", "term": "ord", "text": "t", "mere": "t"}, id="field unknown"),
        pytest.param({"id": "Å", "term": "ord", "text": "t"}, id="id with a Danish letter"),
    ],
)
def test_what_the_check_refuses_the_schema_refuses(record: dict[str, Any]) -> None:
    made = editor_schemas.schema_of(KINDS["glossary"])
    whole = {"id": "x", "term": "ord", "text": "t", "forms": ["o"]}
    assert jsonschema.Draft202012Validator(made).is_valid([whole])
    assert not jsonschema.Draft202012Validator(made).is_valid([record])


def _said(made: Any) -> list[str]:
    """Every title and description in a schema."""
    if isinstance(made, dict):
        own = [made[key] for key in ("title", "description") if isinstance(made.get(key), str)]
        return own + [text for value in made.values() for text in _said(value)]
    return [text for value in made for text in _said(value)] if isinstance(made, list) else []


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_field_has_a_danish_name_and_help(kind: Any) -> None:
    made = editor_schemas.schema_of(kind)
    groups = [made["items"], *made.get("$defs", {}).values()]
    for group in groups:
        for name, field in group["properties"].items():
            assert field["title"], name
            assert field["description"].endswith((".", "5")), name
    english = re.compile(r"\b(the|of|a|and|which|who|that)\b")
    assert [text for text in _said(made) if english.search(text)] == []


def test_the_editor_is_told_of_every_schema() -> None:
    bound = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))["yaml.schemas"]
    assert bound == {f"dev/schema/{name}.schema.json": f"data/{name}.yml" for name in KINDS}
    assert all((ROOT / path).is_file() for path in bound)


# --- The head of a data file ----------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_new_head_leaves_what_stands_below_as_it_is(kind: Any) -> None:
    below = "\n# Min egen kommentar\n- id: x # og en til\r\n  felt:   værdi\n\n\n"
    once = data_heads.with_head(data_heads.head_of(kind) + below, kind)
    assert once == data_heads.head_of(kind) + below
    older = once.replace("Felter med * skal udfyldes", "Noget gammelt")
    assert data_heads.with_head(older, kind) == once


def test_a_file_without_a_head_gets_one() -> None:
    kind = KINDS["timeline"]
    assert data_heads.with_head("- id: x\n", kind) == data_heads.head_of(kind) + "\n- id: x\n"
    assert data_heads.with_head(f"# Tidslinjen. {kind.order}\n\n- id: x\n", kind) == data_heads.head_of(kind) + "\n- id: x\n"
    assert data_heads.with_head("# Andet\n- id: x\n", kind) == data_heads.head_of(kind) + "\n# Andet\n- id: x\n"
    assert data_heads.with_head("", kind).startswith(data_heads.head_of(kind))


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_the_empty_record_is_a_record_once_it_is_filled_in(data: Data, kind: Any) -> None:
    """Uncommented as it stands, it gives a diagnostic for each value left empty, and no other."""
    head = data_heads.head_of(kind)
    start = head.index("#   # Id*")
    record = re.sub(r"(?m)^# ?", "", head[start:].rsplit("# -----", 1)[0])
    data.write(kind.name, record)
    diagnostics = [diagnostic for diagnostic in data.diagnostics() if diagnostic.file == f"data/{kind.name}.yml"]
    assert {diagnostic.code for diagnostic in diagnostics} == {"tom-vaerdi"}
    empty = [number for number, line in enumerate(record.split("\n"), 1) if re.fullmatch(r"[ -]*(\w+:)? *-?", line)]
    assert {diagnostic.line for diagnostic in diagnostics} <= set(empty)


def test_the_list_of_fields_names_every_field() -> None:
    text = editor_files.field_reference()
    for kind in KINDS.values():
        assert f"(`data/{kind.name}.yml`)" in text
        for name in kind.model.model_fields:
            assert f"| `{name}`" in text


# --- The command ----------------------------------------------------------------------------------


def test_the_command_writes_what_is_stale_and_then_is_content(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(FIXTURES, tmp_path / "data")
    records = (tmp_path / "data" / "formats.yml").read_text(encoding="utf-8").split("\n\n", 1)[1]
    assert main(["schema", "--root", str(tmp_path), "--check"]) == 1
    assert "formats.yml: er forældet" in capsys.readouterr().out
    assert not (tmp_path / "dev").exists()
    assert main(["schema", "--root", str(tmp_path)]) == 0
    capsys.readouterr()
    assert main(["schema", "--root", str(tmp_path), "--check"]) == 0
    assert capsys.readouterr().out == "Skemaer, tomme poster og feltliste passer til modellen.\n"
    assert (tmp_path / "data" / "formats.yml").read_text(encoding="utf-8").endswith(records)
    assert main(["check", "--data", str(tmp_path / "data")]) == 0
