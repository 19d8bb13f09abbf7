"""The table of commands: what it names is there."""

from __future__ import annotations

import inspect
from importlib import import_module

import pytest

from publication.cli.main import COMMANDS


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_takes_the_options_that_the_table_names(name: str) -> None:
    command = COMMANDS[name]
    function = getattr(import_module(f"publication.cli.{command['module']}"), name)
    options = command.get("options", {})
    named = [settings.get("dest", option.lstrip("-").replace("-", "_")) for option, settings in options.items()]
    assert sorted(inspect.signature(function).parameters) == sorted(named)
