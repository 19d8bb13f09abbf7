"""The check of what authors write between `{{` and `}}`: calls of macros with constants, and nothing else."""

from __future__ import annotations

import re
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
_MOST_LISTED = 20
_IN_WORDS = {int: "et tal uden anførselstegn", bool: "true eller false"}


@dataclass(frozen=True)
class Known:
    """The words that a parameter takes: `Annotated[str, Known(lambda queries: queries.figures)]` is a figure's id."""

    among: Callable[[Queries], Collection[str] | Collection[int]]
    place: str = ""
    """Where they stand, for an author who looks for the right one."""


def call_diagnostics(file: str, text: str, macros: Signatures, queries: Queries) -> list[Diagnostic]:
    """What is wrong with the calls in the text of one Markdown file."""
    tree = _parsed(text)
    if isinstance(tree, Exception):
        return [_unreadable(file, text, getattr(tree, "lineno", 1))]
    return sorted({one for node in tree.body for one in _node(file, node, macros, queries)})


_CALL = re.compile(r"\{\{(?P<inside>[^{}]{0,500})(?P<close>\}\}|)")
_QUOTED = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'")
_CURLY = str.maketrans(dict.fromkeys("“”„‟»«", '"') | dict.fromkeys("‘’‚´`", "'"))


def _unreadable(file: str, text: str, line: int) -> Diagnostic:
    """What is wrong with a text that cannot be read, at the first call that has something wrong with it."""
    if (triple := text.find("{{{")) >= 0:
        message = "skriv to krøllede parenteser og ikke tre"
        return Position(file, text.count("\n", 0, triple) + 1).diagnostic("side-tegn", message)
    for found in _CALL.finditer(text):
        inside = found["inside"]
        start = text.count("\n", 0, found.start())
        at = Position(file, start + 1, found.start() - (text.rfind("\n", 0, found.start()) + 1) + 1)
        if (straight := inside.translate(_CURLY)) != inside:
            return at.diagnostic("side-tegn", 'mellem {{ og }} skal anførselstegnene være lige (")', f"{{{{{straight}}}}}")
        if found["close"] != "}}":
            called = re.match(r"\s*\w+\([^()\n]*\)", inside)
            return at.diagnostic("side-tegn", "der mangler }} efter makroen", f"{{{{ {called[0].strip()} }}}}" if called else None)
        if re.search("[\"']", _QUOTED.sub("", inside)):
            return at.diagnostic("side-tegn", "et anførselstegn mellem {{ og }} bliver ikke lukket igen")
        if (missing := inside.count("(") - inside.count(")")) > 0:
            return at.diagnostic("side-tegn", "makroen mangler sin sidste parentes", f"{{{{ {inside.strip()}{')' * missing} }}}}")
    message = "noget mellem {{ og }} eller {% og %} er ikke skrevet rigtigt"
    return Position(file, line).diagnostic("side-tegn", message)


def calls_in(text: str) -> Iterator[tuple[str, nodes.Call]]:
    """The calls of a text, each with the name of its macro; none where the text cannot be read."""
    tree = _parsed(text)
    for call in () if isinstance(tree, Exception) else tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name):
            yield call.node.name, call


def macros_called(text: str) -> set[str]:
    """The names of the macros that a text calls; none where it cannot be read."""
    return {name for name, _ in calls_in(text)}


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
                message = f"der er ingen makro, der hedder »{name}«"
                yield at.diagnostic("side-makro", message, nearest(name, macros))
            case nodes.Name(name=name):
                wants = next((one for one in macros[name].values() if one.default is Parameter.empty), None)
                message, call = f"makroen »{name}« mangler sine parenteser", f"{{{{ {name}() }}}}"
                if wants is None:
                    yield at.diagnostic("side-makro", message, call)
                else:
                    message += f" med »{shown(wants.name)}« imellem; skriv {{{{ {name}(\"…\") }}}}"
                    yield at.diagnostic("side-makro", message)
            case nodes.Call(node=nodes.Name(name=name)):
                yield from _call(at, part, name, macros[name], queries)
            case _:
                message = "mellem {{ og }} skal stå navnet på en makro med parenteser efter, og ikke andet"
                yield at.diagnostic("side-makro", message)


def _call(
    at: Position, call: nodes.Call, name: str, parameters: Mapping[str, Parameter], queries: Queries
) -> Iterator[Diagnostic]:
    if call.dyn_args is not None or call.dyn_kwargs is not None:
        yield at.diagnostic("side-makro", f"skriv værdierne til makroen »{name}« ud, uden stjerner")
        return
    in_order = [one for one in parameters.values() if one.kind is not Parameter.KEYWORD_ONLY]
    takes_more = bool(in_order) and in_order[-1].kind is Parameter.VAR_POSITIONAL
    if len(call.args) > len(in_order) and not takes_more:
        most = f"højst {len(in_order)}" if in_order else "ingen"
        yield at.diagnostic("side-makro", f"makroen »{name}« tager {most} værdier, og her står {len(call.args)}")
    if takes_more and not call.args:
        yield at.diagnostic("side-makro", f"makroen »{name}« mangler mindst én værdi; skriv {{{{ {name}(\"…\") }}}}")
    given = {keyword.key for keyword in call.kwargs} | {one.name for one in in_order[: len(call.args)]}
    for one in parameters.values():
        if one.default is Parameter.empty and one.kind is Parameter.POSITIONAL_OR_KEYWORD and one.name not in given:
            example = f"skriv {{{{ {name}(\"…\") }}}}"
            yield at.diagnostic("side-makro", f"makroen »{name}« mangler »{shown(one.name)}« mellem parenteserne; {example}")
    takers = chain(in_order, repeat(in_order[-1])) if takes_more else in_order
    for argument, parameter in zip(call.args, takers, strict=False):
        yield from _value(at.file, name, argument, parameter, queries)
    for keyword in call.kwargs:
        if keyword.key in parameters:
            yield from _value(at.file, name, keyword.value, parameters[keyword.key], queries)
        else:
            message = f"makroen »{name}« kender ikke »{keyword.key}«"
            yield at.diagnostic("side-makro", message, nearest(keyword.key, map(shown, parameters)))


def shown(parameter: str) -> str:
    """The name of a parameter as an author writes it: one that Python keeps for itself has a `_` after it here."""
    return parameter.rstrip("_")


def _value(file: str, macro: str, argument: nodes.Expr, parameter: Parameter, queries: Queries) -> Iterator[Diagnostic]:
    at = Position(file, argument.lineno)
    if not isinstance(argument, nodes.Const):
        message = f"værdierne til makroen »{macro}« skal skrives ud, som tekst i lige anførselstegn eller som tal"
        yield at.diagnostic("side-makro", message)
        return
    value, types = argument.value, _types(parameter.annotation)
    known = _known(parameter.annotation, queries)
    if type(value) not in types:
        what = next((words for kind, words in _IN_WORDS.items() if kind in types), "tekst i anførselstegn")
        message = f"»{shown(parameter.name)}« i makroen »{macro}« skal være {what}"
        yield at.diagnostic("side-makro", message)
    elif known is not None and value is not None and value not in known:
        message = f"der er intet i data med navnet »{value}«"
        guess = nearest(str(value), known := sorted(map(str, known)))
        if guess is None and (place := _place(parameter.annotation)):
            message += f"; skriv et id fra {place}"
        elif guess is None and len(known) <= _MOST_LISTED:
            message += f"; vælg mellem {', '.join(f'»{one}«' for one in known)}"
        yield at.diagnostic("side-id", message, guess)


def _place(annotation: Any) -> str:
    """Where the words that a parameter takes stand."""
    marks = [*getattr(annotation, "__metadata__", ()), *(mark for part in get_args(annotation) for mark in getattr(part, "__metadata__", ()))]
    return next((mark.place for mark in marks if isinstance(mark, Known)), "")


def _types(annotation: Any) -> set[type]:
    """The types of the constants that a parameter takes."""
    if get_origin(annotation) is Annotated:
        return _types(get_args(annotation)[0])
    if get_origin(annotation) is Literal:
        return {str}
    if inner := get_args(annotation):
        return {type_ for part in inner for type_ in _types(part)}
    return {NoneType if annotation is None else annotation}


def _known(annotation: Any, queries: Queries) -> Collection[str] | Collection[int] | None:
    """The words that a parameter takes; none where it takes any."""
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    for mark in getattr(annotation, "__metadata__", ()):
        if isinstance(mark, Known):
            return mark.among(queries)
    found = [_known(part, queries) for part in get_args(annotation)]
    return next((words for words in found if words is not None), None)
