"""What an author's page asks for: every call of a macro looked at before it is made, all diagnostics at once."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping

from jinja2 import Environment, TemplateSyntaxError, nodes

from publication.model.queries import Queries
from publication.loading.diagnostics import Diagnostic


def known_ids(queries: Queries) -> Mapping[str, Collection[str]]:
    """What the arguments of each macro may name, and what the argument `group=` may."""
    figures, sources = queries.figures, queries.sources
    return {
        "facts": queries.figures_on,
        "fact_titles": queries.figures_on,
        "numbers": figures,
        "number": figures,
        "value": figures,
        "amount": figures,
        "group=": {figure.group for figure in queries.publication.figures if figure.group},
        "name": queries.municipalities,
        "source_cards": sources,
        "statements": {statement.group for statement in queries.publication.statements},
    }


def diagnostics(file: str, text: str, macros: Collection[str], ids: Mapping[str, Collection[str]]) -> list[Diagnostic]:
    """The diagnostics of one Markdown file: a macro or an id that does not exist, or brackets that do not close.

    `file` is its path for the message, `macros` the names that may be called, `ids` as known_ids gives them.
    """
    try:
        tree = Environment().parse(text)
    except TemplateSyntaxError as error:
        return [Diagnostic(file, error.lineno, 1, "side-tegn", "noget mellem {{ og }} eller {% og %} er ikke skrevet rigtigt")]
    return sorted(_unknown(file, tree, macros, ids))


def _unknown(
    file: str, tree: nodes.Template, macros: Collection[str], ids: Mapping[str, Collection[str]]
) -> Iterator[Diagnostic]:
    for name in tree.find_all(nodes.Name):
        if name.ctx == "load" and name.name not in macros:
            yield _diagnostic(file, name.lineno, "side-makro", f"der er ingen makro, der hedder «{name.name}»", name.name, macros)
    for call in tree.find_all(nodes.Call):
        if not isinstance(call.node, nodes.Name) or call.node.name not in ids:
            continue
        named = [(argument, ids[call.node.name]) for argument in call.args]
        named += [(argument.value, ids[f"{argument.key}="]) for argument in call.kwargs if f"{argument.key}=" in ids]
        for argument, known in named:
            if isinstance(argument, nodes.Const) and isinstance(argument.value, str) and argument.value not in known:
                message = f"der er intet i data med navnet «{argument.value}»"
                yield _diagnostic(file, argument.lineno, "side-id", message, argument.value, known)


def _diagnostic(file: str, line: int, code: str, message: str, word: str, choices: Collection[str]) -> Diagnostic:
    near = difflib.get_close_matches(word, choices, n=1)
    return Diagnostic(file, line, 1, code, message, near[0] if near else None)
