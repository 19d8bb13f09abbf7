"""The check of what authors write between `{{` and `}}`: calls of macros with constants, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from inspect import Parameter
from itertools import chain, repeat
from types import NoneType
from typing import Annotated, Any, Literal, get_args, get_origin

from jinja2 import Environment, TemplateSyntaxError, nodes

from publication.loading.diagnostics import Diagnostic, Position, nearest
from publication.model.queries import Queries

Signatures = Mapping[str, Mapping[str, Parameter]]
"""The parameters of each macro by its name."""
_IN_WORDS = {int: "et tal uden anførselstegn", bool: "true eller false"}


@dataclass(frozen=True)
class Known:
    """The words that a parameter takes: `Annotated[str, Known(lambda queries: queries.figures)]` is a figure's id."""

    among: Callable[[Queries], Collection[str]]


def call_diagnostics(file: str, text: str, macros: Signatures, queries: Queries) -> list[Diagnostic]:
    """What is wrong with the calls in the text of one Markdown file."""
    tree = _parsed(text)
    if isinstance(tree, Exception):
        message = "noget mellem {{ og }} eller {% og %} er ikke skrevet rigtigt"
        return [Position(file, getattr(tree, "lineno", 1)).diagnostic("side-tegn", message)]
    return sorted({one for node in tree.body for one in _node(file, node, macros, queries)})


def macros_called(text: str) -> set[str]:
    """The names of the macros that a text calls; none where it cannot be read."""
    tree = _parsed(text)
    if isinstance(tree, Exception):
        return set()
    return {call.node.name for call in tree.find_all(nodes.Call) if isinstance(call.node, nodes.Name)}


@cache
def _parsed(text: str) -> nodes.Template | TemplateSyntaxError | RecursionError | ValueError:
    """A text as Jinja reads it, or why it cannot: brackets without end and huge numbers end in errors of Python's.

    Two checks ask, and reading a page takes a millisecond.
    """
    try:
        return Environment(keep_trailing_newline=True).parse(text)
    except (TemplateSyntaxError, RecursionError, ValueError) as error:
        return error


def _node(file: str, node: nodes.Node, macros: Signatures, queries: Queries) -> Iterator[Diagnostic]:
    if not isinstance(node, nodes.Output):
        message = "på en side kan kun stå makroer, og {% … %} er ikke en; slet det"
        # Some nodes stand for what is written, and have no line of their own.
        line = next((each.lineno for each in (node, *node.find_all(nodes.Node)) if each.lineno), 1)
        yield Position(file, line).diagnostic("side-makro", message)
        return
    for part in node.nodes:
        at = Position(file, part.lineno)
        match part:
            case nodes.TemplateData():
                pass
            case nodes.Name(name=name) | nodes.Call(node=nodes.Name(name=name)) if name not in macros:
                message = f"der er ingen makro, der hedder «{name}»"
                yield at.diagnostic("side-makro", message, nearest(name, macros))
            case nodes.Name(name=name):
                yield at.diagnostic("side-makro", f"makroen «{name}» mangler sine parenteser", f"{{{{ {name}() }}}}")
            case nodes.Call(node=nodes.Name(name=name)):
                yield from _call(at, part, name, macros[name], queries)
            case _:
                message = "mellem {{ og }} skal stå navnet på en makro med parenteser efter, og ikke andet"
                yield at.diagnostic("side-makro", message)


def _call(
    at: Position, call: nodes.Call, name: str, parameters: Mapping[str, Parameter], queries: Queries
) -> Iterator[Diagnostic]:
    if call.dyn_args is not None or call.dyn_kwargs is not None:
        yield at.diagnostic("side-makro", f"skriv værdierne til makroen «{name}» ud, uden stjerner")
        return
    in_order = [one for one in parameters.values() if one.kind is not Parameter.KEYWORD_ONLY]
    takes_more = bool(in_order) and in_order[-1].kind is Parameter.VAR_POSITIONAL
    if len(call.args) > len(in_order) and not takes_more:
        most = f"højst {len(in_order)}" if in_order else "ingen"
        yield at.diagnostic("side-makro", f"makroen «{name}» tager {most} værdier, og her står {len(call.args)}")
    given = {keyword.key for keyword in call.kwargs} | {one.name for one in in_order[: len(call.args)]}
    for one in parameters.values():
        if one.default is Parameter.empty and one.kind is Parameter.POSITIONAL_OR_KEYWORD and one.name not in given:
            yield at.diagnostic("side-makro", f"makroen «{name}» mangler «{shown(one.name)}» mellem parenteserne")
    takers = chain(in_order, repeat(in_order[-1])) if takes_more else in_order
    for argument, parameter in zip(call.args, takers, strict=False):
        yield from _value(at.file, name, argument, parameter, queries)
    for keyword in call.kwargs:
        if keyword.key in parameters:
            yield from _value(at.file, name, keyword.value, parameters[keyword.key], queries)
        else:
            message = f"makroen «{name}» kender ikke «{keyword.key}»"
            yield at.diagnostic("side-makro", message, nearest(keyword.key, map(shown, parameters)))


def shown(parameter: str) -> str:
    """The name of a parameter as an author writes it: one that Python keeps for itself has a `_` after it here."""
    return parameter.rstrip("_")


def _value(file: str, macro: str, argument: nodes.Expr, parameter: Parameter, queries: Queries) -> Iterator[Diagnostic]:
    at = Position(file, argument.lineno)
    if not isinstance(argument, nodes.Const):
        message = f"værdierne til makroen «{macro}» skal skrives ud, som tekst i anførselstegn eller som tal"
        yield at.diagnostic("side-makro", message)
        return
    value, types = argument.value, _types(parameter.annotation)
    known = _known(parameter.annotation, queries)
    if type(value) not in types:
        what = next((words for kind, words in _IN_WORDS.items() if kind in types), "tekst i anførselstegn")
        message = f"«{shown(parameter.name)}» i makroen «{macro}» skal være {what}"
        yield at.diagnostic("side-makro", message)
    elif known is not None and isinstance(value, str) and value not in known:
        message = f"der er intet i data med navnet «{value}»"
        yield at.diagnostic("side-id", message, nearest(value, known))


def _types(annotation: Any) -> set[type]:
    """The types of the constants that a parameter takes."""
    if get_origin(annotation) is Annotated:
        return _types(get_args(annotation)[0])
    if get_origin(annotation) is Literal:
        return {str}
    if inner := get_args(annotation):
        return {type_ for part in inner for type_ in _types(part)}
    return {NoneType if annotation is None else annotation}


def _known(annotation: Any, queries: Queries) -> Collection[str] | None:
    """The words that a parameter takes; none where it takes any."""
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    for mark in getattr(annotation, "__metadata__", ()):
        if isinstance(mark, Known):
            return mark.among(queries)
    found = [_known(part, queries) for part in get_args(annotation)]
    return next((words for words in found if words is not None), None)
