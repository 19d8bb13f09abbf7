"""The rules together: all are run, and one slip is one diagnostic."""

from __future__ import annotations

import importlib
import inspect
import pkgutil

import pytest

from publication import validation
from publication.model.kinds import KINDS
from publication.validation import checking
from tests.damage import Data


@pytest.mark.parametrize("kind", list(KINDS))
def test_a_file_that_cannot_be_read_sets_off_no_other_diagnostics(data: Data, kind: str) -> None:
    data.write(kind, "- id: [\n")
    assert {diagnostic.file for diagnostic in data.diagnostics()} == {f"data/{kind}.yml"}
    assert len(data.diagnostics()) == 1


def test_a_record_with_a_diagnostic_is_still_referred_to_and_refers(data: Data) -> None:
    data.change("sources", "title: At synge ved havet", "titel: At synge ved havet")
    data.change("partnerships", "municipality: aabaek", "municipality: aabeak")
    data.change("partnerships", "starting: 2025", "starting: i år")
    assert [diagnostic.code for diagnostic in data.diagnostics()] == ["ukendt-henvisning", "saeson", "ukendt-felt"]


def test_every_rule_is_run() -> None:
    """A rule is a public function that yields diagnostics, and the check runs every one of the package, once."""
    found = pkgutil.iter_modules(validation.__path__)
    modules = [importlib.import_module(f"{validation.__name__}.{one.name}") for one in found]
    public = [
        function
        for module in modules
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
        and not name.startswith("_")
        and inspect.signature(function).return_annotation == "Iterator[Diagnostic]"
    ]
    assert sorted(map(str, checking.RULES)) == sorted(map(str, public))
    assert len(checking.RULES) >= 44
