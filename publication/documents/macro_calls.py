"""The check of what authors write between `{{` and `}}`: calls of macros with constants, and nothing else."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from inspect import Parameter
from types import NoneType
from typing import Annotated, Any, Literal, get_args, get_origin

from jinja2 import Environment, TemplateSyntaxError, nodes

from publication.loading.diagnostics import Diagnostic, Position, nearest
from publication.model.known_words import Known
from publication.model.queries import Queries

Signatures = Mapping[str, Mapping[str, Parameter]]
"""The parameters of each macro by its name."""


def call_diagnostics(file: str, text: str, macros: Signatures, queries: Queries) -> list[Diagnostic]:
    """What is wrong with the calls in one Markdown file, whose first line is the file's own."""
    try:
        tree = Environment(keep_trailing_newline=True).parse(text)
    except (TemplateSyntaxError, RecursionError, ValueError) as error:
        # The last two: brackets without end, and a number that Python does not take.
        message = "noget mellem {{ og }} eller {% og %} er ikke skrevet rigtigt"
        return [Position(file, getattr(error, "lineno", 1)).diagnostic("side-tegn", message)]
    return sorted({one for node in tree.body for one in _node(file, node, macros, queries)})


def macros_called(text: str) -> set[str]:
    """The names of the macros that a text calls; none where it cannot be read."""
    try:
        tree = Environment().parse(text)
    except (TemplateSyntaxError, RecursionError, ValueError):
        return set()
    return {call.node.name for call in tree.find_all(nodes.Call) if isinstance(call.node, nodes.Name)}


def _node(file: str, node: nodes.Node, macros: Signatures, queries: Queries) -> Iterator[Diagnostic]:
    if not isinstance(node, nodes.Output):
        message = "på en side kan kun stå makroer, og {% … %} er ikke en; slet det"
        # Some nodes stand for what is written, and have no line of their own.
        line = next((each.lineno for each in (node, *node.find_all(nodes.Node)) if each.lineno), 1)
        yield Position(file, line).diagnostic("side-makro", message)
        return
    for part in node.nodes:
        if isinstance(part, nodes.TemplateData):
            continue
        if isinstance(part, nodes.Call) and isinstance(part.node, nodes.Name):
            yield from _call(file, part, part.node.name, macros, queries)
        elif isinstance(part, nodes.Name):
            yield _no_call(file, part, macros)
        else:
            message = "mellem {{ og }} skal stå navnet på en makro med parenteser efter, og ikke andet"
            yield Position(file, part.lineno).diagnostic("side-makro", message)


def _no_call(file: str, name: nodes.Name, macros: Signatures) -> Diagnostic:
    if name.name not in macros:
        return _unknown_macro(file, name.lineno, name.name, macros)
    message = f"makroen «{name.name}» mangler sine parenteser"
    return Position(file, name.lineno).diagnostic("side-makro", message, f"{{{{ {name.name}() }}}}")


def _unknown_macro(file: str, line: int, name: str, macros: Signatures) -> Diagnostic:
    message = f"der er ingen makro, der hedder «{name}»"
    return Position(file, line).diagnostic("side-makro", message, nearest(name, macros))


def _call(file: str, call: nodes.Call, name: str, macros: Signatures, queries: Queries) -> Iterator[Diagnostic]:
    at = Position(file, call.lineno)
    if name not in macros:
        yield _unknown_macro(file, call.lineno, name, macros)
        return
    if call.dyn_args is not None or call.dyn_kwargs is not None:
        yield at.diagnostic("side-makro", f"skriv værdierne til makroen «{name}» ud, uden stjerner")
        return
    parameters = macros[name]
    in_order = [one for one in parameters.values() if one.kind is not Parameter.KEYWORD_ONLY]
    takes_more = bool(in_order) and in_order[-1].kind is Parameter.VAR_POSITIONAL
    if len(call.args) > len(in_order) and not takes_more:
        most = f"højst {len(in_order)}" if in_order else "ingen"
        yield at.diagnostic("side-makro", f"makroen «{name}» tager {most} værdier, og her står {len(call.args)}")
    given = {keyword.key for keyword in call.kwargs} | {one.name for one in in_order[: len(call.args)]}
    for one in parameters.values():
        if one.default is Parameter.empty and one.kind is Parameter.POSITIONAL_OR_KEYWORD and one.name not in given:
            yield at.diagnostic("side-makro", f"makroen «{name}» mangler «{shown(one.name)}» mellem parenteserne")
    for number, argument in enumerate(call.args[: None if takes_more else len(in_order)]):
        yield from _value(file, name, argument, in_order[min(number, len(in_order) - 1)], queries)
    for keyword in call.kwargs:
        if keyword.key in parameters:
            yield from _value(file, name, keyword.value, parameters[keyword.key], queries)
        else:
            message = f"makroen «{name}» kender ikke «{keyword.key}»"
            yield at.diagnostic("side-makro", message, nearest(keyword.key, map(shown, parameters)))


def shown(parameter: str) -> str:
    """The name of a parameter as an author reads it: Python has some words for itself."""
    return parameter.rstrip("_")


def _value(
    file: str, macro: str, argument: nodes.Expr, parameter: Parameter, queries: Queries
) -> Iterator[Diagnostic]:
    at = Position(file, argument.lineno)
    if not isinstance(argument, nodes.Const):
        message = f"værdierne til makroen «{macro}» skal skrives ud, som tekst i anførselstegn eller som tal"
        yield at.diagnostic("side-makro", message)
        return
    value, types = argument.value, _types(parameter.annotation)
    known = _known(parameter.annotation, queries)
    if type(value) not in types:
        what = "et tal uden anførselstegn" if int in types else "true eller false" if bool in types else "tekst i anførselstegn"
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
