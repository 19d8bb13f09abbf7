"""The environment in which authors' Markdown is rendered: it knows our macros and nothing else.

It holds even where the check of `macro_calls` has not been made: a template that is more than calls of macros with
constants is not compiled, and no attribute of anything can be reached.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from jinja2 import StrictUndefined, Template, nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

# What a template of calls with constants is parsed into.
_ALLOWED = {nodes.Template, nodes.Output, nodes.TemplateData, nodes.Call, nodes.Name, nodes.Const, nodes.Keyword}


class _WithoutVariables(Template):
    """A template that is given nothing: MkDocs' macros plugin hands over its configuration and the front matter."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        return super().render()


class MacroSandbox(ImmutableSandboxedEnvironment):
    """Renders text that may call `macros`. Raises SecurityError for a text with anything else between braces."""

    template_class = _WithoutVariables

    def __init__(self, macros: Mapping[str, Callable[..., str]]) -> None:
        super().__init__(undefined=StrictUndefined, keep_trailing_newline=False)
        self.globals, self.filters, self.tests = dict(macros), {}, {}
        # All municipalities' pages have one text, which would be compiled for each of them.
        self.from_string = cache(super().from_string)  # type: ignore[method-assign]

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        called = {id(call.node) for call in tree.find_all(nodes.Call) if isinstance(call.node, nodes.Name)}
        shown = {id(part) for output in tree.find_all(nodes.Output) for part in output.nodes}
        for node in tree.find_all(nodes.Node):
            out_of_place = (isinstance(node, nodes.Name) and id(node) not in called) or (
                isinstance(node, nodes.Const) and id(node) in shown
            )
            if type(node) not in _ALLOWED or out_of_place:
                raise SecurityError(f"line {node.lineno}: only calls of macros with constants may stand between braces")
        return tree

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        return False

    def is_safe_callable(self, obj: Any) -> bool:
        return any(obj is macro for macro in self.globals.values())
