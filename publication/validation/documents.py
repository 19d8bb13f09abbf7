"""The check of authors' pages: every call of a macro is looked at before it is made."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping
from inspect import Parameter
from typing import Any, Literal, get_args, get_origin

from jinja2 import Environment, TemplateSyntaxError, nodes

from publication.loading.diagnostics import Diagnostic
from publication.model.known_words import Known
from publication.model.queries import Queries

Signatures = Mapping[str, Mapping[str, Parameter]]
"""The parameters of each macro by its name."""


def call_diagnostics(file: str, text: str, macros: Signatures, queries: Queries) -> list[Diagnostic]:
    """What is wrong with the calls of macros in one Markdown file: names, ids, brackets that do not close."""
    try:
        tree = Environment().parse(text)
    except TemplateSyntaxError as error:
        message = "noget mellem {{ og }} eller {% og %} er ikke skrevet rigtigt"
        return [Diagnostic(file, error.lineno, 1, "side-tegn", message)]
    return sorted({*_unknown_names(file, tree, macros), *_unknown_words(file, tree, macros, queries)})


def _unknown_names(file: str, tree: nodes.Template, macros: Signatures) -> Iterator[Diagnostic]:
    for name in tree.find_all(nodes.Name):
        if name.ctx == "load" and name.name not in macros:
            message = f"der er ingen makro, der hedder «{name.name}»"
            yield _diagnostic(file, name.lineno, "side-makro", message, name.name, macros)


def _unknown_words(file: str, tree: nodes.Template, macros: Signatures, queries: Queries) -> Iterator[Diagnostic]:
    for call in tree.find_all(nodes.Call):
        if not isinstance(call.node, nodes.Name) or call.node.name not in macros:
            continue
        for argument, parameter in _arguments(call, macros[call.node.name]):
            known = _known(parameter.annotation, queries)
            if known is not None and isinstance(argument, nodes.Const) and isinstance(argument.value, str) and argument.value not in known:
                message = f"der er intet i data med navnet «{argument.value}»"
                yield _diagnostic(file, argument.lineno, "side-id", message, argument.value, known)


def _arguments(call: nodes.Call, parameters: Mapping[str, Parameter]) -> Iterator[tuple[nodes.Expr, Parameter]]:
    """The arguments of a call, each with the parameter that takes it."""
    places = list(parameters.values())
    for number, argument in enumerate(call.args):
        if places and (number < len(places) or places[-1].kind is Parameter.VAR_POSITIONAL):
            yield argument, places[min(number, len(places) - 1)]
    for keyword in call.kwargs:
        if keyword.key in parameters:
            yield keyword.value, parameters[keyword.key]


def _known(annotation: Any, queries: Queries) -> Collection[str] | None:
    """The words that a parameter takes; None where it takes any."""
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    for part in (annotation, *get_args(annotation)):
        for mark in getattr(part, "__metadata__", ()):
            if isinstance(mark, Known):
                return mark.among(queries)
    return None


def _diagnostic(file: str, line: int, code: str, message: str, word: str, choices: Collection[str]) -> Diagnostic:
    near = difflib.get_close_matches(word, choices, n=1)
    return Diagnostic(file, line, 1, code, message, near[0] if near else None)
