"""The reader of authors' Markdown for MkDocs' macros plugin: it calls our macros with constants and does nothing else.

It holds even where the check of `macro_calls` has not been made: no template is compiled, so no code can run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from typing import Any

from jinja2 import Environment, nodes
from jinja2.exceptions import SecurityError

Macros = Mapping[str, Callable[..., str]]


class MacroText:
    """A text as it is written, with a call wherever it calls a macro."""

    def __init__(self, parts: Iterator[Callable[[], str]]) -> None:
        self._parts = list(parts)

    def render(self, **variables: Any) -> str:
        """The text with what the macros give. The plugin's variables, its configuration among them, are not looked at."""
        return "".join(part() for part in self._parts)


class MacroSandbox(Environment):
    """Reads text that may call `macros`. Raises SecurityError for a text with anything else between braces."""

    def __init__(self, macros: Macros) -> None:
        super().__init__()
        # All municipalities' pages have one text, which would be read for each of them.
        self.from_string = cache(lambda text: MacroText(_parts(self.parse(text), macros)))  # type: ignore[method-assign]


def _parts(tree: nodes.Template, macros: Macros) -> Iterator[Callable[[], str]]:
    for node in tree.body:
        for part in node.nodes if isinstance(node, nodes.Output) else [node]:
            match part:
                case nodes.TemplateData(data=text):
                    yield partial(str, text)
                case nodes.Call(node=nodes.Name(name=name), dyn_args=None, dyn_kwargs=None) if name in macros:
                    yield partial(macros[name], *map(_constant, part.args), **{one.key: _constant(one.value) for one in part.kwargs})
                case _:
                    raise _refusal(part)


def _constant(value: nodes.Expr) -> Any:
    if not isinstance(value, nodes.Const):
        raise _refusal(value)
    return value.value


def _refusal(node: nodes.Node) -> SecurityError:
    return SecurityError(f"line {node.lineno}: only calls of macros with constants may stand between braces")
